"""A city begins with the app in mid-life: what was granted, paid and proven before is entered as what it was.

Each step is taken on its page, by two accounts of the city: one enters, another compares with the files and confirms.
"""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.utils import timezone

from funding.models import Allocation, Decision, Disbursement, FiscalYear, Notice, ProofOfUse
from funding.money_way import way
from partners.models import Notification, Partner
from quality_dialog.report.money import budget_of, money_facts
from quality_dialog.report.wording import _money
from quartiersarbeit.duties import Whose, duties
from quartiersarbeit.ground import german
from tests.asking import addresses, text_of
from tests.factories import AssignmentFactory, CoverageFactory, MandateFactory, PartnerFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
A_DAY = timedelta(days=1)
GRANTED, PAID, HANDED_IN, ACCEPTED = (
    date(2024, 2, 14),
    date(2024, 3, 1),
    date(2025, 1, 31),
    date(2025, 2, 20),
)
MARK = f"am {TODAY:%d.%m.%Y}"
at = addresses("funding:")


class Office:
    """The two people of the city, and the partner's person who looks on."""

    def __init__(self, client_of, koordination, freigabe, partner_user):
        self.koordination, self.freigabe = client_of(koordination), client_of(freigabe)
        self.theirs = client_of(partner_user)
        self.people = (koordination, freigabe, partner_user)
        began = date(2024, 1, 1)
        self.mandate = MandateFactory()
        self.site = CoverageFactory(agreement__starts_on=began, site__opened_on=began).site
        self.recipient = partner_user.partner
        AssignmentFactory(site=self.site, partner=self.recipient, starts_on=began)

    def opens_the_year(self, **changes):
        typed = {"year": "2024", "opened_on": "02.01.2024", "appropriation": "80.000,00"}
        return _sent(
            self.koordination, at("fiscal_year_create"), typed | {"mandate": self.mandate.pk} | changes
        )

    def enters_the_grant(self, **changes):
        typed = {
            "site": self.site.pk,
            "recipient": self.recipient.pk,
            "purpose": "Quartiersarbeit",
            "paper_on": "14.02.2024",
            "paper_number": "540-17/24",
            "paper_by": "Amt für soziale Leistungen",
            "amount": "8.000,00",
        }
        return _sent(self.koordination, at("allocation_enter", 2024), typed | changes)

    def confirms_the_grant(self, by=None):
        decision = Decision.objects.get()
        seen = {"gesehen": decision.content}
        return _sent(by or self.freigabe, at("decision_approve", decision), seen)

    def enters_the_payment(self, **changes):
        typed = {"paper_on": "01.03.2024", "amount": "8.000,00", "reference": "HÜL 4711"}
        return _sent(self.koordination, at("payment_enter", Allocation.objects.get()), typed | changes)

    def confirms_the_payment(self, by=None):
        payment = Disbursement.objects.get()
        return _sent(by or self.freigabe, at("disbursement_release", payment), {"gesehen": payment.payee})

    def enters_the_proof(self, **changes):
        allocation = Allocation.objects.get()
        answer = _sent(self.koordination, at("proof_enter", allocation), {"paper_on": "31.01.2025"} | changes)
        if answer.status_code == 200 and answer.redirect_chain:
            typed = {"narrative": "Offener Treff an zwei Tagen der Woche.", "spent_staff": "8.000,00"}
            _sent(self.koordination, at("proof_edit", allocation), typed | {"version": "0"})
            answer = _sent(self.koordination, at("proof_submit", allocation), {})
        return answer

    def confirms_the_proof(self, by=None, **changes):
        typed = {"accepted_on": "20.02.2025", "review_note": "Belege lagen vor."} | changes
        return _sent(by or self.freigabe, at("proof_accept", Allocation.objects.get()), typed)

    def closes_the_year(self):
        _sent(self.koordination, at("fiscal_year_closing", 2024), {"carry_over": "72.000,00"})
        return _sent(self.freigabe, at("fiscal_year_close", 2024), {})

    def enters_all(self):
        for step in (self.opens_the_year, self.enters_the_grant, self.confirms_the_grant):
            step()
        for step in (self.enters_the_payment, self.confirms_the_payment):
            step()
        for step in (self.enters_the_proof, self.confirms_the_proof):
            step()


