"""Example findings with every outcome a dialogue knows, and measures at every stage of their way."""

from collections.abc import Sequence
from datetime import date, time
from typing import NamedTuple

from partners.models import Contact, Partner
from quality_dialog.dialogue.models.comment import Audience
from quality_dialog.dialogue.models.finding import FindingKind
from quality_dialog.dialogue.models.statement import Stance
from quality_dialog.models import (
    Attendance,
    Comment,
    Criterion,
    Dialogue,
    Finding,
    FindingWording,
    Invitation,
    Measure,
    MeasureStep,
    Statement,
)
from quartiersarbeit.demo.loading import Loading
from quartiersarbeit.demo.network import Places
from quartiersarbeit.demo.people import Cast

CITY, PROVIDER = "city", "provider"
STRENGTH, NEED, OBSERVATION = FindingKind.STRENGTH, FindingKind.NEED, FindingKind.OBSERVATION
AGREES, REMARK, DISSENTS = Stance.AGREES, Stance.AGREES_WITH_REMARK, Stance.DISSENTS


class Story(NamedTuple):
    """A finding and how the sides answered: (landlord, provider, city), each a stance with its text."""

    site: int
    criterion: int
    kind: FindingKind
    raised_by: str
    shared: bool
    wording: str
    answers: tuple = ()


AGREED = ((AGREES, ""), (AGREES, ""), None)
QUIET = "Beispiel: Am Vormittag gibt es für Menschen mit wenig Kontakten noch kein Angebot."
ROOM = "Beispiel: Der Gemeinschaftsraum ist mit dem Rollstuhl nur über den Hof zu erreichen."
LAST_YEAR = (
    Story(1, 0, STRENGTH, CITY, True, "Beispiel: Das Nachbarschaftscafé ist ein fester Treffpunkt.", AGREED),
    Story(2, 7, OBSERVATION, CITY, True, "Beispiel: Die Partner treffen sich jeden zweiten Monat.", AGREED),
    Story(3, 1, NEED, CITY, True, QUIET, AGREED),
    Story(5, 10, STRENGTH, CITY, True, "Beispiel: Freiwillige tragen das Café an drei Tagen.", AGREED),
    Story(7, 2, NEED, CITY, True, ROOM, ((AGREES, ""), (REMARK, "Beispiel: Eine Rampe ist geplant."), None)),
)
THIS_YEAR = (
    Story(
        *(1, 4, STRENGTH, CITY, True),
        "Beispiel: Die Ansprechperson im Quartier ist allen bekannt und gut erreichbar.",
        ((AGREES, ""), (REMARK, "Beispiel: In Urlaubszeiten hilft ein Nachbarquartier aus."), None),
    ),
    Story(
        *(2, 0, NEED, CITY, True),
        "Beispiel: Am Wochenende fehlt ein offener Treffpunkt.",
        (
            (DISSENTS, "Beispiel: Der Raum steht auch am Wochenende offen; es fehlt eine Begleitung."),
            (AGREES, ""),
            None,
        ),
    ),
    Story(
        *(5, 6, OBSERVATION, PROVIDER, True),
        "Beispiel: Angehörige fragen häufiger nach Entlastung als im Vorjahr.",
        ((AGREES, ""), None, None),
    ),
    Story(
        *(6, 8, NEED, PROVIDER, True),
        "Beispiel: Der Sportverein des Quartiers ist noch nicht einbezogen.",
        ((AGREES, ""), None, (AGREES, "")),
    ),
    Story(
        3, 11, OBSERVATION, CITY, False, "Beispiel: Rückmeldungen werden gesammelt, aber selten besprochen."
    ),
    Story(4, 3, NEED, PROVIDER, False, "Beispiel: Am Programm wirken bisher nur wenige aus dem Haus mit."),
)


# Carried over: which of the two carried findings, what, and since how many days it is due.
UNFINISHED = (
    (0, "Vormittagsangebot mit Hausbesuchen verbinden (Beispiel)", 20),
    (0, "Besuchsdienste im Quartier zusammenbringen (Beispiel)", 5),
    (1, "Zugang zum Gemeinschaftsraum umbauen (Beispiel)", 30),
)


class Stages(NamedTuple):
    """The year's days on which findings are raised, shared and answered."""

    raised: date
    shared: date
    answered: date

    @classmethod
    def of(cls, loading: Loading, year: int) -> "Stages":
        return cls(*(loading.by_now(date(year, *day)) for day in ((5, 18), (6, 1), (6, 15))))


