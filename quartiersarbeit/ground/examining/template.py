"""A Word template before it is filled: which fields it has, and nothing in it that runs, unfolds or asks elsewhere.

Only what Python brings along.
"""

import io
import zipfile
import zlib
from typing import Any
from xml.parsers import expat

from quartiersarbeit.ground.examining.archive import MOST_ELEMENTS, XML, refuse_unfolding
from quartiersarbeit.ground.examining.limits import PIECE, Refused

MOST_FIELDS = 200  # content controls; who fills them would look at each
MOST_LETTERS = 120  # of a field's name
STYLES = "word/styles.xml"
TEXTS = ("word/document", "word/header", "word/footer")  # where fields are looked for
# What runs, or brings something that could: macros, controls, other programs' objects.
RUNS = ("vbaproject", "vbadata", "activex/", "embeddings/", "attachedtoolbars", "customui/")


def examine(data: bytes) -> dict:
    """The names of its fields: tags and titles of content controls, names of the styles that are used.

    Refuses `no_template`, `template_locked`, `template_runs`, `template_elsewhere`, `unfolds`, `entities`,
    `too_many_fields`.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("template_locked")
    if not data.startswith(b"PK\x03\x04"):
        raise Refused("no_template")
    walk = _Walk()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            refuse_unfolding(archive, "template_locked")
            names = {entry.filename.lower() for entry in archive.infolist()}
            if any(mark in name for name in names for mark in RUNS):
                raise Refused("template_runs")
            if not {"[content_types].xml", "word/document.xml"} <= names:
                raise Refused("no_template")
            for entry in archive.infolist():
                if entry.filename.lower().endswith(XML):
                    walk.through(archive, entry)
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
    ):
        raise Refused("no_template") from None
    return {"fields": walk.fields()}


class _Walk:
    """Walks through all XML once, keeping only the names of fields and styles."""

    def __init__(self) -> None:
        self.elements = self.controls = 0
        self.part = ""
        self.controlled: set[str] = set()
        self.used: set[str] = set()  # ids of styles
        self.styles: dict[str, str] = {}  # id → name
        self.style = ""

    def fields(self) -> list[str]:
        """What can be filled."""
        named = {self.styles.get(style, style) for style in self.used}
        return sorted(name for name in self.controlled | named if 0 < len(name) <= MOST_LETTERS)

    def through(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
        self.part = entry.filename
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._element
        with archive.open(entry) as source:
            while piece := source.read(PIECE):
                parser.Parse(piece, False)
        parser.Parse(b"", True)

    def _doctype(self, *given: Any) -> None:
        raise Refused("entities")

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise Refused("unfolds")
        plain = name.rpartition(":")[2]
        told = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if "macroenabled" in told.get("ContentType", "").lower():
            raise Refused("template_runs")
        if plain == "Relationship" and told.get("TargetMode") == "External":
            if not told.get("Type", "").endswith("/hyperlink"):
                raise Refused("template_elsewhere")
        elif self.part == STYLES:
            self._of_styles(plain, told)
        elif self.part.startswith(TEXTS):
            self._of_text(plain, told)

    def _of_styles(self, plain: str, told: dict[str, str]) -> None:
        if plain == "style":
            self.style = told.get("styleId", "")
        elif plain == "name" and self.style:
            self.styles.setdefault(self.style, told.get("val", ""))

    def _of_text(self, plain: str, told: dict[str, str]) -> None:
        if plain == "sdt":
            self.controls += 1
            if self.controls > MOST_FIELDS:
                raise Refused("too_many_fields", most=MOST_FIELDS)
        elif plain in ("tag", "alias"):
            self.controlled.add(told.get("val", ""))
        elif plain == "pStyle":
            self.used.add(told.get("val", ""))
