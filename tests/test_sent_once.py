"""A form is stored once: sent again it is answered as the first time, and nobody loses what was typed."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.template import Context, Template, engines
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partners.models import Committee, Partner
from quartiersarbeit.ground.templatetags.sending import FormToken
from quartiersarbeit.ground.transactions import BUSY, TRIES, repeatable, stored
from quartiersarbeit.ground.waiting import bound, bounds
from quartiersarbeit.models import SentForm
from quartiersarbeit.sent_once import SentOnce
from tests.constraints import sql
from tests.factories import PartnerFactory
from tests.people import in_group
from tests.test_partner_acts import FACTS

pytestmark = pytest.mark.django_db

KEY = {"einmal": "kOaJ0rRzVvA3ZpGg2W5m1Nxy"}
URL = "/partner/neu/"


@pytest.fixture
def office(koordination, client_of) -> Client:
    """Koordination's browser."""
    return client_of(koordination)


def keys(html: str) -> list[str]:
    return re.findall(r'name="einmal" value="([^"]+)"', html)


def enter(client: Client, **facts):
    return client.post(reverse("partners:partner_create"), FACTS | KEY | facts)


def said(client: Client, answer) -> list[str]:
    """What the page after this answer says to whoever is led there."""
    return [str(one) for one in client.get(answer.url).context["messages"]]


# --- the same again ------------------------------------------------------------------------------


def test_the_same_form_sent_again_is_one_record_and_the_same_answer(office):
    first = enter(office)
    told = said(office, first)
    for _ in range(3):
        again = enter(office)
        assert (again.status_code, again.url) == (302, first.url)
        assert said(office, again) == told
    assert (Partner.objects.count(), bool(told)) == (1, True)


def test_a_new_form_with_the_same_content_is_a_second_one(office):
    names = {"name": "Zweite"}
    assert enter(office, **names).status_code == 302
    answer = enter(office, **names, einmal="anotherKeyAltogether1234")
    assert (answer.status_code, answer.context["form"].errors != {}) == (200, True)  # that name is taken


def test_a_refused_form_may_be_sent_again_under_its_key(office):
    assert enter(office, iban="DE12").status_code == 200
    assert not SentForm.objects.exists()
    assert enter(office).status_code == 302
    assert Partner.objects.count() == 1


def test_a_changed_form_under_a_used_key_is_asked_about_with_what_was_typed(office):
    first = enter(office)
    asked = enter(office, name="Freie Scholle Bielefeld eG")
    html = unescape(asked.content.decode())
    assert (asked.status_code, Partner.objects.count()) == (409, 1)
    assert first.url in html
    assert "Freie Scholle Bielefeld eG" in html
    new = keys(html[html.index("<main") :])
    assert (len(new), KEY["einmal"] in new) == (1, False)
    again = enter(office, name="Freie Scholle Bielefeld eG", short_name="FSB", einmal=new[0])
    assert (again.status_code, Partner.objects.count()) == (302, 2)


def test_another_file_is_another_content(office):
    def send(content: bytes):
        file = SimpleUploadedFile("partner.csv", content, "text/csv")
        return office.post(reverse("partners:partner_create"), FACTS | KEY | {"datei": file})

    assert [send(each).status_code for each in (b"a;b", b"a;b", b"a;c")] == [302, 302, 409]


def test_a_key_is_one_persons_at_one_address(office, client_of):
    assert enter(office).status_code == 302
    other = enter(client_of(in_group("Koordination")))
    assert (other.status_code, "name" in other.context["form"].errors) == (200, True)
    at = reverse("partners:partner_edit", args=[Partner.objects.get().pk])
    assert office.post(at, FACTS | KEY | {"city": "Herford"}).status_code == 302
    assert Partner.objects.get().city == "Herford"


def test_what_a_view_throws_leaves_no_key(office, monkeypatch):
    def fails(*args, **kwargs):
        PartnerFactory()
        raise ZeroDivisionError

    monkeypatch.setattr("partners.views.partner.accepted", fails)
    office.raise_request_exception = False
    assert enter(office).status_code == 500
    assert (SentForm.objects.count(), Partner.objects.count()) == (0, 0)
    monkeypatch.undo()
    assert enter(office).status_code == 302


def test_a_button_that_was_refused_may_be_pressed_again(office):
    partner = PartnerFactory()
    at = reverse("partners:partner_reactivate", args=[partner.pk])
    office.post(at, KEY)
    assert not SentForm.objects.exists()


def test_autosaving_uses_no_key_up(office):
    answer = office.post(
        reverse("partners:partner_create"), FACTS | KEY, headers={"accept": "application/json"}
    )
    assert (answer.status_code, SentForm.objects.count()) == (302, 0)


def test_the_admins_forms_are_stored_once_too(client_of):
    office = client_of(in_group("Verwaltung", is_staff=True, is_superuser=True))
    at = reverse("admin:partners_committee_add")
    html = office.get(at).content.decode()
    data = {"name": "Beirat", "short_name": "B", "name_accusative": "den Beirat"} | {
        "name_dative": "dem Beirat",
        "position": 1,
        "einmal": keys(html)[-1],
    }
    answers = [office.post(at, data) for _ in range(3)]
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, answers[0].url)}
    assert Committee.objects.filter(name="Beirat").count() == 1


# --- what it costs -------------------------------------------------------------------------------


def test_a_key_costs_nothing_on_a_page_and_two_statements_when_it_is_sent(office):
    enter(office, einmal="warm", name="Erste", short_name="E")
    office.get(URL)

    def asked(act) -> int:
        with CaptureQueriesContext(connection) as found:
            act()
        return sum("sentform" in one["sql"].lower() for one in found)

    assert asked(lambda: office.get(URL)) == 0
    assert asked(lambda: enter(office)) == 2
    assert asked(lambda: enter(office)) == 2


