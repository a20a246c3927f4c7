"""Mail: what each person wants of it, and what was sent to whom."""

from collections.abc import Collection
from datetime import date, timedelta

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.db.models.functions import Now

from partners.models.user import User
from partners.statuses import MailStatus
from quartiersarbeit.ground.constraints import UniqueConstraint
from quartiersarbeit.ground.guards import differs, never_deleted, refusing
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.statuses import first_of

DIGEST = "digest"  # the kind of the daily mail; all others are codes of duties and occasions
MOST_ATTEMPTS = 5  # about a working day, by `quartiersarbeit.mail.sending.WAITS`
KEPT = "Das Protokoll der Benachrichtigungen sagt, was versandt wurde. Es ändert sich nicht."


class Frequency(models.TextChoices):
    """When somebody wants to be written to about something."""

    DAILY = "daily", "einmal am Tag, gesammelt"
    AT_ONCE = "at_once", "sofort"
    NEVER = "never", "nie"


class MailWishQuerySet(models.QuerySet):
    """What people want to be told by mail."""

    def visible_to(self, user):
        """One's own."""
        return self.filter(user=user.pk)

    def of(self, user: User) -> dict[str, Frequency]:
        """What this person chose, by kind; what is not in it comes daily."""
        return {
            kind: Frequency(wish) for kind, wish in self.visible_to(user).values_list("kind", "frequency")
        }

    @transaction.atomic
    def choose(self, *, wishes: dict[str, str], binding: Collection[str], by: User) -> None:
        """Keep what this person wants for each kind; daily is what nobody chose, and has no row.

        What law or agreement wants (`binding`, codes of kinds) cannot be switched off: code `mail_binding`.
        """
        if any(wish == Frequency.NEVER and kind in binding for kind, wish in wishes.items()):
            refuse("mail_binding", "Was Recht oder Vereinbarung verlangen, lässt sich nicht abbestellen.")
        self.filter(user=by).exclude(kind__in=[k for k, w in wishes.items() if w != Frequency.DAILY]).delete()
        for kind, wish in wishes.items():
            if wish != Frequency.DAILY:
                self.update_or_create(user=by, kind=kind, defaults={"frequency": wish})


@tracked()
class MailWish(models.Model):
    """That somebody wants something at once, or never (Benachrichtigungswunsch)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="mail_wishes", verbose_name="Person")
    kind = models.CharField("Anlass", max_length=40)
    frequency = models.CharField("Wann", max_length=10, choices=Frequency)

    objects = MailWishQuerySet.as_manager()

    class Meta:
        verbose_name = "Benachrichtigungswunsch"
        verbose_name_plural = "Benachrichtigungswünsche"
        ordering = ["user", "kind"]
        default_permissions = ()
        constraints = [
            UniqueConstraint(
                fields=["user", "kind"],
                name="mail_wish_once",
                field="kind",
                violation_error_message="Dieser Wunsch ist schon erfasst.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.kind}, {self.get_frequency_display()}"


class SentMailQuerySet(models.QuerySet):
    """The log of mail."""

    def visible_to(self, user):
        """All for those who see everything, else what went to oneself."""
        return self if user.sees_everything else self.filter(recipient=user.pk)

    def with_status(self):
        """Adds `status`: sent, waiting, or given up."""
        return self.annotate(
            status=first_of(
                MailStatus,
                (Q(sent_at__isnull=False), MailStatus.SENT),
                (Q(given_up_at__isnull=False), MailStatus.GIVEN_UP),
                otherwise=MailStatus.WAITING,
            )
        )

    def about(self, address: str):
        """What was written about the record with this address."""
        return self.filter(about__contains=[address])

    def waiting(self):
        """Neither sent nor given up."""
        return self.filter(sent_at=None, given_up_at=None)

    def put_down(self, *, recipient: User, kind: str, day: date, **content) -> "SentMail | None":
        """Note a mail that is to go out; None where this person has had one of the kind that day already.

        `content` are subject, text, html and about. The unique constraint decides, so that of many workers one wins.
        """
        try:
            with transaction.atomic():
                return self.create(recipient=recipient, kind=kind, day=day, **content)
        except IntegrityError as trouble:
            if "sent_mail_once" not in str(trouble):
                raise
            return None


class SentMail(models.Model):
    """One mail to one person (Benachrichtigung): noted before it goes out, once per person, kind and day.

    `about` holds the addresses of the records it speaks of, so that each record can say who was reminded of it.
    """

    recipient = models.ForeignKey(
        User, models.PROTECT, related_name="mails", verbose_name="Empfängerin oder Empfänger"
    )
    kind = models.CharField("Anlass", max_length=40)
    day = models.DateField("Tag")
    subject = models.CharField("Betreff", max_length=200)
    text = models.TextField("Text")
    html = models.TextField("Text mit Auszeichnung", blank=True)
    about = ArrayField(models.CharField(max_length=200), verbose_name="Worüber", default=list, blank=True)
    queued_at = models.DateTimeField("Vorgemerkt", db_default=Now())
    attempts = models.PositiveSmallIntegerField("Versuche", default=0)
    sent_at = models.DateTimeField("Versandt", null=True, blank=True)
    given_up_at = models.DateTimeField("Aufgegeben", null=True, blank=True)
    trouble = models.CharField("Grund", max_length=300, blank=True)

    objects = SentMailQuerySet.as_manager()

    class Meta:
        verbose_name = "Benachrichtigung"
        verbose_name_plural = "Benachrichtigungen"
        ordering = ["-queued_at", "-pk"]
        default_permissions = ()
        indexes = [GinIndex(fields=["about"], name="sent_mail_about")]
        constraints = [
            UniqueConstraint(
                fields=["recipient", "kind", "day"],
                name="sent_mail_once",
                field="kind",
                violation_error_message="Diese Benachrichtigung ist für den Tag schon vorgemerkt.",
            )
        ]
        triggers = [
            refusing(
                "sent_mail_kept",
                "OLD.sent_at IS NOT NULL OR OLD.given_up_at IS NOT NULL OR "
                + differs("recipient_id", "kind", "day", "subject", "text", "html", "about", "queued_at"),
                KEPT,
                operation=pgtrigger.Update,
            ),
            never_deleted("sent_mail_kept_delete", KEPT, code="sent_mail_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} an {self.recipient} am {self.day:%d.%m.%Y}"


class MailRunQuerySet(models.QuerySet):
    """The days whose daily mail is written."""

    def begin(self, today: date) -> date | None:
        """Take this day; answers the last one before it, or None where it is done, or a later one is.

        Held until the transaction ends: a second worker waits here, and then finds the day done.
        """
        last = self.order_by("-day").first()
        if last and last.day >= today:
            return None
        try:
            with transaction.atomic():
                self.create(day=today)
        except IntegrityError:
            return None
        return last.day if last else today - timedelta(days=1)


class MailRun(models.Model):
    """That the daily mail of a day is written."""

    day = models.DateField("Tag", unique=True)
    ran_at = models.DateTimeField("Geschrieben", db_default=Now())

    objects = MailRunQuerySet.as_manager()

    class Meta:
        verbose_name = "Tag der Benachrichtigungen"
        verbose_name_plural = "Tage der Benachrichtigungen"
        ordering = ["-day"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}"
