"""The list of tasks: narrowed, exported, and several done at once, each by its own act."""

import csv
import re
from datetime import timedelta
from decimal import Decimal
from html import unescape
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from funding.models import Decision, Disbursement
from funding.payment_sheet import grouped
from quality_dialog.models import Measure
from quartiersarbeit.duties import Whose, duties
from quartiersarbeit.together import TOGETHER
from tests import factories as f
from tests.asking import queries, text_of, told
from tests.people import in_group

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
A_DAY = timedelta(days=1)
OTHER_IBAN = "DE89370400440532013000"
LIST = reverse("task_list")
RELEASE = reverse("tasks_together", args=["instalment_release"])


def listed(client, **wanted) -> list[str]:
    """The records of which the list tells, over all its pages."""
    answer = client.get(LIST, wanted | {"export": "csv"})
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == client.get(LIST, wanted).context["listing"].count
    return [row["Worum es geht"] for row in rows]


def measure(title: str, *, owner=None, taking_part=(), **facts) -> Measure:
    return f.MeasureFactory(
        title=title,
        responsible=owner,
        resolved_on=TODAY - 60 * A_DAY,
        finding__dialogue__partners=list(taking_part),
        finding__shared=True,
        **{"due_on": TODAY - A_DAY} | facts,
    )


# --- what is listed -----------------------------------------------------------------------------------------------


def titles(found: list[str]) -> set[str]:
    return {one for one in found if len(one) == 1}


@pytest.mark.parametrize(
    ("whose", "expected"),
    [
        ("", {"A", "B"}),
        ("meine", {"A", "B"}),
        ("selbst", {"A"}),
        ("erinnern", {"B"}),
        ("organisation", {"A"}),
        ("andere", {"C"}),
        ("alle", {"A", "B", "C"}),
        ("unsinn", {"A", "B"}),
    ],
)
def test_koordination_narrows_by_whose_it_is(whose, expected, koordination, partner_user, awo, client_of):
    measure("A")  # the city's own
    measure("B", owner=awo, taking_part=[awo])  # late: to remind
    measure("C", owner=awo, taking_part=[awo], due_on=TODAY + A_DAY)  # in time: theirs
    assert titles(listed(client_of(koordination), wessen=whose)) == expected


def test_a_partner_sees_its_own_first_and_what_waits_for_the_city_when_asked(partner_user, awo, client_of):
    measure("A", taking_part=[awo])
    measure("B", owner=awo, taking_part=[awo])
    client = client_of(partner_user)
    assert [titles(listed(client, wessen=whose)) for whose in ("", "organisation", "andere")] == [
        {"B"},
        {"B"},
        {"A"},
    ]


def test_it_is_narrowed_by_kind_day_site_and_partner(koordination, awo, bgw, client_of):
    first = measure("A", owner=awo, taking_part=[awo])
    measure("B", owner=bgw, taking_part=[bgw])
    measure("C", due_on=TODAY + 40 * A_DAY)
    f.DisbursementFactory()
    client, site = client_of(koordination), first.finding.dialogue.site_id
    found = [
        titles(listed(client, **wanted))
        for wanted in (
            {"art": "measure_finish"},
            {"art": "measure_finish", "frist": "ueberfaellig"},
            {"frist": "spaeter"},
            {"standort": site},
            {"partner": bgw.pk},
            {"art": "instalment_certify"},
        )
    ]
    assert found == [{"A", "B", "C"}, {"A", "B"}, {"C"}, {"A"}, {"B"}, set()]


@pytest.mark.parametrize("wish", ["9999999", "x", "²", "-1", "%00", "1' OR 1=1"])
@pytest.mark.parametrize("name", ["art", "frist", "standort", "partner", "wessen", "seite"])
def test_a_wish_that_cannot_be_read_narrows_nothing(name, wish, koordination, client_of):
    measure("A")
    assert titles(listed(client_of(koordination), **{name: wish})) == {"A"}


def test_nobody_finds_a_stranger_s_duties(partner_user, bgw, client_of):
    measure("B", owner=bgw, taking_part=[bgw])
    assert listed(client_of(partner_user), wessen="alle", partner=bgw.pk) == []


