"""What programs read: by a token that is its person's alone, the same rows and figures as on the pages."""

import json
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partners.models import ApiToken, SecurityEntry, User
from quartiersarbeit.api.reading import api
from quartiersarbeit.ground.columns import Table
from tests import factories as f
from tests.people import in_group

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
ROOT = "/api/v1"
LISTS = ("partners", "agreements", "seats", "budget", "findings", "reports")
ACCOUNT = reverse("partners:account")


def asked(user: User | None, path: str, **given):
    """What a person's program is answered; it is not signed in."""
    headers = {"Authorization": f"Bearer {ApiToken.objects.make(by=user)}"} if user else {}
    return Client().get(f"{ROOT}/{path}", given, headers=headers)


def said(answer) -> dict:
    """A refusal, as RFC 9457 has it."""
    assert answer["Content-Type"] == "application/problem+json"
    told = json.loads(answer.content)
    assert (told["status"], told["type"], bool(told["title"]), bool(told["detail"])) == (
        answer.status_code,
        "about:blank",
        True,
        True,
    )
    return told


def ids(answer) -> list[int]:
    return [one.get("id") for one in answer.json()["items"]]


# --- whose it is ------------------------------------------------------------------------------------


def test_a_token_is_shown_once_and_only_its_check_sum_is_kept(client_of, koordination):
    client = client_of(koordination)
    shown = client.post(reverse("partners:api_token_make"), follow=True).context["new_token"]
    again = client.get(ACCOUNT).context["new_token"]
    kept = ApiToken.objects.values().get()
    assert (shown[:3], again, shown in str(kept)) == ("qa_", "", False)
    assert ApiToken.objects.owner(shown, TODAY) == koordination


def test_a_new_one_replaces_the_old_one_and_a_revoked_one_opens_nothing(client_of, koordination):
    old, new = ApiToken.objects.make(by=koordination), ApiToken.objects.make(by=koordination)
    assert [ApiToken.objects.owner(one, TODAY) for one in (old, new)] == [None, koordination]
    page = client_of(koordination).post(reverse("partners:api_token_revoke"), follow=True)
    assert ("zurückgezogen" in page.content.decode(), ApiToken.objects.owner(new, TODAY)) == (True, None)
    again = client_of(koordination).post(reverse("partners:api_token_revoke"), follow=True)
    assert "kein Zugangswort" in again.content.decode()


def test_making_revoking_and_reading_stand_in_the_security_log_and_the_history(
    client_of, koordination, django_capture_on_commit_callbacks
):
    client = client_of(koordination)
    with django_capture_on_commit_callbacks(execute=True):
        token = client.post(reverse("partners:api_token_make"), follow=True).context["new_token"]
    for _ in range(3):
        Client().get(f"{ROOT}/partners", headers={"Authorization": f"Bearer {token}"})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("partners:api_token_revoke"))
    Client().get(f"{ROOT}/partners", headers={"Authorization": f"Bearer {token}"})
    kinds = [
        *SecurityEntry.objects.filter(kind__startswith="token").order_by("pk").values_list("kind", flat=True)
    ]
    assert kinds == ["token_made", "token_used", "token_revoked", "token_refused"]
    events = ApiToken.pgh_event_model.objects.order_by("pgh_id")
    assert [one.pgh_label for one in events] == ["insert", "delete"]
    assert not hasattr(events[0], "sha256")


def test_making_one_asks_again_who_it_is(settings, client_of, koordination):
    settings.STEP_UP_MINUTES = 15
    answer = client_of(koordination).post(reverse("partners:api_token_make"))
    assert (answer.status_code, ApiToken.objects.count()) == (302, 0)


@pytest.mark.parametrize("name", LISTS)
def test_without_a_token_nothing_is_read_and_a_session_is_none(client_of, koordination, name):
    for answer in (asked(None, name), client_of(koordination).get(f"{ROOT}/{name}")):
        assert (said(answer)["status"], answer["WWW-Authenticate"]) == (401, "Bearer")


@pytest.mark.parametrize(
    "sent", ["Bearer", "Bearer x", "Basic YTpi", "qa_x", "Bearer \u00e4", "Bearer " + "x" * 9000]
)
def test_what_is_no_token_is_refused(db, sent):
    answer = Client().get(f"{ROOT}/partners", headers={"Authorization": sent})
    assert said(answer)["status"] == 401


