"""What a piece of work costs, told so that a slower or busier machine is no finding."""

import gc
import time
import timeit
from collections.abc import Iterator
from contextlib import contextmanager

# Of the work below, in seconds of the processor, on the machine on which the budgets were written down.
WRITTEN_DOWN_ON = 0.1


def _work() -> int:
    """What the app's Python mostly does: calls, small objects, dictionaries and text."""
    found: dict[str, int] = {}
    for number in range(170_000):
        name = f"{number % 997}:{number % 31}"
        found[name] = found.get(name, 0) + len(name.split(":"))
    return len(found)


def slowness() -> float:
    """How many times slower than that machine this one is just now; 1 where it is faster."""
    took = min(timeit.repeat(_work, timer=time.process_time, number=1, repeat=3))
    return max(1.0, took / WRITTEN_DOWN_ON)


class Cost:
    """Of a piece of work, in seconds of the processor of the machine on which the budgets were written down."""

    seconds: float


@contextmanager
def costing() -> Iterator[Cost]:
    """Measure this process's own work; how slow the machine is, is asked before and after it.

    Nobody looks for garbage meanwhile: how long that takes depends on the tests that ran before.
    """
    cost, looked = Cost(), gc.isenabled()
    before = slowness()
    gc.disable()
    try:
        began = time.process_time()
        yield cost
        took = time.process_time() - began
    finally:
        if looked:
            gc.enable()
    cost.seconds = took / max(before, slowness())
