"""Findings between equals: drafted, shared, answered, reworded, withdrawn; and comments beside them."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from quality_dialog.dialogue.minutes import minutes
from quality_dialog.models import Comment, Finding, FindingWording, Statement
from quality_dialog.report import facts
from tests.asking import addresses, code_of, text_of
from tests.factories import (
    CommentFactory,
    CriterionFactory,
    DialogueFactory,
    FindingFactory,
    MeasureFactory,
    PartnerFactory,
    StatementFactory,
)
from tests.people import in_group

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
at = addresses("quality_dialog:")


@pytest.fixture
def talk(awo, bgw):
    return DialogueFactory(partners=[awo, bgw], site__name="Standort Nord")


@pytest.fixture
def finding(talk):
    """The city's, shared yesterday, unanswered."""
    return FindingFactory(
        dialogue=talk, raised_on=YESTERDAY, shared_on=YESTERDAY, wording="Das Café ist voll.", kind="strength"
    )


@pytest.fixture
def stranger(db):
    """Somebody of a partner that takes no part."""
    return in_group("Partner", email="fremd@example.org", partner=PartnerFactory(short_name="Fremd"))


def answer(client, finding, **facts):
    given = {"stance": "agrees", "text": "", "read": finding.wording_sha256} | facts
    return client.post(at("finding_answer", finding), given)


# --- drafts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["koordination", "partner_user"])
def test_each_side_brings_in_a_draft_that_only_it_sees(role, talk, request, client_of, other_partner_user):
    user = request.getfixturevalue(role)
    url = reverse("quality_dialog:finding_create", args=[talk.cycle.year, talk.site_id])
    reply = client_of(user).post(url, {"kind": "need", "wording": "Abends fehlt Licht."})
    row = Finding.objects.get()
    assert (reply.url, row.raised_for, row.raised_by, row.raised_on) == (
        row.get_absolute_url(),
        user.partner,
        user,
        TODAY,
    )
    assert client_of(other_partner_user).get(row.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("facts", "field", "code"),
    [
        ({"wording": ""}, "wording", "required"),
        ({"wording": "  \n "}, "wording", "required"),
        ({"wording": "x" * 20_000}, "wording", "max_length"),
        ({"kind": "tot"}, "kind", "invalid_choice"),
        ({"kind": ""}, "kind", "required"),
        ({"criterion": "0"}, "criterion", "invalid_choice"),
    ],
)
def test_what_no_finding_can_be_is_refused_at_its_field(koordination, talk, client_of, facts, field, code):
    url = reverse("quality_dialog:finding_create", args=[talk.cycle.year, talk.site_id])
    reply = client_of(koordination).post(url, {"kind": "need", "wording": "Bleibt stehen"} | facts)
    assert reply.context["form"].has_error(field, code)
    assert not Finding.objects.exists()


def test_a_criterion_of_another_framework_is_no_criterion_here(koordination, talk, client_of):
    url = reverse("quality_dialog:finding_create", args=[talk.cycle.year, talk.site_id])
    facts = {"kind": "need", "wording": "x", "criterion": CriterionFactory().pk}
    assert client_of(koordination).post(url, facts).context["form"].has_error("criterion", "invalid_choice")


def test_what_word_brings_along_goes_and_the_words_stay(koordination, talk, client_of):
    url = reverse("quality_dialog:finding_create", args=[talk.cycle.year, talk.site_id])
    pasted = '<p class="MsoNormal">Der <b>Raum</b> ist zu klein.\x00<o:p></o:p></p>'
    client_of(koordination).post(url, {"kind": "need", "wording": pasted})
    assert Finding.objects.get().wording == "Der Raum ist zu klein."


def test_a_draft_changes_in_everything_and_leaves_no_trace_for_others(koordination, talk, client_of):
    draft = FindingFactory(dialogue=talk)
    facts = {"kind": "need", "wording": "Neu", "read": draft.wording_sha256}
    client_of(koordination).post(at("finding_edit", draft), facts)
    draft.refresh_from_db()
    assert (draft.kind, draft.wording, draft.earlier_wordings.count()) == ("need", "Neu", 0)


