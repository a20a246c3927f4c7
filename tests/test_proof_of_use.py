"""The proof of use: written by the recipient, handed in, returned, handed in again, accepted by another."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from funding.forms.proof import AMOUNTS
from funding.models import Allocation, ProofLine, ProofOfUse
from funding.models.proof_line import CostCategory, IncomeSource
from funding.statuses import ProofStatus
from quartiersarbeit.duties import Whose, duties
from tests.asking import code_of, said_by
from tests.factories import (
    DecisionFactory,
    DisbursementFactory,
    ProofAttachmentFactory,
    ProofLineFactory,
    ProofOfUseFactory,
    UserFactory,
    jpg,
    pdf,
    png,
)

pytestmark = pytest.mark.django_db

DAY, NOW = date(2027, 3, 1), datetime(2027, 3, 1, 12, tzinfo=UTC)
NARRATIVE = "Die Angebote fanden statt."
PNG = png()


@pytest.fixture
def proof(awo) -> ProofOfUse:
    """The AWO's proof of 2.000 € that were paid, not begun yet."""
    decision = DecisionFactory(approved=True, allocation__recipient=awo)
    DisbursementFactory(allocation=decision.allocation, paid=True)
    return ProofOfUseFactory(allocation=decision.allocation)


def spent(amount: str, own: str = "0") -> dict:
    return {"staff": {"planned": Decimal("2000"), "spent": Decimal(amount), "own_funds": Decimal(own)}}


def write(proof, by, amount="2000", own="0") -> ProofOfUse:
    proof.refresh_from_db()
    proof.save_statement(narrative=NARRATIVE, lines=spent(amount, own), version=proof.version, by=by, at=NOW)
    proof.refresh_from_db()
    return proof


def address(proof, act: str) -> str:
    return reverse(f"funding:proof_{act}", args=[proof.allocation_id])


def posted(version: int, **amounts) -> dict:
    return {"version": version, "narrative": NARRATIVE, **amounts}


# --- the way of a proof ----------------------------------------------------------------------------


def test_a_proof_goes_from_draft_to_acceptance_by_way_of_a_return(
    proof, partner_user, koordination, freigabe
):
    write(proof, partner_user).submit(by=partner_user, on=DAY)
    proof.send_back(reasons="Bitte ergänzen.", by=koordination, on=DAY)
    proof.refresh_from_db()
    assert (proof.submitted_on, proof.returns.get().submitted_by) == (None, partner_user)
    write(proof, partner_user, "1900").submit(by=partner_user, on=DAY)
    left = proof.accept(review_note="In Ordnung.", by=freigabe, on=DAY)
    proof.refresh_from_db()
    assert (proof.accepted_by, proof.review_note, left) == (freigabe, "In Ordnung.", Decimal("100.00"))


def test_what_is_proven_is_what_was_spent_of_the_citys_money(proof, partner_user, freigabe):
    write(proof, partner_user, "2500", "600").submit(by=partner_user, on=DAY)
    proof.accept(review_note="Gut.", by=freigabe, on=DAY)
    assert Allocation.objects.with_totals(DAY).get(pk=proof.allocation_id).proven == Decimal("1900.00")


def test_a_submitted_proof_is_not_written_any_more(proof, partner_user):
    write(proof, partner_user).submit(by=partner_user, on=DAY)
    again = {"version": proof.version, "by": partner_user, "at": NOW}
    assert {
        code_of(proof.save_statement, narrative="x", lines={}, **again),
        code_of(proof.save_draft, typed={}, **again),
        code_of(proof.submit, by=partner_user, on=DAY),
        code_of(proof.attach, title="x", file=None),
    } == {"proof_submitted_stands"}


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"narrative": "  "}, "narrative_missing"),
        ({"narrative": NARRATIVE}, "lines_missing"),
        ({"narrative": NARRATIVE, "draft": {"narrative": "mehr"}}, "unsaved_draft"),
    ],
)
def test_an_incomplete_proof_is_not_handed_in(proof, partner_user, facts, code):
    ProofOfUse.objects.filter(pk=proof.pk).update(**facts)
    assert code_of(proof.submit, by=partner_user, on=DAY) == code


def test_no_more_is_proven_than_was_paid(proof, partner_user):
    write(proof, partner_user, "2000.01")
    assert code_of(proof.submit, by=partner_user, on=DAY) == "proven_within_paid"
    write(proof, partner_user, "2000.01", "0.01").submit(by=partner_user, on=DAY)


