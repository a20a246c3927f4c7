"""The forms of the report, one module per aggregate."""

from quality_dialog.report.forms.attachment import AttachmentForm
from quality_dialog.report.forms.reading import (
    DispatchForm,
    LeaveOutForm,
    ReadingsForm,
    ReplyForm,
    StatementOnReportForm,
)
from quality_dialog.report.forms.report import OwnSectionForm, ReportForm, ReportStartForm, SectionFormSet
from quality_dialog.report.forms.way import (
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
    "CoSignForm",
    "CorrectionForm",
    "DispatchForm",
    "LeaveOutForm",
    "OutcomeForm",
    "OwnSectionForm",
    "ReadingsForm",
    "ReasonForm",
    "ReplyForm",
    "ReportFilter",
    "ReportForm",
    "ReportStartForm",
    "ScheduleForm",
    "SectionFormSet",
    "StatementOnReportForm",
    "SubmissionForm",
]
