"""XLSX, ODS and CSV as LibreOffice opens them: numbers, days and euros as such, cell by cell."""

import os
import subprocess
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from lxml import etree

from partners.models import User
from quartiersarbeit.ground import spreadsheet
from quartiersarbeit.ground.columns import Column
from tests.conftest import NO_OFFICE, find_office

MOST_COLUMNS = 30
KINDS = ("xlsx", "ods", "csv")
COLUMNS = [
    Column("name", "Name", width=40),
    Column("day", "Tag", kind="date"),
    Column("amount", "Betrag", kind="euro"),
    Column("count", "Anzahl", kind="number"),
    Column("share", "Anteil", kind="number"),
    Column("at", "Zeitpunkt"),
    Column("open", "Offen"),
]
ROWS = [
    [
        "AWO „Größe“ & <Söhne>",
        date(2020, 3, 17),
        Decimal("80000.00"),
        7,
        Decimal("0.25"),
        datetime(2026, 1, 2, 10, 30),  # noqa: DTZ001  local, as cells are
        True,
    ],
    ["=1+1", None, Decimal("-0.50"), -3, 1.5, None, False],
    ["00123", date(2000, 2, 29), Decimal("1234567.89"), 0, None, datetime(1999, 12, 31, 23, 59), None],  # noqa: DTZ001
    ["zwei  Zeichen\nzweite Zeile", date(1900, 3, 1), Decimal("0.00"), 10**9, Decimal("0.01"), None, ""],
]
TOTAL = ["Summe", None, Decimal("1314567.39"), 4, None, None, None]
# What is to be seen, as a German office shows it.
SHOWN = [
    ["AWO „Größe“ & <Söhne>", "17.03.2020", "80.000,00 €", "7", "0,25", "02.01.2026 10:30", "ja"],
    ["'=1+1", "", "-0,50 €", "-3", "1,50", "", "nein"],
    ["00123", "29.02.2000", "1.234.567,89 €", "0", "", "31.12.1999 23:59", ""],
    ["zwei  Zeichen\nzweite Zeile", "01.03.1900", "0,00 €", "1000000000", "0,01", "", ""],
    ["Summe", "", "1.314.567,39 €", "4", "", "", ""],
]
NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
}
GERMAN_CSV = (
    "59,34,76,1,,1031,false,true"  # semicolons, quotes, UTF-8, German, numbers and days found by themselves
)


GERMAN_OFFICE = os.environ | {"LC_ALL": "de_DE.UTF-8"}


def opened(files: dict[str, bytes], folder) -> dict[str, etree._Element]:
    """Each file as LibreOffice has read it: one start for the workbooks, one for the CSV."""
    program = find_office()
    if program is None:
        pytest.skip(NO_OFFICE)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    start = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "fods",
    ]
    books = sorted(one for one in folder.iterdir() if one.suffix in (".xlsx", ".ods"))
    found = {}
    for more, given in (([], books), ([f"--infilter=CSV:{GERMAN_CSV}"], sorted(folder.glob("*.csv")))):
        for one in given:  # two of one name would become one file
            out = folder / f"{one.name}-out"
            done = [*start, *more, "--outdir", out, one]
            subprocess.run(done, check=True, capture_output=True, timeout=300, env=GERMAN_OFFICE)
            found[one.name] = etree.parse(out / f"{one.stem}.fods").getroot()
    return found


def cells(root: etree._Element) -> list[list[tuple[str, str, str]]]:
    """The rows of the first sheet: of each cell its type, its value, and what is shown."""
    rows = []
    for row in root.xpath("(//table:table)[1]//table:table-row", namespaces=NAMES):
        found = []
        for cell in row.xpath("table:table-cell", namespaces=NAMES):
            kind = cell.get(f"{{{NAMES['office']}}}value-type", "")
            value = cell.get(f"{{{NAMES['office']}}}{'date-value' if kind == 'date' else 'value'}", "")
            shown = "\n".join(_text(one) for one in cell.xpath("text:p", namespaces=NAMES))
            times = int(cell.get(f"{{{NAMES['table']}}}number-columns-repeated", "1"))
            found += [(kind, value, shown)] * min(times, MOST_COLUMNS)
        if any(found_one != ("", "", "") for found_one in found):
            rows.append(found)
    return rows


def _text(part: etree._Element) -> str:
    text = part.text or ""
    for one in part:
        spaces = int(one.get(f"{{{NAMES['text']}}}c", "1")) if one.tag.endswith("}s") else 0
        text += " " * spaces + (one.text or "") + (one.tail or "")
    return text


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    files = {
        f"liste.{kind}": spreadsheet.content(kind, "Liste: alle", COLUMNS, ROWS, total=TOTAL)
        for kind in KINDS
    }
    return opened(files, tmp_path_factory.mktemp("office"))


