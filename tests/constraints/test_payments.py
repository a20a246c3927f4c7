"""Payments past every writer: signatures hold what they stand for, accounts stay, lists have no gap."""

import hashlib
from datetime import date
from decimal import Decimal

import pytest

from funding.models import Disbursement, PaymentItem
from tests import factories as f
from tests.constraints import DELETES, INSERTS, UPDATES, breaks, refusals, sql

CERTIFIED = (
    "disbursement_certified_frozen: Eine festgestellte Rate ändert sich nicht mehr. "
    "Nehmen Sie erst die Feststellung zurück."
)
RELEASED = (
    "disbursement_released_frozen: Empfänger und Konto einer freigegebenen Rate ändern sich nicht mehr. "
    "Nehmen Sie erst die Freigabe zurück."
)
ACCOUNT = (
    "disbursement_recipient_account: Der Empfänger hat keine gültige IBAN. "
    "Tragen Sie sie beim Kooperationspartner ein."
)
INCOMPLETE = "disbursement_payment_complete: Zur Zahlung gehören Datum, Person und Buchungszeichen."
UNREASONED = (
    "disbursement_withdrawn_with_reason: "
    "Eine Unterschrift wird nur mit Grund, Datum und Person zurückgenommen."
)
LIST_STAYS = (
    "payment_run_immutable: Eine Zahlungsliste ändert sich nicht mehr. "
    "Stornieren Sie sie und erstellen Sie eine neue."
)
OTHER_IBAN = "DE02120300000000202051"
DAY = date(2026, 3, 2)


# --- What is signed stays ----------------------------------------------------------------------------


@breaks("funding_disbursement.disbursement_certified_frozen")
@pytest.mark.parametrize("step", ["certified", "released"])
def test_what_was_certified_does_not_change_until_it_is_paid(db, step):
    row = f.DisbursementFactory(**{step: True})
    elsewhere = f.DecisionFactory(approved=True).allocation
    changes = (
        {"amount": Decimal("1999.99")},
        {"due_on": DAY},
        {"allocation": elsewhere},
        {"number": 7},
        {"drafted_by": f.UserFactory()},
        {"certified_by": f.UserFactory()},
    )
    assert [refusals(row, change, UPDATES) for change in changes] == [{CERTIFIED}] * 6


@breaks("funding_disbursement.disbursement_certified_kept")
def test_what_was_certified_is_not_deleted(db):
    assert refusals(f.DisbursementFactory(certified=True), {}, DELETES) == {CERTIFIED}


@breaks("funding_disbursement.disbursement_released_frozen")
def test_where_released_money_goes_does_not_change(db):
    row = f.DisbursementFactory(released=True)
    changes = ({"recipient_iban": OTHER_IBAN}, {"recipient_name": "Jemand"}, {"released_by": f.UserFactory()})
    assert [refusals(row, change, UPDATES) for change in changes] == [{RELEASED}] * 3


def test_a_new_account_of_the_partner_does_not_redirect_what_is_released(db):
    row = f.DisbursementFactory(released=True)
    partner = row.allocation.recipient
    type(partner).objects.filter(pk=partner.pk).update(iban=OTHER_IBAN)
    row = Disbursement.objects.get()
    assert (row.recipient_iban, row.recipient_name, row.account_changed()) == (f.IBAN, partner.name, True)


@breaks("funding_disbursement.disbursement_recipient_account")
@pytest.mark.parametrize("iban", ["", "DE75512108001245126198", "DE7551210800", "x"])
def test_nothing_is_released_to_an_account_that_cannot_be(db, iban):
    row = f.DisbursementFactory(certified=True)
    partner = row.allocation.recipient
    type(partner).objects.filter(pk=partner.pk).update(iban=iban)
    release = {"released_on": DAY, "released_by": f.UserFactory()}
    fresh = {"number": 5, "amount": 1}
    found = [refusals(row, release, UPDATES), refusals(row, release | fresh, INSERTS)]
    assert found == [{ACCOUNT}] * 2


@pytest.mark.parametrize(
    "iban", [f.IBAN, OTHER_IBAN, "GB29NWBK60161331926819", "FR1420041010050500013M02606"]
)
def test_the_database_knows_a_valid_iban(db, iban):
    turned = iban[:4] + iban[5] + iban[4] + iban[6:] if iban[4] != iban[5] else iban[:-1] + "0"
    found = [sql("SELECT funding_iban_valid(%s)", one)[0][0] for one in (iban, turned)]
    assert found == [True, False]


