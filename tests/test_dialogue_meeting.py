"""The meeting of a dialogue: invitation, who was there, findings live, minutes from facts."""

import io
from datetime import date, time, timedelta

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from docx import Document
from icalendar import Calendar

from quality_dialog.dialogue.minutes import agenda, minutes
from quality_dialog.models import Attendance, Finding, Invitation, InvitationAnswer
from tests.asking import queries, text_of
from tests.factories import (
    CommentFactory,
    ContactFactory,
    CycleFactory,
    DialogueFactory,
    FindingFactory,
    FormerMeetingFactory,
    InvitationFactory,
    MeasureFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
INVITED = {"day": TODAY.isoformat(), "starts_at": "14:00", "ends_at": "15.30", "place": "Treff"}


@pytest.fixture
def talk(awo, bgw):
    cycle = CycleFactory(focus_topics="Einsamkeit\nWohnen")
    return DialogueFactory(partners=[awo, bgw], cycle=cycle, meeting_on=TODAY, site__name="Standort Nord")


def at(name: str, talk) -> str:
    return reverse(f"quality_dialog:{name}", args=[talk.cycle.year, talk.site_id])


# --- invitation ----------------------------------------------------------------------------------------------


def test_an_invitation_is_a_calendar_file_for_every_participant(koordination, partner_user, talk, client_of):
    FindingFactory(dialogue=talk, wording="Geheimer Entwurf")
    FindingFactory(dialogue=talk, shared=True, wording="Das Café ist voll.")
    client_of(koordination).post(at("meeting_invite", talk), INVITED)
    reply = client_of(partner_user).get(at("meeting_calendar", talk))
    (event,) = Calendar.from_ical(reply.content).walk("VEVENT")
    assert reply["Content-Type"] == "text/calendar; charset=utf-8"
    local = timezone.localtime(event["DTSTART"].dt)
    assert (local.date(), local.time(), str(event["LOCATION"])) == (TODAY, time(14), "Treff")
    said = str(event["DESCRIPTION"])
    assert ["1. Einsamkeit" in said, "Das Café ist voll." in said, "Geheim" in said] == [True, True, False]


def test_a_moved_meeting_replaces_itself_in_calendars(koordination, talk):
    for n in range(2):
        Invitation.objects.invite(
            dialogue=talk,
            day=TODAY + timedelta(days=n),
            starts_at=time(14),
            ends_at=time(15),
            place="Treff",
            by=koordination,
            on=TODAY,
        )
    talk.refresh_from_db()
    assert (talk.meeting_on, Invitation.objects.get().sequence) == (TODAY + timedelta(days=1), 1)


@pytest.mark.parametrize(
    ("facts", "field", "code"),
    [
        ({"ends_at": "13:00"}, "ends_at", "invitation_ends_after_start"),
        ({"ends_at": "14:00"}, "ends_at", "invitation_ends_after_start"),
        ({"starts_at": "25:00"}, "starts_at", "invalid"),
        ({"day": "01.01.2001"}, "day", "meeting_before_cycle"),
        ({"day": ""}, "day", "required"),
        ({"place": ""}, "place", "required"),
    ],
)
def test_what_no_invitation_can_be_is_refused_at_its_field(koordination, talk, client_of, facts, field, code):
    reply = client_of(koordination).post(at("meeting_invite", talk), INVITED | facts)
    assert reply.context["form"].has_error(field, code)
    assert not Invitation.objects.exists()


def test_without_an_invitation_there_is_no_calendar_file(partner_user, talk, client_of):
    assert client_of(partner_user).get(at("meeting_calendar", talk)).status_code == 404


# --- who was there -------------------------------------------------------------------------------------------


def test_who_was_there_is_noted_and_corrected(koordination, talk, awo, client_of):
    person, client = ContactFactory(partner=awo), client_of(koordination)
    foreign = ContactFactory()
    wrong = client.post(at("meeting_attend", talk), {"contacts": [foreign.pk]})
    assert wrong.context["form"].has_error("contacts", "invalid_choice")
    client.post(
        at("meeting_attend", talk), {"contacts": [person.pk], "others": "Planung\n\nPlanung\nLeitung"}
    )
    assert Attendance.objects.count() == 3
    client.post(at("meeting_attend", talk), {"contacts": [person.pk], "others": "Leitung"})
    rows = Attendance.objects.order_by("pk")
    assert [(row.contact, row.function) for row in rows] == [(person, ""), (None, "Leitung")]


# --- findings live -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kind", "wording"),
    [
        ("s: Das Café ist beliebt.", "strength", "Das Café ist beliebt."),
        ("H:Abends fehlt Licht.", "need", "Abends fehlt Licht."),
        ("Ein Satz ohne Buchstaben: so.", "observation", "Ein Satz ohne Buchstaben: so."),
        ("b: mit: Doppelpunkt", "observation", "mit: Doppelpunkt"),
        ("12:30 Uhr ist zu früh.", "observation", "12:30 Uhr ist zu früh."),
    ],
)
def test_a_letter_says_the_kind_and_the_field_is_empty_again(
    koordination, talk, client_of, typed, kind, wording
):
    client, url = client_of(koordination), at("meeting_record", talk)
    shown = text_of(client.post(url, {"text": typed}, follow=True))
    row = Finding.objects.get()
    assert (row.kind, row.wording, row.shared_on) == (kind, wording, None)
    assert (wording in shown, " autofocus" in shown) == (True, True)


