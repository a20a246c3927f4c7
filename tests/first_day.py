"""The first day as a browser lives it, from the first link to the first agreement: people come by invitation alone.

Nothing but Python's own library: `.ci/first-day` runs it on a bare Debian against the real server, over TLS and with a
mail server that only takes (`python3 tests/first_day.py LINK CERTIFICATE`); tests/test_first_day.py runs it here.
"""

import base64
import email
import email.policy
import hashlib
import hmac
import http.client
import http.cookies
import re
import socketserver
import ssl
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit
from zoneinfo import ZoneInfo

PASSWORD = "regen-tanzt-auf-dem-dach"
ANSWER = tuple[int, str, str]  # status, where to, what stands there
HOPS = 6


# --- Pages --------------------------------------------------------------------------------------------


@dataclass
class Form:
    """One form of a page: where it goes, what stands in it, and what can be chosen."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def filled(self, given: dict[str, str]) -> dict[str, str]:
        """What a browser would send: a choice may be given by words that only it has."""
        sent = dict(self.fields)
        for name, value in given.items():
            fits = [key for key, label in self.choices.get(name, ()) if value in label or key == value]
            sent[name] = fits[0] if fits else value
        return sent


class Reader(HTMLParser):
    """The forms and links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self._at = self._select = self._option = None
        self._link: list[str] | None = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        told = {name: value or "" for name, value in attrs}
        if tag == "form" and told.get("method", "").lower() == "post":
            self._at = Form(told.get("action", ""))
            self.forms.append(self._at)
        elif tag == "a" and "href" in told:
            self._link = [told["href"], ""]
        elif self._at is None or (not told.get("name") and tag != "option"):
            return
        elif tag == "input" and (
            told.get("type") not in ("checkbox", "radio", "submit") or "checked" in told
        ):
            self._at.fields[told["name"]] = told.get("value", "")
        elif tag == "textarea":
            self._at.fields[told["name"]] = ""
        elif tag == "select":
            self._select = told["name"]
            self._at.fields[told["name"]] = ""
            self._at.choices[told["name"]] = []
        elif tag == "option" and self._select:
            self._option = told.get("value", "")
            self._at.choices[self._select].append((self._option, ""))
            if "selected" in told:
                self._at.fields[self._select] = self._option

    def handle_data(self, data):
        if self._link:
            self._link[1] += data
        if self._option is not None and self._at and self._select:
            key, label = self._at.choices[self._select][-1]
            self._at.choices[self._select][-1] = (key, (label + data).strip())

    def handle_endtag(self, tag):
        if tag == "form":
            self._at = None
        elif tag == "select":
            self._select = None
        elif tag == "option":
            self._option = None
        elif tag == "a" and self._link:
            self.links.append((self._link[0], " ".join(self._link[1].split())))
            self._link = None


