"""A second municipality is set up on the pages of the task list alone, and its report speaks of it alone."""

import io
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partners.models import Agreement, CityDistrict, Committee, Mandate, Municipality, Partner
from quality_dialog.models import Framework, Meeting, Report
from quartiersarbeit.ground import german
from quartiersarbeit.ground.city import city
from sites.models import Coverage, Seat, Site, enter_all
from tests.asking import said_by
from tests.people import in_group
from tests.test_first_day import coordinator

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
PAST = TODAY.replace(day=1) - timedelta(days=730)  # two years ago
DISTRICTS = ("Altstadt", "Neustadt", "Nordend", "Südheim", "Hafen", "Waldau")
LIMIT, SEATS = "150.000", 12
PARTNERS = [
    ["Name", "Kurzname", "Name nach „mit“", "Bereich"],
    ["Musterbau eG", "Musterbau", "der Musterbau", "Wohnungswirtschaft"],
    ["Nachbarn e. V.", "Nachbarn", "dem Verein Nachbarn", "Sozialer Dienstleister"],
]
SITES = [
    ["Name", "Quartier", "Stadtbezirk", "Eröffnet am"],
    ["Treff am Hafen", "Hafenviertel", "Hafen", german.day(PAST)],
    ["Treff Waldau", "Waldsiedlung", "Waldau", german.day(PAST)],
]


@pytest.fixture
def office(client_of) -> Client:
    """A coordinator's browser."""
    return client_of(in_group("Koordination", email="koordination@musterstadt.example"))


def send(client: Client, name: str, data: dict, *args, done: bool = True):
    """Fill in the form of a page as a browser does, with the key that stands on it."""
    url = reverse(name, args=args)
    page = client.get(url)
    assert page.status_code == 200, (name, page.status_code)
    key = re.findall(r'name="einmal" value="([^"]+)"', page.content.decode())[-1]
    answer = client.post(url, data | {"einmal": key})
    if done:
        errors = (
            getattr(answer, "context", None) and answer.context.get("form") and answer.context["form"].errors
        )
        assert answer.status_code == 302, (name, answer.status_code, errors)
    return answer


def sheet(rows: list[list[str]]) -> SimpleUploadedFile:
    text = "\n".join(";".join(f'"{cell}"' for cell in row) for row in rows)
    return SimpleUploadedFile("tabelle.csv", text.encode(), "text/csv")


def next_step(client: Client) -> str:
    """Where the task list leads next; nothing at its end."""
    step = client.get(reverse("first_steps")).context["next_step"]
    return step.title if step else ""


def named(client: Client) -> None:
    facts = {"name": "Stadt Musterstadt", "place": "Musterstadt", "adjective": "Musterstädter"}
    send(client, "municipality", facts | {"network": "Musterstädter Modell", "office": "Sozialamt"})


