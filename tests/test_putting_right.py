"""A wrong step, signature, notice, year or name is put right by a second act; a deadline is put off by one."""

import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from funding import rules
from funding.models import Decision, RepaymentClaim
from funding.statuses import DisbursementStatus
from partners.models import Agreement, FormerName, Notification, Partner, WayBack
from partners.models.merging import merge, rename
from partners.models.taking_back import correct_signature, correct_step, correct_termination
from quality_dialog.dialogue.models.removing import correct_year, discard_cycle
from quality_dialog.report.models.putting_right import correct_submission
from quality_dialog.report.naming import names_on
from sites.models import Site
from sites.models.putting_right import correct_closing, correct_end
from sites.news import SITE_CLOSED
from tests import factories as f
from tests.people import in_group

DAY = date(2026, 7, 15)
WHY = "Falsch abgeschrieben."
pytestmark = pytest.mark.django_db


def code_of(act, **given) -> str:
    with pytest.raises(ValidationError) as refusal:
        act(**given)
    errors = getattr(refusal.value, "error_dict", None)
    return next(iter(errors.values()))[0].code if errors else refusal.value.code


# --- Talks and agreements ----------------------------------------------------------------------------


def test_a_wrong_step_is_put_right_between_its_neighbours(koordination):
    talk = f.NegotiationFactory()
    _first, wrong, _last = (
        f.StepFactory(negotiation=talk, on=date(2026, month, 1), state="in_talks") for month in (1, 3, 5)
    )
    given = {"state": "paused", "reason_code": "staff", "reason": WHY, "by": koordination, "on": DAY}
    for day in (date(2025, 12, 31), date(2026, 5, 2)):
        assert code_of(correct_step, step=wrong, day=day, **given) == "step_out_of_order"
    correct_step(wrong, day=date(2026, 2, 1), **given)
    wrong.refresh_from_db()
    kept = WayBack.objects.of(talk).get()
    assert (wrong.on, wrong.state, kept.before, kept.reason) == (
        date(2026, 2, 1),
        "paused",
        "01.03.2026: im Gespräch",
        WHY,
    )


def test_another_wording_waits_for_its_release_again(koordination):
    step = f.StepFactory(state="failed", reason_code="staff", released=True)
    given = {"state": "failed", "reason_code": "staff", "reason": WHY, "by": koordination, "on": DAY}
    correct_step(step, day=step.on, public_wording="aufgrund eines Brandes", **given)
    step.refresh_from_db()
    assert (step.public_wording, step.wording_released_on) == ("aufgrund eines Brandes", None)


def test_a_wrong_day_of_signature_is_put_right_and_both_days_stay(koordination, client_of):
    agreement = f.AgreementFactory()
    party = agreement.parties.first()
    address = reverse("partners:signature_correct", args=[agreement.pk, party.pk])
    typed = {"signed_on": "03.03.2025", "signatory": "Vorstand", "reason": WHY}
    answer = client_of(koordination).post(address, typed, follow=True)
    party.refresh_from_db()
    assert party.signed_on == date(2025, 3, 3)
    page = answer.content.decode()
    assert all(said in page for said in ("Zurückgenommen und berichtigt", "01.01.2025", "03.03.2025", WHY))


def test_a_signature_is_not_put_right_to_a_day_before_the_dispatch(koordination):
    agreement = f.AgreementFactory(sent_on=date(2024, 12, 1))
    given = {"party": agreement.parties.first(), "reason": WHY, "by": koordination, "on": DAY}
    assert code_of(correct_signature, signed_on=date(2024, 11, 30), **given) == "signed_too_early"
    assert code_of(correct_signature, signed_on=DAY + timedelta(days=1), **given) == "future"


