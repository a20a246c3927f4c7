"""The first draft of a report in good German, written from facts alone. Pure: no query, no clock.

A number never stands in the text itself: `[[key]]` ties the place to a figure, so that editing the words
around it cannot detach it from its records.
"""

import re
from dataclasses import dataclass
from datetime import date

from quality_dialog.report import optional_sections as optional
from quality_dialog.report.talks_wording import TalkFacts, tell_talks
from quartiersarbeit.ground import german
from quartiersarbeit.ground.city import SHIPPED
from quartiersarbeit.ground.paper import Figure, Record

TOKEN = re.compile(r"\[\[([a-z0-9_]+)\]\]")


# --- What the draft is written from ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MandateFacts:
    """The resolution in force, with the two limits as figures."""

    reference: str
    kind: str
    decided_on: date
    committee: str
    task: str
    annual_amount: Figure | None
    seats: Figure | None


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """A concluded agreement; partners read after „mit“."""

    partners: tuple[str, ...]
    sites: Figure
    record: Record
    quality_dialogue: bool
    framework: str


@dataclass(frozen=True, slots=True)
class MoneyFacts:
    """The year's figures and a row per site: site, recipient, committed, paid."""

    year: int
    available: Figure
    committed: Figure
    paid: Figure
    free: Figure
    rows: tuple[tuple[str, str, str, str], ...]
    entered_on: date | None = None  # when the last of it was entered that had happened before


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """A shared finding; `answers` are (who, stance, text) of those who did not simply agree."""

    site: str
    kind: str
    wording: str
    state: str
    answers: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """A measure with its owner and where it stands."""

    site: str
    title: str
    owner: str
    due: date
    state: str


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """An indicator at a site with a target: last year's value, the target, this year's, and what explains it."""

    site: str
    name: str
    before: str
    target: str
    now: str
    why: str


