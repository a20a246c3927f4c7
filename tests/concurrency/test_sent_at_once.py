"""The same form sent many times at once is one record; a transaction that hangs keeps nobody waiting for ever."""

import threading
import time
from collections import Counter

import pytest
from django.db import connections, transaction
from django.test import Client

from partners.models import Partner
from quartiersarbeit.ground.guards import queue_up
from quartiersarbeit.ground.waiting import bound
from quartiersarbeit.models import SentForm
from sites.models import Seat
from tests import factories as f
from tests.concurrency import WRITERS, at_once
from tests.people import in_group
from tests.test_partner_acts import FACTS

pytestmark = pytest.mark.django_db(transaction=True)

HANGING = 18
THREADS_OF_A_SERVER = 8


@pytest.fixture
def bounded(monkeypatch):
    """Connections that threads open from now on are bounded, as the server's are."""
    entry = connections.settings["default"]
    monkeypatch.setitem(entry, "OPTIONS", dict(entry.get("OPTIONS", {})))
    bound()


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_sixteen_send_one_form_at_once_and_all_get_the_same_answer():
    user = in_group("Koordination")
    clients = [signed_in(user) for _ in range(WRITERS)]
    form = FACTS | {"einmal": "aaaaBBBBccccDDDDeeeeFFFF"}

    def send(number: int) -> str:
        answer = clients[number].post("/partner/neu/", form)
        return f"{answer.status_code} {answer.get('Location')}"

    answers = Counter(at_once(send))
    assert answers == {f"302 {Partner.objects.get().get_absolute_url()}": WRITERS}
    assert SentForm.objects.count() == 1


def test_behind_a_hanging_transaction_eighteen_writers_are_answered_and_afterwards_nothing_is_there_twice(
    bounded,
):
    """What hangs holds the queue of all limits; each writer sends its form again until it is stored."""
    user = in_group("Koordination", "Verwaltung", is_staff=True, is_superuser=True)
    clients = [signed_in(user) for _ in range(HANGING)]
    mandate = f.MandateFactory(site_limit=HANGING)
    before = Seat.objects.count()
    forms = [
        {
            "number": 100 + number,
            "mandate": mandate.pk,
            "valid_from": "01.01.2026",
            "coverages-TOTAL_FORMS": 0,
            "coverages-INITIAL_FORMS": 0,
            "einmal": f"hanging{number:02d}",
        }
        for number in range(HANGING)
    ]
    hangs, released = threading.Event(), threading.Event()

    def hang() -> None:
        with transaction.atomic():
            queue_up()
            hangs.set()
            released.wait(60)
        connections.close_all()

    def send(number: int) -> tuple[int, float]:
        began = time.monotonic()
        answer = clients[number].post("/verwaltung/sites/seat/add/", forms[number])
        return answer.status_code, time.monotonic() - began

    thread = threading.Thread(target=hang)
    thread.start()
    assert hangs.wait(10)
    try:
        # Two processes with four threads each, as the server runs: the others wait for a thread.
        lanes = threading.Semaphore(THREADS_OF_A_SERVER)

        def in_lane(number: int) -> tuple[int, float]:
            began = time.monotonic()
            with lanes:
                code, _ = send(number)
            return code, time.monotonic() - began

        met = at_once(in_lane, HANGING)
    finally:
        released.set()
        thread.join(10)
    assert Counter(code for code, _ in met) == {503: HANGING}
    assert max(seconds for _, seconds in met) < 10
    assert Seat.objects.count() == before
    for _ in range(2):  # each sends again, and once more because the answer was lost
        assert Counter(code for code, _ in at_once(send, HANGING)) == {302: HANGING}
    assert Seat.objects.count() == before + HANGING
