"""The dialogue and the reports in the admin, by aggregate; what has become fact is refused with its reason."""

from quality_dialog.admin import assessment, cycle, finding, framework, measure, report

__all__ = ["assessment", "cycle", "finding", "framework", "measure", "report"]
