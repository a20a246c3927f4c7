"""What a name sorts by: one order of names in lists, pickers and papers, also where nobody asks for one."""

import re

from django.db.models import F, Func, TextField
from django.db.models.expressions import Combinable

_KEY = (
    "regexp_replace(regexp_replace(translate(lower(%(expressions)s), 'äöüàáâèéêß', 'aouaaaeees'),"
    r" '(\d+)', '0000000000000000000\1', 'g'), '\d*(\d{20})', '\1', 'g')"
)


def german_key(name: str | Combinable) -> Func:
    """What a text sorts by as in a German telephone book's index: ä like a, ß like s, capitals like small ones.

    Numbers in it count as numbers: „Standort 9“ stands before „Standort 10“. A key of our own, because not every
    PostgreSQL knows German: the embedded one is built without ICU. Each number is filled up with zeros and cut to the
    same length. Written in Django's own words alone, so that a model's `ordering` may name it and a migration keep it.
    """
    return Func(F(name) if isinstance(name, str) else name, template=_KEY, output_field=TextField())


_LETTERS = str.maketrans("äöüàáâèéêß", "aouaaaeees")


def sorts_by(name: object) -> str:
    """The same of what Python puts in order: `sorted(partners, key=sorts_by)`."""
    return re.sub(r"\d+", lambda number: number[0].zfill(20)[-20:], str(name).lower().translate(_LETTERS))
