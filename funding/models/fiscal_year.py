"""The fiscal year: what may be given, to whom, and what is left of it."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

import pgtrigger
from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, Greatest

from funding import rules
from funding.duties import PLANNED_FROM, YEAR_APPROVE, YEAR_CLOSE, YEAR_OPEN
from funding.models import past
from funding.models.posting import Posted
from funding.models.sums import paid, sums_of, total
from funding.statuses import FiscalYearStatus
from partners.functions import second_hand
from partners.models import Mandate, Partner
from partners.models.way_back import Way, WayBack
from quartiersarbeit.ground import german
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.constraints import CheckConstraint
from quartiersarbeit.ground.duties import Owed, owes
from quartiersarbeit.ground.fields import MAX_EUROS, EuroField, within_euros
from quartiersarbeit.ground.guards import WRITTEN, Guard, checked, differs, frozen, queue_up, queued, raising
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import day_and_person, person
from quartiersarbeit.ground.periods import day_in, in_order
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.sorting import german_key
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of
from quartiersarbeit.ground.transactions import write
from sites.models import Assignment, Role, Site

_NUMBER = r"\{number(:0[1-9]d)?\}"
_PATTERN = rf"^[^{{}}]*(\{{year\}}[^{{}}]*{_NUMBER}|{_NUMBER}[^{{}}]*\{{year\}})[^{{}}]*$"


def notice_pattern() -> str:
    """How the notices of a year opened now are numbered."""
    return settings.NOTICE_NUMBER_PATTERN


class Place(NamedTuple):
    """A site with a seat in the year, and who may receive money for it: those with a role there."""

    site: Site
    recipients: Sequence[Partner]


def _given(column: str, on: date) -> Coalesce:
    """What the year was given by the end of that day: what stood until the next revision, or stands."""
    later = FiscalYear._base_manager.filter(pk=OuterRef("pk"), revisions__on__gt=on)
    stood = later.order_by("revisions__on", "revisions__pk").values(f"revisions__{column}")
    return Coalesce(models.Subquery(stood[:1]), F(column))


class FiscalYearQuerySet(StatusQuerySet):
    STATUS = FiscalYearStatus

    def status_expression(self, on: date) -> Any:
        """How far its end had come at the end of that day; a proposal taken back since had stood until then."""
        dropped = FiscalYear.objects.filter(
            pk=OuterRef("pk"), dropped_proposals__proposed_on__lte=on, dropped_proposals__on__gt=on
        )
        return first_of(
            FiscalYearStatus,
            (Q(closed_on__lte=on), FiscalYearStatus.CLOSED),
            (Q(closing_proposed_on__lte=on) | Q(Exists(dropped)), FiscalYearStatus.PROPOSED),
            otherwise=FiscalYearStatus.OPEN,
        )

    def closed(self, on: date):
        """Those that take nothing more on that day."""
        return self.in_status(on, FiscalYearStatus.CLOSED)

    def owed(self, on: date) -> list[Owed]:
        """The next steps: the newest year asks for the one after it, and each that is over for its end."""
        opened = self.opened(on)
        later = FiscalYear.objects.opened(on).filter(year__gt=OuterRef("year"))
        planned_from = day_in("year", PLANNED_FROM, 1)
        newest = (
            opened.filter(~Exists(later)).annotate(planned_from=planned_from).filter(planned_from__lte=on)
        )
        # A year entered later asks for nothing before it was, and is late with nothing.
        over = self.unclosed(on).filter(past.known(on), year__lt=on.year)
        # What was taken back since had stood at the end of that day.
        stood = FiscalYear.objects.filter(
            pk=OuterRef("pk"), dropped_proposals__proposed_on__lte=on, dropped_proposals__on__gt=on
        ).values("dropped_proposals__proposed_on")[:1]
        return [
            owes(
                newest.filter(past.known(on)),
                YEAR_OPEN,
                subject=F("year") + 1,
                since=Greatest("planned_from", "entered_on"),
                due_on=Case(When(entered_on__isnull=True, then=day_in("year", 12, 31))),
                key=F("year") + 1,
            ),
            owes(
                over.filter(status=FiscalYearStatus.OPEN),
                YEAR_CLOSE,
                subject="year",
                since=Greatest(day_in(F("year") + 1, 1, 1), "entered_on"),
                key="year",
            ),
            owes(
                self.in_status(on, FiscalYearStatus.PROPOSED),
                YEAR_APPROVE,
                subject="year",
                since=Coalesce(Subquery(stood), "closing_proposed_on"),
                key="year",
            ),
        ]

    def unclosed(self, on: date):
        """Those in which money still moves on that day."""
        return self.in_status(on, FiscalYearStatus.OPEN, FiscalYearStatus.PROPOSED).filter(opened_on__lte=on)

    def visible_to(self, user):
        """The budget is the city's: only who sees everything."""
        return self if user.sees_everything else self.none()

    def opened(self, on: date):
        """Those opened on that day or before."""
        return self.filter(opened_on__lte=on)

    def with_totals(self, on: date):
        """Adds appropriated, received, available, planned, committed, paid, proven and free (euros) as of a day."""
        given = {"appropriated": _given("appropriation", on), "received": _given("carry_over_received", on)}
        available = rules.available(F("appropriated"), F("received"))
        return self.annotate(**sums_of(FiscalYear, on, "allocations__"), **given).annotate(
            available=available, free=rules.free(available, F("committed"))
        )

    @transaction.atomic
    def open(self, *, year: int, by, on: date, opened_on: date | None = None, **budget):
        """Open a fiscal year; `budget` are appropriation, carry_over_received (euros) and mandate.

        One that is over by then is entered later: `opened_on` is the day on which it was opened, if that is known.
        Refuses one that exists already (code `fiscal_year_exists`), and a day that cannot be (`paper_in_future`,
        `paper_before_year`).
        """
        queue_up()
        if self.model.objects.filter(year=year).exists():
            refuse("fiscal_year_exists", f"Das Haushaltsjahr {year} ist schon eröffnet.", field="year")
        if opened_on:
            past.refuse_future(opened_on, on, "opened_on")
            past.refuse_before_year(opened_on, year, "opened_on")
        entered_on = on if (opened_on or on) < on or date(year, 12, 31) < on else None
        return self.create(
            year=year, opened_on=opened_on or on, opened_by=by, entered_on=entered_on, **budget
        )


