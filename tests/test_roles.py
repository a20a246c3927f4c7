"""The table of the roles and the migrations that carry it say the same; a change of the one needs a new one."""

import pytest
from django.contrib.auth.models import Group

from quartiersarbeit.ground.roles import ROLES


@pytest.mark.parametrize("name", ROLES)
def test_the_migrations_grant_what_the_role_may(db, name):
    named = Group.objects.get(name=name).permissions.values_list("content_type__app_label", "codename")
    assert {f"{app}.{codename}" for app, codename in named} == set(ROLES[name])
