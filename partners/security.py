"""What is noted for the security log, and when it is written: after the answer, whatever became of the request.

`note` says that something happened. Within a request it only remembers; the middleware `SecurityLog`, outside the
request's transaction, writes what was remembered: one line to the logger `quartiersarbeit.security` and one row. So a
step that was rolled back loses none of its lines, and a page that fails is no way around the log. What counts only
once it is true (rights, passwords) is noted when its transaction is committed.

Sign-ins, second factors, roles and passwords are told by signals of Django and allauth: that is their interface for
whoever wants to know. They are listened to here and nowhere else, and nothing hangs on them but the log and the clock
of a session; this project sends none.
"""

import json
import logging
from collections.abc import Callable
from contextvars import ContextVar
from functools import partial

from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth
from django.contrib.auth.models import Group
from django.db import DatabaseError, transaction
from django.db.models.signals import m2m_changed, pre_save
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from partners.models import SecurityEntry, SecurityKind, User
from quartiersarbeit.ground.answers import is_open
from quartiersarbeit.ground.arriving import client_address, request_id
from quartiersarbeit.ground.idle import begin

lines = logging.getLogger("quartiersarbeit.security")
trouble = logging.getLogger(__name__)
_noted: ContextVar[list[SecurityEntry] | None] = ContextVar("noted", default=None)
_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)

RIGHTS = {
    "is_active": "Konto aktiv",
    "is_staff": "Verwaltungszugang",
    "is_superuser": "alle Rechte",
    "partner_id": "Organisation",
}
CHANGES = {"post_add": "erhalten", "post_remove": "entzogen", "pre_clear": "alle entzogen"}
NOTED = "noted"  # set on an answer about which the log knows already
SECRET = ("account_", "mfa_")  # addresses of the account may carry a key: their pattern is written instead


def note(
    kind: SecurityKind, *, person: int | None = None, about: int | None = None, detail: str = ""
) -> None:
    """Remember a line; `person` (a key) acted, by default whoever is signed in; `about` is whom it concerns.

    `detail` is a word of the program's own, never anything that somebody typed. Outside a request it is written at
    once.
    """
    _remember(_entry(kind, person=person, about=about, detail=detail))


def note_once_true(kind: SecurityKind, *, about: int | None = None, detail: str = "") -> None:
    """As `note`, with what is known now, but only if the transaction this stands in is committed."""
    transaction.on_commit(partial(_remember, _entry(kind, about=about, detail=detail)))


def _entry(
    kind: SecurityKind, *, person: int | None = None, about: int | None = None, detail: str = ""
) -> SecurityEntry:
    request = _request.get()
    entry = SecurityEntry(kind=kind, at=timezone.now(), about_id=about, detail=detail[:200])
    entry.person_id = person
    if request is not None:
        entry.person_id = person or _signed_in(request)
        entry.address = client_address(request) or None
        entry.request_id, entry.path = request_id(request), _path(request)
    return entry


def _remember(entry: SecurityEntry) -> None:
    noted = _noted.get()
    if noted is None:
        _write([entry])
    else:
        noted.append(entry)


class SecurityLog:
    """Middleware outside the request's transaction: notes refusals and files by the answer, and writes all notes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, unchanged."""
        noted: list[SecurityEntry] = []
        tokens = _noted.set(noted), _request.set(request)
        try:
            answer = self.get_response(request)
            if kind := _answered(request, answer):
                note(kind)
        finally:
            _noted.reset(tokens[0])
            _request.reset(tokens[1])
            if noted:
                _write(noted)
        return answer


def _answered(request: HttpRequest, answer: HttpResponse) -> SecurityKind | None:
    """What an answer says by itself. What is open to everybody is no file that somebody has taken out."""
    if is_open(answer):
        return None
    if answer.status_code == 403:
        return SecurityKind.REFUSED
    if answer.status_code == 429 and not already_noted(answer):
        return SecurityKind.LOCKED_OUT
    if answer.status_code == 200 and "Content-Disposition" in answer.headers:
        return SecurityKind.EXPORTED if "export" in request.GET else SecurityKind.DOWNLOADED
    return None


def already_noted(answer: HttpResponse) -> bool:
    """Whether who counts what is asked in a minute has told the log, once a minute (api/answering.py, public/)."""
    return "problem" in answer.headers.get("Content-Type", "") or getattr(answer, NOTED, False)


