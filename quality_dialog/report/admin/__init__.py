"""The reports in the admin; what has become fact is refused with its reason."""

from quality_dialog.report.admin import report

__all__ = ["report"]
