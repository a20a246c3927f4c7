"""The cases of the money."""

from datetime import date

from funding.models import Decision
from partners.models import User
from tests import factories as f
from tests.duties.cases import DAY, Case, People, case

DUE = date(2026, 3, 1)
ASKED, PROOF_DUE = date(2026, 2, 1), date(2027, 3, 31)


def _awo_gets(people: People):
    """An allocation of the AWO with 8.000 € committed."""
    allocation = f.AllocationFactory(recipient=people.awo)
    return f.DecisionFactory(allocation=allocation, approved=True).allocation


def _pressed(people: People, who: User, key, begins: date, button: str, **facts) -> Case:
    """A step that is one press on the record's page."""
    acts_on = (facts.get("due_on") or begins) + 2 * DAY
    typed = facts.pop("typed", {})
    given = {"due_on": None, "acts_on": acts_on, "unseen_by": (people.of_bgw,)}
    return Case(
        key=str(key),
        begins=begins,
        who=who,
        act=lambda browser, page: browser.sends(page, button, **typed),
        **given | facts,
    )


@case("decision_approve", term=False)
def a_drafted_decision(people: People) -> Case:
    drafted = date(2026, 2, 2)
    decision = f.DecisionFactory(allocation__recipient=people.awo, drafted_on=drafted, by=people.koordination)
    return _pressed(people, people.freigabe, decision.pk, drafted, "freigabe")


@case("reallocation_approve", term=False)
def a_drafted_reallocation(people: People) -> Case:
    reallocation = f.ReallocationFactory()
    drafted = reallocation.increase.drafted_on
    unseen = (people.of_awo, people.of_bgw)
    return _pressed(people, people.freigabe, reallocation.pk, drafted, "freigabe", unseen_by=unseen)


def _instalment(people: People, who: User, begins: date, button: str, **facts) -> Case:
    payment = f.DisbursementFactory(allocation=_awo_gets(people), due_on=DUE, **facts)
    unseen = (people.of_awo, people.of_bgw)
    return _pressed(people, who, payment.pk, begins, button, due_on=DUE, unseen_by=unseen)


@case("instalment_certify")
def an_instalment_planned(people: People) -> Case:
    return _instalment(people, people.koordination, date(2026, 2, 1), "feststellung")


def _certified(people: People) -> dict:
    return {"certified_on": date(2026, 2, 10), "certified_by": people.koordination}


def _released(people: People) -> dict:
    release = {"released_on": date(2026, 2, 12), "released_by": people.freigabe, "recipient_iban": f.IBAN}
    return _certified(people) | release


@case("instalment_release")
def an_instalment_certified(people: People) -> Case:
    return _instalment(people, people.freigabe, date(2026, 2, 10), "freigabe", **_certified(people))


@case("instalment_pay")
def an_instalment_released_and_on_no_list(people: People) -> Case:
    payment = f.DisbursementFactory(allocation=_awo_gets(people), due_on=DUE, **_released(people))
    return Case(
        key=str(payment.pk),
        begins=date(2026, 2, 12),
        due_on=DUE,
        who=people.koordination,
        act=lambda browser, page: browser.sends("/zahlungslisten/", "zahlungsliste"),
        acts_on=DUE + 2 * DAY,
        unseen_by=(people.of_awo, people.of_bgw),
    )


@case("payment_run_pay")
def a_list_given_to_the_treasury(people: People) -> Case:
    payment = f.DisbursementFactory(allocation=_awo_gets(people), due_on=DUE, **_released(people))
    given = date(2026, 2, 15)
    run = f.PaymentRunFactory(fiscal_year=payment.allocation.fiscal_year, created_on=given)
    f.PaymentItemFactory(disbursement=payment, run=run)
    on = DUE + 2 * DAY
    return Case(
        key=str(run.pk),
        begins=given,
        due_on=DUE,
        who=people.koordination,
        act=lambda browser, page: browser.sends(f"{page}zahlung/", paid_on=on, reference="KA-1"),
        acts_on=on,
        unseen_by=(people.of_awo, people.of_bgw),
    )