def test_a_termination_is_put_right(koordination):
    given = {"terminated_on": date(2026, 3, 1), "terminated_to": date(2026, 12, 31)}
    ended = f.AgreementFactory(**given, terminated_by=koordination, termination_reason="Umzug")
    act = {"agreement": ended, "reason": WHY, "by": koordination, "on": DAY}
    assert code_of(correct_termination, terminated_to=date(2026, 2, 28), **act) == "before_notice"
    correct_termination(terminated_to=date(2027, 3, 31), **act)
    kept = WayBack.objects.of(ended).get()
    assert (kept.before, kept.after) == ("31.12.2026", "31.03.2027")
    assert Agreement.objects.get(pk=ended.pk).terminated_to == date(2027, 3, 31)


def test_an_agreement_of_2023_is_entered_with_its_days(koordination):
    """What was, is entered in its order; nothing asks for the day of the entry."""
    parties = [{"partner": f.PartnerFactory(), "role": "provider", "position": 1}]
    terms = {"title": "Vereinbarung 2023", "starts_on": date(2023, 4, 1)}
    old = Agreement.objects.draft(parties=parties, on=DAY, coordination_on=date(2023, 1, 10), **terms)
    old.send(sent_on=date(2023, 2, 1), by=koordination, on=DAY)
    party = old.parties.get()
    signed = {"party": party, "signatory": "Vorstand", "by": koordination, "on": DAY}
    assert code_of(old.sign, signed_on=date(2023, 1, 31), **signed) == "signed_too_early"
    old.sign(signed_on=date(2023, 3, 1), **signed)
    assert old.status_on(date(2023, 5, 1)) == "in_force"


# --- The year and its deadlines ----------------------------------------------------------------------


def test_a_year_opened_as_another_one_is_put_right(koordination):
    cycle = f.CycleFactory(year=2025, opened_on=date(2025, 1, 15))
    f.DialogueFactory(cycle=cycle)
    given = {"reason": WHY, "by": koordination, "on": DAY, "report_due_on": date(2026, 9, 30)}
    given |= {"assessment_due_on": date(2026, 4, 30), "meetings_due_on": date(2026, 6, 30)}
    correct_year(cycle, year=2026, **given)
    kept = WayBack.objects.of(cycle).get(fact="year")
    assert (cycle.year, kept.before, kept.after, kept.reason) == (2026, "2025", "2026", WHY)


def test_a_deadline_of_the_year_is_put_off_only_with_a_reason(koordination):
    cycle = f.CycleFactory()
    given = {"by": koordination, "on": DAY, "meetings_due_on": date(2026, 8, 31)}
    given |= {"assessment_due_on": cycle.assessment_due_on, "report_due_on": cycle.report_due_on}
    assert code_of(cycle.revise, **given) == "reason_missing"
    cycle.revise(reason=WHY, **given)
    kept = WayBack.objects.of(cycle).get()
    assert (kept.fact, kept.before, kept.after) == ("meetings_due_on", "30.06.2026", "31.08.2026")


@pytest.mark.parametrize(
    ("made", "address"),
    [
        (lambda: f.ProofOfUseFactory(), "funding:proof_extend"),
        (lambda: f.RepaymentClaimFactory(issued=True), "funding:claim_extend"),
    ],
    ids=["proof", "claim"],
)
def test_a_deadline_is_put_off_by_an_act_that_says_why(made, address, client_of):
    row = made()
    client, stood = client_of(in_group("Freigabe")), row.due_on
    at = reverse(address, args=[row.allocation_id if "proof" in address else row.pk])
    early = client.post(at, {"due_on": f"{stood:%d.%m.%Y}", "reason": WHY})
    assert "nennen Sie einen späteren Tag" in early.content.decode()
    client.post(at, {"due_on": f"{stood + timedelta(days=30):%d.%m.%Y}", "reason": WHY})
    row.refresh_from_db()
    kept = WayBack.objects.of(row).get()
    assert (row.due_on, kept.way, kept.reason) == (stood + timedelta(days=30), "extended", WHY)


def test_a_partner_gets_more_time_to_read(koordination):
    shown = f.PartnerReadingFactory()
    stood = shown.due_on
    assert code_of(shown.extend, due_on=stood, reason=WHY, by=koordination, on=DAY) == "not_later"
    shown.extend(due_on=stood + timedelta(days=7), reason=WHY, by=koordination, on=DAY)
    assert WayBack.objects.visible_to(koordination).of(shown).get().before == f"{stood:%d.%m.%Y}"


