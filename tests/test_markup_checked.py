"""Every page of every role is valid HTML: the W3C's checker (Nu) finds nothing, also with the longest values."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partners.models import User
from tests.browser import pages
from tests.browser.full import fill

pytestmark = [pytest.mark.django_db, pytest.mark.exhaustive]
CHECKER = Path(__file__).parent / "checker" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
NO_JAVA = "Der HTML-Prüfer braucht Java: apt-get install default-jre-headless"


def written(folder: Path, name: str, addresses: list[str]) -> int:
    """Each page that opens for this person, as a file; how many."""
    client = Client()
    person = User.objects.get(email=f"{name}@example.org")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    count = 0
    for at, address in enumerate(addresses):
        answer = client.get(address)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            file = folder / f"{name}-{at:03}{address.replace('/', '-')[:80]}.html"
            file.write_bytes(answer.content)
            count += 1
    return count


def found_by_the_checker(folder: Path) -> list[str]:
    """What it says, errors and warnings, each once with the first page it stands on."""
    if not (java := shutil.which("java")):
        assert not os.environ.get("REQUIRE_BROWSER"), NO_JAVA
        pytest.skip(NO_JAVA)
    asked = [java, "-Xss1m", "-jar", str(CHECKER), "--format", "json", "--skip-non-html", str(folder)]
    said = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=300)
    first: dict[str, str] = {}
    for one in json.loads(said.stderr)["messages"]:
        first.setdefault(one["message"], f"{Path(one.get('url', '')).name}: {one.get('extract', '')[:160]!r}")
    return [f"{message} – {where}" for message, where in first.items()]


@pytest.mark.parametrize("full", [False, True], ids=["as it is", "with the longest values"])
def test_the_checker_finds_nothing_on_any_page(full, examples, settings, tmp_path):
    settings.DEMO = True
    examples(timezone.localdate())
    pages.stage()
    shown = {"koordination": pages.of_koordination()} | pages.of_others()
    addresses = {
        name: list(dict.fromkeys(reverse(page, args=args) for page, args in found))
        for name, found in shown.items()
    }
    if full:
        fill()
    assert sum(written(tmp_path, name, found) for name, found in addresses.items()) > 250
    assert found_by_the_checker(tmp_path) == []


def test_the_checker_finds_what_is_wrong(tmp_path):
    (tmp_path / "a.html").write_text(
        "<!doctype html><html lang=de><title>x</title><p><div></div></p></html>", "utf-8"
    )
    assert found_by_the_checker(tmp_path)
