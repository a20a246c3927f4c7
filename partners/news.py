"""What is told of agreements (see `quartiersarbeit.ground.news`)."""

from quartiersarbeit.ground.duties import Area
from quartiersarbeit.ground.news import Occasion


def _occasion(code: str, says: str, label: str, *, binding: bool = False) -> Occasion:
    return Occasion(code, says, label, Area.NETWORK, "partners.view_agreement", binding)


AGREEMENT_SENT = _occasion(
    "agreement_sent",
    "{who} hat „{what}“ zur Unterschrift versandt.",
    "Zur Unterschrift versandte Vereinbarungen",
)
AGREEMENT_REVISED = _occasion(
    "agreement_revised",
    "{who} hat „{what}“ nach dem Versand geändert. Unterzeichnet hat noch niemand.",
    "Nach dem Versand geänderte Vereinbarungen",
)
AGREEMENT_SIGNED = _occasion(
    "agreement_signed",
    "{party} hat „{what}“ unterzeichnet. Erfasst hat das {who}.",
    "Unterzeichnete Vereinbarungen",
)
AGREEMENT_TERMINATED = _occasion(
    "agreement_terminated",
    "„{what}“ ist zum {day} gekündigt. Erfasst hat das {who}.",
    "Gekündigte Vereinbarungen",
    binding=True,
)
