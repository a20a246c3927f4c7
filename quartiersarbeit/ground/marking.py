"""The code and the address on a paper by which anybody can check it, and how a typed code is read.

A file cannot carry its own check sum. So the code comes from the facts that are frozen, before it is set among them;
the address leads to the page that knows both the code and the sums of the files.
"""

import json
import re
import unicodedata
from dataclasses import replace

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from quartiersarbeit.ground.paper import Paper, Section, qr_code, to_json

KEY = "pruefung"
# Crockford's: no letter that is read as a digit (I, L, O), and none that makes words (U).
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LETTERS, GROUP = 12, 4  # 60 bits: nobody guesses one
SPELLED = LETTERS + LETTERS // GROUP - 1  # with its hyphens
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
CODE = re.compile(rf"[{ALPHABET}]{{{LETTERS}}}")
LONGEST = 64  # letters that are looked at
TITLE = "Echtheit prüfen"
BESIDE_OTHERS = f"{TITLE} (keine Überweisung)"


def code_of(whose: tuple[str, int], printed: Paper) -> str:
    """The code of a paper that bears none yet: „7K3M-9QXT-2FVB“, from its facts, whose it is, and the server's key.

    Without the key somebody who guesses what a paper says could try by its code whether the guess is right.
    """
    facts = json.dumps([*whose, to_json(printed)], sort_keys=True)
    keyed = salted_hmac("check code", facts, algorithm="sha256").digest()
    number = int.from_bytes(keyed) >> (256 - 5 * LETTERS)
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


def marked(whose: tuple[str, int], printed: Paper) -> Paper:
    """The paper with its code and the address, if papers may be checked by everybody (PUBLIC_PAGES); else as it is."""
    if not settings.PUBLIC_PAGES:
        return printed
    code, page = code_of(whose, printed), f"{settings.PUBLIC_URL}{reverse('paper_check')}"
    told = f"Diese Seite im Internet sagt, ob das Papier unverändert ist: {page}\nPrüfcode: {code}"
    # Beside another code, a transfer's, somebody with a telephone has to know which is which.
    title = BESIDE_OTHERS if any(one.codes for one in printed.sections) else TITLE
    section = Section(KEY, "", (), codes=(qr_code(f"{page}?code={code}", title, told),))
    return replace(printed, sections=(*printed.sections, section), check_code=code)


def unmarked(printed: Paper) -> Paper:
    """What the paper says without its mark: two papers that say the same are the same paper."""
    said = tuple(section for section in printed.sections if section.key != KEY)
    return replace(printed, sections=said, check_code="")


def other_code(paper: str, code: str) -> str:
    """For a guard: the row's code is not the one in its paper's JSON; so a paper that bears one is found by it."""
    return f"""NEW.{code} <> coalesce(substring(NEW.{paper} FROM '"check_code": "([^"]*)"'), '')"""