@breaks("funding_disbursement.disbursement_payment_complete")
@pytest.mark.parametrize("missing", [{"reference": ""}, {"paid_by": None}])
def test_a_payment_has_its_person_and_its_reference(db, missing):
    row = f.DisbursementFactory(released=True)
    paid = {"paid_on": row.released_on, "paid_by": f.UserFactory(), "reference": "KA-1"} | missing
    found = [refusals(row, paid, UPDATES), refusals(row, paid | {"number": 5}, INSERTS)]
    assert found == [{INCOMPLETE}] * 2


@breaks("funding_disbursement.disbursement_within_year")
def test_an_instalment_is_due_and_paid_in_its_year(db):
    row = f.DisbursementFactory(released=True)
    planned = f.DisbursementFactory()
    due = "disbursement_due_within_year: Die Rate ist nicht im Haushaltsjahr ihrer Zuweisung fällig."
    late = "disbursement_paid_within_year: Die Zahlung liegt nicht im Haushaltsjahr ihrer Zuweisung."
    paid = {"paid_on": date(2027, 1, 2), "paid_by": f.UserFactory(), "reference": "KA-1"}
    found = [
        refusals(planned, {"due_on": date(2027, 1, 1)}, UPDATES),
        refusals(planned, {"due_on": date(2025, 12, 31), "number": 5}, INSERTS),
        refusals(row, paid, UPDATES),
    ]
    assert found == [{due}, {due}, {late}]


# --- Taken back only with a reason -------------------------------------------------------------------


@breaks("funding_disbursement.disbursement_withdrawn_with_reason")
def test_no_signature_just_disappears(db):
    certified, released = f.DisbursementFactory(certified=True), f.DisbursementFactory(released=True)
    gone = {"released_on": None, "released_by": None, "recipient_name": "", "recipient_iban": ""}
    found = [
        refusals(certified, {"certified_on": None, "certified_by": None}, UPDATES),
        refusals(released, gone, UPDATES),
    ]
    assert found == [{UNREASONED}] * 2


def test_a_signature_goes_with_its_withdrawal(db):
    back = f.WithdrawalFactory()
    gone = {"certified_on": None, "certified_by": None}
    assert refusals(back.disbursement, gone, UPDATES) == {"done"}


@breaks("funding_withdrawal.withdrawal_immutable")
def test_a_withdrawal_never_changes(db):
    row = f.WithdrawalFactory()
    message = "withdrawal_immutable: Eine Rücknahme ändert sich nicht mehr und wird nicht gelöscht."
    assert refusals(row, {"reason": "x"}, UPDATES) | refusals(row, {}, DELETES) == {message}


@breaks("funding_withdrawal.withdrawal_of_signature")
def test_only_the_last_signature_of_what_is_not_paid_is_taken_back(db):
    row = f.WithdrawalFactory()
    message = (
        "withdrawal_of_signature: Zurückgenommen wird nur die letzte Unterschrift einer Rate, die noch "
        "nicht ausgezahlt ist."
    )
    others = [
        f.DisbursementFactory(),
        f.DisbursementFactory(released=True, certified_on=row.signed_on, certified_by=row.signed_by),
        f.DisbursementFactory(paid=True, certified_on=row.signed_on, certified_by=row.signed_by),
    ]
    found = [refusals(row, {"disbursement": other}, INSERTS) for other in others]
    found.append(refusals(row, {"signed_by": f.UserFactory()}, INSERTS))
    assert found == [{message}] * 4


# --- Payment lists -----------------------------------------------------------------------------------


@breaks("funding_paymentrun.payment_run_without_gap")
def test_payment_lists_are_numbered_without_a_gap(db):
    row = f.PaymentRunFactory()
    message = "payment_run_without_gap: Zahlungslisten sind in jedem Jahr lückenlos nummeriert."
    found = [refusals(row, {"number": number}, INSERTS) for number in (0, 3, 2)]
    assert found == [{message}, {message}, {"done"}]


@breaks("funding_paymentrun.payment_run_immutable", "funding_paymentrun.payment_run_kept")
def test_a_payment_list_never_changes_but_by_its_cancelling(db):
    row = f.PaymentRunFactory()
    changes = (
        {"number": 9},
        {"total": 1},
        {"item_count": 3},
        {"checksum": "x"},
        {"created_on": DAY.replace(day=3)},
    )
    found = [refusals(row, change, UPDATES) for change in changes]
    assert [*found, refusals(row, {}, DELETES)] == [{LIST_STAYS}] * 6
    cancelled = {"cancelled_on": DAY, "cancelled_by": f.UserFactory(), "cancel_reason": "x"}
    assert refusals(row, cancelled, UPDATES) == {"done"}
    row.cancelled_on, row.cancelled_by, row.cancel_reason = cancelled.values()
    row.save()
    assert refusals(row, {"cancel_reason": "anders"}, UPDATES) == {LIST_STAYS}


