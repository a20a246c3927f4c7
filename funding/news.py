"""What is told of money (see `quartiersarbeit.ground.news`)."""

from quartiersarbeit.ground.duties import Area
from quartiersarbeit.ground.news import Occasion

DECISION_APPROVED = Occasion(
    "decision_approved",
    "{who} hat „{what}“ freigegeben.",
    "Freigegebene Bescheide",
    Area.MONEY,
    binding=True,
)
PAID = Occasion("paid", "„{what}“ ist ausgezahlt. Erfasst hat das {who}.", "Auszahlungen", Area.MONEY)
PAYMENT_REVERSED = Occasion(
    "payment_reversed", "{who} hat die Zahlung „{what}“ storniert.", "Stornierte Zahlungen", Area.MONEY
)
SIGNATURE_WITHDRAWN = Occasion(
    "signature_withdrawn",
    "{who} hat eine Unterschrift unter „{what}“ zurückgenommen.",
    "Zurückgenommene Unterschriften",
    Area.MONEY,
)
PROOF_SUBMITTED = Occasion(
    "proof_submitted", "{who} hat „{what}“ eingereicht.", "Eingereichte Nachweise", Area.MONEY
)
PROOF_RETURNED = Occasion(
    "proof_returned",
    "{who} hat „{what}“ zur Überarbeitung zurückgegeben.",
    "Zurückgegebene Nachweise",
    Area.MONEY,
    binding=True,
)
PROOF_ACCEPTED = Occasion(
    "proof_accepted", "{who} hat „{what}“ angenommen.", "Angenommene Nachweise", Area.MONEY
)
CLAIM_ISSUED = Occasion(
    "claim_issued", "{who} hat „{what}“ erlassen.", "Rückforderungen", Area.MONEY, binding=True
)
CLAIM_RECEIVED = Occasion(
    "claim_received", "„{what}“ ist bezahlt. Erfasst hat das {who}.", "Bezahlte Rückforderungen", Area.MONEY
)
