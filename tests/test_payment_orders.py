"""A list that can be paid by file and booked: whose account, where it is booked, the same sum in every format."""

import io
import re
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import openpyxl
import pymupdf
import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st
from sepaxml.validation import try_valid_xml

from funding import payment_order, payment_sheet
from funding.models import Allocation, Disbursement, FiscalYear, PaymentRun
from partners.models import Municipality
from quartiersarbeit.ground import bank, german
from quartiersarbeit.ground.paper import pdf
from tests import factories as f
from tests.asking import addresses
from tests.test_payment_runs import draw_up
from tests.test_payments import code_of, text_of

pytestmark = pytest.mark.django_db

DAY, LATER = date(2026, 3, 2), date(2026, 3, 9)
CITYS = "DE02120300000000202051"
at = addresses("funding:payment_run_")


@pytest.fixture
def city(db):
    """The city with an account."""
    return f.MunicipalityFactory(account_holder="Stadtkasse Müsterstadt", iban=CITYS)


def ordered(run: PaymentRun, on: date = LATER) -> ElementTree.Element:
    """The list's payment file, without its namespace."""
    run.export(kind="xml", by=f.UserFactory(), on=on)
    made = payment_order.xml(*rows(run))
    try_valid_xml(made, payment_order.SCHEMA)
    return ElementTree.fromstring(re.sub(rb' xmlns="[^"]*"', b"", made, count=1))  # noqa: S314 - our own


def rows(run: PaymentRun):
    run = PaymentRun.objects.select_related("fiscal_year", "created_by").get(pk=run.pk)
    items = run.items.select_related("disbursement__payment_return", "run__fiscal_year").order_by("position")
    return run, list(items)


def texts(tree: ElementTree.Element, path: str) -> list[str]:
    return [node.text or "" for node in tree.iterfind(f".//{path}")]


# --- The file ------------------------------------------------------------------------------------


def test_the_sum_is_the_same_in_list_workbook_paper_and_payment_file(city):
    f.DisbursementFactory(released=True, amount=Decimal("1234.56"))
    f.DisbursementFactory(released=True, amount=Decimal("0.01"))
    run = draw_up()
    tree = ordered(run)
    copy = payment_sheet.Copy(1, DAY, "Toni Muster")
    book = openpyxl.load_workbook(io.BytesIO(payment_sheet.workbook(*rows(run), copy))).active
    with pymupdf.open(stream=pdf(payment_sheet.paper(*rows(run), copy))) as paper:
        printed = "".join(page.get_text() for page in paper).replace("\n", " ")
    assert run.total == sum(item.amount for item in run.items.all()) == Decimal("1234.57")
    assert texts(tree, "GrpHdr/CtrlSum") == ["1234.57"]
    assert sum(map(Decimal, texts(tree, "PmtInf/CtrlSum"))) == run.total
    assert sum(map(Decimal, texts(tree, "InstdAmt"))) == run.total
    assert (texts(tree, "GrpHdr/NbOfTxs"), run.item_count) == (["2"], 2)
    assert Decimal(str(list(book.iter_rows())[-1][5].value)) == run.total
    assert printed.count(german.euro(run.total)) >= 2


def test_a_payment_file_says_who_pays_whom_what_for_and_when(city):
    partner = f.PartnerFactory(name="Müller & Söhne gGmbH", account_holder="Mueller und Söhne", iban=f.IBAN)
    allocation = f.AllocationFactory(recipient=partner)
    f.DecisionFactory(allocation=allocation, approved=True)
    payment = f.DisbursementFactory(allocation=allocation, certified=True)
    payment.release(by=f.UserFactory(), on=DAY)
    run = draw_up()
    tree, item = ordered(run), run.items.get()
    assert texts(tree, "Dbtr/Nm") == ["Stadtkasse Muesterstadt"]
    assert texts(tree, "DbtrAcct/Id/IBAN") == [CITYS]
    assert texts(tree, "DbtrAgt/FinInstnId/Othr/Id") == ["NOTPROVIDED"]
    assert texts(tree, "Cdtr/Nm") == ["Mueller und Soehne"]
    assert texts(tree, "CdtrAcct/Id/IBAN") == [f.IBAN]
    assert texts(tree, "Ustrd") == [bank.spelt(item.purpose)]
    assert texts(tree, "ReqdExctnDt/Dt") == [str(LATER)]  # due before the file was made
    assert texts(tree, "EndToEndId") == [item.end_to_end]
    assert texts(tree, "PstlAdr") == []


