"""The cases of the reports."""

from collections.abc import Callable
from datetime import date

from partners.models import User
from tests import factories as f
from tests.duties.cases import DAY, Case, People, case

DRAFTED, DUE, MEETING = date(2026, 9, 2), date(2026, 9, 30), date(2026, 10, 20)


def _case(people: People, who: User, key, begins: date, act: Callable, **facts) -> Case:
    acts_on = (facts.get("due_on") or begins) + 2 * DAY
    given = {"due_on": None, "acts_on": acts_on, "unseen_by": (people.of_awo, people.of_bgw)}
    return Case(key=str(key), begins=begins, who=who, act=act, **given | facts)


def _report(people: People, **facts):
    """A report of the year's dialogue by Koordination, with a text."""
    approved = facts.get("approved")
    given = {"by": people.koordination, "cycle": f.CycleFactory(), "drafted_on": DRAFTED}
    report = f.ReportFactory(**given | {} if approved else given)
    f.SectionFactory(report=report)
    if approved:
        f.approve(report, by=people.freigabe, on=DRAFTED)
    return report


@case("report_review")
def a_drafted_report(people: People) -> Case:
    return _case(
        people,
        people.koordination,
        _report(people).pk,
        DRAFTED,
        lambda browser, page: browser.sends(page, "pruefung-beginnen"),
        due_on=DUE,
    )


@case("report_review")
def a_drafted_report_that_a_committee_reads_earlier(people: People) -> Case:
    report, meeting = _report(people), f.MeetingFactory(held_on=date(2026, 9, 20))
    f.ConsultationFactory(report=report, meeting=meeting)
    f.ConsultationFactory(report=report, meeting__held_on=MEETING)
    return _case(
        people,
        people.koordination,
        report.pk,
        DRAFTED,
        lambda browser, page: browser.sends(page, "pruefung-beginnen"),
        due_on=meeting.held_on,
    )


def _in_review(people: People):
    report = _report(people)
    report.submit_for_review(by=people.koordination, on=date(2026, 9, 4))
    return report


@case("report_approve")
def a_report_in_review(people: People) -> Case:
    report = _in_review(people)
    f.hear(report, people.freigabe, date(2026, 9, 4))
    return _case(
        people,
        people.freigabe,
        report.pk,
        date(2026, 9, 4),
        lambda browser, page: browser.sends(page, "freigabe"),
        due_on=DUE,
    )


@case("report_co_sign", term=False)
def a_co_signature_asked_for(people: People) -> Case:
    report = _in_review(people)
    asked = date(2026, 9, 5)
    f.CoSignatureFactory(
        report=report, user=people.freigabe, requested_on=asked, requested_by=people.koordination
    )
    return _case(
        people, people.freigabe, report.pk, asked, lambda browser, page: browser.sends(page, signs="ja")
    )


@case("report_submit")
def an_approved_report(people: People) -> Case:
    return _case(
        people,
        people.koordination,
        _report(people, approved=True).pk,
        DRAFTED,
        lambda browser, page: browser.sends(f"{page}einreichung/", reference="1234/2025-2030"),
        due_on=DUE,
    )


@case("report_submit")
def an_approved_report_whose_committee_wants_its_papers_earlier(people: People) -> Case:
    report = _report(people, approved=True)
    stop = {"scheduled_on": DRAFTED, "scheduled_by": people.koordination}
    f.ConsultationFactory(
        report=report,
        meeting=f.MeetingFactory(held_on=date(2026, 10, 5), committee__paper_days=14),
        **stop,
    )
    return _case(
        people,
        people.koordination,
        report.pk,
        DRAFTED,
        lambda browser, page: browser.sends(f"{page}einreichung/", reference="1234/2025-2030"),
        due_on=date(2026, 9, 21),
    )


@case("report_submit")
def an_approved_report_whose_committee_counts_back_in_working_days(people: People) -> Case:
    report = _report(people, approved=True)
    stop = {"scheduled_on": DRAFTED, "scheduled_by": people.koordination}
    rule = {"committee__paper_days": 9, "committee__paper_workdays": True}
    f.ConsultationFactory(report=report, meeting=f.MeetingFactory(held_on=date(2026, 10, 5), **rule), **stop)
    return _case(
        people,
        people.koordination,
        report.pk,
        DRAFTED,
        lambda browser, page: browser.sends(f"{page}einreichung/", reference="1234/2025-2030"),
        due_on=date(2026, 9, 22),
    )


