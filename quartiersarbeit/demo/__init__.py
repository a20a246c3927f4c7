"""The demo data: what the Mitteilung of 26.01.2021 says, and fictional years that go on from there.

`source` holds the document's facts, each with its day, so that they can be asked as of 26.01.2021.
Everything else is an example and says so; its days lie around `today`, so that there is always
something due, overdue and waiting. What is stored already is found again and never changed.
"""

from collections import Counter
from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.core.management import call_command

from partners.models import User
from quartiersarbeit.demo import dialogue, money, network, news, notices, people, reports, source
from quartiersarbeit.demo.loading import Loading
from quartiersarbeit.health import unapplied_migrations


def load(today: date) -> Counter[str]:
    """Store what is missing; answers how many records of which kind were made."""
    loading, told_before = Loading(today), news.last_told()
    partners = source.partners(loading)
    cast = people.load(loading, partners)
    document = source.load(loading, cast, partners)
    places = network.load(loading, cast, document)
    money.load(loading, cast, document, places)
    notices.load(loading, cast)
    dialogue.load(loading, cast, places)
    reports.load(loading, cast)
    news.load(loading, told_before)
    return loading.made


def migrated(say: Callable[[str], object]) -> None:
    """Apply what the database still lacks."""
    if unapplied_migrations():
        say("Datenbank wird eingerichtet …")
        call_command("migrate", verbosity=0, interactive=False)


def ready(say: Callable[[str], object]) -> None:
    """In demo mode an empty database is made ready once, so that every command works on its own; else nothing."""
    if not settings.DEMO:
        return
    migrated(say)
    if not User.objects.exists():
        say("Beispieldaten werden geladen …")
        call_command("demo", verbosity=0)
