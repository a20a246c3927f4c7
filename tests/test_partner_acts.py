"""Keeping partners and the people there: enter, correct, deactivate, delete, anonymise."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from partners.models import Contact, Partner
from partners.rules import folded
from tests.asking import text_of
from tests.factories import AssignmentFactory, ContactFactory, NegotiationFactory, PartnerFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
FACTS = {
    "name": "Baugenossenschaft Freie Scholle eG",
    "short_name": "Freie Scholle",
    "name_after_mit": "der Baugenossenschaft Freie Scholle",
    "sector": "housing",
    "street": "Jöllenbecker Straße 123",
    "postcode": "33613",
    "city": "Bielefeld",
    "phone": "0521 98880",
    "website": "www.example.org",
    "iban": "DE89 3704 0044 0532 0130 00",
}


def enter(client, **facts):
    return client.post(reverse("partners:partner_create"), FACTS | facts)


# --- what people type ----------------------------------------------------------------------------


def test_koordination_enters_a_partner(koordination, client_of):
    answer = enter(client_of(koordination))
    partner = Partner.objects.get()
    assert answer.url == partner.get_absolute_url()
    assert (partner.iban, partner.phone.as_e164, partner.website) == (
        "DE89370400440532013000",
        "+4952198880",
        "https://www.example.org",
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("iban", "DE89 3704 0044 0532 0130 01"),
        ("iban", "DE12"),
        ("postcode", "3361"),
        ("postcode", "3361A"),
        ("phone", "12"),
        ("website", "javascript:alert(1)"),
        ("name", ""),
        ("name", "a" * 201),
        ("name", "\u200b\xa0"),
        ("sector", "bank"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_kept(koordination, client_of, field, value):
    answer = enter(client_of(koordination), **{field: value})
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors), form[field].value()) == (200, [field], value)
    assert not Partner.objects.exists()


def test_what_is_known_stands_in_the_form_and_is_corrected(koordination, client_of, awo):
    client = client_of(koordination)
    address = reverse("partners:partner_edit", args=[awo.pk])
    assert awo.name in text_of(client.get(address))
    assert client.post(address, FACTS | {"name": awo.name, "city": "Brackwede"}).url == awo.get_absolute_url()
    awo.refresh_from_db()
    assert (awo.city, awo.short_name) == ("Brackwede", "Freie Scholle")


def test_another_partners_name_is_no_crash(koordination, client_of, awo, bgw):
    answer = client_of(koordination).post(
        reverse("partners:partner_edit", args=[awo.pk]), FACTS | {"name": bgw.name, "confirmed": "on"}
    )
    assert "Einen Kooperationspartner mit diesem Namen gibt es schon." in text_of(answer)


# --- the same name, spelt otherwise --------------------------------------------------------------


@pytest.mark.parametrize(
    "other",
    [
        "ALT UND JUNG NORD-OST",
        "Alt  und  Jung Nordost",
        "Alt & Jung Nord-Ost e.V.",
        "Alt und Jung Nord-Ost gGmbH",
        "Alt und Jung Nord-Ost GmbH & Co. KG",
    ],
)
def test_spellings_of_one_name_fold_to_the_same(other):
    assert folded(other) == folded("Alt und Jung Nord-Ost e. V.")


@pytest.mark.parametrize(("one", "other"), [("Müller-Straße", "Mueller Strasse"), ("Café Öl", "Cafe Oel")])
def test_umlauts_and_accents_fold(one, other):
    assert folded(one) == folded(other)


def test_different_names_stay_different():
    names = ["BGW", "AWO", "GmbH", "e. V.", "Sennestadt", "Verein Ost", "Verein West", "Bauag"]
    assert len({folded(name) for name in names}) == len(names)


def test_a_similar_name_is_warned_of_and_shown(koordination, client_of):
    known = PartnerFactory(name="Freie Scholle Baugenossenschaft", short_name="FREIE SCHOLLE e.G.")
    answer = enter(client_of(koordination))
    assert answer.context["form"].has_error("name", "partner_similar")
    assert known.get_absolute_url() in text_of(answer)
    assert 'type="checkbox" name="confirmed"' in text_of(answer)
    assert Partner.objects.count() == 1


def test_a_second_submit_that_confirms_saves(koordination, client_of):
    PartnerFactory(name="BAUGENOSSENSCHAFT FREIE SCHOLLE")
    client = client_of(koordination)
    assert enter(client).status_code == 200
    assert enter(client, confirmed="on").status_code == 302
    assert Partner.objects.count() == 2


def test_without_a_similar_name_nobody_is_asked(koordination, client_of):
    assert 'type="checkbox"' not in text_of(client_of(koordination).get(reverse("partners:partner_create")))


def test_a_partner_does_not_resemble_itself(awo):
    awo.revise(name="AWO Kreisverband Bielefeld e.V.", short_name="AWO")
    assert Partner.objects.get().name == "AWO Kreisverband Bielefeld e.V."


# --- taking part, or not -------------------------------------------------------------------------


def test_deactivating_and_reactivating_are_dated(koordination, client_of, awo):
    client = client_of(koordination)
    client.post(reverse("partners:partner_deactivate", args=[awo.pk]))
    awo.refresh_from_db()
    assert awo.deactivated_on == TODAY
    client.post(reverse("partners:partner_reactivate", args=[awo.pk]))
    events = apps.get_model("partners", "PartnerEvent").objects.filter(pgh_obj_id=awo.pk).order_by("pgh_id")
    assert list(events.values_list("deactivated_on", flat=True)) == [None, TODAY, None]


@pytest.mark.parametrize(("days", "active"), [(-1, True), (0, False), (1, False)])
def test_a_partner_is_inactive_from_its_day_on(awo, days, active):
    awo.deactivate(by=UserFactory(), on=TODAY)
    assert Partner.objects.active(TODAY + timedelta(days=days)).exists() is active


def test_deactivating_twice_is_refused_with_a_reason(koordination, client_of):
    partner = PartnerFactory(deactivated_on=date(2020, 1, 1))
    answer = client_of(koordination).post(reverse("partners:partner_deactivate", args=[partner.pk]))
    assert (answer.status_code, "ist schon deaktiviert" in text_of(answer)) == (422, True)
    partner.refresh_from_db()
    assert partner.deactivated_on == date(2020, 1, 1)


def test_reactivating_an_active_partner_is_refused(awo):
    with pytest.raises(ValidationError) as refusal:
        awo.reactivate(by=UserFactory(), on=TODAY)
    assert refusal.value.code == "partner_active"


MISTAKE = {"reason": "Doppelt erfasst."}


def test_a_partner_entered_by_mistake_is_deleted(koordination, client_of):
    partner = PartnerFactory()
    answer = client_of(koordination).post(reverse("partners:partner_delete", args=[partner.pk]), MISTAKE)
    assert (answer.url, Partner.objects.exists()) == (reverse("partners:partner_list"), False)


def test_what_holds_a_partner_is_listed(koordination, client_of, awo, partner_user):
    ContactFactory.create_batch(2, partner=awo)
    AssignmentFactory(partner=awo)
    NegotiationFactory(partner=awo)
    answer = client_of(koordination).post(reverse("partners:partner_delete", args=[awo.pk]), MISTAKE)
    (said,) = answer.context["form"].non_field_errors()
    assert said.partition("Daran hängen noch: ")[2] == (
        "2 Ansprechpersonen, 1 Kooperationsgespräch, 1 Mitgliedschaft, 1 Person und 1 Rolle am Standort. "
        "Deaktivieren Sie den Partner stattdessen."
    )
    assert Partner.objects.filter(pk=awo.pk).exists()


# --- the people there ----------------------------------------------------------------------------


def test_a_person_is_entered_corrected_and_ended(koordination, client_of, awo):
    client = client_of(koordination)
    facts = {"name": "Kim Neu", "function": "Leitung", "phone": "0521 123456", "starts_on": "2026-01-01"}
    client.post(reverse("partners:contact_create", args=[awo.pk]), facts)
    contact = Contact.objects.get(partner=awo)
    client.post(reverse("partners:contact_edit", args=[contact.pk]), facts | {"function": "Vorstand"})
    client.post(reverse("partners:contact_end", args=[contact.pk]))
    contact.refresh_from_db()
    assert (contact.name, contact.function, contact.ends_on) == ("Kim Neu", "Vorstand", TODAY)
    again = client.post(reverse("partners:contact_end", args=[contact.pk]))
    assert (again.status_code, "schon beendet" in text_of(again)) == (422, True)


def test_an_end_before_the_start_is_refused_and_kept(koordination, client_of, awo):
    facts = {"name": "Kim", "starts_on": "2026-01-02", "ends_on": "2026-01-01"}
    answer = client_of(koordination).post(reverse("partners:contact_create", args=[awo.pk]), facts)
    assert "Das Ende liegt vor dem Beginn." in text_of(answer)
    assert answer.context["form"]["name"].value() == "Kim"
    assert not Contact.objects.exists()


def test_anonymising_asks_first_and_keeps_function_and_period(koordination, client_of):
    contact = ContactFactory(name="Toni Geheim", phone="+4952198880")
    client, address = client_of(koordination), reverse("partners:contact_anonymise", args=[contact.pk])
    assert "Toni Geheim" in text_of(client.get(address))
    client.post(address)
    kept = Contact.objects.values().get()
    assert kept == {
        "id": contact.pk,
        "partner_id": contact.partner_id,
        "name": "anonymisiert",
        "function": contact.function,
        "email": "",
        "phone": "",
        "starts_on": contact.starts_on,
        "ends_on": None,
        "anonymised_on": TODAY,
    }
    assert "Toni Geheim" not in text_of(client.get(contact.partner.get_absolute_url()))


@pytest.mark.parametrize(
    ("act", "given"),
    [("revise", {"name": "Kim"}), ("end", {"on": TODAY}), ("anonymise", {"on": TODAY})],
    ids=["revise", "end", "anonymise"],
)
def test_an_anonymised_person_stays_so(act, given):
    contact = ContactFactory(anonymised_on=TODAY, name="anonymisiert")
    with pytest.raises(ValidationError) as refusal:
        getattr(contact, act)(**given)
    assert refusal.value.code == "contact_anonymised"


def test_the_history_still_knows_who_it_was():
    contact = ContactFactory(name="Toni Geheim")
    contact.anonymise(on=TODAY)
    events = apps.get_model("partners", "ContactEvent").objects.filter(pgh_obj_id=contact.pk)
    assert list(events.order_by("pgh_id").values_list("name", flat=True)) == ["Toni Geheim", "anonymisiert"]


# --- who may -------------------------------------------------------------------------------------

ACTS = ("partner_edit", "partner_deactivate", "partner_reactivate", "partner_delete", "contact_create")


@pytest.mark.parametrize("role", ["partner_user", "freigabe", "revision", "gremium"])
def test_only_koordination_keeps_partners(role, request, client_of, awo):
    client, contact = client_of(request.getfixturevalue(role)), ContactFactory(partner=awo)
    addresses = [reverse(f"partners:{act}", args=[awo.pk]) for act in ACTS]
    addresses += [
        reverse(f"partners:{act}", args=[contact.pk])
        for act in ("contact_edit", "contact_end", "contact_anonymise")
    ]
    before = list(Partner.objects.values()), list(Contact.objects.values())
    answers = {client.post(address, FACTS).status_code for address in addresses}
    assert (answers, enter(client).status_code) == ({403}, 403)
    assert (list(Partner.objects.values()), list(Contact.objects.values())) == before


def test_a_partners_people_are_offered_no_change(partner_user, client_of, awo):
    ContactFactory(partner=awo)
    text = text_of(client_of(partner_user).get(awo.get_absolute_url()))
    assert "Bearbeiten" not in text
    assert "/ansprechpersonen/" not in text
