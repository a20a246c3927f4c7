"""Spreadsheets as people have them: each with its quirk, and each comes in after at most saying what columns are.

All of them are made here and hold the same two rows, so that what they bring is known.
"""

import io
import unicodedata
from collections.abc import Callable
from datetime import date, datetime

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from partners.models import Contact, Partner
from sites.models import Site
from tests.factories import PartnerFactory
from tests.people import in_group
from tests.test_import import asked, checked, stored, tried

P_HEAD = ["Name", "Kurzname", "Name nach „mit“", "Bereich", "Postleitzahl", "Ort", "Telefon"]
P_ROWS = [
    [
        "Fixstern e. V.",
        "Fixstern",
        "dem Fixstern",
        "sozialer Dienstleister",
        "33602",
        "Bielefeld",
        "0521 510",
    ],
    [
        "Bauhütte Süd eG",
        "Bauhütte",
        "der Bauhütte Süd",
        "Wohnungswirtschaft",
        "01067",
        "Dresden",
        "0351 4880",
    ],
]
C_HEAD = ["Kooperationspartner", "Name", "Funktion", "E-Mail-Adresse", "Telefon", "Seit", "Bis"]
C_ROWS = [
    ["Fixstern e. V.", "Kim Muster", "Leitung", "kim@example.org", "0521 510", "01.02.2021", ""],
    ["Fixstern e. V.", "Toni Beispiel", "Büro", "toni@example.org", "", "26.01.2021", "31.12.2023"],
]
S_HEAD = ["Name", "Stadtbezirk", "Quartier", "Postleitzahl", "Eröffnet am", "Nachbarschaftscafé"]
S_ROWS = [
    ["Treff Nord", "Mitte", "Nordpark", "33613", "01.02.2021", "ja"],
    ["Treff Süd", "Senne", "Südstadt", "33659", "26.01.2021", "nein"],
]
CONTENT = {Partner: (P_HEAD, P_ROWS), Contact: (C_HEAD, C_ROWS), Site: (S_HEAD, S_ROWS)}
EXPECTED = {
    Partner: {
        ("Fixstern e. V.", "Fixstern", "dem Fixstern", "service_provider", "33602", "Bielefeld", "+49521510"),
        ("Bauhütte Süd eG", "Bauhütte", "der Bauhütte Süd", "housing", "01067", "Dresden", "+493514880"),
    },
    Contact: {
        ("Kim Muster", "Leitung", "kim@example.org", "+49521510", date(2021, 2, 1), None),
        ("Toni Beispiel", "Büro", "toni@example.org", "", date(2021, 1, 26), date(2023, 12, 31)),
    },
    Site: {
        ("Treff Nord", "mitte", "Nordpark", "33613", date(2021, 2, 1), True),
        ("Treff Süd", "senne", "Südstadt", "33659", date(2021, 1, 26), False),
    },
}
FIELDS = {
    Partner: ("name", "short_name", "name_after_mit", "sector", "postcode", "city", "phone"),
    Contact: ("name", "function", "email", "phone", "starts_on", "ends_on"),
    Site: (
        *(
            "name",
            "neighbourhood__district",
            "neighbourhood__name",
            "postcode",
            "opened_on",
            "community_cafe",
        ),
    ),
}

Rows = list[list]
QUIRKS: dict[str, tuple[type, Callable[[], tuple[str, bytes]], dict[str, str]]] = {}


def quirk(described: str, model: type, **mapped: str):
    """Declares a sheet: how it is odd, what its rows are, and what has to be said of its columns."""

    def declare(build: Callable[[Rows], tuple[str, bytes]]):
        head, rows = CONTENT[model]
        columns = {f"spalte-{at.removeprefix('s')}": header for at, header in mapped.items()}
        QUIRKS[described] = (model, lambda: build([list(head), *map(list, rows)]), columns)
        return build

    return declare


def xlsx(rows: Rows, change: Callable | None = None) -> tuple[str, bytes]:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    book.save(out)
    return "tabelle.xlsx", out.getvalue()


def text(
    rows: Rows, delimiter: str = ";", encoding: str = "utf-8-sig", name: str = "tabelle.csv", before: str = ""
):
    lines = "\r\n".join(delimiter.join(str(cell) for cell in row) for row in rows) + "\r\n"
    return name, (before + lines).encode(encoding)


def titled(rows: Rows) -> Rows:
    return [["Liste der Träger der Quartiersarbeit"], ["Stand: 26.01.2021", None, "Seite 1"], [], *rows]


# --- The file --------------------------------------------------------------------------------------

