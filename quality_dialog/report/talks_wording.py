"""How a report tells of the talks: what is public, and what counts as going on. Pure."""

from dataclasses import dataclass
from datetime import date

from quartiersarbeit.ground import german
from quartiersarbeit.ground.city import SHIPPED


@dataclass(frozen=True, slots=True)
class TalkFacts:
    """A talk as of the day; `partner` is empty while its counterpart is not named."""

    partner: str
    sector: str
    extent: str
    district: str
    state: str
    since: date
    wording: str


UNNAMED = {
    "service_provider": {
        "one": "einem weiteren sozialen Dienstleister",
        "at_least_one": "mindestens einem weiteren sozialen Dienstleister",
        "possibly_more": "ggf. weiteren sozialen Dienstleistern",
    },
    "housing": {
        "one": "einem weiteren Akteur aus der {adjective} Wohnungswirtschaft",
        "at_least_one": "mindestens einem weiteren Akteur aus der {adjective} Wohnungswirtschaft",
        "possibly_more": "ggf. weiteren Akteuren aus der {adjective} Wohnungswirtschaft",
    },
}
UNNAMED_OTHERWISE = {
    "one": "einer weiteren Organisation",
    "at_least_one": "mindestens einer weiteren Organisation",
    "possibly_more": "ggf. weiteren Organisationen",
}
GOING = ("contacted", "in_talks", "terms_agreed")
SURENESS = ("one", "at_least_one", "possibly_more")


def after_mit(talk: TalkFacts, adjective: str = SHIPPED.adjective) -> str:
    """The counterpart of a talk as it reads after „mit“, named or not yet named."""
    name = talk.partner or UNNAMED.get(talk.sector, UNNAMED_OTHERWISE)[talk.extent].format(
        adjective=adjective
    )
    return f"{name} in {talk.district}" if talk.district else name


def tell_talks(talks: tuple[TalkFacts, ...], adjective: str = SHIPPED.adjective) -> list[str]:
    """What is public of the talks: that one rests or failed is told only with its released wording."""
    by_state: dict[str, list[TalkFacts]] = {}
    for talk in talks:
        by_state.setdefault(talk.state, []).append(talk)
    paused = [talk for talk in by_state.get("paused", []) if talk.wording]
    resting = [talk for talk in by_state.get("paused", []) if not talk.wording]
    going = [talk for state in GOING for talk in by_state.get(state, [])] + resting
    planned = sorted(by_state.get("planned", []), key=lambda talk: SURENESS.index(talk.extent))
    return [
        *(_paused(talk, adjective) for talk in paused),
        _going(going, adjective),
        _planned(planned, adjective, others=bool(going or paused)),
        *(_failed(talk, adjective) for talk in by_state.get("failed", []) if talk.wording),
    ]


def _paused(talk: TalkFacts, adjective: str) -> str:
    return (
        f"{_capital(f'mit {after_mit(talk, adjective)}')} steht die Verwaltung in Gesprächen, {talk.wording} konnten "
        "diese noch nicht abgeschlossen werden."
    )


def _going(talks: list[TalkFacts], adjective: str) -> str:
    if not talks:
        return ""
    return f"Mit {german.listing(after_mit(talk, adjective) for talk in talks)} steht die Verwaltung in Gesprächen."


def _planned(talks: list[TalkFacts], adjective: str, *, others: bool) -> str:
    if not talks:
        return ""
    begin = "Zudem ist beabsichtigt" if others else "Es ist beabsichtigt"
    named = german.listing(after_mit(talk, adjective) for talk in talks)
    return f"{begin}, mit {named} in Kooperationsgespräche einzutreten."


def _failed(talk: TalkFacts, adjective: str) -> str:
    named = _capital(f"mit {after_mit(talk, adjective)}")
    return f"{named} konnte {talk.wording} keine Vereinbarung geschlossen werden."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
