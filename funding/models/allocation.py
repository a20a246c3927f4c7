"""Allocations: money of a year for a site, whose amount is the sum of its decisions."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from funding import rules
from funding.models import past
from funding.models.financing import (
    AFTER_NOTICE,
    AFTER_PROOF,
    CONSTRAINTS,
    STANDS,
    WRONG_SHARE,
    Financing,
    told,
)
from funding.models.fiscal_year import FiscalYear
from funding.models.posting import POSTING, Posted
from funding.models.sums import EUROS, committed, sums_of, total
from partners.models import Partner, User
from quartiersarbeit.ground import german
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.guards import checked, queue_up, queued, refusing
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import day_and_person
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.search import found_by
from quartiersarbeit.ground.transactions import repeatable, write
from sites.models import Site

_FINANCED = ("financing_on", "financing_by")
YEARS_OF_CHANGED = (
    "SELECT DISTINCT a.fiscal_year_id FROM funding_allocation a JOIN changed c ON a.id = c.allocation_id"
)


class AllocationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for the city and audit; a partner's people see what their organisation receives."""
        if user.sees_everything:
            return self
        return self.filter(recipient=user.sees_for) if user.sees_for else self.none()

    def without_proof(self, on: date):
        """Committed by that day, but no proof of use was asked for."""
        return self.filter(committed(on, "decisions__"), proof__isnull=True).distinct()

    def with_totals(self, on: date):
        """Adds planned, committed, paid and proven (euros) as of the end of that day."""
        return self.annotate(**sums_of(Allocation, on))

    def with_open_money(self):
        """Those with money that a plan may divide, with `open_amount` as `plannable` counts it (euros).

        Adds `planned_count` and `planned_amount` of the instalments that a new plan would take the place of.
        """
        fixed = Q(disbursements__certified_on__isnull=False, disbursements__reversal__isnull=True)
        waiting = Q(disbursements__isnull=False, disbursements__certified_on__isnull=True)
        bound = _of_each(Sum("decisions__amount", filter=Q(decisions__approved_on__isnull=False)))
        return self.annotate(
            open_amount=bound - _of_each(Sum("disbursements__amount", filter=fixed)),
            planned_amount=_of_each(Sum("disbursements__amount", filter=waiting)),
            planned_count=_of_each(Count("disbursements", filter=waiting), models.IntegerField()),
        ).filter(open_amount__gt=0)

    @repeatable
    def plan_instalments(
        self, *, plans: Sequence[tuple["Allocation", Sequence[tuple[date, Decimal]]]], by, on: date
    ) -> list:
        """Plan the instalments of several allocations in one act: all of them or, refused, none.

        Refused as `Allocation.plan_instalments` refuses, with the site named before the reason.
        """
        queue_up()
        planned = []
        for allocation, instalments in plans:
            try:
                planned += allocation.plan_instalments(instalments=instalments, by=by, on=on)
            except ValidationError as refusal:
                said = [
                    ValidationError(f"{allocation.site}: {error.message}", code=error.code)
                    for error in refusal.error_list
                ]
                raise ValidationError(said) from refusal
        return planned


def _of_each(counted: models.Aggregate, kind: models.Field = EUROS) -> Coalesce:
    """What is counted of an allocation's own records, beside whatever else is asked for."""
    own = Allocation._base_manager.filter(pk=OuterRef("pk")).order_by().values("pk")
    found = models.Subquery(own.annotate(counted=counted).values("counted"), output_field=kind)
    return Coalesce(found, 0, output_field=kind)


