"""What the partners of a site say about it: self-assessments in words, and the indicators' values.

A draft belongs to its partner organisation; several of its people write in it together. So each answer
counts its own versions, and whoever writes says which one stood on the page: two who meet lose nothing.
"""

from datetime import date, datetime
from decimal import Decimal

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from partners.models import Partner
from quality_dialog.dialogue.models.cycle import Dialogue, OfDialogueQuerySet
from quality_dialog.dialogue.models.framework import Criterion, Indicator
from quartiersarbeit.ground import german
from quartiersarbeit.ground.constraints import filled, once
from quartiersarbeit.ground.fields import optional
from quartiersarbeit.ground.guards import Guard, raising
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import day_and_person, person
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.sight import of_seen

LONGEST_ANSWER = 4_000  # letters; a good printed page, more nobody reads in the meeting


class Rating(models.TextChoices):
    """How far a criterion is met, in words; never a number, never a sum. Empty: not answered yet."""

    REACHED = "reached", "erreicht"
    MOSTLY = "mostly", "überwiegend erreicht"
    PARTLY = "partly", "teilweise erreicht"
    NOT_REACHED = "not_reached", "nicht erreicht"
    NO_STATEMENT = "no_statement", "keine Aussage"


class AssessmentQuerySet(models.QuerySet):
    """Self-assessments."""

    def visible_to(self, user):
        """The city and audit see what is handed in; a partner its own and what the others handed in."""
        mine = of_seen(self, "dialogue", Dialogue.objects.visible_to(user))
        return mine.filter(Q(submitted_on__isnull=False) | Q(partner=user.partner_id))

    def answered(self):
        """Those with one of the scale's words; „keine Aussage“ is an answer, silence is none."""
        return self.exclude(rating="")

    def submitted(self, on: date):
        """Handed in on that day or before, and not taken back since."""
        return self.filter(submitted_on__lte=on)


# A submitted answer changes only by being reopened: its stamp goes, its words stay. A draft of somebody who
# has handed in changes only by getting the stamp. The dialogue is locked first: who hands in is waited for.
_SUBMITTED = "Die Selbsteinschätzung ist eingereicht. Öffnen Sie sie wieder, bevor Sie etwas ändern."
_KEPT = f"""
wholes := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.dialogue_id] WHEN 'DELETE' THEN ARRAY[OLD.dialogue_id]
  ELSE ARRAY[OLD.dialogue_id, NEW.dialogue_id] END;
PERFORM 1 FROM quality_dialog_dialogue WHERE id = ANY(wholes) ORDER BY id FOR NO KEY UPDATE;
IF TG_OP <> 'INSERT' THEN
  handed_in := EXISTS (SELECT 1 FROM quality_dialog_submission WHERE reopened_on IS NULL
    AND dialogue_id = OLD.dialogue_id AND partner_id = OLD.partner_id);
END IF;
IF TG_OP <> 'DELETE' THEN
  handed_in := coalesce(handed_in, FALSE) OR EXISTS (SELECT 1 FROM quality_dialog_submission
    WHERE reopened_on IS NULL AND dialogue_id = NEW.dialogue_id AND partner_id = NEW.partner_id);
END IF;
IF TG_OP = 'UPDATE' THEN
  IF ROW(NEW.dialogue_id, NEW.criterion_id, NEW.partner_id, NEW.rating, NEW.text)
      IS NOT DISTINCT FROM ROW(OLD.dialogue_id, OLD.criterion_id, OLD.partner_id, OLD.rating, OLD.text) THEN
    IF OLD.submitted_on IS NULL OR (NEW.submitted_on IS NULL AND NOT handed_in) THEN RETURN NEW; END IF;
  ELSIF NOT handed_in AND OLD.submitted_on IS NULL THEN
    RETURN NEW;
  END IF;
ELSIF TG_OP = 'INSERT' THEN
  IF NOT handed_in THEN RETURN NEW; END IF;
ELSIF NOT handed_in AND OLD.submitted_on IS NULL THEN
  RETURN OLD;
END IF;
{raising("assessment_submitted", _SUBMITTED)}
"""


