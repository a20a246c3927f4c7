"""The next steps that reports wait for on their way to the committees (see `quartiersarbeit.ground.duties`)."""

from quality_dialog.report.statuses import (
    ConsultationStatus,
    CoSignatureStatus,
    ReadingStatus,
    ReportStatus,
    WishStatus,
)
from quartiersarbeit.ground.duties import Area, Kind

# A report is due at the first meeting that reads it, or on the day its year names, whichever is earlier.
_DUE = ("quality_dialog.Cycle.report_due_on", "quality_dialog.Meeting.held_on")

REPORT_REVIEW = Kind(
    "report_review",
    "Bericht fertig schreiben und in die Prüfung geben",
    Area.REPORTS,
    "quality_dialog.change_report",
    "quality_dialog:report_detail",
    opens="quality_dialog.view_report",
    states=(ReportStatus.DRAFT,),
    days=_DUE,
)
REPORT_APPROVE = Kind(
    "report_approve",
    "Bericht freigeben",
    Area.REPORTS,
    "quality_dialog.approve_report",
    "quality_dialog:report_detail",
    opens="quality_dialog.view_report",
    not_by=("drafted_by", "contributors__user"),
    states=(ReportStatus.IN_REVIEW,),
    days=_DUE,
)
REPORT_SUBMIT = Kind(
    "report_submit",
    "Bericht einreichen",
    Area.REPORTS,
    "quality_dialog.change_report",
    "quality_dialog:report_detail",
    opens="quality_dialog.view_report",
    states=(ReportStatus.APPROVED,),
    days=_DUE,
)
REPORT_PUBLISH = Kind(
    "report_publish",
    "Bericht veröffentlichen",
    Area.REPORTS,
    "quality_dialog.publish_report",
    "quality_dialog:report_detail",
    opens="quality_dialog.view_report",
    states=(ReportStatus.SUBMITTED,),
    days=_DUE,
)
REPORT_TERM = Kind(
    "report_term",
    "Weiteren Bericht des Jahres entwerfen",
    Area.REPORTS,
    "quality_dialog.add_report",
    "quality_dialog:report_create",
    keyed=False,
    days=("quality_dialog.ReportTerm.due_on", "quality_dialog.ReportTerm.starts_on"),
)
REPORT_CO_SIGN = Kind(
    "report_co_sign",
    "Bericht mitzeichnen",
    Area.REPORTS,
    "quality_dialog.view_report",
    "quality_dialog:report_co_sign",
    others="quality_dialog:report_detail",
    not_by=("report__drafted_by",),
    states=(CoSignatureStatus.ASKED,),
)
READING_DISPATCH = Kind(
    "reading_dispatch",
    "Brief mit der Lesefassung absenden",
    Area.REPORTS,
    "quality_dialog.change_report",
    "quality_dialog:reading_dispatch",
    states=(ReadingStatus.PREPARED,),
    days=("quality_dialog.PartnerReading.due_on",),
    binding=True,
)
READING_ANSWER = Kind(
    "reading_answer",
    "Zum Bericht Stellung nehmen",
    Area.REPORTS,
    "quality_dialog.view_report",
    "quality_dialog:report_reading",
    others="quality_dialog:report_detail",
    states=(ReadingStatus.AWAITED, ReadingStatus.SILENT),
    days=("quality_dialog.PartnerReading.due_on",),
    binding=True,
)
OUTCOME_NOTE = Kind(
    "outcome_note",
    "Ergebnis der Sitzung erfassen",
    Area.REPORTS,
    "quality_dialog.change_consultation",
    "quality_dialog:consultation_note",
    states=(ConsultationStatus.UNRECORDED,),
    days=("quality_dialog.Meeting.held_on",),
)
WISH_ANSWER = Kind(
    "wish_answer",
    "Wunsch eines Gremiums beantworten",
    Area.REPORTS,
    "quality_dialog.add_statement",
    "quality_dialog:wish_detail",
    opens="quality_dialog.view_report",
    states=(WishStatus.OPEN, WishStatus.OVERDUE, WishStatus.PENDING),
    days=("quality_dialog.CommitteeWish.due_on", "quality_dialog.WishReply.until"),
)
REPORT_RESCHEDULE = Kind(
    "report_reschedule",
    "Vertagten Bericht neu ansetzen",
    Area.REPORTS,
    "quality_dialog.add_consultation",
    "quality_dialog:report_detail",
    opens="quality_dialog.view_report",
    states=(ConsultationStatus.POSTPONED,),
)
REPORT_CORRECT = Kind(
    "report_correct",
    "Neue Fassung des zurückverwiesenen Berichts",
    Area.REPORTS,
    "quality_dialog.change_report",
    "quality_dialog:report_detail",
    opens="quality_dialog.view_report",
    states=(ConsultationStatus.REFERRED_BACK,),
)
