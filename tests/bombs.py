"""Files that unfold to far more than they are, and files that are two at once; each made on the fly."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import openpyxl
import pikepdf

from tests.factories import jpg, pdf, png

MEGABYTE = 1024 * 1024


def deflated(megabytes: int = 1_000, head: bytes = b"", fill: bytes = b"\0") -> bytes:
    """So many megabytes of the same byte, packed to a thousandth; only the check sum at the end is missing."""
    packer = zlib.compressobj(9)
    start = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + (packer.compress(fill * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)) * megabytes


# --- PDF -------------------------------------------------------------------------------------------


def pdf_with(build: Callable[[pikepdf.Pdf], None], **how) -> bytes:
    made, document = io.BytesIO(), pikepdf.new()
    document.add_blank_page()
    build(document)
    document.save(made, **how)
    return made.getvalue()


def _content(packed: bytes, *filters: str) -> Callable[[pikepdf.Pdf], None]:
    def build(document: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(document, b"")
        stream.write(packed, filter=pikepdf.Array([pikepdf.Name(f"/{name}") for name in filters]))
        document.pages[0].Contents = stream

    return build


def pdf_page() -> bytes:
    """A page of a gigabyte."""
    return pdf_with(_content(deflated(), "FlateDecode"))


def pdf_twice() -> bytes:
    """A page packed twice."""
    twice = _content(zlib.compress(deflated(30), 1), "FlateDecode", "FlateDecode")
    return pdf_with(twice, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)


def pdf_objects() -> bytes:
    """A gigabyte before the list of pages is read: the objects themselves lie in the packed stream."""
    head = b"1 0 2 30 " + b"<</Type/Catalog/Pages 2 0 R>>".ljust(30) + b"<</Type/Pages/Kids[]/Count 0>>"
    packed, out = deflated(head=head, fill=b" "), io.BytesIO()
    out.write(b"%PDF-1.5\n")
    objects = out.tell()
    out.write(b"3 0 obj<</Type/ObjStm/N 2/First 9/Filter/FlateDecode/Length %d>>stream\n" % len(packed))
    out.write(packed + b"\nendstream endobj\n")
    table = out.tell()
    rows = [(0, 0, 0), (2, 3, 0), (2, 3, 1), (1, objects, 0), (1, table, 0)]
    cross = b"".join(struct.pack(">BIB", *row) for row in rows)
    out.write(b"4 0 obj<</Type/XRef/Size 5/W[1 4 1]/Root 1 0 R/Length %d>>stream\n" % len(cross))
    out.write(cross + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % table)
    return out.getvalue()


def pdf_pages() -> bytes:
    """Thirty lists of pages, each of which holds the next one twice: a billion pages."""
    said = [b"<</Type/Catalog/Pages 2 0 R>>"]
    said += [b"<</Type/Pages/Count 2/Kids[%d 0 R %d 0 R]>>" % (n + 3, n + 3) for n in range(30)]
    said.append(b"<</Type/Page/MediaBox[0 0 9 9]>>")
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, one in enumerate(said, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj%sendobj\n" % (number, one))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(said) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(said) + 1, table))
    return out.getvalue()


def pdf_picture() -> bytes:
    """A picture of ten billion points on a page."""

    def build(document: pikepdf.Pdf) -> None:
        more = {"/Subtype": pikepdf.Name.Image, "/Width": 100_000, "/Height": 100_000, "/BitsPerComponent": 8}
        document.Root.Huge = document.make_indirect(pikepdf.Stream(document, b"x", more))

    return pdf_with(build)


def pdf_nested() -> bytes:
    """A million lists in each other."""
    return pdf().replace(b"/MediaBox", b"/Deep " + b"[" * 1_000_000 + b"/MediaBox")


# --- Excel -----------------------------------------------------------------------------------------


def xlsx(*rows: list, cells: dict | None = None) -> bytes:
    made, book = io.BytesIO(), openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for place, value in (cells or {}).items():
        book.active[place] = value
    book.save(made)
    return made.getvalue()


def changed(archive: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """An XLSX with one of its files changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, change(content) if entry.filename == name else content)
    return made.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
)
SECRET = b'<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">'


