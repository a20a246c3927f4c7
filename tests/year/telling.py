"""What the pages, exports and papers tell on a day: figures read as a person reads them, and compared.

Two kinds are read. *Of every record:* any row and any page that names a record says where it stands, how much it
got, when it is due; all of them must say the same. *Of all together:* `PLACES` says, figure by figure, where it is
told. Words and addresses are the pages' own; a figure that a role does not get to see is simply not told.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

import docx
import openpyxl
from lxml import html

from tests.year.walking import Browser, Page, words

RECORD = re.compile(r"^/[a-z/-]+/\d+/$")
# What a row or a page says of its record under these names is the record's, wherever it is said.
OF_RECORDS = ("Stand", "Fällig am", "Verantwortlich", "Laufzeit", "Überfällige Maßnahmen", "Träger")
SUMS = ("geplant", "gebunden", "ausgezahlt", "nachgewiesen")
# Under these addresses a row is not about the record it links to: a role, a seat's period, one of many rows.
NOT_ABOUT = {"/standorte/": ("Stand", "Laufzeit"), "/partner/": ("Stand",)}
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


def rows(page: Page) -> Iterator[Row]:
    """All rows of all tables on a page."""
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
        self.who, self.browser = who, browser
        self.pages: dict[str, Page | None] = {}
        self.viewer = "Stadt" if who in SEES_ALL else who

    def page(self, address: str) -> Page | None:
        if address not in self.pages:
            self.pages[address] = self.browser.may_read(address)
        return self.pages[address]

    def csv(self, address: str) -> list[dict[str, str]] | None:
        """All rows of a list, as its export has them."""
        page = self.page(f"{address}{'&' if '?' in address else '?'}export=csv")
        if page is None:
            return None
        return list(csv.DictReader(io.StringIO(page.content.decode("utf-8-sig")), delimiter=";"))

    def xlsx(self, address: str) -> list[list] | None:
        page = self.page(f"{address}{'&' if '?' in address else '?'}export=xlsx")
        if page is None:
            return None
        return [[*row] for row in openpyxl.load_workbook(io.BytesIO(page.content)).active.values]

    def tells(self, figure: str, value: object, place: str, subject: str = "", viewer: str = "") -> Telling:
        where = f"{place} [{self.who}]"
        return Telling(figure, subject, number(str(value)), where, viewer or self.viewer)

    # --- Of every record -------------------------------------------------------------------------

    def of_records(self) -> Iterator[Telling]:
        """What the pages read so far say of single records, row by row and on the records' own pages."""
        for address, page in list(self.pages.items()):
            if (
                page is None
                or "html" not in page.type
                or "/zahlen/" in address
                or address.startswith("/verwaltung")
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


# --- Of all together: where each figure is told ------------------------------------------------------

Place = Callable[[Reader], Iterator[Telling]]
PLACES: list[Place] = []
LISTS = (
    "/standorte/",
    "/partner/",
    "/gespraeche/",
    "/vereinbarungen/",
    "/haushalt/",
    "/zuweisungen/",
    "/verwendungsnachweise/",
    "/rueckforderungen/",
    "/auszahlungen/",
    "/zahlungslisten/",
    "/qualitaetsdialog/",
    "/feststellungen/",
    "/massnahmen/",
    "/berichte/",
)


def place(read: Place) -> Place:
    PLACES.append(read)
    return read


@place
def lists(r: Reader) -> Iterator[Telling]:
    """How many rows: the line above the table, and the file."""
    for address in LISTS:
        page, exported = r.page(address), r.csv(address)
        if page is None or exported is None:
            continue
        yield r.tells("Zeilen der Liste", len(exported), f"{address} als CSV", address)
        yield r.tells("Zeilen der Liste", counted(page), address, address)


@place
def seats(r: Reader) -> Iterator[Telling]:
    """Who sits on the places the city pays for; how many there are."""
    taken, seats_, who = "besetzte Plätze", "Plätze", "Standorte mit Platz"
    overview, sites = r.page("/"), r.page("/standorte/")
    for page, at in ((overview, "Übersicht"), (sites, "/standorte/")):
        if page is None:
            continue
        for label, value in cards(page).items():
            if label == "Besetzte Plätze":
                yield r.tells(taken, value.split()[0], f"{at}, Karte")
                yield r.tells(seats_, value.split()[-1], f"{at}, Karte")
        for figure in page.main.xpath(".//figure[contains(@class,'seats')]"):
            drawn = figure.xpath(".//li[contains(@class,'seat--taken')]")
            yield r.tells(taken, len(drawn), f"{at}, Bild")
            yield r.tells(seats_, len(figure.xpath(".//li")), f"{at}, Bild")
            if found := re.search(r"(\d+) von (\d+) Pl", words(figure)):
                yield r.tells(taken, found[1], f"{at}, Satz")
                yield r.tells(seats_, found[2], f"{at}, Satz")
            names = {words(one.xpath(".//*[contains(@class,'seat__who')]")[0]) for one in drawn} - {
                "vergeben"
            }
            yield r.tells(who, sorted(names), f"{at}, Bild")
    exported = r.csv("/standorte/")
    if exported is not None:
        with_seat = {row["Name"] for row in exported if row["Platz"]}
        yield r.tells(who, sorted(with_seat), "/standorte/ als CSV")
        yield r.tells(
            who, sorted(row["Name"] for row in r.csv("/standorte/?platz=mit") or ()), "/standorte/?platz=mit"
        )
        if r.viewer == "Stadt":
            yield r.tells(taken, len(with_seat), "/standorte/ als CSV")


@place
def forecast(r: Reader) -> Iterator[Telling]:
    """What the forecast starts from: today's seats, and what is free this year."""
    taken, seats_ = "besetzte Plätze", "Plätze"
    talks = r.page("/gespraeche/vorschau/")
    if talks is not None and (choices := talks.main.xpath(".//input[@name='gespraech']/@value")):
        seen = r.page(f"/gespraeche/vorschau/?gespraech={choices[0]}&aufteilung=gleich")
        if seen and (found := re.search(r"Von (\d+) Pl\w+ sind heute (\d+) besetzt", seen.said)):
            yield r.tells(seats_, found[1], "Vorschau")
            yield r.tells(taken, found[2], "Vorschau")
        if seen and (found := re.search(r"(\d{4}) sind noch ([\d.,]+ €) frei", seen.said)):
            yield r.tells("frei", found[2], "Vorschau", found[1])


@place
def districts(r: Reader) -> Iterator[Telling]:
    """How many sites lie in each district: the map's tile, its list, and the rows of the list of sites."""
    page, exported = r.page("/standorte/"), r.csv("/standorte/")
    if page is None or exported is None:
        return
    for tile in page.main.xpath(".//figure[contains(@class,'map')]//*[local-name()='svg' and @aria-hidden]"):
        texts = [words(one) for one in tile.xpath("./*[local-name()='text']")]
        many = re.match(r"(\d+|kein) (.*)", texts[1])
        name = re.sub(r"^Standort\b", "Standorte", many[2])
        yield r.tells(name, 0 if many[1] == "kein" else many[1], "Karte", texts[0])
    here = {row["Stadtbezirk"] for row in exported}
    for district in here:
        lying = [row for row in exported if row["Stadtbezirk"] == district]
        yield r.tells("Standorte", len(lying), "/standorte/ als CSV", district)
        yield r.tells(
            "Standorte mit Platz", sum(bool(row["Platz"]) for row in lying), "/standorte/ als CSV", district
        )


QUALIFIED = r"(?:\s+(?:mit|ohne|unter|im)\s+\w+)?"
COUNTED = re.compile(
    rf"(\d+|kein)\s+(Standorte?|Plätze?n?|Partner|Vereinbarung(?:en)?|Maßnahmen?){QUALIFIED}"
)


@place
def same_words(r: Reader) -> Iterator[Telling]:
    """Two headlines of one page that count by the same name count the same."""
    marked = (
        ".//*[contains(@class,'list-head__count')]//strong",
        ".//figcaption/strong",
        ".//*[contains(@class,'lead')]",
    )
    headlines = " | ".join(marked)
    for address in ("/", *LISTS):
        if (page := r.page(address)) is None:
            continue
        for one in page.main.xpath(headlines):
            for found in COUNTED.finditer(words(one)):
                name = re.sub(r"^(\d+|kein)\s+", "", found[0]).replace("Standorte", "Standort")
                yield r.tells(
                    name, 0 if found[1] == "kein" else found[1], f"{address}: {words(one)}", address
                )


@place
def money(r: Reader) -> Iterator[Telling]:
    """The figures of each year: the list, the year's page, what they sum, the allocations."""
    allocations = r.csv("/zuweisungen/")
    for row in r.csv("/haushalt/") or ():
        year = row["Haushaltsjahr"]
        for name in ("verfügbar", *SUMS, "frei"):
            yield r.tells(name, row[name], "/haushalt/ als CSV", year)
        yield from _year(r, f"/haushalt/{year}/", year)
        of_year = [one for one in allocations or () if one["Haushaltsjahr"] == year]
        for name in SUMS if allocations is not None else ():
            yield r.tells(name, _sum(of_year, name), "/zuweisungen/ als CSV", year)


def _year(r: Reader, address: str, year: str) -> Iterator[Telling]:
    page = r.page(address)
    for at, said in (("Karte", cards(page)), ("Summe", _summed(page))):
        for name, value in said.items():
            yield r.tells(name, value, f"{address}, {at}", year)
    yield from _bar(r, page, address, year)
    for key, name in zip(("planned", "committed", "paid", "proven"), SUMS, strict=True):
        records = f"{address}zahlen/{key}/"
        if found := re.search(r"Zusammen ([\d.,-]+ €)", r.page(records).said):
            yield r.tells(name, found[1], records, year)
        if key != "proven":  # its rows are what was spent, own funds and all
            yield r.tells(name, _sum(r.csv(records), "Betrag"), f"{records} als CSV", year)


@place
def running_year(r: Reader) -> Iterator[Telling]:
    """What the overview says of the running year's money."""
    overview = r.page("/")
    if overview is None or r.csv("/haushalt/") is None:
        return
    title = " ".join(map(words, overview.main.xpath(".//figure[contains(@class,'budget')]//caption")))
    if found := re.search(r"\d{4}", title):
        for label in ("Gebunden", "Ausgezahlt", "Frei"):
            if label in cards(overview):
                yield r.tells(label.lower(), cards(overview)[label], "Übersicht, Karte", found[0])
        yield from _bar(r, overview, "Übersicht", found[0])


def _sum(told: list[dict[str, str]] | None, column: str) -> Decimal:
    return sum((Decimal(number(row[column]) or 0) for row in told or ()), Decimal(0))


def _summed(page: Page) -> dict[str, str]:
    found = page.main.xpath(".//tr[th[@colspan]]/td")
    return {one.get("data-label"): words(one) for one in found}


def _bar(r: Reader, page: Page, at: str, year: str) -> Iterator[Telling]:
    for figure in page.main.xpath(".//figure[contains(@class,'budget')]"):
        said = words(figure.xpath("./figcaption")[0])
        if found := re.search(
            r"Von ([\d.,]+ €) sind ([\d.,-]+ €) gebunden, davon ([\d.,-]+ €) ausgezahlt; ([\d.,-]+ €) s", said
        ):
            for name, value in zip(
                ("verfügbar", "gebunden", "ausgezahlt", "frei"), found.groups(), strict=True
            ):
                yield r.tells(name, value, f"{at}, Satz", year)
        parts = {
            words(row.xpath("./th")[0]): words(row.xpath("./td")[0]) for row in figure.xpath(".//tr[td]")
        }
        yield r.tells("ausgezahlt", parts["ausgezahlt"], f"{at}, Balken", year)
        yield r.tells("verfügbar", parts["verfügbar"], f"{at}, Balken", year)


@place
def paid(r: Reader) -> Iterator[Telling]:
    """What the list of payments and the lists for the treasury say was paid."""
    payments = r.csv("/auszahlungen/")
    if payments is None or r.csv("/haushalt/") is None:
        return
    years: dict[str, list] = defaultdict(list)
    for row in payments:
        if row["Stand"].startswith("ausgezahlt"):
            years[row["Ausgezahlt am"][-4:]].append(row)
    for year, of_year in years.items():
        yield r.tells("ausgezahlt", _sum(of_year, "Betrag"), "/auszahlungen/ als CSV", year)


OVERDUE = "überfällige Maßnahmen"


@place
def overdue(r: Reader) -> Iterator[Telling]:
    """Measures that are overdue: overview, lists, years."""
    overview, measures = r.page("/"), r.csv("/massnahmen/")
    if overview is not None and "Überfällige Maßnahmen" in cards(overview):
        yield r.tells(OVERDUE, cards(overview)["Überfällige Maßnahmen"], "Übersicht")
    if measures is None:
        return
    late = [row for row in measures if "überfällig" in row["Stand"]]
    yield r.tells(OVERDUE, len(late), "/massnahmen/ als CSV")
    yield r.tells(
        OVERDUE, len(r.csv("/massnahmen/?stand=ueberfaellig") or ()), "/massnahmen/?stand=ueberfaellig"
    )
    cycles = r.csv("/qualitaetsdialog/") or []
    yield r.tells(OVERDUE, _sum(cycles, "Überfällige Maßnahmen"), "/qualitaetsdialog/ als CSV")
    for row in cycles:
        year = row["Jahr"]
        here = [one for one in late if one["Jahr"] == year]
        yield r.tells(OVERDUE, row["Überfällige Maßnahmen"], "/qualitaetsdialog/ als CSV", year)
        yield r.tells(OVERDUE, len(here), "/massnahmen/ als CSV", year)
        sites = r.csv(f"/qualitaetsdialog/{year}/") or []
        yield r.tells(OVERDUE, _sum(sites, "überfällig"), f"/qualitaetsdialog/{year}/ als CSV", year)
        yield r.tells("Standorte im Dialog", row["Standorte"], "/qualitaetsdialog/ als CSV", year)
        yield r.tells("Standorte im Dialog", len(sites), f"/qualitaetsdialog/{year}/ als CSV", year)


@place
def findings(r: Reader) -> Iterator[Telling]:
    """How the findings of a year stand, and how many self-assessments are in."""
    told = r.csv("/feststellungen/")
    for row in r.csv("/qualitaetsdialog/") or []:
        year = row["Jahr"]
        page, sites = r.page(f"/qualitaetsdialog/{year}/"), r.csv(f"/qualitaetsdialog/{year}/")
        if page is None or sites is None or told is None:
            continue
        for column, stem in (
            ("Einvernehmen", "Einvernehmen"),
            ("abweichend", "abweichend"),
            ("offen", "offen"),
        ):
            name = f"Feststellungen {column}"
            yield r.tells(name, _sum(sites, column), f"/qualitaetsdialog/{year}/ als CSV", year)
            found = [one for one in told if one.get("Jahr") == year and stem in one["Stand"]]
            yield r.tells(name, len(found), "/feststellungen/ als CSV", year)
        pairs = [re.match(r"(\d+) von (\d+)", one["Selbsteinschätzung"]) for one in sites]
        phase = page.main.xpath(".//li[contains(@class,'phases__one')][contains(.,'Selbsteinsch')]")
        if phase and (found := re.search(r"(\d+) von (\d+)", words(phase[0]))):
            for at, name in ((1, "Selbsteinschätzungen eingereicht"), (2, "Selbsteinschätzungen erbeten")):
                yield r.tells(name, found[at], f"/qualitaetsdialog/{year}/, Ablauf", year)
                yield r.tells(
                    name,
                    sum(int(one[at]) for one in pairs if one),
                    f"/qualitaetsdialog/{year}/ als CSV",
                    year,
                )


@place
def talks(r: Reader) -> Iterator[Telling]:
    """How many talks stand where: list and board."""
    told, board = r.csv("/gespraeche/"), r.page("/gespraeche/tafel/")
    if told is None or board is None:
        return
    for column in board.main.xpath(".//section[contains(@class,'board__column')]/h2"):
        name, many = re.match(r"(.*) \((\d+)\)", words(column)).groups()
        yield r.tells("Gespräche", many, "/gespraeche/tafel/", name)
        yield r.tells("Gespräche", sum(row["Stand"] == name for row in told), "/gespraeche/ als CSV", name)


@place
def agreements(r: Reader) -> Iterator[Telling]:
    """Agreements in force: by filter, by the rows' own words, by partner."""
    told = r.csv("/vereinbarungen/")
    if told is None:
        return
    running = r.csv("/vereinbarungen/?stand=in-kraft") or []
    name = "Vereinbarungen in Kraft"
    yield r.tells(name, len(running), "/vereinbarungen/?stand=in-kraft")
    in_force = [row for row in told if row["Stand"] in ("in Kraft", "läuft aus", "gekündigt")]
    yield r.tells(name, len(in_force), "/vereinbarungen/ als CSV")
    for row in r.csv("/partner/") or []:
        if "Vereinbarungen in Kraft" in row:
            known = [
                one
                for one in in_force
                if re.search(rf"(^|, | und ){re.escape(row['Name'])}", one["Vertragsparteien"])
            ]
            if known:
                yield r.tells(name, row["Vereinbarungen in Kraft"], "/partner/ als CSV", row["Name"])
                yield r.tells(name, len(known), "/vereinbarungen/ als CSV", row["Name"])


@place
def work(r: Reader) -> Iterator[Telling]:
    """What waits for somebody: the overview's card and the worklist."""
    overview, worklist = r.page("/"), r.page("/auszahlungen/arbeitsliste/")
    if overview is None or worklist is None or "Wartet auf Sie" not in cards(overview):
        return
    waiting = worklist.main.xpath(
        ".//section[@aria-labelledby='bescheide' or @aria-labelledby='feststellen' or @aria-labelledby='freigeben']"
        "//tbody/tr"
    )
    yield r.tells("Wartet auf Sie", cards(overview)["Wartet auf Sie"], "Übersicht")
    yield r.tells("Wartet auf Sie", len(waiting), "Arbeitsliste")


@place
def published(r: Reader) -> Iterator[Telling]:
    """Published reports: the overview and the list."""
    overview, told = r.page("/"), r.csv("/berichte/")
    if overview is None or told is None:
        return
    shown = overview.main.xpath(".//section[@aria-labelledby='published']//tbody/tr")
    yield r.tells("veröffentlichte Berichte", len(shown), "Übersicht")
    yield r.tells(
        "veröffentlichte Berichte",
        sum("veröffentlicht" in row["Stand"] for row in told),
        "/berichte/ als CSV",
    )


CHANGELISTS = {
    "partner": ("/verwaltung/partners/partner/", "/partner/"),
    "site": ("/verwaltung/sites/site/", "/standorte/"),
    "agreement": ("/verwaltung/partners/agreement/", "/vereinbarungen/"),
    "measure": ("/verwaltung/quality_dialog/measure/", "/massnahmen/"),
    "report": ("/verwaltung/quality_dialog/report/", "/berichte/"),
    "disbursement": ("/verwaltung/funding/disbursement/", "/auszahlungen/"),
}


@place
def changelists(r: Reader) -> Iterator[Telling]:
    """The admin's lists are as long as the pages'."""
    if r.who != "Verwaltung":
        return
    for changelist, address in CHANGELISTS.values():
        page, exported = r.page(changelist), r.csv(address)
        if page is None or exported is None:
            continue
        found = page.tree.xpath("//*[contains(@class,'paginator')]")
        if found and (many := re.findall(r"(\d+) \w+", words(found[0]))):
            yield r.tells("Zeilen der Liste", many[-1], changelist, address)


# --- Papers ------------------------------------------------------------------------------------------

IN_REPORTS = {
    "standorte_hoechstens": "Plätze",
    "verfuegbar": "verfügbar",
    "gebunden": "gebunden",
    "ausgezahlt": "ausgezahlt",
    "frei": "frei",
    "massnahmen_ueberfaellig": OVERDUE,
    "feststellungen_einvernehmlich": "Feststellungen Einvernehmen",
    "feststellungen_strittig": "Feststellungen abweichend",
    "feststellungen_offen": "Feststellungen offen",
}
OF_THE_DAY = ("Plätze",)  # said of the day, not of the year


def report(r: Reader, address: str, year: str) -> Iterator[Telling]:
    """A report's figures as of today, and where it says each measure is."""
    for row in rows(r.page(address)):
        if (key := row.cells.get("Im Text", "").strip("[]")) in IN_REPORTS:
            name = IN_REPORTS[key]
            yield r.tells(name, row.cells["Wert"], f"Bericht {address}", "" if name in OF_THE_DAY else year)
    yield from on_paper(r, f"{address}bericht.docx", year)


def minutes(r: Reader) -> Iterator[Telling]:
    """Where the minutes of each dialogue say its findings and measures are."""
    for row in r.csv("/qualitaetsdialog/") or []:
        page = r.page(f"/qualitaetsdialog/{row['Jahr']}/")
        for one in rows(page):
            yield from on_paper(r, f"{one.address}protokoll.docx", row["Jahr"])


def on_paper(r: Reader, address: str, year: str) -> Iterator[Telling]:
    """What a Word file says of measures and findings, named as the lists name them."""
    paper = r.page(address)
    if paper is None or "html" in paper.type:
        return
    document = docx.Document(io.BytesIO(paper.content))
    for table in document.tables:
        cells = [[" ".join(cell.text.split()) for cell in row.cells] for row in table.rows]
        if {"Stand", "Maßnahme"} <= {*cells[0]}:
            for row in cells[1:]:
                said = dict(zip(cells[0], row, strict=True))
                for name, value in (("Stand", said["Stand"]), ("Fällig am", said.get("Fällig am"))):
                    if value:
                        yield r.tells(
                            f"Maßnahme, {name}", value, address, f"{said['Maßnahme']} {year}", "alle"
                        )
    for one in document.paragraphs:
        if found := re.search(r":\s+(.*) \(([^()]+); eingebracht: ", one.text):
            yield r.tells("Feststellung, Stand", found[2], address, f"{found[1]} {year}", "alle")


@place
def named(r: Reader) -> Iterator[Telling]:
    """Each measure and finding by its name, as papers name them, beside what the lists say."""
    for row in r.csv("/massnahmen/") or ():
        for name in ("Stand", "Fällig am"):
            subject = f"{row['Maßnahme']} {row['Jahr']}"
            yield r.tells(f"Maßnahme, {name}", row[name], "/massnahmen/ als CSV", subject, "alle")
    for row in r.csv("/feststellungen/") or ():
        subject = f"{row['Feststellung']} {row['Jahr']}"
        yield r.tells("Feststellung, Stand", row["Stand"], "/feststellungen/ als CSV", subject, "alle")


@place
def treasury(r: Reader) -> Iterator[Telling]:
    """A payment list's sum: the list of lists, its own rows."""
    page = r.page("/zahlungslisten/")
    if page is None:
        return
    for run in rows(page):
        if "Summe" not in run.cells:
            continue
        yield r.tells("Zahlungsliste", run.cells["Summe"], "/zahlungslisten/", run.address)
        items = [one.cells["Betrag"] for one in rows(r.page(run.address)) if "Verwendungszweck" in one.cells]
        yield r.tells("Zahlungsliste", sum(Decimal(number(one)) for one in items), run.address, run.address)
        yield r.tells("Zahlungen", run.cells["Zahlungen"], "/zahlungslisten/", run.address)
        yield r.tells("Zahlungen", len(items), run.address, run.address)


def files(r: Reader) -> Iterator[Telling]:
    """Both files of a list have the same cells."""
    for address in LISTS:
        as_csv, as_xlsx = r.csv(address), r.xlsx(address)
        if as_csv is not None and as_xlsx:
            cells = [[_as_csv(one) for one in row] for row in as_xlsx[1:]]
            plain = [[number(one) for one in row.values()] for row in as_csv]
            yield r.tells("Zellen der Liste", plain, f"{address} als CSV", address)
            yield r.tells("Zellen der Liste", cells, f"{address} als XLSX", address)


def _as_csv(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y}"
    return number(str(value))


def told_to(who: str, browser: Browser, *, everything: bool = False) -> list[Telling]:
    """What one role is told today; with `everything` also on each record's page, in both files and on paper."""
    reader = Reader(who, browser)
    tellings = [one for read in PLACES for one in read(reader)]
    if everything:
        for page in [page for page in reader.pages.values() if page and "html" in page.type]:
            for row in rows(page):
                if RECORD.match(row.address):
                    reader.page(row.address)
        tellings += [*files(reader), *minutes(reader)]
    return [*tellings, *reader.of_records()]
