"""Spreadsheets: tried out first, wrong cells named, what is unclear asked, all rows or none, never a crash."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from funding.models import PaymentItem
from partners.models import Contact, Partner
from quartiersarbeit.masterdata.sheets import SHEETS
from sites.models import Neighbourhood, Site
from tests.factories import ContactFactory, PartnerFactory
from tests.machine import costing
from tests.people import in_group

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


KINDS = {Partner: "partner", Contact: "ansprechpersonen", Site: "standorte", PaymentItem: "zahlungen"}


def sent(client, model, file) -> object:
    """The answer to the choice of a file: on to the check, or the form with what is wrong with it."""
    return client.post(reverse("sheet_read", args=[KINDS[model]]), {"file": file})


def tried(client, model, file):
    """The page that says what would become of the file."""
    answer = sent(client, model, file)
    assert answer.status_code == 302, answer.context["form"].errors
    return client.get(answer["Location"])


def checked(client, model, page, **said):
    """The same page, once something was said of columns and rows."""
    return client.post(reverse("sheet_check", args=[KINDS[model]]), {"tun": "pruefen", **asked(page), **said})


def asked(page) -> dict[str, str]:
    """What the page's form holds as it is: hidden fields and chosen options."""
    form = page.context["form"]
    given = {name: form[name].value() or "" for name in form.fields}
    kept = {name: answer for name, answer, _, _ in page.context["given"]}
    return given | kept | {"gezeigt": page.context["seen"]}


def stored(client, model, page, **said):
    """The answer to the confirmation of a check without errors."""
    at = reverse("sheet_check", args=[KINDS[model]])
    return client.post(at, {"tun": "uebernehmen", **asked(page), **said}, follow=True)


def answer_to(model, row: int, column: str) -> str:
    """The name of the field that answers to a row and column."""
    return f"antwort-{row}-{['', *SHEETS[KINDS[model]].sheet().headers()].index(column)}"


def problems(page) -> list[tuple[int, str]]:
    """Row and column of each refusal; none may offer a confirmation."""
    assert not page.context["can_store"]
    assert 'value="uebernehmen"' not in page.content.decode()
    return [(one.row, one.column) for one in page.context["outcome"].problems]


def partner(number: int, **other) -> list:
    row = {"Name": f"Verein {number}", "Kurzname": f"V{number}", "mit": f"dem Verein {number}"}
    return list((row | {"Bereich": "sozialer Dienstleister"} | other).values())


# --- in ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [sheet, text_file])
def test_partners_come_in_after_a_check_that_stores_nothing(clerk, make):
    page = tried(clerk, Partner, make(PARTNER, partner(1), partner(2)))
    assert "2 neue und 0 geänderte Zeilen" in page.content.decode()
    assert not Partner.objects.exists()
    said = stored(clerk, Partner, page).content.decode()
    assert "Übernommen: 2 neue und 0 geänderte Zeilen." in said
    assert list(Partner.objects.values_list("name", "sector")) == [
        ("Verein 1", "service_provider"),
        ("Verein 2", "service_provider"),
    ]


def test_a_partner_that_is_there_is_corrected_and_keeps_what_the_sheet_leaves_out(clerk):
    known = PartnerFactory(name="Verein 1", city="Bielefeld")
    page = tried(clerk, Partner, sheet(PARTNER, partner(1, Kurzname="Neu")))
    assert page.context["outcome"].taken[0].changed == ("Kurzname",)
    stored(clerk, Partner, page)
    known.refresh_from_db()
    assert (Partner.objects.count(), known.short_name, known.city) == (1, "Neu", "Bielefeld")


def test_a_sheet_of_partners_that_are_there_needs_no_more_than_their_names(clerk):
    known = PartnerFactory(name="Verein 1", short_name="V1")
    stored(clerk, Partner, tried(clerk, Partner, sheet(["Name", "Ort"], ["Verein 1", "Bielefeld"])))
    known.refresh_from_db()
    assert (known.short_name, known.city) == ("V1", "Bielefeld")


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


