"""A page that is shown again is the page that would be made: whatever has changed meanwhile, and whoever looks."""

import ast
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.base import SessionBase
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, resolve, reverse
from django.utils import timezone

from partners.models import SavedView, User
from quartiersarbeit.ground import city as which_city
from quartiersarbeit.ground import kept_pages
from quartiersarbeit.ground.city import City
from quartiersarbeit.ground.kept import heard
from quartiersarbeit.ground.unsent import ONCE, TOKEN
from tests import factories as f
from tests.asking import made_anew, text_of
from tests.browser import pages
from tests.changing import dearer, earlier, every_kind, gone, kinds_in, out_of_date, reworded

pytestmark = pytest.mark.django_db
DRAWN = re.compile(rf'name="({TOKEN}|{ONCE})" value="([^"]*)"')
CLOCK = re.compile(
    r"(?i)\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(|\bcurrent_(date|time)"
)
ROLES = ("koordination", "freigabe", "revision", "awo", "seniorenrat")
FEW = ("partners:partner_list", "funding:fiscal_year_detail")


def as_read(answer) -> tuple[int, str]:
    """Without what is drawn anew for each form."""
    return answer.status_code, DRAWN.sub("", answer.content.decode())


@pytest.fixture
def addresses(loaded) -> list[str]:
    """Of all pages that are kept, with records that have much to show."""
    pages.stage()
    known = [(name, reverse(name, args=keys)) for name, keys in pages.of_koordination()]
    return [address for _, address in known if hasattr(resolve(address).func, "is_kept")]


def of(role: str) -> User:
    return User.objects.get(email=f"{role}@example.org")


def browser(client_of, person: User) -> Callable[[str], object]:
    """Asks as this person, each time with the cookie they had at first: a change may have signed them out."""
    cookie = client_of(person).cookies["sessionid"].value

    def ask(address: str):
        client = Client()
        client.cookies["sessionid"] = cookie
        return client.get(address)

    return ask


@pytest.fixture
def ask(loaded, client_of) -> Callable[[str], object]:
    return browser(client_of, of("koordination"))


def kept_names() -> set[str]:
    """By their own functions' names."""
    found = set()

    def walk(patterns) -> None:
        for one in patterns:
            if hasattr(one, "url_patterns"):
                walk(one.url_patterns)
            elif hasattr(one.callback, "is_kept"):
                found.add(one.callback.__name__)

    walk(get_resolver().url_patterns)
    return found


@contextmanager
def looked_into(look: Callable) -> Iterator[None]:
    """While a page is made that would be kept."""

    class Watched:
        def of(self, key, make, **given):
            with look():
                return make()

    with patch.object(kept_pages, "_pages", Watched()):
        yield


# --- It is the same page ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "role", ["koordination", "awo", *(pytest.param(one, marks=pytest.mark.exhaustive) for one in ROLES[1:3])]
)
def test_a_page_asked_for_again_is_the_one_that_would_be_made(role, addresses, client_of):
    ask, shown = browser(client_of, of(role)), set()
    for address in addresses:
        with made_anew():
            made = as_read(ask(address))
        if made[0] == 200:
            for _ in range(3):  # once to be known, once to learn what it rests on while others commit
                ask(address)
            with CaptureQueriesContext(connection) as asked:
                assert as_read(ask(address)) == made, address
            statements = [one["sql"] for one in asked if "SAVEPOINT" not in one["sql"]]
            assert len(statements) == 3, (
                address,
                statements,
            )  # the session, who asks, and how the tables stand
            shown.add(resolve(address).func.__name__)
    if role == "koordination":
        assert shown == kept_names()


def changes(ask, address: str) -> tuple[Callable, Callable]:
    """The page by both ways; by the first it is kept."""

    def shown() -> object:
        try:
            return as_read(ask(address))
        except Exception as error:
            return repr(error)

    def anew() -> object:
        with made_anew():
            return shown()

    for _ in range(3):
        ask(address)
    return shown, anew


@pytest.mark.parametrize("name", FEW)
def test_a_change_of_any_kind_of_record_it_rests_on_is_shown_at_once(name, addresses, ask):
    address = next(one for one in addresses if resolve(one).view_name == name)
    with made_anew(), heard() as tables:
        ask(address)
    stale, seen = out_of_date(*changes(ask, address), kinds_in(tables), [gone, dearer])
    assert stale == set()
    assert len(seen) > 3


@pytest.mark.exhaustive
def test_no_change_of_any_kind_of_record_leaves_a_page_out_of_date(addresses, ask):
    stale = {
        address: left
        for address in addresses
        if (left := out_of_date(*changes(ask, address), every_kind(), [gone, reworded, earlier, dearer])[0])
    }
    assert stale == {}


