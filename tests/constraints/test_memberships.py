"""Who belongs to which organisation, and for whom one acts, whoever writes."""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from partners.models import Membership, User, UserGroup
from tests.constraints import DELETES, INSERTS, UPDATES, breaks, refusals
from tests.factories import MembershipFactory, PartnerFactory, UserFactory
from tests.people import in_group
from tests.test_rights import rule

TODAY = timezone.localdate()
pytestmark = pytest.mark.django_db


def codes(row, wrong: dict, ways) -> set[str]:
    return {told.partition(":")[0] for told in refusals(row, wrong, ways)}


def acts_for(person: User, partner) -> str:
    return rule(lambda: User.objects.filter(pk=person.pk).update(partner=partner))


@breaks("partners_user.acts_as_member")
def test_one_acts_only_for_an_active_organisation_in_which_one_is_a_member():
    person = UserFactory(partner=PartnerFactory())
    left = MembershipFactory(
        person=person, partner=PartnerFactory(deactivated_on=TODAY, deactivated_by=person)
    )
    ended = MembershipFactory(person=person, ended_on=TODAY)
    anothers, running = MembershipFactory(), MembershipFactory(person=person)
    found = [acts_for(person, one.partner) for one in (left, ended, anothers)]
    assert found == ["acts_as_member"] * 3
    begun = rule(lambda: User.objects.create_user("sofort@example.org", partner=running.partner))
    assert begun == "acts_as_member"
    assert User.objects.filter(pk=person.pk).update(partner=running.partner) == 1


@breaks("partners_membership.membership_one_side")
def test_whoever_has_a_role_of_the_city_belongs_to_no_organisation():
    wrong = {"person": in_group("Revision")}
    assert codes(MembershipFactory(), wrong, INSERTS) == {"account_one_side"}


def test_a_member_gets_no_role_of_the_city_whomever_they_act_for():
    member = MembershipFactory().person
    role = Group.objects.get(name="Revision")
    assert (member.partner_id, rule(lambda: UserGroup.objects.create(user=member, group=role))) == (
        None,
        "account_one_side",
    )


@breaks("partners_membership.membership_given_by")
def test_somebody_gives_a_membership():
    wrong = {"person": UserFactory(), "given_by": None}
    assert codes(MembershipFactory(), wrong, INSERTS) == {"membership_given_by"}


@breaks("partners_membership.membership_kept", "partners_membership.membership_kept_delete")
def test_a_membership_only_ends_and_stays():
    running, ended = MembershipFactory(), MembershipFactory(ended_on=TODAY)
    changes = [
        {"person": UserFactory()},
        {"partner": PartnerFactory()},
        {"given_on": TODAY},
        {"given_by": UserFactory()},
    ]
    found = [codes(running, wrong, UPDATES) for wrong in changes]
    reopened = codes(ended, {"ended_on": None, "ended_by": None}, UPDATES)
    assert [*found, reopened, codes(running, {}, DELETES)] == [{"membership_kept"}] * 6
    assert Membership.objects.filter(pk=running.pk).update(ended_on=TODAY, ended_by=UserFactory()) == 1
