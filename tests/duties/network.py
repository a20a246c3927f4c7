"""The cases of the network and the sites."""

from datetime import date, timedelta

from django.contrib.auth.models import Group

from tests import factories as f
from tests.duties.cases import DAY, Case, People, case

SPRING, SUMMER = date(2026, 3, 2), date(2026, 6, 30)


def _talk(people: People, state: str, due_on: date | None, then: str) -> Case:
    step = f.StepFactory(on=SPRING, state=state)
    return Case(
        key=str(step.negotiation_id),
        begins=SPRING,
        due_on=due_on,
        who=people.koordination,
        act=lambda browser, page: browser.sends(page, "schritte", day=date(2026, 5, 10), state=then),
        acts_on=date(2026, 5, 10),
        unseen_by=(people.of_awo, people.of_bgw),
    )


@case("negotiation_begin", term=False)
def a_planned_talk(people: People) -> Case:
    return _talk(people, "planned", None, "contacted")


@case("negotiation_step")
def a_talk_going_on(people: People) -> Case:
    return _talk(people, "in_talks", SPRING + timedelta(days=60), "withdrawn")


@case("negotiation_resume")
def a_resting_talk(people: People) -> Case:
    return _talk(people, "paused", SPRING + timedelta(days=60), "in_talks")


def _agreement(people: People, signed: bool = True, **facts):
    signature = {} if signed else {"parties__signed_on": None}
    return f.AgreementFactory(parties=[people.awo], **signature, **facts)


@case("agreement_send")
def an_agreement_agreed_on(people: People) -> Case:
    begins, starts = date(2026, 4, 1), date(2026, 6, 1)
    agreement = _agreement(people, signed=False, coordination_on=begins, starts_on=starts)
    on = starts + 2 * DAY
    return Case(
        key=str(agreement.pk),
        begins=begins,
        due_on=starts,
        who=people.koordination,
        act=lambda browser, page: browser.sends(f"{page}versand/", sent_on=on),
        acts_on=on,
        unseen_by=(people.of_bgw,),
    )


@case("agreement_sign")
def an_agreement_sent(people: People) -> Case:
    sent, starts = date(2026, 4, 10), date(2026, 6, 1)
    facts = {"coordination_on": date(2026, 4, 1), "sent_on": sent, "starts_on": starts}
    agreement = _agreement(people, signed=False, **facts)
    on, party = starts + 2 * DAY, agreement.parties.get()
    return Case(
        key=str(agreement.pk),
        begins=sent,
        due_on=starts,
        who=people.koordination,
        act=lambda browser, page: browser.sends(
            f"{page}unterschriften/", party=party.pk, signatory="Vorstand", signed_on=on
        ),
        acts_on=on,
        unseen_by=(people.of_bgw,),
    )


def _ending(people: People, due_on: date, amended_from: date, **facts) -> Case:
    agreement = _agreement(people, **facts)
    return Case(
        key=str(agreement.pk),
        begins=due_on - timedelta(days=90),
        due_on=due_on,
        who=people.koordination,
        act=lambda browser, page: browser.sends(
            f"{page}nachtraege/neu/", title="Nachtrag", starts_on=amended_from, ends_on=""
        ),
        acts_on=due_on + 2 * DAY,
        unseen_by=(people.of_bgw,),
    )


@case("agreement_notice")
def an_agreement_with_a_last_day_of_notice(people: People) -> Case:
    return _ending(people, SUMMER, date(2027, 1, 1), ends_on=date(2026, 12, 31), notice_months=6)


@case("agreement_continue")
def an_agreement_that_runs_out(people: People) -> Case:
    return _ending(people, SUMMER, SUMMER + DAY, ends_on=SUMMER)


@case("contact_succeed")
def the_only_contact_leaves(people: People) -> Case:
    f.ContactFactory(partner=people.awo, ends_on=SUMMER)
    on = SUMMER + 2 * DAY
    return Case(
        key=str(people.awo.pk),
        begins=SUMMER - timedelta(days=30),
        due_on=SUMMER,
        who=people.koordination,
        act=lambda browser, page: browser.sends(
            f"{page}ansprechpersonen/neu/", name="Kim Neu", function="Leitung", starts_on=on
        ),
        acts_on=on,
        unseen_by=(people.of_awo, people.of_bgw),
    )


@case("invitation_confirm")
def an_invitation_to_a_role_of_weight(people: People) -> Case:
    facts = {"role": Group.objects.get(name="Freigabe"), "needs_second": True, "invited_on": SPRING}
    invited = f.AccountInvitationFactory(**facts)
    return Case(
        key=str(invited.pk),
        begins=SPRING,
        due_on=SPRING + timedelta(days=14),
        who=people.verwaltung,
        act=lambda browser, page: browser.sends(page, "bestaetigung/"),
        acts_on=SPRING + 3 * DAY,
        unseen_by=(people.of_awo, people.of_bgw, people.koordination),
    )


@case("account_use")
def an_account_nobody_has_used(people: People) -> Case:
    made = date(2026, 3, 2)
    account = f.UserFactory(partner=people.awo, date_joined=f"{made}T12:00:00+01:00")
    return Case(
        key=str(account.pk),
        begins=made,
        due_on=made + timedelta(days=14),
        who=people.verwaltung,
        act=lambda browser, page: browser.client.force_login(
            account, "django.contrib.auth.backends.ModelBackend"
        ),
        acts_on=made + timedelta(days=16),
        by=account,
        unseen_by=(people.of_awo, people.of_bgw, people.koordination),
        same_as_before=False,  # when an account was first used is kept nowhere, only when it was last
    )