def test_no_page_that_is_kept_asks_for_more_than_the_day_or_looks_into_the_session(
    addresses, ask, monkeypatch
):
    found: list[tuple[str, str]] = []
    now, got, today = timezone.now, SessionBase._session, timezone.localdate()

    @contextmanager
    def looked():
        def noted(execute, sql, params, many, context):
            if CLOCK.search(str(sql)):
                found.append((address, "SQL"))
            return execute(sql, params, many, context)

        def asked(what, does):
            return lambda *given: found.append((address, what)) or does(*given)

        with (
            patch("django.utils.timezone.localdate", lambda *_: today),
            patch("django.utils.timezone.now", asked("now", now)),
            patch("django.core.signing.time.time", asked("time", time.time)),
            patch.object(SessionBase, "_session", property(asked("session", got.fget))),
            connection.execute_wrapper(noted),
        ):
            yield

    with looked_into(looked):
        for address in addresses:
            assert ask(address).status_code == 200
    assert found == []


# --- Nobody else's ---------------------------------------------------------------------------------


def test_each_reads_their_own_page(addresses, client_of):
    """Who looks after whom changes nothing of what either of them sees."""
    people = [of(role) for role in ROLES]
    address, asking = reverse("partners:partner_list"), [browser(client_of, one) for one in people]
    with made_anew():
        own = [as_read(one(address)) for one in asking]
    assert len({*own}) > 3
    for _ in range(3):
        assert [as_read(one(address)) for one in asking] == own
        assert [as_read(one(address)) for one in reversed(asking)] == own[::-1]


def test_whoever_asks_who_may_see_a_page_stands_above_what_keeps_it():
    found = [
        [ast.unparse(one).split("(")[0] for one in node.decorator_list]
        for file in settings.BASE_DIR.glob("[pqfs]*/**/*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]
    kept = [names for names in found if "kept_page" in names]
    assert len(kept) >= len(kept_names()) > 30
    assert [names for names in kept if names[-1] != "kept_page"] == []


def test_who_has_lost_a_right_reads_it_no_more(loaded, ask):
    address, person = reverse("partners:negotiation_list"), of("koordination")
    assert {ask(address).status_code for _ in range(3)} == {200}
    person.groups.set(Group.objects.none())
    assert ask(address).status_code == 403


def test_what_changes_of_oneself_is_shown_at_once(loaded, ask):
    address, person = reverse("partners:partner_list"), of("koordination")
    for _ in range(3):
        ask(address)
    person.rename(first_name="Erna", last_name="Neuername")
    assert "Erna Neuername" in text_of(ask(address))
    f.NotificationFactory(recipient=person)
    assert "news-link__count" in ask(address).content.decode()


def test_the_citys_new_name_is_read_at_once(loaded, ask):
    address = reverse("partners:partner_list")
    for _ in range(3):
        ask(address)
    with patch.object(which_city, "_kept", [(float("inf"), City(place="Musterstadt"))]):
        assert "Quartiersarbeit Musterstadt" in text_of(ask(address))


def test_another_day_or_another_question_is_another_page(loaded, ask):
    address = reverse("sites:site_list")
    for _ in range(3):
        ask(address)
    with made_anew():
        searched = as_read(ask(f"{address}?q=Nirgendwo"))
    assert as_read(ask(f"{address}?q=Nirgendwo")) == searched
    later = timezone.localdate() + timedelta(days=400)
    with patch("django.utils.timezone.localdate", lambda *_: later):
        with made_anew():
            made = as_read(ask(address))
        assert as_read(ask(address)) == made


# --- What is said once, and what is sent -----------------------------------------------------------


def test_what_is_said_once_is_said_once(loaded, client_of):
    client, address = client_of(of("koordination")), reverse("partners:partner_list")
    for _ in range(3):
        client.get(f"{address}?q=AWO")
    given = {"path": address, "query": "q=AWO", "name": "Meine"}
    assert client.post(reverse("partners:saved_view_keep"), given).status_code == 302
    said = ['class="messages"' in client.get(f"{address}?q=AWO").content.decode() for _ in range(4)]
    assert said == [True, False, False, False]


def test_a_form_of_a_page_that_was_kept_is_stored_each_time_it_is_shown(loaded):
    client, person = Client(enforce_csrf_checks=True), of("koordination")
    client.force_login(person, backend="partners.deputising.Roles")
    address, drawn = reverse("partners:partner_list"), []
    for number in range(4):
        page = client.get(f"{address}?q=AWO").content.decode()
        fields = dict(DRAWN.findall(page))
        drawn.append((fields[TOKEN], fields[ONCE]))
        if number == 0:
            continue
        given = {"path": address, "query": "q=AWO", "name": f"Meine {number}"} | fields
        assert client.post(reverse("partners:saved_view_keep"), given).status_code == 302
        client.get(f"{address}?q=AWO")  # what is said once
    assert len({*drawn}) == 4
    assert SavedView.objects.filter(user=person).count() == 3
