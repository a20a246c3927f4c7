"""What is kept while others write: what is committed late is told, although it was written before what was seen."""

import pytest
from django.db import transaction

from partners.models import Partner
from quartiersarbeit.ground.kept import Kept
from tests import factories as f
from tests.concurrency import another_session

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_committed_late_is_told():
    """Its row in the history has a lower number than one that was seen before it."""
    early, late = (f.PartnerFactory(note="").pk for _ in range(2))
    kept, made = Kept[list[str]](most=2), []

    def notes() -> list[str]:
        return kept.of("notes", read)

    def read() -> list[str]:
        made.append(1)
        return list(Partner.objects.order_by("pk").values_list("note", flat=True))

    with another_session() as other:
        other.begins(notes).result(60)  # how the table stood before it was first read, nobody asked
        with transaction.atomic():
            Partner.objects.filter(pk=late).update(note="spät")
            other.begins(lambda: Partner.objects.filter(pk=early).update(note="früh")).result(60)
            seen = [other.begins(notes).result(60) for _ in range(3)]
        assert (seen, len(made)) == ([["früh", ""]] * 3, 2)
        assert other.begins(notes).result(60) == ["früh", "spät"]
