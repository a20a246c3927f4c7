"""A run that is given a moment to end asks nothing after it, says so, and does not fail for it."""

import os
import subprocess
import sys
import time

import pytest
from django.conf import settings

ASKED = "tests/test_time_is_up.py::test_whatever_is_asked_is_asked_in_time"


@pytest.mark.parametrize(("until", "ended"), [("1", "1 skipped"), ("9999999999", "1 passed")])
def test_what_is_not_asked_by_then_is_named(until, ended):
    asked = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", ASKED],
        cwd=settings.BASE_DIR,
        env=os.environ | {"ASKED_UNTIL": until, "QUARTIERSARBEIT_TEST_SESSION": f"{os.getpid()}_until"},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    assert ended in asked.stdout
    assert (f"{ASKED}: Die Zeit des Bauservers ist um" in asked.stdout) == ("skipped" in ended)


def test_whatever_is_asked_is_asked_in_time():
    assert time.time() <= float(os.environ.get("ASKED_UNTIL", "inf"))
