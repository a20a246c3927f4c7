"""The history's chain is sealed while others write: nobody waits for the seal, nothing is left out, nothing twice."""

import pytest
from django.db import transaction

from partners.models import Committee
from quartiersarbeit import chain
from quartiersarbeit.models import HistoryEntry, HistorySeal
from tests import factories as f
from tests.concurrency import another_session, at_once, outcome

pytestmark = pytest.mark.django_db(transaction=True)

EVENTS = "partners_committeeevent"


def test_who_writes_is_not_waited_for_and_sealed_the_next_time():
    with another_session() as other:
        with transaction.atomic():
            f.CommitteeFactory(name="Beirat")
            assert other.begins(chain.seal).result(60) == 0  # it is not there yet, and nobody waits for it
            other.begins(lambda: f.CommitteeFactory(name="Seniorenrat")).result(60)
            assert other.begins(chain.seal).result(60) == 1
        assert chain.seal() == 1  # older by number, committed later
    proof = chain.verify()
    assert (proof.wrong, proof.unsealed, HistorySeal.objects.count()) == ([], 0, 2)


def test_many_write_and_many_seal_at_once():
    rows = f.CommitteeFactory.create_batch(8)

    def act(number: int) -> str:
        if number % 2:
            chain.seal()
            return "done"
        return outcome(lambda: Committee.objects.filter(pk=rows[number // 2].pk).update(name=f"Rat {number}"))

    assert set(at_once(act)) == {"done"}
    chain.seal()
    proof = chain.verify()
    sealed = HistoryEntry.objects.filter(event_table=EVENTS, seal__isnull=False).count()
    assert (proof.wrong, proof.unsealed, sealed) == ([], 0, 16)
