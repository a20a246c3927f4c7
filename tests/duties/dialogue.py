"""The cases of the quality dialogue."""

from collections.abc import Callable
from datetime import date

from django.utils import timezone

from partners.models import User
from tests import factories as f
from tests.duties.cases import DAY, Case, People, case

OPENED, MEETING, REPORT_DUE = date(2026, 1, 15), date(2026, 5, 15), date(2026, 9, 30)
INVITED = date(2026, 4, 20)


def _case(people: People, who: User, key, begins: date, act: Callable, **facts) -> Case:
    acts_on = (facts.get("due_on") or begins) + 2 * DAY
    given = {"due_on": None, "acts_on": acts_on, "unseen_by": (people.of_bgw,)}
    return Case(key=str(key), begins=begins, who=who, act=act, **given | facts)


def _theirs(people: People, due_on: date) -> dict:
    return {"partner": people.awo, "due_on": due_on}


@case("cycle_open")
def the_last_year_of_dialogue(people: People) -> Case:
    cycle = f.CycleFactory()
    f.CriterionFactory(field__framework=cycle.framework)
    site = f.CoverageFactory().site
    turn = date(2027, 1, 15)
    return _case(
        people,
        people.koordination,
        2027,
        date(2026, 12, 16),
        lambda browser, page: browser.sends(
            page,
            year=2027,
            framework=cycle.framework,
            sites=[site],
            assessment_due_on=date(2027, 4, 30),
            meetings_due_on=date(2027, 6, 30),
            report_due_on=date(2027, 9, 30),
        ),
        due_on=turn,
        unseen_by=(people.of_awo, people.of_bgw),
    )


@case("report_draft")
def a_year_without_a_report(people: People) -> Case:
    f.CycleFactory()
    return _case(
        people,
        people.koordination,
        2026,
        OPENED,
        lambda browser, page: browser.sends(page, year=2026, as_of=date(2026, 9, 30)),
        due_on=REPORT_DUE,
        unseen_by=(people.of_awo, people.of_bgw),
    )


def _dialogue(people: People, **facts):
    return f.DialogueFactory(partners=[people.awo], **facts)


def _key(dialogue) -> str:
    return f"2026/{dialogue.site_id}"


def _answered(people: People):
    dialogue = _dialogue(people)
    criterion = f.CriterionFactory(field__framework=dialogue.cycle.framework)
    f.AssessmentFactory(dialogue=dialogue, partner=people.awo, criterion=criterion)
    return dialogue


@case("assessment_submit", partner=True)
def a_self_assessment_asked_for(people: People) -> Case:
    return _case(
        people,
        people.of_awo,
        _key(_answered(people)),
        OPENED,
        lambda browser, page: browser.sends(f"{page}pruefen/", "einreichen"),
        **_theirs(people, date(2026, 4, 30)),
    )


@case("assessment_submit", partner=True)
def a_self_assessment_opened_again(people: People) -> Case:
    dialogue = _answered(people)
    again = {"reopened_on": date(2026, 3, 2), "reopened_by": people.koordination, "reopen_reason": "Nachtrag"}
    f.SubmissionFactory(dialogue=dialogue, partner=people.awo, submitted_on=date(2026, 1, 15), **again)
    return _case(
        people,
        people.of_awo,
        _key(dialogue),
        date(2026, 3, 2),
        lambda browser, page: browser.sends(f"{page}pruefen/", "einreichen"),
        **_theirs(people, date(2026, 4, 30)),
    )


@case("meeting_plan")
def a_meeting_nobody_has_invited_to(people: People) -> Case:
    invitation = {"starts_at": "14:00", "ends_at": "16:00", "place": "Treff"}
    return _case(
        people,
        people.koordination,
        _key(_dialogue(people)),
        OPENED,
        lambda browser, page: browser.sends(f"{page}einladung/", day=date(2026, 8, 1), **invitation),
        due_on=date(2026, 6, 30),
    )


@case("meeting_hold")
def a_meeting_planned(people: People) -> Case:
    invited = date(2026, 5, 1)
    dialogue = _dialogue(people, meeting_on=MEETING)
    f.InvitationFactory(dialogue=dialogue, invited_on=invited)
    return _case(
        people,
        people.koordination,
        _key(dialogue),
        invited,
        lambda browser, page: browser.sends(f"{page}anwesende/", others="Quartiersmanagement"),
        due_on=MEETING,
    )


@case("meeting_record", term=False)
def a_meeting_without_a_record(people: People) -> Case:
    dialogue = _dialogue(people, meeting_on=MEETING)
    f.InvitationFactory(dialogue=dialogue, invited_on=date(2026, 5, 1))
    f.AttendanceFactory(dialogue=dialogue, noted_on=MEETING)
    return _case(
        people,
        people.koordination,
        _key(dialogue),
        MEETING,
        lambda browser, page: browser.sends(f"{page}mitschrift/", "", text="h: Der Hof ist dunkel."),
    )


def _invited(people: People):
    """A meeting on the day MEETING, to which the AWO is invited some weeks before."""
    dialogue = _dialogue(people, meeting_on=MEETING)
    f.InvitationFactory(dialogue=dialogue, invited_on=INVITED)
    return dialogue


