"""The receipts of a proof as a table, and what of each category they cover."""

from typing import NamedTuple

from funding.models import ProofOfUse
from funding.models.proof_line import CostCategory
from funding.rules import NOTHING
from funding.views.columns import money
from quartiersarbeit.ground.columns import Column, Table

RECEIPTS = (
    Column("number", "Belegnummer"),
    Column("category", "Kostenart", "get_category_display"),
    Column("dated_on", "Belegdatum", kind="date"),
    Column("payee", "Zahlung an"),
    money("amount", "Betrag"),
)


class Covered(NamedTuple):
    """A category: what was spent on it, what its receipts sum up to, and what is left between the two (euros)."""

    label: str
    spent: object
    by_receipt: object
    left: object


COVERED = (
    Column("label", "Kostenart"),
    money("spent", "ausgegeben"),
    money("by_receipt", "durch Belege"),
    money("left", "ohne Beleg"),
)


def receipt_table(proof: ProofOfUse) -> Table:
    """Every receipt, in the order of their days."""
    return Table(RECEIPTS, list(proof.receipts.all()), "Belege")


def covered_table(proof: ProofOfUse) -> Table | None:
    """How far the receipts cover what was spent, by category; None without receipts."""
    receipts = list(proof.receipts.all())
    if not receipts:
        return None
    spent = {line.category: abs(line.spent) for line in proof.lines.all()}
    rows = []
    for category in CostCategory:
        covered = sum((one.amount for one in receipts if one.category == category), NOTHING)
        if covered or spent.get(category):
            amount = spent.get(category, NOTHING)
            rows.append(Covered(str(category.label), amount, covered, amount - covered))
    return Table(COVERED, rows, "Belege und Ausgaben nach Kostenarten")
