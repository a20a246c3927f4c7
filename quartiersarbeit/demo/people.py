"""The demo's accounts: one per role, all at example.org, all with the same public password."""

from dataclasses import dataclass, fields

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from partners.models import Membership, Partner, User, UserGroup
from quartiersarbeit.demo.loading import Loading

PASSWORD = "quartier-demo"  # noqa: S105 - printed for everybody, only the demo's accounts have it
DOMAIN = "example.org"
ACCOUNTS = {
    "koordination": ("Koordination", "Koordination"),
    "freigabe": ("Freigabe", "Freigabe"),
    "awo": ("AWO", "Partner"),
    "altundjung": ("Alt und Jung", "Partner"),
    "bgw": ("BGW", "Partner"),
    "seniorenrat": ("Seniorenrat", "Gremium"),
    "revision": ("Revision", "Revision"),
    "admin": ("Verwaltung", "Verwaltung"),
}


@dataclass(frozen=True)
class Cast:
    """Who acts in the demo."""

    koordination: User
    freigabe: User
    awo: User
    altundjung: User
    bgw: User
    seniorenrat: User
    revision: User
    admin: User

    def of(self, partner: Partner) -> User | None:
        """The partner's own account; None for an organisation without one."""
        accounts = (getattr(self, field.name) for field in fields(self))
        return next((user for user in accounts if user.partner_id == partner.pk), None)

    def acting_for(self, partner: Partner | None) -> User:
        """Who enters something for the partner: its own account, else the city, which also acts for itself (None)."""
        return (partner and self.of(partner)) or self.koordination


def load(loading: Loading, partners: dict[str, Partner]) -> Cast:
    """The accounts with their roles and verified addresses; `partners` by account name."""
    # One hash for all: it is the same public password, and hashing is slow on purpose.
    password = make_password(PASSWORD)
    users = loading.ensure(
        [_account(name, password) for name in ACCOUNTS],
        "email",
    )
    _members(loading, dict(zip(ACCOUNTS, users, strict=True)), partners)
    groups = {group.name: group for group in Group.objects.all()}
    roles = [groups[role] for _, role in ACCOUNTS.values()]
    loading.ensure(
        [UserGroup(user=user, group=group) for user, group in zip(users, roles, strict=True)],
        *("user", "group"),
    )
    loading.ensure(
        [EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users], "email"
    )
    return Cast(**dict(zip(ACCOUNTS, users, strict=True)))


def _members(loading: Loading, accounts: dict[str, User], partners: dict[str, Partner]) -> None:
    """An account comes to its organisation by a membership, given by Verwaltung; a second run gives none."""
    fresh = {name: partners[name] for name in accounts if name in partners and not accounts[name].partner_id}
    given = {"given_on": loading.today, "given_by": accounts["admin"]}
    loading.ensure(
        [Membership(person=accounts[name], partner=partner, **given) for name, partner in fresh.items()],
        *("person", "partner"),
    )
    for name, partner in fresh.items():
        accounts[name].act_for(partner=partner, on=loading.today)
        accounts[name].partner = partner


def _account(account: str, password: str) -> User:
    name, role = ACCOUNTS[account]
    return User(
        email=f"{account}@{DOMAIN}",
        first_name=name,
        last_name="(Beispiel)",
        password=password,
        is_staff=role == "Verwaltung",
        is_superuser=role == "Verwaltung",
    )
