"""The days of a notice, whoever writes: hearing before it, service by the row of the law, a ground and its limit."""

from datetime import date, timedelta
from decimal import Decimal

from tests import factories as f
from tests.constraints import DELETES, INSERTS, UPDATES, breaks, refusals

A_DAY = timedelta(days=1)
STANDS = "Der Bescheid bindet schon; die Anhörung gehört davor und ändert sich nicht mehr."


def approved(row, day: date) -> dict:
    return {"approved_on": day, "approved_by": f.UserFactory()}


def issued(row, day: date) -> dict:
    return {"issued_on": day, "issued_by": f.UserFactory()}


@breaks("funding_decision.heard_first", "funding_repaymentclaim.heard_first")
def test_what_takes_money_back_binds_only_after_its_hearing(db):
    draft, claim = f.unheard(), f.RepaymentClaimFactory()
    claim.hearing.delete()
    claim.refresh_from_db()
    missing = "hearing_missing: Zu diesem Bescheid fehlt die Anhörung oder der Grund, warum es keine gibt."
    unheard = [
        refusals(draft, approved(draft, draft.drafted_on), UPDATES),
        refusals(claim, issued(claim, claim.drafted_on), UPDATES),
    ]
    held = f.HearingFactory(decision=draft, answer_due_on=draft.drafted_on + A_DAY)
    running = refusals(draft, approved(draft, draft.drafted_on + A_DAY), UPDATES)
    in_time = refusals(draft, approved(draft, draft.drafted_on + 2 * A_DAY), UPDATES)
    type(held).objects.update(
        held_on=draft.drafted_on + A_DAY, answer_due_on=None, recorded_on=draft.drafted_on + A_DAY
    )
    before = refusals(draft, approved(draft, draft.drafted_on), UPDATES)
    said = "hearing_term_running: Die Frist zur Äußerung läuft noch, und es liegt keine Äußerung vor."
    later = "hearing_before_notice: Die Anhörung und die Äußerung darauf liegen nicht nach dem Bescheid."
    assert (unheard, running, in_time, before) == ([{missing}] * 2, {said}, {"done"}, {later})


def test_nobody_brings_a_binding_reduction_along(db):
    draft = f.unheard()
    missing = "hearing_missing: Zu diesem Bescheid fehlt die Anhörung oder der Grund, warum es keine gibt."
    assert refusals(draft, approved(draft, draft.drafted_on), INSERTS) == {missing}


@breaks("funding_hearing.hearing_of_draft", "funding_hearing.hearing_kept")
def test_a_hearing_belongs_to_a_draft_and_stays_once_that_binds(db):
    row, grant = f.HearingFactory(), f.DecisionFactory(approved=True)
    of_grant = refusals(row, {"decision": grant}, INSERTS)
    moved = refusals(row, {"decision": grant}, UPDATES)
    row.decision.approve(by=f.UserFactory(), on=row.decision.drafted_on)
    row.refresh_from_db()
    stays = refusals(row, {"way": "talk"}, UPDATES) | refusals(row, {}, DELETES)
    assert (of_grant, moved) == ({f"hearing_of_draft: {STANDS}"},) * 2
    assert stays == {f"hearing_kept: {STANDS}"}


@breaks("funding_decision.revocation_in_time")
def test_a_revocation_is_approved_in_time_and_on_a_ground(db):
    f.periods()
    draft = f.DecisionFactory(
        allocation=f.DecisionFactory(approved=True).allocation, kind="revocation", amount=-1
    )
    known = draft.allocation.revocation_grounds.get().known_on
    last = date(known.year + 1, known.month, known.day)
    found = [refusals(draft, approved(draft, day), UPDATES) for day in (last, last + A_DAY)]
    late = (
        "revocation_in_time: Der Grund ist seit dem 15.01.2026 bekannt. Die Frist für den Widerruf endete am "
        "15.01.2027 (§ 1 Beispielgesetz, gültig ab 01.01.2020)."
    )
    draft.allocation.revocation_grounds.get().drop(reason="Doch nicht.", by=f.UserFactory(), on=last)
    without = refusals(draft, approved(draft, last), UPDATES)
    missing = (
        "revocation_ground_missing: Zu diesem Widerruf steht nirgends, seit wann sein Grund bekannt ist."
    )
    f.RevocationGroundFactory(allocation=draft.allocation, known_on=last + A_DAY)
    early = refusals(draft, approved(draft, last), UPDATES)
    unknown = "revocation_ground_known: Der Grund des Widerrufs ist erst nach dem Tag der Freigabe bekannt."
    assert (found, without, early) == ([{"done"}, {late}], {missing}, {unknown})