def _sent(client, address: str, typed: dict):
    return client.post(address, typed, follow=True)


@pytest.fixture
def office(client_of, koordination, freigabe, partner_user) -> Office:
    return Office(client_of, koordination, freigabe, partner_user)


@pytest.fixture
def entered(office) -> Office:
    office.enters_all()
    return office


def sums(on: date) -> tuple[str, ...]:
    year = FiscalYear.objects.with_totals(on).get(year=2024)
    found = (year.available, year.planned, year.committed, year.paid, year.proven)
    return tuple(f"{one:.0f}" for one in found)


# --- The walk ------------------------------------------------------------------------------------


def test_a_year_of_before_is_entered_by_two_from_page_to_page(office):
    assert "80.000,00 € sind verfügbar" in text_of(office.opens_the_year())
    assert "8.000,00 € sind für 2024 eingetragen" in text_of(office.enters_the_grant())
    assert "Bestätigt: Zuwendung 8.000,00 €, Bescheid-Nr. 540-17/24" in text_of(office.confirms_the_grant())
    assert "Die Zahlung ist eingetragen und wartet auf Bestätigung." in text_of(office.enters_the_payment())
    assert "Die Zahlung ist nacherfasst." in text_of(office.confirms_the_payment())
    assert "Der Verwendungsnachweis ist eingereicht." in text_of(office.enters_the_proof())
    assert "Der Verwendungsnachweis ist angenommen." in text_of(office.confirms_the_proof())
    office.closes_the_year()
    year = FiscalYear.objects.get(year=2024)
    assert (year.closed_on, year.rest, year.carry_over) == (TODAY, Decimal("72000"), Decimal("72000"))


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (GRANTED - A_DAY, ("80000", "0", "0", "0", "0")),
        (GRANTED, ("80000", "8000", "8000", "0", "0")),
        (PAID - A_DAY, ("80000", "8000", "8000", "0", "0")),
        (PAID, ("80000", "8000", "8000", "8000", "0")),
        (HANDED_IN, ("80000", "8000", "8000", "8000", "0")),
        (ACCEPTED - A_DAY, ("80000", "8000", "8000", "8000", "0")),
        (ACCEPTED, ("80000", "8000", "8000", "8000", "8000")),
        (TODAY, ("80000", "8000", "8000", "8000", "8000")),
    ],
)
def test_each_figure_counts_from_its_own_day(on, found, entered):
    assert sums(on) == found


def test_the_pages_show_the_figures_and_when_they_were_entered(entered):
    allocation = Allocation.objects.get()
    year = text_of(entered.koordination.get(at("fiscal_year_detail", 2024)))
    assert year.count("8.000,00 €") >= 4
    assert "Nacherfasst" in year
    assert MARK in year
    shown = {
        "grant": Decision.objects.get().get_absolute_url(),
        "payment": Disbursement.objects.get().get_absolute_url(),
        "proof": at("proof_detail", allocation),
        "allocation": allocation.get_absolute_url(),
    }
    for address in shown.values():
        told = text_of(entered.koordination.get(address))
        assert "acherfasst" in told, address
        assert f"{TODAY:%d.%m.%Y}" in told, address


def test_the_euros_way_tells_what_was_decided_then_and_that_it_was_entered_later(entered):
    steps = {step.what: step for step in way(Allocation.objects.get(), TODAY)}
    assert (steps["Zuwendung beschieden"].on, steps["Zuwendung beschieden"].who) == (
        GRANTED,
        "Amt für soziale Leistungen",
    )
    assert f"nacherfasst {MARK}" in steps["Zuwendung beschieden"].note
    assert (steps["1. Rate ausgezahlt"].on, steps["1. Rate ausgezahlt"].paid) == (PAID, Decimal("8000"))
    assert f"nacherfasst {MARK}" in steps["1. Rate ausgezahlt"].note
    assert steps["Verwendungsnachweis angenommen"].on == ACCEPTED
    assert f"nacherfasst {MARK}" in steps["Verwendungsnachweis angenommen"].note
    assert "1. Rate freigegeben" not in steps
    assert (
        text_of(entered.koordination.get(at("allocation_trail", Allocation.objects.get()))).count(MARK) >= 4
    )


