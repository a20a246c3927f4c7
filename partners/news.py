"""What is told of agreements, deputies and people who leave (see `quartiersarbeit.ground.news`)."""

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
AGREEMENT_ATTACHED = _occasion(
    "agreement_attached",
    "{who} hat zu „{what}“ das unterzeichnete Dokument hinterlegt.",
    "Hinterlegte Dokumente zu Vereinbarungen",
)
AGREEMENT_TERMINATED = _occasion(
    "agreement_terminated",
    "„{what}“ ist zum {day} gekündigt. Erfasst hat das {who}.",
    "Gekündigte Vereinbarungen",
    binding=True,
)
AGREEMENT_RECALLED = _occasion(
    "agreement_recalled",
    "{who} hat den Versand von „{what}“ zurückgenommen. Der Text wird noch einmal abgestimmt.",
    "Zurückgenommene Versendungen",
)
SIGNATURE_CORRECTED = _occasion(
    "signature_corrected",
    "{who} hat die Unterschrift von {party} unter „{what}“ berichtigt.",
    "Berichtigte Unterschriften",
)
TERMINATION_CORRECTED = _occasion(
    "termination_corrected",
    "{who} hat die Kündigung von „{what}“ berichtigt: Sie gilt {day}.",
    "Berichtigte Kündigungen",
    binding=True,
)
ABSENCE_ENTERED = Occasion(
    "absence_entered",
    "{what}. Eingetragen hat das {who}.",
    "Eingetragene Vertretungen",
    Area.ADMINISTRATION,
)
ABSENCE_ENDED = Occasion(
    "absence_ended",
    "Beendet ist die Vertretung: {what}. Beendet hat sie {who}.",
    "Beendete Vertretungen",
    Area.ADMINISTRATION,
)
RIGHTS_ASKED = Occasion(
    "rights_asked",
    "{who} hat beantragt: {what}. Eine zweite Person muss bestätigen.",
    "Beantragte Rechte",
    Area.ADMINISTRATION,
    binding=True,
)
RIGHTS_DONE = Occasion(
    "rights_done",
    "Ausgeführt ist: {what}. Freigegeben hat das {who}.",
    "Geänderte Rechte",
    Area.ADMINISTRATION,
    binding=True,
)
RIGHTS_REFUSED = Occasion(
    "rights_refused",
    "{who} hat abgelehnt oder zurückgenommen: {what}.",
    "Abgelehnte Rechte",
    Area.ADMINISTRATION,
    binding=True,
)
TASKS_HANDED_OVER = Occasion(
    "tasks_handed_over",
    "{who} hat Ihnen die Aufgaben von {person} übergeben, die nur auf diesen Namen lauteten: {number}.",
    "Übergebene Aufgaben",
    Area.ADMINISTRATION,
)
