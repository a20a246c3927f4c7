"""The pages of payments cost the same with few rows and with many; their files open in LibreOffice."""

import csv
import io
import subprocess
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.asking import queries
from tests.conftest import find_office
from tests.factories import (
    DecisionFactory,
    DisbursementFactory,
    PaymentItemFactory,
    PaymentRunFactory,
    RepaymentClaimFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def allocation():
    """One allocation with 60.000 € bound, so that many instalments find room."""
    return DecisionFactory(amount=Decimal("60000.00"), approved=True).allocation


def grow(allocation, rows: int) -> None:
    """So many more payments in each state, each on the one allocation."""
    for _ in range(rows):
        for state in ({}, {"certified": True}, {"released": True}, {"paid": True}):
            DisbursementFactory(allocation=allocation, amount=Decimal("100.00"), **state)
        paid = DisbursementFactory(allocation=allocation, amount=Decimal("100.00"), paid=True)
        RepaymentClaimFactory(allocation=allocation, amount=Decimal("10.00"))
        PaymentItemFactory(
            disbursement=DisbursementFactory(allocation=allocation, amount=Decimal("100.00"), released=True)
        )
        assert paid.pk


LISTS = ("disbursement_list", "payment_run_list", "claim_list", "allocation_list")


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_with_few_payments_and_with_many(name, allocation, freigabe, client_of):
    client, address = client_of(freigabe), reverse(f"funding:{name}")
    grow(allocation, 1)
    few = queries(client, address)
    grow(allocation, 7)
    assert queries(client, address) == few


def test_an_allocation_costs_the_same_with_few_payments_and_with_many(allocation, freigabe, client_of):
    client = client_of(freigabe)
    grow(allocation, 1)
    few = queries(client, allocation.get_absolute_url())
    grow(allocation, 7)
    assert queries(client, allocation.get_absolute_url()) == few


def run_over(allocation, payments: int):
    """A payment run over so many released payments of 100 €."""
    run = PaymentRunFactory(
        fiscal_year=allocation.fiscal_year, item_count=payments, total=Decimal(100 * payments)
    )
    for _ in range(payments):
        PaymentItemFactory(
            run=run,
            disbursement=DisbursementFactory(allocation=allocation, amount=Decimal("100.00"), released=True),
        )
    return run


def test_a_payment_run_costs_the_same_with_one_payment_and_with_twelve(allocation, freigabe, client_of):
    client = client_of(freigabe)
    counts = {queries(client, run_over(allocation, n).get_absolute_url()) for n in (1, 12)}
    assert len(counts) == 1


# Comma, quotes, UTF-8, and each cell's value instead of how it is shown: a number is a number then.
PLAIN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false"


@pytest.fixture
def read_by_office(office, tmp_path):
    """Opens a workbook with LibreOffice; its first sheet as rows of text."""

    def read(content: bytes) -> list[list[str]]:
        (tmp_path / "tabelle.xlsx").write_bytes(content)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [find_office(), profile, "--headless", "--convert-to", PLAIN, "--outdir", tmp_path]
        subprocess.run([*command, tmp_path / "tabelle.xlsx"], check=True, capture_output=True, timeout=300)
        return list(csv.reader(io.StringIO((tmp_path / "tabelle.csv").read_text("utf-8"))))

    return read


def number(cell: str) -> str:
    """A number as the office shows it in its column of euros („60,000.00 €“), without what is only format.

    Text would have kept „60.000,00 €“ and reads otherwise.
    """
    return cell.removesuffix(" €").replace(",", "").removesuffix(".00")


@pytest.mark.parametrize("name", ["disbursement_list", "claim_list", "allocation_list"])
def test_libreoffice_opens_a_list_and_finds_its_amounts_as_numbers(
    name, allocation, koordination, client_of, read_by_office
):
    grow(allocation, 2)
    content = client_of(koordination).get(reverse(f"funding:{name}"), {"export": "xlsx"}).content
    rows = read_by_office(content)
    amounts = {"disbursement_list": "100", "claim_list": "10", "allocation_list": "60000"}
    assert any(number(cell) == amounts[name] for row in rows for cell in row), rows[:4]


def test_libreoffice_opens_the_payment_sheet_with_numbers_and_the_iban_as_text(
    allocation, freigabe, client_of, read_by_office
):
    run = run_over(allocation, 3)
    answer = client_of(freigabe).get(reverse("funding:payment_run_xlsx", args=[run.pk]))
    cells = [cell for row in read_by_office(answer.content) for cell in row]
    item = run.items.first()
    assert (item.recipient_iban in [cell.replace(" ", "") for cell in cells]) is True
    assert [number(cell) for cell in cells].count("100") == 3
