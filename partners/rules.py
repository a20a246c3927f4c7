"""Pure rules of the network, no ORM: when two names mean the same organisation, and how sight fades."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

LEGAL_FORMS = re.compile(
    r"\b(gemeinnuetzige[rs]? |ggmbh|gmbh|mbh|gag|ag|eg|ev|ek|gbr|ohg|(und )?co kg|kg|kgaa|ug|se|"
    r"eingetragener verein|haftungsbeschraenkt)(?=\s|$)"
)
SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "&": " und "})


def folded(name: str) -> str:
    """A name without what people spell differently: case, spaces, signs, umlauts and the legal form.

    „Alt und Jung Nord-Ost e. V.“ and „ALT & JUNG NORDOST“ fold to the same text. A name that is nothing but a
    legal form stays what it is.
    """
    text = unicodedata.normalize("NFC", name).lower().translate(SPELT_OUT)  # casefold would know ß, not ä
    text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    text = re.sub(r"\be\.?\s*([vgk])\b\.?", r"e\1", text)
    words = re.sub(r"[^\w\s]", "", text)
    kept = LEGAL_FORMS.sub("", " ".join(words.split()))
    return "".join((kept if kept.strip() else words).split())


@dataclass(frozen=True)
class Fading:
    """Somebody's time is over: since that day they write nothing; for some days more they may read."""

    since: date
    days: int
    without_role: bool = False  # or without an organisation that still takes part

    @property
    def to(self) -> date:
        """The last day on which they read."""
        return self.since + timedelta(days=self.days)

    def reads(self, on: date) -> bool:
        """Whether they may still read on that day."""
        return on <= self.to
