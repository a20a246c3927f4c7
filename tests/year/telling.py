"""What the pages, exports and papers tell on a day: figures read as a person reads them, and compared.

*Of every record* any row and any page that names it says where it stands, how much it got, when it is due; all of
them must say the same. Where figures *of all together* are told say `places` and `papers`. Words and addresses are
the pages' own; a figure that a role does not get to see is simply not told.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from lxml import html

from tests.year.asked_again import as_written
from tests.year.reading import Desk, calculated
from tests.year.walking import Browser, Page, words

RECORD = re.compile(r"^/[a-z/-]+/\d+/$")
# What a row or a page says of its record under these names is the record's, wherever it is said.
OF_RECORDS = ("Stand", "Fällig am", "Verantwortlich", "Laufzeit", "Überfällige Maßnahmen", "Träger")
SUMS = ("geplant", "gebunden", "ausgezahlt", "nachgewiesen")
# Under these addresses a row is not about the record it links to: a role, a seat's period, one of many rows.
NOT_ABOUT = {"/standorte/": ("Stand", "Laufzeit"), "/partner/": ("Stand",)}
STEPS = ("/aufgaben/", "/fristen/")  # pages of steps somebody owes: their „Stand“ is how late those are
SEES_ALL = ("Koordination", "Freigabe", "Revision")


class Telling(NamedTuple):
    """That a place tells a figure of a subject; `viewer` are those who must be told the same."""

    figure: str
    subject: str
    value: str
    place: str
    viewer: str


def disagreements(tellings: Iterable[Telling]) -> list[str]:
    """One line for each figure that two places tell differently: the figure, the places and what they say."""
    told: dict[tuple[str, str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in tellings:
        places = told[one.viewer, one.figure, one.subject][one.value]
        if one.place not in places:
            places.append(one.place)
    return [
        f"{figure} {subject} ({viewer}): "
        + " – aber ".join(f"„{value}“ auf {', '.join(places[:4])}" for value, places in values.items())
        for (viewer, figure, subject), values in sorted(told.items())
        if len(values) > 1
    ]


# --- Reading -----------------------------------------------------------------------------------------


EUROS = re.compile(r"-?\d{1,3}(\.\d{3})*(,\d+)? €|-?\d+,\d+|-?\d+(\.\d{1,2})?")


def number(text: str) -> str:
    """„8.000,00 €“, „8.000 €“ and „8000,00“ are the same euros; what is no number stays as it is."""
    said = text.strip()
    if not EUROS.fullmatch(said):
        return said
    digits = said.removesuffix(" €")
    german = digits.replace(".", "").replace(",", ".") if "€" in said or "," in said else digits
    return f"{Decimal(german).normalize():f}"


class Row(NamedTuple):
    """A row of a table: the record it names, and its cells by the names of their columns."""

    address: str
    cells: dict[str, str]
    caption: str


def rows(page: Page) -> list[Row]:
    """All rows of all tables on a page."""
    if "rows" not in page.told:
        page.told["rows"] = [*_rows(page)]
    return page.told["rows"]


def _rows(page: Page) -> Iterator[Row]:
    for table in page.main.xpath(".//table[contains(@class,'stacking')]"):
        caption = " ".join(map(words, table.xpath("./caption")))
        heads = [words(one) for one in table.xpath(".//th[@scope='col']")]
        for row in table.xpath(".//tbody/tr"):
            first = row.xpath("./th")
            if not first or first[0].get("colspan"):
                continue
            cells = {heads[0].split(",")[0]: _cell(first[0])} if heads else {}
            cells |= {one.get("data-label", ""): _cell(one) for one in row.xpath("./td")}
            yield Row(_address(first[0]), cells, caption)


def _cell(element: html.HtmlElement) -> str:
    return "" if element.xpath(".//*[contains(@class,'nothing')]") else words(element)


def _address(element: html.HtmlElement) -> str:
    found = element.xpath(".//a/@href")
    return found[0].split("?")[0].replace("http://testserver", "") if found else ""


def facts(page: Page) -> dict[str, str]:
    """The lists of facts on a page."""
    if "facts" not in page.told:
        page.told["facts"] = _facts(page)
    return page.told["facts"]


def _facts(page: Page) -> dict[str, str]:
    items = page.main.xpath(".//*[contains(@class,'kern-description-list-item') and dt]")
    items = items or page.main.xpath(".//dl/div")
    return {words(one.xpath("./dt")[0]): _cell(one.xpath("./dd")[0]) for one in items if one.xpath("./dd")}


def cards(page: Page) -> dict[str, str]:
    """The figures on cards."""
    found = page.main.xpath(".//*[contains(concat(' ',@class,' '),' figure ')]")
    return {
        words(one.xpath(".//*[contains(@class,'figure__label')]")[0]): words(
            one.xpath(".//*[contains(@class,'figure__value')]")[0]
        )
        for one in found
        if one.xpath(".//*[contains(@class,'figure__label')]")
    }


def counted(page: Page) -> int:
    """How many a list says it has, above its table."""
    found = page.main.xpath(".//*[contains(@class,'list-head__count')]//strong")
    return int(re.sub(r"\D", "", words(found[0]).split(" ")[0]) or 0) if found else 0


class Reader:
    """One role's pages on one day, each read once."""

    def __init__(self, who: str, browser: Browser) -> None:
        self.who, self.desk = who, Desk(browser.user, browser.again)
        self.pages: dict[str, Page | None] = {}
        self.viewer = "Stadt" if who in SEES_ALL else who

    def page(self, address: str) -> Page | None:
        """The page, or nothing where this role has no business."""
        if address not in self.pages:
            page = self.desk.asks(address)
            self.pages[address] = page if page.status == 200 else None
        return self.pages[address]

    def csv(self, address: str) -> list[dict[str, str]] | None:
        """All rows of a list, as its export has them."""
        page = self.page(f"{address}{'&' if '?' in address else '?'}export=csv")
        if page is None:
            return None
        if "csv" not in page.told:
            file = io.StringIO(page.content.decode("utf-8-sig"))
            page.told["csv"] = list(csv.DictReader(file, delimiter=";"))
        return page.told["csv"]

    def xlsx(self, address: str) -> list[list] | None:
        page = self.page(f"{address}{'&' if '?' in address else '?'}export=xlsx")
        return page and calculated(page.content)

    def tells(self, figure: str, value: object, place: str, subject: str = "", viewer: str = "") -> Telling:
        said = as_written(str(value), self.desk.on)
        return Telling(figure, subject, number(said), f"{place} [{self.who}]", viewer or self.viewer)

    # --- Of every record -------------------------------------------------------------------------

    def of_records(self) -> Iterator[Telling]:
        """What the pages read so far say of single records, row by row and on the records' own pages."""
        for address, page in list(self.pages.items()):
            if (
                page is None
                or "html" not in page.type
                or "/zahlen/" in address
                or address.startswith(("/verwaltung", *STEPS))
            ):
                continue
            if RECORD.match(address):
                yield from self._of(address, facts(page), address)
            said: dict[tuple[str, str], list[Telling]] = defaultdict(list)
            for row in rows(page):
                if RECORD.match(row.address):
                    for one in self._of(row.address, row.cells, address):
                        said[row.address, one.figure].append(one)
            for tellings in said.values():
                if len({one.value for one in tellings}) == 1:  # else the row is one of many of that record
                    yield tellings[0]

    def _of(self, record: str, said: dict[str, str], place: str) -> Iterator[Telling]:
        for name in (*OF_RECORDS, *SUMS):
            if name in said and not any(
                record.startswith(at) and name in not_its for at, not_its in NOT_ABOUT.items()
            ):
                viewer = "alle" if name == "Stand" else ""
                yield self.tells(name, said[name], place, record, viewer)
