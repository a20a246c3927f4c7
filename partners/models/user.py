"""People who sign in: the city's staff, partner organisations' people, committee members, auditors."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from datetime import date, timedelta
from functools import cached_property

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager, Permission
from django.core import signing
from django.db import connection, models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower, TruncDate
from django.utils import timezone

from partners.duties import ACCOUNT_USE, FIRST_USE_WITHIN
from partners.models.given import KNOWN, VIEWS, Given, Held, lending, memberships, over_on, told
from partners.rules import Fading
from quartiersarbeit.ground.constraints import UniqueConstraint
from quartiersarbeit.ground.duties import Owed, owes
from quartiersarbeit.ground.fields import optional
from quartiersarbeit.ground.guards import Guard, raising, refusing
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.search import found_by
from quartiersarbeit.ground.sorting import german_key

ADDRESS_DAYS = 3  # so long the link to a new address is good
_ADDRESS = "partners.user.address"  # what the signature of such a link is for
LINK_OVER = "Dieser Link gilt nicht mehr. Fordern Sie auf der Seite „Mein Konto“ einen neuen an."
CALLED_BY = ("first_name", "last_name", "email")  # what somebody is called by


class UserQuerySet(models.QuerySet):
    """The people known to the system."""

    def visible_to(self, user):
        """All for those who see everything, else only oneself."""
        return self if user.sees_everything else self.filter(pk=user.pk)

    def able_to(self, permission: str):
        """Who may sign in and do this, by their roles: "app.codename". Superusers do not count: it is no role."""
        app, codename = permission.split(".")
        right = {
            "groups__permissions__content_type__app_label": app,
            "groups__permissions__codename": codename,
        }
        return self.filter(is_active=True, **right).distinct()

    def reachable_by_mail(self, on: date):
        """Who may sign in, has an address and still speaks for somebody, in a fixed order."""
        return self.speaking(on).filter(is_active=True).exclude(email="").order_by("pk")

    def speaking(self, on: date):
        """Who speaks for the city or a committee, or for an organisation on that day, whichever it is just now."""
        rows = User.memberships.rel.related_model.objects.open_on(on)  # type: ignore[attr-defined]
        return self.filter(Q(partner=None) | Exists(rows.filter(person=OuterRef("pk"))))

    def speaking_for(self, partners):
        """Who belongs to one of these organisations, whichever one they act for just now; (keys, or partners)."""
        rows = memberships("pk").filter(partner__in=partners, ended_on=None)
        return self.filter(Exists(rows))

    def with_left_on(self):
        """Each with `left_on`: since when they speak no more for their present organisation, if they do not."""
        return self.annotate(left_on=over_on())

    def of_city(self):
        """Those who speak for no partner organisation."""
        return self.filter(partner=None)

    def of_side(self, partner):
        """Those of this organisation, whichever one they act for just now; without one the city's (key or None)."""
        return self.speaking_for([partner]) if partner else self.of_city()

    def standing_in_for(self, people, on: date):
        """Who stands in for one of these people on that day."""
        return self.filter(deputising__in=lending(on).filter(person__in=people))

    def standing_in(self, on: date):
        """Who stands in for somebody on that day."""
        return self.filter(deputising__in=lending(on))

    def owed(self, on: date) -> list[Owed]:
        """Accounts that nobody has used yet: to ask about, or to lock. When one was first used is kept nowhere."""
        made = TruncDate("date_joined")
        unused = self.filter(is_active=True, last_login__isnull=True).annotate(made=made).filter(made__lte=on)
        due_on = F("made") + FIRST_USE_WITHIN
        return [owes(unused, ACCOUNT_USE, subject="email", since="made", due_on=due_on)]


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Makes accounts; the e-mail address is the login name."""

    use_in_migrations = True

    def get_by_natural_key(self, email: str):
        """The person with this address, however it is capitalised."""
        return self.get(email__iexact=email)

    def signed_in(self, pk: int) -> "User | None":
        """The person with this key, who need not be asked again what they may."""
        for *facts, given, seen in KNOWN.rows(pk, timezone.localdate()):
            fields = User._meta.concrete_fields
            read = [
                field.from_db_value(fact, None, connection) if hasattr(field, "from_db_value") else fact
                for field, fact in zip(fields, facts, strict=True)
            ]
            user = User.from_db(self.db, [field.attname for field in fields], read)
            user._given = told(pk, given)
            user.known, user.seen = (*facts, given), seen
            return user
        return None

    def create_user(self, email: str, password: str | None = None, **facts):
        """A person who may sign in; without a password only after a reset."""
        user = self.model(email=self.normalize_email(email), **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **facts):
        """A person whom the admin refuses nothing (the database still does)."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **facts)


