"""Uploaded documents: how large they may be, that they are what they say, and what they are called."""

import re
from collections.abc import Container
from dataclasses import dataclass

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from quartiersarbeit.ground import german, letters, sandbox, scanning
from quartiersarbeit.ground.refusals import refuse

MAX_MEGABYTES = 20
PAGES, COUNTED_SECONDS = "pages-of-", 90 * 24 * 60 * 60
MAX_BYTES = MAX_MEGABYTES * 1024 * 1024
TOO_LARGE = (
    f"Die Datei ist zu groß. Möglich sind höchstens {MAX_MEGABYTES} MB. Verkleinern oder teilen Sie sie."
)
NO_DOCUMENT = "Diese Datei ist kein lesbares PDF, JPG oder PNG, auch wenn ihr Name es sagt."
NO_PDF = "Diese Datei ist kein lesbares PDF, auch wenn ihr Name es sagt. Wählen Sie das unterzeichnete PDF."
NO_HEIC = (
    "Dieses Foto ist im Format HEIC, das viele Programme nicht öffnen. Speichern Sie es als JPG und wählen Sie es noch "
    "einmal. Ein iPhone nimmt JPG auf, wenn Sie unter Einstellungen, Kamera, Formate „Maximale Kompatibilität“ wählen."
)

# How a picture begins.
PICTURES = {"jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif"}


class LimitedUpload(FileUploadHandler):
    """First in line: drops a file while it is still coming in, once it is larger than any may be.

    The request remembers it as `upload_too_large`, so that a form can say why the file is missing.
    """

    def new_file(self, *args, **kwargs) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.received > MAX_BYTES:
            self.request.upload_too_large = True  # type: ignore[union-attr]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size):
        return None


def refuse_unless_pdf(file, *, field: str, message: str = NO_PDF) -> int:
    """Refuse at `field` what is no whole PDF by its content; answers how many pages it has.

    Codes: `too_large`, those of `sandbox.examined`, `infected` and `scanner_away`. Leaves the file at its beginning.
    """
    content = _content(file, field)
    if not content.startswith(b"%PDF-"):
        refuse("no_pdf", message, field=field)
    scanning.refuse_infected(content, field=field)
    return sandbox.examined("pdf", content, field=field, said={"no_pdf": message})["pages"]


def word_fields(file, *, field: str) -> list[str]:
    """What can be filled in a Word template: names of content controls and of styles.

    Refuses at `field` what is none by its content, runs or loads something. Codes: `too_large`, those of
    `sandbox.examined`, `infected` and `scanner_away`. Leaves the file at its beginning.
    """
    content = _content(file, field)
    scanning.refuse_infected(content, field=field)
    return sandbox.examined("docx", content, field=field)["fields"]


@dataclass(frozen=True)
class Extent:
    """What a document is, as people tell it from another: the kind is also the ending to keep it under."""

    kind: str  # „pdf“, „jpg“ or „png“
    size: int  # bytes
    pages: int | None = None  # of a PDF; None where nobody has counted

    def told(self) -> str:
        """„PDF, 3 Seiten, 120 KB“"""
        pages = [german.count(self.pages, "Seite", "Seiten")] if self.pages else []
        return ", ".join([self.kind.upper(), *pages, german.file_size(self.size)])


def document(file, *, field: str) -> Extent:
    """What there is to know of a document; refuses at `field` what is no whole PDF, JPG or PNG by its content.

    Codes: `too_large`, `heic`, `no_document`, those of
    `sandbox.examined`, `infected` and `scanner_away`. Leaves the file at its beginning.
    """
    content = _content(file, field)
    if content.startswith(b"%PDF-"):
        return Extent("pdf", len(content), refuse_unless_pdf(file, field=field))
    if content[4:8] == b"ftyp" and content[8:12] in HEIC:
        refuse("heic", NO_HEIC, field=field)
    picture = next((kind for kind, head in PICTURES.items() if content.startswith(head)), None)
    if picture is None:
        refuse("no_document", NO_DOCUMENT, field=field)
    scanning.refuse_infected(content, field=field)
    sandbox.examined("picture", content, field=field)
    return Extent(picture, len(content))


def told(kept, *, pages: int | None, size: int | None = None) -> str:
    """„PDF, 3 Seiten, 120 KB“ of a kept file, as far as it is known; empty where there is none, or it is gone."""
    if not kept:
        return ""
    try:
        return Extent(kept.name.rpartition(".")[2], size or kept.size, pages).told()
    except OSError:
        return ""


def pages_of(kept, sha256: str) -> int | None:
    """How many pages a kept PDF has; None where nobody can say. Counted once for each content."""
    if not kept or not sha256:
        return None
    key = f"{PAGES}{sha256}"
    if (known := cache.get(key)) is None:
        try:
            known = refuse_unless_pdf(kept, field="")
        except (OSError, ValidationError):
            known = 0
        cache.set(key, known, COUNTED_SECONDS)
    return known or None


def title_for(name: str, taken: Container[str], *, longest: int = 120) -> str:
    """What a document may be called after its file's name, and like none that is `taken` (in small letters).

    „belege_maerz-2026.PDF“ is „Belege maerz-2026“; the next one is „Belege maerz-2026 (2)“.
    """
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name.replace("\\", "/").rpartition("/")[2])
    title = letters.one_line(stem.replace("_", " "))[:longest].strip() or "Anlage"
    title = title[0].upper() + title[1:]
    found, number = title, 1
    while found.lower() in taken:
        number += 1
        mark = f" ({number})"
        found = f"{title[: longest - len(mark)].rstrip()}{mark}"
    return found


def _content(file, field: str) -> bytes:
    """The file's bytes, once it is known that they are few enough; it stands at its beginning again."""
    if file.size > MAX_BYTES:
        refuse("too_large", TOO_LARGE, field=field)
    file.seek(0)
    content = file.read()
    file.seek(0)
    return content