# The rest is counted where nobody can miscount it; a rest that somebody brings along must be the same.
_REST = (
    """
IF NEW.closed_on IS NULL OR (TG_OP = 'UPDATE' AND OLD.closed_on IS NOT NULL) THEN
  RETURN NEW;
END IF;
counted := NEW.appropriation + NEW.carry_over_received
  - (SELECT coalesce(sum(p.amount), 0) FROM funding_disbursement p
       JOIN funding_allocation a ON a.id = p.allocation_id
      WHERE a.fiscal_year_id = NEW.id AND p.paid_on IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM funding_reversal r WHERE r.disbursement_id = p.id))
  + (SELECT coalesce(sum(c.amount - (SELECT coalesce(sum(t.received), 0) FROM funding_partreceipt t
                                      WHERE t.claim_id = c.id)), 0)
       FROM funding_repaymentclaim c WHERE c.booked_in_id = NEW.id)
  + (SELECT coalesce(sum(t.received), 0) FROM funding_partreceipt t WHERE t.booked_in_id = NEW.id)
  + (SELECT coalesce(sum(p.amount), 0) FROM funding_paymentreturn b
       JOIN funding_disbursement p ON p.id = b.disbursement_id WHERE b.booked_in_id = NEW.id);
IF coalesce(NEW.rest, counted) <> counted THEN
  """
    + raising("fiscal_year_rest", "Der Rest ist, was verfügbar und nicht ausgezahlt ist, und nichts anderes.")
    + """
END IF;
NEW.rest := counted;
RETURN NEW;
"""
)
# No euro is invented: what a year receives, the year before it carried over when it was closed. This holds for
# the first year too. Who begins in the middle enters the year before with its payments and closes it; a euro
# without a record behind it could not be followed.
_CARRIED = """
IF NEW.carry_over_received <= 0 OR NEW.carry_over_received = 'NaN'
   OR (TG_OP = 'UPDATE' AND OLD.closed_on IS NOT NULL) THEN
  RETURN NEW;
END IF;
SELECT coalesce(sum(carry_over) FILTER (WHERE closed_on IS NOT NULL), 0) INTO carried
  FROM funding_fiscalyear WHERE year = NEW.year - 1;
IF NEW.carry_over_received > carried THEN
  RAISE EXCEPTION '% hat beim Abschluss % übertragen. Mehr kann % nicht erhalten.',
    NEW.year - 1, funding_euro(carried), NEW.year
    USING ERRCODE = 'check_violation', CONSTRAINT = 'carry_over_from_closed_year', COLUMN = 'carry_over_received';
END IF;
RETURN NEW;
"""


