"""What is kept while others write: what is committed late is told, although it was written before what was seen."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from partners.models import Partner
from quartiersarbeit.ground.kept import SEEN, Kept
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


def seen() -> str | None:
    """The snapshot of whoever asks, as a request learns it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {SEEN}")
        return cursor.fetchone()[0]


def read() -> list[str]:
    return list(Partner.objects.order_by("pk").values_list("note", flat=True))


def test_where_nothing_was_committed_no_table_is_asked():
    partner, kept = f.PartnerFactory(note="").pk, Kept[list[str]](most=2)

    def asked() -> int:
        with CaptureQueriesContext(connection) as statements:
            assert kept.of("notes", read, seen=seen()) == told
        return len(statements) - 1

    told = [""]
    kept.of("notes", read, seen=seen())
    assert [asked(), asked()] == [0, 0]
    Partner.objects.filter(pk=partner).update(note="anders")
    told = ["anders"]
    assert [asked(), asked()] == [2, 0]
    with another_session() as other:  # of no table that it rests on
        other.begins(f.UserFactory).result(60)
    assert [asked(), asked()] == [1, 0]


def test_what_somebody_has_written_and_not_committed_is_shown_to_nobody_else():
    """What they have written is in no snapshot, and the snapshot of the others is as it was."""
    partner, kept = f.PartnerFactory(note="").pk, Kept[list[str]](most=2)

    def notes() -> list[str]:
        return kept.of("notes", read, seen=seen())

    with another_session() as other:

        def others() -> list[list[str]]:
            return [other.begins(notes).result(60) for _ in range(3)]

        assert others() == [[""]] * 3
        with transaction.atomic():
            Partner.objects.filter(pk=partner).update(note="erst meins")
            assert seen() is None
            assert [notes(), notes()] == [["erst meins"]] * 2
            assert others() == [[""]] * 3
            transaction.set_rollback(True)
        assert [notes(), *others()] == [[""]] * 4


def test_what_is_asked_for_twice_is_kept_and_what_writes_never_is():
    kept, made = Kept[int](most=2, twice=True), []
    partner = f.PartnerFactory(note="").pk

    def asks() -> int:
        made.append(Partner.objects.count())
        return len(made)

    assert [kept.of("asks", asks) for _ in range(4)] == [1, 2, 2, 2]

    def writes() -> int:
        Partner.objects.filter(pk=partner).update(note="x")
        return asks()

    assert [kept.of("writes", writes) for _ in range(4)] == [3, 4, 5, 6]


def test_while_something_is_made_others_are_answered():
    """Also while it is made for the first time, and not to be kept yet."""
    kept = Kept[str](most=2, twice=True)
    with another_session() as other:

        def slow() -> str:
            return other.begins(lambda: kept.of("another", lambda: "another")).result(10)

        assert [kept.of("slow", slow) for _ in range(3)] == ["another"] * 3