# --- Money -------------------------------------------------------------------------------------------


def test_a_revocation_takes_planned_instalments_along(koordination, freigabe, client_of):
    allocation = f.DecisionFactory(approved=True, amount=Decimal("8000.00")).allocation
    early = f.DisbursementFactory(allocation=allocation, number=1, due_on=date(2026, 3, 1))
    late = f.DisbursementFactory(allocation=allocation, number=2, due_on=date(2026, 9, 1))
    given = {"reason": "Der Kurs fällt aus.", "by": koordination, "on": DAY}
    draft = f.heard(allocation.draft(kind="revocation", amount=Decimal("-6000.00"), **given))
    page = client_of(freigabe).get(draft.get_absolute_url()).content.decode()
    assert "2. Rate" in page.partition("Mit der Freigabe werden vorgesehene Raten gestrichen")[2]
    draft.approve(by=freigabe, on=DAY)
    stands = [row.status_on(DAY) for row in (early, late)]
    assert stands == [DisbursementStatus.PLANNED, DisbursementStatus.DROPPED]
    assert Decision.objects.get(pk=draft.pk).approved_on == DAY


def test_what_was_certified_once_can_still_be_dropped(koordination, client_of):
    """Its withdrawal keeps the row, and used to keep its money bound for ever."""
    row = f.DisbursementFactory(certified=True)
    row.withdraw(reason="Betrag falsch.", by=koordination, on=row.certified_on)
    row.refresh_from_db()
    client_of(koordination).post(reverse("funding:disbursement_drop", args=[row.pk]), {"reason": WHY})
    row.refresh_from_db()
    assert (row.status_on(date.max), row.drop_reason) == (DisbursementStatus.DROPPED, WHY)
    assert row.allocation.plannable() == row.allocation.committed_now


def test_a_signed_instalment_is_not_dropped(koordination):
    row = f.DisbursementFactory(certified=True)
    assert code_of(row.drop, reason=WHY, by=koordination, on=DAY) == "disbursement_signed"


def issued(**facts) -> RepaymentClaim:
    terms = {"interest_rate": Decimal("5.00"), "interest_source": "§ 49a", "due_on": date(2027, 6, 30)}
    return f.RepaymentClaimFactory(issued=True, amount=Decimal("250.00"), **terms | facts)


def test_a_claim_takes_partial_receipts(koordination):
    claim = issued()
    first, second, last = date(2027, 7, 31), date(2027, 8, 31), date(2027, 9, 30)
    given = {"reference": "KA-1", "by": koordination, "on": last}
    claim.receive(paid_on=first, received=Decimal("100.00"), **given)
    claim.receive(paid_on=second, received=Decimal("50.00"), **given)
    assert (claim.outstanding, RepaymentClaim.objects.get(pk=claim.pk).paid_on) == (Decimal("100.00"), None)
    assert code_of(claim.receive, paid_on=first, received=Decimal("1.00"), **given) == "before_last_receipt"
    owed = claim.outstanding + claim.interest(last)
    assert code_of(claim.receive, paid_on=last, received=owed + rules.CENT, **given) == "received_too_much"
    claim.receive(paid_on=last, received=owed, **given)
    assert (claim.paid_on, claim.received, claim.outstanding) == (last, owed, 0)


def test_interest_runs_on_what_was_open_each_day():
    """30 days on 250 €, 31 on 150 €, 30 on 100 €, at 5 percent of 365 days a year."""
    claim, by = issued(), f.UserFactory()
    for day, received in ((date(2027, 7, 31), "100.00"), (date(2027, 8, 31), "50.00")):
        claim.receive(paid_on=day, received=Decimal(received), reference="x", by=by, on=day)
    days = 250 * 30 + 150 * 31 + 100 * 30
    expected = (Decimal(days) * 5 / 36500).quantize(Decimal("0.01"))
    assert claim.interest(date(2027, 9, 30)) == expected == Decimal("2.08")