def test_a_foreign_finding_is_not_edited(partner_user, koordination, finding, awo, talk, client_of):
    theirs = FindingFactory(dialogue=talk, shared=True, raised_for=awo)
    unseen = FindingFactory(dialogue=talk, raised_for=awo)
    for name in ("finding_edit", "finding_withdraw"):
        assert client_of(partner_user).get(at(name, finding)).status_code == 403
        assert client_of(koordination).get(at(name, theirs)).status_code == 403
        assert client_of(koordination).get(at(name, unseen)).status_code == 404
    given = {"by": koordination, "on": TODAY}
    assert code_of(theirs.edit, wording="x", read=theirs.wording_sha256, **given) == "finding_of_author"
    assert code_of(theirs.share, **given) == "finding_of_author"
    assert code_of(theirs.withdraw, reason="x", **given) == "finding_of_author"


def test_two_who_edit_at_once_both_keep_their_words(koordination, finding, client_of):
    read = finding.wording_sha256
    finding.edit(wording="Das Café ist sehr voll.", read=read, by=koordination, on=TODAY)
    client, mine = client_of(koordination), {"wording": "Das Café ist überfüllt.", "read": read}
    reply = client.post(at("finding_edit", finding), mine)
    assert reply.context["form"].has_error("__all__", "finding_changed_meanwhile")
    shown = text_of(reply)
    assert ("Das Café ist sehr voll." in shown, "Das Café ist überfüllt." in shown) == (True, True)
    again = client.post(at("finding_edit", finding), mine | {"read": reply.context["form"]["read"].value()})
    assert (again.status_code, Finding.objects.get().wording) == (302, "Das Café ist überfüllt.")


# --- sharing --------------------------------------------------------------------------------------------


def test_sharing_shows_a_draft_to_all_participants_and_to_nobody_else(
    koordination, partner_user, stranger, talk, client_of
):
    draft = FindingFactory(dialogue=talk)
    client_of(koordination).post(at("finding_share", draft))
    draft.refresh_from_db()
    assert (draft.shared_on, draft.shared_by) == (TODAY, koordination)
    seen = [client_of(user).get(draft.get_absolute_url()).status_code for user in (partner_user, stranger)]
    assert seen == [200, 404]


@pytest.mark.parametrize(("day", "seen"), [(YESTERDAY, True), (TODAY, True), (TOMORROW, False)])
def test_a_finding_is_visible_from_the_day_it_is_shared(partner_user, talk, day, seen):
    FindingFactory(dialogue=talk, raised_on=YESTERDAY, shared_on=day)
    assert Finding.objects.visible_to(partner_user).exists() == seen


def test_a_finding_is_shared_once(koordination, finding, client_of):
    assert code_of(finding.share, by=koordination, on=TODAY) == "finding_already_shared"
    assert "schon geteilt" in text_of(client_of(koordination).post(at("finding_share", finding)))


def test_sharing_all_shares_ones_own_side_only(koordination, talk, awo):
    mine, theirs = FindingFactory(dialogue=talk), FindingFactory(dialogue=talk, raised_for=awo)
    assert talk.findings.share_all(by=koordination, on=TODAY) == 1
    rows = {row.pk: row.shared_on for row in Finding.objects.all()}
    assert rows == {mine.pk: TODAY, theirs.pk: None}
    assert code_of(talk.findings.share_all, by=koordination, on=TODAY) == "finding_nothing_to_share"


# --- statements: wording, hash, stance ---------------------------------------------------------------------


def test_a_partner_answers_with_the_hash_it_has_read(partner_user, finding, client_of):
    reply = answer(client_of(partner_user), finding, stance="dissents", text="Nur freitags.")
    said = Statement.objects.get()
    assert (reply.url, said.partner, said.city, said.wording_sha256) == (
        finding.get_absolute_url(),
        partner_user.partner,
        False,
        finding.wording_sha256,
    )


def test_the_city_answers_a_partners_finding(koordination, talk, awo, client_of):
    theirs = FindingFactory(dialogue=talk, shared=True, raised_for=awo)
    answer(client_of(koordination), theirs)
    assert list(Statement.objects.values_list("city", "partner")) == [(True, None)]


