"""Every draft, plan and request has its way back: whoever made it takes it back, whoever decides returns it.

What somebody did stands in a model's columns (`pairs.acts`). Each of them is declared here: with the verb that takes it
back or puts it right, with the one that returns it, or with the reason why it stays. A new one without its line fails.
The cases below then walk the ways: the reason is kept, and so is what stood.
"""

import inspect
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.db.models import Model

from funding.models import (
    Allocation,
    Decision,
    Disbursement,
    FiscalYear,
    PaymentRun,
    ProofOfUse,
    ProofSample,
    Reallocation,
    RepaymentClaim,
    Reversal,
    RevocationGround,
    Service,
    closing,
)
from partners.models import (
    Absence,
    AccountInvitation,
    Membership,
    Partner,
    RightsChange,
    WayBack,
    merging,
    taking_back,
)
from quality_dialog.dialogue.models import removing
from quality_dialog.models import Finding, Invitation, InvitationAnswer, Measure, Submission
from quality_dialog.report import asking
from quality_dialog.report.models import (
    CommitteeWish,
    Consultation,
    CoSignature,
    PartnerReading,
    Report,
    ReportTerm,
    WordTemplate,
)
from quality_dialog.report.models.putting_right import correct_submission
from quartiersarbeit.ground.pairs import acts
from sites.models.putting_right import correct_closing, correct_end
from tests import factories as f
from tests.people import in_group

DAY = date(2026, 7, 15)


class Ways(NamedTuple):
    """How an act is taken back by whoever made it, and returned by whoever decides about it."""

    back: Callable | None = None
    returned: Callable | None = None


WAYS: dict[str, Ways] = {
    # the network
    "partners.Partner.deactivated_by": Ways(Partner.reactivate),
    "partners.Step.recorded_by": Ways(taking_back.withdraw_step),
    "partners.Step.wording_released_by": Ways(taking_back.correct_step),
    "partners.Agreement.sent_by": Ways(taking_back.recall, taking_back.recall),
    "partners.Agreement.terminated_by": Ways(taking_back.correct_termination),
    "partners.Party.recorded_by": Ways(taking_back.correct_signature),
    "partners.Absence.entered_by": Ways(Absence.end),
    "partners.Membership.given_by": Ways(Membership.end),
    "partners.RightsChange.asked_by": Ways(RightsChange.turn_down, RightsChange.turn_down),
    "partners.AccountInvitation.invited_by": Ways(AccountInvitation.revoke, AccountInvitation.revoke),
    # the sites
    "sites.Site.closed_by": Ways(correct_closing),
    "sites.Coverage.given_by": Ways(correct_end),
    # the money
    "funding.FiscalYear.opened_by": Ways(FiscalYear.discard),
    "funding.FiscalYear.revised_by": Ways(FiscalYear.revise),
    "funding.FiscalYear.closing_proposed_by": Ways(closing.drop, closing.drop),
    "funding.Disbursement.drafted_by": Ways(Disbursement.drop, Disbursement.drop),
    "funding.Disbursement.certified_by": Ways(Disbursement.withdraw, Disbursement.withdraw),
    "funding.Disbursement.released_by": Ways(Disbursement.withdraw, Disbursement.withdraw),
    "funding.Disbursement.paid_by": Ways(Reversal.objects.record),
    "funding.ProofOfUse.submitted_by": Ways(ProofOfUse.take_back, ProofOfUse.send_back),
    "funding.Allocation.financing_by": Ways(Allocation.finance),
    "funding.ProofSample.announced_by": Ways(ProofSample.drop),
    "funding.Decision.drafted_by": Ways(Decision.withdraw, Decision.send_back),
    "funding.RepaymentClaim.drafted_by": Ways(RepaymentClaim.discard, RepaymentClaim.send_back),
    "funding.RevocationGround.recorded_by": Ways(RevocationGround.drop),
    "funding.Service.recorded_by": Ways(Service.withdraw),
    "funding.PaymentRun.created_by": Ways(PaymentRun.cancel, PaymentRun.cancel),
    "funding.PaymentRun.ordered_by": Ways(PaymentRun.cancel, PaymentRun.cancel),
    # the dialogue
    "quality_dialog.Cycle.opened_by": Ways(removing.discard_cycle),
    "quality_dialog.Submission.submitted_by": Ways(Submission.reopen, Submission.reopen),
    "quality_dialog.Assessment.submitted_by": Ways(Submission.reopen, Submission.reopen),
    "quality_dialog.Finding.raised_by": Ways(Finding.withdraw, Finding.answer),
    "quality_dialog.Finding.shared_by": Ways(Finding.withdraw, Finding.answer),
    "quality_dialog.Finding.worded_by": Ways(Finding.edit, Finding.answer),
    "quality_dialog.Measure.resolved_by": Ways(Measure.drop),
    "quality_dialog.Measure.done_by": Ways(Measure.take_back, Measure.send_back),
    "quality_dialog.Invitation.invited_by": Ways(Invitation.objects.invite),
    "quality_dialog.InvitationAnswer.by": Ways(InvitationAnswer.objects.answer),
    # the report
    "quality_dialog.Report.drafted_by": Ways(Report.discard, Report.return_to_draft),
    "quality_dialog.Report.review_by": Ways(Report.return_to_draft, Report.return_to_draft),
    "quality_dialog.Report.approved_by": Ways(Report.correct),
    "quality_dialog.Consultation.scheduled_by": Ways(Consultation.withdraw),
    "quality_dialog.Consultation.outcome_by": Ways(Consultation.note),
    "quality_dialog.CoSignature.requested_by": Ways(CoSignature.withdraw, CoSignature.decline),
    "quality_dialog.CoSignature.answered_by": Ways(CoSignature.sign),
    "quality_dialog.PartnerReading.shown_by": Ways(asking.leave_out),
    "quality_dialog.PartnerReading.given_by": Ways(PartnerReading.say),
    "quality_dialog.Report.submitted_by": Ways(correct_submission),
    "quality_dialog.CommitteeWish.entered_by": Ways(CommitteeWish.withdraw),
    "quality_dialog.ReportTerm.entered_by": Ways(ReportTerm.drop),
    "quality_dialog.WordTemplate.uploaded_by": Ways(WordTemplate.retire),
}

