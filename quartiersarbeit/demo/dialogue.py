"""Two example years of quality dialogue: last year's is finished, this year's is under way.

They talk by an example framework in the place of the „Rahmenkonzept Seniorenarbeit“, whose text the city has: written
for this demo, with what neighbourhood work with older people commonly talks about. It comes in by the app's own
import, as the city's own text will.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path

from partners.models import Partner
from quality_dialog.dialogue import importing
from quality_dialog.dialogue.models.assessment import Rating, Source
from quality_dialog.models import (
    Assessment,
    Criterion,
    Cycle,
    Dialogue,
    Framework,
    Indicator,
    IndicatorValue,
    Participation,
    Submission,
)
from quartiersarbeit.demo import findings
from quartiersarbeit.demo.loading import Loading
from quartiersarbeit.demo.network import Places
from quartiersarbeit.demo.people import Cast

FRAMEWORK = Path(__file__).with_name("rahmenkonzept.csv")
DESCRIPTION = (
    "Beispiel, für die Vorführung geschrieben. Das „Rahmenkonzept Seniorenarbeit“ der Stadt wird an seiner "
    "Stelle erfasst."
)
OPENED, ASSESSMENT_DUE, MEETINGS_DUE, REPORT_DUE = (1, 15), (6, 30), (10, 31), (12, 15)
MEETINGS_FROM = (6, 8)
MEETINGS_HELD = 6  # of this year's nine meetings so many have been held; the others lie ahead
HANDED_IN = 5  # of this year's nine self-assessments so many are submitted; the next one is a draft
DRAFTED_CRITERIA = 6
MISSING = (3, "Z5")  # site and indicator without a value this year
RATINGS = (Rating.MOSTLY, Rating.REACHED, Rating.MOSTLY, Rating.PARTLY, Rating.REACHED, Rating.NOT_REACHED)
TEXTS = (
    "Beispiel: Die Angebote sind bekannt und gut besucht.",
    "",
    "Beispiel: Hier wünschen wir uns mehr Zeit für Hausbesuche.",
    "Beispiel: Das gelingt je nach Wochentag unterschiedlich.",
    "",
)
BASE_VALUES = {"Z1": 1180, "Z2": 6, "Z3": 96, "Z4": 4, "Z5": 11}


def load(loading: Loading, cast: Cast, places: Places) -> None:
    """The framework, two cycles with their dialogues and findings."""
    concept = _framework(loading)
    criteria = list(
        Criterion.objects.filter(field__framework=concept).order_by("field__position", "position")
    )
    indicators = list(Indicator.objects.filter(field__framework=concept))
    years = {}
    for year in (loading.year - 1, loading.year):
        cycle = _cycle(loading, cast, concept, year)
        dialogues = _dialogues(loading, cycle, places)
        _assessments(loading, cast, places, dialogues, criteria)
        _values(loading, cast, places, dialogues, indicators)
        years[year] = dialogues
    findings.load(loading, cast, places, years[loading.year - 1], years[loading.year], criteria)


def _framework(loading: Loading) -> Framework:
    """The example framework, by the import that awaits the city's own."""
    named = {"name": "Rahmenkonzept Seniorenarbeit (Beispiel)", "version": "Beispiel 1"}
    if known := Framework.objects.filter(**named).first():
        return known
    loading.count(Framework)
    parts, _ = importing.parts_of(importing.read(FRAMEWORK.name, FRAMEWORK.read_bytes()).rows)
    facts = {"valid_from": date(2022, 1, 1), "description": DESCRIPTION, "is_example": True}
    return Framework.objects.build(**named, **facts, parts=parts)


def _cycle(loading: Loading, cast: Cast, concept: Framework, year: int) -> Cycle:
    row = Cycle(
        year=year,
        framework=concept,
        focus_topics="Beispiel: Menschen erreichen, die zurückgezogen leben; Zusammenarbeit im Quartier.",
        opened_on=loading.by_now(date(year, *OPENED)),
        opened_by=cast.koordination,
        assessment_due_on=date(year, *ASSESSMENT_DUE),
        meetings_due_on=date(year, *MEETINGS_DUE),
        report_due_on=date(year, *REPORT_DUE),
        is_example=True,
    )
    return loading.one(row, "year")


