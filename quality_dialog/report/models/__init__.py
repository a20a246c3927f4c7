"""The models of the report, one module per aggregate."""

from quality_dialog.report.models.attachment import Attachment
from quality_dialog.report.models.council import CouncilSheet, WordTemplate
from quality_dialog.report.models.expected_question import ExpectedQuestion
from quality_dialog.report.models.meeting import Consultation, Meeting
from quality_dialog.report.models.reading import PartnerReading
from quality_dialog.report.models.rendition import Rendition
from quality_dialog.report.models.report import Report
from quality_dialog.report.models.report_term import ReportTerm
from quality_dialog.report.models.section import Section, TextBlock
from quality_dialog.report.models.signing import Contributor, CoSignature, EarlierAnswer, ReportReturn
from quality_dialog.report.models.wish import CommitteeWish, WishReply

__all__ = [
    "Attachment",
    "CoSignature",
    "CommitteeWish",
    "Consultation",
    "Contributor",
    "CouncilSheet",
    "EarlierAnswer",
    "ExpectedQuestion",
    "Meeting",
    "PartnerReading",
    "Rendition",
    "Report",
    "ReportReturn",
    "ReportTerm",
    "Section",
    "TextBlock",
    "WishReply",
    "WordTemplate",
]
