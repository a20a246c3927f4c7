"""Payments step by step: planned, certified, released, paid, reversed — each by its person, once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from funding.models import Disbursement, Reversal, Withdrawal
from funding.statuses import DisbursementStatus
from quartiersarbeit.duties import Whose, duties
from quartiersarbeit.ground.duties import Area
from tests import factories as f
from tests.asking import addresses, rule_alone, text_of

pytestmark = pytest.mark.django_db

DAY, LATER = date(2026, 3, 2), date(2026, 3, 9)
TODAY = timezone.localdate()
OTHER_IBAN = "DE89370400440532013000"
at = addresses("funding:")


def code_of(act, *args, **given) -> str:
    """The code of what a verb refuses; „done“ where it does not."""
    try:
        act(*args, **given)
    except ValidationError as refusal:
        found = refusal.error_dict if hasattr(refusal, "error_dict") else {"": [refusal]}
        return ", ".join(
            f"{field}: {one.code}" if field else one.code for field, errors in found.items() for one in errors
        )
    return "done"


# --- Verbs -------------------------------------------------------------------------------------------


def test_a_payment_takes_its_four_steps_by_three_people():
    payment, second, third = f.DisbursementFactory(), f.UserFactory(), f.UserFactory()
    payment.certify(by=second, on=DAY)
    payment.release(by=third, on=DAY)
    payment.pay(paid_on=LATER, reference="KA-7", by=second, on=LATER)
    row = Disbursement.objects.get()
    signed = (row.certified_by, row.released_by, row.paid_by, row.paid_on, row.reference)
    assert signed == (second, third, second, LATER, "KA-7")
    assert (row.recipient_iban, row.recipient_name) == (f.IBAN, row.allocation.recipient.name)


def test_each_step_is_taken_once():
    paid, by = f.DisbursementFactory(paid=True), f.UserFactory()
    f.ReversalFactory(disbursement=paid)
    found = [
        code_of(paid.certify, by=by, on=LATER),
        code_of(paid.release, by=by, on=LATER),
        code_of(paid.pay, paid_on=LATER, reference="x", by=by, on=LATER),
        code_of(paid.withdraw, reason="x", by=by, on=LATER),
        code_of(Reversal.objects.record, disbursement=paid, reversed_on=LATER, reason="x", by=by, on=LATER),
    ]
    assert found == [
        *("disbursement_certified", "disbursement_released", "disbursement_paid", "disbursement_paid"),
        "disbursement_reversed",
    ]


def test_a_second_press_says_when_and_under_which_sign_it_was_paid():
    paid = f.DisbursementFactory(paid=True)
    with pytest.raises(ValidationError) as refusal:
        paid.pay(paid_on=LATER, reference="x", by=f.UserFactory(), on=LATER)
    assert [rule_alone(said) for said in refusal.value.messages] == [
        "Diese Rate ist schon ausgezahlt, am 01.03.2026 unter KA-2026-1."
    ]


def test_no_step_is_left_out():
    by, planned = f.UserFactory(), f.DisbursementFactory()
    certified = f.DisbursementFactory(certified=True)
    found = [
        code_of(planned.release, by=by, on=DAY),
        code_of(planned.pay, paid_on=DAY, reference="x", by=by, on=DAY),
        code_of(certified.pay, paid_on=DAY, reference="x", by=by, on=DAY),
        code_of(planned.withdraw, reason="x", by=by, on=DAY),
        code_of(Reversal.objects.record, disbursement=certified, reversed_on=DAY, reason="x", by=by, on=DAY),
    ]
    order = "disbursement_steps_in_order"
    assert found == [order, order, order, "disbursement_unsigned", "reversal_of_payment"]


def test_neither_who_planned_nor_who_certified_releases():
    payment = f.DisbursementFactory(certified=True)
    people = (payment.drafted_by, payment.certified_by, f.UserFactory())
    found = [code_of(payment.release, by=by, on=DAY) for by in people]
    assert found == ["disbursement_dual_control", "disbursement_dual_control", "done"]


@pytest.mark.parametrize(
    ("paid_on", "code"),
    [
        (date(2026, 3, 10), "paid_on: paid_in_future"),
        (date(2025, 12, 31), "paid_on: disbursement_paid_within_year"),
        (date(2026, 2, 28), "paid_on: paid_before_release"),
        (date(2026, 3, 1), "done"),
        (LATER, "done"),
    ],
)
def test_a_payment_lies_between_its_release_and_today_in_its_year(paid_on, code):
    payment = f.DisbursementFactory(released=True)
    assert code_of(payment.pay, paid_on=paid_on, reference="x", by=f.UserFactory(), on=LATER) == code


@pytest.mark.parametrize(
    ("reversed_on", "code"),
    [
        (date(2026, 2, 28), "reversed_on: reversal_of_payment"),
        (LATER + timedelta(days=1), "reversed_on: reversed_in_future"),
        (date(2026, 3, 1), "done"),
    ],
)
def test_a_reversal_lies_between_the_payment_and_today(reversed_on, code):
    paid = f.DisbursementFactory(paid=True)
    act = {"reversed_on": reversed_on, "reason": "Rücklauf", "by": f.UserFactory(), "on": LATER}
    assert code_of(Reversal.objects.record, disbursement=paid, **act) == code


def test_after_a_reversal_the_money_is_planned_and_paid_again():
    paid, by, other = (
        f.DisbursementFactory(amount=Decimal("8000"), paid=True),
        f.UserFactory(),
        f.UserFactory(),
    )
    again = [(DAY, Decimal("8000"))]
    before = code_of(paid.allocation.plan_instalments, instalments=again, by=by, on=DAY)
    Reversal.objects.record(disbursement=paid, reversed_on=DAY, reason="Rücklauf", by=by, on=DAY)
    (new,) = paid.allocation.plan_instalments(instalments=again, by=by, on=DAY)
    new.certify(by=by, on=DAY)
    new.release(by=other, on=DAY)
    new.pay(paid_on=DAY, reference="KA-2", by=by, on=DAY)
    numbers = list(Disbursement.objects.paid(DAY).values_list("number", flat=True))
    assert (before, numbers) == ("disbursed_within_committed", [2])


def test_a_release_and_then_a_certification_is_taken_back_with_its_reason():
    payment, by = f.DisbursementFactory(released=True), f.UserFactory()
    certifier, releaser = payment.certified_by, payment.released_by
    for _ in "ab":
        payment.withdraw(reason="Der Betrag stimmt nicht.", by=by, on=LATER)
    row = Disbursement.objects.get()
    assert (row.certified_on, row.released_on, row.recipient_iban, row.recipient_name) == (None, None, "", "")
    kept = [(one.step, one.signed_by, one.by, one.reason) for one in Withdrawal.objects.order_by("pk")]
    reason = "Der Betrag stimmt nicht."
    assert kept == [("release", releaser, by, reason), ("certification", certifier, by, reason)]


def test_what_stands_on_a_payment_list_keeps_its_signatures():
    payment = f.PaymentItemFactory().disbursement
    assert code_of(payment.withdraw, reason="x", by=f.UserFactory(), on=LATER) == "disbursement_in_run"


# --- What waits for whom -----------------------------------------------------------------------------


def waiting(user, on: date = TODAY) -> dict[str, set[str]]:
    """The keys of what waits for this person's own act, by the kind of the act."""
    found: dict[str, set[str]] = {}
    for duty in duties(user, on, whose=[Whose.MINE]):
        if duty.kind.area is Area.MONEY:
            found.setdefault(duty.kind.code, set()).add(duty.key)
    return found


