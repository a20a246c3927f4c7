"""What the others did: told by the verb that did it, in its transaction, to each person concerned."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

import pgtrigger
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Now

from partners.duties import ANSWER_READ, ANSWERS, READ_WITHIN
from partners.models.user import User, know_rights
from partners.statuses import NewsStatus
from quartiersarbeit.ground.constraints import CheckConstraint
from quartiersarbeit.ground.duties import Owed, owes
from quartiersarbeit.ground.fields import optional
from quartiersarbeit.ground.guards import differs, refusing
from quartiersarbeit.ground.news import Occasion
from quartiersarbeit.ground.pairs import person
from quartiersarbeit.ground.statuses import first_of

KEPT = "Eine Neuigkeit sagt, was geschehen ist. Sie ändert sich nicht."
LONGEST = 300  # letters of a record's name in a sentence; what is longer is shortened


class NotificationQuerySet(models.QuerySet):
    """Somebody's news."""

    def visible_to(self, user):
        """One's own, of the organisation one acts for: others' are their business, whoever sees everything too."""
        return self.filter(Q(side=None) | Q(side=user.partner_id), recipient=user.pk)

    def with_status(self):
        """Adds `status`: whether one has opened it."""
        return self.annotate(
            status=first_of(NewsStatus, (Q(read_at=None), NewsStatus.UNREAD), otherwise=NewsStatus.READ)
        )

    def unread(self):
        """Not opened yet."""
        return self.filter(read_at__isnull=True)

    def owed(self, on: date) -> list[Owed]:
        """Answers of another side that lie unread too long: each is a step of the person it was told to."""
        lying = self.filter(kind__in=ANSWERS, on__lte=on - READ_WITHIN)
        unread = lying.filter(Q(read_at__isnull=True) | Q(read_at__date__gt=on))
        whose = {"person": "recipient_id", "partner": "side_id"}
        return [owes(unread, ANSWER_READ, subject="text", since=F("on") + READ_WITHIN, **whose)]

    def tell(
        self,
        occasion: Occasion,
        record: models.Model,
        *,
        to: Iterable[User | None],
        by: User,
        on: date,
        called: str = "",
        **words: str,
    ) -> list["Notification"]:
        """Tell these people what `by` did with the record, and whoever stands in for one of them.

        Never oneself, nobody twice, and only who may see it. Who belongs to several organisations is told for the
        present one, where they see it there, else for another in which they do.

        `called` is how the sentence names the record, where its own name says too little alone; `words` fill the
        places that the sentence has besides {who} and {what}; whom nobody knows (None) nobody tells. A verb tells
        last: what the record is by then counts.
        """
        named = [one for one in to if one]
        told = [*named, *User.objects.standing_in_for([one.pk for one in named], on)] if named else []
        people = {one.pk: one for one in told if one.pk != by.pk and one.is_active}
        if not people:
            return []
        said = occasion.says.format(who=_named(by), what=_shortened(called or str(record)), **words)
        address = record.get_absolute_url()  # type: ignore[attr-defined]
        news = [
            Notification(
                recipient_id=person.pk,
                side_id=person.partner_id,
                kind=occasion.code,
                text=said,
                address=address,
                on=on,
                by=by,
            )
            for person in _once(_who_may_see(record, _voices(people, on), occasion.opens))
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
    side = optional("partners.Partner", "Für Organisation", "+")  # for whom the person was told
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
        ordering = ["-on", "-pk"]
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
            ),
            # Whoever opens it is sent there: it must not lead out of the house.
            CheckConstraint(
                name="notification_leads_inside",
                field="address",
                condition=Q(address__regex=r"^/([^/\\]|$)"),
                violation_error_message="Eine Neuigkeit führt zu einer Seite dieser Anwendung.",
            ),
        ]
        triggers = [
            refusing(
                "notification_kept",
                differs("recipient_id", "side_id", "kind", "text", "address", "on", "by_id", "told_at")
                + " OR OLD.read_at IS NOT NULL AND "
                + differs("read_at"),
                KEPT,
                operation=pgtrigger.Update,
            )
        ]

    def __str__(self) -> str:
        return self.text


def _voices(people: dict[int, User], on: date) -> list[User]:
    """These people as they act now, and after them, for each other organisation of theirs, as they would there."""
    rows = User.memberships.rel.related_model.objects.open_on(on)  # type: ignore[attr-defined]
    others = rows.filter(person__in=people).exclude(partner=F("person__partner")).select_related("partner")
    return [*people.values(), *(people[one.person_id].voice_for(one.partner) for one in others)]


def _once(seeing: Iterable[User]) -> list[User]:
    """Each person once: as they act now, where they see it so."""
    found: dict[int, User] = {}
    for one in seeing:
        found.setdefault(one.pk, one)
    return list(found.values())


def _who_may_see(record: models.Model, people: Collection[User], permission: str) -> list[User]:
    """Those of them who may open the record's page and see it there, in a few statements however many they are.

    Asked once for all who speak for the same side with the same rights: nothing else decides what somebody sees.
    """
    know_rights(people)
    alike: dict[tuple, list[User]] = defaultdict(list)
    for one in people:
        if not permission or one.has_perm(permission):
            rights = frozenset(one.get_all_permissions())
            alike[one.sees_for, one.is_superuser, rights].append(one)
    kinds = list(alike.values())
    seeing: set[int] = set()
    if kinds:
        rows = type(record)._default_manager.filter(pk=record.pk).order_by()
        first, *others = [
            rows.visible_to(kind[0]).annotate(reader=Value(number)).values_list("reader", flat=True)
            for number, kind in enumerate(kinds)
        ]
        seeing = set(first.union(*others, all=True))
    voices = {id(one) for number in seeing for one in kinds[number]}
    return [one for one in people if id(one) in voices]


def _named(user: User) -> str:
    """Who it was, with the organisation they speak for."""
    return f"{user} ({user.partner.short_name})" if user.partner else f"{user} (Stadt)"


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