def test_the_token_of_a_locked_account_is_dead(koordination):
    token = ApiToken.objects.make(by=koordination)
    User.objects.filter(pk=koordination.pk).update(is_active=False)
    answer = Client().get(f"{ROOT}/partners", headers={"Authorization": f"Bearer {token}"})
    assert said(answer)["status"] == 401


def test_after_a_membership_the_token_is_dead_though_the_pages_still_open(
    client_of, partner_user, koordination
):
    client = client_of(partner_user)
    before = asked(partner_user, "partners").status_code
    partner_user.memberships.end_all(by=koordination, on=TODAY)
    after, page = asked(partner_user, "partners"), client.get(reverse("partners:partner_list"))
    assert (before, said(after)["status"], page.status_code) == (200, 401, 200)


def test_whose_role_asks_for_a_second_factor_reads_nothing_without_one(settings, koordination):
    settings.MFA_ROLES = ["Koordination"]
    assert "zweiten Faktor" in said(asked(koordination, "partners"))["detail"]


# --- what is read -----------------------------------------------------------------------------------

READS = {
    "Koordination": LISTS,
    "Freigabe": LISTS,
    "Revision": LISTS,
    "Verwaltung": ("partners", "seats"),
    "Partner": ("partners", "agreements", "seats", "findings", "reports"),
    "Gremium": ("reports",),
}


@pytest.mark.parametrize("role", READS)
def test_each_role_reads_what_its_pages_show(role):
    user = in_group(role, partner=f.PartnerFactory() if role == "Partner" else None)
    answers = {name: asked(user, name) for name in LISTS}
    assert tuple(name for name, one in answers.items() if one.status_code == 200) == READS[role]
    assert all(said(one)["status"] == 403 for one in answers.values() if one.status_code != 200)


def test_a_partner_reads_its_own_records_and_nobody_elses(partner_user):
    own, foreign = f.AgreementFactory(parties=0), f.AgreementFactory()
    f.PartyFactory(agreement=own, partner=partner_user.partner)
    f.PartnerFactory()
    assert ids(asked(partner_user, "agreements")) == [own.pk]
    assert ids(asked(partner_user, "partners")) == [partner_user.partner_id]
    assert asked(partner_user, f"agreements/{own.pk}").json()["title"] == own.title
    assert said(asked(partner_user, f"agreements/{foreign.pk}"))["status"] == 404
    assert said(asked(partner_user, f"agreements/{foreign.pk + 99}")) == said(
        asked(partner_user, f"agreements/{foreign.pk}")
    )


def test_amounts_are_text_with_two_decimals_and_addresses_are_whole(settings, koordination):
    settings.PUBLIC_URL = "https://quartier.example.org"
    f.FiscalYearFactory(year=TODAY.year, opened_on=TODAY - timedelta(days=9))
    year = asked(koordination, f"budget/{TODAY.year}").json()
    assert (year["available"], year["url"].startswith("https://quartier.example.org/")) == ("80000.00", True)


def test_a_day_is_asked_for_and_a_day_to_come_is_refused(koordination):
    f.FiscalYearFactory(year=TODAY.year, opened_on=TODAY)
    yesterday = TODAY - timedelta(days=1)
    assert [asked(koordination, "budget", on=day).json()["count"] for day in (TODAY, yesterday)] == [1, 0]
    for wrong in (TODAY + timedelta(days=1), "1999-12-31", "gestern", "20260101", "0", "2026-02-30"):
        assert said(asked(koordination, "budget", on=wrong))["errors"][0]["name"] == "on"


@pytest.mark.parametrize("size", ["1000000", "101", "0", "-1", "1.0", "1_0", "x", "9" * 400, ""])
def test_a_page_of_more_than_a_hundred_rows_is_refused(koordination, size):
    told = said(asked(koordination, "partners", page_size=size))
    assert (told["status"], told["errors"][0]["name"]) == (422, "page_size")
    assert "1 bis 100" in told["detail"]


def test_a_list_comes_in_pages_that_hold_each_row_once(koordination):
    for _ in range(5):
        f.PartnerFactory()
    pages = [asked(koordination, "partners", page=page, page_size=2).json() for page in (1, 2, 3, 4)]
    found = [one["id"] for page in pages for one in page["items"]]
    assert ([len(one["items"]) for one in pages], {one["count"] for one in pages}) == ([2, 2, 1, 0], {5})
    assert len({*found}) == 5