@case("report_term")
def a_report_of_the_half_year(people: People) -> Case:
    term = f.ReportTermFactory()
    f.MeetingFactory(committee=term.committee, held_on=date(2026, 9, 20))
    return _case(
        people,
        people.koordination,
        term.pk,
        term.starts_on,
        lambda browser, page: browser.sends(page, year=2026, as_of=date(2026, 6, 30)),
        due_on=term.due_on,
    )


def _wish(people: People, **owner):
    meeting = f.MeetingFactory(held_on=date(2026, 11, 16))
    stop = f.ConsultationFactory(meeting=meeting, scheduled_on=None)
    return f.CommitteeWishFactory(consultation=stop, **{"office": ""} | owner)


@case("wish_answer")
def a_wish_for_an_office(people: People) -> Case:
    wish = _wish(people, office="Sozialamt")
    return _case(
        people,
        people.koordination,
        wish.pk,
        wish.entered_on,
        lambda browser, page: browser.sends(f"{page}antwort/", text="Die Übersicht liegt bei."),
        due_on=wish.due_on,
    )


@case("wish_answer", partner=True)
def a_wish_for_a_partner(people: People) -> Case:
    wish = _wish(people, partner=people.awo)
    return _case(
        people,
        people.of_awo,
        wish.pk,
        wish.entered_on,
        lambda browser, page: browser.sends(f"{page}antwort/", text="Das bieten wir an."),
        due_on=wish.due_on,
        partner=people.awo,
        unseen_by=(people.of_bgw,),
    )


def _submitted(people: People):
    report = _report(people, approved=True)
    report.submit(reference="1234/2025-2030", by=people.koordination, on=date(2026, 9, 5))
    return report


@case("report_publish")
def a_submitted_report(people: People) -> Case:
    return _case(
        people,
        people.freigabe,
        _submitted(people).pk,
        date(2026, 9, 5),
        lambda browser, page: browser.sends(page, "veroeffentlichung"),
        due_on=DUE,
    )


@case("reading_dispatch")
def a_letter_not_sent(people: People) -> Case:
    report, partner = _report(people), f.PartnerFactory()
    f.PartnerReadingFactory(report=report, partner=partner, sent_on=None, sent_by=None)
    due = date(2026, 9, 12)  # four days before the answer is
    return _case(
        people,
        people.koordination,
        f"{report.pk}/{partner.pk}",
        DRAFTED,
        lambda browser, page: browser.sends(page, sent_on=due),
        due_on=due,
        acts_on=due,  # later it would come too late, and the day of the answer is put off first
    )


@case("reading_answer", partner=True)
def a_reading_shown_in_the_app(people: People) -> Case:
    report = _report(people)
    reading = f.PartnerReadingFactory(report=report, partner=people.awo)
    return _case(
        people,
        people.of_awo,
        report.pk,
        DRAFTED,
        lambda browser, page: browser.sends(page, text="Das sehen wir anders."),
        due_on=reading.due_on,
        acts_on=reading.due_on,  # later Koordination gives more time first
        partner=people.awo,
        unseen_by=(people.of_bgw,),
    )


def _stop(people: People, **facts):
    later = {"scheduled_on": date(2026, 9, 6), "scheduled_by": people.koordination}
    return f.ConsultationFactory(report=_submitted(people), meeting__held_on=MEETING, **later, **facts)


def _outcome(people: People, outcome: str):
    return _stop(people, outcome=outcome, outcome_on=MEETING + DAY, outcome_by=people.koordination)


@case("outcome_note")
def a_meeting_that_had_the_report(people: People) -> Case:
    stop = _stop(people)
    return _case(
        people,
        people.koordination,
        f"{stop.report_id}/{stop.pk}",
        MEETING,
        lambda browser, page: browser.sends(page, outcome="noted"),
        due_on=MEETING,
    )


@case("report_reschedule", term=False)
def a_report_put_off(people: People) -> Case:
    stop, next_one = _outcome(people, "postponed"), f.MeetingFactory(held_on=date(2026, 12, 1))
    return _case(
        people,
        people.koordination,
        stop.report_id,
        MEETING + DAY,
        lambda browser, page: browser.sends(f"{page}beratungen/neu/", meeting=next_one),
    )


@case("report_correct", term=False)
def a_report_referred_back(people: People) -> Case:
    stop = _outcome(people, "referred_back")
    return _case(
        people,
        people.koordination,
        stop.report_id,
        MEETING + DAY,
        lambda browser, page: browser.sends(f"{page}neue-fassung/", reason="Mehr Zahlen gewünscht."),
    )
