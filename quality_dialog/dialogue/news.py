"""What the sides of a dialogue are told of each other (see `quartiersarbeit.ground.news`)."""

from quartiersarbeit.ground.duties import Area
from quartiersarbeit.ground.news import Occasion


def _occasion(code: str, opens: str, says: str, label: str) -> Occasion:
    return Occasion(code, says, label, Area.DIALOGUE, f"quality_dialog.view_{opens}")


CYCLE_OPENED = _occasion(
    "cycle_opened", "cycle", "{who} hat den „{what}“ eröffnet.", "Eröffnete Qualitätsdialoge"
)
YEAR_CORRECTED = _occasion(
    "year_corrected",
    "cycle",
    "{who} hat das Jahr eines Qualitätsdialogs berichtigt: bisher {year}, jetzt „{what}“.",
    "Berichtigte Jahre von Qualitätsdialogen",
)
DIALOGUE_ADDED = _occasion(
    "dialogue_added", "dialogue", "{who} hat den Dialog „{what}“ eröffnet.", "Weitere Dialoge eines Jahres"
)
DEADLINES_CHANGED = _occasion(
    "deadlines_changed",
    "cycle",
    "{who} hat die Fristen im „{what}“ geändert: {days}.",
    "Geänderte Fristen eines Jahres",
)
PARTICIPANTS_CHANGED = _occasion(
    "participants_changed",
    "dialogue",
    "{who} hat geändert, wer am Dialog „{what}“ teilnimmt. Jetzt sind es: {partners}.",
    "Geänderte Beteiligte an Dialogen",
)
PARTICIPATION_ENDED = Occasion(
    "participation_ended",
    "{who} hat den Dialog „{what}“ geändert: {party} nimmt nicht mehr teil.",
    "Beendete Teilnahmen an Dialogen",
    Area.DIALOGUE,
    "partners.view_partner",
)
DIALOGUE_REMOVED = _occasion(
    "dialogue_removed", "cycle", "{who} hat den Dialog „{what}“ zurückgenommen.", "Zurückgenommene Dialoge"
)
INVITED = _occasion(
    "invited",
    "dialogue",
    "{who} hat zum Dialoggespräch „{what}“ am {day} eingeladen.",
    "Einladungen zu Dialoggesprächen",
)
INVITATION_CHANGED = _occasion(
    "invitation_changed",
    "dialogue",
    "{who} hat die Einladung zum Dialoggespräch „{what}“ geändert: {day}, {place}.",
    "Geänderte Einladungen",
)
INVITATION_ANSWERED = _occasion(
    "invitation_answered",
    "dialogue",
    "{who} hat zum Dialoggespräch „{what}“ am {day} geantwortet: {party} {answer}.",
    "Antworten auf Einladungen",
)
MINUTES_SHARED = _occasion(
    "minutes_shared",
    "dialogue",
    "{who} hat das Protokoll des Dialoggesprächs „{what}“ vom {day} geteilt.",
    "Geteilte Protokolle",
)
ASSESSMENT_SUBMITTED = _occasion(
    "assessment_submitted",
    "dialogue",
    "{who} hat die Selbsteinschätzung zu „{what}“ eingereicht.",
    "Eingereichte Selbsteinschätzungen",
)
ASSESSMENT_REOPENED = _occasion(
    "assessment_reopened",
    "dialogue",
    "{who} hat die Selbsteinschätzung zu „{what}“ wieder geöffnet ({party}).",
    "Wieder geöffnete Selbsteinschätzungen",
)
ASSESSMENT_EXTENDED = _occasion(
    "assessment_extended",
    "dialogue",
    "{who} hat die Frist der Selbsteinschätzung zu „{what}“ verlängert: {party} bis {day}.",
    "Verlängerte Fristen von Selbsteinschätzungen",
)
FINDING_SHARED = _occasion(
    "finding_shared",
    "finding",
    "{who} hat die Feststellung „{what}“ geteilt.",
    "Geteilte Feststellungen",
)
FINDING_REWORDED = _occasion(
    "finding_reworded",
    "finding",
    "{who} hat den Wortlaut einer Feststellung geändert: „{what}“ Wer geantwortet hat, ist wieder gefragt.",
    "Geänderte Wortlaute",
)
FINDING_WITHDRAWN = _occasion(
    "finding_withdrawn",
    "finding",
    "{who} hat die Feststellung „{what}“ zurückgezogen.",
    "Zurückgezogene Feststellungen",
)
FINDING_ANSWERED = _occasion(
    "finding_answered",
    "finding",
    "{who} hat zur Feststellung „{what}“ Stellung genommen.",
    "Stellungnahmen zu Feststellungen",
)
COMMENTED = _occasion(
    "commented",
    "finding",
    "{who} hat die Feststellung „{what}“ kommentiert.",
    "Kommentare zu Feststellungen",
)
DIALOGUE_COMMENTED = _occasion(
    "dialogue_commented", "dialogue", "{who} hat den Dialog „{what}“ kommentiert.", "Kommentare zu Dialogen"
)
MEASURE_AGREED = _occasion(
    "measure_agreed", "measure", "{who} hat die Maßnahme „{what}“ eingetragen.", "Neue Maßnahmen"
)
MEASURE_NOTED = _occasion(
    "measure_noted",
    "measure",
    "{who} hat zur Maßnahme „{what}“ festgehalten, was geschehen ist.",
    "Fortschritt bei Maßnahmen",
)
MEASURE_POSTPONED = _occasion(
    "measure_postponed",
    "measure",
    "{who} hat die Maßnahme „{what}“ auf den {day} verschoben.",
    "Verschobene Maßnahmen",
)
MEASURE_DONE = _occasion(
    "measure_done",
    "measure",
    "{who} hat die Maßnahme „{what}“ als erledigt gemeldet.",
    "Als erledigt gemeldete Maßnahmen",
)
MEASURE_TAKEN_BACK = _occasion(
    "measure_taken_back",
    "measure",
    "{who} hat zurückgenommen, dass die Maßnahme „{what}“ erledigt ist.",
    "Zurückgenommene Erledigungen",
)
MEASURE_CONFIRMED = _occasion(
    "measure_confirmed",
    "measure",
    "{who} hat bestätigt, dass die Maßnahme „{what}“ erledigt ist.",
    "Bestätigte Maßnahmen",
)
MEASURE_SENT_BACK = _occasion(
    "measure_sent_back",
    "measure",
    "{who} hat nicht bestätigt, dass die Maßnahme „{what}“ erledigt ist.",
    "Nicht bestätigte Maßnahmen",
)
MEASURE_DROPPED = _occasion(
    "measure_dropped", "measure", "{who} hat die Maßnahme „{what}“ aufgegeben.", "Aufgegebene Maßnahmen"
)
