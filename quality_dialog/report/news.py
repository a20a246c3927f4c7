"""What is told of reports (see `quartiersarbeit.ground.news`)."""

from quartiersarbeit.ground.duties import Area
from quartiersarbeit.ground.news import Occasion


def _occasion(code: str, says: str, label: str, *, binding: bool = False) -> Occasion:
    return Occasion(code, says, label, Area.REPORTS, binding)


READING_ASKED = _occasion(
    "reading_asked",
    "{who} bittet Ihre Organisation um Stellung zum Bericht „{what}“, bis zum {day}.",
    "Berichte zur Stellungnahme",
    binding=True,
)
READING_ANSWERED = _occasion(
    "reading_answered", "{who} hat zum Bericht „{what}“ Stellung genommen.", "Stellungnahmen zu Berichten"
)
CO_SIGNATURE_ASKED = _occasion(
    "co_signature_asked", "{who} bittet Sie, „{what}“ mitzuzeichnen.", "Erbetene Mitzeichnungen"
)
CO_SIGNED = _occasion("co_signed", "{who} hat „{what}“ mitgezeichnet.", "Mitzeichnungen")
CO_SIGNATURE_DECLINED = _occasion(
    "co_signature_declined", "{who} zeichnet „{what}“ nicht mit.", "Abgelehnte Mitzeichnungen"
)
REPORT_IN_REVIEW = _occasion(
    "report_in_review", "{who} hat „{what}“ in Prüfung gegeben.", "Berichte in Prüfung"
)
REPORT_RETURNED = _occasion(
    "report_returned", "{who} hat „{what}“ zum Entwurf zurückgegeben.", "Zurückgegebene Berichte"
)
REPORT_APPROVED = _occasion("report_approved", "{who} hat „{what}“ freigegeben.", "Freigegebene Berichte")
REPORT_PUBLISHED = _occasion("report_published", "„{what}“ ist veröffentlicht.", "Veröffentlichte Berichte")
