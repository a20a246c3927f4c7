"""An Auskunft as a paper: what is known of a person, part by part, with purpose, time and basis."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from quartiersarbeit.ground import german
from quartiersarbeit.ground.city import letterhead
from quartiersarbeit.ground.paper import Detail, Paper, Paragraph, Run, Section, Table
from quartiersarbeit.privacy.declared import field_label, tables
from quartiersarbeit.privacy.disclosing import Disclosure, Part

RIGHTS = (
    "Sie können Berichtigung (Art. 16 DSGVO), Löschung (Art. 17) und Einschränkung (Art. 18) verlangen, der "
    "Verarbeitung widersprechen (Art. 21) und sich bei einer Aufsichtsbehörde beschweren (Art. 77)."
)
EXAMPLE = "Zwecke, Fristen und Rechtsgrundlagen bestätigt die oder der Datenschutzbeauftragte der Stadt."
WORDS = {"record": "Vorgang", "at": "Zeitpunkt", "what": "Geschehen", "on": "Am"}


def paper_of(found: Disclosure) -> Paper:
    """The paper, dated with the Auskunft's day."""
    told = [part for part in found.parts if part.rows or part.history or part.unread]
    empty = [part for part in found.parts if part not in told]
    sections = [_section(number, part) for number, part in enumerate(told)]
    return Paper(
        kind="Auskunft",
        subject=f"Auskunft nach Art. 15 DSGVO: {found.person}",
        year=found.on.year,
        as_of=found.on,
        sections=(*sections, _acted(found), _rest(empty)),
        is_draft=False,
        for_committees=False,
        sender=letterhead(),
        details=(Detail("Person", str(found.person)),),
        text_label="",
        notes=(RIGHTS, EXAMPLE),
    )


def _section(number: int, part: Part) -> Section:
    one = part.declared
    about = [
        f"Wessen: {one.whose}. Wozu: {one.purpose}. Wie lange: {one.keep.text}. Rechtsgrundlage: {one.basis}.",
        *(
            [f"Nicht durchsucht: {german.listing(_labels(part, part.unsearched))}."]
            if part.unsearched
            else []
        ),
        *([_unread(part.unread)] if part.unread else []),
        *(line for row in part.rows for line in [_line(part, row)] if line),
    ]
    past = [_line(part, row) for row in part.history]
    paragraphs = [Paragraph((Run(text),)) for text in about[: len(about) - len(part.rows)]]
    paragraphs += [Paragraph((Run(text),), kind="bullet") for text in about[len(about) - len(part.rows) :]]
    if past:
        paragraphs.append(Paragraph((Run("Im Protokoll:", strong=True),)))
        paragraphs += [Paragraph((Run(text),), kind="bullet") for text in past]
    heading = str(tables()[one.model]._meta.verbose_name)
    return Section(f"teil{number}", heading[:1].upper() + heading[1:], tuple(paragraphs))


def _unread(number: int) -> str:
    said = german.count(number, "weiterer Vorgang", "weitere Vorgänge")
    return f"Dazu {said}, die nur die beteiligte Organisation lesen und mitteilen kann."


def _labels(part: Part, names: tuple[str, ...]) -> list[str]:
    return [field_label(part.declared.model, name) for name in names]


def _line(part: Part, row: Mapping[str, Any]) -> str:
    """„Name: Kim Muster; Funktion: –“: every field of a row."""
    said = (
        f"{WORDS.get(name) or field_label(part.declared.model, name)}: {_text(value)}"
        for name, value in row.items()
    )
    return "; ".join(said)


def _text(value: Any) -> str:
    """A plain value in German."""
    if value in (None, "", [], {}):
        return "–"
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return _moment(value) if isinstance(value, str) else str(value)


def _moment(value: str) -> str:
    """A day or moment as JSON writes it, in German; other text as it is."""
    if not value[:4].isdigit():
        return value
    try:
        return (
            german.day(date.fromisoformat(value))
            if len(value) == 10
            else german.moment(datetime.fromisoformat(value))
        )
    except ValueError:
        return value


def _acted(found: Disclosure) -> Section:
    """What the person did, counted: the file as JSON lists each."""
    counted = Counter((event["record"], event["what"]) for event in found.acted)
    rows = tuple((record, what, german.number(number)) for (record, what), number in sorted(counted.items()))
    if not rows:
        return Section("protokoll", "Eigene Handlungen im Protokoll", (Paragraph((Run("Keine."),)),))
    text = "Gezählt; jede einzelne mit Zeitpunkt steht in der Auskunft als Datei (JSON)."
    table = Table("Eigene Handlungen im Protokoll", ("Vorgang", "Geschehen", "Anzahl"), rows, numeric=(2,))
    return Section("protokoll", "Eigene Handlungen im Protokoll", (Paragraph((Run(text),)),), (table,))


def _rest(empty: list[Part]) -> Section:
    """What was looked for and not found: an Auskunft says that, too."""
    return Section("leer", "Nichts gefunden in", tuple(_empty_lines(empty)) or (Paragraph((Run("–"),)),))


def _empty_lines(empty: list[Part]) -> Iterator[Paragraph]:
    for part in empty:
        fields = ", ".join(dict.fromkeys(_labels(part, part.declared.names)))
        unsearched = " (Dateien, nicht durchsucht)" if part.unsearched else ""
        said = f"{tables()[part.declared.model]._meta.verbose_name}: {fields}{unsearched}"
        yield Paragraph((Run(said),), kind="bullet")
