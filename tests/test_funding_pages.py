"""The pages of the money: by role, by rows, by figure and by refusal."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from funding.models import Allocation, Decision, FiscalYear
from funding.statuses import DisbursementStatus
from quartiersarbeit.ground import german
from tests.asking import queries, text_of
from tests.factories import (
    AllocationFactory,
    AssignmentFactory,
    CoverageFactory,
    DecisionFactory,
    DisbursementFactory,
    FiscalYearFactory,
    ProofLineFactory,
    ProofOfUseFactory,
    ProofReturnFactory,
    RepaymentClaimFactory,
    ReversalFactory,
    SiteFactory,
    UserFactory,
    closing,
)

TODAY = timezone.localdate()
YEAR = 2026


def page(client, address: str, status: int = 200, **query) -> str:
    """The page's text, which must come with this status; spaces that never break read as plain ones."""
    answer = client.get(address, query)
    assert answer.status_code == status
    return text_of(answer)


def euro(amount) -> str:
    return german.euro(amount).replace(german.NO_BREAK_SPACE, " ")


def list_address() -> str:
    return reverse("funding:fiscal_year_list")


def plan_address(year: int = YEAR) -> str:
    return reverse("funding:allocation_create", args=[year])


def approval_address(decision) -> str:
    return reverse("funding:decision_approve", args=[decision.pk])


def addresses(decision) -> list[str]:
    """Every page on the way from the year to the decision."""
    allocation = decision.allocation
    return [
        list_address(),
        allocation.fiscal_year.get_absolute_url(),
        plan_address(allocation.fiscal_year.year),
        allocation.get_absolute_url(),
        reverse("funding:decision_create", args=[allocation.pk]),
        decision.get_absolute_url(),
    ]


@pytest.fixture
def full_year(db) -> FiscalYear:
    """A year with every kind of figure: two sites, odd cents, a reversal, an accepted proof, a draft."""
    first = DecisionFactory(approved=True, amount=Decimal("8000.01")).allocation
    second = DecisionFactory(approved=True, amount=Decimal("7999.98")).allocation
    DecisionFactory(allocation=second, amount=Decimal("100.10"), kind="increase")
    DisbursementFactory(allocation=first, amount=Decimal("2000.33"), paid=True)
    reversed_one = DisbursementFactory(allocation=first, amount=Decimal("1000.00"), paid=True)
    ReversalFactory(disbursement=reversed_one)
    proof = ProofOfUseFactory(allocation=first, due_on=date(YEAR, 6, 30), submitted=True)
    ProofLineFactory(proof=proof, spent=Decimal("1999.99"))
    proof.accepted_on, proof.accepted_by = date(YEAR, 7, 1), UserFactory()
    proof.save()
    return first.fiscal_year


# --- who sees what -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "statuses"),
    [
        ("koordination", [200, 200, 200, 200, 200, 200]),
        ("freigabe", [200, 200, 403, 200, 403, 200]),
        ("revision", [200, 200, 403, 200, 403, 200]),
        ("partner_user", [403, 403, 403, 200, 403, 200]),
        ("other_partner_user", [403, 403, 403, 404, 403, 404]),
        ("gremium", [403, 403, 403, 403, 403, 403]),
    ],
)
def test_each_role_sees_its_part_of_the_money(role, statuses, awo, client_of, request):
    decision = DecisionFactory(approved=True, allocation__recipient=awo)
    client = client_of(request.getfixturevalue(role))
    assert [client.get(address).status_code for address in addresses(decision)] == statuses


def test_strangers_are_asked_to_sign_in(db, client):
    answers = [client.get(address) for address in addresses(DecisionFactory())]
    assert {answer.url.split("?")[0] for answer in answers} == {reverse("account_login")}


def test_a_partner_does_not_see_what_is_only_drafted(partner_user, awo, client_of):
    allocation = AllocationFactory(recipient=awo)
    DecisionFactory(allocation=allocation, approved=True)
    draft = DecisionFactory(
        allocation=allocation, kind="increase", amount=Decimal("1234.56"), reason="Geheim"
    )
    client = client_of(partner_user)
    shown = page(client, allocation.get_absolute_url())
    assert "8.000,00 €" in shown
    assert [word for word in ("1.234,56", "9.234,56", "Geheim", "Erhöhung") if word in shown] == []
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_a_partner_does_not_see_the_names_of_those_who_handle_the_money(partner_user, awo, client_of):
    decision = DecisionFactory(allocation__recipient=awo, approved=True)
    client = client_of(partner_user)
    shown = page(client, decision.get_absolute_url()) + page(client, decision.allocation.get_absolute_url())
    assert [str(who) for who in (decision.drafted_by, decision.approved_by) if str(who) in shown] == []


