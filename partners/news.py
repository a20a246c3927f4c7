"""What is told of agreements, deputies and people who leave (see `quartiersarbeit.ground.news`)."""

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
TASKS_HANDED_OVER = Occasion(
    "tasks_handed_over",
    "{who} hat Ihnen die Aufgaben von {person} übergeben, die nur auf diesen Namen lauteten: {number}.",
    "Übergebene Aufgaben",
    Area.ADMINISTRATION,
)
