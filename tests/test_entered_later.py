"""A day that people enter may lie in the past; the page of the record then says when it was entered."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.models import Agreement
from tests import factories as f
from tests.asking import text_of

CHECKOUT = Path(__file__).resolve().parent.parent
APPS = ("partners", "sites", "funding", "quality_dialog")
TODAY = timezone.localdate()
LONG_AGO = TODAY - timedelta(days=60)

# The days of something that happened: field of a form, „app.field“.
HAPPENED = {
    "partners.sent_on": "on the agreement's page, by its signature",
    "partners.signed_on": "on the agreement's page",
    "partners.terminated_on": "never before the signature, which is marked",
    "partners.left_on": "on the partner's page",
    "partners.day": "beside the step of a talk",
    "sites.on": "on the site's page",
    "sites.closed_on": "on the site's page",
    "funding.opened_on": "on the year's page",
    "funding.paper_on": "on the pages of decision, payment and proof",
    "funding.accepted_on": "on the proof's page",
    "quality_dialog.opened_on": "on the year's page",
    "quality_dialog.raised_on": "on the finding's page",
    "quality_dialog.given_on": "beside the statement",
    "quality_dialog.resolved_on": "on the measure's page",
    "quality_dialog.done_on": "on the measure's page",
    "quality_dialog.confirmed_on": "on the measure's page",
    "funding.paid_on": "on the page of the payment, and of the claim, its parts too",
    "funding.reversed_on": "beside the step of the payment",
    "funding.returned_on": "beside the step of the payment",
    "funding.appealed_on": "beside the day",
    "funding.appeal_ended_on": "beside the day",
    "quality_dialog.submitted_on": "on the report's page",
    "quality_dialog.agreed_on": "beside the target, where the value had been known before",
}
# Days that say from when or until when something holds, is due or is told: nothing that happened then.
HOLDS = {
    *("partners.starts_on", "partners.ends_on", "partners.terminated_to"),
    *("sites.starts_on", "sites.ends_on"),
    *(
        "funding.due_on",
        "funding.first_due_on",
        "funding.fixed_on",
        "funding.dated_on",
        "funding.interest_from",
        "funding.stichtag",
        "funding.valid_from",
    ),
    *(
        "quality_dialog.as_of",
        "quality_dialog.assessment_due_on",
        "quality_dialog.day",
        "quality_dialog.due_on",
    ),
    *("quality_dialog.meetings_due_on", "quality_dialog.new_due_on", "quality_dialog.report_due_on"),
    *("quality_dialog.starts_on", "quality_dialog.until", "quality_dialog.valid_from"),
}
# Told with the day on which it was recorded, in the same line.
TOLD_WITH_IT = {
    *("quality_dialog.sent_on", "quality_dialog.received_on"),
    *("funding.sent_on", "funding.answered_on"),
}


def typed_days() -> set[str]:
    """„app.field“ of every day that a form asks for."""
    return {
        f"{app}.{target.id}"
        for app in APPS
        for file in (CHECKOUT / app).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and getattr(node.value.func, "id", "") == "GermanDateField"
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def test_every_day_that_is_typed_is_marked_or_is_none_that_happened():
    found = typed_days() - {"quality_dialog.day_field"}
    assert found == set(HAPPENED) | HOLDS | TOLD_WITH_IT


def site():
    return f.SiteFactory(closed_on=LONG_AGO)


def agreement() -> Agreement:
    return f.AgreementFactory(starts_on=LONG_AGO, parties__signed_on=LONG_AGO)


def partner():
    return f.PartnerFactory(deactivated_on=LONG_AGO, deactivated_by=f.UserFactory())


def talk():
    return f.StepFactory(on=LONG_AGO).negotiation


def report():
    made = f.ReportFactory(approved=True, drafted_on=LONG_AGO, as_of=LONG_AGO)
    type(made).objects.filter(pk=made.pk).update(submitted_on=LONG_AGO, submitted_by=f.UserFactory())
    return made


def claim():
    return f.RepaymentClaimFactory(drafted_on=LONG_AGO, issued=True, issued_on=LONG_AGO, paid_on=LONG_AGO)


def part():
    return f.PartReceiptFactory(claim__issued_on=LONG_AGO, claim__drafted_on=LONG_AGO, paid_on=LONG_AGO).claim


def reversal():
    return f.ReversalFactory(on=LONG_AGO).disbursement


@pytest.mark.django_db
@pytest.mark.parametrize("record", [site, agreement, partner, talk, report, claim, part, reversal])
def test_the_page_says_when_it_was_entered(record, koordination, client_of):
    made = record()
    claims = (claim, part)
    address = reverse("funding:claim_detail", args=[made.pk]) if record in claims else made.get_absolute_url()
    page = text_of(client_of(koordination).get(address))
    assert "acherfasst" in page
    assert f"am {TODAY:%d.%m.%Y}" in page
