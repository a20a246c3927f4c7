"""Spreadsheets in: tried out first, what is wrong or unclear named by row and column, all rows or none.

A `Sheet` says its columns; what is the same for all stands here. A row is told apart by its key columns: one that is
there already is corrected, any other is new. What is only like one that is there is asked about, row by row. Nothing is
refused without a way on: a row can be left out, and what is not needed can be left empty.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError, models, transaction

from quartiersarbeit.ground import cells, german, letters, numbers, sandbox, scanning, spreadsheet
from quartiersarbeit.ground.cells import is_formula
from quartiersarbeit.ground.guards import explain
from quartiersarbeit.ground.heads import Row, SheetColumn
from quartiersarbeit.ground.refusals import refuse

MAX_MEGABYTES = 2
MAX_BYTES = MAX_MEGABYTES * 1024 * 1024
ENDINGS = ("xlsx", "xlsm", "csv", "txt", "tsv")
FORMULA = "Formeln werden nicht übernommen. Bitte fügen Sie nur die Werte ein."
# What somebody can answer to a row or a cell.
LEAVE_OUT = ("auslassen", "Zeile auslassen")
LEAVE_EMPTY = ("ohne", "Ohne diese Angabe übernehmen")
ANOTHER = ("andere", "Ist neu: trotzdem eintragen")
SAME = "ist-"  # and the key of the record


# --- Files ---------------------------------------------------------------------------------------


def grid(name: str, content: bytes, *, others: str = " oder .txt") -> list[list[Any]]:
    """The rows of a file, by what it is and not by what it is called; `others` are endings that its caller reads.

    Refuses at `file` with `unknown_format`, `too_large`, `empty`, `infected`, `scanner_away` and as `sandbox` does.
    """
    ending = name.rpartition(".")[2].lower()
    if ending not in ENDINGS:
        text = f"Bitte wählen Sie eine Tabelle: eine Datei mit der Endung .xlsx, .csv, .tsv{others}."
        if ending in ("xls", "ods"):
            text = "Bitte speichern Sie die Tabelle als „Excel-Arbeitsmappe (.xlsx)“, und wählen Sie diese."
        refuse("unknown_format", text, field="file")
    if len(content) > MAX_BYTES:
        refuse("too_large", f"Die Datei ist größer als {MAX_MEGABYTES} MB.", field="file")
    scanning.refuse_infected(content, field="file")
    book = content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
    found = sandbox.rows("xlsx" if book else "csv", content, field="file")
    if not any(cell not in (None, "") for row in found for cell in row):
        refuse("empty", "Die Datei enthält keine Zeilen.", field="file")
    return found


# --- What is wrong or asked ------------------------------------------------------------------------


class Problem(NamedTuple):
    """What is wrong: the row as the spreadsheet counts it, the column's head, the reason, and what can be answered."""

    row: int
    column: str
    reason: str
    choices: tuple[tuple[str, str], ...] = ()


class Asked(ValidationError):  # noqa: N818 - a question, not an error
    """A cell of which only a person knows what is meant: `facts` by the answer, with how the answer is called."""

    def __init__(self, message: str, facts: Mapping[str, tuple[str, Any]]):
        super().__init__(message, code="asked")
        self.facts = facts


class Phone(cells.Phone):
    """A telephone number; where a word stands in it, somebody says whether the rest is the number."""

    def read(self, value: Any, row: Mapping[str, Any]) -> Any:
        try:
            return super().read(value, row)
        except ValidationError as refusal:
            number = refusal.params["number"] if refusal.code == "phone_word" and refusal.params else ""
            if not number:
                raise
            told = {"nummer": (f"Nur die Nummer: {number}", numbers.phone(number))}
            raise Asked(refusal.messages[0], told) from None


# --- Rows ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Taken:
    """A row as it is, or would be, stored: its number, what becomes of it, its cells, and the heads that change."""

    number: int
    kind: str  # „neu“, „geändert“ or „unverändert“
    shown: tuple[Any, ...]
    changed: tuple[str, ...] = ()


@dataclass
class Outcome:
    """What became, or would become, of a table."""

    taken: list[Taken] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)  # heads without which nothing new can be entered

    def many(self, kind: str) -> int:
        """How many rows of a kind."""
        return sum(one.kind == kind for one in self.taken)

    def told(self) -> str:
        """„2 neue, 1 geänderte und 5 unveränderte Zeilen“"""
        kinds = [(self.many("neu"), "neue"), (self.many("geändert"), "geänderte")]
        kinds.append((self.many("unverändert"), "unveränderte"))
        said = german.listing(f"{many} {name}" for many, name in kinds if many or name != "unveränderte")
        left = german.count(len(self.left_out), "Zeile", "Zeilen")
        return f"{said} Zeilen" + (f"; ausgelassen: {left}" if self.left_out else "")


