"""What a load balancer or monitor asks: does the process live, and can it serve?"""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

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
    """200 when the database answers and carries every migration, else 503 with the reason."""
    try:
        missing = unapplied_migrations()
    except DatabaseError:
        return _not_ready("Die Datenbank antwortet nicht.")
    if missing:
        return _not_ready(
            f"Die Datenbank ist nicht auf dem neuesten Stand, es fehlen Migrationen: {missing}."
        )
    return HttpResponse("bereit", content_type=TEXT)


def _not_ready(reason: str) -> HttpResponse:
    return HttpResponse(reason, content_type=TEXT, status=503)
