"""What the daily mails say to everybody in the example data: the same twice, in German, with links that work."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from partners.models import SentMail
from partners.models.mailing import DIGEST
from quartiersarbeit.duties import Whose, duties
from quartiersarbeit.mail import composing, reminding
from tests.people import in_group

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)  # a Monday, the day after that of the example data


class Read(HTMLParser):
    """A page's words and its links, without its head."""

    def __init__(self, html: str):
        super().__init__()
        self.words, self.links, self.inside = [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.inside = tag
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data):
        if self.inside not in ("style", "title"):
            self.words += data.split()


@pytest.fixture
def letters(loaded):
    """The daily mails of everybody in the example data."""
    reminding.remind(TODAY)
    return list(SentMail.objects.filter(kind=DIGEST))


def test_text_and_html_say_the_same(letters):
    differing = []
    for letter in letters:
        read = Read(letter.html)
        said = [word for word in letter.text.split() if word != "-" and not word.startswith("https://")]
        links = re.findall(r"https://\S+", letter.text)
        if (said, links) != ([word for word in read.words if word != "-"], read.links):
            differing.append(letter)
    assert (len(letters) >= 5, differing) == (True, [])


def test_a_mail_is_german(letters):
    english = re.compile(
        r"\b(the|and|or|you|your|of|due|task|overdue|measure|finding|report|new|dear|hello)\b", re.I
    )
    said = " ".join(f"{letter.subject} {letter.text}" for letter in letters)
    assert english.findall(re.sub(r"https://\S+", "", said)) == []


def test_html_has_a_language_a_title_and_headings_in_order(letters):
    html = letters[0].html
    assert ('<html lang="de">' in html, f"<title>{letters[0].subject}</title>" in html) == (True, True)
    levels = [int(level) for level in re.findall(r"<h(\d)", html)]
    assert levels == [1, *[2] * (len(levels) - 1)]


def test_a_mail_says_why_one_gets_it_and_where_to_change_that(letters):
    lacking = [
        letter
        for letter in letters
        if composing.ON_TIME not in letter.text or reverse("mail_wishes") not in letter.text
    ]
    assert lacking == []


def test_every_link_of_a_mail_leads_its_reader_somewhere(letters, client_of, settings):
    settings.SECURE_SSL_REDIRECT = False
    astray = []
    for letter in letters:
        client = client_of(letter.recipient)
        for link in set(re.findall(r"https://[^/\s]+(/\S*)", letter.text)):
            if (code := client.get(link).status_code) != 200:
                astray.append((letter.recipient.email, link, code))
    assert astray == []


def test_a_digest_lists_each_duty_of_its_reader_once(loaded):
    user = in_group("Freigabe", email="neu@example.org")
    reminding.remind(TODAY)
    letter = SentMail.objects.get(recipient=user, kind=DIGEST)
    own = [duty for duty in duties(user, TODAY) if duty.whose is Whose.MINE]
    assert own
    assert {duty.subject: letter.text.count(f"{duty.kind.label} – {duty.subject}") for duty in own} == {
        duty.subject: 1 for duty in own
    }
