"""Where each shared figure is told: page by page, list by list, one function a figure."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal

from tests.year.telling import SUMS, Page, Reader, Telling, cards, counted, number, rows, words

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
        # Without a word more, a site is one with a seat; the others are kept ones („geführt“).
        yield r.tells("Standorte", sum(bool(row["Platz"]) for row in lying), "/standorte/ als CSV", district)


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
    overview, measures = r.page("/"), r.csv("/massnahmen/?stand=ueberfaellig")
    if overview is not None and "Überfällige Maßnahmen" in cards(overview):
        yield r.tells(OVERDUE, cards(overview)["Überfällige Maßnahmen"], "Übersicht")
    if measures is None:
        return
    yield r.tells(OVERDUE, len(measures), "/massnahmen/ als CSV")
    cycles = r.csv("/qualitaetsdialog/") or []
    yield r.tells(OVERDUE, _sum(cycles, "Überfällige Maßnahmen"), "/qualitaetsdialog/ als CSV")
    for row in cycles:
        year = row["Jahr"]
        here = [one for one in measures if one["Jahr"] == year]
        yield r.tells(OVERDUE, row["Überfällige Maßnahmen"], "/qualitaetsdialog/ als CSV", year)
        yield r.tells(OVERDUE, len(here), "/massnahmen/ als CSV", year)
        sites = r.csv(f"/qualitaetsdialog/{year}/") or []
        yield r.tells(OVERDUE, _sum(sites, "überfällig"), f"/qualitaetsdialog/{year}/ als CSV", year)
        yield r.tells("Standorte im Dialog", row["Standorte"], "/qualitaetsdialog/ als CSV", year)
        yield r.tells("Standorte im Dialog", len(sites), f"/qualitaetsdialog/{year}/ als CSV", year)


@place
def evaluated(r: Reader) -> Iterator[Telling]:
    """What the evaluation counts as overdue, year by year; its pages of one site."""
    r.page("/qualitaetsdialog/auswertung/")
    told = r.csv("/qualitaetsdialog/auswertung/") or []
    for year in {row["Jahr"] for row in told}:
        of_year = [row for row in told if row["Jahr"] == year]
        yield r.tells(OVERDUE, _sum(of_year, "überfällig"), "/qualitaetsdialog/auswertung/ als CSV", year)


@place
def due_next(r: Reader) -> Iterator[Telling]:
    """The next deadlines of the overview: each measure's day is the one its own page and the lists name."""
    overview = r.page("/")
    if overview is None:
        return
    for row in overview.main.xpath(".//table[caption[contains(.,'Die nächsten Fristen')]]//tbody/tr"):
        address = row.xpath("./td//a/@href")
        if address and address[0].startswith("/massnahmen/"):
            yield r.tells("Fällig am", words(row.xpath("./th")[0]), "Übersicht, Fristen", address[0])


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
            found = [one for one in told if one.get("Jahr") == year and one["Stand"].startswith(stem)]
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
    name = "Vereinbarungen in Kraft"
    in_force = [row for row in told if row["Stand"] in ("in Kraft", "läuft aus", "gekündigt")]
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
    """What waits for somebody: the navigation, the list of tasks and its file."""
    overview, tasks, exported = r.page("/"), r.page("/aufgaben/"), r.csv("/aufgaben/")
    if overview is None or tasks is None or exported is None:
        return
    name, seen = "Wartet auf Sie", {"Übersicht": overview, "/aufgaben/": tasks}
    for at, page in seen.items():
        badges = page.tree.xpath("//*[contains(@class,'menu__count')]/text()")
        yield r.tells(name, badges[0] if badges else 0, f"{at}, Navigation", viewer=r.who)
    yield r.tells(name, counted(tasks) if exported else 0, "/aufgaben/", viewer=r.who)
    yield r.tells(name, len(exported), "/aufgaben/ als CSV", viewer=r.who)


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
        found = page.main.xpath("//*[contains(@class,'paginator')]")
        if found and (many := re.findall(r"(\d+) [A-ZÄÖÜ]", words(found[0]))):
            yield r.tells("Zeilen der Liste", max(map(int, many)), changelist, address)


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
