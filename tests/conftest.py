"""What all tests stand on: the throw-away PostgreSQL, a place for uploads, Chromium and axe."""

import gc
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase, override_settings
from hypothesis import settings as profiles

from quartiersarbeit.ground import city as which_city
from quartiersarbeit.ground import kept_pages
from quartiersarbeit.ground.city import city
from quartiersarbeit.ground.postgres import NoDatabaseError, programs
from tests import database

# Playwright's synchronous interface runs an event loop in the test's own thread; Django takes that for
# asynchronous code and would refuse every query.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# Compile each module once, not once more in every worker and every program a test starts: half a start's time.
# What is compiled lies in __pycache__, which git does not see and `make clean` takes away.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A little at random in each `make test`, long in `make soak` (--hypothesis-profile). No deadline: other programs
# on the machine must not count. A failure prints what makes it happen again.
profiles.register_profile("test", deadline=None, print_blob=True)
profiles.register_profile("soak", profiles.get_profile("test"), max_examples=2000)
profiles.load_profile("test")

pytest_plugins = ["tests.people", "tests.examples"]

HERE = Path(__file__).resolve().parent
YEAR = HERE / "year"
# What takes a quarter of a minute or more in one piece: begun last, it would keep one worker alone at the end.
LONG = (
    "test_money_machine.py",
    "test_backup.py",
    "test_orientation.py",
    "test_demo.py",
    "test_point_in_time.py",
)
WCAG_22_AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
NO_CHROMIUM = "Kein Chromium gefunden: apt-get install chromium, oder CHROMIUM=/pfad/zum/programm setzen."
NO_OFFICE = (
    "Kein LibreOffice gefunden: apt-get install --no-install-recommends libreoffice-writer-nogui, "
    "oder SOFFICE=/pfad/zum/programm setzen."
)
# A container's root needs --no-sandbox; the others keep a test browser from calling home. Each page is new and
# its scripts run for a moment: to optimise them costs a tenth more than it saves.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--js-flags=--no-opt --no-maglev",
]


# --- PostgreSQL ----------------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    """Start the server, or share the one another session or worker has started.

    A run that only skips ends with 0; REQUIRE_BROWSER and REQUIRE_OFFICE forbid a build server to skip
    the tests that need a Chromium or a LibreOffice.
    """
    if os.environ.get("REQUIRE_BROWSER") and not find_chromium():
        raise pytest.UsageError(f"REQUIRE_BROWSER ist gesetzt. {NO_CHROMIUM}")
    if os.environ.get("REQUIRE_OFFICE") and not find_office():
        raise pytest.UsageError(f"REQUIRE_OFFICE ist gesetzt. {NO_OFFICE}")
    if settings.SERVER is not None:  # else TEST_DATABASE_URL names another one
        try:
            settings.SERVER.ensure_running()
        except NoDatabaseError as error:
            pytest.exit(str(error), returncode=1)
    if not hasattr(config, "workerinput"):
        database.tidy(anew=config.getvalue("create_db") or not config.getvalue("reuse_db"))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Let go of the server; whoever is last stops it: xdist's workers have gone before their controller."""
    if settings.SERVER is not None:
        settings.SERVER.release()


def program(name: str) -> str:
    """One of PostgreSQL's client programs: the embedded server's, or with TEST_DATABASE_URL the machine's."""
    return str(programs() / name) if settings.SERVER else name


def reached(database: str, **more: str) -> dict[str, str]:
    """The environment that leads PostgreSQL's programs to a database of the tests' server."""
    entry = connection.settings_dict
    named = {
        "PGHOST": entry["HOST"],
        "PGPORT": entry["PORT"],
        "PGUSER": entry["USER"],
        "PGPASSWORD": entry["PASSWORD"],
    }
    return (
        os.environ
        | {name: str(value) for name, value in named.items() if value}
        | {"PGDATABASE": database}
        | more
    )


