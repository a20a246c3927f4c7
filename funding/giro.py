"""GiroCode: a claim's payment as a QR code that banking programs read (EPC069-12), and the same in words. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from quartiersarbeit.ground import german
from quartiersarbeit.ground.bank import spelt
from quartiersarbeit.ground.paper import QrCode
from quartiersarbeit.ground.paper.codes import drawn

PURPOSE_LENGTH = 140
LARGEST = Decimal("999999999.99")  # what the code can say


@dataclass(frozen=True)
class Account:
    """Where money goes: whose account it is at the bank, its IBAN, and the BIC where one is known."""

    holder: str
    iban: str
    bic: str = ""


def purpose(*what: str) -> str:
    """What stands on the statement, in a bank's letters."""
    return spelt(" ".join(part for part in what if part))[:PURPOSE_LENGTH].rstrip()


def code(account: Account, amount: Decimal, words: str) -> QrCode | None:
    """The code of a transfer, and below it all that it holds; none for an amount that no code can say."""
    from segno import helpers  # loaded when used

    if not 0 < amount <= LARGEST:
        return None
    made = helpers.make_epc_qr(
        name=spelt(account.holder),
        iban=account.iban,
        bic=account.bic or None,
        amount=amount,
        text=words,
        encoding="utf-8",
    )
    grouped = " ".join(account.iban[at : at + 4] for at in range(0, len(account.iban), 4))
    lines = [f"Empfänger: {account.holder}", f"IBAN: {grouped}"]
    lines += [f"BIC: {account.bic}"] if account.bic else []
    lines += [f"Betrag: {german.euro(amount)}", f"Verwendungszweck: {words}"]
    return drawn(made, "Überweisen mit dem Telefon (GiroCode)", "\n".join(lines))