UNCONFIRMED = "Das muss eine zweite Person bestätigen. Beantragen Sie es auf der Seite des Kontos."
ONE_SIDE = "Ein Konto spricht für die Stadt oder für eine Partnerorganisation, nicht für beide."
NO_ORGANISATION = "Zur Rolle Partner gehört die Organisation, für die die Person spricht."
NO_MEMBER = "Handeln kann man nur für eine aktive Organisation, in der man Mitglied ist."

# Of a role by its key: whether it is the city's (it sees everything), or the partners' own.
_OF_CITY = (
    "EXISTS (SELECT 1 FROM auth_group_permissions m JOIN auth_permission p ON p.id = m.permission_id"
    " WHERE m.group_id = {} AND p.codename = 'see_everything')"
)


def belongs_to_city(person: str) -> str:
    """SQL: whether somebody, by their key, has a role of the city's."""
    holds = (
        f"SELECT 1 FROM partners_user_groups g WHERE g.user_id = {person} AND {_OF_CITY.format('g.group_id')}"
    )
    return f"EXISTS ({holds})"


_OF_PARTNER = "EXISTS (SELECT 1 FROM auth_group r WHERE r.id = {} AND r.name = 'Partner')"
_SIDE = "(SELECT u.partner_id FROM partners_user u WHERE u.id = NEW.user_id)"
_BELONGS = (
    f"({_SIDE} IS NOT NULL OR EXISTS (SELECT 1 FROM partners_membership b"
    " WHERE b.person_id = NEW.user_id AND b.ended_on IS NULL))"
)
# An account begins without an organisation, a membership brings it; then only a running one changes it.
_NO_MEMBER = """
NEW.partner_id IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.partner_id IS DISTINCT FROM NEW.partner_id)
AND NOT EXISTS (SELECT 1 FROM partners_membership b JOIN partners_partner o ON o.id = b.partner_id
 WHERE b.person_id = NEW.id AND b.partner_id = NEW.partner_id AND b.ended_on IS NULL AND o.deactivated_on IS NULL)
"""

# The technical administration goes with a role that keeps accounts; a locked account that opens again with weighty
# rights is given them anew.
_HOLDS = "EXISTS (SELECT 1 FROM partners_user_groups g WHERE g.user_id = NEW.id AND {})"
_KEEPS_ACCOUNTS = _HOLDS.format(
    "EXISTS (SELECT 1 FROM auth_group_permissions m JOIN auth_permission p ON p.id = m.permission_id"
    " WHERE m.group_id = g.group_id AND p.codename = 'change_user')"
)
_WEIGHTY_ACCOUNT = f"(OLD.is_staff OR OLD.is_superuser OR {_HOLDS.format('partners_weighty(g.group_id)')})"
# CASE, because AND promises no order, and asking uses a confirmation up; in brackets, because its THEN is not IF's.
_RAISED = f"""
(CASE WHEN NEW.is_superuser AND NOT OLD.is_superuser THEN NOT partners_confirmed(NEW.id, 'superuser', NULL)
  ELSE false END)
OR (CASE WHEN NEW.is_staff AND NOT OLD.is_staff AND NOT {_KEEPS_ACCOUNTS}
  THEN NOT partners_confirmed(NEW.id, 'staff', NULL) ELSE false END)
OR (CASE WHEN NEW.is_active AND NOT OLD.is_active AND {_WEIGHTY_ACCOUNT}
  THEN NOT partners_confirmed(NEW.id, 'active', NULL) ELSE false END)
"""


