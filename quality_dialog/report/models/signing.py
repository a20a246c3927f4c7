"""Who had a hand in a report before its approval: co-authors, co-signatures, and returns to the draft."""

from datetime import date

import pghistory
import pgtrigger
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Greatest

from partners.models import Notification
from partners.models.way_back import Way, WayBack
from quality_dialog.report.duties import REPORT_CO_SIGN
from quality_dialog.report.models.report import Report
from quality_dialog.report.models.report_part import InternalToReportQuerySet, belongs_to_approved_report
from quality_dialog.report.news import (
    CO_SIGNATURE_ASKED,
    CO_SIGNATURE_DECLINED,
    CO_SIGNATURE_WITHDRAWN,
    CO_SIGNED,
)
from quality_dialog.report.statuses import CoSignatureStatus, ReportStatus
from quartiersarbeit.ground import german
from quartiersarbeit.ground.constraints import CheckConstraint, filled, once
from quartiersarbeit.ground.duties import Owed, owes
from quartiersarbeit.ground.guards import Guard, differs, raising, refusing, says_what_stands, written_once
from quartiersarbeit.ground.hands import FOR
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.news import Occasion
from quartiersarbeit.ground.pairs import day_and_person, person
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.sight import of_seen
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of


@tracked()
class Contributor(models.Model):
    """Somebody besides the author who wrote at a report's texts; like the author, they do not approve it."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="contributors", verbose_name="Bericht")
    user = person("Mitverfassende Person", null=False, blank=False)
    since = models.DateField("Seit")

    objects = InternalToReportQuerySet.as_manager()

    class Meta:
        verbose_name = "Mitverfassende Person"
        verbose_name_plural = "Mitverfassende Personen"
        ordering = ["report", "since", "pk"]
        constraints = [
            once(
                "contributor_once",
                "report user",
                "Diese Person steht schon unter den Mitverfassenden.",
                field="user",
            )
        ]
        triggers = [belongs_to_approved_report("contributor_immutable")]

    def __str__(self) -> str:
        return f"{self.user}"


_NOT_IN_REVIEW = "Mitgezeichnet wird nur, solange der Bericht in Prüfung ist."

# The guard named before it has locked the report: whoever takes it back at this moment is waited for.
_SIGNED_IN_REVIEW = f"""
IF NEW.signed_on IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.signed_on IS DISTINCT FROM OLD.signed_on)
   AND EXISTS (SELECT 1 FROM quality_dialog_report r WHERE r.id = NEW.report_id AND r.review_on IS NULL)
