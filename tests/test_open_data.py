"""Open data: what is public as files that programs read, described for portals, and nobody's name in any row."""

import csv
import io
import json
from datetime import date

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from quartiersarbeit.public.datasets import BY_SLUG, SETS, TYPES
from sites.models import Site
from tests import factories as f
from tests.asking import text_of

pytestmark = pytest.mark.django_db

LAST = date(2026, 9, 3)


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *given: date(2026, 11, 22))


@pytest.fixture
def network():
    """A site under agreement with money and an agreed finding; beside it what is not public."""
    mandate = f.MandateFactory(decided_on=date(2025, 1, 1), site_limit=10)
    housing = f.PartnerFactory(
        name="Beispielbau eG", short_name="Beispielbau", sector="housing", street="Weg 1"
    )
    agreement = f.AgreementFactory(mandate=mandate, starts_on=date(2025, 10, 1), parties=[housing])
    coverage = f.CoverageFactory(agreement=agreement, starts_on=date(2025, 10, 1), site__name="Standort 1")
    f.AssignmentFactory(site=coverage.site, partner=housing, role="landlord", starts_on=date(2025, 10, 1))
    allocation = f.AllocationFactory(fiscal_year__year=2026, site=coverage.site, recipient=housing)
    f.DecisionFactory(
        allocation=allocation,
        approved=True,
        amount=8000,
        drafted_on=date(2026, 2, 1),
        approved_on=date(2026, 2, 2),
    )
    f.DisbursementFactory(allocation=allocation, amount=500, paid=True)
    f.PartnerFactory(name="Nur im Gespräch gGmbH", short_name="Gespräch")
    f.AllocationFactory(
        fiscal_year__year=2025, site=coverage.site, recipient=housing
    )  # a plan, nobody's money yet
    return coverage.site


def of(slug: str, form: str = "json"):
    return Client().get(reverse("open_data_file", args=[slug, form]))


def rows(slug: str) -> list[dict]:
    return of(slug).json()["zeilen"]


# --- what stands there ---------------------------------------------------------------------------------


def test_the_network_is_whoever_is_party_to_an_agreement_in_force_without_address_or_telephone(network):
    (one,) = rows("netzwerk")
    assert (one["name"], one["bereich"], one["vereinbarungen"], one["seit"]) == (
        "Beispielbau eG",
        "Wohnungswirtschaft",
        1,
        "2025-10-01",
    )
    assert "Weg 1" not in of("netzwerk").content.decode()


def test_a_site_says_where_it_lies_which_place_it_has_and_who_works_there(network):
    (one,) = rows("standorte")
    assert (one["standort"], one["platz_seit"], one["beteiligte"]) == (
        "Standort 1",
        "2025-10-01",
        "Wohnungsunternehmen: Beispielbau",
    )


def test_each_place_says_whether_it_is_taken_and_by_which_site(network):
    f.SeatFactory(mandate=f.MandateFactory(site_limit=10), valid_until=None)
    found = [(one["stand"], one["standort"]) for one in rows("plaetze")]
    assert sorted(found, key=str) == [("frei", None), ("vergeben", "Standort 1")]


def test_an_allocation_says_what_was_granted_and_paid_and_a_plan_is_none(network):
    (one,) = rows("zuweisungen")
    assert (one["jahr"], one["empfaenger"], one["bewilligt"], one["ausgezahlt"]) == (
        2026,
        "Beispielbau eG",
        "8000.00",
        "500.00",
    )


def test_findings_in_agreement_are_counted_and_not_told():
    partner = f.PartnerFactory()
    dialogue = f.DialogueFactory(partners=[partner])
    agreed = f.FindingFactory(dialogue=dialogue, shared=True, wording="Der Treffpunkt fehlt.")
    f.StatementFactory(finding=agreed, partner=partner, stance="agrees")
    f.FindingFactory(dialogue=dialogue, shared=True)
    (one,) = rows("feststellungen")
    assert (one["anzahl"], one["standorte"]) == (1, 1)
    assert "Treffpunkt" not in of("feststellungen").content.decode()


def test_published_reports_stand_there_with_the_address_that_stays():
    told, _ = f.ReportFactory(published=True), f.ReportFactory(approved=True)
    (one,) = rows("berichte")
    assert (
        one["thema"],
        one["fassung"],
        one["adresse"].endswith(reverse("public_report", args=[told.pk])),
    ) == (
        told.subject,
        1,
        True,
    )


def test_a_change_is_seen_at_once(network):
    rows("standorte")
    Site.objects.filter(pk=network.pk).update(name="Umbenannt")
    assert [one["standort"] for one in rows("standorte")] == ["Umbenannt"]


# --- how it is written ---------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", BY_SLUG)
def test_csv_and_json_say_the_same_and_the_dictionary_names_every_column(network, slug):
    f.ReportFactory(published=True)
    read = list(csv.DictReader(io.StringIO(of(slug, "csv").content.decode())))
    told = rows(slug)
    dictionary = Client().get(reverse("open_data_dictionary")).json()["datensaetze"]
    (known,) = [one for one in dictionary if one["datensatz"] == slug]
    columns = [one["name"] for one in known["spalten"]]
    assert [{name: str(value or "") for name, value in one.items()} for one in told] == read
    assert [list(one) for one in read] == [columns] * len(read)
    assert [one for one in known["spalten"] if not (one["bedeutung"] and one["art"] in TYPES)] == []


