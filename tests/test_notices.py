"""Notices: facts and the office's texts, frozen at the approval, drawn the same each time."""

import hashlib
import io
from datetime import date, timedelta
from decimal import Decimal

import docx
import pytest
from django.core.exceptions import ValidationError

from funding import issuing, notice_paper
from funding.models import Decision, Notice, NoticeText
from funding.models.notice import paper_of
from quartiersarbeit.ground import marking, papers
from quartiersarbeit.ground import paper as machine
from tests import factories as f
from tests.asking import addresses
from tests.test_funding_pages import page
from tests.test_render import HOSTILE, outloud, read_text, squeezed

pytestmark = pytest.mark.django_db

DAY, A_DAY = date(2026, 1, 20), timedelta(days=1)
PARTS = ("introduction", "conditions", "legal_basis", "appeal", "closing")
at = addresses("funding:")


def approved(**facts) -> Decision:
    """A decision approved by the verb, its notice frozen as the page does it; the files are not drawn yet."""
    decision, by = f.DecisionFactory(**facts), f.UserFactory(first_name="Robin", last_name="Beispiel")
    decision.approve(by=by, on=DAY)
    Notice.objects.freeze(decision, by=by, on=DAY)
    return decision


def said(paper) -> list[str]:
    """Every paragraph of the paper."""
    return [paragraph.text for section in paper.sections for paragraph in section.paragraphs]


def frozen(decision) -> machine.Paper:
    """What its notice says; the mark by which it is checked is asked in tests/test_papers.py."""
    return marking.unmarked(papers.thawed(decision.notice.paper))


# --- What it says --------------------------------------------------------------------------------


def test_a_grant_without_texts_says_only_the_facts():
    partner = f.PartnerFactory(
        name="Beispielverein e. V.", street="Musterweg 1", postcode="33602", city="Bielefeld"
    )
    paper = frozen(
        approved(allocation__recipient=partner, allocation__purpose="Sprechstunde", reason="Bedarf")
    )
    site = paper.details[2].text
    assert (paper.kind, paper.recipient, paper.as_of) == (
        "Zuwendungsbescheid",
        ("Beispielverein e. V.", "Musterweg 1", "33602 Bielefeld"),
        DAY,
    )
    assert [(detail.label, detail.text) for detail in paper.details] == [
        ("Bescheid-Nr.", "2026/QA-001"),
        ("Haushaltsjahr", "2026"),
        ("Standort", site),
        ("Zweck", "Sprechstunde"),
    ]
    assert said(paper) == [
        f"Sie erhalten für das Haushaltsjahr 2026 für den Standort {site} eine Zuwendung von 8.000,00\xa0€.",
        "Bedarf",
    ]
    assert paper.signatures == (machine.Signature("Freigegeben", "Robin Beispiel", DAY),)
    assert (paper.is_draft, paper.notes) == (False, ())


@pytest.mark.parametrize(
    ("kind", "amount", "title", "line", "rows"),
    [
        (
            "increase",
            500,
            "Änderungsbescheid",
            "wird um 500,00 € erhöht.",
            ("Erhöhung", "500,00 €", "8.500,00 €"),
        ),
        (
            "reduction",
            -500,
            "Änderungsbescheid",
            "wird um 500,00 € gemindert.",
            ("Minderung", "−500,00 €", "7.500,00 €"),
        ),
        (
            "revocation",
            -8000,
            "Widerrufsbescheid",
            "wird in Höhe von 8.000,00 € widerrufen.",
            ("Widerruf", "−8.000,00 €", "0,00 €"),
        ),
    ],
)
def test_a_change_says_what_was_and_what_is(kind, amount, title, line, rows):
    first = approved()
    paper = frozen(approved(allocation=first.allocation, kind=kind, amount=Decimal(amount)))
    (table,) = paper.sections[0].tables
    plain = [[cell.replace("\xa0", " ") for cell in row] for row in (*table.rows, table.total)]
    assert paper.kind == title
    assert said(paper)[0].replace("\xa0", " ").endswith(line)
    assert plain == [
        ["bisher bewilligt", "8.000,00 €"],
        [f"{rows[0]} durch diesen Bescheid", rows[1]],
        ["jetzt bewilligt", rows[2]],
    ]


def test_both_halves_of_a_reallocation_get_their_notice():
    moved = f.ReallocationFactory()
    issuing.approve_reallocation(moved, by=f.UserFactory(), on=DAY)
    kinds = [frozen(half).kind for half in (moved.reduction, moved.increase)]
    assert kinds == ["Änderungsbescheid", "Änderungsbescheid"]