# Verbs that ask for no reason, and why none is needed.
WITHOUT_REASON = {
    Partner.reactivate: "Takes part again: nothing is undone, the days between stay as they were.",
    Absence.end: "One's own being away ends earlier; nobody decided on it.",
    Membership.end: "An end of its own day, shown with what it takes away.",
    AccountInvitation.revoke: "The link of a mail; nobody has come by it yet.",
    Allocation.finance: "Said anew before any notice rests on it; the trail keeps what was said before.",
    FiscalYear.revise: "The sum of a resolution, put right with its day; what stood stays (`BudgetRevision`).",
    Finding.edit: "The wording is its own reason; the earlier one stays beside its answers (`FindingWording`).",
    Invitation.objects.invite: "Another day for a meeting; the earlier one stays (`FormerMeeting`).",
    InvitationAnswer.objects.answer: "One's own answer, given anew; the earlier one stays as a row.",
    Consultation.note: "What the committee made of it, recorded anew; its words are the remark.",
    CoSignature.sign: "One's own answer, given anew; the earlier one stays (`EarlierAnswer`).",
    CoSignature.decline: "Asks for a remark, and refuses without (`reason_missing`).",
    Finding.answer: "The other side answers with its stance and its words.",
}

# What stays, and why: no draft, plan or request.
STAYS: dict[str, str] = {
    "partners.Partner.merged_by": "What goes over is shown first; what was stays under its own name.",
    **dict.fromkeys(
        (
            "partners.Absence.ended_by",
            "partners.Membership.ended_by",
            "partners.RightsChange.refused_by",
            "partners.AccountInvitation.revoked_by",
            "partners.Reactivation.by",
            "partners.Reactivation.deactivated_by",
            "partners.WayBack.by",
            "partners.FormerName.by",
            "sites.Reopening.by",
            "sites.Reopening.closed_by",
            "funding.BudgetRevision.by",
            "funding.Disbursement.dropped_by",
            "funding.Withdrawal.by",
            "funding.Withdrawal.signed_by",
            "funding.DraftReturn.by",
            "funding.DraftReturn.mended_by",
            "funding.EarlierDraft.by",
            "funding.EarlierDraft.drafted_by",
            "funding.ProofReturn.by",
            "funding.ProofSample.dropped_by",
            "funding.ProofReturn.submitted_by",
            "funding.DroppedProposal.by",
            "funding.DroppedProposal.proposed_by",
            "funding.Reversal.by",
            "funding.RevocationGround.dropped_by",
            "funding.Service.withdrawn_by",
            "funding.PaymentReturn.by",
            "funding.PaymentReturn.settled_by",
            "funding.PaymentRun.cancelled_by",
            "quality_dialog.Submission.reopened_by",
            "quality_dialog.FindingWording.replaced_by",
            "quality_dialog.Finding.withdrawn_by",
            "quality_dialog.Extension.by",
            "quality_dialog.FormerMeeting.by",
            "quality_dialog.Measure.dropped_by",
            "quality_dialog.MeasureReturn.done_by",
            "quality_dialog.MeasureReturn.returned_by",
            "quality_dialog.Report.discarded_by",
            "quality_dialog.CommitteeWish.withdrawn_by",
            "quality_dialog.WordTemplate.retired_by",
            "quality_dialog.ReportTerm.dropped_by",
            "quality_dialog.EarlierAnswer.answered_by",
            "quality_dialog.EarlierAnswer.by",
            "quality_dialog.ReportReturn.review_by",
            "quality_dialog.ReportReturn.returned_by",
        ),
        "Is itself a way back.",
    ),
    **dict.fromkeys(
        (
            "partners.RightsChange.confirmed_by",
            "partners.AccountInvitation.confirmed_by",
            "funding.FiscalYear.closed_by",
            "funding.ProofOfUse.accepted_by",
            "funding.Decision.approved_by",
            "funding.RepaymentClaim.issued_by",
            "funding.Notice.frozen_by",
            "quality_dialog.Measure.confirmed_by",
            "quality_dialog.Report.published_by",
            "quality_dialog.Dialogue.minutes_shared_by",
        ),
        "The second hand: it binds, and the page says so first. A further act changes what holds, none takes it away.",
    ),
    **dict.fromkeys(
        (
            "partners.Agreement.document_by",
            "partners.Notification.by",
            "partners.Departure.left_by",
            "partners.PublicText.written_by",
            "partners.BarrierReport.answered_by",
            "partners.ArchiveOffer.offered_by",
            "partners.ArchiveOffer.answered_by",
            "funding.ProofOfUse.saved_by",
            "funding.LegalFigure.entered_by",
            "funding.LegalPeriod.entered_by",
            "funding.Hearing.recorded_by",
            "funding.Service.appealed_by",
            "funding.Service.appeal_ended_by",
            "funding.ProofSample.drawn_by",
            "funding.RepaymentClaim.recorded_by",
            "funding.PartReceipt.recorded_by",
            "funding.PaymentRunExport.by",
            "quality_dialog.Assessment.saved_by",
            "quality_dialog.IndicatorValue.entered_by",
            "quality_dialog.Statement.given_by",
            "quality_dialog.Comment.written_by",
            "quality_dialog.Attendance.noted_by",
            "quality_dialog.MeasureStep.by",
            "quality_dialog.Attachment.attached_by",
            "quality_dialog.PartnerReading.sent_by",
            "quality_dialog.WishReply.by",
            "quality_dialog.ExpectedQuestion.settled_by",
            "quality_dialog.CouncilSheet.entered_by",
            "quality_dialog.IndicatorTarget.entered_by",
        ),
        "Something that was said, kept or happened; nobody decides on it, and a later one stands beside it.",
    ),
}


