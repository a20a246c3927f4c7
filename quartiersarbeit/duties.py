"""Whose turn is it: the duties of all floors, as one person may see them on a day."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils import timezone

import funding.news
import partners.news
import quality_dialog.dialogue.news
import quality_dialog.report.news
import sites.news
from partners.models import Membership, User
from quartiersarbeit.ground import german
from quartiersarbeit.ground.duties import COLUMNS, Kind, Owed, Timing, may_open, mine, owes, timing
from quartiersarbeit.ground.kept import Kept
from quartiersarbeit.ground.news import Occasion

__all__ = [
    "Duty",
    "Whose",
    "duties",
    "holds",
    "kinds",
    "owed_before",
    "owes",
    "reminds",
    "told_kinds",
]

SEES_ALL = "partners.see_everything"
REMINDS = "partners.change_agreement"  # Koordination: sees to it that what a partner owes is not forgotten


class Whose(models.TextChoices):
    """What a duty is to the person who looks: their own step, one to remind somebody of, or only to know of."""

    MINE = "mine", "Das ist dran"
    REMIND = "remind", "Erinnern"
    OTHERS = "others", "Wartet auf andere"


# How lists of duties are told, everywhere: what is late first.
GROUPS = (
    ("Überfällig", (Timing.OVERDUE,)),
    ("Jetzt und diese Woche", (Timing.NOW, Timing.THIS_WEEK)),
    ("Später", (Timing.LATER,)),
)


@dataclass(frozen=True, slots=True)
class Duty:
    """One step that somebody owes, as one person sees it on a day."""

    kind: Kind
    key: str
    subject: str
    since: date | None
    due_on: date | None
    partner_id: int | None
    person_id: int | None
    site_id: int | None
    whose: Whose
    on: date
    timing: Timing  # how near its day is
    instead_of: str = ""  # the absent person for whom it is one's own

    @property
    def url(self) -> str:
        """The page on which the step is taken; for others, where they look at the record."""
        if self.kind.others and self.whose != Whose.MINE:
            return reverse(self.kind.others, args=self.key.split("/") if self.kind.others_keyed else ())
        return (
            reverse(self.kind.route, args=self.key.split("/") if self.kind.keyed else ()) + self.kind.anchor
        )

    @property
    def name(self) -> str:
        """What tells this step from every other one, for as long as it is owed: for calendars and the log of mails."""
        return "-".join(
            str(part) for part in (self.kind.code, self.key, self.partner_id or 0, self.person_id or 0)
        )

    @property
    def what(self) -> str:
        """What is to be done; of what others owe, that they are to be reminded; as a deputy, for whom."""
        if self.instead_of:
            return f"{self.kind.label} (für {self.instead_of})"
        return f"Erinnern: {self.kind.label}" if self.whose is Whose.REMIND else self.kind.label

    @property
    def days_late(self) -> int:
        """How many days it is late; 0 where it is in time or has no term."""
        return max((self.on - self.due_on).days, 0) if self.due_on else 0

    @property
    def told(self) -> str:
        """How it stands in words: since when it is late, by when it is due, or since when it is open."""
        if self.due_on:
            said = "überfällig seit" if self.timing is Timing.OVERDUE else "fällig am"
            return f"{said} {german.day(self.due_on)}"
        return f"{self.timing} seit {german.day(self.since)}" if self.since else str(self.timing)


def owing() -> list[type[models.Model]]:
    """The models of all floors whose rows can owe a step: found, not listed; a proxy's rows are its model's."""
    known = [model for model in apps.get_models() if not model._meta.proxy]
    return [model for model in known if hasattr(model._default_manager, "owed")]


@cache
def _kinds_of() -> dict[type[models.Model], list[Kind]]:
    """The kinds of each model: which steps its rows can owe, asked once of no day in particular."""
    someday = date(2000, 1, 1)
    return {model: [one.kind for one in model._default_manager.owed(someday)] for model in owing()}  # type: ignore[attr-defined]


@cache
def kinds() -> dict[str, Kind]:
    """All kinds of duties by their code, in the order of the floors."""
    return {kind.code: kind for of_model in _kinds_of().values() for kind in of_model}


@dataclass(frozen=True)
class _Asker:
    """All of a person that decides what they are told: whoever is equal to them here, is asked the same."""

    pk: int
    partner_id: int | None
    sees_for: int | None
    permissions: frozenset[str]
    is_authenticated: bool
    absent: frozenset[int]  # whom they stand in for
    lent: frozenset[tuple[str, frozenset[int]]]  # the permissions they have only from these

    @property
    def sees_everything(self) -> bool:
        return self.has_perm(SEES_ALL)

    def has_perm(self, permission: str) -> bool:
        return permission in self.permissions

    def hands(self, permission: str) -> frozenset[int]:
        return frozenset({self.pk}) | dict(self.lent).get(permission, frozenset())


def holds(user, permission: str) -> bool:
    """Whether their roles, or those of whom they stand in for, give them this: a superuser's being one is no role.

    Who the admin refuses nothing has no duties by it: else everybody's work would be theirs.
    """
    return permission in user.rights_of_roles if user.is_superuser else user.has_perm(permission)


def reminds(user) -> bool:
    """Whether this person sees to it that others do not forget what they owe."""
    return holds(user, REMINDS)


def _asker(user) -> _Asker:
    held = frozenset(permission for permission in _permissions() if holds(user, permission))
    known = user.is_authenticated
    absent = user.absent if known else frozenset()
    lent = (
        frozenset((one, persons) for one in held if (persons := user.acts_for(one)))
        if absent
        else frozenset()
    )
    side, seen = getattr(user, "partner_id", None), getattr(user, "sees_for", None)
    return _Asker(user.pk, side, seen, held, known, absent, lent)


@cache
def _permissions() -> frozenset[str]:
    """Those that decide here; nothing else is asked of a person."""
    asked = {permission for kind in kinds().values() for permission in (kind.permission, kind.opens)}
    return frozenset(asked | {SEES_ALL, REMINDS}) - {""}


@cache
def news_kinds() -> dict[str, Occasion]:
    """All occasions of which people are told, by their code, in the order of the floors."""
    dialogue, report = quality_dialog.dialogue.news, quality_dialog.report.news
    modules = (partners.news, sites.news, funding.news, dialogue, report)
    found = [one for module in modules for one in vars(module).values() if isinstance(one, Occasion)]
    return {occasion.code: occasion for occasion in found}


def owed_before(user, on: date) -> list[Owed]:
    """What is owed on that day of the rows this person sees and whose page they may open, kind by kind."""
    return [one for model in _kinds_of() for one in _owed_of(model, user, on)]


def _owed_of(model: type[models.Model], user, on: date) -> list[Owed]:
    """The same of one model; whoever can be told of none of its kinds does not ask it."""
    if not any(may_open(user, kind) for kind in _kinds_of()[model]):
        return []
    rows = model._default_manager.visible_to(user)  # type: ignore[attr-defined]
    return [one for one in rows.owed(on) if may_open(user, one.kind)]


def _whose(user, owed: Owed, on: date) -> list[When]:
    """What the rows are to this person, where they are more than other people's steps."""
    rules = []
    if (own := mine(user, owed)) is not None:
        rules.append(When(own, then=Value(Whose.MINE.value)))
    if owed.of_partner and user.has_perm(REMINDS):
        members = Membership.objects.open_on(on).filter(partner=OuterRef("duty_partner"))
        people = members.filter(person__is_active=True)
        silent = Q(duty_partner__isnull=False) & (Q(duty_on__lt=on) | ~Exists(people))
        rules.append(When(silent, then=Value(Whose.REMIND.value)))
    return rules


