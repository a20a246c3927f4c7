"""What docs/operations.md and deploy/ say is true: every setting, every file, every word that two places share."""

import configparser
import os
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.db import connection

from tests.constraints import sql

ROOT = Path(settings.BASE_DIR)
DEPLOY = ROOT / "deploy"
BOOK = (ROOT / "docs" / "operations.md").read_text("utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", BOOK, re.MULTILINE | re.DOTALL)
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))

READ = re.compile(r"""(?:env(?:\.\w+)?|secret|os\.environ\.get)\(\s*"([A-Z_]+)""")
READERS = ("quartiersarbeit/settings.py", "quartiersarbeit/ground/postgres/server.py", "deploy/gunicorn.conf.py",
           "quartiersarbeit/management/commands/serve.py", "quartiersarbeit/operating/measuring.py")  # fmt: skip


def test_every_setting_stands_in_the_table_and_nothing_else_does():
    read = {name for file in READERS for name in READ.findall((ROOT / file).read_text("utf-8"))}
    table = BOOK[BOOK.index("| Variable | Meaning |") : BOOK.index("## Database roles")]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    told = {name for cell in cells for name in re.findall(r"`([A-Z_]+)(?:=\w+)?`", cell)}
    assert told == read - {"BEHIND_PROXY"}  # the older word for TRUSTED_PROXIES=1, told there


def test_the_template_of_the_settings_names_only_settings():
    lines = (DEPLOY / "env.template").read_text().splitlines()
    named = {line.split("=")[0] for line in lines if line and not line.startswith("#")}
    assert named <= set(READ.findall((ROOT / "quartiersarbeit" / "settings.py").read_text("utf-8")))
    assert {"SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS"} <= named
    assert "DEMO" not in named


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_a_block_to_be_typed_is_shell(number):
    done = subprocess.run(["sh", "-n"], input=BLOCKS[number], text=True, capture_output=True)
    assert done.returncode == 0, done.stderr


def test_each_command_that_is_named_exists():
    named = set(re.findall(r"(?:deploy/manage|manage\.py)(?: --owner| --root)? ([a-z_]+)", BOOK))
    assert named - set(get_commands()) - {"version"} == set()


def test_each_file_that_is_named_exists():
    named = set(re.findall(r"(?<![\w/])(?:deploy|tests|\.ci)/[\w./-]*\w", BOOK))
    assert {name for name in named if not (ROOT / name).exists()} == set()


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_service_runs_as_its_own_account_and_writes_only_where_it_must(unit):
    said = configparser.RawConfigParser(strict=False)
    said.optionxform = str
    said.read(unit)
    service = said["Service"]
    assert (service["User"], service["NoNewPrivileges"], service["ProtectSystem"]) == (
        "quartiersarbeit",
        "yes",
        "strict",
    )
    files = re.findall(r"^EnvironmentFile=(.*)$", unit.read_text(), re.MULTILINE)
    assert files[0] == "/etc/quartiersarbeit/app.env"  # never the owner's
    assert files[1:] in ([], ["-/etc/quartiersarbeit/direct.env"])  # past a pooler, where there is one
    command = service["ExecStart"].split()
    assert command[0].startswith("/opt/quartiersarbeit/.venv/bin/")
    assert command[1] != "manage.py" or command[2] in get_commands()


def test_each_timer_has_its_service():
    timers = {path.stem for path in (DEPLOY / "systemd").glob("*.timer")}
    assert timers <= {unit.stem for unit in UNITS}
    assert {"quartiersarbeit-backup", "quartiersarbeit-remind"} <= timers


def many(tmp_path: Path, *asked: str) -> str:
    """What `deploy/many` says, with its files below this folder."""
    given = {"INTO": str(tmp_path), "PATH": os.environ["PATH"]}
    return subprocess.run(
        [DEPLOY / "many", *asked], env=given, check=True, capture_output=True, text=True
    ).stdout