def test_nobody_accepts_what_they_handed_in(proof, koordination):
    write(proof, koordination).submit(by=koordination, on=DAY)
    assert code_of(proof.accept, review_note="x", by=koordination, on=DAY) == "proof_accepted_by_another"


def test_only_what_is_handed_in_is_reviewed(proof, koordination):
    codes = {
        code_of(proof.accept, review_note="x", by=koordination, on=DAY),
        code_of(proof.send_back, reasons="x", by=koordination, on=DAY),
    }
    assert codes == {"not_submitted"}


def test_an_accepted_proof_is_not_reviewed_again(proof, partner_user, koordination):
    write(proof, partner_user).submit(by=partner_user, on=DAY)
    proof.accept(review_note="Gut.", by=koordination, on=DAY)
    codes = {
        code_of(proof.accept, review_note="x", by=koordination, on=DAY),
        code_of(proof.send_back, reasons="x", by=koordination, on=DAY),
        code_of(proof.submit, by=partner_user, on=DAY),
    }
    assert codes == {"proof_immutable"}


def test_a_category_without_amounts_has_no_line(proof, partner_user):
    write(proof, partner_user)
    nothing = {"staff": dict.fromkeys(("planned", "spent", "own_funds"), Decimal(0))}
    proof.save_statement(narrative="", lines=nothing, version=proof.version, by=partner_user, at=NOW)
    assert not ProofLine.objects.exists()


def test_the_first_approved_grant_asks_for_its_proof(koordination, freigabe, settings):
    settings.PROOF_DUE_MONTHS = 6
    draft = DecisionFactory(by=koordination)
    draft.approve(by=freigabe, on=draft.drafted_on)
    increase = DecisionFactory(allocation=draft.allocation, kind="increase", by=koordination)
    increase.approve(by=freigabe, on=draft.drafted_on)
    assert ProofOfUse.objects.get().due_on == date(draft.allocation.fiscal_year.year + 1, 6, 30)


def test_an_allocation_without_a_proof_is_found_and_asked_for_one(koordination, client_of):
    allocation = DecisionFactory(approved=True).allocation
    DecisionFactory()  # only drafted: nothing is owed yet
    assert list(Allocation.objects.without_proof(DAY)) == [allocation]
    client = client_of(koordination)
    client.post(reverse("funding:proof_require", args=[allocation.pk]))
    client.post(reverse("funding:proof_require", args=[allocation.pk]))
    assert ProofOfUse.objects.get().due_on == date(allocation.fiscal_year.year + 1, 3, 31)


# --- the form --------------------------------------------------------------------------------------


def test_the_form_stores_all_categories_at_once(proof, partner_user, client_of):
    amounts = {"planned_staff": "1.500,00", "spent_staff": "1500", "spent_premises": "600,5"}
    amounts["own_funds_premises"] = "100,50"
    answer = client_of(partner_user).post(address(proof, "edit"), posted(0, **amounts), follow=True)
    assert "Gespeichert." in answer.content.decode()
    assert list(proof.lines.values_list("category", "planned", "spent", "own_funds")) == [
        ("staff", Decimal("1500.00"), Decimal("1500.00"), Decimal("0.00")),
        ("premises", Decimal("0.00"), Decimal("600.50"), Decimal("100.50")),
    ]
    assert "2.000,00\u00a0€" in answer.content.decode()


BAD = [
    ("-1", "Bitte geben Sie mindestens 0,00\u00a0€ ein."),
    ("NaN", "Bitte geben Sie einen Betrag in Euro ein"),
    ("1e99", "Bitte geben Sie einen Betrag in Euro ein"),
    ("8,000", "Dieser Betrag lässt sich auf zwei Arten lesen."),
    ("8,000.00", "Dieser Betrag lässt sich auf zwei Arten lesen."),
    ("1,234", "Dieser Betrag lässt sich auf zwei Arten lesen."),
    ("12,3456", "Bitte geben Sie höchstens zwei Stellen nach dem Komma ein"),
    ("99999999999", "Der Betrag ist zu groß."),
]


@pytest.mark.parametrize(("text", "message"), BAD)
def test_an_amount_that_cannot_be_read_is_said_at_its_field_and_kept(
    text, message, proof, partner_user, client_of
):
    answer = client_of(partner_user).post(address(proof, "edit"), posted(0, spent_staff=text))
    shown = answer.content.decode()
    assert answer.context["form"].errors["spent_staff"][0].startswith(message)
    assert (f'value="{text}"' in shown, ProofLine.objects.exists()) == (True, False)