@case("rights_confirm")
def a_right_that_waits_for_its_second_person(people: People) -> Case:
    asked = f.RightsChangeFactory(asked_on=SPRING, asked_by=people.verwaltung)
    return Case(
        key=str(asked.pk),
        begins=SPRING,
        due_on=SPRING + timedelta(days=7),
        who=people.freigabe,
        act=lambda browser, page: browser.sends(page, "bestaetigung/"),
        acts_on=SPRING + DAY,
        unseen_by=(people.of_awo, people.of_bgw, people.koordination),
    )


def _mail(people: People, *, bounced: bool):
    """One of spring that did not go out."""
    given_up = f"{SPRING}T09:00:00+01:00"
    facts = {"recipient": people.of_awo, "address": people.of_awo.email, "day": SPRING, "bounced": bounced}
    return f.SentMailFactory(**facts, queued_at=given_up, given_up_at=given_up, trouble="550", attempts=1)


def _gets_through(people: People, day: date):
    """A later mail to the same person that the server took."""
    facts = {"recipient": people.of_awo, "address": people.of_awo.email, "day": day}
    f.SentMailFactory(**facts, queued_at=f"{day}T08:00:00+01:00", sent_at=f"{day}T09:00:00+01:00", attempts=1)


@case("address_check", term=False)
def an_address_that_refuses(people: People) -> Case:
    _mail(people, bounced=True)
    on = SPRING + 2 * DAY
    return Case(
        key=str(people.of_awo.pk),
        begins=SPRING,
        due_on=None,
        who=people.verwaltung,
        act=lambda browser, page: _gets_through(people, on),
        acts_on=on,
        unseen_by=(people.of_awo, people.of_bgw),
    )


@case("mail_check", term=False)
def a_mail_server_that_takes_nothing(people: People) -> Case:
    mail, on = _mail(people, bounced=False), SPRING + 2 * DAY
    return Case(
        key=str(mail.pk),
        begins=SPRING,
        due_on=None,
        who=people.verwaltung,
        act=lambda browser, page: _gets_through(people, on),
        acts_on=on,
        unseen_by=(people.of_awo, people.of_bgw),
    )


@case("barrier_answer")
def a_barrier_that_somebody_met(people: People) -> Case:
    report = f.BarrierReportFactory(reported_at=f"{SPRING}T12:00:00+01:00")
    due_on = SPRING + timedelta(days=28)
    return Case(
        key=str(report.pk),
        begins=SPRING,
        due_on=due_on,
        who=people.verwaltung,
        act=lambda browser, page: browser.sends(page, answer="Die Datei ist ersetzt."),
        acts_on=due_on + 2 * DAY,
        unseen_by=(people.of_awo, people.of_bgw, people.koordination),
    )


@case("mandate_renew")
def a_resolution_that_ends(people: People) -> Case:
    ends = date(2027, 9, 30)
    mandate = f.MandateFactory(decided_on=date(2023, 1, 10), valid_until=ends)
    typed = {name: getattr(mandate, name) for name in ("reference", "kind", "title", "task", "url")}
    longer = typed | {"committee": mandate.committee_id, "decided_on": mandate.decided_on, "valid_until": ""}
    return Case(
        key=str(mandate.pk),
        begins=date(2026, 12, 30),
        due_on=ends,
        who=people.verwaltung,
        act=lambda browser, page: browser.sends(page, "", **longer),
        acts_on=ends + 2 * timedelta(days=1),
        unseen_by=(people.of_awo, people.of_bgw),
        same_as_before=False,  # the end that no longer stands was never a day's
    )


@case("seat_follow")
def a_seat_that_ends(people: People) -> Case:
    seat = f.CoverageFactory(agreement=_agreement(people, ends_on=SUMMER))
    on = SUMMER + 2 * DAY
    return Case(
        key=str(seat.site_id),
        begins=SUMMER - timedelta(days=90),
        due_on=SUMMER,
        who=people.koordination,
        act=lambda browser, page: browser.sends(f"{page}schliessung/", on=on),
        acts_on=on,
        unseen_by=(people.of_bgw,),
    )


@case("seat_follow")
def a_seat_that_ends_with_a_notice(people: People) -> Case:
    """What is terminated asks for nothing itself: its seats do, each with its last day."""
    agreement = _agreement(people)
    seat = f.CoverageFactory(agreement=agreement)
    notice = {"terminated_on": date(2026, 3, 1), "terminated_to": SUMMER, "reason": "Umzug"}
    agreement.terminate(**notice, short_notice=True, by=people.koordination, on=date(2026, 3, 1))
    on = SUMMER + 2 * DAY
    return Case(
        key=str(seat.site_id),
        begins=SUMMER - timedelta(days=90),
        due_on=SUMMER,
        who=people.koordination,
        act=lambda browser, page: browser.sends(f"{page}schliessung/", on=on),
        acts_on=on,
        unseen_by=(people.of_bgw,),
    )
