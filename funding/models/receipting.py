"""Receipts come and go with their proof, as long as it is not handed in."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from funding import rules
from quartiersarbeit.ground.letters import one_line
from quartiersarbeit.ground.refusals import refuse

MOST_RECEIPTS = 500


class Receipted:
    """A proof of use with its receipts; mixed into `ProofOfUse`."""

    allocation: Any
    receipts: Any
    _in_hand: Any

    @transaction.atomic
    def add_receipt(self, *, category: str, number: str, dated_on: date, payee: str, amount: Decimal) -> Any:
        """Add a receipt; its number counts once a partner and year, however it is spelt.

        Codes: `proof_submitted_stands`, `proof_immutable`, `too_many_receipts`, `receipt_once`,
        `receipt_number_given`, `receipt_amount_positive`.
        """
        proof = self._in_hand()
        if proof.receipts.count() >= MOST_RECEIPTS:
            refuse("too_many_receipts", f"Es sind schon {MOST_RECEIPTS} Belege; mehr gehen nicht.")
        number = one_line(number)
        proof._refuse_twice(number)
        facts = {"category": category, "dated_on": dated_on, "payee": payee, "amount": amount}
        return proof.receipts.create(number=number, **facts)

    def remove_receipt(self, *, receipt: Any) -> None:
        """Take a receipt out again. Codes: `proof_submitted_stands`, `proof_immutable`."""
        self._in_hand()
        receipt.delete()

    def _refuse_twice(self, number: str) -> None:
        of_partner = {
            "proof__allocation__recipient": self.allocation.recipient_id,
            "proof__allocation__fiscal_year": self.allocation.fiscal_year_id,
        }
        rows = self.receipts.model.objects.filter(**of_partner).select_related("proof__allocation__site")
        key = rules.receipt_key(number)
        if twin := next((one for one in rows if rules.receipt_key(one.number) == key), None):
            refuse(
                "receipt_once",
                f"Diese Belegnummer ist in dem Jahr schon abgerechnet: „{twin.number}“ am Standort "
                f"{twin.proof.allocation.site}.",
                field="number",
            )