def test_nobody_is_asked_for_the_second_signature_on_their_own_entries(koordination, freigabe):
    own, others = f.DisbursementFactory(by=koordination), f.DisbursementFactory()
    f.DisbursementFactory(certified=True, by=freigabe)
    f.DisbursementFactory(certified=True, certified_by=freigabe)
    ready, released = f.DisbursementFactory(certified=True), f.DisbursementFactory(released=True)
    f.DisbursementFactory(paid=True)
    f.DecisionFactory(by=freigabe)
    draft = f.DecisionFactory()
    asked = ("decision_approve", "instalment_certify", "instalment_release", "instalment_pay")
    found = [[waiting(user).get(kind, set()) for kind in asked] for user in (koordination, freigabe)]
    keys = [{str(one.pk) for one in some} for some in ([draft], [own, others], [ready], [released])]
    assert found == [[set(), keys[1], set(), keys[3]], [keys[0], set(), keys[2], keys[3]]]


def test_revision_sees_all_that_waits_and_signs_nothing(revision, client_of):
    payments = {f.DisbursementFactory(), f.DisbursementFactory(certified=True)}
    page = text_of(client_of(revision).get(reverse("task_list"), {"wessen": "alle"}))
    assert waiting(revision) == {}
    assert all(str(payment.allocation) in page for payment in payments)
    assert 'type="checkbox"' not in page


def test_a_closed_years_entries_wait_for_nobody(koordination, freigabe):
    f.DisbursementFactory(certified=True)
    year = f.DisbursementFactory().allocation.fiscal_year
    closed = date(2027, 1, 31)
    type(year).objects.filter(pk=year.pk).update(**f.closing(closed))
    signatures = {"instalment_certify", "instalment_release", "instalment_pay"}
    assert [signatures & set(waiting(user, closed)) for user in (koordination, freigabe)] == [set(), set()]


@pytest.mark.parametrize("role", ["koordination", "revision", "partner_user", "gremium"])
def test_only_freigabe_releases(role, request, client_of):
    payment, client = f.DisbursementFactory(certified=True), client_of(request.getfixturevalue(role))
    found = [
        client.post(
            reverse("tasks_together", args=["instalment_release"]), {f"gesehen-{payment.pk}": payment.payee}
        ).status_code,
        client.post(at("disbursement_release", payment.pk)).status_code,
    ]
    assert (found, Disbursement.objects.get().released_on) == ([403, 403], None)


