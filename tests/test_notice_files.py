"""A notice's files: drawn in the act that approves, kept byte for byte, and proven at any time."""

import hashlib
import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.models import Notice, NoticeFile
from tests import factories as f
from tests.constraints import sql
from tests.test_funding_pages import page
from tests.test_notices import DAY, approved, at
from tests.test_report_frozen import as_owner

pytestmark = pytest.mark.django_db


def kept() -> list[tuple[str, str]]:
    """Which file of which decision is kept."""
    rows = NoticeFile.objects.values_list("notice__decision__kind", "format")
    return sorted(rows)


def press(client, decision):
    return client.post(at("decision_approve", decision))


def told() -> tuple[str, str]:
    """What the command printed, and its error."""
    out = io.StringIO()
    try:
        call_command("verify_reports", stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def test_the_approving_button_keeps_both_files_with_their_sums_and_what_drew_them(client_of, freigabe):
    draft = f.DecisionFactory()
    press(client_of(freigabe), draft)
    assert kept() == [("grant", "docx"), ("grant", "pdf")]
    for file in NoticeFile.objects.all():
        assert file.sha256 == hashlib.sha256(bytes(file.content)).hexdigest()
        assert "typst " in file.renderer
        answer = client_of(freigabe).get(at(f"notice_{file.format}", draft))
        assert answer.content == bytes(file.content)


def test_one_act_keeps_the_files_of_both_halves_of_a_reallocation(client_of, freigabe):
    moved = f.ReallocationFactory()
    client_of(freigabe).post(f"{moved.get_absolute_url()}freigabe/")
    halves = [("increase", "docx"), ("increase", "pdf"), ("reduction", "docx"), ("reduction", "pdf")]
    assert kept() == halves


def test_a_refused_approval_keeps_no_file(client_of, freigabe):
    press(client_of(freigabe), f.DecisionFactory(drafted_by=freigabe))
    assert (kept(), Notice.objects.count()) == ([], 0)


def test_a_file_that_cannot_be_drawn_approves_nothing(client_of, freigabe, settings):
    draft = f.DecisionFactory()
    sql("ALTER TABLE funding_noticefile ADD CONSTRAINT no_room CHECK (false)")  # the disk is full
    client = client_of(freigabe)
    client.raise_request_exception = False
    press(client, draft)
    draft.refresh_from_db()
    assert (draft.approved_on, draft.notice_number, Notice.objects.count()) == (None, "", 0)


def test_what_was_approved_without_files_gets_them_when_somebody_first_asks_and_keeps_them(
    client_of, partner_user
):
    decision = approved(allocation__recipient=partner_user.partner)
    assert kept() == []
    first = client_of(partner_user).get(at("notice_pdf", decision))
    assert kept() == [("grant", "docx"), ("grant", "pdf")]
    assert first.content == bytes(decision.notice.files.get(format="pdf").content)
    assert NoticeFile.objects.keep(decision.notice, on=DAY + timedelta(days=9))["pdf"].drawn_on != DAY
    assert len(kept()) == 2


def test_kept_bytes_are_handed_out_not_drawn_again(client_of, koordination):
    decision = approved()
    f.NoticeFileFactory(notice=decision.notice, content=b"%PDF-1.7 von damals")
    f.NoticeFileFactory(notice=decision.notice, content=b"PK von damals", format="docx")
    found = [client_of(koordination).get(at(f"notice_{kind}", decision)).content for kind in ("pdf", "docx")]
    assert found == [b"%PDF-1.7 von damals", b"PK von damals"]


def test_the_page_says_the_check_sums_of_the_files_and_reads_no_bytes(client_of, freigabe):
    draft = f.DecisionFactory()
    press(client_of(freigabe), draft)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        shown = page(client_of(freigabe), draft.get_absolute_url())
    assert [file.sha256 in shown for file in NoticeFile.objects.all()] == [True, True]
    assert not [query for query in asked.captured_queries if '"funding_noticefile"."content"' in query["sql"]]


def test_files_are_seen_by_those_who_see_the_notice(partner_user, other_partner_user, gremium, revision):
    file = f.NoticeFileFactory(notice__decision__allocation__recipient=partner_user.partner)
    people = (partner_user, other_partner_user, gremium, revision)
    seen = [list(NoticeFile.objects.visible_to(person)) for person in people]
    assert seen == [[file], [], [], [file]]


# --- verify_reports -------------------------------------------------------------------------------


def test_untouched_notices_are_found_to_be_what_was_approved(client_of, freigabe):
    press(client_of(freigabe), f.DecisionFactory())
    f.DecisionFactory(approved=True)  # without a notice there is nothing to verify
    assert told() == ("1 Bescheid geprüft\n", "")


@pytest.mark.parametrize(
    ("table", "change", "said"),
    [
        ("notice", "paper = replace(paper, 'Quartiersarbeit', 'Anderes')", "Das Schriftstück passt nicht"),
        ("notice", "paper = '{}', sha256 = encode(sha256('{}'), 'hex')", "entsteht kein Bescheid mehr"),
        ("noticefile", "content = 'x'", "Der Inhalt passt nicht zur Prüfsumme."),
        (
            "noticefile",
            "content = 'x', sha256 = encode(sha256('x'), 'hex')",
            "PDF neu erzeugt: Aus den Fakten entsteht eine andere Datei.",
        ),
    ],
)
def test_what_an_owner_forces_past_the_rules_is_found(table, change, said, client_of, freigabe):
    press(client_of(freigabe), f.DecisionFactory())
    with as_owner(f"funding_{table}"):
        sql(f"UPDATE funding_{table} SET {change}")
    printed, error = told()
    assert "ABWEICHUNG" in printed
    assert said in printed
    assert error == "1 Bescheid stimmt nicht."


def test_a_younger_typesetter_is_told_from_a_forgery():
    f.NoticeFileFactory()
    printed, error = told()
    assert "PDF neu erzeugt: Nicht vergleichbar: damals erzeugt mit Beispiel 1.0." in printed
    assert error == ""
