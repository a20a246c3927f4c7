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
    ReadingsForm,
    ReportForm,
    ReportStartForm,
    SectionFormSet,
    StatementOnReportForm,
)

__all__ = [
    "AttendanceForm",
    "CommentForm",
    "DropForm",
    "FindingForm",
    "InvitationForm",
    "LiveFindingForm",
    "MeasureForm",
    "NoteForm",
    "OwnSectionForm",
    "PostponeForm",
    "ReadingsForm",
    "ReportForm",
    "ReportStartForm",
    "SectionFormSet",
    "StatementForm",
    "StatementOnReportForm",
    "WithdrawalForm",
    "WordingForm",
]
