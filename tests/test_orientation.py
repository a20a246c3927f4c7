"""Each main page says what it is for, leads to its passage of the Handbuch, and explains its words; all in German."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from lxml import html

from partners.models import User
from quartiersarbeit.ground.breadcrumbs import LISTS
from quartiersarbeit.ground.orientation import PURPOSES, WORDS
from quartiersarbeit.handbook import HANDBOOK, chapters
from tests.access import PUBLISHED
from tests.browser import pages
from tests.people import in_group
from tests.published import publish
from tests.test_every_answer import admin_pages
from tests.test_public_reports import at as public_address

MAIN = (
    *("dashboard", "task_list", "deadline_list", "news_list", "search", "masterdata"),
    *("partners:partner_list", "partners:negotiation_list", "partners:agreement_list", "sites:site_list"),
    *("funding:fiscal_year_list", "funding:fiscal_year_detail", "funding:allocation_list"),
    *("funding:disbursement_list", "funding:proof_list"),
    *("quality_dialog:cycle_list", "quality_dialog:finding_list", "quality_dialog:measure_list"),
    *("quality_dialog:report_list", "quality_dialog:report_detail"),
)
# Read without an account too.
PUBLIC = {
    *("public_home", "public_report", "paper_check", "open_data"),
    *(LEGAL := ("imprint", "privacy", "accessibility")),
}
# Records and steps that somebody works on for long, like a list.
WORKED_ON = {
    *("dashboard", "forecast", "help", "funding:fiscal_year_detail", "funding:fiscal_year_closing"),
    *("funding:payment_run_detail", "funding:sample_detail", "quality_dialog:report_detail"),
    *("quality_dialog:report_council", "quality_dialog:term_list", "partners:negotiation_board"),
}
# Words that are no German; none of them is written the same in both languages.
ENGLISH = re.compile(
    r"\b(the|and|your|you|are|has|this|that|these|with|from|please|deleted?|changes?d?|added|saved?|password|username"
    r"|users?|logout|selected|required|invalid|enter|updated?|previous|received|cannot|must|should|could|objects?"
    r"|true|false|none|confirm|activate|deactivate|recovery|sign|error|forbidden|request|click|below|above|yes"
    r"|continue|remove|edit|closed?|unknown|available|successfully|address|code is|will be|to the|of the|about|again"
    r"|already|amount|because|before|between|both|choose|contents|created?|current|description|disabled?|enabled?|every"
    r"|failed|files|following|found|groups|hidden|history|however|keep|length|loading|members|message|missing|never"
    r"|nothing|number|only|other|owner|pages|place|preview|reasons?|records|rename|results|return|settings|submit"
    r"|success|summary|their|then|there|they|those|through|until|values?|warning|what|when|where|which|who|why|within"
    r"|without|wrong|years?)\b",
    re.IGNORECASE,
)
SAID = ("aria-label", "title", "placeholder", "alt")
# Not ours to translate: permissions as libraries named them, and a frozen paper, shown as it is stored (JSON).
STORED = "//div[contains(@class, 'field-paper') or contains(@class, 'field-permissions')]"
# Names of fields, as programs know them: they are what these pages tell.
NAMED = {"/api/": {"year"}, "/datenschutz/daten/": {"return", "user", "created", "value"}}
NO_TEXT = f"//script|//style|//code|//template|//*[@lang='en']|{STORED}"


def english(document: str) -> set[str]:
    """English words in what a page says to eyes and ears."""
    page = html.fromstring(document)
    for one in page.xpath(NO_TEXT):
        one.drop_tree()
    said = [*page.itertext(), *(value for name in SAID for value in page.xpath(f"//@{name}"))]
    buttons = page.xpath("//input[@type='submit' or @type='button']/@value")
    words = re.sub(
        r"\S*[/@.]\S*\w|\{[\w:]+\}", " ", " \n ".join([*said, *buttons])
    )  # addresses; places in a pattern
    return {found[0].lower() for found in ENGLISH.finditer(words)}


def anchors() -> set[str]:
    written = chapters(HANDBOOK.read_text(encoding="utf-8"))
    return {chapter.anchor for chapter in written} | {
        anchor for chapter in written for anchor in re.findall(r'id="([^"]+)"', chapter.body)
    }


def test_there_are_twenty_main_pages_and_each_has_its_words_and_passage():
    assert len(set(MAIN)) == 20
    assert [name for name in MAIN if name not in PURPOSES] == []
    assert {purpose.passage for purpose in PURPOSES.values()} - anchors() == set()
    assert {word for purpose in PURPOSES.values() for word in purpose.words} == set(WORDS)


def test_every_list_says_what_it_is_for():
    assert set(PURPOSES) == set(LISTS) | WORKED_ON | PUBLIC


def test_no_anchor_of_the_handbook_stands_twice(client, db):
    ids = html.fromstring(client.get(reverse("help")).content).xpath("//@id")
    assert sorted(ids) == sorted(set(ids))


def test_a_first_line_is_one_that_is_read():
    assert {name: one.line for name, one in PURPOSES.items() if not 20 < len(one.line) < 120} == {}


@pytest.fixture(scope="module")
def staged(examples, django_db_setup, django_db_blocker) -> Iterator[dict[str, list[pages.Page]]]:
    """Everybody's pages on the example data, made once; what a test does there is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        examples(timezone.localdate())
        pages.stage()
        yield {"koordination": pages.of_koordination(), **pages.of_others()}
        transaction.set_rollback(True)


