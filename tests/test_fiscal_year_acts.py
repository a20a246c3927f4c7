"""A fiscal year is opened, corrected and planned: each act by page, each refusal at its field."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from funding.models import Allocation, Decision, FiscalYear
from funding.models.totals import summed
from tests.factories import (
    AllocationFactory,
    AssignmentFactory,
    CoverageFactory,
    DecisionFactory,
    DisbursementFactory,
    FiscalYearFactory,
    MandateFactory,
    PartnerFactory,
    SiteFactory,
)
from tests.test_admin_upper import refusal, save
from tests.test_funding_pages import page, queries, text_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
NEW = reverse("funding:fiscal_year_create")


def edit(year: int = 2026) -> str:
    return reverse("funding:fiscal_year_edit", args=[year])


def split(year: int = 2026) -> str:
    return reverse("funding:fiscal_year_split", args=[year])


def codes(answer) -> dict:
    """The form's refusals: each field with its codes; „__all__“ for those on top."""
    errors = answer.context["form"].errors.as_data()
    return {name: [error.code for error in found] for name, found in errors.items()}


def covered_site():
    """A site with a seat and a provider, and that provider."""
    site = CoverageFactory().site
    return site, AssignmentFactory(site=site).partner


# --- opening -------------------------------------------------------------------------------------


def typed_year(**changes) -> dict:
    return {
        "year": "2027",
        "appropriation": "80.000,00",
        "carry_over_received": "",
        "mandate": MandateFactory().pk,
    } | changes


def test_koordination_opens_a_year(koordination, client_of):
    answer = client_of(koordination).post(NEW, typed_year(), follow=True)
    year = FiscalYear.objects.get()
    assert (year.year, year.available_now, year.opened_by, year.opened_on) == (
        2027,
        Decimal("80000.00"),
        koordination,
        TODAY,
    )
    assert "80.000,00 € sind verfügbar." in text_of(answer)
    assert NEW in page(client_of(koordination), reverse("funding:fiscal_year_list"))


WRONG_AMOUNTS = [
    ("0", "min_value"),
    ("-1", "min_value"),
    ("NaN", "invalid"),
    ("1e99", "invalid"),
    ("80000,001", "decimals"),
    ("80,000.00", "ambiguous"),
    ("", "required"),
]


@pytest.mark.parametrize(("typed", "code"), WRONG_AMOUNTS)
def test_an_appropriation_that_is_none_is_refused_at_its_field_and_kept(typed, code, koordination, client_of):
    answer = client_of(koordination).post(NEW, typed_year(appropriation=typed))
    assert codes(answer) == {"appropriation": [code]}
    assert f'value="{typed}"' in text_of(answer) or not typed
    assert not FiscalYear.objects.exists()


@pytest.mark.parametrize(
    ("typed", "code"), [("-1", "min_value"), ("8,000.00", "ambiguous"), ("0,0001", "decimals")]
)
def test_a_carry_over_that_is_none_is_refused_at_its_field(typed, code, koordination, client_of):
    answer = client_of(koordination).post(NEW, typed_year(carry_over_received=typed))
    assert codes(answer) == {"carry_over_received": [code]}


@pytest.mark.parametrize(("typed", "code"), [("1999", "min_value"), ("2101", "max_value"), ("x", "invalid")])
def test_a_year_that_is_none_is_refused(typed, code, koordination, client_of):
    assert codes(client_of(koordination).post(NEW, typed_year(year=typed))) == {"year": [code]}


def test_a_year_is_opened_once(koordination, client_of):
    FiscalYearFactory(year=2027)
    answer = client_of(koordination).post(NEW, typed_year())
    assert codes(answer) == {"year": ["fiscal_year_exists"]}
    assert "Das Haushaltsjahr 2027 ist schon eröffnet." in text_of(answer)


def test_an_appropriation_beyond_the_mandate_is_refused_at_its_field(koordination, client_of):
    answer = client_of(koordination).post(NEW, typed_year(appropriation="80.000,01"))
    assert codes(answer) == {"appropriation": ["appropriation_within_mandate"]}
    assert not FiscalYear.objects.exists()


def test_the_command_opens_a_year_by_the_same_rules(koordination, capsys, transactional_db):
    mandate = MandateFactory()
    given = {"appropriation": "80.000,00", "mandate": mandate.reference, "by": koordination.email}
    call_command("open_year", 2027, **given)
    assert "Haushaltsjahr 2027 ist eröffnet: 80.000,00" in capsys.readouterr().out
    with pytest.raises(CommandError, match="Haushaltsjahr: Das Haushaltsjahr 2027 ist schon eröffnet"):
        call_command("open_year", 2027, **given)
    with pytest.raises(CommandError, match=r"Haushaltsansatz: Der Ansatz 80\.000,01"):
        call_command("open_year", 2028, **given | {"appropriation": "80000,01"})
    with pytest.raises(CommandError, match="Beschlussgrundlage"):
        call_command("open_year", 2028, **given | {"mandate": "gibt es nicht"})
    assert list(FiscalYear.objects.values_list("year", "opened_by")) == [(2027, koordination.pk)]