quirk("an Excel file as it should be", Partner)(xlsx)
quirk("semicolons and a byte order mark, as Excel saves CSV UTF-8", Partner)(text)
quirk("the encoding of Windows", Site)(lambda rows: text(rows, encoding="cp1252"))
quirk("UTF-16 with tabulators, Excel's „Unicode-Text“", Partner)(
    lambda rows: text(rows, "\t", "utf-16", "tabelle.txt")
)
quirk("UTF-16 the other way round", Contact)(
    lambda rows: ("tabelle.txt", b"\xfe\xff" + text(rows, "\t", "utf-16-be")[1])
)
quirk("tabulators in UTF-8, saved as .tsv", Site)(lambda rows: text(rows, "\t", "utf-8", "tabelle.tsv"))
quirk("„sep=;“ in the first line", Contact)(lambda rows: text(rows, encoding="utf-8", before="sep=;\r\n"))
quirk("„sep=,“ with commas", Partner)(lambda rows: text(rows, ",", "utf-8", before="sep=,\n"))
quirk("commas, as other countries save CSV", Site)(lambda rows: text(rows, ",", "utf-8"))
quirk("upright strokes", Contact)(lambda rows: text(rows, "|", "utf-8"))
quirk("text that calls itself .xlsx", Site)(lambda rows: text(rows, name="tabelle.xlsx"))
quirk("all cells in quotes", Partner)(lambda rows: text([[f'"{cell}"' for cell in row] for row in rows]))


@quirk("umlauts composed of two characters, as a Mac writes them", Partner)
def _decomposed(rows: Rows):
    return text([[unicodedata.normalize("NFD", cell) for cell in row] for row in rows])


@quirk("non-breaking and invisible characters, copied from a web page", Contact)
def _pasted(rows: Rows):
    return xlsx(
        [
            rows[0],
            *[
                [f"\ufeff{cell}\xa0\u200b".replace(" ", "\xa0") if cell else "" for cell in row]
                for row in rows[1:]
            ],
        ]
    )


# --- The head --------------------------------------------------------------------------------------

quirk("a title and a date above the head", Partner)(lambda rows: xlsx(titled(rows)))
quirk("a title above the head, as text", Site)(
    lambda rows: text([["Standorte, Stand 26.01.2021"], [""], *rows])
)
quirk("straight quotes in the head, and other capitals", Partner)(
    lambda rows: xlsx([["NAME", "kurzname", 'Name nach "mit"', "BEREICH", "PLZ", "ort", "Tel."], *rows[1:]])
)
quirk("heads that break over lines", Partner)(
    lambda rows: xlsx(
        [
            ["Name", "Kurz-\nname", "Name\nnach\n„mit“", "Bereich", "Post-\nleitzahl", "Ort", "Telefon"],
            *rows[1:],
        ]
    )
)


@quirk("an empty column before the table and blank rows in it", Partner)
def _spaced(rows: Rows):
    return xlsx([[], *[[None, *row] for one in rows for row in (one, [])]])


@quirk("heads over two rows, merged across and down", Partner)
def _merged(rows: Rows):
    upper = ["Name", "Kurzname", "Name nach „mit“", "Bereich", "Anschrift", None, "Kontakt"]
    lower = [None, None, None, None, "PLZ", "Ort", "Telefon"]

    def merge(book):
        for span in ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1"):
            book.active.merge_cells(span)

    return xlsx([upper, lower, *rows[1:]], merge)


@quirk("a title merged over the whole width, then the head", Site)
def _wide_title(rows: Rows):
    return xlsx([["Unsere Standorte"], *rows], lambda book: book.active.merge_cells("A1:F1"))


@quirk("the head again at the top of each page", Contact)
def _repeated(rows: Rows):
    return xlsx([rows[0], rows[1], rows[0], rows[2]])


@quirk("columns in another order, with a running number and remarks of one's own", Site)
def _others(rows: Rows):
    return xlsx(
        [
            ["Lfd. Nr.", *reversed(rows[0]), "Bemerkung"],
            *[[n, *reversed(row), "ok"] for n, row in enumerate(rows[1:], 1)],
        ]
    )


@quirk("running numbers filled in far beyond the rows", Site)
def _numbered(rows: Rows):
    return xlsx([["Nr.", *rows[0]], *[[n, *row] for n, row in enumerate([*rows[1:], *[[""] * 6] * 20], 1)]])


@quirk("heads of one's own", Partner, s0="Name", s1="Kurzname", s3="Bereich")
def _own(rows: Rows):
    return xlsx([["Wer?", "Kürzel", "Name nach mit", "Was", "PLZ", "Ort", "Tel."], *rows[1:]])