def every_act() -> set[str]:
    """„app.Model.person“ of all that somebody did."""
    models = (
        model
        for label in ("partners", "sites", "funding", "quality_dialog")
        for model in apps.get_app_config(label).get_models()
        if not model._meta.proxy and not hasattr(model, "pgh_tracked_model")
    )
    return {f"{model._meta.label}.{act.person}" for model in models for act in acts(model)}


def test_every_act_has_its_way_back_or_says_why_it_stays():
    declared = set(WAYS) | set(STAYS)
    assert (every_act() - declared, declared - every_act(), set(WAYS) & set(STAYS)) == (set(), set(), set())


VERBS = sorted(
    {verb for ways in WAYS.values() for verb in ways if verb is not None}, key=lambda verb: verb.__qualname__
)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__qualname__)
def test_a_way_back_asks_for_its_reason(verb):
    """By day, person and reason; what asks for none says here why."""
    asked = inspect.signature(verb).parameters
    given = {"reason", "reasons", "text"} & {
        name for name, one in asked.items() if one.default is inspect.Parameter.empty
    }
    assert bool(given) != (verb in WITHOUT_REASON), asked
    assert {"by", "on"} <= set(asked)


# --- They are walked ---------------------------------------------------------------------------------


class Case(NamedTuple):
    """A draft, plan or request, its maker, and the act that takes it back; `kept` finds the reason afterwards."""

    act: Callable[[], Any]
    kept: Callable[[], str]
    gone: Callable[[], bool]