def _write(entries: list[SecurityEntry]) -> None:
    """First the lines, which need no database, then the rows."""
    for one in entries:
        line = {
            "at": one.at.isoformat(timespec="milliseconds"),
            "event": str(one.kind),
            "request": one.request_id,
            "person": one.person_id,
            "about": one.about_id,
            "address": one.address,
            "path": one.path,
            "detail": one.detail,
        }
        lines.info(json.dumps(line, ensure_ascii=True))  # one line, whatever stands in a path
    try:
        with transaction.atomic():
            SecurityEntry.objects.bulk_create(entries)
    except DatabaseError as error:
        trouble.error("%d Zeilen fehlen in der Tabelle: %s", len(entries), type(error).__name__)


def _signed_in(request: HttpRequest) -> int | None:
    user = getattr(request, "user", None)
    return user.pk if user is not None and user.is_authenticated else None


def _path(request: HttpRequest) -> str:
    match = request.resolver_match
    is_account = match is not None and (match.url_name or "").startswith(SECRET)
    path = f"/{match.route}" if match is not None and is_account else request.path
    return path.replace("\x00", "")[:200]


# --- Listened to --------------------------------------------------------------------------------------


def listen() -> None:
    """Hear what Django and allauth tell; called once, when the apps are loaded."""
    for signal, heard in (
        (auth.user_logged_in, begin),
        (auth.user_logged_in, _of_user(SecurityKind.SIGN_IN)),
        (auth.user_logged_out, _of_user(SecurityKind.SIGN_OUT)),
        (auth.user_login_failed, _failed),
        (mfa.authenticator_added, _of_user(SecurityKind.FACTOR_ADDED)),
        (mfa.authenticator_removed, _of_user(SecurityKind.FACTOR_REMOVED)),
        (mfa.authenticator_reset, _of_user(SecurityKind.FACTOR_RENEWED)),
        (mfa.authenticator_used, _of_user(SecurityKind.FACTOR_USED)),
        (mfa.authentication_failed, _of_user(SecurityKind.FACTOR_FAILED)),
    ):
        signal.connect(heard, weak=False, dispatch_uid=f"security log {id(signal)} {heard.__qualname__}")
    for through in (User.groups.through, User.user_permissions.through, Group.permissions.through):
        m2m_changed.connect(_granted, sender=through, dispatch_uid=f"security log {through.__name__}")
    pre_save.connect(_account_saved, sender=User, dispatch_uid="security log account")


def account_of(email: object) -> int | None:
    """The key of the account with this address; None where there is none. What was typed is written nowhere."""
    return (
        User.objects.filter(email__iexact=str(email).replace("\x00", "")).values_list("pk", flat=True).first()
    )


def _of_user(kind: SecurityKind) -> Callable:
    def heard(sender, user=None, authenticator=None, **said) -> None:
        if user is not None:
            note(kind, person=user.pk, detail=getattr(authenticator, "type", ""))

    return heard


def _failed(sender, credentials, **said) -> None:
    note(
        SecurityKind.SIGN_IN_FAILED,
        about=account_of(credentials.get("email") or credentials.get("username", "")),
    )


def _granted(sender, instance, action: str, pk_set, model, reverse: bool, **said) -> None:
    """Roles and rights given to or taken from a person, or a role."""
    if action not in CHANGES or not (pk_set or action == "pre_clear"):
        return
    if reverse:  # asked from the role's side: whose it is, stands in the set
        persons, what = sorted(pk_set or ()), str(instance)
    else:
        persons = [instance.pk] if isinstance(instance, User) else []
        what = ", ".join(sorted(_names(model, pk_set or ())))
        what = what if isinstance(instance, User) else f"{instance}: {what}"
    for about in persons or [None]:
        note_once_true(SecurityKind.RIGHTS_CHANGED, about=about, detail=f"{what} {CHANGES[action]}".strip())


def _names(model, keys) -> list[str]:
    rows = model._default_manager.filter(pk__in=keys)
    return [one.name if isinstance(one, Group) else getattr(one, "codename", str(one)) for one in rows]


def _account_saved(sender, instance: User, update_fields=None, raw: bool = False, **said) -> None:
    """An account whose rights or password are another from now on."""
    watched = {"password", *RIGHTS}
    if raw or not instance.pk:
        return
    if update_fields is not None:
        named = {User._meta.get_field(name).attname for name in update_fields}
        if not named & watched or named == {
            "password"
        }:  # the latter is hashed anew at sign-in: the same password
            return
    before = User.objects.filter(pk=instance.pk).values(*watched).first()
    if before is None:
        return
    changed = [label for name, label in RIGHTS.items() if before[name] != getattr(instance, name)]
    if changed:
        note_once_true(SecurityKind.RIGHTS_CHANGED, about=instance.pk, detail=", ".join(changed))
    if before["password"] != instance.password:
        request = _request.get()
        own = request is not None and _signed_in(request) == instance.pk
        kind = SecurityKind.PASSWORD_CHANGED if own else SecurityKind.PASSWORD_RESET
        note_once_true(kind, about=instance.pk)