def test_own_funds_are_a_part_of_what_was_spent(proof, partner_user, client_of):
    sent = posted(0, spent_staff="10", own_funds_staff="10,01")
    answer = client_of(partner_user).post(address(proof, "edit"), sent)
    errors = answer.context["form"].errors.as_data()["own_funds_staff"]
    assert [error.code for error in errors] == ["proof_line_own_funds_within_spent"]
    assert not ProofLine.objects.exists()


def test_a_refused_submission_says_why_and_hands_nothing_in(proof, partner_user, client_of):
    answer = client_of(partner_user).post(address(proof, "submit"))
    proof.refresh_from_db()
    assert (answer.status_code, proof.submitted_on) == (422, None)
    assert "Der Sachbericht fehlt noch." in answer.content.decode()


def test_too_much_spent_is_refused_with_the_amounts(proof, partner_user, client_of):
    write(proof, partner_user, "2000.01")
    shown = client_of(partner_user).post(address(proof, "submit")).content.decode()
    assert "Ausgaben ohne Eigenmittel ergeben 2.000,01\u00a0€; ausgezahlt sind 2.000,00\u00a0€." in shown


def test_the_city_may_enter_a_proof_on_paper_but_not_accept_it_itself(proof, koordination, client_of):
    client = client_of(koordination)
    client.post(address(proof, "edit"), posted(0, spent_staff="2000"))
    client.post(address(proof, "submit"))
    answer = client.post(address(proof, "accept"), {"review_note": "Gut."})
    proof.refresh_from_db()
    assert (proof.submitted_by, proof.accepted_on) == (koordination, None)
    assert "können ihn nicht annehmen" in answer.content.decode()


def test_acceptance_leads_on_to_the_claim_of_what_was_not_proven(
    proof, partner_user, koordination, client_of
):
    write(proof, partner_user, "1900").submit(by=partner_user, on=timezone.localdate())
    answer = client_of(koordination).post(address(proof, "accept"), {"review_note": "Gut."}, follow=True)
    assert answer.request["PATH_INFO"] == reverse("funding:claim_create", args=[proof.allocation_id])
    assert 'value="100,00"' in answer.content.decode()


def test_a_return_needs_its_reasons_and_shows_them_to_the_recipient(
    proof, partner_user, koordination, client_of
):
    write(proof, partner_user).submit(by=partner_user, on=DAY)
    city = client_of(koordination)
    assert "reasons" in city.post(address(proof, "return"), {"reasons": " "}).context["form"].errors
    city.post(address(proof, "return"), {"reasons": "Die Räume fehlen."})
    shown = client_of(partner_user).get(address(proof, "detail")).content.decode()
    assert ("Die Räume fehlen." in shown, "Verwendungsnachweis einreichen" in shown) == (True, True)


# --- autosave and two at once ----------------------------------------------------------------------


def test_what_is_typed_is_kept_as_typed_even_if_it_is_not_right_yet(proof, partner_user, client_of):
    client = client_of(partner_user)
    sent = {"version": 0, "narrative": "Halb", "spent_staff": "8,000.00"}
    answer = client.post(address(proof, "autosave"), sent)
    assert (answer.status_code, answer.json()["version"], answer.json()["texts"]["total_spent"]) == (
        200,
        1,
        "–",
    )
    shown = client.get(address(proof, "edit")).content.decode()
    assert ("Halb" in shown, 'value="8,000.00"' in shown) == (True, True)
    assert (ProofOfUse.objects.get().narrative, ProofLine.objects.exists()) == ("", False)


def test_autosave_answers_the_sums(proof, partner_user, client_of):
    sent = {"version": 0, "spent_staff": "1.000,10", "spent_other": "0,20", "own_funds_other": "0,20"}
    texts = client_of(partner_user).post(address(proof, "autosave"), sent).json()["texts"]
    assert (texts["total_spent"], texts["total_funded"]) == ("1.000,30\u00a0€", "1.000,10\u00a0€")