def test_a_stance_on_an_old_wording_shows_the_new_one_and_keeps_what_was_typed(
    koordination, partner_user, finding, client_of
):
    old, client = finding.wording_sha256, client_of(partner_user)
    finding.edit(wording="Das Café ist freitags voll.", read=old, by=koordination, on=TODAY)
    reply = answer(client, finding, stance="dissents", text="Meine Worte bleiben.", read=old)
    assert reply.context["form"].has_error("__all__", "statement_answers_wording")
    shown = text_of(reply)
    wanted = ("Das Café ist voll.", "Das Café ist freitags voll.", "Meine Worte bleiben.")
    assert [word for word in wanted if word not in shown] == []
    assert not Statement.objects.exists()
    read = reply.context["form"]["read"].value()
    answer(client, finding, stance="dissents", text="Meine Worte bleiben.", read=read)
    assert Statement.objects.get().wording_sha256 == finding.wording_sha256


@pytest.mark.parametrize(
    ("facts", "field", "code"),
    [
        ({"stance": ""}, "stance", "required"),
        ({"stance": "schweigt"}, "stance", "invalid_choice"),
        ({"stance": "dissents"}, "text", "statement_dissent_explained"),
        ({"stance": "agrees_with_remark"}, "text", "statement_dissent_explained"),
        ({"stance": "dissents", "text": "x" * 20_000}, "text", "max_length"),
        ({"read": "anders"}, "__all__", "statement_answers_wording"),
        ({"read": ""}, "__all__", "statement_answers_wording"),
    ],
)
def test_what_no_statement_can_be_is_refused_and_kept(partner_user, finding, client_of, facts, field, code):
    reply = answer(client_of(partner_user), finding, **facts)
    assert reply.context["form"].has_error(field, code)
    assert "<title>Fehler: " in text_of(reply)
    assert not Statement.objects.exists()


def test_nobody_answers_what_it_does_not_see(partner_user, stranger, talk, bgw, finding, client_of):
    hidden = FindingFactory(dialogue=talk, raised_for=bgw)
    assert answer(client_of(partner_user), hidden).status_code == 404
    assert answer(client_of(stranger), finding).status_code == 404
    assert not Statement.objects.exists()


def test_only_the_other_participants_answer(koordination, partner_user, stranger, finding, talk, awo):
    given = {"stance": "agrees", "read": finding.wording_sha256, "on": TODAY}
    assert code_of(finding.answer, by=koordination, **given) == "statement_on_own_finding"
    assert code_of(finding.answer, by=stranger, **given) == "statement_by_participant"
    theirs = FindingFactory(dialogue=talk, shared=True, raised_for=awo)
    assert code_of(theirs.answer, by=partner_user, **given) == "statement_on_own_finding"


def test_silence_is_never_consent_on_any_way_the_wording_may_take(
    koordination, partner_user, other_partner_user, finding
):
    """Asked after every step: nobody, one, both, reworded, one again, back to the first wording."""

    def state() -> str:
        words = {"agreed": Finding.objects.agreed, "disputed": Finding.objects.disputed}
        return next((name for name, word in words.items() if word(TODAY).exists()), "open")

    def says(user, stance="agrees"):
        finding.answer(stance=stance, text="So.", read=finding.wording_sha256, by=user, on=TODAY)
        return state()

    def reads(wording):
        finding.edit(wording=wording, read=finding.wording_sha256, by=koordination, on=TODAY)
        return state()

    steps = [
        state(),
        says(partner_user),
        says(other_partner_user, "dissents"),
        says(other_partner_user),
        reads("Zweiter Wortlaut"),
        says(partner_user, "dissents"),
        reads("Dritter Wortlaut"),
        says(partner_user),
        reads("Das Café ist voll."),  # both had agreed to exactly these words
    ]
    assert steps == ["open", "open", "disputed", "agreed", "open", "disputed", "open", "open", "agreed"]


