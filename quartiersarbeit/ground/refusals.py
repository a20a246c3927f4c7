"""How a verb says no: a code for the program, a German sentence for people, and the field it is about."""

from datetime import date
from typing import NoReturn

from django.core.exceptions import ValidationError

from quartiersarbeit.ground import counting


def refuse(code: str, message: str, *, field: str | None = None) -> NoReturn:
    """Raise the ValidationError that forms, admin and API show: at `field` where one is named, else on top."""
    counting.refusals.labels(code).inc()
    error = ValidationError(message, code=code)
    raise ValidationError({field: error}) if field else error


def refuse_no_later(new: date, stands: date | None, *, field: str = "due_on") -> None:
    """A deadline is extended to a day after the one that stands, and to no other. Code: `not_later`."""
    if stands is not None and new <= stands:
        text = f"Die Frist läuft schon bis zum {stands:%d.%m.%Y}; nennen Sie einen späteren Tag."
        refuse("not_later", text, field=field)