def test_parts_of_a_claim_count_once_in_the_rest_of_their_years(koordination):
    claim = issued()
    year = claim.allocation.fiscal_year
    given = {"reference": "KA-1", "by": koordination, "on": date(2027, 9, 30)}
    before = year.rest_on(date(2027, 7, 1))
    claim.receive(paid_on=date(2027, 7, 31), received=Decimal("100.00"), **given)
    assert year.rest_on(date(2027, 8, 1)) - before == Decimal("100.00")
    claim.receive(paid_on=date(2027, 9, 30), received=Decimal("150.00"), **given)
    assert year.rest_on(date(2027, 9, 30)) - before == Decimal("250.00")


def test_a_credit_note_lowers_what_was_spent(client_of):
    proof = f.ProofOfUseFactory()
    client = client_of(in_group("Koordination"))
    typed = {"version": proof.version, "narrative": "Es ging gut.", "spent_staff": "1.000,00"}
    client.post(reverse("funding:proof_edit", args=[proof.allocation_id]), typed | {"spent_credit": "120,50"})
    proof.refresh_from_db()
    assert {line.category: line.spent for line in proof.lines.all()} == {
        "staff": Decimal("1000.00"),
        "credit": Decimal("-120.50"),
    }
    assert proof.funded() == Decimal("879.50")
    page = client.get(proof.get_absolute_url()).content.decode()
    assert "Gutschriften und Erstattungen" in page


# --- Partners ----------------------------------------------------------------------------------------


def test_an_older_day_says_the_older_name(koordination, client_of):
    partner = f.PartnerFactory(name="Verein Alt e. V.", short_name="Alt", name_after_mit="dem Verein Alt")
    given = {"name": "Verein Neu e. V.", "short_name": "Neu", "name_after_mit": "dem Verein Neu"}
    rename(partner, **given, starts_on=date(2026, 3, 1), reason="Neue Satzung.", by=koordination, on=DAY)
    called = [names_on(day).after_mit(partner) for day in (date(2026, 2, 28), date(2026, 3, 1))]
    assert called == ["dem Verein Alt", "dem Verein Neu"]
    page = client_of(koordination).get(partner.get_absolute_url()).content.decode()
    assert "Vormals" in page
    assert "Verein Alt e. V. (bis 28.02.2026)" in page
    again = {"starts_on": date(2026, 2, 1), "reason": WHY, "by": koordination, "on": DAY}
    assert code_of(rename, partner=partner, **given | again) == "before_last_name"


def test_two_entries_of_one_organisation_become_one(koordination, client_of):
    double, stays = f.PartnerFactory(), f.PartnerFactory()
    talk, contact = f.NegotiationFactory(partner=double), f.ContactFactory(partner=double)
    role = f.AssignmentFactory(partner=double)
    agreement = f.AgreementFactory(parties=[double])
    address = reverse("partners:partner_merge", args=[double.pk])
    shown = client_of(koordination).get(address).content.decode()
    assert "geht über" in shown
    answer = client_of(koordination).post(address, {"into": stays.pk, "reason": "Doppelt erfasst."})
    assert answer.url == stays.get_absolute_url()
    for row in (double, talk, contact):
        row.refresh_from_db()
    assert (double.merged_into, talk.partner, contact.partner) == (stays, stays, stays)
    assert agreement.parties.get().partner == double  # the past stays
    assert role.site.assignments.filter(partner=stays, role=role.role).exists()
    page = client_of(koordination).get(double.get_absolute_url()).content.decode()
    assert stays.get_absolute_url() in page


