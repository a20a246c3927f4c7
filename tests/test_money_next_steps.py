"""Whoever finished a step on money finds the next one on the same page, and no form that cannot be used."""

from datetime import date

import pytest

from quartiersarbeit.duties import Whose, duties
from tests import factories as f
from tests.asking import addresses
from tests.test_fiscal_year_acts import covered_site
from tests.test_funding_pages import page

pytestmark = pytest.mark.django_db
at = addresses("funding:")


def test_an_approved_decision_leads_to_its_instalments_until_all_is_planned(
    koordination, freigabe, client_of
):
    decision = f.DecisionFactory(approved=True)
    plan, shown = at("instalments_plan", decision.allocation_id), at("decision_detail", decision.pk)
    assert (plan in page(client_of(koordination), shown), plan in page(client_of(freigabe), shown)) == (
        True,
        False,
    )
    f.DisbursementFactory(allocation=decision.allocation, amount=decision.amount, certified=True)
    assert plan not in page(client_of(koordination), shown)


def test_who_approves_many_is_led_from_one_to_the_next(koordination, freigabe, client_of):
    own, approved, waiting = (
        f.DecisionFactory(by=freigabe),
        f.DecisionFactory(approved=True),
        f.DecisionFactory(),
    )
    client, shown = client_of(freigabe), at("decision_detail", approved.pk)
    assert f'href="{waiting.get_absolute_url()}"' in page(client, shown)
    assert "Nächsten Entwurf" not in page(client_of(koordination), shown)
    waiting.approve(by=freigabe, on=date(2026, 3, 1))
    found = page(client, shown)
    assert ("Nächsten Entwurf" in found, own.get_absolute_url() in found) == (False, False)


def test_who_planned_an_instalment_may_certify_it_and_reads_so(koordination, freigabe, client_of):
    payment = f.DisbursementFactory(by=koordination)
    shown = [page(client_of(user), payment.get_absolute_url()) for user in (koordination, freigabe)]
    assert ["Zeichnen dürfen Sie, obwohl Sie die Rate vorgesehen haben" in text for text in shown] == [
        True,
        False,
    ]
    assert "zeichnet die Koordination die Rate" in shown[1]
    own = duties(koordination, payment.drafted_on, whose=[Whose.MINE], codes=["instalment_certify"])
    assert [duty.url.partition("#")[0] for duty in own] == [payment.get_absolute_url()]


def test_what_is_released_leads_to_the_payment_lists_until_it_stands_on_one(koordination, client_of):
    loose, listed = f.DisbursementFactory(released=True), f.PaymentItemFactory().disbursement
    shown = [page(client_of(koordination), one.get_absolute_url()) for one in (loose, listed)]
    assert ["Sie steht noch auf keiner Zahlungsliste" in text for text in shown] == [True, False]
    assert ["Zu den Zahlungslisten" in text for text in shown] == [True, False]


def test_where_nothing_is_left_to_plan_no_plan_is_asked_for(koordination, client_of):
    payment = f.DisbursementFactory(amount=8000, certified=True)
    shown = page(client_of(koordination), at("instalments_plan", payment.allocation_id))
    assert ("Es gibt nichts mehr zu planen." in shown, "Raten vorsehen" in shown) == (True, False)
    payment.withdraw(reason="Falscher Tag", by=koordination, on=date(2026, 3, 2))
    shown = page(client_of(koordination), at("instalments_plan", payment.allocation_id))
    assert ("Es gibt nichts mehr zu planen." in shown, "Raten vorsehen" in shown) == (False, True)


def test_a_closed_year_leads_to_the_next_one_that_is_opened_only_once(koordination, freigabe, client_of):
    f.FiscalYearFactory(year=2025, closed=True)
    clients, shown = (client_of(koordination), client_of(freigabe)), at("fiscal_year_closing", 2025)
    new = at("fiscal_year_create")
    assert [new in page(client, shown) for client in clients] == [True, False]
    f.FiscalYearFactory()
    found = [page(client, shown) for client in clients]
    assert [(new in text, "Zum Haushaltsjahr 2026" in text) for text in found] == [(False, True)] * 2


def test_the_checklist_leads_to_each_payment_and_claim_itself(koordination, client_of):
    payment = f.DisbursementFactory(released=True)
    claim = f.RepaymentClaimFactory(issued=True, drafted_on=payment.released_on)
    shown = page(client_of(koordination), at("fiscal_year_closing", 2026))
    links = (payment.get_absolute_url(), claim.get_absolute_url())
    assert [f'href="{link}"' in shown for link in links] == [True, True]
    assert "freigegeben" in shown


def test_who_shares_money_out_is_told_why_there_is_no_site(koordination, client_of):
    f.FiscalYearFactory()
    client, split = client_of(koordination), at("fiscal_year_split", 2026)
    assert "2026 steht kein Standort unter einer Vereinbarung." in page(client, split)
    site = f.CoverageFactory().site
    shown = page(client, split)
    assert (f"hier nicht dabei: {site}" in shown, "schon eine Zuweisung" in shown) == (True, False)
    f.AllocationFactory(site=site)
    assert "Jeder Standort mit einem Platz hat schon eine Zuweisung." in page(client, split)
    covered_site()
    assert "Zuwendungen entwerfen" in page(client, split)


def test_all_that_is_wrong_with_an_instalment_is_said_at_once(koordination, client_of):
    allocation = f.DecisionFactory(approved=True).allocation
    counters = {"raten-TOTAL_FORMS": "2", "raten-INITIAL_FORMS": "0"}
    rows = {"raten-0-amount": "8,000.00", "raten-1-due_on": "31.02.2026"}
    url = at("instalments_plan", allocation.pk)
    answer = client_of(koordination).post(url, {"rhythm": "own"} | counters | rows)
    found = [{name: list(errors) for name, errors in row.items()} for row in answer.context["formset"].errors]
    assert [sorted(row) for row in found] == [["amount", "due_on"]] * 2