@pytest.mark.parametrize(
    ("typed", "code"), [("", "required"), ("s:", "required"), ("x" * 20_000, "max_length")]
)
def test_nothing_is_no_finding_and_too_much_is_kept(koordination, talk, client_of, typed, code):
    reply = client_of(koordination).post(at("meeting_record", talk), {"text": typed})
    assert reply.context["form"].has_error("text", code)
    assert typed in text_of(reply)
    assert not Finding.objects.exists()


# --- agenda and minutes --------------------------------------------------------------------------------------


def test_the_agenda_holds_what_is_neither_agreed_nor_finished(talk, awo, bgw):
    open_one, agreed = FindingFactory.create_batch(2, dialogue=talk, shared=True)
    FindingFactory(dialogue=talk)
    for partner in (awo, bgw):
        StatementFactory(finding=agreed, partner=partner)
    under_way = MeasureFactory(finding=agreed)
    MeasureFactory(finding=agreed, done=True)
    found = agenda(talk, TODAY)
    assert (found.topics, found.findings, found.measures) == (
        ("Einsamkeit", "Wohnen"),
        (open_one,),
        (under_way,),
    )


def test_the_agenda_is_as_of_a_day(talk):
    FindingFactory(dialogue=talk, raised_on=date(2026, 6, 1), shared_on=date(2026, 6, 2))
    days = [date(2026, 6, 1), date(2026, 6, 2), date(2026, 6, 3)]
    assert [len(agenda(talk, on).findings) for on in days] == [0, 1, 1]


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_minutes_are_there_the_minute_they_are_shared(
    koordination, partner_user, talk, awo, client_of, kind
):
    client = client_of(koordination)
    client.post(at("meeting_record", talk), {"text": "h: Abends fehlt Licht."})
    client.post(at("meeting_share", talk))
    StatementFactory(finding=Finding.objects.get(), partner=awo, dissenting=True, given_on=TODAY)
    kept = client_of(partner_user).get(at(f"meeting_minutes_{kind}", talk)).status_code
    client.post(at("minutes_share", talk))
    assert kept == 404
    reply = client_of(partner_user).get(at(f"meeting_minutes_{kind}", talk))
    content = io.BytesIO(reply.content)
    if kind == "pdf":
        assert len(pikepdf.open(content).pages) == 1
    else:
        document = Document(content)
        text = "\n".join(one.text for one in document.paragraphs)
        assert ["Abends fehlt Licht." in text, "Das sehen wir anders." in text] == [True, True]


def test_a_partner_answers_until_the_meeting_and_is_asked_anew_when_it_moves(
    partner_user, talk, awo, client_of
):
    InvitationFactory(dialogue=talk)
    FormerMeetingFactory(dialogue=talk)
    talk.meeting_on = TODAY + timedelta(days=9)
    talk.save()
    client = client_of(partner_user)
    for typed in ({"comes": "ja"}, {"comes": "nein", "text": "Wir sind verreist."}):
        client.post(at("meeting_answer", talk), typed)
    page = client.get(talk.get_absolute_url()).content.decode()
    last = InvitationAnswer.objects.standing(talk).get()
    FormerMeetingFactory(dialogue=talk, on=TODAY)
    talk.meeting_on = TODAY + timedelta(days=10)
    talk.save()
    moved = InvitationAnswer.objects.standing(talk).count()
    assert (last.comes, last.partner, "Wir sind verreist." in page, moved) == (False, awo, True, 0)


