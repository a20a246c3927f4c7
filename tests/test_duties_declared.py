"""Nothing that waits is forgotten: each state and each day of all models is a duty's or has its reason here."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import models

from funding import statuses as money
from partners import statuses as network
from quality_dialog.dialogue import statuses as dialogue
from quality_dialog.report import statuses as report
from quartiersarbeit.duties import kinds, owed_before
from quartiersarbeit.ground.statuses import Status
from sites import statuses as sites
from tests.people import in_group

pytestmark = pytest.mark.django_db
FLOORS = ("partners", "sites", "funding", "quality_dialog")
ROOMS = ("partners", "sites", "funding", "quality_dialog.dialogue", "quality_dialog.report")

# States in which nobody owes a step, and why.
AT_REST: list[tuple[Status | type[Status], str]] = [  # no dictionary: members of two lists may be equal
    (network.NewsStatus.READ, "done"),
    (network.InvitationStatus.OPEN, "the invited person's; it lapses by itself"),
    (network.InvitationStatus.EXPIRED, "over; who still should come is sent a new link"),
    (network.InvitationStatus.REVOKED, "over"),
    (network.InvitationStatus.ACCEPTED, "done; whether the account is used, account_use asks"),
    (network.MailStatus.WAITING, "the worker's"),
    (network.MailStatus.SENT, "done"),
    (network.PartnerStatus, "says who takes part; what is owed, its records say"),
    (
        network.ContactStatus.ANONYMISED,
        "forgotten; who follows is asked by the periods, of whoever was there last",
    ),
    (network.ContactStatus.AHEAD, "begins on its day by itself"),
    (network.ContactStatus.CURRENT, "in the function; until the last day comes near, see contact_succeed"),
    (network.RightsStatus.CONFIRMED, "done"),
    (network.RightsStatus.ALONE, "done"),
    (network.RightsStatus.REFUSED, "over"),
    (network.RightsStatus.LAPSED, "over; whoever still wants it asks anew"),
    (network.PeriodStatus.AHEAD, "begins on its day by itself"),
    (network.MembershipStatus, "whom somebody may act for; whoever leaves is told by nobody's step"),
    (network.NegotiationStatus.CONCLUDED, "over"),
    (network.NegotiationStatus.FAILED, "over"),
    (network.NegotiationStatus.WITHDRAWN, "over"),
    (network.AgreementStatus.TERMINATED, "the notice was the decision; its seats are told by seat_follow"),
    (network.AgreementStatus.ENDED, "the notice was the decision; its seats are told by seat_follow"),
    (network.AgreementStatus.SUPERSEDED, "the amendment stands in its place"),
    (sites.SiteStatus, "whether a site is at work; that its seat ends is told by seat_follow"),
    (sites.SeatStatus, "a free seat is an offer, nobody's step"),
    (money.FiscalYearStatus.CLOSED, "over"),
    (money.DecisionStatus.APPROVED, "binds; its instalments and its proof of use are duties of their own"),
    (money.DisbursementStatus.PAID, "done"),
    (money.DisbursementStatus.REVERSED, "its money may be planned anew, and need not"),
    (money.DisbursementStatus.DROPPED, "its money may be planned anew, and need not"),
    (money.PaymentRunStatus.PAID, "done"),
    (money.PaymentRunStatus.CANCELLED, "its instalments wait for another list, see instalment_pay"),
    (money.ProofStatus.ACCEPTED, "done"),
    (money.ProofStatus.ON_DEMAND, "nobody asks for it, unless the lot falls on it"),
    (money.ReturnStatus.SETTLED, "done"),
    (money.ClaimStatus.SETTLED, "done"),
    (money.GroundStatus.DECIDED, "done"),
    (money.GroundStatus.DROPPED, "done"),
    (money.ServiceStatus, "says what a notice's term has come to; an appeal is decided elsewhere"),
    (money.Validity.UPCOMING, "counts from its day by itself"),
    (money.Validity.REPLACED, "over"),
    (dialogue.FrameworkStatus, "says whether it may still change"),
    (dialogue.PhaseStatus, "sums up a year's duties"),
    (dialogue.CycleStatus, "sums up a year's duties"),
    (
        dialogue.DialogueStatus,
        "sums up the duties of a dialogue; without a partner the invitation is still owed",
    ),
    (dialogue.AssessmentStatus.SUBMITTED, "done"),
    (dialogue.VoiceStatus.AGREES, "answered"),
    (dialogue.VoiceStatus.AGREES_WITH_REMARK, "answered"),
    (dialogue.VoiceStatus.DISSENTS, "answered; dissent stays beside the finding, nobody owes to end it"),
    (dialogue.VoiceStatus.RAISED_IT, "its own words"),
    (dialogue.FindingStatus.NOT_YET, "not there on that day"),
    (dialogue.FindingStatus.AGREED, "all have answered"),
    (dialogue.FindingStatus.DISPUTED, "who has not answered yet still owes it, as a voice that is silent"),
    (dialogue.FindingStatus.CARRIED_OVER, "asked in the later year"),
    (dialogue.FindingStatus.WITHDRAWN, "over"),
    (dialogue.MeasureStatus.NOT_YET, "not there on that day"),
    (dialogue.MeasureStatus.CONFIRMED, "done"),
    (dialogue.MeasureStatus.DROPPED, "over"),
    (dialogue.MeasureStatus.CARRIED_OVER, "owed in the later year"),
    (dialogue.MeasureStatus.CARRIED_OVERDUE, "owed in the later year"),
    (report.ReportStatus.PUBLISHED, "done"),
    (report.ReportStatus.CORRECTED, "another version stands in its place"),
    (report.ReportStatus.DISCARDED, "over"),
    (report.CoSignatureStatus.SIGNED, "done"),
    (report.CoSignatureStatus.DECLINED, "answered; the report's own duty stays until it is settled"),
    (report.ReadingStatus.NOT_ASKED, "the approver's reason stands instead"),
    (report.ReadingStatus.ANSWERED, "done"),
    (
        report.ConsultationStatus.PLANNED,
        "the meeting comes by itself; the paper for it is owed by the report",
    ),
    (report.ConsultationStatus.NOTED, "done"),
    (report.WishStatus.ANSWERED, "done"),
    (report.WishStatus.WITHDRAWN, "over"),
]

# The day on which something happened or was written down; a duty may begin there, none is due.
HAPPENED = {
    *("accepted_on", "anonymised_on", "approved_on", "as_of", "attached_on", "cancelled_on", "certified_on"),
    *("closing_proposed_on", "confirmed_on", "coordination_on", "created_on", "deactivated_on", "decided_on"),
    *("declined_on", "discarded_on", "document_on", "done_on", "drafted_on", "drawn_on", "dropped_on"),
    *("appeal_ended_on", "appealed_on", "held_on", "recorded_on"),
    *("entered_on", "frozen_on", "given_on", "invited_on", "issued_on", "joined_on", "kept_on"),
    *("noted_on", "on"),
    *("agreed_on", "mended_on", "merged_on", "minutes_shared_on", "retired_on", "settled_on", "uploaded_on"),
    *(
        "opened_on",
        "ordered_on",
        "outcome_on",
        "paid_on",
        "proposed_on",
        "published_on",
        "raised_on",
        "released_on",
    ),
    *(
        "rendered_on",
        "reopened_on",
        "replaced_on",
        "requested_on",
        "required_on",
        "resolved_on",
        "returned_on",
    ),
    *(
        "announced_on",
        "answered_on",
        "asked_on",
        "ended_on",
        "left_on",
        "offered_on",
        "refused_on",
        "revised_on",
        "revoked_on",
    ),
    *("review_on", "scheduled_on", "sent_on", "shared_on", "shown_on", "signed_on", "since", "submitted_on"),
    *("terminated_on", "withdrawn_on", "wording_released_on", "worded_on", "written_on"),
}
# Days that may lie ahead and are no duty's, and why.
NO_TERM = {
    "partners.FormerName.until": "how long it was called so; nothing is to be done",
    "partners.ArchiveOffer.due_on": "the archive's own; without an answer the run goes on after it",
    "partners.ArchiveOffer.up_to": "what was past its day by then was offered",
    "partners.Agreement.terminated_to": "what ends with the notice are seats, each with its own last day",
    "partners.AccountInvitation.expires_on": "lapses by itself",
    "partners.Absence.starts_on": "begins by itself",
    "partners.Absence.ends_on": "ends by itself",
    "partners.Contact.starts_on": "begins by itself",
    "partners.MailRun.day": "the mail of that day is written",
    "partners.SentMail.day": "the day a mail is of",
    "sites.Reopening.closed_on": "of a site that is open again",
    "quality_dialog.FormerMeeting.meeting_on": "the meeting has another day since",
    "sites.Site.closed_on": "entered as the decision itself",
    "sites.Seat.valid_from": "begins by itself",
    "sites.Seat.valid_until": "no coverage outlives its seat, so each tells its own last day",
    "sites.Coverage.starts_on": "begins by itself",
    "sites.Assignment.starts_on": "begins by itself",
    "sites.Assignment.ends_on": "a role is handed over in one act that ends the one before",
    "sites.Offer.starts_on": "begins by itself",
    "sites.Offer.ends_on": "an offer may end, nothing has to follow",
    "funding.FiscalYear.closed_on": "the closing itself",
    "funding.Allocation.financing_on": "the day it was said",
    "funding.ProofReceipt.dated_on": "the day a receipt is of",
    "funding.ProofSample.fixed_on": "the day the population stands; whoever set the rule draws when it suits",
    "funding.ProofSample.due_on": "of those drawn, each proof has its own day",
    "funding.Decision.paper_on": "the day of a paper that is over",
    "funding.Disbursement.paper_on": "the day of a payment that is over",
    "funding.ProofOfUse.paper_on": "the day on which a paper came in",
    "funding.NoticeText.valid_from": "counts from its day by itself",
    "funding.LegalPeriod.valid_from": "counts from its day by itself",
    "funding.Hearing.answer_due_on": "the recipient's to use or not; the draft waits for its approval",
    "funding.Service.known_on": "comes by itself",
    "funding.Service.appeal_until": "ends by itself; whoever lodges an appeal is outside",
    "funding.RepaymentClaim.interest_from": "from which interest runs; the claim has its own day",
    "quality_dialog.Framework.valid_from": "counts from its day by itself",
    "quality_dialog.TextBlock.valid_from": "counts from its day by itself",
}


def _lists() -> list[type[Status]]:
    """The closed lists of all floors; one that two modules tell is one."""
    found = [one for room in ROOMS for one in vars(import_module(f"{room}.statuses")).values()]
    closed = [one for one in found if isinstance(one, type) and issubclass(one, Status) and one is not Status]
    return list(dict.fromkeys(closed))


def _days() -> set[str]:
    """All fields that hold a day, of all floors."""
    known = [
        model for model in apps.get_models() if model._meta.app_label in FLOORS and not model._meta.proxy
    ]
    return {
        f"{model._meta.label}.{field.name}"
        for model in known
        if not model.__name__.endswith("Event")
        for field in model._meta.local_fields
        if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField)
    }


def _key(member: Status) -> tuple[str, str]:
    """A member, told from that of another list with the same code."""
    return type(member).__name__, member.value


def test_every_state_waits_for_a_step_or_rests_for_a_reason():
    waiting = {_key(state) for kind in kinds().values() for state in kind.states}
    resting = {_key(one) for key, _ in AT_REST for one in (key if isinstance(key, type) else [key])}
    everything = {_key(member) for one in _lists() for member in one}
    assert (everything - waiting - resting, resting & waiting, resting - everything) == (set(), set(), set())


def test_every_day_ahead_is_a_duties_or_none_for_a_reason():
    covered = {day for kind in kinds().values() for day in kind.days}
    unknown = {day for day in _days() - covered - set(NO_TERM) if day.rsplit(".", 1)[1] not in HAPPENED}
    assert (unknown, covered - _days(), set(NO_TERM) - _days(), set(NO_TERM) & covered) == (set(),) * 4


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 6, 1), date(2025, 12, 1), date(2027, 7, 5)])
def test_what_owes_a_step_stands_where_its_kind_says(loaded, day):
    user = in_group("Koordination", email="neu@example.org")
    wrong = []
    for one in owed_before(user, day):
        statuses = {type(state) for state in one.kind.states}
        if statuses == {getattr(one.rows.model._default_manager.all(), "STATUS", None)}:
            rows = one.rows.model._default_manager.with_status(day)
            stands = rows.filter(pk__in=list(one.rows.values_list("pk", flat=True))).values_list(
                "status", flat=True
            )
            wrong += [(one.kind.code, status) for status in stands if status not in one.kind.states]
    assert wrong == []
