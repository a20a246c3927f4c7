"""Every test that breaks a guard runs a second time as the app's role, with a shadow in front of every table.

A shadow is a temporary table of the same name, empty: a guard that read it would miss what is already decided, paid
or signed, or would refuse what is right. The app's own statements are sent on to the real tables, as an attacker
would write them; only what the guards look up by themselves could still meet a shadow.

To make so many tables takes PostgreSQL a second. So these tests follow each other, and the shadows stay from one to
the next; before any other test they are gone.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from quartiersarbeit.ground import guarded
from tests.constraints import sql

FOLDER = Path(__file__).parent


def pytest_generate_tests(metafunc):
    marks = metafunc.definition
    committed = marks.get_closest_marker("django_db")
    if marks.get_closest_marker("breaks") and not (committed and committed.kwargs.get("transaction")):
        metafunc.parametrize("shadows", [False, True], indirect=True, ids=["plain", "shadowed"])


def _is_shadowed(item: pytest.Item | None) -> bool:
    spec = getattr(item, "callspec", None)
    return bool(spec and spec.params.get("shadows"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Ours stay where they are among all, those with shadows last."""
    places = [at for at, item in enumerate(items) if item.path.is_relative_to(FOLDER)]
    for at, item in zip(places, sorted((items[at] for at in places), key=_is_shadowed), strict=True):
        items[at] = item


class Shadows:
    """The temporary tables of this worker's session, made by the app's role between two tests."""

    def __init__(self, app: str, tables: list[str], unblock: Any) -> None:
        self.app, self.tables, self.unblock = app, tables, unblock
        self.made_in: object = None  # the session of PostgreSQL they are in

    @property
    def stand(self) -> bool:
        return self.made_in is not None and self.made_in is connection.connection

    def make(self) -> None:
        """In the transaction that is open, or for the session where none is."""
        database = connection.settings_dict["NAME"]
        sql(f"GRANT TEMP ON DATABASE {database} TO {self.app}")
        sql(f"SET ROLE {self.app}")
        sql("; ".join(f"CREATE TEMP TABLE {table} (LIKE public.{table})" for table in self.tables))
        sql("RESET ROLE")
        sql(f"REVOKE TEMP ON DATABASE {database} FROM {self.app}")

    def before(self, item: pytest.Item | None) -> None:
        """Between two tests: there for the next one, or gone."""
        with self.unblock():
            if self.stand and not _is_shadowed(item):
                sql("DISCARD TEMP")
                self.made_in = None
            elif _is_shadowed(item) and not self.stand:
                self.make()
                self.made_in = connection.connection


STANDING: list[Shadows] = []  # at most one in each worker


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    for one in STANDING:
        one.before(nextitem)


@pytest.fixture(scope="session")
def shadowing(app_role: str, django_db_blocker: Any) -> Shadows:
    """Every table that a function of ours names."""
    with_source = [trigger.compile(model).sql.data for model, trigger in guarded.declared_triggers()]
    with_source += [one.source for one in guarded.declared_functions()]
    named = set(re.findall(r"public\.\"?(\w+)", " ".join(with_source)))
    STANDING.append(
        Shadows(app_role, sorted(named & set(guarded.declared_tables())), django_db_blocker.unblock)
    )
    return STANDING[0]


@pytest.fixture(autouse=True)
def shadows(request):
    """Where asked for: the app's role, shadows, and statements that name the real tables."""
    if not getattr(request, "param", False):
        yield
        return
    request.getfixturevalue("db")
    shadowing = request.getfixturevalue("shadowing")
    if not shadowing.stand:
        shadowing.make()
    sql(f"SET LOCAL ROLE {shadowing.app}")
    names = re.compile(rf"""'(?:[^']|'')*'|(?<![\w."])("?(?:{"|".join(shadowing.tables)})"?)(?![\w"])""")

    def to_the_real(execute, statement, params, many, context):
        named = names.sub(lambda found: f"public.{found[1]}" if found[1] else found[0], str(statement))
        return execute(named, params, many, context)

    with connection.execute_wrapper(to_the_real):
        yield