def test_every_copy_is_the_same_file_whatever_became_of_the_account(city):
    f.DisbursementFactory(released=True)
    run = draw_up()
    run.export(kind="xml", by=f.UserFactory(), on=LATER)
    first = payment_order.xml(*rows(run))
    Municipality.objects.update(account_holder="Anders", iban=f.IBAN)
    run.export(kind="xml", by=f.UserFactory(), on=date(2026, 3, 20))
    assert payment_order.xml(*rows(run)) == first
    assert list(run.exports.values_list("number", flat=True)) == [1, 2]


def test_a_list_that_takes_the_place_of_a_cancelled_one_has_its_own_message_name(city):
    f.DisbursementFactory(released=True)
    first = draw_up()
    before = texts(ordered(first), "MsgId")
    first.cancel(reason="Falscher Tag", by=f.UserFactory(), on=LATER)
    second = draw_up()
    after = texts(ordered(second), "MsgId")
    assert (before, after) == ([first.message_name], [second.message_name])
    assert before != after
    assert len(after[0]) <= 35


def test_a_cancelled_list_gives_out_no_payment_file(city):
    f.DisbursementFactory(released=True)
    run = draw_up()
    run.cancel(reason="Falscher Tag", by=f.UserFactory(), on=LATER)
    assert code_of(run.export, kind="xml", by=f.UserFactory(), on=LATER) == "payment_run_cancelled"


def test_without_the_citys_account_the_refusal_says_where_it_is_entered(db):
    f.DisbursementFactory(released=True)
    run = draw_up()
    with pytest.raises(ValidationError) as refusal:
        run.export(kind="xml", by=f.UserFactory(), on=LATER)
    assert "Stammdaten unter „Stadt“" in refusal.value.messages[0]
    assert refusal.value.code == "payment_run_debtor_account"
    assert run.exports.count() == 0


@pytest.mark.parametrize("name", ["Bund & Partner e. V.", "V" * 71, "Ärztehaus" * 8, "漢字"])
def test_a_list_with_a_holder_that_no_bank_takes_names_the_row_and_gives_no_file(city, name):
    payment = f.DisbursementFactory(released=True, recipient_name=name)
    (lacking,) = PaymentRun.objects.lacking(FiscalYear.objects.get(), DAY)
    assert "Kontoinhaber, wie ihn eine Bank annimmt" in lacking.lacking()
    assert lacking.disbursement == payment
    run = draw_up()
    with pytest.raises(ValidationError) as refusal:
        run.export(kind="xml", by=f.UserFactory(), on=LATER)
    assert (refusal.value.code, f"1 ({name})" in refusal.value.messages[0]) == ("payment_run_lacks", True)


# --- The holder of an account -----------------------------------------------------------------------


def test_a_release_keeps_whose_account_it_is():
    partner = f.PartnerFactory(iban=f.IBAN, account_holder="Trägerverein Nord")
    allocation = f.AllocationFactory(recipient=partner)
    f.DecisionFactory(allocation=allocation, approved=True)
    payment = f.DisbursementFactory(allocation=allocation, certified=True)
    payment.release(by=f.UserFactory(), on=DAY)
    partner.account_holder = "Anders"
    partner.save()
    payment = Disbursement.objects.get()
    assert (payment.account_holder, payment.holder) == ("Trägerverein Nord", "Trägerverein Nord")
    assert payment.account_changed()
    assert draw_up().items.get().holder == "Trägerverein Nord"


def test_an_account_whose_holder_changed_since_the_page_is_not_released():
    partner = f.PartnerFactory(iban=f.IBAN, account_holder="Trägerverein Nord")
    allocation = f.AllocationFactory(recipient=partner)
    f.DecisionFactory(allocation=allocation, approved=True)
    payment = f.DisbursementFactory(allocation=allocation, certified=True)
    seen = payment.payee
    partner.account_holder = "Anders"
    partner.save()
    payment = Disbursement.objects.get()
    assert code_of(payment.release, by=f.UserFactory(), on=DAY, seen=seen) == "changed_since_seen"


@given(st.text(max_size=80))
@example("Müller & Söhne")
@example("<script>")
@example("ä" * 36)
@example("ä" * 35)
@example("ŉŀĿıĸſßẞĳ")
def test_whatever_somebody_is_called_the_file_carries_it_whole_or_nobody_takes_it(text):
    told = bank.spelt(text)
    assert bank.CARRIED.fullmatch(told)
    assert bank.spelt(told) == told
    if bank.is_name(text):
        assert 0 < len(told) <= bank.NAME_LENGTH
        assert not set("&<>") & set(text)
        assert sum(letter.isalnum() for letter in told) >= sum(letter.isalnum() for letter in text)