# Emptied or replaced, a proposal had stood: it stays as a `DroppedProposal`, written first.
_PROPOSAL_KEPT = (
    """
IF NOT EXISTS (SELECT 1 FROM funding_droppedproposal d WHERE d.fiscal_year_id = OLD.id
    AND (d.proposed_on, d.proposed_by_id, d.carry_over)
      = (OLD.closing_proposed_on, OLD.closing_proposed_by_id, OLD.carry_over)) THEN
  """
    + raising(
        "fiscal_year_proposal_kept", "Einen vorgeschlagenen Abschluss nimmt man mit Tag und Person zurück."
    )
    + """
END IF;
RETURN NEW;
"""
)
# After the limits, so that whoever breaks one hears that first; each revision keeps what stood before it.
_REVISED = (
    """
IF EXISTS (SELECT 1 FROM before b JOIN after a USING (id)
           WHERE (b.appropriation, b.carry_over_received) <> (a.appropriation, a.carry_over_received)
             AND coalesce(a.revised_on < coalesce(b.revised_on, a.opened_on), true)) THEN
  """
    + raising(
        "fiscal_year_revision_dated",
        "Wer Ansatz oder Übertragung ändert, nennt Tag und Person; der Tag liegt nicht vor der letzten Änderung.",
        "revised_on",
    )
    + """
END IF;
INSERT INTO funding_budgetrevision (fiscal_year_id, appropriation, carry_over_received, "on", by_id)
  SELECT a.id, b.appropriation, b.carry_over_received, a.revised_on, a.revised_by_id
    FROM before b JOIN after a USING (id)
   WHERE (b.appropriation, b.carry_over_received) <> (a.appropriation, a.carry_over_received);
RETURN NULL;
"""
)


