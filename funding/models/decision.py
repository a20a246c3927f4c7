"""Decisions on money, and reallocations: two of them, a whole or not at all."""

import hashlib
from datetime import date
from decimal import Decimal
from typing import Any

import pghistory
import pgtrigger
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, Value

from funding import rules
from funding.duties import DECISION_APPROVE, DECISION_REVISE, REALLOCATION_APPROVE, REALLOCATION_REVISE
from funding.models import numbered, past, sums
from funding.models.allocation import LOWERING, RAISING, YEARS_OF_CHANGED, Allocation, DecisionKind
from funding.models.disbursement import Disbursement
from funding.models.draft_return import (
    DraftReturn,
    given_back,
    its_author,
    mend,
    refuse_others_draft,
    returned,
    send_back,
    waits_for_its_author,
)
from funding.models.earlier_draft import drafted_then
from funding.models.fiscal_year import FiscalYear
from funding.models.hearing import heard_first
from funding.models.proof import ProofOfUse
from funding.models.revocation_ground import in_time
from funding.models.striking import beyond, strike_beyond
from funding.news import DECISION_APPROVED, DECISION_RETURNED, REALLOCATION_APPROVED, REALLOCATION_RETURNED
from funding.statuses import DRAFTS, DecisionStatus
from partners.functions import inactive, second_hand, stopped_when_inactive
from partners.models import Notification, User
from quartiersarbeit.ground import german
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.constraints import CheckConstraint
from quartiersarbeit.ground.duties import Owed, owes, wording
from quartiersarbeit.ground.fields import MAX_EUROS, EuroField
from quartiersarbeit.ground.guards import (
    WRITTEN,
    Guard,
    checked,
    frozen,
    kept_while,
    queue_up,
    queued,
    raising,
)
from quartiersarbeit.ground.hands import four_eyes
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import day_and_person, person
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.search import found_by
from quartiersarbeit.ground.sight import of_seen
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of
from quartiersarbeit.ground.transactions import write


def decided(on: date, path: str = "") -> Any:
    """Where a decision stands on that day, as an expression of its row or of one it is reached from by `path`."""
    return first_of(
        DecisionStatus,
        (Q(**{f"{path}approved_on__lte": on}), DecisionStatus.APPROVED),
        (returned(on, f"{path}pk"), DecisionStatus.RETURNED),
        otherwise=DecisionStatus.DRAFTED,
    )


# More money is for whoever takes part; what is taken back is so from those who left, too.
_RECIPIENT_LEFT = "NEW.amount > 0 AND " + inactive(
    "(SELECT a.recipient_id FROM funding_allocation a WHERE a.id = NEW.allocation_id)",
    "coalesce(NEW.paper_on, NEW.drafted_on)",
)


class DecisionQuerySet(StatusQuerySet):
    STATUS = DecisionStatus

    def status_expression(self, on: date) -> Any:
        """Approved by the end of that day, given back, or still a draft that waits."""
        return decided(on)

    def visible_to(self, user):
        """The decisions on the allocations one sees; a partner sees them once approved."""
        mine = of_seen(self, "allocation", Allocation.objects.visible_to(user))
        return mine if user.sees_everything else mine.filter(approved_on__isnull=False)

    def planned(self, on: date):
        """Drafted by that day, approved or not: what the year is planned to cost."""
        return self.filter(sums.planned(on))

    def committed(self, on: date):
        """Approved by that day: what binds the city."""
        return self.filter(sums.committed(on))

    def drafts(self, on: date):
        """Drafted by that day and not approved by then, also where a draft says something else since."""
        return self.filter(sums.planned(on) | Q(drafted_then(on))).in_status(on, *DRAFTS)

    def awaiting_approval(self, on: date):
        """Drafts of that day that could then become binding: none given back, none of a year closed by then."""
        return self.open_drafts(on).in_status(on, DecisionStatus.DRAFTED)

    def open_drafts(self, on: date):
        """Drafts of that day, given back or not, of a year that is not closed by then."""
        return self.drafts(on).exclude(allocation__fiscal_year__in=FiscalYear.objects.closed(on))

    def owed(self, on: date) -> list[Owed]:
        """The approval of each draft, or another draft; the halves of a reallocation go with it."""
        half = Reallocation.objects.filter(Q(reduction=OuterRef("pk")) | Q(increase=OuterRef("pk")))
        named = wording("allocation__site__name", Value(" "), "allocation__fiscal_year__year")
        told: dict[str, Any] = {"subject": named, "site": "allocation__site"}
        waiting = self.awaiting_approval(on).filter(~Exists(half))
        back = self.open_drafts(on).in_status(on, DecisionStatus.RETURNED).filter(~Exists(half))
        since = given_back(on, "pk")
        return [
            owes(waiting, DECISION_APPROVE, since="drafted_on", **told),
            owes(back, DECISION_REVISE, since=since, person=its_author("drafted_by"), **told),
        ]

    def awaiting_approval_by(self, user, on: date):
        """Drafts that this person may approve: never their own, nor those of whom they stand in for."""
        return self.awaiting_approval(on).exclude(drafted_by__in=user.hands(DECISION_APPROVE.permission))


