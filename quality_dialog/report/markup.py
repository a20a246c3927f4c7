"""The small markup of report texts: paragraphs, lists, sub-headings, **bold** and *italics*; all else is text.

CommonMark, cut down to what a committee paper needs and parsed by markdown-it. HTML, links, images, code and
entities are not known here: they print as they are typed. `[[key]]` is left alone, it stands for a figure.
Pure: no query, no clock.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_KEY = re.compile(r"[a-z0-9_]+")


Kind = Literal["text", "bullet", "numbered", "heading"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one manner."""

    text: str
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, an item of a list or a sub-heading."""

    kind: Kind
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The block as it reads."""
        return "".join(piece.text for piece in self.pieces)


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # loaded when used

    return MarkdownIt("zero").enable(["heading", "list", "emphasis", "escape", "newline"])


def blocks(text: str) -> list[Block]:
    """The text as blocks in reading order; nothing raises, what is no markup is text."""
    tokens = _parser().parse(text.replace("\r\n", "\n").replace("\r", "\n"))
    return [block for block in _blocks(tokens) if block.text.strip()]


def _blocks(tokens: "list[Token]") -> list[Block]:
    found: list[Block] = []
    lists: list[_List] = []  # those we are in, the innermost last
    for index, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(_list(tokens, index))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            lists[-1].begin(token)
        elif token.type == "inline":
            pieces = tuple(_pieces(token.children or []))
            if tokens[index - 1].type == "heading_open":
                found.append(Block("heading", pieces))
            elif not lists:
                found.append(Block("text", pieces))
            elif lists[-1].written:  # an item's second paragraph is a new line of it, not an item more
                found[-1] = Block(found[-1].kind, (*found[-1].pieces, Piece("\n"), *pieces))
            else:
                found.append(lists[-1].write(pieces))
    return found


@dataclass(slots=True)
class _List:
    """A list while it is read: how its present item prints, and what stands before it."""

    kind: Kind
    item: Kind = "text"
    before: str = ""
    expected: int = 1
    written: bool = False

    def begin(self, token: "Token") -> None:
        """The next item; one that does not count on („26. Januar“) is a paragraph with its number."""
        counts_on = self.kind == "bullet" or (self.kind == "numbered" and token.info == str(self.expected))
        self.item, self.before = (self.kind, "") if counts_on else ("text", f"{token.info}{token.markup} ")
        self.expected += counts_on
        self.written = False

    def write(self, pieces: tuple[Piece, ...]) -> Block:
        """The present item's first paragraph."""
        self.written = True
        return Block(self.item, (Piece(self.before), *pieces) if self.before else pieces)


def _list(tokens: "list[Token]", index: int) -> _List:
    """A numbered list begins with 1 and has a second item; „26. Januar“ and „+ 5 %“ begin none."""
    opening = tokens[index]
    if opening.type == "bullet_list_open":
        return _List("text" if opening.markup == "+" else "bullet")
    items = []
    for n in range(index + 1, len(tokens)):
        if tokens[n].level == opening.level:
            break
        if tokens[n].type == "list_item_open":
            items.append(tokens[n].info)
    return _List("numbered" if items[:2] == ["1", "2"] else "text")


def _pieces(tokens: "list[Token]") -> Iterator[Piece]:
    strong = emphasis = 0
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield Piece("\n", strong > 0, emphasis > 0)
        elif token.markup.startswith("_") and token.nesting:
            yield Piece(token.markup, strong > 0, emphasis > 0)  # an underscore is a letter of file names
        elif token.type.startswith("strong"):
            strong += token.nesting
        elif token.type.startswith("em_"):
            emphasis += token.nesting
        elif token.content:
            yield Piece(token.content, strong > 0, emphasis > 0)


def malformed(text: str) -> list[str]:
    """Where a text begins a figure and does not name one: „Zeile 3: „[[Stand orte]]““."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        tokens, rest = _tokens_of(line)
        wrong = [token for token in tokens if not _KEY.fullmatch(token[2:-2])]
        if "[[" in rest or "]]" in rest:
            wrong.append(rest[max(rest.find("[["), 0) :][:30].strip())
        found += [f"Zeile {number}: „{place}“" for place in wrong]
    return found


def _tokens_of(line: str) -> tuple[list[str], str]:
    """What stands in double brackets, and the line without it.

    Looked for by hand: a pattern would read the rest of the line anew at each bracket that nothing closes.
    """
    found, rest, place = [], [], 0
    while (begin := line.find("[[", place)) >= 0 and (end := line.find("]]", begin + 2)) >= 0:
        rest.append(line[place:begin])
        found.append(line[begin : end + 2])
        place = end + 2
    return found, "".join([*rest, line[place:]])


def empty_headings(text: str) -> list[int]:
    """The lines that begin a sub-heading and say nothing."""
    return [
        n for n, line in enumerate(text.splitlines(), start=1) if re.fullmatch(r" {0,3}#{1,6}[ \t#]*", line)
    ]
