"""Which version this is: written once, in pyproject.toml, and told wherever somebody asks."""

import subprocess
import sys
import tomllib

import pytest
from django.conf import settings
from django.template.loader import render_to_string

WRITTEN = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text("utf-8"))["project"]["version"]


@pytest.mark.parametrize("word", ["version", "--version"])
def test_the_command_line_tells_it(word):
    command = [sys.executable, "manage.py", word]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True)
    assert done.stdout == f"{WRITTEN}\n"


def test_the_foot_of_a_page_tells_it(client, db):
    page = client.get("/accounts/login/", follow=True).content.decode()
    assert f"· Version {WRITTEN}</p>" in page


def test_a_page_that_knows_no_version_claims_none():
    assert "Version" not in render_to_string("base.html")


def test_the_changelog_tells_what_is_new_in_it():
    told = (settings.BASE_DIR / "CHANGELOG.md").read_text("utf-8")
    assert f"\n## {WRITTEN}\n" in told or f"\n## {WRITTEN} (" in told
