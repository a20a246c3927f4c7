"""Which agreements, sites under them and talks a report states as of a day."""

from datetime import date, timedelta

from django.db.models import F, Q

from partners.models import Agreement, Negotiation, Partner, Party
from partners.models.negotiation import State
from quality_dialog.report.counted import count, distinct, record
from quality_dialog.report.naming import Names, names_on
from quality_dialog.report.wording import AgreementFacts, TalkFacts
from quartiersarbeit.ground.paper import Figure
from quartiersarbeit.ground.sorting import german_key
from sites.models import Coverage, Site

FAILED_TALKS_REPORTED_FOR = timedelta(days=365)  # a failure is news for a year, then history


def concluded(as_of: date) -> dict[Agreement, list[Partner]]:
    """The agreements concluded by that day, each with its parties in their order; none is concluded without any."""
    parties = Party.objects.filter(agreement__in=Agreement.objects.concluded(as_of))
    ordered = parties.order_by("agreement__starts_on", "agreement__pk", "position", "pk")
    found: dict[Agreement, list[Partner]] = {}
    for party in ordered.select_related("agreement", "partner"):
        found.setdefault(party.agreement, []).append(party.partner)
    return found


def agreement_facts(
    as_of: date, names: Names | None = None, found: dict[Agreement, list[Partner]] | None = None
) -> tuple[AgreementFacts, ...]:
    """The agreements concluded by that day, each with its parties and the sites it covers then.

    Of one that is signed but begins later these are the sites it begins with. An amendment is no agreement
    more: from its first day it stands for what it amends, with the sites covered there; before, not at all.
    """
    sites, amended, names = _sites_by_agreement(as_of), _amended(), names or names_on(as_of)
    return tuple(
        AgreementFacts(
            partners=tuple(names.after_mit(partner) for partner in parties),
            sites=count(
                f"standorte_vereinbarung_{agreement.pk}",
                f"Standorte der Vereinbarung „{agreement}“",
                as_of,
                "Standorte, die unter dieser Vereinbarung am Stichtag einen Platz haben, oder zu ihrem Beginn, wo er "
                "noch bevorsteht",
                distinct(
                    record(site, names.site(site))
                    for pk in _line(agreement.pk, amended)
                    for site in sites.get(pk, [])
                ),
                one="einen",
            ),
            record=record(agreement),
            quality_dialogue=agreement.quality_dialogue,
            framework=agreement.framework_name,
        )
        for agreement, parties in (concluded(as_of) if found is None else found).items()
        if not agreement.amends_id or agreement.starts_on <= as_of
    )


def _sites_by_agreement(as_of: date) -> dict[int, list[Site]]:
    """Whom each agreement gives a seat on that day, or on its own first day where that lies ahead."""
    begun = Q(starts_on__lte=as_of) | Q(starts_on__lte=F("agreement__starts_on"))
    going_on = Q(ends_on__isnull=True) | Q(ends_on__gte=as_of)
    found: dict[int, list[Site]] = {}
    for coverage in (
        Coverage.objects.filter(begun, going_on).select_related("site").order_by(german_key("site__name"))
    ):
        found.setdefault(coverage.agreement_id, []).append(coverage.site)
    return found


def _amended() -> dict[int, int]:
    """Each amendment with what it amends."""
    return dict(Agreement.objects.filter(amends__isnull=False).values_list("pk", "amends_id"))


def _line(pk: int, amended: dict[int, int]) -> list[int]:
    """An agreement and all it amends, itself first; a circle ends where it closes."""
    line = [pk]
    while (before := amended.get(line[-1])) and before not in line:
        line.append(before)
    return line


def sites_under(agreements: tuple[AgreementFacts, ...], as_of: date) -> Figure:
    """The sites of these agreements, together."""
    return count(
        "standorte_unter_vereinbarung",
        "Standorte unter Vereinbarung",
        as_of,
        "Standorte, jeder einmal, die unter einer geschlossenen Kooperationsvereinbarung am Stichtag einen Platz "
        "haben, oder zu ihrem Beginn, wo er noch bevorsteht",
        distinct(site for agreement in agreements for site in agreement.sites.records),
        one="einen",
    )


def talk_facts(as_of: date, names: Names | None = None) -> tuple[TalkFacts, ...]:
    """The talks begun by that day; concluded ones are agreements, old failures are history."""
    known = (
        Negotiation.objects.with_state(as_of)
        .filter(state__isnull=False)
        .exclude(state=State.CONCLUDED)
        .exclude(state__in=[State.FAILED, State.WITHDRAWN], state_since__lt=as_of - FAILED_TALKS_REPORTED_FOR)
        .select_related("partner")
        .order_by("state_since", "pk")
    )
    names = names or names_on(as_of)
    return tuple(
        TalkFacts(
            partner=names.after_mit(talk.partner) if talk.partner else "",
            sector=talk.sector,
            extent=talk.extent,
            district=talk.get_district_display(),
            state=talk.state,
            since=talk.state_since,
            wording=talk.public_wording or "",
        )
        for talk in known
    )
