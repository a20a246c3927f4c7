"""The demo data: what the Mitteilung of 26.01.2021 says, and fictional years that go on from there.

`source` holds the document's facts, each with its day, so that they can be asked as of 26.01.2021.
Everything else is an example and says so; its days lie around `today`, so that there is always
something due, overdue and waiting. What is stored already is found again and never changed.
"""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from partners.models import User
from quartiersarbeit.demo import dialogue, money, network, news, notices, people, reports, source
from quartiersarbeit.demo.loading import Loading
from quartiersarbeit.health import unapplied_migrations

REASON = "Demodaten"  # who did it, in the history


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


def foreign() -> list[str]:
    """What the database holds that is not ours, as „3 Partner“: records that no event of the example data tells of.

    Asked of every table with a history, so that one row of real work is enough, also one that was restored past
    the triggers and has no event at all.
    """
    tables: dict[Any, str] = {
        event._meta.get_field("pgh_obj").related_model: event._meta.db_table
        for event in apps.get_models()
        if getattr(event, "pgh_tracked_model", None)
    }
    counts = [
        f"SELECT %s, count(*) FROM {model._meta.db_table} r WHERE NOT EXISTS (SELECT FROM {events} e"  # noqa: S608
        f" WHERE e.pgh_obj_id = r.{model._meta.pk.column} AND e.pgh_context ->> 'reason' = %s)"
        for model, events in tables.items()
    ]
    given = [said for model in tables for said in (str(model._meta.verbose_name_plural), REASON)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(counts), given)
        return [f"{count} {name}" for name, count in cursor.fetchall() if count]


def migrated(say: Callable[[str], object]) -> None:
    """Apply what the database still lacks."""
    if unapplied_migrations():
        say("Datenbank wird eingerichtet …")
        call_command("migrate", verbosity=0, interactive=False)


def ready(say: Callable[[str], object]) -> None:
    """In demo mode the empty embedded database is made ready once, for `serve` and what needs data; else nothing.

    Never by a command that only reads (`verify_…`), and never in a database that somebody named: DEMO meets none.
    """
    if not settings.DEMO:
        return
    migrated(say)
    if not User.objects.exists():
        say("Beispieldaten werden geladen …")
        call_command("demo", verbosity=0)
