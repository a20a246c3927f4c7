"""Text as it is kept: what looks the same is the same.

Whatever somebody types or pastes comes through here once, where it enters: each text of each form (also the admin's and
allauth's), each cell of a spreadsheet. Passwords do not: they are what somebody typed, to the letter.
"""

import re
import unicodedata
from typing import Any

from django import forms

# Drawn as nothing: control characters, soft hyphens, joiners, marks of direction, fillers, halves of characters.
# Four signs of Arabic and Syriac count as „format“ in Unicode, but are drawn; they are no part of these.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff\ud800-\udfff]"
)
BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
SPACE = re.compile("[\t\x1f \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
SPACES = re.compile(" {2,}")
EDGE = " \n"


def one_line(text: str) -> str:
    """The text of a single line: composed letters, nothing invisible, single plain spaces, none at the ends.

    Twice changes nothing.
    """
    return SPACES.sub(" ", lines(BREAK.sub(" ", text)))


def lines(text: str) -> str:
    """The same of a text with line breaks, which become `\\n`; a line that begins with spaces keeps them."""
    text = INVISIBLE.sub("", SPACE.sub(" ", BREAK.sub("\n", text)))
    text = unicodedata.normalize("NFC", text)
    return "\n".join(line.rstrip(" ") for line in text.split("\n")).strip(EDGE)


def is_kept(text: str) -> bool:
    """Whether a text is already as it is kept, in one line or several."""
    return text == lines(text)


_typed = forms.CharField.to_python


def _kept(field: forms.CharField, value: Any) -> Any:
    """What somebody typed, as it is kept; a password and what a page hid in its own form stay as they are."""
    exact = not field.strip or isinstance(field.widget, forms.PasswordInput | forms.HiddenInput)
    if isinstance(value, str) and not exact:
        value = lines(value) if isinstance(field.widget, forms.Textarea) else one_line(value)
    return _typed(field, value)


def keep_typed_text() -> None:
    """From now on each text field of each form answers with its text as it is kept.

    At the one place through which Django's own, the admin's and the libraries' fields go too: who writes a form cannot
    forget it.
    """
    forms.CharField.to_python = _kept  # type: ignore[method-assign, assignment]
