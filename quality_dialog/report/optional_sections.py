"""The sections a report may have besides its core: sites, offers, what changed, Leichte Sprache. Pure.

They are proposed with every draft. What a short Mitteilung does not need is proposed unticked.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from quartiersarbeit.ground import german
from quartiersarbeit.ground.paper import Figure


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """A site under agreement as of the day: where it is, and who does what there („Träger: AWO“)."""

    name: str
    neighbourhood: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """What a site offers, to whom and how often."""

    site: str
    title: str
    kind: str
    rhythm: str
    target_group: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure of the last report that reads differently now."""

    label: str
    before: str
    now: str
    key: str = ""
    values: tuple[Decimal | int, Decimal | int] = (0, 0)  # before and now


@dataclass(frozen=True, slots=True)
class SinceLast:
    """What differs from the report before, by its frozen figures; names are the records that came or went."""

    as_of: date
    figures: tuple[Changed, ...]
    came: tuple[str, ...]
    went: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        """True where all stands as it stood."""
        return not (self.figures or self.came or self.went)


@dataclass(frozen=True, slots=True)
class WishFacts:
    """What a committee wished at a meeting, and what was said to it last by the day."""

    meeting: str
    held_on: date
    text: str
    answer: str


def wishes_text(wishes: tuple[WishFacts, ...]) -> str:
    """Each wish in its own words, with its answer or the reason why there is none yet."""
    told = [
        f"{wish.meeting}, Sitzung am {german.day(wish.held_on)}: „{wish.text}“ "
        + (f"Dazu: {wish.answer}" if wish.answer else "Eine Antwort steht noch aus.")
        for wish in wishes
    ]
    return "\n\n".join(told)


def sites_text(sites: tuple[SiteFacts, ...], under_agreement: Figure) -> str:
    """What introduces the table of sites."""
    if not sites:
        return ""
    if under_agreement.value == 1:
        return "Am Stichtag steht [[standorte_unter_vereinbarung]] Projektstandort unter einer Vereinbarung."
    return (
        "Am Stichtag stehen [[standorte_unter_vereinbarung]] Projektstandorte unter einer "
        "Kooperationsvereinbarung. Die Tabelle nennt sie mit ihrem Quartier und den Beteiligten."
    )


def offers_text(offers: Figure | None) -> str:
    """What introduces the table of offers."""
    if offers is None or not offers.value:
        return ""
    noun, verb = ("Angebot", "gibt es") if offers.value == 1 else ("Angebote", "gibt es")
    return f"An den Projektstandorten {verb} am Stichtag [[angebote]] {noun}."


def changes_text(since: SinceLast | None) -> str:
    """What came and went since the last report; the figures stand in the table below."""
    if since is None or since.is_nothing:
        return ""
    told = [f"Der letzte Bericht hatte den Stichtag {german.day(since.as_of)}."]
    if since.came:
        told.append(f"Seitdem hinzugekommen: {german.listing(since.came)}.")
    if since.went:
        told.append(f"Nicht mehr dabei: {german.listing(since.went)}.")
    if since.figures:
        told.append("Diese Zahlen haben sich geändert:")
    return " ".join(told)


def since_last(before: dict[str, Figure], now: dict[str, Figure], as_of: date) -> SinceLast:
    """Compares two reports' figures by key; one that means another year or thing is not compared."""
    shared = [(old, now[key]) for key, old in before.items() if key in now and now[key].label == old.label]
    sites = "standorte_unter_vereinbarung"
    # By their key: a site that only got another name neither came nor went.
    old_sites = {record.pk: record.label for record in before[sites].records} if sites in before else {}
    new_sites = {record.pk: record.label for record in now[sites].records} if sites in now else {}
    return SinceLast(
        as_of=as_of,
        figures=tuple(
            Changed(old.label, old.in_digits, new.in_digits, new.key, (old.value, new.value))
            for old, new in shared
            if old.value != new.value
        ),
        came=tuple(label for pk, label in new_sites.items() if pk not in old_sites)
        if sites in before
        else (),
        went=tuple(label for pk, label in old_sites.items() if pk not in new_sites),
    )
