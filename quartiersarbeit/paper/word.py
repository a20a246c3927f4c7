"""Draws a paper as a Word file: its sheet in real styles, so that an office can go on writing in it."""

import io

from docx import Document

from quartiersarbeit.paper import glyphs
from quartiersarbeit.paper.document import Paper
from quartiersarbeit.paper.sheet import sheet_of


def docx(paper: Paper) -> bytes:
    """The paper as DOCX; same words and order as the PDF. Raises `ValueError` as `pdf` does."""
    sheet = sheet_of(glyphs.deep(paper, glyphs.printable))
    document = Document()
    document.add_heading(sheet["kind"], 0)
    for section in sheet["sections"]:
        if section["heading"]:
            document.add_heading(section["heading"], section["level"] - 1)
        for block in section["blocks"]:
            for item in block["items"]:
                document.add_paragraph("".join(run["text"] for run in item))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