def test_a_partner_is_led_to_no_page_it_may_not_see(partner_user, awo, client_of):
    decision = DecisionFactory(allocation__recipient=awo, approved=True)
    shown = page(client_of(partner_user), decision.allocation.get_absolute_url())
    assert "/haushalt/" not in shown
    assert f'href="{decision.allocation.site.get_absolute_url()}"' not in shown


def test_a_partner_is_led_to_the_site_where_it_has_a_role(partner_user, awo, client_of):
    allocation = AllocationFactory(recipient=awo)
    AssignmentFactory(site=allocation.site, partner=awo)
    shown = page(client_of(partner_user), allocation.get_absolute_url())
    assert f'href="{allocation.site.get_absolute_url()}"' in shown


@pytest.mark.parametrize(
    "address", ["/haushalt/99999/", "/haushalt/2098/", "/zuweisungen/999999999999999999999/"]
)
def test_what_does_not_exist_is_not_found(koordination, client_of, address):
    assert client_of(koordination).get(address).status_code == 404


def test_a_fiscal_year_that_is_an_example_says_so(koordination, client_of):
    FiscalYearFactory(is_example=True)
    client = client_of(koordination)
    assert "Beispiel" in page(client, list_address())
    assert ">Beispiel</span>" in page(client, f"/haushalt/{YEAR}/")


def test_empty_pages_say_what_is_missing(koordination, client_of):
    client = client_of(koordination)
    assert "Noch kein Haushaltsjahr" in page(client, list_address())
    year = FiscalYearFactory()
    shown = page(client, year.get_absolute_url())
    assert "Noch keine Zuweisungen" in shown
    assert plan_address() in shown
    shown = page(client, AllocationFactory(fiscal_year=year).get_absolute_url())
    assert [
        word
        for word in ("Noch kein Bescheid", "Noch keine Rate", "Noch kein Verwendungs")
        if word not in shown
    ] == []


# --- figures -------------------------------------------------------------------------------------


def test_the_list_shows_each_years_figures_to_the_cent(full_year, koordination, client_of):
    year = FiscalYear.objects.with_totals(TODAY).get()
    shown = page(client_of(koordination), list_address())
    figures = [year.available, year.planned, year.committed, year.paid, year.proven, year.free]
    assert figures == [
        Decimal("80000.00"),
        Decimal("16100.09"),
        Decimal("15999.99"),
        Decimal("2000.33"),
        Decimal("1999.99"),
        Decimal("64000.01"),
    ]
    assert [figure for figure in map(euro, figures) if figure not in shown] == []


def sums_of(shown: str) -> list[str]:
    """The last row of the allocations' table: its four sums as text."""
    row = shown.split(">Summe</th>")[1].split("</tr>")[0]
    return [cell.split("</strong>")[0] for cell in row.split('<strong class="stacking__value">')[1:]]


@pytest.mark.parametrize("on", [TODAY, date(YEAR, 1, 14), date(YEAR, 3, 15), date(YEAR, 6, 30)])
def test_the_sums_under_the_allocations_are_the_years_and_the_rows(full_year, on, koordination, client_of):
    shown = page(client_of(koordination), full_year.get_absolute_url(), stichtag=f"{on:%d.%m.%Y}")
    year = FiscalYear.objects.with_totals(on).get()
    rows = Allocation.objects.with_totals(on)
    names = ["planned", "committed", "paid", "proven"]
    assert sums_of(shown) == [euro(getattr(year, name)) for name in names]
    assert sums_of(shown) == [euro(sum(getattr(row, name) for row in rows)) for name in names]


def test_the_bar_and_the_cards_say_the_same_figures(full_year, koordination, client_of):
    shown = page(client_of(koordination), full_year.get_absolute_url())
    cards, bar = shown.split('<figure class="budget">')
    assert "64.000,01 €" in cards
    assert "64.000,01 € sind frei" in bar
    assert "Von 80.000 € sind 15.999,99 € gebunden, davon 2.000,33 € ausgezahlt" in bar


