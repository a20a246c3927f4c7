"""PostgreSQL is killed without a word while people write, and comes back: what was acknowledged is there, once."""

import os
import shutil
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection

from quartiersarbeit.ground.postgres import Server
from tests.concurrency.hosts import PASSWORD, Host, writing
from tests.first_day import Visitor, browser
from tests.people import in_group
from tests.soaking import SOAK
from tests.upgrade.databases import Database, of_server

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.soak]

SECONDS, KILLED_EVERY = (60, 10) if SOAK else (12, 4)
WRITERS = 4


@pytest.fixture
def server(transactional_db) -> Iterator[Server]:
    """A server that keeps what it has said it keeps, with what the test's database holds."""
    folder = Path(tempfile.mkdtemp(prefix="qa-"))
    folder.chmod(0o755)
    server = Server(folder).ensure_running()
    try:
        for number in range(WRITERS):
            user = in_group("Koordination", email=f"k{number}@example.org")
            user.set_password(PASSWORD)
            user.save(update_fields=["password"])
        dump = folder / "dump.sql"
        dump.write_text(Database(connection.settings_dict["NAME"]).dumped(), "utf-8")
        of_server(server).restore(dump)
        yield server
    finally:
        server.release()
        server.remove()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.exhaustive
def test_what_was_acknowledged_is_there_once_although_the_database_was_killed(server):
    host = Host(of_server(server).url)
    host.start()
    try:
        host.ready()
        address = f"http://127.0.0.1:{host.port}"
        visitors = [Visitor(browser(address)) for _ in range(WRITERS)]
        for number, visitor in enumerate(visitors):
            visitor.open("/konto/login/").send({"login": f"k{number}@example.org", "password": PASSWORD})
        over, kills = time.monotonic() + SECONDS, 0
        with ThreadPoolExecutor(WRITERS) as pool:
            running = [pool.submit(writing, visitor, number, over) for number, visitor in enumerate(visitors)]
            while time.monotonic() + KILLED_EVERY < over or not kills:
                time.sleep(KILLED_EVERY / 2)
                os.kill(server.pid(), signal.SIGKILL)
                kills += 1
                time.sleep(KILLED_EVERY / 2)
                server.ensure_running()  # as systemd does
            acknowledged = [one for writer in running for one in writer.result(120)]
    finally:
        host.kill()
    with of_server(server).cursor() as cursor:
        cursor.execute("SELECT name FROM partners_partner")
        stored = Counter(name for (name,) in cursor.fetchall())
    assert len(acknowledged) > WRITERS
    assert Counter(name for name, _ in acknowledged) == stored
    met = [page for _, pages in acknowledged for page in pages if page]
    assert met
    assert all('lang="de"' in page for page in met)
