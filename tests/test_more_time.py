"""More time for one partner's self-assessment: it counts from the day it was given, and for that partner alone."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.models import Notification
from quality_dialog.models import Participation
from quartiersarbeit.duties import duties
from tests import factories as f
from tests.asking import code_of, text_of

pytestmark = pytest.mark.django_db
TODAY, DAY = timezone.localdate(), timedelta(days=1)
WHY = "Die Leitung war krank."


@pytest.fixture
def dialogue(awo, bgw):
    """A year whose self-assessments were due ten days ago, with two partners."""
    due = {"assessment_due_on": TODAY - 10 * DAY, "meetings_due_on": None, "report_due_on": None}
    cycle = f.CycleFactory(year=TODAY.year, opened_on=TODAY - 60 * DAY, **due)
    return f.DialogueFactory(cycle=cycle, partners=[awo, bgw])


def given(dialogue, partner, due_on: date, *, by, on: date = TODAY) -> None:
    dialogue.participations.get(partner=partner).extend(due_on=due_on, reason=WHY, by=by, on=on)


def due(dialogue, partner, on: date) -> date:
    return Participation.objects.with_due(on).get(dialogue=dialogue, partner=partner).due_on


def test_it_counts_from_its_day_on_and_for_that_partner_alone(dialogue, awo, bgw, koordination):
    stood, later = dialogue.cycle.assessment_due_on, TODAY + 20 * DAY
    given(dialogue, awo, later, by=koordination)
    assert [due(dialogue, awo, day) for day in (TODAY - DAY, TODAY, TODAY + DAY)] == [stood, later, later]
    assert due(dialogue, bgw, TODAY) == stood


def test_a_year_that_is_put_off_further_counts_for_all(dialogue, awo, koordination):
    given(dialogue, awo, TODAY + 20 * DAY, by=koordination)
    dialogue.cycle.revise(assessment_due_on=TODAY + 30 * DAY, reason="Für alle.", by=koordination, on=TODAY)
    assert due(dialogue, awo, TODAY) == TODAY + 30 * DAY


def test_the_partners_task_has_the_new_day_since_it_was_given(dialogue, awo, partner_user, koordination):
    given(dialogue, awo, TODAY + 20 * DAY, by=koordination)
    found = {
        day: [duty.due_on for duty in duties(partner_user, day) if duty.partner_id == awo.pk]
        for day in (TODAY - DAY, TODAY)
    }
    assert found == {TODAY - DAY: [dialogue.cycle.assessment_due_on], TODAY: [TODAY + 20 * DAY]}


def test_the_phase_of_the_year_is_not_late_while_whoever_is_missing_has_time(
    dialogue, awo, bgw, koordination, client_of
):
    page = reverse("quality_dialog:cycle_detail", args=[dialogue.cycle.year])
    assert "Frist vorbei" in text_of(client_of(koordination).get(page))
    for partner in (awo, bgw):
        given(dialogue, partner, TODAY + 20 * DAY, by=koordination)
    assert "Frist vorbei" not in text_of(client_of(koordination).get(page))


def test_the_city_gives_it_on_its_page_and_the_partner_hears_and_reads_it(
    dialogue, awo, koordination, partner_user, other_partner_user, client_of
):
    of_site = [dialogue.cycle.year, dialogue.site_id]
    page = reverse("quality_dialog:self_assessment", args=of_site)
    act = reverse("quality_dialog:self_assessment_extend", args=[*of_site, awo.pk])
    assert act in text_of(client_of(koordination).get(page))
    assert act not in text_of(client_of(partner_user).get(page))
    day = f"{TODAY + 20 * DAY:%d.%m.%Y}"
    answer = client_of(koordination).post(act, {"due_on": day, "reason": WHY})
    assert answer.url == page
    assert f"Bitte bis zum {day}." in text_of(client_of(partner_user).get(page))
    seen = [
        WHY in text_of(client_of(who).get(page)) for who in (koordination, partner_user, other_partner_user)
    ]
    assert seen == [True, True, False]
    assert f"AWO bis {day}" in str(Notification.objects.get(recipient=partner_user))


def test_it_is_never_shorter_and_not_for_what_is_handed_in(dialogue, awo, bgw, koordination):
    row = dialogue.participations.get(partner=awo)
    asked = {"reason": WHY, "by": koordination, "on": TODAY}
    assert code_of(row.extend, due_on=dialogue.cycle.assessment_due_on, **asked) == "not_later"
    given(dialogue, awo, TODAY + 20 * DAY, by=koordination)
    assert code_of(row.extend, due_on=TODAY + 20 * DAY, **asked) == "not_later"
    f.SubmissionFactory(dialogue=dialogue, partner=bgw, submitted_on=TODAY - 11 * DAY)
    handed_in = dialogue.participations.get(partner=bgw)
    assert code_of(handed_in.extend, due_on=TODAY + 20 * DAY, **asked) == "submitted"
