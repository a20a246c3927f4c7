"""Somebody works for two organisations: they switch, and see and hand in for the one they act for."""

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.models import Membership, Partner, User
from quality_dialog.models import Assessment, Dialogue, FieldOfAction, Submission
from tests.browser.clicking import follow, press
from tests.browser.looking import sign_in

pytestmark = pytest.mark.browser


def of(partner: Partner, but: Partner) -> Dialogue:
    """A dialogue in which one takes part, and the other does not; the newest that nobody there has begun."""
    rows = Dialogue.objects.filter(partners=partner).exclude(partners=but)
    begun = Assessment.objects.filter(partner=partner).values("dialogue")
    rows = rows.exclude(pk__in=begun) if rows.exclude(pk__in=begun).exists() else rows
    return rows.select_related("cycle", "site").order_by("-cycle__year", "site__name").first()


@pytest.fixture
def two(demo) -> tuple[Partner, Partner]:
    """The organisations of awo's account, which belongs to Alt und Jung as well."""
    person, other = (User.objects.get(email=f"{name}@example.org") for name in ("awo", "altundjung"))
    given = {"given_on": timezone.localdate(), "given_by": User.objects.get(email="admin@example.org")}
    Membership.objects.create(person=person, partner=other.partner, **given)
    return person.partner, other.partner


def status(page, address: str) -> int:
    return page.goto(address).status


def test_a_person_of_two_organisations_switches_and_hands_in_for_the_one_they_act_for(demo, page, two):
    awo, other = two
    first, second = of(awo, other), of(other, awo)
    addresses = [f"{demo}{one.get_absolute_url()}" for one in (first, second)]
    sign_in(page, demo, "awo")
    page.goto(f"{demo}/")
    assert f"Sie handeln für {awo}" in page.locator("header").inner_text()
    assert [status(page, one) for one in addresses] == [200, 404]

    press(page, f"Zu {other} wechseln")
    assert f"Sie handeln für {other}" in page.locator("header").inner_text()
    assert [status(page, one) for one in addresses] == [404, 200]

    args = [second.cycle.year, second.site_id]
    of_field = FieldOfAction.objects.filter(framework=second.cycle.framework).order_by("position").first()
    page.goto(f"{demo}{reverse('quality_dialog:self_assessment_field', args=[*args, of_field.pk])}")
    page.get_by_role("group", name="1.1").get_by_label("teilweise erreicht").check()
    press(page, "Speichern und zur Übersicht")
    follow(page, "Angaben prüfen")
    page.get_by_label("ohne Antwort").check()
    press(page, "Einreichen")
    handed = Submission.objects.get(dialogue=second, partner=other)
    assert handed.submitted_by.email == "awo@example.org"
    assert status(page, addresses[0]) == 404
