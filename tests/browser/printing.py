"""What is printed on A4, measured by its boxes of text: nothing beyond the sheet, torn or left over."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import pymupdf

# Of each table its columns and the names of its rows.
TABLES = """() => {
  const said = cell => {
    cell = cell.cloneNode(true);
    cell.querySelectorAll('.kern-sr-only').forEach(e => e.remove());
    return cell.textContent.trim();
  };
  const cells = row => [...row?.cells ?? []].filter(c => !c.matches('.choice'));  // nobody ticks on paper
  return [...document.querySelectorAll('main table')].filter(t => t.checkVisibility()).map(t => [
    cells(t.tHead?.rows[0]).filter(c => !c.closest('.kern-sr-only')).map(said).filter(Boolean),
    [...t.tBodies].flatMap(b => [...b.rows]).filter(r => cells(r)[0]).map(r => said(cells(r)[0])),
  ]);
}"""
# What may never stand on two lines: a day, a sum with its euro sign, a time, a number of a notice or a Drucksache.
UNTORN = re.compile(
    r"\d{1,2}\.\d{2}\.\d{4}|[\d.]*\d,\d{2}(?:[\s\xa0]€)?|\d{1,3}(?:\.\d{3})+[\s\xa0]€|\d{4}/QA-\d+|\d{3,5}/\d{4}-\d{4}"
)
# What the page shows as text; choices that are folded up are no text.
WORDS = """() => {
  const found = [], walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (e.checkVisibility({visibilityProperty: true}) && !e.closest('select, textarea, svg, .kern-sr-only'))
      found.push(walk.currentNode.data.replace(/\\s+/g, ' '));
  }
  return found.join('\\n');
}"""


class Table(NamedTuple):
    """The columns of a table and the names of its rows."""

    columns: list[str]
    rows: list[str]


MILLIMETRE = 72 / 25.4
LEAST_MARGIN = 9 * MILLIMETRE  # what an office printer cannot reach, and a little more
SHORT = 5  # letters of a name that may stand anywhere
FEW_LETTERS, CRUMBS = 2, 3  # a word is in crumbs when it goes on for so many lines with so few letters
LAST_LINES = 2  # fewer on a last page are left over
A4 = (595, 842)  # points
SHEET = (0, A4[1])


def printed(page) -> bytes:
    """The page as it stands, as its reader's browser prints it."""
    return page.pdf(prefer_css_page_size=True, format="A4")


def words(page) -> str:
    """What the page says, as it stands."""
    return page.evaluate(WORDS)


def tables(page) -> list[Table]:
    """Every table the page shows."""
    return [Table(*found) for found in page.evaluate(TABLES)]


def squeezed(text: str) -> str:
    return re.sub(r"[\s\xa0\xad\u200b\u2010-]+", "", text).casefold()


def lines(sheet: pymupdf.Page) -> list[tuple[pymupdf.Rect, str]]:
    """The lines of text on a sheet in the order they were written, each with its box."""
    found = [
        (pymupdf.Rect(line["bbox"]), "".join(span["text"] for span in line["spans"]))
        for block in sheet.get_text("dict")["blocks"]
        for line in block.get("lines", ())
    ]
    return [(box, text) for box, text in found if text.strip() and box.width > 1 and box.height > 1]


def torn(words: str, read: str) -> list[str]:
    """What stands in the words as one piece and oftener than in the lines that were read."""
    wanted, there = UNTORN.findall(words), UNTORN.findall(read)
    even = [one.replace("\xa0", " ") for one in there]
    missing = []
    for one in wanted:
        plain = one.replace("\xa0", " ").replace("\n", " ")
        if plain in even:
            even.remove(plain)
        else:
            missing.append(plain)
    return missing


