"""An end reaches all that hangs on it: one effective end per line of versions, and what is told before it is done."""

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from partners.models import Agreement
from partners.statuses import AgreementStatus
from quality_dialog.report.agreements import agreement_facts
from quality_dialog.report.second_count import counted
from quartiersarbeit.duties import duties
from quartiersarbeit.ground.guards import explain
from quartiersarbeit.ground.periods import months_later
from sites.models import Assignment, Coverage, Offer, Seat, Site
from tests.factories import (
    AgreementFactory,
    AllocationFactory,
    AssignmentFactory,
    CoverageFactory,
    DecisionFactory,
    FiscalYearFactory,
    OfferFactory,
    PartyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)
START, CHANGE, END = date(2025, 1, 1), date(2026, 7, 1), date(2027, 6, 30)
KNOWN = date(2026, 9, 1)  # the day of the termination


def chain(versions: int = 3, **last) -> list[Agreement]:
    """An agreement and its signed amendments, one each half year from July 2026, all open-ended."""
    made = [AgreementFactory(starts_on=START)]
    for number in range(1, versions):
        begins = CHANGE + 184 * (number - 1) * DAY
        made.append(
            AgreementFactory(amends=made[-1], starts_on=begins, parties__signed_on=CHANGE - 30 * DAY, **last)
        )
    return made


def given_notice(agreement: Agreement, to: date = END) -> None:
    Agreement.objects.filter(pk=agreement.pk).update(
        terminated_on=KNOWN, terminated_to=to, termination_reason="Umzug"
    )


def ends(on: date) -> list[date | None]:
    rows = Agreement.objects.with_effective_end(on).order_by("pk")
    return list(rows.values_list("effective_end", flat=True))


# --- one effective end per line of versions --------------------------------------------------------


@pytest.mark.parametrize("which", [0, 1, 2])
def test_notice_of_any_version_ends_them_all(which):
    given_notice(chain()[which])
    assert ends(KNOWN) == [CHANGE - DAY, CHANGE + 183 * DAY, END]


def test_before_the_day_of_the_notice_nobody_knew():
    given_notice(chain()[0])
    assert ends(KNOWN - DAY)[-1] is None


@pytest.mark.parametrize("which", [0, 1, 2])
def test_after_notice_no_version_is_in_force_any_more(which):
    given_notice(chain()[which])
    assert [Agreement.objects.in_force(on).count() for on in (END, END + DAY, date(2029, 1, 1))] == [1, 0, 0]


def test_notice_to_a_day_before_the_amendment_begins_ends_both():
    old, new = AgreementFactory(starts_on=START), None
    new = AgreementFactory(amends=old, starts_on=date(2028, 1, 1), parties__signed_on=CHANGE)
    given_notice(new)
    assert [str(one.status_on(END + DAY)) for one in (old, new)] == ["beendet durch Kündigung"] * 2
    assert not Agreement.objects.concluded(date(2028, 2, 1)).exists()


def test_who_has_been_given_notice_says_so_on_each_version_in_force():
    *_, last = chain(2)
    given_notice(last)
    assert (last.status_on(KNOWN), last.status_on(KNOWN - DAY)) == (
        AgreementStatus.TERMINATED,
        AgreementStatus.IN_FORCE,
    )


def test_a_signed_amendment_is_no_end_among_the_deadlines(koordination):
    old = AgreementFactory(ends_on=TODAY + 60 * DAY, notice_months=1)
    AgreementFactory(amends=old, starts_on=TODAY + 61 * DAY, parties__signed_on=TODAY)
    ends = [one for one in duties(koordination, TODAY) if one.key == str(old.pk)]
    assert ends == []
    assert old.status_on(TODAY) == AgreementStatus.IN_FORCE


def test_what_is_signed_and_begins_later_has_its_deadlines_already(koordination):
    """Its notice period may end before it begins; an amendment hides the end of what it replaces, not its own."""
    old = AgreementFactory(title="Alt", ends_on=TODAY + 60 * DAY)
    last = months_later(TODAY + 61 * DAY, 2)
    AgreementFactory(
        title="Neu",
        amends=old,
        starts_on=TODAY + 61 * DAY,
        ends_on=last,
        notice_months=3,
        parties__signed_on=TODAY,
    )
    told = [(one.kind.code, one.subject) for one in duties(koordination, TODAY)]
    assert (old.status_on(TODAY), told) == ("in_force", [("agreement_notice", "Neu")])


