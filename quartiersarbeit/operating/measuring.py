"""The metrics as Prometheus reads them: what the processes counted, how the parts are, what is overdue."""

import os
from collections.abc import Iterator
from datetime import date
from time import monotonic

from django.db import connection, models
from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import REGISTRY, GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from quartiersarbeit.duties import owing
from quartiersarbeit.ground.duties import COLUMNS
from quartiersarbeit.operating.watching import state

FRESH = 300  # seconds in which overdue duties are not counted anew
_overdue: tuple[float, date, dict[str, int]] | None = None


def written() -> bytes:
    """All of it as text."""
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    else:
        counted = REGISTRY
    ours = CollectorRegistry()
    ours.register(_State())
    return generate_latest(counted) + generate_latest(ours)


class _State:
    """What is asked at the moment of the question, once for all processes."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """How the parts are, the queue, and overdue duties by their kind."""
        now = timezone.now()
        found = state(now)
        fine = GaugeMetricFamily("quartiersarbeit_fine", "1, wo ein Teil in Ordnung ist", labels=["part"])
        for part in found.parts:
            fine.add_metric([part.code], int(part.fine))
        yield fine
        yield GaugeMetricFamily("quartiersarbeit_queue", "Wartende Aufgaben", value=found.waiting)
        late = GaugeMetricFamily("quartiersarbeit_duties_overdue", "Überfällige Schritte", labels=["kind"])
        for kind, number in overdue(timezone.localdate(now)).items():
            late.add_metric([kind], number)
        yield late


def overdue(on: date) -> dict[str, int]:
    """How many steps of which kind are late; whose they are is nobody's business here."""
    global _overdue
    if _overdue and _overdue[1] == on and monotonic() - _overdue[0] < FRESH:
        return _overdue[2]
    parts = [
        one.rows.filter(duty_on__lt=on).values_list(*COLUMNS)
        for model in owing()
        for one in model._default_manager.owed(on)  # type: ignore[attr-defined]
    ]
    rows: models.QuerySet = parts[0].union(*parts[1:], all=True)
    sql, given = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT duty_kind, count(*) FROM ({sql}) AS late GROUP BY 1", given)  # noqa: S608
        counted = dict(cursor.fetchall())
    _overdue = monotonic(), on, counted
    return counted
