"""What is told of sites, their seats and the roles of partners there (see `quartiersarbeit.ground.news`)."""

from quartiersarbeit.ground.duties import Area
from quartiersarbeit.ground.news import Occasion


def _occasion(code: str, says: str, label: str) -> Occasion:
    return Occasion(code, says, label, Area.NETWORK, "sites.view_site")


SITE_CLOSED = _occasion(
    "site_closed",
    "Der letzte Betriebstag des Standorts „{what}“ ist der {day}. Eingetragen hat das {who}.",
    "Geschlossene Standorte",
)
SEAT_ENDED = _occasion(
    "seat_ended",
    "Der Standort „{what}“ hat seinen Platz bis zum {day}. Eingetragen hat das {who}.",
    "Beendete Plätze",
)
ROLE_GIVEN = _occasion(
    "role_given",
    "{party} ist ab dem {day} {role} am Standort „{what}“. Eingetragen hat das {who}.",
    "Vergebene Rollen an Standorten",
)
