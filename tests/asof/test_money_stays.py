"""A later record never rewrites an earlier day: every figure and status of money, asked before and after it."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from funding.duties import CLAIM_ISSUE
from funding.models import (
    Allocation,
    Decision,
    Disbursement,
    EarlierDraft,
    FiscalYear,
    NoticeText,
    PaymentRun,
    ProofOfUse,
    Reallocation,
    RepaymentClaim,
    Reversal,
    closing,
)
from funding.models.proof import proof_status
from funding.statuses import ClaimStatus
from quality_dialog.report import second_count
from quartiersarbeit.duties import duties
from tests import factories as f
from tests.asof import A_DAY

pytestmark = pytest.mark.django_db

# What happens in this order, each on its own day; the story is one allocation's from the plan to the closing.
DAYS = [date(2026, 1, 10) + timedelta(days=10 * step) for step in range(30)]
AFTER = [date(2027, 1, 10) + timedelta(days=10 * step) for step in range(30)]
STATES = (
    Decision,
    Disbursement,
    FiscalYear,
    NoticeText,
    PaymentRun,
    ProofOfUse,
    Reallocation,
    RepaymentClaim,
)


def picture(on: date, user) -> dict:
    """All that is told of money as of a day: the figures, the statuses, what is left open, the deadlines."""
    years = FiscalYear.objects.with_totals(on)
    told = {
        year.year: [
            year.planned,
            year.paid,
            year.proven,
            year.committed,
            year.available,
            year.free,
            year.rest_on(on),
        ]
        for year in years
    }
    told["carried"] = list(
        FiscalYear.objects.filter(closed_on__lte=on).order_by("year").values_list("rest", "carry_over")
    )
    for year in years:
        left = {one.key: one.rows for one in closing.left_open(year, on)}
        left["claims"] = left["claims"].exclude(
            status=ClaimStatus.DRAFTED
        )  # thrown away, it never bound anybody
        told[f"{year} open"] = {key: sorted(rows.values_list("pk", flat=True)) for key, rows in left.items()}
        told[f"{year} repaid"] = [year.repaid_by(on), year.repaid_late_by(on)]
    for one in Allocation.objects.with_totals(on).annotate(proof_status=proof_status(on)):
        told[str(one)] = [one.planned, one.committed, one.paid, one.proven, one.proof_status, one.paid_by(on)]
    for model in STATES:
        known = model.objects.with_status(on).values_list("pk", "status")
        told[model.__name__] = {pk: str(status) for pk, status in known}
    claimed = RepaymentClaim.objects.in_status(on, *set(ClaimStatus) - {ClaimStatus.DRAFTED})
    told["claimed"] = sorted(claimed.values_list("amount", flat=True))
    owed = [
        duty for duty in duties(user, on) if duty.kind != CLAIM_ISSUE
    ]  # of a draft thrown away: see above
    told["due"] = [(duty.name, duty.due_on) for duty in owed]
    told["on the way"] = sorted(Disbursement.objects.unpaid(on).values_list("pk", flat=True))
    told["payable"] = sorted(Disbursement.objects.due(on, on + 30 * A_DAY).values_list("pk", flat=True))
    return told


class Story:
    """One allocation's way with all that can be taken back on it; two people, so that every rule is kept."""

    def __init__(self, koordination, freigabe):
        self.k, self.z = koordination, freigabe
        self.grant = f.DecisionFactory(by=self.k, drafted_on=DAYS[0])
        self.allocation, self.year = self.grant.allocation, self.grant.allocation.fiscal_year
        partner = self.allocation.recipient
        partner.iban = f.IBAN
        partner.save()

    @property
    def payment(self) -> Disbursement:
        return self.allocation.disbursements.order_by("number").last()

    @property
    def proof(self) -> ProofOfUse:
        return ProofOfUse.objects.get(allocation=self.allocation)

    @property
    def claim(self) -> RepaymentClaim:
        return RepaymentClaim.objects.latest("pk")

    def steps(self) -> list[Callable[[date], object]]:
        """Within the year: grant, sign, take back, sign again, list, cancel, list, pay, reverse, pay again."""
        k, z = self.k, self.z
        return [
            lambda on: self.grant.approve(by=z, on=on),
            lambda on: self.draft(on),
            lambda on: self.more.revise(**self.said(700), by=k, on=on),
            lambda on: self.more.withdraw(reason="Irrtum", by=k, on=on),
            lambda on: self.move(on),
            lambda on: Reallocation.objects.get().withdraw(reason="Irrtum", by=k, on=on),
            lambda on: self.plan(on),
            lambda on: self.payment.certify(by=k, on=on),
            lambda on: self.payment.release(by=z, on=on),
            lambda on: self.payment.withdraw(reason="Konto", by=k, on=on),
            lambda on: self.payment.withdraw(reason="Betrag", by=k, on=on),
            lambda on: self.payment.certify(by=k, on=on),
            lambda on: self.payment.release(by=z, on=on),
            lambda on: self.list_up(on),
            lambda on: self.run.cancel(reason="Falsch", by=k, on=on),
            lambda on: self.list_up(on),
            lambda on: self.run.pay(paid_on=on, reference="KA", by=k, on=on),
            lambda on: Reversal.objects.record(
                disbursement=self.payment, reversed_on=on, reason="Rücklauf", by=z, on=on
            ),
            lambda on: self.plan(on),
            lambda on: self.payment.certify(by=k, on=on),
            lambda on: self.payment.release(by=z, on=on),
            lambda on: self.payment.pay(paid_on=on, reference="KA-2", by=k, on=on),
            lambda on: f.NoticeTextFactory(valid_from=on),
            lambda on: f.NoticeTextFactory(valid_from=on),
            lambda on: self.revise(on, 70_000),
            lambda on: self.revise(on, 60_000),
        ]

    def later(self) -> list[Callable[[date], object]]:
        """After the year: prove, return, prove again, accept, claim, discard, claim, issue, close, receive."""
        k, z = self.k, self.z
        return [
            lambda on: self.hand_in(on),
            lambda on: self.proof.send_back(reasons="Belege", by=k, on=on),
            lambda on: self.proof.submit(by=z, on=on),
            lambda on: self.proof.send_back(reasons="Noch einmal", by=k, on=on),
            lambda on: None,
            lambda on: None,
            lambda on: None,
            lambda on: None,
            lambda on: self.proof.submit(by=z, on=on),
            lambda on: self.proof.accept(review_note="Gut", by=k, on=on),
            lambda on: self.draft_claim(on),
            lambda on: self.claim.discard(reason="Doppelt.", by=k, on=on),
            lambda on: self.draft_claim(on),
            lambda on: self.claim.issue(by=z, on=on),
            lambda on: closing.propose(self.year, carry_over=Decimal("100"), by=k, on=on),
            lambda on: closing.drop(self.year, reason="Zu früh.", by=k, on=on),
            lambda on: self.revise(on, 65_000),
            lambda on: closing.propose(self.year, carry_over=Decimal("100"), by=k, on=on),
            lambda on: closing.close(self.year, by=z, on=on),
            lambda on: f.FiscalYearFactory(year=2027, opened_on=on),
            lambda on: None,
            lambda on: self.receive(on),
        ]

    def revise(self, on: date, euros: int) -> None:
        given = {"carry_over_received": Decimal(0), "mandate": self.year.mandate}
        self.year.revise(appropriation=Decimal(euros), **given, by=self.k, on=on)

    def said(self, euros: int) -> dict:
        return {"kind": "increase", "amount": Decimal(euros), "reason": "Mehr Stunden"}

    def draft(self, on: date) -> None:
        self.more = self.allocation.draft(**self.said(500), by=self.k, on=on)

    def move(self, on: date) -> None:
        target = f.AllocationFactory(fiscal_year=self.year)
        f.AssignmentFactory(site=target.site, partner=target.recipient)
        given = {"source": self.allocation, "target": target, "amount": Decimal(300), "reason": "Umzug"}
        Reallocation.objects.draft(**given, by=self.k, on=on)

    def plan(self, on: date) -> None:
        self.allocation.plan_instalments(instalments=[(date(2026, 12, 1), Decimal("8000"))], by=self.k, on=on)

    def list_up(self, on: date) -> None:
        self.run = PaymentRun.objects.draw_up(fiscal_year=self.year, by=self.k, on=on)

    def reverse(self, on: date) -> None:
        given = {"reversed_on": on, "reason": "Rücklauf", "by": self.z, "on": on}
        Reversal.objects.record(disbursement=self.payment, **given)

    def hand_in(self, on: date) -> None:
        f.ProofLineFactory(proof=self.proof, spent=Decimal("7000"), own_funds=0)
        ProofOfUse.objects.update(narrative="Bericht")
        self.proof.submit(by=self.z, on=on)

    def draft_claim(self, on: date) -> None:
        given = {"allocation": self.allocation, "amount": Decimal("250"), "due_on": on + 40 * A_DAY}
        f.heard(RepaymentClaim.objects.draft(by=self.k, on=on, **given))

    def receive(self, on: date) -> None:
        claim = self.claim
        claim.receive(paid_on=on, received=claim.amount, reference="R", by=self.k, on=on)


