"""The Handbuch for users, `docs/handbuch.md`, as a page: one text, read in the repository and on the screen."""

import re
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from quartiersarbeit.ground.kept_pages import kept_page
from quartiersarbeit.ground.orientation import PURPOSES

PASSAGE = re.compile(r"<p><strong>([^<]{2,40}?)\.?</strong>")  # what a page's help leads to
HANDBOOK = Path(settings.BASE_DIR) / "docs" / "handbuch.md"
PICTURES = Path(settings.BASE_DIR) / "quartiersarbeit/static/handbuch"  # made by .ci/handbook-pictures


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the Handbuch; `anchor` is its address on the page."""

    title: str
    anchor: str
    body: SafeString
    pictures: list[tuple[str, str]]


def chapters(text: str) -> list[Chapter]:
    """The text's chapters (second-level headings); what stands before the first is its introduction."""
    return [Chapter(title, anchor, body, pictures(anchor, body)) for title, anchor, body in _written(text)]


@lru_cache(
    maxsize=1
)  # the text comes with the code: to write it as HTML takes longer than all else on the page
def _written(text: str) -> list[tuple[str, str, SafeString]]:
    from markdown_it import MarkdownIt  # loaded when used

    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False})
    found: list[tuple[str, str, SafeString]] = []
    known: set[str] = set()
    for part in f"\n{text}".split("\n## ")[1:]:
        title, _, body = part.partition("\n")
        # markdown-it escapes all text, and HTML in it is switched off; a passage's anchor is made of its first words.
        anchor = slugify(title, allow_unicode=True)
        body = PASSAGE.sub(partial(_anchored, known=known, chapter=anchor), parser.render(body))
        found.append((title, anchor, mark_safe(body)))  # noqa: S308
    return found


def pictures(chapter: str, body: str) -> list[tuple[str, str]]:
    """Pictures of the pages that this chapter tells of (address, what is seen), where somebody has made them."""
    found: dict[str, str] = {}
    for purpose in PURPOSES.values():
        there = purpose.passage == chapter or f'id="{purpose.passage}"' in body
        if there and (PICTURES / f"{purpose.passage}.png").exists():
            with suppress(ValueError):  # made, but not yet collected
                # of several pages the first is in the picture
                found.setdefault(
                    static(f"handbuch/{purpose.passage}.png"), f"So sieht die Seite aus. {purpose.line}"
                )
    return list(found.items())


def _anchored(found: re.Match[str], known: set[str], chapter: str) -> str:
    """The passage with an anchor; two that begin alike are told apart by their chapters."""
    anchor = slugify(found[1], allow_unicode=True)
    anchor = f"{chapter}-{anchor}" if anchor in known else anchor
    known.add(anchor)
    return f'<p id="{anchor}"><strong>{found[1]}</strong>'


@login_not_required  # who cannot sign in needs it most
@require_safe
@kept_page
def handbook(request: HttpRequest) -> HttpResponse:
    """The Handbuch, with its chapters on top."""
    text = HANDBOOK.read_text(encoding="utf-8")
    return render(request, "handbook.html", {"title": "Hilfe", "chapters": chapters(text)})
