"""Spreadsheets into the admin: tried out first, wrong cells named, all rows or none, never a crash."""

import io
import time
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partners.models import Contact, Partner
from sites.models import Neighbourhood, Site
from tests.factories import ContactFactory, PartnerFactory, SiteFactory
from tests.people import in_group

XLSX, CSV = "0", "1"
PARTNER = ["Name", "Kurzname", "Name nach „mit“", "Bereich"]
CONTACT = ["Kooperationspartner", "Name", "E-Mail-Adresse", "Seit", "Bis"]
SITE = ["Name", "Quartier", "Stadtbezirk", "Postleitzahl", "Eröffnet am", "Nachbarschaftscafé"]


@pytest.fixture
def clerk(client_of, db):
    """Verwaltung, without a superuser's rights."""
    return client_of(in_group("Verwaltung", is_staff=True, email="verwaltung@example.org"))


def sheet(*rows: list) -> SimpleUploadedFile:
    """An Excel file with these rows."""
    book, data = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(data)
    return SimpleUploadedFile("tabelle.xlsx", data.getvalue())


def text_file(*rows: list, encoding: str = "utf-8-sig", delimiter: str = ";") -> SimpleUploadedFile:
    lines = "\r\n".join(delimiter.join(str(value) for value in row) for row in rows)
    return SimpleUploadedFile("tabelle.csv", lines.encode(encoding))


def tried(client, model, file, kind: str = XLSX):
    """The answer of the dry run."""
    at = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_import")
    answer = client.post(at, {"import_file": file, "format": kind, "resource": "0"})
    assert answer.status_code == 200
    return answer


def stored(client, model, tried_out):
    """The answer to the confirmation of a dry run without errors."""
    at = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_process_import")
    return client.post(at, tried_out.context["confirm_form"].initial, follow=True)


def problems(answer) -> list[tuple[int, str]]:
    """Row and column of each refusal; none may offer a confirmation."""
    assert "confirm_form" not in answer.context
    return [(one.row, one.column) for one in answer.context["problems"]]


def partner(number: int, **other) -> list:
    row = {"Name": f"Verein {number}", "Kurzname": f"V{number}", "mit": f"dem Verein {number}"}
    return list((row | {"Bereich": "sozialer Dienstleister"} | other).values())


# --- in ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [XLSX, CSV])
def test_partners_come_in_after_a_dry_run_that_stores_nothing(clerk, kind):
    make = sheet if kind == XLSX else text_file
    answer = tried(clerk, Partner, make(PARTNER, partner(1), partner(2)), kind)
    assert "2 Zeilen können übernommen werden" in answer.content.decode()
    assert not Partner.objects.exists()
    said = stored(clerk, Partner, answer).content.decode()
    assert "Übernommen: 2 neue und 0 geänderte Zeilen." in said
    assert list(Partner.objects.values_list("name", "sector")) == [
        ("Verein 1", "service_provider"),
        ("Verein 2", "service_provider"),
    ]


def test_an_office_file_with_umlauts_in_windows_encoding_comes_in(clerk):
    row = ["Träger Südstadt", "Süd", "dem Träger Südstadt", "Sonstige"]
    headers = [name.replace("„mit“", '"mit"') for name in PARTNER]
    answer = tried(clerk, Partner, text_file(headers, row, encoding="cp1252"), CSV)
    assert "Name nach „mit“" in answer.content.decode()
    answer = tried(clerk, Partner, text_file(PARTNER, row, encoding="cp1252"), CSV)
    stored(clerk, Partner, answer)
    assert Partner.objects.get().name == "Träger Südstadt"


def test_a_partner_that_is_there_is_corrected_and_keeps_what_the_sheet_leaves_out(clerk):
    known = PartnerFactory(name="Verein 1", city="Bielefeld")
    stored(clerk, Partner, tried(clerk, Partner, sheet(PARTNER, partner(1, Kurzname="Neu"))))
    known.refresh_from_db()
    assert (Partner.objects.count(), known.short_name, known.city) == (1, "Neu", "Bielefeld")


def test_contacts_find_their_partner_by_name_or_short_name(clerk, awo):
    rows = [["AWO", "Kim Muster", "kim@example.org", date(2026, 1, 1), None]]
    rows.append([awo.name, "Toni Muster", "", "01.02.2026", "31.12.2026"])
    stored(clerk, Contact, tried(clerk, Contact, sheet(CONTACT, *rows)))
    assert set(awo.contacts.values_list("name", "starts_on", "ends_on")) == {
        ("Kim Muster", date(2026, 1, 1), None),
        ("Toni Muster", date(2026, 2, 1), date(2026, 12, 31)),
    }