def test_of_many_municipalities_each_has_its_own_account_settings_files_and_socket(tmp_path):
    many(tmp_path, "units")
    made = sorted((tmp_path / "etc/systemd/system").iterdir())
    assert [path.name.replace("@", "") for path in made] == sorted(
        path.name for path in (DEPLOY / "systemd").iterdir()
    )
    for path in made:
        said = path.read_text()
        shared = re.findall(r"/(?:etc|run|var/lib|var/backups)/quartiersarbeit(?!/%i)\S*", said)
        assert (path.name, shared) == (path.name, [])
        if path.suffix == ".service":
            assert ("User=qa-%i" in said, "Group=qa-%i" in said) == (True, True)
    assert "GUNICORN_BIND=unix:/run/quartiersarbeit/%i/gunicorn.sock" in made[-1].read_text()


def test_the_sites_of_two_municipalities_share_no_name(tmp_path):
    named = re.compile(
        r"(?:upstream|log_format|server_name|access_log|ssl_session_cache|include|server) (unix:\S+|[^{\s]+)"
    )
    one, other = (
        set(named.findall(many(tmp_path, "site", *site)))
        for site in (("musterstadt", "qa.musterstadt.example"), ("neustadt", "qa.neustadt.example"))
    )
    assert (one & other, len(one), len(other)) == (set(), len(other), 6)


def test_the_proxy_in_a_container_is_the_same():
    own = (DEPLOY / "nginx" / "quartiersarbeit.conf").read_text()
    other = (DEPLOY / "containers" / "nginx.conf.template").read_text()
    alike = other.replace("server app:8000", "server unix:/run/quartiersarbeit/gunicorn.sock")
    alike = alike.replace("${HOST}", "quartiersarbeit.example.org")
    own, alike = ([line for line in text.splitlines() if not line.startswith("#")] for text in (own, alike))
    assert own == alike


def test_the_proxy_takes_as_large_a_file_as_the_app_and_waits_longer():
    site = (DEPLOY / "nginx" / "quartiersarbeit.conf").read_text()
    how = (DEPLOY / "nginx" / "quartiersarbeit-proxy.conf").read_text()
    served = (DEPLOY / "gunicorn.conf.py").read_text()
    most = int(re.search(r"client_max_body_size (\d+)m", site)[1])
    waits = int(re.search(r"proxy_read_timeout (\d+)s", how)[1])
    works = int(re.search(r"^timeout = (\d+)", served, re.MULTILINE)[1])
    assert most > 20  # MAX_MEGABYTES of uploads, and the form around it
    assert waits > works > settings.FILE_CHECK_PATIENCE


@pytest.mark.parametrize("name", ["stoerung.html", "zu-gross.html"])
def test_the_proxy_s_own_pages_are_german_and_need_nothing_else(name):
    page = (DEPLOY / "nginx" / name).read_text("utf-8")
    assert '<html lang="de">' in page
    assert not re.search(r"<(script|link|img|style)|style=", page)


# --- Roles ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "setting", ["lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"]
)
def test_nothing_the_app_asks_waits_for_ever(db, app_role, setting):
    (given,) = sql(
        "SELECT setconfig FROM pg_db_role_setting WHERE setrole = %s::regrole AND setdatabase ="
        " (SELECT oid FROM pg_database WHERE datname = current_database())",
        app_role,
    )
    values = dict(one.split("=", 1) for one in given[0])
    assert re.fullmatch(r"[1-9]\d*s", values[setting])


def test_nobodys_statements_are_compiled_just_in_time(db, app_role):
    """The embedded server cannot, so no other test would notice what a long statement costs where PostgreSQL does."""
    reader, owner = f"{connection.settings_dict['NAME']}_reader", connection.settings_dict["USER"]
    asked = "SELECT setconfig FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase"
    asked += " WHERE setrole = %s::regrole AND datname = current_database()"
    assert ["jit=off" in sql(asked, role)[0][0] for role in (app_role, reader, owner)] == [True] * 3


def test_the_reader_cannot_even_begin_to_write(db, app_role):
    reader = f"{connection.settings_dict['NAME']}_reader"
    (given,) = sql("SELECT setconfig FROM pg_db_role_setting WHERE setrole = %s::regrole", reader)
    assert "default_transaction_read_only=on" in given[0]
