"""The words of a notice (Bescheid): its facts and the office's texts as paper. Pure: no query, no clock.

The machine says only facts: who gets how much, for what, what was before. Everything of legal weight –
legal basis, conditions, appeal – comes from the office's own texts; without them nothing stands there.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from quartiersarbeit.ground import german
from quartiersarbeit.ground.paper import (
    Detail,
    Paper,
    Paragraph,
    Run,
    Section,
    Signature,
    Table,
)

EXAMPLE_TEXT = "Beispieltext – vor Gebrauch durch das Rechtsamt ersetzen"
NUMBER_OPEN = "wird mit der Freigabe vergeben"

CLAIM = "repayment"  # the kind of notice that is no decision's, see `claim_paper`
_ANY = {
    "empfaenger": "Name des Empfängers",
    "standort": "Name des Standorts",
    "jahr": "Haushaltsjahr",
    "zweck": "Zweck der Zuwendung",
    "betrag": "Betrag dieses Bescheids, ohne Vorzeichen",
    "datum": "Tag des Bescheids",
}
_OF_DECISIONS = {
    "bisher": "was vor diesem Bescheid bewilligt war",
    "neu": "was nach diesem Bescheid bewilligt ist",
    "nummer": "Bescheid-Nr.",
}
_OF_CLAIMS = {
    "bescheid": "Nr. des Bescheids, durch den bewilligt ist (nur Rückforderung)",
    "faellig": "Tag, an dem die Rückforderung fällig ist (nur Rückforderung)",
    "zinssatz": "Zinssatz pro Jahr oder „ohne Zinsen“ (nur Rückforderung)",
    "ausgezahlt": "was ausgezahlt ist (nur Rückforderung)",
    "nachgewiesen": "was durch den Verwendungsnachweis belegt ist (nur Rückforderung)",
}
TOKENS = {**_ANY, **_OF_DECISIONS, **_OF_CLAIMS}


def tokens_of(kind: str) -> list[str]:
    """The tokens a kind of notice knows, in the order they are explained."""
    return [*_ANY, *(_OF_CLAIMS if kind == CLAIM else _OF_DECISIONS)]


def unknown_token(kind: str) -> str:
    """The same for PostgreSQL: a pattern that finds something in braces that is no token of this kind."""
    return r"\{(?!(" + "|".join(tokens_of(kind)) + r")\})[^{}]*\}"


_BRACED = re.compile(r"\{([^{}]*)\}")

HEADINGS = {
    "introduction": "",
    "legal_basis": "Rechtsgrundlage",
    "conditions": "Nebenbestimmungen",
    "appeal": "Rechtsbehelfsbelehrung",
    "closing": "",
}
TITLES = {"grant": "Zuwendungsbescheid", "change": "Änderungsbescheid", "revocation": "Widerrufsbescheid"}
CHANGES = {"increase": "Erhöhung", "reduction": "Minderung", "revocation": "Widerruf"}
DONE = {"increase": "erhöht", "reduction": "gemindert", "revocation": "widerrufen"}


@dataclass(frozen=True, kw_only=True)
class Said:
    """What both kinds of notice say: of a decision and, in `claim_paper`, of a claim.

    `amount` is in euros, a decision's with its sign; of a draft `on` is the day it is looked at;
    `contact` is whom to ask.
    """

    amount: Decimal
    year: int
    site: str
    purpose: str
    reason: str
    recipient: tuple[str, ...]
    sender: tuple[str, ...]
    on: date
    contact: str = ""
    is_example: bool = False
    heard: str = ""  # how the recipient was heard before, or why not

    @property
    def hearing(self) -> tuple[Detail, ...]:
        """The hearing as a detail of the notice, where there was one or a reason why none."""
        return (Detail("Anhörung", self.heard),) if self.heard else ()


@dataclass(frozen=True, kw_only=True)
class Facts(Said):
    """What a decision's notice says: `kind` is the decision's, `before` what was granted so far (euros).

    A draft has neither `number` nor `approved_by`.
    """

    kind: str
    before: Decimal
    number: str = ""
    approved_by: str = ""
    financing: str = ""

    @property
    def notice_kind(self) -> str:
        """Which of the three notices it is: increases and reductions are changes."""
        return self.kind if self.kind in TITLES else "change"

    @property
    def after(self) -> Decimal:
        return self.before + self.amount


@dataclass(frozen=True)
class Text:
    """A part's words as the office wrote them, tokens and all."""

    part: str
    body: str
    is_example: bool = False


def unknown_tokens(body: str, kind: str = "") -> list[str]:
    """What stands in braces and is no token (of that kind), as it was typed and in the order of the text."""
    known = tokens_of(kind) if kind else TOKENS
    return [f"{{{name}}}" for name in _BRACED.findall(body) if name not in known]


def paper(facts: Facts, texts: Iterable[Text]) -> Paper:
    """The notice as paper; a draft where nobody approved it yet."""
    values = common_values(facts) | {
        "bisher": german.euro(facts.before),
        "neu": german.euro(facts.after),
        "nummer": facts.number or f"({NUMBER_OPEN})",
    }
    return drawn_up(
        facts,
        TITLES[facts.notice_kind],
        _decision(facts),
        office_words(texts, values),
        is_bound=bool(facts.number),
        first=(Detail("Bescheid-Nr.", facts.number or NUMBER_OPEN),),
        last=facts.hearing + ((Detail("Finanzierungsart", facts.financing),) if facts.financing else ()),
        signature=Signature("Freigegeben", facts.approved_by, facts.on if facts.approved_by else None),
    )


