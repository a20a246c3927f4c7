"""Days on which a committee wants a report besides the one a year owes anyway: each half-year, for instance."""

from datetime import date

import pgtrigger
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Greatest

from partners.models import Committee
from partners.models.way_back import Way, WayBack
from quality_dialog.dialogue.models import Cycle
from quality_dialog.report.duties import REPORT_TERM
from quality_dialog.report.models.report import Report, ReportKind
from quartiersarbeit.ground import german
from quartiersarbeit.ground.constraints import CheckConstraint, once
from quartiersarbeit.ground.duties import Owed, owes, wording
from quartiersarbeit.ground.guards import differs, never_changed, never_deleted
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import day_and_person, person
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.transactions import write

_ENTERED = "Ein Berichtstermin ändert sich nicht. Streichen Sie ihn, und tragen Sie einen anderen ein."

# Only that it is dropped comes to it.
_OTHERWISE = pgtrigger.Condition(
    "OLD.dropped_on IS NOT NULL OR "
    + differs("cycle_id", "committee_id", "kind", "starts_on", "due_on", "entered_on", "entered_by_id")
)


class ReportTermQuerySet(models.QuerySet):
    """Days on which committees want a report."""

    def visible_to(self, user):
        """The city's and audit's."""
        return self if user.sees_everything else self.none()

    def standing(self, on: date):
        """Entered by that day, and not dropped by then."""
        return self.filter(Q(dropped_on__isnull=True) | Q(dropped_on__gt=on), entered_on__lte=on)

    def owed(self, on: date) -> list[Owed]:
        """A report of that kind as of a day in the period, until one is drafted: from then on it owes its own steps."""
        written = Report.objects.kept(on).filter(
            year=OuterRef("cycle__year"),
            kind=OuterRef("kind"),
            drafted_on__lte=on,
            as_of__gte=OuterRef("starts_on"),
            as_of__lte=OuterRef("due_on"),
        )
        return [
            owes(
                self.standing(on).filter(~Exists(written), starts_on__lte=on),
                REPORT_TERM,
                subject=wording("committee__short_name", Value(" "), "cycle__year"),
                since=Greatest("entered_on", "starts_on"),
                due_on="due_on",
            )
        ]

    def enter(
        self, *, cycle: Cycle, committee: Committee, kind: str, starts_on: date, due_on: date, by, on: date
    ) -> "ReportTerm":
        """Note that a resolution wants a report on that period by that day."""
        period = {"starts_on": starts_on, "due_on": due_on}
        return self.create(
            cycle=cycle, committee=committee, kind=kind, **period, entered_on=on, entered_by=by
        )


@tracked()
class ReportTerm(models.Model):
    """A committee wants a report of that kind by `due_on`, as of a day from `starts_on` on (Berichtstermin)."""

    cycle = models.ForeignKey(
        Cycle, models.PROTECT, related_name="report_terms", verbose_name="Qualitätsdialog"
    )
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+", verbose_name="Gremium")
    kind = models.CharField("Art", max_length=20, choices=ReportKind, default=ReportKind.NOTICE)
    starts_on = models.DateField("Berichtet wird ab")
    due_on = models.DateField("Bericht bis")
    entered_on = models.DateField("Eingetragen am")
    entered_by = person("Eingetragen von", null=False, blank=False)
    dropped_on, dropped_by = day_and_person(
        "report_term_dropped_has_person",
        "Gestrichen am",
        "Gestrichen von",
        "Zum Streichen gehören Datum und Person.",
    )

    objects = ReportTermQuerySet.as_manager()

    class Meta:
        verbose_name = "Berichtstermin"
        verbose_name_plural = "Berichtstermine"
        ordering = ["due_on", "committee__position", "pk"]
        constraints = [
            CheckConstraint(
                name="report_term_in_order",
                field="due_on",
                condition=Q(due_on__gte=F("starts_on")),
                violation_error_message="Der Tag, bis zu dem berichtet wird, liegt vor dem Zeitraum.",
            ),
            once(
                "report_term_once",
                "cycle committee kind due_on",
                "Diesen Berichtstermin gibt es schon.",
                field="due_on",
                condition=Q(dropped_on__isnull=True),
            ),
        ]
        triggers = [
            never_changed("report_term_immutable", _ENTERED, when=_OTHERWISE),
            never_deleted("report_term_immutable_delete", _ENTERED, code="report_term_immutable"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} für {self.committee.short_name} bis {german.day(self.due_on)}"

    @transaction.atomic
    def drop(self, *, reason: str, by, on: date) -> None:
        """Strike it out, with the reason: nobody wants that report any more. Code: `report_term_immutable`."""
        self.refresh_from_db()
        if self.dropped_on:
            refuse("report_term_immutable", "Dieser Berichtstermin ist schon gestrichen.")
        WayBack.objects.note(self.cycle, Way.WITHDRAWN, before=str(self), reason=reason, by=by, on=on)
        write(self, dropped_on=on, dropped_by=by)