def test_the_report_of_that_year_tells_the_figures_and_that_they_were_entered_later(entered):
    facts = money_facts(budget_of(2024, date(2024, 12, 31)), date(2024, 12, 31))
    assert (facts.committed.value, facts.paid.value) == (Decimal("8000"), Decimal("8000"))
    assert f"Zahlen dieses Jahres sind nacherfasst, zuletzt {MARK}." in _money(facts)


def test_the_recipient_sees_its_notice_with_its_number_and_no_paper_of_ours(entered):
    told = text_of(entered.theirs.get(Allocation.objects.get().get_absolute_url()))
    assert "17/24" in told
    assert "14.02.2024" in told
    assert "PDF zu" not in told
    assert not Notice.objects.exists()


# --- What must not come of it ----------------------------------------------------------------------

STEPS = (
    "opens_the_year",
    "enters_the_grant",
    "confirms_the_grant",
    "enters_the_payment",
    "confirms_the_payment",
    "enters_the_proof",
    "confirms_the_proof",
)


def test_nobody_owes_anything_that_was_due_before_it_was_entered(office):
    late, theirs, asked = [], [], 0
    for step in STEPS:
        getattr(office, step)()
        for user in office.people:
            owed = [one for one in duties(user, TODAY) if "2024" in one.subject or one.key == "2024"]
            late += [(step, one) for one in owed if one.due_on or one.since < TODAY]
            theirs += [(step, one) for one in owed if user.partner_id and one.whose == Whose.MINE]
            asked += len(owed)
    assert (late, theirs, asked > 0) == ([], [], True)


def test_no_earlier_day_is_told_of_a_duty_that_nobody_had(entered):
    days = (GRANTED, PAID, date(2024, 12, 31), HANDED_IN, HANDED_IN + A_DAY, ACCEPTED, date(2025, 4, 1))
    told = [duties(user, day) for day in days for user in entered.people]
    assert [one.kind.code for owed in told for one in owed if "2024" in one.subject] == []


def test_the_recipient_is_neither_told_nor_written_to(entered):
    assert not Notification.objects.filter(recipient=entered.people[2]).exists()
    assert mail.outbox == []


def test_an_entered_proof_is_never_late_while_it_is_entered(office):
    for step in STEPS[:5]:
        getattr(office, step)()
    _sent(office.koordination, at("proof_enter", Allocation.objects.get()), {"paper_on": "31.01.2025"})
    assert str(ProofOfUse.objects.get().status_on(TODAY)) == "noch nicht eingereicht"


# --- Four eyes -------------------------------------------------------------------------------------


def test_who_entered_does_not_confirm(office, koordination, freigabe):
    from tests.people import give

    give(koordination, "Freigabe")
    koordination = type(koordination).objects.get(pk=koordination.pk)
    office.opens_the_year()
    office.enters_the_grant()
    assert "Vier-Augen-Prinzip" in text_of(office.confirms_the_grant(by=office.koordination))
    office.confirms_the_grant()
    office.enters_the_payment()
    assert "Vier-Augen-Prinzip" in text_of(office.confirms_the_payment(by=office.koordination))
    office.confirms_the_payment()
    office.enters_the_proof()
    assert "Vier-Augen-Prinzip" in text_of(office.confirms_the_proof(by=office.koordination))
    assert sums(TODAY) == ("80000", "8000", "8000", "8000", "0")


@pytest.mark.parametrize("role", ["partner_user", "freigabe", "revision", "gremium"])
@pytest.mark.parametrize("page", ["allocation_enter", "decision_enter", "payment_enter"])
def test_only_the_koordination_enters(page, role, entered, request, client_of):
    key = 2024 if page == "allocation_enter" else Allocation.objects.get()
    assert client_of(request.getfixturevalue(role)).get(at(page, key)).status_code == 403