@pytest.mark.parametrize(("days", "invited", "code"), [(-1, True, "meeting_over"), (3, False, "not_invited")])
def test_there_is_no_answer_after_the_meeting_and_none_without_an_invitation(
    partner_user, talk, days, invited, code
):
    if invited:
        InvitationFactory(dialogue=talk)
    FormerMeetingFactory(dialogue=talk)
    talk.meeting_on = TODAY + timedelta(days=days)
    talk.save()
    with pytest.raises(ValidationError) as refused:
        InvitationAnswer.objects.answer(dialogue=talk, comes=True, by=partner_user, on=TODAY)
    assert refused.value.code == code


def test_only_who_takes_part_answers(koordination, talk):
    InvitationFactory(dialogue=talk)
    with pytest.raises(ValidationError) as refused:
        InvitationAnswer.objects.answer(dialogue=talk, comes=True, by=koordination, on=TODAY)
    assert refused.value.code == "not_taking_part"


def test_minutes_are_shared_once_and_not_before_the_meeting(koordination, talk):
    with pytest.raises(ValidationError) as ahead:
        talk.share_minutes(by=koordination, on=talk.meeting_on - timedelta(days=1))
    talk.share_minutes(by=koordination, on=talk.meeting_on)
    with pytest.raises(ValidationError) as again:
        talk.share_minutes(by=koordination, on=talk.meeting_on)
    assert (ahead.value.code, again.value.code) == ("meeting_ahead", "minutes_stay_shared")


def test_a_meeting_whose_minutes_are_shared_is_not_moved(koordination, talk):
    talk.share_minutes(by=koordination, on=talk.meeting_on)
    terms = {"starts_at": time(9), "ends_at": time(10), "place": "Treff"}
    with pytest.raises(ValidationError) as refused:
        Invitation.objects.invite(
            dialogue=talk, day=TODAY + timedelta(days=5), **terms, by=koordination, on=TODAY
        )
    assert refused.value.error_dict["day"][0].code == "meeting_recorded"


def test_the_minutes_hold_every_dissent_and_no_draft(talk, awo):
    shared = FindingFactory(dialogue=talk, shared=True, wording="Geteilt")
    FindingFactory(dialogue=talk, wording="Entwurf der Stadt")
    StatementFactory(finding=shared, partner=awo, dissenting=True)
    CommentFactory(finding=shared, text="Kommentar")
    said = repr(minutes(talk, TODAY))
    wanted = {"Geteilt": True, "Das sehen wir anders.": True, "Entwurf der Stadt": False, "Kommentar": False}
    assert {word: word in said for word in wanted} == wanted


@pytest.mark.parametrize(("days", "status"), [(-1, 200), (0, 200), (1, 404)])
def test_minutes_begin_with_the_day_of_the_meeting(koordination, talk, client_of, days, status):
    FormerMeetingFactory(dialogue=talk)
    talk.meeting_on = TODAY + timedelta(days=days)
    talk.save()
    assert client_of(koordination).get(at("meeting_minutes_pdf", talk)).status_code == status


@pytest.mark.parametrize("name", ["meeting_record", "meeting_attend", "meeting_minutes_docx", "finding_list"])
def test_the_pages_of_a_meeting_ask_as_often_for_twelve_as_for_one(koordination, talk, client_of, name):
    client = client_of(koordination)
    url = reverse("quality_dialog:finding_list") if name == "finding_list" else at(name, talk)

    def grow(times: int) -> int:
        for _ in range(times):
            finding = FindingFactory(dialogue=talk, shared=True)
            StatementFactory(finding=finding, dissenting=True)
            MeasureFactory(finding=finding)
            ContactFactory(partner=talk.partners.first())
        return queries(client, url)

    assert grow(1) == grow(11)