@tracked(private="NEW.submitted_on IS NULL")  # a draft is its writers' alone
class Assessment(models.Model):
    """A partner's view of one criterion at a site (Selbsteinschätzung)."""

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="assessments", verbose_name="Dialog")
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, related_name="assessments", verbose_name="Kriterium"
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="assessments", verbose_name="Kooperationspartner"
    )
    rating = models.CharField("Einschätzung", max_length=20, choices=Rating, blank=True)
    text = models.TextField("Erläuterung", blank=True)
    taken_from = optional("self", "Unverändert übernommen aus", "taken_over_by")
    version = models.PositiveIntegerField("Stand", default=1, editable=False)
    saved_at = models.DateTimeField("Gespeichert am", null=True, editable=False)
    saved_by = person("Gespeichert von", blank=False, editable=False)
    saved_from = models.CharField("Gespeichert aus dem Fenster", max_length=32, blank=True, editable=False)
    submitted_on, submitted_by = day_and_person(
        "assessment_submission_has_person",
        "Eingereicht am",
        "Eingereicht von",
        "Zur Einreichung gehören Datum und Person.",
    )

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "Selbsteinschätzung"
        verbose_name_plural = "Selbsteinschätzungen"
        ordering = ["dialogue", "criterion", "partner"]
        constraints = [
            once(
                "assessment_once",
                "dialogue criterion partner",
                "Zu diesem Kriterium gibt es schon eine Selbsteinschätzung.",
            ),
            filled(
                "assessment_submitted_is_answered",
                "rating",
                "Eingereicht wird nur, was beantwortet ist; Schweigen ist keine Antwort.",
                once_on="submitted_on",
            ),
        ]
        triggers = [
            Guard(
                name="assessment_submitted",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("wholes", "bigint[]"), ("handed_in", "boolean")],
                func=_KEPT,
            )
        ]

    def __str__(self) -> str:
        return f"{self.criterion.code}: {self.get_rating_display() or 'noch nicht beantwortet'}"

    def answer(self, *, rating: str, text: str, by, at: datetime, saved_from: str = "") -> None:
        """Write this answer as its next version; what was taken over and is changed is one's own now."""
        refuse_stranger(self.dialogue, by)
        if self.partner_id != by.partner_id:
            refuse(
                "not_ones_own",
                "Jede Organisation schreibt ihre eigene Selbsteinschätzung. Öffnen Sie Ihre unter „Aufgaben“.",
            )
        if (rating, text) != (self.rating, self.text):
            self.taken_from = None
        self.rating, self.text = rating, text
        self.saved_by = by
        _next_version(self, at, saved_from)

    def take_over(self, earlier: "Assessment", *, by, at: datetime, saved_from: str = "") -> None:
        """Answer as in an earlier year, because somebody said so; refuses what is answered already."""
        if self.rating or self.text:
            refuse("answered", "Dieses Kriterium ist schon beantwortet.")
        self.answer(rating=earlier.rating, text=earlier.text, by=by, at=at, saved_from=saved_from)
        self.taken_from = earlier
        self.save(update_fields=["taken_from"])


def refuse_stranger(dialogue: Dialogue, by) -> None:
    """Raise ValidationError (code `not_a_participant`) for whoever's organisation takes no part."""
    if not by.partner_id or not dialogue.participations.filter(partner=by.partner_id).exists():
        refuse("not_a_participant", "Ihre Organisation nimmt an diesem Dialog nicht teil.")


def _next_version(row: "Assessment | IndicatorValue", at: datetime, saved_from: str) -> None:
    row.version = 1 if row._state.adding else row.version + 1
    row.saved_at, row.saved_from = at, saved_from
    row.save()


class Source(models.TextChoices):
    """Where an indicator's value comes from."""

    COUNTED = "counted", "gezählt"
    ESTIMATED = "estimated", "geschätzt"


def jumped(value: Decimal | None, earlier: Decimal | None, factor: int | Decimal) -> bool:
    """Whether a value is at least `factor` times the earlier one or at most that part of it.

    Missing is no number, so nothing jumps to or from it; from zero everything but zero does.
    """
    if value is None or earlier is None or value == earlier:
        return False
    return value >= earlier * factor or value * factor <= earlier


@tracked()
class IndicatorValue(models.Model):
    """A site's value of an indicator; empty means missing, which is not zero."""

    dialogue = models.ForeignKey(
        Dialogue, models.CASCADE, related_name="indicator_values", verbose_name="Dialog"
    )
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="values", verbose_name="Kennzahl")
    value = models.DecimalField("Wert", max_digits=12, decimal_places=2, null=True, blank=True)
    source = models.CharField("Herkunft", max_length=20, choices=Source, blank=True)
    comment = models.TextField("Anmerkung", blank=True)
    entered_by = person("Erfasst von", blank=False)
    version = models.PositiveIntegerField("Stand", default=1, editable=False)
    saved_at = models.DateTimeField("Gespeichert am", null=True, editable=False)
    saved_from = models.CharField("Gespeichert aus dem Fenster", max_length=32, blank=True, editable=False)

    objects = OfDialogueQuerySet.as_manager()

    class Meta:
        verbose_name = "Kennzahlenwert"
        verbose_name_plural = "Kennzahlenwerte"
        ordering = ["dialogue", "indicator"]
        constraints = [
            once(
                "indicator_value_once", "dialogue indicator", "Zu dieser Kennzahl gibt es schon einen Wert."
            ),
            models.CheckConstraint(
                name="indicator_value_plausible",
                condition=Q(value__isnull=True) | Q(value__gte=0, value__lte=1_000_000_000),
                violation_error_message="Ein Wert ist nicht negativ und höchstens eine Milliarde.",
            ),
            filled(
                "indicator_value_has_source",
                "source",
                "Geben Sie an, ob der Wert gezählt oder geschätzt ist.",
                once_on="value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value if self.value is not None else 'fehlt'}"

    @property
    def saved_by(self):
        """Who wrote the newest version."""
        return self.entered_by

    def enter(
        self,
        *,
        value: Decimal | None,
        source: str,
        comment: str,
        earlier: Decimal | None,
        by,
        at: datetime,
        saved_from: str = "",
    ) -> None:
        """Write the value as its next version; a jump against the `earlier` one needs a comment.

        Refuses with `source` a value of unknown origin and with `jump` an unexplained jump.
        """
        refuse_stranger(self.dialogue, by)
        if value is not None and not source:
            said = "Geben Sie an, ob der Wert gezählt oder geschätzt ist."
            refuse("source", said, field="source")
        if jumped(value, earlier, settings.INDICATOR_JUMP) and not comment:
            said = (
                f"Zuletzt waren es {_plain_number(earlier)}. Bitte erläutern Sie kurz, "
                "wie es zu dem großen Unterschied kommt."
            )
            refuse("jump", said, field="comment")
        self.value, self.source, self.comment = value, source if value is not None else "", comment
        self.entered_by = by
        _next_version(self, at, saved_from)


def _plain_number(value: Decimal | None) -> str:
    return german.number(value or 0, 0 if value == (value or 0).to_integral_value() else 2)