def divided(client: Client) -> None:
    for number, name in enumerate(DISTRICTS):
        send(client, "district_create", {"name": name, "column": number % 3, "row": number // 3})


def decided(client: Client) -> None:
    committee = {"name": "Sozialausschuss", "short_name": "SozA", "position": 1}
    cases = {"name_accusative": "den Sozialausschuss", "name_dative": "dem Sozialausschuss"}
    send(client, "committee_create", committee | cases)
    send(
        client,
        "mandate_create",
        {
            "reference": "17/2024",
            "kind": "Beschlussvorlage",
            "title": "Quartiersarbeit in Musterstadt",
            "committee": Committee.objects.get().pk,
            "decided_on": german.day(PAST - timedelta(days=60)),
            "task": "die Quartiersarbeit aufzubauen",
            "annual_limit": LIMIT,
            "site_limit": SEATS,
        },
    )
    mandate = Mandate.objects.get().pk
    send(client, "seats_enter", {"mandate": mandate, "valid_from": german.day(PAST)})
    days = "\n".join(german.day(TODAY + timedelta(days=30 * n)) for n in (1, 2, 3))
    send(client, "meetings_enter", {"committee": Committee.objects.get().pk, "days": days})
    year = {"year": TODAY.year, "appropriation": LIMIT, "carry_over_received": "", "mandate": mandate}
    send(client, "funding:fiscal_year_create", year)


def connected(client: Client) -> None:
    template = client.get(reverse("sheet_template", args=["rahmenkonzept", "beispiel"]))
    file = SimpleUploadedFile("rahmenkonzept.xlsx", b"".join(template))
    facts = {"name": "Rahmenkonzept Musterstadt", "version": "1", "valid_from": german.day(TODAY)}
    checked = send(client, "quality_dialog:framework_import", facts | {"file": file}, done=False)
    form = dict(re.findall(r'name="(checked|einmal)" value="([^"]+)"', checked.content.decode()))
    form = {name: unescape(value) for name, value in form.items()}
    assert client.post(reverse("quality_dialog:framework_import"), form).status_code == 302
    for kind, rows in (("partner", PARTNERS), ("standorte", SITES)):
        send(client, "sheet_read", {"file": sheet(rows)}, kind)
        seen = client.get(reverse("sheet_check", args=[kind])).context["seen"]
        send(client, "sheet_check", {"tun": "uebernehmen", "gezeigt": seen}, kind)


def agreed(client: Client) -> Agreement:
    """The first agreement, as it was two years ago: drafted, sent, signed by all, and a place given."""
    parties = list(Partner.objects.order_by("name"))
    rows = {"parteien-TOTAL_FORMS": 2, "parteien-INITIAL_FORMS": 0}
    for number, (partner, role) in enumerate(zip(parties, ("housing", "provider"), strict=True)):
        rows |= {f"parteien-{number}-partner": partner.pk, f"parteien-{number}-role": role}
        rows |= {f"parteien-{number}-position": number + 1}
    terms = {
        "title": "Kooperationsvereinbarung Musterstadt",
        "mandate": Mandate.objects.get().pk,
        "coordination_on": german.day(PAST - timedelta(days=40)),
        "starts_on": german.day(PAST),
        "ends_on": "",
        "quality_dialogue": "on",
        "framework_name": "Rahmenkonzept Musterstadt",
    }
    send(client, "partners:agreement_create", terms | rows)
    agreement = Agreement.objects.get()
    send(client, "partners:agreement_send", {"sent_on": german.day(PAST - timedelta(days=30))}, agreement.pk)
    for party in agreement.parties.order_by("position"):
        signed = {
            "party": party.pk,
            "signatory": "Vorstand",
            "signed_on": german.day(PAST - timedelta(days=10)),
        }
        send(client, "partners:agreement_sign", signed, agreement.pk)
    for site, seat in zip(Site.objects.order_by("name"), Seat.objects.order_by("number"), strict=False):
        given = {"agreement": agreement.pk, "seat": seat.pk, "starts_on": german.day(PAST), "ends_on": ""}
        send(client, "sites:coverage_create", given, site.pk)
    return agreement


def test_musterstadt_is_set_up_on_its_pages_alone_and_its_report_speaks_of_musterstadt(settings):
    office = coordinator(settings).fetch.client  # by invitation, as everybody
    assert reverse("first_steps") in office.get(reverse("dashboard")).content.decode().split("<main")[1]
    assert next_step(office) == "Stadt benennen"
    named(office)
    assert next_step(office) == "Stadtbezirke eintragen"
    divided(office)
    decided(office)
    assert (Seat.objects.count(), Meeting.objects.count()) == (SEATS, 3)
    assert next_step(office) == "Rahmenkonzept einlesen"
    connected(office)
    assert (Framework.objects.count(), Partner.objects.count(), Site.objects.count()) == (1, 2, 2)
    assert next_step(office) == "Erste Vereinbarung eintragen"
    agreement = agreed(office)
    assert (agreement.signed_on(), Coverage.objects.in_force(PAST).count()) == (PAST - timedelta(days=10), 2)
    assert next_step(office) == ""

    subject = office.get(reverse("quality_dialog:report_create")).context["form"]["subject"].value()
    asked = {"year": TODAY.year, "as_of": german.day(TODAY), "kind": "information", "subject": subject}
    send(office, "quality_dialog:report_create", asked)
    page = unescape(
        office.get(reverse("quality_dialog:report_page", args=[Report.objects.get().pk])).content.decode()
    )
    said = " ".join(re.sub(r"<[^>]+>", "", page).replace("\N{NO-BREAK SPACE}", " ").split())
    assert "Weiterentwicklung der Quartiersarbeit im Musterstädter Modell" in said
    assert "stehen zz. 150.000 € pro Jahr für maximal 12 Standorte zur Verfügung" in said
    assert "mit der Musterbau und dem Verein Nachbarn eine Kooperationsvereinbarung" in said
    assert "Bielefeld" not in page
    for name in ("dashboard", "sites:site_list", "first_steps", "masterdata", "quality_dialog:report_list"):
        assert "Bielefeld" not in office.get(reverse(name)).content.decode(), name
    shown = office.get(agreement.get_absolute_url()).content.decode()
    assert f"am {german.day(TODAY)}" in shown
    assert "Nacherfasst" in shown


def test_the_sites_form_offers_the_citys_own_districts(office):
    named(office)
    divided(office)
    form = office.get(reverse("sites:site_create")).context["form"]
    assert [label for _, label in form.fields["district"].choices] == ["Bitte wählen", *sorted(DISTRICTS)]
    assert [part.label for part in city().districts] == sorted(DISTRICTS)


def test_places_beyond_the_resolution_stay_impossible(office):
    decided(office)
    again = send(
        office,
        "seats_enter",
        {"mandate": Mandate.objects.get().pk, "valid_from": german.day(TODAY)},
        done=False,
    )
    assert (again.status_code, Seat.objects.count()) == (200, SEATS)
    more = {"number": SEATS + 1, "valid_from": german.day(TODAY), "mandate": Mandate.objects.get().pk}
    assert send(office, "seat_create", more, done=False).status_code == 200
    assert Seat.objects.count() == SEATS


def test_a_resolution_without_a_limit_gives_no_places_and_is_not_offered(office):
    decided(office)
    facts = {"reference": "18/2024", "title": "Bericht", "committee": Committee.objects.get().pk}
    send(office, "mandate_create", facts | {"kind": "Vorlage", "decided_on": german.day(TODAY)})
    silent = Mandate.objects.get(reference="18/2024")
    assert silent not in office.get(reverse("seats_enter")).context["form"].fields["mandate"].queryset
    with pytest.raises(ValidationError) as refusal:
        enter_all(mandate=silent, valid_from=TODAY, by=None, on=TODAY)
    assert refusal.value.error_dict["mandate"][0].code == "no_site_limit"


@pytest.mark.parametrize(
    ("days", "said"),
    [("26.01.2027\nmorgen", "„morgen“ ist kein Datum."), ("", "Bitte füllen Sie dieses Feld aus.")],
)
def test_a_day_that_is_none_is_named(office, days, said):
    decided(office)
    given = {"committee": Committee.objects.get().pk, "days": days}
    answer = send(office, "meetings_enter", given, done=False)
    assert said_by(answer.context["form"])["days"] == [said]


def test_meetings_that_are_known_already_stay_one(office):
    decided(office)
    known = german.day(Meeting.objects.first().held_on)
    given = {"committee": Committee.objects.get().pk, "days": f"{known}\n{known}\n01.02.2035"}
    send(office, "meetings_enter", given)
    assert Meeting.objects.count() == 4


def test_an_empty_choice_says_why_and_where_it_is_filled(office):
    for asks, leads in (
        ("mandate_create", "committee_create"),
        ("meetings_enter", "committee_create"),
        ("seat_create", "mandate_create"),
        ("seats_enter", "mandate_create"),
    ):
        html = office.get(reverse(asks)).content.decode()
        assert ("Noch ist kein" in html, f'href="{reverse(leads)}"' in html) == (True, True), asks


def test_a_sheet_with_a_wrong_row_stores_nothing_and_names_the_row(office):
    wrong = [*PARTNERS, ["Falsch", "F", "dem Falschen", "Raumfahrt"]]
    send(office, "sheet_read", {"file": sheet(wrong)}, "partner")
    (said,) = office.get(reverse("sheet_check", args=["partner"])).context["outcome"].problems
    assert (said.row, said.column, Partner.objects.count()) == (4, "Bereich", 0)
    assert said.reason.startswith("Bitte schreiben Sie Wohnungswirtschaft")


@pytest.mark.parametrize("name", ["tabelle.pdf", "tabelle"])
def test_only_a_table_is_read(office, name):
    file = SimpleUploadedFile(name, b"a;b")
    answer = send(office, "sheet_read", {"file": file}, "partner", done=False)
    assert answer.context["form"].errors.as_data()["file"][0].code == "unknown_format"


def test_a_sheet_too_large_is_refused(office):
    file = SimpleUploadedFile("tabelle.csv", b"a" * (2 * 1024 * 1024 + 1))
    answer = send(office, "sheet_read", {"file": file}, "partner", done=False)
    assert answer.context["form"].errors.as_data()["file"][0].code == "too_large"


def test_there_is_no_sheet_of_another_kind(office):
    assert office.get(reverse("sheet_read", args=["geld"])).status_code == 404


def test_what_is_entered_can_be_put_right(office):
    decided(office)
    committee = Committee.objects.get()
    page = office.get(reverse("committee_edit", args=[committee.pk]))
    facts = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    send(office, "committee_edit", facts | {"name": "Sozial- und Bauausschuss"}, committee.pk)
    committee.refresh_from_db()
    assert (committee.name, committee.entered_on) == ("Sozial- und Bauausschuss", TODAY)


def test_a_district_is_renamed_and_keeps_its_records(office):
    divided(office)
    row = CityDistrict.objects.get(name="Hafen")
    send(office, "district_edit", {"name": "Alter Hafen", "column": row.column, "row": row.row}, row.pk)
    assert {part.code: part.label for part in city().districts}["hafen"] == "Alter Hafen"


def test_the_city_is_one_and_named_again(office):
    named(office)
    named(office)
    assert (Municipality.objects.count(), city().place) == (1, "Musterstadt")


def test_setup_says_what_is_missing_and_fails_where_asked_to():
    said = io.StringIO()
    call_command("setup", stdout=said)
    assert "setup --invite" in said.getvalue()
    assert "Stadt benennen" in said.getvalue()
    with pytest.raises(CommandError, match="Noch 12 von 12 Schritten sind offen"):
        call_command("setup", "--check", stdout=io.StringIO())


def test_an_agreement_is_not_in_coordination_from_a_day_to_come(office):
    decided(office)
    terms = {
        "title": "X",
        "starts_on": german.day(TODAY),
        "coordination_on": german.day(date(TODAY.year + 1, 1, 1)),
    }
    rows = {"parteien-TOTAL_FORMS": 0, "parteien-INITIAL_FORMS": 0}
    answer = send(office, "partners:agreement_create", terms | rows, done=False)
    assert "coordination_on" in answer.context["form"].errors
