"""Example findings with every outcome a dialogue knows, and measures at every stage of their way."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import NamedTuple

from partners.models import Contact
from quality_dialog.dialogue.models.carrying_over import carry_over
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
    InvitationAnswer,
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


# Taken over into this year: of which story, what, whose (None: the city's) and since how many days it is due.
UNFINISHED = (
    (QUIET, "Vormittagsangebot mit Hausbesuchen verbinden (Beispiel)", "awo", 20),
    (QUIET, "Besuchsdienste im Quartier zusammenbringen (Beispiel)", None, 5),
    (ROOM, "Zugang zum Gemeinschaftsraum umbauen (Beispiel)", "bgw", 30),
)


class Stages(NamedTuple):
    """A year's days on which findings are raised, shared and answered."""

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
    before = _findings(loading, cast, places, last, criteria, LAST_YEAR)
    now = _findings(loading, cast, places, running, criteria, THIS_YEAR)
    _last_measures(loading, cast, before)
    _carried_over(loading, cast, places, before, running)
    _new_measures(loading, cast, now)
    _meetings(loading, cast, running)
    _comments(loading, cast, now)
    _reworded(loading, cast, now[0])


def _findings(
    loading: Loading,
    cast: Cast,
    places: Places,
    dialogues: list[Dialogue],
    criteria: list[Criterion],
    stories: Sequence[Story],
) -> list[Finding]:
    """What the stories of a year tell, with how the sides answered."""
    on = Stages.of(loading, dialogues[0].cycle.year)
    rows = []
    for story in stories:
        owner = places.providers[story.site - 1] if story.raised_by == PROVIDER else None
        rows.append(
            Finding(
                dialogue=dialogues[story.site - 1],
                criterion=criteria[story.criterion],
                kind=story.kind,
                wording=story.wording,
                raised_on=on.raised,
                raised_by=cast.acting_for(owner),
                raised_for=owner,
                shared_on=on.shared if story.shared else None,
            )
        )
    findings = loading.ensure(rows, "dialogue", "wording")
    _statements(loading, cast, places, zip(findings, stories, strict=True), on.answered)
    return findings


def _statements(
    loading: Loading, cast: Cast, places: Places, answered: Iterable[tuple[Finding, Story]], on: date
) -> None:
    """The answers of landlord, provider and city (which is no partner), as far as they have given one."""
    rows = [
        Statement(
            finding=finding,
            partner=partner,
            city=partner is None,
            stance=answer[0],
            text=answer[1],
            wording_sha256=finding.wording_sha256,
            given_on=on,
            given_by=cast.acting_for(partner),
        )
        for finding, story in answered
        for partner, answer in zip((*places.at(story.site), None), story.answers, strict=False)
        if answer
    ]
    loading.ensure(rows, "finding", "partner", "city")


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


def _carried_over(
    loading: Loading, cast: Cast, places: Places, before: list[Finding], running: list[Dialogue]
) -> None:
    """Unfinished ones go over with their findings, which are agreed to again: two are overdue, one was postponed."""
    known = {finding.wording: (finding, story) for finding, story in zip(before, LAST_YEAR, strict=True)}
    rows = [
        Measure(
            finding=known[wording][0],
            title=title,
            responsible=getattr(cast, who).partner if who else None,
            resolved_on=date(loading.year - 1, 6, 18),
            due_on=loading.ago(days),
        )
        for wording, title, who, days in UNFINISHED
    ]
    loading.ensure(rows, "finding", "title")
    carried = []
    for wording in (QUIET, ROOM):
        old, story = known[wording]
        finding = Finding.objects.filter(carried_over_from=old).first()
        if finding is None:
            dialogue = running[story.site - 1]
            finding = carry_over(old, dialogue, by=cast.koordination, on=dialogue.cycle.opened_on)
            loading.count(Finding)
            loading.count(Measure, finding.measures.count())
        carried.append((finding, story))
    _statements(loading, cast, places, carried, loading.by_now(date(loading.year, 2, 2)))
    postponed = MeasureStep(
        measure=Measure.objects.get(finding=carried[-1][0], title=UNFINISHED[-1][1]),
        on=loading.ago(35),
        by=cast.bgw,
        text="Beispiel: Die Baufirma kann erst später beginnen; neue Frist vereinbart.",
        new_due_on=loading.ahead(45),
    )
    loading.one(postponed, "measure", "text")


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
    coming = running[-1]
    answer = InvitationAnswer(
        dialogue=coming,
        partner=coming.partners.order_by("pk")[0],
        meeting_on=coming.meeting_on or loading.ahead(7),
        comes=True,
        text="Wir kommen zu zweit (Beispiel).",
        on=loading.by_now(coming.cycle.opened_on),
        by=cast.koordination,
    )
    loading.ensure([answer], "dialogue", "partner")
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