def test_the_office_s_texts_stand_in_their_places_with_the_facts_in_them():
    for part in PARTS:
        f.NoticeTextFactory(
            part=part, body=f"{part}: {{betrag}} an {{empfaenger}} ab {{datum}}", valid_from=DAY
        )
    f.NoticeTextFactory(kind="revocation", part="closing", body="Nur im Widerruf", valid_from=DAY)
    decision = approved(allocation__recipient__name="Beispielverein e. V.")
    paper = frozen(decision)
    told = "8.000,00\xa0€ an Beispielverein e. V. ab 20.01.2026"
    assert [(section.heading, section.paragraphs[0].text) for section in paper.sections][2:] == [
        ("Nebenbestimmungen", f"conditions: {told}"),
        ("Begründung", "Quartiersarbeit"),
        ("Rechtsgrundlage", f"legal_basis: {told}"),
        ("Rechtsbehelfsbelehrung", f"appeal: {told}"),
        ("", f"closing: {told}"),
    ]
    assert said(paper)[0] == f"introduction: {told}"


def test_a_fact_that_looks_like_a_token_is_not_read_as_one():
    f.NoticeTextFactory(body="Zweck: {zweck}")
    paper = frozen(approved(allocation__purpose="{betrag} {x}", reason="{empfaenger}"))
    assert [line for line in said(paper) if "{" in line] == ["Zweck: {betrag} {x}", "{empfaenger}"]


def test_lines_with_a_dash_or_a_number_are_lists():
    f.NoticeTextFactory(body="Sie müssen:\n- sparen\n- nachweisen\n\n1. Frist\n2. Form\nund Ende")
    block = next(s for s in frozen(approved()).sections if s.key == "conditions")
    assert [(p.kind, p.text) for p in block.paragraphs] == [
        ("text", "Sie müssen:"),
        ("bullet", "sparen"),
        ("bullet", "nachweisen"),
        ("numbered", "Frist"),
        ("numbered", "Form"),
        ("text", "und Ende"),
    ]


@pytest.mark.parametrize(("is_example", "notes"), [(True, (f"{notice_paper.EXAMPLE_TEXT}.",)), (False, ())])
def test_a_notice_with_example_texts_says_so(is_example, notes):
    f.NoticeTextFactory(is_example=is_example)
    assert frozen(approved()).notes == notes


def test_an_empty_version_ends_a_text():
    f.NoticeTextFactory(valid_from=DAY - A_DAY)
    f.NoticeTextFactory(valid_from=DAY, body=" ")
    assert "conditions" not in [section.key for section in frozen(approved()).sections]


# --- Frozen --------------------------------------------------------------------------------------


def test_what_changes_after_the_approval_changes_no_notice(client_of, koordination):
    f.NoticeTextFactory(valid_from=DAY, body="Alt")
    decision = approved()
    client = client_of(koordination)
    before = [client.get(at(f"notice_{kind}", decision)).content for kind in ("pdf", "docx")]
    partner = decision.allocation.recipient
    partner.name, partner.street = "Anders e. V.", "Anderswo 2"
    partner.save()
    f.NoticeTextFactory(valid_from=DAY + A_DAY, body="Neu")
    again = [client.get(at(f"notice_{kind}", decision)).content for kind in ("pdf", "docx")]
    assert before == again
    assert (before[0][:5], before[1][:2]) == (b"%PDF-", b"PK")


def test_the_check_sum_is_that_of_the_stored_text():
    notice = approved().notice
    assert notice.sha256 == hashlib.sha256(notice.paper.encode()).hexdigest()


def test_a_refused_approval_leaves_no_notice():
    draft = f.DecisionFactory()
    with pytest.raises(ValidationError):
        issuing.approve(draft, by=draft.drafted_by, on=DAY)
    assert not Notice.objects.exists()


def test_a_draft_has_no_notice_to_freeze():
    with pytest.raises(ValidationError) as refused:
        Notice.objects.freeze(f.DecisionFactory(), by=f.UserFactory(), on=DAY)
    assert [error.code for error in refused.value.error_list] == ["notice_of_approved"]


def test_a_notice_is_frozen_once():
    decision = approved()
    again = Notice.objects.freeze(decision, by=f.UserFactory(), on=DAY + A_DAY)
    assert (again, again.frozen_on) == (decision.notice, DAY)


def test_a_notice_made_later_says_what_held_on_the_day_of_approval():
    f.NoticeTextFactory(valid_from=date(2026, 1, 10), body="Alt")
    f.NoticeTextFactory(valid_from=date(2026, 2, 1), body="Neu")
    grant = f.DecisionFactory(approved=True)
    more = f.DecisionFactory(approved=True, allocation=grant.allocation, kind="increase", amount=Decimal(500))
    f.DecisionFactory(approved=True, allocation=grant.allocation, kind="increase", amount=Decimal(70))
    Notice.objects.freeze(grant, by=f.UserFactory(), on=date(2026, 3, 1))
    Notice.objects.freeze(more, by=f.UserFactory(), on=date(2026, 3, 1))
    assert "Alt" in said(frozen(grant))
    assert frozen(more).sections[0].tables[0].total[1] == "8.500,00\xa0€"


