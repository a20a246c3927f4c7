"""The protocol of checks by hand: dated, of twenty pages, and what it leaves open is told to everybody."""

import re

from django.conf import settings
from django.urls import reverse

from tests.browser.by_hand import PAGES

PROTOCOL = (settings.BASE_DIR / "docs" / "barrierefreiheit.md").read_text(encoding="utf-8")


def test_it_is_dated_and_of_the_twenty_pages():
    assert re.search(r"^## \d\d\.\d\d\.\d{4}$", PROTOCOL, re.MULTILINE)
    _, *tables = PROTOCOL.split("| Seite | Tastatur")
    rows = [[line for line in one.splitlines()[2:] if line.startswith("|")] for one in tables]
    assert {len(found) for found in rows} == {len(set(PAGES))} == {20}
    assert "FEHLER" not in PROTOCOL


def test_what_it_leaves_open_stands_in_the_statement(client, db):
    statement = client.get(reverse("accessibility")).content.decode()
    for word in (
        "Vorleseprogrammen",
        "Menschen mit Behinderungen",
        "Safari",
        "Verwaltung",
        "Hochgeladene Dokumente",
    ):
        assert word in statement
