"""Allocations, and the decisions their amount is the sum of."""

import hashlib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pghistory
import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from funding import rules
from funding.models.fiscal_year import FiscalYear, figures, total
from funding.statuses import DecisionStatus
from partners.models import Partner
from quartiersarbeit.ground import german
from quartiersarbeit.ground.fields import MAX_EUROS, EuroField
from quartiersarbeit.ground.guards import Guard, checked, frozen, queue_up, queued, raising
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.periods import both_or_neither, months_later
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of
from quartiersarbeit.ground.transactions import repeatable
from sites.models import Site


class AllocationQuerySet(models.QuerySet):
    """Money set aside for sites."""

    def visible_to(self, user):
        """All for the city and audit; a partner's people see what their organisation receives."""
        if user.sees_everything:
            return self
        return self.filter(recipient=user.partner_id) if user.partner_id else self.none()

    def without_proof(self, on: date):
        """Committed by that day, but no proof of use was asked for."""
        return self.filter(proof__isnull=True, decisions__in=Decision.objects.committed(on)).distinct()

    def with_proof_status(self, on: date):
        """Adds `proof_status`: where the proof of use stands on that day; None where none was asked for."""
        from funding.models.proof import ProofOfUse  # proofs live one module further

        proof = ProofOfUse.objects.filter(allocation=models.OuterRef("pk")).with_status(on)
        return self.annotate(proof_status=models.Subquery(proof.values("status")))

    def with_totals(self, on: date):
        """Adds planned, committed, paid and proven (euros) as of the end of that day."""
        return self.annotate(
            **{key: total(summed.rows, summed.of, summed.path) for key, summed in figures(on).items()}
        )


