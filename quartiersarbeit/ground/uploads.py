"""Uploaded documents: how large they may be, and that they are what they say."""

import pikepdf
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from quartiersarbeit.ground.refusals import refuse

MAX_MEGABYTES = 20
MAX_BYTES = MAX_MEGABYTES * 1024 * 1024
TOO_LARGE = f"Die Datei ist zu groß. Möglich sind höchstens {MAX_MEGABYTES} MB."
NO_DOCUMENT = "Diese Datei ist kein lesbares PDF, JPG oder PNG, auch wenn ihr Name es sagt."
NO_PDF = "Diese Datei ist kein lesbares PDF, auch wenn ihr Name es sagt. Wählen Sie das unterzeichnete PDF."
LOCKED = "Dieses PDF ist mit einem Kennwort geschützt. Wählen Sie eines, das ohne Kennwort aufgeht."

# How a picture begins, and what stands at its end.
PICTURES = {"jpg": (b"\xff\xd8\xff", b"\xff\xd9"), "png": (b"\x89PNG\r\n\x1a\n", b"IEND")}


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


def refuse_unless_pdf(file, *, field: str, message: str = NO_PDF) -> None:
    """Refuse at `field` what is too large or no PDF by its content, or locked; leaves the file at its beginning."""
    if file.size > MAX_BYTES:
        refuse("too_large", TOO_LARGE, field=field)
    file.seek(0)
    try:
        if file.read(5) != b"%PDF-":
            refuse("no_pdf", message, field=field)
        file.seek(0)
        with pikepdf.open(file) as pdf:
            len(pdf.pages)
    except pikepdf.PasswordError:  # no kind of PdfError
        refuse("pdf_locked", LOCKED, field=field)
    except pikepdf.PdfError:
        refuse("no_pdf", message, field=field)
    finally:
        file.seek(0)


def refuse_unless_document(file, *, field: str) -> str:
    """Refuse at `field` what is too large or neither PDF, JPG nor PNG by its content; answers which it is.

    The answer is the extension to keep it under. Leaves the file at its beginning.
    """
    file.seek(0)
    start = file.read(8)
    picture = next((kind for kind, (head, _) in PICTURES.items() if start.startswith(head)), None)
    if picture is None:
        if start[:5] == b"%PDF-":
            refuse_unless_pdf(file, field=field)
            return "pdf"
        refuse("no_document", NO_DOCUMENT, field=field)
    if file.size > MAX_BYTES:
        refuse("too_large", TOO_LARGE, field=field)
    tail = PICTURES[picture][1]
    file.seek(max(file.size - 64, 0))
    end = file.read()
    file.seek(0)
    if tail not in end:  # cut off on its way, or something else behind a picture's first bytes
        refuse("no_document", NO_DOCUMENT, field=field)
    return picture
