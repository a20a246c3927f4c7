"""Questions a committee will ask: raised by rules before approval, answered in the text or knowingly left open."""

from datetime import date

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q

from quality_dialog.report.models.report import Report
from quality_dialog.report.models.report_part import (
    InternalToReportQuerySet,
    belongs_to_approved_report,
    belongs_to_discarded_report,
)
from quality_dialog.report.models.section import Section
from quartiersarbeit.ground.constraints import CheckConstraint, filled, once
from quartiersarbeit.ground.guards import differs, never_changed
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.pairs import day_and_person
from quartiersarbeit.ground.refusals import refuse

_ONE_WAY = (
    "Eine Frage ist im Text beantwortet, oder sie bleibt mit einem Grund offen: nennen Sie eines davon."
)
_STANDS = "Wonach gefragt wird, ändert sich nicht; nur wie es beantwortet ist."


class QuestionRule(models.TextChoices):
    """What the facts must look like for a question to come; the label is the rule as people read it."""

    JUMP = (
        "sprung",
        "Eine Zahl ist mindestens doppelt so groß oder höchstens halb so groß wie im letzten Bericht.",
    )
    NO_MEASURE = "ohne-massnahme", "Zu einem Handlungsbedarf ist keine Maßnahme vereinbart."
    OVERDUE_TWICE = (
        "zweimal-ueberfaellig",
        "Eine Maßnahme ist überfällig, nachdem sie schon verschoben oder aus einem früheren Jahr übernommen war.",
    )
    DISSENT = "abweichung", "Auf eine abweichende Auffassung hat niemand geantwortet."
    UNPROVEN = "ohne-nachweis", "Geld eines vergangenen Jahres ist ausgezahlt und noch nicht nachgewiesen."
    WISH = "wunsch", "Ein Wunsch eines Gremiums hat weder eine Antwort noch einen Grund, warum er offen ist."
    NO_DIALOGUE = "ohne-dialog", "An einem Standort unter Vereinbarung gab es im Berichtsjahr keinen Dialog."


class ExpectedQuestionQuerySet(InternalToReportQuerySet):
    """Questions that committees will ask."""

    def unsettled(self):
        """Neither answered in a section that is printed nor knowingly left open."""
        told = Section.objects.filter(
            report=OuterRef("report"), key=OuterRef("answered_in"), included=True
        ).exclude(body="")
        return self.filter(Q(settled_on=None) | ~Q(answered_in="") & ~Exists(told))


@tracked()
class ExpectedQuestion(models.Model):
    """A question the committee will ask of a report (erwartete Frage), with what was decided about it.

    `answered_in` is the key of the section that answers it; `reason`, kept internally, why it stays open.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="questions", verbose_name="Bericht")
    rule = models.CharField("Regel", max_length=30, choices=QuestionRule)
    key = models.SlugField("Schlüssel", max_length=80)
    text = models.TextField("Frage")
    raised_on = models.DateField("Gestellt am")
    answered_in = models.SlugField("Beantwortet im Abschnitt", max_length=40, blank=True)
    reason = models.TextField("Grund, warum sie offen bleibt", blank=True)
    settled_on, settled_by = day_and_person(
        "expected_question_has_person",
        "Entschieden am",
        "Entschieden von",
        "Zur Entscheidung gehören Datum und Person.",
    )

    objects = ExpectedQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "Erwartete Frage"
        verbose_name_plural = "Erwartete Fragen"
        ordering = ["report", "pk"]
        constraints = [
            once("expected_question_once", "report key", "Diese Frage ist an dem Bericht schon gestellt."),
            filled("expected_question_has_words", "text", "Schreiben Sie die Frage."),
            CheckConstraint(
                name="expected_question_one_way",
                field="reason",
                condition=Q(settled_on__isnull=True, answered_in="", reason="")
                | Q(settled_on__isnull=False, answered_in="") & ~Q(reason="")
                | Q(settled_on__isnull=False, reason="") & ~Q(answered_in=""),
                violation_error_message=_ONE_WAY,
            ),
        ]
        triggers = [
            belongs_to_approved_report("expected_question_immutable"),
            belongs_to_discarded_report("expected_question_of_discarded"),
            never_changed(
                "expected_question_stands",
                _STANDS,
                when=pgtrigger.Condition(differs("report_id", "rule", "key", "text", "raised_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def settle(self, *, answered_in: str = "", reason: str = "", by, on: date) -> None:
        """Say where the text answers it, or why it stays open; again, to decide otherwise.

        Codes: `expected_question_one_way`, `question_unanswered` for a section that is not printed.
        """
        if bool(answered_in) == bool(reason.strip()):
            refuse("expected_question_one_way", _ONE_WAY, field="reason")
        printed = self.report.sections.filter(key=answered_in, included=True).exclude(body="")
        if answered_in and not printed.exists():
            refuse(
                "question_unanswered",
                "Dieser Abschnitt wird nicht gedruckt; er beantwortet nichts.",
                field="answered_in",
            )
        self.answered_in, self.reason = answered_in, reason.strip()
        self.settled_on, self.settled_by = on, by
        self.save()
