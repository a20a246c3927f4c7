"""The forms of the dialogue, one module per aggregate."""

from quality_dialog.dialogue.forms.comment import CommentForm
from quality_dialog.dialogue.forms.finding import (
    FindingForm,
    LiveFindingForm,
    StatementForm,
    WithdrawalForm,
    WordingForm,
)
from quality_dialog.dialogue.forms.invitation import AttendanceForm, InvitationForm
from quality_dialog.dialogue.forms.measure import DropForm, MeasureForm, NoteForm, PostponeForm

__all__ = [
    "AttendanceForm",
    "CommentForm",
    "DropForm",
    "FindingForm",
    "InvitationForm",
    "LiveFindingForm",
    "MeasureForm",
    "NoteForm",
    "PostponeForm",
    "StatementForm",
    "WithdrawalForm",
    "WordingForm",
]