def test_a_merged_partner_stays_merged_and_stops_later_steps(koordination):
    double, stays = f.PartnerFactory(), f.PartnerFactory(short_name="Bleibt")
    merge(double, into=stays, reason="Doppelt.", by=koordination, on=DAY)
    assert code_of(double.reactivate, by=koordination, on=DAY) == "partner_merged"
    assert code_of(merge, partner=double, into=stays, reason="x", by=koordination, on=DAY) == "partner_merged"
    draft = f.AgreementFactory(parties=[double], parties__signed_on=None)
    with pytest.raises(ValidationError, match="Nehmen Sie Bleibt"):
        draft.send(sent_on=DAY, by=koordination, on=DAY)


def test_nobody_merges_an_organisation_whose_people_still_sign_in(koordination, awo, partner_user, bgw):
    assert code_of(merge, partner=awo, into=bgw, reason="x", by=koordination, on=DAY) == "accounts_first"
    assert code_of(merge, partner=bgw, into=bgw, reason="x", by=koordination, on=DAY) == "merged_into_itself"


def test_a_deactivated_partner_stops_the_release_of_its_money_and_says_what_to_do(koordination, freigabe):
    row = f.DisbursementFactory(certified=True)
    recipient = row.allocation.recipient
    Partner.objects.filter(pk=recipient.pk).update(deactivated_on=DAY, deactivated_by=koordination)
    with pytest.raises(ValidationError, match="reaktiviert den Partner") as refusal:
        row.release(by=freigabe, on=DAY)
    assert refusal.value.code == "partner_inactive"


def test_a_partner_reads_what_was_put_off_for_it_and_nothing_of_others(partner_user, awo, bgw):
    own, other = f.WayBackFactory(partner=awo), f.WayBackFactory(partner=bgw)
    inner = f.WayBackFactory()
    assert list(WayBack.objects.visible_to(partner_user)) == [own]
    assert {other, inner} <= set(WayBack.objects.visible_to(in_group("Revision")))
    assert list(FormerName.objects.visible_to(partner_user)) == []


def test_a_partner_left_on_a_day_in_the_past_and_never_before_it_came(koordination, client_of):
    partner = f.PartnerFactory(entered_on=date(2024, 1, 1))
    address = reverse("partners:partner_deactivate", args=[partner.pk])
    early = client_of(koordination).post(address, {"left_on": "31.12.2023"}).content.decode()
    assert "nimmt erst seit dem 01.01.2024 teil" in early
    client_of(koordination).post(address, {"left_on": "30.06.2024"})
    partner.refresh_from_db()
    assert partner.deactivated_on == date(2024, 6, 30)
    page = client_of(koordination).get(partner.get_absolute_url()).content.decode()
    assert "Nacherfasst" in page


# --- A report's submission --------------------------------------------------------------------------


LATER = date(2026, 11, 20)


def submitted(koordination, freigabe):
    report = f.ReportFactory(approved=True)
    report.submit(submitted_on=report.approved_on, by=koordination, on=LATER)
    return report


def test_the_day_of_a_submission_is_put_right_and_the_paper_stays(koordination, freigabe, client_of):
    report = submitted(koordination, freigabe)
    day, stood, seal = report.approved_on + timedelta(days=1), report.submitted_on, report.seal_sha256
    given = {"submitted_on": f"{day:%d.%m.%Y}", "reason": WHY}
    address = reverse("quality_dialog:report_submission_correct", args=[report.pk])
    page = client_of(koordination).post(address, given, follow=True)
    report.refresh_from_db()
    assert (report.submitted_on, report.seal_sha256) == (day, seal)
    kept = WayBack.objects.of(report).get()
    assert (kept.before, kept.after, kept.reason) == (f"{stood:%d.%m.%Y}", f"{day:%d.%m.%Y}", WHY)
    assert WHY in page.content.decode()


def test_a_submission_that_never_was_is_taken_out_unless_it_was_used(koordination, freigabe):
    report = submitted(koordination, freigabe)
    act = {"report": report, "reason": WHY, "by": koordination, "on": LATER}
    assert code_of(correct_submission, submitted_on=date(2020, 1, 1), **act) == "submitted_outside"
    correct_submission(submitted_on=None, **act)
    assert (report.submitted_on, report.submitted_by) == (None, None)
    assert code_of(correct_submission, submitted_on=None, **act) == "not_submitted"
    report.submit(submitted_on=report.approved_on, by=koordination, on=LATER)
    report.publish(by=freigabe, on=LATER)
    assert code_of(correct_submission, submitted_on=None, **act) == "submission_used"


