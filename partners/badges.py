"""Columns that many lists have: where a row stands, and whether it is only an example."""

from quartiersarbeit.ground import german
from quartiersarbeit.ground.columns import Badge, Column

EXAMPLE = Badge("Beispiel", "info")
STATUS = Column("status", "Stand", kind="badge")  # of rows `with_status(on)`


def example_columns(rows) -> list[Column]:
    """The column that marks example records, only where there are any: one question to the database."""
    if not rows.filter(is_example=True).exists():
        return []
    return [Column("is_example", "Herkunft", lambda row: EXAMPLE if row.is_example else None, kind="badge")]


def term(agreement) -> str:
    """From its first to its last day as far as is known; of rows `with_effective_end(on)`."""
    if agreement.effective_end and agreement.effective_end < agreement.starts_on:
        return f"sollte ab {german.day(agreement.starts_on)} gelten, endete vorher"
    return german.period(agreement.starts_on, agreement.effective_end)