@dataclass(frozen=True, slots=True)
class DialogueFacts:
    """A year's quality dialogue as shared with the participants."""

    year: int
    framework: str
    report_due_on: date | None
    record: Record
    sites: Figure
    shared: Figure
    agreed: Figure
    disputed: Figure
    open: Figure
    findings: tuple[FindingFacts, ...]
    measures: Figure
    done: Figure
    overdue: Figure
    measure_rows: tuple[MeasureFacts, ...]
    entered_on: date | None = None  # when the last of it was entered that had happened before
    indicators: tuple[IndicatorFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All a report can state about a year as of a day."""

    year: int
    as_of: date
    texts: dict[str, str]
    mandate: MandateFacts | None
    agreements: tuple[AgreementFacts, ...]
    sites: Figure
    talks: tuple[TalkFacts, ...]
    committees: tuple[str, ...]
    money: MoneyFacts | None
    dialogue: DialogueFacts | None
    is_example: bool
    places: tuple[optional.SiteFacts, ...] = ()
    offers: Figure | None = None
    offer_rows: tuple[optional.OfferFacts, ...] = ()
    since: optional.SinceLast | None = None
    wishes: tuple[optional.WishFacts, ...] = ()
    network: str = SHIPPED.network
    adjective: str = SHIPPED.adjective

    def figures(self) -> tuple[Figure, ...]:
        """Every figure there is as of that day, by the order of the sections."""
        found: list[Figure | None] = []
        if self.mandate:
            found += [self.mandate.annual_amount, self.mandate.seats]
        if self.agreements:
            found += [self.sites, self._agreement_count(), *(a.sites for a in self.agreements)]
        found.append(self.offers)
        if self.money:
            found += [self.money.available, self.money.committed, self.money.paid, self.money.free]
        if self.dialogue:
            d = self.dialogue
            found += [d.sites, d.shared, d.agreed, d.disputed, d.open, d.measures, d.done, d.overdue]
        return tuple(figure for figure in found if figure)

    def _agreement_count(self) -> Figure:
        n = len(self.agreements)
        return Figure(
            key="vereinbarungen",
            label="Kooperationsvereinbarungen",
            value=n,
            unit="Anzahl",
            text=german.number_word(n, "eine"),
            as_of=self.as_of,
            source="Von allen Parteien unterzeichnet und nicht beendet",
            records=tuple(agreement.record for agreement in self.agreements),
        )


# --- The draft ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed section; an empty heading is running text."""

    key: str
    heading: str
    body: str
    included: bool = True


PLAIN = "leichte_sprache"  # written by people: proposed empty, with a checklist and an aid

# What the sections are called among those who write them; on paper only their heading stands.
TITLES = {
    "einleitung": "Einleitung",
    "grundlage": "Beschlussgrundlage und Mittel",
    "stand": "Stand der Kooperation",
    "standorte": "Standorte",
    "angebote": "Angebote",
    "foerderung": "Förderung",
    "qualitaetsdialog": "Qualitätsdialog",
    "ergebnisse": "Ergebnisse des Qualitätsdialogs",
    "wirkung": "Kennzahlen und Ziele",
    "veraenderungen": "Veränderungen seit dem letzten Bericht",
    "wuensche": "Wünsche der Gremien",
    "ausblick": "Ausblick",
    PLAIN: "Leichte Sprache",
}


def draft(facts: Facts) -> list[Draft]:
    """The proposed sections, in the order of the source document; those without a text are left out.

    Sites and offers are proposed unticked: a Mitteilung of two pages does without their tables.
    """
    proposed = [
        Draft("einleitung", "", facts.texts.get("einleitung", "")),
        Draft("grundlage", "", _basis(facts)),
        Draft("stand", "", _paragraphs(_agreed_so_far(facts), *tell_talks(facts.talks, facts.adjective))),
        Draft("standorte", "Standorte", optional.sites_text(facts.places, facts.sites), included=False),
        Draft("angebote", "Angebote", optional.offers_text(facts.offers), included=False),
        Draft("foerderung", "Förderung", _money(facts.money)),
        Draft("qualitaetsdialog", "", _clause(facts)),
        Draft("ergebnisse", "Ergebnisse des Qualitätsdialogs", _results(facts.dialogue)),
        Draft("wirkung", "Kennzahlen und Ziele", _indicators(facts.dialogue)),
        Draft("veraenderungen", "Veränderungen seit dem letzten Bericht", optional.changes_text(facts.since)),
        Draft("wuensche", "Wünsche der Gremien", optional.wishes_text(facts.wishes)),
        Draft("ausblick", "", facts.texts.get("ausblick", "")),
        Draft(PLAIN, "Das Wichtigste in Leichter Sprache", "", included=False),
    ]
    return [section for section in proposed if section.body or section.key == PLAIN]


def _paragraphs(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def token(figure: Figure) -> str:
    """Where a figure stands in a text."""
    return f"[[{figure.key}]]"


def counted(figure: Figure, singular: str, plural: str) -> str:
    """A figure with its noun in the right number."""
    return f"{token(figure)} {singular if figure.value == 1 else plural}"


def _basis(facts: Facts) -> str:
    mandate = facts.mandate
    if mandate is None:
        return (
            f"Zum Stichtag {german.day(facts.as_of)} liegt keine Beschlussgrundlage für die Quartiersarbeit "
            f"im {facts.network} vor."
        )
    told = (
        f"Eine ausführliche Darstellung erfolgte in der am {german.day(mandate.decided_on)} im "
        f"{mandate.committee} beratenen {mandate.kind} mit der Drucksachen-Nr. {mandate.reference}."
    )
    task = f"Auf dieser Grundlage wurde die Verwaltung beauftragt, {mandate.task}." if mandate.task else ""
    limits = ""
    if mandate.annual_amount and mandate.seats:
        limits = (
            f"Für Sicherstellung und Weiterentwicklung der Quartiersarbeit im {facts.network} stehen zz. "
            f"{token(mandate.annual_amount)} pro Jahr für maximal "
            f"{counted(mandate.seats, 'Standort', 'Standorte')} zur Verfügung."
        )
    return _paragraphs(told, task, limits)


def _agreed_so_far(facts: Facts) -> str:
    agreements = facts.agreements
    if not agreements:
        return "Eine Kooperationsvereinbarung ist bislang nicht geschlossen." if facts.mandate else ""
    if len(agreements) == 1:
        return (
            f"Die Verwaltung konnte bislang mit {german.listing(agreements[0].partners)} eine "
            f"Kooperationsvereinbarung{_for_sites(facts.sites, 'für insgesamt')} schließen."
        )
    each = [f"mit {german.listing(a.partners)}{_for_sites(a.sites, 'für')}" for a in agreements]
    return (
        "Die Verwaltung konnte bislang [[vereinbarungen]] Kooperationsvereinbarungen"
        f"{_for_sites(facts.sites, 'für insgesamt')} schließen: {german.listing(each, 'sowie')}."
    )


def _for_sites(sites: Figure, begin: str) -> str:
    """„ für sieben Projektstandorte“; nothing while no site has a seat yet, „für null“ says nobody."""
    return f" {begin} {counted(sites, 'Projektstandort', 'Projektstandorte')}" if sites.value else ""


def _money(money: MoneyFacts | None) -> str:
    if money is None:
        return ""
    told = (
        f"Für das Haushaltsjahr {money.year} sind {token(money.available)} verfügbar. Davon sind "
        f"{token(money.committed)} durch Bescheide gebunden und {token(money.paid)} ausgezahlt; frei sind "
        f"{token(money.free)}."
    )
    return _paragraphs(told, _entered_later("Zahlen", money.entered_on))


def _entered_later(what: str, last: date | None) -> str:
    """That some of it was entered when it was over; nothing where it was written as it happened."""
    return f"{what} dieses Jahres sind nacherfasst, zuletzt am {german.day(last)}." if last else ""


def _clause(facts: Facts) -> str:
    with_clause = [agreement for agreement in facts.agreements if agreement.quality_dialogue]
    if not with_clause:
        return ""
    names = list(dict.fromkeys(a.framework for a in with_clause if a.framework))
    oriented = f"am {german.listing(f'„{name}“' for name in names)} orientierten " if names else ""
    several = len(with_clause) > 1
    subject, verb = (
        ("Die Kooperationsvereinbarungen", "sehen") if several else ("Die Kooperationsvereinbarung", "sieht")
    )
    clause = f"{subject} {verb} einen {oriented}Qualitätsdialog zwischen den beteiligten Partnern vor."
    told = (
        f"Zu den Ergebnissen aus diesem Qualitätsdialog wird {_when(facts)} "
        f"{german.listing(facts.committees)} berichtet."
    )
    return _paragraphs(clause, told if facts.committees else "")


def _when(facts: Facts) -> str:
    due = facts.dialogue.report_due_on if facts.dialogue else None
    if due and due.month <= 6:
        return f"bis zum {german.day(due)}"
    return "in der zweiten Jahreshälfte"


def _results(dialogue: DialogueFacts | None) -> str:
    if dialogue is None or not dialogue.shared.value:
        return ""
    found = (
        f"Im Qualitätsdialog {dialogue.year} haben die Beteiligten zu "
        f"{counted(dialogue.sites, 'Projektstandort', 'Projektstandorten')} "
        f"{counted(dialogue.shared, 'Feststellung', 'Feststellungen')} festgehalten."
    )
    parts = [
        (dialogue.agreed, "im Einvernehmen"),
        (dialogue.disputed, "mit abweichender Auffassung (sie steht dabei)"),
        (dialogue.open, "noch nicht von allen Beteiligten beantwortet"),
    ]
    stands = f"Davon: {german.listing(f'{token(f)} {words}' for f, words in parts if f.value)}."
    later = _entered_later("Ergebnisse", dialogue.entered_on)
    return _paragraphs(found, stands, _measures(dialogue), later)


def _indicators(dialogue: DialogueFacts | None) -> str:
    if dialogue is None or not dialogue.indicators:
        return ""
    return (
        "Die Tabelle stellt die Werte des Vorjahres, die im Qualitätsdialog vereinbarten Ziele und die Werte des "
        "Berichtsjahres nebeneinander. Sie ist keine Rangfolge, und von den Werten hängt keine Förderung ab."
    )


def _measures(dialogue: DialogueFacts) -> str:
    if not dialogue.measures.value:
        return ""
    verb = "ist" if dialogue.measures.value == 1 else "sind"
    parts = [(dialogue.done, "erledigt"), (dialogue.overdue, "überfällig")]
    told = german.listing(f"{token(figure)} {words}" for figure, words in parts if figure.value)
    agreed = f"Vereinbart {verb} {counted(dialogue.measures, 'Maßnahme', 'Maßnahmen')}"
    return f"{agreed}, davon {told}." if told else f"{agreed}."