# --- The end of a seat and of a role ------------------------------------------------------------------


def test_a_seat_ended_by_mistake_goes_on_and_the_page_says_why(koordination, client_of):
    held = f.CoverageFactory(ends_on=None, agreement__ends_on=None)
    held.end(ends_on=DAY, by=koordination, on=DAY)
    page = client_of(koordination).get(held.site.get_absolute_url()).content.decode()
    address = reverse("sites:coverage_end_correct", args=[held.site_id, held.pk])
    assert address in page
    shown = client_of(koordination).post(address, {"ends_on": "", "reason": WHY}, follow=True)
    held.refresh_from_db()
    assert (held.ends_on, WHY in shown.content.decode()) == (None, True)
    assert address not in shown.content.decode()


def test_a_role_ends_on_the_right_day_unless_somebody_has_taken_it(koordination, client_of):
    role = f.AssignmentFactory(ends_on=DAY)
    address = reverse("sites:assignment_end_correct", args=[role.site_id, role.pk])
    f.AssignmentFactory(site=role.site, role=role.role, starts_on=DAY + timedelta(days=10))
    given = {"ends_on": "", "reason": WHY}
    refused = client_of(koordination).post(address, given).context["form"]
    assert [one.code for found in refused.errors.as_data().values() for one in found] == [
        "assignment_role_once_at_a_time"
    ]
    client_of(koordination).post(address, given | {"ends_on": f"{DAY + timedelta(days=9):%d.%m.%Y}"})
    role.refresh_from_db()
    assert role.ends_on == DAY + timedelta(days=9)


def test_an_end_is_put_right_within_what_holds(koordination):
    running, given = f.AssignmentFactory(), {"reason": WHY, "by": koordination, "on": DAY}
    assert code_of(correct_end, row=running, ends_on=DAY, **given) == "not_ended"
    ended = f.CoverageFactory(ends_on=DAY, agreement__ends_on=None)
    early = ended.starts_on - timedelta(days=1)
    assert code_of(correct_end, row=ended, ends_on=early, **given) == "order"
    with pytest.raises(DatabaseError, match="way_back_changes_something"):
        correct_end(ended, ends_on=DAY, **given)


# --- The last day of a site ---------------------------------------------------------------------------

BEFORE, AFTER = DAY - timedelta(days=20), DAY + timedelta(days=20)


def closed_site(koordination, **facts) -> Site:
    """A site with seat, role and offer, closed on DAY."""
    held = f.CoverageFactory(**{"ends_on": None, "agreement__ends_on": None} | facts)
    f.AssignmentFactory(site=held.site)
    f.OfferFactory(site=held.site)
    held.site.close(by=koordination, on=DAY)
    return held.site


def ends(site: Site) -> set[date | None]:
    """The last days of all that the site had, and its own."""
    rows = (site.coverages, site.assignments, site.offers)
    return {site.closed_on, *(last for of_kind in rows for last in of_kind.values_list("ends_on", flat=True))}


@pytest.mark.parametrize("right", [BEFORE, AFTER])
def test_a_site_closed_on_a_wrong_day_is_put_right_with_all_that_ended_with_it(
    koordination, client_of, right
):
    site, clerk, _told = closed_site(koordination), client_of(koordination), in_group("Koordination")
    address = reverse("sites:site_closing_correct", args=[site.pk])
    assert address in clerk.get(site.get_absolute_url()).content.decode()
    shown = clerk.post(address, {"closed_on": f"{right:%d.%m.%Y}", "reason": WHY}, follow=True)
    site.refresh_from_db()
    assert (ends(site), WHY in shown.content.decode()) == ({right}, True)
    assert Notification.objects.filter(kind=SITE_CLOSED.code, text__contains=f"{right:%d.%m.%Y}").exists()