@pytest.fixture(scope="session")
def app_role(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The role the app signs in as, made by the shipped deploy/roles.sql for this session's database."""
    database = connection.settings_dict["NAME"]
    app, reader = f"{database}_app", f"{database}_reader"
    given = {"owner": connection.settings_dict["USER"], "app": app, "reader": reader}
    named = [part for name, value in given.items() for part in ("-v", f"{name}={value}")]
    grants = [program("psql"), "-Xq", *named, "-f", str(settings.BASE_DIR / "deploy" / "roles.sql")]
    for _ in range(2):  # running it twice changes nothing
        subprocess.run(grants, env=reached(database), check=True, capture_output=True, text=True)
    yield app
    with django_db_blocker.unblock():
        connection.close()  # a test may have killed what is at its other end
        with connection.cursor() as cursor:
            for role in (app, reader):
                cursor.execute(f"DROP OWNED BY {role}; DROP ROLE {role}")


_run: list[str] = []  # since the database was last swept


def pytest_runtest_logfinish(nodeid: str) -> None:
    """Sweep the database now and then, between two tests."""
    _run.append(nodeid)
    if len(_run) >= database.SWEPT_EVERY and connection.connection is not None:
        _run.clear()
        database.sweep()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    """A migrated database of this worker's own; --reuse-db copies the one that another run has migrated.

    A test that commits empties what it filled, as Django's would, and only that; what the migrations wrote
    (the roles) is put back. Django's own way takes a second each time.
    """
    worker = getattr(request.config, "workerinput", {}).get("workerid", "")
    with django_db_blocker.unblock():
        name = database.copy(worker)
        database.PRISTINE.keep()
        city()  # as every process has, after its first page
    with patch.object(TransactionTestCase, "_fixture_teardown", lambda _: database.PRISTINE.put_back()):
        yield
    with django_db_blocker.unblock():
        database.drop(name)


@pytest.fixture(autouse=True)
def same_city() -> Iterator[None]:
    """What a test has entered about the city goes with its rows: the process keeps what the migrations wrote."""
    before = list(which_city._kept)
    yield
    which_city._kept[:] = before


@pytest.fixture(autouse=True)
def no_page_of_another_test() -> None:
    """What is kept rests on records; another test has other settings and another clock."""
    kept_pages.forget()


@pytest.fixture(scope="session", autouse=True)
def uploads(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder uploads go to, away from the real ones."""
    folder = tmp_path_factory.mktemp("media")
    with override_settings(MEDIA_ROOT=folder):
        yield folder


# --- LibreOffice ---------------------------------------------------------------------------------


def find_office() -> str | None:
    """The LibreOffice that opens our Word files: SOFFICE first, then Debian's."""
    return os.environ.get("SOFFICE") or shutil.which("soffice")


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    """Converts Word files (name → bytes) to accessible PDF, all in one start of LibreOffice (about 3 s)."""
    program = find_office()
    if program is None:
        pytest.skip(NO_OFFICE)
    accessible = '{"PDFUACompliance":{"type":"boolean","value":"true"}}'

    def convert(files: dict[str, bytes]) -> dict[str, bytes]:
        folder = tmp_path_factory.mktemp("office")
        for name, content in files.items():
            (folder / f"{name}.docx").write_bytes(content)
        subprocess.run(
            [
                program,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                f"pdf:writer_pdf_Export:{accessible}",
                "--outdir",
                folder,
                *sorted(folder.glob("*.docx")),
            ],
            check=True,
            capture_output=True,
            timeout=300,
        )
        return {name: (folder / f"{name}.pdf").read_bytes() for name in files}

    return convert


# --- Chromium ------------------------------------------------------------------------------------


def find_chromium() -> str | None:
    """The path of a Chromium: CHROMIUM, else the first of the usual names, None if there is none."""
    names = (
        os.environ.get("CHROMIUM"),
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    )
    return next((path for name in names if name and (path := shutil.which(name))), None)


def _needs_browser(item: pytest.Item) -> bool:
    return "page" in getattr(item, "fixturenames", ()) or item.get_closest_marker("browser") is not None


@pytest.hookimpl(tryfirst=True)  # before the marks are asked for
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The walked year first, then what is long; without a Chromium skip the browser tests and say how to get one.

    What needs a browser, the crawl of all addresses by all roles, or the drill of a backup on databases of its own, is
    for the exhaustive run.

    The walk is what takes longest, and all its questions share it. A worker takes work from the end of the
    other's, never from its beginning: at the end of the list the walk would be walked once more by each of them.
    What is long in one piece follows at once, in its order, for the same reason.
    """
    first = {HERE / name: place for place, name in enumerate(LONG, start=1)}
    items.sort(key=lambda item: 0 if YEAR in item.path.parents else first.get(item.path, len(LONG) + 1))
    for item in items:
        if _needs_browser(item) or not {"crawl", "drill"}.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.exhaustive)
    if find_chromium():
        return
    for item in filter(_needs_browser, items):
        item.add_marker(pytest.mark.skip(reason=f"Browser-Test übersprungen. {NO_CHROMIUM}"))


@pytest.hookimpl(tryfirst=True)  # before anything is made for it
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A build server gives so much time and no more: what is not asked by then is named, and its run counts.

    `ASKED_UNTIL` is the moment, in seconds of the epoch; `.ci/run` sets it for `make exhaustive` alone.
    """
    if time.time() > float(os.environ.get("ASKED_UNTIL", "inf")):
        # By its name: what is skipped for one reason, pytest tells as one.
        pytest.skip(f"{item.nodeid}: Die Zeit des Bauservers ist um; „make exhaustive“ fragt es ohne Frist.")


def pytest_collection_finish(session: pytest.Session) -> None:
    """Let Python look for garbage seldom: what is imported by now stays, and a sixth of the time goes into looking."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium: Playwright's would have to be downloaded."""
    return browser_type_launch_args | {"executable_path": find_chromium(), "args": CHROMIUM_FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {"locale": "de-DE", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture(scope="session")
def axe_source() -> str:
    """The script of axe-core."""
    package = find_spec("axe_playwright_python")
    assert package is not None
    assert package.origin is not None
    return (Path(package.origin).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def axe(page: Any, axe_source: str) -> Callable[..., list[str]]:
    """`axe()` lists what WCAG 2.2 AA forbids on the page as it stands, one readable line per finding.

    `page.evaluate` goes past the page's Content-Security-Policy, so that policy stays on.
    """

    def findings(
        rules: tuple[str, ...] = (), without: tuple[str, ...] = (), within: str = "document"
    ) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(axe_source)
        only = {"type": "rule", "values": [*rules]} if rules else {"type": "tag", "values": [*WCAG_22_AA]}
        off = {rule: {"enabled": False} for rule in without}
        options = {"runOnly": only, "rules": off, "resultTypes": ["violations"], "preload": False}
        result = page.evaluate(f"options => axe.run({within}, options)", options)
        return [
            f"{rule['id']} ({rule['impact']}): {rule['help']}: {node['target']}"
            for rule in result["violations"]
            for node in rule["nodes"]
        ]

    return findings
