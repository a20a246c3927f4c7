"""Somebody leaves for good (Abschied): the account is locked, and what only they could do goes to a successor."""

from datetime import date

from django.contrib.auth.models import Permission
from django.db import models, transaction
from django.db.models import F, Q

from partners.models.absence import MAINTAINS, Absence
from partners.models.api_token import ApiToken
from partners.models.calendar_key import CalendarKey
from partners.models.membership import Membership
from partners.models.notification import Notification
from partners.models.user import User
from partners.news import TASKS_HANDED_OVER
from quartiersarbeit.ground import german, pairs
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.constraints import CheckConstraint
from quartiersarbeit.ground.guards import written_once
from quartiersarbeit.ground.handing_over import bound
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.refusals import refuse

KEPT = "Ein Abschied ist geschehen. Er ändert sich nicht."
LOOKS_ON = Q(codename__startswith="view_") | Q(codename="see_everything")  # rights that do nothing


class DepartureQuerySet(models.QuerySet):
    """Who left."""

    def visible_to(self, user):
        """All for those who see everything, else those after which one was handed something."""
        return self if user.sees_everything else self.filter(successor=user.pk)

    @transaction.atomic
    def leave(self, *, person: User, successor: User | None = None, by, on: date) -> "Departure":
        """Lock the account, end absences and memberships, and hand over for good what waits for this person alone.

        The account stays: what they did, they did. Codes: `leave_by_administration`, `leave_not_oneself`,
        `leave_of_superuser`, `left_already`, `role_left_alone`, `successor_missing`, `successor_unfit`.
        """
        person = User.objects.select_for_update(no_key=True, of=["self"]).get(pk=person.pk)
        self._refuse(person, successor, by)
        rows = bound(person, on)
        if rows and successor is None:
            refuse(
                "successor_missing",
                f"{german.count(len(rows), 'Aufgabe lautet', 'Aufgaben lauten')} nur auf diesen Namen. Wählen Sie, "
                "wer übernimmt.",
                field="successor",
            )
        for row in rows:
            row.hand_over(to=successor, by=by, on=on)  # type: ignore[attr-defined]
        for absence in of_person(person, on):
            absence.end(by=by, on=on)
        Membership.objects.filter(person=person).end_all(by=by, on=on)
        for kind in (CalendarKey, ApiToken):
            kind.objects.filter(user=person).delete()
        person.is_active = False
        person.save(update_fields=["is_active"])
        left = self.create(person=person, successor=successor, left_on=on, left_by=by)
        if rows and successor:
            words = {"person": str(person), "number": str(len(rows))}
            Notification.objects.tell(TASKS_HANDED_OVER, left, to=[successor], by=by, on=on, **words)
        return left

    def _refuse(self, person: User, successor: User | None, by) -> None:
        if not by.has_perm(MAINTAINS):
            refuse("leave_by_administration", "Ein Konto sperrt nur die Verwaltung.")
        if by.pk == person.pk:
            refuse("leave_not_oneself", "Das eigene Konto sperrt niemand selbst. Das tut eine andere Person.")
        if person.is_superuser and not by.is_superuser:
            refuse("leave_of_superuser", "Konten der Systemverwaltung sperrt nur die Systemverwaltung.")
        if not person.is_active:
            refuse("left_already", "Dieses Konto ist schon gesperrt.")
        if alone := roles_left_alone(person):
            refuse(
                "role_left_alone",
                f"Die Rolle {german.listing(alone)} hätte danach niemand mehr. Geben Sie sie zuerst einer anderen "
                "Person.",
            )
        if successor and (successor.pk == person.pk or not _fits(successor, person)):
            refuse(
                "successor_unfit",
                "Übernehmen kann nur eine andere Person derselben Organisation, deren Konto nicht gesperrt ist.",
                field="successor",
            )


def _fits(successor: User, person: User) -> bool:
    """Whether both are of the same side, whichever organisation the successor acts for just now."""
    same_side = User.objects.filter(pk=successor.pk, is_active=True).of_side(person.partner_id)
    return same_side.exists()


def of_person(person: User, on: date):
    """The absences, running or to come, in which this person is away or stands in."""
    return Absence.objects.unfinished(on).of(person).select_related("person", "deputy").order_by("starts_on")


def roles_left_alone(person: User) -> list[str]:
    """The roles, by name, in which nobody of the city could act any more without this person.

    A partner's people are the partner's business: what it owes without an account, Koordination reminds of.
    """
    if person.partner_id:
        return []
    acting = Permission.objects.exclude(LOOKS_ON)
    others = User.objects.of_city().filter(is_active=True).exclude(pk=person.pk)
    held = person.groups.filter(permissions__in=acting).distinct()
    return sorted(held.exclude(user__in=others).values_list("name", flat=True))


@tracked()
class Departure(models.Model):
    """That somebody left (Abschied), and who took over what only they could do."""

    person = models.ForeignKey(User, models.PROTECT, related_name="departures", verbose_name="Person")
    successor = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Nachfolge"
    )
    left_on = models.DateField("Konto gesperrt am")
    left_by = pairs.person("Konto gesperrt von", null=False, blank=False)

    objects = DepartureQuerySet.as_manager()

    class Meta:
        verbose_name = "Abschied"
        verbose_name_plural = "Abschiede"
        ordering = ["-left_on", "-pk"]
        default_permissions = ()
        constraints = [
            CheckConstraint(
                name="departure_to_another",
                field="successor",
                condition=Q(successor__isnull=True) | ~Q(successor=F("person")),
                violation_error_message="Die eigenen Aufgaben übernimmt eine andere Person.",
            )
        ]
        triggers = [written_once("departure_kept", KEPT)]

    def __str__(self) -> str:
        return f"Abschied: {self.person}, {german.day(self.left_on)}"

    def get_absolute_url(self) -> str:
        """Where its successor finds what was handed over: among the duties, which the roof shows."""
        return address("task_list")
