"""What a proof of use comes to: what it proves of the money paid, and so what may be claimed back."""

from datetime import date
from decimal import Decimal
from typing import Any

from funding import rules
from funding.models import sums
from funding.models.allocation import Allocation
from funding.models.financing import settled
from quartiersarbeit.ground import german
from quartiersarbeit.ground.refusals import refuse


class Settled:
    """A proof as the money sees it; mixed into `ProofOfUse`."""

    allocation: Any
    allocation_id: int
    lines: Any
    incomes: Any

    def paid(self, on: date) -> Decimal:
        """What was paid on its allocation by that day and not reversed (euros)."""
        return Allocation.objects.with_totals(on).get(pk=self.allocation_id).paid

    def funded(self) -> Decimal:
        """What of the city's money its lines say was spent: spent − own funds (euros)."""
        return sum((rules.funded(line.spent, line.own_funds) for line in self.lines.all()), rules.NOTHING)

    def settlement(self, on: date) -> rules.Settlement | None:
        """What it comes to as of that day by the allocation's type of financing; None where there is none."""
        allocation = Allocation.objects.with_totals(on).get(pk=self.allocation_id)
        if not allocation.financing:
            return None
        lines = list(self.lines.all())
        return settled(
            allocation,
            costs=sum((line.spent for line in lines), rules.NOTHING),
            own_funds=sum((line.own_funds for line in lines), rules.NOTHING),
            income=sum((one.amount for one in self.incomes.all()), rules.NOTHING),
        )

    def proves(self, on: date) -> Decimal:
        """What of the money paid by that day it proves (euros): the one amount that is not claimed back."""
        found = self.settlement(on)
        return self.funded() if found is None else found.recognised

    def refuse_more_than_paid(self, on: date) -> None:
        """Without a type of financing no more of the city's money can have been spent than was paid by that day."""
        if self.allocation.financing:
            return  # it is settled: what goes beyond is the recipient's
        paid, funded = self.paid(on), self.funded()
        if funded > paid:
            refuse(
                "proven_within_paid",
                f"Ausgaben ohne Eigenmittel ergeben {german.euro(funded)}; ausgezahlt sind "
                f"{german.euro(paid)}. Tragen Sie {german.euro(funded - paid)} mehr als Eigenmittel ein, "
                "oder berichtigen Sie die Ausgaben.",
            )

    def claimed(self) -> Decimal:
        """What is claimed back already, drafts of claims included (euros)."""
        return sums.total(self.allocation.repayment_claims)

    def refuse_claimed(self, on: date) -> None:
        """No euro is both proven as spent and claimed back."""
        left = rules.unspent(self.paid(on), self.claimed())
        if self.proves(on) > left:
            refuse(
                "claims_within_unspent",
                f"Von {german.euro(self.paid(on))} sind {german.euro(self.claimed())} schon zurückgefordert. "
                f"Nachgewiesen sein können noch {german.euro(left)}. Geben Sie den Nachweis zurück, oder "
                "verwerfen Sie erst den Entwurf der Rückforderung.",
            )