def test_earlier_statements_stand_with_the_wording_they_answered(
    koordination, partner_user, finding, client_of
):
    finding.answer(
        stance="dissents", text="So nicht.", read=finding.wording_sha256, by=partner_user, on=TODAY
    )
    finding.edit(wording="Neuer Wortlaut", read=finding.wording_sha256, by=koordination, on=TODAY)
    shown = text_of(client_of(partner_user).get(finding.get_absolute_url()))
    wanted = ("zum früheren Wortlaut", "Früherer Wortlaut, ersetzt am", "„Das Café ist voll.“", "So nicht.")
    assert [word for word in wanted if word not in shown] == []
    kept = FindingWording.objects.get()
    assert (kept.wording, kept.replaced_on, kept.replaced_by) == ("Das Café ist voll.", TODAY, koordination)


def test_a_report_of_the_day_before_still_says_what_stood_then(koordination, partner_user, finding):
    given = {"stance": "dissents", "text": "Nur freitags.", "read": finding.wording_sha256}
    finding.answer(**given, by=partner_user, on=YESTERDAY)
    finding.edit(wording="Neuer Wortlaut", read=finding.wording_sha256, by=koordination, on=TODAY)
    year = finding.dialogue.cycle.year

    def told(on) -> list:
        findings = facts.known(year=year, as_of=on).dialogue.findings
        return [(one.wording, one.state, [text for *_, text in one.answers]) for one in findings]

    assert told(YESTERDAY) == [("Das Café ist voll.", "abweichende Auffassung", ["Nur freitags."])]
    assert told(TODAY) == [("Neuer Wortlaut", "offen", [])]
    assert told(YESTERDAY - timedelta(days=1)) == []


# --- withdrawing ---------------------------------------------------------------------------------------------


def test_an_unanswered_finding_is_withdrawn_with_its_reason_and_counts_no_more(
    koordination, partner_user, finding, client_of
):
    client = client_of(koordination)
    assert client.post(at("finding_withdraw", finding), {"reason": ""}).context["form"].has_error("reason")
    client.post(at("finding_withdraw", finding), {"reason": "Doppelt erfasst"})
    assert [Finding.objects.open(on).exists() for on in (YESTERDAY, TODAY)] == [True, False]
    shown = text_of(client_of(partner_user).get(finding.get_absolute_url()))
    assert ("Doppelt erfasst" in shown, "Stellung nehmen" in shown) == (True, False)
    finding.refresh_from_db()
    assert code_of(finding.share, by=koordination, on=TODAY) == "finding_withdrawn"


def test_an_answered_finding_stays(koordination, finding, client_of):
    StatementFactory(finding=finding)
    reply = client_of(koordination).post(at("finding_withdraw", finding), {"reason": "Unbequem"})
    assert reply.context["form"].has_error("__all__", "finding_withdrawn_unanswered")


# --- dissent goes wherever the finding goes ------------------------------------------------------------------


def test_dissent_stands_beside_the_finding_wherever_it_is_shown(koordination, finding, awo, client_of):
    StatementFactory(finding=finding, partner=awo, dissenting=True)
    MeasureFactory(finding=finding, title="Zweiter Raum")
    client = client_of(koordination)
    pages = [
        finding.get_absolute_url(),
        finding.dialogue.get_absolute_url(),
        reverse("quality_dialog:finding_list"),
        f"{reverse('quality_dialog:finding_list')}?export=csv",
        at("measure_detail", finding.measures.get()),
    ]
    silent = [url for url in pages if "Das sehen wir anders." not in _all_of(client.get(url))]
    assert silent == []


def _all_of(reply) -> str:
    content = b"".join(reply.streaming_content) if reply.streaming else reply.content
    return unescape(content.decode("utf-8-sig"))


def test_who_takes_no_part_finds_nothing_anywhere(stranger, finding, talk, awo, client_of):
    StatementFactory(finding=finding, partner=awo, dissenting=True)
    CommentFactory(finding=finding)
    MeasureFactory(finding=finding, title="Zweiter Raum")
    client = client_of(stranger)
    lists = [reverse(f"quality_dialog:{name}") for name in ("finding_list", "measure_list", "cycle_list")]
    pages = [reverse("dashboard"), *lists, *(f"{url}?export=csv" for url in lists), f"{lists[0]}?q=Caf%C3%A9"]
    leaks = [
        (url, word)
        for url in pages
        for word in ("Das Café ist voll.", "sehen wir anders", "Zweiter Raum", "Standort Nord")
        if word in _all_of(client.get(url))
    ]
    assert leaks == []