def test_a_seat_lasts_no_longer_than_to_its_own_end_whenever_the_site_was_closed(koordination):
    own = DAY + timedelta(days=5)
    site = closed_site(koordination, ends_on=own)
    given = {"reason": WHY, "by": koordination, "on": LATER}
    correct_closing(site, closed_on=AFTER, **given)
    assert site.coverages.get().ends_on == own
    correct_closing(site, closed_on=BEFORE, **given)
    assert ends(site) == {BEFORE}


def test_a_seat_that_had_ended_by_itself_on_the_day_of_the_closing_stays_ended(koordination):
    site = closed_site(koordination, ends_on=DAY)
    correct_closing(site, closed_on=AFTER, reason=WHY, by=koordination, on=LATER)
    assert (site.closed_on, site.coverages.get().ends_on) == (AFTER, DAY)


def test_a_closing_is_put_right_within_what_holds(koordination):
    given = {"reason": WHY, "by": koordination, "on": LATER}
    assert code_of(correct_closing, site=f.SiteFactory(), closed_on=DAY, **given) == "not_closed"
    site = closed_site(koordination)
    with pytest.raises(DatabaseError, match="way_back_changes_something"), transaction.atomic():
        correct_closing(site, closed_on=DAY, **given)
    with pytest.raises(DatabaseError, match="site_closed_after_opened"), transaction.atomic():
        correct_closing(site, closed_on=date(1999, 1, 1), **given)
    assert ends(site) == {DAY}


# --- What is not taken back any more -----------------------------------------------------------------


def test_a_year_that_a_report_tells_of_stays(koordination):
    report = f.ReportFactory()
    cycle = report.cycle or f.CycleFactory(year=report.year)
    type(report).objects.filter(pk=report.pk).update(cycle=cycle)
    given = {"reason": WHY, "by": koordination, "on": DAY}
    assert code_of(discard_cycle, cycle=cycle, **given) == "cycle_reported"
    assert code_of(correct_year, cycle=cycle, year=cycle.year + 1, **given) == "cycle_reported"


def test_an_answered_request_to_co_sign_stays(koordination):
    report = f.ReportFactory(reviewed=True)
    asked = f.CoSignatureFactory(report=report)
    asked.sign(by=asked.user, on=date(2026, 12, 31))
    assert code_of(asked.withdraw, reason=WHY, by=koordination, on=DAY) == "co_signature_answered"


def test_a_stop_that_is_printed_or_has_an_outcome_stays(koordination):
    printed = f.ConsultationFactory()
    given = {"reason": WHY, "by": koordination, "on": DAY}
    assert code_of(printed.withdraw, **given) == "consultation_printed"
    report = f.ReportFactory(approved=True)
    noted = f.ConsultationFactory(report=report, scheduled_on=DAY, scheduled_by=koordination)
    noted.outcome = "noted"
    assert code_of(noted.withdraw, **given) == "consultation_noted"


def test_more_time_is_given_to_whoever_was_asked(koordination):
    shown = f.PartnerReadingFactory(way="not_asked", due_on=None, reason="es nur den Namen betrifft")
    given = {"due_on": DAY, "reason": WHY, "by": koordination, "on": DAY}
    assert code_of(shown.extend, **given) == "not_asked_for"


def test_a_report_was_submitted_after_its_approval_and_not_tomorrow(koordination):
    report = f.ReportFactory(approved=True)
    given = {"by": koordination, "on": report.approved_on + timedelta(days=3)}
    for day in (report.approved_on - timedelta(days=1), report.approved_on + timedelta(days=4)):
        assert code_of(report.submit, submitted_on=day, **given) == "submitted_outside"
    report.submit(submitted_on=report.approved_on + timedelta(days=1), **given)
    assert report.submitted_on == report.approved_on + timedelta(days=1)


# --- Nothing pops up ---------------------------------------------------------------------------------


