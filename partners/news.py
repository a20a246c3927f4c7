"""What is told of agreements (see `quartiersarbeit.ground.news`)."""

from quartiersarbeit.ground.duties import Area
from quartiersarbeit.ground.news import Occasion

AGREEMENT_SENT = Occasion(
    "agreement_sent",
    "{who} hat „{what}“ zur Unterschrift versandt.",
    "Zur Unterschrift versandte Vereinbarungen",
    Area.NETWORK,
)
AGREEMENT_SIGNED = Occasion(
    "agreement_signed",
    "„{what}“ ist unterzeichnet von: {party}. Erfasst hat das {who}.",
    "Unterzeichnete Vereinbarungen",
    Area.NETWORK,
)
AGREEMENT_TERMINATED = Occasion(
    "agreement_terminated",
    "„{what}“ ist zum {day} gekündigt. Erfasst hat das {who}.",
    "Gekündigte Vereinbarungen",
    Area.NETWORK,
    binding=True,
)