@pytest.mark.parametrize(
    ("stand", "found"),
    [("antwort", 1), ("offen", 1), ("einvernehmen", 0), ("abweichend", 1), ("entwurf", 1), ("x", 3)],
)
def test_findings_are_narrowed_down_by_where_they_stand(
    partner_user, talk, awo, finding, client_of, stand, found
):
    row = FindingFactory(dialogue=talk, shared=True)
    StatementFactory(finding=row, partner=awo, dissenting=True)
    FindingFactory(dialogue=talk, raised_for=awo)
    FindingFactory(dialogue=talk)  # the city's draft is nobody else's
    reply = client_of(partner_user).get(reverse("quality_dialog:finding_list"), {"stand": stand})
    assert reply.context["listing"].page.paginator.count == found


# --- comments ------------------------------------------------------------------------------------------------


def readers(comment, *people) -> list[bool]:
    return [Comment.objects.visible_to(user).filter(pk=comment.pk).exists() for user in people]


def test_a_comment_is_read_by_exactly_those_it_is_for(
    koordination, revision, gremium, partner_user, other_partner_user, stranger, finding, awo
):
    people = (koordination, revision, partner_user, other_partner_user, stranger, gremium)
    given = {"about": finding, "text": "Geheim", "on": TODAY}
    write = Comment.objects.write
    found = {
        "city": readers(write(audience="own", by=koordination, **given), *people),
        "city_awo": readers(write(audience="one", partner=awo, by=koordination, **given), *people),
        "all": readers(write(audience="all", by=koordination, **given), *people),
        "awo": readers(write(audience="own", by=partner_user, **given), *people),
        "awo_city": readers(write(audience="one", by=partner_user, **given), *people),
    }
    assert found == {
        "city": [True, True, False, False, False, False],
        "city_awo": [True, True, True, False, False, False],
        "all": [True, True, True, True, False, False],
        "awo": [False, False, True, False, False, False],
        "awo_city": [True, True, True, False, False, False],
    }


def test_a_comment_on_a_draft_stays_with_those_who_see_the_draft(koordination, partner_user, talk):
    draft = FindingFactory(dialogue=talk)
    comment = Comment.objects.write(about=draft, text="x", audience="all", by=koordination, on=TODAY)
    assert readers(comment, koordination, partner_user) == [True, False]


def test_the_readers_are_chosen_before_and_shown_after(koordination, finding, awo, client_of):
    client, url = client_of(koordination), at("finding_comment", finding)
    unsaid = client.post(url, {"kommentar-text": "Bleibt stehen"})
    assert unsaid.context["comment_form"].has_error("audience", "required")
    assert "Bleibt stehen" in text_of(unsaid)
    unnamed = client.post(url, {"kommentar-text": "x", "kommentar-audience": "one"})
    assert unnamed.context["comment_form"].has_error("partner", "comment_names_reader")
    sent = {"kommentar-text": "Nur wir", "kommentar-audience": "one", "kommentar-partner": awo.pk}
    client.post(url, sent)
    shown = text_of(client.get(finding.get_absolute_url()))
    assert ("Nur wir" in shown, "nur für die Stadt und AWO" in shown) == (True, True)


def test_comments_on_a_dialogue_are_for_their_readers_too(
    koordination, other_partner_user, talk, awo, client_of
):
    url = reverse("quality_dialog:dialogue_comment", args=[talk.cycle.year, talk.site_id])
    sent = {"kommentar-text": "Unter uns", "kommentar-audience": "one", "kommentar-partner": awo.pk}
    client_of(koordination).post(url, sent)
    page = talk.get_absolute_url()
    seen = ["Unter uns" in text_of(client_of(user).get(page)) for user in (koordination, other_partner_user)]
    assert seen == [True, False]


def test_a_comment_never_reaches_minutes_or_reports(koordination, talk, finding, client_of):
    CommentFactory(finding=finding, text="Nicht drucken")
    CommentFactory(finding=None, dialogue=talk, text="Nicht drucken")
    talk.meeting_on = TODAY
    known = facts.known(year=talk.cycle.year, as_of=TODAY)
    assert [where for where in (minutes(talk, TODAY), known) if "Nicht drucken" in repr(where)] == []
