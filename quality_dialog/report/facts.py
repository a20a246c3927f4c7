"""The facts of a report, asked of all floors as of one day.

`known()` answers with frozen dataclasses, every number as a `Figure` with the records behind it.
`wording` writes the first draft from them, `composing` ties stored texts back to them, `quartiersarbeit.ground.paper`
draws.
"""

from dataclasses import dataclass, replace
from datetime import date

from partners.models import Committee, Mandate
from quality_dialog.report import network
from quality_dialog.report.agreements import agreement_facts, concluded, sites_under, talk_facts
from quality_dialog.report.dialogue import dialogue_facts
from quality_dialog.report.models import TextBlock
from quality_dialog.report.money import budget_of, mandate_facts, money_facts
from quality_dialog.report.naming import names_on
from quality_dialog.report.wording import Facts
from quartiersarbeit.ground.city import city


@dataclass(frozen=True, slots=True)
class YearRange:
    """The years a report can be about: from the first mandate to the year after today's."""

    first: int
    last: int


def known_years(today: date) -> YearRange:
    """From the year of the first mandate (today's where there is none) to next year."""
    first = Mandate.objects.order_by("decided_on").values_list("decided_on", flat=True).first()
    return YearRange(first.year if first else today.year, today.year + 1)


def known(*, year: int, as_of: date) -> Facts:
    """Everything a report about `year` can state as of the end of the day `as_of`."""
    names, budget = (
        names_on(as_of),
        budget_of(year, as_of),
    )  # read once: every part of it names and counts with them
    mandate = mandate_facts(budget, as_of)
    found = concluded(as_of)
    agreements = agreement_facts(as_of, names, found)
    sites = sites_under(agreements, as_of)
    places = [site.pk for site in sites.records]
    offers = network.offers(places, as_of)
    told = Facts(
        year=year,
        as_of=as_of,
        texts={block.key: block.body for block in TextBlock.objects.valid(as_of)},
        mandate=mandate,
        agreements=agreements,
        sites=sites,
        talks=talk_facts(as_of, names),
        committees=tuple(
            Committee.objects.known(as_of).order_by("-position").values_list("name_dative", flat=True)
        ),
        money=money_facts(budget, as_of, names),
        dialogue=dialogue_facts(year, as_of, names),
        is_example=any(agreement.is_example for agreement in found),
        places=network.site_facts(places, as_of, names),
        offers=network.offered(offers, as_of, names),
        network=city().network,
        adjective=city().adjective,
        offer_rows=network.offer_facts(offers, names),
    )
    since = network.since_last_report(told.figures(), as_of)
    return replace(told, since=since, wishes=network.wishes(as_of, since.as_of if since else None))
