"""Where the records of the dialogue stand: one word on every page and paper; the permission to act asks it."""

from datetime import time, timedelta
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from quality_dialog.dialogue.duties import FINDING_ANSWER
from quality_dialog.dialogue.minutes import agenda, minutes
from quality_dialog.dialogue.models.carrying_over import carry_over
from quality_dialog.dialogue.models.removing import remove_dialogue, set_participants
from quality_dialog.dialogue.statuses import MeasureStatus
from quality_dialog.dialogue.views.progress import Progress
from quality_dialog.models import Finding, Invitation, Measure
from quality_dialog.report.dialogue import dialogue_facts
from quartiersarbeit.duties import Whose, duties
from quartiersarbeit.ground import paper
from tests import factories as f

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
A_DAY, A_MONTH = timedelta(days=1), timedelta(days=30)
OPENED = TODAY - 6 * A_MONTH
NO_DEADLINES = dict.fromkeys(("assessment_due_on", "meetings_due_on", "report_due_on"))
MEETING = TODAY - 5 * A_MONTH
TAKEN_OVER = "überfällig ins Folgejahr übernommen"


def code_of(act, **given) -> str:
    with pytest.raises(ValidationError) as refusal:
        act(**given)
    return (
        refusal.value.error_list[0].code if hasattr(refusal.value, "error_list") else _at_field(refusal.value)
    )


def _at_field(refusal: ValidationError) -> str:
    return next(iter(refusal.error_dict.values()))[0].code


@pytest.fixture
def talk(awo, bgw):
    cycle = f.CycleFactory(year=TODAY.year, opened_on=OPENED, focus_topics="Wohnen", **NO_DEADLINES)
    return f.DialogueFactory(cycle=cycle, partners=[awo, bgw], meeting_on=MEETING, site__name="Standort Nord")


@pytest.fixture
def chain(talk, awo, koordination) -> tuple[Measure, Measure]:
    """A measure of AWO that was overdue when the next year took it over a week ago."""
    finding = f.FindingFactory(dialogue=talk, shared=True, raised_on=MEETING)
    old = f.MeasureFactory(
        finding=finding, responsible=awo, resolved_on=MEETING, due_on=TODAY - A_MONTH, title="Licht"
    )
    later = f.DialogueFactory(
        cycle__year=TODAY.year + 1, cycle__opened_on=TODAY - 7 * A_DAY, site=talk.site, partners=[awo]
    )
    carry_over(finding, later, by=koordination, on=TODAY - 7 * A_DAY)
    return old, old.carried_over_to.get()


# --- one word -----------------------------------------------------------------------------------------------


def test_a_measure_taken_over_stands_the_same_on_every_page_and_paper(
    chain, talk, awo, koordination, client_of
):
    old, new = chain
    client = client_of(koordination)
    pages = [
        old.get_absolute_url(),
        old.finding.get_absolute_url(),
        talk.get_absolute_url(),
        reverse("quality_dialog:measure_list"),
        awo.get_absolute_url(),
        reverse("quality_dialog:measure_list") + "?export=csv",
        reverse("admin:quality_dialog_measure_changelist"),
    ]
    admin = client_of(f.UserFactory(is_superuser=True, is_staff=True))
    told = [
        unescape((admin if "admin" in page or "verwaltung" in page else client).get(page).content.decode())
        for page in pages
    ]
    told.append(str(minutes(talk, TODAY)))
    told.append(str([one.state for one in dialogue_facts(TODAY.year, TODAY).measure_rows]))
    assert [TAKEN_OVER in text for text in told] == [True] * len(told)
    assert new.status_on(TODAY) == MeasureStatus.OVERDUE


def test_a_measure_taken_over_is_refused_with_where_it_stands_now(chain, awo, koordination, client_of):
    old, new = chain
    doer, given = f.UserFactory(partner=awo), {"on": TODAY}
    acts = [
        (old.note, {"text": "x"}), (old.postpone, {"text": "x", "new_due_on": TODAY + A_DAY}),
        (old.finish, {}), (old.drop, {"reason": "x"}),
    ]  # fmt: skip
    assert [code_of(act, by=doer, **given, **facts) for act, facts in acts] == ["measure_taken_over"] * 4
    assert code_of(old.confirm, by=koordination, **given) == "measure_not_reported_done"
    answer = client_of(koordination).post(
        reverse("quality_dialog:measure_postpone", args=[old.pk]),
        {"text": "Umbau", "new_due_on": (TODAY + A_DAY).isoformat()},
    )
    assert f"wird im Qualitätsdialog {TODAY.year + 1} weitergeführt" in answer.content.decode()
    assert not old.steps.exists()
    new.finish(by=doer, **given)
    assert new.status_on(TODAY) == MeasureStatus.DONE