def test_once_notice_is_given_nobody_is_asked_about_the_end_of_the_term(koordination):
    old = AgreementFactory(title="V", ends_on=TODAY + 900 * DAY, notice_months=1)
    Agreement.objects.filter(pk=old.pk).update(
        terminated_on=TODAY, terminated_to=TODAY + 40 * DAY, termination_reason="Umzug"
    )
    asked = [[one.kind.code for one in duties(koordination, TODAY + n * DAY)] for n in (0, 30, 880)]
    assert asked == [[], [], []]


def test_status_and_words_agree_on_every_day_whatever_comes_later():
    """For each day and each pair of facts: the status is the word's, and later records change no earlier day."""
    old, new = AgreementFactory(starts_on=START, ends_on=date(2027, 12, 31)), None
    days = [START + 31 * n * DAY for n in range(-1, 40)]

    def told() -> list[list[tuple]]:
        rows = [
            Agreement.objects.with_status(on)
            .with_effective_end(on)
            .order_by("pk")
            .values_list("pk", "status")
            for on in days
        ]
        return [[pair for pair in row if pair[0] == old.pk] for row in rows]

    before = told()
    new = AgreementFactory(amends=old, starts_on=CHANGE, parties__signed_on=CHANGE - 30 * DAY)
    amended = told()
    given_notice(new)
    ended = told()
    early = [n for n, on in enumerate(days) if on < CHANGE - 30 * DAY]
    later = [n for n, on in enumerate(days) if on < KNOWN]
    assert [before[n] for n in early] == [amended[n] for n in early]
    assert [amended[n] for n in later] == [ended[n] for n in later]
    running = {AgreementStatus.IN_FORCE, AgreementStatus.EXPIRING, AgreementStatus.TERMINATED}
    for on in days:
        held = set(Agreement.objects.in_force(on).values_list("pk", flat=True))
        stands = Agreement.objects.in_status(on, *running).filter(starts_on__lte=on)
        assert held == set(stands.values_list("pk", flat=True))


# --- no seat outlives it -------------------------------------------------------------------------


def refusal(act, *args, **given) -> str:
    try:
        with transaction.atomic():
            act(*args, **given)
    except DatabaseError as error:
        return explain(error).code
    except ValidationError as error:
        return next(iter(error.error_dict.values()))[0].code if hasattr(error, "error_dict") else error.code
    return "done"


@pytest.mark.parametrize("which", [0, 1])
def test_notice_by_raw_sql_is_refused_while_a_seat_goes_on(which):
    versions = chain(2)
    CoverageFactory(agreement=versions[0], starts_on=START, ends_on=None)
    assert refusal(given_notice, versions[which]) == "coverage_within_effective_end"


@pytest.mark.parametrize("which", [0, 1])
def test_no_seat_is_given_beyond_notice_of_any_version(which):
    versions = chain(2)
    given_notice(versions[which])
    given = {"agreement": versions[0], "starts_on": START, "ends_on": None}
    assert refusal(CoverageFactory, **given) == "coverage_within_effective_end"
    assert CoverageFactory(agreement=versions[0], starts_on=START, ends_on=END).pk


def test_the_signature_that_makes_a_shorter_amendment_valid_ends_no_seat_unseen():
    old = CoverageFactory().agreement
    new = AgreementFactory(amends=old, starts_on=CHANGE, ends_on=END, parties=0)
    assert refusal(PartyFactory, agreement=new, signed_on=CHANGE) == "coverage_within_effective_end"


def test_an_amendment_takes_the_sites_with_its_last_signature(koordination):
    old = CoverageFactory().agreement
    given = {"by": koordination, "on": TODAY}
    new = old.amend(title="N", starts_on=TODAY, ends_on=TODAY + 400 * DAY, takes_sites=True, on=TODAY)
    new.send(sent_on=TODAY, **given)
    for party in new.parties.all():
        new.sign(party=party, signatory="V", signed_on=TODAY, **given)
    found = Coverage.objects.order_by("starts_on").values_list("agreement", "ends_on")
    assert list(found) == [(old.pk, TODAY - DAY), (new.pk, TODAY + 400 * DAY)]


