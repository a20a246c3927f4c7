"""A claim's notice: facts and the office's texts, frozen and kept at the issue, read by its recipient alone."""

import io
from datetime import date
from decimal import Decimal

import docx
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from funding import issuing
from funding.models import Notice, NoticeFile, NoticeText
from quartiersarbeit.ground import paper as machine
from quartiersarbeit.ground import papers
from tests import factories as f
from tests.asking import addresses
from tests.test_funding_pages import page
from tests.test_render import HOSTILE, outloud, read_text, squeezed

pytestmark = pytest.mark.django_db

DAY, TODAY = date(2027, 6, 1), timezone.localdate()
TERMS = {"interest_rate": Decimal(5), "interest_source": "Beispiel einer Rechtsgrundlage"}
at = addresses("funding:claim_")


def issued(**facts):
    """A claim issued by the verb, on an allocation with 2.000 € paid."""
    claim = f.RepaymentClaimFactory(**facts)
    issuing.issue(claim, by=f.UserFactory(first_name="Robin", last_name="Beispiel"), on=DAY)
    return claim


def paid_to(partner):
    """An allocation of this partner's with 2.000 € paid."""
    granted = f.DecisionFactory(approved=True, allocation__recipient=partner)
    return f.DisbursementFactory(paid=True, allocation=granted.allocation).allocation


def frozen(claim) -> machine.Paper:
    return papers.thawed(claim.notice.paper)


def said(paper) -> list[str]:
    return [paragraph.text for section in paper.sections for paragraph in section.paragraphs]


# --- What it says --------------------------------------------------------------------------------


def test_a_claim_without_texts_says_only_the_facts():
    partner = f.PartnerFactory(name="Beispielverein e. V.", street="Musterweg 1", postcode="33602")
    allocation = paid_to(partner)
    paper = frozen(issued(allocation=allocation, reason="Nicht belegt", **TERMS))
    site, granted = str(allocation.site), allocation.decisions.get().notice_number
    assert (paper.kind, paper.recipient[0], paper.as_of) == ("Rückforderungsbescheid", partner.name, DAY)
    assert [(detail.label, detail.text) for detail in paper.details] == [
        ("Zum Bescheid Nr.", granted),
        ("Haushaltsjahr", "2026"),
        ("Standort", site),
        ("Zweck", allocation.purpose),
        ("Fällig am", "30.06.2027"),
        ("Anhörung", "keine: Auf Wunsch des Empfängers"),
    ]
    assert said(paper) == [
        f"Von der Zuwendung für den Standort {site} im Haushaltsjahr 2026 sind 250,00\xa0€ zurückzuzahlen, "
        "fällig am 30.06.2027.",
        "Der Betrag wird ab dem 01.07.2027 mit 5,00 % pro Jahr verzinst (Beispiel einer Rechtsgrundlage).",
        "Nicht belegt",
    ]
    (table,) = paper.sections[0].tables
    assert (*table.rows, table.total) == (
        ("ausgezahlt", "2.000,00\xa0€"),
        ("durch Verwendungsnachweis belegt", "0,00\xa0€"),
        ("jetzt zurückgefordert", "250,00\xa0€"),
    )
    assert paper.signatures == (machine.Signature("Erlassen", "Robin Beispiel", DAY),)
    assert (paper.is_draft, paper.notes) == (False, ())


def test_a_second_claim_names_what_was_claimed_before_and_a_later_one_changes_no_earlier():
    first = issued()
    second = f.RepaymentClaimFactory(allocation=first.allocation, amount=Decimal(70))
    f.RepaymentClaimFactory(allocation=first.allocation, amount=Decimal(5))  # a draft claims nothing
    issuing.issue(second, by=f.UserFactory(), on=DAY)
    rows = [dict(frozen(claim).sections[0].tables[0].rows) for claim in (first, second)]
    assert [row.get("schon früher zurückgefordert") for row in rows] == [None, "250,00\xa0€"]


def test_the_office_s_texts_stand_in_it_with_the_facts_of_a_claim():
    body = "{betrag} von {ausgezahlt}, belegt {nachgewiesen}, bis {faellig}, {zinssatz}, {bescheid}"
    f.NoticeTextFactory(kind="repayment", body=body, valid_from=DAY)
    f.NoticeTextFactory(kind="grant", part="closing", body="Nur im Zuwendungsbescheid", valid_from=DAY)
    claim = issued()
    number = claim.allocation.decisions.get().notice_number
    told = "250,00\xa0€ von 2.000,00\xa0€, belegt 0,00\xa0€, bis 30.06.2027, ohne Zinsen, " + number
    assert told in said(frozen(claim))
    assert "Nur im Zuwendungsbescheid" not in said(frozen(claim))


@pytest.mark.parametrize(("kind", "body"), [("repayment", "{neu}"), ("grant", "{faellig}")])
def test_a_text_names_only_what_its_notice_knows(kind, body, client_of, koordination):
    typed = {"kind": kind, "part": "closing", "body": body, "valid_from": "01.01.2090"}
    answer = client_of(koordination).post(reverse("funding:notice_text_create"), typed)
    (error,) = answer.context["form"].errors.as_data()["body"]
    assert error.code == "notice_text_tokens_known"
    assert f"Unbekannter Platzhalter im {notice_label(kind)}: {body}." in answer.content.decode()
    assert not NoticeText.objects.exists()