@case("invitation_answer", partner=True)
def an_invitation_without_an_answer(people: People) -> Case:
    return _case(
        people,
        people.of_awo,
        _key(_invited(people)),
        INVITED,
        lambda browser, page: browser.sends(f"{page}zusage/", "", comes="ja"),
        due_on=INVITED + 7 * DAY,
        partner=people.awo,
    )


@case("minutes_share")
def minutes_not_shared(people: People) -> Case:
    dialogue = _invited(people)
    f.AttendanceFactory(dialogue=dialogue, noted_on=MEETING)
    return _case(
        people,
        people.koordination,
        _key(dialogue),
        MEETING,
        lambda browser, page: browser.sends(page, "teilen"),
        due_on=MEETING + 14 * DAY,
    )


def _finding(people: People, **facts):
    return f.FindingFactory(dialogue=_dialogue(people), **facts)


@case("finding_share", term=False)
def a_draft_of_the_city(people: People) -> Case:
    finding = _finding(people)
    return _case(
        people,
        people.koordination,
        finding.pk,
        finding.raised_on,
        lambda browser, page: browser.sends(page, "freigabe"),
        unseen_by=(people.of_awo, people.of_bgw),
    )


@case("finding_share", term=False)
def a_draft_of_a_partner(people: People) -> Case:
    finding = _finding(people, raised_for=people.awo)
    return _case(
        people,
        people.of_awo,
        finding.pk,
        finding.raised_on,
        lambda browser, page: browser.sends(page, "freigabe"),
        partner=people.awo,
        unseen_by=(people.of_bgw, people.koordination),
    )


def _answers(browser, page: str):
    return browser.sends(page, "stellungnahmen", stance="agrees")


@case("finding_answer", partner=True)
def a_finding_of_the_city_that_a_partner_answers(people: People) -> Case:
    finding = _finding(people, shared=True)
    theirs = _theirs(people, REPORT_DUE)
    return _case(people, people.of_awo, finding.pk, finding.shared_on, _answers, **theirs)


@case("finding_answer")
def a_finding_of_a_partner_that_the_city_answers(people: People) -> Case:
    finding = _finding(people, shared=True, raised_for=people.awo)
    due_on = {"due_on": REPORT_DUE}
    return _case(people, people.koordination, finding.pk, finding.shared_on, _answers, **due_on)


@case("finding_answer", partner=True)
def a_finding_shared_after_the_reports_day(people: People) -> Case:
    finding = _finding(people, shared=True, raised_on=date(2026, 10, 5))
    theirs = _theirs(people, date(2026, 10, 19))
    return _case(people, people.of_awo, finding.pk, finding.shared_on, _answers, **theirs)


def _measure(people: People, **facts):
    return f.MeasureFactory(finding=_finding(people, shared=True), **facts)


def _finishes(browser, page: str):
    return browser.sends(page, "erledigung")


@case("measure_finish", partner=True)
def a_measure_of_a_partner(people: People) -> Case:
    measure = _measure(people, responsible=people.awo)
    theirs = _theirs(people, measure.due_on)
    return _case(people, people.of_awo, measure.pk, measure.resolved_on, _finishes, **theirs)


@case("measure_finish")
def a_measure_of_the_city(people: People) -> Case:
    measure = _measure(people)
    due_on = {"due_on": measure.due_on}
    return _case(people, people.koordination, measure.pk, measure.resolved_on, _finishes, **due_on)


@case("measure_confirm", term=False)
def a_measure_a_partner_reports_done(people: People) -> Case:
    measure = _measure(people, responsible=people.awo, done=True)
    return _case(
        people,
        people.koordination,
        measure.pk,
        measure.done_on,
        lambda browser, page: browser.sends(page, "bestaetigung"),
    )


@case("measure_confirm", partner=True)
def a_measure_the_city_reports_done(people: People) -> Case:
    measure = _measure(people, done=True)
    return _case(
        people,
        people.of_awo,
        measure.pk,
        measure.done_on,
        lambda browser, page: browser.sends(page, "bestaetigung"),
        **_theirs(people, date(2026, 7, 14)),
    )


def _unread(people: People, reader: User, **facts) -> Case:
    """An answer told nine days ago, and not opened yet; that it is opened, the database notes with its own day."""
    today = timezone.localdate()
    finding = _finding(people, shared=True)
    what = {"kind": "finding_answered", "on": today - 9 * DAY, "record": finding}
    told = what | {"recipient": reader, "side": reader.partner}
    others = {people.koordination, people.freigabe, people.revision, people.of_awo, people.of_bgw} - {reader}
    return _case(
        people,
        reader,
        f.NotificationFactory(**told).pk,
        today - 2 * DAY,
        lambda browser, page: browser.comes_to(page),
        acts_on=today,
        unseen_by=tuple(others),
        **facts,
    )


@case("answer_read", term=False)
def an_answer_the_city_has_not_read(people: People) -> Case:
    return _unread(people, people.koordination)


@case("answer_read", term=False)
def an_answer_a_partner_has_not_read(people: People) -> Case:
    return _unread(people, people.of_awo, partner=people.awo)
