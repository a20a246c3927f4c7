"""The example reports: the source's Mitteilung all the way, last year's published, this year's a draft."""

from datetime import date, timedelta

from quality_dialog.models import ExpectedQuestion, PartnerReading, Report
from quality_dialog.report import approval, asking, composing, expecting
from quality_dialog.report.models.meeting import Outcome
from quality_dialog.report.models.reading import Way, somebody_of
from quality_dialog.report.models.report import ReportKind
from quality_dialog.report.models.signing import ask_co_signature
from quartiersarbeit.demo import source
from quartiersarbeit.demo.loading import Loading
from quartiersarbeit.demo.people import Cast

LAST_AS_OF, THIS_AS_OF = (11, 16), (11, 2)
EXAMPLE = f"{composing.SUBJECT} (Beispiel)"
SAID = "Beispiel: Wir sehen unsere Arbeit zutreffend beschrieben."
NOT_ASKED = "dieser Partner im Beispiel kein Konto hat oder es noch keine Lesefassungen gab"
LEFT_OPEN = "Beispiel: Dazu berichten wir mündlich in der Sitzung."
TO_READ = 14  # days from today
REMARK = "Beispiel: Das Gremium nimmt den Bericht zur Kenntnis."


def load(loading: Loading, cast: Cast) -> None:
    """What is told to the committees about 2021, about last year, and about this year so far."""
    if first := _draft(loading, cast, 2021, source.AS_OF, composing.SUBJECT):
        _approve(first, loading, cast, source.AS_OF)
        _after(first, cast, source.AS_OF, submitted=1, noted=60)
    last = loading.year - 1
    if report := _draft(loading, cast, last, date(last, *LAST_AS_OF), EXAMPLE):
        _hear(report, loading, cast)
        _approve(report, loading, cast, report.as_of)
        _after(report, cast, report.as_of, submitted=2, noted=30)
    if running := _draft(
        loading, cast, loading.year, loading.by_now(date(loading.year, *THIS_AS_OF)), EXAMPLE
    ):
        _show(running, loading, cast)


def _draft(loading: Loading, cast: Cast, year: int, as_of: date, subject: str) -> Report | None:
    """The draft as the system writes it; None where it is there already."""
    if Report.objects.filter(year=year, subject=subject).exists():
        return None
    loading.count(Report)
    return composing.start(
        year=year, as_of=as_of, kind=ReportKind.NOTICE, subject=subject, by=cast.koordination, on=as_of
    )


def _show(report: Report, loading: Loading, cast: Cast) -> None:
    """Shown to all it speaks of, in the app or by letter: one has answered, the others may still do so."""
    due_on = loading.ahead(TO_READ)
    by, on = cast.koordination, report.as_of
    readers = asking.owed(report)
    by_app = readers.filter(somebody_of())
    by_post = [partner for partner in readers if partner not in by_app]
    shown = asking.show(report, partners=list(by_app), due_on=due_on, by=by, on=on)
    letters = asking.show(report, partners=by_post, way=Way.LETTER, due_on=due_on, by=by, on=on)
    for one in letters:
        one.dispatch(sent_on=on, by=by, on=on)
    shown += letters
    loading.count(PartnerReading, len(shown))
    for one in shown:
        if one.partner == cast.bgw.partner:
            one.say(text=SAID, by=cast.bgw, on=on)


def _hear(report: Report, loading: Loading, cast: Cast) -> None:
    """Asked in the app and answered on the same day, by those who have an account."""
    readers = [partner for partner in asking.owed(report) if cast.of(partner)]
    by, due_on = cast.koordination, report.as_of + timedelta(days=TO_READ)
    for one in asking.show(report, partners=readers, due_on=due_on, by=by, on=report.as_of):
        one.say(text=SAID, by=cast.of(one.partner), on=report.as_of)
        loading.count(PartnerReading)


def _approve(report: Report, loading: Loading, cast: Cast, on: date) -> None:
    """Reviewed, co-signed by audit, approved by a second person, who says why partners were not asked."""
    expecting.begin_review(report, by=cast.koordination, on=on)
    for question in expecting.questions(report):
        expecting.settle(report, question, reason=LEFT_OPEN, by=cast.koordination, on=on)
        loading.count(ExpectedQuestion)
    asked = ask_co_signature(report, user=cast.revision, office="Beispielamt", by=cast.koordination, on=on)
    asked.sign(by=cast.revision, on=on)
    left_out = list(asking.owed(report))
    asking.leave_out(report, partners=left_out, reason=NOT_ASKED, by=cast.freigabe, on=on)
    loading.count(PartnerReading, len(left_out))
    approval.approve(report, by=cast.freigabe, on=on)
    report.refresh_from_db()


def _after(report: Report, cast: Cast, on: date, *, submitted: int, noted: int) -> None:
    """Submitted and published so many days later, and noted by each committee that has met by then."""
    later = on + timedelta(days=submitted)
    report.submit(by=cast.koordination, on=later)
    report.publish(by=cast.freigabe, on=later)
    until = on + timedelta(days=noted)
    for stop in report.consultations.filter(meeting__held_on__lte=until).select_related("report", "meeting"):
        stop.note(item=stop.item, outcome=Outcome.NOTED, remark=REMARK, by=cast.koordination, on=until)
