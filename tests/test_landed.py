"""A migration that has landed is never edited again: `make check` compares each with a committed list."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

FIRST = """
from django.db import migrations
import quartiersarbeit.ground.migrating

class Migration(migrations.Migration):
    operations = []
"""
GROUND = "quartiersarbeit/ground/migrating.py"
MIGRATION = "sites/migrations/0001_initial.py"
LATER = "sites/migrations/0002_later.py"


class Checkout:
    """A small checkout with one migration, released as 1.0.0."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / ".ci").mkdir()
        shutil.copy(settings.BASE_DIR / ".ci" / "landed", root / ".ci" / "landed")
        self.write("pyproject.toml", '[project]\nversion = "1.0.0"\n')
        self.write(MIGRATION, FIRST)
        self.write(GROUND, "class TriggerSql: ...\n")

    def write(self, name: str, text: str) -> None:
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text, "utf-8")

    def run(self, *words: str) -> tuple[int, str]:
        """Exit code and what was said."""
        command = [sys.executable, self.root / ".ci" / "landed", *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def checkout(tmp_path) -> Checkout:
    made = Checkout(tmp_path)
    assert made.run("add")[0] == 0
    return made


def test_what_is_as_it_landed_passes(checkout):
    assert checkout.run()[0] == 0


def test_a_landed_migration_changed_by_one_letter_is_refused(checkout):
    checkout.write(MIGRATION, FIRST.replace("operations", "0perations"))
    assert checkout.run() == (
        1,
        f"{MIGRATION} ist gelandet und wurde geändert; was anders werden soll, wird eine neue Migration.\n",
    )


def test_a_landed_migration_that_is_gone_is_refused(checkout):
    (checkout.root / MIGRATION).unlink()
    assert checkout.run() == (1, f"{MIGRATION} ist gelandet und fehlt.\n")


def test_the_module_that_landed_migrations_import_stays_as_it_was_too(checkout):
    checkout.write(GROUND, "class TriggerSql: pass\n")
    assert f"{GROUND} ist gelandet und wurde geändert" in checkout.run()[1]


def test_a_new_migration_is_free_until_the_next_release(checkout):
    checkout.write(LATER, FIRST)
    first = checkout.run()[0]
    checkout.write(LATER, FIRST + "\n")
    assert (first, checkout.run()[0]) == (0, 0)


def test_a_new_version_is_refused_until_its_migrations_are_listed(checkout):
    checkout.write(LATER, FIRST)
    checkout.write("pyproject.toml", '[project]\nversion = "1.1.0"\n')
    refused = checkout.run()
    added = checkout.run("add")[0]
    checkout.write(LATER, FIRST + "\n")
    assert (refused[0], "1.1.0" in refused[1], added, checkout.run()[0]) == (1, True, 0, 1)


def test_listing_new_ones_does_not_forgive_a_changed_one(checkout):
    checkout.write("pyproject.toml", '[project]\nversion = "1.1.0"\n')
    checkout.write(MIGRATION, FIRST + "\n")
    listed = (checkout.root / ".ci" / "landed-migrations").read_text()
    assert (checkout.run("add")[0], (checkout.root / ".ci" / "landed-migrations").read_text()) == (1, listed)


def test_a_released_version_without_any_list_is_refused(tmp_path):
    assert Checkout(tmp_path).run()[0] == 1


@pytest.mark.parametrize(
    "line",
    ["import quartiersarbeit.ground.fields", "from partners.models import User", "from . import words"],
)
def test_a_migration_that_imports_what_may_move_is_refused(checkout, line):
    checkout.write(LATER, f"{line}\n{FIRST}")
    code, said = checkout.run()
    assert (code, f"{LATER} importiert" in said) == (1, True)


def test_nothing_lands_before_the_first_release(tmp_path):
    checkout = Checkout(tmp_path)
    checkout.write("pyproject.toml", '[project]\nversion = "0.9.0"\n')
    assert (checkout.run()[0], checkout.run("add")[0]) == (0, 1)


def test_this_checkout_is_as_it_landed():
    command = [sys.executable, settings.BASE_DIR / ".ci" / "landed"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