def test_late_stands_first_then_what_is_to_be_done_at_once_then_what_can_wait(koordination, client_of):
    measure("L", due_on=TODAY + 30 * A_DAY)
    measure("O")
    draft = f.NegotiationFactory()
    told_ = [duty.timing.value for duty in duties(koordination, TODAY)]
    order = ("overdue", "now", "this_week", "later")
    assert (draft.pk is not None, told_) == (True, sorted(told_, key=order.index))


def test_the_spreadsheet_holds_exactly_the_rows_of_all_pages(koordination, client_of):
    for n in range(30):
        measure(f"Nr. {n:02}")
    client = client_of(koordination)
    page = client.get(LIST, {"art": "measure_finish"})
    file = client.get(LIST, {"art": "measure_finish", "export": "xlsx"})
    rows = list(openpyxl.load_workbook(BytesIO(file.content)).active.values)
    assert (len(page.context["listing"].page.object_list), len(rows) - 1) == (25, 30)


def test_a_measure_called_like_a_formula_is_disarmed(koordination, client_of):
    measure("=1+1")
    file = client_of(koordination).get(LIST, {"export": "csv"})
    assert "'=1+1" in file.content.decode("utf-8-sig")


# --- several at once ------------------------------------------------------------------------------------------------


def shown(client, *rows, kind: str = "instalment_release", **wanted) -> dict[str, str]:
    """What the page with number and sum sends back."""
    asked = {"zeile": [row.pk for row in rows]} if rows else {"alle": "ja"}
    html = client.get(reverse("tasks_together", args=[kind]), asked | wanted).content.decode()
    return {
        name: unescape(value) for name, value in re.findall(r'name="(gesehen-\d+)" value="([^"]*)"', html)
    }


def test_the_list_of_one_kind_lets_one_choose(freigabe, client_of):
    payment = f.DisbursementFactory(certified=True)
    own = f.DisbursementFactory(certified=True, by=freigabe)
    html = client_of(freigabe).get(LIST, {"art": "instalment_release", "wessen": "alle"}).content.decode()
    ticks = re.findall(r'name="zeile"[^>]*value="(\d+)"', html)
    assert (ticks, str(own.allocation) in text_of_html(html)) == ([str(payment.pk)], True)


def text_of_html(html: str) -> str:
    return unescape(html).replace("\N{NO-BREAK SPACE}", " ")


def test_the_whole_list_offers_what_can_be_done_at_once(freigabe, client_of):
    f.DisbursementFactory(certified=True)
    client = client_of(freigabe)
    alone = client.get(LIST).context["offers"]
    f.DisbursementFactory(certified=True)
    assert (alone, client.get(LIST).context["offers"]) == (
        [],
        [("2 Raten zur Zahlung freigeben", f"{LIST}?art=instalment_release")],
    )


def test_number_sum_recipient_and_account_are_said_before_anything_happens(freigabe, client_of):
    one, two = (
        f.DisbursementFactory(certified=True, amount=Decimal(amount)) for amount in ("1000.10", "250")
    )
    page = text_of(client_of(freigabe).get(RELEASE, {"zeile": [one.pk, two.pk]}))
    recipient = one.allocation.recipient
    said = ("2 Raten, zusammen 1.250,10 €", recipient.name, grouped(recipient.iban), "1.000,10 €")
    assert [word in page for word in said] == [True] * 4
    assert not Disbursement.objects.filter(released_on__isnull=False).exists()


def test_each_is_released_by_its_own_verb_and_each_refusal_is_said(freigabe, client_of):
    good, other = f.DisbursementFactory(certified=True), f.DisbursementFactory(certified=True)
    own = f.DisbursementFactory(certified=True, by=freigabe)
    client = client_of(freigabe)
    sent = {
        **shown(client, good, other),
        f"gesehen-{own.pk}": own.payee,
        "gesehen-x": "",
        "gesehen-99999": "",
    }
    answer = client.post(RELEASE, sent)
    page, released = text_of(answer), set(Disbursement.objects.filter(released_by=freigabe))
    assert (answer.status_code, released) == (422, {good, other})
    assert told(answer) == ["2 Raten, zusammen 4.000,00\N{NO-BREAK SPACE}€: freigegeben."]
    assert "Vier-Augen-Prinzip" in page


