"""How the app is, part by part, each named truly: for `/gesundheit/bereit` and for the metrics, in two statements."""

import shutil
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from quartiersarbeit.ground import german, guarded
from quartiersarbeit.ground.workdays import is_workday
from quartiersarbeit.operating.keeping import kept

BEHIND = "Die Datenbank ist nicht auf dem neuesten Stand, es fehlen Migrationen: {}."
WAITS_LONG = timedelta(minutes=15)  # in the queue, until no worker seems to run
REMINDED_BY = timedelta(hours=1)  # after MAIL_HOUR the day's mail has been put down

# One statement for all that only the database knows.
_ASKED = """
WITH ready AS (
  SELECT CASE WHEN run_after > '9000-01-01' THEN enqueued_at ELSE greatest(run_after, enqueued_at) END AS since
    FROM django_tasks_database_dbtaskresult
   WHERE status = 'READY' AND (run_after > '9000-01-01' OR run_after <= now()))
SELECT (SELECT array_agg(app || '.' || name) FROM django_migrations),
       (SELECT count(*) FROM ready), (SELECT min(since) FROM ready),
       (SELECT count(*) FROM partners_sentmail WHERE sent_at IS NULL AND given_up_at IS NULL AND attempts > 0),
       (SELECT count(*) FROM partners_sentmail WHERE NOT bounced AND given_up_at > now() - interval '1 day'),
       (SELECT max(day) FROM partners_mailrun WHERE day <= %s), clock_timestamp()
"""


@dataclass(frozen=True)
class Part:
    """One part and how it is; `serves` is False where the app cannot do its work without it."""

    code: str
    name: str
    said: str
    fine: bool = True
    serves: bool = True

    def __str__(self) -> str:
        return f"{'' if self.fine else 'HINWEIS  '}{self.name}: {self.said}"


@dataclass(frozen=True)
class State:
    """All of it at one moment."""

    parts: list[Part]
    waiting: int  # in the queue
    faults: tuple[guarded.Fault, ...]
    behind: int  # migrations that are missing

    @property
    def serves(self) -> bool:
        return all(part.serves for part in self.parts)


def state(now: datetime) -> State:
    """How everything is; DatabaseError where the database does not answer, or has none of our tables yet."""
    today = timezone.localdate(now)
    faults = guarded.faults()
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [today])
        applied, waiting, since, trying, given_up, reminded, moment = cursor.fetchone()
    behind = len(_declared() - set(applied or ()))
    parts = [
        Part("database", "Datenbank", "antwortet"),
        Part(
            "migrations",
            "Migrationen",
            f"es fehlen {behind}" if behind else "vollständig",
            not behind,
            not behind,
        ),
        Part(
            "rules", "Regeln", f"es fehlen {len(faults)}" if faults else "vollständig", not faults, not faults
        ),
        _clock(guarded.clock_off(moment)),
        _disk(),
        _queue(waiting, since, now),
        _mail(trying, given_up),
        _backup(now),
        _reminder(reminded, now),
    ]
    return State(parts, waiting, faults, behind)


@cache
def _declared() -> frozenset[str]:
    """Every migration this version knows."""
    return frozenset(".".join(key) for key in MigrationLoader(None).graph.nodes)


def _clock(ahead: timedelta) -> Part:
    seconds = round(ahead.total_seconds())
    if abs(ahead) <= guarded.CLOCK_OFF:
        return Part("clock", "Uhr", "wie die der Datenbank")
    word = "vor" if seconds > 0 else "nach"
    said = f"geht gegen die der Datenbank {abs(seconds) // 60} Minuten {word}; solange schreibt dieser Rechner nichts"
    return Part("clock", "Uhr", said, fine=False, serves=False)


def _disk() -> Part:
    if not isinstance(default_storage, FileSystemStorage):
        return Part("disk", "Platz", "Die Dokumente liegen in einem anderen Speicher")
    place = Path(settings.MEDIA_ROOT)
    while not place.exists():  # before the first upload
        place = place.parent
    free = shutil.disk_usage(place).free // 1024**2
    return Part("disk", "Platz", f"{free} MB frei für Dokumente", free >= settings.DISK_MIN_MEGABYTES)


def _queue(waiting: int, since: datetime | None, now: datetime) -> Part:
    if since and now - since > WAITS_LONG:
        minutes = int((now - since).total_seconds() // 60)
        said = f"seit {minutes} Minuten nimmt niemand etwas ab ({waiting} wartend); läuft „manage.py worker“?"
        return Part("queue", "Warteschlange", said, fine=False)
    return Part("queue", "Warteschlange", f"{waiting} wartend")


def _mail(trying: int, given_up: int) -> Part:
    if trying or given_up:
        said = f"{trying} nicht angenommen und noch einmal versucht, {given_up} seit gestern aufgegeben"
        return Part("mail", "E-Mail", said, fine=False)
    return Part("mail", "E-Mail", "nichts liegt fest")


def _backup(now: datetime) -> Part:
    name = "Letzte Sicherung"
    if not settings.BACKUP_DIR:
        return Part("backup", name, "hier nicht eingerichtet (BACKUP_DIR)")
    try:
        newest = next(iter(kept(Path(settings.BACKUP_DIR))), None)
    except OSError:
        return Part("backup", name, "nicht zu sehen, BACKUP_DIR lässt sich nicht lesen", fine=False)
    if newest is None:
        return Part("backup", name, "keine", fine=False)
    at = timezone.localtime(newest.made_at)
    fresh = now - newest.made_at <= timedelta(hours=settings.BACKUP_MAX_HOURS)
    return Part("backup", name, f"{german.day(at.date())}, {at:%H:%M} Uhr", fresh)


def _reminder(last: date | None, now: datetime) -> Part:
    """The day's own from MAIL_HOUR on, before that the one of the last working day."""
    local = timezone.localtime(now)
    due = local.date()
    if local - REMINDED_BY < local.replace(hour=settings.MAIL_HOUR, minute=0, second=0, microsecond=0):
        due -= timedelta(days=1)
    while not is_workday(due):
        due -= timedelta(days=1)
    said = german.day(last) if last else "keine"
    return Part("reminder", "Letzte Erinnerung", said, bool(last and last >= due))
