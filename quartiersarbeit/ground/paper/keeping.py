"""Papers that are kept as files: what drew them, and the proof that they are still what was drawn."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from quartiersarbeit.ground import german
from quartiersarbeit.ground.paper import glyphs

LIBRARIES = ("typst", "pikepdf", "python-docx", "Django")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what it was, whether it holds, and what was found in a sentence.

    Where today's program cannot tell, `decided` is False and nothing speaks against the paper.
    """

    what: str
    holds: bool
    found: str
    decided: bool = True


def machine() -> list[Path]:
    """Our own files that decide a paper's bytes: this package, its templates, and how German days and sums read."""
    here, templates = Path(__file__).parent, settings.BASE_DIR / "templates" / "paper"
    found = [*here.glob("*.py"), *here.glob("*.typ"), *templates.glob("*.html")]
    return [*sorted(found), Path(german.__file__)]


@cache
def renderer(also: tuple[Path, ...] = ()) -> str:
    """What draws papers here: libraries with versions, and a digest of typefaces and our own code, `also` included.

    Other versions may draw other bytes from the same paper; so a difference can be told from a forgery.
    """
    fonts = [file for folder in glyphs.font_folders() for file in sorted(folder.glob("*.ttf"))]
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in [*machine(), *also, *fonts]))
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return f"{versions}, Satz {digest.hexdigest()[:16]}"


def unharmed(what: str, content: bytes, sha256: str) -> Check:
    """Whether the bytes still have the check sum that was kept with them."""
    same = hashlib.sha256(content).hexdigest() == sha256
    return Check(what, same, "Die Prüfsumme stimmt." if same else "Der Inhalt passt nicht zur Prüfsumme.")


def same_again(what: str, again: bytes, kept: bytes, *, drawn_by: Sequence[str]) -> Check:
    """Whether drawing once more gives the kept bytes; `drawn_by`: what drew then, and what draws now.

    Where today's program is another than the one that drew them, other bytes prove nothing.
    """
    then, now = drawn_by
    if again == kept:
        return Check(what, True, "Byte für Byte gleich.")
    if then != now:
        return Check(what, True, f"Nicht vergleichbar: damals erzeugt mit {then}.", False)
    return Check(what, False, "Aus den Fakten entsteht eine andere Datei.")
