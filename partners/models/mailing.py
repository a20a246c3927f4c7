"""Mail: what each person wants of it, and what was sent to whom."""

from collections.abc import Collection
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Now, TruncDate

from partners.duties import ADDRESS_CHECK, MAIL_CHECK
from partners.models.user import User
from partners.statuses import MailStatus
from quartiersarbeit.ground.constraints import CheckConstraint, UniqueConstraint
from quartiersarbeit.ground.duties import Owed, owes
from quartiersarbeit.ground.guards import differs, never_deleted, refusing
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.statuses import first_of

DIGEST = "digest"  # the kind of the daily mail; all others are codes of duties and occasions
MOST_ATTEMPTS = 5  # about five hours, by `quartiersarbeit.ground.outgoing.WAITS`
LOOKS_BACK = timedelta(
    days=31
)  # so long what was told or missed matters; no clock is set back further unnoticed
NEVER_OTHERWISE = (
    *("recipient_id", "kind", "day", "address", "subject", "text", "html"),
    *("about", "told", "news", "queued_at"),
)
KEPT = "Das Protokoll der Benachrichtigungen sagt, was versandt wurde. Es ändert sich nicht."


class Frequency(models.TextChoices):
    """When somebody wants to be written to about something."""

    DAILY = "daily", "täglich"
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

        What law or agreement wants (`binding`, codes of kinds) cannot be switched off: code `mail_binding`. A wish
        that is none is the database's to refuse.
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
            ),
            CheckConstraint(
                name="mail_wish_is_one",
                field="frequency",
                condition=Q(frequency__in=[Frequency.AT_ONCE, Frequency.NEVER]),
                violation_error_message="Ein Wunsch lautet „sofort“ oder „nie“.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.kind}, {self.get_frequency_display()}"


class Told(NamedTuple):
    """What a mail tells somebody of, listed in it or only counted: duties and how far they had come, and news."""

    duties: dict[str, int]  # name of the duty with its day → its stage, see `quartiersarbeit.mail.reminding`
    news: Collection[int] = ()  # keys of notifications


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
        """What was written about the record with this address, or about a page of it."""
        return self.filter(about__contains=[address])

    def waiting(self):
        """Neither sent nor given up."""
        return self.filter(sent_at=None, given_up_at=None)

    def told_to(self, user: User, kind: str, today: date) -> dict[str, int]:
        """The duties of which the newest mail of this kind told this person, each with its stage.

        Every mail names all that is open, so an older one need not be asked. What nobody received because the mail
        server did not answer was not told; what lies more than LOOKS_BACK ahead was written by a clock that was wrong.
        """
        own = self.filter(recipient=user, kind=kind, day__lte=today + LOOKS_BACK)
        newest = own.filter(Q(given_up_at=None) | Q(bounced=True)).order_by("-day").first()
        return newest.told if newest else {}

    def news_told_to(self, user: User) -> set[int]:
        """The keys of the news of which any mail told this person."""
        own = self.filter(Q(given_up_at=None) | Q(bounced=True), recipient=user).exclude(news=[])
        return set(chain.from_iterable(own.values_list("news", flat=True)))

    def put_down(self, *, recipient: User, kind: str, day: date, told: Told, **content) -> "SentMail | None":
        """Note a mail that is to go out; None where this person has had one of the kind that day already.

        `content` are subject, text, html and about. The unique constraint decides, so that of many workers one wins.
        """
        facts = {"address": recipient.email, "told": told.duties, "news": sorted(told.news)}
        try:
            with transaction.atomic():
                return self.create(recipient=recipient, kind=kind, day=day, **facts, **content)
        except IntegrityError as trouble:
            if "sent_mail_once" not in str(trouble):
                raise
            return None

    def owed(self, on: date) -> list[Owed]:
        """An address that refused the last mail is to be checked, and so is a mail server that took none."""
        up_to = self.filter(given_up_at__date__lte=on).annotate(since=TruncDate("given_up_at"))
        later = self.model._default_manager.filter(pk__gt=OuterRef("pk"))
        sent, refused = Q(sent_at__date__lte=on), Q(given_up_at__date__lte=on, bounced=True)
        unknown = up_to.filter(
            ~Exists(later.filter(sent | refused, recipient=OuterRef("recipient"))),
            bounced=True,
            recipient__is_active=True,
            recipient__email__iexact=models.F("address"),
        )
        silent = up_to.filter(~Exists(later.filter(sent | Q(given_up_at__date__lte=on))), bounced=False)
        return [
            owes(unknown, ADDRESS_CHECK, subject="address", since="since", key="recipient_id"),
            owes(silent, MAIL_CHECK, subject=Value("Der Mailserver nimmt nichts an"), since="since"),
        ]


class SentMail(models.Model):
    """One mail to one person (Benachrichtigung): noted before it goes out, once per person, kind and day.

    `about` holds the addresses of the pages it names and of those above them, so that each record can say who was
    told of it. It stands in no history: it is one, and changes only from waiting to sent or given up.
    """

    recipient = models.ForeignKey(
        User, models.PROTECT, related_name="mails", verbose_name="Empfängerin oder Empfänger"
    )
    kind = models.CharField("Anlass", max_length=40)
    day = models.DateField("Tag")
    address = models.EmailField("An die Adresse")
    subject = models.CharField("Betreff", max_length=200)
    text = models.TextField("Text")
    html = models.TextField("Text mit Auszeichnung", blank=True)
    about = ArrayField(models.CharField(max_length=200), verbose_name="Worüber", default=list, blank=True)
    told = models.JSONField("Mitgeteilte Aufgaben", default=dict, blank=True)
    news = ArrayField(
        models.BigIntegerField(), verbose_name="Mitgeteilte Neuigkeiten", default=list, blank=True
    )
    queued_at = models.DateTimeField("Vorgemerkt", db_default=Now())
    attempts = models.PositiveSmallIntegerField("Versuche", default=0)
    tried_at = models.DateTimeField("Zuletzt versucht", null=True, blank=True)
    sent_at = models.DateTimeField("Versandt", null=True, blank=True)
    given_up_at = models.DateTimeField("Aufgegeben", null=True, blank=True)
    bounced = models.BooleanField("Adresse abgewiesen", default=False)
    trouble = models.CharField("Grund", max_length=300, blank=True)

    objects = SentMailQuerySet.as_manager()

    class Meta:
        verbose_name = "Benachrichtigung"
        verbose_name_plural = "Benachrichtigungen"
        ordering = ["-queued_at", "-pk"]
        default_permissions = ()
        indexes = [
            GinIndex(fields=["about"], name="sent_mail_about"),
            models.Index(
                fields=["queued_at"],
                condition=Q(sent_at__isnull=True, given_up_at__isnull=True),
                name="sent_mail_waiting",
            ),
        ]
        constraints = [
            UniqueConstraint(
                fields=["recipient", "kind", "day"],
                name="sent_mail_once",
                field="kind",
                violation_error_message="Diese Benachrichtigung ist für den Tag schon vorgemerkt.",
            ),
            CheckConstraint(
                name="sent_mail_ends_once",
                field="given_up_at",
                condition=Q(sent_at__isnull=True) | Q(given_up_at__isnull=True),
                violation_error_message="Eine Benachrichtigung ist entweder versandt oder nicht zustellbar.",
            ),
            CheckConstraint(
                name="sent_mail_bounced_is_given_up",
                field="bounced",
                condition=Q(bounced=False) | Q(given_up_at__isnull=False),
                violation_error_message="Was abgewiesen wurde, ist nicht zustellbar.",
            ),
        ]
        triggers = [
            refusing(
                "sent_mail_kept",
                "OLD.sent_at IS NOT NULL OR OLD.given_up_at IS NOT NULL OR " + differs(*NEVER_OTHERWISE),
                KEPT,
                operation=pgtrigger.Update,
            ),
            never_deleted("sent_mail_kept_delete", KEPT, code="sent_mail_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} an {self.recipient} am {self.day:%d.%m.%Y}"


class MailRunQuerySet(models.QuerySet):
    """The days whose daily mail is written."""

    def visible_to(self, user):
        """They say nothing of anybody; only those who see everything could want to know."""
        return self if user.sees_everything else self.none()

    def begin(self, today: date) -> bool:
        """Take this day; False where it is done, or a later one is: then the clock was set back.

        A day more than LOOKS_BACK ahead is not believed: a clock once far ahead must not silence a year. Held until
        the transaction ends: a second worker waits here, and then finds the day done.
        """
        if self.filter(day__gte=today, day__lte=today + LOOKS_BACK).exists():
            return False
        try:
            with transaction.atomic():
                self.create(day=today)
        except IntegrityError:
            return False
        return True


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
