"""What is kept for how long, as rows: which are past their day, and how they are forgotten."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import make_password
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from partners.models import (
    ApiToken,
    BarrierReport,
    CalendarKey,
    Contact,
    MailWish,
    Notification,
    SavedView,
    SentMail,
    User,
)
from quartiersarbeit.ground.periods import months_later
from quartiersarbeit.ground.privacy import ACCOUNT, BARRIER, CONTACT, MAIL, NEWS, Keep
from quartiersarbeit.privacy.declared import events

FORGOTTEN = "anonym.invalid"  # no address anywhere ends like this (RFC 2606)
FORMER = "ehemalige Person"

# What stands in the history instead of a forgotten person's values, by model and column.
REPLACED: Mapping[str, Mapping[str, str]] = {
    "partners.Contact": {"name": "anonymisiert", "email": "", "phone": ""},
    "partners.User": {"first_name": "", "last_name": FORMER, "email": FORGOTTEN},
}

Gone = dict[str, list[Any]]  # keys of what was deleted or made nobody's, by model


@dataclass(frozen=True)
class Rule:
    """One way in which something ends. `past(day)` are the rows whose time was over by the end of that day."""

    keep: Keep
    label: str
    past: Callable[[date], QuerySet]
    forget: Callable[[list[Any], date], Gone]
    offered: bool = True  # to the Stadtarchiv, before anything goes
    opened: tuple[type[models.Model], ...] = field(default=())  # whose guards the owner opens for it

    @property
    def code(self) -> str:
        """As offers and proofs name it."""
        return self.keep.code


def _before(day: date, keep: Keep) -> date:
    """What ended before this day is past its time by `day`."""
    return months_later(day, -(keep.months or 0))


def _remembered(model: type[models.Model], forgotten: Q) -> Q:
    """Rows that still say who it is, themselves or in the history."""
    label = model._meta.label
    history = events()[label]._base_manager.filter(pgh_obj_id=OuterRef("pk"))
    said = Q()
    for column, value in REPLACED[label].items():
        said |= ~Q(**{column: value})
    return ~forgotten | Q(Exists(history.filter(said)))


# --- contacts ----------------------------------------------------------------------------------------


def _past_contacts(day: date) -> QuerySet:
    rows = Contact.objects.filter(ends_on__lt=_before(day, CONTACT))
    return rows.filter(_remembered(Contact, Q(anonymised_on__isnull=False)))


def _forget_contacts(rows: list[Contact], on: date) -> Gone:
    for row in rows:
        if row.anonymised_on is None:
            row.anonymise(on=on)
    return {Contact._meta.label: [row.pk for row in rows]}


# --- accounts ----------------------------------------------------------------------------------------


def _past_accounts(day: date) -> QuerySet:
    left = User.objects.filter(is_active=False, departures__left_on__lt=_before(day, ACCOUNT)).distinct()
    return left.filter(_remembered(User, Q(email__endswith=f"@{FORGOTTEN}")))


def _forget_accounts(rows: list[User], on: date) -> Gone:
    """The row stays, without a name: decisions and payments name it. What was the person's alone goes."""
    gone: Gone = {User._meta.label: [row.pk for row in rows]}
    own: dict[str, tuple[type[models.Model], ...]] = {
        "user__in": (EmailAddress, Authenticator, SocialAccount, CalendarKey, ApiToken, MailWish, SavedView),
        "recipient__in": (Notification, SentMail),
    }
    for path, kinds in own.items():
        for model in kinds:
            _delete(gone, model._base_manager.filter(**{path: rows}))
    for row in rows:
        row.first_name, row.last_name = "", FORMER
        row.email = f"{secrets.token_hex(8)}@{FORGOTTEN}"
        row.password, row.last_login = make_password(None), None
        row.save(update_fields=["first_name", "last_name", "email", "password", "last_login"])
        row.groups.clear()
        row.user_permissions.clear()
    return gone


# --- what is deleted ---------------------------------------------------------------------------------


def _delete(gone: Gone, rows: QuerySet) -> None:
    if keys := list(rows.values_list("pk", flat=True)):
        rows.model._base_manager.filter(pk__in=keys).delete()
        gone[rows.model._meta.label] = keys


def _deleted(rows: Iterable[models.Model], on: date) -> Gone:
    gone: Gone = {}
    known = list(rows)
    if known:
        _delete(gone, type(known[0])._base_manager.filter(pk__in=[row.pk for row in known]))
    return gone


RULES = (
    Rule(CONTACT, "Ansprechpersonen, deren Funktion endete", _past_contacts, _forget_contacts),
    Rule(ACCOUNT, "Konten, die gesperrt wurden", _past_accounts, _forget_accounts, opened=(SentMail,)),
    Rule(
        MAIL,
        "Versandte E-Mails",
        lambda day: SentMail.objects.filter(day__lt=_before(day, MAIL)),
        _deleted,
        opened=(SentMail,),
    ),
    Rule(
        NEWS,
        "Neuigkeiten",
        lambda day: Notification.objects.filter(told_at__date__lt=_before(day, NEWS)),
        _deleted,
        offered=False,  # they repeat what the records say
    ),
    Rule(
        BARRIER,
        "Beantwortete Barrieremeldungen",
        lambda day: BarrierReport.objects.filter(answered_on__lt=_before(day, BARRIER)),
        _deleted,
    ),
)
BY_CODE = {rule.code: rule for rule in RULES}
