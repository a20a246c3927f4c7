"""What is told of money (see `quartiersarbeit.ground.news`)."""

from quartiersarbeit.ground.duties import Area
from quartiersarbeit.ground.news import Occasion


def _occasion(code: str, opens: str, says: str, label: str, *, binding: bool = False) -> Occasion:
    return Occasion(code, says, label, Area.MONEY, f"funding.view_{opens}", binding)


DECISION_APPROVED = _occasion(
    "decision_approved",
    "decision",
    "{who} hat den Bescheid „{what}“ freigegeben.",
    "Freigegebene Bescheide",
    binding=True,
)
REALLOCATION_APPROVED = _occasion(
    "reallocation_approved",
    "decision",
    "{who} hat die Umschichtung „{what}“ freigegeben.",
    "Freigegebene Umschichtungen",
)
DECISION_RETURNED = _occasion(
    "decision_returned",
    "decision",
    "{who} hat den Entwurf „{what}“ zur Überarbeitung zurückgegeben.",
    "Zurückgegebene Bescheide",
)
REALLOCATION_RETURNED = _occasion(
    "reallocation_returned",
    "decision",
    "{who} hat die Umschichtung „{what}“ zur Überarbeitung zurückgegeben.",
    "Zurückgegebene Umschichtungen",
)
CLAIM_RETURNED = _occasion(
    "claim_returned",
    "repaymentclaim",
    "{who} hat den Entwurf der Rückforderung „{what}“ zur Überarbeitung zurückgegeben.",
    "Zurückgegebene Rückforderungen",
)
PAID = _occasion(
    "paid",
    "allocation",
    "„{what}“ ist seit dem {day} ausgezahlt. Erfasst hat das {who}.",
    "Auszahlungen",
)
PAYMENT_REVERSED = _occasion(
    "payment_reversed",
    "allocation",
    "{who} hat die Auszahlung „{what}“ storniert.",
    "Stornierte Auszahlungen",
)
PAYMENT_RETURNED = _occasion(
    "payment_returned",
    "allocation",
    "Die Bank hat die Auszahlung „{what}“ zurückgegeben: {reason}. Erfasst hat das {who}.",
    "Zurückgekommene Auszahlungen",
)
SIGNATURE_WITHDRAWN = _occasion(
    "signature_withdrawn",
    "disbursement",
    "{who} hat eine Unterschrift unter „{what}“ zurückgenommen.",
    "Zurückgenommene Unterschriften",
)
PAYMENT_RUN_CANCELLED = _occasion(
    "payment_run_cancelled", "paymentrun", "{who} hat die „{what}“ storniert.", "Stornierte Zahlungslisten"
)
PROOF_SUBMITTED = _occasion(
    "proof_submitted",
    "proofofuse",
    "{who} hat den Verwendungsnachweis „{what}“ eingereicht.",
    "Eingereichte Verwendungsnachweise",
)
PROOF_RETURNED = _occasion(
    "proof_returned",
    "proofofuse",
    "{who} hat den Verwendungsnachweis „{what}“ zur Überarbeitung zurückgegeben.",
    "Zurückgegebene Verwendungsnachweise",
    binding=True,
)
PROOF_TAKEN_BACK = _occasion(
    "proof_taken_back",
    "proofofuse",
    "{who} hat den Verwendungsnachweis „{what}“ noch einmal zurückgeholt.",
    "Zurückgeholte Verwendungsnachweise",
)
PROOF_EXTENDED = _occasion(
    "proof_extended",
    "proofofuse",
    "{who} hat die Frist des Verwendungsnachweises „{what}“ bis zum {day} verlängert.",
    "Verlängerte Fristen von Verwendungsnachweisen",
)
PROOF_DRAWN = _occasion(
    "proof_drawn",
    "proofofuse",
    "Der Verwendungsnachweis „{what}“ ist in der Stichprobe gezogen; einzureichen bis zum {day}. Gezogen hat {who}.",
    "In der Stichprobe gezogene Verwendungsnachweise",
    binding=True,
)
PROOF_ACCEPTED = _occasion(
    "proof_accepted",
    "proofofuse",
    "{who} hat den Verwendungsnachweis „{what}“ angenommen.",
    "Angenommene Verwendungsnachweise",
)
CLAIM_ISSUED = _occasion(
    "claim_issued",
    "repaymentclaim",
    "{who} hat die Rückforderung „{what}“ erlassen: {amount}, zu zahlen bis zum {day}.",
    "Erlassene Rückforderungen",
    binding=True,
)
CLAIM_RECEIVED = _occasion(
    "claim_received",
    "repaymentclaim",
    "Die Rückforderung „{what}“ ist bezahlt. Erfasst hat das {who}.",
    "Bezahlte Rückforderungen",
)
CLAIM_RECEIVED_IN_PART = _occasion(
    "claim_received_in_part",
    "repaymentclaim",
    "Zur Rückforderung „{what}“ sind {amount} eingegangen, offen sind noch {rest}. Erfasst hat das {who}.",
    "Teilzahlungen auf Rückforderungen",
)
CLAIM_EXTENDED = _occasion(
    "claim_extended",
    "repaymentclaim",
    "{who} hat die Frist der Rückforderung „{what}“ bis zum {day} verlängert.",
    "Verlängerte Fristen von Rückforderungen",
    binding=True,
)
CLOSING_DROPPED = _occasion(
    "closing_dropped",
    "fiscalyear",
    "{who} hat den Vorschlag zurückgenommen, das „{what}“ abzuschließen.",
    "Zurückgenommene Jahresabschlüsse",
)
YEAR_CLOSED = _occasion(
    "year_closed", "fiscalyear", "{who} hat das „{what}“ abgeschlossen.", "Abgeschlossene Haushaltsjahre"
)