@tracked()
class FiscalYear(Posted, HasStatus):
    """A year's budget for neighbourhood work (Haushaltsjahr)."""

    year = models.PositiveSmallIntegerField("Jahr", unique=True)
    appropriation = EuroField("Haushaltsansatz")
    carry_over_received = EuroField("Ermächtigungsübertragung aus dem Vorjahr", default=Decimal("0.00"))
    mandate = models.ForeignKey(
        Mandate, models.PROTECT, related_name="fiscal_years", verbose_name="Beschlussgrundlage"
    )
    opened_on = models.DateField("Eröffnet am")
    opened_by = person("Eröffnet von", blank=False)
    entered_on = past.entered()
    revised_on, revised_by = day_and_person(
        "fiscal_year_revision_has_person",
        "Zuletzt geändert am",
        "Zuletzt geändert von",
        "Zur Änderung von Ansatz oder Übertragung gehören Datum und Person.",
    )
    closing_proposed_on, closing_proposed_by = day_and_person(
        "fiscal_year_proposal_has_person",
        "Abschluss vorgeschlagen am",
        "Abschluss vorgeschlagen von",
        "Zum Vorschlag des Abschlusses gehören Datum und Person.",
    )
    closed_on, closed_by = day_and_person(
        "fiscal_year_closing_has_person",
        "Abgeschlossen am",
        "Abgeschlossen von",
        "Zum Abschluss gehören Datum und Person.",
    )
    rest = EuroField("Rest beim Abschluss", null=True, blank=True, editable=False)
    carry_over = EuroField(
        "Ermächtigungsübertragung ins Folgejahr",
        null=True,
        blank=True,
        help_text="Wird mit dem Abschluss vorgeschlagen, höchstens der Rest.",
    )
    notice_pattern = models.CharField(
        "Muster der Bescheid-Nr.",
        max_length=30,
        default=notice_pattern,
        help_text="Mit {year} und {number}; {number:03d} füllt mit Nullen auf.",
    )
    is_example = models.BooleanField("Beispieldatensatz", default=False)

    objects = FiscalYearQuerySet.as_manager()

    class Meta:
        verbose_name = "Haushaltsjahr"
        verbose_name_plural = "Haushaltsjahre"
        ordering = ["-year"]
        permissions = [("close_fiscalyear", "Darf Haushaltsjahre abschließen")]
        constraints = [
            CheckConstraint(
                name="fiscal_year_entered_after_opening",
                field="opened_on",
                condition=Q(entered_on__isnull=True) | Q(entered_on__gte=F("opened_on")),
                violation_error_message="Nacherfasst wird ein Jahr, nachdem es eröffnet ist.",
            ),
            CheckConstraint(
                name="fiscal_year_plausible",
                field="year",
                condition=Q(year__range=(2000, 2100)),
                violation_error_message="Das Jahr liegt zwischen 2000 und 2100.",
            ),
            models.CheckConstraint(
                name="fiscal_year_amounts_not_negative",
                condition=within_euros("appropriation", 0) & within_euros("carry_over_received", 0),
                violation_error_message="Ansatz und Übertragung dürfen nicht negativ sein.",
            ),
            CheckConstraint(
                name="fiscal_year_notice_pattern_complete",
                field="notice_pattern",
                condition=Q(notice_pattern__regex=_PATTERN),
                violation_error_message="Das Muster der Bescheid-Nr. nennt je einmal {year} und {number}.",
            ),
            models.CheckConstraint(
                name="fiscal_year_closed_after_proposal",
                condition=in_order("closing_proposed_on", "closed_on"),
                violation_error_message="Abgeschlossen wird nur, was vorher zum Abschluss vorgeschlagen ist.",
            ),
            models.CheckConstraint(
                name="fiscal_year_closing_dual_control",
                condition=Q(closed_by__isnull=True) | ~Q(closed_by=F("closing_proposed_by")),
                violation_error_message=(
                    "Vier-Augen-Prinzip: Wer den Abschluss vorschlägt, schließt das Jahr nicht selbst ab."
                ),
            ),
            models.CheckConstraint(
                name="fiscal_year_carry_over_proposed",
                condition=Q(carry_over__isnull=True, closing_proposed_on__isnull=True)
                | Q(
                    carry_over__isnull=False,
                    carry_over__gte=0,
                    carry_over__lte=MAX_EUROS,
                    closing_proposed_on__isnull=False,
                ),
                violation_error_message="Zum Vorschlag des Abschlusses gehört die Übertragung, mindestens 0,00 €.",
            ),
            models.CheckConstraint(
                name="fiscal_year_rest_recorded",
                condition=Q(rest__isnull=True, closed_on__isnull=True)
                | Q(rest__isnull=False, rest__gte=0, rest__lte=MAX_EUROS, closed_on__isnull=False),
                violation_error_message="Ein abgeschlossenes Jahr nennt seinen Rest, ein offenes hat noch keinen.",
            ),
            CheckConstraint(
                name="fiscal_year_carry_over_within_rest",
                field="carry_over",
                condition=Q(rest__isnull=True) | Q(carry_over__isnull=False, carry_over__lte=F("rest")),
                violation_error_message="Übertragen wird höchstens der Rest.",
            ),
        ]
        triggers = [
            second_hand(
                "fiscal_year_second_hand",
                first="SELECT NEW.closing_proposed_by_id",
                by="closed_by_id",
                on="closed_on",
                permission=YEAR_APPROVE.permission,
            ),
            queued(),
            Guard(
                name="fiscal_year_rest",
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("counted", "numeric")],
                func=_REST,
            ),
            Guard(
                name="carry_over_from_closed_year",
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("carried", "numeric")],
                func=_CARRIED,
            ),
            Guard(
                name="revised",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                referencing=pgtrigger.Referencing(old="before", new="after"),
                func=_REVISED,
            ),
            Guard(
                name="fiscal_year_proposal_kept",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.closing_proposed_on IS NOT NULL AND "
                    + differs("closing_proposed_on", "closing_proposed_by_id", "carry_over")
                ),
                func=_PROPOSAL_KEPT,
            ),
            *frozen(
                "fiscal_year_closed",
                "Ein abgeschlossenes Haushaltsjahr ändert sich nicht mehr.",
                when=pgtrigger.Q(old__closed_on__isnull=False),
            ),
            *checked("funding", "funding_check_years", "SELECT id FROM changed", *WRITTEN),
        ]

    def __str__(self) -> str:
        return f"Haushaltsjahr {self.year}"

    def get_absolute_url(self) -> str:
        return address("funding:fiscal_year_detail", self.year)

    @property
    def available_now(self) -> Decimal:
        """Appropriation plus what was carried over from the year before (euros), as the limit takes them."""
        return rules.available(self.appropriation, self.carry_over_received)

    @property
    def first_day(self) -> date:
        """The year's first day; the budget year is the calendar year (GO NRW § 78)."""
        return date(self.year, 1, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, 12, 31)

    def within(self, on: date) -> date:
        """That day, or the year's nearest to it: what belongs to a year is asked for and proposed in it."""
        return min(max(on, self.first_day), self.last_day)

    def is_closed(self, on: date) -> bool:
        """Whether it takes nothing more on that day."""
        return self.status_on(on) == FiscalYearStatus.CLOSED

    @property
    def committed_now(self) -> Decimal:
        """Σ of all decisions approved so far (euros): what binds, whatever day is asked for."""
        approved = self.allocations.filter(decisions__approved_on__isnull=False)
        return total(approved, "decisions__amount")

    @transaction.atomic
    def revise(
        self, *, appropriation: Decimal, carry_over_received: Decimal, mandate: Mandate, by, on: date
    ) -> None:
        """Change what the year may give, while it is open and never below what is bound; earlier days keep theirs.

        Codes: `committed_within_available`; from the database `fiscal_year_closed`, `fiscal_year_revision_dated`.
        """
        queue_up()
        committed = self.committed_now
        available = rules.available(appropriation, carry_over_received)
        if rules.free(available, committed) < 0:
            refuse(
                "committed_within_available",
                f"{german.euro(available)} wären verfügbar, gebunden sind aber schon {german.euro(committed)}. "
                f"Es fehlten {german.euro(rules.excess(committed, available))}.",
                field="appropriation",
            )
        self.appropriation, self.carry_over_received = appropriation, carry_over_received
        self.mandate, self.revised_on, self.revised_by = mandate, on, by
        self.save(
            update_fields=["appropriation", "carry_over_received", "mandate", "revised_on", "revised_by"]
        )

    @transaction.atomic
    def discard(self, *, reason: str, by, on: date) -> None:
        """Take back a year that was opened by mistake: as long as no money was planned in it.

        Codes: `fiscal_year_used`, `fiscal_year_closed`; from the database `way_back_has_reason`.
        """
        queue_up()
        stored = FiscalYear.objects.get(pk=self.pk)
        if stored.closed_on:
            refuse("fiscal_year_closed", "Dieses Jahr ist schon abgeschlossen.")
        held = (stored.allocations, stored.earlier_drafts, stored.receipts, stored.part_receipts)
        kept = (stored.revisions, stored.dropped_proposals, stored.returned_payments)
        if any(rows.exists() for rows in (*held, *kept)):
            refuse(
                "fiscal_year_used",
                "In diesem Jahr ist schon Geld geplant, gebucht oder sein Ansatz geändert worden. Es bleibt bestehen.",
            )
        said = f"Ansatz {german.euro(stored.appropriation)}, eröffnet am {german.day(stored.opened_on)}"
        WayBack.objects.note(stored, Way.DISCARDED, before=said, reason=reason, by=by, on=on)
        stored.delete()

    def covered_sites(self):
        """The sites of the year, with the days of it on which they are."""
        return Site.objects.of_year(self.year)

    def roles(self):
        """Who plays a role at a site on at least one day of the year; providers first."""
        held = Assignment.objects.of_year(self.year)
        return held.order_by(models.Case(models.When(role=Role.PROVIDER, then=0), default=1), "starts_on")

    def role_spans(self, site: Site, recipient: Partner) -> list[tuple[date, date]]:
        """From when until when in the year the recipient has a role there, in order and without gaps between."""
        spans: list[tuple[date, date]] = []
        held = self.roles().filter(site=site, partner=recipient).order_by("starts_on")
        for starts_on, ends_on in held.values_list("starts_on", "ends_on"):
            begin, end = max(starts_on, self.first_day), min(ends_on or self.last_day, self.last_day)
            if spans and begin <= spans[-1][1] + timedelta(days=1):
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((begin, end))
        return spans

    def places_without_money(self) -> list[Place]:
        """The covered sites that have no allocation yet, each with those who may receive one."""
        sites = list(
            self.covered_sites().exclude(allocations__fiscal_year=self).order_by(german_key("name"), "pk")
        )
        who: dict[int, dict[int, Partner]] = {site.pk: {} for site in sites}
        for role in self.roles().filter(site__in=sites).select_related("partner"):
            who[role.site_id].setdefault(role.partner_id, role.partner)
        return [Place(site, list(who[site.pk].values())) for site in sites]

    @transaction.atomic
    def allocate(
        self,
        *,
        site: Site,
        recipient: Partner,
        purpose: str,
        amount: Decimal,
        by,
        on: date,
        financing: str = "",
        share: Decimal | None = None,
        **paper: Any,
    ):
        """Plan money for a site: an allocation with its first, not yet approved grant.

        Refuses a site without a seat in the year (`funded_site_is_covered`) and a recipient without a role
        there (`recipient_has_role`). The plan may exceed what is available. One that has left gets none
        (`partner_inactive`). `paper` are those of a notice given before (see `Allocation.draft`).
        """
        recipient.refuse_inactive(paper.get("paper_on") or on, field="recipient")
        self.refuse_stranger(site, recipient)
        allocation = self.allocations.create(site=site, recipient=recipient, purpose=purpose)
        if financing:
            allocation.finance(financing=financing, share=share, by=by, on=on)
        allocation.draft_grant(amount=amount, by=by, on=on, **paper)
        return allocation

    def refuse_stranger(self, site: Site, recipient: Partner) -> None:
        """Money goes to a site with a seat in the year, and to a partner with a role there.

        Codes: `funded_site_is_covered` at the site, `recipient_has_role` at the recipient.
        """
        if not self.covered_sites().filter(pk=site.pk).exists():
            refuse(
                "funded_site_is_covered",
                f"{site} steht {self.year} unter keiner Vereinbarung. Geben Sie dem Standort zuerst einen Platz.",
                field="site",
            )
        if not self.roles().filter(site=site, partner=recipient).exists():
            refuse(
                "recipient_has_role",
                f"{recipient} hat {self.year} keine Rolle am Standort {site}.",
                field="recipient",
            )

    @transaction.atomic
    def distribute(self, *, shares: Sequence[tuple[Site, Partner, Decimal]], **alike: Any) -> list:
        """Plan money for several sites in one act, all of them or, refused, none; `alike` is what `allocate` takes."""
        queue_up()
        return [
            self.allocate(site=site, recipient=recipient, amount=amount, **alike)
            for site, recipient, amount in shares
        ]

    def rest_on(self, on: date) -> Decimal:
        """What the year would leave if it were closed on that day (euros); see `rules.rest`."""
        spent = total(self.allocations.filter(paid(on, "disbursements__")), "disbursements__amount")
        available = FiscalYear.objects.with_totals(on).get(pk=self.pk).available
        return rules.rest(available, spent, self.repaid_by(on))

    def repaid_by(self, on: date) -> Decimal:
        """What came back by that day and counts in this year (euros): its own money, and that of closed years."""
        repaid = _repaid(self.receipts.settled(on), self.part_receipts.filter(paid_on__lte=on))
        return repaid + self.returned_by(on)

    def repaid_late_by(self, on: date) -> Decimal:
        """The part of `repaid_by` that is money of earlier years, entered after they were closed (euros)."""
        settled = self.receipts.settled(on).exclude(allocation__fiscal_year=self)
        parts = self.part_receipts.filter(paid_on__lte=on).exclude(claim__allocation__fiscal_year=self)
        return _repaid(settled, parts) + self.returned_by(on)

    def returned_by(self, on: date) -> Decimal:
        """What banks sent back of payments of closed years and was booked here by that day (euros)."""
        return total(self.returned_payments.filter(settled_on__lte=on), "disbursement__amount")

    def post_to(self, *, by, on: date, **posting: str) -> None:
        """Say under which accounts the year's payments are booked; what stands on a list already stays there.

        From the database `fiscal_year_closed`.
        """
        write(self, **posting)


def _repaid(settled, parts) -> Decimal:
    """What came in with the last sums of settled claims, and in these parts of any (euros)."""
    before = parts.model.objects.filter(claim__in=settled.values("pk"))
    return total(settled) - total(before, "received") + total(parts, "received")