def test_the_preview_shows_what_will_be_stored(clerk):
    head, row = [*PARTNER, "Telefon", "Postleitzahl"], [*partner(1), "0521/51 - 0", 1067]
    page = tried(clerk, Partner, sheet(head, row))
    shown = [cell.text for cells in page.context["preview"].rows() for cell in cells]
    assert shown == ["Zeile 2", "neu", *partner(1), "01067", "+49 521 510"]


# --- columns -------------------------------------------------------------------------------------


def test_a_column_that_is_missing_is_named_and_another_can_take_its_place(clerk):
    page = tried(clerk, Partner, sheet(["Name", "Kürzel", "Name nach „mit“", "Bereich"], partner(1)))
    text = page.content.decode()
    assert ("Es fehlt die Spalte „Kurzname“." in text, "Spalte „Kürzel“" in text) == (True, True)
    assert (problems(page), Partner.objects.exists()) == ([], False)
    page = checked(clerk, Partner, page, **{"spalte-1": "Kurzname"})
    stored(clerk, Partner, page)
    assert Partner.objects.get().short_name == "V1"


def test_what_somebody_said_of_a_column_is_remembered_for_the_next_file(clerk, client_of):
    head = ["Name", "Kürzel", "Name nach „mit“", "Bereich", "Nr."]
    page = tried(clerk, Partner, sheet(head, [*partner(1), 1]))
    stored(clerk, Partner, checked(clerk, Partner, page, **{"spalte-1": "Kurzname"}))
    page = tried(clerk, Partner, sheet(head, [*partner(2), 2]))
    assert (page.context["can_store"], page.context["form"]["spalte-1"].value()) == (True, "Kurzname")
    other = client_of(in_group("Verwaltung", is_staff=True, email="andere@example.org"))
    assert not tried(other, Partner, sheet(head, [*partner(2), 2])).context["can_store"]


def test_a_column_given_twice_is_asked_about(clerk):
    page = tried(
        clerk, Partner, sheet([*PARTNER, "Telefon", "Telefon", ""], [*partner(1), "", "0521 510", "x"])
    )
    labels = [field.label for field in page.context["form"].fields.values()]
    assert labels == ["Spalte „Telefon (Spalte F)“", "Spalte G, ohne Überschrift"]


def test_another_preview_than_the_one_that_was_seen_is_shown_first(clerk):
    page = tried(clerk, Partner, sheet([*PARTNER, "Sitz"], [*partner(1), "Bielefeld"]))
    page = stored(clerk, Partner, page, **{"spalte-4": "Ort"})
    assert ("Bielefeld" in page.content.decode(), Partner.objects.exists()) == (True, False)
    stored(clerk, Partner, page)
    assert Partner.objects.get().city == "Bielefeld"


# --- refused and asked ---------------------------------------------------------------------------


def test_formulas_are_refused_at_their_cells(clerk):
    file = sheet(PARTNER, partner(1), partner(2, Kurzname="=1+1"), partner(3, Name='=HYPERLINK("http://x")'))
    assert problems(tried(clerk, Partner, file)) == [(3, "Kurzname"), (4, "Name")]
    assert problems(tried(clerk, Partner, text_file(PARTNER, partner(1, Kurzname="=1+1")))) == [
        (2, "Kurzname")
    ]


