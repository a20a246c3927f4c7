"""Amounts, recipients and accounts that are none, typed into the pages and into the admin: said at its field,
kept, not stored. Everything else that money refuses stands in test_money_refusals and test_admin_money."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from funding.models import Allocation, Decision, FiscalYear
from tests import factories as f
from tests.asking import addresses
from tests.money_refusals import stored
from tests.test_admin_upper import address, refusal, save
from tests.test_fiscal_year_acts import codes, covered_site
from tests.test_funding_pages import text_of

pytestmark = pytest.mark.django_db

AMOUNTS = {
    "0": "min_value",
    "-1": "min_value",
    "NaN": "invalid",
    "1e99": "invalid",
    "8.000,001": "decimals",
    "8,000.00": "ambiguous",
}
FROM_ZERO = {typed: code for typed, code in AMOUNTS.items() if typed != "0"}
WRONG_IBAN = f.IBAN.replace("DE75", "DE76")
at = addresses("funding:")


@pytest.fixture
def clerk(client_of, verwaltung):
    """Verwaltung at the admin, with a superuser's rights."""
    return client_of(verwaltung)


def admin_codes(answer) -> dict:
    """The admin form's refusals: each field with its codes; it must be a page again."""
    assert answer.status_code == 200
    errors = answer.context["adminform"].form.errors.as_data()
    return {name: [error.code for error in found] for name, found in errors.items()}


# --- Amounts -----------------------------------------------------------------------------------------


def plan():
    site, partner = covered_site()
    f.FiscalYearFactory()
    return at("allocation_create", 2026), "amount", {"site": site.pk, "recipient": partner.pk, "purpose": "x"}


def year():
    made = f.FiscalYearFactory()
    return at("fiscal_year_edit", 2026), "appropriation", {"mandate": made.mandate_id}


def increase():
    allocation = f.DecisionFactory(approved=True).allocation
    return at("decision_create", allocation.pk), "amount", {"kind": "increase", "reason": "x"}


def reallocation():
    source, target = (f.DecisionFactory(approved=True).allocation for _ in "ab")
    data = {"source": source.pk, "target": target.pk, "reason": "x"}
    return at("reallocation_create", 2026), "amount", data


def instalments():
    allocation = f.DecisionFactory(approved=True).allocation
    data = {"rhythm": "1", "first_due_on": "01.12.2026", "raten-TOTAL_FORMS": "0", "raten-INITIAL_FORMS": "0"}
    return at("instalments_plan", allocation.pk), "amount", data


def claim():
    allocation = f.DisbursementFactory(paid=True).allocation
    return at("claim_create", allocation.pk), "amount", {"due_on": "31.12.2027", "reason": "x"}


def receipt():
    issued = f.RepaymentClaimFactory(drafted_on=date(2026, 6, 1), issued=True)
    return at("claim_receive", issued.pk), "received", {"paid_on": "01.07.2026", "reference": "x"}


def statement():
    proof = f.ProofOfUseFactory()
    return at("proof_edit", proof.allocation_id), "spent_staff", {"version": "0", "narrative": "x"}


def closing():
    f.FiscalYearFactory()
    return at("fiscal_year_closing", 2026), "carry_over", {}


FORMS = [
    *((form, AMOUNTS) for form in (plan, year, increase, reallocation, instalments, claim, receipt)),
    *((form, FROM_ZERO) for form in (statement, closing)),
]


@pytest.mark.parametrize(("form", "amounts"), FORMS, ids=[form.__name__ for form, _ in FORMS])
def test_an_amount_that_is_none_is_said_at_its_field_kept_and_not_stored(
    form, amounts, koordination, client_of
):
    (url, field, data), client = form(), client_of(koordination)
    before, found, kept = stored(), {}, {}
    for typed in amounts:
        answer = client.post(url, data | {field: typed})
        found[typed] = codes(answer)
        kept[typed] = f'value="{typed}"' in text_of(answer)
    assert found == {typed: {field: [code]} for typed, code in amounts.items()}
    assert (set(kept.values()), stored()) == ({True}, before)


