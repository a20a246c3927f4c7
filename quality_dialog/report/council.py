"""What council systems ask of a paper, in their order, as text to hand over. Pure.

One list of fields for the page with its copy buttons and for the city's own Word template: a content control whose tag
or title is the field's name, or a paragraph whose style is called so, takes the field's text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from quartiersarbeit.ground import german
from quartiersarbeit.ground.paper import Paper, Section

# In the order in which council systems ask; a template must have all but those of `OPTIONAL`.
KIND, SUBJECT, OFFICE = "Art", "Betreff", "Federführendes Amt"
PRODUCT, OPENNESS, EFFECTS = "Produktgruppe", "Öffentlichkeit", "Finanzielle Auswirkungen"
STOPS, TEXT, ATTACHED = "Beratungsfolge", "Text", "Anlagen"
NUMBER, CONTACT, AS_OF = "Drucksachen-Nr.", "Ansprechperson", "Stichtag"
FIELDS = (NUMBER, KIND, SUBJECT, OFFICE, CONTACT, PRODUCT, OPENNESS, EFFECTS, AS_OF, STOPS, TEXT, ATTACHED)
OPTIONAL = (NUMBER, CONTACT, AS_OF)
NO_ITEM = "Tagesordnungspunkt noch nicht vergeben"


@dataclass(frozen=True, slots=True)
class Entry:
    """A field with what is to be entered there; `paper` are the sections where that is the text itself."""

    field: str
    text: str
    sections: tuple[Section, ...] = ()

    @property
    def is_missing(self) -> bool:
        """Whether somebody still has to say it."""
        return not self.text and self.field not in OPTIONAL and self.field != ATTACHED


def folded(name: str) -> str:
    """A field's name however it is typed in Word: its letters alone, in small."""
    return "".join(sign for sign in name.casefold() if sign.isalnum())


NAMES = {folded(field): field for field in FIELDS}


def missing(found: Iterable[str]) -> list[str]:
    """The fields a template with these controls and styles lacks."""
    there = {folded(name) for name in found}
    return [field for field in FIELDS if field not in OPTIONAL and folded(field) not in there]


def entries(
    printed: Paper,
    *,
    items: Sequence[str],
    product_group: str = "",
    openness: str = "",
    financial_effects: str = "",
) -> list[Entry]:
    """All fields in their order; `items` are the agenda items of the consultations as they are known now."""
    told = {
        NUMBER: printed.reference,
        KIND: printed.kind,
        SUBJECT: printed.subject,
        OFFICE: printed.lead_office,
        CONTACT: printed.contact,
        PRODUCT: product_group,
        OPENNESS: openness,
        EFFECTS: financial_effects,
        AS_OF: german.day(printed.as_of),
        STOPS: "\n".join(
            f"{stop.name or stop.committee}, {german.day(stop.held_on)}, {f'TOP {item}' if item else NO_ITEM}"
            for stop, item in zip(printed.consultations, items, strict=True)
        ),
        TEXT: "\n\n".join(filter(None, map(section_text, printed.sections))),
        ATTACHED: "\n".join(
            f"Anlage {number}: {one.title} ({one.extent})"
            for number, one in enumerate(printed.attachments, start=1)
        ),
    }
    found = [Entry(field, told[field]) for field in FIELDS]
    return [replace(one, sections=printed.sections) if one.field == TEXT else one for one in found]


def section_text(section: Section) -> str:
    """A part of the text as it is pasted: heading, paragraphs, tables row by row."""
    lines = [section.heading] if section.heading else []
    marks = {"bullet": "– ", "numbered": "– "}
    lines += [f"{marks.get(one.kind, '')}{one.text}" for one in section.paragraphs]
    for table in section.tables:
        rows = (table.columns, *table.rows, *([table.total] if table.total else []))
        lines += [table.caption, *(" | ".join(cell.replace("\n", " ") for cell in row) for row in rows)]
    return "\n".join(lines)
