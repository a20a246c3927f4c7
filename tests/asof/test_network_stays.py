"""A later record never rewrites an earlier day: partners, sites and committees, asked before and after it."""

from collections.abc import Callable
from datetime import date

import pytest

from partners.models import Committee, Partner
from quality_dialog.report.facts import known
from sites.models import Site
from tests import factories as f
from tests.asof import A_DAY

pytestmark = pytest.mark.django_db

LEFT, AGAIN, SECOND, LATER = (date(2026, month, 10) for month in (3, 5, 7, 9))
PAST = [day + step * A_DAY for day in (LEFT, AGAIN, SECOND) for step in (-1, 0, 1)]


def told(on: date, of: dict) -> dict:
    """All that the app says of a partner, a site and the committees as of a day."""
    return {
        "partner": of["partner"].status_on(on),
        "active": set(Partner.objects.active(on)),
        "site": of["site"].status_on(on),
        "sites": [set(getattr(Site.objects, word)(on)) for word in ("open", "with_seat", "without_seat")],
        "committees": (set(Committee.objects.known(on)), known(year=2026, as_of=on).committees),
    }


def left(of, on: date) -> None:
    of["partner"].deactivate(by=f.UserFactory(), on=on)


def came_back(of, on: date) -> None:
    of["partner"].reactivate(by=f.UserFactory(), on=on)


def closed(of, on: date) -> None:
    of["site"].close(by=f.UserFactory(), on=on)


def opened_again(of, on: date) -> None:
    here = {"neighbourhood": of["site"].neighbourhood, "new_neighbourhood": "", "district": ""}
    of["site"].revise(**here, reopen=True, by=f.UserFactory(), on=on)


def partner_entered(of, on: date) -> None:
    Partner.objects.enter(name="Neuer Verein", short_name="Neu", name_after_mit="dem Neuen", on=on)


def committee_entered(of, on: date) -> None:
    f.CommitteeFactory(entered_on=on)


# Each goes once through its ways; the last step is the later record.
STORIES = {
    "partner back": [left, came_back],
    "partner back twice": [left, came_back, left, came_back],
    "site open again": [closed, opened_again],
    "site open again twice": [closed, opened_again, closed, opened_again],
    "partner entered": [partner_entered],
    "committee entered": [committee_entered],
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_a_later_record_of_the_network_never_changes_an_earlier_day(story: list[Callable]):
    of = {"partner": f.PartnerFactory(), "site": f.SiteFactory()}
    f.CommitteeFactory()
    *before, last = story
    for step, on in zip(before, (LEFT, AGAIN, SECOND), strict=False):
        step(of, on)
    then = [told(on, of) for on in PAST]
    last(of, LATER)
    assert [told(on, of) for on in PAST] == then