@case("return_settle", term=False)
def a_payment_that_came_back(people: People) -> Case:
    payment = f.DisbursementFactory(
        allocation=_awo_gets(people), due_on=DUE, paid=True, paid_by=people.koordination
    )
    back = f.PaymentReturnFactory(disbursement=payment)
    return Case(
        key=str(payment.pk),
        begins=back.on,
        due_on=None,
        who=people.freigabe,
        act=lambda browser, page: browser.sends(f"{page}storno/", reason="Konto erloschen."),
        acts_on=back.on + 2 * DAY,
        unseen_by=(people.of_awo, people.of_bgw),
    )


def _proof(people: People, **facts):
    """A proof over all that was paid, complete but for its submission."""
    allocation = _awo_gets(people)
    paid = f.DisbursementFactory(allocation=allocation, paid=True)
    written = {"narrative": "Es fand statt.", "required_on": ASKED, "due_on": PROOF_DUE}
    proof = f.ProofOfUseFactory(allocation=allocation, **written | facts)
    f.ProofLineFactory(proof=proof, planned=paid.amount, spent=paid.amount)
    return proof


def _theirs(people: People) -> dict:
    return {"due_on": PROOF_DUE, "partner": people.awo}


@case("proof_submit", partner=True)
def a_proof_asked_for(people: People) -> Case:
    proof = _proof(people)
    return _pressed(people, people.of_awo, proof.allocation_id, ASKED, "einreichen", **_theirs(people))


@case("proof_revise", partner=True)
def a_proof_sent_back(people: People) -> Case:
    proof = _proof(people, submitted_on=date(2027, 2, 1), submitted_by=people.of_awo)
    back = date(2027, 2, 10)
    f.ProofReturnFactory(proof=proof, on=back)
    return _pressed(people, people.of_awo, proof.allocation_id, back, "einreichen", **_theirs(people))


@case("proof_review", term=False)
def a_proof_handed_in(people: People) -> Case:
    handed_in = date(2027, 2, 1)
    proof = _proof(people, submitted_on=handed_in, submitted_by=people.of_awo)
    on = handed_in + 2 * DAY
    return Case(
        key=str(proof.allocation_id),
        begins=handed_in,
        due_on=None,
        who=people.koordination,
        act=lambda browser, page: browser.sends(f"{page}annehmen/", review_note="Geprüft."),
        acts_on=on,
        unseen_by=(people.of_bgw,),
    )


def _claim(people: People, **facts):
    paid = f.DisbursementFactory(allocation=_awo_gets(people), paid=True)
    return f.RepaymentClaimFactory(allocation=paid.allocation, by=people.koordination, **facts)


@case("claim_issue", term=False)
def a_drafted_claim(people: People) -> Case:
    claim = _claim(people)
    return _pressed(people, people.freigabe, claim.pk, claim.drafted_on, "erlass")


def _given_back(people: People, route: str, drafted, act, key, **of) -> Case:
    back = drafted + 3 * DAY
    f.DraftReturnFactory(on=back, by=people.freigabe, **of)
    return Case(
        key=str(key),
        begins=back,
        due_on=None,
        who=people.koordination,
        act=act,
        acts_on=back + 2 * DAY,
        unseen_by=(people.of_awo, people.of_bgw),
        same_as_before=route == "revised",  # a draft taken back is gone
    )


@case("decision_revise", term=False)
def a_draft_given_back(people: People) -> Case:
    drafted = date(2026, 2, 2)
    draft = f.DecisionFactory(allocation__recipient=people.awo, drafted_on=drafted, by=people.koordination)
    typed = {"kind": "grant", "amount": "7.000,00", "reason": "Neu gerechnet."}

    def act(browser, page):
        return browser.sends(f"{page}bearbeiten/", **typed)

    return _given_back(people, "revised", drafted, act, draft.pk, decision=draft)


