"""What happened on paper before it was entered: it keeps its own day, and says when it was entered („nacherfasst“).

One person enters it, another confirms it: these four eyes look at the files. Whoever decided or signed then needs no
account; the paper's own words are kept. Nothing of it is owed, due or told to the recipient: it is over.
"""

from datetime import date
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import F, Q

from funding.duties import PLANNED_FROM
from funding.models.sums import committed, total
from quartiersarbeit.ground import german
from quartiersarbeit.ground.constraints import CheckConstraint, UniqueConstraint
from quartiersarbeit.ground.guards import refusing
from quartiersarbeit.ground.past import entered, known, refuse_future, told
from quartiersarbeit.ground.refusals import refuse

__all__ = ["entered", "known", "refuse_future", "told"]


def days(label: str) -> tuple[models.DateField, models.DateField]:
    """`paper_on, entered_on = days(…)`: the day of the thing as the paper says, and the day it was entered for good."""
    return models.DateField(label, null=True, blank=True, editable=False), entered()


def words(*labels: tuple[str, int]) -> list[models.CharField]:
    """What a paper says of itself: for each label so many letters, empty where there is no paper."""
    said: dict[str, Any] = {"blank": True, "default": "", "db_default": "", "editable": False}
    return [models.CharField(label, max_length=most, **said) for label, most in labels]


# --- Rules that the database keeps -----------------------------------------------------------------

_NEVER = Q(paper_on__isnull=True, entered_on__isnull=True)
_WAITS = Q(paper_on__isnull=False, entered_on__isnull=True)
_STANDS = Q(paper_on__isnull=False, entered_on__isnull=False, entered_on__gte=F("paper_on"))
_WRITTEN = pgtrigger.Insert | pgtrigger.Update
_BEFORE_YEAR = "Dieser Tag liegt vor der Planung des Haushaltsjahres."
_BEFORE_GRANT = "An diesem Tag war so viel noch nicht bewilligt."
_GRANTED_FIRST = "Vor dem Zuwendungsbescheid ändert kein anderer den Betrag."

DECISION_RULES = (
    CheckConstraint(
        name="decision_paper_complete",
        field="paper_number",
        condition=Q(paper_on__isnull=True, paper_number="", paper_by="")
        | Q(paper_on__isnull=False, paper_number__regex=r"\S", paper_by__regex=r"\S"),
        violation_error_message="Ein Bescheid auf Papier hat Tag, Nummer und wer ihn erlassen hat.",
    ),
    CheckConstraint(
        name="decision_paper_keeps_its_day",
        field="paper_on",
        condition=_NEVER
        | (_WAITS & Q(approved_on__isnull=True, drafted_on__gte=F("paper_on")))
        | (_STANDS & Q(approved_on__isnull=False, approved_on=F("paper_on"), drafted_on=F("paper_on"))),
        violation_error_message="Ein Bescheid auf Papier behält seinen Tag, und der liegt nicht in der Zukunft.",
    ),
    UniqueConstraint(
        fields=["paper_number"],
        condition=~Q(paper_number=""),
        name="decision_paper_number_unique",
        field="paper_number",
        violation_error_message="Ein Bescheid mit dieser Nummer ist schon nacherfasst.",
    ),
)
_YEAR = (
    "(SELECT y.year FROM funding_allocation a JOIN funding_fiscalyear y ON y.id = a.fiscal_year_id"
    " WHERE a.id = NEW.allocation_id)"
)
_GRANTED = "(SELECT min(d.approved_on) FROM funding_decision d WHERE d.allocation_id = NEW.allocation_id)"
DECISION_GUARDS = (
    refusing(
        "paper_before_year",
        f"NEW.paper_on < make_date({_YEAR} - 1, {PLANNED_FROM}, 1)",
        _BEFORE_YEAR,
        column="paper_on",
        operation=_WRITTEN,
    ),
    refusing(
        "paper_before_grant",
        f"NEW.kind <> 'grant' AND NEW.paper_on < {_GRANTED}",
        _GRANTED_FIRST,
        column="paper_on",
        operation=_WRITTEN,
    ),
)

DISBURSEMENT_RULES = (
    CheckConstraint(
        name="disbursement_paper_keeps_its_day",
        field="paper_on",
        condition=_NEVER
        | (
            _WAITS
            & Q(released_on__isnull=True, paid_on__isnull=True)
            & Q(due_on=F("paper_on"), drafted_on__gte=F("paper_on"))
        )
        | (
            _STANDS
            & Q(paid_on__isnull=False, released_on__isnull=False, certified_on__isnull=False)
            & Q(paid_on=F("paper_on"), released_on=F("paper_on"), certified_on=F("paper_on"))
            & Q(due_on=F("paper_on"), drafted_on=F("paper_on"))
        ),
        violation_error_message="Eine nacherfasste Zahlung behält ihren Tag, und der liegt nicht in der Zukunft.",
    ),
    CheckConstraint(
        name="disbursement_paper_has_reference",
        field="reference",
        condition=Q(paper_on__isnull=True) | Q(reference__regex=r"\S"),
        violation_error_message="Eine nacherfasste Zahlung nennt ihr Buchungszeichen.",
    ),
)
_PAID_BY_THEN = """NEW.paper_on IS NOT NULL AND NEW.dropped_on IS NULL AND NEW.amount
    + (SELECT coalesce(sum(p.amount), 0) FROM funding_disbursement p
        WHERE p.allocation_id = NEW.allocation_id AND p.id <> NEW.id AND p.paid_on <= NEW.paper_on
          AND NOT EXISTS (SELECT FROM funding_reversal r WHERE r.disbursement_id = p.id))
    > (SELECT coalesce(sum(d.amount), 0) FROM funding_decision d
        WHERE d.allocation_id = NEW.allocation_id AND d.approved_on <= NEW.paper_on)"""
