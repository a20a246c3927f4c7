"""How a state looks in one or two words: agreements, talks, periods, and records that are only examples.

A badge shows a state, it never decides one: what counts as in force, stalled or running is asked of the
models.
"""

from datetime import date

from partners.models import Agreement
from partners.models.negotiation import State
from quartiersarbeit.listing import Badge, Column

EXAMPLE = Badge("Beispiel", "info")

NEGOTIATION_TONES = {
    State.PLANNED: "neutral",
    State.CONTACTED: "info",
    State.IN_TALKS: "info",
    State.PAUSED: "warning",
    State.TERMS_AGREED: "info",
    State.CONCLUDED: "success",
    State.FAILED: "danger",
    State.WITHDRAWN: "neutral",
}
AGREEMENT_TONES = {
    "in Kraft": "success",
    "unterzeichnet": "info",
    "zur Unterschrift versandt": "info",
    "läuft aus": "warning",
    "gekündigt": "warning",
}


def example_columns(rows) -> list[Column]:
    """The column that marks example records, only where there are any: one question to the database."""
    if not rows.filter(is_example=True).exists():
        return []
    return [Column("is_example", "Herkunft", lambda row: EXAMPLE if row.is_example else None, kind="badge")]


def standing(starts_on: date, ends_on: date | None, on: date) -> Badge:
    """Whether a period holds on that day, is over, or still lies ahead."""
    if starts_on > on:
        return Badge("künftig", "info")
    return Badge("früher") if ends_on and ends_on < on else Badge("aktuell", "success")


def standing_column(on: date) -> Column:
    """The standing of rows that have a period of their own."""
    return Column("standing", "Stand", lambda row: standing(row.starts_on, row.ends_on, on), kind="badge")


def state_badge(state: str | None) -> Badge:
    """Where a talk stands; a talk without a step has not begun."""
    return Badge(State(state).label, NEGOTIATION_TONES[state]) if state else Badge("noch kein Schritt")


def agreement_badge(agreement: Agreement, on: date) -> Badge:
    """Where an agreement stands; reads the prefetched parties of it and of its amendment."""
    status = agreement.status(on)
    return Badge(status, AGREEMENT_TONES.get(status, "neutral"))
