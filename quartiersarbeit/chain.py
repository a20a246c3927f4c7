"""The chain over the whole history: sealed lazily, proven at any time.

When an event is written its SHA-256 is noted with it, without any lock (`ground/history.py`). `seal()` covers what no
seal covers yet, in order, and with it the seal before: whoever changes, removes or inserts one row breaks the seal of
its time and all that follow. Sealing is done once a minute by the worker and by `manage.py verify_history`; nobody who
writes waits for it. What an owner of the tables could still do is to compute the whole chain anew: the newest
seal, written down elsewhere, shows it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Count
from django.utils import timezone

from partners.models import Tombstone
from quartiersarbeit.ground import german
from quartiersarbeit.models import HistoryEntry, HistorySeal

AT_ONCE = 10_000  # entries under one seal at most
NAMED = 20  # findings of one kind and table that are told one by one
LOCK = "SELECT pg_advisory_xact_lock(hashtext('quartiersarbeit.history'))"  # those who seal, and nobody else

# What a seal covers of an entry: all that was written, none of it left to anybody's session.
_LINE = """sha256(convert_to(concat_ws('|', id, event_table, event_id, record,
  to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), coalesce(author_id, 0), coalesce(side_id, 0),
  coalesce(partner_id, 0), private, covers, encode(digest, 'hex')), 'UTF8'))"""
_CONTENT = f"encode(sha256(string_agg({_LINE}, ''::bytea ORDER BY id)), 'hex')"


@dataclass(frozen=True)
class Kept:
    """A seal somebody wrote down elsewhere."""

    number: int
    sha256: str


@dataclass
class Proof:
    """What was found: `wrong` is proof that the history was tampered with, `remarks` what is worth knowing."""

    events: int = 0
    wrong: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    unsealed: int = 0
    last: HistorySeal | None = None


# --- sealing -----------------------------------------------------------------------------------------


def seal() -> int:
    """Put what is unsealed under seals; how many entries there were. Two at once wait for each other."""
    number = 0
    while covered := _seal_next():
        number += covered
    return number


@transaction.atomic
def _seal_next() -> int:
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
        ids = list(
            HistoryEntry.objects.unsealed()
            .order_by("pk")
            .values_list("pk", flat=True)[:AT_ONCE]  # committed ones
        )
        if not ids:
            return 0
        cursor.execute(f"SELECT {_CONTENT} FROM {HistoryEntry._meta.db_table} WHERE id = ANY(%s)", [ids])
        (content,) = cursor.fetchone()
    last = HistorySeal.objects.last()
    made = HistorySeal(
        number=last.number + 1 if last else 1,
        entries=len(ids),
        content=content,
        before=last.sha256 if last else "",
        sealed_at=timezone.now(),
    )
    made.sha256 = _seal_of(made)
    made.save(force_insert=True)
    HistoryEntry.objects.filter(pk__in=ids).update(seal=made)
    return len(ids)


def _seal_of(one: HistorySeal) -> str:
    moment: datetime = one.sealed_at
    said = (one.number, one.entries, one.content, one.before, moment.astimezone(UTC).isoformat())
    return sha256("|".join(map(str, said)).encode()).hexdigest()


def newest() -> HistorySeal | None:
    """The seal at the end of the chain: whoever writes it down elsewhere can prove the whole chain by it.

    A database of a version from before the chain has none: it is backed up before it is migrated.
    """
    if HistorySeal._meta.db_table not in connection.introspection.table_names():
        return None
    return HistorySeal.objects.last()


# --- proving -----------------------------------------------------------------------------------------


def replaced(table: str) -> Mapping[int, bytes]:
    """Events of this table whose text was replaced lawfully since: their keys, with the SHA-256 they have now.

    A retention run empties personal values and leaves a tombstone; of an event emptied twice the newer one counts.
    """
    stones = Tombstone.objects.filter(table=table).order_by("pk")
    return {event: bytes.fromhex(now) for event, now in stones.values_list("event", "new_sha256")}


def verify(kept: Kept | None = None) -> Proof:
    """Prove each event and each seal; reads only. `kept` is a seal that was written down elsewhere."""
    proof = Proof()
    known = event_tables()
    for table in known:
        _prove_events(table, proof)
    gone = HistoryEntry.objects.exclude(event_table__in=known).values("event_table").annotate(n=Count("pk"))
    for row in gone.order_by("event_table"):
        proof.remarks.append(f"{row['event_table']}: die Tabelle gibt es nicht mehr, {_entries(row['n'])}.")
    _prove_seals(proof)
    proof.unsealed = HistoryEntry.objects.unsealed().count()
    if kept:
        proof.wrong += _against(kept)
    return proof


def event_tables() -> list[str]:
    """The tables that events are kept in."""
    return sorted(one._meta.db_table for one in apps.get_models() if hasattr(one, "pgh_tracked_model"))


def _prove_events(table: str, proof: Proof) -> None:
    proof.events += _asked(f'SELECT count(*) FROM "{table}"')[0][0]
    entries = f"{HistoryEntry._meta.db_table} n"
    inserted = f"""SELECT pgh_id FROM "{table}" e WHERE NOT EXISTS (
      SELECT FROM {entries} WHERE n.event_table = %s AND n.event_id = e.pgh_id) ORDER BY 1"""
    removed = f"""SELECT event_id FROM {entries} WHERE event_table = %s AND NOT EXISTS (
      SELECT FROM "{table}" e WHERE e.pgh_id = n.event_id) ORDER BY 1"""
    _told(proof, table, "hinzugefügt", [key for (key,) in _asked(inserted, table)])
    _told(proof, table, "entfernt", [key for (key,) in _asked(removed, table)])
    _told(proof, table, "verändert", list(_changed(table, proof)))


def _changed(table: str, proof: Proof) -> Iterator[int]:
    """The keys of events that say something else than when they were noted."""
    exceptions = replaced(table)
    columns = {name for (name,) in _asked(_COLUMNS, table)}
    for (covers,) in _asked(
        f"SELECT DISTINCT covers FROM {HistoryEntry._meta.db_table} WHERE event_table = %s", table
    ):
        covered = set(covers.split(","))
        if lost := covered - columns:
            named = german.listing(sorted(lost))
            proof.remarks.append(f"{table}: nicht mehr prüfbar, was die entfallene Spalte {named} hatte.")
            continue
        said = "sha256(convert_to((quartiersarbeit_said(e) - %s::text[])::text, 'UTF8'))"
        found = f"""SELECT e.pgh_id, {said} FROM "{table}" e JOIN {HistoryEntry._meta.db_table} n
          ON n.event_table = %s AND n.event_id = e.pgh_id AND n.covers = %s WHERE n.digest <> {said} ORDER BY 1"""
        later = sorted(columns - covered)
        for key, now in _asked(found, later, table, covers, later):
            if exceptions.get(key) != bytes(now):
                yield key


_COLUMNS = """SELECT attname FROM pg_attribute
  WHERE attrelid = to_regclass('public.' || quote_ident(%s)) AND attnum > 0 AND NOT attisdropped"""


def _prove_seals(proof: Proof) -> None:
    """Each seal covers the entries it says, and the seal before."""
    table = HistoryEntry._meta.db_table
    covered = {
        number: (count, content)
        for number, count, content in _asked(
            f"SELECT seal_id, count(*), {_CONTENT} FROM {table} WHERE seal_id IS NOT NULL GROUP BY seal_id"
        )
    }
    before, expected = "", 1
    for one in HistorySeal.objects.order_by("number").iterator():
        wrong = [
            (one.number != expected, "davor fehlt ein Siegel"),
            (one.before != before, "schließt nicht an das Siegel davor an"),
            (one.sha256 != _seal_of(one), "ist nicht, was es siegelt"),
            (
                covered.pop(one.number, None) != (one.entries, one.content),
                "deckt andere Einträge, als es siegelte",
            ),
        ]
        proof.wrong += [f"Siegel {one}: {what}." for holds, what in wrong if holds]
        before, expected, proof.last = one.sha256, one.number + 1, one
    proof.wrong += [f"Siegel Nr. {number} fehlt." for number in sorted(covered)]


def _against(kept: Kept) -> list[str]:
    there = HistorySeal.objects.filter(number=kept.number).first()
    if there is None:
        return [f"Das aufbewahrte Siegel Nr. {kept.number} fehlt: Das Ende der Historie wurde entfernt."]
    if there.sha256 != kept.sha256:
        return [f"Das aufbewahrte Siegel Nr. {kept.number} ist ein anderes: Die Kette wurde neu gerechnet."]
    return []


def _told(proof: Proof, table: str, what: str, keys: list[int]) -> None:
    proof.wrong += [f"{table} {key}: {what}." for key in keys[:NAMED]]
    if (more := len(keys) - NAMED) > 0:
        proof.wrong.append(f"{table}: {german.count(more, 'weitere Zeile', 'weitere Zeilen')} {what}.")


def _entries(number: int) -> str:
    return german.count(number, "Eintrag nennt sie", "Einträge nennen sie")


def _asked(statement: str, *values) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
