"""Ways back: a draft discarded, a request withdrawn, a fact corrected, a deadline extended, each with a reason."""

from datetime import date
from functools import reduce
from operator import or_
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import models
from django.db.models import DateField, F, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from partners.models.partner import Partner
from quartiersarbeit.ground import german
from quartiersarbeit.ground.constraints import CheckConstraint, filled
from quartiersarbeit.ground.fields import optional
from quartiersarbeit.ground.guards import Guard, refusing, written_once
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import person

LONGEST_NAME = 300
GERMAN_DAY = "DD.MM.YYYY"  # how `told` writes a day, as PostgreSQL spells it
_TEXT = models.TextField()


class Way(models.TextChoices):
    """What was done with what stood until then."""

    DISCARDED = "discarded", "verworfen"
    WITHDRAWN = "withdrawn", "zurückgenommen"
    RETURNED = "returned", "zurückgegeben"
    CORRECTED = "corrected", "berichtigt"
    EXTENDED = "extended", "Frist verlängert"
    RENAMED = "renamed", "umbenannt"
    MERGED = "merged", "zusammengeführt"
    BROUGHT_FORWARD = "brought_forward", "vorgezogen"


class WayBackQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for the city and audit; a partner's people see those that are their organisation's matter."""
        if user.sees_everything:
            return self
        return self.filter(partner=user.sees_for) if user.sees_for else self.none()

    def of(self, *records: models.Model):
        """What was done with these records, the oldest first."""
        keys: dict[str, list[int]] = {}
        for one in records:
            keys.setdefault(kind_of(one), []).append(one.pk)
        any_of = [Q(record=kind, key__in=of_kind) for kind, of_kind in keys.items()]
        return self.filter(reduce(or_, any_of)).order_by("on", "pk")

    def note(
        self,
        record: models.Model,
        way: Way,
        *,
        fact: str = "",
        before: Any = "",
        after: Any = "",
        reason: str,
        by,
        on: date,
        partner: Partner | None = None,
    ) -> "WayBack":
        """Keep what stood (`before`), what takes its place (`after`), and why; days as people write them.

        `fact` is the name of the field it is about, where it is one; `partner` whose matter it is, who then sees it.
        An empty reason is refused by the database (`way_back_has_reason`).
        """
        said = {"before": told(before), "after": told(after), "called": str(record)[:LONGEST_NAME]}
        about = {"record": kind_of(record), "key": record.pk, "fact": fact, "partner": partner}
        return self.create(way=way, reason=reason.strip(), on=on, by=by, **about, **said)


def kind_of(record: models.Model | type[models.Model]) -> str:
    """„app.model“ of the table it lies in: a proxy of another floor reads the same rows."""
    concrete = record._meta.concrete_model
    return concrete._meta.label_lower if concrete else record._meta.label_lower


def told(value: Any) -> str:
    """A value as it is kept: a day as people write it, nothing as nothing."""
    if value is None:
        return ""
    return german.day(value) if isinstance(value, date) else str(value)


@tracked()
class WayBack(models.Model):
    """An act that takes back, corrects or extends an earlier one (Rücknahme, Berichtigung, Fristverlängerung).

    It names its record by kind and key, for a draft that was discarded is gone. Never changed, so that both stay: what
    stood until then, and what holds since.
    """

    record = models.CharField("Art des Eintrags", max_length=100)
    key = models.BigIntegerField("Schlüssel des Eintrags")
    called = models.CharField("Eintrag", max_length=LONGEST_NAME)
    way = models.CharField("Vorgang", max_length=20, choices=Way)
    fact = models.CharField("Angabe", max_length=60, blank=True)
    before = models.TextField("Bisher", blank=True)
    after = models.TextField("Seitdem", blank=True)
    reason = models.TextField("Grund")
    partner = optional(Partner, "Kooperationspartner", "ways_back")
    on = models.DateField("Am")
    by = person("Von", null=False, blank=False)

    objects = WayBackQuerySet.as_manager()

    class Meta:
        verbose_name = "Rücknahme oder Berichtigung"
        verbose_name_plural = "Rücknahmen und Berichtigungen"
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["record", "key"], name="way_back_of_record")]
        constraints = [
            filled("way_back_has_reason", "reason", "Nennen Sie den Grund.", field="reason"),
            CheckConstraint(
                name="way_back_changes_something",
                condition=~Q(way__in=[Way.CORRECTED, Way.EXTENDED, Way.RENAMED]) | ~Q(before=F("after")),
                violation_error_message="Das steht schon so da. Geändert ist damit nichts.",
            ),
        ]
        triggers = [
            written_once(
                "way_back_immutable", "Eine Rücknahme oder Berichtigung ändert sich nicht mehr und bleibt."
            ),
        ]

    def __str__(self) -> str:
        return f"{self.called}: {self.get_way_display()} am {german.day(self.on)}"

    @property
    def day_before(self) -> date | None:
        """The day that `before` says; nothing where none stood."""
        return date(*map(int, reversed(self.before.split(".")))) if self.before else None

    @property
    def what(self) -> str:
        """Which field it was about, as people read it; nothing where it was the whole."""
        return FACTS.get(self.fact, "")

    def worded(self, value: str) -> str:
        """`before` or `after` as people read it: of a code, its label."""
        fields = {field.name: field for field in apps.get_model(self.record)._meta.concrete_fields}
        return dict(getattr(fields.get(self.fact), "flatchoices", ())).get(value, value)


# How the facts that can be put right are called.
FACTS = {
    "sent_on": "Zur Unterschrift versandt am",
    "signed_on": "Unterzeichnet am",
    "signatory": "Unterzeichnet durch",
    "terminated_to": "Gekündigt zum",
    "step": "Gesprächsschritt",
    "due_on": "Frist",
    "way": "Weg der Anfrage",
    "shown_on": "Vorgelegt am",
    "assessment_due_on": "Selbsteinschätzung bis",
    "meetings_due_on": "Dialoggespräche bis",
    "report_due_on": "Bericht bis",
    "year": "Jahr",
    "name": "Name",
    "submitted_on": "Eingereicht am",
    "done_on": "Erledigt am",
    "held_on": "Sitzung am",
    "ends_on": "Letzter Tag",
    "closed_on": "Letzter Betriebstag",
}


def stood(record: type[models.Model], fact: str, on: date, *, via: str = "") -> Func:
    """The day that stood in a record's `fact` at the end of the day `on`; nothing where none did.

    A deadline put off, or a dispatch taken back, since then does not count: its `WayBack` says what stood before.
    `via` leads from the row that asks to the record („dialogue__cycle“).
    """
    now = Func(
        F(f"{via}__{fact}" if via else fact), Value(GERMAN_DAY), function="to_char", output_field=_TEXT
    )
    said = NullIf(Coalesce(_before(record, fact, on, via), now, output_field=_TEXT), Value(""))
    return Func(said, Value(GERMAN_DAY), function="to_date", output_field=DateField())


def stood_code(record: type[models.Model], fact: str, on: date) -> Coalesce:
    """The code that stood in a record's `fact` at the end of the day `on`, as `stood` says it of a day."""
    return Coalesce(_before(record, fact, on), F(fact), output_field=_TEXT)


