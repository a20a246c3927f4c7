"""Two app hosts behind one proxy, over a pgbouncer that pools transactions: nothing lost, nothing there twice.

The shipped deploy/pgbouncer/pgbouncer.ini and deploy/nginx/quartiersarbeit-proxy.conf, with other places and ports.
While eight people write, one host after the other is killed without a word and comes back, as systemd lets it.
"""

import os
import re
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from partners.models import Partner
from sites.models import Seat
from tests import factories as f
from tests.concurrency.hosts import Host, debian, signed_in, writing
from tests.constraints import sql
from tests.people import in_group
from tests.soaking import SOAK
from tests.test_postgres import a_free_port

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.soak, pytest.mark.exhaustive]

SECONDS, KILLED_EVERY = (60, 10) if SOAK else (9, 3)
WRITERS = 8
MORE = {"POOLED": "on", "TRUSTED_PROXIES": "1"}
NEEDED = ("pgbouncer", "nginx")


def pooler(folder: Path, role: str) -> tuple[subprocess.Popen[bytes], str]:
    """The shipped pgbouncer on a port of its own, and the address of the test's database behind it."""
    at, port = connection.settings_dict, a_free_port()
    said = (settings.BASE_DIR / "deploy" / "pgbouncer" / "pgbouncer.ini").read_text()
    place = f"host={at['HOST']} port={at['PORT'] or 5432} dbname={at['NAME']}"
    said = said.replace("host=127.0.0.1 port=5432 dbname=quartiersarbeit", place)
    said = re.sub(r"^quartiersarbeit = ", f"{at['NAME']} = ", said, flags=re.MULTILINE)
    for name, value in {
        "listen_port": port,
        "auth_type": "trust",
        "auth_file": folder / "users",
        "pidfile": folder / "pid",
        "logfile": folder / "log",
    }.items():
        said, found = re.subn(rf"^{name} = .*$", f"{name} = {value}", said, flags=re.MULTILINE)
        assert found == 1, name
    (folder / "users").write_text(f'"{role}" ""\n')
    (folder / "pgbouncer.ini").write_text(said)
    account = {}
    if (
        os.geteuid() == 0 and settings.SERVER
    ):  # it refuses root, and must enter the folder of the server's socket
        account = {"user": settings.SERVER.uid, "group": settings.SERVER.gid, "extra_groups": []}
        for path in (folder, *folder.iterdir()):
            os.chown(path, settings.SERVER.uid, settings.SERVER.gid)
    process = subprocess.Popen([debian("pgbouncer"), "-q", str(folder / "pgbouncer.ini")], **account)
    return process, f"postgres://{quote(role)}@127.0.0.1:{port}/{at['NAME']}"


