"""The security log: one line and one row for what happened, whatever became of the request, and nothing of content."""

import json
import logging
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from partners.models import SecurityEntry, SecurityKind, User
from partners.models.security import KEPT
from partners.security import note
from tests.asking import text_of
from tests.constraints import DELETES, UPDATES, breaks, refusals, sql
from tests.factories import ReportFactory, SecurityEntryFactory, UserFactory
from tests.people import in_group

pytestmark = pytest.mark.django_db

PASSWORD = "regen-tanzt-auf-dem-dach"
CITY = "198.51.100.7"


@pytest.fixture(autouse=True)
def no_attempts():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def erika(db) -> User:
    user = in_group("Koordination", email="erika@example.org")
    user.set_password(PASSWORD)
    user.save()
    return user


def kinds() -> list[str]:
    return list(SecurityEntry.objects.order_by("pk").values_list("kind", flat=True))


def signs_in(client: Client, password: str = PASSWORD, email: str = "erika@example.org"):
    typed = {"login": email, "password": password}
    return client.post(reverse("account_login"), typed, HTTP_X_FORWARDED_FOR=CITY)


def lines(caplog) -> list[dict]:
    return [json.loads(one.message) for one in caplog.records if one.name == "quartiersarbeit.security"]


def test_a_sign_in_and_a_sign_out_are_a_line_each_with_person_address_and_request(erika, caplog):
    caplog.set_level(logging.INFO)
    client = Client()
    with override_settings(TRUSTED_PROXIES=1):
        answer = signs_in(client)
        client.post(reverse("account_logout"))
    came, went = SecurityEntry.objects.order_by("pk")
    assert (came.kind, came.person_id, came.address) == (SecurityKind.SIGN_IN, erika.pk, CITY)
    assert (came.request_id, came.path) == (answer["X-Request-ID"], "/konto/login/")
    assert (went.kind, went.person_id) == (SecurityKind.SIGN_OUT, erika.pk)
    written = lines(caplog)
    assert [one["event"] for one in written] == ["sign_in", "sign_out"]
    assert written[0]["request"] == answer["X-Request-ID"]
    assert {*written[0]} == {"at", "event", "request", "person", "about", "address", "path", "detail"}


def test_a_wrong_password_is_noted_with_the_account_and_never_with_what_was_typed(erika, caplog):
    caplog.set_level(logging.INFO)
    signs_in(Client(), "mein-geheimnis-4711")
    signs_in(Client(), "mein-geheimnis-4711", email="geheim-im-falschen-feld@example.org")
    known, unknown = SecurityEntry.objects.order_by("pk")
    assert (known.kind, known.person_id, known.about_id) == ("sign_in_failed", None, erika.pk)
    assert (unknown.kind, unknown.about_id) == ("sign_in_failed", None)
    assert "geheim" not in caplog.text + str(list(SecurityEntry.objects.values()))


def test_a_lock_out_is_noted(erika):
    for _ in range(6):
        signs_in(Client(), "falsch")
    assert kinds() == ["sign_in_failed"] * 5 + ["locked_out"]
    assert SecurityEntry.objects.get(kind="locked_out").about_id == erika.pk


def test_a_refusal_is_one_line_and_no_traceback(client_of, koordination, caplog, capsys):
    caplog.set_level(logging.INFO)
    address = reverse("partners:security_log")
    assert client_of(koordination).get(address).status_code == 403
    refused = SecurityEntry.objects.get(kind="refused")
    assert (refused.person_id, refused.path) == (koordination.pk, address)
    assert [one["event"] for one in lines(caplog) if one["event"] != "sign_in"] == ["refused"]
    console = logging.getLogger().handlers and [
        handler for handler in logging.getLogger().handlers if any(map(_is_ours, handler.filters))
    ]
    assert console
    others = [one for one in caplog.records if one.name.startswith("django.")]
    assert [one for one in others if all(handler.filter(one) for handler in console)] == []


def _is_ours(one) -> bool:
    return type(one).__name__ == "OneLine"


def test_what_is_not_found_or_bad_has_no_traceback_either_and_a_breakdown_keeps_its_own():
    console = next(one for one in logging.getLogger().handlers if any(map(_is_ours, one.filters)))

    def filtered(name: str, status: int) -> logging.LogRecord:
        record = logging.LogRecord(name, logging.ERROR, "", 1, "Text", None, (ValueError, ValueError(), None))
        record.status_code = status
        assert console.filter(record)
        return record

    assert filtered("django.request", 404).exc_info is None
    assert filtered("django.security.DisallowedHost", 400).exc_info is None
    assert filtered("django.request", 500).exc_info is not None
    assert "- Text" in console.format(filtered("django.request", 404))