def test_a_second_tab_is_told_who_was_faster_and_loses_nothing(proof, partner_user, koordination, client_of):
    client_of(partner_user).post(address(proof, "autosave"), {"version": 0, "narrative": "Vom ersten"})
    second = client_of(koordination)
    late = second.post(address(proof, "autosave"), {"version": 0, "narrative": "Vom zweiten"})
    assert (late.status_code, str(partner_user) in late.content.decode()) == (409, True)
    page = second.post(address(proof, "edit"), {"version": 0, "narrative": "Vom zweiten"})
    shown = page.content.decode()
    assert (page.status_code, "Vom ersten" in shown, "Vom zweiten" in shown) == (409, True, True)
    assert ProofOfUse.objects.get().draft["narrative"] == "Vom ersten"
    version = page.context["form"]["version"].value()
    second.post(address(proof, "edit"), {"version": version, "narrative": "Von beiden"})
    assert ProofOfUse.objects.get().narrative == "Von beiden"


@pytest.mark.parametrize("version", ["", "x", "-1", "²", "99999999999999"])
def test_an_unreadable_version_saves_nothing(version, proof, partner_user, client_of):
    answer = client_of(partner_user).post(address(proof, "autosave"), {"version": version, "narrative": "x"})
    assert (answer.status_code, ProofOfUse.objects.get().draft) == (409, {})


def test_a_nul_character_is_no_error(proof, partner_user, client_of):
    sent = {"version": 0, "narrative": "a\x00b"}
    assert client_of(partner_user).post(address(proof, "autosave"), sent).status_code == 200
    assert ProofOfUse.objects.get().draft["narrative"] == "ab"


def test_typing_does_not_fill_the_history_but_saving_does(proof, partner_user):
    before = ProofOfUse.pgh_event_model.objects.count()
    proof.save_draft(typed={"narrative": "x"}, version=0, by=partner_user, at=NOW)
    assert ProofOfUse.pgh_event_model.objects.count() == before
    write(proof, partner_user)
    assert ProofOfUse.pgh_event_model.objects.count() == before + 1


# --- attachments -----------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def upload(client, proof, name: str, content: bytes, title: str = "Belege"):
    sent = {"title": title, "file": SimpleUploadedFile(name, content)}
    return client.post(reverse("funding:attachment_create", args=[proof.allocation_id]), sent)


@pytest.mark.parametrize(
    ("name", "content", "extension"),
    [("a.exe", PNG, "png"), ("a.txt", jpg(), "jpg")],
)
def test_an_attachment_is_what_its_content_says(name, content, extension, proof, partner_user, client_of):
    client = client_of(partner_user)
    upload(client, proof, name, content)
    kept = proof.attachments.get()
    got = client.get(reverse("funding:attachment_file", args=[proof.allocation_id, kept.pk]))
    assert (kept.file.name.endswith(extension), len(kept.sha256)) == (True, 64)
    assert (b"".join(got.streaming_content), got["X-Content-Type-Options"]) == (content, "nosniff")
    assert f"belege.{extension}" in got["Content-Disposition"]


def test_attachments_tell_themselves_apart(proof, partner_user, client_of):
    client = client_of(partner_user)
    for content in (PNG, jpg(), pdf()):
        upload(client, proof, "belege_märz 2026.PDF", content, title="")
    titles = ["Belege märz 2026", "Belege märz 2026 (2)", "Belege märz 2026 (3)"]
    assert list(proof.attachments.values_list("title", flat=True)) == titles
    page = client.get(proof.get_absolute_url()).content.decode()
    for kind in ("PNG, ", "JPG, ", "PDF, 1 Seite, "):
        assert kind in page, kind


def test_what_is_named_like_another_is_asked_about_and_the_same_file_is_not_kept_twice(
    proof, partner_user, client_of
):
    client = client_of(partner_user)
    upload(client, proof, "a.png", PNG)
    again = upload(client, proof, "b.jpg", jpg(), title="belege")
    twice = upload(client, proof, "c.png", PNG, title="Andere")
    assert "„Belege (2)“" in again.context["form"].errors["title"][0]
    assert said_by(twice.context["form"])["file"] == ["Diese Datei ist schon angefügt: „Belege“."]
    assert proof.attachments.count() == 1


@pytest.mark.parametrize("content", [b"MZ\x90", b"\x89PNG\r\n\x1a\nabgeschnitten", b"%PDF-kaputt", b"<svg/>"])
def test_what_is_no_document_is_refused_at_the_field(content, proof, partner_user, client_of):
    answer = upload(client_of(partner_user), proof, "beleg.pdf", content)
    assert "file" in answer.context["form"].errors
    assert not proof.attachments.exists()


