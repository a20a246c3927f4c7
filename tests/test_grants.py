"""What deploy/roles.sql gives the role the app signs in as: rows, and nothing that could get past a guard."""

import pytest
from django.apps import apps
from django.db import connection

from tests.constraints import sql

FORGOTTEN = {"partners_deletionproof", "partners_tombstone"}  # written by the owner alone, when it deletes
RIGHTS = {"auth_group", "auth_group_permissions", "auth_permission"}  # what a role may do, migrations say
OWNERS = FORGOTTEN | RIGHTS
EVENTS = {model._meta.db_table for model in apps.get_models() if getattr(model, "pgh_tracked_model", None)}
LOGS = EVENTS | {"partners_securityentry", "quartiersarbeit_historyentry", "quartiersarbeit_historyseal"}


def lacking(role: str, right: str) -> set[str]:
    """The tables on which a role lacks a right."""
    tables = connection.introspection.table_names()
    return {
        table
        for table in tables
        if not sql("SELECT has_table_privilege(%s, %s, %s)", role, table, right)[0][0]
    }


@pytest.mark.parametrize(
    ("right", "tables"),
    [("SELECT", set()), ("INSERT", OWNERS), ("UPDATE", LOGS | OWNERS), ("DELETE", LOGS | OWNERS)],
)
def test_the_app_writes_rows_and_history_only_once(db, app_role, right, tables):
    assert lacking(app_role, right) == tables | ({"django_migrations"} if right != "SELECT" else set())


@pytest.mark.parametrize("right", ["TRUNCATE", "REFERENCES", "TRIGGER"])
def test_the_app_may_do_nothing_else_to_a_table(db, app_role, right):
    assert lacking(app_role, right) == set(connection.introspection.table_names())


def test_the_app_owns_nothing_and_is_nobody_special(db, app_role):
    owned = sql("SELECT relname FROM pg_class WHERE relowner = %s::regrole", app_role)
    special = sql(
        "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls"
        " OR EXISTS (SELECT 1 FROM pg_auth_members WHERE member = r.oid) FROM pg_roles r WHERE rolname = %s",
        app_role,
    )
    assert (owned, special) == ([], [(False,)])


def test_nobody_makes_anything_in_the_database_but_its_owner(db, app_role):
    database = connection.settings_dict["NAME"]
    roles = app_role, f"{database}_reader", "public"
    rights = [sql("SELECT has_database_privilege(%s, %s, %s)", role, database, right)[0][0]
              for role in roles for right in ("TEMP", "CREATE")]  # fmt: skip
    schema = [sql("SELECT has_schema_privilege(%s, 'public', 'CREATE')", role)[0][0] for role in roles]
    assert set(rights + schema) == {False}


def test_the_reader_reads_no_secret_and_writes_nothing(db, app_role):
    reader = f"{connection.settings_dict['NAME']}_reader"
    secret = ("django_session", "mfa_authenticator", "account_emailconfirmation", "quartiersarbeit_cache")
    columns = "SELECT has_column_privilege(%s, 'partners_user', %s, 'SELECT')"
    tables = set(connection.introspection.table_names())
    assert (
        [lacking(reader, right) == tables for right in ("INSERT", "UPDATE", "DELETE", "TRUNCATE")],
        {*secret} & lacking(reader, "SELECT"),
        "funding_decision" in lacking(reader, "SELECT"),
        [sql(columns, reader, name)[0][0] for name in ("email", "password")],
    ) == ([True] * 4, {*secret} & tables, False, [True, False])


def test_a_table_made_later_can_be_used_at_once(db, app_role):
    sql("CREATE TABLE later (id bigserial)")
    assert [lacking(app_role, right) & {"later"} for right in ("INSERT", "TRUNCATE")] == [set(), {"later"}]
