"""The framework (Rahmenkonzept) that quality is talked about against: versioned, replaceable data.

Once a quality dialogue uses a version, the database locks it with all its parts: what partners have
answered must stay what they were asked. A change is a new version.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pgtrigger
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from quality_dialog.dialogue.rules import Part
from quality_dialog.dialogue.statuses import FrameworkStatus
from quartiersarbeit.ground import german
from quartiersarbeit.ground.constraints import once
from quartiersarbeit.ground.guards import Guard, raising
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.search import found_by
from quartiersarbeit.ground.sorting import german_key
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of

LOCKED = "framework_locked"
REFUSE = raising(
    LOCKED,
    "Ein Qualitätsdialog verwendet dieses Rahmenkonzept; darum ändert es sich nicht mehr. "
    "Legen Sie eine neue Fassung an.",
)


def _locked(name: str, belongs: str) -> Guard:
    """A part of a framework in use never changes, comes or goes.

    `belongs` is the SQL of the ids of the frameworks it belongs to, before and after. They are locked
    FOR UPDATE, which waits for a year that is being opened with one of them, and lets it wait.
    """
    return Guard(
        name=name,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("parents", "bigint[]"), ("wholes", "bigint[]")],
        func=f"""
parents := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.{belongs}] WHEN 'DELETE' THEN ARRAY[OLD.{belongs}]
  ELSE ARRAY[OLD.{belongs}, NEW.{belongs}] END;
wholes := {
            "ARRAY(SELECT framework_id FROM quality_dialog_fieldofaction WHERE id = ANY(parents))"
            if belongs == "field_id"
            else "parents"
        };
PERFORM 1 FROM quality_dialog_framework WHERE id = ANY(wholes) ORDER BY id FOR UPDATE;
IF EXISTS (SELECT 1 FROM quality_dialog_cycle WHERE framework_id = ANY(wholes)) THEN
  {REFUSE}
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
RETURN NEW;
""",
    )


_IN_USE = f"""
IF EXISTS (SELECT 1 FROM quality_dialog_cycle WHERE framework_id = OLD.id) THEN
  {REFUSE}