# --- Days that cannot be ---------------------------------------------------------------------------


def said(answer, field: str) -> str:
    found = " ".join(answer.context["form"].errors.get(field, []))
    return found.replace(german.NO_BREAK_SPACE, " ")


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (f"{TODAY + A_DAY:%d.%m.%Y}", "Dieser Tag liegt in der Zukunft."),
        ("30.09.2023", "Das Haushaltsjahr 2024 wird frühestens ab dem 01.10.2023 geplant."),
        ("01.10.2023", ""),
        (f"{TODAY:%d.%m.%Y}", ""),
    ],
)
def test_a_grant_lies_neither_ahead_nor_before_its_year(day, reason, office):
    office.opens_the_year()
    answer = office.enters_the_grant(paper_on=day)
    assert Decision.objects.exists() == (not reason)
    assert not reason or reason in said(answer, "paper_on")


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (f"{TODAY + A_DAY:%d.%m.%Y}", "Dieser Tag liegt in der Zukunft."),
        ("31.12.2023", "Die Zahlung gehört in das Haushaltsjahr 2024."),
        ("01.01.2025", "Die Zahlung gehört in das Haushaltsjahr 2024."),
        ("13.02.2024", "Am 13.02.2024 waren 0,00 € bewilligt."),
        ("14.02.2024", ""),
        ("31.12.2024", ""),
    ],
)
def test_a_payment_lies_in_its_year_and_not_before_its_grant(day, reason, office):
    for step in STEPS[:3]:
        getattr(office, step)()
    answer = office.enters_the_payment(paper_on=day)
    assert Disbursement.objects.exists() == (not reason)
    assert not reason or reason in said(answer, "paper_on")


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (f"{TODAY + A_DAY:%d.%m.%Y}", "Dieser Tag liegt in der Zukunft."),
        ("13.02.2024", "Der Zuwendungsbescheid ist vom 14.02.2024."),
        ("01.03.2024", ""),
        (f"{TODAY:%d.%m.%Y}", ""),
    ],
)
def test_a_proof_is_not_handed_in_before_its_grant(day, reason, office):
    for step in STEPS[:5]:
        getattr(office, step)()
    answer = office.enters_the_proof(paper_on=day)
    assert ProofOfUse.objects.filter(submitted_on__isnull=False).exists() == (not reason)
    assert not reason or reason in said(answer, "paper_on")


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (f"{TODAY + A_DAY:%d.%m.%Y}", "Dieser Tag liegt in der Zukunft."),
        ("30.01.2025", "Eingereicht ist der Nachweis erst am 31.01.2025."),
        ("31.01.2025", ""),
        (f"{TODAY:%d.%m.%Y}", ""),
    ],
)
def test_a_proof_is_not_accepted_before_it_was_handed_in(day, reason, office):
    for step in STEPS[:6]:
        getattr(office, step)()
    answer = office.confirms_the_proof(accepted_on=day)
    assert ProofOfUse.objects.filter(accepted_on__isnull=False).exists() == (not reason)
    assert not reason or reason in said(answer, "accepted_on")


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (f"{TODAY + A_DAY:%d.%m.%Y}", "Dieser Tag liegt in der Zukunft."),
        ("30.09.2023", "Das Haushaltsjahr 2024 wird frühestens ab dem 01.10.2023 geplant."),
        ("01.10.2023", ""),
    ],
)
def test_a_year_was_opened_neither_ahead_nor_long_before_it(day, reason, office):
    answer = office.opens_the_year(opened_on=day)
    assert FiscalYear.objects.exists() == (not reason)
    assert not reason or reason in said(answer, "opened_on")


# --- Limits hold for what was, too -------------------------------------------------------------------