def test_one_s_own_are_not_offered_at_all(freigabe, client_of):
    own, good = f.DisbursementFactory(certified=True, by=freigabe), f.DisbursementFactory(certified=True)
    assert set(shown(client_of(freigabe), own, good)) == {f"gesehen-{good.pk}"}


def test_an_account_changed_since_the_page_was_opened_is_not_released(freigabe, client_of):
    good, moved = f.DisbursementFactory(certified=True), f.DisbursementFactory(certified=True)
    client = client_of(freigabe)
    sent = shown(client, good, moved)
    type(moved.allocation.recipient).objects.filter(pk=moved.allocation.recipient_id).update(iban=OTHER_IBAN)
    answer = client.post(RELEASE, sent)
    page = text_of(answer)
    assert (answer.status_code, set(Disbursement.objects.filter(released_by=freigabe))) == (422, {good})
    assert "Betrag oder Konto des Empfängers sind andere" in page
    assert grouped(OTHER_IBAN) in page  # what is there now can be compared at once
    assert client.post(RELEASE, shown(client, moved)).status_code == 302


def test_an_instalment_planned_anew_since_is_not_certified(koordination, client_of):
    payment = f.DisbursementFactory()
    client, address = client_of(koordination), reverse("tasks_together", args=["instalment_certify"])
    sent = shown(client, payment, kind="instalment_certify")
    Disbursement.objects.filter(pk=payment.pk).update(amount=payment.amount + 1)
    refused = client.post(address, sent)
    again = client.post(address, shown(client, payment, kind="instalment_certify"))
    payment.refresh_from_db()
    assert (refused.status_code, again.status_code, payment.certified_by) == (422, 302, koordination)


def test_all_means_all_that_the_list_shows_and_no_more(freigabe, client_of):
    one, other = f.DisbursementFactory(certified=True), f.DisbursementFactory(certified=True)
    wanted = {"standort": one.allocation.site_id}
    found = shown(client_of(freigabe), **wanted)
    assert (set(found), one.allocation.site_id == other.allocation.site_id) == ({f"gesehen-{one.pk}"}, False)


def waiting(number: int) -> None:
    """So many certified instalments of one euro more."""
    allocation, who = f.DecisionFactory(approved=True).allocation, f.UserFactory()
    for at in range(1, number + 1):
        f.DisbursementFactory(
            allocation=allocation, number=at, amount=1, by=who, certified=True, certified_by=who
        )


def test_so_many_at_once_as_can_be_read(freigabe, client_of):
    waiting(53)
    client = client_of(freigabe)
    answer = client.get(RELEASE, {"alle": "ja"})
    assert "3 weitere stehen danach wieder in der Liste." in text_of(answer)
    client.post(RELEASE, shown(client))
    assert Disbursement.objects.filter(released_by=freigabe).count() == 50


def test_decisions_are_approved_with_their_notices(freigabe, client_of):
    rows = [f.DecisionFactory(), f.DecisionFactory()]
    client, address = client_of(freigabe), reverse("tasks_together", args=["decision_approve"])
    sent = shown(client, *rows, kind="decision_approve")
    answer = client.post(address, sent)
    assert answer.status_code == 302
    assert [bool(one.notice_number) for one in Decision.objects.filter(approved_by=freigabe)] == [True, True]


def test_one_decision_too_much_is_refused_and_the_others_stand(freigabe, client_of):
    year = f.FiscalYearFactory()
    small, big = (
        f.DecisionFactory(allocation__fiscal_year=year, amount=Decimal(amount)) for amount in (1000, 79500)
    )
    client, address = client_of(freigabe), reverse("tasks_together", args=["decision_approve"])
    answer = client.post(address, shown(client, small, big, kind="decision_approve"))
    assert (answer.status_code, list(Decision.objects.filter(approved_by=freigabe))) == (422, [small])


