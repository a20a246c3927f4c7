"""Pure rules of the quality dialogue: what a framework is made of, which deadlines fit."""

from datetime import date
from typing import NamedTuple

KINDS = {"field": "Handlungsfeld", "criterion": "Kriterium", "indicator": "Kennzahl"}


class Part(NamedTuple):
    """A part of a framework as one line: its kind, the code of its field, its own code and its words."""

    kind: str
    field: str
    code: str
    text: str
    definition: str = ""
    unit: str = ""
    indicator_kind: str = ""

    @property
    def is_field(self) -> bool:
        return self.kind == "field"

    @property
    def is_criterion(self) -> bool:
        return self.kind == "criterion"


# --- Deadlines -----------------------------------------------------------------------------------

REPORT_FROM, REPORT_UNTIL = (7, 1), (12, 31)  # the agreements say: in the second half of the year
USUAL_DEADLINES = {"assessment_due_on": (4, 30), "meetings_due_on": (6, 30), "report_due_on": (9, 30)}
NAMES = {
    "assessment_due_on": "Selbsteinschätzung",
    "meetings_due_on": "Dialoggespräche",
    "report_due_on": "Bericht",
}


def usual_deadlines(year: int, on: date) -> dict[str, date]:
    """30.04., 30.06. and 30.09. of the year; those that are past when it is opened are left to be chosen."""
    days = {name: date(year, *day) for name, day in USUAL_DEADLINES.items()}
    return {name: day for name, day in days.items() if day >= on}


def wrong_deadlines(year: int, opened_on: date, deadlines: dict[str, date | None]) -> dict[str, str]:
    """Which deadlines cannot be, each with its reason; an empty one is none and stands in nobody's way.

    They follow each other from the opening on, and the report is due in the second half of its year: the
    cooperation agreements promise it to the committees for then.
    """
    wrong, before, what = {}, opened_on, "die Eröffnung"
    for name in USUAL_DEADLINES:
        day = deadlines.get(name)
        if day is None:
            continue
        if day < before:
            wrong[name] = f"Diese Frist liegt vor dem {before:%d.%m.%Y} ({what})."
        before, what = max(day, before), NAMES[name]
    due = deadlines.get("report_due_on")
    if due and not date(year, *REPORT_FROM) <= due <= date(year, *REPORT_UNTIL):
        wrong.setdefault(
            "report_due_on",
            f"Der Bericht ist im zweiten Halbjahr fällig: vom 01.07.{year} bis 31.12.{year}.",
        )
    return wrong