WITHDRAWN = "Einen Entwurf nimmt man mit Tag, Person und Grund zurück; so bleibt, was bis dahin geplant war."
# A later day of the draft says when it was revised and by whom; what it said before stays.
_REVISED = """
INSERT INTO funding_earlierdraft
    (draft, fiscal_year_id, allocation_id, amount, drafted_on, drafted_by_id, "on", by_id)
  SELECT OLD.id, a.fiscal_year_id, a.id, OLD.amount, OLD.drafted_on, OLD.drafted_by_id, NEW.drafted_on,
         NEW.drafted_by_id
    FROM funding_allocation a WHERE a.id = OLD.allocation_id;
RETURN NEW;
"""
_UNKEPT = """NOT EXISTS (SELECT FROM funding_earlierdraft e WHERE e.draft = OLD.id
  AND (e.allocation_id, e.amount, e.drafted_on) = (OLD.allocation_id, OLD.amount, OLD.drafted_on))
  AND EXISTS (SELECT FROM funding_allocation a JOIN funding_fiscalyear y ON y.id = a.fiscal_year_id
              WHERE a.id = OLD.allocation_id AND y.closed_on IS NULL)"""  # a closed year refuses for itself


@tracked()
class Decision(HasStatus):
    """A notice (Bescheid) over a signed amount: drafted by one, approved by another, then immutable."""

    allocation = models.ForeignKey(
        Allocation, models.PROTECT, related_name="decisions", verbose_name="Zuweisung"
    )
    kind = models.CharField("Art", max_length=20, choices=DecisionKind)
    amount = EuroField("Betrag", help_text="Minderung und Widerruf mit Minus.")
    notice_sequence = models.PositiveIntegerField(
        "Laufende Nummer im Jahr", null=True, blank=True, editable=False
    )
    notice_number = models.CharField("Bescheid-Nr.", max_length=40, blank=True, editable=False)
    reason = models.TextField("Begründung", blank=True)
    drafted_on = models.DateField("Entworfen am")
    drafted_by = person("Entworfen von", null=False, blank=False)
    approved_on, approved_by = day_and_person(
        "decision_approval_has_person",
        "Freigegeben am",
        "Freigegeben von",
        "Zur Freigabe gehören Datum und Person.",
    )
    paper_on, entered_on = past.days("Bescheid auf Papier vom")
    paper_number, paper_by = past.words(("Nummer auf dem Papier", 40), ("Beschieden durch", 200))

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "Bescheid"
        verbose_name_plural = "Bescheide"
        ordering = ["allocation", "drafted_on", "pk"]
        indexes = [found_by("decision_found", "reason", numbers=("notice_number",))]
        permissions = [("approve_decision", "Darf Bescheide freigeben")]
        constraints = [
            CheckConstraint(
                name="decision_amount_fits_kind",
                field="amount",
                condition=Q(kind__in=RAISING, amount__gt=0, amount__lte=MAX_EUROS)
                | Q(kind__in=LOWERING, amount__lt=0, amount__gte=-MAX_EUROS),
                violation_error_message=(
                    "Zuwendung und Erhöhung haben einen Betrag über null, Minderung und Widerruf einen unter null."
                ),
            ),
            models.CheckConstraint(
                name="decision_dual_control",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                violation_error_message=(
                    "Vier-Augen-Prinzip: Wer einen Bescheid entworfen hat, gibt ihn nicht selbst frei."
                ),
            ),
            models.CheckConstraint(
                name="decision_approved_after_draft",
                condition=Q(approved_on__isnull=True) | Q(approved_on__gte=F("drafted_on")),
                violation_error_message="Die Freigabe liegt vor dem Entwurf.",
            ),
            CheckConstraint(
                name="decision_reason_given",
                field="reason",
                condition=Q(kind="grant") | Q(reason__regex=r"\S"),
                violation_error_message="Ein Änderungs- oder Widerrufsbescheid nennt seine Gründe.",
            ),
            models.CheckConstraint(
                name="decision_numbered_when_approved",
                condition=Q(approved_on__isnull=True, notice_sequence__isnull=True, notice_number="")
                | (
                    Q(approved_on__isnull=False)
                    & (Q(notice_sequence__isnull=False) | Q(paper_on__isnull=False))
                    & ~Q(notice_number="")
                ),
                violation_error_message="Ein Bescheid bekommt seine Nummer mit der Freigabe, ein Entwurf hat keine.",
            ),
            models.UniqueConstraint(
                fields=["notice_number"],
                condition=~Q(notice_number=""),
                name="decision_notice_number_unique",
                violation_error_message="Diese Bescheid-Nr. ist schon vergeben.",
            ),
            *past.DECISION_RULES,
        ]
        triggers = [
            second_hand(
                "decision_second_hand",
                first="SELECT NEW.drafted_by_id",
                by="approved_by_id",
                on="approved_on",
                permission=DECISION_APPROVE.permission,
                day="coalesce(NEW.entered_on, NEW.approved_on)",
            ),
            *past.DECISION_GUARDS,
            waits_for_its_author("decision_id", "approved_on"),
            stopped_when_inactive("decision_of_active", "drafted_on", _RECIPIENT_LEFT),
            heard_first("decision_id", "approved_on", "NEW.kind IN ('reduction', 'revocation')"),
            in_time(),
            queued(),
            *checked(
                "reallocation",
                "funding_check_reallocations",
                "SELECT r.id FROM funding_reallocation r JOIN changed c ON c.id IN (r.reduction_id, r.increase_id)",
                pgtrigger.Update,
            ),
            Guard(
                name="notice_number",
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("y", "record"), ("next", "integer"), ("wanted", "text")],
                func=numbered.BY_THE_DATABASE,
            ),
            *frozen(
                "decision_immutable",
                "Ein freigegebener Bescheid ändert sich nicht mehr. Berichtigen Sie ihn durch einen neuen.",
                when=pgtrigger.Q(old__approved_on__isnull=False),
            ),
            *checked("funding", "funding_check_open_years", YEARS_OF_CHANGED),
            Guard(
                name="draft_revised",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(
                    old__approved_on__isnull=True, old__drafted_on__lt=pgtrigger.F("new__drafted_on")
                ),
                func=_REVISED,
            ),
            Guard(
                name="draft_withdrawn",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__approved_on__isnull=True),
                func=f"IF {_UNKEPT} THEN {raising('draft_withdrawn', WITHDRAWN)} END IF; RETURN OLD;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {german.euro(self.amount)}"

    def get_absolute_url(self) -> str:
        return address("funding:decision_detail", self.pk)

    @property
    def content(self) -> str:
        """Tells what is decided from every other draft (SHA-256 over kind, amount and reason)."""
        told = f"{self.allocation_id};{self.kind};{self.amount:.2f};{self.reason}"
        if self.paper_on:
            told += f";{self.paper_on};{self.paper_number};{self.paper_by}"
        return hashlib.sha256(told.encode()).hexdigest()

    @transaction.atomic
    def approve(self, *, by, on: date, seen: str = "") -> None:
        """Make the draft binding; its notice is frozen by `issuing.approve` or when somebody first asks for it.

        Refuses one's own draft, a second approval and a euro too many. One that takes money back strikes the planned
        instalments off that it no longer covers (`goes_with_it`). One on paper is bound on the day of its paper, and
        is nobody's news.

        `seen` is the `content` that stood on the page: a draft revised since then is not approved.
        Codes: `decision_immutable`, `decision_dual_control`, `committed_within_available`,
        `changed_since_seen`, `draft_returned`; from the database those of `heard_first` and `in_time`.
        """
        queue_up()
        decision = Decision.objects.select_related("allocation__fiscal_year").get(pk=self.pk)
        if decision.approved_on:
            refuse("decision_immutable", "Dieser Bescheid ist schon freigegeben.")
        four_eyes(
            by,
            DECISION_APPROVE.permission,
            [decision.drafted_by_id],
            "decision_dual_control",
            "Vier-Augen-Prinzip: Sie haben diesen Bescheid entworfen und können ihn nicht freigeben.",
        )
        if seen and seen != decision.content:
            refuse(
                "changed_since_seen",
                "Der Entwurf ist inzwischen geändert. Prüfen Sie ihn noch einmal, und geben Sie ihn dann frei.",
            )
        decision._refuse_half()
        decision.refuse_more_than_free(on)
        decision.strike_what_it_takes(by=by, on=on)
        write(decision, **past.approval(decision, on), approved_by=by)
        if not decision.paper_on or ProofOfUse.objects.due_of(decision.allocation) >= on:
            ProofOfUse.objects.require(decision.allocation, on=on)
        decision.refresh_from_db()
        decision.tell_approval(decision.drafted_by, by=by, on=on)
        self.refresh_from_db()  # only now, with its number: a refused decision stays a draft here too

    @transaction.atomic
    def revise(
        self, *, kind: "DecisionKind", amount: Decimal, reason: str, by, on: date, **paper: Any
    ) -> None:
        """Correct one's own draft; the day of the draft becomes the day of the correction.

        Codes: `decision_immutable`, `not_ones_own`, and those of `Allocation.draft`.
        """
        self._refuse_all_but_own_draft(by)
        self.allocation.refuse_taking_back(amount, on)
        past.refuse_decision(self.allocation, kind, paper, on)
        write(self, kind=kind, amount=amount, reason=reason, drafted_on=on, drafted_by=by, **paper)
        mend(self, by=by, on=on)

    @transaction.atomic
    def send_back(self, *, reason: str, by, on: date) -> DraftReturn:
        """Give the draft back to its author, with the reason, instead of approving it.

        Codes: `decision_immutable`, and those of `draft_return.send_back`.
        """
        queue_up()
        self.refresh_from_db()
        if self.approved_on:
            refuse("decision_immutable", "Dieser Bescheid ist schon freigegeben.")
        self._refuse_half()
        called = f"{self} für {self.allocation}"
        given: dict[str, Any] = {"reason": reason, "by": by, "on": on, "called": called}
        return send_back(self, DECISION_RETURNED, permission=DECISION_APPROVE.permission, **given)

    @transaction.atomic
    def withdraw(self, *, reason: str, by, on: date) -> None:
        """Take one's own draft back: it bound nobody, so it goes; what was planned until that day stays.

        With its only draft goes an allocation that nothing else rests on.
        Codes: `decision_immutable`, `not_ones_own`.
        """
        self._refuse_all_but_own_draft(by)
        with pghistory.context(reason=reason):
            allocation = self.allocation
            self._go(by, on)
            rests = (allocation.decisions, allocation.disbursements, allocation.repayment_claims)
            rests += (allocation.revocation_grounds,)
            if not any(rows.exists() for rows in rests) and not hasattr(allocation, "proof"):
                allocation.delete()

    def _go(self, by, on: date) -> None:
        """Delete the draft; an earlier day still plans with it (`EarlierDraft`)."""
        said = {name: getattr(self, name) for name in ("allocation", "amount", "drafted_on", "drafted_by")}
        year = self.allocation.fiscal_year
        year.earlier_drafts.create(draft=self.pk, **said, on=max(on, self.drafted_on), by=by)
        self.delete()

    def _refuse_all_but_own_draft(self, by) -> None:
        queue_up()
        self.refresh_from_db()
        if self.approved_on:
            refuse("decision_immutable", "Dieser Bescheid ist schon freigegeben.")
        self._refuse_half()
        refuse_others_draft(self, by, "Einen Entwurf ändert nur, wer ihn entworfen hat.")

    def goes_with_it(self, on: date) -> list[Disbursement]:
        """The planned instalments that its approval strikes off, because it takes their money back."""
        if self.amount >= 0:
            return []
        return beyond(self.allocation, self.allocation.committed_now + self.amount, on)

    def strike_what_it_takes(self, *, by, on: date) -> None:
        """Strike these off; money that was taken back is not planned any more."""
        if self.amount < 0:
            left = self.allocation.committed_now + self.amount
            strike_beyond(self.allocation, left, reason=f"{self} freigegeben", by=by, on=on)

    def tell_approval(self, *others: User, by, on: date) -> None:
        """The recipient's people, and these, learn that it binds."""
        people = [*others, *(() if self.paper_on else self.allocation.people())]
        called = f"{self} für {self.allocation}"
        Notification.objects.tell(DECISION_APPROVED, self, to=people, by=by, on=on, called=called)

    def refuse_more_than_free(self, on: date) -> None:
        """Say how much is still free before the database would refuse without that figure."""
        year = self.allocation.fiscal_year
        committed = year.committed_now
        free = rules.free(year.available_now, committed)
        if self.amount > free:
            refuse(
                "committed_within_available",
                f"Der Bescheid über {german.euro(self.amount)} überschreitet den Rahmen: Für {year.year} sind "
                f"{german.euro(year.available_now)} verfügbar und {german.euro(committed)} gebunden. "
                f"Frei sind noch {german.euro(free)}.",
            )

    def _refuse_half(self) -> None:
        if Reallocation.objects.of(self).exists():
            refuse(
                "reallocation_together",
                "Dieser Bescheid ist die Hälfte einer Umschichtung. Sie wird nur als Ganzes freigegeben, "
                "geändert oder zurückgenommen.",
            )