def test_a_text_that_a_program_would_compute_is_disarmed_in_csv(network):
    Site.objects.filter(pk=network.pk).update(name='=HYPERLINK("http://x")')
    assert "'=HYPERLINK" in of("standorte", "csv").content.decode()


@pytest.mark.parametrize(
    ("slug", "form"), [("gibtsnicht", "csv"), ("standorte", "xlsx"), ("standorte", "exe")]
)
def test_what_there_is_not_is_not_there(slug, form):
    assert of(slug, form).status_code == 404


def test_with_no_row_there_are_still_columns():
    assert of("standorte", "csv").content.decode().startswith("standort_id,standort,quartier")
    assert rows("standorte") == []


# --- nobody is named -----------------------------------------------------------------------------------


def test_no_person_is_named_in_any_row_of_any_file_even_where_an_organisation_is_called_like_one(network):
    f.ContactFactory(
        name="Anna Kaya", email="anna.kaya@example.org", partner=network.assignments.get().partner
    )
    f.UserFactory(first_name="Kim", last_name="Beispielfrau", email="kim@example.org")
    f.PartnerFactory(name="Anna Kaya e. K.", short_name="Anna Kaya")
    other = f.PartnerFactory(name="Kim Beispielfrau, Hausverwaltung", short_name="Frau Kaya")
    f.PartyFactory(agreement=network.coverages.get().agreement, partner=other, signatory="Toni Zeichnet")
    f.AssignmentFactory(site=network, partner=other, role="care", starts_on=date(2025, 10, 1))
    Site.objects.filter(pk=network.pk).update(name="Haus Toni Zeichnet")
    f.ReportFactory(published=True, subject="Bericht von Anna Kaya", contact="Kim Beispielfrau")
    names = ("Kaya", "Beispielfrau", "Zeichnet", "@example.org")
    files = [of(one.slug, form) for one in SETS for form in ("csv", "json")]
    files += [
        Client().get(reverse(name)) for name in ("open_data_grants", "open_data_catalogue", "open_data")
    ]
    found = [name for file in files for name in names if name in file.content.decode()]
    assert (found, len(rows("netzwerk"))) == ([], 2)


# --- described -----------------------------------------------------------------------------------------

REQUIRED_BY_360GIVING = {
    *("id", "title", "description", "currency", "amountAwarded", "awardDate"),
    *("recipientOrganization", "fundingOrganization"),
}


@override_settings(PUBLIC_URL="https://quartier.example.org", GRANTS_PREFIX="")
def test_a_grant_has_what_360giving_requires(network):
    (one,) = Client().get(reverse("open_data_grants")).json()["grants"]
    assert one.keys() >= REQUIRED_BY_360GIVING
    assert [name for name in REQUIRED_BY_360GIVING if not one[name]] == []
    assert (one["currency"], one["amountAwarded"], one["amountDisbursed"], one["awardDate"]) == (
        "EUR",
        8000.0,
        500.0,
        "2026-02-02",
    )
    assert one["id"].startswith("quartier.example.org-zuweisung-2026-")
    assert [set(org) for org in (*one["recipientOrganization"], *one["fundingOrganization"])] == [
        {"id", "name"}
    ] * 2


@override_settings(GRANTS_PREFIX="360G-beispiel")
def test_the_prefix_that_360giving_has_given_stands_before_each_identifier(network):
    (one,) = Client().get(reverse("open_data_grants")).json()["grants"]
    assert one["id"].startswith("360G-beispiel-")


LICENSE = "https://www.govdata.de/dl-de/zero-2-0"


@override_settings(PUBLIC_URL="https://quartier.example.org", OPEN_DATA_LICENSE=LICENSE)
def test_the_catalogue_describes_each_set_with_files_that_are_there():
    answer = Client().get(reverse("open_data_catalogue"))
    told = json.loads(answer.content)
    sets = told["dcat:dataset"]
    assert (answer["Content-Type"], told["@type"], len(sets)) == (
        "application/ld+json",
        "dcat:Catalog",
        len(SETS) + 1,
    )
    for one in sets:
        assert [
            name for name in ("dct:title", "dct:description", "dct:publisher", "dcat:theme") if not one[name]
        ] == []
        for file in one["dcat:distribution"]:
            path = file["dcat:downloadURL"]["@id"].removeprefix("https://quartier.example.org")
            there = Client().get(path)
            assert (there.status_code, file["dct:license"]) == (200, {"@id": LICENSE})
            assert there["Content-Type"].partition(";")[0] in file["dcat:mediaType"]["@id"]


@override_settings(OPEN_DATA_LICENSE="", OPEN_DATA_CONTRIBUTOR="")
def test_what_the_city_has_not_decided_is_not_claimed():
    told = Client().get(reverse("open_data_catalogue")).content.decode()
    page = text_of(Client().get(reverse("open_data")))
    assert ("license" in told, "contributorID" in told, "noch keine Lizenz festgelegt" in page) == (
        False,
        False,
        True,
    )
