"""The models of floor 4, one module per aggregate."""

from quality_dialog.models.cycle import Assessment, Cycle, Dialogue, IndicatorValue, Participation
from quality_dialog.models.finding import Finding, Measure, MeasureStep, Statement
from quality_dialog.models.framework import Criterion, FieldOfAction, Framework, Indicator
from quality_dialog.models.meeting import Consultation, Meeting
from quality_dialog.models.rendition import Rendition
from quality_dialog.models.report import Report
from quality_dialog.models.section import Section, TextBlock
from quality_dialog.models.signing import Contributor, CoSignature, ReportReturn

__all__ = [
    "Assessment",
    "CoSignature",
    "Consultation",
    "Contributor",
    "Criterion",
    "Cycle",
    "Dialogue",
    "FieldOfAction",
    "Finding",
    "Framework",
    "Indicator",
    "IndicatorValue",
    "Measure",
    "MeasureStep",
    "Meeting",
    "Participation",
    "Rendition",
    "Report",
    "ReportReturn",
    "Section",
    "Statement",
    "TextBlock",
]