def test_every_figure_has_its_unit_its_day_and_a_place_that_exists(full_year, koordination, client_of):
    shown = page(client_of(koordination), full_year.get_absolute_url())
    cards = shown.split('<div class="figure')[1:]
    cards = [card.split("</li>")[0] for card in cards]
    assert len(cards) == 6
    assert [card for card in cards if " €" not in card or f"Stand {german.day(TODAY)}" not in card] == []
    places = [card.split('href="')[1].split('"')[0] for card in cards]
    anchors = [place[1:] for place in places if place.startswith("#")]
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in shown] == []
    records = [place for place in places if not place.startswith("#")]
    assert len(records) == 4
    assert {client_of(koordination).get(place).status_code for place in records} == {200}


def test_figures_stand_as_of_the_day_asked_for(full_year, koordination, client_of):
    client = client_of(koordination)
    early = page(client, full_year.get_absolute_url(), stichtag="14.01.2026")
    assert sums_of(early) == ["0,00 €"] * 4
    assert "Stand 14.01.2026" in early
    march = page(client, full_year.get_absolute_url(), stichtag="2026-03-15")
    assert sums_of(march) == ["16.100,09 €", "15.999,99 €", "3.000,33 €", "0,00 €"]


def test_an_allocation_shows_its_figures_as_of_the_same_day(full_year, koordination, client_of):
    client = client_of(koordination)
    shown = page(client, full_year.get_absolute_url(), stichtag="2026-03-15")
    allocation = Allocation.objects.order_by("pk").first()
    assert f'href="{allocation.get_absolute_url()}?stichtag=2026-03-15"' in shown
    assert "3.000,33 €" in page(client, allocation.get_absolute_url(), stichtag="2026-03-15")
    assert "2.000,33 €" in page(client, allocation.get_absolute_url())


@pytest.mark.parametrize(
    "wish", ["31.02.2026", "gestern", "0021-01-01", "9999-12-31", "\x00", "2026-01-01T00:00"]
)
def test_a_day_that_is_none_becomes_today_and_is_said(wish, full_year, koordination, client_of):
    shown = page(client_of(koordination), full_year.get_absolute_url(), stichtag=wish)
    assert f"Alle Zahlen stehen deshalb zum {german.day(TODAY)}." in shown
    assert f'value="{TODAY:%Y-%m-%d}"' in shown


def test_a_day_to_come_becomes_today(full_year, koordination, client_of):
    tomorrow = TODAY + timedelta(days=1)
    shown = page(client_of(koordination), full_year.get_absolute_url(), stichtag=f"{tomorrow}")
    assert "Der Stichtag liegt in der Zukunft." in shown


def test_the_year_says_on_what_it_rests(full_year, koordination, client_of):
    FiscalYear.objects.filter(pk=FiscalYearFactory(year=YEAR - 1).pk).update(
        **closing(TODAY, Decimal("1500.50"))
    )
    full_year.carry_over_received = Decimal("1500.50")
    full_year.revised_on, full_year.revised_by = TODAY, koordination
    full_year.save()
    shown = page(client_of(koordination), full_year.get_absolute_url())
    assert str(full_year.mandate) in shown.replace('<span class="whole">', "").replace("</span>", "")
    assert "1.500,50 €" in shown
    assert "81.500,50 €" in shown


@pytest.mark.parametrize(
    "name", ["fiscal_year_list", "fiscal_year_detail", "allocation_detail", "decision_detail"]
)
def test_a_page_asks_as_often_for_twelve_rows_as_for_one(name, koordination, client_of):
    decision = DecisionFactory()
    DisbursementFactory(allocation=DecisionFactory(approved=True, allocation=decision.allocation).allocation)
    address = {
        "fiscal_year_list": list_address(),
        "fiscal_year_detail": decision.allocation.fiscal_year.get_absolute_url(),
        "allocation_detail": decision.allocation.get_absolute_url(),
        "decision_detail": decision.get_absolute_url(),
    }[name]
    client = client_of(koordination)
    once = queries(client, address)
    for n in range(11):
        FiscalYearFactory(year=2050 + n)
        DecisionFactory(allocation=decision.allocation)
        DecisionFactory(allocation__site=SiteFactory())
        DisbursementFactory(allocation=decision.allocation, amount=Decimal("10.00"))
    assert queries(client, address) == once
    assert once < 25


# --- what waits ----------------------------------------------------------------------------------


def waiting(shown: str) -> str:
    """The part of the year's page that lists what waits for approval; nothing where there is none."""
    return shown.split('id="wartet"')[1].split("</section>")[0] if 'id="wartet"' in shown else ""


