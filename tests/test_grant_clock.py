"""The days of a notice: each rule on its boundary days, and its row of the law said where it acts."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from funding import issuing, rules
from funding.models import Hearing, LegalFigure, LegalPeriod, RepaymentClaim, RevocationGround, Service
from funding.statuses import ServiceStatus
from quartiersarbeit.duties import duties
from quartiersarbeit.ground.guards import explain
from quartiersarbeit.ground.workdays import is_workday
from tests import factories as f
from tests.constraints import sql
from tests.test_funding_pages import text_of

A_DAY = timedelta(days=1)
TODAY = timezone.localdate()
EUROS = st.decimals(min_value="0.01", max_value="80000", places=2)
PERCENT = st.decimals(min_value=-2, max_value=12, places=2)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def code_of(act, *args, **given) -> str:
    """What a verb or the database refuses with; „done“ where it does not. Nothing of a refusal stays."""
    try:
        with transaction.atomic():
            act(*args, **given)
    except ValidationError as refusal:
        errors = refusal.error_dict if hasattr(refusal, "error_dict") else {"": refusal.error_list}
        return next(iter(errors.values()))[0].code
    except IntegrityError as refusal:
        return explain(refusal).code
    return "done"


# --- Working days and periods --------------------------------------------------------------------------


def test_the_database_knows_the_same_working_days_as_the_calendar(db):
    found = sql(
        "SELECT d::date, funding_is_workday(d::date) FROM generate_series(DATE '2015-01-01', '2045-12-31', '1 day') d"
    )
    assert len(found) > 11000
    assert [day for day, is_one in found if is_one != is_workday(day)] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts", "length", "unit", "moves", "ends"),
    [
        (date(2026, 3, 2), 4, "days", True, date(2026, 3, 6)),  # a Friday
        (date(2026, 3, 3), 4, "days", True, date(2026, 3, 9)),  # Saturday to Monday
        (date(2026, 3, 3), 4, "days", False, date(2026, 3, 7)),
        (date(2026, 3, 30), 4, "days", True, date(2026, 4, 7)),  # Good Friday to the Tuesday after Easter
        (date(2026, 12, 21), 4, "days", True, date(2026, 12, 28)),  # Christmas Day, a Friday
        (date(2026, 1, 31), 1, "months", False, date(2026, 2, 28)),  # the shorter month's last day
        (date(2026, 1, 31), 1, "months", True, date(2026, 3, 2)),
        (date(2026, 3, 2), 0, "days", False, date(2026, 3, 2)),
        (date(2024, 2, 29), 12, "months", False, date(2025, 2, 28)),
    ],
)
def test_a_period_ends_on_its_day_here_and_in_the_database(starts, length, unit, moves, ends):
    row = f.LegalPeriodFactory(length=length, unit=unit, moves=moves)
    ((counted,),) = sql("SELECT funding_period_end(%s, %s)", row.pk, starts)
    assert (row.ends_on(starts), counted) == (ends, ends)


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "length"), [(-1, None), (0, 3), (9, 3), (10, 4), (400, 4)])
def test_the_row_of_the_day_counts(day, length):
    for since, lasts in ((0, 3), (10, 4)):
        f.LegalPeriodFactory(length=lasts, valid_from=TODAY + since * A_DAY)
    on = TODAY + day * A_DAY
    found = LegalPeriod.objects.of("posted", on)
    ((key,),) = sql("SELECT funding_period_on('posted', %s)", on)
    assert (found and found.length, key) == (length, found and found.pk)


# --- Hearing -------------------------------------------------------------------------------------------

DRAFTED = date(2026, 1, 15)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hearing", "day", "code"),
    [
        (None, 20, "hearing_missing"),
        ({}, 14, "decision_approved_after_draft"),
        ({}, 15, "done"),
        ({"held_on": date(2026, 1, 21)}, 20, "hearing_before_notice"),
        ({"held_on": date(2026, 1, 21)}, 21, "done"),
        ({"answer_due_on": date(2026, 1, 20)}, 20, "hearing_term_running"),
        ({"answer_due_on": date(2026, 1, 20)}, 21, "done"),
        (
            {"answer_due_on": date(2026, 1, 25), "answered_on": date(2026, 1, 20), "answer": "Nein."},
            20,
            "done",
        ),
        ({"answered_on": date(2026, 1, 21), "answer": "Nein."}, 20, "hearing_before_notice"),
        ({"held_on": None, "way": "", "waived_reason": "Eilt."}, 15, "done"),
    ],
)
def test_a_reduction_is_approved_only_after_its_hearing(hearing, day, code):
    draft = f.unheard(drafted_on=DRAFTED)
    if hearing is not None:
        f.HearingFactory(decision=draft, **{"recorded_on": date(2026, 2, 1)} | hearing)
    assert code_of(draft.approve, by=f.UserFactory(), on=date(2026, 1, day)) == code


@pytest.mark.django_db
def test_a_claim_is_issued_only_after_its_hearing_and_an_increase_needs_none():
    claim, day = f.RepaymentClaimFactory(), date(2027, 6, 1)
    claim.hearing.delete()
    increase = f.DecisionFactory(
        allocation=f.DecisionFactory(approved=True).allocation, kind="increase", amount=1
    )
    before = code_of(claim.issue, by=f.UserFactory(), on=day)
    facts = {"held_on": None, "way": "", "answer_due_on": None, "waived_reason": "Selbst angezeigt."}
    Hearing.objects.record(claim, by=f.UserFactory(), on=day, **facts)
    after = code_of(claim.issue, by=f.UserFactory(), on=day)
    raised = code_of(increase.approve, by=f.UserFactory(), on=date(2026, 2, 1))
    assert (before, after, raised) == ("hearing_missing", "done", "done")


@pytest.mark.django_db
def test_a_reallocation_hears_whose_money_goes():
    moved, given = f.ReallocationFactory(), {"by": f.UserFactory(), "on": date(2026, 2, 1)}
    moved.reduction.hearing.delete()
    before = code_of(moved.approve, **given)
    f.heard(moved.reduction)
    assert (before, code_of(moved.approve, **given)) == ("hearing_missing", "done")


@pytest.mark.django_db
def test_a_hearing_is_put_right_while_it_is_a_draft_and_never_after():
    draft, by = f.unheard(drafted_on=DRAFTED), f.UserFactory()
    facts = {"held_on": DRAFTED, "way": "letter", "answer_due_on": None, "waived_reason": ""}
    Hearing.objects.record(draft, by=by, on=DRAFTED, **facts)
    Hearing.objects.record(draft, by=by, on=DRAFTED, **facts | {"way": "talk"})
    row = Hearing.objects.get()
    draft.approve(by=f.UserFactory(), on=DRAFTED)
    late = code_of(row.note_answer, answered_on=DRAFTED, answer="Nein.", by=by, on=DRAFTED)
    assert (row.way, late) == ("talk", "hearing_kept")


@pytest.mark.django_db
def test_the_notice_says_how_its_recipient_was_heard():
    draft = f.unheard(drafted_on=DRAFTED)
    f.HearingFactory(
        decision=draft, answered_on=date(2026, 1, 16), answer="Nein.", recorded_on=date(2026, 1, 16)
    )
    issuing.approve(draft, by=f.UserFactory(), on=date(2026, 1, 20))
    said = "am 15.01.2026 schriftlich; Äußerung vom 16.01.2026"
    assert said in draft.notice.paper


def test_hearings_are_recorded_on_the_pages(koordination, freigabe, client_of):
    draft = f.unheard(drafted_on=TODAY - A_DAY)
    city, at = client_of(koordination), draft.get_absolute_url()
    assert "Noch nicht eingetragen." in text_of(city.get(at))
    held = {"held_on": f"{TODAY:%d.%m.%Y}", "way": "letter", "answer_due_on": f"{TODAY + A_DAY:%d.%m.%Y}"}
    city.post(reverse("funding:decision_hearing", args=[draft.pk]), held)
    assert "keine" in text_of(city.get(at))
    said = {"answered_on": f"{TODAY:%d.%m.%Y}", "answer": "Wir brauchen das Geld."}
    city.post(reverse("funding:decision_hearing_answer", args=[draft.pk]), said)
    assert "Wir brauchen das Geld." in text_of(client_of(freigabe).get(at))


# --- Service and finality ------------------------------------------------------------------------------


def serve(notice, sent_on: date, way: str = "posted", on: date = date(2026, 12, 31)) -> Service:
    return Service.objects.record(notice=notice, way=way, sent_on=sent_on, by=f.UserFactory(), on=on)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("way", "known", "until"),
    [
        ("posted", date(2026, 3, 9), date(2026, 4, 9)),  # 7 March is a Saturday
        ("fetched", date(2026, 3, 3), date(2026, 4, 7)),  # 3 April is Good Friday
        ("handed", date(2026, 3, 3), date(2026, 4, 7)),
    ],
)
def test_when_a_notice_is_known_depends_on_its_way(way, known, until):
    f.periods()
    row = serve(f.NoticeFactory(), date(2026, 3, 3), way)
    assert (row.known_on, row.appeal_until) == (known, until)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2026, 3, 8), "underway"),
        (date(2026, 3, 9), "open"),
        (date(2026, 4, 9), "open"),
        (date(2026, 4, 10), "final"),
    ],
)
def test_a_notice_becomes_final_on_the_day_after_the_term(day, status):
    f.periods()
    row = serve(f.NoticeFactory(), date(2026, 3, 3))
    assert (row.status_on(day), row.final_from) == (ServiceStatus(status), date(2026, 4, 10))


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "code"), [(9, "done"), (10, "service_appeal_in_term")])
def test_an_appeal_comes_in_until_the_last_day_of_the_term(day, code):
    f.periods()
    row, on = serve(f.NoticeFactory(), date(2026, 3, 3)), date(2026, 12, 31)
    assert code_of(row.note_appeal, appealed_on=date(2026, 4, day), by=f.UserFactory(), on=on) == code


@pytest.mark.django_db
def test_an_appeal_keeps_a_notice_from_becoming_final_until_it_has_ended():
    f.periods()
    row, by, on = serve(f.NoticeFactory(), date(2026, 3, 3)), f.UserFactory(), date(2026, 12, 31)
    row.note_appeal(appealed_on=date(2026, 4, 1), by=by, on=on)
    row.end_appeal(appeal_ended_on=date(2026, 9, 1), by=by, on=on)
    days = [(3, 31), (4, 1), (4, 30), (8, 31), (9, 1)]
    found = [row.status_on(date(2026, *day)).value for day in days]
    assert found == ["open", "appealed", "appealed", "appealed", "final"]


@pytest.mark.django_db
def test_a_notice_is_served_on_its_day_and_not_before():
    f.periods()
    notice = f.NoticeFactory()
    before = code_of(serve, notice, notice.frozen_on - A_DAY)
    assert (before, code_of(serve, notice, notice.frozen_on)) == ("service_after_notice", "done")


@pytest.mark.django_db
def test_without_a_row_of_its_day_nothing_is_computed():
    rows = f.periods()
    notice, since = f.NoticeFactory(), date(2026, 3, 4)
    LegalPeriod.objects.filter(pk=rows["posted"].pk).update(valid_from=since)
    before = code_of(serve, notice, since - A_DAY)
    assert (before, code_of(serve, notice, since)) == ("legal_period_missing", "done")


@pytest.mark.django_db
def test_a_service_that_was_wrong_is_taken_back_and_an_earlier_day_still_knows_it():
    f.periods()
    notice = f.NoticeFactory()
    first = serve(notice, date(2026, 3, 3))
    first.withdraw(reason="Der Brief kam zurück.", by=f.UserFactory(), on=date(2027, 2, 1))
    again = serve(notice, date(2026, 5, 4), "handed")
    stood = [Service.objects.standing_of(notice, day) for day in (date(2026, 5, 1), date(2027, 2, 1))]
    assert (stood, Service.objects.count()) == ([first, again], 2)


def test_lying_in_the_app_is_no_service_and_the_page_says_by_which_row_it_counts(
    koordination, partner_user, awo, client_of
):
    f.periods()
    decision = f.DecisionFactory(approved=True, allocation__recipient=awo)
    notice = f.NoticeFactory(decision=decision)
    city, own = client_of(koordination), client_of(partner_user)
    before = text_of(own.get(decision.get_absolute_url()))
    typed = {"way": "posted", "sent_on": "03.03.2026"}
    city.post(reverse("funding:service_record", args=[notice.pk]), typed)
    after = text_of(own.get(decision.get_absolute_url()))
    assert ("gilt nicht als Bekanntgabe" in before, "09.03.2026" in after) == (True, True)
    assert "§ 1 Beispielgesetz: 4 Tage, am Wochenende oder Feiertag der nächste Werktag" in after


# --- The limit of a revocation -------------------------------------------------------------------------

KNOWN = date(2025, 3, 31)


def draft_revocation(known_on: date = KNOWN):
    """A drafted revocation whose one ground is known since that day."""
    draft = f.DecisionFactory(
        allocation=f.DecisionFactory(approved=True, allocation__fiscal_year__year=2025).allocation,
        kind="revocation",
        amount=-1,
        drafted_on=date(2025, 4, 1),
    )
    ground = draft.allocation.revocation_grounds.get()
    ground.drop(reason="Nur für diesen Fall.", by=draft.drafted_by, on=ground.recorded_on)
    f.RevocationGroundFactory(allocation=draft.allocation, known_on=known_on)
    return draft


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2026, 3, 30), "done"), (date(2026, 3, 31), "done"), (date(2026, 4, 1), "revocation_in_time")],
)
def test_a_revocation_is_approved_within_twelve_months_of_knowledge(day, code):
    f.periods()
    draft = draft_revocation()
    assert code_of(draft.approve, by=f.UserFactory(), on=day) == code


@pytest.mark.django_db
def test_the_refusal_names_the_rule_and_its_row():
    f.periods()
    with pytest.raises(
        IntegrityError, match=r"endete am 31\.03\.2026 \(§ 1 Beispielgesetz, gültig ab 01\.01\.2020\)"
    ):
        draft_revocation().approve(by=f.UserFactory(), on=date(2026, 4, 1))


@pytest.mark.django_db
def test_without_a_row_no_limit_is_claimed(koordination, client_of):
    draft = draft_revocation(TODAY)
    said = text_of(client_of(koordination).get(draft.get_absolute_url()))
    assert "gilt keine Rechtsfrist „Frist für den Widerruf ab Kenntnis“" in said
    assert code_of(draft.approve, by=f.UserFactory(), on=date(2029, 1, 1)) == "done"


@pytest.mark.django_db
def test_a_revocation_decides_on_its_grounds_and_a_later_one_needs_its_own():
    f.periods()
    draft = draft_revocation()
    draft.approve(by=f.UserFactory(), on=date(2025, 5, 1))
    (decided,) = RevocationGround.objects.filter(dropped_on=None)
    again = f.DecisionFactory(
        allocation=draft.allocation, kind="revocation", amount=-1, drafted_on=date(2025, 6, 1)
    )
    RevocationGround.objects.filter(decision=None, dropped_on=None).update(
        dropped_on=date(2025, 6, 1), dropped_by=again.drafted_by, drop_reason="Nur für diesen Fall."
    )
    late = code_of(again.approve, by=f.UserFactory(), on=date(2025, 6, 2))
    assert (decided.decision, late) == (draft, "revocation_ground_missing")


@pytest.mark.parametrize(("day", "owed"), [(date(2026, 2, 27), []), (date(2026, 2, 28), [date(2026, 3, 31)])])
def test_the_duty_comes_eleven_months_after_knowledge(day, owed, koordination):
    f.periods()
    row = f.RevocationGroundFactory(
        allocation=f.DecisionFactory(approved=True, allocation__fiscal_year__year=2025).allocation,
        known_on=KNOWN,
    )
    f.RevocationGroundFactory(allocation=row.allocation, known_on=KNOWN)  # one approval decides on both
    found = duties(koordination, day, codes=["revocation_decide"])
    assert [duty.due_on for duty in found] == owed
    for one in row.allocation.revocation_grounds.all():
        one.drop(reason="Es blieb dabei.", by=koordination, on=date(2026, 3, 1))
    assert duties(koordination, date(2026, 3, 2), codes=["revocation_decide"]) == []


# --- Interest by half-years ----------------------------------------------------------------------------

START, END = date(2025, 11, 15), date(2026, 7, 31)
BASES = [
    (date(2025, 7, 1), Decimal("1.27")),
    (date(2026, 1, 1), Decimal("2.00")),
    (date(2026, 7, 1), Decimal("-5.00")),
]
MARGINS = [(date(2025, 1, 1), Decimal("3.00"))]


def test_interest_is_told_by_half_years_and_parts():
    parts = [(date(2026, 3, 1), Decimal("400"))]
    lines = rules.interest_by_rates(Decimal("1000"), parts, BASES, MARGINS, START, END)
    found = [(line.starts_on, line.days, line.open, line.rate, line.interest) for line in lines]
    assert found == [
        (date(2025, 11, 15), 47, Decimal(1000), Decimal("4.27"), Decimal("5.50")),
        (date(2026, 1, 1), 59, Decimal(1000), Decimal("5.00"), Decimal("8.08")),
        (date(2026, 3, 1), 122, Decimal(600), Decimal("5.00"), Decimal("10.03")),
        (date(2026, 7, 1), 30, Decimal(600), Decimal(0), Decimal("0.00")),
    ]


@pytest.mark.parametrize(
    ("until", "half_years"),
    [(START, 0), (date(2025, 12, 31), 1), (date(2026, 1, 1), 1), (date(2026, 1, 2), 2)],
)
def test_a_half_year_counts_from_its_first_day(until, half_years):
    assert len(rules.half_years(START, until)) == half_years


def test_a_half_year_without_a_base_rate_bears_nothing_yet():
    lines = rules.interest_by_rates(Decimal("1000"), [], BASES[:1], MARGINS, START, END)
    assert [(line.rate, line.interest) for line in lines] == [(Decimal("4.27"), Decimal("5.50"))] + [
        (None, 0)
    ] * 2


@given(EUROS, PERCENT, DAYS, st.integers(0, 1500), st.data())
def test_the_parts_are_the_whole_however_it_is_split(amount, rate, start, days, data):
    """With one rate throughout it is the one formula; every further turn leaves the sum as it is."""
    until = start + timedelta(days=days)
    bases = [(first, rate) for first in rules.half_years(start, until + A_DAY)]
    more = data.draw(st.lists(st.dates(start, until), max_size=5))
    split = bases + [(day, rate) for day in more]
    margin = [(date(2019, 1, 1), Decimal("3.00"))]
    whole = rules.interest(amount, max(rate + 3, Decimal(0)), start, until)
    for rows in (bases, split):
        lines = rules.interest_by_rates(amount, [], rows, margin, start, until)
        assert sum((line.interest for line in lines), Decimal(0)) == whole
        assert sum(line.days for line in lines) == days


@given(EUROS, DAYS, st.integers(0, 1500), st.data())
def test_parts_that_came_in_count_as_in_the_formula_before(amount, start, days, data):
    until = start + timedelta(days=days)
    came_in = [(day, amount / 10) for day in data.draw(st.lists(st.dates(start, until), max_size=4))]
    bases = [(first, Decimal(2)) for first in rules.half_years(start, until + A_DAY)]
    lines = rules.interest_by_rates(amount, came_in, bases, [(date(2019, 1, 1), Decimal(3))], start, until)
    told = sum((line.interest for line in lines), Decimal(0))
    assert told == rules.interest_on_rest(amount, came_in, Decimal(5), start, until)


def law() -> None:
    for day, rate in BASES:
        f.LegalFigureFactory(kind="base_rate", rate=rate, valid_from=day)
    f.LegalFigureFactory(kind="repayment_margin", rate=3, valid_from=date(2025, 1, 1))


def bearing(**facts) -> RepaymentClaim:
    terms = {"interest_rate": Decimal("4.27"), "interest_source": "§ 1 Beispielgesetz", "by_base_rate": True}
    paid = f.DisbursementFactory(
        paid=True, allocation=f.DecisionFactory(approved=True, allocation__fiscal_year__year=2025).allocation
    )
    given = {"drafted_on": date(2025, 10, 1), "due_on": date(2025, 11, 14), "issued": True, "amount": 1000}
    return f.RepaymentClaimFactory(allocation=paid.allocation, **terms | given | facts)


def test_the_page_and_the_paper_show_the_calculation_line_by_line(koordination, client_of, monkeypatch):
    law()
    claim = bearing(issued=False)
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 3, 1))
    said = text_of(client_of(koordination).get(claim.get_absolute_url()))
    issuing.issue(claim, by=f.UserFactory(), on=date(2026, 3, 1))
    assert all(one in said for one in ("15.11.2025", "31.12.2025", "4,27 %", "5,00 %", "13,58 €"))
    assert all(
        one in claim.notice.paper for one in ("Zinsberechnung", "15.11.2025", "4,27 %", "13,58\u00a0€")
    )


def test_the_page_says_which_base_rate_is_missing(koordination, client_of, monkeypatch):
    f.LegalFigureFactory(kind="repayment_margin", rate=3, valid_from=date(2025, 1, 1))
    claim = bearing()
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 3, 1))
    said = text_of(client_of(koordination).get(claim.get_absolute_url()))
    assert "Für das Halbjahr ab 01.07.2025 und 01.01.2026 ist kein Basiszinssatz eingetragen" in said


@pytest.mark.django_db
def test_a_claim_of_before_keeps_its_one_rate():
    law()
    claim = bearing(by_base_rate=False)
    assert claim.interest(END) == rules.interest(Decimal(1000), Decimal("4.27"), START, END)
    assert claim.interest_lines(END) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("paid_on", "code"), [(date(2026, 7, 1), "done"), (date(2026, 7, 2), "base_rate_missing")]
)
def test_a_claim_is_settled_only_with_the_base_rate_of_each_half_year(paid_on, code):
    law()
    claim = bearing()
    LegalFigure.objects.filter(valid_from=date(2026, 7, 1)).delete()
    given = {"reference": "R", "by": f.UserFactory(), "on": END}
    verb = code_of(claim.receive, paid_on=paid_on, received=Decimal(1000), **given)
    assert verb == code


@pytest.mark.django_db
def test_the_draft_of_a_claim_with_interest_runs_by_half_years(koordination):
    paid = f.DisbursementFactory(paid=True).allocation
    terms = {"due_on": TODAY, "reason": "x", "by": koordination, "on": TODAY}
    rate = {"interest_rate": Decimal(5), "interest_source": "§ 1 Beispielgesetz"}
    drafts = [
        RepaymentClaim.objects.draft(allocation=paid, amount=Decimal(1), **terms, **more)
        for more in (rate, {})
    ]
    assert [draft.by_base_rate for draft in drafts] == [True, False]
