"""Papers that are no reports: letters, payment sheets, minutes – with lists, charts, totals and signatures."""

from dataclasses import replace
from decimal import Decimal

import pytest

from quartiersarbeit.ground import paper as machine
from quartiersarbeit.ground.paper import Bar, Chart, Paragraph, Run, Section, Table
from tests.paper_samples import LETTER, MINUTES, SAMPLES, SHEET
from tests.test_render import SOURCE, elements, outloud, read_html, read_text, squeezed


@pytest.mark.parametrize("name", SAMPLES)
def test_the_checker_finds_nothing(name, tmp_path):
    code, report = outloud(machine.pdf(SAMPLES[name]), tmp_path / "paper.pdf", "--fail-on", "warning")
    assert code == 0, report


@pytest.mark.parametrize("paper", [*SAMPLES.values(), SOURCE], ids=[*SAMPLES, "report"])
def test_a_frozen_paper_comes_back_equal(paper):
    assert machine.from_json(machine.to_json(paper)) == paper


def test_a_paper_frozen_before_letters_were_known_still_loads():
    young = ("for_committees", "sender", "recipient", "details", "signatures", "subject_label")
    old = {
        key: value
        for key, value in machine.to_json(SOURCE).items()
        if key not in (*young, "text_label", "as_of_label")
    }
    for section in old["sections"]:
        del section["charts"], section["level"]
        for table in section["tables"]:
            del table["total"]
        for paragraph in section["paragraphs"]:
            del paragraph["kind"]
            for run in paragraph["runs"]:
                del run["strong"], run["emphasis"]
    for stop in old["consultations"]:
        del stop["name"]
    assert machine.from_json(old) == SOURCE


def test_a_letter_begins_with_its_sender_and_its_recipient():
    assert read_text(machine.pdf(LETTER)).startswith(
        squeezed(
            "Stadt Bielefeld Büro für Sozialplanung 33597 Bielefeld Beispielverein e. V. Frau Beispiel "
            "Musterweg 1 33602 Bielefeld Zuwendungsbescheid Bescheid-Nr.: 2026-001 "
            "Zeitraum: 01.01.2026 bis 31.12.2026 Datum: 02.03.2026 Förderung der Quartiersarbeit"
        )
    )


def test_a_letter_has_no_beratungsfolge_and_no_labels():
    text = read_html(machine.html(LETTER))
    assert [word for word in ("Beratungsfolge", "Thema:", "Zuwendungsbescheid:") if word in text] == []


def test_who_signed_stands_in_words_and_who_did_not_is_open():
    assert read_text(machine.pdf(LETTER)).endswith(
        squeezed(
            "Entworfen: Kim Beispiel, 27.02.2026 Freigegeben: Toni Muster, 02.03.2026 Zugestellt: noch offen"
        )
    )


def test_a_heading_never_skips_a_level():
    assert [role for role, _, _ in elements(machine.pdf(LETTER)) if role in ("/H1", "/H2", "/H3")] == [
        "/H1",
        "/H2",
    ]


def test_a_part_of_a_section_stands_one_level_deeper():
    roles = [role for role, _, _ in elements(machine.pdf(MINUTES)) if role in ("/H1", "/H2", "/H3")]
    assert roles == ["/H1", "/H2", "/H2", "/H2", "/H3"]


def test_a_list_is_tagged_as_one():
    roles = [role for role, _, _ in elements(machine.pdf(MINUTES))]
    assert (roles.count("/L"), roles.count("/LI")) == (1, 2)


def test_strong_and_emphasised_text_are_so_on_the_page():
    page = machine.html(MINUTES)
    assert ("<strong>einig</strong>" in page, "<em>fast</em>" in page) == (True, True)


def test_a_total_must_fit_the_columns():
    table = Table("Summen", ("a", "b"), (("1", "2"),), total=("Summe",))
    with pytest.raises(ValueError, match="„Summen“: jede Zeile braucht 2 Zellen"):
        machine.html(replace(SHEET, sections=(Section("a", "", (), (table,)),)))


def test_a_total_is_the_foot_of_its_table():
    roles = [role for role, _, _ in elements(machine.pdf(SHEET))]
    assert (roles.count("/TFoot"), "<tfoot>" in machine.html(SHEET)) == (1, True)


# --- Charts ---------------------------------------------------------------------------------------


def drawn(*bars):
    chart = Chart("Förderung", "Beispiel.", bars)
    return replace(SHEET, sections=(Section("a", "Diagramm", (Paragraph((Run("Text"),)),), (), (chart,)),))


def test_a_chart_has_its_values_in_its_alternative_text():
    alternatives = [alt for role, _, alt in elements(machine.pdf(MINUTES)) if role == "/Figure"]
    assert alternatives == [
        "Balkendiagramm „Förderung 2026“. Von 80.000,00 € verfügbaren Mitteln. gebunden: 56.000,00 €; "
        "ausgezahlt: 14.000,00 €; frei: 24.000,00 €; offene Rückforderung: 0,00 €."
    ]


def test_a_chart_on_the_page_is_text_beside_a_silent_drawing():
    page = machine.html(MINUTES)
    assert (page.count('aria-hidden="true"'), 'width="25.0%"' in page, "style=" in page) == (4, True, False)


@pytest.mark.parametrize(
    "values",
    [(0, 0), (Decimal("-5.00"), 3), (Decimal("-1"), Decimal("-2")), (10**15, 1)],
    ids=["nothing", "one negative", "all negative", "very large"],
)
def test_any_values_can_be_drawn(values):
    paper = drawn(*(Bar(f"Wert {value}", value, str(value)) for value in values))
    assert (machine.pdf(paper)[:5], machine.docx(paper)[:2]) == (b"%PDF-", b"PK")


def test_a_chart_without_bars_is_left_out():
    assert "Förderung" not in machine.html(drawn())


def test_a_chart_of_a_hundred_long_labels_is_accessible(tmp_path):
    paper = drawn(*(Bar(f"Standort {i} " + "lang " * 30, i, f"{i},00 €") for i in range(100)))
    code, report = outloud(machine.pdf(paper), tmp_path / "paper.pdf", "--layer", "conformance")
    assert code == 0, report
