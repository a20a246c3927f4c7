"""The page of one field of action: its parts, and how each is saved without overwriting anybody."""

import re
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

from quality_dialog.dialogue.answering.typed import OPEN, AnswerForm, Content, ValueForm, content_of_value
from quality_dialog.dialogue.models import Assessment, Dialogue, FieldOfAction, IndicatorValue
from quartiersarbeit.ground import german
from quartiersarbeit.ground.forms import accepted
from quartiersarbeit.ground.plain import plain

MINE, THEIRS = "meine", "andere"


# --- One answer, one value -----------------------------------------------------------------------------


class Token(NamedTuple):
    """What stood on the page: the version (0: nothing yet) and its fingerprint."""

    version: int
    fingerprint: str


NOWHERE = Token(-1, "")
WINDOW = re.compile("[0-9a-f]{16}")  # what a page calls itself, so that it is not in conflict with itself


@dataclass
class Part:
    """An answer or a value on a page: stored, typed, as told an earlier year."""

    dialogue: Dialogue
    about: Any
    stored: Any
    earlier: Any
    form: Any = None
    is_conflict: bool = False
    undecided: bool = False
    saved: bool = False

    prefix: ClassVar[str] = ""
    always: ClassVar[str] = ""  # the field every browser sends, so that its absence means: not on that page
    nothing: ClassVar[Content] = Content(())

    @property
    def version(self) -> int:
        return self.stored.version if self.stored else 0

    def content(self) -> Content:
        """What is stored."""
        raise NotImplementedError

    def token(self) -> Token:
        return Token(self.version, self.content().fingerprint)

    def write(self, **facts) -> None:
        """Store what was typed as the next version."""
        raise NotImplementedError

    def words(self, row: Any) -> list[str]:
        """What a stored row says, line by line, as people read it."""
        raise NotImplementedError

    @property
    def heading(self) -> str:
        return str(self.about)

    @property
    def shown(self) -> list[str]:
        """What is stored, in words."""
        return self.words(self.stored)

    @property
    def before(self) -> list[str]:
        """What was told the earlier time, in words."""
        return self.words(self.earlier)

    @property
    def can_take_over(self) -> bool:
        return False

    def save(self, seen: Token, writer: str, *, by, at: datetime) -> None:
        """Write what was typed, unless it is stored already, was never touched, or is in conflict."""
        if not (self.form.is_bound and self.form.is_valid()):
            return
        typed, own = self.form.content(), bool(writer and self.stored and self.stored.saved_from == writer)
        if typed == self.content():
            return
        if own or not self.stored or seen.version == self.version:
            self.saved = accepted(self.form, self.write, by=by, at=at, saved_from=writer)
        elif typed.fingerprint != seen.fingerprint:
            self.is_conflict = True


@dataclass
class Answer(Part):
    """A criterion with one's organisation's answer."""

    always, nothing = "text", Content(("", ""))

    @property
    def prefix(self) -> str:  # type: ignore[override]
        return f"k{self.about.pk}"

    def content(self) -> Content:
        return Content((self.stored.rating, plain(self.stored.text))) if self.stored else self.nothing

    def bind(self, data) -> None:
        known = {"rating": self.stored.rating, "text": self.stored.text} if self.stored else {"rating": ""}
        self.form = AnswerForm(data, prefix=self.prefix, initial=known, about=self.about)

    def row(self, partner_id: int) -> Assessment:
        return self.stored or Assessment(dialogue=self.dialogue, criterion=self.about, partner_id=partner_id)

    def write(self, *, by, **facts) -> None:
        row = self.row(by.partner_id)
        row.answer(by=by, **facts)
        self.stored = row

    def words(self, row: Assessment | None) -> list[str]:
        if row is None:
            return [OPEN[1]]
        return [line for line in (row.get_rating_display() or OPEN[1], row.text) if line]

    @property
    def is_open(self) -> bool:
        return self.content() == self.nothing

    @property
    def can_take_over(self) -> bool:
        return self.is_open and bool(self.earlier)


@dataclass
class Value(Part):
    """An indicator with the site's value."""

    always, nothing = "comment", Content(("", "", ""))

    @property
    def prefix(self) -> str:  # type: ignore[override]
        return f"z{self.about.pk}"

    def content(self) -> Content:
        if not self.stored:
            return self.nothing
        return content_of_value(self.stored.value, self.stored.source, plain(self.stored.comment))

    def bind(self, data) -> None:
        known = {"source": self.earlier.source if self.earlier else ""}
        if self.stored:
            known = {name: getattr(self.stored, name) for name in ("value", "source", "comment")}
        self.form = ValueForm(data, prefix=self.prefix, initial=known, about=self.about)

    @property
    def heading(self) -> str:
        return f"{self.about.code} {self.about.name}"

    def words(self, row: IndicatorValue | None) -> list[str]:
        if row is None or row.value is None:
            return [line for line in ("fehlt", row.comment if row else "") if line]
        number = german.number(row.value, 0 if row.value == row.value.to_integral_value() else 2)
        counted = f"{number} {self.about.unit}, {row.get_source_display()}"
        return [line for line in (counted, row.comment) if line]

    def write(self, **facts) -> None:
        row = self.stored or IndicatorValue(dialogue=self.dialogue, indicator=self.about)
        row.enter(earlier=self.earlier.value if self.earlier else None, **facts)
        self.stored = row


