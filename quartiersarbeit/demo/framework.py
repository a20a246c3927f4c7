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
        "Begegnung und Miteinander",
        (
            "Gibt es einen offenen Ort, an dem man einander ohne Anlass treffen kann?",
            "Erreichen die Angebote auch Menschen, die zurückgezogen leben?",
            "Sind Räume und Angebote für alle gut zugänglich?",
            "Gestalten Bewohnerinnen und Bewohner die Angebote mit?",
        ),
    ),
    "H2": (
        "Gesundheit und Pflege",
        (
            "Gibt es im Quartier eine verlässlich erreichbare Ansprechperson?",
            "Sind die Übergänge zwischen Alltagshilfe, Beratung und Pflege gut abgestimmt?",
            "Wissen Angehörige, wo sie Rat und Entlastung finden?",
        ),
    ),
    "H3": (
        "Wohnen und Wohnumfeld",
        (
            "Stimmen sich Vermieter und soziale Dienste ab, damit Menschen in ihrer Wohnung bleiben können?",
            "Sind Einrichtungen und Vereine des Wohnumfelds einbezogen?",
            "Sind Wege, Eingänge und Sitzgelegenheiten ohne Barrieren zu nutzen?",
        ),
    ),
    "H4": (
        "Teilhabe und Engagement",
        (
            "Werden Freiwillige gewonnen, begleitet und anerkannt?",
            "Werden Rückmeldungen aus dem Quartier eingeholt und genutzt?",
            "Können auch Menschen mit wenig Geld überall teilnehmen?",
            "Werden neue Bedarfe im Quartier früh erkannt?",
        ),
    ),
}
INDICATORS = (
    (
        *("H1", "Z1", "Teilnahmen an Angeboten"),
        "Besuche aller Angebote im Jahr, Mehrfachbesuche gezählt.",
        "Teilnahmen",
    ),
    ("H1", "Z2", "Angebote pro Woche", "Regelmäßige Angebote in einer üblichen Woche.", "Angebote"),
    ("H2", "Z3", "Beratungsgespräche", "Persönliche Beratungen von mindestens zehn Minuten.", "Gespräche"),
    ("H3", "Z4", "Abstimmungstreffen", "Treffen von Vermieter und Diensten im Jahr.", "Treffen"),
    ("H4", "Z5", "Freiwillig Engagierte", "Personen, die mindestens vierteljährlich mitwirken.", "Personen"),
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
    framework = loading.one(row, "name", "version")
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