def test_the_command_knows_who_may_open_a_year(revision, transactional_db):
    with pytest.raises(CommandError, match="darf keine Haushaltsjahre eröffnen"):
        call_command("open_year", 2027, appropriation="1", mandate="x", by=revision.email)


# --- correcting ----------------------------------------------------------------------------------


def test_an_open_year_is_corrected(koordination, client_of):
    year = FiscalYearFactory()
    typed = {"appropriation": "70.000", "carry_over_received": "", "mandate": year.mandate_id}
    assert client_of(koordination).post(edit(), typed).url == year.get_absolute_url()
    year.refresh_from_db()
    assert year.available_now == Decimal("70000.00")


def test_an_appropriation_below_what_is_bound_is_refused_at_its_field(koordination, client_of):
    year = DecisionFactory(approved=True).allocation.fiscal_year
    typed = {"appropriation": "7.999,99", "carry_over_received": "", "mandate": year.mandate_id}
    answer = client_of(koordination).post(edit(), typed)
    assert codes(answer) == {"appropriation": ["committed_within_available"]}
    assert "Es fehlten 0,01 €." in text_of(answer)
    assert 'value="7.999,99"' in text_of(answer)
    assert client_of(koordination).post(edit(), typed | {"appropriation": "8000"}).status_code == 302


def test_an_appropriation_below_what_is_bound_is_refused_in_the_admin(verwaltung, client_of):
    year = DecisionFactory(approved=True).allocation.fiscal_year
    answer = save(client_of(verwaltung), year, appropriation="7999,99")
    assert "Mit dieser Änderung wären 8.000,00 € gebunden, 0,01 € zu viel." in refusal(answer)
    year.refresh_from_db()
    assert year.appropriation == Decimal("80000.00")


# --- planning for all sites ----------------------------------------------------------------------


def test_the_money_left_is_proposed_evenly_to_the_cent(koordination, client_of):
    FiscalYearFactory(appropriation=Decimal("100.00"))
    for _ in range(3):
        covered_site()
    form = client_of(koordination).get(split()).context["form"]
    amounts = [field.initial for name, field in form.fields.items() if name.startswith("amount_")]
    assert amounts == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]


def shares(*rows) -> dict:
    """The split as somebody sends it: site, recipient and amount a row."""
    typed = {"purpose": "Quartiersarbeit"}
    for site, recipient, amount in rows:
        typed |= {f"recipient_{site.pk}": recipient.pk, f"amount_{site.pk}": amount}
    return typed


def test_many_grants_are_drafted_in_one_act(koordination, client_of):
    year = FiscalYearFactory()
    (one, awo), (two, bgw), (three, cafe) = covered_site(), covered_site(), covered_site()
    typed = shares((one, awo, "5.000,00"), (two, bgw, "4.999,99"), (three, cafe, ""))
    answer = client_of(koordination).post(split(), typed, follow=True)
    drafts = Decision.objects.order_by("allocation__site__name")
    assert [(d.allocation.recipient, d.amount, d.kind, d.drafted_by) for d in drafts] == [
        (awo, Decimal("5000.00"), "grant", koordination),
        (bgw, Decimal("4999.99"), "grant", koordination),
    ]
    assert not drafts.filter(approved_on__isnull=False).exists()
    assert "2 Entwürfe warten auf Freigabe." in text_of(answer)
    assert [place.site for place in year.places_without_money()] == [three]


def test_grants_drafted_in_one_act_are_financed_alike(koordination, client_of):
    FiscalYearFactory()
    (one, awo), (two, bgw) = covered_site(), covered_site()
    typed = shares((one, awo, "5.000,00"), (two, bgw, "4.999,99")) | {"financing": "share"}
    client = client_of(koordination)
    assert codes(client.post(split(), typed)) == {"share": ["financing_share_within"]}
    assert not Allocation.objects.exists()
    client.post(split(), typed | {"share": "80,5"})
    made = [(one.financing, one.share, one.financing_by) for one in Allocation.objects.all()]
    assert made == [("share", Decimal("80.50"), koordination)] * 2


def test_sites_without_seat_role_or_need_are_left_out(koordination, client_of):
    year = FiscalYearFactory()
    site, partner = covered_site()
    AllocationFactory(fiscal_year=year, site=site, recipient=partner)
    lonely = CoverageFactory().site
    AssignmentFactory(site=SiteFactory())
    answer = client_of(koordination).get(split())
    assert answer.context["form"].places == []
    assert f"Ohne Partner mit einer Rolle und deshalb hier nicht dabei: {lonely}." in text_of(answer)


def test_one_wrong_row_leaves_nothing_behind(koordination, client_of):
    FiscalYearFactory()
    (one, awo), (two, bgw) = covered_site(), covered_site()
    typed = shares((one, awo, "5000"), (two, bgw, "8,000.00"))
    answer = client_of(koordination).post(split(), typed)
    assert codes(answer) == {f"amount_{two.pk}": ["ambiguous"]}
    assert 'value="8,000.00"' in text_of(answer)
    assert not Allocation.objects.exists()


