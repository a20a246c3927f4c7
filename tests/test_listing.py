"""The one list layout: what the address bar asks for, what the page shows, what a spreadsheet gets."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import django_filters
import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db.models.functions import Length
from django.test import override_settings
from openpyxl import load_workbook

from quartiersarbeit.ground import spreadsheet
from quartiersarbeit.ground.columns import Badge, Column, Table
from quartiersarbeit.ground.listing import answer_list

urlpatterns = []  # the frame asks for addresses; here there are none, so that nothing but the list is tested
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

COLUMNS = [
    Column("name", "Name", sort="name", link=lambda group: f"/gruppen/{group.name}/"),
    Column("length", "Länge", value=lambda group: len(group.name), sort=Length("name"), kind="number"),
    Column(
        "state",
        "Status",
        value=lambda group: Badge("lang", "warning") if len(group.name) > 3 else None,
        kind="badge",
    ),
]


class GroupFilter(django_filters.FilterSet):
    begins = django_filters.CharFilter(field_name="name", lookup_expr="istartswith", label="Beginnt mit")
    number = django_filters.NumberFilter(field_name="pk", label="Nummer")

    class Meta:
        model = Group
        fields = []


@pytest.fixture
def groups(db):
    Group.objects.all().delete()
    return Group.objects.bulk_create(Group(name=name) for name in ("Beta", "Alpha", "Zoo"))


@pytest.fixture
def answer(rf, groups):
    """The list of all groups as somebody gets it who asks with this query string."""

    def asked(query: str = "", **given):
        request = rf.get(f"/liste/{query}")
        request.user = AnonymousUser()
        given = {
            "columns": COLUMNS,
            "title": "Gruppen",
            "search": ["name"],
            "filterset": GroupFilter,
            **given,
        }
        rows = given.pop("rows", Group.objects.all())
        return answer_list(request, rows, **given)

    return asked


def names(response) -> list[str]:
    """The names in the order the page shows them."""
    text = response.content.decode()
    return sorted(
        (name for name in ("Alpha", "Beta", "Zoo") if f"/gruppen/{name}/" in text),
        key=lambda name: text.index(f"/gruppen/{name}/"),
    )


# --- search, filter, sort -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Beta", "Alpha", "Zoo"]),
        ("?q=ALPH", ["Alpha"]),
        ("?q=a+l", ["Alpha"]),
        ("?q=zz", []),
        ("?begins=b", ["Beta"]),
        ("?sort=name", ["Alpha", "Beta", "Zoo"]),
        ("?sort=-name", ["Zoo", "Beta", "Alpha"]),
        ("?sort=-length", ["Alpha", "Beta", "Zoo"]),
        ("?q=a&sort=-name", ["Beta", "Alpha"]),
    ],
)
def test_a_list_shows_what_was_asked_for(answer, query, found):
    assert names(answer(query)) == found


@pytest.mark.parametrize(
    "query",
    [
        "?seite=abc",
        "?seite=-1",
        "?seite=99",
        "?seite=1e9",
        f"?seite={'9' * 5000}",
        "?sort=evil",
        "?sort=--name",
        "?sort=state",
        "?sort=password",
        "?export=exe",
        "?number=abc",
        "?number=99999999999999999999999",
        "?begins=%00",
    ],
)
def test_nonsense_in_the_address_falls_back_to_the_whole_list(answer, query):
    assert answer(query).status_code == 200


@pytest.mark.parametrize(
    "query", ["?q=%00", "?q=%00%00&sort=name", "?q=%ff%fe", f"?q={'a' * 2000}", "?q=%25_%5C'"]
)
def test_no_search_text_breaks_the_list(answer, query):
    assert answer(query).status_code == 200


def test_a_row_that_matches_twice_stands_once(answer, django_user_model):
    alpha = Group.objects.get(name="Alpha")
    for number in (1, 2):
        django_user_model.objects.create_user(f"same{number}@example.org").groups.add(alpha)
    response = answer("?q=same", search=["user__email"])
    assert response.content.decode().count("/gruppen/Alpha/") == 1


def test_rows_without_a_value_come_last_either_way(answer):
    listing = Column("name", "Name", sort="name").order(Group, descending=True)[0]
    assert listing.nulls_last is True


def test_names_stand_as_germans_sort_them(db):
    """The database's own order is that of code points: capitals first, umlauts behind the Z."""
    names = ("Zebra", "Ärzte", "Apfel", "äpfel", "Öl", "Oper")
    for name in names:
        Group.objects.create(name=name)
    rows = Group.objects.filter(name__in=names)
    column = Column("name", "Name", sort="name")
    order = [*column.order(Group, descending=False), "pk"]
    assert list(rows.order_by(*order).values_list("name", flat=True)) == [
        "Apfel",
        "äpfel",
        "Ärzte",
        "Öl",
        "Oper",
        "Zebra",
    ]


