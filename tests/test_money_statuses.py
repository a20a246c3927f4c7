"""Where money stands is said once: pages, filters and lists ask the status, none of them works it out by hand."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from funding import statuses
from funding.forms.allocation import AllocationFilter
from funding.forms.disbursement import DisbursementFilter
from funding.forms.fiscal_year import YearFilter
from funding.forms.payment_run import PaymentRunFilter
from funding.forms.proof import ProofFilter
from funding.forms.repayment import ClaimFilter
from funding.models import Disbursement, PartReceipt, ProofOfUse
from quartiersarbeit.duties import duties
from quartiersarbeit.ground.statuses import HasStatus, Status, StatusQuerySet
from quartiersarbeit.settings import BASE_DIR
from tests import factories as f
from tests.test_funding_pages import text_of

TODAY = timezone.localdate()
LISTS = [one for one in vars(statuses).values() if isinstance(one, type) and issubclass(one, Status)]
# Whether a step was taken is asked of the status; a page that reads the empty column works it out once more.
BY_HAND = re.compile(
    r"(closed|proposed|approved|certified|released|paid|cancelled|submitted|accepted|issued|dropped)_on__isnull"
)
PAGES = [
    path
    for folder in ("funding/views", "funding/forms", "quartiersarbeit")
    for path in (Path(BASE_DIR) / folder).glob("*.py")
]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_page_works_a_status_out_by_hand(path):
    of_money = [
        line for line in path.read_text().splitlines() if "Report" not in line and "report__" not in line
    ]
    found = [line.strip() for line in of_money if BY_HAND.search(line)]
    of_others = (
        {"views.py": 1, "forecast.py": 99}.get(path.name, 0) if path.parent.name == "quartiersarbeit" else 0
    )
    assert found[of_others:] == []


@pytest.mark.parametrize("path", [p for p in PAGES if "funding" in str(p)], ids=lambda path: path.name)
def test_no_page_of_money_words_a_status_or_compares_its_words(path):
    labels = {str(status.label) for one in LISTS for status in one}
    said = re.findall(r'(?:Badge\(|[=!]= )"([^"\n]+)"', path.read_text())
    assert labels & set(said) == set()


def test_every_record_of_money_with_steps_has_one_status():
    """What was approved, paid, closed or issued by somebody has steps; `HasStatus` says where it stands."""
    steps = {"approved_on", "paid_on", "closed_on", "issued_on", "cancelled_on", "accepted_on"}
    models = [
        one for one in apps.get_app_config("funding").get_models() if not hasattr(one, "pgh_tracked_model")
    ]
    models.remove(PartReceipt)  # money that came in on a day, and nothing after it
    with_steps = [one for one in models if steps & {field.name for field in one._meta.fields}]
    assert [one for one in with_steps if not issubclass(one, HasStatus)] == []


@pytest.mark.parametrize(
    ("narrowed", "field", "statuses_of"),
    [
        (YearFilter, "stand", statuses.FiscalYearStatus),
        (DisbursementFilter, "stand", statuses.DisbursementStatus),
        (PaymentRunFilter, "stand", statuses.PaymentRunStatus),
        (ProofFilter, "stand", statuses.ProofStatus),
        (ClaimFilter, "stand", statuses.ClaimStatus),
    ],
)
def test_a_list_offers_exactly_the_statuses(narrowed, field, statuses_of):
    assert narrowed.base_filters[field].extra["choices"] == statuses_of.choices


def test_allocations_are_narrowed_down_by_the_status_of_their_proof_or_that_there_is_none():
    offered = AllocationFilter.base_filters["nachweis"].extra["choices"]
    assert offered[1:] == statuses.ProofStatus.choices


@pytest.mark.django_db
@pytest.mark.parametrize("late", [False, True])
def test_a_returned_proof_that_is_late_says_both(late, koordination, client_of):
    due = TODAY - timedelta(days=1) if late else TODAY
    back = f.ProofReturnFactory(proof__submitted=True, proof__submitted_on=due, proof__due_on=due, on=TODAY)
    status = statuses.ProofStatus.RETURNED_OVERDUE if late else statuses.ProofStatus.RETURNED
    pages = [
        text_of(client_of(koordination).get(url))
        for url in (
            back.proof.get_absolute_url(),
            reverse("funding:proof_list"),
            reverse("funding:allocation_list"),
        )
    ]
    assert (back.proof.status_on(TODAY), [status.text in page for page in pages]) == (status, [True] * 3)


@pytest.mark.django_db
def test_overview_deadlines_and_list_ask_the_same_word_about_a_proof(partner_user, awo, client_of):
    """Returned on its last day: the overview still asked for it, the deadlines had forgotten why."""
    allocation = f.AllocationFactory(recipient=awo)
    day = TODAY + timedelta(days=5)
    back = f.ProofReturnFactory(
        proof__allocation=allocation,
        proof__submitted=True,
        proof__submitted_on=TODAY,
        proof__due_on=day,
        on=TODAY,
    )
    yesterday = TODAY - timedelta(days=1)
    due = [
        [(one.url.partition("#")[0], one.due_on) for one in duties(partner_user, on)]
        for on in (yesterday, TODAY)
    ]
    assert (due, ProofOfUse.objects.not_handed_in(TODAY).count()) == (
        [[(back.proof.get_absolute_url(), day)]] * 2,
        1,
    )


@pytest.mark.django_db
def test_a_status_of_one_row_is_that_of_the_list():
    rows = [f.DisbursementFactory(), f.DisbursementFactory(paid=True), f.ReversalFactory().disbursement]
    listed = {row.pk: row.status for row in Disbursement.objects.with_status(TODAY)}
    assert [row.status_on(TODAY) for row in rows] == [listed[row.pk] for row in rows]


def test_every_status_of_money_knows_its_expression():
    models = [one for one in apps.get_app_config("funding").get_models() if issubclass(one, HasStatus)]
    bare = [
        one
        for one in models
        if one._default_manager.all().status_expression is StatusQuerySet.status_expression
    ]
    assert (len(models) >= 9, bare) == (True, [])
