"""An empty demo database is made ready once, so that every command works on its own."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command

from quartiersarbeit.health import unapplied_migrations


def migrated(say: Callable[[str], object]) -> None:
    """Apply what the database still lacks."""
    if unapplied_migrations():
        say("Datenbank wird eingerichtet …")
        call_command("migrate", verbosity=0, interactive=False)


def ready(say: Callable[[str], object]) -> None:
    """In demo mode: migrations applied and example data loaded, where they are missing; else nothing."""
    if not settings.DEMO:
        return
    migrated(say)
    if not get_user_model().objects.exists():
        say("Beispieldaten werden geladen …")
        call_command("demo", verbosity=0)
