"""Every kind of paper, declared: where it is made, where its files are kept, and how whoever holds one can check it.

Each app declares its own in `papers.py`; a paper or a kept file that nobody declared fails `tests/test_papers.py`.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from quartiersarbeit.ground.paper import Paper, from_json, to_json
from quartiersarbeit.ground.paper.keeping import Check, renderer, same_again, unharmed


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A paper of ours that is not public: nothing of what it says, but which it is, and whether it still counts.

    `number` is the one printed on it, `version` „Fassung 2 vom 26.01.2021“, `held` the format of the file that was
    looked at (empty: its code was), `replaced` what came after it („Ersetzt durch …“) and `advice` what that means.
    """

    kind: str
    number: str
    version: str
    held: str = ""
    replaced: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKind:
    """A kind of paper.

    `made_by` names the functions that make it (`module.function`), `drawn_in` the modules that draw its files, and
    `kept_in` the models that keep their bytes with a check sum. `unmarked` is why it bears no code; `by_sum` and
    `by_code` say which paper it is, as of a day, or None.
    """

    name: str
    made_by: tuple[str, ...] = ()
    drawn_in: tuple[str, ...] = ()
    kept_in: tuple[str, ...] = ()
    unmarked: str = ""
    by_sum: Callable[[str, date], Any] | None = None
    by_code: Callable[[str, date], Any] | None = None


# --- Frozen ------------------------------------------------------------------------------------------


def frozen(paper: Paper) -> str:
    """The paper as the one JSON text that its check sum is taken of."""
    return json.dumps(to_json(paper), sort_keys=True, ensure_ascii=False)


def thawed(stored: str) -> Paper:
    """The paper that `frozen` wrote."""
    return from_json(json.loads(stored))


def checksum(stored: str) -> str:
    """SHA-256 of the frozen text (UTF-8), in hexadecimal."""
    return hashlib.sha256(stored.encode()).hexdigest()


class KeptFile(NamedTuple):
    """The bytes of a frozen paper in one format, with their check sum and what drew them."""

    format: str
    content: bytes
    sha256: str
    renderer: str


def verified(
    stored: str,
    sha256: str,
    files: Iterable[KeptFile],
    draw: Mapping[Any, Callable[[Paper], bytes]],
    what: str,
) -> Iterator[Check]:
    """Every check of a frozen paper: its check sum, and its files as they are kept and drawn once more."""
    same = checksum(stored) == sha256
    found = "Die Prüfsumme stimmt." if same else "Das Schriftstück passt nicht zur Prüfsumme."
    yield Check("Eingefrorenes Schriftstück", same, found)
    try:
        printed = thawed(stored)
    except (KeyError, TypeError, ValueError):
        yield Check("Neu erzeugt", False, f"Aus dem Schriftstück entsteht kein {what} mehr.")
        return
    for file in files:
        name = file.format.upper()
        yield unharmed(f"Datei {name}", file.content, file.sha256)
        again = draw[file.format](printed)
        yield same_again(f"{name} neu erzeugt", again, file.content, drawn_by=(file.renderer, renderer()))
