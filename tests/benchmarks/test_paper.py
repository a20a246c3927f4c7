"""How long a Mitteilung takes: the target is 150 ms warm (docs: proof, benchmarks)."""

import io
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from functools import partial

import docx
import pymupdf
import pytest
from django.conf import settings

from quartiersarbeit.ground import paper as render
from tests.test_render import ROOT, SOURCE

ROUNDS = 30


def milliseconds(act):
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def first_call():
    """One PDF in a new process, fonts and glyph tables unread; the process start is not counted."""
    program = (
        f"from django.conf import settings; settings.configure(PAPER_FONTS={str(settings.PAPER_FONTS)!r});"
        "import time; from tests.test_render import SOURCE; from quartiersarbeit.ground import paper as render;"
        "start = time.perf_counter(); render.pdf(SOURCE); print((time.perf_counter() - start) * 1000)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


@pytest.mark.bench
def test_time_of_a_mitteilung():
    long = replace(SOURCE, sections=SOURCE.sections * 40)
    table = {
        "PDF, 2 Seiten, erster Aufruf": [first_call() for _ in range(3)],
        "PDF, 2 Seiten, warm": warm(lambda number: render.pdf(saying(SOURCE, number))),
        "PDF, 40-mal so lang, warm": warm(lambda number: render.pdf(saying(long, number))),
        "HTML, warm": warm(lambda number: render.html(saying(SOURCE, number))),
    }
    print(f"\n{'':32}{'Median ms':>12}{'p95 ms':>12}")
    for name, times in table.items():
        p95 = statistics.quantiles(times, n=20, method="inclusive")[-1]
        print(f"{name:32}{statistics.median(times):12.1f}{p95:12.1f}")


def saying(paper, number):
    """Another subject each round, because the typesetter remembers what it has already set."""
    return replace(paper, subject=f"{paper.subject} ({number})")


def warm(act):
    act(-1)
    return [milliseconds(lambda number=number: act(number)) for number in range(ROUNDS)]


# --- Against WeasyPrint -------------------------------------------------------------------------------

# What WeasyPrint needs to set the same words on the same sheet in the same typeface.
PRINTED = """
@page { size: A4; margin: 28mm 25mm 26mm; @bottom-right { content: "Seite " counter(page) " von " counter(pages) } }
body { font: 11pt/1.4 "Fira Sans", sans-serif; hyphens: auto } table { width: 100%; border-collapse: collapse }
th, td { border-bottom: 0.5pt solid #a5aac3; text-align: left; vertical-align: top; font-size: 9.5pt }
"""


def of_pages(wanted):
    """The source paper with its body repeated until the PDF has about that many pages."""
    times = 1
    while pages(longer := replace(SOURCE, sections=SOURCE.sections * times)) < wanted:
        times += max(1, wanted // 10)
    return longer


def pages(paper):
    with pymupdf.open(stream=render.pdf(paper)) as document:
        return document.page_count


def content(paper):
    """What our Word file of a paper holds: paragraphs as pieces of text with their weight, tables as texts of cells."""
    found = []
    for block in docx.Document(io.BytesIO(render.docx(paper))).iter_inner_content():
        if hasattr(block, "rows"):
            found.append([[cell.text for cell in row.cells] for row in block.rows])
        else:
            found.append((block.style.name, [(run.text, run.bold) for run in block.runs]))
    return found


def bare(known):
    """The same written with python-docx alone, as its documentation shows: no style, width or heading of ours."""
    document = docx.Document()
    for block in known:
        if isinstance(block, tuple):
            style, runs = block
            paragraph = document.add_paragraph(style=style if style.startswith("Heading") else None)
            for text, bold in runs:
                paragraph.add_run(text).bold = bold
        else:
            table = document.add_table(rows=len(block), cols=len(block[0]))
            for row, texts in zip(table.rows, block, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.mark.bench
def test_time_against_bare_python_docx():
    """The same content, both in this process, both warm, taking turns."""
    paper = of_pages(50)
    known, times = content(paper), {"DOCX": [], "python-docx allein": []}
    render.docx(paper), bare(known)
    for number in range(5):
        times["DOCX"].append(milliseconds(partial(render.docx, saying(paper, number))))
        times["python-docx allein"].append(milliseconds(partial(bare, known)))
    print()
    for name, taken in times.items():
        print(f"{name:24}{pages(paper):8}{min(taken):12.1f}")
    print(f"Wir brauchen {min(times['DOCX']) / min(times['python-docx allein']):.2f}-mal so lang.")


@pytest.mark.bench
def test_time_against_weasyprint():
    """The same paper, both as tagged PDF, both in this process, both warm; WeasyPrint starts from our page."""
    try:
        import weasyprint  # needs Pango, which not every machine has
    except OSError as error:
        pytest.skip(f"WeasyPrint läuft hier nicht: {error}")
    weasyprint.LOGGER.setLevel("ERROR")  # it names every rule of a browser's that it does not know
    style = weasyprint.CSS(string=PRINTED)

    def other(paper):
        page = weasyprint.HTML(string=render.whole_page(paper).decode())
        return page.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1")

    print(f"\n{'':24}{'Seiten':>8}{'Median ms':>12}{'KB':>8}")
    for paper, rounds in ((of_pages(5), 10), (of_pages(50), 3)):
        medians = {}
        for name, draw in (("PDF (Typst)", render.pdf), ("PDF (WeasyPrint)", other), ("DOCX", render.docx)):
            draw(saying(paper, -1))
            versions = [saying(paper, number) for number in range(rounds)]
            times = [milliseconds(partial(draw, version)) for version in versions]
            medians[name] = statistics.median(times)
            print(f"{name:24}{pages(paper):8}{medians[name]:12.1f}{len(draw(paper)) // 1024:8}")
        print(f"WeasyPrint braucht {medians['PDF (WeasyPrint)'] / medians['PDF (Typst)']:.1f}-mal so lang.")