THEN {raising("co_signature_in_review", _NOT_IN_REVIEW)} END IF;
RETURN NEW;
"""


class CoSignatureQuerySet(InternalToReportQuerySet, StatusQuerySet):
    """Requests to co-sign."""

    STATUS = CoSignatureStatus

    def owed(self, on: date) -> list[Owed]:
        """The answer of whoever is asked, while the report is in review: before, and after it, nobody can give one."""
        known = Q(requested_on__isnull=True) | Q(requested_on__lte=on)
        asked = self.in_status(on, CoSignatureStatus.ASKED).filter(known)
        reviewed = Report.objects.in_status(on, ReportStatus.IN_REVIEW).values("pk")
        return [
            owes(
                asked.filter(report__in=reviewed),
                REPORT_CO_SIGN,
                subject="report__subject",
                since=Greatest("requested_on", "report__review_on"),
                person="user_id",
                key="report_id",
            )
        ]

    def bound_to(self, user, on: date):
        """What this person is asked for and has not answered, while it can be: a successor is asked instead."""
        asked = self.in_status(on, CoSignatureStatus.ASKED).filter(user=user, report__approved_on=None)
        return asked.filter(report__discarded_on=None).select_related("report")

    def status_expression(self, on: date):
        """What the person asked had answered by that day; another answer since, or none, does not change it."""
        earlier = CoSignature.objects.filter(pk=OuterRef("pk"), earlier_answers__on__gt=on)
        return first_of(
            CoSignatureStatus,
            (Q(signed_on__lte=on), CoSignatureStatus.SIGNED),
            (Q(declined_on__lte=on), CoSignatureStatus.DECLINED),
            (Exists(earlier.filter(earlier_answers__signed_on__lte=on)), CoSignatureStatus.SIGNED),
            (Exists(earlier.filter(earlier_answers__declined_on__lte=on)), CoSignatureStatus.DECLINED),
            otherwise=CoSignatureStatus.ASKED,
        )


@tracked()
class CoSignature(HasStatus):
    """An office's co-signature (Mitzeichnung) before approval: asked for, then given or declined."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="co_signatures", verbose_name="Bericht")
    user = person("Mitzeichnende Person", null=False, blank=False)
    office = models.CharField("Amt", max_length=120, blank=True)
    requested_on, requested_by = day_and_person(
        "co_signature_request_has_person",
        "Erbeten am",
        "Erbeten von",
        "Zur Bitte um Mitzeichnung gehören Datum und Person.",
    )
    signed_on = models.DateField("Mitgezeichnet am", null=True, blank=True)
    declined_on = models.DateField("Abgelehnt am", null=True, blank=True)
    answered_by = person("Beantwortet von")  # the person asked, or who stood in for them
    remark = models.TextField("Bemerkung", blank=True)

    objects = CoSignatureQuerySet.as_manager()

    class Meta:
        verbose_name = "Mitzeichnung"
        verbose_name_plural = "Mitzeichnungen"
        ordering = ["report", "pk"]
        constraints = [
            once(
                "co_signature_once",
                "report user",
                "Diese Person ist schon um Mitzeichnung gebeten.",
                field="user",
            ),
            CheckConstraint(
                name="co_signature_given_or_declined",
                condition=Q(signed_on__isnull=True) | Q(declined_on__isnull=True),
                violation_error_message="Eine Mitzeichnung ist gegeben oder abgelehnt, nicht beides.",
            ),
            filled(
                "co_signature_decline_reasoned",
                "remark",
                "Nennen Sie den Grund, warum Sie nicht mitzeichnen.",
                once_on="declined_on",
                field="remark",
            ),
        ]
        triggers = [
            belongs_to_approved_report("co_signature_immutable"),
            Guard(
                name="co_signature_in_review",
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_SIGNED_IN_REVIEW,
            ),
            refusing(
                "co_signature_answer_kept",
                "NOT EXISTS (SELECT FROM quality_dialog_earlieranswer k WHERE k.co_signature_id = OLD.id"
                " AND (k.signed_on, k.declined_on) IS NOT DISTINCT FROM (OLD.signed_on, OLD.declined_on))",
                "Eine gegebene Antwort bleibt an ihrem Tag stehen, auch wenn eine andere folgt.",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "coalesce(OLD.signed_on, OLD.declined_on) IS NOT NULL AND "
                    + differs("signed_on", "declined_on")
                ),
            ),
        ]

    def __str__(self) -> str:
        if self.answered_by_id in (None, self.user_id):
            return f"{self.user}"
        return f"{self.answered_by} i. V. {self.user}"

    @transaction.atomic
    def sign(self, *, remark: str = "", by, on: date) -> None:
        """Give it, with a remark if one likes; only the person asked, only during the review."""
        self._refuse_unless_asked(by)
        self._answer(signed_on=on, remark=remark, by=by, on=on)
        self._tell(CO_SIGNED, by, on)

    @transaction.atomic
    def decline(self, *, remark: str = "", by, on: date) -> None:
        """Decline it for a reason; the report cannot be approved until it is given after all."""
        self._refuse_unless_asked(by)
        if not remark.strip():
            refuse("reason_missing", "Nennen Sie den Grund, warum Sie nicht mitzeichnen.", field="remark")
        self._answer(declined_on=on, remark=remark, by=by, on=on)
        self._tell(CO_SIGNATURE_DECLINED, by, on)

    def _tell(self, occasion: Occasion, by, on: date) -> None:
        people = [self.requested_by, *self.report.writers()]
        Notification.objects.tell(occasion, self.report, to=people, by=by, on=on)

    @transaction.atomic
    def withdraw(self, *, reason: str, by, on: date) -> None:
        """Take a request back that is not answered: the approval does not wait for it any more; who was asked is told.

        Codes: `co_signature_answered`; the database's `co_signature_immutable` once the report is approved.
        """
        stored = CoSignature.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if stored.signed_on or stored.declined_on:
            text = "Diese Bitte ist schon beantwortet; die Antwort bleibt stehen."
            refuse("co_signature_answered", text)
        given = {"before": f"Mitzeichnung erbeten von {self.user}", "reason": reason, "by": by, "on": on}
        WayBack.objects.note(self.report, Way.WITHDRAWN, **given)
        Notification.objects.tell(CO_SIGNATURE_WITHDRAWN, self.report, to=[self.user], by=by, on=on)
        stored.delete()

    def lapse(self, *, by, on: date) -> None:
        """The review it was given in has ended: it is asked for again; until that day it had stood."""
        self._answer(remark=self.remark, by=by, on=on)

    def _answer(
        self, *, signed_on: date | None = None, declined_on: date | None = None, remark: str, by, on: date
    ) -> None:
        """Put an answer, or none, in the place of what stood; that stays as an `EarlierAnswer`."""
        stood = CoSignature.objects.get(pk=self.pk)
        if stood.signed_on or stood.declined_on:
            given = {
                name: getattr(stood, name) for name in ("signed_on", "declined_on", "answered_by", "remark")
            }
            self.earlier_answers.create(**given, on=on, by=by)
        self.signed_on, self.declined_on, self.remark = signed_on, declined_on, remark
        self.answered_by = by if signed_on or declined_on else None
        self.save(update_fields=["signed_on", "declined_on", "answered_by", "remark"])

    @property
    def task(self) -> str:
        """What whoever is asked has to do."""
        return f"Mitzeichnen: {self.report}"

    def hand_over(self, *, to, by, on: date) -> None:
        """Somebody else is asked instead; refuses the author and whoever is asked already (`successor_unfit`)."""
        others = self.report.co_signatures.exclude(pk=self.pk)
        if to.pk == self.report.drafted_by_id or others.filter(user=to).exists():
            refuse(
                "successor_unfit",
                f"{to} kann „{self.report}“ nicht zusätzlich mitzeichnen: entworfen oder selbst schon gebeten. "
                "Wählen Sie eine andere Person.",
                field="successor",
            )
        self.user = to
        self.save(update_fields=["user"])
        Notification.objects.tell(CO_SIGNATURE_ASKED, self.report, to=[to], by=by, on=on)

    def _refuse_unless_asked(self, by) -> None:
        """Only the person asked, or who stands in for them: not who wrote the report, nor who is asked themselves."""
        if by.pk != self.user_id:
            if self.user_id not in by.absent:
                refuse("not_asked", "Mitzeichnen kann nur, wer darum gebeten ist.")
            if by.pk == self.report.drafted_by_id or self.report.co_signatures.filter(user=by).exists():
                refuse("co_signed_twice", "In Vertretung zeichnet nicht mit, wer selbst mitwirkt.")
            pghistory.context(**{FOR: [self.user_id]})
        report = Report.objects.select_for_update(no_key=True).get(pk=self.report_id)  # as it stands now
        if report.approved_on or not report.review_on:
            refuse("not_in_review", _NOT_IN_REVIEW)