def told_kinds(user, on: date) -> list[Kind]:
    """The kinds of which this person can be told: those they can take a step in, or have to remind others of.

    Koordination is told of every kind whose page it may open, since what lies with others too long comes to it.
    """
    asker = _asker(user)
    owed = owed_before(asker, on)
    all_of_it = asker.has_perm(REMINDS)
    return list({one.kind.code: one.kind for one in owed if all_of_it or _whose(asker, one, on)}.values())


# What has no term is to be done at once: it stands where what is due that day does.
_LATEST_FIRST = (
    "SELECT * FROM ({}) AS owed WHERE duty_whose IN %s"
    " ORDER BY coalesce(duty_on, %s), duty_since, duty_kind, duty_key, duty_partner"
)

# Who asks, and for which organisation, while a question is written for everybody like them: no record has these
# numbers, and they fit into any column of keys.
_SOMEBODY, _SIDE = -2_000_000_001, -2_000_000_002


class _Question(NamedTuple):
    """The rows that owe one kind of step, as SQL: written once for all who have the same rights."""

    of_others: bool  # whether it is never the step of who asks so
    sql: str
    parameters: tuple


@lru_cache(maxsize=256)
def _questions(
    model: type[models.Model], wanted: frozenset[str], asker: _Asker, on: date, today: date
) -> list[_Question]:
    """To write them takes a hundred times as long as to send them.

    Nothing of them depends on what is stored; `today` decides with the rest what somebody sees.
    """
    written, others = [], Value(Whose.OTHERS.value, models.CharField())
    for one in _owed_of(model, asker, on):
        if one.kind.code not in wanted:
            continue
        rules = _whose(asker, one, on)
        relation = Case(*rules, default=others, output_field=models.CharField()) if rules else others
        rows = one.rows.annotate(duty_whose=relation).values_list(*COLUMNS, "duty_whose")
        with suppress(EmptyResultSet):
            written.append(_Question(not rules, *rows.query.sql_with_params()))
    return written


