"""No right with weight without a second person: the database's own rules, whoever writes."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission

from partners.models import RightsChange, User
from tests import factories as f
from tests.asking import code_of
from tests.constraints import breaks
from tests.people import in_group
from tests.test_rights import TODAY, ask, office, role, rule

__all__ = ["office"]  # the fixture
pytestmark = pytest.mark.django_db


@breaks(
    "partners_user.account_confirmed",
    "partners_user.account_confirmed_new",
    "partners_user_groups.role_weighty_confirmed",
    "partners_user_user_permissions.rights_by_roles",
)
def test_no_right_with_weight_comes_into_being_unconfirmed(office):
    person = in_group("Gremium")
    one = User.objects.filter(pk=person.pk)
    approve = Permission.objects.get(codename="approve_decision")
    found = [
        rule(lambda: person.groups.add(role("Freigabe"))),
        rule(lambda: person.groups.through.objects.filter(user=person).update(group=role("Freigabe"))),
        rule(lambda: one.update(is_superuser=True)),
        rule(lambda: one.update(is_staff=True)),
        rule(lambda: f.UserFactory(is_superuser=True)),
        rule(lambda: person.user_permissions.add(approve)),
    ]
    assert found == ["role_confirmed"] * 2 + ["account_confirmed"] * 3 + ["rights_by_roles"]


def test_a_confirmation_is_good_for_once(office):
    person = in_group("Koordination")
    person.groups.clear()
    assert rule(lambda: person.groups.add(role("Koordination"))) == "role_confirmed"


@breaks(
    "partners_user.account_one_side",
    "partners_user.partner_role_has_organisation",
    "partners_user_groups.role_one_side",
    "partners_user_groups.role_has_organisation",
)
def test_one_account_speaks_for_one_side(awo, office):
    partner, city = in_group("Partner", partner=awo), in_group("Revision")
    assert code_of(ask, partner, office, name="Revision") == "account_one_side"
    assert code_of(ask, city, office, name="Partner") == "partner_role_has_organisation"
    assert rule(lambda: User.objects.filter(pk=city.pk).update(partner=awo)) == "account_one_side"
    assert (
        rule(lambda: User.objects.filter(pk=partner.pk).update(partner=None))
        == "partner_role_has_organisation"
    )


@breaks("partners_rightschange.rights_kept", "partners_rightschange.rights_kept_delete")
def test_what_was_asked_and_answered_stays_as_it_is(office):
    asked = f.RightsChangeFactory()
    row = RightsChange.objects.filter(pk=asked.pk)
    other = f.UserFactory()
    found = [
        rule(lambda: row.update(person=other)),
        rule(asked.delete),
        rule(lambda: row.update(confirmed_on=TODAY, confirmed_by=asked.asked_by)),
        rule(lambda: row.update(confirmed_on=TODAY, confirmed_by=asked.person)),
        rule(lambda: row.update(confirmed_on=TODAY)),
        rule(lambda: row.update(refused_on=TODAY)),
        rule(lambda: row.update(confirmed_on=asked.lapses_on + timedelta(days=1), confirmed_by=other)),
        rule(lambda: row.update(confirmed_on=TODAY, confirmed_by=other, refused_on=TODAY, refused_by=other)),
        rule(lambda: f.RightsChangeFactory(role=None)),
        rule(lambda: f.RightsChangeFactory(reason="")),
    ]
    assert found == [
        *("rights_kept", "rights_kept", "rights_dual_control", "rights_dual_control"),
        *("rights_confirmation_has_person", "rights_refusal_has_person", "rights_answered_in_time"),
        *("rights_answered_once", "rights_role_named", "rights_reasoned"),
    ]


@breaks("partners_rightschange.rights_second_hand")
def test_a_deputy_does_not_confirm_for_whoever_asked(office, freigabe):
    deputy = f.UserFactory()
    f.AbsenceFactory(person=office, deputy=deputy)
    asked = ask(f.UserFactory(), office, name="Freigabe")
    assert code_of(asked.confirm, by=deputy, on=TODAY) == "rights_dual_control"
    row = RightsChange.objects.filter(pk=asked.pk)
    assert rule(lambda: row.update(confirmed_on=TODAY, confirmed_by=deputy)) == "rights_second_hand"


@breaks("partners_user_groups.confirmers_stay")
def test_two_who_can_confirm_stay(office, freigabe):
    assert code_of(ask, freigabe, office, "taken", name="Freigabe") == "confirmers_stay"
    in_group("Freigabe")
    assert code_of(ask, freigabe, office, "taken", name="Freigabe") == "done"


def test_a_locked_account_with_weight_opens_with_two_people(office, freigabe):
    person = in_group("Koordination")
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert rule(lambda: User.objects.filter(pk=person.pk).update(is_active=True)) == "account_confirmed"
    ask(person, office, "active").confirm(by=freigabe, on=TODAY)
    person.refresh_from_db()
    assert person.is_active
