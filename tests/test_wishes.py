"""What committees wish: printed with its answer, told over the years, and answered by whose it is."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from quality_dialog.report import approval, composing, facts, wording
from quality_dialog.report.models import CommitteeWish, Report
from quality_dialog.report.statuses import WishStatus
from quartiersarbeit.duties import duties
from quartiersarbeit.ground import paper
from tests import factories as f
from tests.asking import text_of
from tests.constraints import UPDATES, refusals, sql
from tests.people import in_group
from tests.year.walking import today

TODAY = timezone.localdate()

pytestmark = pytest.mark.django_db
AS_OF = date(2026, 12, 31)


def sections(as_of: date = AS_OF) -> dict[str, str]:
    """The proposed sections of a report, by their key."""
    return {one.key: one.body for one in wording.draft(facts.known(year=2026, as_of=as_of))}


def code_of(act, **given) -> str:
    with pytest.raises(ValidationError) as refused:
        act(**given)
    error = refused.value
    return error.code if hasattr(error, "code") else next(iter(error.error_dict.values()))[0].code


def test_a_report_has_a_section_of_wishes_only_where_there_is_one():
    before = "wuensche" in sections()
    wish = f.CommitteeWishFactory(text="Bitte mehr Licht.")
    alone = sections()["wuensche"]
    wish.reply(text="Die Leuchten stehen.", by=f.UserFactory(), on=wish.entered_on + timedelta(days=1))
    answered = sections()["wuensche"]
    assert (before, "Bitte mehr Licht." in alone, "Eine Antwort steht noch aus." in alone) == (
        False,
        True,
        True,
    )
    assert ("Dazu: Die Leuchten stehen." in answered, "steht noch aus" in answered) == (True, False)


def test_a_report_tells_what_was_known_by_its_day():
    wish = f.CommitteeWishFactory()
    day = wish.entered_on
    assert ("wuensche" in sections(day - timedelta(days=1)), "wuensche" in sections(day)) == (False, True)


def test_the_chain_over_the_years_is_told_from_each_of_its_wishes():
    first = f.CommitteeWishFactory()
    second = f.CommitteeWishFactory(follows=first, entered_on=date(2027, 11, 20), due_on=date(2027, 12, 1))
    third = f.CommitteeWishFactory(follows=second, entered_on=date(2028, 11, 20), due_on=date(2028, 12, 1))
    alone = f.CommitteeWishFactory()
    assert [one.chain() for one in (first, second, third)] == [[first, second, third]] * 3
    assert alone.chain() == [alone]


def test_a_wish_stands_where_its_last_word_says():
    wish = f.CommitteeWishFactory()
    day, by = wish.entered_on, f.UserFactory()
    wish.reply(text="Die Zahlen fehlen.", until=day + timedelta(days=40), by=by, on=day + timedelta(days=2))
    wish.reply(text="Liegt bei.", by=by, on=day + timedelta(days=60))
    on = [day, day + timedelta(days=2), day + timedelta(days=41), day + timedelta(days=60)]
    stands = [CommitteeWish.objects.with_status(one).get().status for one in on]
    assert stands == [WishStatus.OPEN, WishStatus.PENDING, WishStatus.OVERDUE, WishStatus.ANSWERED]


def test_a_wish_is_answered_by_whose_it_is_once_and_not_put_off_to_the_past(awo, partner_user):
    day = date(2026, 11, 25)
    own = f.CommitteeWishFactory(partner=awo, office="")
    others = f.CommitteeWishFactory()
    given = {"text": "Ja.", "by": partner_user, "on": day}
    codes = [code_of(others.reply, **given), code_of(own.reply, **given, until=day - timedelta(days=1))]
    own.reply(**given)
    assert [*codes, code_of(own.reply, **given)] == ["not_ones_own", "before_today", "wish_settled"]


def test_a_partner_sees_the_wishes_it_is_to_answer_and_no_others(awo, partner_user):
    own = f.CommitteeWishFactory(partner=awo, office="")
    f.CommitteeWishFactory(partner=f.PartnerFactory(), office="")
    f.CommitteeWishFactory()
    assert list(CommitteeWish.objects.visible_to(partner_user)) == [own]


def test_a_wish_is_not_entered_before_the_meeting():
    stop = f.ConsultationFactory(meeting__held_on=date(2026, 11, 16))
    given = {"consultation": stop, "text": "Mehr.", "office": "Amt", "due_on": date(2026, 12, 1)}
    assert (
        code_of(CommitteeWish.objects.enter, **given, by=f.UserFactory(), on=date(2026, 11, 15)) == "future"
    )


def test_a_report_of_the_half_year_is_not_the_one_its_year_owes():
    user = in_group("Koordination", email="koordination@example.org")
    term = f.ReportTermFactory()
    report = {"cycle": term.cycle, "year": 2026, "kind": term.kind, "drafted_on": date(2026, 7, 10)}
    f.ReportFactory(**report, as_of=date(2026, 6, 30))
    day = date(2026, 7, 15)
    with today(day):
        half = {one.kind.code for one in duties(user, day, codes=["report_term", "report_draft"])}
        f.ReportFactory(**report, as_of=date(2026, 8, 15))
        whole = {one.kind.code for one in duties(user, day, codes=["report_term", "report_draft"])}
    assert (half, whole) == ({"report_draft"}, set())


# --- noted by mistake -----------------------------------------------------------------------------------


def test_a_wish_noted_by_mistake_is_withdrawn_with_its_reason_and_nobody_is_asked_any_more(
    koordination, client_of
):
    wish = f.CommitteeWishFactory(entered_on=TODAY, due_on=TODAY)
    address = reverse("quality_dialog:wish_withdraw", args=[wish.pk])
    page = client_of(koordination).post(address, {"reason": "Das sagte niemand."}, follow=True)
    assert "Das sagte niemand." in text_of(page)
    assert "Wunsch beantworten" not in text_of(page)
    days = (TODAY - timedelta(days=1), TODAY)
    told = [[one.pk for one in CommitteeWish.objects.told(day, None)] for day in days]
    assert told == [[], []]
    assert CommitteeWish.objects.with_status(TODAY).get().status == WishStatus.WITHDRAWN
    assert [one for owed in CommitteeWish.objects.owed(TODAY) for one in owed.rows] == []


def test_an_answered_wish_stays_and_a_withdrawn_one_is_not_answered(koordination):
    answered, withdrawn = f.CommitteeWishFactory(), f.CommitteeWishFactory()
    f.WishReplyFactory(wish=answered, settled=True, until=None)
    given = {"reason": "Versehen.", "by": koordination, "on": date(2026, 12, 1)}
    assert code_of(answered.withdraw, **given) == "wish_settled"
    withdrawn.withdraw(**given)
    assert code_of(withdrawn.withdraw, **given) == "wish_withdrawn"
    said = {"text": "Ja.", "by": koordination, "on": date(2026, 12, 2)}
    assert code_of(withdrawn.reply, **said) == "wish_withdrawn"


# --- in the next report ---------------------------------------------------------------------------------


@pytest.fixture
def following(koordination, freigabe):
    """A report of the next year in review, and the wish of a meeting before it."""
    wish = f.CommitteeWishFactory(text="1. Bitte mehr Licht.\n2. Bänke.", entered_on=date(2026, 11, 20))
    wish.reply(text="Die Leuchten stehen; Bänke folgen.", by=koordination, on=date(2026, 12, 1))
    head = {"year": 2027, "as_of": date(2027, 6, 1), "kind": "notice", "subject": "Neu"}
    return composing.start(**head, by=koordination, on=date(2027, 6, 1))


def reviewed(report, koordination, freigabe):
    day = date(2027, 6, 2)
    report.submit_for_review(by=koordination, on=day)
    f.hear(report, by=freigabe, on=day)
    return {"report": report, "by": freigabe, "on": day}


def test_a_wish_and_its_answer_are_printed_in_a_section_of_their_own(following, koordination, freigabe):
    approval.approve(**reviewed(following, koordination, freigabe))
    stored = Report.objects.get(pk=following.pk)
    (printed,) = [one for one in composing.paper_of(stored).sections if one.key.startswith("wuensche")]
    told = "".join(paragraph.text for paragraph in printed.paragraphs)
    assert ("Bitte mehr Licht." in told, "Die Leuchten stehen; Bänke folgen." in told) == (True, True)


def test_a_report_that_does_not_print_a_wish_is_not_approved(following, koordination, freigabe):
    following.sections.filter(key="wuensche").update(included=False)
    assert code_of(approval.approve, **reviewed(following, koordination, freigabe)) == "wishes_printed"


def frozen(*sections: str) -> dict:
    """What a program would freeze: facts of these sections, past every verb."""
    text = [paper.Section("x", "", (paper.Paragraph((paper.Run(one),)),)) for one in sections]
    printed = paper.Paper(kind="", subject="", year=2027, as_of=date(2027, 6, 1), sections=tuple(text))
    return {"facts": paper.to_json(printed), "facts_sha256": "x", "seal_number": 1, "seal_sha256": "x"}


WISHED, SAID = "„Bitte mehr Licht“, Bänke.", "Dazu: „die leuchten stehen, Bänke folgen!“"
PRINTED = {
    "in one section": ((WISHED + SAID,), "done"),
    "in letters of its own": (((WISHED + SAID).upper(),), "done"),
    "apart": ((WISHED, SAID), "wishes_printed"),
    "without its answer": ((WISHED,), "wishes_printed"),
    "not at all": ((), "wishes_printed"),
}


@pytest.mark.parametrize(("sections", "code"), PRINTED.values(), ids=PRINTED)
def test_no_writer_approves_a_report_that_does_not_print_a_wish(
    following, koordination, freigabe, sections, code
):
    given = reviewed(following, koordination, freigabe)
    approved = {"approved_on": given["on"], "approved_by": freigabe} | frozen(*sections)
    found = refusals(Report.objects.get(pk=following.pk), approved, UPDATES)
    assert {said.split(":")[0] for said in found} == {code}


def test_a_report_that_corrects_nothing_approved_prints_its_wishes_too(following, koordination, freigabe):
    draft = f.ReportFactory(year=2027, as_of=date(2027, 5, 1), by=koordination)
    Report.objects.filter(pk=following.pk).update(corrects=draft, correction_reason="Ein Vorwand.")
    following.refresh_from_db()
    given = reviewed(following, koordination, freigabe)
    found = refusals(
        Report.objects.get(pk=following.pk),
        {"approved_on": given["on"], "approved_by": freigabe} | frozen(),
        UPDATES,
    )
    assert {said.split(":")[0] for said in found} == {"wishes_printed"}


def test_the_database_asks_for_the_wishes_that_the_draft_tells_of(koordination):
    last = f.ReportFactory(approved=True, as_of=date(2026, 11, 26), drafted_on=date(2026, 11, 26))
    answered, withdrawn, open_one = (f.CommitteeWishFactory(text=one) for one in ("Licht", "Lärm", "Bänke"))
    answered.reply(text="Ja.", by=koordination, on=date(2026, 11, 25))
    withdrawn.withdraw(reason="Versehen.", by=koordination, on=AS_OF)
    open_one.reply(text="Ja.", by=koordination, on=last.as_of + timedelta(days=1))
    days = (date(2026, 11, 19), last.as_of, last.as_of + timedelta(days=1), AS_OF)
    found = [
        [text for (text,) in sql("SELECT * FROM quality_dialog_unprinted(%s, %s)", "{}", on)] for on in days
    ]
    told = [[one.text for one in facts.known(year=2026, as_of=on).wishes] for on in days]
    assert found == told == [[], ["Licht", "Lärm", "Bänke"], ["Lärm", "Bänke"], ["Bänke"]]


def test_an_answer_given_after_the_draft_is_taken_over_before_the_approval(koordination, freigabe, client_of):
    wish = f.CommitteeWishFactory(entered_on=date(2026, 11, 20))
    wish.reply(text="Das prüfen wir.", until=date(2027, 12, 1), by=koordination, on=date(2026, 12, 1))
    head = {"year": 2027, "as_of": date(2027, 6, 1), "kind": "notice", "subject": "Neu"}
    report = composing.start(**head, by=koordination, on=date(2027, 6, 1))
    wish.reply(text="Es ist erledigt.", by=koordination, on=date(2027, 6, 1))
    given = reviewed(report, koordination, freigabe)
    before = code_of(approval.approve, **given)
    proposal = reverse("quality_dialog:section_proposal", args=[report.pk, "wuensche"])
    client_of(koordination).post(proposal)
    report.refresh_from_db()
    approval.approve(**reviewed(report, koordination, freigabe))
    assert before == "wishes_printed"


def test_a_section_that_has_something_to_say_by_now_comes_into_the_draft(koordination, client_of):
    head = {"year": 2026, "as_of": date(2026, 11, 25), "kind": "notice", "subject": "Neu"}
    report = composing.start(**head, by=koordination, on=date(2026, 11, 25))
    f.CommitteeWishFactory(entered_on=date(2026, 11, 20), text="Bitte mehr Licht.")
    browser, edit = client_of(koordination), reverse("quality_dialog:report_edit", args=[report.pk])
    proposal = reverse("quality_dialog:section_proposal", args=[report.pk, "wuensche"])
    offered = proposal in browser.get(edit).content.decode()
    shown = "Bitte mehr Licht." in browser.get(proposal).content.decode()
    browser.post(proposal)
    assert (offered, shown, report.sections.filter(key="wuensche").count()) == (True, True, 1)
    assert proposal not in browser.get(edit).content.decode().replace(f'href="{proposal}"', "", 1)


def test_of_a_partner_that_has_left_the_city_answers(awo, koordination):
    wish = f.CommitteeWishFactory(partner=awo, office="")
    day = wish.entered_on
    awo.deactivate(left_on=day + timedelta(days=3), by=koordination, on=day + timedelta(days=3))
    wish.reply(text="Wir klären das.", by=koordination, on=day + timedelta(days=4))
    assert wish.status_on(day + timedelta(days=4)) == WishStatus.ANSWERED


def test_a_partner_that_has_left_is_asked_nothing_new(awo, koordination):
    day = date(2026, 11, 20)
    awo.deactivate(left_on=day, by=koordination, on=day)
    stop = f.ConsultationFactory(meeting__held_on=date(2026, 11, 16))
    given = {"consultation": stop, "text": "Mehr.", "partner": awo, "due_on": date(2026, 12, 1)}
    assert code_of(CommitteeWish.objects.enter, **given, by=koordination, on=day) == "partner_inactive"