def test_a_partner_in_another_spelling_is_asked_about_row_by_row(clerk, awo):
    rows = [partner(1, Name="AWO Kreisverband  Bielefeld"), partner(2), partner(3, Name="VEREIN 2")]
    page = tried(clerk, Partner, sheet([*PARTNER, "Ort"], *[[*row, "Bielefeld"] for row in rows]))
    assert problems(page) == [(2, "Name"), (4, "Name")]
    assert "So ähnlich heißt schon „AWO-Kreisverband Bielefeld“" in page.content.decode()
    first, second = answer_to(Partner, 2, "Name"), answer_to(Partner, 4, "Name")
    page = checked(clerk, Partner, page, **{first: f"ist-{awo.pk}"})
    assert problems(page) == [(4, "Name")]
    page = checked(clerk, Partner, page, **{second: "andere"})
    stored(clerk, Partner, page)
    awo.refresh_from_db()
    assert (awo.name, awo.city) == ("AWO-Kreisverband Bielefeld", "Bielefeld")
    assert set(Partner.objects.values_list("name", flat=True)) == {awo.name, "Verein 2", "VEREIN 2"}


def test_an_identity_is_no_question(clerk):
    for name in ("Fixstern e. V.", "Fixstern gGmbH"):
        PartnerFactory(name=name, short_name=name)
    rows = [partner(1, Name="Fixstern\N{NO-BREAK SPACE}e.\u200b V. "), partner(2, Name="Fixstern gGmbH")]
    page = tried(clerk, Partner, sheet(PARTNER, *rows))
    assert [one.kind for one in page.context["outcome"].taken] == ["geändert", "geändert"]


@pytest.mark.parametrize(
    ("typed", "answer", "kept"),
    [
        ("0521 51-0 (Zentrale)", "nummer", "+49521510"),
        ("0521 51-0 priv.", "ohne", ""),
        ("Zentrale", "ohne", ""),
    ],
)
def test_a_word_in_a_telephone_number_is_asked_about(clerk, typed, answer, kept):
    page = tried(clerk, Partner, sheet([*PARTNER, "Telefon"], [*partner(1), typed]))
    assert problems(page) == [(2, "Telefon")]
    assert "Hier steht ein Wort" in page.content.decode()
    stored(clerk, Partner, checked(clerk, Partner, page, **{answer_to(Partner, 2, "Telefon"): answer}))
    assert str(Partner.objects.get().phone or "") == kept


def test_a_row_can_be_left_out(clerk):
    page = tried(clerk, Partner, sheet(PARTNER, partner(1), ["Stand: März", None, None, None]))
    assert {row for row, _ in problems(page)} == {3}
    page = checked(clerk, Partner, page, **{answer_to(Partner, 3, "Kurzname"): "auslassen"})
    said = stored(clerk, Partner, page).content.decode()
    assert "Übernommen: 1 neue und 0 geänderte Zeilen; ausgelassen: 1 Zeile." in said


def test_a_row_given_twice_is_refused_with_the_first_ones_number(clerk):
    page = tried(clerk, Partner, sheet(PARTNER, partner(1), partner(2), partner(1)))
    assert problems(page) == [(4, "Name")]
    assert "Das steht schon in Zeile 2." in page.content.decode()


def test_each_wrong_cell_is_named_with_its_reason(clerk, awo):
    rows = [
        ["Unbekannt", "Kim", "", "01.01.2026", ""],
        ["AWO", "", "", "01.01.2026", ""],
        ["AWO", "Kim", "keine", "gestern", ""],
        ["AWO", "Kim", "", "01.01.2026", "31.12.2025"],
    ]
    page = tried(clerk, Contact, sheet(CONTACT, *rows))
    assert problems(page) == [
        (2, "Kooperationspartner"),
        (3, "Name"),
        (4, "E-Mail-Adresse"),
        (4, "Seit"),
        (5, "Bis"),
    ]
    text = page.content.decode()
    assert "Einen Kooperationspartner „Unbekannt“ gibt es nicht." in text
    assert "Das Ende liegt vor dem Beginn." in text


def test_wrong_sites_store_neither_site_nor_neighbourhood(clerk):
    rows = [["Nord", "Neu", "Jöllenbeck", "", "", "ja"], ["Süd", "Neu", "Paderborn", "336", "", "oft"]]
    page = tried(clerk, Site, sheet(SITE, *rows))
    assert problems(page) == [(3, "Nachbarschaftscafé"), (3, "Stadtbezirk")]
    rows[1] = ["Süd", "Neu", "Senne", "336", "", "ja"]
    assert len(problems(tried(clerk, Site, sheet(SITE, *rows)))) == 1
    assert (Site.objects.count(), Neighbourhood.objects.count()) == (0, 0)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"%PDF-1.7", b"PK\x03\x04 broken", b"Name;\n\x00"])
