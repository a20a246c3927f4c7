"""A form sent after the login ran out: its text comes back and can be sent again; strangers get nothing."""

import re
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from quality_dialog.models import Assessment
from tests.test_proof_of_use import address, proof
from tests.test_self_assessment import stored, talk, typed, url

pytestmark = pytest.mark.django_db
__all__ = ["proof", "talk"]  # the fixtures
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Origin": "http://testserver"}
WORDS = 'Wir treffen uns jetzt auch abends.\r\n\r\nKaffee & Kuchen, „zitiert“ und "getippt".'
EXPIRED, AGAIN = "Ihre Anmeldung ist abgelaufen. Ihr Text steht noch hier", "Ihr Text steht noch hier"


@pytest.fixture
def window(partner_user) -> Client:
    """awo's browser: it names where a form comes from, and its tokens are checked."""
    return signed_in(Client(enforce_csrf_checks=True, headers=BROWSER), partner_user)


def signed_in(client: Client, user) -> Client:
    """As after the login page: with a session and a token of its own."""
    client.force_login(user)
    client.cookies.pop("csrftoken", None)
    return client


def filled_in(client: Client, talk, **changes) -> dict:
    """What the browser will send, with the token that stood on the page."""
    data = typed(client, talk, **changes)
    return data | {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}


def fields(answer) -> dict[str, str]:
    """What a browser would send from the page with the text: hidden fields and texts, as it reads them."""
    html = answer.content.decode()
    form = html[html.index("<main") :]
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    found |= dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL))
    return {name: unescape(value) for name, value in found.items()}


def test_a_text_sent_without_a_login_comes_back_and_is_saved_after_the_next(window, talk, partner_user):
    data = filled_in(window, talk, first=("mostly", WORDS), visits=("120", "counted", ""))
    Session.objects.all().delete()
    refused = window.post(url(talk), data)
    assert (refused.status_code, stored(talk)) == (403, {})
    assert EXPIRED in refused.content.decode()
    sent_again = fields(refused)
    token = sent_again.pop("csrfmiddlewaretoken")
    assert len(sent_again.pop("einmal")) == 24  # a new key: nothing was stored under the old one
    del data["csrfmiddlewaretoken"]
    assert sent_again == data
    signed_in(window, partner_user)
    assert window.get(url(talk)).status_code == 200  # the new login's token
    other_token = window.post(url(talk), sent_again | {"csrfmiddlewaretoken": token})
    assert (other_token.status_code, stored(talk)) == (403, {})
    assert f"{partner_user.email}" in other_token.content.decode()
    saved = window.post(url(talk), fields(other_token))
    assert saved.status_code == 302
    assert stored(talk) == {"1.1": ("mostly", WORDS.replace("\r\n", "\n"))}
    assert talk.indicator_values.get().value == 120


def test_who_sends_again_without_signing_in_is_asked_again_and_loses_nothing(window, talk):
    data = filled_in(window, talk, first=("", WORDS))
    Session.objects.all().delete()
    once = window.post(url(talk), data)
    twice = window.post(url(talk), fields(once))
    assert (twice.status_code, Assessment.objects.exists()) == (403, False)
    drawn = {"csrfmiddlewaretoken": "", "einmal": ""}
    assert fields(twice) | drawn == fields(once) | drawn


def test_the_page_for_an_expired_login_holds_only_what_was_sent(talk):
    """A stranger learns nothing: no question, no site, no organisation, not even whether the page exists."""
    stranger = Client(headers=BROWSER)
    answer = stranger.post(url(talk), {"k1-text": "Text eines Fremden"})
    html = answer.content.decode()
    assert "Text eines Fremden" in html
    for told in (talk.first.guiding_question, "Standort Nord", "AWO", "BGW", talk.of.title, str(talk.cycle)):
        assert told not in html
    nowhere = reverse("quality_dialog:self_assessment_field", args=[1999, 999_999, 999_999])
    known, unknown = (
        re.sub(
            r'name="(csrfmiddlewaretoken|einmal)" value="[^"]*"',
            "",
            stranger.post(at, {"a": "b c"}).content.decode().replace(at, ""),
        )
        for at in (url(talk), nowhere)
    )
    assert known == unknown
    assert (Session.objects.count(), Assessment.objects.count()) == (0, 0)