def test_what_is_no_text_sorts_as_it_is():
    by_number, by_annotation = (Column("x", "X", sort=sort) for sort in ("pk", "length"))
    for column in (by_number, by_annotation):
        assert "translate" not in str(column.order(Group, descending=False))


def test_the_order_at_first_is_the_lists_own(answer):
    assert names(answer("", order="-name")) == ["Zoo", "Beta", "Alpha"]


# --- what the page says ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "sentence"),
    [("", "3 Gruppen"), ("?q=alpha", "1 Gruppe gefunden"), ("?begins=b", "1 Gruppe gefunden")],
)
def test_a_list_says_how_many_it_has(answer, query, sentence):
    assert f"<strong>{sentence}</strong>" in answer(query).content.decode()


def test_the_sorted_column_says_so_and_turns_round(answer):
    page = answer("?sort=name&q=a").content.decode()
    assert page.count('aria-sort="ascending"') == 1
    assert 'href="?q=a&amp;sort=-name"' in page
    assert "Gruppen, sortiert nach Name, aufsteigend" in page


def test_columns_without_an_order_have_no_sort_link(answer):
    assert "sort=state" not in answer().content.decode()


def test_the_table_has_a_caption_and_headers_of_rows_and_columns(answer):
    page = answer().content.decode()
    assert '<caption class="kern-sr-only">Gruppen</caption>' in page
    assert page.count('scope="col"') == 3
    assert page.count('scope="row"') == 3


def test_a_missing_value_is_said_in_words(answer):
    assert "keine Angabe" in answer("?q=zoo").content.decode()


def test_names_are_escaped(answer):
    Group.objects.create(name="<script>alert(1)</script>")
    assert "<script>alert" not in answer().content.decode()


def test_pages_are_linked_and_the_current_one_is_marked(answer):
    Group.objects.bulk_create(Group(name=f"Gruppe {n:02}") for n in range(60))
    page = answer("?seite=2&sort=name").content.decode()
    assert 'aria-current="page"><span class="kern-sr-only">Seite </span>2</a>' in page
    assert 'href="?sort=name&amp;seite=3"' in page
    assert "Seite 2 von 3" in page
    assert "<title>Gruppen, Seite 2 – Quartiersarbeit Bielefeld</title>" in page


def test_a_list_without_rows_says_how_to_make_the_first(answer):
    page = answer(
        rows=Group.objects.none(), empty="Noch keine Gruppe.", create=("Gruppe anlegen", "/gruppen/neu/")
    ).content.decode()
    assert "Noch keine Gruppe." in page
    assert page.count('href="/gruppen/neu/"') == 1
    assert "<table" not in page


def test_a_search_without_a_hit_offers_the_way_back(answer):
    page = answer("?q=zz", empty="Noch keine Gruppe.").content.decode()
    assert "nichts gefunden" in page
    assert "Noch keine Gruppe." not in page
    assert 'href="?">setzen' in page


def test_filters_are_labelled_and_not_called_optional(answer):
    page = answer("?begins=a").content.decode()
    assert 'for="id_begins"' in page
    assert "(optional)" not in page