WHY = "Das war ein Versehen."


def _noted(record: Model) -> Callable[[], str]:
    label, key = record._meta.label_lower, record.pk
    return lambda: WayBack.objects.get(record=label, key=key).reason


def _deleted(record: Model) -> Callable[[], bool]:
    model, key = type(record), record.pk
    return lambda: not model.objects.filter(pk=key).exists()


def _now(record: Model, name: str) -> Any:
    return getattr(type(record).objects.get(pk=record.pk), name)


def a_talk(who) -> Case:
    talk = f.StepFactory().negotiation
    act = lambda: taking_back.discard_talk(talk, reason=WHY, by=who, on=DAY)  # noqa: E731
    return Case(act, _noted(talk), _deleted(talk))


def a_step(who) -> Case:
    step = f.StepFactory()
    kept = _noted(step.negotiation)
    return Case(lambda: taking_back.withdraw_step(step, reason=WHY, by=who, on=DAY), kept, _deleted(step))


def an_agreement(who) -> Case:
    draft = f.AgreementFactory(parties__signed_on=None)
    kept = _noted(draft)
    return Case(
        lambda: taking_back.discard_agreement(draft, reason=WHY, by=who, on=DAY), kept, _deleted(draft)
    )


def a_dispatch(who) -> Case:
    sent = f.AgreementFactory(parties__signed_on=None, sent_on=date(2026, 6, 1), sent_by=who)
    gone = lambda: _now(sent, "sent_on") is None  # noqa: E731
    return Case(lambda: taking_back.recall(sent, reason=WHY, by=who, on=DAY), _noted(sent), gone)


def a_signature(who) -> Case:
    party = f.AgreementFactory().parties.first()
    act = lambda: taking_back.correct_signature(party, signed_on=None, reason=WHY, by=who, on=DAY)  # noqa: E731
    return Case(act, _noted(party), lambda: _now(party, "signed_on") is None)


def a_termination(who) -> Case:
    given = {"terminated_on": DAY, "terminated_to": date(2026, 12, 31), "terminated_by": who}
    ended = f.AgreementFactory(**given, termination_reason="Umzug")
    act = lambda: taking_back.correct_termination(ended, terminated_to=None, reason=WHY, by=who, on=DAY)  # noqa: E731
    return Case(act, _noted(ended), lambda: _now(ended, "terminated_on") is None)


def a_partner(who) -> Case:
    partner = f.PartnerFactory()
    return Case(
        lambda: merging.discard(partner, reason=WHY, by=who, on=DAY), _noted(partner), _deleted(partner)
    )


def an_instalment(who) -> Case:
    row = f.DisbursementFactory()
    gone = lambda: row.allocation.disbursements.changeable(DAY).count() == 0  # noqa: E731
    return Case(lambda: row.drop(reason=WHY, by=who, on=DAY), lambda: _now(row, "drop_reason"), gone)


def a_year(who) -> Case:
    year = f.FiscalYearFactory(year=2027)
    return Case(lambda: year.discard(reason=WHY, by=who, on=DAY), _noted(year), _deleted(year))


def a_proposed_closing(who) -> Case:
    year = f.FiscalYearFactory(proposed=True)
    kept = lambda: year.dropped_proposals.get().reason  # noqa: E731
    gone = lambda: _now(year, "closing_proposed_on") is None  # noqa: E731
    return Case(lambda: closing.drop(year, reason=WHY, by=who, on=date(2027, 3, 1)), kept, gone)


def a_claim(who) -> Case:
    claim = f.RepaymentClaimFactory()
    kept = _noted(claim.allocation)
    return Case(lambda: claim.discard(reason=WHY, by=who, on=DAY), kept, _deleted(claim))


def a_ground(who) -> Case:
    row = f.RevocationGroundFactory()
    gone = lambda: _now(row, "dropped_on") is not None  # noqa: E731
    return Case(lambda: row.drop(reason=WHY, by=who, on=DAY), lambda: _now(row, "drop_reason"), gone)


def a_service(who) -> Case:
    row = f.ServiceFactory()
    gone = lambda: _now(row, "withdrawn_on") is not None  # noqa: E731
    return Case(lambda: row.withdraw(reason=WHY, by=who, on=DAY), lambda: _now(row, "withdraw_reason"), gone)