def test_measures_are_confirmed_by_the_other_side(koordination, partner_user, awo, client_of):
    rows = [measure(title, owner=awo, taking_part=[awo]) for title in "AB"]
    for row in rows:
        row.finish(by=partner_user, on=TODAY)
    client, address = client_of(koordination), reverse("tasks_together", args=["measure_confirm"])
    answer = client.post(address, shown(client, *rows, kind="measure_confirm"))
    assert (answer.status_code, Measure.objects.filter(confirmed_by=koordination).count()) == (302, 2)


def test_whoever_carries_a_measure_does_not_confirm_it_among_others(partner_user, awo, client_of):
    row = measure("A", owner=awo, taking_part=[awo])
    row.finish(by=partner_user, on=TODAY)
    client, address = client_of(partner_user), reverse("tasks_together", args=["measure_confirm"])
    answer = client.post(address, {f"gesehen-{row.pk}": ""})
    assert (answer.status_code, Measure.objects.filter(confirmed_on__isnull=False).count()) == (422, 0)


def test_nobody_acts_on_what_they_do_not_see(partner_user, bgw, other_partner_user, client_of):
    row = measure("B", owner=bgw, taking_part=[bgw])
    row.finish(by=other_partner_user, on=TODAY)
    address = reverse("tasks_together", args=["measure_confirm"])
    answer = client_of(partner_user).post(address, {f"gesehen-{row.pk}": ""}, follow=True)
    assert told(answer) == ["Davon liegt nichts mehr bei Ihnen."]


def test_a_choice_of_nothing_is_said(freigabe, client_of):
    answer = client_of(freigabe).get(RELEASE, {"zeile": ["x", "99999", "²"]}, follow=True)
    assert told(answer) == ["Kreuzen Sie mindestens eine Aufgabe an, die bei Ihnen liegt."]


@pytest.mark.parametrize("code", ["proof_submit", "unsinn"])
def test_what_needs_a_page_of_its_own_is_not_done_together(code, freigabe, client_of):
    address = reverse("tasks_together", args=[code])
    assert [client_of(freigabe).get(address).status_code, client_of(freigabe).post(address).status_code] == [
        404,
        404,
    ]


def test_the_old_worklist_s_address_leads_to_the_tasks(freigabe, client_of):
    answer = client_of(freigabe).get(reverse("funding:worklist"))
    assert (answer.status_code, answer.url) == (302, LIST)


def test_the_choice_costs_the_same_for_one_and_for_twelve(freigabe, client_of):
    client = client_of(freigabe)
    waiting(1)
    few = queries(client, f"{RELEASE}?alle=ja")
    waiting(11)
    assert queries(client, f"{RELEASE}?alle=ja") == few


def test_what_is_done_leaves_the_list(freigabe, client_of):
    payment, client = f.DisbursementFactory(certified=True), client_of(freigabe)
    before = duties(freigabe, TODAY, whose=[Whose.MINE], codes=["instalment_release"])
    client.post(RELEASE, shown(client, payment))
    after = duties(freigabe, TODAY, whose=[Whose.MINE], codes=["instalment_release"])
    assert (len(before), after) == (1, [])


# --- Several at once ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "name", "labels"),
    [
        ("Koordination", "funding:disbursement_list", ["Mehrere zeichnen"]),
        ("Freigabe", "funding:disbursement_list", ["Mehrere freigeben"]),
        ("Revision", "funding:disbursement_list", []),
        ("Koordination", "quality_dialog:measure_list", ["Mehrere bestätigen"]),
    ],
)
def test_a_list_leads_to_what_is_done_with_several_at_once(db, client_of, role, name, labels):
    client = client_of(in_group(role))
    page = html.fromstring(client.get(reverse(name)).content)
    found = page.xpath("//div[@class='page-head__actions']/a[starts-with(normalize-space(), 'Mehrere')]")
    assert [one.text_content().strip() for one in found] == labels
    for one in found:
        tasks = client.get(one.get("href"))
        assert (tasks.status_code, tasks.context["form"].kind in TOGETHER) == (200, True)
