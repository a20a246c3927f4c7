"""Frameworks: versions as trees that are edited, copied, imported and exported, and locked once used."""

import io
import json
from datetime import date

import openpyxl
import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile

from quality_dialog.dialogue import importing
from quality_dialog.dialogue.rules import Part
from quality_dialog.models import Criterion, FieldOfAction, Framework
from tests.asking import queries, rule_alone, said_by, text_of, told
from tests.factories import (
    CriterionFactory,
    CycleFactory,
    FieldOfActionFactory,
    FrameworkFactory,
    IndicatorFactory,
)

pytestmark = pytest.mark.django_db

LIST = "/rahmenkonzepte/"
PARTS = [
    Part("field", "H1", "H1", "Wohnen"),
    Part("criterion", "H1", "1.1", "Können Menschen bleiben?"),
    Part("criterion", "H1", "1.2", "-- ist das eine Formel?"),
    Part("indicator", "H1", "Z1", "Treffen", "Alle Treffen; auch kleine.", "Treffen"),
    Part("field", "H2", "H2", "Pflege"),
    Part("criterion", "H2", "1.1", "Gleiches Kürzel, anderes Feld?"),
]


@pytest.fixture
def framework():
    return Framework.objects.build(
        name="Rahmenkonzept", version="1", valid_from=date(2026, 1, 1), parts=PARTS
    )


@pytest.fixture
def office(koordination, client_of):
    return client_of(koordination)


# --- The tree ------------------------------------------------------------------------------------


def test_a_version_is_entered_empty_and_grows_part_by_part(office):
    facts = {"name": "Konzept", "version": "A", "valid_from": "01.01.2026"}
    answer = office.post(f"{LIST}neu/", facts, follow=True)
    assert told(answer) == ["Konzept (A) ist angelegt. Ergänzen Sie jetzt die Handlungsfelder."]
    home = Framework.objects.get().get_absolute_url()
    office.post(f"{home}handlungsfelder/neu/", {"code": "H1", "title": "Wohnen"})
    field = FieldOfAction.objects.get()
    office.post(f"{home}handlungsfelder/{field.pk}/kriterien/neu/", {"code": "1", "guiding_question": "Gut?"})
    one = {"code": "Z1", "name": "Treffen", "definition": "", "unit": "Treffen"}
    answer = office.post(f"{home}handlungsfelder/{field.pk}/kennzahlen/neu/", one, follow=True)
    assert told(answer)[-1] == "Kennzahl Z1 ist ergänzt."
    assert [(p.kind, p.code) for p in Framework.objects.get().parts()] == [
        ("field", "H1"),
        ("criterion", "1"),
        ("indicator", "Z1"),
    ]


def test_a_part_is_renamed_moved_and_removed(office, framework):
    home = framework.get_absolute_url()
    first, second = Criterion.objects.filter(field__code="H1")
    office.post(f"{home}kriterien/{first.pk}/", {"code": "1.9", "guiding_question": "Neu gefragt?"})
    office.post(f"{home}kriterien/{first.pk}/reihenfolge/", {"richtung": "runter"})
    codes = [one.code for one in Criterion.objects.filter(field__code="H1")]
    assert codes == ["1.2", "1.9"]
    answer = office.post(f"{home}kriterien/{second.pk}/reihenfolge/", {"richtung": "hoch"}, follow=True)
    assert rule_alone(told(answer)[-1]) == "Weiter lässt es sich nicht verschieben."
    assert "Endgültig entfernen" in text_of(office.get(f"{home}kriterien/{second.pk}/entfernen/"))
    office.post(f"{home}kriterien/{second.pk}/entfernen/")
    field = framework.fields.get(code="H2")
    office.post(f"{home}handlungsfelder/{field.pk}/entfernen/")
    assert [one.code for one in Criterion.objects.all()] == ["1.9"]


def test_a_code_is_there_only_once_and_the_input_is_kept(office, framework):
    address = f"{framework.get_absolute_url()}handlungsfelder/neu/"
    answer = office.post(address, {"code": "H1", "title": "Noch eins"})
    assert said_by(answer.context["form"]) == {"code": ["Dieses Kürzel ist im Rahmenkonzept schon vergeben."]}
    assert 'value="Noch eins"' in text_of(answer)


