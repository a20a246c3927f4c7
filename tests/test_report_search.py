"""The archive is searched in German: by word stems, phrases and exclusions, among what one may see."""

import pytest
from django.db import connection
from django.urls import reverse

from quality_dialog.models import Report
from quality_dialog.report.models import searching
from quality_dialog.report.models.report import ReportKind
from tests import factories as f
from tests.test_queries import queries

pytestmark = pytest.mark.django_db

LIST = reverse("quality_dialog:report_list")


def says(text: str, subject: str = "Bericht", *, published: bool = True, **facts) -> Report:
    """An approved report with this wording."""
    return f.ReportFactory(approved=True, published=published, subject=subject, plain_text=text, **facts)


def found(typed: str) -> list[str]:
    return [report.subject for report in Report.objects.found(typed)]


@pytest.fixture
def archive(db) -> None:
    says("Die Verwaltung schloss eine Vereinbarung mit dem Träger.", "eins")
    says("Im Gespräch über das Quartier sagte die Stadt zu.", "zwei")
    says("Der Quartiersdialog kennt den Seniorenrat.", "drei")
    f.ReportFactory(subject="Übersicht der Häuser")  # a draft, by its subject


@pytest.mark.parametrize(
    ("typed", "subjects"),
    [
        ("Vereinbarungen", ["eins"]),
        ("VEREINBARUNG", ["eins"]),
        ("Gespräche", ["zwei"]),
        ("Quartier", ["zwei", "drei"]),  # „Quartiersdialog“ begins with it
        ("Quartier -Seniorenrat", ["zwei"]),
        ('"Vereinbarung mit dem Träger"', ["eins"]),
        ('"Träger der Vereinbarung"', []),
        ("Vereinbarung or Seniorenrat", ["eins", "drei"]),
        ("Vereinbarung Seniorenrat", []),
        ("Haus", ["Übersicht der Häuser"]),
        ("übersichten", ["Übersicht der Häuser"]),
        ("rsicht der H", ["Übersicht der Häuser"]),  # a subject also as it was typed
        ("der die das", []),
    ],
)
def test_german_words_are_found_by_their_stem(archive, typed, subjects):
    assert set(found(typed)) == set(subjects)


@pytest.mark.parametrize(
    "typed",
    ["'", '"', "\\", "-", "& | !", "a:*b", "(((", "%s %(x)s", "😀", "x" * 200, "<b>", "or or"],
)
def test_what_is_no_question_finds_nothing_and_breaks_nothing(archive, koordination, client_of, typed):
    answer = client_of(koordination).get(LIST, {"q": typed})
    assert (answer.status_code, "nichts gefunden" in answer.content.decode()) == (200, True)


def test_the_best_match_comes_first_and_another_order_can_be_asked_for(koordination, client_of):
    says("Nebenbei auch ein Bescheid.", "Alt", year=2020)
    says("Zum Bescheid.", "Bescheide und Fristen", year=2024)
    subjects = [found("Bescheid")]
    page = client_of(koordination).get(LIST, {"q": "Bescheid", "sort": "year"}).content.decode()
    assert (subjects[0][0], page.index("Alt") < page.index("Bescheide und")) == (
        "Bescheide und Fristen",
        True,
    )


def test_a_number_is_found_as_it_is_written(koordination):
    f.ReportFactory(subject="eins", reference="10517/2014-2020")
    assert (found("10517/2014"), found("10517")) == (["eins"], ["eins"])


def test_the_passage_is_shown_with_its_words_marked_and_nothing_of_it_works_as_html(koordination, client_of):
    says("Vorher <script>alert(1)</script> stand eine Vereinbarung & mehr <img src=x onerror=y>.", "eins")
    page = client_of(koordination).get(LIST, {"q": "Vereinbarungen"}).content.decode()
    assert "<mark>Vereinbarung</mark> &amp; mehr" in page
    assert 'name="q" value="Vereinbarungen"' in page
    assert ("<script>alert" in page, "<img src=x" in page) == (False, False)


def test_a_text_with_our_own_marks_in_it_marks_nothing_else(koordination, client_of):
    says(f"Eine {searching.BEGIN}<b>Vereinbarung{searching.END}</b> gilt.", "eins")
    page = client_of(koordination).get(LIST, {"q": "Vereinbarung"}).content.decode()
    assert ("<b>" in page.partition("<main")[2], page.count("<mark>") == page.count("</mark>") > 0) == (
        False,
        True,
    )


def test_what_is_not_published_is_not_found_by_committee_and_partners(gremium, partner_user, client_of):
    says("Die geheime Vereinbarung.", "nur intern", published=False)
    says("Die offene Vereinbarung.", "für alle")
    for user in (gremium, partner_user):
        page = client_of(user).get(LIST, {"q": "Vereinbarungen"}).content.decode()
        assert ("für alle" in page, "nur intern" in page, "geheime" in page) == (True, False, False)


def test_search_filter_and_export_go_together(archive, koordination, client_of):
    says("Noch eine Vereinbarung.", "vier", kind=ReportKind.INFORMATION)
    client, asked = client_of(koordination), {"q": "Vereinbarungen", "art": "information"}
    page = client.get(LIST, asked).content.decode()
    assert ("vier" in page, ">eins<" in page) == (True, False)
    rows = client.get(LIST, asked | {"export": "csv"}).content.decode("utf-8-sig")
    assert ("vier" in rows, "Fundstelle" in rows, "mark" in rows) == (True, False, False)


def test_nothing_found_says_what_to_do(archive, koordination, client_of):
    page = client_of(koordination).get(LIST, {"q": "Weltraum"}).content.decode()
    assert "Mit dieser Auswahl wurde nichts gefunden." in page


def test_a_search_costs_the_same_with_one_hit_and_with_nine(koordination, client_of):
    client, address = client_of(koordination), f"{LIST}?q=Vereinbarung"
    says("Eine Vereinbarung.")
    with_one = queries(client, address)
    for _ in range(8):
        says("Eine Vereinbarung.")
    assert queries(client, address) == with_one


def test_the_index_answers_the_search(db):
    """Only the very same expression is looked up; any other would read every text."""
    says("Eine Vereinbarung.")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    rows = Report.objects.alias(words=searching.WORDS).filter(words=searching.query("Vereinbarung"))
    assert "report_words" in rows.explain()


@pytest.mark.parametrize("unseen", ["\u2060\x00", "\u202e"])
def test_marks_that_nobody_sees_ask_for_nothing(koordination, client_of, unseen):
    f.ReportFactory(subject="Sachstand")
    answer = client_of(koordination).get(reverse("quality_dialog:report_list"), {"q": unseen})
    assert (answer.status_code, "Sachstand" in answer.content.decode()) == (200, True)
