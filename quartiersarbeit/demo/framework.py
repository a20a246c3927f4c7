"""An example framework in the place of the „Rahmenkonzept Seniorenarbeit“, whose text the city has.

Written for this demo and labelled as an example. Its four fields are what neighbourhood work with older
people commonly talks about; the city's own text takes its place by import.
"""

from datetime import date

from quality_dialog.models import Criterion, FieldOfAction, Framework, Indicator
from quartiersarbeit.demo.loading import Loading

DESCRIPTION = (
    "Beispiel, für die Vorführung geschrieben. Das „Rahmenkonzept Seniorenarbeit“ der Stadt wird an seiner "
    "Stelle erfasst."
)
FIELDS = {
    "H1": (
        "Teilhabe und Engagement",
        (
            "Gestalten ältere Menschen die Angebote im Quartier mit, von der Idee bis zur Auswertung?",
            "Erreichen wir auch Menschen, die zurückgezogen leben oder wenig Geld haben?",
            "Werden Freiwillige gewonnen, gut begleitet und anerkannt?",
            "Werden Rückmeldungen aus dem Quartier eingeholt, und folgt etwas aus ihnen?",
        ),
    ),
    "H2": (
        "Wohnen und Wohnumfeld",
        (
            "Können Menschen in ihrer Wohnung bleiben, auch wenn sie mehr Hilfe brauchen?",
            "Sind Gemeinschaftsräume, Wege und Sitzgelegenheiten ohne Barrieren zu nutzen?",
            "Sprechen Vermieter und soziale Dienste früh miteinander, wenn jemand Unterstützung braucht?",
        ),
    ),
    "H3": (
        "Gesundheit und Pflege",
        (
            "Gibt es eine verlässlich erreichbare Ansprechperson, auch nachts und am Wochenende?",
            "Sind die Übergänge zwischen Alltagshilfe, Beratung und Pflege gut abgestimmt?",
            "Wissen Angehörige, wo sie Rat und Entlastung finden?",
        ),
    ),
    "H4": (
        "Begegnung und Miteinander",
        (
            "Gibt es einen offenen Ort, an dem man einander ohne Anlass treffen kann?",
            "Begegnen sich Menschen verschiedenen Alters und verschiedener Herkunft?",
            "Sind weitere Einrichtungen und Vereine des Quartiers einbezogen?",
            "Erfahren neu Zugezogene, was es im Quartier gibt?",
        ),
    ),
}
INDICATORS = (
    (
        *("H4", "Z1", "Teilnahmen an Angeboten"),
        "Besuche aller Angebote im Jahr, Mehrfachbesuche gezählt.",
        "Teilnahmen",
    ),
    ("H4", "Z2", "Angebote pro Woche", "Regelmäßige Angebote in einer üblichen Woche.", "Angebote"),
    ("H3", "Z3", "Beratungsgespräche", "Persönliche Beratungen von mindestens zehn Minuten.", "Gespräche"),
    ("H2", "Z4", "Abstimmungstreffen", "Treffen von Vermieter und Diensten im Jahr.", "Treffen"),
    ("H1", "Z5", "Freiwillig Engagierte", "Personen, die mindestens vierteljährlich mitwirken.", "Personen"),
)


def load(loading: Loading) -> tuple[Framework, list[Criterion], list[Indicator]]:
    """The example framework with its criteria and indicators, in their order."""
    row = Framework(
        name="Rahmenkonzept Seniorenarbeit (Beispiel)",
        version="Beispiel 1",
        valid_from=date(2022, 1, 1),
        description=DESCRIPTION,
        is_example=True,
    )
    (framework,) = loading.ensure([row], "name", "version")
    fields = loading.ensure(
        [
            FieldOfAction(framework=framework, code=code, title=title, position=position)
            for position, (code, (title, _)) in enumerate(FIELDS.items(), start=1)
        ],
        *("framework", "code"),
    )
    return framework, _criteria(loading, fields), _indicators(loading, fields)


def _criteria(loading: Loading, fields: list[FieldOfAction]) -> list[Criterion]:
    rows = [
        Criterion(
            field=field, code=f"{field.code[1]}.{position}", guiding_question=question, position=position
        )
        for field in fields
        for position, question in enumerate(FIELDS[field.code][1], start=1)
    ]
    return loading.ensure(rows, "field", "code")


def _indicators(loading: Loading, fields: list[FieldOfAction]) -> list[Indicator]:
    by_code = {field.code: field for field in fields}
    rows = [
        Indicator(
            field=by_code[of], code=code, name=name, definition=definition, unit=unit, position=position
        )
        for position, (of, code, name, definition, unit) in enumerate(INDICATORS, start=1)
    ]
    return loading.ensure(rows, "field", "code")