# --- Pages -------------------------------------------------------------------------------------------


def test_the_buttons_take_a_payment_from_plan_to_reversal(koordination, freigabe, client_of):
    payment = f.DisbursementFactory()
    first, second = client_of(koordination), client_of(freigabe)
    pay = {"paid_on": f"{TODAY}", "reference": "KA-9"}
    back = {"reversed_on": f"{TODAY}", "reason": "Rücklauf"}
    found = [
        first.post(at("disbursement_certify", payment.pk)).status_code,
        first.post(at("disbursement_release", payment.pk)).status_code,
        second.post(at("disbursement_release", payment.pk)).status_code,
        second.post(at("disbursement_release", payment.pk)).status_code,
        first.post(at("disbursement_pay", payment.pk), pay).status_code,
        first.post(at("disbursement_pay", payment.pk), pay).status_code,
        first.post(at("disbursement_reverse", payment.pk), back).status_code,
        second.post(at("disbursement_reverse", payment.pk), back).status_code,
    ]
    assert (found, Reversal.objects.count()) == ([302, 403, 302, 422, 302, 200, 200, 302], 1)
    page = text_of(first.get(payment.get_absolute_url()))
    assert all(word in page for word in ("storniert", "KA-9", "Rücklauf", str(freigabe)))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"paid_on": ""}, "Bitte geben Sie ein Datum ein"),
        ({"paid_on": "31.02.2026"}, "Bitte geben Sie ein gültiges Datum ein"),
        ({"paid_on": "01.01.2199"}, "liegt in der Zukunft"),
        ({"paid_on": "31.12.2025"}, "gehört in das Haushaltsjahr 2026"),
        ({"reference": ""}, "Bitte füllen Sie dieses Feld aus."),
        ({"reference": "x" * 61}, "höchstens 60 Zeichen"),
    ],
)
def test_a_wrong_payment_is_refused_at_its_field_and_kept(typed, said, koordination, client_of):
    payment = f.DisbursementFactory(released=True)
    answer = client_of(koordination).post(
        at("disbursement_pay", payment.pk), {"paid_on": "02.03.2026", "reference": "KA-9"} | typed
    )
    page = text_of(answer)
    assert said in page
    assert all(value in page for value in typed.values())
    assert Disbursement.objects.get().paid_on is None


def test_a_changed_account_is_warned_of(koordination, client_of):
    payment = f.DisbursementFactory(released=True)
    client = client_of(koordination)
    before = text_of(client.get(payment.get_absolute_url()))
    partner = payment.allocation.recipient
    type(partner).objects.filter(pk=partner.pk).update(iban="DE02120300000000202051")
    pages = [client.get(url) for url in (payment.get_absolute_url(), at("disbursement_pay", payment.pk))]
    warned = ["inzwischen andere als bei der Freigabe" in page for page in (before, *map(text_of, pages))]
    assert warned == [False, True, True]


def test_a_recipient_without_an_account_is_not_paid(freigabe, client_of):
    payment = f.DisbursementFactory(certified=True)
    partner = payment.allocation.recipient
    type(partner).objects.filter(pk=partner.pk).update(iban="")
    answer = client_of(freigabe).post(at("disbursement_release", payment.pk))
    assert (answer.status_code, "keine gültige IBAN" in text_of(answer)) == (422, True)


@pytest.mark.parametrize("state", DisbursementStatus)
def test_every_payment_is_found_by_its_state(state, koordination, client_of):
    made = {
        "planned": f.DisbursementFactory(),
        "certified": f.DisbursementFactory(certified=True),
        "released": f.DisbursementFactory(released=True),
        "paid": f.DisbursementFactory(paid=True),
        "reversed": f.ReversalFactory().disbursement,
        "dropped": f.DisbursementFactory(dropped=True),
    }
    answer = client_of(koordination).get(at("disbursement_list"), {"stand": state.value, "jahr": "2026"})
    assert list(answer.context["listing"].page.object_list) == [made[state.value]]


def test_a_partner_sees_its_own_payments_on_its_allocation_only(partner_user, awo, client_of):
    own = f.DisbursementFactory(
        allocation=f.DecisionFactory(approved=True, allocation__recipient=awo).allocation
    )
    foreign = f.DisbursementFactory(amount=Decimal("77.77"))
    client = client_of(partner_user)
    page = text_of(client.get(own.allocation.get_absolute_url()))
    assert ("1. Rate" in page, own.get_absolute_url() in page, "77,77" in page) == (True, False, False)
    addresses = [foreign.get_absolute_url(), own.get_absolute_url(), at("payment_run_list")]
    assert [client.get(url).status_code for url in addresses] == [403] * 3
    assert client.get(foreign.allocation.get_absolute_url()).status_code == 404