@pytest.fixture
def everybody(staged, db) -> dict[str, list[str]]:
    """The addresses of these pages."""
    return {name: [reverse(seen, args=args) for seen, args in shown] for name, shown in staged.items()}


def told_on(page: str) -> tuple[list[str], list[str], list[str]]:
    """What a page says first, the passage it leads to, the words it explains."""
    read = html.fromstring(page).xpath
    return (
        read("//main//h1/following::p[contains(@class, 'purpose')]/text()"),
        read("//a[contains(@class, 'page-help__link')]/@href"),
        read("//details[@class='word']//dfn/text()"),
    )


def test_each_page_with_a_purpose_tells_it_below_its_heading(staged, client, db):
    """Whoever opens it first: Koordination, else Verwaltung or Revision."""
    missing = set(PURPOSES) - {"help"}  # is the passage itself
    for who in ("koordination", "admin", "revision"):
        shown = dict(reversed(staged[who]))
        client.force_login(
            User.objects.get(email=f"{who}@example.org"), "django.contrib.auth.backends.ModelBackend"
        )
        for name in sorted(missing & {*shown, *MAIN}):
            purpose = PURPOSES[name]
            passage = f"{reverse('help')}#{purpose.passage}"
            page = client.get(reverse(name, args=shown.get(name, []))).content
            assert told_on(page) == ([purpose.line], [passage], [*purpose.words]), name
            missing.remove(name)
    assert missing == set()


def test_each_page_for_everybody_tells_its_purpose_below_its_heading(client, db):
    told, report = {}, publish(in_group("Koordination"), in_group("Freigabe"))
    for name in (*PUBLISHED, *LEGAL):
        answer = client.get(public_address(name, report) if name in PUBLISHED else reverse(name))
        if "text/html" in answer["Content-Type"]:
            page = html.fromstring(answer.content)
            told[name] = page.xpath("//main//h1/following::p[contains(@class, 'purpose')]/text()")
    assert len(told) >= 7
    assert told == {name: [PURPOSES[name].line] if name in PURPOSES else "" for name in told}


@pytest.mark.exhaustive
def test_no_page_says_an_english_word(everybody, client):
    found = {}
    for name, addresses in everybody.items():
        client.force_login(
            User.objects.get(email=f"{name}@example.org"), "django.contrib.auth.backends.ModelBackend"
        )
        for address in (*addresses, *(admin_pages() if name == "admin" else ()), "/gibt-es-nicht/"):
            answer = client.get(address)
            if "text/html" in answer.get("Content-Type", "") and (words := english(answer.content.decode())):
                found[f"{name} {address}"] = words
    assert {page: words - NAMED.get(page.split()[1], set()) for page, words in found.items()} == {
        page: set() for page in found
    }


def test_no_refusal_says_an_english_word(everybody, client):
    client.force_login(
        User.objects.get(email="seniorenrat@example.org"), "django.contrib.auth.backends.ModelBackend"
    )
    found, kinds = {}, set()
    for address in everybody["koordination"]:
        for answer in (client.get(address), client.post(address)):
            kinds.add(answer.status_code)
            if answer.status_code >= 400 and (words := english(answer.content.decode())):
                found[address] = words
    assert (found, {403, 404, 405} <= kinds) == ({}, True)


def test_no_mail_says_an_english_word():
    found = {}
    for path in (settings.BASE_DIR / "templates").rglob("*"):
        if "mail" in str(path.parent) and path.suffix in (".txt", ".html"):
            said = re.sub(
                r"\{[%{#].*?[%}#]\}|<[^>]*>|\{% comment %\}.*?\{% endcomment %\}",
                " ",
                path.read_text(),
                flags=re.S,
            )
            said = re.sub(r"^.*comment.*$", " ", said, flags=re.M)
            if words := {one[0] for one in ENGLISH.finditer(said)}:
                found[path.name] = words
    assert found == {}


def test_one_page_calls_one_thing_a_talk(everybody, client):
    """„Gespräch“ alone is the navigation's word for talks about cooperation; a dialogue's is a „Dialoggespräch“."""
    client.force_login(
        User.objects.get(email="koordination@example.org"), "django.contrib.auth.backends.ModelBackend"
    )
    found = {}
    for address in everybody["koordination"]:
        if address.startswith(("/standorte/", "/qualitaetsdialog/")):
            page = html.fromstring(client.get(address).content)
            labels = page.xpath("//main//*[self::th or self::dt or self::h1 or self::h2 or self::h3]")
            alone = [
                one.text_content().strip()
                for one in labels
                if re.search(r"\bGespräche?\b", one.text_content())
            ]
            if alone:
                found[address] = alone
    assert found == {}
