"""Who stands in for whom, and that four eyes stay four eyes, whoever writes."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.constraints import DELETES, INSERTS, UPDATES, breaks, refusals
from tests.factories import (
    AbsenceFactory,
    ContributorFactory,
    DecisionFactory,
    DepartureFactory,
    DisbursementFactory,
    FiscalYearFactory,
    PartnerFactory,
    ProofOfUseFactory,
    RepaymentClaimFactory,
    ReportFactory,
    ReversalFactory,
    UserFactory,
    returned_late,
)
from tests.people import in_group

TODAY = timezone.localdate()
DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


def codes(row, wrong: dict, ways) -> set[str]:
    return {told.partition(":")[0] for told in refusals(row, wrong, ways)}


@breaks("partners_absence.absence_deputy")
def test_nobody_stands_in_for_another_side():
    wrong = {"person": UserFactory(), "deputy": UserFactory(partner=PartnerFactory())}
    assert codes(AbsenceFactory(), wrong, INSERTS) == {"absence_same_side"}


def test_whose_account_is_locked_stands_in_for_nobody():
    wrong = {"person": UserFactory(), "deputy": UserFactory(is_active=False)}
    assert codes(AbsenceFactory(), wrong, INSERTS) == {"absence_deputy_active"}


def test_nobody_stands_in_while_away():
    away = AbsenceFactory()
    assert codes(away, {"person": UserFactory(), "deputy": away.person}, INSERTS) == {
        "absence_deputy_present"
    }


def test_nobody_goes_away_while_standing_in():
    away = AbsenceFactory()
    assert codes(away, {"person": away.deputy, "deputy": UserFactory()}, INSERTS) == {"absence_stands_in"}


def test_who_is_back_early_stands_in_from_that_day_on():
    back = AbsenceFactory(ended_on=TODAY, ended_by=UserFactory())
    again = {"person": UserFactory(), "deputy": back.person, "entered_by": UserFactory()}
    assert codes(back, again | {"ended_on": None, "ended_by": None}, INSERTS) == {"done"}


@breaks("partners_absence.absence_kept", "partners_absence.absence_kept_delete")
def test_an_absence_never_changes_or_goes():
    row = AbsenceFactory()
    changes = [{"deputy": UserFactory()}, {"ends_on": TODAY + 30 * DAY}, {"entered_by": UserFactory()}]
    found = [codes(row, wrong, UPDATES) for wrong in changes]
    assert [*found, codes(row, {}, DELETES)] == [{"absence_kept"}] * 4


def test_what_was_ended_is_not_ended_again():
    row = AbsenceFactory(ended_on=TODAY, ended_by=UserFactory())
    assert codes(row, {"ended_on": TODAY + DAY}, UPDATES) == {"absence_kept"}


@breaks("partners_departure.departure_kept")
def test_a_departure_never_changes_or_goes():
    row = DepartureFactory()
    found = [codes(row, {"successor": UserFactory()}, UPDATES), codes(row, {}, DELETES)]
    assert found == [{"departure_kept"}] * 2


# --- Four eyes: the deputy does not give the second signature with the right of whoever gave the first -----


def standing_in(first, day):
    """Somebody who stands in for `first` on that day, and has no role of their own."""
    return AbsenceFactory(person=first, starts_on=day, entered_on=day).deputy


@breaks("funding_decision.decision_second_hand")
def test_a_deputy_does_not_approve_what_the_absent_person_drafted():
    row = DecisionFactory()
    wrong = {"approved_on": TODAY, "approved_by": standing_in(row.drafted_by, TODAY)}
    assert codes(row, wrong, UPDATES) == {"decision_second_hand"}


@breaks("funding_disbursement.disbursement_second_hand")
@pytest.mark.parametrize("first", ["drafted_by", "certified_by"])
def test_a_deputy_does_not_release_what_the_absent_person_planned_or_certified(first):
    row = DisbursementFactory(certified=True)
    deputy = standing_in(getattr(row, first), row.due_on)
    assert codes(row, {"released_on": row.due_on, "released_by": deputy}, UPDATES) == {
        "disbursement_second_hand"
    }


@breaks("funding_reversal.reversal_second_hand")
def test_a_deputy_does_not_reverse_what_the_absent_person_paid():
    row, other = ReversalFactory(), DisbursementFactory(paid=True)
    wrong = {"disbursement": other, "by": standing_in(other.paid_by, row.on)}
    assert codes(row, wrong, INSERTS) == {"reversal_second_hand"}


@breaks("funding_paymentreturn.payment_return_second_hand")
def test_a_deputy_does_not_settle_the_return_of_what_the_absent_person_paid():
    row, day = returned_late(), date(2027, 3, 1)
    wrong = {"settled_on": day, "settled_by": standing_in(row.disbursement.paid_by, day)}
    assert codes(row, wrong | {"settlement": "Bleibt bei der Stadt."}, UPDATES) == {
        "payment_return_second_hand"
    }


@breaks("funding_repaymentclaim.repayment_second_hand")
def test_a_deputy_does_not_issue_what_the_absent_person_drafted():
    row = RepaymentClaimFactory()
    wrong = {"issued_on": row.drafted_on, "issued_by": standing_in(row.drafted_by, row.drafted_on)}
    assert codes(row, wrong, UPDATES) == {"repayment_second_hand"}


@breaks("funding_proofofuse.proof_second_hand")
def test_a_deputy_does_not_accept_what_the_absent_person_handed_in():
    row = ProofOfUseFactory(submitted=True)
    wrong = {"accepted_on": row.due_on, "accepted_by": standing_in(row.submitted_by, row.due_on)}
    assert codes(row, wrong, UPDATES) == {"proof_second_hand"}


@breaks("funding_fiscalyear.fiscal_year_second_hand")
def test_a_deputy_does_not_close_what_the_absent_person_proposed():
    row = FiscalYearFactory(year=2025, proposed=True)
    day = row.closing_proposed_on
    wrong = {"closed_on": day, "closed_by": standing_in(row.closing_proposed_by, day)}
    assert codes(row, wrong, UPDATES) == {"fiscal_year_second_hand"}


@breaks("quality_dialog_report.report_second_hand")
def test_a_deputy_does_not_approve_what_the_absent_person_wrote():
    row = ReportFactory(reviewed=True)
    writer = ContributorFactory(report=ReportFactory(reviewed=True))
    wrong = {"approved_on": TODAY, "approved_by": standing_in(row.drafted_by, TODAY)}
    also = {"approved_on": TODAY, "approved_by": standing_in(writer.user, TODAY)}
    found = [codes(row, wrong, UPDATES), codes(writer.report, also, UPDATES)]
    assert found == [{"report_second_hand"}] * 2


def test_with_a_right_of_their_own_a_deputy_is_another_person():
    row = DecisionFactory()
    own = in_group("Freigabe")
    AbsenceFactory(person=row.drafted_by, deputy=own)
    assert codes(row, {"approved_on": TODAY, "approved_by": own}, UPDATES) == {"done"}


def test_before_the_absence_a_deputy_is_another_person():
    row = DecisionFactory()
    deputy = standing_in(row.drafted_by, TODAY + DAY)
    assert codes(row, {"approved_on": TODAY, "approved_by": deputy}, UPDATES) == {"done"}