def test_what_may_be_done_to_a_measure_follows_from_where_it_stands(chain, koordination, client_of):
    client = client_of(koordination)
    offered = [client.get(one.get_absolute_url()).context["may"]["note"] for one in chain]
    assert offered == [False, True]


def test_the_page_of_the_new_year_says_since_when_it_is_overdue(chain, koordination, client_of):
    _, new = chain
    new.postpone(new_due_on=TODAY, text="Umbau", by=koordination, on=TODAY)
    facts = dict(fact[:2] for fact in client_of(koordination).get(new.get_absolute_url()).context["facts"])
    first = f"{TODAY - A_MONTH:%d.%m.%Y}"
    assert (facts["Ursprünglich fällig am"], "Überfällig seit" in facts) == (first, False)


def test_a_finding_taken_over_is_answered_and_resolved_in_its_new_year_alone(chain, talk, awo, koordination):
    finding = chain[0].finding
    answer = {
        "stance": "agrees",
        "read": finding.wording_sha256,
        "by": f.UserFactory(partner=awo),
        "on": TODAY,
    }
    edit = {"wording": "x", "read": finding.wording_sha256, "by": koordination, "on": TODAY}
    resolve = {"title": "x", "due_on": TODAY, "by": koordination, "on": TODAY}
    refused = [
        code_of(finding.answer, **answer),
        code_of(finding.edit, **edit),
        code_of(finding.resolve, **resolve),
    ]
    assert refused == ["finding_taken_over"] * 3


def test_who_is_asked_is_told_alike_on_the_overview_the_list_and_the_years_page(
    chain, talk, awo, partner_user, client_of
):
    again = f.FindingFactory(dialogue=talk, shared=True, raised_on=MEETING)
    f.StatementFactory(finding=f.FindingFactory(dialogue=talk, shared=True, raised_on=MEETING), partner=awo)
    asked = {again, chain[1].finding}
    client = client_of(partner_user)
    told = duties(partner_user, TODAY, whose=[Whose.MINE], codes=[FINDING_ANSWER.code])
    overview = set(Finding.objects.filter(pk__in=[duty.key for duty in told]))
    listed = set(
        client.get(reverse("quality_dialog:finding_list") + "?stand=antwort").context["listing"].page
    )
    years = [
        Progress(partner_user, one.dialogue.cycle, TODAY).unanswered[one.dialogue_id][str(awo)]
        for one in asked
    ]
    assert (overview, listed, years) == (asked, asked, [1, 1])


def test_a_measure_that_is_due_is_told_once(chain, koordination):
    _, new = chain
    new.postpone(new_due_on=TODAY + A_DAY, text="Umbau", by=koordination, on=TODAY)
    told = [one for one in duties(koordination, TODAY) if one.kind.code == "measure_finish"]
    assert [one.url for one in told if "Licht" in one.subject] == [new.get_absolute_url()]


# --- the meeting's day --------------------------------------------------------------------------------------


def test_the_agenda_of_a_past_meeting_is_what_was_open_on_its_morning(talk, koordination):
    before, found = (
        f.FindingFactory(dialogue=talk, shared=True, raised_on=day, raised_by=koordination, wording=word)
        for day, word in ((MEETING - A_DAY, "Vorher"), (MEETING, "Im Gespräch"))
    )
    measure = f.MeasureFactory(finding=before, resolved_on=MEETING - A_DAY, due_on=TODAY)
    measure.finish(by=koordination, on=MEETING)
    before.edit(wording="Danach anders", read=before.wording_sha256, by=koordination, on=TODAY)
    told = agenda(talk, TODAY)
    assert ([one.stood for one in told.findings], list(told.measures)) == (["Vorher"], [measure])
    assert found not in told.findings


def test_the_minutes_name_what_was_found_and_who_took_part_by_the_day_of_the_meeting(talk, awo, bgw):
    f.FindingFactory(dialogue=talk, shared=True, raised_on=MEETING, wording="Im Gespräch gefunden")
    f.FindingFactory(dialogue=talk, shared=True, raised_on=MEETING + A_DAY, wording="Später gefunden")
    partners = [awo, bgw, f.PartnerFactory(short_name="Neuling")]
    set_participants(talk, partners=partners, by=f.UserFactory(), on=MEETING + A_DAY)
    told = str(minutes(talk, TODAY))
    words = ("Im Gespräch gefunden", "Später gefunden", "Neuling", "AWO")
    assert [word in told for word in words] == [True, False, False, True]