def send(client, proof, *files: tuple[str, bytes], title: str = ""):
    sent = {"title": title, "file": [SimpleUploadedFile(name, content) for name, content in files]}
    return client.post(reverse("funding:attachment_create", args=[proof.allocation_id]), sent)


def titles(proof) -> list[str]:
    return [one.title for one in proof.attachments.all()]


def test_several_documents_go_in_at_once_each_named_as_its_file(proof, partner_user, client_of):
    client = client_of(partner_user)
    send(client, proof, ("Rechnung_Mai.png", PNG), ("foto.jpg", jpg()), ("foto.png", png(2)))
    assert titles(proof) == ["Rechnung Mai", "Foto", "Foto (2)"]
    send(client, proof, ("x.png", png(3)), title="Belegliste")
    send(client, proof, ("x.png", png(4)), ("y.png", png(5)), title="Belege")
    assert titles(proof)[3:] == ["Belegliste", "Belege", "Belege (2)"]


def test_of_several_documents_the_wrong_one_is_named_and_none_kept(proof, partner_user, client_of):
    answer = send(client_of(partner_user), proof, ("gut.png", PNG), ("falsch.png", b"MZ"))
    (said,) = answer.context["form"].errors["file"]
    assert (said.startswith("falsch.png: "), titles(proof)) == (True, [])


# --- topic by topic --------------------------------------------------------------------------------


def topic(client, proof, name: str, **sent):
    address = f"{reverse('funding:proof_edit', args=[proof.allocation_id])}?teil={name}"
    return client.post(address, sent) if sent else client.get(address)


def test_a_topics_page_asks_for_it_alone_and_keeps_the_others(proof, partner_user, client_of):
    client = client_of(partner_user)
    write(proof, partner_user)
    form = topic(client, proof, "zahlen").context["form"]
    assert [field.name for field in form.visible_fields()] == [
        f"{amount}_{category}"
        for category in CostCategory
        for amount in (AMOUNTS if category != CostCategory.CREDIT else ["spent"])
    ] + [*(f"income_{source}" for source in IncomeSource), "other_funding", "other_funding_from"]
    sent = {one.name: one.field.widget.format_value(one.value()) or "" for one in form.carried()}
    proof.refresh_from_db()
    answer = topic(client, proof, "zahlen", version=proof.version, spent_staff="7,00", **sent)
    proof.refresh_from_db()
    assert (answer.status_code, proof.narrative) == (302, sent["narrative"])
    assert proof.lines.get(category="staff").spent == 7


def test_what_is_wrong_in_another_topic_is_shown_with_it(proof, partner_user, client_of):
    answer = topic(
        client_of(partner_user), proof, "sachbericht", version=0, narrative="x", spent_staff="8,000.00"
    )
    form = answer.context["form"]
    assert ("spent_staff" in form.errors, form.carried()) == (True, [])


def test_a_topic_leads_to_the_next_and_then_to_what_is_handed_in(proof, partner_user, client_of):
    client = client_of(partner_user)
    first = topic(client, proof, "sachbericht", version=0, narrative="x")
    proof.refresh_from_db()
    second = topic(client, proof, "zahlen", version=proof.version, narrative="x", spent_staff="1")
    proof.refresh_from_db()
    back = topic(client, proof, "zahlen", version=proof.version, narrative="x", uebersicht="1")
    assert [one["Location"].split("?")[1] for one in (first, second, back)] == [
        "teil=zahlen&gespeichert=1",
        "weiter=1&gespeichert=1",
        "gespeichert=1",
    ]


def test_the_list_of_topics_says_how_far_each_has_come(proof, partner_user, client_of):
    client = client_of(partner_user)
    before = [str(one.badge) for one in client.get(proof.get_absolute_url()).context["tasks"]]
    write(proof, partner_user)
    upload(client, proof, "a.png", PNG)
    after = [str(one.badge) for one in client.get(proof.get_absolute_url()).context["tasks"]]
    assert (before, after) == (["noch zu tun", "noch zu tun", "freiwillig"], ["erfasst"] * 3)


def test_an_attachment_can_be_removed_until_the_proof_is_handed_in(proof, partner_user, client_of):
    client = client_of(partner_user)
    for name, content in (("a.png", PNG), ("b.jpg", jpg())):
        upload(client, proof, name, content, title="")
    first, second = proof.attachments.all()
    client.post(reverse("funding:attachment_delete", args=[proof.allocation_id, first.pk]))
    write(proof, partner_user).submit(by=partner_user, on=DAY)
    late = client.post(reverse("funding:attachment_delete", args=[proof.allocation_id, second.pk]))
    assert (late.status_code, list(proof.attachments.all())) == (422, [second])