def _before(record: type[models.Model], fact: str, on: date, via: str = "") -> Subquery:
    """What the first act after that day replaced; nothing where there was none."""
    later = WayBack.objects.filter(record=kind_of(record), key=OuterRef(via or "pk"), fact=fact, on__gt=on)
    return Subquery(later.order_by("on", "pk").values("before")[:1])


def put_right_with_reason(name: str, message: str, *, record: str, day: str, when: str = "true") -> Guard:
    """A `day` that stood changes only with a `WayBack` that says which day it was and which it is now.

    `record` is the row's „app.model“, `when` an SQL condition of OLD for the rows that this holds for.
    """
    was, now = (f"to_char({row}.{day}, '{GERMAN_DAY}')" for row in ("OLD", "NEW"))
    said = (
        f"SELECT FROM partners_wayback w WHERE w.record = '{record}' AND w.key = OLD.id AND w.fact = '{day}'"
        f" AND w.before = {was} AND w.after = coalesce({now}, '')"
    )
    changed = pgtrigger.Condition(
        f"OLD.{day} IS NOT NULL AND {when} AND OLD.{day} IS DISTINCT FROM NEW.{day}"
    )
    return refusing(
        name, f"NOT EXISTS ({said})", message, column=day, operation=pgtrigger.Update, condition=changed
    )