def test_nobody_signs_an_amendment_of_what_has_been_given_notice_of(koordination):
    old = AgreementFactory()
    new = AgreementFactory(
        amends=old, starts_on=TODAY, sent_on=TODAY, parties__signed_on=None, parties__signatory=""
    )
    terminate(old, koordination)
    given = {"signatory": "V", "signed_on": TODAY, "by": koordination, "on": TODAY}
    assert refusal(new.sign, party=new.parties.first(), **given) == "terminated"


# --- the act ends what hangs on it ---------------------------------------------------------------


def terminate(agreement: Agreement, by, **more) -> None:
    facts = {"terminated_on": TODAY, "terminated_to": TODAY + 100 * DAY, "reason": "Umzug"}
    agreement.terminate(**facts | more, short_notice=True, by=by, on=TODAY)


def place(**facts) -> Coverage:
    """A seat with a role, one that begins later, and an offer at its site."""
    held = CoverageFactory(**facts)
    AssignmentFactory(site=held.site)
    AssignmentFactory(site=held.site, role="care", starts_on=TODAY + 200 * DAY)
    OfferFactory(site=held.site)
    return held


@pytest.mark.parametrize("asked", [True, False])
def test_termination_ends_seats_and_what_is_asked_for(koordination, asked):
    held, to = place(), TODAY + 100 * DAY
    terminate(held.agreement, koordination, end_roles=asked, end_offers=asked)
    last = to if asked else None
    assert list(Coverage.objects.values_list("ends_on", flat=True)) == [to]
    assert list(Assignment.objects.values_list("ends_on", flat=True)) == ([to] if asked else [None, None])
    assert list(Offer.objects.values_list("ends_on", flat=True)) == [last]
    assert Seat.objects.free(date(2029, 1, 1)).count() == 1


def test_roles_stay_where_the_site_goes_on_under_another_agreement(koordination):
    held = place(agreement__ends_on=TODAY + 90 * DAY)
    CoverageFactory(site=held.site, agreement__starts_on=TODAY + 91 * DAY)
    terminate(held.agreement, koordination, terminated_to=TODAY + 50 * DAY, end_roles=True)
    assert not Assignment.objects.exclude(ends_on=None).exists()


def test_termination_of_a_version_frees_the_seats_of_the_whole_line(koordination):
    versions = chain(2)
    for one in versions:
        CoverageFactory(agreement=one, starts_on=one.starts_on, ends_on=None)
    terminate(versions[0], koordination)
    assert Coverage.objects.running(TODAY + 101 * DAY).count() == 0


def test_termination_that_takes_the_seat_from_committed_money_is_refused_and_changes_nothing(koordination):
    year = TODAY.year + 1
    held = CoverageFactory()
    allocation = AllocationFactory(fiscal_year=FiscalYearFactory(year=year), site=held.site)
    DecisionFactory(allocation=allocation, approved=True)
    early = {"terminated_to": TODAY}
    assert refusal(terminate, held.agreement, koordination, **early) == "funded_site_is_covered"
    held.refresh_from_db()
    assert (held.ends_on, Agreement.objects.get(pk=held.agreement_id).terminated_on) == (None, None)


def test_notice_is_given_once_for_the_whole_line(koordination):
    versions = chain(2)
    terminate(versions[1], koordination)
    assert refusal(terminate, versions[0], koordination) == "terminated_already"


def test_a_termination_before_the_term_is_refused(koordination):
    agreement = AgreementFactory(starts_on=TODAY + 200 * DAY, parties__signed_on=TODAY)
    assert refusal(terminate, agreement, koordination) == "before_term"


# --- each act shows it first ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("partners:agreement_terminate", lambda held, role: [held.agreement_id]),
        ("sites:coverage_end", lambda held, role: [held.site_id, held.pk]),
        ("sites:site_close", lambda held, role: [held.site_id]),
        ("partners:partner_deactivate", lambda held, role: [role.partner_id]),
    ],
)
def test_what_ends_is_shown_before_it_ends(client_of, koordination, name, args):
    held = place()
    role = held.site.assignments.first()
    answer = client_of(koordination).get(reverse(name, args=args(held, role)))
    shown = {one.kind for one in answer.context["endings"].objects}
    assert "Was damit endet" in answer.content.decode()
    assert shown == ({"Rolle"} if "partner_" in name else {"Platz", "Rolle", "Angebot"})