@breaks(
    "funding_revocationground.ground_immutable",
    "funding_revocationground.ground_immutable_delete",
    "funding_revocationground.ground_decided_once",
)
def test_a_ground_stays_and_is_decided_by_a_revocation_of_its_allocation(db):
    row, other = f.RevocationGroundFactory(), f.DecisionFactory(approved=True)
    stands = (
        "ground_immutable: Ein Widerrufsgrund bleibt, wie er eingetragen ist; nur seine Entscheidung kommt noch "
        "hinzu."
    )
    changed = [
        refusals(row, wrong, UPDATES) for wrong in ({"what": "Anders."}, {"known_on": row.known_on - A_DAY})
    ]
    made_up = refusals(row, {"decision": other}, UPDATES)
    row.drop(reason="Doch nicht.", by=f.UserFactory(), on=row.recorded_on)
    again = refusals(row, {"drop_reason": "Anders."}, UPDATES)
    assert [*changed, refusals(row, {}, DELETES), again] == [{stands}] * 4
    assert made_up == {
        "ground_decided_once: Über einen Widerrufsgrund entscheidet ein freigegebener Widerruf seiner Zuweisung oder "
        "ein Verzicht."
    }


@breaks(
    "funding_service.service_after_notice",
    "funding_service.service_by_rule",
    "funding_service.service_immutable",
    "funding_service.service_immutable_delete",
)
def test_a_service_is_what_the_rows_of_its_day_say_and_stays(db):
    row = f.ServiceFactory()
    back = {
        "withdrawn_on": row.recorded_on,
        "withdrawn_by": row.recorded_by,
        "withdraw_reason": "Kam zurück.",
    }
    early = {"sent_on": row.notice.frozen_on - A_DAY}
    before = refusals(row, back | early, INSERTS)
    wrong_days = [
        refusals(row, back | wrong, INSERTS)
        for wrong in (
            {"known_on": row.known_on - A_DAY},
            {"appeal_until": row.appeal_until + A_DAY},
            {"rule": row.appeal_rule},
        )
    ]
    changed = refusals(row, {"known_on": row.known_on - A_DAY}, UPDATES)
    type(row).objects.filter(pk=row.pk).update(**back)
    row.refresh_from_db()
    again = refusals(row, {"withdraw_reason": "Anders."}, UPDATES)
    stands = (
        "service_immutable: Eine Bekanntgabe ändert sich nicht mehr. Nehmen Sie sie mit Grund zurück, wenn sie nicht "
        "stimmt."
    )
    by_rule = (
        "service_by_rule: Wann ein Bescheid bekannt ist und bis wann ein Rechtsbehelf möglich ist, sagt die "
        "Rechtsfrist des Tages."
    )
    assert before == {"service_after_notice: Bekannt gegeben wird ein Bescheid nicht vor seinem Tag."}
    assert wrong_days == [{by_rule}] * 3
    assert [changed, again, refusals(row, {}, DELETES)] == [{stands}] * 3


@breaks("funding_legalperiod.legal_period_used")
def test_a_period_that_was_counted_by_stays(db):
    free = f.LegalPeriodFactory(kind="fetched")
    before = refusals(free, {"length": 2}, UPDATES)
    rule = f.ServiceFactory().rule
    used = refusals(rule, {"length": 2}, UPDATES) | refusals(rule, {}, DELETES[1:])
    said = "legal_period_used: Nach dieser Rechtsfrist ist schon gerechnet. Legen Sie eine neue mit ihrem Tag an."
    assert (before, used) == ({"done"}, {said})


def bearing(**facts):
    """An issued claim that bears interest by half-years since 1 July 2027."""
    terms = {"interest_rate": Decimal("5.00"), "interest_source": "§ 1 Beispielgesetz", "by_base_rate": True}
    return f.RepaymentClaimFactory(**{"issued": True} | terms | facts)


@breaks("funding_repaymentclaim.base_rate_missing", "funding_legalfigure.legal_figure_settled")
def test_interest_is_settled_once_its_rates_are_known_and_none_comes_afterwards(db):
    claim = bearing()
    paid = {"received": claim.amount, "recorded_by": claim.issued_by}
    unknown = "base_rate_missing: Für ein Halbjahr, in dem Zinsen laufen, ist kein Basiszinssatz eingetragen."
    days = (date(2027, 7, 1), date(2027, 7, 2))
    found = [refusals(claim, paid | {"paid_on": day}, UPDATES[:1]) for day in days]
    base = f.LegalFigureFactory(kind="base_rate", valid_from=date(2027, 7, 1))
    known = refusals(claim, paid | {"paid_on": days[1]}, UPDATES[:1])
    bearing(issued=False, paid_on=date(2027, 8, 1))
    said = (
        "legal_figure_settled: Für diese Tage sind Zinsen schon abgerechnet; ein weiterer Rechtswert änderte sie "
        "nachträglich."
    )
    between = [
        refusals(base, {"valid_from": day}, INSERTS)
        for day in (date(2027, 7, 31), date(2027, 8, 1), date(2027, 6, 30))
    ]
    assert (found, known, between) == ([{"done"}, {unknown}], {"done"}, [{said}, {"done"}, {"done"}])
