"""The models of floor 4, one module per aggregate."""

from quality_dialog.models.assessment import Assessment, IndicatorValue, Rating, Source
from quality_dialog.models.attachment import Attachment
from quality_dialog.models.comment import Comment
from quality_dialog.models.cycle import Cycle, Dialogue, Participation
from quality_dialog.models.finding import Finding
from quality_dialog.models.framework import Criterion, FieldOfAction, Framework, Indicator
from quality_dialog.models.invitation import Attendance, Invitation
from quality_dialog.models.measure import Measure, MeasureReturn, MeasureStep
from quality_dialog.models.meeting import Consultation, Meeting
from quality_dialog.models.reading import PartnerReading
from quality_dialog.models.rendition import Rendition
from quality_dialog.models.report import Report
from quality_dialog.models.section import Section, TextBlock
from quality_dialog.models.signing import Contributor, CoSignature, ReportReturn
from quality_dialog.models.statement import FindingWording, Statement
from quality_dialog.models.submission import Submission

__all__ = [
    "Assessment",
    "Attachment",
    "Attendance",
    "CoSignature",
    "Comment",
    "Consultation",
    "Contributor",
    "Criterion",
    "Cycle",
    "Dialogue",
    "FieldOfAction",
    "Finding",
    "FindingWording",
    "Framework",
    "Indicator",
    "IndicatorValue",
    "Invitation",
    "Measure",
    "MeasureReturn",
    "MeasureStep",
    "Meeting",
    "Participation",
    "PartnerReading",
    "Rating",
    "Rendition",
    "Report",
    "ReportReturn",
    "Section",
    "Source",
    "Statement",
    "Submission",
    "TextBlock",
]
