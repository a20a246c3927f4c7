"""The code and the address on a paper by which anybody can check it, and how a typed code is read.

A file cannot carry its own check sum. So the code comes from the facts that are frozen, before it is set among them;
the address leads to the page that knows both the code and the sums of the files.
"""

import hashlib
import json
import re
import unicodedata
from dataclasses import replace

from django.conf import settings
from django.urls import reverse

from quality_dialog.report.models import Report
from quality_dialog.report.renditions import address_of
from quartiersarbeit.ground.paper import Paper, Section, qr_code, to_json

KEY = "pruefung"
# Crockford's: no letter that is read as a digit (I, L, O), and none that makes words (U).
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LETTERS, GROUP = 12, 4  # 60 bits: nobody guesses one
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
CODE = re.compile(rf"[{ALPHABET}]{{{LETTERS}}}")
LONGEST = 64  # letters that are looked at; a code has fourteen with its hyphens
TITLE = "Echtheit prüfen"


def code_of(report: Report, printed: Paper) -> str:
    """The code of a paper that bears none yet: „7K3M-9QXT-2FVB“, from the SHA-256 of its facts and its number."""
    facts = json.dumps([report.pk, to_json(printed)], sort_keys=True).encode()
    number = int.from_bytes(hashlib.sha256(facts).digest()) >> (256 - 5 * LETTERS)
    letters = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LETTERS)))
    return spelled(letters)


def spelled(letters: str) -> str:
    """In groups, as it is printed and read aloud."""
    return "-".join(letters[at : at + GROUP] for at in range(0, LETTERS, GROUP))


def read(typed: str) -> str | None:
    """The code that somebody means: small letters, spaces, other hyphens, O for 0, I and L for 1; None for no code."""
    plain = unicodedata.normalize("NFKC", typed[:LONGEST]).upper()
    letters = re.sub(r"[\W_]+", "", plain).translate(READ_AS)
    return spelled(letters) if CODE.fullmatch(letters) else None


def marked(report: Report, printed: Paper) -> Paper:
    """The paper with its code and the address, if papers may be checked by everybody (PUBLIC_PAGES); else as it is."""
    if not settings.PUBLIC_PAGES:
        return printed
    code, page = code_of(report, printed), address_of(reverse("paper_check"))
    told = f"Diese Seite im Internet sagt, ob das Papier unverändert ist: {page}\nPrüfcode: {code}"
    section = Section(KEY, "", (), codes=(qr_code(f"{page}?code={code}", TITLE, told),))
    return replace(printed, sections=(*printed.sections, section), check_code=code)
