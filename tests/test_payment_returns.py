"""What the treasury answers: paid, or come back with a reason; by hand, as a file, after a closing."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from funding import payment_sheet
from funding.models import (
    Disbursement,
    FiscalYear,
    PaymentItem,
    PaymentReturn,
    RepaymentClaim,
    Reversal,
    closing,
)
from funding.money_way import way
from funding.statuses import ReturnStatus
from quartiersarbeit.ground.forms import refused
from tests import factories as f
from tests.asking import addresses
from tests.money_invariants import broken
from tests.test_payment_orders import rows
from tests.test_payment_runs import draw_up
from tests.test_payments import code_of, text_of

pytestmark = pytest.mark.django_db

PAID, BACK, TODAY = date(2026, 3, 9), date(2026, 3, 12), date(2026, 3, 20)
AFTER = date(2027, 3, 1)
at = addresses("funding:")


def came_back(payment, **given) -> PaymentReturn:
    told = {"returned_on": BACK, "reason": "Konto erloschen", "by": f.UserFactory(), "on": TODAY} | given
    return PaymentReturn.objects.record(disbursement=payment, **told)


# --- By hand -----------------------------------------------------------------------------------------


def test_only_what_was_paid_comes_back_and_only_once():
    unpaid, payment = f.DisbursementFactory(released=True), f.DisbursementFactory(paid=True)
    given = {"reason": "x", "by": f.UserFactory(), "on": TODAY}
    record = PaymentReturn.objects.record
    found = [
        code_of(record, disbursement=unpaid, returned_on=BACK, **given),
        code_of(record, disbursement=payment, returned_on=date(2026, 2, 28), **given),
        code_of(record, disbursement=payment, returned_on=date(2026, 3, 21), **given),
        code_of(record, disbursement=payment, returned_on=BACK, **given),
        code_of(record, disbursement=payment, returned_on=BACK, **given),
        code_of(record, disbursement=f.ReversalFactory().disbursement, returned_on=date(2026, 4, 2), **given),
    ]
    assert found == [
        "payment_return_of_payment",
        "returned_on: payment_return_of_payment",
        "returned_on: returned_in_future",
        "done",
        "payment_returned",
        "disbursement_reversed",
    ]


def test_in_an_open_year_the_reversal_settles_it():
    payment = f.DisbursementFactory(paid=True)
    back = came_back(payment)
    settle = {"settlement": "x", "by": f.UserFactory(), "on": TODAY}
    assert code_of(back.settle, **settle) == "payment_return_of_closed_year"
    before = back.status_on(TODAY)
    given = {"reversed_on": BACK, "reason": back.reason, "by": f.UserFactory(), "on": TODAY}
    Reversal.objects.record(disbursement=payment, **given)
    assert (before, back.status_on(TODAY)) == (ReturnStatus.OPEN, ReturnStatus.SETTLED)
    assert code_of(back.settle, **settle) == "payment_return_settled"


def test_a_year_is_not_closed_while_money_that_came_back_waits():
    came_back(f.DisbursementFactory(paid=True))
    open_ones = {one.key: one.rows.count() for one in closing.left_open(FiscalYear.objects.get(), AFTER)}
    assert open_ones["returned"] == 1


def test_money_that_comes_back_after_the_closing_counts_in_the_next_open_year():
    back = f.returned_late(on=date(2027, 2, 20))
    payment, following = back.disbursement, FiscalYear.objects.get(year=2027)
    closed = payment.allocation.fiscal_year
    rest, before = FiscalYear.objects.get(pk=closed.pk).rest, following.rest_on(AFTER)
    given = {"settlement": "Bleibt bei der Stadt.", "on": AFTER}
    assert code_of(back.settle, by=payment.paid_by, **given) == "payment_return_dual_control"
    back.settle(by=f.UserFactory(), **given)
    assert (back.booked_in, back.status_on(AFTER)) == (following, ReturnStatus.SETTLED)
    assert FiscalYear.objects.get(pk=closed.pk).rest == rest  # as it was closed
    assert following.rest_on(AFTER) == before + payment.amount
    assert (following.repaid_by(AFTER), following.repaid_late_by(AFTER)) == (payment.amount, payment.amount)


def test_the_database_counts_it_in_the_rest_of_the_year_that_is_closed_next():
    back, following = f.returned_late(), FiscalYear.objects.get(year=2027)
    payment = back.disbursement
    back.settle(settlement="Bleibt bei der Stadt.", by=f.UserFactory(), on=AFTER)
    day = date(2028, 2, 1)
    closing.propose(following, carry_over=Decimal("0.00"), by=f.UserFactory(), on=day)
    closing.close(following, by=f.UserFactory(), on=day)
    assert following.rest == following.appropriation + payment.amount
    assert [rule for rule in broken() if "rest" in rule] == []


def test_without_an_open_year_it_waits_for_one():
    back = f.returned_late()
    FiscalYear.objects.get(year=2027).delete()
    refusal = refused(back.settle, settlement="x", by=f.UserFactory(), on=AFTER)
    assert refusal.code == "payment_return_booked_once"


def test_what_never_arrived_is_not_claimed_back():
    back = f.returned_late()
    payment = back.disbursement
    left = RepaymentClaim.objects.left_to_claim
    before = left(payment.allocation, AFTER)
    back.settle(settlement="Bleibt bei der Stadt.", by=f.UserFactory(), on=AFTER)
    assert (before, left(payment.allocation, AFTER)) == (payment.amount, 0)


def test_the_way_of_the_money_tells_what_came_back_and_what_became_of_it():
    back = f.returned_late()
    payment = back.disbursement
    back.settle(settlement="Bleibt bei der Stadt.", by=f.UserFactory(), on=AFTER)
    told = [(step.what, step.note) for step in way(payment.allocation, AFTER)]
    assert ("1. Rate zurückgekommen", "Konto erloschen") in told
    assert (
        "1. Rate: Rücklauf geklärt",
        "Bleibt bei der Stadt. Vereinnahmt: Haushaltsjahr 2027.",
    ) in told


@pytest.mark.django_db(transaction=True)
def test_by_hand_a_return_is_recorded_and_settled_on_the_payments_page(koordination, freigabe, client_of):
    payment = f.DisbursementFactory(paid=True, paid_by=koordination)
    client, address = client_of(koordination), payment.get_absolute_url()
    assert "Rücklauf erfassen" in text_of(client.get(address))
    form = {"returned_on": "12.03.2026", "reason": "Konto erloschen"}
    assert client.post(at("disbursement_return", payment), form).status_code == 302
    said = text_of(client.get(address))
    assert ("Konto erloschen" in said, "Vier-Augen-Prinzip" in said) == (True, True)
    assert "Stornieren Sie die Zahlung" in text_of(client_of(freigabe).get(address))


@pytest.mark.django_db(transaction=True)
def test_after_the_closing_a_return_is_settled_on_the_payments_page_once_and_by_another(
    freigabe, client_of, monkeypatch
):
    back = f.returned_late(on=date(2027, 2, 20))
    payment, client = back.disbursement, client_of(freigabe)
    monkeypatch.setattr(timezone, "localdate", lambda *given: AFTER)
    settle, given = at("return_settle", payment), {"settlement": "Bleibt bei der Stadt."}
    assert (settle in text_of(client.get(payment.get_absolute_url())), client.get(settle).status_code) == (
        True,
        200,
    )
    assert codes(client.post(settle, {"settlement": " "})) == {"settlement": ["required"]}
    answer = client.post(settle, given)
    assert (answer.status_code, answer["Location"]) == (302, payment.get_absolute_url())
    assert "Bleibt bei der Stadt. Vereinnahmt: Haushaltsjahr 2027." in text_of(client.get(answer["Location"]))
    back.refresh_from_db()
    assert (back.settled_by, back.settled_on, back.booked_in.year) == (freigabe, AFTER, 2027)
    assert codes(client.post(settle, given)) == {"__all__": ["payment_return_settled"]}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("case", "code"),
    [("own payment", "payment_return_dual_control"), ("no open year", "payment_return_booked_once")],
)
def test_what_cannot_be_settled_yet_is_said_on_the_form_and_stores_nothing(
    case, code, freigabe, client_of, monkeypatch
):
    own = {"paid_by": freigabe} if case == "own payment" else {}
    back = f.returned_late(own, on=date(2027, 2, 20))
    monkeypatch.setattr(timezone, "localdate", lambda *given: AFTER)
    if case == "no open year":
        FiscalYear.objects.get(year=2027).delete()
    answer = client_of(freigabe).post(at("return_settle", back.disbursement), {"settlement": "x"})
    assert codes(answer) == {"__all__": [code]}
    assert PaymentReturn.objects.get().settled_on is None


def codes(answer) -> dict[str, list[str]]:
    """What the form refused, by its fields."""
    found = answer.context["form"].errors.as_data()
    return {name: [error.code for error in errors] for name, errors in found.items()}


# --- As a file ----------------------------------------------------------------------------------------


def answer(run) -> list[list]:
    """The workbook of the list as the treasury has it: one row a payment, the sum in the last."""
    content = payment_sheet.workbook(*rows(run), payment_sheet.Copy(1, PAID, "Toni Muster"))
    book = openpyxl.load_workbook(io.BytesIO(content)).active
    return [[cell.value for cell in row] for row in book.iter_rows()]


def filled(table: list[list], position: int, **cells) -> None:
    """Fill in these cells of a row; „_“ stands for a blank in the head."""
    heads = next(row for row in table if "Kennung" in row)
    row = next(row for row in table if row[0] == position)
    for head, value in cells.items():
        row[heads.index(head.replace("_", " "))] = value


def uploaded(table: list[list]) -> SimpleUploadedFile:
    book, data = openpyxl.Workbook(), io.BytesIO()
    for row in table:
        book.active.append(row)
    book.save(data)
    return SimpleUploadedFile("antwort.xlsx", data.getvalue())


def tried(client, table):
    chosen = client.post(reverse("sheet_read", args=["zahlungen"]), {"file": uploaded(table)})
    assert chosen.status_code == 302, chosen.context["form"].errors
    return client.get(chosen["Location"])


def stored(client, page):
    given = {"tun": "uebernehmen", "gezeigt": page.context["seen"]}
    return client.post(reverse("sheet_check", args=["zahlungen"]), given, follow=True)


def problems(page) -> list[tuple]:
    return [(one.column, one.reason) for one in page.context["problems"].objects]


@pytest.fixture
def run(db):
    f.DisbursementFactory.create_batch(2, released=True)
    return draw_up()


def test_the_workbook_comes_back_with_what_was_paid_and_what_came_back(run, freigabe, client_of):
    client, table = client_of(freigabe), answer(run)
    filled(table, 1, Ausgezahlt_am=PAID, Buchungszeichen="KA-17")
    filled(table, 2, Ausgezahlt_am=PAID, Buchungszeichen="KA-18")
    filled(table, 2, Zurückgekommen_am=BACK, Grund_des_Rücklaufs="Konto erloschen")
    page = tried(client, table)
    assert (problems(page), PaymentReturn.objects.count()) == ([], 0)
    assert page.context["columns_form"] == []  # no column needs to be explained
    stored(client, page)
    assert set(Disbursement.objects.values_list("reference", "paid_on")) == {("KA-17", PAID), ("KA-18", PAID)}
    back = PaymentReturn.objects.get()
    assert (back.disbursement.reference, back.on, back.reason, back.by) == (
        "KA-18",
        BACK,
        "Konto erloschen",
        freigabe,
    )
    again = tried(client, table)
    assert (problems(again), again.context["outcome"].many("unverändert")) == ([], 2)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"Kennung": "QA2026-001-ffffffffffff-001"}, ("Kennung", "steht auf keiner Zahlungsliste")),
        ({"Betrag": 1999}, ("Betrag", "Auf der Liste stehen 2.000,00")),
        ({"Zurückgekommen_am": BACK, "Grund_des_Rücklaufs": "x"}, ("", "als ausgezahlt erfasst")),
        ({"Grund_des_Rücklaufs": "x"}, ("Zurückgekommen am", "Nennen Sie den Tag")),
        ({"Ausgezahlt_am": PAID}, ("Buchungszeichen", "Buchungszeichen")),
        (
            {"Ausgezahlt_am": date(2026, 2, 1), "Buchungszeichen": "x"},
            ("Ausgezahlt am", "Freigegeben ist erst"),
        ),
        ({"Ausgezahlt_am": "gestern", "Buchungszeichen": "x"}, ("Ausgezahlt am", "")),
        (
            {"Ausgezahlt_am": PAID, "Buchungszeichen": "x", "Zurückgekommen_am": BACK},
            ("Grund des Rücklaufs", "Nennen Sie den Grund"),
        ),
    ],
    ids=["unknown", "amount", "not paid", "no day", "no sign", "too early", "no date", "no reason"],
)
def test_what_does_not_fit_the_list_is_named_and_nothing_is_stored(run, freigabe, client_of, cells, told):
    client, table = client_of(freigabe), answer(run)
    filled(table, 1, Ausgezahlt_am=PAID, Buchungszeichen="KA-17")
    filled(table, 2, **cells)
    page = tried(client, table)
    found = problems(page)
    assert [(column, told[1] in reason.replace("\xa0", " ")) for column, reason in found] == [
        (told[0], True)
    ], found
    stored(client, page)
    assert (Disbursement.objects.paid(TODAY).count(), PaymentReturn.objects.count()) == (0, 0)


def test_a_wrong_control_sum_is_refused(run, freigabe, client_of):
    table = answer(run)
    table[-1][5] = 3999
    (found,) = problems(tried(client_of(freigabe), table))
    assert (found[0], "Die Summe stimmt nicht" in found[1]) == ("Betrag", True)


def test_a_payment_of_another_list_is_refused(run, freigabe, client_of):
    f.DisbursementFactory(released=True)
    other, table = draw_up(), answer(run)
    filled(table, 2, Kennung=PaymentItem.objects.select_related("run__fiscal_year").get(run=other).end_to_end)
    (found,) = problems(tried(client_of(freigabe), table))
    assert (found[0], "Zahlungsliste 2/2026" in found[1]) == ("Kennung", True)


def test_a_payment_that_came_back_before_does_not_come_back_again(run, freigabe, client_of):
    client, table = client_of(freigabe), answer(run)
    filled(table, 1, Ausgezahlt_am=PAID, Buchungszeichen="KA-17")
    filled(table, 1, Zurückgekommen_am=BACK, Grund_des_Rücklaufs="Konto erloschen")
    stored(client, tried(client, table))
    filled(table, 1, Zurückgekommen_am=date(2026, 3, 13))
    (found,) = problems(tried(client, table))
    assert "Dieser Rücklauf ist schon erfasst" in found[1]


def test_who_may_not_record_payments_reads_no_answer(revision, client_of):
    client = client_of(revision)
    assert client.get(reverse("sheet_read", args=["zahlungen"])).status_code == 403
