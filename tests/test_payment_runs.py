"""Payment lists: numbered, frozen, given out with a number, paid or cancelled as a whole."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pikepdf
import pytest

from funding import payment_sheet
from funding.models import Disbursement, FiscalYear, PaymentItem, PaymentRun, PaymentRunExport
from quartiersarbeit.ground.paper import pdf
from tests import factories as f
from tests.asking import addresses
from tests.test_payments import code_of, text_of
from tests.test_render import outloud

pytestmark = pytest.mark.django_db

DAY, LATER = date(2026, 3, 2), date(2026, 3, 9)
at = addresses("funding:payment_run_")


def draw_up(**given) -> PaymentRun:
    return PaymentRun.objects.draw_up(
        **{"fiscal_year": FiscalYear.objects.get(), "by": f.UserFactory(), "on": DAY} | given
    )


def test_a_list_holds_all_that_is_released_and_not_yet_on_one():
    first, second = (
        f.DisbursementFactory(released=True),
        f.DisbursementFactory(released=True, amount=Decimal("0.01")),
    )
    f.DisbursementFactory(certified=True)
    f.DisbursementFactory(paid=True)
    run = draw_up()
    third = f.DisbursementFactory(released=True)
    later = draw_up()
    found = [[item.disbursement for item in one.items.all()] for one in (run, later)]
    assert found == [[first, second], [third]]
    assert [(one.number, one.item_count, one.total) for one in (run, later)] == [
        (1, 2, Decimal("2000.01")),
        (2, 1, Decimal("2000.00")),
    ]
    assert code_of(draw_up) == "payment_run_empty"


def test_a_row_says_what_the_bank_needs():
    payment = f.DisbursementFactory(released=True)
    item = draw_up().items.get()
    assert (item.recipient_name, item.recipient_iban, item.amount, item.due_on) == (
        payment.recipient_name,
        f.IBAN,
        payment.amount,
        payment.due_on,
    )
    number = payment.allocation.decisions.get().notice_number
    assert item.purpose == f"Bescheid {number}, 1. Rate, {payment.allocation.site} Quartiersarbeit"


def test_a_cancelled_list_gives_its_payments_back_and_keeps_its_number():
    f.DisbursementFactory(released=True)
    run, by = draw_up(), f.UserFactory()
    run.cancel(reason="Falscher Tag", by=by, on=LATER)
    found = [
        code_of(run.cancel, reason="x", by=by, on=LATER),
        code_of(run.pay, paid_on=LATER, reference="x", by=by, on=LATER),
    ]
    assert found == ["payment_run_cancelled", "payment_run_cancelled"]
    assert (draw_up().number, PaymentItem.objects.listed().count()) == (2, 1)


def test_a_whole_list_is_paid_or_nothing_of_it():
    payments, by = f.DisbursementFactory.create_batch(2, released=True), f.UserFactory()
    run = draw_up()
    early = code_of(run.pay, paid_on=date(2026, 2, 1), reference="KA-1", by=by, on=LATER)
    assert (early, Disbursement.objects.paid(LATER).count()) == ("paid_on: paid_before_release", 0)
    assert run.pay(paid_on=LATER, reference="KA-1", by=by, on=LATER) == 2
    again = code_of(run.pay, paid_on=LATER, reference="KA-1", by=by, on=LATER)
    assert (again, set(Disbursement.objects.paid(LATER))) == ("payment_run_paid", set(payments))


def test_what_was_paid_alone_is_not_paid_again_with_its_list():
    first, _ = f.DisbursementFactory.create_batch(2, released=True)
    run, by = draw_up(), f.UserFactory()
    first.pay(paid_on=LATER, reference="EINZELN", by=by, on=LATER)
    assert run.pay(paid_on=LATER, reference="LISTE", by=by, on=LATER) == 1
    assert set(Disbursement.objects.values_list("reference", flat=True)) == {"EINZELN", "LISTE"}


# --- Pages and files ---------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_list_is_made_given_out_twice_and_paid(freigabe, client_of):
    """Without a test's own transaction around it, as on the server."""
    payments, client = f.DisbursementFactory.create_batch(2, released=True), client_of(freigabe)
    client.post(at("create", 2026))
    run = PaymentRun.objects.get()
    names = [client.post(at("pdf", run.pk))["Content-Disposition"] for _ in "ab"]
    client.post(at("xlsx", run.pk))
    found = list(PaymentRunExport.objects.values_list("kind", "number", "by"))
    assert found == [("pdf", 1, freigabe.pk), ("pdf", 2, freigabe.pk), ("xlsx", 1, freigabe.pk)]
    assert [name.partition("filename=")[2] for name in names] == [
        f'"zahlungsliste-2026-1-ausgabe-{n}.pdf"' for n in (1, 2)
    ]
    assert "2. Ausgabe als PDF" in text_of(client.get(run.get_absolute_url()))
    answer = client.post(at("pay", run.pk), {"paid_on": "02.03.2026", "reference": "KA-1"})
    assert (answer.status_code, Disbursement.objects.paid(LATER).count()) == (302, len(payments))