def test_files_and_lists_as_files_are_noted_without_what_was_searched_for(client_of, koordination):
    client = client_of(koordination)
    client.get(reverse("partners:partner_list"), {"export": "csv", "q": "Vertraulich"})
    report = ReportFactory()
    client.get(reverse("quality_dialog:report_pdf", args=[report.pk]))
    listed, file = SecurityEntry.objects.exclude(kind="sign_in").order_by("pk")
    assert (listed.kind, listed.path) == ("exported", "/partner/")
    assert (file.kind, file.path) == ("downloaded", reverse("quality_dialog:report_pdf", args=[report.pk]))
    assert "Vertraulich" not in str(list(SecurityEntry.objects.values()))


def test_roles_and_rights_that_change_are_noted_when_it_is_true(
    erika, verwaltung, client_of, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        erika.groups.add(Group.objects.get(name="Gremium"))
        erika.groups.remove(Group.objects.get(name="Koordination"))
        Group.objects.get(name="Revision").user_set.add(erika)
        erika.groups.clear()
        erika.is_staff = True
        erika.save()
        erika.save()
    found = SecurityEntry.objects.order_by("pk").values_list("kind", "about", "detail")
    assert list(found) == [
        ("rights_changed", erika.pk, "Gremium erhalten"),
        ("rights_changed", erika.pk, "Koordination entzogen"),
        ("rights_changed", erika.pk, "Revision erhalten"),
        ("rights_changed", erika.pk, "alle entzogen"),
        ("rights_changed", erika.pk, "Verwaltungszugang"),
    ]


def test_rights_that_were_rolled_back_are_not_told(erika, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        erika.is_superuser = True
        erika.save()
    assert len(waiting) == 1
    assert kinds() == []


def test_a_right_of_a_role_is_noted_with_the_role(db, django_capture_on_commit_callbacks):
    role = Group.objects.get(name="Gremium")
    other = Group.objects.get(name="Revision").permissions.get(codename="view_site")
    with django_capture_on_commit_callbacks(execute=True):
        role.permissions.add(other)
    entry = SecurityEntry.objects.get()
    assert (entry.kind, entry.about_id, entry.detail) == (
        "rights_changed",
        None,
        "Gremium: view_site erhalten",
    )


def test_one_changes_ones_password_and_others_reset_it(erika, client_of, django_capture_on_commit_callbacks):
    client = client_of(erika)
    typed = {"oldpassword": PASSWORD, "password1": "vier-woerter-ohne-zusammenhang"}
    typed["password2"] = typed["password1"]
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse("account_change_password"), typed).status_code == 302
    assert "password_changed" in kinds()
    with django_capture_on_commit_callbacks(execute=True):
        erika.set_password("wieder-ganz-andere-woerter")
        erika.save()
    assert kinds()[-1] == "password_reset"


def test_a_password_hashed_anew_at_the_sign_in_is_no_change(erika, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        erika.set_password(PASSWORD)
        erika.save(update_fields=["password"])
        erika.save(update_fields=["last_login"])
    assert waiting == []


def test_a_step_that_failed_and_was_rolled_back_keeps_its_lines(client_of, koordination, monkeypatch):
    def fails(*args, **given):
        note(SecurityKind.FACTOR_USED)
        raise DatabaseError("broken")

    client = client_of(koordination)
    client.raise_request_exception = False
    monkeypatch.setattr("partners.views.partner.answer_list", fails)
    assert client.get(reverse("partners:partner_list")).status_code == 500
    assert "factor_used" in kinds()


def test_a_table_that_takes_nothing_costs_nobody_the_answer_and_not_the_line(
    client_of, koordination, monkeypatch, caplog
):
    caplog.set_level(logging.INFO)
    client = client_of(koordination)

    def broken(entries):
        raise DatabaseError("voll")

    monkeypatch.setattr(SecurityEntry.objects, "bulk_create", broken)
    assert client.get(f"{reverse('partners:partner_list')}?export=csv").status_code == 200
    assert "exported" in {one["event"] for one in lines(caplog) if one}


def test_addresses_of_the_account_never_bring_their_key_into_the_log(client):
    with override_settings(ACCOUNT_RATE_LIMITS={"reset_password_from_key": "1/m/ip"}):
        address = reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "set-password"})
        client.post(address, {})
        client.post(address, {})
    paths = SecurityEntry.objects.values_list("path", flat=True)
    assert [path for path in paths if "set-password" in path] == []


def test_a_path_with_line_breaks_is_still_one_line(client_of, koordination, caplog):
    caplog.set_level(logging.INFO)
    note(SecurityKind.REFUSED, detail="eins\nzwei")
    assert "\n" not in caplog.records[-1].message


def test_who_is_gone_stays_in_the_log_by_the_key():
    entry = SecurityEntryFactory()
    person = entry.person
    User.objects.filter(pk=person.pk).delete()
    assert SecurityEntry.objects.get().person_id == person.pk


# --- Kept, and read ----------------------------------------------------------------------------------


