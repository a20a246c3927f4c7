"""Who gets which right, and who agreed: a change of somebody's rights (Rechteänderung) under four eyes."""

from datetime import date, timedelta

import pgtrigger
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from partners.duties import RIGHTS_CONFIRM
from partners.functions import second_hand
from partners.models.absence import MAINTAINS
from partners.models.notification import Notification
from partners.models.user import User, UserGroup
from partners.models.way_back import Way, WayBack
from partners.news import RIGHTS_ASKED, RIGHTS_DONE, RIGHTS_REFUSED
from partners.statuses import RightsStatus
from quartiersarbeit.ground import pairs, roles
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.constraints import CheckConstraint, text_given
from quartiersarbeit.ground.duties import Owed, owes
from quartiersarbeit.ground.guards import differs, never_deleted, refusing
from quartiersarbeit.ground.hands import four_eyes
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of

CONFIRMS = "partners.confirm_rightschange"
CONFIRMED_AFTER = timedelta(days=7)  # so long somebody may take; then it is late, before it lapses
LAPSES_AFTER = timedelta(days=14)  # so long a change waits for its second person
KEPT = "Eine Rechteänderung ändert sich nicht. Beantragen Sie eine neue."
ONESELF = "Sich selbst gibt niemand Rechte frei, und was man beantragt hat, bestätigt jemand anderes."


class Asked(models.TextChoices):
    """What is asked for somebody."""

    ROLE = "role", "Rolle geben"
    TAKEN = "taken", "Rolle nehmen"
    STAFF = "staff", "Zugang zur technischen Verwaltung geben"
    SUPERUSER = "superuser", "Alle Rechte (Systemverwaltung) geben"
    PASSWORD = "password", "Passwort zurücksetzen"
    FACTOR = "factor", "Zweiten Faktor zurücksetzen"
    ACTIVE = "active", "Gesperrtes Konto öffnen"


OF_ROLE = (Asked.ROLE, Asked.TAKEN)
COLUMNS = {Asked.STAFF: "is_staff", Asked.SUPERUSER: "is_superuser", Asked.ACTIVE: "is_active"}
GIVES = (Asked.ROLE, *COLUMNS)  # a reset gives nothing, and takes two people always


