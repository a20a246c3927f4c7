"""The papers of the dialogue, and how somebody who holds minutes learns whether they are ours.

Minutes are for those who were at the table: a stranger is told which version it is, and nothing of what it says.
"""

from datetime import date

from quality_dialog.dialogue.models import MinutesVersion
from quartiersarbeit.ground.papers import Known, PaperKind

KIND = "Protokoll eines Dialoggesprächs"
_FORMATS = {"pdf_sha256": "PDF", "docx_sha256": "Word"}


def _by_sum(sha256: str, on: date) -> Known | None:
    for column, held in _FORMATS.items():
        if known := _version(on, held, **{column: sha256}):
            return known
    return None


def _by_code(code: str, on: date) -> Known | None:
    return _version(on, "", check_code=code)


def _version(on: date, held: str, **wanted: str) -> Known | None:
    kept = MinutesVersion.objects.kept(on).defer("paper", "pdf", "docx")
    version = kept.filter(**wanted).select_related("dialogue__cycle").first()
    if version is None:
        return None
    last = kept.filter(dialogue=version.dialogue_id).latest("number")
    return Known(
        kind=KIND,
        # Neither site nor day: whom a year's dialogue brought together is not public.
        number=str(version.dialogue.cycle.year),
        version=version.told,
        held=held,
        replaced="" if last == version else f"Ersetzt durch {last.told}",
        advice="Diese Fassung ist echt. Seitdem ist etwas dazugekommen, das im Protokoll steht.",
    )


PAPERS = (
    PaperKind(
        name=KIND,
        made_by=("quality_dialog.dialogue.minutes.minutes",),
        drawn_in=("quality_dialog.dialogue.minutes",),
        kept_in=("quality_dialog.MinutesVersion",),
        by_sum=_by_sum,
        by_code=_by_code,
    ),
    PaperKind(
        name=f"{KIND}, noch nicht geteilt",
        unmarked="Bis die Stadt es teilt, ist es ihre Arbeitsfassung und wird nicht aufbewahrt.",
    ),
)
