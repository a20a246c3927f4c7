"""What was recorded wrongly of a report's way after its approval is put right with a reason; the paper stays frozen."""

from datetime import date

from django.db import transaction

from partners.models import Notification
from partners.models.way_back import Way, WayBack
from quality_dialog.report.models.report import Report
from quality_dialog.report.news import SUBMISSION_CORRECTED
from quartiersarbeit.ground import german
from quartiersarbeit.ground.refusals import refuse


@transaction.atomic
def correct_submission(report: Report, *, submitted_on: date | None, reason: str, by, on: date) -> None:
    """Put the day right on which it went to the council office, or take out a submission that never was (None).

    Codes: `not_submitted`, `submitted_outside`; `submission_used` where one is to be taken out that is published or was
    spoken about in a committee; `way_back_changes_something`.
    """
    stored = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if not stored.submitted_on or not stored.approved_on:
        refuse("not_submitted", "Der Bericht ist noch nicht eingereicht. Erfassen Sie erst die Einreichung.")
    if submitted_on is None and (stored.published_on or stored.consultations.exclude(outcome="").exists()):
        refuse("submission_used", "Der Bericht ist schon veröffentlicht oder beraten.", field="submitted_on")
    latest = min(stored.published_on or on, on)
    if submitted_on and not stored.approved_on <= submitted_on <= latest:
        said = f"Der Tag liegt zwischen der Freigabe und dem {german.day(latest)}."
        refuse("submitted_outside", said, field="submitted_on")
    way = Way.CORRECTED if submitted_on else Way.WITHDRAWN
    given = {"fact": "submitted_on", "before": stored.submitted_on, "after": submitted_on, "reason": reason}
    WayBack.objects.note(stored, way, **given, by=by, on=on)
    stored.submitted_on, stored.submitted_by = submitted_on, by if submitted_on else None
    stored.save(update_fields=["submitted_on", "submitted_by"])
    day = german.day(submitted_on) if submitted_on else "noch nicht"
    Notification.objects.tell(SUBMISSION_CORRECTED, stored, to=stored.people(), by=by, on=on, day=day)
    report.refresh_from_db()
