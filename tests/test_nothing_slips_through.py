"""What a strict auditor or a hostile partner would try: each once, refused with its reason, nothing stored."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from funding.models import RepaymentClaim, Reversal
from partners.models import Partner
from quality_dialog.dialogue.models.removing import set_participants
from quality_dialog.models import Finding, Report, Statement
from quality_dialog.report import approval
from tests import factories as f
from tests.asking import code_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DAY = date(2027, 3, 1)


# --- no euro twice ---------------------------------------------------------------------------------


@pytest.fixture
def handed_in(awo, partner_user):
    """A proof over all of the 2.000 € paid, waiting for its review."""
    decision = f.DecisionFactory(approved=True, allocation__recipient=awo)
    f.DisbursementFactory(allocation=decision.allocation, paid=True)
    proof = f.ProofOfUseFactory(allocation=decision.allocation)
    lines = {"staff": {"planned": Decimal(0), "spent": Decimal(2000), "own_funds": Decimal(0)}}
    proof.save_statement(
        narrative="Es fand statt.", lines=lines, version=0, by=partner_user, at=timezone.now()
    )
    proof.submit(by=partner_user, on=DAY)
    proof.refresh_from_db()
    return proof


def test_what_is_claimed_back_is_not_accepted_as_spent_as_well(handed_in, koordination, freigabe):
    given = {"allocation": handed_in.allocation, "by": koordination, "on": DAY, "due_on": DAY}
    claim = RepaymentClaim.objects.draft(amount=Decimal("0.01"), **given)
    accept = {"review_note": "Gut.", "by": freigabe, "on": DAY}
    assert code_of(handed_in.accept, **accept) == "claims_within_unspent"
    claim.discard(reason="Doppelt.", by=koordination, on=DAY)
    assert code_of(handed_in.accept, **accept) == "done"


def test_a_payment_whose_spending_is_accepted_is_not_reversed(handed_in, koordination, freigabe):
    payment = handed_in.allocation.disbursements.get()
    act = {"reversed_on": DAY, "reason": "Rücklauf", "by": koordination, "on": DAY}
    handed_in.accept(review_note="Gut.", by=freigabe, on=DAY)
    assert code_of(Reversal.objects.record, disbursement=payment, **act) == "proven_within_paid"


# --- what is signed is what was read ---------------------------------------------------------------


def test_a_draft_revised_since_it_was_read_is_not_approved(koordination, freigabe, client_of):
    draft = f.DecisionFactory(drafted_by=koordination, drafted_on=TODAY)
    client, page = client_of(freigabe), draft.get_absolute_url()
    seen = {"gesehen": client.get(page).context["decision"].content}
    draft.revise(kind=draft.kind, amount=draft.amount * 2, reason="Mehr.", by=koordination, on=TODAY)
    approve = reverse("funding:decision_approve", args=[draft.pk])
    answer = client.post(approve, seen)
    draft.refresh_from_db()
    assert (answer.status_code, draft.approved_on) == (422, None)
    assert "inzwischen geändert" in answer.content.decode()
    client.post(approve, {"gesehen": answer.context["decision"].content})
    draft.refresh_from_db()
    assert draft.approved_by == freigabe


def test_a_payment_whose_account_changed_since_it_was_read_is_not_released(freigabe, client_of):
    payment = f.DisbursementFactory(certified=True)
    client, page = client_of(freigabe), payment.get_absolute_url()
    seen = client.get(page).context["disbursement"].payee
    assert seen in client.get(page).content.decode()
    recipient = payment.allocation.recipient
    Partner.objects.filter(pk=recipient.pk).update(iban="DE02120300000000202051")
    release = reverse("funding:disbursement_release", args=[payment.pk])
    answer = client.post(release, {"gesehen": seen})
    payment.refresh_from_db()
    assert (answer.status_code, payment.released_on, payment.recipient_iban) == (422, None, "")
    client.post(release, {"gesehen": answer.context["disbursement"].payee})
    payment.refresh_from_db()
    assert payment.recipient_iban == "DE02120300000000202051"


@pytest.fixture
def reviewed(koordination) -> Report:
    report = f.ReportFactory(by=koordination)
    f.SectionFactory(report=report, body="Ein Satz.")
    report.submit_for_review(by=koordination, on=TODAY)
    return report


def test_a_report_that_reads_differently_than_on_the_page_is_not_approved(
    reviewed, koordination, freigabe, client_of
):
    client, address = client_of(freigabe), reviewed.get_absolute_url()
    seen = client.get(address).context["seen"]
    assert f'value="{seen}"' in client.get(address).content.decode()
    reviewed.return_to_draft(reason="Schnell noch ein Satz.", by=koordination, on=TODAY)
    reviewed.sections.update(body="Ein anderer Satz.")
    reviewed.submit_for_review(by=koordination, on=TODAY)
    approve = reverse("quality_dialog:report_approve", args=[reviewed.pk])
    answer = client.post(approve, {"gesehen": seen})
    reviewed.refresh_from_db()
    assert (answer.status_code, reviewed.approved_on) == (422, None)
    assert "liest sich inzwischen anders" in answer.content.decode()
    approved = client.post(approve, {"gesehen": answer.context["seen"]})
    assert approved.status_code == 302


def test_nothing_is_approved_while_a_partner_may_still_speak(reviewed, awo, partner_user, freigabe):
    shown = f.PartnerReadingFactory(report=reviewed, partner=awo, shown_on=TODAY, due_on=TODAY)
    assert code_of(approval.approve, report=reviewed, by=freigabe, on=TODAY) == "readings_awaited"
    assert code_of(approval.approve, report=reviewed, by=freigabe, on=shown.due_on + timedelta(1)) == "done"


def test_whose_text_a_correction_takes_over_does_not_approve_it(koordination):
    old = f.approve(f.SectionFactory(report=f.ReportFactory()).report)
    new = old.correct(reason="Ein Name war falsch.", as_of=old.as_of, by=koordination, on=old.approved_on)
    new.submit_for_review(by=koordination, on=old.approved_on)
    act = {"report": new, "by": old.drafted_by, "on": old.approved_on}
    assert code_of(approval.approve, **act) == "report_contributors_do_not_approve"


# --- silence is never consent ----------------------------------------------------------------------


def test_who_is_silent_to_a_shared_finding_is_not_taken_out_of_the_dialogue(awo, bgw):
    finding = f.FindingFactory(dialogue=f.DialogueFactory(partners=[awo, bgw]), shared=True)
    f.StatementFactory(finding=finding, partner=awo)
    dialogue = finding.dialogue
    act = {
        "dialogue": dialogue,
        "partners": [awo],
        "by": f.UserFactory(),
        "on": TODAY,
        "reason": "Antwortet nicht.",
    }
    assert code_of(set_participants, **act) == "is_asked"
    assert not Finding.objects.agreed(DAY).exists()


def test_nobody_enters_a_statement_for_another_side_in_the_admin(awo, admin_client, admin_user):
    finding = f.FindingFactory(shared=True)
    answer = admin_client.post(
        reverse("admin:quality_dialog_statement_add"),
        {
            "finding": finding.pk,
            "partner": awo.pk,
            "stance": "agrees",
            "given_on": "20.05.2026",
            "given_by": admin_user.pk,
        },
    )
    assert (
        "Für einen Partner sprechen nur seine eigenen Leute, für die Stadt nur die Stadt."
        in answer.content.decode()
    )
    assert not Statement.objects.exists()


def test_a_draft_of_a_partner_is_not_in_the_admin_either(awo, admin_client):
    f.FindingFactory(raised_for=awo, wording="Noch nicht geteilt.")
    f.FindingFactory(wording="Entwurf der Stadt.")
    page = admin_client.get(reverse("admin:quality_dialog_finding_changelist")).content.decode()
    assert ("Noch nicht geteilt." in page, "Entwurf der Stadt." in page) == (False, True)