RECORDS = {
    "Decision": ("amount", "haben einen Betrag über null"),
    "Disbursement": ("amount", "beträgt mindestens einen Cent"),
    "RepaymentClaim": ("amount", "beträgt mindestens einen Cent"),
    "FiscalYear": ("appropriation", "dürfen nicht negativ sein"),
    "ProofLine": ("spent", "dürfen nicht negativ sein"),
}


@pytest.mark.parametrize("name", RECORDS)
def test_the_admin_refuses_the_same_amounts(name, clerk):
    record = getattr(f, f"{name}Factory")()
    field, too_little = RECORDS[name]
    before = stored()
    read = {typed: code for typed, code in AMOUNTS.items() if code != "min_value"}
    found = {typed: admin_codes(save(clerk, record, **{field: typed})) for typed in read}
    negative = refusal(save(clerk, record, **{field: "-1"}))
    assert found == {typed: {field: [code]} for typed, code in read.items()}
    assert (too_little in negative, stored()) == (True, before)


def test_eight_thousand_in_german_is_eight_thousand_on_the_page_and_in_the_admin(
    koordination, clerk, client_of
):
    url, field, data = plan()
    client_of(koordination).post(url, data | {field: "8.000,00"})
    draft = Decision.objects.get()
    typed = draft.amount
    save(clerk, draft, amount="7.000,50")
    draft.refresh_from_db()
    assert (typed, draft.amount) == (Decimal("8000.00"), Decimal("7000.50"))


# --- Recipients and accounts -------------------------------------------------------------------------


def test_a_recipient_without_a_role_gets_no_money(koordination, clerk, client_of):
    url, field, data = plan()
    stranger, before = f.PartnerFactory(), stored()
    page = client_of(koordination).post(url, data | {field: "1", "recipient": stranger.pk})
    counters = {
        f"{prefix}-{n}_FORMS": 0 for prefix in ("decisions", "disbursements") for n in ("TOTAL", "INITIAL")
    }
    given = {"fiscal_year": FiscalYear.objects.get().pk, "site": data["site"], "purpose": "x"}
    admin = clerk.post(address(Allocation, "add"), given | counters | {"recipient": stranger.pk})
    role = {"recipient": ["recipient_has_role"]}
    assert (codes(page), admin_codes(admin), stored()) == (role, role, before)


def test_an_iban_with_a_wrong_check_digit_is_refused(koordination, clerk, client_of):
    partner, client = f.PartnerFactory(iban=f.IBAN), client_of(koordination)
    url = reverse("partners:partner_edit", args=[partner.pk])
    form = client.get(url).context["form"]
    data = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
    page, admin = client.post(url, data | {"iban": WRONG_IBAN}), save(clerk, partner, iban=WRONG_IBAN)
    partner.refresh_from_db()
    assert (list(codes(page)), list(admin_codes(admin)), partner.iban) == (["iban"], ["iban"], f.IBAN)
    assert WRONG_IBAN in text_of(page).replace(" ", "")  # shown in groups of four


def test_no_wrong_iban_that_came_past_the_form_is_released(freigabe, clerk, verwaltung, client_of):
    payments = [f.DisbursementFactory(certified=True) for _ in "ab"]
    for payment in payments:
        partner = payment.allocation.recipient
        type(partner).objects.filter(pk=partner.pk).update(iban=WRONG_IBAN)
    page = client_of(freigabe).post(at("disbursement_release", payments[0].pk))
    signed = {"released_on": "02.03.2026", "released_by": verwaltung.pk}
    admin = save(clerk, payments[1], **signed)
    payments[1].refresh_from_db()
    assert (page.status_code, "keine gültige IBAN" in text_of(page)) == (422, True)
    assert (admin.status_code, payments[1].released_on) == (302, None)  # the admin signs nothing
