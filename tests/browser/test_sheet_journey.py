"""A spreadsheet as somebody has it, on the page: its columns named, its rows answered, stored as it was shown."""

import io

import openpyxl
import pytest
from django.urls import reverse

from partners.models import Partner
from tests.browser.clicking import press
from tests.browser.looking import findings, sign_in

pytestmark = pytest.mark.browser

ROWS = [
    ["Liste der Träger, Stand 26.01.2021"],
    [],
    ["Name", "Kürzel", 'Name nach "mit"', "Bereich", "Telefon", "Bemerkung"],
    ["Nachbarn am Park e. V.", "Park", "den Nachbarn", "sozialer Dienstleister", "0521 51-0 Zentrale", "neu"],
    ["AWO Kreisverband Bielefeld", "AWO", "der AWO", "sozialer Dienstleister", "", ""],
]


def sheet() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in ROWS:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_sheet_of_ones_own_is_read_with_its_columns_and_rows_asked_about(demo, page, axe, width):
    page.set_viewport_size({"width": width, "height": 900})
    many = Partner.objects.count()
    sign_in(page, demo, "koordination")
    page.goto(f"{demo}{reverse('sheet_read', args=['partner'])}")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.get_by_label("Tabelle").set_input_files({"name": "liste.xlsx", "mimeType": kind, "buffer": sheet()})
    press(page, "Datei prüfen")
    assert findings(page, axe) == []
    assert page.get_by_text("Es fehlt die Spalte „Kurzname“.").count() == 1
    page.get_by_label("Spalte „Kürzel“").select_option("Kurzname")
    press(page, "Noch einmal prüfen")
    assert findings(page, axe) == []
    page.get_by_label("Antwort zu Zeile 4, Spalte Telefon").select_option("nummer")
    page.get_by_label("Antwort zu Zeile 5, Spalte Name").select_option("auslassen")
    press(page, "Noch einmal prüfen")
    assert findings(page, axe) == []
    assert page.get_by_text("+49 521 510").count() >= 1
    press(page, "Alle Zeilen übernehmen")
    assert page.get_by_text("Übernommen: 1 neue und 0 geänderte Zeilen; ausgelassen: 1 Zeile.").count() >= 1
    assert Partner.objects.count() == many + 1
    assert str(Partner.objects.get(short_name="Park").phone) == "+49521510"
    Partner.objects.filter(short_name="Park").delete()