@tracked()
class Allocation(Posted):
    """Money of a fiscal year for a site's recipient and purpose (Zuweisung); its amount is Σ decisions."""

    fiscal_year = models.ForeignKey(
        FiscalYear, models.PROTECT, related_name="allocations", verbose_name="Haushaltsjahr"
    )
    site = models.ForeignKey(Site, models.PROTECT, related_name="allocations", verbose_name="Standort")
    recipient = models.ForeignKey(
        Partner, models.PROTECT, related_name="allocations", verbose_name="Empfänger"
    )
    purpose = models.CharField("Zweck", max_length=200)
    financing = models.CharField(
        "Finanzierungsart",
        max_length=10,
        choices=Financing,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )
    share = models.DecimalField(
        "Anteil (%)", max_digits=5, decimal_places=2, null=True, blank=True, editable=False
    )
    financing_on, financing_by = day_and_person(
        "financing_has_person",
        "Finanzierungsart festgelegt am",
        "Finanzierungsart festgelegt von",
        "Zur Finanzierungsart gehören Tag und Person.",
        editable=False,
    )

    objects = AllocationQuerySet.as_manager()

    class Meta:
        verbose_name = "Zuweisung"
        verbose_name_plural = "Zuweisungen"
        ordering = ["-fiscal_year__year", "site", "pk"]
        indexes = [found_by("allocation_found", "purpose")]
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "site", "recipient"],
                name="allocation_once_per_site",
                violation_error_message=(
                    "Für diesen Standort und Empfänger gibt es in dem Jahr schon eine Zuweisung. "
                    "Ändern Sie deren Betrag durch einen Änderungsbescheid."
                ),
            ),
            *CONSTRAINTS,
        ]
        triggers = [
            queued(),
            refusing(
                "allocation_rests_on_decisions",
                "EXISTS (SELECT 1 FROM funding_decision"
                " WHERE allocation_id = OLD.id AND approved_on IS NOT NULL)",
                "Jahr, Standort und Empfänger stehen mit dem ersten freigegebenen Bescheid fest.",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("fiscal_year", "site", "recipient"),
            ),
            STANDS,
            *checked("funding", "funding_check_open_years", "SELECT DISTINCT fiscal_year_id FROM changed"),
        ]

    def __str__(self) -> str:
        return f"{self.site} {self.fiscal_year.year}"

    def get_absolute_url(self) -> str:
        return address("funding:allocation_detail", self.pk)

    @property
    def committed_now(self) -> Decimal:
        """Σ of the decisions approved so far (euros)."""
        return total(self.decisions.filter(approved_on__isnull=False))

    def posted_to(self) -> dict[str, str]:
        """Under which accounts its payments are booked: its own, and what the year says of the rest."""
        return {name: getattr(self, name) or getattr(self.fiscal_year, name) for name in POSTING}

    def post_to(self, *, by, on: date, **posting: str) -> None:
        """Say where its payments are booked otherwise than the year's; empty is as the year's.

        From the database `fiscal_year_closed`.
        """
        queue_up()
        write(self, **posting)

    def granted_by(self) -> str:
        """The number of the notice that granted the money: what others know the allocation by."""
        granted = (
            self.decisions.filter(approved_on__isnull=False)
            .order_by("approved_on", "notice_sequence", "pk")
            .first()
        )
        return granted.notice_number if granted else ""

    def paid_by(self, on: date) -> Decimal:
        """Σ of what was paid by that day and not reversed by then (euros)."""
        return total(self.disbursements.paid(on))

    def people(self) -> models.QuerySet[User]:
        """Who hears of it at the recipient's."""
        return User.objects.able_to("funding.view_allocation").speaking_for([self.recipient_id])

    @transaction.atomic
    def finance(self, *, financing: str, share: Decimal | None = None, by, on: date) -> None:
        """Say how it is financed, and thereby what a surplus or a shortfall comes to; before notice and proof.

        Codes: `financing_share_within`, `financing_share_given`, `financing_after_notice`, `financing_after_proof`.
        """
        queue_up()
        if financing != Financing.SHARE:
            share = None
        elif share is None or not 0 < share <= 100:
            refuse("financing_share_within", WRONG_SHARE, field="share")
        self.refuse_financing()
        stamp = {"financing_on": on, "financing_by": by} if financing else dict.fromkeys(_FINANCED)
        write(self, financing=financing, share=share, **stamp)

    def financing_kept_by(self) -> tuple[str, str] | None:
        """What rests on the type by now, as code and words: the notice names it, the proof reckons by it."""
        if self.decisions.filter(approved_on__isnull=False).exists():
            return "financing_after_notice", AFTER_NOTICE
        proof = getattr(self, "proof", None)
        return ("financing_after_proof", AFTER_PROOF) if proof and proof.submitted_on else None

    def refuse_financing(self) -> None:
        """Codes: those of `financing_kept_by`."""
        if kept := self.financing_kept_by():
            refuse(*kept, field="financing")

    @property
    def financed(self) -> str:
        """„Anteil, 80,00 % der Ausgaben“; empty where no type is set."""
        return told(self.financing, self.share)

    @transaction.atomic
    def draft(
        self, *, kind: "DecisionKind", amount: Decimal, reason: str, by, on: date, **paper: Any
    ) -> models.Model:
        """Draft a decision; plans may exceed what is available, so nothing is refused for that here.

        Refuses to take back more than is bound (`reduced_within_committed`) or what is already paid
        (`disbursed_within_committed`), and more money for whoever has left (`partner_inactive`).

        `paper` are paper_on, paper_number and paper_by of a notice on paper; codes: those of `past.refuse_decision`.
        """
        queue_up()
        if amount > 0:
            self.recipient.refuse_inactive(paper.get("paper_on") or on)
        self.refuse_taking_back(amount, on)
        past.refuse_decision(self, kind, paper, on)
        facts = {"kind": kind, "amount": amount, "reason": reason, **paper}
        return self.decisions.create(**facts, drafted_by=by, drafted_on=on)

    def draft_grant(self, *, amount: Decimal, by, on: date, **paper: Any) -> models.Model:
        """Draft its first notice; the reason is its purpose."""
        return self.draft(kind=DecisionKind.GRANT, amount=amount, reason=self.purpose, by=by, on=on, **paper)

    def plannable(self) -> Decimal:
        """What is committed and neither paid nor certified (euros): what a new plan may divide."""
        fixed = self.disbursements.filter(certified_on__isnull=False, reversal__isnull=True)
        return self.committed_now - total(fixed)

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
            refuse(
                "instalments_kept",
                f"{stay} Planen Sie mindestens {german.count(len(instalments) + len(kept), 'Rate', 'Raten')}.",
            )
        # First what goes, then what comes: in between there is never more planned than committed.
        allocation.disbursements.filter(pk__in=[row.pk for row in old[len(instalments) :]]).delete()
        return allocation._write_instalments(old[: len(instalments)], instalments, by, on)

    def _write_instalments(self, old, instalments, by, on) -> list:
        """The rows in the order of their due days; those that stand already are written anew."""
        facts = [{"due_on": day, "amount": amount} for day, amount in sorted(instalments)]
        facts = [one | {"drafted_by": by, "drafted_on": on} for one in facts]
        last = self.disbursements.aggregate(last=models.Max("number"))["last"] or 0
        rows = sorted(old, key=lambda row: row.number)
        for row, new in zip(rows, facts, strict=False):
            for name, value in new.items():
                setattr(row, name, value)
        self.disbursements.bulk_update(rows, ["due_on", "amount", "drafted_by", "drafted_on"])
        more = [
            self.disbursements.model(allocation=self, number=number, **new)
            for number, new in enumerate(facts[len(rows) :], start=last + 1)
        ]
        return [*rows, *self.disbursements.bulk_create(more)]

    def _refuse_plan(self, instalments) -> None:
        year = self.fiscal_year
        if not instalments:
            refuse("instalments_missing", "Planen Sie mindestens eine Rate.")
        if min(amount for _, amount in instalments) < rules.CENT:
            refuse("disbursement_amount_positive", "Eine Rate beträgt mindestens einen Cent.")
        if outside := [day for day, _ in instalments if day.year != year.year]:
            refuse(
                "disbursement_due_within_year",
                f"{german.day(outside[0])} liegt nicht im Haushaltsjahr {year.year}.",
            )
        wanted, open_amount = sum(amount for _, amount in instalments), self.plannable()
        if wanted > open_amount:
            refuse(
                "disbursed_within_committed",
                f"Die Raten ergeben zusammen {german.euro(wanted)}. Gebunden und noch nicht festgestellt oder "
                f"ausgezahlt sind nur {german.euro(open_amount)}.",
            )

    def refuse_taking_back(self, amount: Decimal, on: date) -> None:
        """Say what is bound and paid before a reduction that the database would refuse at its approval."""
        if amount >= 0:
            return
        committed, paid = self.committed_now, self.paid_by(on)
        if committed + amount < 0:
            refuse(
                "reduced_within_committed",
                f"Gebunden sind hier nur {german.euro(committed)}. Mehr lässt sich nicht zurücknehmen.",
                field="amount",
            )
        if committed + amount < paid:
            refuse(
                "disbursed_within_committed",
                f"Von {german.euro(committed)} sind {german.euro(paid)} schon ausgezahlt. Zurücknehmen lassen "
                f"sich höchstens {german.euro(committed - paid)}.",
                field="amount",
            )


class DecisionKind(models.TextChoices):
    """The kinds of notice an allocation's amount is made of."""

    GRANT = "grant", "Zuwendung"
    INCREASE = "increase", "Erhöhung"
    REDUCTION = "reduction", "Minderung"
    REVOCATION = "revocation", "Widerruf"


RAISING = (DecisionKind.GRANT, DecisionKind.INCREASE)
LOWERING = (DecisionKind.REDUCTION, DecisionKind.REVOCATION)
