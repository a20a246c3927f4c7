"""The seats and the map are drawn anew once a record they rest on has changed, and for nobody else's eyes."""

from functools import partial

import pytest
from django.contrib.auth.models import Group

from partners.models import User
from quartiersarbeit.ground import kept
from sites.models import Coverage
from sites.views import pictures
from tests.changing import dearer, earlier, every_kind, gone, kinds_in, out_of_date, reworded

pytestmark = pytest.mark.django_db


@pytest.fixture
def koordination_here(loaded) -> User:
    return User.objects.get(email="koordination@example.org")


def shown(user: User, day) -> tuple:
    return pictures.pictures(user, day), pictures.seats_picture(user, day)


def anew(user: User, day) -> tuple:
    """The same, with nothing kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pictures, "_pictures", kept.Kept(most=1))
        patch.setattr(pictures, "_seats", kept.Kept(most=1))
        return shown(user, day)


def drawn(user: User, day) -> tuple:
    """The same by both ways."""
    return partial(shown, user, day), partial(anew, user, day)


def test_a_change_of_any_kind_of_record_they_rest_on_is_drawn_at_once(koordination_here, loaded):
    with kept.heard() as tables:
        anew(koordination_here, loaded)
    stale, seen = out_of_date(*drawn(koordination_here, loaded), kinds_in(tables), [gone, earlier, reworded])
    assert stale == set()
    assert {"sites.Site", "sites.Seat", "sites.Coverage", "sites.Assignment", "partners.Partner"} <= seen


@pytest.mark.exhaustive
def test_no_change_of_any_kind_of_record_leaves_them_out_of_date(koordination_here, loaded):
    stale, _ = out_of_date(*drawn(koordination_here, loaded), every_kind(), [gone, reworded, earlier, dearer])
    assert stale == set()


def test_nobody_is_shown_what_was_drawn_for_somebody_else(loaded):
    """Who looks after whom changes nothing of what either of them sees."""
    people = User.objects.filter(
        email__in=[f"{name}@example.org" for name in ("koordination", "awo", "revision", "seniorenrat")]
    )
    own = {person.email: anew(person, loaded) for person in people}
    assert len({told[0].map for told in own.values()}) > 1
    for person in [*people, *reversed(people), *people]:
        assert shown(person, loaded) == own[person.email]


def test_who_has_lost_a_right_is_shown_no_more_than_the_others(koordination_here, loaded):
    seen = shown(koordination_here, loaded)[1]
    koordination_here.groups.set(Group.objects.none())
    koordination_here.user_permissions.clear()
    later = shown(User.objects.get(pk=koordination_here.pk), loaded)[1]
    occupants = {place.occupant for place in seen.places} - {""}
    assert occupants.isdisjoint({place.occupant for place in later.places})
    assert len(occupants) == Coverage.objects.running(loaded).count()
