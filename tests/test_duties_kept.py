"""The duties somebody has are asked anew once a record has changed, and only then."""

from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partners.models import User
from quartiersarbeit import duties as roof
from quartiersarbeit.duties import duties
from quartiersarbeit.ground import kept
from tests.changing import earlier, every_kind, gone, kinds_in, out_of_date, reworded

pytestmark = pytest.mark.django_db


@pytest.fixture
def koordination_here(loaded) -> User:
    user = User.objects.get(email="koordination@example.org")
    duties(user, loaded)
    return user


def read_for(user: User, day) -> list:
    with kept.heard() as tables, connection.cursor() as cursor:
        cursor.execute(*roof._statement(roof._asker(user), day, day, tuple(roof.Whose), ()))
    return kinds_in(tables)


def anew(user: User, day) -> list:
    """The same, with nothing kept."""
    before, roof._kept = roof._kept, kept.Kept(most=1)
    try:
        return duties(user, day)
    finally:
        roof._kept = before


def told(user: User, day) -> tuple:
    """The same by both ways."""
    return partial(duties, user, day), partial(anew, user, day)


def test_a_change_of_any_kind_of_record_they_rest_on_is_told_at_once(koordination_here, loaded):
    kinds = read_for(koordination_here, loaded)
    stale, seen = out_of_date(*told(koordination_here, loaded), kinds, [gone])
    assert stale == set()
    assert len(seen) > len(kinds) / 3, sorted(seen)


@pytest.mark.exhaustive
def test_no_change_of_any_kind_of_record_leaves_them_out_of_date(koordination_here, loaded):
    stale, _ = out_of_date(*told(koordination_here, loaded), every_kind(), [gone, reworded, earlier])
    assert stale == set()


def test_unchanged_they_are_not_asked_again(koordination_here, loaded):
    with CaptureQueriesContext(connection) as asked:
        assert duties(koordination_here, loaded) == duties(koordination_here, loaded)
    assert not [one for one in asked if "duty_kind" in one["sql"]]


def test_everybody_has_their_own(koordination_here, loaded):
    told = {
        name: duties(User.objects.get(email=f"{name}@example.org"), loaded) for name in ("awo", "freigabe")
    }
    assert told["awo"] != told["freigabe"] != duties(koordination_here, loaded)
    assert told["awo"] == anew(User.objects.get(email="awo@example.org"), loaded)
