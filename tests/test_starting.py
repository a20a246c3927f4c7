"""What a process does before it can do anything: it loads little, counts nothing twice, and migrates in seconds."""

import json
import os
import subprocess
import sys

import pgtrigger
import pytest
from django.apps import apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from pgtrigger import registry

from partners.models import Partner
from quartiersarbeit.management.executor import _Few
from tests.upgrade.databases import throw_away

# Each takes a tenth of a start or more, and most processes never need it: paper, Word, spreadsheets, the service.
WHEN_USED = {
    *(
        "pikepdf",
        "typst",
        "fontTools",
        "docx",
        "lxml",
        "openpyxl",
        "PIL",
        "markdown_it",
        "holidays",
        "icalendar",
    ),
    *("requests", "charset_normalizer", "jwt"),
}


def test_a_server_starts_without_what_only_some_pages_need():
    loads = (
        "import json, sys, quartiersarbeit.wsgi; from django.urls import get_resolver;"
        "assert get_resolver().url_patterns; print(json.dumps([*sys.modules]))"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONWARNINGS": "ignore"}
    said = subprocess.run(
        [sys.executable, "-c", loads],
        cwd=settings.BASE_DIR,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    loaded = {name.partition(".")[0] for name in json.loads(said.splitlines()[-1])}
    assert "partners" in loaded
    assert sorted(WHEN_USED & loaded) == []


@pytest.fixture
def protect():
    """A further trigger on a model, which goes with the test."""
    trigger = pgtrigger.Protect(name="once_more", operation=pgtrigger.Delete)
    yield trigger
    for uri in [uri for uri in registry._registry if uri.endswith(":once_more")]:
        registry.delete(uri)


def test_a_trigger_is_registered_without_naming_all_that_came_before(protect, monkeypatch):
    named = []
    known = pgtrigger.Trigger.get_pgid
    monkeypatch.setattr(pgtrigger.Trigger, "get_pgid", lambda *given: named.append(1) or known(*given))
    protect.register(Partner)
    assert len(registry._registry) > 500
    assert len(named) <= 3


def test_a_name_is_taken_as_long_as_its_trigger_stands(protect):
    other = pgtrigger.Protect(name="once_more", operation=pgtrigger.Update)
    protect.register(Partner)
    with pytest.raises(KeyError, match="already used"):
        other.register(Partner)
    registry.delete(protect.get_uri(Partner))
    other.register(Partner)
    assert registry.registered(other.get_uri(Partner)) == [(Partner, other)]


def test_what_is_kept_beside_the_register_is_what_stands_in_it():
    ours = registry._registry
    assert ours.pg_function_names == {trigger.get_pgid(model) for model, trigger in ours.values()}
    assert ours.by_db_table == {
        (model._meta.db_table, trigger.name): trigger for model, trigger in ours.values()
    }


def test_an_operation_renders_its_model_and_whom_it_points_at():
    """All others would be rendered again for each: a fresh `migrate` took half a minute more."""
    state = MigrationLoader(None).project_state()
    few = _Few(state, {("partners", "agreement")}).apps
    assert len(few.get_models(include_auto_created=True)) < len(apps.get_models()) / 8
    whole = few.get_model("partners", "agreement")._meta
    real = apps.get_model("partners", "agreement")._meta
    assert {field.column for field in whole.local_fields} == {field.column for field in real.local_fields}
    assert whole.get_field("mandate").target_field.column == real.get_field("mandate").target_field.column


DJANGOS = (
    "from django.core.management import execute_from_command_line;"
    "from django.core.management.commands import migrate as django;"
    "from django.db.migrations.executor import MigrationExecutor;"
    "from quartiersarbeit.management.commands import migrate;"
    "django.MigrationExecutor = MigrationExecutor;"
    "execute_from_command_line(['manage.py', 'migrate', '--verbosity', '0'])"
)


@pytest.mark.exhaustive
def test_a_fresh_database_is_the_one_that_django_would_have_made():
    with throw_away("ours") as ours, throw_away("djangos") as other:
        ours.manage("migrate", "--verbosity", "0")
        known = os.environ | {
            "DATABASE_URL": other.url,
            "DJANGO_SETTINGS_MODULE": "quartiersarbeit.settings",
            "DEMO": "off",
            "DEBUG": "on",
        }
        subprocess.run(
            [sys.executable, "-c", DJANGOS], cwd=settings.BASE_DIR, env=known, check=True, timeout=1200
        )
        assert ours.dumped("--schema-only") == other.dumped("--schema-only")
