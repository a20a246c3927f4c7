"""The check of a paper: by its file or its code, without an account, and nothing of it is stored."""

import hashlib
import io
import tempfile
import tracemalloc
from itertools import repeat

import pikepdf
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from partners.models import SecurityEntry
from quality_dialog.report import approval, composing, publishing
from quartiersarbeit.ground import german
from quartiersarbeit.ground.uploads import MAX_BYTES
from quartiersarbeit.public.checking import PER_MINUTE
from quartiersarbeit.public.receiving import received
from tests import factories as f
from tests.asking import text_of
from tests.published import (  # noqa: F401  (the fixtures, too)
    ON,
    corrected,
    its_freigabe,
    its_koordination,
    published_report,
    published_stage,
)

pytestmark = pytest.mark.django_db

UNCHANGED = "Unverändert, Fassung 1 vom 03.09.2026"


@pytest.fixture(autouse=True)
def nobody_has_asked():
    cache.clear()


def sent(content: bytes, client: Client | None = None):
    """What a browser without JavaScript is answered."""
    client = client or Client(enforce_csrf_checks=True, headers={"Accept": "text/html"})
    return client.post(reverse("paper_check"), {"datei": SimpleUploadedFile("bericht.pdf", content)})


def asked(**given: str):
    return Client().get(reverse("paper_check"), given)


def stored(report, format_: str = "pdf") -> bytes:
    return bytes(report.renditions.get(format=format_).content)


# --- by file -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["pdf", "docx", "html", "json", "public_pdf"])
def test_each_file_of_a_published_report_is_unchanged(report, format_):
    publishing.public_pdf(report)
    page = text_of(sent(stored(report, format_)))
    assert (UNCHANGED in page, "Byte für Byte" in page) == (True, True)


def test_the_sum_a_browser_has_made_gets_the_same_answer_in_either_case(report):
    sha256 = hashlib.sha256(stored(report)).hexdigest()
    assert [UNCHANGED in text_of(asked(sha256=one)) for one in (sha256, sha256.upper())] == [True, True]


def test_a_known_paper_tells_each_figure_with_value_day_and_source(report):
    page = text_of(sent(stored(report)))
    figures = publishing.public_paper(report).figures
    wanted = [
        told for one in figures for told in (one.label, one.in_digits, german.day(one.as_of), one.source)
    ]
    assert len(wanted) >= 4
    assert [told for told in wanted if told.replace(german.NO_BREAK_SPACE, " ") not in page] == []


def test_an_attachment_is_known_by_its_number_and_not_by_its_title(report):
    with connection.cursor() as cursor:  # as it was attached before the approval
        cursor.execute("SET LOCAL session_replication_role = replica")
        row = f.AttachmentFactory(report=report, title="Konzept von Kim Beispiel")
        cursor.execute("SET LOCAL session_replication_role = origin")
    page = text_of(sent(bytes(row.content)))
    assert (f"Anlage {row.position}" in page, "Kim Beispiel" in page) == (True, False)


def test_a_pdf_that_was_saved_again_is_unknown_and_the_page_says_why(report):
    again = io.BytesIO()
    with pikepdf.open(io.BytesIO(stored(report))) as document:
        document.save(again)
    page = text_of(sent(again.getvalue()))
    assert ("Unbekannt" in page, "neu speichert" in page, "Prüfcode" in page) == (True, True, True)


def test_a_corrected_paper_is_known_and_leads_to_the_newest(report, koordination, freigabe):
    second = corrected(report, koordination, freigabe)
    third = corrected(second, koordination, freigabe)
    page = text_of(sent(stored(report)))
    assert ("Berichtigt durch Fassung 3" in page, reverse("public_report", args=[third.pk]) in page) == (
        True,
        True,
    )
    assert "Unverändert, Fassung 3" in text_of(sent(stored(third)))


def test_a_correction_that_is_not_published_yet_is_told_to_nobody(report, koordination):
    report.correct(reason="Falsch.", as_of=report.as_of, by=koordination, on=ON)
    assert UNCHANGED in text_of(sent(stored(report)))


@pytest.mark.parametrize("state", ["reviewed", "approved"])
def test_a_paper_that_is_not_published_is_unknown(state):
    f.ReportFactory(**{state: True})
    assert [UNCHANGED in text_of(sent(content)) for content in f.FILES.values()] == [False] * 4
    assert "Unbekannt" in text_of(sent(f.FILES["pdf"]))


def test_the_stored_facts_without_names_are_no_file_anybody_was_given(report):
    assert "Unbekannt" in text_of(sent(stored(report, "public")))


@pytest.mark.parametrize("sha256", ["", "x", "0" * 63, "g" * 64, "0" * 64, "0" * 1000])
def test_a_sum_that_is_none_is_unknown(sha256):
    assert "Unbekannt" in text_of(asked(sha256=sha256))


# --- what comes in -------------------------------------------------------------------------------------


class Coming(io.BufferedIOBase):
    """A form with a file of so many bytes, made while it is read."""

    def __init__(self, megabytes: int) -> None:
        head = b'--x\r\nContent-Disposition: form-data; name="datei"; filename="a.pdf"\r\n\r\n'
        self.parts = [head, *repeat(b"x" * 1024 * 1024, megabytes), b"\r\n--x--\r\n"]
        self.length, self.rest = sum(map(len, self.parts)), b""

    def read(self, size: int = -1) -> bytes:
        while len(self.rest) < size and self.parts:
            self.rest += self.parts.pop(0)
        given, self.rest = self.rest[:size], self.rest[size:]
        return given


