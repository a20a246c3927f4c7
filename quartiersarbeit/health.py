"""What a load balancer or monitor asks: does the process live, can it serve, and does the database keep its rules?"""

from secrets import compare_digest

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import checks
from django.core.management import CommandError
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from quartiersarbeit.ground import guarded
from quartiersarbeit.operating import measuring, watching

TEXT = "text/plain; charset=utf-8"


def unapplied_migrations() -> int:
    """How many migrations the database still lacks; DatabaseError if it does not answer."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def insist_on_migrations() -> None:
    """CommandError unless every migration is there: a command that only reads makes nothing ready."""
    if missing := unapplied_migrations():
        raise CommandError(f"{_behind(missing)} Geprüft wurde nichts.")


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
    """200 when the database answers, carries every migration and rule and has our time, else 503 with what is missing.

    Each part is named as it is. What does not keep the app from its work – a backup that is late, a mail server
    that is silent – begins with „HINWEIS“ and takes no server out of service.
    """
    try:
        found = watching.state(timezone.now())
    except ProgrammingError:
        return _not_ready("Die Datenbank ist noch nicht eingerichtet.")
    except DatabaseError:
        return _not_ready("Die Datenbank antwortet nicht.")
    reasons = [_behind(found.behind)] if found.behind else []
    if found.faults:
        reasons += ["Der Datenbank fehlen Regeln; solange wird nichts geschrieben:", *map(str, found.faults)]
    reasons += [
        f"{part.name}: {part.said}" for part in found.parts if part.code == "clock" and not part.serves
    ]
    if reasons:
        return _not_ready("\n".join(reasons))
    return HttpResponse("\n".join(["bereit", *map(str, found.parts)]), content_type=TEXT)


@login_not_required
@transaction.non_atomic_requests
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus, which shows METRICS_TOKEN; for everybody else, and where none is set, there is no such page."""
    said = request.headers.get("Authorization", "").encode()
    if not settings.METRICS_TOKEN or not compare_digest(said, f"Bearer {settings.METRICS_TOKEN}".encode()):
        raise Http404
    return HttpResponse(measuring.written(), content_type=CONTENT_TYPE_LATEST)


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
    return watching.BEHIND.format(missing)


def _not_ready(reason: str) -> HttpResponse:
    return HttpResponse(reason, content_type=TEXT, status=503)