def test_freigabe_sees_what_waits_but_never_its_own(freigabe, koordination, client_of):
    own = DecisionFactory(by=freigabe)
    others = DecisionFactory(by=koordination, amount=Decimal("4321.00"))
    approved = DecisionFactory(approved=True)
    address = own.allocation.fiscal_year.get_absolute_url()
    shown = waiting(page(client_of(freigabe), address))
    links = [d.get_absolute_url() for d in (own, others, approved) if d.get_absolute_url() in shown]
    assert links == [others.get_absolute_url()]
    shown = waiting(page(client_of(koordination), address))
    assert [d.get_absolute_url() in shown for d in (own, others, approved)] == [True, True, False]


def test_nothing_waits_where_the_only_draft_is_ones_own(freigabe, client_of):
    draft = DecisionFactory(by=freigabe)
    assert waiting(page(client_of(freigabe), draft.allocation.fiscal_year.get_absolute_url())) == ""


def test_a_closed_year_offers_nothing_to_plan_or_approve(koordination, freigabe, client_of):
    draft = DecisionFactory()
    close(draft.allocation.fiscal_year)
    for user in (koordination, freigabe):
        client = client_of(user)
        shown = page(client, draft.allocation.fiscal_year.get_absolute_url())
        shown += page(client, draft.allocation.get_absolute_url()) + page(client, draft.get_absolute_url())
        assert waiting(shown) == ""
        assert "1 Entwurf blieb bis zum Abschluss ohne Freigabe." in shown
        assert [word for word in ("/neu/", "/freigabe/") if word in shown] == []


def close(year: FiscalYear) -> None:
    FiscalYear.objects.filter(pk=year.pk).update(**closing(TODAY))


# --- planning ------------------------------------------------------------------------------------


def plan(client, **changes):
    """A plan as somebody sends it."""
    site = CoverageFactory().site
    recipient = AssignmentFactory(site=site).partner
    typed = {
        "site": site.pk,
        "recipient": recipient.pk,
        "purpose": "Quartiersarbeit",
        "amount": "8000",
    }
    FiscalYearFactory()
    return client.post(plan_address(), typed | changes)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("8.000,00", "8000.00"),
        ("8000", "8000.00"),
        ("8000,5", "8000.50"),
        ("8.000,00 €", "8000.00"),
        ("0,01", "0.01"),
    ],
)
def test_an_amount_is_read_as_the_city_writes_it(typed, stored, koordination, client_of):
    answer = plan(client_of(koordination), amount=typed)
    decision = Decision.objects.get()
    assert answer.url == decision.allocation.fiscal_year.get_absolute_url()
    assert (
        decision.amount,
        decision.kind,
        decision.drafted_by,
        decision.drafted_on,
        decision.approved_on,
    ) == (
        Decimal(stored),
        "grant",
        koordination,
        TODAY,
        None,
    )


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("0", "min_value"),
        ("0,00", "min_value"),
        ("-8000", "min_value"),
        ("NaN", "invalid"),
        ("Infinity", "invalid"),
        ("1e99", "invalid"),
        ("8000,001", "decimals"),
        ("8,000.00", "ambiguous"),
        ("8.5", "ambiguous"),
        ("99999999999", "too_large"),
        ("", "required"),
        ("achttausend", "invalid"),
    ],
)
def test_an_amount_that_is_none_is_refused_at_its_field_and_kept(typed, code, koordination, client_of):
    answer = plan(client_of(koordination), amount=typed)
    errors = answer.context["form"].errors.as_data()
    assert {name: [error.code for error in found] for name, found in errors.items()} == {"amount": [code]}
    assert f'value="{typed}"' in text_of(answer) or not typed
    assert not Allocation.objects.exists()


def test_plans_may_exceed_what_is_available_and_it_is_said_by_how_much(koordination, client_of):
    client = client_of(koordination)
    assert "als verfügbar ist" not in text_of(client.get(plan(client, amount="80000").url))
    answer = client.get(plan(client, amount="5.000,50").url)
    assert "85.000,50 € geplant, 5.000,50 € mehr, als verfügbar ist" in text_of(answer)
    assert "Geplant sind 5.000,50 € mehr, als verfügbar ist." in text_of(client.get(f"/haushalt/{YEAR}/"))
    assert Decision.objects.count() == 2


def test_a_second_plan_for_the_same_site_and_recipient_is_refused_on_the_form(koordination, client_of):
    allocation = AllocationFactory()
    AssignmentFactory(site=allocation.site, partner=allocation.recipient)
    answer = plan(client_of(koordination), site=allocation.site_id, recipient=allocation.recipient_id)
    (error,) = answer.context["form"].non_field_errors().as_data()
    assert error.code == "allocation_once_per_site"
    assert "gibt es in dem Jahr schon eine Zuweisung" in text_of(answer)
    assert Allocation.objects.count() == 1


