"""The demo data: the source's facts as of their day, fictional years that keep every rule, and no echo.

The pages' own words (`in_force`, `with_totals`, `agreed` …) ask the questions, so that the demo is
measured by what people will see.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from funding.models import Decision, Disbursement, FiscalYear, ProofOfUse
from partners.models import Agreement, Contact, Mandate, Negotiation, Notification, Partner, User
from quality_dialog.models import (
    Assessment,
    Cycle,
    Dialogue,
    Finding,
    IndicatorValue,
    Measure,
    Meeting,
    Report,
    Statement,
    TextBlock,
)
from quality_dialog.report.statuses import ReportStatus
from quartiersarbeit.demo import people
from sites.models import Coverage, Seat, Site

SOURCE_DAY, BEFORE = date(2021, 1, 26), date(2020, 2, 1)
DAYS = [date(2026, 11, 22), date(2027, 1, 1), date(2028, 2, 29)]
HAPPENED = (
    *("drafted_on", "approved_on", "certified_on", "released_on", "paid_on"),
    *("submitted_on", "accepted_on", "given_on"),
)
REAL = (
    "BGW",
    "AWO-Kreisverband Bielefeld",
    "Verein Alt und Jung Nord-Ost",
    "Wohnungsbaugenossenschaft GSWG",
)


@pytest.fixture(scope="module", params=DAYS, ids=str)
def example_day(request) -> date:
    return request.param


@pytest.fixture
def today(loaded, db) -> date:
    """The day on which the demo was loaded."""
    return loaded


# --- The source, as of its day -------------------------------------------------------------------


def known(on: date) -> dict[str, int]:
    """What the network counts as of a day."""
    return {
        "covered sites": Site.objects.covered(on).count(),
        "seats": Seat.objects.valid(on).count(),
        "agreements": Agreement.objects.concluded(on).count(),
        "talks": Negotiation.objects.begun(on).count(),
        "mandates": Mandate.objects.decided(on).count(),
        "years": FiscalYear.objects.opened(on).count(),
        "cycles": Cycle.objects.opened(on).count(),
        "findings": Finding.objects.shared(on).count(),
        "decisions": Decision.objects.planned(on).count(),
        "payments": Disbursement.objects.paid(on).count(),
    }


def test_as_of_the_source_s_day_only_the_source_is_known(today):
    nothing = dict.fromkeys(("cycles", "findings", "decisions", "payments"), 0)
    assert known(SOURCE_DAY) == nothing | {
        "covered sites": 7,
        "seats": 10,
        "agreements": 1,
        "talks": 4,
        "mandates": 1,
        "years": 1,
    }


def test_before_the_resolution_nothing_is_known(today):
    assert set(known(BEFORE).values()) == {0}


def test_the_mandate_says_what_the_source_says(today):
    mandate = Mandate.objects.get()
    assert (
        mandate.reference,
        mandate.decided_on,
        mandate.committee.short_name,
        mandate.annual_limit,
        mandate.site_limit,
    ) == ("10517/2014-2020", date(2020, 3, 17), "SGA", Decimal("80000.00"), 10)


def test_the_parties_stand_in_the_source_s_order(today):
    agreement = Agreement.objects.concluded(SOURCE_DAY).get()
    parties = [party.partner.name_after_mit for party in agreement.parties.select_related("partner")]
    assert parties == [
        "der BGW",
        "dem AWO-Kreisverband Bielefeld",
        "dem Verein Alt und Jung Nord-Ost",
    ]


def test_the_talks_stand_where_the_source_leaves_them(today):
    talks = Negotiation.objects.with_state(SOURCE_DAY).filter(state__isnull=False).order_by("pk")
    assert [(talk.sector, talk.extent, talk.state, talk.public_wording) for talk in talks] == [
        (
            "service_provider",
            "one",
            "paused",
            "vor dem Hintergrund der coronabedingten Einschränkungen",
        ),
        ("housing", "at_least_one", "planned", None),
        ("service_provider", "possibly_more", "planned", None),
        (
            "housing",
            "one",
            "failed",
            "aufgrund unterschiedlicher Vorstellungen zu den Rahmenbedingungen der Zusammenarbeit",
        ),
    ]


def test_both_committees_hear_of_it_in_their_order(today):
    meetings = Meeting.objects.filter(held_on__year=2021).order_by("held_on")
    assert [str(meeting) for meeting in meetings] == ["SGA am 26.01.2021", "Seniorenrat am 24.03.2021"]


def test_the_introduction_is_two_paragraphs(today):
    assert len(TextBlock.objects.valid(SOURCE_DAY).get().body.split("\n\n")) == 2


def test_nothing_is_invented_about_real_organisations(today):
    real = Partner.objects.filter(name__in=REAL)
    invented = {
        getattr(partner, field)
        for partner in real
        for field in ("legal_form", "street", "postcode", "city", "phone", "website", "iban")
    }
    contacts = Contact.objects.filter(partner__in=real).count()
    signatories = set(real.values_list("parties__signatory", flat=True)) - {None}
    assert (real.count(), invented, contacts, signatories) == (4, {""}, 0, {""})


def test_everybody_else_and_every_site_is_marked_as_an_example(today):
    unmarked = {str(partner) for partner in Partner.objects.exclude(name__in=REAL).filter(is_example=False)}
    unmarked |= {str(site) for site in Site.objects.filter(is_example=False)}
    assert unmarked == set()


def test_assumed_days_say_so(today):
    steps = Negotiation.objects.begun(SOURCE_DAY).values_list("steps__internal_note", flat=True)
    agreement = Agreement.objects.concluded(SOURCE_DAY).get()
    assert (all("angenommen" in note for note in steps), agreement.note) == (
        True,
        "Datum angenommen; die Mitteilung nennt es nicht.",
    )


# --- Today: alive, and within every rule ---------------------------------------------------------


def test_nine_of_ten_seats_are_taken(today):
    assert (
        Site.objects.covered(today).count(),
        Coverage.objects.in_force(today).count(),
        Seat.objects.free(today).count(),
    ) == (9, 9, 1)


def test_the_source_s_agreement_still_runs(today):
    original = Agreement.objects.concluded(SOURCE_DAY).get()
    assert original in Agreement.objects.in_force(today)


def test_one_agreement_waits_for_a_signature(today):
    waiting = Agreement.objects.filter(sent_on__isnull=False).exclude(pk__in=Agreement.objects.signed(today))
    assert [str(agreement.status_on(today)) for agreement in waiting] == ["zur Unterschrift versandt"]


def test_every_year_keeps_within_what_is_available(today):
    years = FiscalYear.objects.with_totals(today)
    assert {year.year for year in years if not 0 <= year.paid <= year.committed <= year.available} == set()


def test_the_running_year_has_money_planned_committed_paid_and_free(today):
    year = FiscalYear.objects.with_totals(today).get(year=today.year)
    assert year.available > year.planned > year.committed > year.paid > 0
    assert year.free > 0


def test_years_gone_by_are_closed_once_their_february_is_over(today):
    still_open = FiscalYear.objects.filter(closed_on__isnull=True).values_list("year", flat=True)
    expected = {today.year} if today >= date(today.year, 2, 15) else {today.year - 1, today.year}
    assert set(still_open) == expected


def test_one_decision_waits_for_the_second_person(today):
    koordination, freigabe = User.objects.filter(
        email__in=["koordination@example.org", "freigabe@example.org"]
    )
    waiting = [
        Decision.objects.awaiting_approval_by(user, today).count() for user in (koordination, freigabe)
    ]
    assert sorted(waiting) == [0, 1]


def test_payments_of_the_running_year_stand_at_every_step(today):
    payments = Disbursement.objects.filter(allocation__fiscal_year__year=today.year)
    steps = {(bool(p.certified_on), bool(p.released_on), bool(p.paid_on)) for p in payments}
    assert steps == {(False, False, False), (True, False, False), (True, True, False), (True, True, True)}


def test_older_proofs_are_accepted_to_the_cent(today):
    older = ProofOfUse.objects.filter(allocation__fiscal_year__year__lte=today.year - 2)
    open_ones = older.filter(accepted_on__isnull=True).count()
    wrong = [
        proof
        for proof in older.select_related("allocation")
        if sum(line.planned for line in proof.lines.all())
        != sum(decision.amount for decision in proof.allocation.decisions.all())
    ]
    assert (older.exists(), open_ones, wrong) == (True, 0, [])


def test_what_was_not_spent_is_claimed_back(today):
    year = FiscalYear.objects.with_totals(today).get(year=today.year - 2)
    claimed = sum(
        claim.amount
        for allocation in year.allocations.prefetch_related("repayment_claims")
        for claim in allocation.repayment_claims.all()
    )
    assert year.committed - year.proven == claimed


@pytest.mark.parametrize(
    "model", [Decision, Disbursement, ProofOfUse, Statement, Assessment, Dialogue], ids=lambda m: m.__name__
)
def test_nothing_that_happened_lies_ahead(today, model):
    fields = {field.name for field in model._meta.fields} & set(HAPPENED)
    ahead: list[Any] = [row for name in fields for row in model.objects.filter(**{f"{name}__gt": today})]
    assert ahead == []


def test_the_running_cycle_has_a_dialogue_for_every_covered_site(today):
    sites = {dialogue.site for dialogue in Dialogue.objects.filter(cycle__year=today.year)}
    assert sites == set(Site.objects.covered(today))


def test_findings_have_every_outcome(today):
    running = Finding.objects.filter(dialogue__cycle__year=today.year)
    drafts = running.filter(shared_on__isnull=True)
    assert {
        "agreed": running.agreed(today).exists(),
        "disputed": running.disputed(today).count(),
        "open": running.open(today).count(),
        "city's draft": drafts.filter(raised_for__isnull=True).count(),
        "partner's draft": drafts.filter(raised_for__isnull=False).count(),
        "carried over": running.filter(carried_over_from__isnull=False).count(),
    } == {
        "agreed": True,
        "disputed": 1,
        "open": 1,
        "city's draft": 1,
        "partner's draft": 1,
        "carried over": 2,
    }


def test_two_measures_are_overdue_and_one_was_postponed(today):
    opened = Cycle.objects.get(year=today.year).opened_on
    on = max(today, opened + timedelta(days=1))  # what a year takes over counts there from the day after
    unfinished = Measure.objects.unfinished(on).with_due(on)
    postponed = [measure for measure in unfinished if measure.due > measure.due_on]
    assert (Measure.objects.overdue(on).count(), len(postponed)) == (2, 1)


def test_assessments_are_partly_in_and_one_value_is_missing(today):
    year = {"dialogue__cycle__year": today.year}
    submitted = Assessment.objects.filter(**year, submitted_on__isnull=False).exists()
    begun = Assessment.objects.filter(**year, submitted_on__isnull=True).exists()
    missing = IndicatorValue.objects.filter(**year, value__isnull=True).count()
    assert (submitted, begun, missing) == (True, True, 1)


def test_talks_of_today_stand_at_different_points(today):
    talks = Negotiation.objects.with_state(today).filter(is_example=True)
    assert sorted(talk.state for talk in talks) == ["failed", "in_talks", "paused", "planned", "terms_agreed"]


def test_each_committee_meets_again(today):
    ahead = Meeting.objects.filter(held_on__gt=today)
    assert {meeting.committee.short_name for meeting in ahead} == {"SGA", "Seniorenrat"}


def test_reports_on_the_source_and_on_last_year_are_published_and_this_years_is_drafted(today):
    reports = Report.objects.order_by("year")
    assert [(report.year, report.sections.exists(), report.status_on(today)) for report in reports] == [
        (2021, True, ReportStatus.PUBLISHED),
        (today.year - 1, True, ReportStatus.PUBLISHED),
        (today.year, True, ReportStatus.DRAFT),
    ]


# --- Accounts ------------------------------------------------------------------------------------


@pytest.mark.parametrize("account", people.ACCOUNTS)
def test_an_account_signs_in_and_has_its_role(today, client, account):
    user = User.objects.get(email=f"{account}@example.org")
    client.post(reverse("account_login"), {"login": user.email, "password": people.PASSWORD})
    role = people.ACCOUNTS[account][1]
    assert (client.session.get("_auth_user_id"), [group.name for group in user.groups.all()]) == (
        str(user.pk),
        [role],
    )


def test_addresses_are_verified(today):
    addresses = EmailAddress.objects.filter(verified=True, primary=True)
    assert set(addresses.values_list("email", flat=True)) == {
        f"{name}@example.org" for name in people.ACCOUNTS
    }


def test_only_verwaltung_enters_the_admin(today):
    staff = User.objects.filter(is_staff=True, is_superuser=True)
    assert [user.email for user in staff] == ["admin@example.org"]


def test_partners_speak_for_their_organisation(today):
    partners = User.objects.filter(groups__name="Partner").order_by("email")
    assert [user.partner.short_name for user in partners] == ["Alt und Jung Nord-Ost", "AWO", "BGW"]


# --- News ----------------------------------------------------------------------------------------


def test_what_is_older_than_six_weeks_was_opened_and_what_is_newer_is_new(today):
    news = Notification.objects.values_list("on", "read_at")
    wrong = [on for on, read_at in news if (read_at is None) != (on >= today - timedelta(days=42))]
    assert (len(news) > 0, wrong) == (True, [])


def test_everybody_who_takes_part_finds_something_new_or_read(today):
    roles = ("koordination", "freigabe", "awo", "altundjung", "bgw", "seniorenrat", "revision")
    told = set(Notification.objects.values_list("recipient__email", flat=True))
    assert {f"{name}@example.org" for name in roles} - told == set()