DISBURSEMENT_GUARDS = (
    refusing("paid_before_grant", _PAID_BY_THEN, _BEFORE_GRANT, column="paper_on", operation=_WRITTEN),
)

PROOF_RULES = (
    CheckConstraint(
        name="proof_paper_keeps_its_day",
        field="paper_on",
        condition=_NEVER
        | Q(paper_on__isnull=False, submitted_on__isnull=True, accepted_on__isnull=True)
        | (
            _STANDS
            & Q(submitted_on__isnull=False, submitted_on=F("paper_on"))
            & (Q(accepted_on__isnull=True) | Q(accepted_on__lte=F("entered_on")))
        ),
        violation_error_message="Ein nacherfasster Nachweis behält seine Tage, und sie liegen nicht in der Zukunft.",
    ),
)
PROOF_GUARDS = (
    refusing(
        "proof_before_grant",
        f"NEW.paper_on IS NOT NULL AND coalesce(NEW.paper_on < {_GRANTED}, true)",
        _BEFORE_GRANT,
        column="paper_on",
        operation=_WRITTEN,
    ),
)

# --- Days that cannot be, said before the database would ---------------------------------------------


def refuse_before_year(day: date, year: int, field: str = "paper_on") -> None:
    """A year is planned from a day of the year before; nothing of it is older. Code: `paper_before_year`."""
    if day < (first := date(year - 1, PLANNED_FROM, 1)):
        text = f"Das Haushaltsjahr {year} wird frühestens ab dem {german.day(first)} geplant."
        refuse("paper_before_year", text, field=field)


def refuse_decision(allocation: Any, kind: str, paper: dict[str, Any], on: date) -> None:
    """The day of a notice on paper. Codes: `paper_in_future`, `paper_before_year`, `paper_before_grant`."""
    if not (day := paper.get("paper_on")):
        return
    refuse_future(day, on)
    refuse_before_year(day, allocation.fiscal_year.year)
    first = _first_grant(allocation)
    if kind != "grant" and (first is None or day < first):
        since = f"Der Zuwendungsbescheid ist vom {german.day(first)}." if first else _GRANTED_FIRST
        refuse("paper_before_grant", since, field="paper_on")


def refuse_ungranted(allocation: Any, day: date) -> None:
    """No proof of what was not granted. Code: `proof_before_grant`."""
    first = _first_grant(allocation)
    if first is None:
        refuse("proof_before_grant", "Hier ist noch kein Bescheid freigegeben.", field="paper_on")
    if day < first:
        text = f"Der Zuwendungsbescheid ist vom {german.day(first)}."
        refuse("proof_before_grant", text, field="paper_on")


def refuse_unpaid_for(allocation: Any, day: date | None, amount: Any) -> None:
    """No payment of long ago before its grant. Code: `paid_before_grant`."""
    if day is None:
        return
    granted, spent = total(allocation.decisions.filter(committed(day))), allocation.paid_by(day)
    if spent + amount > granted:
        text = f"Am {german.day(day)} waren {german.euro(granted)} bewilligt"
        text += f" und davon {german.euro(spent)} schon ausgezahlt." if spent else "."
        refuse("paid_before_grant", text, field="paper_on")


def _first_grant(allocation: Any) -> date | None:
    return allocation.decisions.aggregate(first=models.Min("approved_on"))["first"]


# --- What its confirmation writes ----------------------------------------------------------------------


def approval(decision: Any, on: date) -> dict[str, Any]:
    """The days of a decision's approval: those of its paper, or today."""
    if day := decision.paper_on:
        return {"drafted_on": day, "approved_on": day, "entered_on": on}
    return {"approved_on": on}


def release(row: Any, by: Any, on: date) -> dict[str, Any]:
    """What the second signature writes: of a payment from before all its days at once, as they were."""
    if day := row.paper_on:
        signed = {"drafted_on": day, "certified_on": day, "released_on": day, "released_by": by}
        return signed | {"paid_on": day, "paid_by": by, "entered_on": on}
    return {"released_on": on, "released_by": by}


def acceptance(proof: Any, accepted_on: date | None, on: date) -> date:
    """The day of a proof's acceptance: today, or that on paper.

    Codes: `paper_in_future`, `accepted_before_submission`.
    """
    if not proof.paper_on:
        return on
    day = accepted_on or on
    refuse_future(day, on, "accepted_on")
    if day < proof.paper_on:
        text = f"Eingereicht ist der Nachweis erst am {german.day(proof.paper_on)}."
        refuse("accepted_before_submission", text, field="accepted_on")
    return day
