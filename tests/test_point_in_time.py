"""What docs/operations.md says of PostgreSQL's own archive: the database goes back to a moment between two backups."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from quartiersarbeit.ground.postgres import Server
from tests.test_postgres import psql

RECOVERY = """
restore_command = 'cp ../wal/%f %p'
recovery_target_time = '{moment}'
recovery_target_action = 'promote'
hot_standby = off
"""


@pytest.fixture
def server() -> Iterator[Server]:
    """A server with an archive of its log, and a base taken from it."""
    folder = Path(tempfile.mkdtemp(prefix="qa-"))
    folder.chmod(0o755)
    server = Server(folder).ensure_running()
    try:
        for name in ("wal", "copy"):
            server._own(server.base / name)
        psql(server, "ALTER SYSTEM SET archive_mode = on")
        psql(server, "ALTER SYSTEM SET archive_command = 'test ! -f ../wal/%f && cp %p ../wal/%f'")
        server.stop()
        server.ensure_running()
        yield server
    finally:
        server.release()
        server.remove()
        shutil.rmtree(folder, ignore_errors=True)


def own(server: Server, path: Path) -> None:
    if os.geteuid() == 0:
        os.chown(path, server.uid, server.gid)


def test_the_database_goes_back_to_the_second_before_the_disaster(server):
    psql(server, "CREATE TABLE kept (what text)")
    psql(server, "INSERT INTO kept VALUES ('before the base')")
    code, said = server._run("pg_basebackup", *server._reached, "--pgdata=copy", "--checkpoint=fast")
    assert code == 0, said
    psql(server, "INSERT INTO kept VALUES ('after the base')")
    moment = psql(server, "SELECT clock_timestamp()")
    time.sleep(0.1)
    psql(server, "DELETE FROM kept")  # the disaster
    psql(server, "SELECT pg_switch_wal()")
    server.stop()

    server.data.rename(server.base / "data_before")
    (server.base / "copy").rename(server.data)
    with (server.data / "postgresql.auto.conf").open("a") as settings:
        settings.write(RECOVERY.format(moment=moment))
    (server.data / "recovery.signal").touch()
    own(server, server.data / "recovery.signal")
    server.ensure_running()

    assert psql(server, "SELECT what FROM kept ORDER BY what").splitlines() == [
        "after the base",
        "before the base",
    ]
    assert psql(server, "SELECT pg_is_in_recovery()") == "f"