class Words(NamedTuple):
    """The office's parts of a notice, and the warning on a paper that still holds shipped example texts."""

    parts: Mapping[str, Section | None]
    notes: tuple[str, ...]


def office_words(texts: Iterable[Text], values: Mapping[str, str]) -> Words:
    """The parts in the office's words, each token with its value."""
    written = {text.part: text for text in texts if text.body.strip()}
    is_example = any(text.is_example for text in written.values())
    parts = {part: _block(part, written.get(part), values) for part in HEADINGS}
    return Words(parts, (f"{EXAMPLE_TEXT}.",) if is_example else ())


def drawn_up(
    facts: Said,
    title: str,
    ruling: Section,
    words: Words,
    *,
    is_bound: bool,
    signature: Signature,
    first: tuple[Detail, ...] = (),
    last: tuple[Detail, ...] = (),
    further: tuple[Section, ...] = (),
) -> Paper:
    """A notice in its order; `first` and `last` stand around what details say of the allocation, `further` after the
    ruling.
    """
    parts = words.parts
    order = (
        parts["introduction"],
        ruling,
        *further,
        parts["conditions"],
        _reason(facts.reason),
        parts["legal_basis"],
        parts["appeal"],
        parts["closing"],
    )
    return Paper(
        kind=title,
        subject=f"Quartiersarbeit am Standort {facts.site}: {title} für das Haushaltsjahr {facts.year}",
        year=facts.year,
        as_of=facts.on,
        sections=tuple(section for section in order if section),
        is_draft=not is_bound,
        is_example=facts.is_example,
        notes=words.notes,
        for_committees=False,
        sender=facts.sender,
        contact=facts.contact,
        recipient=facts.recipient,
        details=(
            *first,
            Detail("Haushaltsjahr", str(facts.year)),
            Detail("Standort", facts.site),
            Detail("Zweck", facts.purpose),
            *last,
        ),
        signatures=(signature,),
        subject_label="",
        text_label="",
        as_of_label="Datum:" if is_bound else "Entwurf, Stand:",
    )


def _decision(facts: Facts) -> Section:
    """The ruling itself, and of a change what was and what is."""
    amount = german.euro(abs(facts.amount))
    if facts.kind == "grant":
        said = (
            f"Sie erhalten für das Haushaltsjahr {facts.year} für den Standort {facts.site} "
            f"eine Zuwendung von {amount}."
        )
        return Section("entscheidung", "Entscheidung", (paragraph(said),))
    what = f"Die Zuwendung für den Standort {facts.site} im Haushaltsjahr {facts.year} wird"
    by = "in Höhe von" if facts.kind == "revocation" else "um"
    table = Table(
        "Bewilligter Betrag",
        ("Angabe", "Betrag"),
        (
            ("bisher bewilligt", german.euro(facts.before)),
            (f"{CHANGES[facts.kind]} durch diesen Bescheid", german.euro(facts.amount)),
        ),
        numeric=(1,),
        total=("jetzt bewilligt", german.euro(facts.after)),
    )
    return Section(
        "entscheidung",
        "Entscheidung",
        (paragraph(f"{what} {by} {amount} {DONE[facts.kind]}."),),
        (table,),
    )


def _reason(text: str) -> Section | None:
    """Why, as the drafter wrote it; no token is read in it."""
    return Section("begruendung", "Begründung", _paragraphs(text)) if text.strip() else None


def _block(part: str, text: Text | None, values: Mapping[str, str]) -> Section | None:
    """A part in the office's words, each token with its value; nothing where nothing is written."""
    if text is None:
        return None
    # One pass: what a value itself holds in braces stays as it is.
    said = _BRACED.sub(lambda found: values.get(found[1], found[0]), text.body)
    return Section(part, HEADINGS[part], _paragraphs(said))


def common_values(facts: Said) -> dict[str, str]:
    """What stands for the tokens that every notice knows."""
    return {
        "empfaenger": facts.recipient[0],
        "standort": facts.site,
        "jahr": str(facts.year),
        "zweck": facts.purpose,
        "betrag": german.euro(abs(facts.amount)),
        "datum": german.day(facts.on),
    }


def _paragraphs(body: str) -> tuple[Paragraph, ...]:
    """Paragraphs by empty lines; lines that begin with „- “ are a list, with „1. “ a numbered one."""
    found: list[Paragraph] = []
    for block in re.split(r"\n\s*\n", body.replace("\r\n", "\n").strip()):
        running: list[str] = []
        for line in map(str.strip, block.split("\n")):
            if item := re.match(r"(?:(-)|\d+[.)])\s+(?=\S)", line):
                found += _joined(running)
                running = []
                found.append(paragraph(line[item.end() :], "bullet" if item[1] else "numbered"))
            else:
                running.append(line)
        found += _joined(running)
    return tuple(found)


def _joined(lines: Sequence[str]) -> list[Paragraph]:
    text = " ".join(line for line in lines if line)
    return [paragraph(text)] if text else []


def paragraph(text: str, kind="text") -> Paragraph:
    """Plain words as a paragraph, or as an item of a list."""
    return Paragraph((Run(text),), kind)
