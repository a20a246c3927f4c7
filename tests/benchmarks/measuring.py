"""What a page costs: time of the processor and on the wall, function calls, statements, rows and bytes.

Machines are shared and their speed jumps by a factor of two within a minute. So pages that are compared take turns,
the least of several times counts, and beside the times stand the calls, which hardly vary. pytest's look into each
template stays off: it copies the context of each include.
"""

import cProfile
import json
import os
import platform
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.template import Template
from django.test.utils import _TestState

from tests.asking import made_anew

Page = Callable[[], Any]  # asks once and answers
FACTS = ("cpu", "database", "wall", "calls", "queries", "rows", "bytes")


@dataclass
class Cost:
    """Of one request; times in milliseconds: the processor's for Python and for PostgreSQL, and the clock's."""

    cpu: float
    database: float
    wall: float
    calls: int
    queries: int
    rows: int
    bytes: int


@dataclass(frozen=True)
class Changed:
    """A page that is asked just after something it tells was changed."""

    page: Page
    change: Callable[[], Any]


Asked = Page | Changed


@contextmanager
def ready(page: Asked) -> Iterator[Page]:
    """The page to be asked within; a change before it costs it nothing, and is undone: the other pages know of none.

    It is made anew each time.
    """
    if not isinstance(page, Changed):
        with made_anew():
            yield page
        return
    with transaction.atomic():
        page.change()
        yield page.page
        transaction.set_rollback(True)


@contextmanager
def as_delivered() -> Iterator[None]:
    """Templates are drawn as a server draws them."""
    instrumented = Template._render
    Template._render = getattr(_TestState, "saved_data").template_render  # noqa: B009  # Django's own, untyped
    try:
        yield
    finally:
        Template._render = instrumented


def counted(page: Asked) -> tuple[int, int, int, int]:
    """Function calls, statements, rows and bytes of a page that was asked before."""
    statements, rows = 0, 0

    def noted(execute, sql, params, many, context):
        nonlocal statements, rows
        answer = execute(sql, params, many, context)
        if not sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT")):  # those of the test, not of the page
            statements += 1
            rows += max(0, context["cursor"].rowcount) if sql.lstrip("( ").startswith("SELECT") else 0
        return answer

    with ready(page) as ask, connection.execute_wrapper(noted):
        answer = ask()
    assert answer.status_code == 200, answer
    profile = cProfile.Profile()
    with ready(page) as ask:
        profile.enable()
        ask()
        profile.disable()
    return sum(entry.callcount for entry in profile.getstats()), statements, rows, len(answer.content)


class Server:
    """The process of PostgreSQL that answers us: how long it has had a processor, where that can be read (Linux)."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (pid,) = cursor.fetchone()
        stat = Path(f"/proc/{pid}/schedstat")
        ours = stat.exists() and b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes()
        self.stat = stat if ours else None

    def busy(self) -> float:
        """Milliseconds; 0 where it cannot be read: then all that is not Python's counts as the database's."""
        return int(self.stat.read_text().split()[0]) / 1e6 if self.stat else 0.0


def costs(pages: Mapping[str, Asked], rounds: int) -> dict[str, Cost]:
    """What each page costs, warm; the least of so many turns."""
    least: dict[str, tuple[float, float, float]] = {}
    for page in pages.values():
        with ready(page) as ask:
            ask()
    server = Server()
    for _ in range(rounds):
        for name, page in pages.items():
            with ready(page) as ask:
                cpu, asked, wall = time.process_time(), server.busy(), time.perf_counter()
                ask()
                wall, cpu = (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000
                took = cpu, server.busy() - asked if server.stat else wall - cpu, wall
            least[name] = tuple(map(min, took, least.get(name, took)))  # type: ignore[assignment]
    return {name: Cost(*map(one, least[name]), *counted(page)) for name, page in pages.items()}


def again(pages: Mapping[str, Asked], rounds: int) -> dict[str, float]:
    """Milliseconds of the processor, Python's and PostgreSQL's, of a page that is looked at again; the least.

    Whoever has written in the same transaction, as a test has, has each table looked after; else the snapshot does.
    """
    server, least = Server(), dict[str, float]()
    for name, page in pages.items():
        if not isinstance(page, Changed):
            page(), page()  # from the second time it is kept
            for _ in range(rounds):
                took = time.process_time() + server.busy() / 1000
                page()
                took = time.process_time() + server.busy() / 1000 - took
                least[name] = one(min(took * 1000, least.get(name, took * 1000)))
    return least


def one(value: float) -> float:
    """Milliseconds as they are told."""
    return round(value, 1)


# --- Told -----------------------------------------------------------------------------------------


def machine() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (server,) = cursor.fetchone()
    return {
        "on": date.today().isoformat(),  # noqa: DTZ011  # the day at this machine
        "python": platform.python_version(),
        "postgresql": server,
        "machine": f"{platform.machine()}, {os.cpu_count()} Kerne",
        "version": settings.VERSION,
    }


def before() -> dict[str, Any]:
    """What `make bench COMPARE=<json>` compares with."""
    given = os.environ.get("COMPARE")
    return json.loads(Path(given).read_text("utf-8")) if given else {}


def keep(part: str, found: Any) -> Path:
    """Put a part's figures down in .run/bench.json beside those of the other parts."""
    file = Path(settings.BASE_DIR) / ".run" / "bench.json"
    file.parent.mkdir(exist_ok=True)
    known = json.loads(file.read_text("utf-8")) if file.exists() else {}
    file.write_text(json.dumps(known | machine() | {part: found}, ensure_ascii=False, indent=1), "utf-8")
    return file


def told(cost: Cost) -> dict[str, float]:
    return asdict(cost)
