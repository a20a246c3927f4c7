"""How an allocation finances a project (Finanzierungsart), and what follows for a surplus or a shortfall."""

from decimal import Decimal
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q

from funding import rules
from quartiersarbeit.ground import german
from quartiersarbeit.ground.constraints import CheckConstraint
from quartiersarbeit.ground.guards import Guard, raising


class Financing(models.TextChoices):
    """The types of financing; allocations of before have none, and are settled as they were."""

    FIXED = "fixed", "Festbetrag"
    SHARE = "share", "Anteil"
    DEFICIT = "deficit", "Fehlbedarf"


# What the calculation assumes; said beside it.
FOLLOWS = {
    Financing.FIXED: (
        "Der bewilligte Betrag bleibt beim Empfänger, soweit die Ausgaben ihn erreichen. Was davon nicht ausgegeben "
        "ist, ist zurückzuzahlen. Eigenmittel und andere Einnahmen mindern ihn nicht; ein Überschuss daraus bleibt."
    ),
    Financing.SHARE: (
        "Die Zuwendung ist der Anteil an den Ausgaben, höchstens der bewilligte Betrag. Was darüber ausgezahlt ist, "
        "ist zurückzuzahlen. Was die Ausgaben darüber hinaus kosten, trägt der Empfänger."
    ),
    Financing.DEFICIT: (
        "Die Zuwendung ist, was Eigenmittel und andere Einnahmen von den Ausgaben nicht decken, höchstens der "
        "bewilligte Betrag. Jede Einnahme mindert sie. Was darüber ausgezahlt ist, ist zurückzuzahlen."
    ),
}
ASSUMED = (
    "Das ist eine Rechnung mit diesen Annahmen, keine Rechtsauskunft. Es gilt, was der Bescheid und seine "
    "Nebenbestimmungen sagen."
)


def told(financing: str, share: Any) -> str:
    """„Anteil, 80,00 % der Ausgaben“; empty where none is set."""
    if not financing:
        return ""
    said = str(Financing(financing).label)
    return f"{said}, {german.number(share, 2)} % der Ausgaben" if financing == Financing.SHARE else said


def settled(allocation: Any, *, costs: Decimal, own_funds: Decimal, income: Decimal) -> rules.Settlement:
    """What a proof comes to: the allocation (with its totals) says type, granted sum and what is paid (euros).

    The database counts the same by itself when a proof is accepted (`funding_recognised`).
    """
    granted = allocation.committed
    due = {
        Financing.FIXED: lambda: rules.fixed_grant(costs, granted),
        Financing.SHARE: lambda: rules.shared_grant(costs, granted, allocation.share),
        Financing.DEFICIT: lambda: rules.deficit_grant(costs, own_funds + income, granted),
    }[allocation.financing]()
    return rules.Settlement(costs, own_funds, income, granted, allocation.paid, due)


AFTER_NOTICE = "Die Finanzierungsart steht im freigegebenen Bescheid und ändert sich nicht mehr."
AFTER_PROOF = (
    "Der Verwendungsnachweis ist eingereicht. Die Finanzierungsart, nach der er rechnet, steht damit fest."
)
WRONG_SHARE = "Der Anteil liegt über 0 und höchstens bei 100 Prozent."

CONSTRAINTS: list[models.BaseConstraint] = [
    CheckConstraint(
        name="financing_share_within",
        field="share",
        condition=Q(share__isnull=True) | Q(share__gt=0, share__lte=100),
        violation_error_message=WRONG_SHARE,
    ),
    CheckConstraint(
        name="financing_share_given",
        field="share",
        condition=Q(financing=Financing.SHARE, share__isnull=False)
        | (~Q(financing=Financing.SHARE) & Q(share__isnull=True)),
        violation_error_message="Zur Finanzierungsart Anteil gehört ein Prozentsatz, zu den anderen keiner.",
    ),
    CheckConstraint(
        name="financing_dated",
        field="financing",
        condition=Q(financing="", financing_on__isnull=True)
        | (~Q(financing="") & Q(financing_on__isnull=False)),
        violation_error_message="Zur Finanzierungsart gehören Tag und Person.",
    ),
]

STANDS = Guard(
    name="financing_stands",
    operation=pgtrigger.Update,
    condition=pgtrigger.AnyChange("financing", "share"),
    func=(
        "IF EXISTS (SELECT FROM funding_decision d WHERE d.allocation_id = OLD.id AND d.approved_on IS NOT NULL) THEN "
        + raising("financing_after_notice", AFTER_NOTICE, "financing")
        + " END IF; IF EXISTS (SELECT FROM funding_proofofuse p WHERE p.allocation_id = OLD.id"
        " AND p.submitted_on IS NOT NULL) THEN "
        + raising("financing_after_proof", AFTER_PROOF, "financing")
        + " END IF; RETURN NEW;"
    ),
)
