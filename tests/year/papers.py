"""What the files say: both forms of each list, minutes and reports as Word files, and the filters beside them."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256, sha512

from tests.year.asked_again import as_written
from tests.year.places import LISTS, OVERDUE, PLACES
from tests.year.reading import calculated, joined, packed_in, printed, written
from tests.year.telling import Page, Reader, Telling, number, rows, words

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
            if one.address:  # not what was put off that year
                yield from on_paper(r, f"{one.address}protokoll.docx", row["Jahr"])


def on_paper(r: Reader, address: str, year: str) -> Iterator[Telling]:
    """What a Word file says of measures and findings, named as the lists name them."""
    paper = r.page(address)
    if paper is None or "html" in paper.type:
        return
    document = written(paper.content)
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


DETAIL = re.compile(r"^/(?!verwaltung)[a-z0-9/-]+/$")
PAPER = re.compile(r"\.(pdf|docx|html|json|ics|xlsx|zip)$")


def links(page: Page) -> list[str]:
    """The addresses a page leads to, without what they ask for."""
    if "links" not in page.told:
        page.told["links"] = [*dict.fromkeys(one.split("?")[0] for one in page.main.xpath(".//a/@href"))]
    return page.told["links"]


RECORDS = re.compile(r"^/(?!verwaltung|berichte/neu)[a-z/-]+/\d+/(standorte/\d+/|verwendungsnachweis/)?")


def read_on(r: Reader, acted_at: set[str] | None) -> None:
    """Every record's page that a row of a page leads to, from there on to the next; and every paper on the way.

    With `acted_at` only the pages of the records at which somebody has done something, and the papers they lead to.
    """
    if acted_at is not None:
        waiting = {found[0] for one in acted_at if (found := RECORDS.match(one))}
        leads = _papers
    else:
        waiting, leads = {*r.pages}, _onwards
    seen: set[str] = set()
    while waiting := waiting - seen:
        for address in sorted(waiting):
            seen.add(address)
            page = r.page(address)
            if page is not None and "html" in page.type and not PAPER.search(address):
                waiting = waiting | leads(page)


def _papers(page: Page) -> set[str]:
    return {one for one in links(page) if PAPER.search(one)}


def _onwards(page: Page) -> set[str]:
    return {row.address for row in rows(page) if DETAIL.match(row.address)} | _papers(page)


def both_papers(r: Reader) -> Iterator[Telling]:
    """A paper's PDF says every word that its Word file says."""
    for address, paper in list(r.pages.items()):
        if paper is None or not address.endswith(".docx"):
            continue
        other = r.page(f"{address.removesuffix('.docx')}.pdf")
        if other is None:
            continue
        said, document = printed(other.content), written(paper.content)
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        lines = [joined(line) for text in cells for line in text.split("\n")]
        yield r.tells("Worte des Papiers", [], address, address)
        yield r.tells(
            "Worte des Papiers", [one for one in lines if one not in said], f"{address} als PDF", address
        )


def sheets(r: Reader) -> Iterator[Telling]:
    """The treasury's own files of a payment list say its sum and how many payments it has."""
    for address, page in list(r.pages.items()):
        if page is None or not (found := re.fullmatch(r"(/zahlungslisten/\d+)\.(xlsx|pdf)", address)):
            continue
        run = f"{found[1]}/"
        if found[2] == "pdf":
            said = printed(page.content)
            yield r.tells("Zahlungen", re.search(r"AnzahlderZahlungen:?(\d+?)Summe", said)[1], address, run)
            total = re.search(r"Summe:?([\d.,]+)€", said)[1]
            yield r.tells("Zahlungsliste", f"{total} €", address, run)
        else:
            table = calculated(page.content)
            items = [row for row in table if isinstance(row[0], int)]
            amount = next(row.index("Betrag") for row in table if "Betrag" in row)
            yield r.tells("Zahlungen", len(items), address, run)
            yield r.tells("Zahlungsliste", sum(Decimal(str(row[amount])) for row in items), address, run)
            yield r.tells("Zahlungsliste", Decimal(str(table[-1][amount])), f"{address}, Summe", run)