def of_then(now: dict, then: dict) -> dict:
    """What is told now of the records known then; a draft thrown away since bound nobody and is in the history."""
    states = {model.__name__ for model in STATES}
    return {
        key: {pk: now[key].get(pk, told[pk]) for pk in told} if key in states else now.get(key)
        for key, told in then.items()
    }


def still_there(duty: str) -> bool:
    """Whether the draft that a duty's name tells of is there yet: one taken back bound nobody, and asks nobody."""
    kind, key, *_ = duty.split("-")
    drafts = {"decision_approve": Decision, "reallocation_approve": Reallocation}
    return kind not in drafts or drafts[kind].objects.filter(pk=key).exists()


@pytest.mark.exhaustive
def test_no_later_record_rewrites_an_earlier_day(koordination, freigabe):
    story, then = Story(koordination, freigabe), {}
    for on, step in [*zip(DAYS[1:], story.steps(), strict=False), *zip(AFTER, story.later(), strict=False)]:
        step(on)
        then[on] = picture(on, koordination)
    gone = set(EarlierDraft.objects.values_list("draft", flat=True)) - set(
        Decision.objects.values_list("pk", flat=True)
    )
    for told in then.values():  # a draft taken back is in no list any more; what it planned is in the sums
        for key in [key for key in told if str(key).endswith(" open")]:
            told[key]["drafts"] = sorted(set(told[key]["drafts"]) - gone)
        told["due"] = [one for one in told["due"] if still_there(one[0])]
    now = {on: of_then(picture(on, koordination), told) for on, told in then.items()}
    assert [(on, key) for on, told in then.items() for key in told if told[key] != now[on][key]] == []


def test_both_counts_know_what_a_year_was_given_before_it_was_revised(koordination, freigabe):
    story = Story(koordination, freigabe)
    for on, euros in ((DAYS[1], 70_000), (DAYS[2], 60_000)):
        story.revise(on, euros)
    told = [second_count.counted(["verfuegbar", "mittel_pro_jahr"], year=2026, as_of=on) for on in DAYS[:3]]
    assert told == [[80_000] * 2, [70_000] * 2, [60_000] * 2]


def test_an_earlier_days_list_says_what_is_planned_by_drafts_that_changed_since(koordination, client_of):
    row = f.EarlierDraftFactory()
    url = reverse("funding:fiscal_year_figure", args=[row.fiscal_year.year, "planned"])
    client, said = client_of(koordination), "aus Entwürfen, die seitdem geändert oder zurückgenommen sind"
    shown = [
        said in client.get(url, {"stichtag": f"{on}"}).content.decode() for on in (row.drafted_on, row.on)
    ]
    assert shown == [True, False]