def notice_label(kind: str) -> str:
    return {"repayment": "Rückforderungsbescheid", "grant": "Zuwendungsbescheid"}[kind]


# --- Frozen --------------------------------------------------------------------------------------


def test_what_changes_after_the_issue_changes_no_notice(client_of, koordination):
    claim, client = issued(), client_of(koordination)
    before = [client.get(at(kind, claim)).content for kind in ("pdf", "docx")]
    partner = claim.allocation.recipient
    partner.name = "Anders e. V."
    partner.save()
    claim.receive(paid_on=DAY, received=claim.amount, reference="E1", by=f.UserFactory(), on=DAY)
    assert [client.get(at(kind, claim)).content for kind in ("pdf", "docx")] == before
    assert (before[0][:5], before[1][:2]) == (b"%PDF-", b"PK")


def test_the_issuing_button_keeps_both_files(client_of, freigabe):
    claim = f.RepaymentClaimFactory(drafted_on=TODAY)
    client_of(freigabe).post(at("issue", claim))
    assert sorted(NoticeFile.objects.values_list("notice__claim", "format")) == [
        (claim.pk, "docx"),
        (claim.pk, "pdf"),
    ]


def test_a_refused_issue_leaves_no_notice(client_of, freigabe):
    client_of(freigabe).post(at("issue", f.RepaymentClaimFactory(drafted_by=freigabe)))
    assert not Notice.objects.exists()


def test_a_draft_of_a_claim_has_no_notice_to_freeze(client_of, freigabe):
    draft = f.RepaymentClaimFactory()
    with pytest.raises(ValidationError) as refused:
        Notice.objects.freeze(draft, by=freigabe, on=DAY)
    assert [error.code for error in refused.value.error_list] == ["notice_of_approved"]
    answer = client_of(freigabe).post(at("freeze", draft))
    assert answer.status_code == 422
    assert "Ausgefertigt wird nur eine erlassene Rückforderung." in answer.content.decode()


# --- On paper ------------------------------------------------------------------------------------


def everything() -> machine.Paper:
    for part in ("introduction", "conditions", "legal_basis", "appeal", "closing"):
        f.NoticeTextFactory(kind="repayment", part=part, body="Wörter.\n\n- {betrag}", is_example=True)
    return frozen(issued(reason=HOSTILE, **TERMS))


def test_the_checker_finds_nothing_in_a_claim_s_notice(tmp_path):
    code, report = outloud(machine.pdf(everything()), tmp_path / "bescheid.pdf", "--fail-on", "warning")
    assert code == 0, report


def test_hostile_words_stand_in_a_claim_s_notice_as_they_are():
    paper = everything()
    assert squeezed(HOSTILE) in read_text(machine.pdf(paper))
    words = docx.Document(io.BytesIO(machine.docx(paper)))
    assert squeezed(HOSTILE) in squeezed("".join(p.text for p in words.paragraphs))


# --- Pages ---------------------------------------------------------------------------------------


def test_a_draft_is_shown_to_the_city_as_a_draft_and_to_nobody_else(client_of, koordination, partner_user):
    draft = f.RepaymentClaimFactory()
    f.belongs(partner_user, draft.allocation.recipient)
    answer = client_of(koordination).get(at("pdf", draft))
    assert (answer.status_code, "Entwurf" in read_text(answer.content)) == (200, True)
    assert client_of(partner_user).get(at("pdf", draft)).status_code == 404
    assert not Notice.objects.exists()


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_partner_reads_the_notice_of_its_own_claim_and_no_other(
    kind, client_of, partner_user, other_partner_user, gremium
):
    allocation = paid_to(partner_user.partner)
    claim = issued(allocation=allocation)
    people = (partner_user, other_partner_user, gremium)
    assert [client_of(user).get(at(kind, claim)).status_code for user in people] == [200, 404, 403]


def test_the_file_is_named_after_its_day_and_its_site_and_by_no_key(client_of, koordination):
    claim = issued()
    claim.refresh_from_db()
    answer = client_of(koordination).get(at("docx", claim))
    assert (
        answer["Content-Disposition"]
        == f'attachment; filename="rueckforderungsbescheid-{claim.issued_on}-{slugify(str(claim.allocation))}.docx"'
    )


def test_the_page_leads_to_both_files_and_says_their_check_sums(client_of, freigabe):
    claim = f.RepaymentClaimFactory(drafted_on=TODAY)
    client_of(freigabe).post(at("issue", claim))
    shown = page(client_of(freigabe), claim.get_absolute_url())
    sums = [file.sha256 for file in claim.notice.files.all()]
    assert [part in shown for part in (at("pdf", claim), at("docx", claim), *sums)] == [True] * 4


def test_an_older_claim_gets_its_notice_from_whoever_may_issue(
    client_of, freigabe, koordination, partner_user
):
    allocation = paid_to(partner_user.partner)
    old = f.RepaymentClaimFactory(allocation=allocation, paid_on=date(2026, 9, 1))
    assert client_of(partner_user).get(at("pdf", old)).status_code == 404
    assert "noch nicht ausgefertigt" in page(client_of(koordination), old.get_absolute_url())
    done = client_of(freigabe).post(at("freeze", old), follow=True)
    assert "Der Rückforderungsbescheid ist ausgefertigt." in done.content.decode()
    assert frozen(old).as_of == date(2026, 9, 1)
    assert client_of(partner_user).get(at("pdf", old)).status_code == 200