@case("reallocation_revise", term=False)
def a_reallocation_given_back(people: People) -> Case:
    moved = f.ReallocationFactory()
    halves = (moved.reduction_id, moved.increase_id)
    Decision.objects.filter(pk__in=halves).update(drafted_by=people.koordination)
    moved.refresh_from_db()

    def act(browser, page):
        return browser.sends(f"{page}zuruecknahme/", reason="Entfällt.")

    drafted = moved.increase.drafted_on
    return _given_back(people, "gone", drafted, act, moved.pk, decision=moved.increase)


@case("claim_revise", term=False)
def a_claim_given_back(people: People) -> Case:
    claim = _claim(people)

    def act(browser, page):
        return browser.sends(f"{page}verwerfen/", reason="Ein Irrtum.")

    return _given_back(people, "gone", claim.drafted_on, act, claim.pk, decision=None, claim=claim)


@case("revocation_decide")
def a_ground_for_revocation_known_for_eleven_months(people: People) -> Case:
    f.periods()
    ground = f.RevocationGroundFactory(allocation=_awo_gets(people), known_on=date(2026, 2, 10))
    due = date(2027, 2, 10)
    return Case(
        key=str(ground.allocation_id),
        begins=date(2027, 1, 10),
        due_on=due,
        who=people.koordination,
        act=lambda browser, page: browser.sends(
            f"/widerrufsgruende/{ground.pk}/verzicht/", reason="Es blieb dabei."
        ),
        acts_on=due + 2 * DAY,
        unseen_by=(people.of_awo, people.of_bgw),
    )


@case("claim_pay", partner=True)
def an_issued_claim(people: People) -> Case:
    claim = _claim(people, issued=True)
    on = claim.due_on + 2 * DAY
    return Case(
        key=str(claim.pk),
        begins=claim.issued_on,
        due_on=claim.due_on,
        who=people.of_awo,
        act=lambda browser, page: browser.sends(
            f"{page}zahlung/", paid_on=on, received="250,00", reference="R-1"
        ),
        acts_on=on,
        by=people.koordination,
        partner=people.awo,
        unseen_by=(people.of_bgw,),
    )


def _year(people: People, who: User, key: int, begins: date, act, **facts) -> Case:
    given = {"due_on": None, "acts_on": begins + 2 * DAY, "unseen_by": (people.of_awo, people.of_bgw)}
    return Case(key=str(key), begins=begins, who=who, act=act, **given | facts)


@case("year_open")
def the_last_year_that_is_open(people: People) -> Case:
    f.FiscalYearFactory(year=2026)
    return _year(
        people,
        people.koordination,
        2027,
        date(2026, 10, 1),
        lambda browser, page: browser.sends(page, appropriation="78.500,00"),
        due_on=date(2026, 12, 31),
        acts_on=date(2027, 1, 2),
    )


@case("year_close", term=False)
def a_year_that_is_over(people: People) -> Case:
    f.FiscalYearFactory(year=2026)
    return _year(
        people,
        people.koordination,
        2026,
        date(2027, 1, 1),
        lambda browser, page: browser.sends(page, carry_over="0,00"),
    )


@case("year_approve", term=False)
def a_closing_proposed(people: People) -> Case:
    year = f.FiscalYearFactory(year=2026, proposed=True, closing_proposed_by=people.koordination)
    return _year(
        people,
        people.freigabe,
        2026,
        year.closing_proposed_on,
        lambda browser, page: browser.sends(page, "vollzug"),
    )


@case("rate_renew")
def a_base_rate_of_the_last_half_year(people: People) -> Case:
    rate = f.LegalFigureFactory(kind="base_rate", valid_from=date(2026, 1, 1))
    due = date(2026, 7, 1)
    typed = {
        "kind": "base_rate",
        "rate": "2,50",
        "valid_from": due,
        "norm": "§ 247 BGB",
        "source": "Bundesanzeiger",
    }
    return _year(
        people,
        people.verwaltung,
        rate.pk,
        due,
        lambda browser, page: browser.sends(page, **typed),
        due_on=due,
        unseen_by=(people.of_awo, people.of_bgw),
    )
