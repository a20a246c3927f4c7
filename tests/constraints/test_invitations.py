"""An invitation to an account says who may come in as what, and nobody rewrites that, whoever writes."""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from tests.constraints import DELETES, UPDATES, breaks, refusals
from tests.factories import AccountInvitationFactory, PartnerFactory, UserFactory

TODAY = timezone.localdate()
pytestmark = pytest.mark.django_db


def codes(row, wrong: dict, ways) -> set[str]:
    return {told.partition(":")[0] for told in refusals(row, wrong, ways)}


@breaks("partners_accountinvitation.invitation_kept", "partners_accountinvitation.invitation_kept_delete")
def test_what_was_invited_to_never_changes_or_goes():
    row = AccountInvitationFactory(confirmed_on=TODAY)
    changes = [
        {"email": "anders@example.org"},
        {"role": Group.objects.get(name="Freigabe")},
        {"partner": PartnerFactory()},
        {"needs_second": True},
        {"invited_by": UserFactory()},
        {"confirmed_by": UserFactory()},
        {"confirmed_on": None, "confirmed_by": None},
    ]
    found = [codes(row, wrong, UPDATES) for wrong in changes]
    assert [*found, codes(row, {}, DELETES)] == [{"invitation_kept"}] * 8


@pytest.mark.parametrize("over", [{"revoked_on": TODAY}, {"accepted_on": TODAY, "account": True}], ids=str)
def test_what_is_over_is_never_opened_again(over):
    facts = {name: UserFactory() if name == "account" else fact for name, fact in over.items()}
    row = AccountInvitationFactory(**facts)
    assert codes(row, {"sha256": "0" * 64}, UPDATES) == {"invitation_kept"}
