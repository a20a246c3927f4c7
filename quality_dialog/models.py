"""The models of floor 4, both halves together, for Django and for the roof."""

from quality_dialog.dialogue import models as dialogue
from quality_dialog.dialogue.models import *  # noqa: F403
from quality_dialog.report import models as report
from quality_dialog.report.models import *  # noqa: F403

__all__ = [*dialogue.__all__, *report.__all__]
