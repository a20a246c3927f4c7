"""Whose turn it is: each duty before, on and after its day, and for whom it stands first."""

import pytest

from quartiersarbeit.duties import duties
from tests.people import in_group

pytestmark = pytest.mark.django_db


def test_all_duties_of_a_person_are_one_statement(loaded, django_assert_num_queries):
    user = in_group("Koordination", email="k@example.org")
    user.get_all_permissions()
    with django_assert_num_queries(1):
        found = duties(user, loaded)
    for d in sorted(found, key=lambda d: d.kind.code):
        print(d.name, "|", d.kind.label, "|", d.subject, d.since, d.due_on, d.partner_id, d.whose.name, d.url)
    assert found