# --- who sees what ---------------------------------------------------------------------------------


def test_nothing_of_another_partners_proof_is_seen_or_done(proof, other_partner_user, client_of):
    client = client_of(other_partner_user)
    attachment = ProofAttachmentFactory(proof=proof)
    acts = ("detail", "edit", "autosave", "submit")
    urls = [address(proof, act) for act in acts]
    urls.append(reverse("funding:attachment_file", args=[proof.allocation_id, attachment.pk]))
    urls.append(reverse("funding:attachment_delete", args=[proof.allocation_id, attachment.pk]))
    assert {client.post(url, posted(0)).status_code for url in urls} <= {404, 405}
    assert {client.get(url).status_code for url in urls} <= {404, 405}
    assert ProofOfUse.objects.get().version == 0


def test_an_attachment_is_not_reached_by_way_of_ones_own_proof(proof, other_partner_user, bgw, client_of):
    own = ProofOfUseFactory(allocation=DecisionFactory(approved=True, allocation__recipient=bgw).allocation)
    foreign = ProofAttachmentFactory(proof=proof)
    client = client_of(other_partner_user)
    url = reverse("funding:attachment_file", args=[own.allocation_id, foreign.pk])
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("role", ["revision", "gremium"])
def test_who_only_reads_writes_nothing(role, proof, request, client_of):
    client = client_of(request.getfixturevalue(role))
    acts = ("edit", "autosave", "submit", "return", "accept", "require")
    assert {client.post(address(proof, act), posted(0)).status_code for act in acts} == {403}


def test_a_partner_finds_what_is_due_from_them_on_the_overview(proof, partner_user, client_of):
    ProofOfUseFactory()
    shown = client_of(partner_user).get(reverse("dashboard")).content.decode()
    part = shown.partition('id="dran"')[2].partition("</section>")[0]
    assert (proof.get_absolute_url() in part, part.count("<a ")) == (True, 1)


def test_the_city_finds_what_is_to_review_but_not_its_own(proof, koordination, freigabe, client_of):
    on = timezone.localdate()
    write(proof, koordination).submit(by=koordination, on=on)
    told = [duties(user, on, whose=[Whose.MINE], codes=["proof_review"]) for user in (freigabe, koordination)]
    assert [[duty.key for duty in one] for one in told] == [[str(proof.allocation_id)], []]
    assert "Verwendungsnachweis prüfen" in client_of(freigabe).get(reverse("dashboard")).content.decode()


@pytest.mark.parametrize("stand", list(ProofStatus.values))
def test_the_list_is_narrowed_down_and_exported(stand, proof, koordination, client_of):
    url = f"{reverse('funding:proof_list')}?stand={stand}"
    shown = client_of(koordination).get(f"{url}&export=csv").content.decode("utf-8-sig")
    assert (str(proof.allocation.site) in shown) is (proof.status_on(timezone.localdate()) == stand)


def test_a_partners_allocations_hold_nothing_that_is_only_planned(proof, awo, partner_user, client_of):
    planned = DecisionFactory(allocation__recipient=awo).allocation
    shown = client_of(partner_user).get(reverse("funding:allocation_list")).content.decode()
    assert (str(proof.allocation.site) in shown, str(planned.site.name) in shown) == (True, False)


def test_the_lines_of_one_proof_do_not_show_in_another(proof, partner_user, client_of):
    ProofLineFactory(spent=Decimal("7777.77"))
    assert "7.777,77" not in client_of(partner_user).get(address(proof, "detail")).content.decode()


def test_a_stranger_is_not_saved_for(proof, client):
    answer = client.post(address(proof, "autosave"), {"version": 0, "narrative": "x"})
    assert (answer.status_code, ProofOfUse.objects.get().draft) == (302, {})


def test_another_person_of_the_same_organisation_goes_on_writing(proof, partner_user, awo, client_of):
    write(proof, partner_user)
    colleague = UserFactory(partner=awo)
    colleague.groups.set(partner_user.groups.all())
    client_of(colleague).post(address(proof, "edit"), posted(1, spent_staff="1"))
    assert ProofOfUse.objects.get().saved_by == colleague
