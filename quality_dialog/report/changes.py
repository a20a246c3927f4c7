"""What a new version of a paper changes against the one it corrects, in plain German. Pure."""

import difflib
import re
from collections.abc import Iterator, Sequence
from datetime import date

from quartiersarbeit.ground import german
from quartiersarbeit.ground.paper import Figure, Paper, Paragraph, Run, Section, Table

KEY = "aenderungen"
MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
SENTENCE = re.compile(rf"(?<=[.!?:])\s+(?=[A-ZÄÖÜ„])(?!(?:{MONTHS})\b)")  # „am 26. Januar“ ends nothing
MOST_PAIRS = (
    250_000  # five hundred sentences against as many; a comparison takes far longer than the texts are
)
NEW, GONE = "(neu)", "(entfällt)"


def section(old: Paper, new: Paper, *, approved_on: date, reason: str) -> Section:
    """The last section of a corrected paper: why there is a new version, and each change old beside new."""
    head = f"Diese Fassung ersetzt die Fassung vom {german.day(approved_on)}. Grund: {reason.strip()}"
    tables = [table for table in (_figures(old, new), _texts(old, new), _attachments(old, new)) if table.rows]
    told = [head] if tables else [head, "An Text und Zahlen ist sonst nichts geändert."]
    return Section(
        key=KEY,
        heading=f"Änderungen gegenüber der Fassung vom {german.day(approved_on)}",
        paragraphs=tuple(Paragraph((Run(text),)) for text in told),
        tables=tuple(tables),
    )


def _figures(old: Paper, new: Paper) -> Table:
    before, after = ({figure.key: figure for figure in paper.figures} for paper in (old, new))
    rows = [
        (
            (after.get(key) or before[key]).label,
            _printed(before.get(key)) or NEW,
            _printed(after.get(key)) or GONE,
        )
        for key in dict.fromkeys([*before, *after])
        if _printed(before.get(key)) != _printed(after.get(key))
    ]
    return Table("Geänderte Zahlen", ("Zahl", "bisher", "jetzt"), tuple(rows))


def _printed(figure: Figure | None) -> str:
    return figure.text if figure else ""


def _texts(old: Paper, new: Paper) -> Table:
    before, after = ({part.key: part for part in paper.sections if part.key != KEY} for paper in (old, new))
    rows = []
    for number, key in enumerate(dict.fromkeys([*before, *after]), start=1):
        part = after.get(key) or before[key]
        name = part.heading or f"Abschnitt {number}"
        for was, now in _pairs(_sentences(before.get(key)), _sentences(after.get(key))):
            rows.append((name, was or NEW, now or GONE))
    return Table("Geänderte Texte", ("Abschnitt", "bisher", "jetzt"), tuple(rows))


def _attachments(old: Paper, new: Paper) -> Table:
    """Attachments that came, went, moved, or are another file under the same title."""
    before, after = (
        {
            one.title: (f"Anlage {number} ({one.extent})", one.sha256)
            for number, one in enumerate(found, start=1)
        }
        for found in (old.attachments, new.attachments)
    )
    rows = []
    for title in dict.fromkeys([*before, *after]):
        was, now = before.get(title, (NEW, "")), after.get(title, (GONE, ""))
        if was != now:
            other = ", andere Datei" if title in before and title in after and was[1] != now[1] else ""
            rows.append((title, was[0], now[0] + other))
    return Table("Geänderte Anlagen", ("Anlage", "bisher", "jetzt"), tuple(rows))


def _sentences(part: Section | None) -> list[str]:
    """Heading, sentences and rows of tables, in reading order."""
    if part is None:
        return []
    told = [part.heading] if part.heading else []
    for paragraph in part.paragraphs:
        told += SENTENCE.split(paragraph.text.strip())
    return told + [" · ".join(row) for table in part.tables for row in table.rows]


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each run of sentences that differs, old beside new; of very long texts what lies between the first and last."""
    if len(old) * len(new) > MOST_PAIRS:
        yield from _middles(old, new)
        return
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield " ".join(old[a:b]), " ".join(new[c:d])


def _middles(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What differs between the sentences that both begin with and those that both end with."""
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    was, now = old[head : len(old) - tail], new[head : len(new) - tail]
    if was or now:
        yield " ".join(was), " ".join(now)
