"""What partners are shown of a report before its approval, and what they say to it."""

from datetime import date, timedelta

import pgtrigger
from django.db import models, transaction
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact, GreaterThan, GreaterThanOrEqual, IsNull, LessThanOrEqual
from django.urls import reverse

from partners.models import Notification, Partner, User
from partners.models.way_back import Way as WayOfBack
from partners.models.way_back import WayBack, put_right_with_reason, stood, stood_code
from quality_dialog.report.duties import READING_ANSWER, READING_DISPATCH
from quality_dialog.report.models.approving import somebody_signs_in
from quality_dialog.report.models.report import Report
from quality_dialog.report.models.report_part import belongs_to_approved_report, belongs_to_discarded_report
from quality_dialog.report.news import (
    READING_ANSWERED,
    READING_ASKED,
    READING_DISPATCHED,
    READING_TAKEN_DOWN,
)
from quality_dialog.report.statuses import ReadingStatus
from quartiersarbeit.ground import german
from quartiersarbeit.ground.constraints import CheckConstraint, once
from quartiersarbeit.ground.duties import Owed, owes, wording
from quartiersarbeit.ground.guards import Guard, raising
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.news import Occasion
from quartiersarbeit.ground.pairs import day_and_person, person
from quartiersarbeit.ground.refusals import refuse, refuse_no_later
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of

LONGEST_STATEMENT = 4_000  # letters; some two printed pages
LONGEST_REASON = 300  # letters; one sentence
DAY_KEPT = (
    "Wer schon einen Tag für seine Stellungnahme hat, dem wird er nicht genommen. Nennen Sie keinen früheren."
)


_DUE_STANDS = "Eine Frist für die Stellungnahme, die schon steht, ändert sich nur mit Grund."
LETTER_TRAVELS = 4  # days until a letter is there
_NO_ACCOUNT = "Von diesem Partner kann sich niemand anmelden. Legen Sie ihm die Lesefassung per Brief vor."
_TOO_SOON = f"Ein Brief braucht {LETTER_TRAVELS} Tage. Nennen Sie eine spätere Frist."
_NOT_SENT = "Erst nach dem Tag der Absendung kann eine Antwort auf den Brief erfasst werden."


class Way(models.TextChoices):
    """How a partner is asked what it thinks of a report."""

    APP = "app", "in der Anwendung"
    LETTER = "letter", "per Brief"
    NOT_ASKED = "not_asked", "nicht gefragt"


def somebody_of(partner: str = "pk") -> Exists:
    """Whether somebody of a partner can sign in and read a report now; `partner` is the row's column of its key."""
    readers = User.objects.filter(is_active=True, groups__permissions__codename="view_report")
    return Exists(readers.filter(memberships__partner=OuterRef(partner), memberships__ended_on=None))


def _still_written(on: date) -> Q:
    """The report is neither approved nor discarded by that day."""
    approved = Q(report__approved_on__isnull=True) | Q(report__approved_on__gt=on)
    return approved & (Q(report__discarded_on__isnull=True) | Q(report__discarded_on__gt=on))