@breaks("funding_paymentrun.payment_run_cancelled_unpaid")
def test_a_list_of_which_something_is_paid_is_not_cancelled(db):
    item = f.PaymentItemFactory()
    paid = {"paid_on": DAY, "paid_by": f.UserFactory(), "reference": "KA-1"}
    Disbursement.objects.filter(pk=item.disbursement_id).update(**paid)
    cancelled = {"cancelled_on": DAY, "cancelled_by": f.UserFactory(), "cancel_reason": "x"}
    message = (
        "payment_run_paid: Von dieser Zahlungsliste ist schon etwas ausgezahlt. Stornieren Sie die Zahlungen."
    )
    assert refusals(item.run, cancelled, UPDATES) == {message}


@breaks("funding_paymentitem.payment_item_as_released")
def test_on_a_list_stands_what_was_released_as_it_was_released(db):
    row = f.PaymentItemFactory()
    run = f.PaymentRunFactory(total=Decimal("9999"), item_count=9)
    message = (
        "payment_item_as_released: Auf eine Zahlungsliste kommt nur, was freigegeben und noch nicht "
        "ausgezahlt ist."
    )
    released = f.DisbursementFactory(released=True)
    other = {"run": run, "disbursement": released, "recipient_name": released.recipient_name}
    wrong = (
        {"disbursement": f.DisbursementFactory(allocation=released.allocation, certified=True)},
        {"disbursement": f.DisbursementFactory(allocation=released.allocation, paid=True)},
        {"recipient_iban": OTHER_IBAN},
        {"amount": Decimal("1.00")},
        {"recipient_name": "Jemand"},
        {"run": f.PaymentRunFactory(fiscal_year__year=2027)},
    )
    found = [refusals(row, other | one, INSERTS) for one in wrong]
    assert found == [{message}] * 6
    assert refusals(row, other, INSERTS) == {"done"}


@breaks("funding_paymentitem.payment_item_within_sums")
def test_no_row_comes_to_a_list_that_is_complete(db):
    row = f.PaymentItemFactory()
    other = f.DisbursementFactory(allocation=row.disbursement.allocation, released=True)
    assert refusals(row, {"disbursement": other, "position": 2}, INSERTS) == {LIST_STAYS}


@breaks("funding_paymentitem.payment_item_immutable", "funding_paymentitem.payment_item_kept")
def test_a_row_of_a_list_never_changes_and_is_dropped_only_with_its_list(db):
    row = f.PaymentItemFactory()
    changes = ({"amount": 1}, {"recipient_iban": OTHER_IBAN}, {"purpose": "x"}, {"dropped_on": DAY})
    found = [refusals(row, change, UPDATES) for change in changes]
    assert [*found, refusals(row, {}, DELETES)] == [{LIST_STAYS}] * 5


def test_a_payment_stands_on_one_list_until_that_is_cancelled(db):
    row = f.PaymentItemFactory()
    again = f.PaymentRunFactory(total=Decimal("2000"))
    message = "payment_item_on_one_list: Diese Rate steht schon auf einer Zahlungsliste."
    before = refusals(row, {"run": again}, INSERTS)
    row.run.cancel(reason="Falsches Konto", by=f.UserFactory(), on=DAY)
    row = PaymentItem.objects.get()
    assert (before, refusals(row, {"run": again, "dropped_on": None}, INSERTS)) == ({message}, {"done"})


@breaks("funding_paymentrunexport.payment_run_export_is_its_hash")
def test_a_kept_copy_of_a_list_has_the_check_sum_of_its_bytes(db):
    row, wrong = (
        f.PaymentRunExportFactory(),
        "payment_run_export_is_its_hash: Die Prüfsumme passt nicht zum Inhalt.",
    )
    made_up = [{"content": b"x"}, {"sha256": "0" * 64}, {"content": b"x", "sha256": "0" * 64}]
    assert [refusals(row, {"number": 2, **one}, INSERTS) for one in made_up] == [{wrong}] * 3
    whole = {"content": b"x", "sha256": hashlib.sha256(b"x").hexdigest()}
    assert refusals(row, {"number": 2, **whole}, INSERTS) == {"done"}


@breaks("funding_paymentrunexport.payment_run_export_immutable")
def test_that_a_list_was_given_out_is_not_forgotten(db):
    row = f.PaymentRunExportFactory()
    message = (
        "payment_run_export_immutable: Die Ausgabe einer Zahlungsliste bleibt, wie sie festgehalten ist."
    )
    assert refusals(row, {"number": 3}, UPDATES) | refusals(row, {}, DELETES) == {message}
