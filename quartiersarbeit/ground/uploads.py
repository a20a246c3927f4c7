"""Uploaded documents: how large they may be, and that they are what they say."""

from collections.abc import Collection
from itertools import count
from pathlib import PurePath

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from quartiersarbeit.ground import sandbox, scanning
from quartiersarbeit.ground.refusals import refuse

MAX_MEGABYTES = 20
MAX_BYTES = MAX_MEGABYTES * 1024 * 1024
TOO_LARGE = f"Die Datei ist zu groß. Möglich sind höchstens {MAX_MEGABYTES} MB."
NO_DOCUMENT = "Diese Datei ist kein lesbares PDF, JPG oder PNG, auch wenn ihr Name es sagt."
NO_PDF = "Diese Datei ist kein lesbares PDF, auch wenn ihr Name es sagt. Wählen Sie das unterzeichnete PDF."
NO_HEIC = (
    "Dieses Foto ist im Format HEIC, das viele Programme nicht öffnen. Speichern Sie es als JPG und wählen Sie es noch "
    "einmal. Ein iPhone nimmt JPG auf, wenn Sie unter Einstellungen, Kamera, Formate „Maximale Kompatibilität“ wählen."
)

# How a picture begins.
PICTURES = {"jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif"}


def proposed_title(name: str, taken: Collection[str], longest: int = 120) -> str:
    """What a document may be called that nobody named: as its file, and never as another one already is."""
    stem = " ".join(PurePath(name).stem.replace("_", " ").split()) or "Anlage"
    numbered = (f" ({number})" if number > 1 else "" for number in count(1))
    return next(
        title for end in numbered if (title := f"{stem[: longest - len(end)].rstrip()}{end}") not in taken
    )


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


def refuse_unless_document(file, *, field: str) -> str:
    """Refuse at `field` what is no whole PDF, JPG or PNG by its content; answers which it is.

    The answer is the extension to keep it under. Codes: `too_large`, `heic`, `no_document`, those of
    `sandbox.examined`, `infected` and `scanner_away`. Leaves the file at its beginning.
    """
    content = _content(file, field)
    if content.startswith(b"%PDF-"):
        refuse_unless_pdf(file, field=field)
        return "pdf"
    if content[4:8] == b"ftyp" and content[8:12] in HEIC:
        refuse("heic", NO_HEIC, field=field)
    picture = next((kind for kind, head in PICTURES.items() if content.startswith(head)), None)
    if picture is None:
        refuse("no_document", NO_DOCUMENT, field=field)
    scanning.refuse_infected(content, field=field)
    sandbox.examined("picture", content, field=field)
    return picture


def _content(file, field: str) -> bytes:
    """The file's bytes, once it is known that they are few enough; it stands at its beginning again."""
    if file.size > MAX_BYTES:
        refuse("too_large", TOO_LARGE, field=field)
    file.seek(0)
    content = file.read()
    file.seek(0)
    return content
