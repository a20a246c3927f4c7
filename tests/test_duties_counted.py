"""Duties in the example data: asked in one statement, and for a superuser those of their roles."""

import pytest
from django.utils import timezone

from partners.models import Membership
from quartiersarbeit.duties import Whose, _questions, duties, reminds, told_kinds
from tests.factories import AbsenceFactory
from tests.people import in_group

pytestmark = pytest.mark.django_db


def test_all_duties_of_a_person_are_one_statement(loaded, django_assert_num_queries):
    """Besides it is asked whether a record has changed; where none has, that is all."""
    user = in_group("Koordination", email="k@example.org")
    user.get_all_permissions()
    duties(user, loaded)
    AbsenceFactory()
    with django_assert_num_queries(2):
        duties(user, loaded)
    with django_assert_num_queries(1):
        duties(user, loaded)


def test_what_is_asked_is_written_once_for_all_who_have_the_same_rights_and_each_is_told_their_own(loaded):
    """Somebody else of the role and somebody of another organisation ask the same words; what comes back is theirs."""
    awo, bgw = (
        Membership.objects.open_on(loaded).filter(partner__short_name=name).first().person
        for name in ("AWO", "BGW")
    )
    own = {duty.partner_id for duty in duties(awo, loaded, whose=[Whose.MINE])}
    written = _questions.cache_info().misses
    others = {duty.partner_id for duty in duties(bgw, loaded, whose=[Whose.MINE])}
    assert (_questions.cache_info().misses, own, others) == (written, {awo.partner_id}, {bgw.partner_id})


def test_a_superuser_has_the_duties_of_their_roles_and_no_others(loaded):
    everything = {"is_superuser": True, "is_staff": True}
    plain = in_group("Verwaltung", email="neu-verwaltung@example.org", is_staff=True)
    keeper = in_group("Verwaltung", email="neu-alles@example.org", **everything)
    alone = in_group(**everything)
    found = [
        ([(one.name, one.whose) for one in duties(user, loaded)], told_kinds(user, loaded), reminds(user))
        for user in (plain, keeper, alone)
    ]
    assert (found[1], found[2], bool(found[0][0])) == (found[0], ([], [], False), True)


def test_a_superuser_who_stands_in_for_koordination_has_its_duties(loaded):
    alone = in_group(is_superuser=True)
    koordination = in_group("Koordination", email="neu-koordination@example.org")
    AbsenceFactory(person=koordination, deputy=alone)
    today = timezone.localdate()
    own = [one.name for one in duties(koordination, today, whose=[Whose.MINE])]
    assert [one.name for one in duties(alone, today, whose=[Whose.MINE])] == own != []