def test_a_stranger_is_no_choice_and_no_row_is_no_plan(koordination, client_of):
    FiscalYearFactory()
    site, _ = covered_site()
    client = client_of(koordination)
    answer = client.post(split(), shares((site, PartnerFactory(), "5000")))
    assert codes(answer)[f"recipient_{site.pk}"][0] == "invalid_choice"
    assert codes(client.post(split(), {"purpose": "x"})) == {"__all__": ["nothing_shared"]}


def test_a_plan_beyond_what_is_available_is_kept_and_said(koordination, client_of):
    FiscalYearFactory()
    answer = client_of(koordination).post(split(), shares((*covered_site(), "80.000,50")), follow=True)
    assert "0,50 € mehr, als verfügbar ist." in text_of(answer)


def test_a_closed_year_is_not_split(koordination, client_of):
    FiscalYearFactory(closed=True)
    site, partner = covered_site()
    answer = client_of(koordination).post(split(), shares((site, partner, "5000")))
    assert codes(answer) == {"__all__": ["fiscal_year_closed"]}
    assert not Allocation.objects.exists()


# --- who may receive money -----------------------------------------------------------------------


def plan(client, site, recipient):
    FiscalYearFactory()
    address = reverse("funding:allocation_create", args=[2026])
    typed = {"site": site.pk, "recipient": recipient.pk, "purpose": "Quartiersarbeit", "amount": "8000"}
    return client.post(address, typed)


def test_a_recipient_without_a_role_at_the_site_is_refused_at_its_field(koordination, client_of):
    site, _ = covered_site()
    elsewhere = covered_site()[1]
    answer = plan(client_of(koordination), site, elsewhere)
    assert codes(answer) == {"recipient": ["recipient_has_role"]}
    assert not Allocation.objects.exists()


def test_a_role_that_ended_before_the_year_is_none(koordination, client_of):
    site = CoverageFactory().site
    former = AssignmentFactory(site=site, ends_on=date(2025, 12, 31)).partner
    assert codes(plan(client_of(koordination), site, former)) == {"recipient": ["recipient_has_role"]}


def test_a_role_that_ended_in_the_year_is_enough(koordination, client_of):
    site = CoverageFactory().site
    former = AssignmentFactory(site=site, ends_on=date(2026, 1, 1)).partner
    assert plan(client_of(koordination), site, former).status_code == 302


def test_a_site_without_a_seat_is_refused_at_its_field(koordination, client_of):
    site = SiteFactory()
    answer = plan(client_of(koordination), site, AssignmentFactory(site=site).partner)
    assert codes(answer) == {"site": ["funded_site_is_covered"]}
    assert not Allocation.objects.exists()


# --- figures and their records -------------------------------------------------------------------


@pytest.mark.parametrize("key", ["planned", "committed", "paid", "proven"])
def test_a_figure_leads_to_exactly_the_records_it_sums(key, koordination, client_of):
    decision = DecisionFactory(approved=True)
    DecisionFactory(allocation=decision.allocation, kind="increase", amount=Decimal("0.01"))
    DisbursementFactory(allocation=decision.allocation, amount=Decimal("1234.56"), paid=True)
    other = FiscalYearFactory(year=2027)
    DecisionFactory(allocation__fiscal_year=other, approved=True)
    address = reverse("funding:fiscal_year_figure", args=[2026, key])
    listing = client_of(koordination).get(address).context["listing"]
    records = summed(TODAY)[key]
    year = FiscalYear.objects.with_totals(TODAY).get(year=2026)
    assert sum(getattr(row, records.of) for row in listing.found) == getattr(year, key)


def test_a_figures_records_are_as_of_the_day_also_in_the_file(koordination, client_of):
    DecisionFactory(approved=True)
    client, address = client_of(koordination), reverse("funding:fiscal_year_figure", args=[2026, "committed"])
    early = client.get(address, {"stichtag": "2026-01-14"})
    assert "Zusammen 0,00 €, Stand 14.01.2026." in text_of(early)
    later = client.get(address, {"stichtag": "2026-01-15"})
    exports = dict(later.context["listing"].exports)
    assert [address for address in exports.values() if "stichtag=2026-01-15" not in address] == []
    csv = client.get(address, {"stichtag": "2026-01-14", "export": "csv"}).content.decode("utf-8-sig")
    assert len(csv.splitlines()) == 1


def test_there_is_no_other_figure(koordination, client_of):
    FiscalYearFactory()
    address = reverse("funding:fiscal_year_figure", args=[2026, "gifts"])
    assert client_of(koordination).get(address).status_code == 404


@pytest.mark.parametrize("name", ["split", "committed", "paid"])
def test_a_page_costs_the_same_with_one_site_and_with_ten(name, koordination, client_of):
    FiscalYearFactory()
    address = split() if name == "split" else reverse("funding:fiscal_year_figure", args=[2026, name])

    def grow():
        covered_site()
        DisbursementFactory(paid=True)

    grow()
    client = client_of(koordination)
    once = queries(client, address)
    for _ in range(8):
        grow()
    assert queries(client, address) == once