def verbs_that_end_more(folder: str) -> set[str]:
    """The verbs of these models that end what hangs on the thing, directly or by another of them."""
    found, calls = {"end_after"}, {}
    for path in Path(settings.BASE_DIR).glob(f"{folder}/models/*.py"):
        for verb in (n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.FunctionDef)):
            called = {
                n.func.attr for n in ast.walk(verb) if isinstance(n, ast.Call) and hasattr(n.func, "attr")
            }
            calls[verb.name] = calls.get(verb.name, set()) | called
    while more := {name for name, called in calls.items() if called & found} - found:
        found |= more
    return found - {"end_after"}


def acts_that_show_nothing(module: ast.Module, verbs: set[str]) -> set[str]:
    """The pages that do such a verb and do not say before what ends with it."""
    return {
        page.name
        for page in module.body
        if isinstance(page, ast.FunctionDef)
        and any(isinstance(n, ast.Attribute) and n.attr in verbs for n in ast.walk(page))
        and not any(isinstance(n, ast.keyword) and n.arg == "endings" for n in ast.walk(page))
    }


def test_every_page_of_an_act_that_ends_more_shows_it_first():
    verbs = verbs_that_end_more("sites") | verbs_that_end_more("partners") | {"terminate"}
    pages = [
        *Path(settings.BASE_DIR).glob("sites/views/*.py"),
        *Path(settings.BASE_DIR).glob("partners/views/*.py"),
    ]
    silent = set().union(*(acts_that_show_nothing(ast.parse(path.read_text()), verbs) for path in pages))
    assert verbs >= {"deactivate", "close", "end", "give_back"}
    # Nothing hangs on what one person did for a partner, on their belonging to it, or on an absence that ends early.
    assert silent == {"contact_end", "membership_end", "absence_end"}


def test_freeing_a_seat_ends_roles_and_offers_where_they_are_ticked(client_of, koordination):
    held, last = place(), TODAY + 10 * DAY
    url = reverse("sites:coverage_end", args=[held.site_id, held.pk])
    client_of(koordination).post(url, {"ends_on": last, "end_roles": "on", "end_offers": "on"})
    site = held.site
    assert {
        row.ends_on for rows in (site.coverages, site.assignments, site.offers) for row in rows.all()
    } == {last}


def test_an_organisation_leaves_with_its_roles_where_that_is_ticked(client_of, koordination):
    role = place().site.assignments.get(role="provider")
    url = reverse("partners:partner_deactivate", args=[role.partner_id])
    client_of(koordination).post(url, {"end_roles": "on"})
    role.refresh_from_db()
    assert role.ends_on == TODAY - DAY


def test_an_amendment_starts_from_the_agreements_own_end(client_of, koordination):
    old = AgreementFactory(ends_on=END)
    form = client_of(koordination).get(reverse("partners:amendment_create", args=[old.pk])).context["form"]
    assert (form.initial["ends_on"], form.initial["takes_sites"]) == (END, True)


def test_no_page_says_unlimited_of_an_amendment_of_what_was_terminated(client_of, koordination):
    old = AgreementFactory(title="Alt")
    new = AgreementFactory(title="Neu", amends=old, starts_on=TODAY - DAY, parties__signed_on=TODAY - DAY)
    terminate(old, koordination)
    client, partner = client_of(koordination), new.partners.first()
    pages = [client.get(one.get_absolute_url()) for one in (old, new)]
    versions = [page.context["versions"] for page in pages]
    said = [
        client.get(reverse("partners:agreement_list")).content.decode(),
        client.get(reverse("partners:agreement_list"), {"export": "csv"}).content.decode(),
        client.get(partner.get_absolute_url()).content.decode(),
        *(fact[1] for page in pages for fact in page.context["facts"] if fact[0] == "Laufzeit"),
        *(
            one.value(row)
            for table in versions
            for one in table.columns
            if one.key == "term"
            for row in table.objects
        ),
    ]
    assert (len(said), [text for text in said if "unbefristet" in text]) == (9, [])
    assert all("Vereinbart war" in page.content.decode() for page in pages)