def invitations(r: Reader) -> Iterator[Telling]:
    """The calendar's file of a meeting names the day that the dialogue's page names."""
    for address, page in list(r.pages.items()):
        if page is None or not address.endswith("einladung.ics"):
            continue
        day = re.search(rb"DTSTART[^:]*:(\d{4})(\d\d)(\d\d)", page.content)
        dialogue = address.removesuffix("einladung.ics")
        yield r.tells(
            "Dialoggespräch am", ".".join(one.decode() for one in reversed(day.groups())), address, dialogue
        )


def archives(r: Reader) -> Iterator[Telling]:
    """What a report's archive holds is, byte by byte, what its addresses hand out, and its sums are theirs."""
    for address, page in list(r.pages.items()):
        if page is None or not address.endswith("/bericht.zip"):
            continue
        packed = packed_in(page.content)
        for name, content in packed.items():
            if at := _address_in(address, name):
                for place, told in ((address, content), (at, _content(r, at))):
                    yield r.tells("Datei", sha256(told).hexdigest(), place, at)
        listed = dict(line.split("  ")[::-1] for line in packed["SHA256SUMS"].decode().splitlines())
        held = {name: sha256(content).hexdigest() for name, content in packed.items() if name != "SHA256SUMS"}
        yield r.tells("Prüfsummen", sorted(listed.items()), f"{address}, SHA256SUMS", address)
        yield r.tells("Prüfsummen", sorted(held.items()), f"{address}, Inhalt", address)


def _address_in(archive: str, name: str) -> str | None:
    """Where the file of this name in the archive is handed out by itself."""
    folder = archive.removesuffix("bericht.zip")
    if found := re.match(r"anlagen/Anlage-(\d+)-", name):
        return f"{folder}anlagen/{int(found[1])}.pdf"
    if "/" in name or name in ("INHALT.txt", "SHA256SUMS"):
        return None
    return f"{folder}bericht.{name.rpartition('.')[2]}"


def _content(r: Reader, address: str) -> bytes:
    """The file as it is handed out today."""
    page = r.page(address)
    if page is None:
        return b""
    is_text = address.endswith((".html", ".json"))
    return as_written(page.content.decode(), r.desk.on).encode() if is_text else page.content


def council_files(r: Reader) -> Iterator[Telling]:
    """The council system's file (OParl) names the report, its day, its sessions and its files as the paper does."""
    for address, page in list(r.pages.items()):
        if page is None or not address.endswith("/bericht.json"):
            continue
        told, folder = json.loads(_content(r, address)), address.removesuffix("bericht.json")
        for one in [told["mainFile"], *told["auxiliaryFile"]]:
            at = f"{folder}{one['downloadUrl'].removeprefix(told['id'])}"
            content = _content(r, at)
            for figure, said, is_ in (
                ("Größe", one["size"], len(content)),
                ("SHA-512", one.get("sha512Checksum"), sha512(content).hexdigest()),
                ("SHA-256", one.get("quartiersarbeit:sha256"), sha256(content).hexdigest()),
            ):
                if said is not None:
                    yield r.tells(figure, said, address, at)
                    yield r.tells(figure, is_, at, at)
        meetings = [one for one in told["quartiersarbeit:included"] if one["type"].endswith("Meeting")]
        said = [told["name"], f"{date.fromisoformat(told['date']):%d.%m.%Y}", told.get("reference", "")]
        said += [word for one in meetings for word in one["name"].split(" am ")]
        printed_words = printed(_content(r, f"{folder}bericht.pdf"))
        yield r.tells("Worte der OParl-Datei", [], address, address)
        missing = [one for one in said if joined(one) not in printed_words]
        yield r.tells("Worte der OParl-Datei", missing, f"{folder}bericht.pdf", address)


def told_to(reader: Reader, *, everything: bool = True, acted_at: set[str] | None = None) -> list[Telling]:
    """What one role is told today; with `everything` also on the records' pages, in both files and on paper."""
    tellings = [one for read in PLACES for one in read(reader)]
    if everything:
        read_on(reader, acted_at)
        files_ = (files, filters, minutes, both_papers, sheets, invitations, archives, council_files)
        tellings += [one for read in files_ for one in read(reader)]
    return [*tellings, *reader.of_records()]