def test_the_second_copy_says_that_it_is_one():
    one, two, none = (payment_sheet.Copy(number, DAY, "Toni Muster").text for number in (1, 2, 0))
    assert one == "1. Ausgabe, 02.03.2026, Toni Muster"
    assert two == "2. Ausgabe, 02.03.2026, Toni Muster – bereits ausgegeben, nicht erneut zahlen"
    assert none == "Kopie zur Ansicht – nicht zur Zahlung"


def sheet(draw, number: int = 1) -> bytes:
    run = PaymentRun.objects.select_related("fiscal_year", "created_by").get()
    return draw(run, list(run.items.order_by("position")), payment_sheet.Copy(number, DAY, "Toni Muster"))


def test_the_workbook_carries_numbers_as_numbers_and_nothing_that_runs():
    payment = f.DisbursementFactory(released=True)
    partner = payment.allocation.recipient
    f.DisbursementFactory(
        released=True, recipient_name="=HYPERLINK(1)", allocation=payment.allocation, amount=Decimal("0.05")
    )
    draw_up()
    rows = list(openpyxl.load_workbook(io.BytesIO(sheet(payment_sheet.workbook))).active.iter_rows())
    first, second, total = rows[-3:]
    assert [cell.value for cell in first][:3] == [1, partner.name, f.IBAN]
    assert [row[5].value for row in (first, second, total)] == [2000, 0.05, 2000.05]
    assert {cell.data_type for row in (first, second, total) for cell in (row[5],)} == {"n"}
    assert (second[1].value, second[1].data_type) == ("'=HYPERLINK(1)", "s")
    assert first[4].is_date


def test_the_sheet_is_accessible_paper(tmp_path):
    f.DisbursementFactory.create_batch(2, released=True)
    draw_up()
    made = sheet(lambda *parts: pdf(payment_sheet.paper(*parts)), number=2)
    code, report = outloud(made, tmp_path / "sheet.pdf", "--layer", "conformance", "--fail-on", "error")
    assert code == 0, report
    with pikepdf.open(io.BytesIO(made)) as document:
        assert (str(document.Root.Lang), "/StructTreeRoot" in document.Root) == ("de-DE", True)


def test_revision_looks_but_gives_nothing_out(revision, client_of):
    run, client = f.PaymentItemFactory().run, client_of(revision)
    found = [
        client.get(at("pdf", run.pk)).status_code,
        client.post(at("pdf", run.pk)).status_code,
        client.post(at("create", 2026)).status_code,
        client.post(at("pay", run.pk), {"paid_on": "02.03.2026", "reference": "x"}).status_code,
        client.post(at("cancel", run.pk), {"reason": "x"}).status_code,
    ]
    assert (found, PaymentRunExport.objects.count()) == ([200, 403, 403, 403, 403], 0)


@pytest.mark.parametrize("role", ["partner_user", "gremium"])
def test_nobody_else_sees_accounts(role, request, client_of):
    run, client = f.PaymentItemFactory().run, client_of(request.getfixturevalue(role))
    addresses = [at("list"), run.get_absolute_url(), at("pdf", run.pk), at("xlsx", run.pk)]
    assert [client.get(url).status_code for url in addresses] == [403] * 4
