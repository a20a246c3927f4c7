"""The dialogue in the admin, by aggregate; what has become fact is refused with its reason."""

from quality_dialog.dialogue.admin import assessment, cycle, finding, framework, measure

__all__ = ["assessment", "cycle", "finding", "framework", "measure"]