def load(
    loading: Loading,
    cast: Cast,
    places: Places,
    last: list[Dialogue],
    running: list[Dialogue],
    criteria: list[Criterion],
) -> None:
    """Last year's findings, this year's, and what was carried over from one to the other."""
    told = _Told(loading, cast, places, criteria)
    before = told.findings(last, LAST_YEAR, Stages.of(loading, loading.year - 1))
    now = told.findings(running, THIS_YEAR, Stages.of(loading, loading.year))
    quiet, room = before[2], before[4]
    carried = told.carried_over(running, (quiet, room))
    _last_measures(loading, cast, before)
    _carried_measures(loading, cast, (quiet, room), carried)
    _new_measures(loading, cast, now)
    _meetings(loading, cast, running)
    _comments(loading, cast, now)
    _reworded(loading, cast, now[0])


class _Told:
    """Turns stories into findings with their statements."""

    def __init__(self, loading: Loading, cast: Cast, places: Places, criteria: list[Criterion]):
        self.loading, self.cast, self.places, self.criteria = loading, cast, places, criteria

    def findings(self, dialogues: list[Dialogue], stories: Sequence[Story], on: Stages) -> list[Finding]:
        rows = []
        for story in stories:
            owner = self.places.providers[story.site - 1] if story.raised_by == PROVIDER else None
            rows.append(
                Finding(
                    dialogue=dialogues[story.site - 1],
                    criterion=self.criteria[story.criterion],
                    kind=story.kind,
                    wording=story.wording,
                    raised_on=on.raised,
                    raised_by=self.cast.acting_for(owner) if owner else self.cast.koordination,
                    raised_for=owner,
                    shared_on=on.shared if story.shared else None,
                )
            )
        findings = self.loading.ensure(rows, "dialogue", "wording")
        self.statements(zip(findings, (story.site for story in stories), strict=True), stories, on.answered)
        return findings

    def statements(self, findings, stories: Sequence[Story], on: date) -> None:
        rows = []
        for (finding, site), story in zip(findings, stories, strict=True):
            sides = (self.places.landlords[site - 1], self.places.providers[site - 1], None)
            rows += [
                self.statement(finding, partner, on, *answer)
                for partner, answer in zip(sides, story.answers, strict=False)
                if answer
            ]
        self.loading.ensure(rows, "finding", "partner", "city")

    def statement(self, finding: Finding, partner: Partner | None, on: date, stance: Stance, text: str):
        """The partner's answer, or with None the city's."""
        return Statement(
            finding=finding,
            partner=partner,
            city=partner is None,
            stance=stance,
            text=text,
            wording_sha256=finding.wording_sha256,
            given_on=on,
            given_by=self.cast.acting_for(partner) if partner else self.cast.koordination,
        )

    def carried_over(self, running: list[Dialogue], findings: Sequence[Finding]) -> list[Finding]:
        """The same findings in this year's dialogues, shared again and agreed to again."""
        opened_on = running[0].cycle.opened_on
        by_site = {dialogue.site_id: dialogue for dialogue in running}
        rows = [
            Finding(
                dialogue=by_site[old.dialogue.site_id],
                criterion=old.criterion,
                kind=old.kind,
                wording=old.wording,
                raised_on=opened_on,
                raised_by=self.cast.koordination,
                shared_on=opened_on,
                carried_over_from=old,
            )
            for old in findings
        ]
        carried = self.loading.ensure(rows, "dialogue", "wording")
        stories = [story for story in LAST_YEAR if story.wording in {old.wording for old in findings}]
        sites = (story.site for story in stories)
        self.statements(
            zip(carried, sites, strict=True), stories, self.loading.by_now(date(self.loading.year, 2, 2))
        )
        return carried


# --- Measures ------------------------------------------------------------------------------------


def _last_measures(loading: Loading, cast: Cast, before: list[Finding]) -> None:
    """Last year's: one done and confirmed, one given up with its reason."""
    year = loading.year - 1
    done = Measure(
        finding=before[1],
        title="Termine der Partner für das ganze Jahr festlegen (Beispiel)",
        responsible=cast.awo.partner,
        done_on=date(year, 9, 14),
        done_by=cast.awo,
        confirmed_on=date(year, 9, 21),
        confirmed_by=cast.koordination,
    )
    dropped = Measure(
        finding=before[3],
        title="Fahrdienst durch Freiwillige erproben (Beispiel)",
        responsible=cast.altundjung.partner,
        dropped_on=date(year, 9, 28),
        dropped_by=cast.koordination,
        drop_reason="Beispiel: Die Versicherungsfrage ließ sich nicht klären.",
    )
    for measure in (done, dropped):
        measure.resolved_on, measure.due_on = date(year, 6, 18), date(year, 9, 30)
    loading.ensure([done, dropped], "finding", "title")