def test_sites_come_with_their_new_neighbourhood(clerk):
    rows = [["Nord", "Oberlohmannshof", "Jöllenbeck", 33739, date(2026, 3, 1), "ja"]]
    rows.append(["Nord 2", "Oberlohmannshof", "Jöllenbeck", "33739", "", ""])
    stored(clerk, Site, tried(clerk, Site, sheet(SITE, *rows)))
    site = Site.objects.get(name="Nord")
    assert (site.postcode, site.opened_on, site.community_cafe) == ("33739", date(2026, 3, 1), True)
    assert Neighbourhood.objects.get().district == "joellenbeck"


def test_the_history_has_who_imported(clerk):
    stored(clerk, Partner, tried(clerk, Partner, sheet(PARTNER, partner(1))))
    event = Partner.pgh_event_model.objects.get(pgh_label="insert")
    assert event.pgh_context["user"] == int(clerk.session["_auth_user_id"])


# --- refused -------------------------------------------------------------------------------------


def test_wrong_headers_are_named(clerk):
    file = sheet(["Name", "Kürzel", "Name nach „mit“", "Bereich"], partner(1))
    answer = tried(clerk, Partner, file)
    text = answer.content.decode()
    assert "Es fehlen die Spalten: Kurzname." in text
    assert "Unbekannt sind die Spalten: Kürzel." in text
    assert "Traceback" not in text
    assert problems(answer) == []
    assert not Partner.objects.exists()


def test_formulas_are_refused_at_their_cells(clerk):
    file = sheet(PARTNER, partner(1), partner(2, Kurzname="=1+1"), partner(3, Name='=HYPERLINK("http://x")'))
    assert problems(tried(clerk, Partner, file)) == [(3, "Kurzname"), (4, "Name")]
    assert problems(tried(clerk, Partner, text_file(PARTNER, partner(1, Kurzname="=1+1")), CSV)) == [
        (2, "Kurzname")
    ]


def test_a_partner_in_another_spelling_is_refused_and_shown(clerk, awo):
    file = sheet(
        PARTNER, partner(1, Name="AWO Kreisverband  Bielefeld"), partner(2), partner(3, Name="VEREIN 2")
    )
    answer = tried(clerk, Partner, file)
    assert problems(answer) == [(2, "Name"), (4, "Name")]
    assert "So ähnlich heißt schon „AWO-Kreisverband Bielefeld“" in answer.content.decode()


def test_a_row_given_twice_is_refused_with_the_first_ones_number(clerk):
    answer = tried(clerk, Partner, sheet(PARTNER, partner(1), partner(2), partner(1)))
    assert problems(answer) == [(4, "Name")]
    assert "Das steht schon in Zeile 2." in answer.content.decode()


def test_each_wrong_cell_is_named_with_its_reason(clerk, awo):
    rows = [
        ["Unbekannt", "Kim", "", "01.01.2026", ""],
        ["AWO", "", "", "01.01.2026", ""],
        ["AWO", "Kim", "keine", "gestern", ""],
        ["AWO", "Kim", "", "01.01.2026", "31.12.2025"],
    ]
    answer = tried(clerk, Contact, sheet(CONTACT, *rows))
    assert problems(answer) == [
        (2, "Kooperationspartner"),
        (3, "Name"),
        (4, "E-Mail-Adresse"),
        (4, "Seit"),
        (5, "Bis"),
    ]
    text = answer.content.decode()
    assert "Einen Kooperationspartner „Unbekannt“ gibt es nicht." in text
    assert "Das Ende liegt vor dem Beginn." in text


def test_wrong_sites_store_neither_site_nor_neighbourhood(clerk):
    rows = [["Nord", "Neu", "Jöllenbeck", "", "", "ja"], ["Süd", "Neu", "Paderborn", "336", "", "oft"]]
    answer = tried(clerk, Site, sheet(SITE, *rows))
    assert problems(answer) == [(3, "Nachbarschaftscafé"), (3, "Stadtbezirk")]
    rows[1] = ["Süd", "Neu", "Senne", "336", "", "ja"]
    assert len(problems(tried(clerk, Site, sheet(SITE, *rows)))) == 1
    assert (Site.objects.count(), Neighbourhood.objects.count()) == (0, 0)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"%PDF-1.7", b"PK\x03\x04 broken", b"Name;\n\x00"])
