"""What a report states as of a past day is the same before and after later records, also in a draft of today."""

from datetime import date, timedelta

import pytest

from quality_dialog.models import PartnerReading
from quality_dialog.report import facts
from quality_dialog.report.statuses import ConsultationStatus, CoSignatureStatus, ReadingStatus, ReportStatus
from tests import factories as f
from tests.asof import A_DAY

pytestmark = pytest.mark.django_db

DAY, AFTER = date(2026, 6, 30), date(2026, 7, 15)


@pytest.fixture
def world(awo, bgw):
    """An agreement with a covered site, its role and offer, a talk, money paid, and an earlier report."""
    mandate = f.MandateFactory(decided_on=date(2025, 3, 17))
    agreement = f.AgreementFactory(parties=[awo, bgw], mandate=mandate)
    site = f.CoverageFactory(agreement=agreement).site
    decision = f.DecisionFactory(
        approved=True,
        allocation__site=site,
        allocation__recipient=awo,
        drafted_on=date(2026, 2, 1),
        approved_on=date(2026, 2, 2),
    )
    payment = f.DisbursementFactory(allocation=decision.allocation, paid=True)
    role = f.AssignmentFactory(site=site, partner=awo, starts_on=date(2025, 1, 1))
    offer = f.OfferFactory(site=site, starts_on=date(2025, 1, 1))
    talk = f.StepFactory(on=date(2026, 3, 1), negotiation__partner=f.PartnerFactory()).negotiation
    report = f.ReportFactory(as_of=date(2026, 3, 1), drafted_on=date(2026, 3, 2), approved=True)
    return locals()


def another_agreement(world):
    f.CoverageFactory(agreement=f.AgreementFactory(starts_on=AFTER, mandate=world["mandate"]))


def an_amendment(world):
    given = {"parties": [world["awo"], world["bgw"]], "mandate": world["mandate"]}
    f.AgreementFactory(amends=world["agreement"], starts_on=AFTER, **given)


def a_termination(world):
    given = {
        "terminated_on": AFTER,
        "terminated_to": date(2026, 12, 31),
        "reason": "Umbau",
        "short_notice": True,
    }
    world["agreement"].terminate(**given, by=f.UserFactory(), on=AFTER)


def a_step(world):
    f.StepFactory(negotiation=world["talk"], on=AFTER, state="failed", released=True)


def another_mandate(world):
    f.MandateFactory(
        decided_on=AFTER, annual_limit=90_000, site_limit=12, committee=world["mandate"].committee
    )


def another_decision(world):
    allocation = world["decision"].allocation
    f.DecisionFactory(
        allocation=allocation, kind="increase", amount=500, approved=True, drafted_on=AFTER, approved_on=AFTER
    )


def a_reversal(world):
    f.ReversalFactory(disbursement=world["payment"], on=AFTER)


def another_payment(world):
    f.DisbursementFactory(allocation=world["decision"].allocation, due_on=AFTER, paid=True)


def the_end_of_role_and_offer(world):
    for row in (world["role"], world["offer"]):
        type(row).objects.filter(pk=row.pk).update(ends_on=AFTER)


def another_offer(world):
    f.OfferFactory(site=world["site"], starts_on=AFTER)


def another_name(world):
    awo = world["awo"]
    awo.name, awo.short_name, awo.name_after_mit = "Wohnwerk", "Wohnwerk", "dem Wohnwerk"
    awo.save()


def a_later_report(world):
    f.ReportFactory(as_of=AFTER, drafted_on=AFTER, approved=True)
    f.ReportFactory(as_of=DAY - A_DAY, drafted_on=AFTER, approved=True)


def a_later_correction(world):
    f.ReportFactory(
        corrects=world["report"],
        correction_reason="x",
        as_of=world["report"].as_of,
        drafted_on=AFTER,
        approved=True,
    )


def another_site_name(world):
    world["site"].name = "Ganz anderer Name"
    world["site"].save()


LATER = [
    *(another_agreement, an_amendment, a_termination, a_step, another_mandate, another_decision, a_reversal),
    *(
        another_payment,
        the_end_of_role_and_offer,
        another_offer,
        another_name,
        another_site_name,
        a_later_report,
        a_later_correction,
    ),
]


SILENT = (
    another_name,
    another_site_name,
    a_later_correction,
)  # known from the day it was entered; the same figures once more


@pytest.mark.parametrize("later", LATER)
def test_a_later_record_changes_nothing_a_past_day_states(world, later):
    before = facts.known(year=2026, as_of=DAY)
    later(world)
    now = facts.known(year=2026, as_of=DAY)
    assert {name: getattr(now, name) for name in before.__slots__} == {
        name: getattr(before, name) for name in before.__slots__
    }


@pytest.mark.parametrize("later", [later for later in LATER if later not in SILENT])
def test_and_these_records_do_change_what_their_own_day_states(world, later):
    """So the test above compares something: on the day after, each of them shows."""
    on = date(2027, 1, 2) if later in (a_termination, the_end_of_role_and_offer) else AFTER + A_DAY
    before = facts.known(year=2026, as_of=on)
    later(world)
    assert facts.known(year=2026, as_of=on) != before


def test_where_a_report_and_its_parts_stood_is_not_changed_by_what_came_later(world, freigabe):
    report = f.SectionFactory(report=f.ReportFactory(drafted_on=DAY)).report
    report.submit_for_review(by=report.drafted_by, on=DAY)
    told = f.ReportFactory(published=True, drafted_on=DAY)
    given = {"scheduled_on": DAY, "scheduled_by": f.UserFactory()}
    stop = f.ConsultationFactory(report=told, meeting__held_on=DAY, **given)
    signature = f.CoSignatureFactory(report=report)
    shown = f.PartnerReadingFactory(report=report, due_on=DAY + timedelta(days=9))
    rows = (report, stop, signature, shown)
    expected = [
        ReportStatus.IN_REVIEW,
        ConsultationStatus.UNRECORDED,
        CoSignatureStatus.ASKED,
        ReadingStatus.AWAITED,
    ]
    before = [row.status_on(DAY) for row in rows]
    signature.sign(by=signature.user, on=AFTER)
    PartnerReading.objects.filter(report=report).update(text="Gut.", given_on=AFTER, given_by=f.UserFactory())
    stop.note(item="1", outcome="noted", remark="", by=freigabe, on=AFTER)
    f.approve(report, by=freigabe, on=AFTER)
    assert (before, [row.status_on(DAY) for row in rows]) == (expected, expected)
    assert [row.status_on(AFTER) for row in rows] == [
        ReportStatus.APPROVED,
        ConsultationStatus.NOTED,
        CoSignatureStatus.SIGNED,
        ReadingStatus.ANSWERED,
    ]


def test_a_draft_of_an_older_day_names_partners_as_they_were_called(world):
    """What was entered as „AWO“ and renamed later; the reading still knows whom the old name means."""
    finding = f.FindingFactory(dialogue__cycle__opened_on=date(2026, 1, 15), shared_on=date(2026, 5, 20))
    f.MeasureFactory(finding=finding, responsible=world["awo"], resolved_on=date(2026, 6, 1))
    another_name(world)
    told = facts.known(year=2026, as_of=DAY)
    assert (told.agreements[0].partners[0], told.money.rows[0][1], told.dialogue.measure_rows[0].owner) == (
        "dem AWO-Kreisverband Bielefeld",
        "AWO",
        "AWO",
    )
