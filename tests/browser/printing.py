"""What is printed on A4, measured by its boxes of text: nothing beyond the sheet, torn or left over."""

import re

import pymupdf

TABLES = """() => [...document.querySelectorAll('main table')].filter(t => t.checkVisibility()).flatMap(
  t => [...t.tHead?.rows[0]?.cells ?? []].filter(c => !c.closest('.kern-sr-only')).map(c => {
    c = c.cloneNode(true);
    c.querySelectorAll('.kern-sr-only').forEach(e => e.remove());
    return c.textContent.trim();
  }).filter(Boolean)
)"""
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
MILLIMETRE = 72 / 25.4
LEAST_MARGIN = 9 * MILLIMETRE  # what an office printer cannot reach, and a little more
LAST_LINES = 2  # fewer on a last page are left over
A4 = (595, 842)  # points


def printed(page) -> bytes:
    """The page as it stands, as its reader's browser prints it."""
    return page.pdf(prefer_css_page_size=True, format="A4")


def words(page) -> str:
    """What the page says, as it stands."""
    return page.evaluate(WORDS)


def heads(page) -> list[str]:
    """The columns of every table the page shows."""
    return page.evaluate(TABLES)


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


def left_over(document: pymupdf.Document, running: int = 0) -> list[str]:
    """A last sheet with hardly anything on it; `running`: how many lines each sheet has in its head and foot."""
    if len(document) < 2:
        return []
    last = len({round(box.y0) for box, _ in lines(document[-1])}) - running
    return [f"last page holds {last} line(s)"] if last < LAST_LINES else []


def wrong(
    pdf: bytes, words: str, columns: list[str], running: int = 0, *, to_fill_in: bool = False
) -> list[str]:
    """What is wrong with a print of a page that shows these words and these columns."""
    with pymupdf.open(stream=pdf) as document:
        read = "\n".join(text for sheet in document for _, text in lines(sheet))
        shown = squeezed(read)
        return [
            *beyond(document),
            *([] if to_fill_in else left_over(document, running)),  # nobody prints a form to read it
            *(f"column lost: {column}" for column in columns if squeezed(column) not in shown),
            *(f"torn: {one}" for one in torn(words, read)),
            *(
                f"not A4: {sheet.rect}"
                for sheet in document
                if any(
                    abs(side - wanted) > 2 for side, wanted in zip(sorted(sheet.rect[2:]), A4, strict=True)
                )
            ),
        ]