def test_a_closed_year_takes_no_plan(koordination, client_of):
    close(FiscalYearFactory())
    answer = plan(client_of(koordination))
    (error,) = answer.context["form"].non_field_errors().as_data()
    assert error.code == "fiscal_year_closed"
    assert "Das Haushaltsjahr 2026 ist abgeschlossen." in text_of(answer)
    assert not Allocation.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"site": "999999"}, {"site": "9" * 30}, {"recipient": "x"}, {"purpose": ""}, {"purpose": "\x00"}],
)
def test_what_cannot_be_chosen_is_refused_at_its_field(wrong, koordination, client_of):
    answer = plan(client_of(koordination), **wrong)
    assert list(answer.context["form"].errors) == list(wrong)
    assert not Allocation.objects.exists()


@pytest.mark.parametrize("role", ["freigabe", "revision", "partner_user", "gremium"])
def test_only_koordination_plans(role, client_of, request):
    assert plan(client_of(request.getfixturevalue(role))).status_code == 403
    assert not Allocation.objects.exists()


# --- drafting ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "stored"),
    [("increase", "500.00"), ("reduction", "-500.00"), ("revocation", "-500.00")],
)
def test_the_kind_gives_the_typed_amount_its_sign(kind, stored, koordination, client_of):
    allocation = DecisionFactory(approved=True).allocation
    typed = {"kind": kind, "amount": "500", "reason": "Mehr Besuche"}
    answer = client_of(koordination).post(reverse("funding:decision_create", args=[allocation.pk]), typed)
    draft = allocation.decisions.get(approved_on=None)
    assert answer.url == allocation.get_absolute_url()
    assert (draft.amount, draft.kind, draft.drafted_by) == (Decimal(stored), kind, koordination)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"amount": "-500"}, "min_value"),
        ({"amount": "0"}, "min_value"),
        ({"kind": "gift"}, "invalid_choice"),
        ({"reason": ""}, "required"),
    ],
)
def test_a_draft_is_refused_at_its_field(wrong, code, koordination, client_of):
    allocation = DecisionFactory(approved=True).allocation
    typed = {"kind": "reduction", "amount": "500", "reason": "Weniger Besuche"} | wrong
    answer = client_of(koordination).post(reverse("funding:decision_create", args=[allocation.pk]), typed)
    errors = answer.context["form"].errors.as_data()
    assert {name: [error.code for error in found] for name, found in errors.items()} == {
        next(iter(wrong)): [code]
    }
    assert allocation.decisions.count() == 1


def test_a_closed_year_takes_no_draft(koordination, client_of):
    allocation = DecisionFactory(approved=True).allocation
    close(allocation.fiscal_year)
    typed = {"kind": "increase", "amount": "500", "reason": "Mehr Besuche"}
    answer = client_of(koordination).post(reverse("funding:decision_create", args=[allocation.pk]), typed)
    (error,) = answer.context["form"].non_field_errors().as_data()
    assert error.code == "fiscal_year_closed"
    assert allocation.decisions.count() == 1


# --- approving -----------------------------------------------------------------------------------


def approved(decision) -> bool:
    decision.refresh_from_db()
    return decision.approved_on is not None


def test_another_person_approves(freigabe, koordination, client_of):
    draft = DecisionFactory(by=koordination)
    client = client_of(freigabe)
    assert approval_address(draft) in page(client, draft.get_absolute_url())
    answer = client.post(approval_address(draft))
    draft.refresh_from_db()
    assert answer.url == draft.get_absolute_url()
    assert (draft.approved_by, draft.approved_on) == (freigabe, TODAY)
    shown = page(client, draft.get_absolute_url())
    assert "Der Betrag ist jetzt gebunden." in shown
    assert approval_address(draft) not in shown


def test_ones_own_draft_is_refused(freigabe, client_of):
    draft = DecisionFactory(by=freigabe)
    client = client_of(freigabe)
    assert approval_address(draft) not in page(client, draft.get_absolute_url())
    answer = client.post(approval_address(draft))
    assert answer.status_code == 422
    assert "Vier-Augen-Prinzip: Sie haben diesen Bescheid entworfen" in text_of(answer)
    assert not approved(draft)


