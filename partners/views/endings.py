"""What ends with something that ends: told before it is done, in the same way for every act.

What the floors above hold – seats, roles, offers, money – is reached through reverse relations, as seen by the
person asking.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from partners.models import Partner
from quartiersarbeit.ground import german
from quartiersarbeit.ground.columns import Column, Table
from quartiersarbeit.ground.sorting import german_key

ENDS, ASKED, STAYS = "endet", "endet, wenn Sie es unten ankreuzen", "bleibt; bitte klären Sie es danach"
GOES_OVER = "geht über"


class Ending(NamedTuple):
    """Something that holds beyond the day: what kind, which, for how long until now, and what becomes of it."""

    kind: str
    what: str
    period: str
    outcome: str


def _endings(kind: str, rows: Iterable, outcome: str) -> list[Ending]:
    return [Ending(kind, str(row), german.period(row.starts_on, row.ends_on), outcome) for row in rows]


def _beyond(coverages, user, on: date):
    return (
        coverages.visible_to(user)
        .reaching_beyond(on)
        .select_related("site", "seat")
        .order_by(german_key("site__name"))
    )


def seats(coverages, user, on: date) -> list[Ending]:
    """The seats given after that day."""
    return _endings("Platz", _beyond(coverages, user, on), ENDS)


def of_coverages(coverages, user, on: date) -> list[Ending]:
    """The seats given after that day, and what hangs on those of the sites that have no other seat then."""
    beyond = _beyond(coverages, user, on)
    others = coverages.model.objects.reaching_beyond(on).exclude(pk__in=beyond.values("pk")).values("site")
    sites = {coverage.site_id: coverage.site for coverage in beyond.exclude(site__in=others)}
    return [*_endings("Platz", beyond, ENDS), *of_sites(sites.values(), user, on, ASKED)]


def of_sites(sites: Iterable, user, on: date, outcome: str = ENDS) -> list[Ending]:
    """Roles and offers that go on after that day, and money of the years that come."""
    found = []
    for site in sites:
        roles = site.assignments.visible_to(user).reaching_beyond(on).select_related("partner", "site")
        offers = site.offers.visible_to(user).reaching_beyond(on)
        found += _endings("Rolle", roles, outcome)
        found += [one._replace(what=f"{one.what} ({site})") for one in _endings("Angebot", offers, outcome)]
        if user.has_perm("funding.view_allocation"):
            money = site.allocations.visible_to(user).filter(fiscal_year__year__gt=on.year)
            found += [Ending("Mittel", str(one), str(one.fiscal_year.year), STAYS) for one in money]
    return found


def of_partner(
    partner: Partner, user, on: date, outcome: str = ASKED, talks_outcome: str = STAYS
) -> list[Ending]:
    """Its roles, its people, its agreements and its talks, as far as they go on after that day."""
    roles = partner.assignments.visible_to(user).reaching_beyond(on).select_related("partner", "site")
    people = partner.contacts.visible_to(user).reaching_beyond(on).filter(anonymised_on__isnull=True)
    agreements = partner.agreements.visible_to(user).concluded(on).with_effective_end(on)
    talks = partner.negotiations.visible_to(user).unfinished(on)
    return [
        *_endings("Rolle", roles, outcome),
        *_endings("Ansprechperson", people, outcome),
        *(
            Ending("Vereinbarung", str(one), german.period(one.starts_on, one.effective_end), STAYS)
            for one in agreements
        ),
        *(Ending("Gespräch", str(one), "", talks_outcome) for one in talks),
    ]


def of_merger(partner: Partner, user, on: date) -> list[Ending]:
    """What goes over to the entry in which the partner goes on, and what stays."""
    return of_partner(partner, user, on, GOES_OVER, GOES_OVER)


def table(endings: list[Ending]) -> Table:
    """As the page of every such act shows it: `{% include "kern/endings.html" %}`."""
    columns = [
        Column("kind", "Art"),
        Column("what", "Was"),
        Column("period", "Bisher vorgesehen"),
        Column("outcome", "Mit diesem Schritt"),
    ]
    return Table(columns, endings, "Was damit endet")