class PartnerReadingQuerySet(StatusQuerySet):
    """What partners are shown."""

    STATUS = ReadingStatus

    def visible_to(self, user):
        """All for the city and audit; a partner's people see what their organisation is shown."""
        if user.sees_everything:
            return self
        return self.filter(partner=user.sees_for).asked() if user.sees_for else self.none()

    def status_expression(self, on: date):
        """What became of the request by that day; silence begins the day after the one that was given."""
        way = stood_code(self.model, "way", on)
        sent = stood(self.model, "sent_on", on)
        unsent = Q(Exact(way, Way.LETTER.value)) & (Q(IsNull(sent, True)) | Q(GreaterThan(sent, on)))
        return first_of(
            ReadingStatus,
            (Q(given_on__lte=on), ReadingStatus.ANSWERED),
            (Q(Exact(way, Way.NOT_ASKED.value)), ReadingStatus.NOT_ASKED),
            (unsent, ReadingStatus.PREPARED),
            (Q(GreaterThanOrEqual(stood(self.model, "due_on", on), on)), ReadingStatus.AWAITED),
            otherwise=ReadingStatus.SILENT,
        )

    def owed(self, on: date) -> list[Owed]:
        """The letter to send, then the partner's answer; silent or not, until the report is approved or given up."""
        shown, sent = (stood(self.model, fact, on) for fact in ("shown_on", "sent_on"))
        open_ones = self.filter(_still_written(on), LessThanOrEqual(shown, on)).with_status(on)
        due = stood(self.model, "due_on", on)
        travels = ExpressionWrapper(due - timedelta(days=LETTER_TRAVELS), output_field=models.DateField())
        return [
            owes(
                open_ones.filter(status=ReadingStatus.PREPARED),
                READING_DISPATCH,
                subject=wording("partner__short_name", Value(": "), "report__subject"),
                since=shown,
                due_on=travels,
                key=wording("report_id", Value("/"), "partner_id"),
            ),
            owes(
                open_ones.filter(status__in=(ReadingStatus.AWAITED, ReadingStatus.SILENT)),
                READING_ANSWER,
                subject="report__subject",
                since=Coalesce(sent, shown),
                due_on=due,
                partner="partner_id",
                key="report_id",
            ),
        ]

    def asked(self):
        """Those with a request, whichever way it goes."""
        return self.exclude(way=Way.NOT_ASKED)

    def not_asked(self):
        """Those that stand for a reason instead of a request."""
        return self.filter(way=Way.NOT_ASKED)

    def given(self):
        """Those to which the partner has said something."""
        return self.filter(given_on__isnull=False)

    def unsent(self):
        """Letters that have not left the house, to partners that have not answered."""
        return self.filter(way=Way.LETTER, sent_on__isnull=True, given_on__isnull=True).select_related(
            "partner"
        )

    def without_account(self):
        """Requests in the app that nobody can read there any more and nobody has answered."""
        rows = self.filter(~somebody_of("partner"), way=Way.APP, given_on__isnull=True)
        return rows.select_related("partner")

    def may_be_answered(self, on: date):
        """Those a partner may say something to, or something else: in time, and the report still written at."""
        return self.filter(_still_written(on), shown_on__lte=on, due_on__gte=on)

    def awaited(self, on: date):
        """Those that can have reached their partner and to which it may still say something."""
        return self.may_be_answered(on).in_status(on, ReadingStatus.AWAITED)

    def told_awaited(self, on: date) -> str:
        """Which partners may still say something to the report, and until when, in German; empty for none."""
        waiting = [(str(one.partner), one.due_on) for one in self.awaited(on).select_related("partner")]
        if not waiting:
            return ""
        last = german.day(max(due_on for _, due_on in waiting))
        return (
            f"Bis zum {last} können noch Stellung nehmen: {german.listing(name for name, _ in waiting)}. "
            "Freigegeben wird erst, wenn alle sich geäußert haben oder der Tag vorbei ist."
        )

    def told_unreached(self) -> str:
        """Which partners no request could have reached, and what to do, in German; empty for none."""
        told = []
        if letters := self.unsent():
            told.append(
                f"Der Brief ist noch nicht abgesandt an: {german.listing(str(one.partner) for one in letters)}."
            )
        if closed := self.without_account():
            told.append(
                "Angefragt in der Anwendung, aber niemand kann sich dort mehr anmelden: "
                f"{german.listing(str(one.partner) for one in closed)}."
            )
        if told:
            told.append(
                "Senden Sie die Lesefassung per Brief, oder nennen Sie den Grund, warum nicht gefragt wird."
            )
        return " ".join(told)


_REACHES = f"""
IF NEW.way = 'app' AND NEW.given_on IS NULL
   AND (TG_OP = 'INSERT'
        OR (OLD.way, OLD.partner_id, OLD.due_on) IS DISTINCT FROM (NEW.way, NEW.partner_id, NEW.due_on))
   AND NOT {somebody_signs_in("NEW.partner_id")}
THEN {raising("reading_no_account", _NO_ACCOUNT, "partners")} END IF;
IF NEW.way = 'letter' AND NEW.sent_on IS NOT NULL AND NEW.due_on < NEW.sent_on + {LETTER_TRAVELS}
THEN {raising("letter_travels", _TOO_SOON, "due_on")} END IF;
IF TG_OP = 'UPDATE' AND (NEW.due_on < OLD.due_on OR NEW.due_on IS NULL
   AND (OLD.given_on IS NOT NULL OR OLD.sent_on IS NOT NULL
        OR OLD.way = 'app' AND {somebody_signs_in("OLD.partner_id")}))
THEN {raising("reading_day_kept", DAY_KEPT, "due_on")} END IF;
RETURN NEW;
"""