def test_a_meeting_in_which_something_was_found_is_not_moved(talk, koordination, client_of):
    f.FindingFactory(dialogue=talk, raised_on=MEETING)
    times = {"starts_at": time(14), "ends_at": time(15, 30), "place": "Treff"}
    given = {"dialogue": talk, "by": koordination, "on": TODAY, **times}
    assert code_of(Invitation.objects.invite, day=TODAY, **given) == "meeting_recorded"
    address = reverse("quality_dialog:meeting_invite", args=[talk.cycle.year, talk.site_id])
    answer = client_of(koordination).post(address, times | {"day": TODAY.isoformat()})
    assert list(answer.context["form"].errors) == ["day"]
    talk.refresh_from_db()
    assert talk.meeting_on == MEETING
    Invitation.objects.invite(day=MEETING, **given)


# --- who takes part -----------------------------------------------------------------------------------------


def test_who_joins_later_is_asked_from_that_day_on_and_undoes_no_agreement_before(talk, awo, bgw):
    finding = f.FindingFactory(dialogue=talk, shared=True, raised_on=MEETING)
    for partner in (awo, bgw):
        f.StatementFactory(finding=finding, partner=partner)
    provider = f.PartnerFactory()
    set_participants(talk, partners=[awo, bgw, provider], by=f.UserFactory(), on=TODAY)
    assert [finding.status_on(on).value for on in (TODAY - A_DAY, TODAY)] == ["agreed", "open"]
    assert [set(Finding.objects.awaiting(provider.pk, TODAY))] == [{finding}]


def test_a_dialogue_that_has_carried_on_for_a_day_is_not_taken_back(chain, koordination, client_of):
    later = chain[1].finding.dialogue
    assert code_of(remove_dialogue, dialogue=later, by=f.UserFactory(), on=TODAY, reason="x") == "took_over"
    address = f"/qualitaetsdialog/{later.cycle.year}/standorte/{later.site_id}/entfernen/"
    assert "weiter, was in früheren Jahren offen" in client_of(koordination).get(address).content.decode()


def test_the_year_a_dialogue_and_its_answers_come_to_their_end_by_the_same_words(
    talk, awo, bgw, koordination
):
    told = [talk.status_on(TODAY).value]
    for partner in (awo, bgw):
        f.SubmissionFactory(dialogue=talk, partner=partner, submitted_on=MEETING)
    finding = f.FindingFactory(dialogue=talk, shared=True, raised_on=MEETING)
    told += [talk.status_on(MEETING - A_DAY).value, talk.status_on(TODAY).value]
    for partner in (awo, bgw):
        f.StatementFactory(finding=finding, partner=partner, dissenting=partner == bgw)
    told.append(talk.status_on(TODAY).value)
    assert told == ["assessment", "assessment", "statements", "complete"]
    missing = Progress(koordination, talk.cycle, TODAY).missing(talk)
    assert missing == []


def test_the_minutes_can_be_drawn(chain, talk):
    assert paper.pdf(minutes(talk, TODAY)).startswith(b"%PDF")


@pytest.mark.parametrize("stand", ["offen", "ueberfaellig", "erledigt", "aufgegeben", "uebernommen"])
def test_the_filter_of_the_measures_and_their_status_are_one_word(stand, chain, koordination, client_of):
    finding = chain[1].finding
    f.MeasureFactory(finding=finding, resolved_on=MEETING, due_on=TODAY + A_DAY)
    f.MeasureFactory(finding=finding, resolved_on=MEETING, done=True, done_on=TODAY)
    f.MeasureFactory(
        finding=finding, resolved_on=MEETING, confirmed=True, done_on=MEETING, confirmed_on=TODAY
    )
    f.MeasureFactory(finding=finding, resolved_on=MEETING, dropped=True, dropped_on=TODAY)
    page = client_of(koordination).get(reverse("quality_dialog:measure_list") + f"?stand={stand}")
    wanted = {
        "offen": {"open", "overdue"},
        "ueberfaellig": {"overdue"},
        "erledigt": {"done", "confirmed"},
        "aufgegeben": {"dropped"},
        "uebernommen": {"carried_overdue"},
    }
    assert {one.status.value for one in page.context["listing"].page} == wanted[stand]