def test_no_more_is_confirmed_than_the_year_had(office):
    office.opens_the_year()
    office.enters_the_grant(amount="80.000,01")
    assert "überschreitet den Rahmen" in text_of(office.confirms_the_grant())
    assert sums(TODAY)[2] == "0"


def test_no_more_is_entered_as_paid_than_was_granted(office):
    for step in STEPS[:3]:
        getattr(office, step)()
    office.enters_the_payment(amount="8.000,01")
    assert not Disbursement.objects.exists()


def test_a_number_that_a_paper_has_is_given_to_no_other_notice(office):
    office.opens_the_year()
    year = FiscalYear.objects.get()
    taken = (
        year.notice_pattern.replace("{year}", "2024").replace("{number:03d}", "001").replace("{number}", "1")
    )
    office.enters_the_grant(paper_number=taken)
    office.confirms_the_grant()
    allocation = Allocation.objects.get()
    more = allocation.draft(kind="increase", amount=Decimal(100), reason="Mehr", by=UserFactory(), on=TODAY)
    more.approve(by=UserFactory(), on=TODAY)
    assert more.notice_number not in ("", taken)
    assert more.notice_sequence == 2


def test_a_notice_of_ours_is_not_drawn_up_of_what_is_on_paper(entered):
    decision = Decision.objects.get()
    answer = entered.freigabe.post(at("notice_freeze", decision))
    assert "auf Papier ergangen" in text_of(answer)
    assert not Notice.objects.exists()
    assert entered.koordination.get(at("notice_pdf", decision)).status_code == 404


def test_the_recipient_that_left_since_keeps_what_it_was_granted(office, koordination):
    began, left = date(2024, 1, 1), date(2025, 6, 1)
    office.site = CoverageFactory(agreement__starts_on=began, site__opened_on=began).site
    office.recipient = PartnerFactory()
    AssignmentFactory(site=office.site, partner=office.recipient, starts_on=began, ends_on=left - A_DAY)
    Partner.objects.filter(pk=office.recipient.pk).update(deactivated_on=left, deactivated_by=UserFactory())
    for step in STEPS[:5]:
        getattr(office, step)()
    assert sums(TODAY)[1:4] == ("8000", "8000", "8000")


# --- Ways back ---------------------------------------------------------------------------------------


def test_a_wrong_entry_is_put_right_before_it_is_confirmed(office):
    office.opens_the_year()
    office.enters_the_grant()
    decision = Decision.objects.get()
    page = office.koordination.get(at("decision_edit", decision))
    assert page.context["form"].initial["paper_number"] == "540-17/24"
    typed = {"kind": "grant", "paper_on": "15.02.2024", "paper_number": "540-18/24", "paper_by": "Amt"}
    _sent(office.koordination, at("decision_edit", decision), typed | {"amount": "7.000", "reason": "Q"})
    office.confirms_the_grant()
    decision.refresh_from_db()
    assert (decision.approved_on, decision.notice_number) == (date(2024, 2, 15), "540-18/24")
    assert sums(date(2024, 2, 15))[1:3] == ("7000", "7000")


def test_a_wrong_payment_is_taken_back_before_it_is_confirmed(office):
    for step in STEPS[:4]:
        getattr(office, step)()
    payment = Disbursement.objects.get()
    for act in ("disbursement_withdraw", "disbursement_drop"):
        _sent(office.koordination, at(act, payment), {"reason": "Falscher Betrag"})
    office.enters_the_payment(amount="7.000")
    assert [str(one.status_on(TODAY)) for one in Disbursement.objects.order_by("number")] == [
        "gestrichen",
        "festgestellt",
    ]


def test_an_entered_proof_is_given_back_to_the_city_and_not_to_the_recipient(office):
    for step in STEPS[:6]:
        getattr(office, step)()
    _sent(office.freigabe, at("proof_return", Allocation.objects.get()), {"reasons": "Zahlen vertauscht"})
    koordination, _, partner = office.people
    assert "proof_revise" in [one.kind.code for one in duties(koordination, TODAY)]
    assert [one.kind.code for one in duties(partner, TODAY) if one.whose == Whose.MINE] == []