@tracked(exclude=["password", "last_login", "sheet_columns"])
class User(AbstractUser):
    """A person with an account. `partner` is empty for the city and for committees.

    Who belongs to several organisations (`Membership`) acts for one at a time, and sees that one's records: `partner`
    is the present one.
    """

    username = None
    email = models.EmailField("E-Mail-Adresse")
    partner = optional(
        "partners.Partner",
        "Kooperationspartner",
        "users",
        help_text="Nur für Personen einer Partnerorganisation; für Stadt und Gremien leer.",
    )
    # What this person last said of the columns of their spreadsheets, by the kind of file.
    sheet_columns = models.JSONField("Zugeordnete Spalten", null=True, blank=True, editable=False)

    # Of whoever has signed in: all that was read of them, and the snapshot it was read from (`ground.kept.SEEN`).
    known: tuple | None = None
    seen: str | None = None

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = UserManager()

    class Meta:
        verbose_name = "Person"
        verbose_name_plural = "Personen"
        ordering = [german_key("last_name"), german_key("first_name"), "email"]
        indexes = [found_by("user_found", "first_name", "last_name", "email")]
        permissions = [("see_everything", "Darf alle Vorgänge der Stadt sehen")]
        constraints = [
            UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                field="email",
                violation_error_message="Mit dieser E-Mail-Adresse gibt es schon ein Konto.",
            )
        ]
        triggers = [
            refusing(
                "account_confirmed_new",
                "(NEW.is_staff OR NEW.is_superuser) AND partners_confirmers(0) >= 2",
                UNCONFIRMED,
                rule="account_confirmed",
            ),
            refusing(
                "account_confirmed",
                _RAISED,
                UNCONFIRMED,
                operation=pgtrigger.Update,
            ),
            refusing(
                "account_one_side",
                "NEW.partner_id IS NOT NULL AND OLD.partner_id IS NULL AND EXISTS (SELECT 1 FROM partners_user_groups g"
                f" WHERE g.user_id = NEW.id AND {_OF_CITY.format('g.group_id')})",
                ONE_SIDE,
                column="partner",
                operation=pgtrigger.Update,
            ),
            refusing(
                "partner_role_has_organisation",
                "NEW.partner_id IS NULL AND OLD.partner_id IS NOT NULL AND EXISTS (SELECT 1 FROM partners_user_groups g"
                f" WHERE g.user_id = NEW.id AND {_OF_PARTNER.format('g.group_id')})",
                NO_ORGANISATION,
                column="partner",
                operation=pgtrigger.Update,
            ),
            refusing(
                "acts_as_member",
                _NO_MEMBER,
                NO_MEMBER,
                column="partner",
                operation=pgtrigger.Insert | pgtrigger.Update,
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    @property
    def sees_everything(self) -> bool:
        """Koordination, Freigabe and Revision see every record (experience: roles)."""
        return self.has_perm("partners.see_everything")

    @property
    def sight(self) -> Hashable:
        """All of a person that decides what they see: what is kept for them is kept under this, for nobody else."""
        return self.pk, self.sees_for, frozenset(self.get_all_permissions())

    # --- Name and address, said by oneself --------------------------------------------------------

    def rename(self, *, first_name: str, last_name: str) -> None:
        """Be called otherwise from now on; the history keeps who did what under which name."""
        self.first_name, self.last_name = first_name, last_name
        self.save(update_fields=["first_name", "last_name"])

    def ask_for_address(self, *, email: str) -> str:
        """What proves, sent to the new address, that its mail arrives. Codes: `address_same`, `address_taken`."""
        if email.casefold() == self.email.casefold():
            refuse("address_same", "Das ist schon Ihre Adresse.", field="email")
        if User.objects.filter(email__iexact=email).exists():
            refuse("address_taken", "Mit dieser E-Mail-Adresse gibt es schon ein Konto.", field="email")
        return signing.dumps([self.pk, self.email, email], salt=_ADDRESS)

    def confirm_address(self, *, proof: str) -> None:
        """The new address counts, for whoever was signed in when it was asked for.

        A link works once: it names the address from which it leads away. Codes: `address_link_over`, `address_taken`.
        """
        try:
            person, old, new = signing.loads(proof, salt=_ADDRESS, max_age=ADDRESS_DAYS * 24 * 3600)
        except signing.BadSignature:
            refuse("address_link_over", LINK_OVER)
        if (person, old) != (self.pk, self.email):
            refuse("address_link_over", LINK_OVER)
        if User.objects.filter(email__iexact=new).exclude(pk=self.pk).exists():
            refuse("address_taken", "Mit dieser E-Mail-Adresse gibt es inzwischen ein anderes Konto.")
        self.email = new
        self.save(update_fields=["email"])

    # --- For whom one acts -------------------------------------------------------------------------

    @transaction.atomic
    def act_for(self, *, partner, on: date) -> None:
        """From now on act for this organisation. Code: `acts_as_member`, the database's too."""
        now = User.objects.select_for_update(no_key=True, of=["self"]).get(pk=self.pk)
        if not self.memberships.filter(partner=partner).open_on(on).exists():  # type: ignore[attr-defined]
            refuse("acts_as_member", NO_MEMBER)
        if now.partner_id != partner.pk:
            now.partner = partner
            now.save(update_fields=["partner"])

    def voices(self, on: date) -> list["User"]:
        """This person once for each organisation they may act for, the present one first; the city's once.

        For what reaches somebody outside the pages, where nobody acts for one organisation: mails and the calendar.
        """
        if not self.partner_id:
            return [self]
        others = self.memberships.open_on(on).exclude(partner=self.partner_id).select_related("partner")  # type: ignore[attr-defined]
        return [self, *(self.voice_for(one.partner) for one in others)]

    def voice_for(self, partner) -> "User":
        """The same person as if they acted for this organisation, in which their membership runs; never to be saved."""
        voice = User.objects.get(pk=self.pk)
        voice.partner = partner
        voice.fading = None
        return voice

    # --- Rights of one's own, and those of the people one stands in for ---------------------------

    @cached_property
    def _given(self) -> Given:
        """What roles and others give; one question, kept as long as Django keeps permissions."""
        known = KNOWN.rows(self.pk, timezone.localdate())
        return told(self.pk, known[0][-2] if known else "[]")

    @cached_property
    def _former(self) -> tuple[date | None, Held]:
        """Of somebody without a role: since when they have none, and what those give that they had until lately."""
        day = timezone.localdate() - timedelta(days=settings.SIGHT_DAYS)
        changes = self.rights_changes.filter(kind="taken", applied_at__isnull=False)  # type: ignore[attr-defined]
        given = "role__permissions__content_type__app_label", "role__permissions__codename"
        since, held = None, Held(set(), set())
        for taken_on, role, app, codename in changes.values_list("asked_on", "role__name", *given):
            since = max(since or taken_on, taken_on)
            if taken_on >= day:
                held.roles.add(role)
                held.rights.add(f"{app}.{codename}")
        return since, held

    @cached_property
    def fading(self) -> Fading | None:
        """Since when one may no longer write, and until when still read; None for whoever is here as ever.

        That is so when the present organisation, or one's membership in it, has ended, or the last role was taken.
        """
        if self.is_superuser:
            return None
        held, over = self._given.held, self._given.over
        today = timezone.localdate()
        days = [over.get(self.pk)] if self.pk in held else [over.get(self.pk), self._former[0]]
        if not (known := [day for day in days if day and day <= today]):
            return None
        return Fading(min(known), settings.SIGHT_DAYS, without_role=self.pk not in held)

    @cached_property
    def _held(self) -> dict[int, Held]:
        """What counts today of what roles give. Whose time is over lends nothing and has nothing lent."""
        held, over = self._given.held, self._given.over
        today = timezone.localdate()
        if self.fading is None:
            return {
                person: one
                for person, one in held.items()
                if person == self.pk or not (over[person] and over[person] <= today)  # type: ignore[operator]
            }
        if not self.fading.reads(today):
            return {}
        return {self.pk: held.get(self.pk, self._former[1]).looking_on()}

    @property
    def sees_for(self) -> int | None:
        """The organisation whose records one sees (key): the present one, for as long as one may read there."""
        over = self.fading is not None and not self.fading.reads(timezone.localdate())
        return None if over else self.partner_id

    @property
    def several(self) -> bool:
        """Whether one may act for another organisation than the present one."""
        return bool(self.partner_id) and self._given.elsewhere

    @property
    def rights_of_roles(self) -> set[str]:
        """All that roles give: one's own, and those of the people one stands in for."""
        return {right for held in self._held.values() for right in held.rights}

    @property
    def personal_rights(self) -> set[str]:
        """What was given to this person by itself, beside roles."""
        return self._given.personal

    @property
    def unread_news(self) -> int:
        """How many pieces of news one has not read, as this request found them."""
        return self._given.unread

    def views_of(self, path: str) -> list[models.Model]:
        """The lists at this address as one wants to see them again, by their names."""
        view = apps.get_model("partners", "SavedView")
        facts = (
            dict(zip(("pk", "path", "query", "name"), row, strict=True))
            for row in VIEWS.rows(self.pk, timezone.localdate())
        )
        return [view(user=self, **told) for told in facts if told["path"] == path]

    def own_permissions(self) -> set[str]:
        """What one may do without standing in for anybody."""
        if self.is_superuser:
            return self.get_all_permissions()
        if not self.is_active:
            return set()
        given: set[str] = self.get_user_permissions()
        return given | self._held.get(self.pk, Held(set(), set())).rights

    @property
    def roles_today(self) -> frozenset[str]:
        """The roles one has today by name, those lent to a deputy among them; the admin's door counts as Verwaltung."""
        held = {role for one in self._held.values() for role in one.roles}
        return frozenset(held | {"Verwaltung"} if self.is_staff else held)

    def acts_for(self, permission: str) -> frozenset[int]:
        """Whom one stands in for with this right (keys); nobody where one has it oneself, or not at all."""
        if not self.is_active or permission in self.own_permissions():
            return frozenset()
        return frozenset(person for person, held in self._held.items() if permission in held.rights)

    def hands(self, permission: str) -> frozenset[int]:
        """Whose hands an act with this right is by (keys): one's own, and those of whom one stands in for with it."""
        return frozenset({self.pk}) | self.acts_for(permission)

    @property
    def absent(self) -> frozenset[int]:
        """Whom one stands in for today (keys), as far as they have roles."""
        return frozenset(self._held) - {self.pk} if self.is_active else frozenset()

    @property
    def without_role(self) -> bool:
        """Whether one has no role at all, not even as a deputy: nothing opens but one's own pages."""
        return not self.is_superuser and not any(held.roles for held in self._held.values())

    @property
    def lent_roles(self) -> list[str]:
        """The roles one has only as a deputy today, by name."""
        own = self._held.get(self.pk, Held(set(), set())).roles
        lent = {role for person in self.absent for role in self._held[person].roles}
        return sorted(lent - own)


def know_rights(people: Iterable[User]) -> None:
    """Read what all these may do in five statements: `has_perm` would ask two for each of them.

    Kept where Django's ModelBackend looks first, so that nobody's answer is another one than it would be. Whoever
    stands in for somebody is left out: what a deputy may do, the backend for deputies says (`partners.deputising`).
    """
    asked = [one for one in people if not one.is_superuser and not hasattr(one, "_perm_cache")]
    deputies = set(User.objects.standing_in(timezone.localdate()).filter(pk__in=[one.pk for one in asked]))
    unknown = [one for one in asked if one not in deputies]
    called = ("content_type__app_label", "codename")
    roles = list(User.groups.through.objects.filter(user__in=unknown).values_list("user_id", "group_id"))
    given = Permission.objects.filter(group__in={group for _, group in roles})
    of_role: dict[int, set[str]] = defaultdict(set)
    for group, app, codename in given.values_list("group", *called):
        of_role[group].add(f"{app}.{codename}")
    own: dict[int, set[str]] = defaultdict(set)
    for pk, app, codename in Permission.objects.filter(user__in=unknown).values_list("user", *called):
        own[pk].add(f"{app}.{codename}")
    today = timezone.localdate()
    members = User.objects.filter(pk__in=[one.pk for one in unknown if one.partner_id])
    over = dict(members.values_list("pk", over_on()))
    for one in unknown:
        groups = [group for pk, group in roles if pk == one.pk]
        left = over.get(one.pk)
        if not groups or (left and left <= today and "fading" not in vars(one)):
            continue  # rare: they are asked one by one
        one.__dict__.setdefault("fading", None)
        one._user_perm_cache = own[one.pk]  # type: ignore[attr-defined]
        one._group_perm_cache = set().union(*(of_role[group] for group in groups))  # type: ignore[attr-defined]


WRITES = pgtrigger.Insert | pgtrigger.Update
TWO_STAY = "Bestätigen müssen immer zwei können: Geben Sie die Rolle zuerst einer weiteren Person."
_STAY = """
IF partners_confirmers(0) >= 2 AND partners_confirmers(OLD.user_id) < 2 AND EXISTS (
  SELECT 1 FROM auth_group_permissions m JOIN auth_permission p ON p.id = m.permission_id
   WHERE m.group_id = OLD.group_id AND p.codename = 'confirm_rightschange')
THEN {} END IF;
RETURN coalesce(NEW, OLD);
"""


@tracked()
class UserGroup(User.groups.through):
    """Who has which role; a proxy, so that its changes are in the history too."""

    class Meta:
        proxy = True
        verbose_name = "Rolle einer Person"
        verbose_name_plural = "Rollen der Personen"
        default_permissions = ()
        triggers = [
            refusing(
                "role_one_side",
                f"{_OF_CITY.format('NEW.group_id')} AND {_BELONGS}",
                ONE_SIDE,
                column="role",
                rule="account_one_side",
                operation=WRITES,
            ),
            refusing(
                "role_has_organisation",
                f"{_OF_PARTNER.format('NEW.group_id')} AND {_SIDE} IS NULL",
                NO_ORGANISATION,
                column="role",
                rule="partner_role_has_organisation",
                operation=WRITES,
            ),
            refusing(
                "role_weighty_confirmed",
                "(CASE WHEN partners_weighty(NEW.group_id)"
                " THEN NOT partners_confirmed(NEW.user_id, 'role', NEW.group_id) ELSE false END)",
                UNCONFIRMED,
                column="role",
                rule="role_confirmed",
                operation=WRITES,
            ),
            Guard(
                name="confirmers_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_STAY.format(raising("confirmers_stay", TWO_STAY)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.group}"


@tracked()
class UserRight(User.user_permissions.through):
    """A right given to a person and to no role; a proxy, so that the database keeps its rule too."""

    class Meta:
        proxy = True
        verbose_name = "Einzelnes Recht einer Person"
        verbose_name_plural = "Einzelne Rechte der Personen"
        default_permissions = ()
        triggers = [
            refusing(
                "rights_by_roles",
                "partners_weighs(NEW.permission_id) AND partners_confirmers(0) >= 2",
                "Solche Rechte gibt es nur mit einer Rolle.",
                operation=WRITES,
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.permission}"