class RightsChangeQuerySet(StatusQuerySet):
    """Changes of rights that were asked for."""

    STATUS = RightsStatus

    def visible_to(self, user):
        """All for those who see everything, else those about oneself."""
        return self if user.sees_everything else self.filter(person=user.pk)

    def status_expression(self, on: date):
        """Whether a change waits, was confirmed or refused by that day, or waited too long."""
        return first_of(
            RightsStatus,
            (Q(confirmed_on__lte=on), RightsStatus.CONFIRMED),
            (Q(confirmed_on=None, applied_at__isnull=False), RightsStatus.ALONE),
            (Q(refused_on__lte=on), RightsStatus.REFUSED),
            (Q(lapses_on__lt=on), RightsStatus.LAPSED),
            otherwise=RightsStatus.ASKED,
        )

    def owed(self, on: date) -> list[Owed]:
        """What waits for its second person."""
        waiting = self.filter(asked_on__lte=on).in_status(on, RightsStatus.ASKED)
        due_on = F("asked_on") + CONFIRMED_AFTER
        return [owes(waiting, RIGHTS_CONFIRM, subject="person__email", since="asked_on", due_on=due_on)]

    @transaction.atomic
    def ask(
        self, *, person: User, kind: str, role: Group | None = None, reason: str = "", by, on: date
    ) -> "RightsChange":
        """Ask for a right; where nobody else has to agree, it comes true at once.

        A role without money, approval or accounts the office gives alone, but nobody to themselves. While fewer than
        two accounts could confirm (first set-up), it gives others all they need. Codes: `rights_by_office`,
        `role_missing`, `role_held`, `rights_not_oneself`, `role_not_held`, `rights_reason_missing`,
        `rights_asked_already`, and the database's: `account_one_side`, `partner_role_has_organisation`,
        `confirmers_stay`.
        """
        person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
        role = role if kind in OF_ROLE else None
        self._refuse(person, kind, role, by, on)
        alone = _alone(person, kind, role, by)
        if not (reason := reason.strip()):
            refuse("rights_reason_missing", "Nennen Sie den Grund: Wer nachsieht, liest ihn.", field="reason")
        asked = self.create(
            person=person,
            kind=kind,
            role=role,
            reason=reason,
            asked_on=on,
            asked_by=by,
            lapses_on=on + LAPSES_AFTER,
        )
        if alone:
            asked.come_true()
        asked.tell(RIGHTS_DONE if alone else RIGHTS_ASKED, by=by, on=on)
        return asked

    @transaction.atomic
    def by_invitation(self, *, person: User, role: Group, invited_by, confirmed_by, on: date) -> None:
        """The role that somebody was invited to; to one of weight the invitation's second person has agreed."""
        given = self.create(
            person=person,
            kind=Asked.ROLE,
            role=role,
            reason="Einladung angenommen.",
            asked_on=on,
            asked_by=invited_by,
            lapses_on=on + LAPSES_AFTER,
            confirmed_on=on if confirmed_by else None,
            confirmed_by=confirmed_by,
        )
        given.come_true()
        given.tell(RIGHTS_DONE, by=invited_by, on=on)

    @transaction.atomic
    def by_service(self, *, person: User, role: Group, service: str, on: date) -> "RightsChange | None":
        """The role that the identity service says a new person has: a light one comes true, a weighty one waits.

        Whoever comes from there asks for it by coming, so it is asked by the person; that is nobody who may confirm it.
        None where it waits already, or was refused: signing in once more does not ask again.
        """
        known = self.filter(person=person, kind=Asked.ROLE, role=role)
        if (
            known.in_status(on, RightsStatus.ASKED).exists()
            or known.filter(refused_on__isnull=False).exists()
        ):
            return None
        asked = self.create(
            person=person,
            kind=Asked.ROLE,
            role=role,
            reason=f"Zum ersten Mal angemeldet mit: {service}. Die Rolle ist dort eingetragen.",
            asked_on=on,
            asked_by=person,
            lapses_on=on + LAPSES_AFTER,
        )
        if not asked.weighty:
            asked.come_true()
        asked.tell(RIGHTS_ASKED if asked.weighty else RIGHTS_DONE, by=person, on=on)
        return asked

    def _refuse(self, person: User, kind: str, role: Group | None, by, on: date) -> None:
        if not by.has_perm(MAINTAINS):
            refuse("rights_by_office", "Rechte vergibt nur die Verwaltung.")
        if kind in OF_ROLE and role is None:
            refuse("role_missing", "Wählen Sie die Rolle.", field="role")
        held = role is not None and person.groups.filter(pk=role.pk).exists()
        if kind == Asked.ROLE and held:
            refuse("role_held", "Diese Rolle hat die Person schon.", field="role")
        if kind == Asked.TAKEN and not held:
            refuse("role_not_held", "Diese Rolle hat die Person nicht.", field="role")
        if kind == Asked.TAKEN and person.pk == by.pk:
            refuse(
                "rights_not_oneself",
                "Die eigenen Rollen nimmt sich niemand selbst. Das tut eine andere Person.",
            )
        if self.in_status(on, RightsStatus.ASKED).filter(person=person, kind=kind, role=role).exists():
            refuse("rights_asked_already", "Das ist schon beantragt und wartet auf die zweite Person.")


def _alone(person: User, kind: str, role: Group | None, by) -> bool:
    """Whether nobody else has to agree."""
    if person.pk == by.pk:
        return False
    light = kind in OF_ROLE and role is not None and not roles.weighty(role.name)
    return light or kind == Asked.TAKEN or (kind in GIVES and in_set_up())


