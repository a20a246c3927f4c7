"""How a verb says no: a code for the program, a German sentence for people, and the field it is about.

Behind the sentence stands what can be done next, and by whom (next_steps.py).
"""

from datetime import date
from typing import NoReturn

from django.core.exceptions import ValidationError

from quartiersarbeit.ground import counting, next_steps


def refuse(code: str, message: str, *, field: str | None = None) -> NoReturn:
    """Raise the ValidationError that forms, admin and API show: at `field` where one is named, else on top."""
    counting.refusals.labels(code).inc()
    error = denied(code, message)
    raise ValidationError({field: error}) if field else error


def denied(code: str, message: str) -> ValidationError:
    """The refusal to raise or to collect, with its next step."""
    return ValidationError(next_steps.after(code, message), code=code)


def refuse_no_later(new: date, stands: date | None, *, field: str = "due_on") -> None:
    """A deadline is extended to a day after the one that stands, and to no other. Code: `not_later`."""
    if stands is not None and new <= stands:
        text = f"Die Frist läuft schon bis zum {stands:%d.%m.%Y}; nennen Sie einen späteren Tag."
        refuse("not_later", text, field=field)
