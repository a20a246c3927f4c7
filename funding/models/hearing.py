"""Hearings: who loses money was asked before, or it stands why not – before the notice binds, and never afterwards."""

from datetime import date
from typing import Any

import pgtrigger
from django.db import models, transaction
from django.db.models import F, Q

from funding.models.allocation import LOWERING
from quartiersarbeit.ground import german
from quartiersarbeit.ground.constraints import CheckConstraint
from quartiersarbeit.ground.guards import Guard, kept_while, queue_up, queued, raising, refusing
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import person
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.transactions import write

_STANDS = "Der Bescheid bindet schon; die Anhörung gehört davor und ändert sich nicht mehr."
_MISSING = "Zu diesem Bescheid fehlt die Anhörung oder der Grund, warum es keine gibt."
_AFTER = "Die Anhörung und die Äußerung darauf liegen nicht nach dem Bescheid."
_RUNNING = "Die Frist zur Äußerung läuft noch, und es liegt keine Äußerung vor."
_BOUND = """EXISTS (SELECT FROM funding_decision d WHERE d.id = {row}.decision_id AND d.approved_on IS NOT NULL)
  OR EXISTS (SELECT FROM funding_repaymentclaim c WHERE c.id = {row}.claim_id AND c.issued_on IS NOT NULL)"""


class HearingWay(models.TextChoices):
    """By which way somebody was asked."""

    LETTER = "letter", "schriftlich"
    MAIL = "mail", "per E-Mail"
    TALK = "talk", "im Gespräch"
    PHONE = "phone", "am Telefon"


class HearingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The city's and audit's; the recipient reads it in its notice."""
        return self if user.sees_everything else self.none()

    @transaction.atomic
    def record(self, about: Any, *, by, on: date, **facts: Any) -> "Hearing":
        """Note that the recipient of a draft was heard, or why not; a second time puts the first right.

        `facts` are held_on, way, answer_due_on, waived_reason.
        Codes: `hearing_of_draft`, `hearing_in_future`; from the database those of the constraints.
        """
        queue_up()
        if (day := facts.get("held_on")) and day > on:
            refuse("hearing_in_future", "Dieser Tag liegt in der Zukunft.", field="held_on")
        stamp = {"recorded_on": on, "recorded_by": by}
        known = self.filter(**{act_of(about): about}).first()
        if known is None:
            return self.create(**{act_of(about): about}, **facts, **stamp)
        write(known, **facts, **stamp)
        return known


def act_of(act: Any) -> str:
    """Which of the two it is: a decision or a claim."""
    return "decision" if act._meta.model_name == "decision" else "claim"


@tracked()
class Hearing(models.Model):
    """Before a reduction, revocation or claim: when and how its recipient was heard, and the answer (Anhörung).

    Or `waived_reason`, why there was none.
    """

    decision = models.OneToOneField(
        "funding.Decision",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="hearing",
        verbose_name="Bescheid",
    )
    claim = models.OneToOneField(
        "funding.RepaymentClaim",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="hearing",
        verbose_name="Rückforderung",
    )
    held_on = models.DateField("Angehört am", null=True, blank=True)
    way = models.CharField("Weg", max_length=10, choices=HearingWay, blank=True)
    answer_due_on = models.DateField("Äußerung erbeten bis", null=True, blank=True)
    answered_on = models.DateField("Äußerung eingegangen am", null=True, blank=True)
    answer = models.TextField("Äußerung", blank=True)
    waived_reason = models.TextField("Grund, warum nicht angehört wird", blank=True)
    recorded_on = models.DateField("Eingetragen am")
    recorded_by = person("Eingetragen von", null=False, blank=False)

    objects = HearingQuerySet.as_manager()

    class Meta:
        verbose_name = "Anhörung"
        verbose_name_plural = "Anhörungen"
        ordering = ["recorded_on", "pk"]
        constraints = [
            CheckConstraint(
                name="hearing_of_one_act",
                field="decision",
                condition=Q(decision__isnull=True, claim__isnull=False)
                | Q(decision__isnull=False, claim__isnull=True),
                violation_error_message="Eine Anhörung gehört zu einem Bescheid oder zu einer Rückforderung.",
            ),
            CheckConstraint(
                name="hearing_held_or_waived",
                field="held_on",
                condition=(Q(held_on__isnull=False, waived_reason="") & ~Q(way=""))
                | Q(held_on__isnull=True, way="", answer_due_on__isnull=True, waived_reason__regex=r"\S"),
                violation_error_message=(
                    "Nennen Sie Tag und Weg der Anhörung oder den Grund, warum es keine gibt, nicht beides."
                ),
            ),
            CheckConstraint(
                name="hearing_recorded_afterwards",
                field="held_on",
                condition=Q(held_on__isnull=True) | Q(recorded_on__gte=F("held_on")),
                violation_error_message="Eingetragen wird eine Anhörung nicht vor ihrem Tag.",
            ),
            CheckConstraint(
                name="hearing_term_afterwards",
                field="answer_due_on",
                condition=Q(answer_due_on__isnull=True)
                | Q(held_on__isnull=False, answer_due_on__gte=F("held_on")),
                violation_error_message="Die Frist zur Äußerung endet nicht vor der Anhörung.",
            ),
            CheckConstraint(
                name="hearing_answer_afterwards",
                field="answered_on",
                condition=Q(answered_on__isnull=True)
                | Q(held_on__isnull=False, answered_on__gte=F("held_on")),
                violation_error_message="Eine Äußerung geht nicht vor der Anhörung ein.",
            ),
            CheckConstraint(
                name="hearing_answer_complete",
                field="answer",
                condition=Q(answered_on__isnull=True, answer="")
                | Q(answered_on__isnull=False, answer__regex=r"\S"),
                violation_error_message="Zur Äußerung gehören ihr Tag und was gesagt ist.",
            ),
        ]
        triggers = [
            queued(),
            refusing(
                "hearing_of_draft",
                _BOUND.format(row="NEW"),
                _STANDS,
                operation=pgtrigger.Insert | pgtrigger.Update,
            ),
            kept_while("hearing_kept", _BOUND.format(row="OLD"), _STANDS),
        ]

    def __str__(self) -> str:
        """How it stands, as pages and notices say it."""
        if self.held_on is None:
            return f"keine: {self.waived_reason}"
        said = f"am {german.day(self.held_on)} {self.get_way_display()}"
        if self.answered_on:
            return f"{said}; Äußerung vom {german.day(self.answered_on)}"
        if self.answer_due_on:
            return f"{said}; bis zum {german.day(self.answer_due_on)} erbetene Äußerung liegt nicht vor"
        return f"{said}; eine Äußerung liegt nicht vor"

    @transaction.atomic
    def note_answer(self, *, answered_on: date, answer: str, by, on: date) -> None:
        """Keep what the recipient said, and when it came in.

        Codes: `hearing_of_draft`, `hearing_waived`, `hearing_in_future`; from the database those of the constraints.
        """
        queue_up()
        self.refresh_from_db()
        if self.held_on is None:
            refuse("hearing_waived", "Es gab keine Anhörung; eine Äußerung gehört zu einer Anhörung.")
        if answered_on > on:
            refuse("hearing_in_future", "Dieser Tag liegt in der Zukunft.", field="answered_on")
        write(self, answered_on=answered_on, answer=answer, recorded_on=on, recorded_by=by)


def of(act: Any) -> Hearing | None:
    """The hearing before this decision or claim, where there is one."""
    return Hearing.objects.filter(**{act_of(act): act}).first()


def needs_hearing(act: Any) -> bool:
    """Whether it takes something from its recipient: each claim, and a decision that lowers."""
    return act_of(act) == "claim" or act.kind in LOWERING


_FIRST = """
IF NEW.{day} IS NULL OR NOT ({kinds}) OR (TG_OP = 'UPDATE' AND OLD.{day} IS NOT NULL) THEN RETURN NULL; END IF;
SELECT * INTO h FROM funding_hearing WHERE {column} = NEW.id;
IF NOT FOUND THEN {missing} END IF;
IF h.held_on > NEW.{day} OR h.answered_on > NEW.{day} THEN {after} END IF;
IF h.answer_due_on >= NEW.{day} AND h.answered_on IS NULL THEN {running} END IF;
RETURN NULL;
"""


def heard_first(column: str, day: str, kinds: str = "true") -> Guard:
    """What takes money back becomes binding on `day` only after its recipient was heard, or it stands why not.

    Asked after all else of the row, and of what becomes binding from now on: earlier notices stay as they are.
    """
    func = _FIRST.format(
        column=column,
        day=day,
        kinds=kinds,
        missing=raising("hearing_missing", _MISSING),
        after=raising("hearing_before_notice", _AFTER),
        running=raising("hearing_term_running", _RUNNING),
    )
    return Guard(
        name="heard_first",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        declare=[("h", "record")],
        func=func,
    )
