"""Auskunft: every declared field of one person, in both files, and nothing that its giver may not read."""

import io
import json
from datetime import date

import pikepdf
import pytest
from allauth.account.models import EmailAddress
from django.db import models
from django.urls import reverse

from partners.models import Contact, User
from quartiersarbeit.ground.history import acting
from quartiersarbeit.ground.privacy import ACTED, NAMED
from quartiersarbeit.privacy.declared import personal, tables
from quartiersarbeit.privacy.disclosing import HIDDEN, disclose
from quartiersarbeit.privacy.letter import paper_of
from tests import factories as f
from tests.people import in_group

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 4)
NAME = "Kim Zweifelsfrei"


@pytest.fixture
def keeper():
    return in_group("Verwaltung", email="verwaltung@example.org")


@pytest.fixture
def kim():
    """Somebody of the city with an account."""
    return f.UserFactory(first_name="Kim", last_name="Zweifelsfrei", email="kim@example.org")


def parts(person, by) -> list[dict]:
    return disclose(person, by, DAY).as_json()["parts"]


def of(found: list[dict], model: str, field: str) -> dict:
    return next(part for part in found if part["model"] == model and field in part["fields"])


@pytest.mark.parametrize("kind", [User, Contact], ids=lambda kind: kind.__name__)
def test_every_declared_field_is_in_it(kind, kim, keeper):
    """Each declaration is asked, whether it finds something or not; those of accounts not of a contact."""
    person = kim if kind is User else f.ContactFactory()
    found = {(part["model"], name) for part in parts(person, keeper) for name in part["fields"]}
    declared = {(one.model, name) for one in personal() for name in one.names}
    of_others = {
        (one.model, name)
        for one in personal()
        for name in one.names
        if one.person != NAMED and _leads_to(one) != kind._meta.label
    }
    assert declared - found <= of_others
    assert len(found) > 60


def _leads_to(one) -> str:
    if one.person.startswith("_"):
        return User._meta.label
    model = tables()[one.model]
    for step in filter(None, one.person.split("__")):
        model = model._meta.get_field(step).related_model
    return model._meta.label


def test_an_account_is_told_with_its_history_its_mail_its_deputies_and_what_it_did(kim, keeper):
    kim.last_name = "Zweifelsfrei-Neu"
    kim.save()
    EmailAddress.objects.create(user=kim, email=kim.email)
    f.SentMailFactory(recipient=kim, subject="Erinnerung")
    f.AbsenceFactory(person=kim)
    f.AbsenceFactory(deputy=kim, starts_on=date(2027, 3, 1), ends_on=date(2027, 3, 5))
    f.PublicTextFactory(written_by=kim)
    found = parts(kim, keeper)
    account = of(found, "partners.User", "last_name")
    assert [row["last_name"] for row in account["history"]] == ["Zweifelsfrei", "Zweifelsfrei-Neu"]
    assert account["rows"][0]["password"] == HIDDEN
    assert of(found, "partners.SentMail", "subject")["rows"][0]["subject"] == "Erinnerung"
    assert (
        len(of(found, "partners.Absence", "person")["rows"]),
        len(of(found, "partners.Absence", "deputy")["rows"]),
        len(of(found, "account.EmailAddress", "email")["rows"]),
        [row["on"] for row in of(found, "partners.PublicText", "written_by")["rows"]],
    ) == (1, 1, 1, ["2026-03-02"])


def test_what_somebody_caused_is_told_with_its_moment(kim, keeper, transactional_db):
    with acting(kim):
        f.CommitteeFactory(name="Beirat")
    caused = disclose(kim, keeper, DAY).acted
    assert [(event["what"], event["record"]) for event in caused] == [("angelegt", "Gremium")]


def test_a_signed_in_session_is_told(kim, keeper, client_of):
    client_of(kim)
    client_of(f.UserFactory())
    assert [
        row["session_key"] for row in of(parts(kim, keeper), "sessions.Session", "expire_date")["rows"]
    ] == [HIDDEN]


