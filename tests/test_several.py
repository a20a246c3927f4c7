"""Rows of a list that are ticked are done at once: each by its own verb; what is refused is named with the reason."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from partners.models import Negotiation
from quality_dialog.models import Measure
from quartiersarbeit.ground.roles import ROLES
from quartiersarbeit.ground.unsent import ONCE
from quartiersarbeit.several import SEVERAL
from tests import factories as f
from tests.asking import queries, told
from tests.people import in_group

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=60)
LISTS = {
    "gespraeche-uebergeben": reverse("partners:negotiation_list"),
    "massnahmen-verschieben": reverse("quality_dialog:measure_list"),
    "nachweise-verlaengern": reverse("funding:proof_list"),
}
POSTPONE = reverse("several", args=["massnahmen-verschieben"])
HAND_OVER = reverse("several", args=["gespraeche-uebergeben"])
WHY = {"new_due_on": LATER.strftime("%d.%m.%Y"), "text": "Der Raum wird erst dann frei."}


def measure(title: str, **facts) -> Measure:
    return f.MeasureFactory(
        title=title,
        resolved_on=TODAY - timedelta(days=60),
        due_on=TODAY - timedelta(days=1),
        finding__shared=True,
        **facts,
    )


def due_days() -> dict[str, object]:
    return {row.title: row.due for row in Measure.objects.with_due(TODAY)}


def ticks(client, address: str) -> list[str]:
    page = html.fromstring(client.get(address).content)
    return page.xpath("//form[@data-several]//td//input[@type='checkbox']/@value")


def test_each_list_offers_its_acts_where_somebody_has_the_permission():
    assert {one.code: reverse(one.at) for one in SEVERAL.values()} == LISTS
    given = {permission for role in ROLES.values() for permission in role}
    assert [one.code for one in SEVERAL.values() if one.permission not in given] == []


@pytest.mark.parametrize("code", LISTS)
@pytest.mark.parametrize("role", ["Koordination", "Freigabe", "Revision", "Verwaltung", "Gremium"])
def test_rows_are_ticked_by_those_who_may_act_and_by_nobody_else(code, role, client_of):
    act, user = SEVERAL[code], in_group(role)
    f.NegotiationFactory(), measure("A"), f.ProofOfUseFactory()
    client = client_of(user)
    opened = client.get(act.address)
    may = user.has_perm(act.permission)
    assert opened.status_code == (302 if may else 403)
    if client.get(LISTS[code]).status_code == 200:
        assert bool(ticks(client, LISTS[code])) == may


def test_measures_that_were_ticked_are_put_off_for_one_reason(koordination, client_of):
    rows = [measure(title) for title in "ABC"]
    client = client_of(koordination)
    assert ticks(client, LISTS["massnahmen-verschieben"]) == [str(row.pk) for row in rows]
    page = client.get(POSTPONE, {"zeile": [rows[0].pk, rows[2].pk], "liste": "stand=open&export=csv"})
    assert ("2 Maßnahmen" in page.content.decode(), page.status_code) == (True, 200)
    answer = client.post(POSTPONE, {**WHY, "zeile": [rows[0].pk, rows[2].pk], "liste": "stand=open"})
    assert answer.url == f"{LISTS['massnahmen-verschieben']}?stand=open"
    assert due_days() == {"A": LATER, "B": TODAY - timedelta(days=1), "C": LATER}
    assert told(client.get(answer.url)) == ["2 Maßnahmen: Frist verschoben."]


def test_one_tick_stands_for_the_whole_page_without_any_script(koordination, client_of):
    for number in range(30):
        measure(f"{number:02d}")
    client = client_of(koordination)
    page = html.fromstring(client.get(LISTS["massnahmen-verschieben"]).content)
    (all_of_page,) = page.xpath("//input[@data-several-all]/@value")
    assert len(client.get(POSTPONE, {"seite-alle": all_of_page}).context["keys"]) == 25


def test_who_is_refused_is_named_and_the_others_are_done(koordination, client_of):
    open_one, done = measure("offen"), measure("fertig", done=True)
    answer = client_of(koordination).post(POSTPONE, {**WHY, "zeile": [open_one.pk, done.pk]})
    named = html.fromstring(answer.content).xpath("//div[@data-error-summary]//li")
    assert (answer.status_code, due_days()["offen"], due_days()["fertig"]) == (422, LATER, done.due_on)
    assert [one.text_content().split(":")[0] for one in named] == ["fertig"]
    assert "schon beendet" in named[0].text_content()
    assert answer.context["keys"] == [done.pk]  # what is left to be decided
    assert answer.context["form"]["text"].value() == WHY["text"]


def test_a_partner_puts_off_its_own_and_is_refused_another_s(partner_user, awo, bgw, client_of):
    own = measure("eigene", responsible=awo, finding__dialogue__partners=[awo, bgw])
    other = measure("fremde", responsible=bgw, finding__dialogue=own.finding.dialogue)
    unseen = measure("verborgene", responsible=bgw, finding__dialogue__partners=[bgw])
    keys = [own.pk, other.pk, unseen.pk]
    answer = client_of(partner_user).post(POSTPONE, {**WHY, "zeile": keys})
    assert ([one.row for one in answer.context["refusals"]], answer.status_code) == ([other], 422)
    assert {title for title, day in due_days().items() if day == LATER} == {"eigene"}
    assert "verborgene" not in answer.content.decode()


def test_what_was_sent_twice_is_done_once(koordination, client_of):
    row, client = measure("A"), client_of(koordination)
    sent = {**WHY, "zeile": [row.pk], ONCE: "a-key-of-its-own"}
    answers = [client.post(POSTPONE, sent) for _ in range(2)]
    assert ({answer.url for answer in answers}, row.steps.count()) == (
        {f"{LISTS['massnahmen-verschieben']}?"},
        1,
    )


def test_a_form_with_a_fault_does_nothing_and_keeps_the_rows(koordination, client_of):
    row = measure("A")
    answer = client_of(koordination).post(POSTPONE, {"zeile": [row.pk], "new_due_on": "bald", "text": ""})
    assert (answer.context["keys"], sorted(answer.context["form"].errors), row.steps.count()) == (
        [row.pk],
        ["new_due_on", "text"],
        0,
    )


@pytest.mark.parametrize("ticked", [{}, {"zeile": ["x", "²", "-1", "9" * 30]}, {"seite-alle": "x,,1;2"}])
def test_nothing_ticked_is_said_and_leads_back(ticked, koordination, client_of):
    answer = client_of(koordination).get(POSTPONE, {**ticked, "liste": "q=Anger"}, follow=True)
    assert told(answer) == ["Kreuzen Sie mindestens eine Zeile an."]
    assert answer.redirect_chain == [(f"{LISTS['massnahmen-verschieben']}?q=Anger", 302)]


def test_where_it_leads_back_to_is_always_the_list(koordination, client_of):
    answer = client_of(koordination).get(POSTPONE, {"liste": "//example.org/?a=b#c"})
    assert answer.url.startswith(f"{LISTS['massnahmen-verschieben']}?")


def test_talks_go_to_whoever_can_keep_them_going(koordination, client_of):
    talks, colleague, gone = [f.NegotiationFactory() for _ in range(2)], in_group("Koordination"), in_group()
    client = client_of(koordination)
    keys = [talk.pk for talk in talks]
    refused = client.post(HAND_OVER, {"zeile": keys, "to": gone.pk})
    assert (sorted(refused.context["form"].errors), refused.status_code) == (["to"], 200)
    client.post(HAND_OVER, {"zeile": keys, "to": colleague.pk})
    assert {talk.responsible for talk in Negotiation.objects.all()} == {colleague}


def test_proofs_get_more_time_each_with_its_reason(freigabe, client_of):
    proofs = [f.ProofOfUseFactory() for _ in range(2)]
    later = max(proof.due_on for proof in proofs) + timedelta(days=30)
    address = reverse("several", args=["nachweise-verlaengern"])
    user = freigabe if freigabe.has_perm("funding.review_proofofuse") else in_group("Koordination")
    sent = {"zeile": [proof.pk for proof in proofs], "due_on": later.strftime("%d.%m.%Y"), "reason": "Umzug"}
    answer = client_of(user).post(address, sent)
    for proof in proofs:
        proof.refresh_from_db()
    assert (answer.status_code, {proof.due_on for proof in proofs}) == (302, {later})


def test_what_no_list_offers_is_not_there(koordination, client_of):
    assert client_of(koordination).get(reverse("several", args=["unsinn"])).status_code == 404


def test_a_list_with_ticks_asks_as_often_for_one_row_as_for_twenty(koordination, client_of):
    client = client_of(koordination)
    measure("A")
    one = queries(client, LISTS["massnahmen-verschieben"])
    for number in range(19):
        measure(str(number))
    assert queries(client, LISTS["massnahmen-verschieben"]) == one