class ReallocationQuerySet(StatusQuerySet):
    STATUS = DecisionStatus

    def status_expression(self, on: date) -> Any:
        """Where its increase stands: the database lets both halves be approved only together."""
        return decided(on, "increase__")

    def visible_to(self, user):
        """The city's and audit's alone: it names two recipients. Each sees its own notice."""
        return self if user.sees_everything else self.none()

    def owed(self, on: date) -> list[Owed]:
        """The approval of each that is drafted, or another draft, in a year that is not closed by then."""
        known = self.filter(increase__drafted_on__lte=on)
        known = known.exclude(increase__allocation__fiscal_year__closed_on__lte=on)
        named = wording("reduction__allocation__site__name", Value(" → "), "increase__allocation__site__name")
        told: dict[str, Any] = {"subject": named, "site": "increase__allocation__site"}
        since, person = given_back(on, "increase_id"), its_author("increase__drafted_by")
        waiting, back = (known.in_status(on, one) for one in DRAFTS)
        return [
            owes(waiting, REALLOCATION_APPROVE, since="increase__drafted_on", **told),
            owes(back, REALLOCATION_REVISE, since=since, person=person, **told),
        ]

    def of(self, decision: Decision):
        """The one this decision is a half of, if any."""
        return self.filter(Q(reduction=decision) | Q(increase=decision))

    @transaction.atomic
    def draft(self, *, source, target, amount: Decimal, reason: str, by, on: date) -> "Reallocation":
        """Draft a reallocation: a reduction of one allocation and an increase of another, in one act.

        Codes: `reallocation_two_sites`, `reallocation_halves_fit` (allocations of two years), `recipient_has_role`,
        `funded_site_is_covered`, and those of `Allocation.draft`.
        """
        queue_up()
        if source == target:
            refuse("reallocation_two_sites", "Wählen Sie zwei verschiedene Zuweisungen.", field="target")
        target.fiscal_year.refuse_stranger(target.site, target.recipient)
        given = {"reason": reason, "by": by, "on": on}
        less = source.draft(kind=DecisionKind.REDUCTION, amount=-amount, **given)
        more = target.draft(kind=DecisionKind.INCREASE, amount=amount, **given)
        return self.create(reduction=less, increase=more)


