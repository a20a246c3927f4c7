"""A PDF: whole, without a password, and unfolding to no more than a viewer can take."""

import io
import zlib
from typing import Any

import pikepdf

from quartiersarbeit.ground.examining.limits import MEGABYTE, Budget, Refused

MOST_UNFOLDED = (
    200 * MEGABYTE
)  # all packed streams together; scans are not packed but photos, and do not count
MOST_OF_A_PICTURE = 100 * MEGABYTE  # of one colour, as declared; A4 at 600 dpi has 35
MOST_OBJECTS = 200_000
END_WITHIN = 1024  # bytes, as readers look for the end
PACKED = {"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}
FLATE = {"/FlateDecode", "/Fl"}


def examine(data: bytes) -> dict:
    """How many pages it has. Refuses `no_pdf`, `pdf_damaged`, `pdf_locked`, `unfolds`, `no_pages`."""
    if not data.startswith(b"%PDF-"):
        raise Refused("no_pdf")
    if b"%%EOF" not in data[-END_WITHIN:]:  # cut off, or something else hangs behind it
        raise Refused("pdf_damaged")
    try:
        # Not repaired: what one reader mends another shows empty, and kept papers are read in ten years.
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True) as document:
            _refuse_unfolding(document)
            if not (pages := len(document.pages)):
                raise Refused("no_pages")
            _refuse_cut_off(document, len(data))
            return {"pages": pages}
    except pikepdf.PasswordError:  # no kind of PdfError
        raise Refused("pdf_locked") from None
    except (pikepdf.PdfError, zlib.error):
        raise Refused("pdf_damaged") from None


def _refuse_unfolding(document: pikepdf.Pdf) -> None:
    """Each stream once, without keeping what is in it."""
    budget, objects = Budget(MOST_UNFOLDED), document.objects
    if len(objects) > MOST_OBJECTS:
        raise Refused("unfolds")
    for stream in objects:
        if isinstance(stream, pikepdf.Stream):
            _refuse_picture(stream)
            _unfold(stream, budget)


def _unfold(stream: pikepdf.Stream, budget: Budget) -> None:
    filters: Any = stream.get("/Filter", [])
    names = [str(one) for one in (filters if isinstance(filters, pikepdf.Array) else [filters])]
    packed = [name for name in names if name in PACKED]
    if len(packed) > 1:  # packed twice: a thousand times a thousand
        raise Refused("unfolds")
    if packed and names[0] in FLATE:
        budget.inflate(stream.read_raw_bytes())
    elif packed and names == packed:
        budget.spend(len(stream.read_bytes()))
    elif packed:  # letters around a packed stream, as in old PDFs for mail
        budget.spend(len(stream.read_raw_bytes()) * 1_032)  # the most that deflating can save


def _refuse_picture(stream: pikepdf.Stream) -> None:
    if stream.get("/Subtype") != "/Image":
        return
    try:
        width, height, bits = (
            int(stream.get(name, least))
            for name, least in (("/Width", 0), ("/Height", 0), ("/BitsPerComponent", 8))
        )
    except (TypeError, ValueError):
        raise Refused("pdf_damaged") from None
    if width * height * bits > MOST_OF_A_PICTURE * 8:
        raise Refused("unfolds")


def _refuse_cut_off(document: pikepdf.Pdf, size: int) -> None:
    """A file made for the web has an end near its beginning, and says how long it was meant to be."""
    first = next(iter(document.objects), None)
    if isinstance(first, pikepdf.Dictionary) and "/Linearized" in first and int(first.get("/L", 0)) > size:
        raise Refused("pdf_damaged")