def with_entities(entities: bytes) -> bytes:
    def change(content: bytes) -> bytes:
        return entities + b"]>" + content.replace(b"<v>", b"<v>&j;")

    return changed(xlsx(["Name", 1]), SHEET, change)


def xlsx_unfolding() -> bytes:
    return changed(xlsx(["Name"]), SHEET, lambda content: content + b" " * 60 * MEGABYTE)


def xlsx_lying() -> bytes:
    """Says of its largest file that it is small."""
    made = xlsx_unfolding()
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        size = archive.getinfo(SHEET).file_size
    return made.replace(struct.pack("<I", size), struct.pack("<I", 1000))


def xlsx_rows() -> bytes:
    """A million rows that do not say which they are."""
    end, many = b"</sheetData>", b"<row/>" * 1_000_000
    return changed(xlsx(["Name"]), SHEET, lambda content: content.replace(end, many + end))


def xlsx_entries() -> bytes:
    made = io.BytesIO(xlsx(["Name"]))
    with zipfile.ZipFile(made, "a") as archive:
        for n in range(5_000):
            archive.writestr(f"xl/{n}.xml", b"<a/>")
    return made.getvalue()


# --- All, by kind and what is said of them -----------------------------------------------------------

BOMBS: dict[str, tuple[str, Callable[[], bytes], set[str]]] = {
    "PDF: a page of a gigabyte": ("pdf", pdf_page, {"unfolds"}),
    "PDF: packed twice": ("pdf", pdf_twice, {"unfolds"}),
    "PDF: objects of a gigabyte": ("pdf", pdf_objects, {"pdf_damaged", "too_much"}),
    "PDF: a billion pages": ("pdf", pdf_pages, {"pdf_damaged", "too_much"}),
    "PDF: ten billion points": ("pdf", pdf_picture, {"unfolds"}),
    "PDF: a million lists in each other": ("pdf", pdf_nested, {"pdf_damaged", "too_much"}),
    "PNG: three billion points": ("picture", lambda: png(60_000, 60_000, b""), {"too_many_pixels"}),
    "PNG: a gigabyte of rows": ("picture", lambda: png(10, 10, deflated()), {"unfolds"}),
    "JPG: four billion points": ("picture", lambda: jpg(65_535, 65_535), {"too_many_pixels"}),
    "JPG: 20 MB of fill bytes": (
        "picture",
        lambda: jpg()[:2] + b"\xff" * 20 * MEGABYTE,
        {"damaged", "too_much"},
    ),
    "XLSX: one far cell": ("xlsx", lambda: xlsx(["Name"], cells={"XFD1048576": 1}), {"too_many_rows"}),
    "XLSX: one cell far to the right": (
        "xlsx",
        lambda: xlsx(["Name"], cells={"XFD1": 1}),
        {"too_many_columns"},
    ),
    "XLSX: 60 MB of spaces": ("xlsx", xlsx_unfolding, {"unfolds"}),
    "XLSX: lies about its size": ("xlsx", xlsx_lying, {"no_workbook"}),
    "XLSX: a million rows": ("xlsx", xlsx_rows, {"unfolds"}),
    "XLSX: five thousand files": ("xlsx", xlsx_entries, {"unfolds"}),
    "XLSX: a billion laughs": ("xlsx", lambda: with_entities(LAUGHS), {"entities"}),
    "XLSX: a file of the server's": ("xlsx", lambda: with_entities(SECRET), {"entities"}),
    "CSV: half a million rows": ("csv", lambda: b"a;b\n" * 500_000, {"too_many_rows"}),
    "CSV: a line of four megabytes": ("csv", lambda: b"a" * 4 * MEGABYTE, {"cell_too_long"}),
    "CSV: four million columns": ("csv", lambda: b";" * 4 * MEGABYTE, {"too_many_columns"}),
    "CSV: a quote that never ends": ("csv", lambda: b'"' + b"a\n" * 2 * MEGABYTE, {"cell_too_long"}),
    "CSV: 20 MB": ("csv", lambda: b"a\n" * 10 * MEGABYTE, {"too_large_table"}),
}