def test_every_way_to_change_a_version_in_use_leads_back_with_the_reason(office, framework):
    CycleFactory(framework=framework)
    home, one = framework.get_absolute_url(), Criterion.objects.first()
    field = framework.fields.first()
    for path in (
        "bearbeiten/",
        "entfernen/",
        "handlungsfelder/neu/",
        f"handlungsfelder/{field.pk}/kriterien/neu/",
        f"kriterien/{one.pk}/",
        f"kriterien/{one.pk}/entfernen/",
    ):
        answer = office.post(f"{home}{path}", {}, follow=True)
        assert (answer.redirect_chain[0][0], len(told(answer))) == (home, 1)
        assert "Legen Sie für Änderungen eine neue Fassung an." in told(answer)[0]
    answer = office.post(f"{home}kriterien/{one.pk}/reihenfolge/", {"richtung": "runter"}, follow=True)
    assert told(answer)[0].startswith("Ein Qualitätsdialog verwendet dieses Rahmenkonzept")
    shown = text_of(office.get(home))
    assert ("verwendet, gesperrt" in shown, "Angaben bearbeiten" in shown) == (True, False)
    assert [*framework.parts()] == PARTS


def test_a_year_that_begins_meanwhile_is_told_on_the_form(office, framework, monkeypatch):
    """Between the page and its answer a year was opened: the database refuses, the input stays."""
    CycleFactory(framework=framework)
    monkeypatch.setattr(Framework, "in_use", False)
    answer = office.post(
        f"{framework.get_absolute_url()}bearbeiten/",
        {"name": "Anders", "version": "1", "valid_from": "01.01.2026"},
    )
    assert "darum ändert es sich nicht mehr" in text_of(answer)
    assert 'value="Anders"' in text_of(answer)


def test_a_copy_has_the_same_parts_and_is_free(office, framework):
    CycleFactory(framework=framework)
    address = f"{framework.get_absolute_url()}fassungen/neu/"
    office.post(address, {"version": "2", "valid_from": "01.01.2027"})
    copy = Framework.objects.get(version="2")
    assert (copy.parts(), copy.in_use, copy.valid_from) == (PARTS, False, date(2027, 1, 1))
    answer = office.post(address, {"version": "2", "valid_from": "01.01.2027"})
    assert said_by(answer.context["form"]) == {"version": ["Diese Fassung gibt es schon."]}


def test_a_version_no_year_uses_is_deleted_after_asking(office, framework):
    address = f"{framework.get_absolute_url()}entfernen/"
    assert (office.get(address).status_code, Framework.objects.count()) == (200, 1)
    answer = office.post(address, follow=True)
    assert (told(answer), Framework.objects.count()) == (["Rahmenkonzept (1) ist gelöscht."], 0)


# --- Who may -------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["freigabe", "revision", "partner_user"])
def test_who_reads_a_framework_changes_nothing(role, request, framework, client_of):
    client, home = client_of(request.getfixturevalue(role)), framework.get_absolute_url()
    one = Criterion.objects.first()
    assert (client.get(LIST).status_code, client.get(home).status_code) == (200, 200)
    shown = text_of(client.get(home))
    assert "bearbeiten" not in shown
    paths = (
        f"{LIST}neu/",
        f"{LIST}import/",
        f"{home}fassungen/neu/",
        f"{home}kriterien/{one.pk}/",
        f"{home}kriterien/{one.pk}/reihenfolge/",
        f"{home}entfernen/",
    )
    assert {client.post(path, {}).status_code for path in paths} == {403}
    assert framework.parts() == PARTS


def test_a_part_is_reached_only_through_its_own_framework(office, framework):
    other = CriterionFactory()
    home = framework.get_absolute_url()
    field = FieldOfActionFactory()
    for path in (
        f"kriterien/{other.pk}/",
        f"handlungsfelder/{field.pk}/kriterien/neu/",
        "unsinn/1/",
        f"handlungsfelder/{framework.fields.first().pk}/handlungsfelder/neu/",
        f"handlungsfelder/{framework.fields.first().pk}/unsinn/neu/",
    ):
        assert office.get(f"{home}{path}").status_code == 404, path


