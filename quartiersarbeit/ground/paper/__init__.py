"""Paper: one machine for everything the city hands out – reports, notices, payment sheets, minutes.

`Paper` says what is printed; `html`, `pdf` and `docx` draw it, same words in the same order, no query, no clock.
"""

from quartiersarbeit.ground.paper.codes import qr_code
from quartiersarbeit.ground.paper.document import (
    Attachment,
    Bar,
    Chart,
    Consultation,
    Detail,
    Figure,
    Paper,
    Paragraph,
    QrCode,
    Record,
    Run,
    Section,
    Signature,
    Table,
    from_json,
    to_json,
)
from quartiersarbeit.ground.paper.page import OnScreen, html, on_screen, whole_page


def pdf(paper: Paper) -> bytes:
    """The paper as tagged PDF; see `typeset.pdf`, which is loaded when used, as the Word file is."""
    from quartiersarbeit.ground.paper.typeset import pdf as drawn

    return drawn(paper)


def docx(paper: Paper) -> bytes:
    """The paper as DOCX; see `word.docx`, which is loaded when used: python-docx takes a tenth of a start."""
    from quartiersarbeit.ground.paper.word import docx as drawn

    return drawn(paper)
