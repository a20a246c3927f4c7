"""The forms of this floor, one module per aggregate."""

from quality_dialog.forms.comment import CommentForm
from quality_dialog.forms.finding import (
    FindingForm,
    LiveFindingForm,
    StatementForm,
    WithdrawalForm,
    WordingForm,
)
from quality_dialog.forms.invitation import AttendanceForm, InvitationForm
from quality_dialog.forms.measure import DropForm, MeasureForm, NoteForm, PostponeForm
from quality_dialog.forms.report import (
    OwnSectionForm,
    ReportForm,
    ReportStartForm,
    SectionFormSet,
)
from quality_dialog.forms.report_attachment import AttachmentForm
from quality_dialog.forms.report_reading import (
    DispatchForm,
    LeaveOutForm,
    ReadingsForm,
    ReplyForm,
    StatementOnReportForm,
)
from quality_dialog.forms.report_way import (
    AskCoSignatureForm,
    CorrectionForm,
    CoSignForm,
    OutcomeForm,
    ReasonForm,
    ReportFilter,
    ScheduleForm,
    SubmissionForm,
)

__all__ = [
    "AskCoSignatureForm",
    "AttachmentForm",
    "AttendanceForm",
    "CoSignForm",
    "CommentForm",
    "CorrectionForm",
    "DispatchForm",
    "DropForm",
    "FindingForm",
    "InvitationForm",
    "LeaveOutForm",
    "LiveFindingForm",
    "MeasureForm",
    "NoteForm",
    "OutcomeForm",
    "OwnSectionForm",
    "PostponeForm",
    "ReadingsForm",
    "ReasonForm",
    "ReplyForm",
    "ReportFilter",
    "ReportForm",
    "ReportStartForm",
    "ScheduleForm",
    "SectionFormSet",
    "StatementForm",
    "StatementOnReportForm",
    "SubmissionForm",
    "WithdrawalForm",
    "WordingForm",
]