@tracked()
class Reallocation(HasStatus):
    """Two decisions that belong together: what one allocation gives, the other receives."""

    reduction = models.OneToOneField(Decision, models.PROTECT, related_name="+", verbose_name="Minderung")
    increase = models.OneToOneField(Decision, models.PROTECT, related_name="+", verbose_name="Erhöhung")

    objects = ReallocationQuerySet.as_manager()

    class Meta:
        verbose_name = "Umschichtung"
        verbose_name_plural = "Umschichtungen"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="reallocation_two_decisions",
                condition=~Q(reduction=F("increase")),
                violation_error_message="Eine Umschichtung besteht aus zwei Bescheiden.",
            ),
        ]
        triggers = [
            queued(),
            *checked("reallocation", "funding_check_reallocations", "SELECT id FROM changed", *WRITTEN),
            kept_while(
                "reallocation_immutable",
                "EXISTS (SELECT 1 FROM funding_decision"
                " WHERE id IN (OLD.reduction_id, OLD.increase_id) AND approved_on IS NOT NULL)",
                "Eine freigegebene Umschichtung ändert sich nicht mehr.",
            ),
        ]

    def __str__(self) -> str:
        return f"Umschichtung {self.way}"

    @property
    def way(self) -> str:
        """How much goes from where to where, in German."""
        sites = f"{self.reduction.allocation.site} → {self.increase.allocation.site}"
        return f"{german.euro(self.increase.amount)}, {sites}"

    def get_absolute_url(self) -> str:
        return address("funding:reallocation_detail", self.pk)

    @transaction.atomic
    def approve(self, *, by, on: date) -> None:
        """Make both halves binding in one act; refused for one, refused for both.

        Codes: `decision_immutable`, `decision_dual_control`, and the database's.
        """
        queue_up()
        self.refresh_from_db()
        if self.increase.approved_on:
            refuse("decision_immutable", "Diese Umschichtung ist schon freigegeben.")
        four_eyes(
            by,
            REALLOCATION_APPROVE.permission,
            [self.increase.drafted_by_id, self.reduction.drafted_by_id],
            "decision_dual_control",
            "Vier-Augen-Prinzip: Sie haben diese Umschichtung entworfen und können sie nicht freigeben.",
        )
        self.reduction.strike_what_it_takes(by=by, on=on)
        # One statement, so that no guard ever sees one half without the other.
        Decision.objects.filter(pk__in=[self.reduction_id, self.increase_id]).update(
            approved_on=on, approved_by=by
        )
        self.refresh_from_db()
        for half in (self.reduction, self.increase):
            half.tell_approval(by=by, on=on)
        ProofOfUse.objects.require(self.increase.allocation, on=on)  # it may be the first money bound there
        Notification.objects.tell(
            REALLOCATION_APPROVED, self, to=[self.increase.drafted_by], by=by, on=on, called=self.way
        )

    @transaction.atomic
    def send_back(self, *, reason: str, by, on: date) -> DraftReturn:
        """Give both drafts back to their author, who drafts another one instead.

        Codes: `decision_immutable`, and those of `draft_return.send_back`.
        """
        queue_up()
        self.refresh_from_db()
        if self.increase.approved_on:
            refuse("decision_immutable", "Diese Umschichtung ist schon freigegeben.")
        given: dict[str, Any] = {"reason": reason, "by": by, "on": on, "told": self, "called": self.way}
        permission = REALLOCATION_APPROVE.permission
        return send_back(self.increase, REALLOCATION_RETURNED, permission=permission, **given)

    @transaction.atomic
    def withdraw(self, *, reason: str, by, on: date) -> None:
        """Take both drafts back; codes: `decision_immutable`, `not_ones_own`."""
        queue_up()
        self.refresh_from_db()
        halves = (self.reduction, self.increase)
        if self.increase.approved_on:
            refuse("decision_immutable", "Diese Umschichtung ist schon freigegeben.")
        refuse_others_draft(self.increase, by, "Eine Umschichtung nimmt nur zurück, wer sie entworfen hat.")
        with pghistory.context(reason=reason):
            self.delete()
            for half in halves:
                half._go(by, on)
