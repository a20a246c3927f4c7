"""How a verb says no: a code for the program, a German sentence for people, and the field it is about."""

from typing import NoReturn

from django.core.exceptions import ValidationError

from quartiersarbeit.ground import counting


def refuse(code: str, message: str, *, field: str | None = None) -> NoReturn:
    """Raise the ValidationError that forms, admin and API show: at `field` where one is named, else on top."""
    counting.refusals.labels(code).inc()
    error = ValidationError(message, code=code)
    raise ValidationError({field: error}) if field else error
