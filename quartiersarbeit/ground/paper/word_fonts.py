"""The typeface of our papers inside a Word file, so that it reads the same where nobody has installed it.

Only the letters of European languages go along (a fifth of the bytes); the faces are disguised as ECMA-376 asks
(part 4, 17.8.1): the first 32 bytes crossed with the font's key.
"""

import io
import uuid
from functools import cache

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from fontTools import subset
from fontTools.ttLib import TTFont

from quartiersarbeit.ground.paper import glyphs

NAME = "Fira Sans"
# How Word calls a face, and where it lies.
FACES = {"embedRegular": "400Regular", "embedBold": "700Bold", "embedItalic": "400Regular_Italic"}
LETTERS = [
    *range(0x20, 0x250),
    *range(0x2000, 0x2070),
    *range(0x20A0, 0x20D0),
    *range(0x2190, 0x2270),
    0xFFFD,
]
DISGUISED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
FONT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"


def embed(document: WordDocument) -> None:
    """Put the faces into the file and say in its table of fonts which is which."""
    table = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    faces = ""
    for number, (face, folder) in enumerate(FACES.items(), start=1):
        key, content = _face(folder)
        name = PackURI(f"/word/fonts/font{number}.odttf")
        related = table.relate_to(Part(name, DISGUISED, content, document.part.package), FONT)
        faces += f'<w:{face} r:id="{related}" w:fontKey="{{{key}}}"/>'
    table._blob = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w", "r")}>'
        f'<w:font w:name="{NAME}"><w:altName w:val="Arial"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>'
        f"{faces}</w:font></w:fonts>"
    ).encode()
    zoom = document.settings.element.find(qn("w:zoom"))
    for setting in ("w:saveSubsetFonts", "w:embedTrueTypeFonts"):
        zoom.addnext(zoom.makeelement(qn(setting), {}))


@cache
def _face(folder: str) -> tuple[str, bytes]:
    """A face's key and its disguised bytes; the same in every process, so that the same paper gives the same file."""
    path = next(one for one in glyphs.font_folders() if one.name == folder)
    with TTFont(next(path.glob("*.ttf")), recalcTimestamp=False) as font:
        for table in font[
            "cmap"
        ].tables:  # what holds a number together: the face has it by its older name only
            if table.isUnicode():
                table.cmap[ord(glyphs.WORD_JOINER)] = table.cmap[ord("\N{ZERO WIDTH NO-BREAK SPACE}")]
        few = subset.Subsetter(
            subset.Options(layout_features=["kern", "liga", "tnum", "mark"], notdef_outline=True)
        )
        few.populate(unicodes=LETTERS)
        few.subset(font)
        written = io.BytesIO()
        font.save(written)
    plain = written.getvalue()
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"{NAME} {folder}")
    crossing = key.bytes[::-1]
    head = bytes(one ^ crossing[place % 16] for place, one in enumerate(plain[:32]))
    return str(key).upper(), head + plain[32:]
