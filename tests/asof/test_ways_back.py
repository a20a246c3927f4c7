"""A way back counts from its day on: statuses and duties of an earlier day stay, whatever is taken back since."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache, partial

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from quality_dialog.report import asking
from quartiersarbeit import duties
from quartiersarbeit.ground.statuses import StatusQuerySet
from sites.models import Coverage
from sites.models.putting_right import correct_end
from tests import factories as f
from tests import test_ways_back as ways
from tests.asof import A_DAY
from tests.people import in_group

pytestmark = pytest.mark.django_db
WHY = "Bitte um Aufschub."

# What never held, put right from its beginning: who asks an earlier day is told what was, not what somebody had typed.
PUT_RIGHT = {
    **dict.fromkeys(
        (
            *(ways.a_talk, ways.a_step, ways.an_agreement, ways.a_partner, ways.a_year, ways.a_cycle),
            *(ways.a_claim, ways.a_request_to_co_sign, ways.a_later_stop),
        ),
        "Begun by mistake and thrown away before anything came of it: its row is gone, its `WayBack` stays.",
    ),
    **dict.fromkeys(
        (ways.a_decision, ways.a_reallocation),
        "A draft that bound nobody: its row is gone; what it had planned until then stays (`EarlierDraft`).",
    ),
    ways.a_signature: "A signature that was never given.",
    ways.a_termination: "A notice that was never given.",
}


@cache
def asked(on: date) -> list[tuple[str, str, tuple]]:
    """What is asked of a day, as SQL: where the records of each kind stood, and what was owed (to write it takes longer
    than to ask it, and nothing of it depends on what is stored)."""
    kinds = [model._default_manager.all() for model in apps.get_models()]
    columns = ("duty_kind", "duty_key", "duty_since", "duty_on")
    stood = [
        rows.with_status(on).values_list("pk", "status") for rows in kinds if isinstance(rows, StatusQuerySet)
    ]
    owed = [
        one.rows.values_list(*columns)
        for model in duties.owing()
        for one in model._default_manager.owed(on)  # type: ignore[attr-defined]
    ]
    questions = [("owed", rows) for rows in owed] + [(rows.model._meta.label, rows) for rows in stood]
    return [(name, *rows.query.sql_with_params()) for name, rows in questions]


def told(on: date, known: dict | None = None) -> dict:
    """Where every record stood that day, and what was owed; of the records in `known` alone, where given."""
    found: dict = {"owed": []}
    with connection.cursor() as cursor:
        for name, question, given in asked(on):
            cursor.execute(question, given)
            if name == "owed":
                found[name] += [tuple(map(str, row)) for row in cursor.fetchall()]
            else:
                rows = dict(cursor.fetchall())
                found[name] = {pk: rows[pk] for pk in (rows if known is None else known[name]) if pk in rows}
    return found | {"owed": sorted(found["owed"])}


def changed(act: Callable, *days: date) -> list[dict]:
    """What each of these days says otherwise after the act than before it."""
    before = [told(on) for on in days]
    act()
    after = [told(on, known) for on, known in zip(days, before, strict=True)]
    return [
        {name: (was, now[name]) for name, was in then.items() if now[name] != was}
        for then, now in zip(before, after, strict=True)
    ]


CASES = [made for made in ways.CASES if made not in PUT_RIGHT]


@pytest.mark.parametrize("made", CASES, ids=lambda made: made.__name__)
def test_what_is_taken_back_stood_until_then(made):
    assert not any(changed(made(in_group("Koordination")).act, ways.DAY - A_DAY, ways.DAY - 30 * A_DAY))


def test_what_is_put_right_from_its_beginning_is_a_case_of_its_own():
    assert set(PUT_RIGHT) <= set(ways.CASES)


# --- Put off -----------------------------------------------------------------------------------------

LATE = date(2027, 9, 1)  # after every day that stands, when it is put off
NEW = LATE + timedelta(days=60)


def a_claim_put_off(who) -> tuple[Callable, date]:
    claim = f.RepaymentClaimFactory(issued=True)
    return partial(claim.extend, due_on=NEW), claim.due_on


def a_proof_put_off(who) -> tuple[Callable, date]:
    proof = f.ProofOfUseFactory()
    return partial(proof.extend, due_on=NEW), proof.due_on


def a_reading_put_off(who) -> tuple[Callable, date]:
    reading = f.PartnerReadingFactory(way="letter", sent_on=date(2026, 12, 15), due_on=date(2026, 12, 31))
    return partial(reading.extend, due_on=NEW), reading.due_on


def deadlines_put_off(who) -> tuple[Callable, date]:
    dialogue = f.DialogueFactory()
    cycle = dialogue.cycle
    f.ParticipationFactory(dialogue=dialogue)
    f.ReportFactory(cycle=cycle, year=cycle.year)
    new = {"assessment_due_on": date(2026, 10, 1), "meetings_due_on": date(2026, 11, 1)}
    return partial(cycle.revise, **new, report_due_on=date(2026, 12, 31)), cycle.assessment_due_on


def a_first_deadline(who) -> tuple[Callable, date]:
    cycle = f.CycleFactory(assessment_due_on=None, meetings_due_on=None, report_due_on=None)
    return partial(cycle.revise, report_due_on=date(2026, 9, 30)), date(2026, 10, 15)


def a_meeting_moved(who) -> tuple[Callable, date]:
    stop = f.ConsultationFactory(meeting__held_on=date(2027, 2, 1))
    return lambda reason, by, on: stop.meeting.revise(held_on=NEW, by=by, on=on), date(2027, 2, 1)


PUT_OFF = [
    a_meeting_moved,
    a_claim_put_off,
    a_proof_put_off,
    a_reading_put_off,
    deadlines_put_off,
    a_first_deadline,
]


@pytest.mark.parametrize("made", PUT_OFF, ids=lambda made: made.__name__)
def test_a_deadline_put_off_had_passed_on_the_days_before(made):
    who = in_group("Koordination")
    act, due = made(who)
    assert not any(changed(partial(act, reason=WHY, by=who, on=LATE), due, due + A_DAY, LATE - A_DAY))


@pytest.mark.parametrize("before", ["app", "letter"])
def test_a_partner_asked_in_another_way_was_asked_in_the_first_until_then(before):
    who, partner = in_group("Koordination"), f.PartnerFactory()
    given = {"partners": [partner], "by": who, "on": LATE}
    if before == "app":
        in_group("Partner", partner=partner)
        shown = f.PartnerReadingFactory(way="app", partner=partner)
        act = partial(asking.show, shown.report, due_on=NEW, way="letter", **given)
    else:
        shown = f.PartnerReadingFactory(way="letter", sent_on=None, sent_by=None, partner=partner)
        act = partial(asking.leave_out, shown.report, reason=WHY, **given)
    assert not any(changed(act, shown.shown_on, LATE - A_DAY))


# --- Seats: given, ended, gone over ------------------------------------------------------------------

SEAT_TO, NOTICED = date(2027, 12, 31), date(2027, 3, 1)


def _seats(**facts):
    """A site on a seat, and who acts."""
    return f.CoverageFactory(agreement__ends_on=None, ends_on=SEAT_TO, **facts), in_group("Koordination")


def a_notice():
    held, who = _seats()
    facts = {"terminated_on": NOTICED, "terminated_to": NOTICED + 30 * A_DAY, "reason": WHY}
    return partial(held.agreement.terminate, **facts, short_notice=True, by=who, on=LATE)


def a_notice_before_the_next_seat_begins():
    held, who = _seats()
    f.CoverageFactory(
        site=held.site, agreement=held.agreement, seat=held.seat, starts_on=SEAT_TO + A_DAY, ends_on=None
    )
    facts = {"terminated_on": NOTICED, "terminated_to": SEAT_TO, "reason": WHY}
    return partial(held.agreement.terminate, **facts, short_notice=True, by=who, on=LATE)


def a_closing():
    held, who = _seats(site__opened_on=date(2020, 1, 1))
    return partial(held.site.close, by=who, on=NOTICED + 30 * A_DAY, known_on=NOTICED)


def a_seat_given_back():
    held, who = _seats()
    return partial(held.end, ends_on=NOTICED + 30 * A_DAY, by=who, on=NOTICED)


def an_end_put_right():
    held, who = _seats()
    return partial(correct_end, held, ends_on=NOTICED + 30 * A_DAY, reason=WHY, by=who, on=NOTICED)


def an_end_that_never_was():
    held, who = _seats()
    return partial(correct_end, held, ends_on=None, reason=WHY, by=who, on=SEAT_TO)


def a_seat_that_follows():
    held, who = _seats()
    given = {"agreement": held.agreement, "seat": held.seat, "starts_on": SEAT_TO + A_DAY}
    return partial(held.site.cover, **given, by=who, on=SEAT_TO)


def an_amendment():
    held, who = _seats(agreement__starts_on=date(2026, 1, 1))
    new = f.AgreementFactory(amends=held.agreement, starts_on=SEAT_TO + A_DAY, ends_on=None, parties=1)
    return partial(Coverage.objects.move_to, new, by=who, on=SEAT_TO + A_DAY)


@pytest.mark.parametrize(
    "made",
    [
        *(a_notice, a_notice_before_the_next_seat_begins, a_closing, a_seat_given_back, an_end_put_right),
        *(an_end_that_never_was, a_seat_that_follows, an_amendment),
    ],
    ids=lambda made: made.__name__,
)
def test_a_seat_given_or_ended_later_leaves_what_was_owed_before(made):
    """The seat that would only have followed is not given any more; that it was owed for is asked alone."""
    until = SEAT_TO if made in (an_end_that_never_was, a_seat_that_follows, an_amendment) else NOTICED
    told = changed(made(), until - A_DAY, until - 30 * A_DAY, until - 95 * A_DAY)
    if made is a_notice_before_the_next_seat_begins:
        told = [{name: then[name] for name in then if name == "owed"} for then in told]
    assert not any(told)


# --- No day that decides is changed without what stood -----------------------------------------------

# Put right where they were wrong, and then wrong from the beginning: no earlier day was told by them.
PUT_RIGHT_DAYS = {
    "partners.Mandate.valid_until": "Master data: until when a resolution holds.",
    "partners.Contact.ends_on": "Master data: until when somebody is in office.",
    "funding.LegalPeriod.valid_from": "A row of law; what was counted by it keeps its days (`Service`).",
    "funding.LegalFigure.valid_from": "A row of law; what rested on it keeps it in words (notice, claim).",
}
BOUND = {
    "sites.Coverage.ends_on": lambda: f.CoverageFactory(ends_on=date(2027, 1, 31)),
    "partners.Agreement.starts_on": lambda: f.AgreementFactory(),
    "partners.Agreement.ends_on": lambda: f.AgreementFactory(ends_on=date(2027, 12, 31)),
    "partners.RightsChange.lapses_on": lambda: f.RightsChangeFactory(),
    "funding.Disbursement.due_on": lambda: f.DisbursementFactory(released=True),
    "funding.PaymentItem.due_on": lambda: f.PaymentItemFactory(),
    "funding.ProofOfUse.due_on": lambda: f.ProofOfUseFactory(),
    "funding.RepaymentClaim.due_on": lambda: f.RepaymentClaimFactory(issued=True),
    "quality_dialog.Cycle.assessment_due_on": lambda: f.CycleFactory(),
    "quality_dialog.Cycle.meetings_due_on": lambda: f.CycleFactory(),
    "quality_dialog.Cycle.report_due_on": lambda: f.CycleFactory(),
    "quality_dialog.Extension.due_on": lambda: f.ExtensionFactory(),
    "quality_dialog.Dialogue.meeting_on": lambda: f.InvitationFactory().dialogue,
    "quality_dialog.InvitationAnswer.meeting_on": lambda: f.InvitationAnswerFactory(),
    "quality_dialog.Measure.due_on": lambda: f.MeasureFactory(),
    "quality_dialog.MeasureStep.new_due_on": lambda: f.MeasureStepFactory(new_due_on=date(2027, 1, 31)),
    "quality_dialog.Meeting.held_on": lambda: f.ConsultationFactory().meeting,
    "quality_dialog.PartnerReading.due_on": lambda: f.PartnerReadingFactory(way="letter"),
    "funding.RevocationGround.known_on": lambda: f.RevocationGroundFactory(),
    "quality_dialog.ReportTerm.due_on": lambda: f.ReportTermFactory(),
    "quality_dialog.ReportTerm.starts_on": lambda: f.ReportTermFactory(),
    "quality_dialog.CommitteeWish.due_on": lambda: f.CommitteeWishFactory(),
    "quality_dialog.WishReply.until": lambda: f.WishReplyFactory(until=date(2027, 1, 31)),
}


DAYS = {day for kind in duties.kinds().values() for day in kind.days}


@pytest.mark.parametrize("day", sorted(DAYS - set(PUT_RIGHT_DAYS)))
def test_a_day_by_which_a_duty_is_due_changes_only_with_what_stood(day):
    model, _, name = day.rpartition(".")
    row = BOUND[day]()
    later = getattr(row, name) + 40 * A_DAY
    with pytest.raises(IntegrityError), transaction.atomic():
        apps.get_model(model).objects.filter(pk=row.pk).update(**{name: later})
