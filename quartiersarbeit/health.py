"""What a load balancer or monitor asks: does the process live, can it serve, and does the database keep its rules?"""

from django.contrib.auth.decorators import login_not_required
from django.core import checks
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quartiersarbeit.ground import guarded

TEXT = "text/plain; charset=utf-8"


def unapplied_migrations() -> int:
    """How many migrations the database still lacks; DatabaseError if it does not answer."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


# ATOMIC_REQUESTS would open a transaction before the view runs: these two must answer without a database.
@login_not_required
@transaction.non_atomic_requests
@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; asks nothing else, so that a slow database restarts nobody."""
    return HttpResponse("ok", content_type=TEXT)


@login_not_required
@transaction.non_atomic_requests
@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and carries every migration and every rule, else 503 with what is missing."""
    try:
        missing, faults = unapplied_migrations(), guarded.faults()
    except DatabaseError:
        return _not_ready("Die Datenbank antwortet nicht.")
    reasons = [_behind(missing)] if missing else []
    if faults:
        reasons += ["Der Datenbank fehlen Regeln; solange wird nichts geschrieben:", *map(str, faults)]
    return _not_ready("\n".join(reasons)) if reasons else HttpResponse("bereit", content_type=TEXT)


def rules_stand(app_configs, databases=None, **given) -> list[checks.CheckMessage]:
    """`manage.py check --database default`: each rule the database lacks, by name.

    Warnings while migrations are missing, for `migrate` asks first, and could not mend what stops it. An empty
    database is nothing to complain about.
    """
    if connection.alias not in (databases or ()) or not MigrationRecorder(connection).has_table():
        return []
    missing, faults = unapplied_migrations(), guarded.faults()
    said = checks.Warning if missing else checks.Error
    behind = [checks.Warning(_behind(missing), id="quartiersarbeit.W001")] if missing else []
    return behind + [said(str(fault), id=f"quartiersarbeit.{said.__name__[0]}002") for fault in faults]


def _behind(missing: int) -> str:
    return f"Die Datenbank ist nicht auf dem neuesten Stand, es fehlen Migrationen: {missing}."


def _not_ready(reason: str) -> HttpResponse:
    return HttpResponse(reason, content_type=TEXT, status=503)