# --- an amendment that is signed late --------------------------------------------------------------


def signed_late(old: Agreement, by, **terms) -> Agreement:
    """An amendment that was to begin a month ago and has its last signature today; it takes the sites."""
    new = old.amend(
        title="N", starts_on=TODAY - 30 * DAY, takes_sites=True, on=TODAY, **{"ends_on": None} | terms
    )
    new.send(sent_on=TODAY, by=by, on=TODAY)
    for party in new.parties.all():
        new.sign(party=party, signatory="Vorstand", signed_on=TODAY, by=by, on=TODAY)
    return new


@pytest.mark.parametrize("back", [1, 29, 30, 31])
def test_a_late_signature_takes_no_site_out_of_the_days_before_it(koordination, back):
    """Until it was signed the old text stood, and the sites under it: no report of those days reads otherwise."""
    early, old = TODAY - back * DAY, CoverageFactory().agreement

    def told() -> tuple:
        return (
            Coverage.objects.in_force(early).count(),
            Site.objects.covered(early).count(),
            [one.sites.value for one in agreement_facts(early)],
            counted(["standorte_unter_vereinbarung"], year=early.year, as_of=early),
        )

    before = told()
    signed_late(old, koordination)
    assert told() == before


def test_a_late_signature_takes_the_sites_from_its_own_day_on(koordination):
    held = CoverageFactory()
    new = signed_late(held.agreement, koordination)
    rows = held.site.coverages.order_by("starts_on").values_list("agreement", "starts_on", "ends_on")
    assert list(rows) == [(held.agreement_id, held.starts_on, TODAY - DAY), (new.pk, TODAY, None)]


def test_what_had_run_out_before_a_late_signature_begins_anew_with_it(koordination):
    old = AgreementFactory(ends_on=TODAY - 10 * DAY)
    held = CoverageFactory(agreement=old, ends_on=old.ends_on)
    new = signed_late(old, koordination)
    rows = held.site.coverages.order_by("starts_on").values_list("agreement", "starts_on", "ends_on")
    assert list(rows) == [(old.pk, held.starts_on, old.ends_on), (new.pk, TODAY, None)]


def test_an_unsigned_amendment_of_what_was_terminated_says_that_it_never_comes(client_of, koordination):
    old = AgreementFactory()
    new = old.amend(title="N", starts_on=TODAY + 30 * DAY, ends_on=None, takes_sites=True, on=TODAY)
    terminate(old, koordination)
    undone = client_of(koordination).get(new.get_absolute_url()).context["undone"]
    last = Agreement.objects.get(pk=old.pk).terminated_to
    assert undone == f"Er kommt nicht mehr zustande: Die Vereinbarung ist zum {last:%d.%m.%Y} gekündigt."


# --- the second count knows it too -----------------------------------------------------------------


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("on", [END, END + DAY])
def test_the_second_count_ends_with_the_line(which, on):
    versions = chain(2)
    CoverageFactory(agreement=versions[0], starts_on=START, ends_on=END)
    given_notice(versions[which])
    found = counted(["standorte_unter_vereinbarung"], year=2027, as_of=on)
    assert found == [Coverage.objects.in_force(on).count()]


# --- past days ------------------------------------------------------------------------------------


def test_the_same_question_for_seats_roles_and_sites_gives_the_same_answer_after_later_records(koordination):
    held, early = place(), TODAY - 50 * DAY

    def told() -> tuple:
        return (
            list(Coverage.objects.with_status(early).values_list("pk", "status")),
            list(Assignment.objects.current(early).with_status(early).values_list("pk", "status")),
            list(Offer.objects.current(early).values_list("pk", flat=True)),
            list(Seat.objects.with_status(early).values_list("pk", "status")),
            list(Site.objects.with_status(early).values_list("pk", "status")),
            Site.objects.with_seat(early).count(),
            Coverage.objects.in_force(early).count(),
        )

    before = told()
    held.site.assign(
        role="provider",
        partner=held.agreement.partners.first(),
        starts_on=TODAY - 10 * DAY,
        by=UserFactory(),
        on=TODAY,
    )
    terminate(held.agreement, koordination, end_roles=True, end_offers=True)
    held.site.refresh_from_db()
    held.site.close(by=UserFactory(), on=TODAY)
    assert told() == before
