"""What the files say: both forms of each list, minutes and reports as Word files, and the filters beside them."""

import io
import re
from collections.abc import Iterator
from datetime import datetime

import docx

from tests.year.places import LISTS, OVERDUE, PLACES
from tests.year.telling import RECORD, Browser, Reader, Telling, number, rows, words

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


def filters(r: Reader) -> Iterator[Telling]:
    """Narrowing a list down to a Stand finds every row that says so, and no other Stand than that with an addition.

    „überfällig“ also finds „überfällig ins Folgejahr übernommen“, on the day on which both are true.
    """
    for address in LISTS:
        page, everything = r.page(address), r.csv(address)
        if page is None or not everything or "Stand" not in everything[0]:
            continue
        for option in page.main.xpath(".//select[@name='stand']/option[@value!='']"):
            label, value = words(option), option.get("value")
            saying = sum(row["Stand"] == label for row in everything)
            if saying:
                found = r.csv(f"{address}?stand={value}") or []
                also = sum(row["Stand"].startswith(f"{label} ") for row in found)
                yield r.tells("Zeilen in diesem Stand", saying, f"{address} als CSV", f"{address} {label}")
                yield r.tells(
                    "Zeilen in diesem Stand",
                    len(found) - also,
                    f"{address}?stand={value}",
                    f"{address} {label}",
                )


def told_to(who: str, browser: Browser, *, everything: bool = False) -> list[Telling]:
    """What one role is told today; with `everything` also on each record's page, in both files and on paper."""
    reader = Reader(who, browser)
    tellings = [one for read in PLACES for one in read(reader)]
    if everything:
        for page in [page for page in reader.pages.values() if page and "html" in page.type]:
            for row in rows(page):
                if RECORD.match(row.address):
                    reader.page(row.address)
        tellings += [*files(reader), *filters(reader), *minutes(reader)]
    return [*tellings, *reader.of_records()]