def test_the_page_is_written_by_nobody_else(talk):
    answer = Client(headers=BROWSER).post(url(talk), {"k1-text": "</textarea><script>alert(1)</script> x"})
    assert "<script>alert" not in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("origin", ["https://boese.example", "null", None])
def test_a_text_prepared_elsewhere_is_never_offered_to_be_sent(origin, partner_user, talk):
    headers = {"Accept": "text/html"} | ({"Origin": origin} if origin else {})
    for client in (
        Client(enforce_csrf_checks=True),
        signed_in(Client(enforce_csrf_checks=True), partner_user),
    ):
        answer = client.post(url(talk), {"k1-text": "Von fremder Hand"}, headers=headers)
        assert answer.status_code == 403
        assert "Von fremder Hand" not in answer.content.decode()
        assert "Bitte senden Sie das Formular noch einmal ab" in answer.content.decode()


def test_two_tabs_after_a_new_login_meet_on_the_page_with_both_texts(window, talk, partner_user):
    first = filled_in(window, talk, first=("", "Aus dem ersten Fenster"))
    second = filled_in(window, talk, first=("", "Aus dem zweiten Fenster"))
    Session.objects.all().delete()
    signed_in(window, partner_user)
    window.get(url(talk))
    shown = [window.post(url(talk), data) for data in (first, second)]
    assert [(one.status_code, AGAIN in one.content.decode()) for one in shown] == [(403, True)] * 2
    assert window.post(url(talk), fields(shown[0])).status_code == 302
    late = window.post(url(talk), fields(shown[1]))
    assert late.status_code == 409
    assert "Aus dem ersten Fenster" in late.content.decode()
    assert "Aus dem zweiten Fenster" in late.content.decode()
    assert stored(talk)["1.1"] == ("", "Aus dem ersten Fenster")


def test_somebody_else_at_the_same_browser_is_told_whose_account_it_is_and_saves_nothing_unasked(
    window, talk, other_partner_user
):
    data = filled_in(window, talk, first=("mostly", "Von awo geschrieben"))
    Session.objects.all().delete()
    signed_in(window, other_partner_user)
    window.get(url(talk))
    answer = window.post(url(talk), data)
    assert (answer.status_code, stored(talk)) == (403, {})
    assert other_partner_user.email in answer.content.decode()


def test_a_script_hears_of_the_login_and_gets_no_page(window, talk):
    data = filled_in(window, talk, first=("", "Beim Tippen"))
    Session.objects.all().delete()
    answer = window.post(url(talk), data, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login"))


def test_a_password_is_never_written_to_the_page():
    account = {"oldpassword": "geheim geheim", "password1": "neu neu", "password2": "neu neu"}
    for name, data in (
        ("account_login", {"login": "a@example.org", "password": "geheim geheim"}),
        ("account_change_password", account),
        ("mfa_authenticate", {"code": "123 456"}),
        ("admin:partners_user_add", account),
    ):
        answer = Client(enforce_csrf_checks=True, headers=BROWSER).post(reverse(name), data)
        assert answer.status_code in (302, 403), name
        assert not re.search("geheim|neu neu|123 456", answer.content.decode()), name


def test_a_proof_of_use_comes_back_too(proof, partner_user):
    window = signed_in(Client(enforce_csrf_checks=True, headers=BROWSER), partner_user)
    page = window.get(address(proof, "edit"))
    data = {
        "version": str(page.context["form"]["version"].value()),
        "narrative": "Ein Bericht in drei Sätzen.",
    }
    token = {"csrfmiddlewaretoken": window.cookies["csrftoken"].value}
    Session.objects.all().delete()
    refused = window.post(address(proof, "edit"), data | token)
    assert EXPIRED in refused.content.decode()
    signed_in(window, partner_user)
    window.get(address(proof, "edit"))
    fresh = window.post(address(proof, "edit"), fields(refused))
    assert window.post(address(proof, "edit"), fields(fresh)).status_code == 302
    proof.refresh_from_db()
    assert proof.narrative == "Ein Bericht in drei Sätzen."


def test_a_chosen_file_is_said_to_be_lost(talk):
    data = {"title": "Ein Foto", "file": SimpleUploadedFile("a.pdf", b"%PDF-")}
    html = Client(headers=BROWSER).post(url(talk), data).content.decode()
    assert "Ausgewählte Dateien kann der Browser nicht behalten" in html
    assert 'enctype="multipart/form-data"' in html