def test_a_list_costs_the_same_queries_for_one_row_and_many(answer, django_assert_num_queries):
    for extra in (0, 50):
        Group.objects.bulk_create(Group(name=f"Gruppe {n}") for n in range(extra))
        with django_assert_num_queries(2):  # the count and the page
            answer("?sort=name&q=e")


def test_a_table_can_stand_without_a_list(rf):
    columns = [
        Column("name", "Name"),
        Column("amount", "Betrag", kind="euro"),
        Column("since", "Seit", kind="date"),
    ]
    rows = [{"name": "BGW", "amount": Decimal(8000), "since": date(2021, 1, 26)}]
    cells = [[cell.text for cell in row] for row in Table(columns, rows, "Partner").rows()]
    assert cells == [["BGW", "8.000,00\N{NO-BREAK SPACE}€", "26.01.2021"]]


# --- spreadsheets ---------------------------------------------------------------------------------


def read_csv(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_an_export_holds_what_is_filtered_and_sorted_of_all_pages(answer):
    Group.objects.bulk_create(Group(name=f"Gruppe {n:02}") for n in range(60))
    rows = read_csv(answer("?export=csv&q=gruppe&sort=-name&seite=2"))
    assert rows[0] == ["Name", "Länge", "Status"]
    assert [row[0] for row in rows[1:]] == [f"Gruppe {n:02}" for n in reversed(range(60))]


def test_an_export_is_a_download_with_a_telling_name(answer):
    response = answer("?export=csv", export_name="gruppen")
    assert response["Content-Disposition"].startswith('attachment; filename="gruppen-')
    assert response.content.startswith(b"\xef\xbb\xbf")


def test_a_workbook_has_the_same_rows_with_numbers_as_numbers(answer):
    sheet = load_workbook(io.BytesIO(answer("?export=xlsx&sort=name").content)).active
    assert [list(row) for row in sheet.values] == [
        ["Name", "Länge", "Status"],
        ["Alpha", 5, "lang"],
        ["Beta", 4, "lang"],
        ["Zoo", 3, None],
    ]


def test_an_export_costs_one_query(answer, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer("?export=csv")


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+49 521 51-0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", '=HYPERLINK("x")'],
)
def test_text_never_becomes_a_formula(text):
    assert spreadsheet.safe_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["BGW", "Alt und Jung Nord-Ost", "1-2", "a=b", "'a", ""])
def test_harmless_text_stays_as_it_is(text):
    assert spreadsheet.safe_text(text) == text


def test_formulas_in_names_are_disarmed_in_both_files(answer):
    Group.objects.create(name="=cmd|'/c calc'!A0")
    assert "'=cmd|'/c calc'!A0" in [row[0] for row in read_csv(answer("?export=csv"))]
    cells = load_workbook(io.BytesIO(answer("?export=xlsx").content)).active["A"]
    assert all(cell.data_type != "f" for cell in cells)


def test_control_characters_do_not_break_the_workbook():
    assert spreadsheet.content("xlsx", "Liste", ["Name"], [["a\x00b\x0bc\ud800"]])


@pytest.mark.parametrize(
    ("value", "as_cell", "as_csv"),
    [
        (None, "", ""),
        (True, "ja", "ja"),
        (7, 7, 7),
        (Decimal("-8000.50"), Decimal("-8000.50"), "-8000,50"),
        (date(2021, 1, 26), date(2021, 1, 26), "26.01.2021"),
        (datetime(2021, 1, 26, 23, 30, tzinfo=UTC), datetime(2021, 1, 27, 0, 30), "27.01.2021 00:30"),  # noqa: DTZ001
        (Badge("in Kraft"), "in Kraft", "in Kraft"),
    ],
)
@override_settings(TIME_ZONE="Europe/Berlin")
def test_values_keep_their_kind(value, as_cell, as_csv):
    assert (spreadsheet.cell(value), spreadsheet.csv_cell(value)) == (as_cell, as_csv)
