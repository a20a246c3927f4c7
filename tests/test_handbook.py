"""The Handbuch is one text for the repository and the screen, and it names what the screens name."""

import re

import pytest
from django.urls import reverse

from quartiersarbeit.handbook import HANDBOOK, chapters


def test_every_chapter_of_the_handbuch_is_on_the_page_and_linked_on_top(db, client):
    page = client.get(reverse("help")).content.decode()
    titles = re.findall(r"^## (.+)$", HANDBOOK.read_text(encoding="utf-8"), re.M)
    shown = re.findall(r'<h2 id="([^"]+)">([^<]+)</h2>', page)
    links = re.findall(r'href="#([^"]+)">([^<]+)</a>', page)
    assert [title for anchor, title in shown if anchor != "kapitel"] == titles
    assert [link for link in links if link[0] != "inhalt"] == [one for one in shown if one[0] != "kapitel"]


def test_the_footer_leads_to_the_handbuch_also_before_signing_in(db, client):
    assert f'href="{reverse("help")}"' in client.get(reverse("account_login")).content.decode()


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "[x](javascript:alert(1))", "<b onclick=x>"])
def test_markup_of_the_web_stays_text(text):
    assert not re.search(r"<(script|b|a)", chapters(f"# H\n\n## Kapitel\n\n{text}")[0].body)


@pytest.mark.parametrize("missing", ["", "# Nur ein Titel\n"])
def test_a_text_without_chapters_has_none(missing):
    assert chapters(missing) == []