# --- The page ------------------------------------------------------------------------------------------


@dataclass
class FieldPage:
    """All questions and indicators of one field of action, as one partner answers them."""

    dialogue: Dialogue
    partner_id: int
    of: FieldOfAction
    answers: list[Answer]
    values: list[Value]
    earlier_year: int | None
    writer: str = field(default_factory=lambda: secrets.token_hex(8))

    @property
    def parts(self) -> list[Any]:
        return [*self.answers, *self.values]

    @property
    def version(self) -> str:
        """What the page shows, for the form to bring back: „window;part.version.fingerprint;…“."""
        tokens = (f"{part.prefix}.{part.version}.{part.token().fingerprint}" for part in self.parts)
        return ";".join([self.writer, *tokens])

    @property
    def conflicts(self) -> list[Part]:
        return [part for part in self.parts if part.is_conflict]

    @property
    def wrong(self) -> list[Part]:
        return [part for part in self.parts if part.form.errors]

    @property
    def can_take_over(self) -> bool:
        return any(answer.can_take_over for answer in self.answers)

    def show(self) -> "FieldPage":
        """Show what is stored."""
        for part in self.parts:
            part.bind(None)
        return self

    def receive(self, data, *, by, at: datetime) -> None:
        """Save each part that was typed; the caller holds the dialogue's lock."""
        writer, seen = _tokens(data.get("version", ""))
        for part in self.parts:
            part.bind(data if f"{part.prefix}-{part.always}" in data else None)
            choice = data.get(f"{part.prefix}-choice", "")
            if f"{part.prefix}-conflict" in data and choice not in (MINE, THEIRS):
                part.is_conflict = part.undecided = True
            elif choice == THEIRS:
                part.bind(None)
            else:
                part.save(seen.get(part.prefix, NOWHERE), writer, by=by, at=at)

    def take_over(self, which: str, *, by, at: datetime) -> int:
        """Answer the open questions as in the earlier year: all, or one by its prefix. How many it were."""
        wanted = [
            answer for answer in self.answers if answer.can_take_over and which in ("alle", answer.prefix)
        ]
        for answer in wanted:
            answer.row(by.partner_id).take_over(answer.earlier, by=by, at=at, saved_from=self.writer)
        return len(wanted)


def _tokens(version: str) -> tuple[str, dict[str, Token]]:
    """What a page brought back; a part without a readable token was shown nowhere."""
    writer, *rest = version.split(";")
    found = {}
    for one in rest:
        prefix, _, token = one.partition(".")
        number, _, fingerprint = token.partition(".")
        if number.isascii() and number.isdigit() and len(number) < 10:
            found[prefix] = Token(int(number), fingerprint)
    return (writer if WINDOW.fullmatch(writer) else ""), found


def field_page(dialogue: Dialogue, partner_id: int, of: FieldOfAction) -> FieldPage:
    """The page as it stands, with the answers of the site's last dialogue beside it."""
    before = earlier_dialogue(dialogue)
    mine = Assessment.objects.filter(partner=partner_id)
    stored = {one.criterion_id: one for one in mine.filter(dialogue=dialogue).select_related("saved_by")}
    values = dialogue.indicator_values.select_related("entered_by__partner")
    entered = {one.indicator_id: one for one in values}
    answered, counted = _earlier(before, mine, of)
    return FieldPage(
        dialogue,
        partner_id,
        of,
        [Answer(dialogue, one, stored.get(one.pk), answered.get(one.code)) for one in of.criteria.all()],
        [Value(dialogue, one, entered.get(one.pk), counted.get(one.code)) for one in of.indicators.all()],
        before.cycle.year if before else None,
    )


def earlier_dialogue(dialogue: Dialogue) -> Dialogue | None:
    """The site's last dialogue before this one."""
    before = Dialogue.objects.filter(site=dialogue.site_id, cycle__year__lt=dialogue.cycle.year)
    return before.select_related("cycle").order_by("-cycle__year").first()


def _earlier(before: Dialogue | None, mine, of: FieldOfAction) -> tuple[dict, dict]:
    """What was handed in then, by code: a new version of the framework keeps its codes."""
    if before is None:
        return {}, {}
    handed_in = mine.filter(dialogue=before, submitted_on__isnull=False, criterion__field__code=of.code)
    values = before.indicator_values.filter(indicator__field__code=of.code, value__isnull=False)
    return (
        {one.criterion.code: one for one in handed_in.select_related("criterion")},
        {one.indicator.code: one for one in values.select_related("indicator")},
    )