def test_no_question_pops_up_anywhere():
    """What cannot be undone says so on a page or beside its button; nothing hides in a browser's window."""
    root = Path(settings.BASE_DIR)
    files = [*root.glob("templates/**/*.html"), *root.glob("*/static/**/*.js")]
    asking = re.compile(r"\bconfirm\(|data-confirm")
    assert len(files) > 100
    assert [str(path) for path in files if asking.search(path.read_text())] == []


# --- On their pages ----------------------------------------------------------------------------------

WITH_REASON = {"reason": WHY}


def _step() -> tuple[str, list, dict]:
    step = f.StepFactory(state="in_talks")
    typed = {"day": f"{step.on:%d.%m.%Y}", "state": "contacted"}
    return "partners:step_correct", [step.negotiation_id, step.pk], typed


def _name() -> tuple[str, list, dict]:
    typed = {
        "name": "Neu e. V.",
        "short_name": "Neu",
        "name_after_mit": "dem Neu e. V.",
        "starts_on": "01.03.2026",
    }
    return "partners:partner_rename", [f.PartnerFactory().pk], typed


def _dispatch() -> tuple[str, list, dict]:
    sent = f.AgreementFactory(parties__signed_on=None, sent_on=DAY, sent_by=f.UserFactory())
    return "partners:agreement_recall", [sent.pk], {}


def _termination() -> tuple[str, list, dict]:
    given = {"terminated_on": date(2026, 3, 1), "terminated_to": date(2026, 12, 31)}
    ended = f.AgreementFactory(**given, terminated_by=f.UserFactory(), termination_reason="Umzug")
    return "partners:termination_correct", [ended.pk], {"terminated_to": ""}


def _year() -> tuple[str, list, dict]:
    typed = {"year": "2027", "report_due_on": "30.09.2027"}
    return "quality_dialog:cycle_correct_year", [f.CycleFactory().year], typed


def _stop() -> tuple[str, list, dict]:
    stop = f.ConsultationFactory(
        report=f.ReportFactory(approved=True), scheduled_on=DAY, scheduled_by=f.UserFactory()
    )
    return "quality_dialog:consultation_withdraw", [stop.report_id, stop.pk], {}


def _asked() -> tuple[str, list, dict]:
    asked = f.CoSignatureFactory()
    return "quality_dialog:co_signature_withdraw", [asked.report_id, asked.pk], {}


def _reading() -> tuple[str, list, dict]:
    shown = f.PartnerReadingFactory()
    later = {"due_on": f"{shown.due_on + timedelta(days=9):%d.%m.%Y}"}
    return "quality_dialog:reading_extend", [shown.report_id, shown.partner_id], later


@pytest.mark.parametrize(
    "made",
    [
        *(_step, _name, _dispatch, _termination, _year, _stop, _asked, _reading),
        lambda: ("partners:negotiation_discard", [f.NegotiationFactory().pk], {}),
        lambda: ("quality_dialog:cycle_discard", [f.CycleFactory().year], {}),
        lambda: ("quality_dialog:measure_take_back", [f.MeasureFactory(done=True).pk], {}),
        lambda: ("quality_dialog:term_drop", [*_of(f.ReportTermFactory())], {}),
        lambda: ("funding:fiscal_year_discard", [f.FiscalYearFactory().year], {}),
    ],
)
def test_the_page_asks_why_does_it_and_leads_on(made, koordination, client_of):
    name, args, typed = made()
    client, address = client_of(koordination), reverse(name, args=args)
    kept = WayBack.objects.count()
    refused = client.post(address, typed | {"reason": ""})
    assert (refused.status_code, "reason" in refused.context["form"].errors) == (200, True)
    done = client.post(address, typed | WITH_REASON)
    assert done.status_code == 302, done.context["form"].errors
    assert client.get(done.url).status_code == 200
    noted = {
        "quality_dialog:measure_take_back": 0,
        "quality_dialog:cycle_correct_year": 4,
    }  # the year, its deadlines
    assert WayBack.objects.count() == kept + noted.get(name, 1)


def _of(term) -> tuple[int, int]:
    return term.cycle.year, term.pk
