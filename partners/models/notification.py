"""What the others did: told by the verb that did it, in its transaction, to each person concerned."""

from collections.abc import Iterable
from datetime import date

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from partners.models.user import User
from partners.statuses import NewsStatus
from quartiersarbeit.ground.constraints import CheckConstraint
from quartiersarbeit.ground.guards import differs, refusing
from quartiersarbeit.ground.news import Occasion
from quartiersarbeit.ground.pairs import person
from quartiersarbeit.ground.statuses import first_of

KEPT = "Eine Neuigkeit sagt, was geschehen ist. Sie ändert sich nicht."
LONGEST = 300  # letters of a record's name in a sentence; what is longer is shortened


class NotificationQuerySet(models.QuerySet):
    """Somebody's news."""

    def visible_to(self, user):
        """One's own: what was told to others is their business, whoever sees everything too."""
        return self.filter(recipient=user.pk)

    def with_status(self):
        """Adds `status`: whether one has opened it."""
        return self.annotate(
            status=first_of(NewsStatus, (Q(read_at=None), NewsStatus.UNREAD), otherwise=NewsStatus.READ)
        )

    def unread(self):
        """Not opened yet."""
        return self.filter(read_at__isnull=True)

    def tell(
        self,
        occasion: Occasion,
        record: models.Model,
        *,
        to: Iterable[User],
        by: User,
        on: date,
        **words: str,
    ) -> list["Notification"]:
        """Tell these people what `by` did with the record, and whoever stands in for one of them.

        Never oneself, nobody twice, and only who may see it.

        `words` fill the places that the occasion's sentence has besides {who} and {what}.
        """
        named = list(to)
        told = [*named, *User.objects.standing_in_for([person.pk for person in named], on)]
        people = {person.pk: person for person in told if person.pk != by.pk and person.is_active}
        said = occasion.says.format(who=_named(by), what=_shortened(str(record)), **words)
        rows = type(record)._default_manager
        news = [
            Notification(
                recipient=person,
                kind=occasion.code,
                text=said,
                address=record.get_absolute_url(),  # type: ignore[attr-defined]
                on=on,
                by=by,
            )
            for person in people.values()
            if rows.visible_to(person).filter(pk=record.pk).exists()  # type: ignore[attr-defined]
        ]
        return self.bulk_create(news)

    def read(self) -> int:
        """All of these are read now; answers how many were not."""
        return self.unread().update(read_at=Now())


class Notification(models.Model):
    """One sentence to one person about what somebody did (Neuigkeit), leading to its record.

    It stands in no history: what it tells of does.
    """

    recipient = models.ForeignKey(
        User, models.CASCADE, related_name="notifications", verbose_name="Empfängerin oder Empfänger"
    )
    kind = models.CharField("Anlass", max_length=40)
    text = models.TextField("Was geschehen ist")
    address = models.CharField("Adresse", max_length=200)
    on = models.DateField("Geschehen am")
    by = person("Von", null=False, blank=False)
    told_at = models.DateTimeField("Mitgeteilt", db_default=Now())
    read_at = models.DateTimeField("Gelesen", null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = "Neuigkeit"
        verbose_name_plural = "Neuigkeiten"
        ordering = ["-told_at", "-pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["recipient"], condition=Q(read_at__isnull=True), name="notification_unread")
        ]
        constraints = [
            CheckConstraint(
                name="notification_to_another",
                field="recipient",
                condition=~Q(recipient=models.F("by")),
                violation_error_message="Niemandem wird mitgeteilt, was er oder sie selbst getan hat.",
            )
        ]
        triggers = [
            refusing(
                "notification_kept",
                differs("recipient_id", "kind", "text", "address", "on", "by_id", "told_at"),
                KEPT,
                operation=pgtrigger.Update,
            )
        ]

    def __str__(self) -> str:
        return self.text


def _named(user: User) -> str:
    """Who it was, with the organisation they speak for."""
    return f"{user} ({user.partner.short_name})" if user.partner else f"{user} (Stadt)"


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
