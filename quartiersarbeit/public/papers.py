"""Which papers there are on all floors, and which of them somebody holds."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from funding.papers import PAPERS as OF_THE_MONEY
from partners.papers import PAPERS as OF_THE_NETWORK
from quality_dialog.dialogue.papers import PAPERS as OF_THE_DIALOGUE
from quality_dialog.report.papers import PAPERS as OF_THE_REPORT
from quartiersarbeit.ground.papers import PaperKind

OF_THE_ROOF = (
    PaperKind(
        name="Auskunft nach Art. 15 DSGVO",
        made_by=("quartiersarbeit.privacy.letter.paper_of",),
        drawn_in=("quartiersarbeit.privacy.views.disclosure",),
        unmarked="Sie wird nicht aufbewahrt: Was über eine Person bekannt ist, steht sonst ein zweites Mal da.",
    ),
)
PAPERS = (*OF_THE_REPORT, *OF_THE_MONEY, *OF_THE_DIALOGUE, *OF_THE_NETWORK, *OF_THE_ROOF)


def by_sum(sha256: str, on: date) -> Any:
    """The paper whose file has these bytes; None for an unknown one."""
    return _first(kind.by_sum(sha256, on) for kind in PAPERS if kind.by_sum)


def by_code(code: str, on: date) -> Any:
    """The paper that bears this code; None for an unknown one."""
    return _first(kind.by_code(code, on) for kind in PAPERS if kind.by_code)


def _first(found: Iterable[Any]) -> Any:
    return next((one for one in found if one is not None), None)
