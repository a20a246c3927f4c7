"""A retention run: after the Stadtarchiv, with a proof, and nothing before its day."""

import io
from datetime import date, timedelta

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.urls import reverse

from partners.models import (
    ArchiveOffer,
    BarrierReport,
    Contact,
    DeletionProof,
    Notification,
    SentMail,
    Tombstone,
)
from partners.models.retention import key_digest
from quartiersarbeit.ground import guarded
from quartiersarbeit.privacy import retaining
from quartiersarbeit.privacy.retaining import plans, retain, unproven
from quartiersarbeit.privacy.rules import BY_CODE, FORGOTTEN, FORMER, RULES
from tests import factories as f
from tests.asking import code_of, text_of, told
from tests.constraints import sql
from tests.people import in_group

pytestmark = pytest.mark.django_db

ENDED = date(2022, 6, 30)
PAST = date(2024, 7, 1)  # 24 months are over
ON = date(2025, 3, 3)


@pytest.fixture
def keeper():
    return in_group("Verwaltung", email="verwaltung@example.org")


@pytest.fixture
def contact():
    """Somebody whose function ended long ago, and who is remembered still."""
    given = {"name": "Kim Zweifelsfrei", "email": "kim@example.org", "phone": "+495215550123"}
    return f.ContactFactory(**given, starts_on=date(2020, 1, 1), ends_on=ENDED)


def freed(rule: str, up_to: date = ON) -> ArchiveOffer:
    """The archive was offered all up to that day, and wants nothing of it."""
    days = {"offered_on": up_to, "due_on": up_to + timedelta(days=180), "answered_on": up_to}
    return f.ArchiveOfferFactory(rule=rule, up_to=up_to, **days, answered=True)


def do(code: str, on: date = ON) -> DeletionProof | None:
    return retain(BY_CODE[code], on)


def names_in_history(contact: Contact) -> list[str]:
    return [
        name for (name,) in sql("SELECT name FROM partners_contactevent WHERE pgh_obj_id = %s", contact.pk)
    ]


# --- when --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("on", "past"), [(date(2024, 6, 30), 0), (PAST, 1)])
def test_a_contact_is_past_its_day_when_the_months_are_over(on, past, contact):
    assert [plan.past for plan in plans(on) if plan.rule.code == "contact"] == [past]


def test_nothing_goes_before_the_archive_was_offered_it(contact):
    assert (do("contact"), contact.name) == (None, Contact.objects.get().name)


def test_nothing_goes_while_the_archive_may_still_answer(contact):
    offer = f.ArchiveOfferFactory(up_to=ON, offered_on=ON, due_on=ON + timedelta(days=30))
    assert do("contact", offer.due_on) is None
    assert do("contact", offer.due_on + timedelta(days=1)).counted == {"partners.Contact": 1}


def test_what_expired_after_the_offer_waits_for_the_next(contact):
    later = f.ContactFactory(starts_on=date(2020, 1, 1), ends_on=date(2023, 1, 31))
    freed("contact", date(2024, 8, 1))
    (plan,) = [plan for plan in plans(ON) if plan.rule.code == "contact"]
    assert (plan.past, plan.ready, plan.waiting) == (2, 1, 1)
    do("contact")
    later.refresh_from_db()
    assert (Contact.objects.get(pk=contact.pk).name, later.anonymised_on) == ("anonymisiert", None)


def test_who_is_still_in_the_function_stays(contact):
    freed("contact")
    staying = f.ContactFactory(starts_on=date(2020, 1, 1), ends_on=None)
    do("contact")
    assert Contact.objects.get(pk=staying.pk).name == staying.name


# --- what --------------------------------------------------------------------------------------------


def test_a_contact_is_forgotten_in_its_row_and_in_the_history(contact):
    freed("contact")
    proof = do("contact")
    contact.refresh_from_db()
    assert (contact.name, contact.email, contact.phone, contact.ends_on) == ("anonymisiert", "", "", ENDED)
    assert set(names_in_history(contact)) == {"anonymisiert"}
    assert sql("SELECT count(*) FROM partners_contactevent WHERE email <> '' OR phone <> ''") == [(0,)]
    assert proof.tombstones == Tombstone.objects.filter(table="partners_contactevent").count() == 1


def test_who_was_anonymised_by_hand_is_forgotten_in_the_history_too(contact):
    contact.anonymise(on=date(2023, 1, 1))
    freed("contact")
    assert (do("contact").tombstones, set(names_in_history(contact))) == (1, {"anonymisiert"})


def test_what_others_are_called_in_the_history_stays(contact):
    other = f.ContactFactory(name="Toni Andersname")
    freed("contact")
    do("contact")
    assert names_in_history(other) == ["Toni Andersname"]