@pytest.mark.parametrize("kind", [XLSX, CSV])
def test_what_is_no_sheet_is_refused_at_the_file(clerk, content, kind):
    answer = tried(clerk, Partner, SimpleUploadedFile("tabelle.xlsx", content), kind)
    assert "confirm_form" not in answer.context
    assert not Partner.objects.exists()


def test_what_became_wrong_since_the_dry_run_stores_nothing(clerk, awo):
    row = ["AWO", "Kim", "", "01.01.2026", ""]
    other = PartnerFactory(short_name="Bald weg")
    answer = tried(clerk, Contact, sheet(CONTACT, row, ["Bald weg", "Toni", "", "01.01.2026", ""]))
    other.delete()
    said = stored(clerk, Contact, answer).content.decode()
    assert "es wurde nichts übernommen" in said
    assert not Contact.objects.exists()


def test_a_confirmation_twice_is_no_crash(clerk):
    answer = tried(clerk, Partner, sheet(PARTNER, partner(1)))
    stored(clerk, Partner, answer)
    assert "noch einmal aus" in stored(clerk, Partner, answer).content.decode()


def test_who_may_only_look_does_not_import(client_of, db):
    looks = in_group("Revision", is_staff=True)
    client = client_of(looks)
    assert client.get(reverse("admin:partners_partner_changelist")).status_code == 200
    for act in ("import", "process_import"):
        at = reverse(f"admin:partners_partner_{act}")
        assert client.post(at, {"import_file": sheet(PARTNER, partner(1)), "format": XLSX}).status_code == 403
    assert not Partner.objects.exists()


# --- two thousand --------------------------------------------------------------------------------


def test_thirty_faulty_rows_of_two_thousand_are_all_listed_and_the_mended_sheet_goes_in_whole(clerk):
    faults = [
        {"Bereich": "Verein"},
        {"Name": ""},
        {"Kurzname": "=1"},
        {"Kurzname": "x" * 61},
        {"Name": "VEREIN  1"},
    ]
    wrong = {60 * n: faults[n % 5] for n in range(1, 31)}
    rows = [partner(n, **wrong.get(n, {})) for n in range(1, 2001)]
    started = time.process_time()  # of this process alone: the machine may be busy with others
    answer = tried(clerk, Partner, sheet(PARTNER, *rows))
    took = time.process_time() - started
    columns = {"Bereich": "Bereich", "Name": "Name", "Kurzname": "Kurzname"}
    assert problems(answer) == [(n + 1, columns[next(iter(fault))]) for n, fault in wrong.items()]
    assert all(one.reason for one in answer.context["problems"])
    assert not Partner.objects.exists()
    assert took < 10

    mended = tried(clerk, Partner, sheet(PARTNER, *[partner(n) for n in range(1, 2001)]))
    stored(clerk, Partner, mended)
    assert Partner.objects.count() == 2000


# --- out -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [XLSX, CSV])
def test_an_export_holds_no_formula_and_can_come_in_again(clerk, kind):
    ContactFactory(name="=cmd|' /C calc'!A0", partner__name="@Verein")
    at = reverse("admin:partners_contact_export")
    fields = {f"contactresource_{name}": "on" for name in ("partner", "name", "starts_on")}
    answer = clerk.post(at, {"format": kind, "resource": "0", **fields})
    if kind == CSV:
        assert answer.content.decode("utf-8-sig").splitlines()[1].startswith("'@Verein;'=cmd")
    else:
        row = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(answer.content)).active[2]]
        assert row[:2] == ["'@Verein", "'=cmd|' /C calc'!A0"]


def test_sites_exported_and_imported_again_change_nothing(clerk):
    site = SiteFactory(name="Nord", postcode="33739", neighbourhood__district="joellenbeck")
    names = ("name", "district", "neighbourhood", "postcode", "opened_on", "community_cafe")
    fields = {f"siteresource_{name}": "on" for name in names}
    at = reverse("admin:sites_site_export")
    file = clerk.post(at, {"format": XLSX, "resource": "0", **fields}).content
    answer = tried(clerk, Site, SimpleUploadedFile("x.xlsx", file))
    stored(clerk, Site, answer)
    again = Site.objects.get()
    assert (again.pk, again.postcode, again.opened_on) == (site.pk, "33739", site.opened_on)
    assert again.neighbourhood == site.neighbourhood
