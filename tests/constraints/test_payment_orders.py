"""Payment files and payments that came back: what the database refuses whoever writes."""

from datetime import date

from funding.models import PaymentReturn
from tests import factories as f
from tests.constraints import DELETES, INSERTS, UPDATES, breaks, refusals
from tests.constraints.test_declared import ORDERED, SETTLED

RETURN_STAYS = "payment_return_immutable: Ein Rücklauf ändert sich nicht mehr und wird nicht gelöscht."
ONLY_PAID = (
    "payment_return_of_payment: "
    "Zurückkommen kann nur eine Zahlung, die als ausgezahlt erfasst und nicht storniert ist."
)
AFTER = date(2027, 3, 1)


def settled(**given) -> dict:
    return {**SETTLED, "settled_on": AFTER, "settled_by": f.UserFactory(), **given}


@breaks("funding_paymentrun.payment_run_debtor_account")
def test_a_list_is_paid_from_a_real_account_only(db):
    run = f.PaymentRunFactory()
    wrong = ORDERED | {"ordered_by": f.UserFactory(), "debtor_iban": "DE00512108001245126199"}
    (found,) = refusals(run, wrong, UPDATES)
    assert found.startswith("payment_run_debtor_account: Das Konto der Stadt ist nicht eingetragen")


def test_the_account_of_a_payment_file_stays(db):
    run = f.PaymentRunFactory(**ORDERED | {"ordered_by": f.UserFactory()})
    (found,) = refusals(run, {"debtor_name": "Anders"}, UPDATES)
    assert found.startswith("payment_run_immutable: ")


@breaks("funding_paymentreturn.payment_return_of_payment")
def test_only_what_was_paid_and_not_reversed_comes_back(db):
    row = f.PaymentReturnFactory()
    unpaid, later = f.DisbursementFactory(released=True), f.DisbursementFactory(paid=True)
    found = [
        refusals(row, {"disbursement": unpaid}, INSERTS),
        refusals(row, {"disbursement": later, "on": date(2026, 2, 28)}, INSERTS),
        refusals(row, {"disbursement": f.ReversalFactory().disbursement}, INSERTS),
    ]
    assert found == [{ONLY_PAID}] * 3


@breaks("funding_paymentreturn.payment_return_immutable", "funding_paymentreturn.payment_return_kept")
def test_a_return_never_changes(db):
    row = f.PaymentReturnFactory()
    changes = ({"reason": "x"}, {"on": date(2026, 4, 2)}, {"by": f.UserFactory()})
    found = [refusals(row, change, UPDATES) for change in changes]
    assert [*found, refusals(row, {}, DELETES)] == [{RETURN_STAYS}] * 4
    done = f.returned_late()
    PaymentReturn.objects.filter(pk=done.pk).update(**settled())
    assert refusals(done, {"settlement": "Anders"}, UPDATES) == {RETURN_STAYS}


@breaks("funding_paymentreturn.payment_return_dual_control")
def test_who_recorded_a_payment_does_not_settle_its_return(db):
    row = f.returned_late()
    said = "Vier-Augen-Prinzip: Wer die Zahlung erfasst hat, klärt ihren Rücklauf nicht selbst."
    message = f"payment_return_dual_control: {said}"
    own = refusals(row, settled(settled_by=row.disbursement.paid_by), UPDATES)
    others = refusals(row, settled(settled_by=row.disbursement.released_by), UPDATES)
    assert (own, others) == ({message}, {"done"})


@breaks("funding_paymentreturn.payment_return_booked_once")
def test_what_came_back_counts_in_the_next_open_year_and_no_other(db):
    open_year = refusals(f.PaymentReturnFactory(), settled(), UPDATES)
    late = f.returned_late()
    elsewhere = refusals(late, settled(booked_in=late.disbursement.allocation.fiscal_year), UPDATES)
    assert {one.partition(":")[0] for one in elsewhere} == {"payment_return_booked_once"}
    assert {one.partition(":")[0] for one in open_year} == {"payment_return_of_closed_year"}
