"""Proves at any time that a notice is what was approved: check sums, and its files drawn once more."""

from collections.abc import Iterator

from funding.models import Notice
from funding.models.notice_file import DRAW
from quartiersarbeit.ground import papers
from quartiersarbeit.ground.paper import Paper
from quartiersarbeit.ground.paper.keeping import Check, renderer, same_again, unharmed


def verify(notice: Notice) -> list[Check]:
    """Every check of one notice; files that nobody has asked for yet are none."""
    same = papers.checksum(notice.paper) == notice.sha256
    found = "Die Prüfsumme stimmt." if same else "Das Schriftstück passt nicht zur Prüfsumme."
    checks = [Check("Eingefrorenes Schriftstück", same, found)]
    try:
        printed = papers.thawed(notice.paper)
    except (KeyError, TypeError, ValueError):
        return [*checks, Check("Neu erzeugt", False, "Aus dem Schriftstück entsteht kein Bescheid mehr.")]
    return [*checks, *_files(notice, printed)]


def _files(notice: Notice, printed: Paper) -> Iterator[Check]:
    for file in notice.files.all():
        name, kept = file.format.upper(), bytes(file.content)
        yield unharmed(f"Datei {name}", kept, file.sha256)
        again = DRAW[file.format](printed)
        yield same_again(f"{name} neu erzeugt", again, kept, drawn_by=(file.renderer, renderer()))
