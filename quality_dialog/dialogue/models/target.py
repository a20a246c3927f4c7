"""What a year's dialogue agrees that an indicator shall reach at a site."""

from datetime import date
from decimal import Decimal

import pgtrigger
from django.db import models, transaction
from django.db.models import F, OuterRef, Q, Subquery

from quality_dialog.dialogue.models.cycle import Dialogue, OfDialogueQuerySet
from quality_dialog.dialogue.models.framework import Indicator
from quartiersarbeit.ground.constraints import CheckConstraint
from quartiersarbeit.ground.guards import Guard, raising, written_once
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import person
from quartiersarbeit.ground.refusals import refuse

LATE = "eingetragen, als der Wert schon bekannt war"
_FOREIGN = "Diese Kennzahl steht nicht im Rahmenkonzept dieses Jahres."
_STANDS = "Ein vereinbartes Ziel bleibt stehen; vereinbaren Sie ein neues."

# Whether the value was known is no one's to say: the database looks.
_STAMPED = f"""
IF NOT EXISTS (
  SELECT 1 FROM quality_dialog_indicator i JOIN quality_dialog_fieldofaction f ON f.id = i.field_id
  JOIN quality_dialog_cycle c ON c.framework_id = f.framework_id JOIN quality_dialog_dialogue d ON d.cycle_id = c.id
  WHERE i.id = NEW.indicator_id AND d.id = NEW.dialogue_id)
THEN {raising("target_of_its_framework", _FOREIGN, "indicator")} END IF;
NEW.value_known := EXISTS (
  SELECT 1 FROM quality_dialog_indicatorvalue v
  WHERE v.dialogue_id = NEW.dialogue_id AND v.indicator_id = NEW.indicator_id AND v.value IS NOT NULL);
RETURN NEW;
"""


class IndicatorTargetQuerySet(OfDialogueQuerySet):
    """Targets of indicators."""

    def counting(self, on: date):
        """The last one agreed and entered by that day, of each indicator in each dialogue."""
        later = IndicatorTarget.objects.filter(
            dialogue=OuterRef("dialogue"),
            indicator=OuterRef("indicator"),
            agreed_on__lte=on,
            entered_on__lte=on,
        )
        last = later.order_by("-agreed_on", "-pk").values("pk")[:1]
        return self.filter(pk=Subquery(last))

    @transaction.atomic
    def agree(
        self, *, dialogue: Dialogue, indicator: Indicator, value: Decimal, agreed_on: date, by, on: date
    ) -> "IndicatorTarget":
        """Note what the dialogue agreed; again, where it agrees anew: the last one counts.

        Codes: `future`, `target_before_cycle`; from the database `target_of_its_framework`, `target_plausible`.
        """
        if agreed_on > on:
            refuse("future", "Dieser Tag liegt in der Zukunft.", field="agreed_on")
        if agreed_on < dialogue.cycle.opened_on:
            refuse(
                "target_before_cycle", "An diesem Tag war das Jahr noch nicht eröffnet.", field="agreed_on"
            )
        told = {"dialogue": dialogue, "indicator": indicator, "value": value, "agreed_on": agreed_on}
        made = self.create(**told, entered_on=on, entered_by=by)
        made.refresh_from_db(fields=["value_known"])
        return made


@tracked()
class IndicatorTarget(models.Model):
    """A target (Ziel) of a year's dialogue for an indicator; a later row takes the place of an earlier one.

    `value_known` marks one that was entered when the year's value was there already: it set no aim.
    """

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="targets", verbose_name="Dialog")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets", verbose_name="Kennzahl")
    value = models.DecimalField("Ziel", max_digits=12, decimal_places=2)
    agreed_on = models.DateField("Vereinbart am")
    value_known = models.BooleanField(
        "Wert war schon bekannt", default=False, db_default=False, editable=False
    )
    entered_on = models.DateField("Erfasst am")
    entered_by = person("Erfasst von", null=False, blank=False)

    objects = IndicatorTargetQuerySet.as_manager()

    class Meta:
        verbose_name = "Ziel einer Kennzahl"
        verbose_name_plural = "Ziele der Kennzahlen"
        ordering = ["dialogue", "indicator", "agreed_on", "pk"]
        constraints = [
            CheckConstraint(
                name="target_plausible",
                field="value",
                condition=Q(value__gte=0, value__lte=1_000_000_000),
                violation_error_message="Ein Ziel ist nicht negativ und höchstens eine Milliarde.",
            ),
            CheckConstraint(
                name="target_agreed_before_entry",
                field="agreed_on",
                condition=Q(agreed_on__lte=F("entered_on")),
                violation_error_message="Ein Ziel wird nicht erfasst, bevor es vereinbart ist.",
            ),
        ]
        triggers = [
            Guard(name="target_stamped", operation=pgtrigger.Insert, func=_STAMPED),
            written_once("target_stands", _STANDS),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: Ziel {self.value}"
