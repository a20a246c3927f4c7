"""The sheet of a paper: plain German strings in reading order, which page, PDF and Word file all read.

What is left out where it is empty, what stands for nothing, how long a title may be: decided here once,
so that no format can say more or less than another. A further format is one more function over the sheet.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from quartiersarbeit.ground import german
from quartiersarbeit.ground.paper import codes, glyphs
from quartiersarbeit.ground.paper.document import (
    Bar,
    Chart,
    Consultation,
    Figure,
    Paper,
    Paragraph,
    QrCode,
    Run,
    Section,
    Signature,
    Table,
)

RUNNING_TITLE = 76  # letters that fit the running header beside „Entwurf · Enthält Beispieldaten“
LONGEST_TITLE = 180  # letters; a reader announces the title whole when the file is opened
ONE_WORD = 20  # letters of „Projektstandort 10“: a narrower column would break words that have no hyphen
UNBROKEN = 14  # letters of „26.01.2021“, „1.234.567,89 €“: a cell that stays on its line

Sheet = dict[str, Any]


def sheet_of(paper: Paper) -> Sheet:
    """The paper as all formats read it; its texts have been made printable before.

    Raises `ValueError` for a table whose rows do not fit its columns.
    """
    kind = _line(paper.kind) or "Bericht"  # a document without a title is not accessible
    subject = _line(paper.subject) or german.NOTHING
    numbers = {figure.key: number for number, figure in enumerate(paper.figures, start=1)}
    as_of = german.day(paper.as_of)
    return {
        "title": _shortened(f"{kind}: {subject}", LONGEST_TITLE),
        "author": _line(paper.lead_office),
        "kind": kind,
        "subject": subject,
        "running_title": _shortened(f"{kind}: {subject}", RUNNING_TITLE),
        "status": ["Entwurf"] * paper.is_draft + ["Enthält Beispieldaten"] * paper.is_example,
        "sender": _lines(paper.sender),
        "recipient": _lines(paper.recipient),
        "consultations": [_consultation(stop) for stop in paper.consultations],
        "without_consultations": "Beratungsfolge: noch nicht festgelegt" if paper.for_committees else "",
        "details": _details(paper),
        "as_of": f"{_line(paper.as_of_label)} {as_of}" if _line(paper.as_of_label) else "",
        "foot": f"{_line(paper.as_of_label)} {as_of}".strip(),
        "notes": [note.strip() for note in paper.notes if not glyphs.is_blank(note)],
        "subject_label": _line(paper.subject_label),
        "text_label": f"{kind}:" if paper.text_label is None else _line(paper.text_label),
        "summary": [{**_section(one, numbers), "level": one.level} for one in paper.sections if one.first],
        "sections": [*_sections(paper, numbers), *_attachments(paper)],
        "signatures": [_signature(signature) for signature in paper.signatures],
        "appendix": _appendix(paper.figures) if paper.figures else None,
    }


# --- Head -----------------------------------------------------------------------------------------


def _consultation(stop: Consultation) -> dict[str, str]:
    item = _line(stop.item)
    item = f"TOP {item}" if item[:1].isdigit() else item
    return {
        "committee": f"für {_line(stop.committee)}",
        "held_on": f"am {german.day(stop.held_on)}",
        "item": item,
    }


def _details(paper: Paper) -> list[dict[str, str]]:
    details = (
        ("Drucksachen-Nr.", paper.reference),
        ("Federführung", paper.lead_office),
        ("Auskunft", paper.contact),
        *((detail.label, detail.text) for detail in paper.details),
    )
    return [
        {"label": _line(label) or german.NOTHING, "text": text.strip()}
        for label, text in details
        if not glyphs.is_blank(text)
    ]


def _signature(signature: Signature) -> dict[str, str]:
    name = _line(signature.name) or "noch offen"
    return {
        "label": _line(signature.label) or german.NOTHING,
        "text": f"{name}, {german.day(signature.on)}" if signature.on else name,
    }


# --- Body -----------------------------------------------------------------------------------------


def _sections(paper: Paper, numbers: dict[str, int]) -> list[Sheet]:
    """The sections; a heading of level 3 needs one of level 2 above it, a reader would miss the step."""
    labels = (paper.subject_label, paper.kind if paper.text_label is None else paper.text_label)
    has_parent = any(not glyphs.is_blank(label) for label in labels)
    drawn = []
    for section in (one for one in paper.sections if not one.first):
        sheet = _section(section, numbers)
        sheet["level"] = section.level if has_parent else 2
        has_parent = has_parent or bool(sheet["heading"])
        drawn.append(sheet)
    return drawn


def _attachments(paper: Paper) -> list[Sheet]:
    """What goes with the paper, as a last section: „Anlage 1: Konzept (PDF, 3 Seiten, 120 KB)“."""
    if not paper.attachments:
        return []
    told = tuple(
        Paragraph((Run(f"Anlage {number}: {_line(one.title)} ({one.extent})"),), kind="bullet")
        for number, one in enumerate(paper.attachments, start=1)
    )
    return [{**_section(Section("anlagen", "Anlagen", told), {}), "level": 2}]


def _section(section: Section, numbers: dict[str, int]) -> Sheet:
    paragraphs = [paragraph for paragraph in section.paragraphs if not glyphs.is_blank(paragraph.text)]
    return {
        "heading": _line(section.heading),
        "blocks": [
            {"kind": kind, "items": [_paragraph(paragraph, numbers) for paragraph in group]}
            for kind, group in groupby(paragraphs, key=lambda paragraph: paragraph.kind)
        ],
        "charts": [_chart(chart, numbers) for chart in section.charts if chart.bars],
        "tables": [_table(table) for table in section.tables if table.columns],
        "codes": [_code(code) for code in section.codes if code.modules],
    }


def _paragraph(paragraph: Paragraph, numbers: dict[str, int]) -> list[Sheet]:
    """Runs with the number of their figure in the appendix; 0 where a run is plain text."""
    return [
        {
            "text": run.text,
            "number": numbers.get(run.figure, 0),
            "strong": run.strong,
            "emphasis": run.emphasis,
        }
        for run in paragraph.runs
        if run.text
    ]


def _chart(chart: Chart, numbers: dict[str, int]) -> Sheet:
    longest = max(bar.value for bar in chart.bars)
    bars = [_bar(bar, longest, numbers) for bar in chart.bars]
    title, description = _line(chart.title) or "Diagramm", _line(chart.description)
    values = "; ".join(f"{bar['label']}: {bar['text']}" for bar in bars)
    return {
        "title": title,
        "description": description,
        "bars": bars,
        "alt": f"Balkendiagramm „{title}“. {description} {values}.".replace("  ", " "),
    }


def _bar(bar: Bar, longest: Any, numbers: dict[str, int]) -> Sheet:
    share = float(max(bar.value, 0) / longest) if longest > 0 else 0.0
    return {
        "label": _line(bar.label) or german.NOTHING,
        "text": _line(bar.text) or german.NOTHING,
        "percent": round(100 * share, 1),
        "number": numbers.get(bar.figure, 0),
    }


def _table(table: Table) -> Sheet:
    rows = table.rows or ((german.NOTHING,) * len(table.columns),)
    total = [table.total] if table.total else []
    if any(len(row) != len(table.columns) for row in (*rows, *total)):
        raise ValueError(f"Tabelle „{table.caption}“: jede Zeile braucht {len(table.columns)} Zellen.")
    return {
        "caption": _line(table.caption),
        "columns": _cells(table.columns, table.numeric),
        "rows": [_cells(row, table.numeric) for row in rows],
        "total": _cells(table.total, table.numeric),
        "widths": [_width(cells) for cells in zip(table.columns, *rows, *total, strict=True)],
        "whole": len(rows) <= 8 and sum(len(cell) for row in rows for cell in row) < 1200,
    }


def _code(code: QrCode) -> Sheet:
    title, description = _line(code.title) or "QR-Code", code.description.strip()
    return {
        "title": title,
        "description": description,
        **codes.drawing(code.modules),
        "svg": codes.svg(code.modules),
        "alt": f"QR-Code „{title}“. {_line(description)}".strip(),
    }


def _cells(texts: Iterable[str], numeric: Iterable[int]) -> list[Sheet]:
    shown = [german.NOTHING if glyphs.is_blank(text) else text.strip() for text in texts]
    return [{"text": text, "numeric": index in numeric} for index, text in enumerate(shown)]


def _width(cells: tuple[str, ...]) -> int:
    """A column's share of the width, by its longest cell; 0 lets dates and amounts take what they need."""
    longest = max(len(cell) for cell in cells)
    return 0 if longest <= UNBROKEN else max(ONE_WORD, min(longest, 40))


