"""What a bank's file can carry (SEPA, EPC217-08): its letters, how long a name is, how others are spelt."""

import re
import unicodedata
from typing import Any

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from quartiersarbeit.ground.constraints import CheckConstraint

NAME_LENGTH = 70  # of a payer or payee
SIGNS = "/?:().,'+ -"
CARRIED = re.compile(rf"[A-Za-z0-9{re.escape(SIGNS)}]*")
# How letters are spelt that have no plain one below their marks, and signs that people mean the same by.
SPELT = {
    "Ä": "Ae",
    "Ö": "Oe",
    "Ü": "Ue",
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "ß": "ss",
    "ẞ": "SS",
    "Æ": "AE",
    "æ": "ae",
    "Œ": "OE",
    "œ": "oe",
    "Þ": "Th",
    "þ": "th",
    "Ĳ": "IJ",
    "ĳ": "ij",
    "Ø": "O",
    "ø": "o",
    "Ð": "D",
    "ð": "d",
    "Đ": "D",
    "đ": "d",
    "Ħ": "H",
    "ħ": "h",
    "ı": "i",
    "ĸ": "k",
    "Ł": "L",
    "ł": "l",
    "Ŀ": "L",
    "ŀ": "l",
    "Ŋ": "N",
    "ŋ": "n",
    "ŉ": "n",
    "Ŧ": "T",
    "ŧ": "t",
    "ſ": "s",
    "–": "-",
    "—": "-",
    "‐": "-",
    "‑": "-",
    "−": "-",
    "’": "'",
    "‘": "'",
    "‚": "'",
    "´": "'",
    "`": "'",
    "„": "'",
    "“": "'",
    "”": "'",
    '"': "'",
    "&": "+",
    "\N{NO-BREAK SPACE}": " ",
    "…": "...",
}
# What a name here may be made of: what the file carries, and Latin letters with their marks, which have a spelling.
_NAME = rf"^[A-Za-z0-9{re.escape(SIGNS)}À-ÖØ-öø-ſ]*$"
_TWO = "[ÄÖÜäöüßÆæŒœÞþĲĳ]"  # spelt with two letters
NO_NAME = (
    "Eine Bank nimmt als Kontoinhaber höchstens 70 Zeichen an, und nur Buchstaben, Ziffern, Leerzeichen und "
    "/ - ? : ( ) . , ' +. Umlaute und ß zählen doppelt, denn in der Zahlungsdatei stehen ae, oe, ue und ss."
)


def spelt(text: str) -> str:
    """The text in the letters a bank's file carries, on one line; what has no spelling is left out."""
    told = "".join(SPELT.get(letter, letter) for letter in unicodedata.normalize("NFC", text))
    plain = unicodedata.normalize("NFKD", told)
    kept = "".join(one if CARRIED.fullmatch(one) else " " if one.isspace() else "" for one in plain)
    return " ".join(kept.split())


def is_name(text: str) -> bool:
    """Whether a file can carry this as somebody's name, nothing left out and nothing cut off."""
    return bool(re.fullmatch(_NAME, text)) and 0 < len(spelt(text)) <= NAME_LENGTH


def holder(label: str, help_text: str) -> models.CharField:
    """The field of an account's holder; `holder_carried` is its rule."""
    given: dict[str, Any] = {"max_length": NAME_LENGTH, "blank": True, "default": "", "db_default": ""}
    return models.CharField(label, help_text=help_text, **given)


def holder_carried(name: str) -> CheckConstraint:
    """`account_holder` is a name that a bank's file carries whole (`is_name`), or empty."""
    doubled = Func(F("account_holder"), Value(_TWO), Value("xx"), Value("g"), function="regexp_replace")
    return CheckConstraint(
        name=name,
        field="account_holder",
        condition=Q(account_holder__regex=_NAME) & Q(LessThanOrEqual(Length(doubled), NAME_LENGTH)),
        violation_error_message=NO_NAME,
    )