@tracked()
class Allocation(models.Model):
    """Money of a fiscal year for a site's recipient and purpose (Zuweisung); its amount is Σ decisions."""

    fiscal_year = models.ForeignKey(
        FiscalYear, models.PROTECT, related_name="allocations", verbose_name="Haushaltsjahr"
    )
    site = models.ForeignKey(Site, models.PROTECT, related_name="allocations", verbose_name="Standort")
    recipient = models.ForeignKey(
        Partner, models.PROTECT, related_name="allocations", verbose_name="Empfänger"
    )
    purpose = models.CharField("Zweck", max_length=200)

    objects = AllocationQuerySet.as_manager()

    class Meta:
        verbose_name = "Zuweisung"
        verbose_name_plural = "Zuweisungen"
        ordering = ["-fiscal_year__year", "site__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "site", "recipient"],
                name="allocation_once_per_site",
                violation_error_message=(
                    "Für diesen Standort und Empfänger gibt es in dem Jahr schon eine Zuweisung. "
                    "Ändern Sie deren Betrag durch einen Änderungsbescheid."
                ),
            )
        ]
        triggers = [
            queued(),
            Guard(
                name="allocation_rests_on_decisions",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("fiscal_year", "site", "recipient"),
                func=(
                    "IF EXISTS (SELECT 1 FROM funding_decision"
                    " WHERE allocation_id = OLD.id AND approved_on IS NOT NULL) THEN "
                    + raising(
                        "allocation_rests_on_decisions",
                        "Jahr, Standort und Empfänger stehen mit dem ersten freigegebenen Bescheid fest.",
                    )
                    + " END IF; RETURN NEW;"
                ),
            ),
            *checked(
                "funding",
                "funding_check_open_years",
                "SELECT DISTINCT fiscal_year_id FROM changed",
                pgtrigger.Insert,
                pgtrigger.Update,
                pgtrigger.Delete,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site} {self.fiscal_year.year}"

    def get_absolute_url(self) -> str:
        return reverse("funding:allocation_detail", args=[self.pk])

    @property
    def committed_now(self) -> Decimal:
        """Σ of the decisions approved so far (euros)."""
        rows = self.decisions.filter(approved_on__isnull=False)
        return rows.aggregate(sum=models.Sum("amount"))["sum"] or rules.NOTHING

    def granted_by(self) -> str:
        """The number of the notice that granted the money: what others know the allocation by."""
        granted = self.decisions.filter(approved_on__isnull=False).order_by("notice_sequence").first()
        return granted.notice_number if granted else ""

    def paid_by(self, on: date) -> Decimal:
        """Σ of what was paid by that day and not reversed by then (euros)."""
        rows = figures(on)["paid"].rows.filter(allocation=self)
        return rows.aggregate(sum=models.Sum("amount"))["sum"] or rules.NOTHING

    @transaction.atomic
    def draft(self, *, kind: "DecisionKind", amount: Decimal, reason: str, by, on: date) -> "Decision":
        """Draft a decision; plans may exceed what is available, so nothing is refused for that here.

        Refuses to take back more than is bound (`reduced_within_committed`) or what is already paid
        (`disbursed_within_committed`).
        """
        queue_up()
        self.refuse_taking_back(amount, on)
        return self.decisions.create(kind=kind, amount=amount, reason=reason, drafted_by=by, drafted_on=on)

    def require_proof(self, *, by, on: date):
        """The proof of use it owes, made with its due date if there is none yet.

        Due at the end of the month that lies PROOF_DUE_MONTHS (settings) after the budget year's end. Called
        when the first grant is approved, and by hand for what is older.
        """
        from funding.models.proof import ProofOfUse  # proofs live one module further

        due_on = months_later(self.fiscal_year.last_day, settings.PROOF_DUE_MONTHS)
        return ProofOfUse.objects.get_or_create(
            allocation=self, defaults={"due_on": due_on, "required_on": on}
        )[0]

    def plannable(self) -> Decimal:
        """What is committed and neither paid nor certified (euros): what a new plan may divide."""
        fixed = self.disbursements.filter(certified_on__isnull=False, reversal__isnull=True)
        return self.committed_now - (fixed.aggregate(sum=models.Sum("amount"))["sum"] or rules.NOTHING)

    @repeatable
    def plan_instalments(self, *, instalments: Sequence[tuple[date, Decimal]], by, on: date) -> list:
        """Plan what is not certified yet, anew: `instalments` are due days and euros.

        They take the place of the planned ones; the history keeps what was. An instalment whose
        signature was taken back stays as a row, because its withdrawal belongs to it: it is the first to
        be written anew. Codes: `instalments_missing`, `disbursement_amount_positive`,
        `disbursement_due_within_year`, `disbursed_within_committed`, `instalments_kept`.
        """
        queue_up()
        allocation = Allocation.objects.select_related("fiscal_year", "site").get(pk=self.pk)
        allocation._refuse_plan(instalments)
        old = allocation.disbursements.changeable(on).select_for_update(of=("self",))
        old = sorted(old, key=lambda row: (not row.withdrawals.exists(), row.number))
        if kept := [row for row in old[len(instalments) :] if row.withdrawals.exists()]:
            stay = "Eine Rate mehr war schon festgestellt und bleibt."
            if len(kept) > 1:
                stay = f"{len(kept)} Raten mehr waren schon festgestellt und bleiben."
            raise ValidationError(
                f"{stay} Planen Sie mindestens {german.count(len(instalments) + len(kept), 'Rate', 'Raten')}.",
                code="instalments_kept",
            )
        # First what goes, then what comes: in between there is never more planned than committed.
        allocation.disbursements.filter(pk__in=[row.pk for row in old[len(instalments) :]]).delete()
        return allocation._write_instalments(old[: len(instalments)], instalments, by, on)

    def _write_instalments(self, old, instalments, by, on) -> list:
        """The rows in the order of their due days; those that stand already are written anew."""
        from funding.models.disbursement import Disbursement  # payments live one module further

        facts = [{"due_on": day, "amount": amount} for day, amount in sorted(instalments)]
        facts = [one | {"drafted_by": by, "drafted_on": on} for one in facts]
        last = self.disbursements.aggregate(last=models.Max("number"))["last"] or 0
        rows = sorted(old, key=lambda row: row.number)
        for row, new in zip(rows, facts, strict=False):
            for name, value in new.items():
                setattr(row, name, value)
        Disbursement.objects.bulk_update(rows, ["due_on", "amount", "drafted_by", "drafted_on"])
        more = [
            Disbursement(allocation=self, number=number, **new)
            for number, new in enumerate(facts[len(rows) :], start=last + 1)
        ]
        return [*rows, *Disbursement.objects.bulk_create(more)]

    def _refuse_plan(self, instalments) -> None:
        year = self.fiscal_year
        if not instalments:
            raise ValidationError("Planen Sie mindestens eine Rate.", code="instalments_missing")
        if min(amount for _, amount in instalments) < rules.CENT:
            raise ValidationError(
                "Eine Rate beträgt mindestens einen Cent.", code="disbursement_amount_positive"
            )
        if outside := [day for day, _ in instalments if day.year != year.year]:
            raise ValidationError(
                f"{german.day(outside[0])} liegt nicht im Haushaltsjahr {year.year}.",
                code="disbursement_due_within_year",
            )
        wanted, open_amount = sum(amount for _, amount in instalments), self.plannable()
        if wanted > open_amount:
            raise ValidationError(
                f"Die Raten ergeben zusammen {german.euro(wanted)}. Gebunden und noch nicht festgestellt oder "
                f"ausgezahlt sind nur {german.euro(open_amount)}.",
                code="disbursed_within_committed",
            )

    def refuse_taking_back(self, amount: Decimal, on: date) -> None:
        """Say what is bound and paid before a reduction that the database would refuse at its approval."""
        if amount >= 0:
            return
        committed, paid = self.committed_now, self.paid_by(on)
        if committed + amount < 0:
            text = f"Gebunden sind hier nur {german.euro(committed)}. Mehr lässt sich nicht zurücknehmen."
            raise ValidationError({"amount": ValidationError(text, code="reduced_within_committed")})
        if committed + amount < paid:
            text = (
                f"Von {german.euro(committed)} sind {german.euro(paid)} schon ausgezahlt. Zurücknehmen lassen "
                f"sich höchstens {german.euro(committed - paid)}."
            )
            raise ValidationError({"amount": ValidationError(text, code="disbursed_within_committed")})


class DecisionKind(models.TextChoices):
    """The kinds of notice an allocation's amount is made of."""

    GRANT = "grant", "Zuwendung"
    INCREASE = "increase", "Erhöhung"
    REDUCTION = "reduction", "Minderung"
    REVOCATION = "revocation", "Widerruf"


RAISING = (DecisionKind.GRANT, DecisionKind.INCREASE)
LOWERING = (DecisionKind.REDUCTION, DecisionKind.REVOCATION)


def decided(on: date, path: str = "") -> Any:
    """Where a decision stands on that day, as an expression of its row or of one it is reached from by `path`."""
    return first_of(
        DecisionStatus,
        (Q(**{f"{path}approved_on__lte": on}), DecisionStatus.APPROVED),
        otherwise=DecisionStatus.DRAFTED,
    )


class DecisionQuerySet(StatusQuerySet):
    """Decisions on money."""

    STATUS = DecisionStatus

    def status_expression(self, on: date) -> Any:
        """Approved by the end of that day, or still a draft."""
        return decided(on)

    def visible_to(self, user):
        """The decisions on the allocations one sees; a partner sees them once approved."""
        mine = self.filter(allocation__in=Allocation.objects.visible_to(user))
        return mine if user.sees_everything else mine.filter(approved_on__isnull=False)

    def planned(self, on: date):
        """Drafted by that day, approved or not: what the year is planned to cost."""
        return self.filter(drafted_on__lte=on)

    def committed(self, on: date):
        """Approved by that day: what binds the city."""
        return self.filter(approved_on__lte=on)

    def awaiting_approval(self, on: date):
        """Drafts of that day that can still become binding: none of a year that is closed by then."""
        drafts = self.planned(on).in_status(on, DecisionStatus.DRAFTED)
        return drafts.exclude(allocation__fiscal_year__closed_on__lte=on)

    def awaiting_approval_by(self, user, on: date):
        """Drafts that this person may approve: never their own."""
        return self.awaiting_approval(on).exclude(drafted_by=user)


# The database gives the number itself, in the queue: whoever approves, by form, bulk write or raw SQL, gets the
# year's next one, and a number somebody brings along must be that one.
_NUMBERED = (
    """
IF NEW.approved_on IS NULL OR (TG_OP = 'UPDATE' AND OLD.approved_on IS NOT NULL) THEN
  RETURN NEW;
END IF;
SELECT f.id, f.year, f.notice_pattern AS pattern INTO y FROM funding_allocation a
  JOIN funding_fiscalyear f ON f.id = a.fiscal_year_id WHERE a.id = NEW.allocation_id;
SELECT coalesce(max(d.notice_sequence), 0) + 1 INTO next FROM funding_decision d
  JOIN funding_allocation a ON a.id = d.allocation_id WHERE a.fiscal_year_id = y.id;
wanted := regexp_replace(
  replace(y.pattern, '{year}', y.year::text), '[{]number[^}]*[}]',
  lpad(next::text, greatest(length(next::text), coalesce(substring(y.pattern FROM ':0([1-9])d')::int, 1)), '0'));
IF coalesce(NEW.notice_sequence, next) <> next OR coalesce(nullif(NEW.notice_number, ''), wanted) <> wanted THEN
  """
    + raising(
        "notice_number", "Bescheide werden im Jahr lückenlos nummeriert; die Nummer vergibt das System."
    )
    + """
END IF;
NEW.notice_sequence := next;
NEW.notice_number := wanted;
RETURN NEW;
"""
)


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
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Entworfen von"
    )
    approved_on = models.DateField("Freigegeben am", null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Freigegeben von",
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "Bescheid"
        verbose_name_plural = "Bescheide"
        ordering = ["allocation", "drafted_on", "pk"]
        permissions = [("approve_decision", "Darf Bescheide freigeben")]
        constraints = [
            models.CheckConstraint(
                name="decision_amount_fits_kind",
                condition=Q(kind__in=RAISING, amount__gt=0, amount__lte=MAX_EUROS)
                | Q(kind__in=LOWERING, amount__lt=0, amount__gte=-MAX_EUROS),
                violation_error_message=(
                    "Zuwendung und Erhöhung haben einen Betrag über null, Minderung und Widerruf einen unter null."
                ),
            ),
            both_or_neither(
                "decision_approval_has_person",
                "approved_on",
                "approved_by",
                "Zur Freigabe gehören Datum und Person.",
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
            models.CheckConstraint(
                name="decision_reason_given",
                condition=Q(kind="grant") | Q(reason__regex=r"\S"),
                violation_error_message="Ein Änderungs- oder Widerrufsbescheid nennt seine Gründe.",
            ),
            models.CheckConstraint(
                name="decision_numbered_when_approved",
                condition=Q(approved_on__isnull=True, notice_sequence__isnull=True, notice_number="")
                | (Q(approved_on__isnull=False, notice_sequence__isnull=False) & ~Q(notice_number="")),
                violation_error_message="Ein Bescheid bekommt seine Nummer mit der Freigabe, ein Entwurf hat keine.",
            ),
            models.UniqueConstraint(
                fields=["notice_number"],
                condition=~Q(notice_number=""),
                name="decision_notice_number_unique",
                violation_error_message="Diese Bescheid-Nr. ist schon vergeben.",
            ),
        ]
        triggers = [
            queued(),
            *checked(
                "reallocation",
                "funding_check_reallocations",
                "SELECT r.id FROM funding_reallocation r JOIN changed c ON c.id IN (r.reduction_id, r.increase_id)",
                pgtrigger.Update,
            ),
            Guard(
                name="notice_number",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("y", "record"), ("next", "integer"), ("wanted", "text")],
                func=_NUMBERED,
            ),
            *frozen(
                "decision_immutable",
                "Ein freigegebener Bescheid ändert sich nicht mehr. Berichtigen Sie ihn durch einen neuen.",
                when=pgtrigger.Q(old__approved_on__isnull=False),
            ),
            *checked(
                "funding",
                "funding_check_open_years",
                "SELECT DISTINCT a.fiscal_year_id FROM funding_allocation a"
                " JOIN changed c ON a.id = c.allocation_id",
                pgtrigger.Insert,
                pgtrigger.Update,
                pgtrigger.Delete,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {german.euro(self.amount)}"

    def get_absolute_url(self) -> str:
        return reverse("funding:decision_detail", args=[self.pk])

    @property
    def content(self) -> str:
        """Tells what is decided from every other draft (SHA-256 over kind, amount and reason)."""
        told = f"{self.allocation_id};{self.kind};{self.amount:.2f};{self.reason}"
        return hashlib.sha256(told.encode()).hexdigest()

    @transaction.atomic
    def approve(self, *, by, on: date, seen: str = "") -> None:
        """Make the draft binding and freeze its notice.

        Refuses one's own draft, a second approval and a euro too many.

        `seen` is the `content` that stood on the page: a draft revised since then is not approved.
        Codes: `decision_immutable`, `decision_dual_control`, `committed_within_available`,
        `changed_since_seen`.
        """
        queue_up()
        decision = Decision.objects.select_related("allocation__fiscal_year").get(pk=self.pk)
        if decision.approved_on:
            raise ValidationError("Dieser Bescheid ist schon freigegeben.", code="decision_immutable")
        if decision.drafted_by_id == by.pk:
            raise ValidationError(
                "Vier-Augen-Prinzip: Sie haben diesen Bescheid entworfen und können ihn nicht freigeben.",
                code="decision_dual_control",
            )
        if seen and seen != decision.content:
            raise ValidationError(
                "Der Entwurf ist inzwischen geändert. Prüfen Sie ihn noch einmal, und geben Sie ihn dann frei.",
                code="changed_since_seen",
            )
        decision._refuse_half()
        decision.refuse_more_than_free(on)
        decision.approved_on, decision.approved_by = on, by
        decision.save(update_fields=["approved_on", "approved_by"])
        decision.allocation.require_proof(by=by, on=on)
        decision.freeze_notice(by=by, on=on)
        self.refresh_from_db()  # only now, with its number: a refused decision stays a draft here too

    def freeze_notice(self, *, by, on: date):
        """The notice as it reads on the day of approval, frozen with its check sum; made only once.

        Approval does it in its own transaction. The database does not ask for it: decisions approved before
        notices were kept, or past the verb, get theirs when somebody asks. Code: `notice_of_approved`.
        """
        from funding.models.notice import Notice  # notices live one module further

        return Notice.objects.freeze(self, by=by, on=on)

    @transaction.atomic
    def revise(self, *, kind: "DecisionKind", amount: Decimal, reason: str, by, on: date) -> None:
        """Correct one's own draft; the day of the draft becomes the day of the correction.

        Codes: `decision_immutable`, `not_ones_own`, and those of `Allocation.draft`.
        """
        self._refuse_all_but_own_draft(by)
        self.allocation.refuse_taking_back(amount, on)
        self.kind, self.amount, self.reason, self.drafted_on = kind, amount, reason, on
        self.save(update_fields=["kind", "amount", "reason", "drafted_on"])

    @transaction.atomic
    def withdraw(self, *, reason: str, by) -> None:
        """Take one's own draft back: it bound nobody, so it goes; history keeps it with who and why.

        With its only draft goes an allocation that nothing else rests on.
        Codes: `decision_immutable`, `not_ones_own`.
        """
        self._refuse_all_but_own_draft(by)
        with pghistory.context(reason=reason):
            allocation = self.allocation
            self.delete()
            rests = (allocation.decisions, allocation.disbursements, allocation.repayment_claims)
            if not any(rows.exists() for rows in rests) and not hasattr(allocation, "proof"):
                allocation.delete()

    def _refuse_all_but_own_draft(self, by) -> None:
        queue_up()
        self.refresh_from_db()
        if self.approved_on:
            raise ValidationError("Dieser Bescheid ist schon freigegeben.", code="decision_immutable")
        self._refuse_half()
        if self.drafted_by_id != by.pk:
            raise ValidationError("Einen Entwurf ändert nur, wer ihn entworfen hat.", code="not_ones_own")

    def refuse_more_than_free(self, on: date) -> None:
        """Say how much is still free before the database would refuse without that figure."""
        year = self.allocation.fiscal_year
        committed = year.committed_now
        free = rules.free(year.available, committed)
        if self.amount > free:
            raise ValidationError(
                f"Der Bescheid über {german.euro(self.amount)} überschreitet den Rahmen: Für {year.year} sind "
                f"{german.euro(year.available)} verfügbar und {german.euro(committed)} gebunden. "
                f"Frei sind noch {german.euro(free)}.",
                code="committed_within_available",
            )

    def _refuse_half(self) -> None:
        from funding.models.reallocation import Reallocation  # built on decisions, one module further

        if Reallocation.objects.of(self).exists():
            raise ValidationError(
                "Dieser Bescheid ist die Hälfte einer Umschichtung. Sie wird nur als Ganzes freigegeben, "
                "geändert oder zurückgenommen.",
                code="reallocation_together",
            )
