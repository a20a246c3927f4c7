"""What a proof of use comes to, line by line: from costs and income to what is kept, repaid or still paid.

The proof's page and the claim's notice say the same of it.
"""

from datetime import date
from typing import NamedTuple

from funding import rules
from funding.models.financing import ASSUMED, FOLLOWS, Financing
from funding.models.proof import ProofOfUse
from quartiersarbeit.ground import german
from quartiersarbeit.ground.columns import Column, Table


class Calculation(NamedTuple):
    """The lines, what they assume, and the sentence they end in."""

    lines: Table
    follows: str
    assumed: str
    result: str


class Line(NamedTuple):
    """A step: what it is, how it comes about, and its euros."""

    label: str
    how: str
    euros: object


LINES = (
    Column("label", "Rechenschritt"),
    Column("how", "So gerechnet"),
    Column("euros", "Betrag", kind="euro"),
)
INCOME = (Column("source", "Herkunft", "get_source_display"), Column("amount", "eingenommen", kind="euro"))


def calculation(proof: ProofOfUse, on: date) -> Calculation | None:
    """By the allocation's type of financing, as of the acceptance or of that day; None where there is none."""
    day = proof.accepted_on or on
    found = proof.settlement(day)
    if found is None or not proof.lines.all():
        return None
    kind = Financing(proof.allocation.financing)
    lines = [
        Line("Ausgaben", "alle Kostenarten, Gutschriften abgezogen", found.costs),
        Line("Eigenmittel", "aus den Kostenarten", found.own_funds),
        Line("Andere Einnahmen", "nach Herkunft, zusammen", found.income),
        Line("Bewilligt", f"freigegebene Bescheide bis {german.day(day)}", found.granted),
        *_grant(kind, proof, found),
        Line("Ausgezahlt", f"bis {german.day(day)}, ohne Stornos", found.paid),
        Line("Zurückzufordern", "ausgezahlt − Zuwendung, mindestens 0", found.repayable),
        Line("Noch nicht ausgezahlt", "Zuwendung − ausgezahlt, mindestens 0", found.payable),
        *_balance(found),
    ]
    table = Table(LINES, lines, f"Abrechnung: {proof.allocation.financed}")
    return Calculation(table, FOLLOWS[kind], ASSUMED, _result(found))


def income(proof: ProofOfUse) -> Table | None:
    """What came in beside the grant and one's own funds, by source, with its sum."""
    rows = list(proof.incomes.all())
    total = {"source": "Summe", "amount": sum((one.amount for one in rows), rules.NOTHING)}
    return Table(INCOME, rows, "Einnahmen nach Herkunft", total=total) if rows else None


def other_funding(proof: ProofOfUse) -> str:
    """What is declared of other funding of the site; a proof of before says nothing of it."""
    declared = proof.other_funding_from or proof.get_other_funding_display()
    return declared or ("noch nicht gesagt" if proof.allocation.financing else "")


def _grant(kind: Financing, proof: ProofOfUse, found: rules.Settlement) -> list[Line]:
    """What the type makes of it, before and after the granted sum caps it."""
    costs = max(found.costs, rules.NOTHING)
    said, euros = "Ausgaben", costs
    if kind == Financing.SHARE:
        share = proof.allocation.share
        said, euros = f"{german.number(share, 2)} % der Ausgaben", rules.shared_grant(costs, costs, share)
    elif kind == Financing.DEFICIT:
        said = "Ausgaben − Eigenmittel − andere Einnahmen, mindestens 0"
        euros = rules.deficit_grant(costs, found.own_funds + found.income, costs)
    return [
        Line(f"Nach {kind.label}", said, euros),
        Line("Zuwendung nach der Abrechnung", "davon höchstens der bewilligte Betrag", found.due),
    ]


def _balance(found: rules.Settlement) -> list[Line]:
    had = "ausgezahlt + Eigenmittel + Einnahmen − Ausgaben"
    if found.balance > 0:
        return [
            Line("Überschuss", had, found.balance),
            Line("davon bleibt beim Empfänger", "Überschuss − zurückzufordern, mindestens 0", found.kept),
        ]
    return [Line("Fehlbetrag", had, found.balance)] if found.balance < 0 else []


def _result(found: rules.Settlement) -> str:
    if found.repayable:
        return f"Vorschlag: {german.euro(found.repayable)} zurückfordern."
    if found.payable:
        return f"Zurückzufordern ist nichts. {german.euro(found.payable)} der Zuwendung sind noch nicht ausgezahlt."
    return "Zurückzufordern ist nichts."
