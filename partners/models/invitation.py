"""How an account begins: somebody is invited by mail, and sets their own password or passkey (Kontoeinladung)."""

import hashlib
import secrets
from datetime import date, timedelta

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower

from partners.duties import CONFIRMED_WITHIN, INVITATION_CONFIRM
from partners.models.absence import MAINTAINS
from partners.models.membership import Membership
from partners.models.partner import Partner
from partners.models.rights import RightsChange, in_set_up
from partners.models.user import ONE_SIDE, User
from partners.statuses import InvitationStatus
from quartiersarbeit.ground import german, pairs
from quartiersarbeit.ground.addresses import address
from quartiersarbeit.ground.constraints import CheckConstraint, UniqueConstraint
from quartiersarbeit.ground.duties import Owed, owes
from quartiersarbeit.ground.fields import optional
from quartiersarbeit.ground.guards import differs, never_deleted, refusing
from quartiersarbeit.ground.hands import four_eyes
from quartiersarbeit.ground.history import tracked
from quartiersarbeit.ground.periods import both_or_neither
from quartiersarbeit.ground.refusals import refuse
from quartiersarbeit.ground.roles import weighty
from quartiersarbeit.ground.statuses import HasStatus, StatusQuerySet, first_of

INVITES = "partners.add_user"
OF_PARTNERS = "Partner"  # the one role of partner organisations' people
KEPT = "Eine Einladung ändert sich nicht. Ziehen Sie sie zurück, und laden Sie neu ein."
ONE_PERSON = "Vier-Augen-Prinzip: Diese Rolle bestätigt eine andere Person als die, die einlädt."
ALREADY = "Mit dieser E-Mail-Adresse gibt es schon ein Konto."
LOCKED = "Das Konto mit dieser E-Mail-Adresse ist gesperrt. Öffnen Sie es zuerst."
ASK_AGAIN = "Bitten Sie die Stadt um eine neue."
OF_ANOTHER = "Diese Einladung gilt einer anderen Adresse. Melden Sie sich mit dem eingeladenen Konto an."
NOT_FIRST = "Es gibt schon jemanden, der Konten führt. Dorthin wenden sich alle Weiteren."
OPERATIONS, OFFICE = (
    "Einrichtung",
    "Verwaltung",
)  # the account that invites the first person, and to which role
UNKNOWN = f"Dieser Link gilt nicht mehr. {ASK_AGAIN}"


