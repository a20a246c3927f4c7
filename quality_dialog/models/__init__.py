"""The models of floor 4, one module per aggregate."""

from quality_dialog.models.cycle import Assessment, Cycle, Dialogue, IndicatorValue, Participation
from quality_dialog.models.finding import Finding, Measure, MeasureStep, Statement
from quality_dialog.models.framework import Criterion, FieldOfAction, Framework, Indicator
from quality_dialog.models.reading import PartnerReading
from quality_dialog.models.report import (
    Consultation,
    CoSignature,
    Meeting,
    Rendition,
    Report,
    Section,
    TextBlock,
)

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
    "PartnerReading",
    "Rendition",
    "Report",
    "Section",
    "Statement",
    "TextBlock",
]
