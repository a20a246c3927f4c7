"""The overview's parts, each with records of its own: what is folded, what was handed in, what it costs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.models import Notification
from quartiersarbeit.ground.duties import Timing
from tests import factories as f
from tests.asking import queries, text_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
A_DAY = timedelta(days=1)
MOST_QUERIES = 14


def overview(client):
    return client.get(reverse("dashboard"))


def test_what_can_wait_is_folded_only_where_something_else_is_to_be_done_first(partner_user, awo, client_of):
    f.ProofOfUseFactory(allocation__recipient=awo, due_on=TODAY + 90 * A_DAY)
    client = client_of(partner_user)
    f.MeasureFactory(
        responsible=awo, due_on=TODAY - A_DAY, finding__dialogue__partners=[awo], finding__shared=True
    )
    late = overview(client).context
    told = [(group.heading, group.folded) for group in late["groups"]]
    assert (late["next_step"].timing, told) == (Timing.OVERDUE, [("Überfällig", False), ("Später", True)])


def test_a_partner_reads_what_it_handed_in_lately(partner_user, awo, client_of):
    proof = f.ProofOfUseFactory(allocation__recipient=awo, submitted=True, submitted_on=TODAY - 3 * A_DAY)
    f.ProofOfUseFactory(allocation__recipient=awo, submitted=True, submitted_on=TODAY - 90 * A_DAY)
    f.ProofOfUseFactory(submitted=True, submitted_on=TODAY - 3 * A_DAY)
    found = overview(client_of(partner_user)).context["handed_in"]
    assert [line.url for line in found] == [proof.get_absolute_url()]


def test_whoever_has_nothing_to_do_reads_so(koordination, client_of):
    assert "Zurzeit wartet nichts auf Sie." in text_of(overview(client_of(koordination)))


def test_the_next_day_is_the_first_that_has_not_passed(koordination, client_of):
    for days in (-3, 9, 4):
        f.MeasureFactory(due_on=TODAY + days * A_DAY, resolved_on=TODAY - 30 * A_DAY, finding__shared=True)
    card = overview(client_of(koordination)).context["cards"][-2]
    assert (card.label, card.value) == ("Nächste Frist", f"{TODAY + 4 * A_DAY:%d.%m.%Y}")


def test_at_most_five_of_the_unread_news_are_shown(koordination, freigabe, client_of):
    rows = [
        Notification(recipient=koordination, kind="x", text=f"{n}", address="/", on=TODAY, by=freigabe)
        for n in range(7)
    ]
    Notification.objects.bulk_create(rows)
    assert len(overview(client_of(koordination)).context["news"]) == 5


def grow(awo, allocation, times: int) -> None:
    for _ in range(times):
        number, who = allocation.disbursements.count() + 1, allocation.decisions.get().drafted_by
        certified = {"certified": True, "certified_by": who}
        f.DisbursementFactory(allocation=allocation, number=number, amount=1, by=who, **certified)
        f.MeasureFactory(
            responsible=awo, due_on=TODAY - A_DAY, finding__dialogue__partners=[awo], finding__shared=True
        )
        f.ProofOfUseFactory(allocation__recipient=awo, submitted=True, submitted_on=TODAY)
        f.ProofOfUseFactory(allocation__recipient=awo)
        f.CoverageFactory(agreement=f.AgreementFactory(starts_on=TODAY - 90 * A_DAY, parties=[awo]))


def test_the_overview_costs_everybody_the_same_with_one_row_and_with_ten(
    awo, koordination, freigabe, revision, verwaltung, partner_user, gremium, client_of
):
    people = (koordination, freigabe, revision, verwaltung, partner_user, gremium)
    names = ("dashboard", "task_list", "deadline_list")
    asked = [(client_of(user), reverse(name)) for user in people for name in names]
    allocation = f.DecisionFactory(approved=True).allocation
    grow(awo, allocation, 1)
    few = [queries(*one) for one in asked]
    grow(awo, allocation, 9)
    many = [queries(*one) for one in asked]
    # Fewer where the first page names nobody but the city any more.
    grown = [(one, two) for one, two in zip(few, many, strict=True) if two > one]
    assert grown == []
    assert max(many[:: len(names)]) <= MOST_QUERIES
