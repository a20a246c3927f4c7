"""Measures: agreed on from findings, carried by one side, confirmed by the other, never silently gone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from quality_dialog.models import Measure
from tests.asking import addresses, code_of, queries, text_of
from tests.factories import (
    DialogueFactory,
    FindingFactory,
    MeasureFactory,
    MeasureStepFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
at = addresses("quality_dialog:measure_")


@pytest.fixture
def finding(awo, bgw):
    return FindingFactory(dialogue=DialogueFactory(partners=[awo, bgw]), shared=True)


def measure_of(finding, owner=None, **facts) -> Measure:
    days = {"resolved_on": YESTERDAY, "due_on": TODAY}
    return MeasureFactory(finding=finding, responsible=owner, **(days | facts))


# --- agreeing on one -----------------------------------------------------------------------------------------


def test_the_city_enters_who_does_what_until_when(koordination, finding, awo, client_of):
    facts = {"title": "Zweiter Raum", "responsible": awo.pk, "due_on": TOMORROW.isoformat()}
    reply = client_of(koordination).post(at("create", finding), facts)
    row = Measure.objects.get()
    assert (reply.url, row.responsible, row.resolved_on, row.resolved_by) == (
        row.get_absolute_url(),
        awo,
        TODAY,
        koordination,
    )


def test_a_partner_promises_only_for_itself(partner_user, finding, awo, bgw, client_of):
    client, facts = client_of(partner_user), {"title": "Licht", "due_on": TOMORROW.isoformat()}
    foreign = client.post(at("create", finding), facts | {"responsible": bgw.pk})
    assert foreign.context["form"].has_error("responsible", "invalid_choice")
    client.post(at("create", finding), facts | {"responsible": awo.pk})
    assert Measure.objects.get().responsible == awo
    given = {"title": "x", "due_on": TODAY, "by": partner_user, "on": TODAY}
    assert code_of(finding.resolve, **given) == "measure_of_own_side"


@pytest.mark.parametrize(
    ("facts", "field", "code"),
    [
        ({"due_on": YESTERDAY.isoformat()}, "due_on", "measure_due_after_resolved"),
        ({"due_on": ""}, "due_on", "required"),
        ({"due_on": "bald"}, "due_on", "invalid"),
        ({"title": ""}, "title", "required"),
        ({"title": "x" * 251}, "title", "max_length"),
        ({"responsible": "999999"}, "responsible", "invalid_choice"),
    ],
)
def test_what_no_measure_can_be_is_refused_at_its_field(koordination, finding, client_of, facts, field, code):
    given = {"title": "Bleibt stehen", "due_on": TOMORROW.isoformat()} | facts
    reply = client_of(koordination).post(at("create", finding), given)
    assert reply.context["form"].has_error(field, code)
    assert not Measure.objects.exists()


def test_nothing_follows_from_a_draft(koordination, finding, client_of):
    draft = FindingFactory(dialogue=finding.dialogue)
    facts = {"title": "Licht", "due_on": TOMORROW.isoformat()}
    reply = client_of(koordination).post(at("create", draft), facts)
    assert reply.context["form"].has_error("__all__", "measure_from_shared")


# --- carrying it -----------------------------------------------------------------------------------------------


def test_the_owner_tells_how_far_it_is(partner_user, finding, awo, client_of):
    row, client = measure_of(finding, awo), client_of(partner_user)
    client.post(at("note", row), {"text": "Angebot eingeholt."})
    step = row.steps.get()
    assert (step.text, step.by, step.on, step.new_due_on) == ("Angebot eingeholt.", partner_user, TODAY, None)
    assert "Angebot eingeholt." in text_of(client.get(row.get_absolute_url()))
    assert client.post(at("note", row), {"text": ""}).context["form"].has_error("text", "required")


def test_done_is_said_by_the_owner_and_confirmed_by_the_other_side(
    koordination, partner_user, finding, awo, client_of
):
    row, owner, city = measure_of(finding, awo), client_of(partner_user), client_of(koordination)
    assert "verantwortlich ist" in text_of(city.post(at("finish", row)))
    owner.post(at("finish", row))
    assert "von der anderen Seite" in text_of(owner.post(at("confirm", row)))
    city.post(at("confirm", row))
    row.refresh_from_db()
    assert (row.done_by, row.confirmed_by, row.confirmed_on) == (partner_user, koordination, TODAY)
    given = {"by": koordination, "on": TODAY}
    assert code_of(row.confirm, **given) == "measure_not_reported_done"
    assert code_of(row.drop, reason="x", **given) == "measure_ended"


def test_the_citys_own_measure_is_confirmed_by_a_partner(koordination, partner_user, finding, client_of):
    row = measure_of(finding)
    client_of(koordination).post(at("finish", row))
    client_of(partner_user).post(at("confirm", row))
    row.refresh_from_db()
    assert row.confirmed_by == partner_user


def test_what_is_not_done_goes_back_with_what_is_missing(koordination, partner_user, finding, awo, client_of):
    row = measure_of(finding, awo)
    client_of(partner_user).post(at("finish", row))
    client_of(koordination).post(at("send_back", row), {"text": "Das Licht fehlt."})
    row.refresh_from_db()
    assert (row.done_on, row.status_on(TODAY), row.steps.get().text) == (
        None,
        "open",
        "Nicht bestätigt: Das Licht fehlt.",
    )
    row.finish(by=partner_user, on=TODAY)
    given = {"text": "x", "on": TODAY}
    assert code_of(row.send_back, by=partner_user, **given) == "measure_sent_back_by_other"


@pytest.mark.parametrize(("day", "due"), [(YESTERDAY, None), (TODAY, TODAY), (TOMORROW, TOMORROW)])
def test_a_measure_is_postponed_to_a_day_that_is_not_past(partner_user, finding, awo, client_of, day, due):
    row = measure_of(finding, awo, due_on=YESTERDAY)
    reply = client_of(partner_user).post(
        at("postpone", row), {"new_due_on": day.isoformat(), "text": "Die Baufirma kommt später."}
    )
    if due is None:
        assert reply.context["form"].has_error("new_due_on", "measure_step_postpones_ahead")
    assert Measure.objects.with_due(TODAY).get().due == (due or YESTERDAY)
    assert Measure.objects.overdue(TODAY).exists() == (due is None)


def test_a_measure_is_dropped_with_its_reason_by_owner_or_city(
    koordination, other_partner_user, finding, awo, client_of
):
    row = measure_of(finding, awo)
    assert client_of(other_partner_user).get(at("drop", row)).status_code == 403
    given = {"reason": "x", "by": other_partner_user, "on": TODAY}
    assert code_of(row.drop, **given) == "measure_of_another"
    client = client_of(koordination)
    assert client.post(at("drop", row), {"reason": " "}).context["form"].has_error("reason", "required")
    client.post(at("drop", row), {"reason": "Der Raum ist gekündigt."})
    assert "Der Raum ist gekündigt." in text_of(client.get(row.get_absolute_url()))


def test_a_foreign_measure_is_unseen(partner_user, client_of, bgw):
    foreign = measure_of(FindingFactory(dialogue=DialogueFactory(partners=[bgw]), shared=True), bgw)
    client = client_of(partner_user)
    gets = [client.get(at(name, foreign)).status_code for name in ("detail", "drop", "postpone", "send_back")]
    posts = [client.post(at(name, foreign)).status_code for name in ("note", "finish", "confirm")]
    assert gets + posts == [404] * 7


# --- through the years -------------------------------------------------------------------------------------------


def test_a_measure_shows_what_it_was_taken_over_from_and_into(partner_user, finding, awo, client_of):
    first = measure_of(finding, awo, title="Erste")
    later = DialogueFactory(partners=[awo], cycle__year=2027)
    second = measure_of(
        FindingFactory(dialogue=later, shared=True), awo, title="Zweite", carried_over_from=first
    )
    unseen = FindingFactory(dialogue=DialogueFactory(cycle__year=2028), shared=True)
    measure_of(unseen, awo, title="Dritte", carried_over_from=second)
    for row in (first, second):
        chain = client_of(partner_user).get(row.get_absolute_url()).context["chain"]
        assert chain == [first, second]


def test_a_measures_page_asks_as_often_for_many_steps_as_for_one(koordination, finding, awo, client_of):
    row, client = measure_of(finding, awo), client_of(koordination)

    MeasureStepFactory(measure=row)
    StatementFactory(finding=finding)
    one = queries(client, row.get_absolute_url())
    MeasureStepFactory.create_batch(10, measure=row)
    for _ in range(5):
        StatementFactory(finding=finding)
    assert queries(client, row.get_absolute_url()) == one
