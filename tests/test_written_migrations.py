"""What `makemigrations` writes names nothing of this project that may move after it has landed."""

import re

import pytest
from django.apps import apps
from django.core.management import get_commands, load_command_class
from django.core.validators import validate_slug
from django.db import models
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter
from django.utils.translation import override

from quartiersarbeit.ground import migrating
from quartiersarbeit.ground.fields import EuroField
from quartiersarbeit.ground.migrating import TriggerSql
from quartiersarbeit.management.autodetector import OURS, Autodetector, _stored_field
from quartiersarbeit.management.commands import makemigrations, migrate

FLOORS = [label for label in OURS if label != "quartiersarbeit"]


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    """Each floor's migrations, written from nothing."""
    with override(None):
        asked = MigrationQuestioner(specified_apps=set(FLOORS))
        detector = Autodetector(ProjectState(), ProjectState.from_apps(apps), asked)
        changes = detector.changes(graph=MigrationGraph())
    return {label: "\n".join(MigrationWriter(one).as_string() for one in changes[label]) for label in FLOORS}


@pytest.mark.parametrize("label", FLOORS)
def test_whatever_the_models_declare_is_written_without_what_may_move(written, label):
    named = set(re.findall(rf"^(?:import|from) ((?:{'|'.join(OURS)})[\w.]*)", written[label], re.MULTILINE))
    assert named == {migrating.__name__}


def test_an_amount_is_remembered_as_the_decimal_it_is():
    kept = _stored_field(EuroField("Betrag", default=0))
    assert (type(kept), kept.max_digits, kept.decimal_places) == (models.DecimalField, 12, 2)


def place(record, filename: str) -> str:
    return filename


place.__module__ = "partners.models.agreement"  # as if it stood there


@pytest.mark.parametrize("option", ["default", "upload_to"])
def test_what_is_called_when_a_record_is_made_is_left_out(option):
    kept = _stored_field(models.FileField("Datei", **{option: place}))
    assert option not in kept.deconstruct()[3] or kept.deconstruct()[3][option] == ""


def test_a_validator_of_ours_is_left_out_and_djangos_kept():
    kept = _stored_field(models.CharField("Text", validators=[place, validate_slug]))
    assert kept.deconstruct()[3]["validators"] == [validate_slug]


def test_a_guard_is_remembered_as_its_sql(written):
    assert f"{migrating.__name__}.TriggerSql(" in written["sites"]


def test_a_trigger_as_sql_equals_what_the_model_declares():
    [guard, *_] = [rule for rule in apps.get_model("sites", "Seat")._meta.triggers if rule.name == "queued"]
    made = guard.compile(apps.get_model("sites", "Seat"))
    kept = TriggerSql(pgid=made.sql.pgid, table=made.sql.table, sql=made.sql.data, hash=made.sql.hash)
    assert (kept == made.sql, kept.deconstruct()[2]["sql"]) == (True, str(made.sql))


@pytest.mark.parametrize(("name", "ours"), [("migrate", migrate), ("makemigrations", makemigrations)])
def test_these_are_the_commands_that_run(name, ours):
    assert isinstance(load_command_class(get_commands()[name], name), ours.Command)
