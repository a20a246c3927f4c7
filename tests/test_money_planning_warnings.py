"""Whoever plans money is told at once what would stop it later: no account, or a role for a part of the year only."""

import ast
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from funding import issuing
from funding.models import Disbursement, FiscalYear
from quartiersarbeit.settings import BASE_DIR
from tests import factories as f
from tests.test_fiscal_year_acts import covered_site
from tests.test_funding_pages import text_of

pytestmark = pytest.mark.django_db
NO_ACCOUNT = "Ohne IBAN"


def at(name: str, *args) -> str:
    return reverse(f"funding:{name}", args=args)


@pytest.mark.parametrize("iban", ["", f.IBAN])
def test_every_page_that_plans_for_somebody_says_that_no_account_is_known(iban, koordination, client_of):
    allocation = f.DecisionFactory(approved=True).allocation
    type(allocation.recipient).objects.update(iban=iban)
    pages = [
        allocation.get_absolute_url(),
        at("decision_create", allocation.pk),
        at("instalments_plan", allocation.pk),
    ]
    found = [NO_ACCOUNT in text_of(client_of(koordination).get(page)) for page in pages]
    assert found == [not iban] * 3


@pytest.mark.parametrize("iban", ["", f.IBAN])
def test_the_plan_of_a_year_says_whose_account_is_missing(iban, koordination, client_of):
    year = f.FiscalYearFactory()
    site, recipient = covered_site()
    type(recipient).objects.update(iban=iban)
    split = text_of(client_of(koordination).get(at("fiscal_year_split", year.year)))
    typed = {"site": site.pk, "recipient": recipient.pk, "purpose": "Quartiersarbeit", "amount": "1,00"}
    planned = client_of(koordination).post(at("allocation_create", year.year), typed, follow=True)
    assert (NO_ACCOUNT in split, NO_ACCOUNT in text_of(planned), planned.redirect_chain != []) == (
        not iban,
        not iban,
        True,
    )


PLANNED_BY = {"allocate", "distribute", "plan_instalments", "draft"}
WARNS = {"warnings_of", "without_account"}
CLAIMED_BACK = {"claim_create"}  # money that comes back needs no account of the recipient


def _asked(functions: dict[str, ast.FunctionDef], page: str) -> set[str]:
    """All that a page asks by name, also through the module's other functions."""
    found: set[str] = set()
    waiting = [page]
    while waiting:
        new = {n.id for n in ast.walk(functions[waiting.pop()]) if isinstance(n, ast.Name)} - found
        found |= new
        waiting += [name for name in new if name in functions]
    return found


def pages_that_plan() -> dict[str, bool]:
    """The pages that plan money for somebody, and whether they ask for the account."""
    told = {}
    for path in (Path(BASE_DIR) / "funding/views").glob("*.py"):
        functions = {n.name: n for n in ast.parse(path.read_text()).body if isinstance(n, ast.FunctionDef)}
        for name, page in functions.items():
            verbs = {
                n.args[1].attr
                for n in ast.walk(page)
                if isinstance(n, ast.Call)
                and getattr(n.func, "id", "") == "accepted"
                and isinstance(n.args[1], ast.Attribute)
            }
            if verbs & PLANNED_BY:
                told[name] = bool(_asked(functions, name) & WARNS)
    return told


def test_every_page_that_plans_money_asks_whether_an_account_is_known():
    told = pages_that_plan()
    assert {
        "_new_allocation",
        "_new_decision",
        "fiscal_year_split",
        "reallocation_create",
        "instalments_plan",
    } <= set(told)
    assert {name for name, asks in told.items() if not asks} == CLAIMED_BACK


@pytest.mark.parametrize("iban", ["", f.IBAN])
def test_who_receives_by_a_reallocation_is_said_to_have_no_account(iban, koordination, client_of):
    less, more = (f.DecisionFactory(approved=True).allocation for _ in range(2))
    f.AssignmentFactory(site=more.site, partner=more.recipient)
    type(more.recipient).objects.filter(pk=more.recipient_id).update(iban=iban)
    typed = {"source": less.pk, "target": more.pk, "amount": "1,00", "reason": "Mehr Bedarf"}
    page = client_of(koordination).post(at("reallocation_create", less.fiscal_year.year), typed, follow=True)
    assert (NO_ACCOUNT in text_of(page), page.redirect_chain != []) == (not iban, True)