END IF;
"""


class PublicQuerySet(models.QuerySet):
    """Frameworks and their parts are public to all who may sign in."""

    def visible_to(self, user):
        """All of them, for whoever has signed in."""
        return self if user.is_authenticated else self.none()


class FrameworkQuerySet(PublicQuerySet, StatusQuerySet):
    """Versions of frameworks."""

    STATUS = FrameworkStatus

    def status_expression(self, on: date) -> models.Case:
        """Locked from the day on which the first year of quality dialogue that uses it was opened."""
        years = self.model._meta.get_field("cycles").related_model._default_manager
        used = Exists(years.filter(framework=OuterRef("pk"), opened_on__lte=on))
        return first_of(FrameworkStatus, (used, FrameworkStatus.LOCKED), otherwise=FrameworkStatus.EDITABLE)

    @transaction.atomic
    def build(self, *, parts: Iterable[Part] = (), **facts) -> "Framework":
        """Enter a version with its fields of action, criteria and indicators, all or nothing.

        A part stands behind the field it belongs to, in the order it shall have; the database refuses
        a name that is there in this version, and a code that is there twice.
        """
        framework = self.create(**facts)
        fields: dict[str, FieldOfAction] = {}
        for position, part in enumerate(parts, start=1):
            if part.is_field:
                fields[part.code] = framework.fields.create(
                    code=part.code, title=part.text, position=position
                )
            elif part.is_criterion:
                fields[part.field].criteria.create(
                    code=part.code, guiding_question=part.text, position=position
                )
            else:
                fields[part.field].indicators.create(
                    code=part.code,
                    name=part.text,
                    definition=part.definition,
                    unit=part.unit,
                    kind=part.indicator_kind,
                    position=position,
                )
        return framework


class Editable(models.Model):
    """A version of a framework or a part of one: free to change until a year uses it, says the database."""

    class Meta:
        abstract = True

    def revise(self, **facts) -> None:
        """Change what it says."""
        for name, value in facts.items():
            setattr(self, name, value)
        self.save()

    def remove(self) -> None:
        """Take it back, with all that stands under it."""
        self.delete()


@tracked()
class Framework(Editable, HasStatus):
    """A version of a framework; the shipped one is an example until the city enters its own text."""

    name = models.CharField("Name", max_length=120)
    version = models.CharField("Fassung", max_length=40)
    valid_from = models.DateField("Gültig ab")
    description = models.TextField("Beschreibung", blank=True)
    is_example = models.BooleanField("Beispiel", default=False)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        verbose_name = "Rahmenkonzept"
        verbose_name_plural = "Rahmenkonzepte"
        ordering = ["-valid_from", german_key("name")]
        indexes = [found_by("framework_found", "name", "version", "description")]
        constraints = [
            once("framework_version_unique", "name version", "Diese Fassung gibt es schon.", field="version")
        ]
        triggers = [
            Guard(
                name="framework_locked",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(),
                func=_IN_USE + "RETURN NEW;",
            ),
            Guard(
                name="framework_locked_delete",
                operation=pgtrigger.Delete,
                func=_IN_USE + "RETURN OLD;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.version})"

    def get_absolute_url(self) -> str:
        return reverse("quality_dialog:framework_detail", args=[self.pk])

    @property
    def in_use(self) -> bool:
        """Whether a year of quality dialogue uses this version, so that it is locked."""
        return self.status_on(date.max) == FrameworkStatus.LOCKED

    def parts(self) -> list[Part]:
        """All parts in their order: each field, then its criteria, then its indicators."""
        found = []
        for field in self.fields.prefetch_related("criteria", "indicators"):
            found.append(Part("field", field.code, field.code, field.title))
            found += [
                Part("criterion", field.code, one.code, one.guiding_question) for one in field.criteria.all()
            ]
            found += [
                Part("indicator", field.code, one.code, one.name, one.definition, one.unit, one.kind)
                for one in field.indicators.all()
            ]
        return found

    def copy(self, *, version: str, valid_from: date) -> "Framework":
        """A new version with the same parts, free to be changed. Refuses a version there is already."""
        return Framework.objects.build(
            name=self.name,
            version=version,
            valid_from=valid_from,
            description=self.description,
            is_example=self.is_example,
            parts=self.parts(),
        )


class Ordered(Editable):
    """A part of a framework among its siblings: those of the same kind in the same `WHOLE`."""

    WHOLE = "field"

    class Meta:
        abstract = True

    def siblings(self) -> models.QuerySet:
        """The parts it stands in a row with, itself among them."""
        return type(self).objects.filter(**{self.WHOLE: getattr(self, self.WHOLE)})

    def append(self) -> None:
        """Store it as the last of its row."""
        self.position = (self.siblings().aggregate(last=models.Max("position"))["last"] or 0) + 1
        self.save()

    @transaction.atomic
    def move(self, *, by: int) -> None:
        """Move it up (−1) or down (1) by one place. Refuses beyond the first and the last."""
        row = list(self.siblings().select_for_update())
        at = row.index(self)
        if not 0 <= at + by < len(row):
            refuse("at_the_end", "Weiter lässt es sich nicht verschieben.")
        row[at], row[at + by] = row[at + by], row[at]
        for position, one in enumerate(row, start=1):
            if one.position != position:
                one.position = position
                one.save(update_fields=["position"])


@tracked()
class FieldOfAction(Ordered):
    """A field of action (Handlungsfeld) of a framework."""

    WHOLE = "framework"

    framework = models.ForeignKey(
        Framework, models.CASCADE, related_name="fields", verbose_name="Rahmenkonzept"
    )
    code = models.CharField("Kürzel", max_length=10)
    title = models.CharField("Titel", max_length=160)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=1)

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "Handlungsfeld"
        verbose_name_plural = "Handlungsfelder"
        ordering = ["framework", "position", "pk"]
        constraints = [
            once(
                "field_of_action_code_unique",
                "framework code",
                "Dieses Kürzel ist im Rahmenkonzept schon vergeben.",
                field="code",
            )
        ]
        triggers = [_locked("field_locked", "framework_id")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


@tracked()
class Criterion(Ordered):
    """A criterion (Kriterium): a guiding question for reflection, not a score."""

    field = models.ForeignKey(
        FieldOfAction, models.CASCADE, related_name="criteria", verbose_name="Handlungsfeld"
    )
    code = models.CharField("Kürzel", max_length=10)
    guiding_question = models.TextField("Leitfrage")
    position = models.PositiveSmallIntegerField("Reihenfolge", default=1)

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "Kriterium"
        verbose_name_plural = "Kriterien"
        ordering = ["field", "position", "pk"]
        indexes = [found_by("criterion_found", "guiding_question", numbers=("code",))]
        constraints = [
            once(
                "criterion_code_unique",
                "field code",
                "Dieses Kürzel ist im Handlungsfeld schon vergeben.",
                field="code",
            )
        ]
        triggers = [_locked("criterion_locked", "field_id")]

    def __str__(self) -> str:
        return f"{self.code} {self.guiding_question}"

    def counterpart(self, framework_id: int) -> "Criterion | None":
        """The criterion of the same codes in another version of the framework; None where there is none."""
        if self.field.framework_id == framework_id:
            return self
        return Criterion.objects.filter(
            field__framework=framework_id, field__code=self.field.code, code=self.code
        ).first()


class IndicatorKind(models.TextChoices):
    """What an indicator tells of: from what was put in to what came of it."""

    INPUT = "input", "Einsatz"
    OUTPUT = "output", "Leistung"
    OUTCOME = "outcome", "Ergebnis"
    IMPACT = "impact", "Wirkung"


@tracked()
class Indicator(Ordered):
    """An indicator (Kennzahl): what is counted, in which unit, and what it tells of."""

    field = models.ForeignKey(
        FieldOfAction, models.CASCADE, related_name="indicators", verbose_name="Handlungsfeld"
    )
    code = models.CharField("Kürzel", max_length=10)
    name = models.CharField("Name", max_length=120)
    definition = models.TextField("Definition", blank=True)
    unit = models.CharField("Einheit", max_length=40)
    kind = models.CharField(
        "Art der Kennzahl", max_length=10, choices=IndicatorKind, blank=True, default="", db_default=""
    )
    position = models.PositiveSmallIntegerField("Reihenfolge", default=1)

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "Kennzahl"
        verbose_name_plural = "Kennzahlen"
        ordering = ["field", "position", "pk"]
        constraints = [
            once(
                "indicator_code_unique",
                "field code",
                "Dieses Kürzel ist im Handlungsfeld schon vergeben.",
                field="code",
            )
        ]
        triggers = [_locked("indicator_locked", "field_id")]

    def __str__(self) -> str:
        return self.name

    def in_words(self, value: Decimal) -> str:
        """„120 Personen“"""
        places = 0 if value == value.to_integral_value() else 2
        return f"{german.number(value, places)} {self.unit}"
