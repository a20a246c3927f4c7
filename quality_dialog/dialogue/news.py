"""What the sides of a dialogue are told of each other (see `quartiersarbeit.ground.news`)."""

from quartiersarbeit.ground.duties import Area
from quartiersarbeit.ground.news import Occasion


def _occasion(code: str, says: str, label: str) -> Occasion:
    return Occasion(code, says, label, Area.DIALOGUE)


FINDING_SHARED = _occasion(
    "finding_shared", "{who} hat die Feststellung „{what}“ geteilt.", "Geteilte Feststellungen"
)
FINDING_ANSWERED = _occasion(
    "finding_answered", "{who} hat zur Feststellung „{what}“ Stellung genommen.", "Stellungnahmen"
)
FINDING_REWORDED = _occasion(
    "finding_reworded",
    "{who} hat den Wortlaut geändert: „{what}“. Wer geantwortet hat, ist wieder gefragt.",
    "Geänderte Wortlaute",
)
FINDING_WITHDRAWN = _occasion(
    "finding_withdrawn", "{who} hat die Feststellung „{what}“ zurückgezogen.", "Zurückgezogene Feststellungen"
)
MEASURE_AGREED = _occasion("measure_agreed", "{who} hat die Maßnahme „{what}“ eingetragen.", "Neue Maßnahmen")
MEASURE_DONE = _occasion(
    "measure_done", "{who} hat die Maßnahme „{what}“ als erledigt gemeldet.", "Erledigte Maßnahmen"
)
MEASURE_CONFIRMED = _occasion(
    "measure_confirmed", "{who} hat bestätigt, dass „{what}“ erledigt ist.", "Bestätigte Maßnahmen"
)
MEASURE_SENT_BACK = _occasion(
    "measure_sent_back", "{who} hat die Maßnahme „{what}“ nicht bestätigt.", "Nicht bestätigte Maßnahmen"
)
MEASURE_POSTPONED = _occasion(
    "measure_postponed", "{who} hat die Maßnahme „{what}“ auf den {day} verschoben.", "Verschobene Maßnahmen"
)
MEASURE_DROPPED = _occasion(
    "measure_dropped", "{who} hat die Maßnahme „{what}“ aufgegeben.", "Aufgegebene Maßnahmen"
)
ASSESSMENT_SUBMITTED = _occasion(
    "assessment_submitted",
    "{who} hat die Selbsteinschätzung zu „{what}“ eingereicht.",
    "Eingereichte Selbsteinschätzungen",
)
ASSESSMENT_REOPENED = _occasion(
    "assessment_reopened",
    "{who} hat eine Selbsteinschätzung zu „{what}“ wieder geöffnet.",
    "Wieder geöffnete Selbsteinschätzungen",
)
COMMENTED = _occasion("commented", "{who} hat „{what}“ kommentiert.", "Kommentare")
INVITED = _occasion(
    "invited", "{who} hat zum Dialoggespräch „{what}“ am {day} eingeladen.", "Einladungen zu Gesprächen"
)