def test_the_tree_costs_the_same_with_many_parts(office, framework):
    before = queries(office, framework.get_absolute_url())
    for number in range(10):
        field = FieldOfActionFactory(framework=framework, code=f"N{number}")
        CriterionFactory.create_batch(3, field=field)
        IndicatorFactory.create_batch(3, field=field)
    assert queries(office, framework.get_absolute_url()) == before


def test_the_list_costs_the_same_with_one_version_and_with_twenty(office):
    FrameworkFactory()
    before = queries(office, LIST)
    FrameworkFactory.create_batch(19)
    assert queries(office, LIST) == before


# --- In and out ----------------------------------------------------------------------------------

FACTS = {"name": "Konzept", "version": "neu", "valid_from": "2026-01-01", "description": "", "is_example": ""}


def upload(client, filename: str, content: bytes, **facts):
    return client.post(f"{LIST}import/", {**FACTS, "file": SimpleUploadedFile(filename, content), **facts})


def csv(*rows: str) -> bytes:
    return "\n".join(("Art;Handlungsfeld;Kürzel;Text;Definition;Einheit", *rows)).encode()


def xlsx(rows: list[list]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_what_was_exported_is_imported_word_for_word(kind, office, framework):
    exported = office.get(f"{framework.get_absolute_url()}?export={kind}")
    assert f".{kind}" in exported["Content-Disposition"]
    answer = upload(office, f"konzept.{kind}", exported.content)
    assert "Die Prüfung fand keine Fehler." in text_of(answer)
    assert Framework.objects.count() == 1
    checked = answer.context["form"].initial["checked"]
    answer = office.post(f"{LIST}import/", {"checked": checked}, follow=True)
    assert told(answer) == ["Konzept (neu) ist importiert: 6 Zeilen."]
    assert Framework.objects.get(name="Konzept").parts() == PARTS


def test_every_error_of_a_file_is_listed_and_nothing_is_stored(office):
    rows = (
        "Handlungsfeld;;H1;Wohnen;;",
        "Kriterium;H9;1;Frage?;;",
        "Kriterium;H1;;Frage?;;",
        "Kriterium;H1;1;;;",
        "Kennzahl;H1;Z1;Treffen;;",
        "Unsinn;H1;3;x;;",
        "Kriterium;H1;2;Frage?;Eine Definition;",
        "Kriterium;H1;2;Frage?;;",
        "Kriterium;H1;12345678901;=1+1;;",
        f"Handlungsfeld;;H2;{'x' * 161};;",
    )
    answer = upload(office, "konzept.csv", csv(*rows))
    found = [(p.row, p.column, p.reason) for p in answer.context["problems"]]
    assert found == [
        (3, "Handlungsfeld", "Ein Handlungsfeld „H9“ steht nicht in der Datei."),
        (4, "Kürzel", "Bitte geben Sie ein Kürzel an."),
        (5, "Text", "Bitte geben Sie einen Text an."),
        (6, "Einheit", "Bitte geben Sie die Einheit der Kennzahl an."),
        (7, "Art", "Möglich sind: Handlungsfeld, Kriterium oder Kennzahl."),
        (8, "Definition", "Das gibt es nur bei einer Kennzahl."),
        (9, "Kürzel", "Dieses Kürzel steht schon in Zeile 8."),
        (10, "Text", "Formeln werden nicht übernommen. Bitte fügen Sie nur die Werte ein."),
        (10, "Kürzel", "Das ist zu lang. Möglich sind höchstens 10 Zeichen."),
        (11, "Text", "Das ist zu lang. Möglich sind höchstens 160 Zeichen."),
    ]
    assert "Die Datei hat Fehler; es wurde nichts gespeichert" in text_of(answer)
    assert Framework.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "content", "code", "reason"),
    [
        (
            "konzept.pdf",
            b"%PDF",
            "unknown_format",
            "Bitte wählen Sie eine Tabelle: eine Datei mit der Endung .xlsx, .csv, .tsv, .txt oder .json.",
        ),
        (
            "konzept.xlsx",
            b"PK\x03\x04 no sheet",
            "no_workbook",
            "Diese Datei lässt sich nicht als XLSX lesen. Bitte prüfen Sie sie.",
        ),
        (
            "konzept.json",
            b"{",
            "unreadable",
            "Diese Datei lässt sich nicht als JSON lesen. Bitte prüfen Sie sie.",
        ),
        (
            "konzept.json",
            b'{"a": 1}',
            "unreadable",
            "Diese Datei lässt sich nicht als JSON lesen. Bitte prüfen Sie sie.",
        ),
        ("konzept.json", b"[]", "empty", "Die Datei enthält keine Zeilen."),
        ("konzept.csv", csv(), "empty", "Die Datei enthält keine Zeilen."),
        (
            "konzept.csv",
            csv(*["Kriterium;H1;1;x;;"] * 501),
            "too_many",
            "Das sind mehr als 500 Zeilen. Teilen Sie die Datei.",
        ),
        (
            "konzept.csv",
            b"Art;Farbe\nx;y",
            "columns",
            "Es fehlen die Spalten: Handlungsfeld, Kürzel und Text. Unbekannt sind die Spalten: Farbe.",
        ),
        (
            "konzept.csv",
            b"x" * (importing.MAX_BYTES + 1),
            "too_large",
            "Die Datei ist zu groß. Möglich sind höchstens 2 MB.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_its_field(name, content, code, reason, office):
    answer = upload(office, name, content)
    form = answer.context["form"]
    assert (said_by(form), form.errors.as_data()["file"][0].code) == ({"file": [reason]}, code)
    assert Framework.objects.count() == 0


def test_a_number_from_excel_is_the_code_somebody_saw(office):
    rows = [["Art", "Handlungsfeld", "Kürzel", "Text"], ["Handlungsfeld", None, 1, "Wohnen"],
            ["Kriterium", 1, 1.5, "Frage?"]]  # fmt: skip
    answer = upload(office, "konzept.xlsx", xlsx(rows))
    office.post(f"{LIST}import/", {"checked": answer.context["form"].initial["checked"]})
    assert [part.code for part in Framework.objects.get().parts()] == ["1", "1.5"]


@pytest.mark.parametrize("value", [["x"], {"a": 1}, True], ids=repr)
def test_json_holds_texts_only(value, office):
    rows = [{"Art": "Handlungsfeld", "Handlungsfeld": "", "Kürzel": "H1", "Text": value}]
    answer = upload(office, "konzept.json", json.dumps(rows).encode())
    assert ("Text", "Hier steht kein Text.") in [(p.column, p.reason) for p in answer.context["problems"]]


def test_a_version_that_is_there_is_refused_in_the_dry_run(office, framework):
    answer = upload(office, "k.csv", csv("Handlungsfeld;;H1;x;;"), name="Rahmenkonzept", version="1")
    assert said_by(answer.context["form"]) == {"version": ["Diese Fassung gibt es schon."]}


def test_what_has_become_wrong_since_the_dry_run_is_refused_as_a_whole(office):
    answer = upload(office, "k.csv", csv("Handlungsfeld;;H1;x;;"))
    FrameworkFactory(name="Konzept", version="neu")
    answer = office.post(
        f"{LIST}import/", {"checked": answer.context["form"].initial["checked"]}, follow=True
    )
    assert (rule_alone(told(answer)[0]), FieldOfAction.objects.count()) == ("Diese Fassung gibt es schon.", 0)


@pytest.mark.parametrize("forged", ["", "x", "a:b:c", "\x00"])
def test_only_what_was_checked_is_stored(forged, office):
    answer = office.post(f"{LIST}import/", {"checked": forged}, follow=True)
    assert told(answer)[0].startswith("Die Prüfung ist abgelaufen.")
    own = signing.dumps({"facts": {}, "parts": []}, salt="another")
    office.post(f"{LIST}import/", {"checked": own})
    assert Framework.objects.count() == 0