class InvitationQuerySet(StatusQuerySet):
    """Invitations to an account."""

    STATUS = InvitationStatus

    def visible_to(self, user):
        """Whoever makes accounts sees all, everybody else none."""
        return self if user.has_perm(INVITES) else self.none()

    def status_expression(self, on: date):
        """Where an invitation stands at the end of that day."""
        unconfirmed = Q(needs_second=True) & (Q(confirmed_on=None) | Q(confirmed_on__gt=on))
        return first_of(
            InvitationStatus,
            (Q(accepted_on__lte=on), InvitationStatus.ACCEPTED),
            (Q(revoked_on__lte=on), InvitationStatus.REVOKED),
            (unconfirmed, InvitationStatus.UNCONFIRMED),
            (Q(expires_on__lt=on), InvitationStatus.EXPIRED),
            otherwise=InvitationStatus.OPEN,
        )

    def owed(self, on: date) -> list[Owed]:
        """What waits for its second person."""
        waiting = self.filter(invited_on__lte=on).in_status(on, InvitationStatus.UNCONFIRMED)
        due_on = F("invited_on") + CONFIRMED_WITHIN
        return [owes(waiting, INVITATION_CONFIRM, subject="email", since="invited_on", due_on=due_on)]

    @transaction.atomic
    def invite(self, *, email: str, role: Group, partner: Partner | None = None, by, on: date):
        """Invite somebody to a role, of a partner organisation where it is theirs; nothing is sent yet.

        Whoever has an account of a partner's is invited to one more organisation; it stays one account. In first
        set-up nobody else is there to confirm a role of weight, so none is asked; one that is accepted after it, is.

        Codes: `invitation_by_administration`, `invitation_account_exists`, `invitation_account_locked`,
        `account_one_side`, `membership_once`, `invitation_partner_missing`, `invitation_partner_unfit`, and the
        database's `invitation_once`.
        """
        if not by.has_perm(INVITES):
            refuse("invitation_by_administration", "Zu einem Konto lädt nur die Verwaltung ein.")
        if account := User.objects.filter(email__iexact=email).first():
            _refuse_second(account, role, partner, on)
        if role.name == OF_PARTNERS and partner is None:
            refuse(
                "invitation_partner_missing", "Diese Rolle hat man für eine Organisation.", field="partner"
            )
        if partner and (role.name != OF_PARTNERS or partner.deactivated_on):
            refuse(
                "invitation_partner_unfit",
                "Eine Organisation hat nur die Rolle Partner, und nur eine, die mitmacht.",
                field="partner",
            )
        return self.create(
            email=email,
            role=role,
            partner=partner,
            needs_second=weighty(role.name) and not in_set_up(),
            expires_on=on + timedelta(days=settings.INVITATION_DAYS),
            invited_on=on,
            invited_by=by,
        )

    @transaction.atomic
    def invite_first(self, *, email: str, on: date) -> "tuple[AccountInvitation, str]":
        """Invite the first person of all, to Verwaltung; the invitation and the secret of its link.

        Whoever runs the machine does it, not a person here: an account that nobody can sign in with stands for them.
        Again for the same address, it is a new link. Code: `invitation_not_first`.
        """
        known = User.objects.exclude(last_name=OPERATIONS, is_active=False)
        if known.exists():
            refuse("invitation_not_first", NOT_FIRST)
        address = f"{OPERATIONS.lower()}@{settings.MAIL_DOMAIN}"
        operations = User.objects.filter(last_name=OPERATIONS).first() or User.objects.create_user(
            address, None, last_name=OPERATIONS, is_active=False
        )
        waiting = self.filter(email__iexact=email, revoked_on=None, accepted_on=None).first()
        row = waiting or self.create(
            email=email,
            role=Group.objects.get(name=OFFICE),
            needs_second=False,
            expires_on=on,
            invited_on=on,
            invited_by=operations,
        )
        return row, row.new_link(on)

    def of(self, token: str) -> "AccountInvitation | None":
        """Whose link this is; None for any other text, and for a link in whose place a newer one was sent."""
        return self.filter(sha256=_digest(token)).select_related("role", "partner").first() if token else None


