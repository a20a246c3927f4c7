"""The words of a claim's notice (Rückforderungsbescheid): its facts and the office's texts as paper. Pure.

As in `notice_paper`, the machine says only facts; everything of legal weight comes from the office's own texts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from funding import giro, notice_paper
from funding.notice_paper import Text, paragraph
from funding.rules import NOTHING, RatedDays
from quartiersarbeit.ground import german
from quartiersarbeit.ground.columns import Column
from quartiersarbeit.ground.columns import Table as Columns
from quartiersarbeit.ground.paper import Detail, Paper, QrCode, Section, Signature, Table

TITLE = "Rückforderungsbescheid"


@dataclass(frozen=True, kw_only=True)
class Facts(notice_paper.Said):
    """What a claim's notice says (euros): `paid`, `proven` and `claimed` before are those of the allocation.

    A draft has no `issued_by`. `rate` is percent a year, with its source; `by_base_rate` that it changes with the base
    rate. `interest_lines` is what it has come to by the day of the notice.
    Without `pay_to` no code is printed. `settlement` is the accepted proof's calculation with its income by source,
    `follows` what its type of financing makes of it, `other_funding` what is declared of the site's.
    """

    due_on: date
    paid: Decimal
    proven: Decimal
    claimed: Decimal
    granted_by: str
    rate: Decimal = Decimal(0)
    rate_source: str = ""
    interest_from: date | None = None
    issued_by: str = ""
    by_base_rate: bool = False
    interest_lines: tuple[RatedDays, ...] = ()
    pay_to: giro.Account | None = None
    settlement: tuple[Table, ...] = ()
    follows: str = ""
    other_funding: str = ""


def paper(facts: Facts, texts: Iterable[Text]) -> Paper:
    """The claim's notice as paper; a draft where nobody issued it yet."""
    granted = (Detail("Zum Bescheid Nr.", facts.granted_by),) if facts.granted_by else ()
    return notice_paper.drawn_up(
        facts,
        TITLE,
        _claimed(facts),
        notice_paper.office_words(texts, _values(facts)),
        is_bound=bool(facts.issued_by),
        first=granted,
        last=(Detail("Fällig am", german.day(facts.due_on)), *facts.hearing),
        signature=Signature("Erlassen", facts.issued_by, facts.on if facts.issued_by else None),
        further=_settlement(facts),
    )


def _settlement(facts: Facts) -> tuple[Section, ...]:
    """The settlement of the proof as its page shows it; none without an accepted one and a type of financing."""
    if not facts.settlement:
        return ()
    said = [facts.follows]
    if facts.other_funding:
        said.append(
            f"Andere Förderung des Standorts nach Angabe im Verwendungsnachweis: {facts.other_funding}"
        )
    heading = "Abrechnung des Verwendungsnachweises"
    return (Section("abrechnung", heading, tuple(map(paragraph, said)), facts.settlement),)


def _claimed(facts: Facts) -> Section:
    """What is to be paid back until when, how it comes to that amount, and its interest."""
    amount = german.euro(facts.amount)
    said = [
        f"Von der Zuwendung für den Standort {facts.site} im Haushaltsjahr {facts.year} sind {amount} "
        f"zurückzuzahlen, fällig am {german.day(facts.due_on)}."
    ]
    if facts.rate and facts.interest_from:
        said.append(
            f"Der Betrag wird ab dem {german.day(facts.interest_from)} mit {_rate(facts)} verzinst "
            f"({facts.rate_source})."
        )
    if facts.rate and facts.by_base_rate:
        said.append("Ändert sich der Basiszinssatz, so ändert sich ab diesem Tag der Zinssatz.")
    earlier = [("schon früher zurückgefordert", german.euro(facts.claimed))] if facts.claimed else []
    table = Table(
        "Berechnung",
        ("Angabe", "Betrag"),
        (
            ("ausgezahlt", german.euro(facts.paid)),
            ("durch Verwendungsnachweis belegt", german.euro(facts.proven)),
            *earlier,
        ),
        numeric=(1,),
        total=("jetzt zurückgefordert", amount),
    )
    tables = (table, *_interest(facts))
    return Section(
        "entscheidung", "Entscheidung", tuple(map(paragraph, said)), tables, codes=_transfer(facts)
    )


LINES = (
    Column("starts_on", "Von", kind="date"),
    Column("until", "Bis", lambda line: line.until - timedelta(days=1), kind="date"),
    Column("days", "Tage", kind="number"),
    Column("open", "Offen", kind="euro"),
    Column("base", "Basiszins", lambda line: _percent(line.base, "fehlt"), numeric=True),
    Column("margin", "Aufschlag", lambda line: _percent(line.margin, "fehlt"), numeric=True),
    Column("rate", "Zinssatz", lambda line: _percent(line.rate, "offen"), numeric=True),
    Column("interest", "Zinsen", kind="euro"),
)


def interest_table(lines: Sequence[RatedDays]) -> Columns:
    """How interest comes, line by line, with its sum."""
    total = {"starts_on": "Summe", "interest": sum((line.interest for line in lines), NOTHING)}
    return Columns(LINES, lines, "Zinsberechnung", total=total)


def _percent(value: Decimal | None, otherwise: str) -> str:
    return otherwise if value is None else f"{german.number(value, 2)} %"


def _interest(facts: Facts) -> tuple[Table, ...]:
    return (interest_table(facts.interest_lines).on_paper(),) if facts.interest_lines else ()


def purpose(granted_by: str, site: str, year: int) -> str:
    """What the repayment is to be called on the statement."""
    return giro.purpose("Rückforderung", granted_by, site, str(year))


def _transfer(facts: Facts) -> tuple[QrCode, ...]:
    """The transfer as a code, where it is known to which account."""
    words = purpose(facts.granted_by, facts.site, facts.year)
    code = giro.code(facts.pay_to, facts.amount, words) if facts.pay_to else None
    return (code,) if code else ()


def _rate(facts: Facts) -> str:
    return f"{german.number(facts.rate, 2)} % pro Jahr"


def _values(facts: Facts) -> Mapping[str, str]:
    """What stands for each of the tokens `notice_paper.tokens_of(CLAIM)`."""
    return notice_paper.common_values(facts) | {
        "bescheid": facts.granted_by,
        "faellig": german.day(facts.due_on),
        "zinssatz": _rate(facts) if facts.rate else "ohne Zinsen",
        "ausgezahlt": german.euro(facts.paid),
        "nachgewiesen": german.euro(facts.proven),
    }