@pytest.mark.parametrize("name", ["tabelle.xlsx", "tabelle.csv"])
def test_what_is_no_sheet_is_refused_at_the_file(clerk, content, name):
    answer = sent(clerk, Partner, SimpleUploadedFile(name, content))
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["file"])


def test_what_became_wrong_since_the_check_stores_nothing(clerk, awo):
    row = ["AWO", "Kim", "", "01.01.2026", ""]
    other = PartnerFactory(short_name="Bald weg")
    page = tried(clerk, Contact, sheet(CONTACT, row, ["Bald weg", "Toni", "", "01.01.2026", ""]))
    other.delete()
    page = stored(clerk, Contact, page)
    assert problems(page) == [(3, "Kooperationspartner")]
    assert not Contact.objects.exists()


def test_a_confirmation_twice_is_no_crash(clerk):
    page = tried(clerk, Partner, sheet(PARTNER, partner(1)))
    stored(clerk, Partner, page)
    assert "noch einmal aus" in stored(clerk, Partner, page).content.decode()


@pytest.mark.parametrize("role", ["Revision", "Partner"])
def test_who_may_only_look_does_not_import(client_of, awo, role):
    client = client_of(in_group(role, partner=awo if role == "Partner" else None))
    for name, more in (
        ("sheet_read", []),
        ("sheet_check", []),
        ("sheet_template", ["bestand"]),
        ("sheet_csv", []),
    ):
        assert client.get(reverse(name, args=["partner", *more])).status_code == 403, name


def test_the_list_of_the_admin_leads_to_the_one_page_for_it(clerk):
    for name in ("partners_partner", "partners_contact", "sites_site"):
        page = clerk.get(reverse(f"admin:{name}_changelist")).content.decode()
        assert "Tabelle einlesen" in page, name


# --- two thousand --------------------------------------------------------------------------------


@pytest.mark.exhaustive
def test_thirty_faulty_rows_of_two_thousand_are_all_named_and_the_mended_sheet_goes_in_whole(clerk):
    faults = [
        {"Bereich": "Verein"},
        {"Name": ""},
        {"Kurzname": "=1"},
        {"Kurzname": "{:x>61}"},
        {"Name": "VEREIN  1"},
    ]
    wrong = {60 * n: {head: text.format(n) for head, text in faults[n % 5].items()} for n in range(1, 31)}
    rows = [partner(n, **wrong.get(n, {})) for n in range(1, 2001)]
    with costing() as cost:
        page = tried(clerk, Partner, sheet(PARTNER, *rows))
    assert problems(page) == [(n + 1, next(iter(fault))) for n, fault in wrong.items()]
    assert all(one.reason for one in page.context["outcome"].problems)
    assert not Partner.objects.exists()
    assert cost.seconds < 10

    mended = tried(clerk, Partner, sheet(PARTNER, *[partner(n) for n in range(1, 2001)]))
    stored(clerk, Partner, mended)
    assert Partner.objects.count() == 2000


# --- out -----------------------------------------------------------------------------------------


def test_an_export_holds_no_formula(clerk):
    ContactFactory(name="=cmd|' /C calc'!A0", partner__name="@Verein")
    text = clerk.get(reverse("sheet_csv", args=["ansprechpersonen"])).content.decode("utf-8-sig")
    assert text.splitlines()[1].startswith("'@Verein;'=cmd")
    file = clerk.get(reverse("sheet_template", args=["ansprechpersonen", "bestand"])).content
    row = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(file)).active[2]]
    assert row[:2] == ["'@Verein", "'=cmd|' /C calc'!A0"]