def test_each_form_of_each_page_has_a_key_of_its_own(office):
    html = office.get(URL).content.decode()
    forms = re.findall(r'<form[^>]*method="post".*?</form>', html, re.DOTALL)
    assert (len(forms), len(set(keys(html)))) == (len(keys(html)), len(forms))
    assert len(forms) > 1
    assert not set(keys(html)) & set(keys(office.get(URL).content.decode()))


def test_where_there_is_no_token_there_is_no_key():
    assert Template("{% csrf_token %}").render(Context()) == ""


# --- its end -------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_retaining_forgets_old_keys_and_keeps_the_new_ones(office, settings):
    enter(office)
    old = SentForm.objects.create(key="a" * 64, content="b" * 64)
    day = timedelta(days=settings.SENT_FORM_DAYS)
    SentForm.objects.filter(pk=old.pk).update(sent_at=timezone.now() - day - timedelta(minutes=1))
    call_command("retain")
    assert (SentForm.objects.count(), SentForm.objects.filter(pk=old.pk).exists()) == (1, False)


# --- too long ------------------------------------------------------------------------------------


@pytest.fixture
def hanging(monkeypatch) -> Iterator[list[str]]:
    """The view of a new partner meets what the database ends, with this SQLSTATE."""
    states = ["lock_not_available"]

    def ended(*args, **kwargs):
        sql(f"DO $$ BEGIN RAISE EXCEPTION 'too long' USING ERRCODE = '{states[0]}'; END $$")

    monkeypatch.setattr("partners.views.partner.accepted", ended)
    return states


@pytest.mark.parametrize("state", ["lock_not_available", "query_canceled"])
def test_who_would_wait_too_long_gets_everything_back_under_the_same_key(office, hanging, state, monkeypatch):
    hanging[:] = [state]
    answer = enter(office)
    html = unescape(answer.content.decode())
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "Gerade ändert jemand anderes" in html
    assert keys(html[html.index("<main") :]) == [KEY["einmal"]]
    for typed in FACTS.values():
        assert typed in html
    monkeypatch.undo()
    assert (enter(office).status_code, Partner.objects.count()) == (302, 1)


def test_a_page_that_takes_too_long_says_so_and_offers_itself_again(office, hanging):
    answer = office.get(URL)
    html = answer.content.decode()
    assert (answer.status_code, URL in html, "Noch einmal versuchen" in html) == (503, True, True)


def test_another_error_of_the_database_is_told_as_one(office, hanging):
    hanging[:] = ["division_by_zero"]
    office.raise_request_exception = False
    assert enter(office).status_code == 500


def test_the_bounds_are_what_the_settings_say_and_nothing_where_they_are_0(settings):
    settings.LOCK_TIMEOUT_SECONDS, settings.STATEMENT_TIMEOUT_SECONDS = 1.5, 0
    settings.IDLE_IN_TRANSACTION_SECONDS = 60
    assert bounds() == {"lock_timeout": 1500, "idle_in_transaction_session_timeout": 60000}


def test_bounding_twice_says_it_once(settings, monkeypatch):
    given: dict = {"OPTIONS": {"options": "-c work_mem=8MB"}}
    monkeypatch.setitem(connections.settings, "default", given)
    bound()
    bound()
    said = given["OPTIONS"]["options"]
    assert said.startswith("-c work_mem=8MB -c lock_timeout=2000 ")
    assert said.count("lock_timeout") == 1


# --- tried again inside --------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("apart", "times"), [(True, 2), (False, 2), (True, TRIES)])
def test_a_verb_that_may_be_repeated_is_run_again_inside_the_keys_transaction(koordination, apart, times):
    calls: list[int] = []

    @repeatable
    def act() -> None:
        calls.append(1)
        if len(calls) <= times:
            sql("DO $$ BEGIN RAISE EXCEPTION 'deadlock' USING ERRCODE = 'deadlock_detected'; END $$")
        PartnerFactory()

    def view(request):
        try:
            stored(act)
        except ValidationError as refusal:
            return refusal.messages
        return None

    if apart:
        view = transaction.non_atomic_requests(view)
    request = RequestFactory().post("/", KEY)
    request.user, request._messages = koordination, type("Said", (), {"_queued_messages": ()})()
    middleware = SentOnce(lambda request: None)
    if not apart:
        with pytest.raises(Exception, match="deadlock"):
            middleware.process_view(request, view, (), {})
        assert len(calls) == 1
        return
    answer = middleware.process_view(request, view, (), {})
    assert (answer, len(calls)) == (([BUSY], TRIES) if times == TRIES else (None, times + 1))


# --- every form ----------------------------------------------------------------------------------

FORM = re.compile(r"<form\b[^>]*method=[\"']?post[^>]*>(.*?)</form>", re.DOTALL | re.IGNORECASE)


# A paper that is checked is stored nowhere, and whoever checks it gets no cookie.
STORES_NOTHING = {"check.html"}


def templates() -> Iterator[Path]:
    """All that are drawn here: ours, the admin's, allauth's."""
    for engine in engines.all():
        for folder in engine.template_dirs:
            yield from Path(folder).rglob("*.html")


def test_every_post_form_of_every_template_draws_the_token_and_with_it_the_key():
    found = {
        str(path): form
        for path in templates()
        for form in FORM.findall(path.read_text("utf-8"))
        if "csrf_token" not in form and "element form" not in form
    }
    assert {Path(path).name for path in found} == STORES_NOTHING, found


def test_the_token_of_all_templates_is_the_one_with_the_key():
    engine = engines["django"].engine
    (drawn,) = engine.from_string("{% csrf_token %}").nodelist
    assert isinstance(drawn, FormToken)