def test_an_account_loses_its_name_and_what_was_its_own_but_not_what_it_did(keeper):
    person = f.UserFactory(first_name="Kim", last_name="Zweifelsfrei", email="kim@example.org")
    f.SentMailFactory(recipient=person)
    f.NotificationFactory(recipient=person)
    f.MailWishFactory(user=person)
    SocialAccount.objects.create(user=person, provider="https://id.example.org", uid="subjekt")
    text = f.PublicTextFactory(written_by=person)
    f.DepartureFactory(person=person, left_on=ENDED)
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    freed("account")
    proof = do("account")
    person.refresh_from_db()
    text.refresh_from_db()
    assert (str(person), person.email.partition("@")[2], text.written_by) == (FORMER, FORGOTTEN, person)
    assert proof.counted == {
        "partners.MailWish": 1,
        "socialaccount.SocialAccount": 1,
        "partners.Notification": 1,
        "partners.SentMail": 1,
        "partners.User": 1,
    }
    said = sql(
        "SELECT DISTINCT first_name, last_name, email FROM partners_userevent WHERE pgh_obj_id = %s",
        person.pk,
    )
    assert said == [("", FORMER, FORGOTTEN)]


def test_an_account_that_was_not_locked_for_good_stays():
    person = f.UserFactory()
    f.DepartureFactory(person=person, left_on=ENDED)
    freed("account")
    assert (do("account"), type(person).objects.get(pk=person.pk).email) == (None, person.email)


def test_old_mail_news_and_answered_barriers_are_deleted_and_younger_ones_stay():
    old, young = date(2023, 1, 2), date(2025, 2, 3)
    for day in (old, young):
        f.SentMailFactory(day=day)
        f.NotificationFactory(told_at=f"{day}T12:00:00+01:00")
        f.BarrierReportFactory(answered=True, answered_on=day)
    f.BarrierReportFactory()
    freed("mail")
    freed("barrier")
    counted = [do(code).counted for code in ("mail", "news", "barrier")]
    assert counted == [{"partners.SentMail": 1}, {"partners.Notification": 1}, {"partners.BarrierReport": 1}]
    assert [SentMail.objects.get().day, Notification.objects.count(), BarrierReport.objects.count()] == [
        young,
        1,
        2,
    ]


def test_a_run_done_twice_changes_nothing_more(contact):
    freed("contact")
    do("contact")
    assert (do("contact"), DeletionProof.objects.count()) == (None, 1)


# --- guards ------------------------------------------------------------------------------------------


def test_the_guards_stand_again_after_the_run(contact):
    f.SentMailFactory(day=date(2023, 1, 2))
    freed("contact")
    freed("mail")
    do("contact")
    do("mail")
    assert guarded.faults() == ()
    asleep = sql("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'O'")
    assert asleep == [(0,)]


def test_the_apps_role_cannot_retain(contact, app_role):
    freed("contact")
    with transaction.atomic():
        sql(f"SET LOCAL ROLE {app_role}")
        with pytest.raises(PermissionError):
            do("contact")
        sql("RESET ROLE")
    assert names_in_history(contact) == ["Kim Zweifelsfrei"]


def test_nothing_goes_without_its_proof(contact, monkeypatch):
    freed("contact")
    monkeypatch.setattr(retaining, "_digests", lambda gone: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        do("contact")
    assert (names_in_history(contact), DeletionProof.objects.exists()) == (["Kim Zweifelsfrei"], False)


# --- proof -------------------------------------------------------------------------------------------


@pytest.fixture
def proven(contact) -> DeletionProof:
    freed("contact")
    freed("mail")
    f.SentMailFactory(day=date(2023, 1, 2))
    do("mail")
    return do("contact")


def tampered(table: str, statement: str) -> list[str]:
    """What an owner of the tables leaves behind who switches the guard off first."""
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    sql(statement)
    return unproven()


def test_a_proof_holds_and_names_what_is_gone_by_its_check_sum(proven, contact):
    assert (unproven(), proven.keys, proven.number) == ([], [key_digest("partners.Contact", contact.pk)], 2)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE partners_deletionproof SET counted = '{}' WHERE number = 2", "Nr. 2 wurde verändert"),
        ("UPDATE partners_deletionproof SET \"on\" = '2020-01-01' WHERE number = 1", "Nr. 1 wurde verändert"),
        ("UPDATE partners_deletionproof SET number = 3 WHERE number = 2", "fehlt einer"),
        ("UPDATE partners_deletionproof SET previous_sha256 = sha256 WHERE number = 2", "schließt nicht"),
    ],
)
def test_a_proof_that_somebody_changed_is_found(statement, said, proven):
    assert any(said in one for one in tampered("partners_deletionproof", statement))