def proxy(folder: Path, hosts: list[Host]) -> tuple[subprocess.Popen[bytes], str]:
    """nginx in front of both, asking as the shipped file says, and its address."""
    port, shipped = a_free_port(), settings.BASE_DIR / "deploy" / "nginx" / "quartiersarbeit-proxy.conf"
    servers = "".join(f"server 127.0.0.1:{host.port} max_fails=1 fail_timeout=2s;" for host in hosts)
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    as_shipped = shipped.read_text().replace(
        "Host $host;", "Host $http_host;"
    )  # a port of its own belongs to the name
    (folder / "asked.conf").write_text(as_shipped)
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/log; worker_processes 1; events {{}}\n"
        f"http {{ access_log off; {places} upstream quartiersarbeit {{ {servers} }}\n"
        f"server {{ listen 127.0.0.1:{port}; location / {{ include {folder}/asked.conf; }} }} }}\n"
    )
    process = subprocess.Popen([debian("nginx"), "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL)
    return process, f"http://127.0.0.1:{port}"


def ended(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(10)


@pytest.fixture(scope="module")
def city(app_role, tmp_path_factory) -> Iterator[SimpleNamespace]:
    """Database, pooler, two hosts, proxy; all of them gone when these tests are over."""
    missing = [name for name in NEEDED if debian(name) is None]
    if missing:
        pytest.skip(f"{' und '.join(missing)} fehlt auf diesem Rechner: apt-get install {' '.join(missing)}")
    folder = tmp_path_factory.mktemp("pooled")
    for path in (folder, *folder.parents):
        if path.stat().st_uid == os.geteuid() and path != Path("/tmp"):  # noqa: S108 - only looked at
            path.chmod(path.stat().st_mode | 0o011)
    with ExitStack() as done:
        (folder / "pooler").mkdir()
        (folder / "proxy").mkdir()
        process, url = pooler(folder / "pooler", app_role)
        done.callback(ended, process)
        hosts = [Host(url, **MORE), Host(url, **MORE)]
        for host in hosts:
            host.start()
            done.callback(host.kill)
        for host in hosts:
            host.ready()
        process, address = proxy(folder / "proxy", hosts)
        done.callback(ended, process)
        yield SimpleNamespace(hosts=hosts, address=address, url=url)


def test_with_one_of_two_hosts_killed_again_and_again_nothing_is_lost_and_nothing_is_there_twice(city):
    people = [in_group("Koordination", email=f"k{number}@example.org") for number in range(WRITERS)]
    visitors = [signed_in(city.address, user) for user in people]
    over = time.monotonic() + SECONDS
    kills = 0

    with ThreadPoolExecutor(WRITERS) as pool:
        running = [pool.submit(writing, visitors[number], number, over) for number in range(WRITERS)]
        due = time.monotonic() + KILLED_EVERY
        while due < over:
            time.sleep(max(0, due - time.monotonic()))
            due += KILLED_EVERY
            host = city.hosts[kills % 2]
            host.kill()
            kills += 1
            host.start()
            host.ready()
        acknowledged = [one for writer in running for one in writer.result(120)]
    again = sum(bool(pages) for _, pages in acknowledged)
    print(f"\n{len(acknowledged)} forms in {SECONDS} s, {kills} hosts killed, {again} forms sent again")
    stored = Counter(Partner.objects.values_list("name", flat=True))
    assert kills >= 1
    assert len(acknowledged) > WRITERS
    assert Counter(name for name, _ in acknowledged) == stored
    # SET LOCAL says who acts: it must not reach whoever gets the session next.
    wrote = sql(
        "SELECT name, (pgh_context->>'user')::int FROM partners_partnerevent WHERE pgh_label = 'insert'"
    )
    assert len(wrote) == len(stored)
    assert all(people[int(name.split()[1].split("-")[0])].pk == user for name, user in wrote)


def test_the_locks_of_limits_hold_through_the_pooler(city):
    user, mandate = in_group("Koordination", email="k@example.org"), f.MandateFactory(site_limit=3)
    forms = []
    for number in range(WRITERS):
        visitor = signed_in(city.address, user)
        facts = {"number": str(number + 1), "mandate": str(mandate.pk), "valid_from": "01.01.2026"}
        path = "/stammdaten/plaetze/neu/"
        forms.append((visitor, path, visitor.open(path).page.forms[-1].filled(facts)))
    gate = threading.Barrier(WRITERS)

    def send(number: int) -> int:
        visitor, path, form = forms[number]
        gate.wait(20)
        return visitor.fetch("POST", path, form)[0]

    with ThreadPoolExecutor(WRITERS) as pool:
        answers = Counter(pool.map(send, range(WRITERS)))
    assert (answers[302], Seat.objects.count()) == (3, 3)


def test_what_waits_for_a_lock_gives_up_as_without_a_pooler(city):
    with psycopg2.connect(city.url) as direct, direct.cursor() as cursor:
        said = []
        for name in ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"):
            cursor.execute(f"SHOW {name}")
            said.append(cursor.fetchone()[0])
    direct.close()
    assert said == ["2s", "30s", "1min"]


def test_a_list_and_its_file_are_read_through_the_pooler(city):
    f.PartnerFactory(name="Nachbarn e. V.")
    visitor = signed_in(city.address, in_group("Koordination", email="k@example.org"))
    assert "Nachbarn e. V." in visitor.open("/partner/?export=csv").text
