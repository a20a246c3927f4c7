"""Two partners and the city in one dialogue at once: every text is stored, or its writer is told why not."""

from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quality_dialog.models import Assessment, IndicatorValue, Submission
from tests import factories as f
from tests.concurrency import WRITERS, at_once
from tests.constraints import sql
from tests.people import in_group

pytestmark = pytest.mark.django_db(transaction=True)
ITSELF = {"Accept": "application/json"}


LEFT_OPEN = {"bleibt_offen": "ja"}  # who hands in says that the open questions stay open


@pytest.fixture
def talk(db):
    """A dialogue with two partners, a field of action with four questions and two indicators."""
    dialogue = f.DialogueFactory()
    dialogue.of = f.FieldOfActionFactory(framework=dialogue.cycle.framework)
    dialogue.questions = f.CriterionFactory.create_batch(4, field=dialogue.of)
    dialogue.numbers = f.IndicatorFactory.create_batch(2, field=dialogue.of)
    dialogue.people = [
        in_group("Partner", partner=partner) for partner in dialogue.partners.all() for _ in range(7)
    ] + [in_group("Koordination") for _ in range(2)]
    return dialogue


def address(talk, page: str, *more) -> str:
    return reverse(f"quality_dialog:{page}", args=[talk.cycle.year, talk.site_id, *more])


def signed_in(person) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_sixteen_write_one_dialogue_at_once_and_nothing_is_lost(talk):
    """Each has the page open as it was at the start; all send their text in the same moment."""
    url = address(talk, "self_assessment_field", talk.of.pk)
    overview = address(talk, "self_assessment")
    clients = [signed_in(person) for person in talk.people]
    versions = [client.get(url).context["page"].version for client in clients[:14]]

    def write(number: int) -> tuple:
        if number >= 14:  # the city looks on all the time
            return number, None, clients[number].get(overview).status_code
        question = talk.questions[number % 4]
        data = {"version": versions[number]}
        for one in talk.questions:
            text = f"Text {number}" if one == question else ""
            data |= {f"k{one.pk}-rating": "mostly" if text else "", f"k{one.pk}-text": text}
        for one in talk.numbers:
            value = str(100 + number) if one == talk.numbers[number % 2] else ""
            data |= {f"z{one.pk}-value": value, f"z{one.pk}-source": "counted", f"z{one.pk}-comment": ""}
        return number, question, clients[number].post(url, data, headers=ITSELF).status_code

    found = at_once(write, WRITERS)
    codes = Counter(code for _, _, code in found)
    assert set(codes) <= {200, 409}
    assert codes[409] >= 1
    stored = {(row.partner_id, row.criterion_id): row for row in Assessment.objects.all()}
    assert len(stored) == 8  # four questions of two partners, each written by the first who came
    assert {row.version for row in stored.values()} == {1}
    assert IndicatorValue.objects.filter(dialogue=talk).count() == 2
    for number, question, code in found[:14]:
        row = stored[talk.people[number].partner_id, question.pk]
        assert row.text == f"Text {number}" or code == 409


def test_sixteen_who_hand_in_at_once_hand_in_once_for_each_partner(talk):
    for partner in talk.partners.all():
        f.AssessmentFactory(dialogue=talk, criterion=talk.questions[0], partner=partner)
    clients = [signed_in(person) for person in talk.people]
    url = address(talk, "self_assessment_submit")
    found = Counter(at_once(lambda number: clients[number].post(url, LEFT_OPEN).status_code, WRITERS))
    assert found == {302: 2, 422: 12, 403: 2}
    assert Submission.objects.count() == 2
    assert Assessment.objects.filter(submitted_on=timezone.localdate()).count() == 2


def test_who_writes_while_a_colleague_hands_in_is_in_it_or_is_told(talk):
    """Handing in against writing: no answer is left behind half in, half out."""
    partner = talk.partners.first()
    f.AssessmentFactory(dialogue=talk, criterion=talk.questions[0], partner=partner)
    clients = [signed_in(person) for person in talk.people if person.partner == partner]
    url = address(talk, "self_assessment_field", talk.of.pk)
    versions = [client.get(url).context["page"].version for client in clients]

    def act(number: int) -> int:
        if number == 0:
            return clients[0].post(address(talk, "self_assessment_submit"), LEFT_OPEN).status_code
        one = talk.questions[1 + number % 3]
        data = {
            "version": versions[number],
            f"k{one.pk}-rating": "partly",
            f"k{one.pk}-text": f"Text {number}",
        }
        return clients[number].post(url, data, headers=ITSELF).status_code

    found = at_once(act, len(clients))
    assert (found[0], set(found[1:]) <= {200, 409}) == (302, True)
    assert not Assessment.objects.filter(submitted_on=None).exists()
    stored = set(Assessment.objects.values_list("text", flat=True))
    assert {f"Text {number}" for number, code in enumerate(found) if number and code == 200} <= stored
    assert sql("SELECT count(*) FROM quality_dialog_submission")[0][0] == 1