@tracked(exclude=["sha256"])
class AccountInvitation(HasStatus):
    """That somebody may have an account, with this role; its link is good once, and not for long."""

    email = models.EmailField("E-Mail-Adresse")
    role = models.ForeignKey(Group, models.PROTECT, related_name="+", verbose_name="Rolle")
    partner = optional(Partner, "Kooperationspartner", "invitations_to_accounts")
    needs_second = models.BooleanField("Braucht eine zweite Person")
    expires_on = models.DateField("Gilt bis")
    sha256 = models.CharField("Prüfsumme des Links", max_length=64, blank=True, editable=False)
    invited_on = models.DateField("Eingeladen am")
    invited_by = pairs.person("Eingeladen von", null=False, blank=False)
    sent_on = models.DateField("Zuletzt versandt am", null=True, blank=True)
    confirmed_on, confirmed_by = pairs.day_and_person(
        "invitation_confirmed_by", "Bestätigt am", "Bestätigt von", "Zur Bestätigung gehören Tag und Person."
    )
    revoked_on, revoked_by = pairs.day_and_person(
        "invitation_revoked_by",
        "Zurückgezogen am",
        "Zurückgezogen von",
        "Zum Zurückziehen gehören Tag und Person.",
    )
    accepted_on = models.DateField("Angenommen am", null=True, blank=True)
    account = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="invitations", verbose_name="Konto"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "Kontoeinladung"
        verbose_name_plural = "Kontoeinladungen"
        ordering = ["-invited_on", "-pk"]
        default_permissions = ()
        constraints = [
            UniqueConstraint(
                Lower("email"),
                name="invitation_once",
                field="email",
                condition=Q(revoked_on=None, accepted_on=None),
                violation_error_message="Diese Adresse ist schon eingeladen. Schicken Sie die Einladung noch einmal.",
            ),
            CheckConstraint(
                name="invitation_four_eyes",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("invited_by")),
                violation_error_message=ONE_PERSON,
            ),
            CheckConstraint(
                name="invitation_sent_confirmed",
                field="sent_on",
                condition=Q(sent_on=None) | Q(needs_second=False) | Q(confirmed_on__isnull=False),
                violation_error_message="Diese Einladung muss erst eine zweite Person bestätigen.",
            ),
            CheckConstraint(
                name="invitation_ends_once",
                condition=Q(revoked_on=None) | Q(accepted_on=None),
                violation_error_message="Angenommen oder zurückgezogen: beides geht nicht.",
            ),
            both_or_neither(
                "invitation_accepted_as", "accepted_on", "account", "Zur Annahme gehören Tag und Konto."
            ),
            CheckConstraint(
                name="invitation_lasts",
                field="expires_on",
                condition=Q(expires_on__gte=F("invited_on")),
                violation_error_message="Eine Einladung gilt frühestens bis zu dem Tag, an dem sie ausgesprochen wird.",
            ),
        ]
        triggers = [
            refusing(
                "invitation_kept",
                "OLD.accepted_on IS NOT NULL OR OLD.revoked_on IS NOT NULL OR "
                + differs("email", "role_id", "partner_id", "needs_second", "invited_on", "invited_by_id")
                + " OR (OLD.confirmed_on IS NOT NULL AND "
                + differs("confirmed_on", "confirmed_by_id")
                + ")",
                KEPT,
                operation=pgtrigger.Update,
            ),
            never_deleted("invitation_kept_delete", KEPT, code="invitation_kept"),
        ]

    def __str__(self) -> str:
        return f"Einladung: {self.email}, {self.role}"

    def get_absolute_url(self) -> str:
        """Where it is sent, confirmed and taken back."""
        return address("partners:invitation_detail", self.pk)

    @property
    def sendable(self) -> bool:
        """Whether nobody else has to agree first, or has."""
        return not self.needs_second or self.confirmed_on is not None

    @transaction.atomic
    def confirm(self, *, by, on: date) -> None:
        """The second person agrees.

        Codes: `invitation_by_administration`, `invitation_over`, `invitation_four_eyes`.
        """
        self._still_open(by, on, also=(InvitationStatus.UNCONFIRMED,))
        four_eyes(by, MAINTAINS, [self.invited_by_id], "invitation_four_eyes", ONE_PERSON)
        self.confirmed_on, self.confirmed_by = on, by
        self.save(update_fields=["confirmed_on", "confirmed_by"])

    @transaction.atomic
    def renew(self, *, by, on: date) -> str:
        """A new link in place of the one before, good from today; answers its secret, once: only a check sum is kept.

        Codes: `invitation_by_administration`, `invitation_over`, and the database's `invitation_sent_confirmed`.
        """
        self._still_open(by, on, also=(InvitationStatus.UNCONFIRMED, InvitationStatus.EXPIRED))
        return self.new_link(on)

    def new_link(self, on: date) -> str:
        """The secret of a link in place of the one before; who may ask for one, the verbs decide."""
        token = secrets.token_urlsafe(32)
        self.sha256, self.sent_on = _digest(token), on
        self.expires_on = on + timedelta(days=settings.INVITATION_DAYS)
        self.save(update_fields=["sha256", "sent_on", "expires_on"])
        return token

    @transaction.atomic
    def revoke(self, *, by, on: date) -> None:
        """The link opens nothing any more. Codes: `invitation_by_administration`, `invitation_over`."""
        self._still_open(by, on, also=(InvitationStatus.UNCONFIRMED, InvitationStatus.EXPIRED))
        self.revoked_on, self.revoked_by = on, by
        self.save(update_fields=["revoked_on", "revoked_by"])

    @transaction.atomic
    def accept(self, *, token: str, first_name: str, last_name: str, password: str = "", on: date) -> User:
        """The invited person makes the account; without a password by a passkey, which is set up next.

        Codes: `invitation_unknown` (the link is none of ours, was used, revoked or replaced), `invitation_expired`,
        `invitation_account_exists`.
        """
        now = self._opened(token, on)
        if User.objects.filter(email__iexact=now.email).exists():
            refuse("invitation_account_exists", ALREADY)
        names = {"first_name": first_name, "last_name": last_name}
        account = User.objects.create_user(now.email, password or None, **names)
        now.come_true(account, on)
        account.refresh_from_db(fields=["partner"])
        return account

    @transaction.atomic
    def join(self, *, token: str, by: User, on: date) -> User:
        """Somebody who has an account, and is signed in with it, belongs to one more organisation.

        Codes: `invitation_of_another`, those of `accept`, and those of `Membership.give`.
        """
        now = self._opened(token, on)
        if not now.is_for(by):
            refuse("invitation_of_another", OF_ANOTHER)
        now.come_true(by, on)
        return by

    def _opened(self, token: str, on: date) -> "AccountInvitation":
        """The row, taken, where its link is still good."""
        now = AccountInvitation.objects.select_for_update(of=["self"]).get(pk=self.pk)
        if now.sha256 != _digest(token) or now.revoked_on or now.accepted_on:
            refuse("invitation_unknown", UNKNOWN)
        if now.expires_on < on:
            refuse(
                "invitation_expired", f"Diese Einladung galt bis {german.day(now.expires_on)}. {ASK_AGAIN}"
            )
        return now

    def come_true(self, account: User, on: date) -> None:
        """Membership and role, for the account that accepts."""
        if self.partner:
            Membership.objects.give(person=account, partner=self.partner, by=self.invited_by, on=on)
        if not account.groups.filter(pk=self.role_id).exists():
            RightsChange.objects.by_invitation(
                person=account,
                role=self.role,
                invited_by=self.invited_by,
                confirmed_by=self.confirmed_by,
                on=on,
            )
        self.accepted_on, self.account = on, account
        self.save(update_fields=["accepted_on", "account"])

    def is_for(self, user) -> bool:
        """Whether this is the address of the person's account."""
        return user.email.casefold() == self.email.casefold()

    @property
    def has_account(self) -> bool:
        """Whether the address is one of an account already: then it is about one more organisation."""
        return User.objects.filter(email__iexact=self.email).exists()

    def _still_open(self, by, on: date, also: tuple[InvitationStatus, ...]) -> None:
        """Refuse whoever makes no accounts, and what is over; the row is taken."""
        if not by.has_perm(INVITES):
            refuse("invitation_by_administration", "Zu einem Konto lädt nur die Verwaltung ein.")
        stands = (
            AccountInvitation.objects.select_for_update(of=["self"]).with_status(on).get(pk=self.pk).status
        )
        if stands not in (InvitationStatus.OPEN, *also):
            refuse("invitation_over", f"Das geht nicht mehr: Die Einladung ist {stands}.")


def _refuse_second(account: User, role: Group, partner: Partner | None, on: date) -> None:
    """Refuse an invitation of somebody who has an account, unless it is to one more organisation."""
    if role.name != OF_PARTNERS or partner is None:
        refuse("invitation_account_exists", ALREADY, field="email")
    if not account.is_active:
        refuse("invitation_account_locked", LOCKED, field="email")
    if account.groups.exclude(name=OF_PARTNERS).exists():
        refuse("account_one_side", ONE_SIDE, field="email")
    if Membership.objects.running(on).filter(person=account, partner=partner).exists():
        refuse("membership_once", "Diese Person gehört schon zu dieser Organisation.", field="email")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