class Visitor:
    """Somebody with a browser; `fetch(method, path, data)` is how it asks. AssertionError where a page refuses."""

    def __init__(self, fetch: Callable[[str, str, dict[str, str] | None], ANSWER]) -> None:
        self.fetch = fetch
        self.secret = ""  # of the second factor's app
        self.used = -1  # the moment whose code was taken
        self.path = self.text = ""
        self.status = 0

    def open(self, path: str, data: dict[str, str] | None = None) -> "Visitor":
        """Go there, as far as redirects lead; confirm with a code where one is asked for."""
        method = "POST" if data is not None else "GET"
        for _ in range(HOPS):
            self.status, to, self.text = self.fetch(method, path, data)
            if not to:
                break
            method, data, path = "GET", None, urljoin(path, to)
        self.path = path
        if self.secret and "/zwei-faktor/" in path and any("code" in form.fields for form in self.page.forms):
            return self.send({"code": self.code()})
        if self.status != 200 or "<title>Fehler" in self.text:
            raise AssertionError((path, self.status, said(self.text)))
        return self

    @property
    def page(self) -> Reader:
        return Reader(self.text)

    def send(self, given: dict[str, str], where: str = "") -> "Visitor":
        """Fill in the form of this page that has these fields, or goes there, and send it."""
        fits = [
            form for form in self.page.forms if given.keys() <= form.fields.keys() and where in form.action
        ]
        if not fits:
            raise AssertionError(
                (self.path, sorted(given), [sorted(form.fields) for form in self.page.forms])
            )
        return self.open(urljoin(self.path, fits[0].action or self.path), fits[0].filled(given))

    def follow(self, words: str) -> "Visitor":
        """Click the link that begins with these words."""
        fits = [href for href, label in self.page.links if label.startswith(words)]
        if not fits:
            raise AssertionError((self.path, words, said(self.text)))
        return self.open(urljoin(self.path, fits[0]))

    def code(self) -> str:
        """The six figures that an app shows; each is good once, so wait for the next."""
        while (moment := int(time.time()) // 30) == self.used:
            time.sleep(0.5)
        self.used = moment
        digest = hmac.new(base64.b32decode(self.secret), struct.pack(">Q", moment), hashlib.sha1).digest()
        (number,) = struct.unpack(">I", digest[(at := digest[-1] & 15) : at + 4])
        return f"{(number & 0x7FFFFFFF) % 10**6:06d}"


def said(text: str) -> str:
    """The words of a page, without its head."""
    return " ".join(re.sub(r"<[^>]+>", " ", text.split("<main")[-1]).split())


# --- The day ------------------------------------------------------------------------------------------


def joined(visitor: Visitor, link: str, name: str) -> Visitor:
    """The invited person makes the account, and a second factor where the role asks for one."""
    visitor.open(link).send(
        {"first_name": name, "last_name": "Muster", "password": PASSWORD, "again": PASSWORD}
    )
    if "zweiter-faktor" in visitor.path:
        visitor.follow("App einrichten").send({"password": PASSWORD})  # asked again before such a change
        found = re.search(r"\b[A-Z2-7]{32}\b", visitor.text)
        if found is None:
            raise AssertionError((visitor.path, visitor.status, said(visitor.text)))
        visitor.secret = found[0]
        visitor.send({"code": visitor.code()})
    return visitor


def invited(by: Visitor, address: str, role: str, second: Visitor | None = None) -> None:
    """One invites, and where a second person has to agree, she does."""
    by.open("/einladungen/").send({"email": address, "role": role})
    if second:
        second.open(by.path).send({}, where="/bestaetigung/")


def people(visit: Callable[[], Visitor], link: str, mailed: Callable[[str], str]) -> Visitor:
    """From the first link on: Verwaltung, a second one who can confirm, and the coordinator, who is returned."""
    first = joined(visit(), link, "Erste")
    invited(first, "zweite@musterstadt.example", "Verwaltung")
    second = joined(visit(), mailed("zweite@musterstadt.example"), "Zweite")
    invited(first, "koordination@musterstadt.example", "Koordination", second)
    return joined(visit(), mailed("koordination@musterstadt.example"), "Karla")


def day(on: date) -> str:
    return f"{on:%d.%m.%Y}"


def agreed(office: Visitor, began: date) -> Visitor:
    """The coordinator enters what the first agreement rests on, and the agreement with its real days; its page."""
    steps = "/erste-schritte/"
    cases = {"name_accusative": "den Sozialausschuss", "name_dative": "dem Sozialausschuss", "position": "1"}
    office.open(steps).follow("Gremien eintragen").send(
        {"name": "Sozialausschuss", "short_name": "SozA"} | cases
    )
    office.open(steps).follow("Beschluss mit seinen Grenzen").send(
        {
            "reference": "17/2024",
            "kind": "Beschlussvorlage",
            "title": "Quartiersarbeit in Musterstadt",
            "committee": "Sozialausschuss",
            "decided_on": day(began - timedelta(days=60)),
            "task": "die Quartiersarbeit aufzubauen",
            "annual_limit": "150.000",
            "site_limit": "12",
        }
    )
    for name, mit, sector in (
        ("Musterbau eG", "der Musterbau", "housing"),
        ("Nachbarn e. V.", "dem Verein Nachbarn", "service_provider"),
    ):
        office.open("/partner/neu/")
        office.send({"name": name, "short_name": name.split()[0], "name_after_mit": mit, "sector": sector})
    office.open(steps).follow("Erste Vereinbarung eintragen").send(
        {
            "title": "Kooperationsvereinbarung Musterstadt",
            "mandate": "17/2024",
            "coordination_on": day(began - timedelta(days=40)),
            "starts_on": day(began),
            "ends_on": "",
            "parteien-0-partner": "Musterbau",
            "parteien-0-role": "housing",
            "parteien-1-partner": "Nachbarn",
            "parteien-1-role": "provider",
        }
    )
    page = office.path
    office.follow("Versand erfassen").send({"sent_on": day(began - timedelta(days=30))})
    for _ in range(2):
        office.open(page).follow("Unterschrift erfassen")
        first = next(key for form in office.page.forms for key, _ in form.choices.get("party", ()) if key)
        signed_on = day(began - timedelta(days=10))
        office.send({"party": first, "signatory": "Vorstand", "signed_on": signed_on})
    return office.open(page)


def proven(page: Visitor, began: date, on: date) -> None:
    """The agreement is in force since its day of two years ago, and says that it was entered later, on this day."""
    words = said(page.text)
    for one in (day(began), day(began - timedelta(days=10)), "Nacherfasst", day(on)):
        if one not in words:
            raise AssertionError((one, words))


# --- Over TLS, with a mail server of its own -------------------------------------------------------------


def browser(origin: str, certificate: str = "") -> Callable[[str, str, dict[str, str] | None], ANSWER]:
    """A browser with cookies of its own at `https://host`, trusting this certificate alone, or at `http://host:port`."""
    secure, host = origin.startswith("https"), urlsplit(origin).netloc
    trusted = ssl.create_default_context(cafile=certificate) if secure else None
    cookies: dict[str, str] = {}

    def fetch(method: str, path: str, data: dict[str, str] | None) -> ANSWER:
        parts = urlsplit(path)
        asked = parts.path + (f"?{parts.query}" if parts.query else "")
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "Origin": origin,
            "Referer": origin + asked,
        }
        if data is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        asking = (
            http.client.HTTPSConnection(host, context=trusted, timeout=60)
            if trusted
            else http.client.HTTPConnection(host, timeout=60)
        )
        try:
            asking.request(method, asked, urlencode(data) if data is not None else None, headers)
            answer = asking.getresponse()
            text = answer.read().decode("utf-8", "replace")
        finally:
            asking.close()
        for header in answer.headers.get_all("Set-Cookie") or ():
            for name, morsel in http.cookies.SimpleCookie(header).items():
                cookies[name] = morsel.value
        return answer.status, answer.headers.get("Location") or "", text

    return fetch


