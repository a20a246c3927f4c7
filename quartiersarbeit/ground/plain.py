"""Text as people paste it: what Word or a browser brings along goes, the words stay.

Nothing here makes HTML safe to show: every text is escaped where it is shown. It only keeps
„<p class=MsoNormal>“ out of answers that a committee will read.
"""

import re
from html.parser import HTMLParser

from django import forms

from quartiersarbeit.ground import german
from quartiersarbeit.ground.refusals import refuse

# Only what is surely markup: „Erreichen wir < 50 Personen?“ is a sentence.
MARKUP = re.compile(
    r"<(?:/?(?:a|b|body|br|div|em|font|h[1-6]|head|html|i|img|li|link|meta|ol|p|script|span|strong|style"
    r"|sup|sub|table|tbody|td|th|thead|title|tr|u|ul|xml)(?=[\s/>])|/?[a-z]{1,4}:[a-z]|!--|!\[|\?xml)",
    re.IGNORECASE,
)
UNREAD = {"style", "script", "xml", "title", "head"}
BREAKS = {"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"}
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\u200b\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """The words alone: markup and control characters gone, line breaks as `\\n`. Twice changes nothing."""
    text = re.sub("\r\n|[\r\v\f\x85\u2028\u2029]", "\n", text).replace("\xa0", " ")
    text = CONTROL.sub("", text)
    while MARKUP.search(text) and (words := _Words.of(text)) != text:
        text = words
    return re.sub(r"[ \t]+\n", "\n", text).strip()


class _Words(HTMLParser):
    """Collects the text of an HTML fragment."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.skipped = 0

    @classmethod
    def of(cls, markup: str) -> str:
        parser = cls()
        parser.feed(markup)
        parser.close()
        lines = "".join(parser.parts).replace("\xa0", " ").split("\n")
        return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in lines)).strip()

    def handle_starttag(self, tag, attrs):
        self.skipped += tag in UNREAD
        if tag in BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag):
        self.skipped -= tag in UNREAD and self.skipped > 0

    def handle_data(self, data):
        if not self.skipped:
            self.parts.append(data)


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
        return plain(super().to_python(value) or "")

    def validate(self, value) -> None:
        super().validate(value)
        if (over := len(value) - self.limit) > 0:
            said = (
                f"Der Text hat {german.number(len(value))} Zeichen, möglich sind {german.number(self.limit)}. "
                f"Bitte kürzen Sie ihn um {german.number(over)} Zeichen."
            )
            refuse("max_length", said)
