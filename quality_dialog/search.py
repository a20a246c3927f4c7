"""What of dialogues and reports is found by searching (see `quartiersarbeit.ground.search`)."""

from django.db.models import QuerySet

from quality_dialog.dialogue.models import Criterion, Finding, Framework, Measure
from quality_dialog.report.models import Report, searching
from quartiersarbeit.ground.search import Kind


def _by_text(typed: str) -> QuerySet:
    """Approved reports that say it in their text."""
    return Report._base_manager.alias(words=searching.WORDS).filter(words=searching.query(typed))


KINDS = [
    Kind("bericht", "Berichte", Report, "quality_dialog.view_report", also=_by_text, text="plain_text"),
    Kind("feststellung", "Feststellungen", Finding, "quality_dialog.view_finding"),
    Kind("massnahme", "Maßnahmen", Measure, "quality_dialog.view_measure"),
    Kind(
        "rahmenkonzept",
        "Rahmenkonzepte",
        Framework,
        "quality_dialog.view_framework",
    ),
    Kind(
        "kriterium",
        "Kriterien",
        Criterion,
        "quality_dialog.view_framework",
        address=lambda row: row.field.framework.get_absolute_url(),
        related=("field__framework",),
    ),
]
