"""Both halves of floor 4 in the admin."""

from quality_dialog.dialogue import admin as dialogue
from quality_dialog.report import admin as report

__all__ = ["dialogue", "report"]