def rows_of(read, kind: str) -> list[list[tuple[str, str, str]]]:
    head, *rows = cells(read[f"liste.{kind}"])
    assert [shown for _, _, shown in head][: len(COLUMNS)] == [column.label for column in COLUMNS]
    return [(row + [("", "", "")] * len(COLUMNS))[: len(COLUMNS)] for row in rows]


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_each_cell_reads_as_in_a_german_office(read, kind):
    shown = [[said.replace("\u00a0", " ") for _, _, said in row] for row in rows_of(read, kind)]
    assert shown == SHOWN


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_days_and_euros_are_such_and_texts_stay_texts(read, kind):
    for row, meant in zip(rows_of(read, kind), [*ROWS, TOTAL], strict=True):
        for column, (is_kind, value, _), wanted in zip(COLUMNS, row, meant, strict=True):
            at = (column.key, wanted)
            if wanted is None or wanted == "":
                assert (at, is_kind) == (at, "")
            elif isinstance(wanted, bool | str):
                number = (
                    kind == "csv" and str(wanted).isdigit()
                )  # without types, digits are a number to everybody
                assert (at, is_kind) == (at, "float" if number else "string")
            elif isinstance(wanted, datetime):
                assert (at, is_kind, value[:16]) == (at, "date", wanted.isoformat()[:16])
            elif isinstance(wanted, date):
                assert (at, is_kind, value[:10]) == (at, "date", wanted.isoformat())
            else:
                euro = column.kind == "euro" and kind != "csv"
                assert (at, is_kind, Decimal(value)) == (
                    at,
                    "currency" if euro else "float",
                    Decimal(str(wanted)),
                )


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_columns_fit_heads_are_repeated_and_a_wide_table_lies_on_its_side(read, kind):
    root = read[f"liste.{kind}"]
    widths = root.xpath("//style:style[@style:family='table-column']/*/@style:column-width", namespaces=NAMES)
    repeated = root.xpath("//table:table-header-rows//text:p/text()", namespaces=NAMES)
    sides = root.xpath("//style:page-layout-properties/@style:print-orientation", namespaces=NAMES)
    bold = root.xpath("//style:style[*/@fo:font-weight='bold']/@style:name", namespaces=NAMES)
    heads = root.xpath("//table:table-header-rows//table:table-cell/@table:style-name", namespaces=NAMES)
    assert (repeated[0], "landscape" in sides, {*heads} <= {*bold}) == ("Name", True, True)
    assert len({*widths}) >= 3


def test_a_narrow_table_stands_upright(tmp_path):
    files = {
        f"schmal.{kind}": spreadsheet.content(kind, "Schmal", COLUMNS[:2], []) for kind in ("xlsx", "ods")
    }
    sides = [
        root.xpath("//style:page-layout-properties/@style:print-orientation", namespaces=NAMES)
        for root in opened(files, tmp_path).values()
    ]
    assert ["landscape" in one for one in sides] == [False, False]


@pytest.mark.django_db
@pytest.mark.exhaustive
@pytest.mark.parametrize(
    "name", ["funding:disbursement_list", "funding:fiscal_year_list", "partners:agreement_list"]
)
def test_a_list_of_the_example_data_says_the_same_in_each_format(loaded, client, tmp_path, name):
    client.force_login(
        User.objects.get(email="koordination@example.org"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    address = reverse(name)
    columns = client.get(address).context["listing"].columns
    files = {f"liste.{kind}": b"".join(client.get(address, {"export": kind})) for kind in KINDS}
    read = {kind: cells(root) for kind, root in opened(files, tmp_path).items()}
    kinds = {column.label: column.kind for column in columns}
    for at, label in enumerate(shown for _, _, shown in read["liste.ods"][0]):
        found = [
            {row[at][:2] for row in rows[1:] if at < len(row) and row[at][0]}
            for rows in (read["liste.ods"], read["liste.xlsx"])
        ]
        values = [
            {(is_kind, Decimal(v) if is_kind in ("float", "currency") else v[:10]) for is_kind, v in one}
            for one in found
        ]
        assert values[0] == values[1], label
        if wanted := {"euro": "currency", "date": "date"}.get(kinds.get(label, "")):
            assert {is_kind for is_kind, _ in values[0]} <= {wanted}, label
    assert len(read["liste.ods"]) == len(read["liste.xlsx"]) == len(read["liste.csv"]) > 2
