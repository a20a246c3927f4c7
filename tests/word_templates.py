"""Word templates as a city might have them: a place for each field, and words of its own."""

import io
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from quality_dialog.report.council import FIELDS


def control(name: str, *, inline: bool = False) -> Any:
    """A content control with that tag, showing its placeholder."""
    run = "<w:r><w:rPr><w:rStyle w:val='PlaceholderText'/></w:rPr><w:t>Platzhalter</w:t></w:r>"
    content = run if inline else f"<w:p>{run}</w:p><w:p>{run}</w:p>"
    return parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:tag w:val='{name}'/><w:showingPlcHdr/><w:text/></w:sdtPr>"
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def template(*, leave_out: tuple[str, ...] = (), more: int = 0) -> bytes:
    """One with all fields but some, and so many of others."""
    document = Document()
    document.add_paragraph("Kopf der Stadt")
    end = document.element.body.find(qn("w:sectPr"))
    for field in FIELDS:
        if field not in leave_out:
            end.addprevious(control(field))
    for number in range(more):
        end.addprevious(control(f"Anderes {number}"))
    return packed(document)


def packed(document: WordDocument) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def text_of(content: bytes) -> str:
    """All its paragraphs, also those inside controls and tables, one a line."""
    body: Any = Document(io.BytesIO(content)).element.body
    return "\n".join("".join(t.text or "" for t in one.iter(qn("w:t"))) for one in body.iter(qn("w:p")))
