"""The tests' own database: made anew by a changed migration, and after a test as the migrations left it."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from partners.models import Partner
from quartiersarbeit.ground.roles import ROLES
from tests.database import PRISTINE, Rows, made_of
from tests.factories import PartnerFactory


@pytest.fixture
def checkout(tmp_path) -> Path:
    files = {
        "sites/migrations/0001_initial.py": "import quartiersarbeit.ground.guards\n",
        "quartiersarbeit/ground/guards.py": "SQL = 1\n",
        "quartiersarbeit/settings.py": "",
        "requirements/base.txt": "",
        "sites/models.py": "",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "anew"),
    [
        ("sites/migrations/0001_initial.py", True),
        ("sites/migrations/0002_new.py", True),
        ("quartiersarbeit/ground/guards.py", True),  # a migration imports it
        ("requirements/base.txt", True),
        ("sites/models.py", False),
    ],
)
def test_a_changed_migration_makes_the_database_anew(name, anew, checkout):
    before = made_of(checkout)
    with (checkout / name).open("a") as file:
        file.write("# geändert\n")
    assert (made_of(checkout) != before) is anew


@pytest.mark.django_db(transaction=True)
def test_what_a_committing_test_wrote_goes_and_what_the_migrations_wrote_stays():
    PartnerFactory()
    Group.objects.all().delete()
    PRISTINE.put_back()
    assert (Partner.objects.count(), Group.objects.filter(name__in=ROLES).count()) == (0, len(ROLES))


def test_rows_put_back_leave_the_guards_of_the_transaction_on(db):
    Rows().put_back()
    with connection.cursor() as cursor:
        cursor.execute("SHOW session_replication_role")
        assert cursor.fetchone() == ("origin",)
