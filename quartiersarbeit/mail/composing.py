"""What a mail says: in plain text and in HTML, with links and the reason why one gets it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from partners.models import Notification, Partner, User
from quartiersarbeit.duties import GROUPS, Duty, Whose
from quartiersarbeit.ground import german
from quartiersarbeit.ground.city import city
from quartiersarbeit.ground.duties import Kind, Timing
from quartiersarbeit.ground.news import Occasion

LISTED = 25  # lines of one part: a mail is to be read, the page has them all
LONGEST = 300  # letters of a line
ON_TIME = (
    "Sie bekommen diese Zusammenfassung höchstens einmal am Tag: wenn eine Aufgabe neu ist, ihr Tag näher kommt oder "
    "vorbei ist, oder wenn andere etwas getan haben, das Sie angeht."
)
CHOSEN = "Sie bekommen diese Nachricht, weil Sie bei „{}“ „sofort“ gewählt haben."


@dataclass(frozen=True)
class Line:
    """One thing somebody is told: what, where it is, and what is to be said of its day."""

    what: str
    address: str  # path of its page
    note: str = ""

    @property
    def url(self) -> str:
        """Where it is for somebody who reads this outside the application."""
        return settings.PUBLIC_URL + self.address


@dataclass(frozen=True)
class Part:
    """A heading with its lines; `more` of them stand on the page `all_at` alone."""

    heading: str
    lines: Sequence[Line]
    more: int = 0
    all_at: str = ""

    @property
    def rest(self) -> str:
        """What is said of those not listed."""
        return f"und {german.number(self.more)} weitere" if self.more else ""

    @property
    def url(self) -> str:
        """Where all of them are."""
        return settings.PUBLIC_URL + reverse(self.all_at)


@dataclass(frozen=True)
class Letter:
    """A mail as it is to be written: to whom, about what, why."""

    recipient: User
    subject: str
    why: str
    parts: Sequence[Part] = field(default=())

    @property
    def about(self) -> list[str]:
        """The addresses of the pages it names and of all above them: who speaks of a record's page speaks of it."""
        pages = {line.address.split("#")[0].split("?")[0] for part in self.parts for line in part.lines}
        steps = {
            step for page in pages for step in accumulate(f"{name}/" for name in page.strip("/").split("/"))
        }
        return sorted(f"/{step}" for step in steps)

    def content(self) -> dict:
        """What the log keeps of it: subject, both texts, and what it is about."""
        context = {
            "letter": self,
            "wishes_url": settings.PUBLIC_URL + reverse("mail_wishes"),
            "start_url": settings.PUBLIC_URL + reverse("dashboard"),
            "city": city().name,
        }
        return {
            "subject": self.subject,
            "text": render_to_string("mail/letter.txt", context).strip() + "\n",
            "html": render_to_string("mail/letter.html", context),
            "about": self.about,
        }


def digest(user: User, owed: Sequence[Duty], news: Sequence[Notification], on: date) -> Letter:
    """The daily mail: overdue first, then what is due this week, then what comes, then what others left or did."""
    own = [duty for duty in owed if duty.whose is not Whose.OTHERS]
    late = sum(duty.timing is Timing.OVERDUE for duty in own)
    parts = [
        *(
            _of_duties(heading, [duty for duty in own if duty.timing in timings], user.several)
            for heading, timings in GROUPS
        ),
        _of_duties(
            "Liegt bei anderen zu lange", [duty for duty in owed if duty.whose is Whose.OTHERS], user.several
        ),
        _of_news("Neuigkeiten", news, user.several),
    ]
    waiting = german.count(len(own), "Aufgabe", "Aufgaben")
    told = f"{waiting}, davon {late} überfällig" if late else waiting
    subject = (
        told if own else german.count(len(news), "Neuigkeit", "Neuigkeiten") if news else parts[-2].heading
    )
    return Letter(user, f"Quartiersarbeit: {subject}", ON_TIME, [part for part in parts if part.lines])


def of_kind(user: User, kind: Kind, owed: Sequence[Duty]) -> Letter:
    """A mail about duties of one kind, for those who want it at once."""
    told = _of_duties(kind.label, owed, user.several)
    return Letter(user, f"Quartiersarbeit: {kind.label}", CHOSEN.format(kind.label), [told])


def of_occasion(user: User, occasion: Occasion, news: Sequence[Notification]) -> Letter:
    """A mail about news of one kind, for those who want it at once."""
    said = f"Quartiersarbeit: {occasion.label}"
    told = _of_news(occasion.label, news, user.several)
    return Letter(user, said, CHOSEN.format(occasion.label), [told])


def _of_duties(heading: str, owed: Sequence[Duty], several: bool) -> Part:
    """What is to be done with what, how late it is, and whose it is: where others owe it, or for which of `several`."""
    listed = owed[:LISTED]
    told = {duty.partner_id for duty in listed if several or duty.whose is not Whose.MINE}
    others = told - {None}
    partners = Partner.objects.in_bulk(others) if others else {}
    lines = []
    for duty in listed:
        who = partners.get(duty.partner_id)
        note = f"{who.short_name}, {duty.told}" if who else duty.told
        lines.append(Line(_shortened(f"{duty.what} – {duty.subject}"), duty.url, note))
    return Part(heading, lines, len(owed[LISTED:]), "task_list")


def _of_news(heading: str, news: Sequence[Notification], several: bool) -> Part:
    listed = news[:LISTED]
    partners = Partner.objects.in_bulk({one.side_id for one in listed} - {None}) if several else {}
    names = {pk: f", für {partner.short_name}" for pk, partner in partners.items()}
    lines = [
        Line(_shortened(one.text), one.address, f"am {german.day(one.on)}{names.get(one.side_id, '')}")
        for one in listed
    ]
    return Part(heading, lines, len(news[LISTED:]), "news_list")


def _shortened(text: str) -> str:
    """In one line, whatever somebody typed into a record's name."""
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