# --- On paper ------------------------------------------------------------------------------------


def everything() -> machine.Paper:
    """A change with all texts, lists and hostile words."""
    for part in PARTS:
        f.NoticeTextFactory(kind="change", part=part, body="Wörter.\n\n- {neu}\n- {zweck}", is_example=True)
    grant = approved(allocation__purpose=HOSTILE[:200])
    return frozen(approved(allocation=grant.allocation, kind="increase", amount=Decimal(500), reason=HOSTILE))


def test_the_checker_finds_nothing_in_a_notice(tmp_path):
    code, report = outloud(machine.pdf(everything()), tmp_path / "bescheid.pdf", "--fail-on", "warning")
    assert code == 0, report


def test_hostile_words_stand_in_a_notice_as_they_are():
    paper = everything()
    assert squeezed(HOSTILE) in read_text(machine.pdf(paper))
    words = docx.Document(io.BytesIO(machine.docx(paper)))
    assert squeezed(HOSTILE) in squeezed("".join(p.text for p in words.paragraphs))


# --- Pages ---------------------------------------------------------------------------------------


def test_a_draft_is_shown_to_the_city_as_a_draft(client_of, koordination, partner_user):
    draft = f.DecisionFactory(allocation__recipient=partner_user.partner)
    answer = client_of(koordination).get(at("notice_pdf", draft))
    text = read_text(answer.content)
    assert (answer.status_code, "Entwurf" in text, squeezed(notice_paper.NUMBER_OPEN) in text) == (
        200,
        True,
        True,
    )
    assert client_of(partner_user).get(at("notice_pdf", draft)).status_code == 404
    assert not Notice.objects.exists()


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_partner_reads_its_own_notice_and_no_other(
    kind, client_of, partner_user, other_partner_user, gremium
):
    decision = approved(allocation__recipient=partner_user.partner)
    answers = {
        user: client_of(user).get(at(f"notice_{kind}", decision)).status_code
        for user in (partner_user, other_partner_user, gremium)
    }
    assert answers == {partner_user: 200, other_partner_user: 404, gremium: 403}


def test_the_file_is_named_after_its_number(client_of, koordination):
    answer = client_of(koordination).get(at("notice_docx", approved()))
    assert answer["Content-Disposition"] == 'attachment; filename="zuwendungsbescheid-2026-qa-001.docx"'
    assert answer["Cache-Control"] == "private, no-store"


def test_the_page_leads_to_both_files_and_says_the_check_sum(client_of, partner_user):
    decision = approved(allocation__recipient=partner_user.partner)
    shown = page(client_of(partner_user), decision.get_absolute_url())
    wanted = (at("notice_pdf", decision), at("notice_docx", decision), decision.notice.sha256[:8])
    assert [part in shown for part in wanted] == [True] * 3


def test_an_older_decision_gets_its_notice_from_whoever_may_approve(
    client_of, freigabe, koordination, partner_user
):
    old = f.DecisionFactory(approved=True, allocation__recipient=partner_user.partner)
    assert client_of(partner_user).get(at("notice_pdf", old)).status_code == 404
    assert "noch nicht ausgefertigt" in page(client_of(koordination), old.get_absolute_url())
    assert client_of(koordination).post(at("notice_freeze", old)).status_code == 403
    done = client_of(freigabe).post(at("notice_freeze", old), follow=True)
    assert "Der Bescheid ist ausgefertigt." in done.content.decode()
    assert (old.notice.frozen_by, old.notice.frozen_on >= DAY) == (freigabe, True)
    assert client_of(partner_user).get(at("notice_pdf", old)).status_code == 200


def test_a_draft_is_not_frozen_by_pressing_its_button_early(client_of, freigabe):
    answer = client_of(freigabe).post(at("notice_freeze", f.DecisionFactory()))
    assert answer.status_code == 422
    assert "Ausgefertigt wird nur ein freigegebener Bescheid." in answer.content.decode()


def test_an_allocation_leads_to_its_notices(client_of, partner_user):
    decision = approved(allocation__recipient=partner_user.partner)
    shown = page(client_of(partner_user), decision.allocation.get_absolute_url())
    assert at("notice_pdf", decision) in shown


def test_the_paper_of_a_draft_and_of_its_notice_differ_only_in_the_approval():
    draft = f.DecisionFactory()
    before = paper_of(Decision.objects.get(pk=draft.pk), DAY)
    issuing.approve(draft, by=f.UserFactory(), on=DAY)
    after = frozen(draft)
    assert (before.sections, before.recipient, before.is_draft) == (after.sections, after.recipient, True)
    assert NoticeText.objects.count() == 0