def _filled(parameters: Iterable[Any], numbers: dict[int, int | None]) -> list:
    """The parameters with the numbers of who asks in place of those it was written with."""
    return [
        _filled(one, numbers)
        if isinstance(one, list | tuple)
        else (numbers.get(one, one) if isinstance(one, int) else one)
        for one in parameters
    ]


def _statement(
    asker: _Asker, on: date, today: date, whose: tuple[Whose, ...], codes: tuple[str, ...]
) -> tuple[str, list] | None:
    """The SQL of all of it in one and its parameters; None where there is nothing to ask."""
    side = asker.partner_id and _SIDE
    like_them = replace(asker, pk=_SOMEBODY, partner_id=side, sees_for=asker.sees_for and _SIDE)
    if asker.absent:  # the persons somebody stands in for are part of what is written
        like_them = asker
    wanted = {
        model: frozenset(kind.code for kind in of_model if not codes or kind.code in codes)
        for model, of_model in _kinds_of().items()
    }
    asked = [
        question
        for model, of_model in wanted.items()
        if of_model
        for question in _questions(model, of_model, like_them, on, today)
        if Whose.OTHERS in whose or not question.of_others
    ]
    given = [one for question in asked for one in question.parameters]
    given = _filled(given, {_SOMEBODY: asker.pk, _SIDE: asker.partner_id})
    together = " UNION ALL ".join(f"({question.sql})" for question in asked)
    return (_LATEST_FIRST.format(together), [*given, whose, on]) if asked else None


# To plan the statement takes the database longer than all else on a page; it is asked again once a record has changed.
_kept: Kept[list[Duty]] = Kept(most=32)


def _asked(user, on: date, whose: tuple[Whose, ...], codes: tuple[str, ...]) -> list[Duty]:
    """The answer to one statement around all duties, in their order; none where there is nothing to ask."""
    given = (_asker(user), on, timezone.localdate(), whose, codes)

    def answered() -> list[Duty]:
        if (statement := _statement(*given)) is None:
            return []
        known = kinds()
        with connection.cursor() as cursor:
            cursor.execute(*statement)
            rows = cursor.fetchall()
        found = [
            Duty(
                known[code],
                key,
                subject,
                since,
                due_on,
                partner,
                person,
                site,
                Whose(relation),
                on,
                timing(due_on, on),
            )
            for code, key, subject, since, due_on, partner, person, site, relation in rows
        ]
        return sorted(found, key=lambda duty: duty.due_on or on)

    return _kept.of(given, answered)


def duties(
    user, on: date, *, whose: Collection[Whose] = tuple(Whose), codes: Collection[str] = ()
) -> list[Duty]:
    """The steps owed on that day that this person sees, the latest first, then by their day; in one statement.

    What has no day is to be done at once, and stands where today stands. `whose` and `codes` (of kinds) narrow them.
    """
    return _named(user, [*_asked(user, on, tuple(whose), tuple(codes))])


def _named(user, told: list[Duty]) -> list[Duty]:
    """The same, and of what is a deputy's own for an absent person, who that is: one question, where there is one."""
    away = {duty.person_id for duty in told if duty.whose is Whose.MINE} - {None, user.pk}
    if not away:
        return told
    names = {person.pk: str(person) for person in User.objects.filter(pk__in=away)}
    return [
        replace(duty, instead_of=names[duty.person_id])
        if duty.whose is Whose.MINE and duty.person_id in names
        else duty
        for duty in told
    ]