def test_a_proof_that_somebody_removed_is_found(proven):
    assert any(
        "Nr. 2" in one
        for one in tampered("partners_deletionproof", "DELETE FROM partners_deletionproof WHERE number = 1")
    )


def test_a_tombstone_that_somebody_removed_is_found(proven):
    assert tampered("partners_tombstone", "DELETE FROM partners_tombstone") != []


def test_an_emptied_event_that_somebody_filled_again_is_found(proven):
    found = tampered("partners_contactevent", "UPDATE partners_contactevent SET name = 'Erfunden'")
    assert found == ["partners_contactevent: 1 ersetzte Ereignisse wurden seitdem verändert oder entfernt."]


def test_somebody_who_is_back_is_found(proven, contact):
    Contact.objects.filter(pk=contact.pk).update(name="Kim", anonymised_on=None)
    assert unproven() == ["Ansprechpersonen: 1 als anonymisiert nachgewiesen und noch da."]


def test_a_tombstone_has_the_check_sum_before_and_after(contact):
    (before,) = sql(
        "SELECT encode(sha256(convert_to(to_jsonb(e)::text, 'UTF8')), 'hex') FROM partners_contactevent e"
    )
    freed("contact")
    do("contact")
    stone = Tombstone.objects.order_by("pk").first()
    assert (stone.old_sha256, stone.old_sha256 != stone.new_sha256) == (before[0], True)


# --- the archive -------------------------------------------------------------------------------------


def test_administration_offers_and_notes_the_answer(contact, keeper, client_of):
    client = client_of(keeper)
    answer = client.post(reverse("archive_offer"), {"rule": "contact", "up_to": "2025-03-03"}, follow=True)
    offer = ArchiveOffer.objects.get()
    assert (offer.counted, offer.offered_by, "eingetragen" in told(answer)[0]) == (1, keeper, True)
    assert reverse("archive_answer", args=[offer.pk]) in answer.content.decode()
    client.post(reverse("archive_answer", args=[offer.pk]), {"taken": "nein"})
    offer.refresh_from_db()
    assert (offer.taken, offer.answered_by) == (False, keeper)
    again = {"taken": True, "by": keeper, "on": ON}
    assert code_of(offer.settle, **again) == "archive_answered"


def test_offers_are_refused_to_others_without_anything_and_out_of_order(koordination, keeper):
    given = {"rule": "contact", "up_to": ON, "counted": 1, "due_on": ON + timedelta(days=30), "on": ON}
    offer = ArchiveOffer.objects.offer
    assert code_of(offer, **given, by=koordination) == "archive_by_administration"
    assert code_of(offer, **given | {"counted": 0}, by=keeper) == "archive_nothing"
    assert code_of(offer, **given | {"due_on": ON}, by=keeper) == "archive_offer_in_order"
    assert (
        code_of(f.ArchiveOfferFactory().settle, taken=True, by=koordination, on=ON)
        == "archive_by_administration"
    )


def test_the_page_is_a_dry_run(contact, keeper, client_of):
    read = text_of(client_of(keeper).get(reverse("retention")))
    assert [rule.label for rule in RULES if rule.label not in read] == []
    assert ("Noch wurde nichts gelöscht." in read, Contact.objects.get().name) == (True, "Kim Zweifelsfrei")


# --- the command -------------------------------------------------------------------------------------


def command(*given: str) -> str:
    out = io.StringIO()
    call_command("retain", *given, stdout=out)
    return out.getvalue()


def test_the_dry_run_says_what_would_go_and_writes_nothing(contact):
    said = command("--dry-run", "--on", "2025-03-03")
    assert "Ansprechpersonen, deren Funktion endete: 1 abgelaufen, davon 0 zu löschen und 1" in said
    assert (DeletionProof.objects.exists(), Contact.objects.get().name) == (False, "Kim Zweifelsfrei")


@pytest.mark.django_db(transaction=True)
def test_the_command_deletes_and_verifies(contact):
    freed("contact")
    assert "Löschnachweis Nr. 1, Prüfsumme" in command("--on", "2025-03-03")
    assert "Alle Löschnachweise halten (1)." in command("--verify")
    assert not connection.in_atomic_block
    sql("ALTER TABLE partners_deletionproof DISABLE TRIGGER USER")
    sql("UPDATE partners_deletionproof SET counted = '{}'")
    sql("ALTER TABLE partners_deletionproof ENABLE TRIGGER USER")
    with pytest.raises(CommandError, match="wurde verändert"):
        command("--verify")


def test_no_day_ahead_is_taken():
    with pytest.raises(CommandError, match="der noch kommt"):
        command("--on", "2999-01-01")