def test_a_contact_is_told_with_what_the_history_remembers(keeper):
    contact = f.ContactFactory(name=NAME, email="kim@example.org", phone="+495215550123")
    f.AttendanceFactory(contact=contact, function="")
    contact.anonymise(on=DAY)
    found = parts(contact, keeper)
    told = of(found, "partners.Contact", "name")
    assert [row["name"] for row in told["rows"]] == ["anonymisiert"]
    assert [row["name"] for row in told["history"]] == [NAME, "anonymisiert"]
    assert len(of(found, "quality_dialog.Attendance", "contact")["rows"]) == 1


TEXTS = [
    (one, name)
    for one in personal()
    if one.person == NAMED and hasattr(tables()[one.model], "objects")
    for name in one.names
    if isinstance(tables()[one.model]._meta.get_field(name), models.TextField)
    and one.model
    in ("partners.Step", "partners.Partner", "sites.Site", "funding.Decision", "funding.Reversal")
]


@pytest.mark.parametrize(("one", "name"), TEXTS, ids=lambda given: getattr(given, "model", given))
def test_a_text_that_names_somebody_is_found(one, name, kim, keeper):
    factory = getattr(f, f"{one.model.partition('.')[2]}Factory")
    said = {name: f"Gespräch mit {NAME.upper()} am Montag."}
    if name == "merge_reason":  # only of a partner that has gone into another one
        day, by = date(2026, 3, 1), f.UserFactory()
        said |= {"merged_into": f.PartnerFactory(), "merged_on": day, "merged_by": by}
        said |= {"deactivated_on": day, "deactivated_by": by}
    factory(**said)
    (row,) = of(parts(kim, keeper), one.model, name)["rows"]
    assert NAME.upper() in row[name]


def test_a_draft_of_a_partner_is_counted_and_not_shown(kim, keeper, awo):
    f.FindingFactory(raised_for=awo, wording=f"{NAME} kommt nicht mehr.")
    part = of(parts(kim, keeper), "quality_dialog.Finding", "wording")
    assert (part["rows"], part["history"], part["not_readable_here"]) == ([], [], 1)


def test_nobody_elses_data_is_in_it(kim, keeper):
    other = f.UserFactory(first_name="Toni", last_name="Andersname", email="toni@example.org")
    f.SentMailFactory(recipient=other, text="Nur für Toni Andersname")
    f.ContactFactory(name="Toni Andersname")
    said = json.dumps(disclose(kim, keeper, DAY).as_json(), default=str)
    assert ("Andersname" in said, "toni@example.org" in said) == (False, False)


def test_the_paper_says_what_the_data_says(kim, keeper):
    f.SentMailFactory(recipient=kim, subject="Erinnerung", sent=True)
    paper = paper_of(disclose(kim, keeper, DAY))
    text = "\n".join(part.text for section in paper.sections for part in section.paragraphs)
    assert [
        word
        for word in ("Nachname: Zweifelsfrei", "Erinnerung", "Wozu:", "kim@example.org")
        if word not in text
    ] == []


def test_files_that_nobody_searched_are_named(kim, keeper):
    part = of(parts(kim, keeper), "partners.Agreement", "document")
    assert part["not_searched"] == ["document"]


@pytest.mark.parametrize("form", ["json", "pdf"])
def test_administration_takes_the_file(form, kim, keeper, client_of):
    f.SentMailFactory(recipient=kim)
    client = client_of(keeper)
    assert "Kim Zweifelsfrei" in client.get(reverse("disclosure"), {"q": "zweifels"}).content.decode()
    answer = client.get(reverse("disclosure_file", args=["konto", kim.pk, form]))
    assert (answer.status_code, f".{form}" in answer["Content-Disposition"]) == (200, True)
    if form == "pdf":
        with pikepdf.open(io.BytesIO(answer.content)) as pdf:
            assert len(pdf.pages) >= 1
    else:
        assert json.loads(answer.content)["person"] == str(kim)


@pytest.mark.parametrize(("kind", "form"), [("gremium", "json"), ("konto", "xlsx")])
def test_there_is_no_other_file(kind, form, kim, keeper, client_of):
    assert client_of(keeper).get(f"/datenschutz/auskunft/{kind}/{kim.pk}.{form}").status_code == 404


def test_acted_is_declared_for_every_reference_to_who_did_something():
    assert len([one for one in personal() if one.whose == ACTED]) > 80