@tracked()
class PartnerReading(HasStatus):
    """A partner's reading of a report before approval (Lesefassung), with its statement, which is printed.

    `way` says how it is asked. In the app somebody of the partner can sign in on the day it is shown; a letter
    counts from the day it was sent; without a request there is the approver's reason (`shown_on`, `shown_by`:
    the day it was given, and by whom). Silence is printed as silence: it is neither consent nor dissent.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="readings", verbose_name="Bericht")
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="report_readings", verbose_name="Kooperationspartner"
    )
    shown_on = models.DateField("Vorgelegt am")
    shown_by = person("Vorgelegt von", null=False, blank=False)
    way = models.CharField("Weg", max_length=10, choices=Way, default=Way.APP)
    reason = models.TextField("Warum nicht gefragt", blank=True, max_length=LONGEST_REASON)
    due_on = models.DateField("Stellungnahme bis", null=True, blank=True)
    sent_on, sent_by = day_and_person(
        "partner_reading_dispatch_has_person",
        "Brief abgesandt am",
        "Brief abgesandt von",
        "Zur Absendung des Briefs gehören Datum und Person.",
    )
    text = models.TextField("Stellungnahme", blank=True, max_length=LONGEST_STATEMENT)
    given_on, given_by = day_and_person(
        "partner_reading_statement_has_person",
        "Abgegeben am",
        "Abgegeben von",
        "Zur Stellungnahme gehören Datum und Person.",
    )

    objects = PartnerReadingQuerySet.as_manager()

    class Meta:
        verbose_name = "Lesefassung"
        verbose_name_plural = "Lesefassungen"
        ordering = ["report", "partner", "pk"]
        constraints = [
            once(
                "partner_reading_once",
                "report partner",
                "Diesem Partner liegt der Bericht schon vor.",
                field="partner",
            ),
            CheckConstraint(
                name="partner_reading_statement_has_text",
                field="text",
                condition=Q(given_on__isnull=True, text="") | Q(given_on__isnull=False) & ~Q(text=""),
                violation_error_message="Eine Stellungnahme braucht einen Text.",
            ),
            CheckConstraint(
                name="partner_reading_days_in_order",
                field="due_on sent_on received_on",
                condition=(Q(due_on__isnull=True) | Q(due_on__gte=F("shown_on")))
                & (Q(sent_on__isnull=True) | Q(sent_on__gte=F("shown_on")))
                & (Q(given_on__isnull=True) | Q(given_on__gte=F("shown_on"))),
                violation_error_message="Erst vorlegen, dann Stellung nehmen: Die Frist liegt vor der Vorlage.",
            ),
            CheckConstraint(
                name="partner_reading_way_complete",
                condition=Q(
                    way=Way.NOT_ASKED, due_on__isnull=True, sent_on__isnull=True, given_on__isnull=True
                )
                & ~Q(reason="")
                | Q(way=Way.APP, due_on__isnull=False, sent_on__isnull=True, reason="")
                | Q(way=Way.LETTER, due_on__isnull=False, reason=""),
                violation_error_message="Wer gefragt ist, hat einen Weg und einen Tag; wer nicht, einen Grund.",
            ),
        ]
        triggers = [
            belongs_to_approved_report("partner_reading_immutable"),
            belongs_to_discarded_report("partner_reading_of_discarded"),
            put_right_with_reason(
                "reading_due_extended", _DUE_STANDS, record="quality_dialog.partnerreading", day="due_on"
            ),
            Guard(
                name="partner_reading_reaches",
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_REACHES,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.report}"

    def get_absolute_url(self) -> str:
        return reverse("quality_dialog:report_reading", args=[self.report_id])

    def has_reached(self) -> bool:
        """Whether the partner has answered, or is asked in a way that can reach it: then it is asked."""
        return bool(self.given_on or self.sent_on) or (
            self.way == Way.APP and Partner.objects.filter(somebody_of(), pk=self.partner_id).exists()
        )

    def may_still_say(self, on: date) -> bool:
        """Whether it is asked and its day has not passed."""
        return self.due_on is not None and on <= self.due_on

    def told(self) -> str:
        """In one German sentence, as the report prints it: how the partner was asked, and what it said."""
        if self.way == Way.NOT_ASKED:
            return f"Nicht gefragt, weil {self.reason.strip().rstrip('.')}."
        if self.way == Way.LETTER and not self.sent_on and not self.given_on:
            return "Der Brief mit der Lesefassung ist noch nicht abgesandt."
        asked = (
            f"Per Brief vom {german.day(self.sent_on)} gefragt"
            if self.sent_on
            else f"In der Anwendung am {german.day(self.shown_on)} gefragt"
        )
        if self.given_on:
            return f"{asked}; die Stellungnahme vom {german.day(self.given_on)} steht in diesem Bericht."
        return f"{asked}, Frist bis {german.day(self.due_on)}; eine Stellungnahme liegt nicht vor."

    def people(self) -> models.QuerySet[User]:
        """Who reads it at the partner's."""
        return User.objects.able_to("quality_dialog.view_report").speaking_for([self.partner_id])

    def tell_asked(self, *, by, on: date) -> None:
        """The partner's people learn that they are asked, and until when."""
        told = {"by": by, "on": on, "called": str(self.report), "day": german.day(self.due_on)}
        Notification.objects.tell(READING_ASKED, self, to=self.people(), **told)

    @transaction.atomic
    def dispatch(self, *, sent_on: date, by, on: date) -> None:
        """Record the day the letter was sent.

        Codes: `no_letter` for another way, `future` for a day to come, the database's `letter_travels` where the
        partner would have no time to answer, and `report_immutable` once the report is approved.
        """
        if self.way != Way.LETTER:
            refuse("no_letter", "Dieser Partner ist nicht per Brief gefragt.")
        if sent_on > on:
            refuse("future", "Der Tag der Absendung liegt in der Zukunft.", field="sent_on")
        self.sent_on, self.sent_by = sent_on, by
        self.save(update_fields=["sent_on", "sent_by"])
        self._tell_city(READING_DISPATCHED, by, on, party=str(self.partner))
        self.tell_asked(by=by, on=on)

    def ask_otherwise(self, *, because: str, by, on: date, **facts) -> None:
        """Ask it in another way or until another day, or not at all; what stood stays as facts of its days."""
        for name in ("way", "due_on", "shown_on", "sent_on"):
            before, after = getattr(self, name), facts.get(name, getattr(self, name))
            if before != after:
                way = WayOfBack.EXTENDED if name == "due_on" and after else WayOfBack.CORRECTED
                given = {"before": before, "after": after, "partner": self.partner, "by": by, "on": on}
                WayBack.objects.note(self, way, fact=name, reason=because, **given)
        for name, value in facts.items():
            setattr(self, name, value)
        self.save()

    @transaction.atomic
    def extend(self, *, due_on: date, reason: str, by, on: date) -> None:
        """Give the partner until a later day, with the reason; its people are told.

        Codes: `not_asked_for` where it is not asked, `not_later`; from the database `report_immutable`.
        """
        stored = PartnerReading.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if stored.due_on is None:
            refuse("not_asked_for", "Dieser Partner ist nicht gefragt; legen Sie ihm den Bericht erst vor.")
        refuse_no_later(due_on, stored.due_on)
        stored.ask_otherwise(due_on=due_on, because=reason, by=by, on=on)
        self.due_on = due_on
        self.tell_asked(by=by, on=on)

    @transaction.atomic
    def take_down(self, *, text: str, received_on: date, by, on: date) -> None:
        """Record what came back by post, word for word; refuses where no letter was sent (`reading_not_sent`)."""
        if self.way != Way.LETTER or not self.sent_on:
            refuse("reading_not_sent", _NOT_SENT)
        if not self.sent_on <= received_on <= on:
            message = "Der Eingang liegt zwischen der Absendung und heute."
            refuse("received_outside", message, field="received_on")
        self.text, self.given_on, self.given_by = text, received_on, by
        self.save(update_fields=["text", "given_on", "given_by"])
        told = {"by": by, "on": on, "party": str(self.partner)}
        Notification.objects.tell(READING_TAKEN_DOWN, self, to=self.people(), called=str(self.report), **told)
        self._tell_city(READING_TAKEN_DOWN, **told)

    @transaction.atomic
    def say(self, *, text: str, by, on: date) -> None:
        """Give the partner's statement, or change it before the day it is due.

        Codes: `reading_foreign` for people of another organisation, `reading_over` after the due day, and
        the database's `report_immutable` once the report is approved.
        """
        if by.partner_id != self.partner_id:
            refuse("reading_foreign", "Für einen Partner sprechen nur seine eigenen Leute.")
        if not self.may_still_say(on):
            refuse(
                "reading_over",
                f"Die Frist für Stellungnahmen ist am {german.day(self.due_on)} abgelaufen. "
                "Bitte wenden Sie sich an die Koordination; sie kann die Frist verlängern.",
            )
        self.text, self.given_on, self.given_by = text, on, by
        self.save(update_fields=["text", "given_on", "given_by"])
        self._tell_city(READING_ANSWERED, by, on)

    def _tell_city(self, occasion: Occasion, by, on: date, **words: str) -> None:
        """Who showed it and who writes at the report learn what came of it, at the report."""
        people = [self.shown_by, *self.report.writers()]
        Notification.objects.tell(occasion, self.report, to=people, by=by, on=on, **words)