# --- Appendix -------------------------------------------------------------------------------------


def _appendix(figures: tuple[Figure, ...]) -> Sheet:
    return {
        "heading": "Zahlen und ihre Quellen",
        "introduction": (
            "Jede im Text punktiert unterstrichene oder gezeichnete Zahl mit ihrem Stichtag, ihrer Quelle "
            "und den Datensätzen, auf denen sie beruht."
        ),
        "caption": "Zahlen, Stichtage, Quellen und Datensätze",
        "columns": _cells(("Nr. und Bezeichnung", "Wert", "Stichtag", "Quelle", "Datensätze"), numeric=[1]),
        "figures": [_figure(number, figure) for number, figure in enumerate(figures, start=1)],
    }


def _figure(number: int, figure: Figure) -> Sheet:
    return {
        "number": number,
        "label": f"{number}. {_line(figure.label)}",
        "value": _line(figure.in_digits),
        "as_of": german.day(figure.as_of),
        # A number of a Drucksache goes below its word here: held together they leave the narrow column.
        "source": figure.source.replace(german.NO_BREAK_SPACE, " ").strip() or german.NOTHING,
        "records": [{"text": _line(record.label)} for record in figure.records],
        "without_records": german.NOTHING,
    }


# --- Lines ----------------------------------------------------------------------------------------


def _line(text: str) -> str:
    """The text on one line; empty where it would print nothing."""
    return " ".join(part.strip(" ") for part in text.split("\n") if not glyphs.is_blank(part))


def _lines(texts: Iterable[str]) -> list[str]:
    return [line for text in texts if (line := _line(text))]


def _shortened(text: str, length: int) -> str:
    """The text, cut between words where it is too long."""
    if len(text) <= length:
        return text
    start, _, _ = text[:length].rpartition(" ")
    return f"{start or text[: length - 2]} …"
