"""What the example people were told: rows made without a verb tell nothing, so what is new among them is told here."""

from datetime import date

from partners.models import Agreement, Notification
from partners.news import AGREEMENT_SENT
from quality_dialog.dialogue.news import MEASURE_NOTED, MEASURE_POSTPONED
from quality_dialog.models import MeasureStep
from quartiersarbeit.demo.loading import Loading
from quartiersarbeit.ground import german

NEW_FOR = 42  # days; what is older its readers have opened


def load(loading: Loading, begun: int) -> None:
    """Tell what happened in the last weeks, and let everything older be read; `begun` is the last key before this run.

    What is told already is not told again, and what somebody has not opened since an earlier run stays new.
    """
    since = loading.ago(NEW_FOR)
    _tell_sendings(since, loading.today)
    _tell_progress(since, loading.today)
    made = Notification.objects.filter(pk__gt=begun)
    made.filter(on__lt=since).read()
    if told := made.count():
        loading.count(Notification, told)


def last_told() -> int:
    """The key of the newest news there is."""
    newest = Notification.objects.order_by("-pk").first()
    return newest.pk if newest else 0


def _tell_sendings(since: date, today: date) -> None:
    for one in Agreement.objects.filter(sent_on__range=(since, today), sent_by__isnull=False):
        if one.sent_on and not _is_told(AGREEMENT_SENT.code, one.get_absolute_url(), one.sent_on):
            told = {"by": one.sent_by, "on": one.sent_on}
            Notification.objects.tell(AGREEMENT_SENT, one, to=one.people(), **told)


def _tell_progress(since: date, today: date) -> None:
    steps = MeasureStep.objects.filter(on__range=(since, today))
    for step in steps.select_related("by__partner", "measure__finding__dialogue"):
        occasion = MEASURE_POSTPONED if step.new_due_on else MEASURE_NOTED
        if not _is_told(occasion.code, step.measure.get_absolute_url(), step.on):
            told = {"by": step.by, "on": step.on, "day": german.day(step.new_due_on or step.on)}
            people = step.measure.finding.dialogue.people()
            Notification.objects.tell(occasion, step.measure, to=people, **told)


def _is_told(kind: str, address: str, day: date) -> bool:
    return Notification.objects.filter(kind=kind, address=address, on=day).exists()