def _dialogues(loading: Loading, cycle: Cycle, places: Places) -> list[Dialogue]:
    """A dialogue a site, with its landlord and its provider; meetings held have minutes."""
    rows = []
    for number, site in enumerate(places.sites, start=1):
        month, day = MEETINGS_FROM
        held = cycle.year < loading.year or number <= MEETINGS_HELD
        on = (
            loading.by_now(date(cycle.year, month, day + number)) if held else loading.ahead(7 * (number - 6))
        )
        minutes = "Beispiel: Die Beteiligten haben die Feststellungen besprochen." if held else ""
        shared = {"minutes_shared_on": on, "minutes_shared_by": cycle.opened_by} if held else {}
        rows.append(Dialogue(cycle=cycle, site=site, meeting_on=on, minutes=minutes, **shared))
    dialogues = loading.ensure(rows, "cycle", "site")
    loading.ensure(
        [
            Participation(dialogue=dialogue, partner=partner)
            for dialogue, *both in zip(dialogues, places.landlords, places.providers, strict=True)
            for partner in both
        ],
        *("dialogue", "partner"),
    )
    return dialogues


def _begun(
    loading: Loading, places: Places, dialogues: list[Dialogue]
) -> Iterator[tuple[int, Dialogue, Partner]]:
    """The dialogues whose provider has begun its self-assessment, with the number of the site."""
    begun = HANDED_IN + 1 if dialogues[0].cycle.year == loading.year else len(dialogues)
    yield from list(zip(count(1), dialogues, places.providers, strict=False))[:begun]


def _assessments(
    loading: Loading, cast: Cast, places: Places, dialogues: list[Dialogue], criteria: list[Criterion]
) -> None:
    """The providers' self-assessments: last year all, this year some, one begun."""
    rows, submissions = [], []
    for number, dialogue, provider in _begun(loading, places, dialogues):
        draft = dialogue.cycle.year == loading.year and number > HANDED_IN
        handed_in = None if draft else loading.by_now(date(dialogue.cycle.year, 4, 10 + number))
        by = cast.acting_for(provider)
        if handed_in:
            submissions.append(
                Submission(dialogue=dialogue, partner=provider, submitted_on=handed_in, submitted_by=by)
            )
        rows += [
            Assessment(
                dialogue=dialogue,
                criterion=criterion,
                partner=provider,
                rating=RATINGS[(number + place) % len(RATINGS)],
                text=TEXTS[(number + place) % len(TEXTS)],
                submitted_on=handed_in,
                submitted_by=by if handed_in else None,
            )
            for place, criterion in enumerate(criteria[: DRAFTED_CRITERIA if draft else None])
        ]
    loading.ensure(rows, "dialogue", "criterion", "partner")
    loading.ensure(submissions, "dialogue", "partner")


def _values(
    loading: Loading, cast: Cast, places: Places, dialogues: list[Dialogue], indicators: list[Indicator]
) -> None:
    """The indicators' values, some estimated; this year one is missing, which is not zero."""
    rows = []
    for number, dialogue, provider in _begun(loading, places, dialogues):
        running = dialogue.cycle.year == loading.year
        for indicator in indicators:
            missing = running and (number, indicator.code) == MISSING
            estimated = indicator.code == "Z1" and number % 3 == 0
            base = BASE_VALUES[indicator.code]
            value = Decimal(base + base * number // 15 + (base // 25 if running else 0))
            rows.append(
                IndicatorValue(
                    dialogue=dialogue,
                    indicator=indicator,
                    value=None if missing else value,
                    source="" if missing else Source.ESTIMATED if estimated else Source.COUNTED,
                    comment="Beispiel: Die Zählung wird nachgereicht." if missing else "",
                    entered_by=cast.acting_for(provider),
                )
            )
    loading.ensure(rows, "dialogue", "indicator")
