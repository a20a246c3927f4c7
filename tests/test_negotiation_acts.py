"""Keeping talks: begin, name the partner, record steps, release the wording, see them side by side."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from partners.models import Negotiation, Step
from partners.statuses import NegotiationStatus
from tests.asking import code_of, queries, text_of
from tests.factories import NegotiationFactory, PartnerFactory, SiteFactory, StepFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
FACTS = {"working_title": "Weiterer Träger", "sector": "service_provider", "extent": "one"}


def ago(days: int):
    return TODAY - timedelta(days=days)


def post_step(client, talk, **facts):
    given = {"day": TODAY.isoformat(), "state": "in_talks"} | facts
    return client.post(reverse("partners:step_create", args=[talk.pk]), given)


# --- begin and correct ---------------------------------------------------------------------------


def test_a_working_title_is_enough_to_begin(koordination, client_of):
    answer = client_of(koordination).post(reverse("partners:negotiation_create"), FACTS)
    talk = Negotiation.objects.get()
    assert (answer.url, str(talk), talk.partner) == (talk.get_absolute_url(), "Weiterer Träger", None)


def test_a_talk_without_any_name_is_refused_at_the_working_title(koordination, client_of):
    answer = client_of(koordination).post(
        reverse("partners:negotiation_create"), FACTS | {"working_title": ""}
    )
    assert answer.context["form"].errors == {
        "working_title": ["Nennen Sie den Kooperationspartner oder einen Arbeitstitel."]
    }
    assert not Negotiation.objects.exists()


def test_the_partner_is_named_later_and_the_sites_in_question_with_it(koordination, client_of, awo):
    talk, site = NegotiationFactory(unnamed=True), SiteFactory()
    address = reverse("partners:negotiation_edit", args=[talk.pk])
    client = client_of(koordination)
    client.post(address, FACTS | {"partner": awo.pk, "sites": [site.pk]})
    talk.refresh_from_db()
    assert (talk.partner, [*talk.sites.all()]) == (awo, [site])
    assert client.get(address).context["form"]["sites"].value() == [site.pk]


def test_a_partner_that_has_left_is_not_offered(koordination, client_of):
    PartnerFactory(name="Alter Verein", short_name="Alter Verein", deactivated_on=ago(1))
    form = client_of(koordination).get(reverse("partners:negotiation_create")).context["form"]
    assert "Alter Verein" not in [str(one) for one in form.fields["partner"].queryset]


@pytest.mark.parametrize("value", ["999999999999999999999", "x", "\x00", "-1"])
def test_a_partner_that_is_none_is_refused(koordination, client_of, value):
    answer = client_of(koordination).post(reverse("partners:negotiation_create"), FACTS | {"partner": value})
    assert (answer.status_code, "partner" in answer.context["form"].errors) == (200, True)


# --- steps ---------------------------------------------------------------------------------------


def test_a_step_is_recorded_with_its_person(koordination, client_of):
    talk = NegotiationFactory()
    answer = post_step(client_of(koordination), talk, internal_note="Vorstand ist interessiert")
    step = Step.objects.get()
    assert (answer.url, step.on, step.state, step.recorded_by) == (
        talk.get_absolute_url(),
        TODAY,
        "in_talks",
        koordination,
    )


def test_a_step_from_before_the_last_takes_its_place_and_is_marked_as_entered_later(koordination, client_of):
    talk = StepFactory(on=ago(60), state="contacted").negotiation
    StepFactory(negotiation=talk, on=ago(10), state="concluded")
    post_step(client_of(koordination), talk, day=ago(20).isoformat(), state="terms_agreed")
    standing = {
        days: Negotiation.objects.with_status(ago(days)).get(pk=talk.pk).status for days in (21, 20, 10)
    }
    assert standing == {
        21: NegotiationStatus.CONTACTED,
        20: NegotiationStatus.TERMS_AGREED,
        10: NegotiationStatus.CONCLUDED,
    }
    steps = client_of(koordination).get(talk.get_absolute_url()).context["steps"]
    later = next(column for column in steps.columns if column.key == "later")
    said = [str(later.value_of(step)) for step in steps.objects]
    assert said == ["", f"am {TODAY:%d.%m.%Y}", f"am {TODAY:%d.%m.%Y}"]  # the oldest is 60 days old


def test_a_step_entered_on_its_day_is_not_marked(koordination, client_of):
    talk = StepFactory(on=TODAY).negotiation
    steps = client_of(koordination).get(talk.get_absolute_url()).context["steps"]
    assert "later" not in [column.key for column in steps.columns]


def test_a_talk_does_not_end_twice_without_being_taken_up_in_between(koordination):
    talk = StepFactory(on=ago(10), state="concluded").negotiation
    given = {"day": ago(20), "state": "withdrawn", "by": koordination, "on": TODAY}
    assert code_of(talk.record, **given) == "step_ends_twice"
    talk.record(day=ago(15), state="in_talks", by=koordination, on=TODAY)
    talk.record(**given)
    assert Negotiation.objects.with_status(ago(16)).get().status == NegotiationStatus.WITHDRAWN


@pytest.mark.parametrize(
    ("facts", "field", "code"),
    [
        ({"day": (TODAY + timedelta(days=1)).isoformat()}, "day", "step_in_future"),
        ({"state": "paused"}, "reason_code", "step_reason_given"),
        ({"state": "failed", "public_wording": "aufgrund"}, "reason_code", "step_reason_given"),
        ({"state": "in_talks", "reason_code": "funding"}, "reason_code", "step_reason_uncalled"),
        ({"state": "concluded", "public_wording": "so"}, "public_wording", "step_reason_uncalled"),
        ({"day": "gestern"}, "day", "invalid"),
        ({"day": ""}, "day", "required"),
        ({"state": "tot"}, "state", "invalid_choice"),
        (
            {"public_wording": "a" * 301, "state": "paused", "reason_code": "other"},
            "public_wording",
            "max_length",
        ),
    ],
)
def test_what_no_step_can_be_is_refused_at_its_field_and_kept(koordination, client_of, facts, field, code):
    talk = StepFactory(on=ago(10)).negotiation
    answer = post_step(client_of(koordination), talk, internal_note="bleibt stehen", **facts)
    assert answer.context["form"].has_error(field, code)
    assert "bleibt stehen" in text_of(answer)
    assert "<title>Fehler: " in text_of(answer)
    assert talk.steps.count() == 1


@pytest.mark.parametrize("days", [10, 9, 0])
def test_a_step_may_be_taken_on_the_day_of_the_last_or_after_it(koordination, days):
    talk = StepFactory(on=ago(10)).negotiation
    talk.record(day=ago(days), state="terms_agreed", by=koordination, on=TODAY)
    assert talk.steps.count() == 2


# --- the public wording --------------------------------------------------------------------------


def test_a_wording_counts_only_after_the_second_click(koordination, client_of):
    talk, client = NegotiationFactory(), client_of(koordination)
    post_step(client, talk, state="failed", reason_code="conditions", public_wording="wegen der Lage")
    step = talk.steps.get()
    assert Negotiation.objects.with_state(TODAY).get().public_wording is None
    assert "Wortlaut freigeben" in text_of(client.get(talk.get_absolute_url()))
    client.post(reverse("partners:step_release", args=[talk.pk, step.pk]))
    step.refresh_from_db()
    assert (step.wording_released_on, step.wording_released_by) == (TODAY, koordination)
    assert Negotiation.objects.with_state(TODAY).get().public_wording == "wegen der Lage"
    assert "Wortlaut freigeben" not in text_of(client.get(talk.get_absolute_url()))


@pytest.mark.parametrize(
    ("facts", "code"),
    [({}, "step_released_wording_exists"), ({"released": True}, "step_wording_released")],
)
def test_what_cannot_be_released_is_refused(koordination, client_of, facts, code):
    step = StepFactory(state="paused", **facts)
    with pytest.raises(ValidationError) as refusal:
        step.release_wording(by=koordination, on=TODAY)
    assert refusal.value.code == code
    address = reverse("partners:step_release", args=[step.negotiation_id, step.pk])
    answer = client_of(koordination).post(address)
    assert (answer.status_code, refusal.value.message in text_of(answer)) == (422, True)


def test_a_step_is_released_only_at_its_own_talk(koordination, client_of):
    step = StepFactory(state="paused", public_wording="wegen")
    address = reverse("partners:step_release", args=[NegotiationFactory().pk, step.pk])
    assert client_of(koordination).post(address).status_code == 404


# --- where talks stand ---------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "stalls"), [(60, False), (61, True)])
@pytest.mark.parametrize("state", ["contacted", "in_talks", "paused", "terms_agreed"])
def test_a_waiting_talk_stalls_after_sixty_days(state, days, stalls):
    StepFactory(state=state, on=ago(days))
    assert Negotiation.objects.stalled(TODAY).exists() is stalls
    assert bool(Negotiation.objects.with_stalling(TODAY).get().stalls) is stalls


@pytest.mark.parametrize("state", ["planned", "concluded", "failed", "withdrawn"])
def test_what_is_over_or_not_begun_never_stalls(state):
    StepFactory(state=state, on=ago(500))
    NegotiationFactory()
    assert not Negotiation.objects.stalled(TODAY).exists()
    assert [bool(talk.stalls) for talk in Negotiation.objects.with_stalling(TODAY)] == [False, False]


def test_what_is_unfinished_may_still_succeed():
    new = NegotiationFactory()
    running = StepFactory(state="paused").negotiation
    for state in ("concluded", "failed", "withdrawn"):
        StepFactory(state=state)
    assert set(Negotiation.objects.unfinished(TODAY)) == {new, running}


def test_a_later_step_does_not_change_what_was(koordination):
    talk = StepFactory(state="in_talks", on=ago(90)).negotiation
    talk.record(day=ago(5), state="in_talks", by=koordination, on=TODAY)
    before, now = (Negotiation.objects.with_stalling(day).get() for day in (ago(6), TODAY))
    assert (before.stalls, before.in_state_since) == (True, ago(90))
    assert (now.stalls, now.in_state_since) == (False, ago(90))


# --- the board -----------------------------------------------------------------------------------


def test_the_board_holds_every_talk_of_the_table_in_its_column(koordination, client_of):
    NegotiationFactory(partner__short_name="Verein neu")
    StepFactory(negotiation__partner__short_name="Verein alt", state="paused", on=ago(100))
    answer = client_of(koordination).get(reverse("partners:negotiation_board"))
    columns = answer.context["columns"]
    held = {str(one.status): [str(card.talk) for card in one.cards] for one in columns if one.cards}
    assert held == {"noch kein Schritt": ["Verein neu"], "ruht": ["Verein alt"]}
    assert "letzter Schritt vor 100 Tagen" in text_of(answer)
    assert ">stockt</span>" in text_of(answer)
    assert reverse("partners:negotiation_list") in text_of(answer)


def test_a_column_shows_those_that_wait_longest_and_leads_to_all_of_them(
    koordination, client_of, monkeypatch
):
    monkeypatch.setattr("partners.views.negotiation.CARDS", 2)
    for day in (30, 10, 20):
        StepFactory(negotiation__partner__short_name=f"Verein {day}", state="in_talks", on=ago(day))
    StepFactory(negotiation__partner__short_name="Fertig", state="failed", reason_code="other", on=ago(5))
    client = client_of(koordination)
    answer = client.get(reverse("partners:negotiation_board"))
    (column,) = [one for one in answer.context["columns"] if str(one.status) == "im Gespräch"]
    assert [str(card.talk) for card in column.cards] == ["Verein 30", "Verein 20"]
    assert (column.together, column.further) == (3, 1)
    assert "1 weiteres Gespräch</a>" in text_of(answer)
    assert len(client.get(column.in_list).context["listing"].page.object_list) == 3
    assert [str(one.status) for one in answer.context["columns"] if one.over and one.cards] == ["gescheitert"]


def test_the_board_asks_as_much_for_one_talk_as_for_twelve(koordination, client_of):
    client, address = client_of(koordination), reverse("partners:negotiation_board")

    StepFactory()
    with_one = queries(client, address)
    StepFactory.create_batch(11)
    assert queries(client, address) == with_one


# --- what follows, and who may -------------------------------------------------------------------


def test_only_a_concluded_talk_leads_to_an_agreement(koordination, client_of):
    talk, client = StepFactory(state="terms_agreed", on=ago(3)).negotiation, client_of(koordination)
    assert "Vereinbarung anlegen" not in text_of(client.get(talk.get_absolute_url()))
    talk.record(day=TODAY, state="concluded", by=koordination, on=TODAY)
    assert f"?gespraech={talk.pk}" in text_of(client.get(talk.get_absolute_url()))


@pytest.mark.parametrize("role", ["partner_user", "freigabe", "revision", "gremium"])
def test_only_koordination_keeps_talks(role, request, client_of, awo):
    talk, client = NegotiationFactory(partner=awo), client_of(request.getfixturevalue(role))
    step = StepFactory(negotiation=talk, state="paused", public_wording="wegen")
    answers = [
        client.post(reverse("partners:negotiation_create"), FACTS),
        client.post(reverse("partners:negotiation_edit", args=[talk.pk]), FACTS),
        post_step(client, talk),
        client.post(reverse("partners:step_release", args=[talk.pk, step.pk])),
    ]
    assert {answer.status_code for answer in answers} == {403}
    assert (Negotiation.objects.count(), Step.objects.get().wording_released_on) == (1, None)


@pytest.mark.parametrize("role", ["freigabe", "revision"])
def test_who_only_reads_is_offered_no_form(role, request, client_of):
    step = StepFactory(state="paused", public_wording="wegen")
    client = client_of(request.getfixturevalue(role))
    text = text_of(client.get(step.negotiation.get_absolute_url()))
    assert "Schritt erfassen" not in text
    assert "Wortlaut vom" not in text


def test_a_partners_people_see_nothing_of_talks(partner_user, client_of, awo):
    talk = StepFactory(negotiation__partner=awo, state="paused", public_wording="wegen Umbau").negotiation
    client = client_of(partner_user)
    names = ("negotiation_list", "negotiation_board", "negotiation_create")
    answers = [client.get(reverse(f"partners:{name}")).status_code for name in names]
    assert answers == [403, 403, 403]
    assert "Umbau" not in text_of(client.get(awo.get_absolute_url()))
    assert talk.get_absolute_url() not in text_of(client.get(awo.get_absolute_url()))
