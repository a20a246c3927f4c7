"""A duty (Aufgabe): the next step that somebody owes on a record, declared once beside the record's status.

An aggregate lists its kinds in `<app>/duties.py` and says, on its QuerySet, which of its rows owe one as of a day:
`owed(on)`. The roof collects them (`quartiersarbeit.duties`); overview, task list, deadlines, calendar, badges and
mail read nothing else. A duty ends by being done, never by its day's passing.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import models
from django.db.models import CharField, DateField, Exists, F, IntegerField, OuterRef, Q, TextField, Value
from django.db.models.functions import Cast, Concat

from quartiersarbeit.ground.statuses import Status


class Area(models.TextChoices):
    """What part of the work a duty belongs to: for filters, and for what one wants to be told by mail."""

    NETWORK = "network", "Netzwerk"
    MONEY = "money", "Zuweisungen"
    DIALOGUE = "dialogue", "Qualitätsdialog"
    REPORTS = "reports", "Berichte"
    ADMINISTRATION = "administration", "Verwaltung"


class Timing(Status):
    """How near the day of a duty is, on a day."""

    OVERDUE = "overdue", "danger", "überfällig"
    NOW = "now", "info", "offen"  # without a term: at once
    THIS_WEEK = "this_week", "warning", "diese Woche"
    LATER = "later", "neutral", "später"


def timing(due_on: date | None, on: date) -> Timing:
    """How near that day is; a week ends on Sunday."""
    if due_on is None:
        return Timing.NOW
    if due_on < on:
        return Timing.OVERDUE
    return Timing.THIS_WEEK if due_on <= on + timedelta(days=6 - on.weekday()) else Timing.LATER


@dataclass(frozen=True)
class Kind:
    """One next step: what is to be done, by whom, on which page, and what a test may hold it to."""

    code: str  # stored with mails; never renamed
    label: str  # in German, as one says it: „Verwendungsnachweis einreichen“
    area: Area
    permission: str  # whoever holds it can take the step
    route: str  # name of the page on which it is taken, called with the duty's key
    anchor: str = ""  # the part of that page
    keyed: bool = True  # whether that page is called with the key; a page for something new has none
    opens: str = ""  # who may open that page, and so is told of the step at all; empty: who can take it
    others: str = ""  # name of the page for those whose step it is not, where they cannot open that one
    others_keyed: bool = True  # whether that one is called with the key
    not_by: tuple[str, ...] = ()  # relations of the row to persons who may not take it (four eyes)
    states: tuple[Status, ...] = ()  # the states of the record that wait for it
    days: tuple[str, ...] = ()  # the fields that say its day: "funding.ProofOfUse.due_on"
    binding: bool = False  # law or agreement wants it: its mail cannot be switched off


class Owed(NamedTuple):
    """The rows that owe one kind of step, each with the columns in which all duties are told."""

    kind: Kind
    rows: models.QuerySet
    of_partner: bool = False  # whether organisations owe it, or the city does


COLUMNS = (
    "duty_kind",
    "duty_key",
    "duty_subject",
    "duty_since",
    "duty_on",
    "duty_partner",
    "duty_person",
    "duty_site",
)


def owes(
    rows: models.QuerySet,
    kind: Kind,
    *,
    subject: Any,
    since: Any,
    due_on: Any = None,
    partner: Any = None,
    person: Any = None,
    site: Any = None,
    key: Any = "pk",
) -> Owed:
    """These rows owe the step; what is given are names of fields or expressions over the row.

    `subject` names the record to people; `since` is the day from which it was owed, `due_on` the last day on which
    it is in time (None: at once, without a term); `partner` is the organisation that owes it (None: the city),
    `person` the one who alone can take it (None: whoever has the permission); `key` are the arguments of the
    kind's page, several joined by a slash.
    """
    empty = Value(None)
    return Owed(
        kind,
        rows.order_by().annotate(
            duty_kind=Value(kind.code, CharField()),
            duty_key=Cast(_expression(key), TextField()),
            duty_subject=Cast(_expression(subject), TextField()),
            duty_since=Cast(_expression(since), DateField()),
            duty_on=Cast(_expression(due_on) or empty, DateField()),
            duty_partner=Cast(_expression(partner) or empty, IntegerField()),
            duty_person=Cast(_expression(person) or empty, IntegerField()),
            duty_site=Cast(_expression(site) or empty, IntegerField()),
        ),
        partner is not None,
    )


def wording(*parts: Any) -> Concat:
    """Names of fields and, as `Value`, words between them, as one text."""
    texts = [Cast(_expression(part), TextField()) for part in parts]
    return Concat(*texts, output_field=TextField())


def mine(user, owed: Owed) -> Q | None:
    """Which of the rows this person can do something about by their own act; None where there can be none.

    An organisation's step is taken by its own people, the city's by the city's. What waits for one person alone waits
    for their deputy too (`user.absent`); nobody takes both halves of four eyes, by their own hand or another's.
    """
    if not can_take(user, owed.kind) or (user.partner_id and not owed.of_partner):
        return None
    found = Q(duty_person=None) | Q(duty_person__in=sorted({user.pk, *user.absent}))
    if owed.of_partner:
        found &= Q(duty_partner=user.partner_id) if user.partner_id else Q(duty_partner=None)
    hands = sorted(user.hands(owed.kind.permission))
    for relation in owed.kind.not_by:
        # Asked of the row apart: the relation may lead to several persons, and none of them may be one of these.
        theirs = owed.rows.model._default_manager.filter(pk=OuterRef("pk"), **{f"{relation}__in": hands})
        found &= ~Q(Exists(theirs))
    return found


def can_take(user, kind: Kind) -> bool:
    """Whether this person may take such a step at all, wherever it is theirs."""
    return user.has_perm(kind.permission)


def may_open(user, kind: Kind) -> bool:
    """Whether this person may open the page on which such a step is taken: only they are told of it."""
    return user.has_perm(kind.opens or kind.permission)


def _expression(given: Any) -> Any:
    return F(given) if isinstance(given, str) else given
