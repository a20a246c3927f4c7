"""A column is declared once; spreadsheet and paper take its label, kind and width from there."""

import io
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template.loader import get_template
from openpyxl import load_workbook

from partners.forms.agreement import AgreementForm
from partners.forms.partner import PartnerForm
from quality_dialog.dialogue.forms.cycle import CycleStartForm
from quartiersarbeit.ground import spreadsheet
from quartiersarbeit.ground.columns import Column, Table, page_of
from quartiersarbeit.ground.templatetags import tables

COLUMNS = (
    Column("name", "Name", width=40),
    Column("on", "Fällig am", kind="date"),
    Column("amount", "Betrag", kind="euro"),
    Column("many", "Anzahl", kind="number"),
)
ROW = SimpleNamespace(name="=BGW", on=date(2026, 11, 22), amount=Decimal("8000.50"), many=3)
SUM = SimpleNamespace(name="Summe", on=None, amount=Decimal("8000.50"), many=3)
TABLE = Table(COLUMNS, [ROW], "Raten", total=SUM)


@pytest.fixture
def sheet():
    content = spreadsheet.content(
        "xlsx", "Raten [1]", COLUMNS, TABLE.values(), total=[SUM.name, None, SUM.amount, SUM.many]
    )
    return load_workbook(io.BytesIO(content)).active


def test_a_workbook_shows_each_value_as_its_column_says(sheet):
    assert [cell.number_format for cell in sheet[2]] == ["@", "DD.MM.YYYY", r"#,##0.00\ [$€-407]", "General"]


def test_a_workbook_is_as_wide_as_its_columns(sheet):
    assert [sheet.column_dimensions[letter].width for letter in "ABCD"] == [40, 12, 14, 10]


def test_a_workbook_repeats_its_heads_on_every_printed_page(sheet):
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$1:$1", "A2")


def test_a_wide_workbook_is_printed_across():
    wide = [Column(str(at), str(at), width=30) for at in range(4)]
    book = load_workbook(io.BytesIO(spreadsheet.content("xlsx", "Breit", wide, [])))
    assert book.active.page_setup.orientation == "landscape"


def test_the_sum_stands_last_and_bold(sheet):
    assert [(cell.value, cell.font.b) for cell in sheet[3]][2] == (Decimal("8000.5"), True)


def test_a_sheets_name_holds_no_sign_that_excel_refuses(sheet):
    assert sheet.title == "Raten -1-"


def test_a_table_on_paper_says_what_the_page_says():
    paper = TABLE.on_paper()
    assert (paper.columns, paper.rows, paper.numeric, paper.total) == (
        ("Name", "Fällig am", "Betrag", "Anzahl"),
        (("=BGW", "22.11.2026", "8.000,50\N{NO-BREAK SPACE}€", "3"),),
        (2, 3),
        ("Summe", "", "8.000,50\N{NO-BREAK SPACE}€", "3"),
    )


def test_a_csv_says_the_same_values():
    text = spreadsheet.content("csv", "Raten", COLUMNS, TABLE.values()).decode("utf-8-sig")
    assert text.splitlines() == ["Name;Fällig am;Betrag;Anzahl", "'=BGW;22.11.2026;8000,50;3"]


@pytest.mark.parametrize(
    ("link", "to"),
    [
        (page_of(), "/7/"),
        (page_of("site"), "/3/"),
        (page_of("site", {3}), "/3/"),
        (page_of("site", {4}), None),
    ],
    ids=["the row", "its record", "seen", "unseen"],
)
def test_a_column_links_to_no_page_one_may_not_see(link, to):
    site = SimpleNamespace(pk=3, get_absolute_url=lambda: "/3/")
    assert link(SimpleNamespace(pk=7, site=site, get_absolute_url=lambda: "/7/")) == to


@pytest.mark.parametrize(("rows", "shown", "folded"), [(0, 0, 0), (5, 5, 0), (6, 5, 1), (40, 5, 35)])
def test_a_long_table_above_a_form_is_its_first_rows_and_the_rest(rows, shown, folded):
    table = Table(COLUMNS, [ROW] * rows, "Was damit endet")
    rest = table.rest()
    assert (len(table.beginning().objects), len(rest.objects) if rest else 0) == (shown, folded)


@pytest.mark.parametrize("form", [AgreementForm, PartnerForm, CycleStartForm])
def test_a_long_form_shows_each_of_its_fields_in_exactly_one_group(form):
    grouped = [name for names in form.GROUPS.values() for name in names]
    assert sorted(grouped) == sorted({*form.base_fields, *getattr(form, "FACTS", ())})


@pytest.mark.parametrize("tone", ["neutral", "info", "success", "warning", "danger", ""])
def test_a_badge_in_a_row_is_the_badge_of_the_pages(tone):
    template = get_template("kern/badge.html").render({"text": "A & <b>", "tone": tone})
    assert tables.badge("A & <b>", tone) == template.strip()


def test_what_somebody_wrote_stays_text_in_a_row():
    columns = [
        Column("name", "Name"),
        Column("at", 'Wo "dort"', link=lambda row: "/?a=1&b=<2>"),
        Column("sum", "Summe", kind="euro"),
        Column("none", "Nichts"),
    ]
    row = {"name": "<script>", "at": "<i>", "sum": Decimal("1.5"), "none": None}
    page = get_template("kern/table.html").render({"table": Table(columns, [row], "Reihe")})
    assert "<script>" not in page
    assert ">&lt;script&gt;</span></th>" in page
    assert 'data-label="Wo &quot;dort&quot;"' in page
    assert 'href="/?a=1&amp;b=&lt;2&gt;">&lt;i&gt;</a>' in page
    assert "kern-table__cell--numeric" in page
    assert "keine Angabe" in page
