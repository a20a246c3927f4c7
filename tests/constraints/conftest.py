"""Every test that breaks a guard runs a second time as the app's role, with a shadow in front of every table.

A shadow is a temporary table of the same name, empty: a guard that read it would miss what is already decided, paid
or signed, or would refuse what is right. The app's own statements are sent on to the real tables, as an attacker
would write them; only what the guards look up by themselves could still meet a shadow.
"""

import re

import pytest
from django.db import connection

from quartiersarbeit.ground import guarded
from tests.constraints import sql


def pytest_generate_tests(metafunc):
    marks = metafunc.definition
    committed = marks.get_closest_marker("django_db")
    if marks.get_closest_marker("breaks") and not (committed and committed.kwargs.get("transaction")):
        metafunc.parametrize("shadows", [False, True], indirect=True, ids=["plain", "shadowed"])


@pytest.fixture(scope="session")
def shadowed() -> list[str]:
    """Every table that a function of ours names."""
    with_source = [trigger.compile(model).sql.data for model, trigger in guarded.declared_triggers()]
    with_source += [one.source for one in guarded.declared_functions()]
    named = set(re.findall(r"public\.\"?(\w+)", " ".join(with_source)))
    return sorted(named & set(guarded.declared_tables()))


@pytest.fixture(autouse=True)
def shadows(request):
    """Where asked for: the app's role, shadows, and statements that name the real tables."""
    if not getattr(request, "param", False):
        yield
        return
    request.getfixturevalue("db")
    app, tables = request.getfixturevalue("app_role"), request.getfixturevalue("shadowed")
    sql(f"GRANT TEMP ON DATABASE {connection.settings_dict['NAME']} TO {app}")
    sql(f"SET LOCAL ROLE {app}")
    sql("; ".join(f"CREATE TEMP TABLE {table} (LIKE public.{table})" for table in tables))
    names = re.compile(rf"""'(?:[^']|'')*'|(?<![\w."])("?(?:{"|".join(tables)})"?)(?![\w"])""")

    def to_the_real(execute, statement, params, many, context):
        named = names.sub(lambda found: f"public.{found[1]}" if found[1] else found[0], str(statement))
        return execute(named, params, many, context)

    with connection.execute_wrapper(to_the_real):
        yield