def beyond(document: pymupdf.Document) -> list[str]:
    """Lines that leave the sheet or lie where no printer reaches."""
    wrong = []
    for number, sheet in enumerate(document, start=1):
        inside = pymupdf.Rect(LEAST_MARGIN, 0, sheet.rect.x1 - LEAST_MARGIN, sheet.rect.y1)
        wrong += [
            f"page {number} beyond the sheet: {text.strip()[:40]}"
            for box, text in lines(sheet)
            if box.x0 < inside.x0 or box.x1 > inside.x1 or box.y0 < 0 or box.y1 > inside.y1
        ]
    return wrong


def left_over(document: pymupdf.Document, body: tuple[float, float] = SHEET) -> list[str]:
    """A last sheet with hardly anything on it; `body`: from where to where it is neither head nor foot."""
    if len(document) < 2:
        return []
    last = len({round(box.y0) for box, _ in lines(document[-1]) if body[0] <= box.y0 <= body[1]})
    return [f"last page holds {last} line(s)"] if last < LAST_LINES else []


def crumbled(document: pymupdf.Document) -> list[str]:
    """Words that stand letter by letter below each other, in a column too narrow for them."""
    found = []
    for number, sheet in enumerate(document, start=1):
        run: list[tuple[pymupdf.Rect, str]] = []
        for box, text in [*lines(sheet), (pymupdf.Rect(), "")]:
            few = text.strip().isalpha() and len(text.strip()) <= FEW_LETTERS
            if few and (not run or 0 < box.y0 - run[-1][0].y0 < 2 * box.height):
                run.append((box, text.strip()))
                continue
            if len(run) > CRUMBS:
                found.append(f"page {number} in crumbs: {''.join(text for _, text in run)}")
            run = [(box, text.strip())] if few else []
    return found


def told(document: pymupdf.Document) -> list[str]:
    """What each sheet says, squeezed."""
    return [squeezed("".join(text for _, text in lines(sheet))) for sheet in document]


def sheets_of(table: Table, told: list[str]) -> set[int]:
    """On which sheets rows of it stand, by those names that are said nowhere else."""
    names = [name for name in map(squeezed, table.rows) if len(name) > SHORT]
    once = [name for name in names if sum(sheet.count(name) for sheet in told) == 1]
    return {at for at, sheet in enumerate(told) if any(name in sheet for name in once)}


def headless(tables: Sequence[Table], told: list[str]) -> list[str]:
    """Sheets with rows of a table and without its columns' names."""
    return [
        f"page {at + 1} does not name the column {column}"
        for table in tables
        for at in sorted(sheets_of(table, told))
        for column in table.columns
        if squeezed(column) not in told[at]
    ]


def wrong(
    pdf: bytes,
    words: str,
    tables: Sequence[Table] = (),
    body: tuple[float, float] = SHEET,
    *,
    to_fill_in: bool = False,
) -> list[str]:
    """What is wrong with a print of a page that shows these words and these tables."""
    with pymupdf.open(stream=pdf) as document:
        read = "\n".join(text for sheet in document for _, text in lines(sheet))
        shown = squeezed(read)
        return [
            *beyond(document),
            *crumbled(document),
            *([] if to_fill_in else left_over(document, body)),  # nobody prints a form to read it
            *(
                f"column lost: {column}"
                for table in tables
                for column in table.columns
                if squeezed(column) not in shown
            ),
            *headless(tables, told(document)),
            *(f"torn: {one}" for one in torn(words, read)),
            *(
                f"not A4: {sheet.rect}"
                for sheet in document
                if any(
                    abs(side - wanted) > 2 for side, wanted in zip(sorted(sheet.rect[2:]), A4, strict=True)
                )
            ),
        ]


def on_paper(page) -> list[str]:
    """What is wrong with the page's print."""
    shown = tables(page)
    filled_in = page.locator("main form.form").count() > 0
    page.emulate_media(media="print")
    found = wrong(printed(page), words(page), shown, to_fill_in=filled_in)
    page.emulate_media(media="screen")
    return found