@quirk("two columns of the same head", Partner)
def _twice(rows: Rows):
    return xlsx([[*row, row[6] if n == 0 else "0521 99999"] for n, row in enumerate(rows)])


# --- The cells -------------------------------------------------------------------------------------


@quirk("days as 1.2.21 and ISO in one sheet", Contact)
def _days(rows: Rows):
    rows[1][5], rows[2][5], rows[2][6] = "1.2.21", "2021-01-26", datetime(2023, 12, 31)  # noqa: DTZ001
    return xlsx(rows)


@quirk("days in words and with a time of day", Site)
def _day_words(rows: Rows):
    rows[1][4], rows[2][4] = "1. Februar 2021", "2021-01-26 00:00:00"
    return text(rows)


@quirk("„Stadtbezirk Mitte“, and a cross for yes", Site)
def _district(rows: Rows):
    rows[1][1], rows[2][1], rows[1][5], rows[2][5] = "Stadtbezirk Mitte", "SENNE", "x", None
    return xlsx(rows)


@quirk("postcodes and telephone numbers that became numbers", Partner)
def _numbers(rows: Rows):
    rows[1][4], rows[2][4], rows[1][6] = 33602, 1067.0, "0521/51-0"
    return xlsx(rows)


@quirk("dashes where there is nothing", Contact)
def _dashes(rows: Rows):
    rows[1][6], rows[2][4] = "–", "-"
    return xlsx(rows)


@quirk("straight quotes that close nothing in CSV", Partner)
def _open_quote(rows: Rows):
    rows.append(['"Nebenan" e. V.', "Nebenan", "dem Verein", "Sonstige", "33602", "Bielefeld", ""])
    return text(rows)


@quirk("a cover sheet before the table, and a hidden one", Site)
def _cover(rows: Rows):
    def cover(book):
        book.create_sheet("Deckblatt", 0).append(["Standorte der Quartiersarbeit"])
        hidden = book.create_sheet("Listen", 0)
        hidden.append(["Name", "Stadtbezirk"])
        hidden.append(["Versteckt", "Mitte"])
        hidden.sheet_state = "hidden"

    return xlsx(rows, cover)


@pytest.fixture
def clerk(client_of, db):
    return client_of(in_group("Koordination"))


@pytest.mark.parametrize("described", QUIRKS)
def test_a_sheet_as_people_have_it_comes_in_after_at_most_mapping_columns(clerk, described):
    model, build, mapped = QUIRKS[described]
    if model is Contact:
        PartnerFactory(name="Fixstern e. V.", short_name="Fixstern")
    name, content = build()
    page = tried(clerk, model, SimpleUploadedFile(name, content))
    if mapped:
        assert set(mapped) <= set(page.context["form"].fields), asked(page)
        page = checked(clerk, model, page, **mapped)
    assert page.context["can_store"], page.context["outcome"].problems
    stored(clerk, model, page)
    rows = model.objects.exclude(name__startswith='"Nebenan"').values_list(*FIELDS[model])
    assert {
        tuple(str(cell) if hasattr(cell, "as_e164") else cell for cell in row) for row in rows
    } == EXPECTED[model]
    if "close nothing" in described:
        assert Partner.objects.filter(name='"Nebenan" e. V.').exists()


def test_there_are_thirty_of_them():
    assert len(QUIRKS) >= 30


# --- What is wrong is told in German, by row and column ----------------------------------------------

ENGLISH = (" the ", "enter", "valid", "this ", "field", "must", " is ", " of ", "value", " not ")


@pytest.mark.parametrize("model", [Partner, Contact, Site])
def test_every_refusal_of_a_cell_is_german_and_has_its_row_and_column(clerk, model):
    wrong = {
        Partner: (
            [*P_HEAD, "Internetadresse", "IBAN"],
            ["x" * 201, "", "", "Raumfahrt", "336", "y" * 81, "12", "kein Netz", "DE00 1234"],
        ),
        Contact: (C_HEAD, ["Niemand", "", "x" * 121, "kein@", "Zentrale", "gestern", "31.2.2021"]),
        Site: (S_HEAD, ["", "Paderborn", "", "336", "morgen", "oft"]),
    }[model]
    head, row = wrong
    page = tried(clerk, model, SimpleUploadedFile(*xlsx([["Titel"], [], head, row])))
    found = page.context["outcome"].problems
    assert {one.row for one in found} == {4}
    named = {one.column for one in found}
    assert named >= set(head) - {"Postleitzahl"}, named
    for one in found:
        told = f" {one.reason.lower()} "
        assert not [word for word in ENGLISH if word in told], one
        assert "row" not in told
    page_text = page.content.decode()
    assert all(f"Zeile {one.row}" in page_text for one in found)
