"""What a mail says: in plain text and in HTML, with links and the reason why one gets it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from partners.models import Notification, User
from quartiersarbeit.duties import GROUPS, Duty
from quartiersarbeit.ground import german
from quartiersarbeit.ground.duties import Timing


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
    """A heading with its lines."""

    heading: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Letter:
    """A mail as it is to be written: to whom, about what, why."""

    recipient: User
    subject: str
    why: str
    parts: Sequence[Part] = field(default=())

    @property
    def about(self) -> list[str]:
        """The addresses of the records it speaks of, without the part of a page."""
        return sorted({line.address.split("#")[0] for part in self.parts for line in part.lines})

    def content(self) -> dict:
        """What the log keeps of it: subject, both texts, and what it is about."""
        context = {
            "letter": self,
            "wishes_url": settings.PUBLIC_URL + reverse("mail_wishes"),
            "start_url": settings.PUBLIC_URL + reverse("dashboard"),
            "city": settings.CITY_NAME,
        }
        return {
            "subject": self.subject,
            "text": render_to_string("mail/letter.txt", context).strip() + "\n",
            "html": render_to_string("mail/letter.html", context),
            "about": self.about,
        }


def of_duty(duty: Duty) -> Line:
    """A duty as a line: what is to be done with what, and how late it is."""
    return Line(f"{duty.what} – {duty.subject}", duty.url, duty.told)


def of_news(one: Notification) -> Line:
    """A piece of news as a line."""
    return Line(one.text, one.address, f"am {german.day(one.on)}")


def digest(user: User, duties: Sequence[Duty], news: Sequence[Notification], on: date) -> Letter:
    """The daily mail: overdue first, then what is due this week, then what comes, then what others did."""
    overdue = [duty for duty in duties if duty.timing is Timing.OVERDUE]
    parts = [
        *(
            Part(heading, [of_duty(duty) for duty in duties if duty.timing in timings])
            for heading, timings in GROUPS
        ),
        Part("Neuigkeiten", [of_news(one) for one in news]),
    ]
    waiting = german.count(len(duties), "Aufgabe", "Aufgaben")
    late = f", davon {len(overdue)} überfällig" if overdue else ""
    subject = f"Quartiersarbeit: {waiting}{late}" if duties else "Quartiersarbeit: Neuigkeiten"
    why = (
        "Sie bekommen diese Zusammenfassung höchstens einmal am Tag, wenn etwas für Sie ansteht oder neu ist."
    )
    return Letter(user, subject, why, [part for part in parts if part.lines])


def single(user: User, label: str, lines: Sequence[Line], why: str) -> Letter:
    """A mail about one kind of thing, for those who want it at once."""
    return Letter(user, f"Quartiersarbeit: {label}", why, [Part(label, lines)])