def test_a_provider_that_changes_in_mid_year_is_said_with_its_days(koordination, client_of):
    """The money goes to whom it was granted; that this is one for half a year is a true sentence, no refusal."""
    year = f.FiscalYearFactory()
    site, recipient = covered_site()
    role = site.assignments.get(partner=recipient)
    role.ends_on = date(2026, 6, 30)
    role.save()
    typed = {"site": site.pk, "recipient": recipient.pk, "purpose": "Quartiersarbeit", "amount": "1,00"}
    shown = text_of(client_of(koordination).post(at("allocation_create", year.year), typed, follow=True))
    assert (
        f"{recipient} hat 2026 nur vom {max(role.starts_on, date(2026, 1, 1)):%d.%m.%Y} bis 30.06.2026"
        in shown
    )


def test_who_left_in_mid_year_is_offered_the_same_on_both_pages_that_plan_it(koordination, client_of):
    """The provider of the first half may still receive for it: the year's roles count, not who takes part today."""
    today = timezone.localdate()
    year, (site, first) = f.FiscalYearFactory(year=today.year, opened_on=today), covered_site()
    site.assignments.update(starts_on=date(today.year, 1, 1))
    second = f.PartnerFactory()
    site.assign(role="provider", partner=second, starts_on=today, by=f.UserFactory(), on=today)
    first.deactivate(by=koordination, on=today, end_roles=True)
    client = client_of(koordination)
    split = client.get(at("fiscal_year_split", year.year)).context["form"]
    single = client.get(at("allocation_create", year.year)).context["form"]
    offered = {int(key) for key, _ in split.fields[f"recipient_{site.pk}"].choices}
    assert (offered, offered <= set(single.fields["recipient"].queryset.values_list("pk", flat=True))) == (
        {first.pk, second.pk},
        True,
    )


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ([(date(2025, 1, 1), None)], [(date(2026, 1, 1), date(2026, 12, 31))]),
        (
            [(date(2025, 1, 1), date(2026, 3, 31)), (date(2026, 4, 1), None)],
            [(date(2026, 1, 1), date(2026, 12, 31))],
        ),
        ([(date(2026, 7, 1), None)], [(date(2026, 7, 1), date(2026, 12, 31))]),
        ([(date(2025, 1, 1), date(2025, 12, 31))], []),
    ],
)
def test_the_days_of_a_role_in_a_year_have_no_gaps_that_are_none(spans, found):
    year, site, partner = f.FiscalYearFactory(), f.SiteFactory(), f.PartnerFactory()
    for starts_on, ends_on in spans:
        f.AssignmentFactory(site=site, partner=partner, starts_on=starts_on, ends_on=ends_on)
    assert year.role_spans(site, partner) == found


def test_a_recipient_renamed_after_its_notice_keeps_the_name_that_was_decided(koordination, freigabe):
    """The notice names whom it was sent to; the payment names who released it: each is true of its day."""
    draft = f.DecisionFactory(by=koordination)
    issuing.approve(draft, by=freigabe, on=date(2026, 2, 1))
    partner = draft.allocation.recipient
    was, partner.name, partner.iban = partner.name, "Verein nach der Verschmelzung", f.IBAN
    partner.save()
    payment = f.DisbursementFactory(allocation=draft.allocation, released=True)
    partner.name = "Noch ein Name"
    partner.save()
    stored = Disbursement.objects.get(pk=payment.pk)
    assert (was in draft.notice.paper, stored.recipient_name, stored.account_changed()) == (
        True,
        "Verein nach der Verschmelzung",
        True,
    )


@pytest.mark.parametrize(("year", "day"), [(2025, date(2025, 12, 31)), (2099, date(2099, 1, 1))])
def test_a_payments_day_is_proposed_in_its_year(year, day, koordination, client_of):
    allocation = f.DecisionFactory(
        approved=True,
        drafted_on=date(year, 1, 1),
        approved_on=date(year, 1, 1),
        allocation__fiscal_year__year=year,
    ).allocation
    payment = f.DisbursementFactory(allocation=allocation, released=True)
    shown = client_of(koordination).get(at("disbursement_pay", payment.pk)).context["form"]
    assert shown["paid_on"].value() == day


def test_a_years_split_names_the_sites_of_that_year():
    """A site whose seat begins in December of the year is one of it, asked on whatever day."""
    year = f.FiscalYearFactory(year=2027, opened_on=timezone.localdate())
    late = f.CoverageFactory(agreement__starts_on=date(2027, 12, 1)).site
    f.CoverageFactory(agreement__starts_on=date(2028, 1, 1))
    assert [place.site for place in FiscalYear.objects.get(pk=year.pk).places_without_money()] == [late]


def test_what_is_planned_without_an_account_is_planned(koordination):
    year = f.FiscalYearFactory()
    site, recipient = covered_site()
    planned = year.allocate(
        site=site, recipient=recipient, purpose="Q", amount=Decimal("1"), by=koordination, on=year.first_day
    )
    assert planned.recipient.iban == ""
