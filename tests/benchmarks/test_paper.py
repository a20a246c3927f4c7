"""How long a Mitteilung takes: the target is 150 ms warm (docs: proof, benchmarks)."""

import statistics
import subprocess
import sys
import time
from dataclasses import replace

import pytest
from django.conf import settings

from quartiersarbeit import paper as render
from tests.test_render import ROOT, SOURCE

ROUNDS = 30


def milliseconds(act):
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def first_call():
    """One PDF in a new process, fonts and glyph tables unread; the process start is not counted."""
    program = (
        f"from django.conf import settings; settings.configure(PAPER_FONTS={str(settings.PAPER_FONTS)!r});"
        "import time; from tests.test_render import SOURCE; from quartiersarbeit import paper as render;"
        "start = time.perf_counter(); render.pdf(SOURCE); print((time.perf_counter() - start) * 1000)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


@pytest.mark.bench
def test_time_of_a_mitteilung():
    long = replace(SOURCE, sections=SOURCE.sections * 40)
    table = {
        "PDF, 2 Seiten, erster Aufruf": [first_call() for _ in range(3)],
        "PDF, 2 Seiten, warm": warm(lambda number: render.pdf(saying(SOURCE, number))),
        "PDF, 40-mal so lang, warm": warm(lambda number: render.pdf(saying(long, number))),
        "HTML, warm": warm(lambda number: render.html(saying(SOURCE, number))),
    }
    print(f"\n{'':32}{'Median ms':>12}{'p95 ms':>12}")
    for name, times in table.items():
        p95 = statistics.quantiles(times, n=20, method="inclusive")[-1]
        print(f"{name:32}{statistics.median(times):12.1f}{p95:12.1f}")


def saying(paper, number):
    """Another subject each round, because the typesetter remembers what it has already set."""
    return replace(paper, subject=f"{paper.subject} ({number})")


def warm(act):
    act(-1)
    return [milliseconds(lambda number=number: act(number)) for number in range(ROUNDS)]