def test_a_parameter_that_is_not_known_is_refused(koordination):
    assert said(asked(koordination, "partners", pagesize=5))["errors"] == [
        {"name": "pagesize", "detail": "„pagesize“ gibt es hier nicht."}
    ]


@pytest.mark.parametrize(
    "path", ["", "partner", "partners/", "partners/x", "partners/0", "partners/" + "9" * 30, "x/y"]
)
def test_what_is_not_there_is_a_problem_too(koordination, path):
    assert said(asked(koordination, path))["status"] in (404, 422)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_nothing_is_changed_here(koordination, method):
    answer = getattr(Client(enforce_csrf_checks=True), method)(f"{ROOT}/partners")
    assert (said(answer)["status"], answer["Allow"]) == (405, "GET, HEAD")


def test_only_the_head_is_answered_to_who_asks_for_it(koordination):
    token = ApiToken.objects.make(by=koordination)
    answer = Client().head(f"{ROOT}/partners", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.content) == (200, b"")


def test_a_minute_has_its_limit_for_each_token_by_itself(settings, koordination, freigabe):
    settings.API_PER_MINUTE = 3
    answers = [asked(koordination, "partners") for _ in range(5)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429, 429]
    assert (said(answers[3])["status"], 0 < int(answers[3]["Retry-After"]) <= 60) == (429, True)
    assert asked(freigabe, "partners").status_code == 200
    assert SecurityEntry.objects.filter(kind="too_many", person=koordination).count() == 1


def test_whoever_tries_tokens_is_stopped_at_that_address(koordination):
    wrong = [Client().get(f"{ROOT}/partners", headers={"Authorization": "Bearer qa_x"}) for _ in range(32)]
    assert [one.status_code for one in wrong] == [401] * 30 + [429] * 2
    assert SecurityEntry.objects.filter(kind="token_refused").count() == 30
    assert asked(koordination, "partners").status_code == 200


# --- its description --------------------------------------------------------------------------------


def test_it_is_described_as_openapi_and_every_refusal_as_a_problem(db):
    described = Client().get(f"{ROOT}/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    answers = [one["get"]["responses"] for one in described["paths"].values()]
    assert {code for one in answers for code in one} == {
        "200",
        "401",
        "403",
        "404",
        "422",
        "429",
        "500",
        "503",
    }
    kinds = {
        kind for one in answers for code, told in one.items() if code != "200" for kind in told["content"]
    }
    assert kinds == {"application/problem+json"}


def test_the_page_about_it_names_every_address_and_needs_no_login(db):
    answer = Client().get(reverse("api_help"))
    table: Table = answer.context["operations"]
    assert [row.path for row in table.objects] == [*api.get_openapi_schema()["paths"]]
    assert ("<script" in answer.content.decode().partition("<main")[2], answer.status_code) == (False, 200)


def test_an_answer_asks_the_database_no_more_often_for_many_rows(koordination, django_assert_max_num_queries):
    for _ in range(3):
        f.AgreementFactory()
    token = ApiToken.objects.make(by=koordination)
    headers = {"Authorization": f"Bearer {token}"}
    Client().get(f"{ROOT}/agreements", headers=headers)
    with django_assert_max_num_queries(22) as few:
        Client().get(f"{ROOT}/agreements", headers=headers)
    for _ in range(9):
        f.AgreementFactory()
    with django_assert_max_num_queries(len(few)):
        Client().get(f"{ROOT}/agreements", headers=headers)


# --- what breaks ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("error", "status"), [(ValueError("kaputt"), 500), (OperationalError("fort"), 503)])
def test_what_breaks_is_a_problem_for_programs_and_a_page_for_people(
    error, status, koordination, monkeypatch
):
    def fails(*args):
        raise error

    monkeypatch.setattr(ApiToken.objects.__class__, "owner", fails)
    monkeypatch.setattr("partners.views.account.render", fails)
    headers = {"Authorization": f"Bearer {ApiToken.objects.make(by=koordination)}"}
    answer = Client(raise_request_exception=False).get(f"{ROOT}/partners", headers=headers)
    assert (answer.status_code, said(answer)["status"]) == (status, status)
    assert ("Retry-After" in answer) == (status == 503)
    person = Client(raise_request_exception=False)
    person.force_login(koordination, backend="django.contrib.auth.backends.ModelBackend")
    page = person.get(ACCOUNT)
    assert (page.status_code, page["Content-Type"]) == (status, "text/html; charset=utf-8")
