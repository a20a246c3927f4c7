"""The forecast: ticked talks against both limits, with nothing stored and no input that breaks it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partners.models import Negotiation, Step
from tests.asking import made_anew
from tests.factories import (
    AllocationFactory,
    CoverageFactory,
    DecisionFactory,
    FiscalYearFactory,
    MandateFactory,
    NegotiationFactory,
    SeatFactory,
    SiteFactory,
    SiteInQuestionFactory,
    StepFactory,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
ADDRESS = "/gespraeche/vorschau/"


def seats(number: int) -> None:
    mandate = MandateFactory()
    for n in range(1, number + 1):
        SeatFactory(number=n, mandate=mandate, valid_from=date(TODAY.year - 1, 1, 1))


@pytest.fixture
def year(db):
    """10.000 € this year, 4.000 € of it committed: 6.000 € are free."""
    fiscal_year = FiscalYearFactory(
        year=TODAY.year, appropriation=Decimal(10000), opened_on=date(TODAY.year, 1, 1)
    )
    coverage = CoverageFactory(starts_on=date(TODAY.year, 1, 1))
    allocation = AllocationFactory(fiscal_year=fiscal_year, site=coverage.site)
    DecisionFactory(
        allocation=allocation,
        amount=4000,
        approved=True,
        drafted_on=date(TODAY.year, 1, 2),
        approved_on=date(TODAY.year, 1, 3),
    )
    return fiscal_year


def look(client, *talks, **query):
    return client.get(ADDRESS, {"gespraech": [talk.pk for talk in talks], **query})


def amounts(answer) -> list[Decimal]:
    return [wish.amount for wish in answer.context["forecast"].wishes]


def test_before_anything_is_ticked_nothing_is_forecast(koordination, client_of):
    NegotiationFactory(partner__short_name="Verein Offen")
    answer = client_of(koordination).get(ADDRESS)
    assert (answer.status_code, "forecast" in answer.context) == (200, False)
    assert "Verein Offen" in answer.content.decode()


def test_only_talks_that_may_still_succeed_can_be_ticked(koordination, client_of):
    open_talk = NegotiationFactory()
    for state in ("concluded", "failed", "withdrawn"):
        StepFactory(state=state)
    form = client_of(koordination).get(ADDRESS).context["form"]
    assert list(form.talks.values()) == [open_talk]


def test_what_is_free_is_split_evenly_to_the_cent(koordination, client_of, year):
    talks = NegotiationFactory.create_batch(7)
    found = amounts(look(client_of(koordination), *talks))
    assert (sum(found), max(found) - min(found)) == (6000, Decimal("0.01"))


def test_a_talk_about_two_sites_gets_two_shares(koordination, client_of, year):
    two, one = NegotiationFactory.create_batch(2)
    SiteInQuestionFactory.create_batch(2, negotiation=two)
    answer = look(client_of(koordination), two, one)
    assert [wish.sites for wish in answer.context["forecast"].wishes] == [2, 1]
    assert amounts(answer) == [4000, 2000]


def test_a_site_is_counted_once_and_not_where_it_has_a_seat(koordination, client_of):
    shared, covered = SiteFactory(), CoverageFactory().site
    first, second, third = NegotiationFactory.create_batch(3)
    for talk in (first, second):
        SiteInQuestionFactory(negotiation=talk, site=shared)
    SiteInQuestionFactory(negotiation=third, site=covered)
    answer = look(client_of(koordination), first, second, third)
    assert [wish.sites for wish in answer.context["forecast"].wishes] == [1, 0, 0]


@pytest.mark.parametrize(("ticked", "without"), [(1, 0), (2, 0), (3, 1)])
def test_the_seats_are_enough_or_not(koordination, client_of, ticked, without):
    seats(2)
    answer = look(client_of(koordination), *NegotiationFactory.create_batch(ticked))
    seen = answer.context["forecast"]
    assert (seen.without_seat, seen.seats.taken) == (without, min(ticked, 2))
    assert ("Die Plätze reichen nicht." in answer.content.decode()) is bool(without)


@pytest.mark.parametrize(("amount", "missing"), [("5.999,99", "0"), ("6.000,00", "0"), ("6.000,01", "0.01")])
def test_entered_amounts_are_held_against_what_is_free(koordination, client_of, year, amount, missing):
    talk = NegotiationFactory()
    answer = look(client_of(koordination), talk, aufteilung="betraege", **{f"betrag_{talk.pk}": amount})
    assert answer.context["forecast"].missing == Decimal(missing)
    assert ("Das Geld reicht nicht." in answer.content.decode()) is (missing != "0")


def test_an_unreadable_amount_is_said_at_its_field_and_kept(koordination, client_of, year):
    talk = NegotiationFactory()
    answer = look(client_of(koordination), talk, aufteilung="betraege", **{f"betrag_{talk.pk}": "8,000.00"})
    assert list(answer.context["form"].errors) == [f"betrag_{talk.pk}"]
    assert 'value="8,000.00"' in answer.content.decode()


def test_without_an_open_year_the_seats_are_forecast_all_the_same(koordination, client_of):
    answer = look(client_of(koordination), NegotiationFactory())
    assert "noch kein Haushaltsjahr eröffnet" in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "gespraech=x",
        "gespraech=99999999999999999999999",
        "gespraech=-1&gespraech=%00",
        "gespraech={pk}&aufteilung=nichts",
        "gespraech={pk}&gespraech={pk}",
        "gespraech={pk}&aufteilung=betraege&betrag_{pk}=NaN",
        "gespraech={pk}&aufteilung=betraege&betrag_{pk}=99999999999999",
        "gespraech={pk}&aufteilung=betraege&betrag_{pk}=-5",
        "gespraech={pk}&aufteilung=betraege&betrag_{pk}=%00%ff",
        "aufteilung=betraege&betrag_7=1",
        "%00=%00",
    ],
)
def test_bad_input_is_answered_with_the_page(koordination, client_of, year, query):
    talk = NegotiationFactory()
    assert client_of(koordination).get(f"{ADDRESS}?{query.format(pk=talk.pk)}").status_code == 200


def test_nothing_is_stored(koordination, client_of, year):
    talk = StepFactory().negotiation
    before = list(Negotiation.objects.values()), list(Step.objects.values())
    client = client_of(koordination)
    with CaptureQueriesContext(connection) as asked:
        look(client, talk)
    writes = [q["sql"] for q in asked if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert (writes, list(Negotiation.objects.values()), list(Step.objects.values())) == ([], *before)


def test_twelve_talks_cost_as_many_queries_as_one(koordination, client_of, year):
    client = client_of(koordination)

    def queries(*talks) -> int:
        with made_anew():
            look(client, *talks)
            with CaptureQueriesContext(connection) as asked:
                look(client, *talks)
        return len(asked)

    talks = NegotiationFactory.create_batch(12)
    assert queries(*talks[:1]) == queries(*talks)


@pytest.mark.parametrize(("role", "status"), [("partner_user", 403), ("gremium", 403), ("revision", 200)])
def test_partners_and_committees_do_not_look_ahead(role, status, request, client_of):
    assert client_of(request.getfixturevalue(role)).get(reverse("forecast")).status_code == status