def a_decision(who) -> Case:
    draft = f.DecisionFactory(by=who)
    kept = lambda: Decision.pgh_event_model.objects.latest("pgh_id").pgh_context["reason"]  # noqa: E731
    return Case(lambda: draft.withdraw(reason=WHY, by=who, on=DAY), kept, _deleted(draft))


def a_reallocation(who) -> Case:
    moved = f.ReallocationFactory()
    moved.increase.drafted_by.is_active = False
    moved.increase.drafted_by.save()
    kept = lambda: Reallocation.pgh_event_model.objects.latest("pgh_id").pgh_context["reason"]  # noqa: E731
    return Case(lambda: moved.withdraw(reason=WHY, by=who, on=DAY), kept, _deleted(moved))


def a_payment_run(who) -> Case:
    run = f.PaymentItemFactory().run
    gone = lambda: _now(run, "cancelled_on") is not None  # noqa: E731
    act = lambda: run.cancel(reason=WHY, by=who, on=date(2026, 12, 31))  # noqa: E731
    return Case(act, lambda: _now(run, "cancel_reason"), gone)


def a_proof(who) -> Case:
    proof = f.ProofOfUseFactory(submitted=True)
    kept = lambda: proof.returns.get().reasons  # noqa: E731
    act = lambda: proof.take_back(reasons=WHY, by=who, on=date(2027, 6, 1))  # noqa: E731
    return Case(act, kept, lambda: _now(proof, "submitted_on") is None)


def a_sample(who) -> Case:
    sample = f.ProofSampleFactory()
    gone = lambda: _now(sample, "dropped_on") is not None  # noqa: E731
    act = lambda: sample.drop(reason=WHY, by=who, on=DAY)  # noqa: E731
    return Case(act, lambda: _now(sample, "drop_reason"), gone)


def a_cycle(who) -> Case:
    cycle = f.DialogueFactory().cycle
    act = lambda: removing.discard_cycle(cycle, reason=WHY, by=who, on=DAY)  # noqa: E731
    return Case(act, _noted(cycle), _deleted(cycle))


def a_done_measure(who) -> Case:
    measure = f.MeasureFactory(done=True)
    kept = lambda: measure.steps.get().text.removeprefix("Meldung zurückgenommen: ")  # noqa: E731
    return Case(
        lambda: measure.take_back(reason=WHY, by=who, on=DAY), kept, lambda: _now(measure, "done_on") is None
    )


def a_finding(who) -> Case:
    finding = f.FindingFactory(shared=True)
    gone = lambda: _now(finding, "withdrawn_on") is not None  # noqa: E731
    act = lambda: finding.withdraw(reason=WHY, by=who, on=DAY)  # noqa: E731
    return Case(act, lambda: _now(finding, "withdrawal_reason"), gone)


def a_report(who) -> Case:
    report = f.ReportFactory()
    gone = lambda: _now(report, "discarded_on") is not None  # noqa: E731
    act = lambda: report.discard(reason=WHY, by=who, on=date(2026, 12, 31))  # noqa: E731
    return Case(act, lambda: _now(report, "discard_reason"), gone)


def a_request_to_co_sign(who) -> Case:
    asked = f.CoSignatureFactory()
    kept = _noted(asked.report)
    return Case(lambda: asked.withdraw(reason=WHY, by=who, on=DAY), kept, _deleted(asked))


def a_later_stop(who) -> Case:
    report = f.ReportFactory(approved=True)
    stop = f.ConsultationFactory(report=report, scheduled_on=DAY, scheduled_by=who)
    kept = _noted(report)
    return Case(lambda: stop.withdraw(reason=WHY, by=who, on=DAY), kept, _deleted(stop))


def a_report_term(who) -> Case:
    term = f.ReportTermFactory()
    gone = lambda: _now(term, "dropped_on") is not None  # noqa: E731
    return Case(lambda: term.drop(reason=WHY, by=who, on=DAY), _noted(term.cycle), gone)


def a_word_template(who) -> Case:
    template = f.WordTemplateFactory()
    gone = lambda: _now(template, "retired_on") is not None  # noqa: E731
    kept = lambda: _now(template, "retirement_reason")  # noqa: E731
    return Case(lambda: template.retire(reason=WHY, by=who, on=DAY), kept, gone)


def a_right_asked_for(who) -> Case:
    asked = f.RightsChangeFactory(asked_by=who)
    gone = lambda: _now(asked, "refused_on") is not None  # noqa: E731
    act = lambda: asked.turn_down(reason=WHY, by=who, on=asked.asked_on)  # noqa: E731
    return Case(act, _noted(asked), gone)