def in_set_up() -> bool:
    """Whether fewer than two accounts could confirm a change: the time before four eyes are possible at all.

    Locked accounts count too: locking the others leads nobody back here. The database asks the same
    (`partners_confirmers`).
    """
    app, codename = CONFIRMS.split(".")
    right = {"groups__permissions__content_type__app_label": app, "groups__permissions__codename": codename}
    return User.objects.filter(**right).distinct().count() < 2


@tracked()
class RightsChange(HasStatus):
    """A right that somebody is to get, or a reset of how they sign in: asked by one person, confirmed by another."""

    person = models.ForeignKey(User, models.PROTECT, related_name="rights_changes", verbose_name="Person")
    kind = models.CharField("Was", max_length=20, choices=Asked)
    role = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Rolle"
    )
    reason = models.TextField("Grund")
    asked_on = models.DateField("Beantragt am")
    asked_by = pairs.person("Beantragt von", null=False, blank=False)
    lapses_on = models.DateField("Zu bestätigen bis", help_text="Danach verfällt der Antrag.")
    confirmed_on, confirmed_by = pairs.day_and_person(
        "rights_confirmation_has_person",
        "Bestätigt am",
        "Bestätigt von",
        "Zur Bestätigung gehören Datum und Person.",
    )
    refused_on, refused_by = pairs.day_and_person(
        "rights_refusal_has_person",
        "Abgelehnt am",
        "Abgelehnt von",
        "Zur Ablehnung gehören Datum und Person.",
    )
    # Written when the right comes into being: a confirmation is good for once.
    applied_at = models.DateTimeField("Ausgeführt", null=True, blank=True, editable=False)

    objects = RightsChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "Rechteänderung"
        verbose_name_plural = "Rechteänderungen"
        ordering = ["-asked_on", "-pk"]
        default_permissions = ()
        permissions = [("confirm_rightschange", "Darf Rechteänderungen bestätigen und ablehnen")]
        constraints = [
            CheckConstraint(
                name="rights_dual_control",
                condition=Q(confirmed_by__isnull=True)
                | ~(Q(confirmed_by=F("asked_by")) | Q(confirmed_by=F("person"))),
                violation_error_message=ONESELF,
            ),
            CheckConstraint(
                name="rights_role_named",
                field="role",
                condition=Q(kind__in=["role", "taken"], role__isnull=False)
                | (~Q(kind__in=["role", "taken"]) & Q(role__isnull=True)),
                violation_error_message="Zu einer Rolle gehört, welche es ist.",
            ),
            CheckConstraint(
                name="rights_answered_in_time",
                condition=(
                    Q(confirmed_on__isnull=True) | Q(confirmed_on__range=(F("asked_on"), F("lapses_on")))
                )
                & (Q(refused_on__isnull=True) | Q(refused_on__gte=F("asked_on"))),
                violation_error_message="Geantwortet wird nach dem Antrag, und bevor er verfällt.",
            ),
            CheckConstraint(
                name="rights_answered_once",
                condition=Q(confirmed_on__isnull=True) | Q(refused_on__isnull=True),
                violation_error_message="Ein Antrag ist bestätigt oder abgelehnt, nicht beides.",
            ),
            text_given("rights_reasoned", "reason", "Nennen Sie den Grund."),
        ]
        triggers = [
            refusing(
                "rights_kept",
                differs("person_id", "kind", "role_id", "reason", "asked_on", "asked_by_id", "lapses_on")
                + " OR OLD.refused_on IS NOT NULL OR OLD.applied_at IS NOT NULL OR OLD.confirmed_on IS NOT NULL AND "
                + differs("confirmed_on", "confirmed_by_id", "refused_on", "refused_by_id"),
                KEPT,
                operation=pgtrigger.Update,
            ),
            never_deleted("rights_kept_delete", KEPT, code="rights_kept"),
            second_hand(
                "rights_second_hand",
                first="SELECT NEW.asked_by_id UNION SELECT NEW.person_id",
                by="confirmed_by_id",
                on="confirmed_on",
                permission=CONFIRMS,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.what}"

    @property
    def what(self) -> str:
        """What is asked, in words: „Rolle Freigabe geben“."""
        label = str(Asked(self.kind).label)
        return label.replace("Rolle", f"Rolle {self.role}") if self.role else label

    def get_absolute_url(self) -> str:
        return address("partners:rights_detail", self.pk)

    @property
    def weighty(self) -> bool:
        """Whether a second person is asked, and all who watch over rights are told."""
        return self.role is None or roles.weighty(self.role.name)

    def tell(self, occasion, *, by, on: date) -> None:
        """Tell the person and whoever asked; of what carries weight all holders of the roles that watch as well."""
        watch = User.objects.filter(groups__name__in=roles.WATCHING).distinct().order_by("pk")
        told = [self.person, self.asked_by, *(watch if self.weighty else [])]
        Notification.objects.tell(occasion, self, to=told, by=by, on=on)

    def come_true(self) -> None:
        """Do what was asked. A guard of the database lets a right come into being, and uses the confirmation up."""
        person, administers = self.person, self.role and MAINTAINS in roles.ROLES.get(self.role.name, ())
        if self.kind == Asked.ROLE:
            UserGroup.objects.create(user=person, group=self.role)
        elif self.kind == Asked.TAKEN:
            UserGroup.objects.filter(user=person, group=self.role).delete()
        elif self.kind == Asked.PASSWORD:
            person.set_unusable_password()
            person.save(update_fields=["password"])
        elif self.kind == Asked.FACTOR:
            Authenticator.objects.filter(user=person).delete()
        else:
            User.objects.filter(pk=person.pk).update(**{COLUMNS[Asked(self.kind)]: True})
        if administers:  # the technical administration goes with the role that keeps it
            User.objects.filter(pk=person.pk, is_superuser=False).update(is_staff=self.kind == Asked.ROLE)
        RightsChange.objects.filter(pk=self.pk, applied_at=None).update(applied_at=Now())

    @transaction.atomic
    def confirm(self, *, by, on: date) -> None:
        """The second person agrees, and it comes true in the same transaction.

        Codes: `rights_confirmed_by_another`, `rights_not_waiting`, `rights_dual_control`, and those of the database
        (`RightsChangeQuerySet.ask`).
        """
        stored = self._waiting(on)
        if not by.has_perm(CONFIRMS):
            refuse("rights_confirmed_by_another", "Bestätigen können nur Freigabe und Verwaltung.")
        first = [stored.asked_by_id, stored.person_id]
        four_eyes(by, CONFIRMS, first, "rights_dual_control", ONESELF)
        stored.confirmed_on, stored.confirmed_by = on, by
        stored.save(update_fields=["confirmed_on", "confirmed_by"])
        stored.come_true()
        stored.tell(RIGHTS_DONE, by=by, on=on)

    @transaction.atomic
    def turn_down(self, *, reason: str, by, on: date) -> None:
        """Say no, with the reason; whoever asked takes it back in the same way.

        Codes: `rights_refused_by_another`, `rights_not_waiting`; from the database `way_back_has_reason`.
        """
        stored = self._waiting(on)
        if not (by.has_perm(CONFIRMS) or stored.asked_by_id == by.pk):
            refuse("rights_refused_by_another", "Ablehnen können nur Freigabe und Verwaltung.")
        way = Way.WITHDRAWN if stored.asked_by_id == by.pk else Way.RETURNED
        WayBack.objects.note(stored, way, before=stored.what, reason=reason, by=by, on=on)
        stored.refused_on, stored.refused_by = on, by
        stored.save(update_fields=["refused_on", "refused_by"])
        stored.tell(RIGHTS_REFUSED, by=by, on=on)

    def _waiting(self, on: date) -> "RightsChange":
        stored = RightsChange.objects.select_for_update(no_key=True).get(pk=self.pk)
        if stored.status_on(on) != RightsStatus.ASKED:
            refuse("rights_not_waiting", "Dieser Antrag wartet nicht mehr.")
        return stored
