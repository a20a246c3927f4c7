"""The models of the dialogue, one module per aggregate."""

from quality_dialog.dialogue.models.assessment import Assessment, IndicatorValue, Rating, Source
from quality_dialog.dialogue.models.comment import Comment
from quality_dialog.dialogue.models.cycle import Cycle, Dialogue
from quality_dialog.dialogue.models.extension import Extension
from quality_dialog.dialogue.models.finding import Finding
from quality_dialog.dialogue.models.framework import Criterion, FieldOfAction, Framework, Indicator
from quality_dialog.dialogue.models.invitation import Attendance, FormerMeeting, Invitation
from quality_dialog.dialogue.models.invitation_answer import InvitationAnswer
from quality_dialog.dialogue.models.measure import Measure, MeasureReturn, MeasureStep
from quality_dialog.dialogue.models.minutes_version import MinutesVersion
from quality_dialog.dialogue.models.participation import Participation
from quality_dialog.dialogue.models.statement import FindingWording, Statement
from quality_dialog.dialogue.models.submission import Submission
from quality_dialog.dialogue.models.target import IndicatorTarget

__all__ = [
    "Assessment",
    "Attendance",
    "Comment",
    "Criterion",
    "Cycle",
    "Dialogue",
    "Extension",
    "FieldOfAction",
    "Finding",
    "FindingWording",
    "FormerMeeting",
    "Framework",
    "Indicator",
    "IndicatorTarget",
    "IndicatorValue",
    "Invitation",
    "InvitationAnswer",
    "Measure",
    "MeasureReturn",
    "MeasureStep",
    "MinutesVersion",
    "Participation",
    "Rating",
    "Source",
    "Statement",
    "Submission",
]