class Letters(socketserver.StreamRequestHandler):
    """A mail server that takes each letter and sends none."""

    taken: list[bytes] = []

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        for line in self.rfile:
            word = line[:4].upper().strip()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                Letters.taken.append(b"".join(self._letter()))
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
            if word == b"QUIT":
                return

    def _letter(self) -> Iterator[bytes]:
        for line in self.rfile:
            if line == b".\r\n":
                return
            yield line


def link_in_the_mail(address: str) -> str:
    """The link of the newest letter to this address; the worker has a minute to send it."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        for raw in reversed(Letters.taken):
            letter = email.message_from_bytes(raw, policy=email.policy.default)
            body = letter.get_body(("plain",))
            if (
                address in str(letter["To"])
                and body
                and (found := re.search(r"/einladung/\S+", body.get_content()))
            ):
                return found[0]
        time.sleep(0.5)
    raise AssertionError(f"no letter to {address}")


def main(link: str, certificate: str) -> None:
    origin = f"https://{urlsplit(link).netloc}"
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 25), Letters)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    today = datetime.now(ZoneInfo("Europe/Berlin")).date()
    began = today.replace(day=1) - timedelta(days=730)
    office = people(lambda: Visitor(browser(origin, certificate)), urlsplit(link).path, link_in_the_mail)
    proven(agreed(office, began), began, today)
    server.shutdown()
    print(f"Die erste Vereinbarung gilt seit {day(began)}: {office.path}")


if __name__ == "__main__":
    main(*sys.argv[1:])
