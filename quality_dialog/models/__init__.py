"""The models of floor 4, one module per aggregate."""

from quality_dialog.models.assessment import Assessment, IndicatorValue, Rating, Source
from quality_dialog.models.cycle import Cycle, Dialogue, Participation
from quality_dialog.models.finding import Finding, Measure, MeasureStep, Statement
from quality_dialog.models.framework import Criterion, FieldOfAction, Framework, Indicator
from quality_dialog.models.report import (
    Consultation,
    CoSignature,
    Meeting,
    Rendition,
    Report,
    Section,
    TextBlock,
)
from quality_dialog.models.submission import Submission

__all__ = [
    "Assessment",
    "CoSignature",
    "Consultation",
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
    "Rating",
    "Rendition",
    "Report",
    "Section",
    "Source",
    "Statement",
    "Submission",
    "TextBlock",
]
