"""Proves at any time that a notice, or a payment list's copy, is what was given out."""

from funding.models import Notice, PaymentRunExport
from funding.models.notice_file import DRAW
from quartiersarbeit.ground.paper.keeping import Check, unharmed
from quartiersarbeit.ground.papers import KeptFile, verified


def verify(notice: Notice) -> list[Check]:
    """Every check of one notice; files that nobody has asked for yet are none."""
    kept = notice.files.all()
    files = (KeptFile(one.format, bytes(one.content), one.sha256, one.renderer) for one in kept)
    return [*verified(notice.paper, notice.sha256, files, DRAW, "Bescheid")]


def verify_copy(given: PaymentRunExport) -> list[Check]:
    """The check of a kept copy of a payment list."""
    return [unharmed("Datei PDF", bytes(given.content or b""), given.sha256)]
