"""A QR code on paper: the same modules in every format, frozen with the paper, and its words beside it."""

import io
import re
import zipfile

import docx
import pymupdf
import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from quartiersarbeit.ground import paper as machine
from quartiersarbeit.ground.paper import codes
from quartiersarbeit.ground.paper.sheet import sheet_of
from quartiersarbeit.ground.paper.typeset import code_picture
from tests.paper_samples import CODED
from tests.test_render import elements, outloud, read_html, read_text
from tests.test_word import read

ADDRESS = "https://example.org/bescheide/1/"
ALT = f"QR-Code „Zum Bescheid“. {ADDRESS}"
CODE = CODED.sections[-1].codes[0]


def seen(pixmap, modules, box):
    """The code as a camera finds it in a picture: dark or light in the middle of each module."""
    step = box.width / (len(modules) + 2 * codes.QUIET)
    return tuple(
        "".join(
            "01"[
                pixmap.pixel(
                    int(box.x0 + (x + codes.QUIET + 0.5) * step),
                    int(box.y0 + (y + codes.QUIET + 0.5) * step),
                )[0]
                < 128
            ]
            for x in range(len(modules))
        )
        for y in range(len(modules))
    )


def test_the_code_holds_what_it_was_made_of():
    again = segno.make_qr(ADDRESS, error="m", boost_error=False, mask=codes.MASK)
    assert tuple("".join(map(str, row)) for row in again.matrix) == CODE.modules


def test_a_camera_sees_the_same_code_in_the_picture_of_the_word_file():
    sheet = sheet_of(CODED)["sections"][-1]["codes"][0]
    drawn = pymupdf.Pixmap(code_picture(sheet, "png"))
    assert seen(drawn, CODE.modules, pymupdf.Rect(0, 0, drawn.width, drawn.height)) == CODE.modules


def test_a_camera_sees_the_same_code_in_the_pdf():
    with pymupdf.open(stream=machine.pdf(CODED)) as document:
        page = next(page for page in document if "Zum Bescheid" in page.get_text())
        white = [path["rect"] for path in page.get_drawings() if path.get("fill") == (1.0, 1.0, 1.0)]
        box = max(white, key=lambda rect: rect.width)
        drawn = page.get_pixmap(matrix=pymupdf.Matrix(4, 4))
        assert box.width == pytest.approx(35 / 25.4 * 72, abs=1)
        assert seen(drawn, CODE.modules, box * 4) == CODE.modules


def test_the_page_draws_the_same_code_black_on_white():
    page = str(machine.html(CODED))
    assert f'd="{codes.drawing(CODE.modules)["path"]}"' in page
    assert re.search(r'role="img" aria-label="QR-Code „Zum Bescheid“. https://example.org', page)


def test_what_a_code_says_is_read_out_and_printed_in_every_format(tmp_path):
    assert [alt for role, _, alt in elements(machine.pdf(CODED)) if role == "/Figure"] == [ALT]
    shapes = docx.Document(io.BytesIO(machine.docx(CODED))).inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in shapes] == [ALT]
    for text in (read_text(machine.pdf(CODED)), read(CODED), read_html(machine.html(CODED))):
        assert text.count(ADDRESS) == 1


def test_the_checker_finds_nothing_in_a_paper_with_a_code(tmp_path):
    code, report = outloud(machine.pdf(CODED), tmp_path / "paper.pdf", "--layer", "conformance")
    assert code == 0, report


def test_a_code_is_sharp_in_word_at_any_size():
    names = zipfile.ZipFile(io.BytesIO(machine.docx(CODED))).namelist()
    assert [name for name in names if name.endswith(".svg")]


def test_a_code_is_frozen_with_its_paper():
    assert machine.from_json(machine.to_json(CODED)) == CODED
    assert machine.pdf(machine.from_json(machine.to_json(CODED))) == machine.pdf(CODED)


@given(st.lists(st.text("01", max_size=30), max_size=5))
def test_a_drawing_holds_each_dark_module_once(rows):
    dark = sum(row.count("1") for row in rows)
    path = codes.drawing(tuple(rows))["path"]
    assert sum(int(width) for width in re.findall(r"h(\d+)v1", path)) == dark