def test_euro_80001_is_refused_with_what_is_still_free(freigabe, client_of):
    DecisionFactory(approved=True, amount=Decimal("79999.99"))
    draft = DecisionFactory(amount=Decimal("0.02"))
    client = client_of(freigabe)
    answer = client.post(approval_address(draft))
    assert answer.status_code == 422
    assert "Frei sind noch 0,01 €." in text_of(answer)
    assert "<title>Fehler: " in text_of(answer)
    assert not approved(draft)
    assert "wartet auf Freigabe" in text_of(answer)


def test_euro_80000_is_approved(freigabe, client_of):
    DecisionFactory(approved=True, amount=Decimal("79999.99"))
    draft = DecisionFactory(amount=Decimal("0.01"))
    client_of(freigabe).post(approval_address(draft))
    assert approved(draft)


def test_a_draft_of_a_closed_year_is_refused(freigabe, client_of):
    draft = DecisionFactory()
    close(draft.allocation.fiscal_year)
    answer = client_of(freigabe).post(approval_address(draft))
    assert answer.status_code == 422
    assert "Das Haushaltsjahr 2026 ist abgeschlossen." in text_of(answer)
    assert not approved(draft)


def test_a_site_without_a_seat_is_refused(freigabe, client_of):
    draft = DecisionFactory(allocation__site=SiteFactory(name="Ohne Platz"))
    answer = client_of(freigabe).post(approval_address(draft))
    assert answer.status_code == 422
    assert "Ohne Platz steht 2026 unter keiner Vereinbarung" in text_of(answer)
    assert not approved(draft)


def test_a_second_approval_is_refused(freigabe, client_of):
    decision = DecisionFactory(approved=True)
    answer = client_of(freigabe).post(approval_address(decision))
    assert answer.status_code == 422
    assert "Dieser Bescheid ist schon freigegeben." in text_of(answer)


@pytest.mark.parametrize("role", ["koordination", "revision", "partner_user", "gremium"])
def test_only_freigabe_approves(role, awo, client_of, request):
    draft = DecisionFactory(allocation__recipient=awo)
    client = client_of(request.getfixturevalue(role))
    assert client.post(approval_address(draft)).status_code == 403
    assert not approved(draft)


def test_an_approval_is_no_link(freigabe, client_of):
    draft = DecisionFactory()
    assert client_of(freigabe).get(approval_address(draft)).status_code == 405
    assert not approved(draft)


# --- payments and proof --------------------------------------------------------------------------


def test_an_allocation_shows_how_far_each_instalment_has_come(koordination, client_of):
    allocation = DecisionFactory(approved=True).allocation
    for step in ("by", "dropped", "certified", "released", "paid"):
        facts = {} if step == "by" else {step: True}
        DisbursementFactory(allocation=allocation, amount=Decimal("1000.00"), **facts)
    ReversalFactory(disbursement=DisbursementFactory(allocation=allocation, paid=True))
    shown = page(client_of(koordination), allocation.get_absolute_url())
    assert [state.text for state in DisbursementStatus if f"{state.text}</" not in shown] == []


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"due_on": TODAY}, "noch nicht eingereicht"),
        ({"due_on": TODAY - timedelta(days=1)}, "überfällig"),
        ({"due_on": date(YEAR, 3, 31), "submitted": True}, "eingereicht, wird geprüft"),
        ({"due_on": date(YEAR, 3, 31), "accepted": True}, "angenommen"),
    ],
)
def test_an_allocation_says_where_its_proof_of_use_stands(facts, state, koordination, client_of):
    proof = ProofOfUseFactory(**facts)
    shown = page(client_of(koordination), proof.allocation.get_absolute_url())
    states = ["noch nicht eingereicht", "überfällig", "eingereicht, wird geprüft", "angenommen</"]
    assert [one for one in states if one.strip("</") == state or one in shown] == [
        one for one in states if one.strip("</") == state
    ]


def test_a_proof_sent_back_says_why(koordination, client_of):
    back = ProofReturnFactory(
        reasons="Die Honorare sind nicht belegt.", proof__submitted=True, proof__submitted_on=TODAY, on=TODAY
    )
    shown = page(client_of(koordination), back.proof.allocation.get_absolute_url())
    assert "zur Überarbeitung zurückgegeben" in shown
    assert "Die Honorare sind nicht belegt." in shown


def test_a_repayment_claim_stands_with_its_allocation(koordination, client_of):
    claim = RepaymentClaimFactory(amount=Decimal("321.09"))
    shown = page(client_of(koordination), claim.allocation.get_absolute_url())
    assert "Rückforderungen" in shown
    assert "321,09 €" in shown