def coming(megabytes: int):
    """A request with such a form."""
    body = Coming(megabytes)
    said = {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": str(body.length)}
    return RequestFactory().post(reverse("paper_check"), **said, **{"wsgi.input": body})


@pytest.mark.parametrize("megabytes", [19, 100])
def test_a_file_is_never_taken_into_memory_as_a_whole(megabytes):
    request = coming(megabytes)
    tracemalloc.start()
    sha256, too_large = received(request)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    whole = hashlib.sha256(b"x" * 1024 * 1024 * megabytes).hexdigest() if megabytes < 20 else ""
    assert (sha256, too_large, peak < 8 * 1024 * 1024) == (whole, megabytes > 20, True)


def test_a_file_that_is_too_large_is_refused_with_the_limit():
    answer = sent(b"x" * (MAX_BYTES + 1))
    assert (answer.status_code, "größer als 20 MB" in text_of(answer)) == (413, True)


def test_a_large_file_that_is_allowed_touches_no_disk(monkeypatch):
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", lambda *a, **kw: pytest.fail("a file was written"))
    assert "Unbekannt" in text_of(sent(b"x" * (5 * 1024 * 1024)))


@pytest.mark.parametrize(
    "given", [{}, {"datei": "kein Upload"}, {"andere": SimpleUploadedFile("a.pdf", b"x")}]
)
def test_without_a_file_the_page_asks_for_one(given):
    answer = Client().post(reverse("paper_check"), given)
    assert (answer.status_code, "Wählen Sie zuerst eine Datei aus." in text_of(answer)) == (422, True)


def test_who_is_signed_in_needs_no_token_either(report, partner_user, client_of):
    client = client_of(partner_user)
    client.handler.enforce_csrf_checks = True
    assert UNCHANGED in text_of(sent(stored(report), client))


def test_a_check_sets_no_cookie_and_is_kept_by_nobody(report):
    for answer in (sent(stored(report)), asked(code="x"), asked(sha256="0" * 64)):
        assert (answer.cookies.keys() & {"sessionid", "csrftoken"}, answer["Cache-Control"]) == (
            set(),
            "no-store",
        )


def test_whoever_asks_too_often_waits_and_the_log_is_told_once():
    answers = [asked(code="7K3M-9QXT-20FB") for _ in range(PER_MINUTE + 3)]
    assert [one.status_code for one in answers[PER_MINUTE - 1 :]] == [200, 429, 429, 429]
    assert (int(answers[-1]["Retry-After"]) <= 60, SecurityEntry.objects.count()) == (True, 1)


def test_the_empty_page_may_be_opened_as_often_as_one_likes():
    for _ in range(PER_MINUTE + 3):
        answer = Client().get(reverse("paper_check"))
    assert answer.status_code == 200


# --- by code -------------------------------------------------------------------------------------------


def test_a_code_says_which_version_it_is_and_that_the_figures_are_to_be_compared(report):
    code = composing.paper_of(report).check_code
    page = text_of(asked(code=code.lower().replace("-", " ").replace("0", "o")))
    assert (UNCHANGED in page, "Vergleichen Sie sie" in page, "Geteilte Feststellungen" in page) == (
        True,
        True,
        True,
    )


def test_an_older_versions_code_says_what_stands_in_its_place(report, koordination, freigabe):
    corrected(report, koordination, freigabe)
    assert "Berichtigt durch Fassung 2" in text_of(asked(code=composing.paper_of(report).check_code))


def test_the_code_of_a_paper_that_is_not_published_is_unknown(report, koordination):
    """Approved and sent to the council office: whoever types its code learns nothing before it is published."""
    new = report.correct(reason="Falsch.", as_of=report.as_of, by=koordination, on=ON)
    new.submit_for_review(by=koordination, on=ON)
    other = f.UserFactory()
    f.hear(new, by=other, on=ON)
    approval.approve(new, by=other, on=ON)
    new.refresh_from_db()
    assert new.facts["check_code"]
    assert "Unbekannt" in text_of(asked(code=new.facts["check_code"]))


def test_a_wrong_code_is_unknown_and_what_is_none_is_said_to_be_none():
    unknown, none = asked(code="7K3M-9QXT-20FB"), asked(code="<b>7K3M")
    assert ("Unbekannt" in text_of(unknown), none.status_code, "zwölf Zeichen" in text_of(none)) == (
        True,
        422,
        True,
    )
    assert b"<b>7K3M" not in none.content


def test_no_public_answer_names_a_person(report):
    code = composing.paper_of(report).check_code
    for page in map(text_of, (sent(stored(report)), asked(code=code))):
        assert [name for name in ("Kaya", "Kim Beispiel", "kaya@") if name in page] == []


def test_while_the_pages_are_off_nothing_is_taken_in(report):
    with override_settings(PUBLIC_PAGES=False):
        assert (sent(stored(report)).status_code, asked(code="x").status_code) == (404, 404)
