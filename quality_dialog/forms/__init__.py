"""The forms of this floor, one module per aggregate."""

from quality_dialog.forms.report import ReportForm, ReportStartForm, SectionFormSet

__all__ = ["ReportForm", "ReportStartForm", "SectionFormSet"]