def _carried_measures(loading: Loading, cast: Cast, old: Sequence[Finding], new: Sequence[Finding]) -> None:
    """Unfinished ones go over into the new year: two are overdue by now, one was postponed.

    The old entries stay as they are: what a later year has taken over counts there alone.
    """
    owners = (cast.awo.partner, None, cast.bgw.partner)
    rows = [
        Measure(
            finding=old[place],
            title=title,
            responsible=owner,
            resolved_on=date(loading.year - 1, 6, 18),
            due_on=loading.ago(days),
        )
        for (place, title, days), owner in zip(UNFINISHED, owners, strict=True)
    ]
    originals = loading.ensure(rows, "finding", "title")
    follow = dict(zip((finding.pk for finding in old), new, strict=True))
    carried = [_carried(original, follow[original.finding_id]) for original in originals]
    postponed = MeasureStep(
        measure=loading.ensure(carried, "finding", "title")[2],
        on=loading.ago(35),
        by=cast.bgw,
        text="Beispiel: Die Baufirma kann erst später beginnen; neue Frist vereinbart.",
        new_due_on=loading.ahead(45),
    )
    loading.one(postponed, "measure", "text")


def _carried(original: Measure, finding: Finding) -> Measure:
    """The same measure in the new year's finding: its owner, its day and where it comes from."""
    return Measure(
        finding=finding,
        title=original.title,
        responsible=original.responsible,
        resolved_on=original.resolved_on,
        due_on=original.due_on,
        carried_over_from=original,
    )


def _new_measures(loading: Loading, cast: Cast, now: list[Finding]) -> None:
    """This year's: one done and confirmed, one under way."""
    weekend, sports, year = now[1], now[3], loading.year
    agreed_on = loading.by_now(date(year, 6, 22))
    done = Measure(
        finding=sports,
        title="Sportverein zum nächsten Treffen einladen (Beispiel)",
        responsible=cast.altundjung.partner,
        resolved_on=agreed_on,
        due_on=date(year, 9, 15),
        done_on=loading.by_now(date(year, 9, 7)),
        done_by=cast.altundjung,
        confirmed_on=loading.by_now(date(year, 9, 14)),
        confirmed_by=cast.koordination,
    )
    under_way = Measure(
        finding=weekend,
        title="Begleitung für offene Wochenenden gewinnen (Beispiel)",
        responsible=cast.bgw.partner,
        resolved_on=agreed_on,
        due_on=loading.ahead(60),
    )
    stored = loading.ensure([done, under_way], "finding", "title")
    text = "Beispiel: Erste Gespräche mit einer Freiwilligengruppe sind geführt."
    first = MeasureStep(measure=stored[1], on=loading.by_now(date(year, 9, 2)), by=cast.bgw, text=text)
    loading.one(first, "measure", "text")


# --- Meetings and comments -----------------------------------------------------------------------


def _meetings(loading: Loading, cast: Cast, running: list[Dialogue]) -> None:
    """Every meeting of this year has its time and place; at the first one somebody noted who was there."""
    loading.ensure(
        [
            Invitation(
                dialogue=dialogue,
                starts_at=time(14),
                ends_at=time(15, 30),
                place="Nachbarschaftstreff am Standort (Beispiel)",
                invited_on=dialogue.cycle.opened_on,
                invited_by=cast.koordination,
            )
            for dialogue in running
        ],
        "dialogue",
    )
    noted = {"noted_on": running[0].meeting_on, "noted_by": cast.koordination, "dialogue": running[0]}
    people = Contact.objects.filter(partner__participations__dialogue=running[0]).order_by("pk")
    here = [Attendance(contact=one, partner=one.partner, **noted) for one in people.select_related("partner")]
    here.append(Attendance(function="Quartiersarbeit, Stadt Bielefeld (Beispiel)", **noted))
    loading.ensure(here, "dialogue", "contact", "function")


def _comments(loading: Loading, cast: Cast, now: list[Finding]) -> None:
    """One for everybody, one between city and a partner, one that stays with the city."""
    weekend = now[1]
    kept = {"finding": weekend, "written_on": loading.by_now(date(loading.year, 6, 20))}
    city, bgw = {"written_by": cast.koordination}, {"written_by": cast.bgw, "side": cast.bgw.partner}
    later = "Beispiel: Wir besprechen das beim nächsten Treffen."
    asked = "Beispiel: Können Sie bis dahin die Öffnungszeiten zusammenstellen?"
    noted = "Beispiel: Im Haushalt des nächsten Jahres mitdenken."
    comments = [
        Comment(audience=Audience.ALL, text=later, **bgw, **kept),
        Comment(audience=Audience.ONE, partner=cast.bgw.partner, text=asked, **city, **kept),
        Comment(audience=Audience.OWN, text=noted, **city, **kept),
    ]
    loading.ensure(comments, "finding", "text")


def _reworded(loading: Loading, cast: Cast, finding: Finding) -> None:
    """The strength of the first site read differently once; the database keeps such wordings itself."""
    row = FindingWording(
        finding=finding,
        wording="Beispiel: Die Ansprechperson im Quartier ist gut erreichbar.",
        replaced_on=finding.shared_on or finding.raised_on,
        replaced_by=cast.koordination,
    )
    loading.one(row, "finding", "wording")
