"""Text as people paste it: what Word or a browser brings along goes, the words stay.

Nothing here makes HTML safe to show: every text is escaped where it is shown. It only keeps
„<p class=MsoNormal>“ out of answers that a committee will read.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from django import forms

from quartiersarbeit.ground import german, letters
from quartiersarbeit.ground.refusals import refuse

# Only what is surely markup: „Erreichen wir < 50 Personen?“ is a sentence.
MARKUP = re.compile(
    r"<(?:/?(?:a|b|body|br|div|em|font|h[1-6]|head|html|i|img|li|link|meta|ol|p|script|span|strong|style"
    r"|sup|sub|table|tbody|td|th|thead|title|tr|u|ul|xml)(?=[\s/>])|/?[a-z]{1,4}:[a-z]|!--|!\[|\?xml)",
    re.IGNORECASE,
)
OPENING = re.compile(r"<(?:(?P<closes>/?)(?P<name>[a-z][^\s/>]*)|[!?])", re.IGNORECASE)
TAG_SIGN = re.compile(r"""=\s*(["'])|>""")
RAW = {"script", "style"}  # no tag stands in them
RAW_END = re.compile(r"</(?:script|style)(?=[\s/>])", re.IGNORECASE)
HUGE = re.compile(r"&#[xX]?[0-9a-fA-F]{8,};?")  # no character has such a number
MOST_LAYERS = 20  # „&amp;lt;p&gt;“ is a tag in the second layer
UNREAD = {"style", "script", "xml", "title", "head"}
BREAKS = {"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"}
LONGEST_PASTED = 500_000  # letters with their markup; Word brings a hundred for each it means


def plain(text: str) -> str:
    """The words alone: markup and control characters gone, line breaks as `\\n`. Twice changes nothing.

    Takes time in proportion to the text, whatever stands in it.
    """
    text = letters.lines(text)
    for _ in range(MOST_LAYERS):
        if not MARKUP.search(text) or (words := letters.lines(_words(text))) == text:
            break
        text = words
    return text


def _words(markup: str) -> str:
    """The text of an HTML fragment; what looks like a tag and never ends is text."""
    parts: list[str] = []
    unread, place = 0, 0
    for tag in _tags(markup):
        if not unread:
            parts.append(_unescaped(markup[place : tag.begin]))
        place = tag.end
        if tag.name in UNREAD:
            unread = max(0, unread + (-1 if tag.closes else 1))
        elif tag.name in BREAKS and not tag.closes:
            parts.append("\n")
    if not unread:
        parts.append(_unescaped(markup[place:]))
    lines = "".join(parts).replace("\xa0", " ").split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in lines)).strip()


def _unescaped(text: str) -> str:
    return html.unescape(HUGE.sub("\N{REPLACEMENT CHARACTER}", text))


class _Tag(NamedTuple):
    begin: int
    end: int
    name: str = ""  # in small letters; comments and declarations have none
    closes: bool = False


def _tags(markup: str) -> Iterator[_Tag]:
    """Tags, comments and declarations from left to right; what stands in a script or style is part of its tag.

    By hand: Python's own HTMLParser reads the whole rest anew at each tag that nothing closes, and stops with
    an AssertionError at „<![<“.
    """
    place, quoted = 0, True
    last, last_comment = markup.rfind(">"), markup.rfind("-->")
    while (found := OPENING.search(markup, place, last + 1)) is not None:
        begin, name = found.start(), (found["name"] or "").lower()
        if markup.startswith("<!--", begin) and begin + 4 <= last_comment:
            place = markup.index("-->", begin + 4) + 3
        else:
            place = _end_of_tag(markup, found.end(), quoted) + 1
            if not place:  # quotes that do not close: from here on they are letters like any other
                quoted = False
                place = markup.index(">", begin) + 1
        if name in RAW and not found["closes"]:
            closing = RAW_END.search(markup, place)
            place = closing.start() if closing else len(markup)
        yield _Tag(begin, place, name, bool(found["closes"]))


def _end_of_tag(markup: str, place: int, quoted: bool) -> int:
    """Where the tag's „>“ stands, not counting those in quotes where `quoted`; -1 where there is none."""
    if not quoted:
        return markup.find(">", place)
    while (sign := TAG_SIGN.search(markup, place)) is not None and sign[0] != ">":
        closing = markup.find(sign[1], sign.end())
        if closing < 0:
            return -1
        place = closing + 1
    return sign.start() if sign else -1


class PlainTextField(forms.CharField):
    """Several lines without markup. Over the limit it is refused (code `max_length`), never cut off:

    a browser's own `maxlength` would silently drop the end of what is pasted.
    """

    widget = forms.Textarea

    def __init__(self, *, limit: int, **kwargs):
        self.limit = limit
        super().__init__(**kwargs)

    def widget_attrs(self, widget) -> dict:
        return super().widget_attrs(widget) | {"data-limit": str(self.limit)}

    def to_python(self, value) -> str:
        text = super().to_python(value) or ""
        if (over := len(text) - LONGEST_PASTED) > 0:
            refuse("max_length", f"Der eingefügte Text ist um {german.number(over)} Zeichen zu lang.")
        return plain(text)

    def validate(self, value) -> None:
        super().validate(value)
        if (over := len(value) - self.limit) > 0:
            said = (
                f"Der Text hat {german.number(len(value))} Zeichen, möglich sind {german.number(self.limit)}. "
                f"Bitte kürzen Sie ihn um {german.number(over)} Zeichen."
            )
            refuse("max_length", said)