class EarlierAnswerQuerySet(models.QuerySet):
    """Earlier answers to requests to co-sign."""

    def visible_to(self, user):
        """Those of the co-signatures one sees."""
        return of_seen(self, "co_signature", CoSignature.objects.visible_to(user))


@tracked()
class EarlierAnswer(models.Model):
    """A co-signature given or declined earlier: until which day it stood, and who gave another or ended the review."""

    co_signature = models.ForeignKey(
        CoSignature, models.PROTECT, related_name="earlier_answers", verbose_name="Mitzeichnung"
    )
    signed_on = models.DateField("War mitgezeichnet am", null=True, blank=True)
    declined_on = models.DateField("War abgelehnt am", null=True, blank=True)
    answered_by = person("War beantwortet von")
    remark = models.TextField("Bemerkung", blank=True)
    on = models.DateField("Galt bis")
    by = person("Beendet von", null=False, blank=False)

    objects = EarlierAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "Frühere Mitzeichnung"
        verbose_name_plural = "Frühere Mitzeichnungen"
        ordering = ["co_signature", "on", "pk"]
        triggers = [
            says_what_stands(
                "earlier_answer_stood",
                "Als frühere Mitzeichnung bleibt, was gegeben oder abgelehnt war, und nichts anderes.",
                parent="quality_dialog_cosignature",
                key="co_signature_id",
                columns=("signed_on", "declined_on", "answered_by_id"),
            ),
            written_once(
                "earlier_answer_immutable",
                "Eine frühere Mitzeichnung ändert sich nicht mehr und wird nicht gelöscht.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.co_signature}: galt bis {german.day(self.on)}"


@transaction.atomic
def ask_co_signature(report: Report, *, user, office: str = "", by, on: date) -> CoSignature:
    """Ask somebody to co-sign; refuses once approved, the author, and a person asked before."""
    report = Report.objects.select_for_update(no_key=True).get(pk=report.pk)
    report.refuse_discarded()
    if report.approved_on:
        refuse("already_approved", "Der Bericht ist schon freigegeben.")
    if user.pk == report.drafted_by_id:
        refuse("author", "Wer den Bericht entworfen hat, zeichnet ihn nicht mit.", field="user")
    if report.co_signatures.filter(user=user).exists():
        refuse("co_signature_once", "Diese Person ist schon um Mitzeichnung gebeten.", field="user")
    asked = report.co_signatures.create(user=user, office=office, requested_on=on, requested_by=by)
    Notification.objects.tell(CO_SIGNATURE_ASKED, report, to=[user], by=by, on=on)
    return asked


@tracked()
class ReportReturn(models.Model):
    """A report given back from review to the draft, with the reason; until that day it had been in review.

    Those of version 1.0.0 do not know since when.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="returns", verbose_name="Bericht")
    review_on, review_by = day_and_person(
        "report_return_review_has_person",
        "War in Prüfung seit",
        "War in Prüfung gegeben von",
        "Zur Prüfung gehören Datum und Person.",
    )
    returned_on = models.DateField("Zurückgegeben am")
    returned_by = person("Zurückgegeben von", null=False, blank=False)
    reason = models.TextField("Grund")

    objects = InternalToReportQuerySet.as_manager()

    class Meta:
        verbose_name = "Rückgabe des Berichts"
        verbose_name_plural = "Rückgaben des Berichts"
        ordering = ["report", "returned_on", "pk"]
        constraints = [
            filled("report_return_has_reason", "reason", "Nennen Sie den Grund der Rückgabe.", field="reason")
        ]
        triggers = [
            belongs_to_approved_report("report_return_immutable"),
            says_what_stands(
                "report_return_stood",
                "Zurückgegeben wird aus der Prüfung, in der der Bericht ist, und aus keiner anderen.",
                parent="quality_dialog_report",
                key="report_id",
                columns=("review_on", "review_by_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"Rückgabe am {self.returned_on:%d.%m.%Y}"
