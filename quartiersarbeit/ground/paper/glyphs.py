"""What paper can print: every text of a paper through the glyphs of its own typeface.

PDF/UA forbids a character without a glyph, and the typesetter refuses the whole document for one
emoji in a partner's remark. So a text is made printable before it is drawn, on the page as in the PDF:
what people check in the preview is what the committee gets. Nothing here raises for any `str`.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from quartiersarbeit.ground import german

FACES = ("400Regular", "400Regular_Italic", "600SemiBold", "700Bold")
MISSING = "\N{WHITE VERTICAL RECTANGLE}"  # Fira Sans has no U+25A1; this is its empty box
ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
WORD_JOINER = "\N{WORD JOINER}"

# Matched, linked or drawn, never printed.
IDENTIFIERS = frozenset({"key", "figure", "model", "url", "modules"})
SPELLED = {
    "\N{NARROW NO-BREAK SPACE}": "\N{NO-BREAK SPACE}",
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{LINE SEPARATOR}": "\n",
    "\N{PARAGRAPH SEPARATOR}": "\n",
    "\x85": "\n",
    "\n": "\n",
    "\t": " ",
    "\v": " ",
    "\f": " ",
    ZERO_WIDTH_SPACE: ZERO_WIDTH_SPACE,
    SOFT_HYPHEN: SOFT_HYPHEN,
}
# One that divides no word prints nothing, and at the end of a link it stops the typesetter (typst 0.15).
LOOSE_SOFT_HYPHEN = re.compile(rf"(?<!\w){SOFT_HYPHEN}|{SOFT_HYPHEN}(?!\w)")
STROKE = re.compile(r"[/-](?=\w)")
NUMBER = re.compile(
    rf"(?:https?://|www\.)\S+|{german.IDENTIFIER.pattern}"
)  # an address stays what it is: it is copied
LONGEST_WORD = 40  # letters; German compounds stay below, hyphenation breaks them
OVERLONG = re.compile(rf"[^\s{ZERO_WIDTH_SPACE}]{{{LONGEST_WORD + 1},}}")
PIECE = re.compile(r".{10}(?=.)", re.DOTALL)


def font_folders() -> list[Path]:
    """The folders of the four faces, one TrueType file each."""
    return [Path(settings.PAPER_FONTS) / face for face in FACES]


def printable(text: str) -> str:
    """The text in characters that the paper's typeface has, line breaks kept as `\\n`.

    Composed (NFC); compatibility characters spelled out where that prints (①, ﬁ); what has no glyph
    becomes an empty box. Control characters, bidirectional overrides (they could show a sentence in
    another order than it is stored) and other invisible marks are dropped.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Again until it stands: what is dropped may have stood between a letter and its mark, which then compose.
    while (found := _printed(text)) != text:
        text = found
    return re.sub(" {2,}", " ", text)


def _printed(text: str) -> str:
    return LOOSE_SOFT_HYPHEN.sub("", unicodedata.normalize("NFC", text).translate(_print_table()))


def breakable(text: str) -> str:
    """The text with invisible break points in words over 40 letters, which would leave the sheet."""
    return OVERLONG.sub(lambda word: PIECE.sub(rf"\g<0>{ZERO_WIDTH_SPACE}", word[0]), text)


def held(text: str) -> str:
    """The text with printed numbers held together on their line, by a mark nobody sees; our search leaves it out."""
    return NUMBER.sub(_held, text)


def _held(found: re.Match[str]) -> str:
    is_address = found[0].startswith(("http", "www."))
    return found[0] if is_address else STROKE.sub(rf"\g<0>{WORD_JOINER}", found[0])


def is_blank(text: str) -> bool:
    """True where a text would print nothing."""
    return not text.replace(ZERO_WIDTH_SPACE, "").replace(SOFT_HYPHEN, "").strip()


def deep(value: Any, change: Callable[[str], str]) -> Any:
    """The same dataclass with `change` applied to every text in it, however deep; identifiers stay."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(deep(item, change) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        texts = [field.name for field in fields(value) if field.name not in IDENTIFIERS]
        return replace(value, **{name: deep(getattr(value, name), change) for name in texts})
    return value


class _PrintTable(dict[int, str]):
    """A `str.translate` table: characters with a glyph stand in it, all others are decided when met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if category in ("Cc", "Cf", "Mn", "Me"):
            return ""
        if category == "Zs":
            return " "
        spelled = unicodedata.normalize("NFKC", character)
        return spelled if all(ord(letter) in self for letter in spelled) else MISSING


@cache
def _print_table() -> _PrintTable:
    """Read from the font files once a process (about 30 ms); only glyphs that all four faces have.

    Raises `FileNotFoundError` when the fonts are not installed (`npm ci`).
    """
    from fontTools.ttLib import TTFont  # loaded when used

    codes: set[int] | None = None
    for folder in font_folders():
        with TTFont(next(folder.glob("*.ttf"), folder / "*.ttf"), lazy=True) as font:
            face = set(font.getBestCmap())
        codes = face if codes is None else codes & face
    table = _PrintTable({code: chr(code) for code in codes or () if _is_visible(chr(code))})
    table.update({ord(character): printed for character, printed in SPELLED.items()})
    return table


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")
