"""What everybody reads without signing in (Datenschutz, Impressum, Barrierefreiheit), and who met a barrier."""

from datetime import date, datetime, timedelta

import pgtrigger
from django.db import models
from django.db.models import DateField, ExpressionWrapper, F, Q
from django.db.models.functions import Now, TruncDate

from partners.duties import ANSWERED_WITHIN, BARRIER_ANSWER
from quartiersarbeit.ground import german, pairs
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.constraints import CheckConstraint, text_given
from quartiersarbeit.ground.duties import Owed, owes
from quartiersarbeit.ground.guards import differs, refusing, written_once
from quartiersarbeit.ground.refusals import refuse

KEEPS_PRIVACY = "partners.keep_privacy"  # Verwaltung: public texts, Auskunft, retention
LONGEST = 4_000  # of what somebody without an account may send us
MOST_A_DAY = 200
TOO_MANY = (
    "Heute sind schon sehr viele Meldungen eingegangen. Bitte versuchen Sie es morgen wieder, schreiben Sie eine "
    "E-Mail oder rufen Sie an."
)


class PublicPage(models.TextChoices):
    """The pages that are open to everybody."""

    PRIVACY = "privacy", "Datenschutz"
    IMPRINT = "imprint", "Impressum"
    ACCESSIBILITY = "accessibility", "Barrierefreiheit"


class PublicTextQuerySet(models.QuerySet):
    """The versions of the public texts."""

    def visible_to(self, user):
        """Everybody reads them."""
        return self

    def current(self, page: str) -> "PublicText | None":
        """The newest version of a page; None where nobody has written one yet."""
        return self.filter(page=page).order_by("-pk").first()

    def write(self, *, page: str, body: str, is_draft: bool, by, on: date) -> "PublicText":
        """A new version; the older ones stay. Codes: `public_text_by_administration`, `public_text_given`."""
        if not by.has_perm(KEEPS_PRIVACY):
            refuse("public_text_by_administration", "Diese Texte schreibt die Verwaltung.")
        return self.create(page=page, body=body, is_draft=is_draft, written_on=on, written_by=by)


class PublicText(models.Model):
    """One version of a public text (öffentlicher Text). It stands in no history: its versions are one."""

    page = models.CharField("Seite", max_length=20, choices=PublicPage)
    body = models.TextField("Text")
    is_draft = models.BooleanField("Als Entwurf kennzeichnen", default=False)
    written_on = models.DateField("Geschrieben am")
    written_by = pairs.person("Geschrieben von", null=False, blank=False)

    objects = PublicTextQuerySet.as_manager()

    class Meta:
        verbose_name = "öffentlicher Text"
        verbose_name_plural = "öffentliche Texte"
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [text_given("public_text_given", "body", "Ein öffentlicher Text ist nie leer.")]
        triggers = [
            written_once(
                "public_text_kept", "Eine Fassung eines öffentlichen Textes bleibt. Schreiben Sie eine neue."
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_page_display()} vom {german.day(self.written_on)}"


class BarrierReportQuerySet(models.QuerySet):
    """What people reported."""

    def visible_to(self, user):
        """Those who answer: whoever keeps the public texts, and whoever sees everything."""
        return self if user.sees_everything or user.has_perm(KEEPS_PRIVACY) else self.none()

    def report(self, *, page: str, text: str, email: str = "", at: datetime) -> "BarrierReport":
        """What somebody met, from outside or inside. Code: `barrier_too_many`, where a machine must be writing."""
        if self.filter(reported_at__gt=at - timedelta(days=1)).count() >= MOST_A_DAY:
            refuse("barrier_too_many", TOO_MANY)
        return self.create(page=page, text=text, email=email)

    def owed(self, on: date) -> list[Owed]:
        """An answer to whoever reported a barrier."""
        made = TruncDate("reported_at")
        open_ones = self.annotate(made=made).filter(made__lte=on)
        waiting = open_ones.filter(Q(answered_on__isnull=True) | Q(answered_on__gt=on))
        due_on = ExpressionWrapper(F("made") + ANSWERED_WITHIN, output_field=DateField())
        return [owes(waiting, BARRIER_ANSWER, subject="page", since="made", due_on=due_on)]


class BarrierReport(models.Model):
    """That somebody met a barrier (Barrieremeldung), from outside or inside, and what was answered.

    It stands in no history, so that its address can be forgotten: it changes once, from open to answered.
    """

    reported_at = models.DateTimeField("Gemeldet", db_default=Now())
    page = models.CharField(
        "Wo ist die Barriere?",
        max_length=200,
        help_text="Die Seite oder das Dokument, so gut Sie es sagen können.",
    )
    text = models.TextField("Was ist die Barriere?", max_length=LONGEST)
    email = models.EmailField(
        "E-Mail-Adresse für die Antwort",
        blank=True,
        help_text="Ohne sie können wir nicht antworten. Sie wird nur dafür verwendet.",
    )
    answered_on, answered_by = pairs.day_and_person(
        "barrier_answer_has_person",
        "Beantwortet am",
        "Beantwortet von",
        "Zur Antwort gehören Datum und Person.",
    )
    answer = models.TextField("Antwort oder was geschehen ist", blank=True)

    objects = BarrierReportQuerySet.as_manager()

    class Meta:
        verbose_name = "Barrieremeldung"
        verbose_name_plural = "Barrieremeldungen"
        ordering = ["-reported_at", "-pk"]
        default_permissions = ()
        constraints = [
            text_given("barrier_text_given", "text", "Bitte schreiben Sie, was die Barriere ist."),
            CheckConstraint(
                name="barrier_answer_said",
                field="answer",
                condition=Q(answered_on__isnull=True, answer="")
                | (Q(answered_on__isnull=False) & ~Q(answer="")),
                violation_error_message="Zur Antwort gehört, was geantwortet wurde oder geschehen ist.",
            ),
        ]
        triggers = [
            refusing(
                "barrier_report_kept",
                "OLD.answered_on IS NOT NULL OR " + differs("reported_at", "page", "text", "email"),
                "Eine Barrieremeldung bleibt, wie sie kam, und wird einmal beantwortet.",
                operation=pgtrigger.Update,
            )
        ]

    def __str__(self) -> str:
        return f"Barriere: {self.page}"

    def get_absolute_url(self) -> str:
        return address("barrier_answer", self.pk)

    def settle(self, *, answer: str, by, on: date) -> None:
        """Note what was answered. Codes: `barrier_by_administration`, `barrier_answered`, `barrier_answer_said`."""
        if not by.has_perm(KEEPS_PRIVACY):
            refuse("barrier_by_administration", "Barrieremeldungen beantwortet die Verwaltung.")
        if self.answered_on:
            refuse("barrier_answered", "Diese Meldung ist schon beantwortet.")
        self.answer, self.answered_on, self.answered_by = answer, on, by
        self.save(update_fields=["answer", "answered_on", "answered_by"])
