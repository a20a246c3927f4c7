"""Numbers with the records behind them, and how the figures of a quality dialogue are called."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from quartiersarbeit.ground import german
from quartiersarbeit.ground.paper import Figure, Record

# What the appendix prints: the figure's name, and which rows it counts.
COUNTED = {
    "feststellungen": ("Geteilte Feststellungen", "Feststellungen, die mit allen Beteiligten geteilt sind"),
    "feststellungen_einvernehmlich": (
        "Feststellungen im Einvernehmen",
        "Geteilte Feststellungen, deren Wortlaut alle Beteiligten zugestimmt haben",
    ),
    "feststellungen_strittig": (
        "Feststellungen mit abweichender Auffassung",
        "Geteilte Feststellungen, bei denen jemand eine abweichende Auffassung hat",
    ),
    "feststellungen_offen": (
        "Noch offene Feststellungen",
        "Geteilte Feststellungen, zu denen noch eine Stellungnahme fehlt und niemand abweicht",
    ),
    "massnahmen": ("Vereinbarte Maßnahmen", "Maßnahmen, die aus geteilten Feststellungen vereinbart sind"),
    "massnahmen_erledigt": ("Erledigte Maßnahmen", "Vereinbarte Maßnahmen, die als erledigt gemeldet sind"),
    "massnahmen_ueberfaellig": (
        "Überfällige Maßnahmen",
        "Vereinbarte Maßnahmen, deren Frist abgelaufen ist und die weder erledigt noch aufgegeben noch ins "
        "Folgejahr übernommen sind",
    ),
}


def record(row, label: str = "") -> Record:
    """A stored row as a figure names it, with its page where it has one."""
    url = row.get_absolute_url() if hasattr(row, "get_absolute_url") else ""
    return Record(label=label or str(row), model=row._meta.label_lower, pk=row.pk, url=url)


def distinct(records: Iterable[Record]) -> list[Record]:
    """Each of them once, in their order."""
    return list(dict.fromkeys(records))


def count(
    key: str,
    label: str,
    as_of: date,
    source: str,
    records: list[Record],
    *,
    one: str = "ein",
    in_words: bool = True,
) -> Figure:
    """How many records there are, in words („drei“) or as digits; `one` is the word for a single one."""
    n = len(records)
    text = german.number_word(n, one) if in_words else german.number(n)
    return Figure(key, label, n, "Anzahl", text, as_of, source, tuple(records))


def euros(
    key: str, label: str, value: Decimal, as_of: date, source: str, records: tuple[Record, ...]
) -> Figure:
    """An amount in euros with what it is the sum of."""
    return Figure(key, label, value, "€", german.euro(value), as_of, source, records)