@breaks("partners_securityentry.security_entry_kept")
@pytest.mark.parametrize(
    "wrong", [{"kind": "sign_out"}, {"address": "192.0.2.1"}, {"person_id": None}], ids=str
)
def test_a_line_never_changes(wrong):
    assert refusals(SecurityEntryFactory(), wrong, UPDATES) == {f"security_entry_kept: {KEPT}"}


@breaks("partners_securityentry.security_entry_kept")
def test_a_line_is_never_deleted():
    assert refusals(SecurityEntryFactory(), {}, DELETES) == {f"security_entry_kept: {KEPT}"}


def old(days: int) -> SecurityEntry:
    return SecurityEntryFactory(at=timezone.now() - timedelta(days=days))


def test_the_owner_removes_what_is_older_than_the_setting_and_says_so():
    old(181), old(400)
    young = old(179)
    out = StringIO()
    call_command("shorten_security_log", "--dry-run", stdout=out)
    assert "2 Zeilen" in out.getvalue()
    assert SecurityEntry.objects.count() == 3
    call_command("shorten_security_log", stdout=out)
    assert {*SecurityEntry.objects.exclude(kind="shortened")} == {young}
    assert SecurityEntry.objects.get(kind="shortened").detail.startswith("2 Zeilen vor dem ")
    assert refusals(young, {}, DELETES) == {f"security_entry_kept: {KEPT}"}  # the guard stands again


def test_how_long_is_a_setting():
    old(40)
    with override_settings(SECURITY_LOG_DAYS=30):
        call_command("shorten_security_log", stdout=StringIO())
    assert kinds() == ["shortened"]


def test_the_apps_role_cannot_shorten_the_log(app_role):
    old(400)
    sql(f"SET LOCAL ROLE {app_role}")
    with pytest.raises(ValidationError) as refusal:
        SecurityEntry.objects.shorten(before=timezone.localdate())
    with pytest.raises(CommandError, match="wem die Tabellen gehören"):
        call_command("shorten_security_log")
    sql("RESET ROLE")
    assert refusal.value.code == "security_log_owner"
    assert SecurityEntry.objects.count() == 1


@pytest.mark.parametrize("role", ["revision", "verwaltung"])
def test_revision_and_verwaltung_read_it(role, request, client_of):
    SecurityEntryFactory(
        kind=SecurityKind.LOCKED_OUT, person=UserFactory(first_name="Erika", last_name="Mustermann")
    )
    answer = client_of(request.getfixturevalue(role)).get("/sicherheit/")
    assert answer.status_code == 200
    for said in ("Erika Mustermann", "Anmeldung gesperrt", CITY, "180 Tage"):
        assert said in text_of(answer)


@pytest.mark.parametrize("role", ["koordination", "freigabe", "partner_user", "gremium"])
def test_nobody_else_does(role, request, client_of):
    user = request.getfixturevalue(role)
    other, own = SecurityEntryFactory(), SecurityEntryFactory(person=user)
    assert client_of(user).get("/sicherheit/").status_code == 403
    seen = SecurityEntry.objects.visible_to(user)
    assert (other in seen, own in seen) == (False, True)


def test_it_is_filtered_by_kind_person_and_period(revision, client_of):
    erika = UserFactory(first_name="Erika", last_name="Mustermann")
    SecurityEntryFactory(path="/eins/", person=erika, kind="refused")
    SecurityEntryFactory(path="/zwei/", at=timezone.now() - timedelta(days=10))
    SecurityEntryFactory(path="/drei/", person=None, about=erika, kind="sign_in_failed")
    client = client_of(revision)
    yesterday = f"{timezone.localdate() - timedelta(days=1):%d.%m.%Y}"

    def found(**asked) -> set[str]:
        page = text_of(client.get("/sicherheit/", asked))
        return {path for path in ("/eins/", "/zwei/", "/drei/") if path in page}

    assert found() == {"/eins/", "/zwei/", "/drei/"}
    assert found(vorgang="refused") == {"/eins/"}
    assert found(person=erika.pk) == {"/eins/", "/drei/"}
    assert found(bis=yesterday) == {"/zwei/"}
    assert found(von=yesterday) == {"/eins/", "/drei/"}
    assert found(q="zwei") == {"/zwei/"}
    assert found(von="gestern", person="x", vorgang="y") == {"/eins/", "/zwei/", "/drei/"}


def test_it_goes_out_as_a_file_and_that_is_a_line_too(revision, client_of):
    SecurityEntryFactory(path="/eins/")
    answer = client_of(revision).get("/sicherheit/", {"export": "csv"})
    assert "/eins/" in answer.content.decode("utf-8-sig")
    assert kinds()[-1] == "exported"
    assert SecurityEntry.objects.order_by("pk").last().path == "/sicherheit/"


def test_the_list_costs_the_same_however_long_it_is(revision, client_of, django_assert_max_num_queries):
    for _ in range(30):
        SecurityEntryFactory()
    client = client_of(revision)
    client.get("/sicherheit/")
    with django_assert_max_num_queries(25):
        client.get("/sicherheit/")
