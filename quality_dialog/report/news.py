"""What is told of reports (see `quartiersarbeit.ground.news`)."""

from quartiersarbeit.ground.duties import Area
from quartiersarbeit.ground.news import Occasion


def _occasion(code: str, says: str, label: str, *, binding: bool = False) -> Occasion:
    return Occasion(code, says, label, Area.REPORTS, "quality_dialog.view_report", binding)


READING_ASKED = _occasion(
    "reading_asked",
    "{who} bittet Ihre Organisation bis zum {day} um eine Stellungnahme zum Bericht „{what}“.",
    "Bitten um Stellungnahme zu Berichten",
    binding=True,
)
READING_DISPATCHED = _occasion(
    "reading_dispatched",
    "{who} hat den Brief mit der Lesefassung des Berichts „{what}“ als abgesandt erfasst ({party}).",
    "Abgesandte Lesefassungen",
)
READING_ANSWERED = _occasion(
    "reading_answered",
    "{who} hat zum Bericht „{what}“ Stellung genommen.",
    "Stellungnahmen zu Berichten",
)
READING_TAKEN_DOWN = _occasion(
    "reading_taken_down",
    "{who} hat eine Stellungnahme zum Bericht „{what}“ erfasst, die per Brief kam ({party}).",
    "Per Brief eingegangene Stellungnahmen",
)
CO_SIGNATURE_ASKED = _occasion(
    "co_signature_asked", "{who} bittet Sie, den Bericht „{what}“ mitzuzeichnen.", "Bitten um Mitzeichnung"
)
CO_SIGNED = _occasion("co_signed", "{who} hat den Bericht „{what}“ mitgezeichnet.", "Mitzeichnungen")
CO_SIGNATURE_DECLINED = _occasion(
    "co_signature_declined", "{who} zeichnet den Bericht „{what}“ nicht mit.", "Abgelehnte Mitzeichnungen"
)
CO_SIGNATURE_WITHDRAWN = _occasion(
    "co_signature_withdrawn",
    "{who} bittet Sie nicht mehr, den Bericht „{what}“ mitzuzeichnen.",
    "Zurückgenommene Bitten um Mitzeichnung",
)
REPORT_IN_REVIEW = _occasion(
    "report_in_review", "{who} hat den Bericht „{what}“ in Prüfung gegeben.", "Berichte in Prüfung"
)
REPORT_RETURNED = _occasion(
    "report_returned",
    "{who} hat den Bericht „{what}“ zum Entwurf zurückgegeben.",
    "Zurückgegebene Berichte",
)
REPORT_DISCARDED = _occasion(
    "report_discarded", "{who} hat den Entwurf des Berichts „{what}“ verworfen.", "Verworfene Berichte"
)
REPORT_APPROVED = _occasion(
    "report_approved", "{who} hat den Bericht „{what}“ freigegeben.", "Freigegebene Berichte"
)
REPORT_SUBMITTED = _occasion(
    "report_submitted", "{who} hat den Bericht „{what}“ eingereicht.", "Eingereichte Berichte"
)
SUBMISSION_CORRECTED = _occasion(
    "submission_corrected",
    "{who} hat die Einreichung des Berichts „{what}“ berichtigt: {day}.",
    "Berichtigte Einreichungen von Berichten",
)
REPORT_PUBLISHED = _occasion(
    "report_published", "{who} hat den Bericht „{what}“ veröffentlicht.", "Veröffentlichte Berichte"
)
OUTCOME_NOTED = _occasion(
    "outcome_noted",
    "{who} hat das Ergebnis der Beratung zum Bericht „{what}“ erfasst: {meeting}, {outcome}.",
    "Ergebnisse der Beratung",
)
WISH_ENTERED = _occasion(
    "wish_entered",
    "{who} hat einen Wunsch des Gremiums erfasst: {what}. Die Antwort ist bis zum {day} fällig.",
    "Wünsche der Gremien",
)
WISH_WITHDRAWN = _occasion(
    "wish_withdrawn",
    "{who} hat einen Wunsch des Gremiums zurückgenommen: {what}",
    "Zurückgenommene Wünsche der Gremien",
)
WISH_ANSWERED = _occasion(
    "wish_answered",
    "{who} hat sich zu einem Wunsch des Gremiums geäußert: {what}",
    "Antworten auf Wünsche der Gremien",
)