@given(st.text("aAäÖßé/-?&<>'+ 1", max_size=75))
@example("ä" * 36)
@example("x" * 70)
def test_the_database_takes_as_a_holder_what_the_file_carries_and_nothing_else(text):
    from django.db import DataError, IntegrityError, transaction

    row = f.MunicipalityFactory.build(account_holder=text, iban=CITYS)
    try:
        with transaction.atomic():
            Municipality.objects.filter(pk=row.pk).delete()
            row.save(force_insert=True)
        taken = True
    except (DataError, IntegrityError):
        taken = False
    assert taken == bank.is_name(text) or not text.strip()


# --- Where it is booked -------------------------------------------------------------------------------


def test_a_row_is_booked_as_its_allocation_says_and_otherwise_as_the_year(koordination):
    payment = f.DisbursementFactory(released=True)
    year, allocation = FiscalYear.objects.get(), Allocation.objects.get()
    year.post_to(product="05.01", ledger_account="531800", cost_centre="5001", by=koordination, on=DAY)
    allocation.post_to(product="", ledger_account="", cost_centre="5099", by=koordination, on=DAY)
    assert PaymentRun.objects.lacking(year, DAY) == []
    item = draw_up().items.get()
    year.post_to(product="x", ledger_account="y", cost_centre="z", by=koordination, on=DAY)
    item.refresh_from_db()
    assert (item.product, item.ledger_account, item.cost_centre) == ("05.01", "531800", "5099")
    assert item.disbursement == payment


def test_what_a_row_lacks_is_named_before_the_list_is_made(freigabe, client_of):
    payment = f.DisbursementFactory(released=True)
    said = text_of(client_of(freigabe).get(at("list")))
    assert f"{payment.allocation.site}, 1. Rate" in said
    assert "Produkt, Sachkonto und Kostenstelle" in said
    assert "Stammdaten unter „Stadt“" in said
    assert "Zahlungsliste 2026 erstellen" in said


def test_the_workbook_says_where_each_payment_is_booked_and_what_it_is_called(city):
    f.DisbursementFactory(released=True)
    FiscalYear.objects.update(product="05.01", ledger_account="531800", cost_centre="5001")
    run = draw_up()
    book = openpyxl.load_workbook(
        io.BytesIO(payment_sheet.workbook(*rows(run), payment_sheet.Copy(1, DAY, "Toni Muster")))
    ).active
    table = [[cell.value for cell in row] for row in book.iter_rows()]
    row, item = table[-2], run.items.get()
    assert table[-3][6:11] == ["Kontoinhaber", "Produkt", "Sachkonto", "Kostenstelle", "Kennung"]
    assert row[6:11] == [item.holder, "05.01", "531800", "5001", item.end_to_end]


# --- Pages --------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_the_payment_file_comes_from_the_lists_page(city, freigabe, client_of):
    run, client = f.PaymentItemFactory().run, client_of(freigabe)
    assert "Als Zahlungsdatei ausgeben" in text_of(client.get(run.get_absolute_url()))
    answer = client.post(at("xml", run.pk))
    try_valid_xml(answer.content, payment_order.SCHEMA)
    assert answer["Content-Type"] == "application/xml"
    assert 'filename="zahlungsliste-2026-1-ausgabe-1.xml"' in answer["Content-Disposition"]
    said = text_of(client.get(run.get_absolute_url()))
    assert ("1. Ausgabe als Zahlungsdatei" in said, "Stadtkasse Müsterstadt, DE02 1203" in said) == (
        True,
        True,
    )
    assert client.get(at("xml", run.pk)).status_code == 405


@pytest.mark.django_db(transaction=True)
def test_without_an_account_the_page_says_so_and_keeps_the_list(freigabe, client_of):
    run, client = f.PaymentItemFactory().run, client_of(freigabe)
    assert "Als Zahlungsdatei ausgeben" not in text_of(client.get(run.get_absolute_url()))
    assert "Stammdaten unter „Stadt“" in text_of(client.post(at("xml", run.pk), follow=True))


def test_revision_gets_no_payment_file(city, revision, client_of):
    run = f.PaymentItemFactory().run
    assert client_of(revision).post(at("xml", run.pk)).status_code == 403