CASES = [
    *(a_report_term, a_right_asked_for, a_sample, a_word_template),
    *(a_talk, a_step, an_agreement, a_dispatch, a_signature, a_termination, a_partner),
    *(an_instalment, a_year, a_proposed_closing, a_claim, a_decision, a_reallocation, a_payment_run, a_proof),
    *(a_ground, a_service),
    *(a_cycle, a_done_measure, a_finding, a_report, a_request_to_co_sign, a_later_stop),
]


@pytest.mark.django_db
@pytest.mark.parametrize("made", CASES, ids=lambda made: made.__name__)
def test_whoever_made_it_takes_it_back_and_the_reason_stays(made):
    case = made(in_group("Koordination"))
    assert not case.gone()
    case.act()
    assert (case.gone(), case.kept()) == (True, WHY)


# --- And returned by whoever decides -----------------------------------------------------------------


def returned_decision(who) -> tuple[Callable, Callable[[], str]]:
    draft = f.DecisionFactory()
    return lambda: draft.send_back(reason=WHY, by=who, on=DAY), lambda: draft.returns.get().reason


def returned_claim(who) -> tuple[Callable, Callable[[], str]]:
    draft = f.RepaymentClaimFactory()
    return lambda: draft.send_back(
        reason=WHY, by=who, on=date(2027, 7, 1)
    ), lambda: draft.returns.get().reason


def returned_reallocation(who) -> tuple[Callable, Callable[[], str]]:
    moved = f.ReallocationFactory()
    return lambda: moved.send_back(reason=WHY, by=who, on=DAY), lambda: moved.increase.returns.get().reason


def returned_proof(who) -> tuple[Callable, Callable[[], str]]:
    proof = f.ProofOfUseFactory(submitted=True)
    act = lambda: proof.send_back(reasons=WHY, by=who, on=date(2027, 6, 1))  # noqa: E731
    return act, lambda: proof.returns.get().reasons


def returned_closing(who) -> tuple[Callable, Callable[[], str]]:
    year = f.FiscalYearFactory(proposed=True)
    act = lambda: closing.drop(year, reason=WHY, by=who, on=date(2027, 3, 1))  # noqa: E731
    return act, lambda: year.dropped_proposals.get().reason


def returned_report(who) -> tuple[Callable, Callable[[], str]]:
    report = f.ReportFactory(review_on=date(2026, 12, 30), review_by=f.UserFactory())
    act = lambda: report.return_to_draft(reason=WHY, by=who, on=date(2026, 12, 31))  # noqa: E731
    return act, lambda: report.returns.get().reason


def returned_measure(who) -> tuple[Callable, Callable[[], str]]:
    measure = f.MeasureFactory(done=True)
    other = f.UserFactory(partner=f.PartnerFactory())
    act = lambda: measure.send_back(text=WHY, by=other, on=DAY)  # noqa: E731
    return act, lambda: measure.steps.get().text.removeprefix("Nicht bestätigt: ")


def returned_agreement(who) -> tuple[Callable, Callable[[], str]]:
    sent = f.AgreementFactory(parties__signed_on=None, sent_on=DAY, sent_by=who)
    return lambda: taking_back.recall(sent, reason=WHY, by=who, on=DAY), _noted(sent)


RETURNS = [
    *(returned_decision, returned_claim, returned_reallocation, returned_proof, returned_closing),
    *(returned_report, returned_measure, returned_agreement),
]


@pytest.mark.django_db
@pytest.mark.parametrize("made", RETURNS, ids=lambda made: made.__name__)
def test_whoever_decides_returns_it_and_the_reason_stays(made):
    act, kept = made(in_group("Freigabe"))
    act()
    assert kept() == WHY


def test_each_way_is_walked():
    """A verb of the table that no case uses would be declared and never tried."""
    walked = inspect.getsource(inspect.getmodule(test_each_way_is_walked))
    asked = [verb for verb in VERBS if verb not in WITHOUT_REASON and verb.__name__ not in ELSEWHERE]
    assert [verb.__qualname__ for verb in asked if f".{verb.__name__}(" not in walked] == []


# Walked by the tests of their own page.
ELSEWHERE = {
    *("record", "reopen", "correct", "leave_out"),  # Reversal, Submission, Report, asking
    "say",  # a partner's reading
    *("correct_step", "correct_submission", "correct_end", "correct_closing"),  # tests/test_putting_right.py
}
