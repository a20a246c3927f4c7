"""The payment file: a payment list as pain.001.001.09 (ISO 20022), which a bank's program takes as it is.

The same list gives the same file at every copy, message id included, so that a bank refuses the second one. Addresses
are left out: the scheme asks for structured ones or none. No query but the list's own rows, no clock.
"""

from collections.abc import Iterable
from datetime import datetime, time
from decimal import Decimal
from xml.etree.ElementTree import SubElement

from sepaxml import SepaTransfer

from funding.models import PaymentItem, PaymentRun
from quartiersarbeit.ground.bank import spelt

SCHEMA = "pain.001.001.09"


class _Order(SepaTransfer):
    """The library's file with ids and a moment of our own: it would draw them anew each time."""

    def __init__(self, config: dict, run: PaymentRun):
        self.run = run
        super().__init__(config, schema=SCHEMA, clean=False)

    def _create_header(self) -> None:
        self.msg_id = self.run.message_name
        super()._create_header()
        made = datetime.combine(self.run.ordered_on, time())
        next(self._xml.iter("CreDtTm")).text = made.isoformat()

    def _finalize_batch(self) -> None:
        super()._finalize_batch()
        for number, node in enumerate(self._xml.iter("PmtInfId"), start=1):
            node.text = f"{self.run.message_name}-{number}"
        for bank in self._xml.iter("FinInstnId"):
            if not len(bank):  # without a BIC the scheme asks for these words
                SubElement(SubElement(bank, "Othr"), "Id").text = "NOTPROVIDED"


def xml(run: PaymentRun, items: Iterable[PaymentItem]) -> bytes:
    """The file of a list whose account is kept with it (`PaymentRun.export`), validated against its schema.

    Each payment is asked for on its due day, or on the day of the file where that is past.
    """
    account = {"name": spelt(run.debtor_name), "IBAN": run.debtor_iban, "currency": "EUR", "batch": True}
    order = _Order(account | ({"BIC": run.debtor_bic} if run.debtor_bic else {}), run)
    for item in items:
        order.add_payment(
            {
                "name": spelt(item.holder),
                "IBAN": item.recipient_iban,
                "amount": int(item.amount * Decimal(100)),
                "execution_date": max(item.due_on, run.ordered_on),
                "description": spelt(item.purpose)[:140].rstrip(),
                "endtoend_id": item.end_to_end,
            }
        )
    return order.export(validate=True)