class Sheet:
    """The rows of one kind. A subclass says `model`, `columns` and `key`, the attributes by which a row is known."""

    model: type[models.Model]
    columns: tuple[SheetColumn, ...]
    key: tuple[str, ...]

    def __init__(
        self, answers: Mapping[tuple[int, str], str] | None = None, *, by: Any = None, on: date | None = None
    ):
        """`by` and `on` are who brings the rows and when: verbs are told of it."""
        self.answers, self.by, self.on = answers or {}, by, on

    def existing(self) -> models.QuerySet:
        """The rows there are, of which a sheet may speak."""
        return self.model._default_manager.all()

    def visible_to(self, user) -> Iterable[models.Model]:
        """Those of them that this person may read."""
        return self.existing().visible_to(user)  # type: ignore[attr-defined]  # each model's own rows

    def spellings(self, facts: Mapping[str, Any]) -> set:
        """By what a new row is so like another that one has to ask whether it is the same."""
        return set()

    def named(self, facts: Mapping[str, Any]) -> str:
        """How a row is called where it is asked about."""
        return facts["name"]

    def settle(self, facts: dict[str, Any], known: models.Model | None) -> None:
        """Make of what was read what is stored, where one fact needs another."""

    # --- Out -------------------------------------------------------------------------------------
    def headers(self) -> list[str]:
        """The heads of all columns."""
        return [column.header for column in self.columns]

    def cells_of(self, instance: models.Model) -> list[Any]:
        """The row of a record."""
        return [column.cell.shown(_fact(instance, column.attribute)) for column in self.columns]

    # --- In --------------------------------------------------------------------------------------
    def take(self, rows: Iterable[Row], *, store: bool) -> Outcome:
        """Store all rows, or none where one is wrong; without `store` nothing stays, and what would is told."""
        self.outcome = Outcome()
        self.known: dict[tuple, list[models.Model]] = {}
        self.spelt: dict[Any, list[tuple[models.Model | None, str]]] = {}
        names = [column.attribute for column in self.columns]
        for one in self.existing():
            self.known.setdefault(self._key_of(one), []).append(one)
            self._spell({name: _fact(one, name) for name in names}, one)
        self.said_in: dict[Any, int] = {}  # a record or the key of a new one, and the row that spoke of it
        with transaction.atomic():
            for number, row in rows:
                self._take(number, row)
            self.outcome.problems.sort()
            if not store or self.outcome.problems or self.outcome.missing:
                transaction.set_rollback(True)
        return self.outcome

    def _take(self, number: int, row: dict[str, Any]) -> None:
        if any(self.answers.get((number, head)) == LEAVE_OUT[0] for head in ("", *self.headers())):
            self.outcome.left_out.append(number)
            return
        facts, errors = self._read(number, row)
        known = None
        if not {self._head(name) for name in self.key} & set(errors):
            known = self._known(number, facts, errors)
        try:
            self.settle(facts, known)
        except ValidationError as refusal:
            self._gather(errors, refusal)
        instance = known or self.model()
        before = self.cells_of(instance) if known else []
        for name, fact in facts.items():
            if "__" not in name:
                setattr(instance, name, fact)
        changed = () if errors else self._changed(before, instance)
        if known is None or changed or errors:
            self._store(instance, row, errors)
        self._tell(number, known, instance, changed, errors)

    def _changed(self, before: list[Any], instance: models.Model) -> tuple[str, ...]:
        """The heads under which a known record now says something else."""
        rows = zip(self.headers(), before, self.cells_of(instance), strict=False)  # of a new one, none
        return tuple(head for head, old, new in rows if old != new)

    def _tell(
        self,
        number: int,
        known: models.Model | None,
        instance: models.Model,
        changed: tuple[str, ...],
        errors: dict[str, ValidationError],
    ) -> None:
        if not errors:
            kind = "neu" if known is None else "geändert" if changed else "unverändert"
            self.outcome.taken.append(Taken(number, kind, tuple(self.cells_of(instance)), changed))
            return
        if known:
            known.refresh_from_db()
        self._refuse(number, errors)

    def _read(self, number: int, row: dict[str, Any]) -> tuple[dict[str, Any], dict[str, ValidationError]]:
        """The facts of a row by attribute, and what is wrong with its cells by head."""
        facts: dict[str, Any] = {}
        errors: dict[str, ValidationError] = {}
        for column in self.columns:
            answer = self.answers.get((number, column.header), "")
            if column.header in row and answer != LEAVE_EMPTY[0]:
                try:
                    facts[column.attribute] = _fact_in(column, row, answer)
                except ValidationError as refusal:
                    errors[column.header] = refusal
        return facts, errors

    def _known(self, number: int, facts: dict[str, Any], errors: dict) -> models.Model | None:
        """The record a row speaks of; where it is only like one, the answer says whether it is."""
        last = self._head(self.key[-1])
        if any(name not in facts for name in self.key):
            return None
        key = tuple(_comparable(facts[name]) for name in self.key)
        found: models.Model | None = None
        if candidates := self.known.get(key):
            free = [one for one in candidates if one.pk not in self.said_in]
            found = max(free or candidates, key=lambda one: self._agreeing(one, facts))
        elif any(key) and key not in self.said_in:
            found = self._answered(number, facts, errors)
        first = self.said_in.setdefault(found.pk if found else key, number)
        if first != number and any(key):
            errors.setdefault(
                last, ValidationError(f"Das steht schon in Zeile {first}. Lassen Sie eine der beiden weg.")
            )
        return found

    def _answered(self, number: int, facts: dict[str, Any], errors: dict) -> models.Model | None:
        head = self._head(self.key[0])
        found = {name: one for sign in self.spellings(facts) for one, name in self.spelt.get(sign, [])}
        alike = {f"{SAME}{one.pk}": (f"Ist „{name}“", one) for name, one in found.items() if one}
        answer = self.answers.get((number, head), "")
        if answer in alike:
            for name in self.key:
                facts.pop(name)  # it keeps its name
            return alike[answer][1]
        self._spell(facts, None)
        if not found or answer == ANOTHER[0]:
            return None
        names = german.listing(f"„{name}“" for name in sorted(found))
        told: dict[str, tuple[str, Any]] = {**alike, ANOTHER[0]: (ANOTHER[1], None)}
        errors[head] = Asked(f"So ähnlich heißt schon {names}. Ist das dasselbe?", told)
        return None

    def _spell(self, facts: Mapping[str, Any], one: models.Model | None) -> None:
        for sign in self.spellings(facts):
            self.spelt.setdefault(sign, []).append((one, self.named(facts)))

    def _agreeing(self, one: models.Model, facts: dict[str, Any]) -> int:
        return sum(_fact(one, name) == fact for name, fact in facts.items())

    def _store(self, instance: models.Model, row: dict[str, Any], errors: dict[str, ValidationError]) -> None:
        """The fields' own rules first; what concerns several rows the database says."""
        heads = {column.header: column.attribute for column in self.columns}
        wrong = {heads[head].partition("__")[0] for head in errors if head in heads}
        try:
            instance.clean_fields(exclude=wrong | {"id"})
        except ValidationError as refusal:
            self._gather(errors, refusal)
        if instance._state.adding:
            lacking = {column.header for column in self.columns if column.required} - set(row)
            self.outcome.missing |= lacking
            for head in lacking:
                errors.pop(head, None)
            if lacking:
                return
        if errors:
            return
        try:
            with transaction.atomic():
                instance.save()
        except DatabaseError as error:
            if (broken := explain(error)) is None:
                raise
            at = next((name for name in broken.fields if name in heads.values()), "")
            errors[self._head(at)] = ValidationError(broken.message)

    def _gather(self, errors: dict[str, ValidationError], refusal: ValidationError) -> None:
        for name, said in refusal.update_error_dict({}).items():
            errors.setdefault(self._head("" if name == NON_FIELD_ERRORS else name), ValidationError(said))

    def _head(self, attribute: str) -> str:
        return next((one.header for one in self.columns if one.attribute == attribute), "")

    def _refuse(self, number: int, errors: dict[str, ValidationError]) -> None:
        needed = {column.header for column in self.columns if column.required}
        for head, refusal in errors.items():
            choices = [(answer, label) for answer, (label, _) in getattr(refusal, "facts", {}).items()]
            if head and head not in needed:
                choices.append(LEAVE_EMPTY)
            for reason in refusal.messages:
                self.outcome.problems.append(Problem(number, head, reason, (*choices, LEAVE_OUT)))

    def _key_of(self, instance: models.Model) -> tuple:
        return tuple(_comparable(_fact(instance, name)) for name in self.key)


def _fact_in(column: SheetColumn, row: dict[str, Any], answer: str) -> Any:
    """The fact in a row's cell, or the one that was the answer to what it leaves open."""
    if is_formula(row[column.header]):
        raise ValidationError(FORMULA)
    try:
        return column.cell.read(row[column.header], row)
    except Asked as question:
        if answer in question.facts:
            return question.facts[answer][1]
        raise


def _fact(instance: models.Model, attribute: str) -> Any:
    found: Any = instance
    for name in attribute.split("__"):
        found = getattr(found, name, None) if found is not None else None
    return found


def _comparable(fact: Any) -> Any:
    """A fact as keys are compared: text as it is kept, a record by its key."""
    if isinstance(fact, models.Model):
        return fact.pk
    return letters.one_line(fact) if isinstance(fact, str) else fact


def exported(kind: str, title: str, sheet: Sheet, rows: Iterable[models.Model]) -> bytes:
    """The records as a file that can be read again, and then changes nothing; `kind` is „xlsx“ or „csv“."""
    return spreadsheet.content(kind, title, sheet.headers(), (sheet.cells_of(one) for one in rows))
