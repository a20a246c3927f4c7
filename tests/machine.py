"""What a piece of work costs, told so that a slow or busy machine is no finding."""

import cProfile
from collections.abc import Iterator
from contextlib import contextmanager

# Loading the example data is 7.4 million calls and took 4.4 s on two cores with nothing else to do but these tests
# (27.11.2026, x86_64, Python 3.11.7).
CALLS_A_SECOND = 1_700_000


class Cost:
    """Of a piece of work of this process, in seconds of that machine: its function calls, which hardly vary."""

    seconds: float


@contextmanager
def costing() -> Iterator[Cost]:
    """Count the calls within the block."""
    cost, profile = Cost(), cProfile.Profile()
    profile.enable()
    try:
        yield cost
    finally:
        profile.disable()
    cost.seconds = sum(entry.callcount for entry in profile.getstats()) / CALLS_A_SECOND
