"""An aid for whoever writes a summary in Leichte Sprache: it counts and points, it never rewrites.

The rules follow what the Netzwerk Leichte Sprache and DIN SPEC 33429 have in common: short sentences, one
statement each, no abbreviations, no long words without a mark where they part. Whether a text is easy to
understand only its readers can say; that is why the checklist asks for them. Pure: no query, no clock.
"""

import re
from dataclasses import dataclass

LONGEST_SENTENCE = 12  # words
LONGEST_WORD = 16  # letters; beyond that a word is parted with a middle dot or a hyphen
SHOWN = 8  # hints at a time; more would not be read

CHECKLIST = (
    "Jeder Satz sagt nur eine Sache und steht in einer eigenen Zeile.",
    "Kein Satz hat mehr als 12 Wörter.",
    "Lange Wörter sind getrennt, zum Beispiel: Quartiers·arbeit.",
    "Es gibt keine Abkürzungen und keine Fremdwörter; schwere Wörter sind erklärt.",
    "Die Sätze sagen, wer etwas tut: „Die Stadt zahlt“, nicht „es wird gezahlt“.",
    "Zahlen stehen als Ziffern; sie kommen aus den Daten.",
    "Menschen, für die der Text ist, haben ihn gelesen und verstanden.",
)

_TOKEN = re.compile(r"\[\[[a-z0-9_]+\]\]")
_SENTENCE = re.compile(r"[^.!?:\n]+[.!?:]*")
_NO_FULL_STOP = "\N{ONE DOT LEADER}"  # stands for the dot of an abbreviation, which ends no sentence
_WORD = re.compile(r"[^\W\d_]+(?:[-·‧][^\W\d_]+)*", re.UNICODE)
_ABBREVIATION = re.compile(
    r"\b(?:z\.\s?B|d\.\s?h|u\.\s?a|usw|bzw|ca|ggf|inkl|zz|vgl|etc|Nr|Abs)\.", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Aid:
    """How long a text is, and where it may be hard to read."""

    sentences: int
    words: int
    longest: int
    hints: tuple[str, ...]

    @property
    def summary(self) -> str:
        """The length in words, for the line under the text."""
        return f"{self.sentences} Sätze, {self.words} Wörter, längster Satz: {self.longest} Wörter"


def aid(text: str) -> Aid:
    """Counts a text and names the places that break a rule; figures count as one word."""
    plain = _TOKEN.sub("Zahl", text)
    abbreviations = list(dict.fromkeys(_ABBREVIATION.findall(plain)))
    joined = _ABBREVIATION.sub(lambda short: short[0].replace(".", _NO_FULL_STOP), plain)
    sentences = [
        part.replace(_NO_FULL_STOP, ".").strip() for part in _SENTENCE.findall(joined) if part.strip()
    ]
    lengths = [len(_WORD.findall(sentence)) for sentence in sentences]
    hints = [
        *(
            _too_long(sentence, n)
            for sentence, n in zip(sentences, lengths, strict=True)
            if n > LONGEST_SENTENCE
        ),
        *(f"Langes Wort: „{word}“. Trennen Sie es, zum Beispiel mit ·" for word in _long_words(plain)),
        *(f"Abkürzung: „{short}“. Schreiben Sie das Wort aus." for short in abbreviations),
    ]
    return Aid(
        sentences=sum(1 for n in lengths if n),
        words=sum(lengths),
        longest=max(lengths, default=0),
        hints=tuple(hints[:SHOWN]),
    )


def _too_long(sentence: str, words: int) -> str:
    start = " ".join(sentence.split()[:5])
    return f"Der Satz „{start} …“ hat {words} Wörter. Machen Sie zwei daraus."


def _long_words(text: str) -> list[str]:
    """Words no part of which may be longer than the limit."""
    words = dict.fromkeys(_WORD.findall(text))
    return [word for word in words if any(len(part) > LONGEST_WORD for part in re.split("[-·‧]", word))]
