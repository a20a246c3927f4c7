"""A retention run: what is past its day and was offered to the Stadtarchiv goes, in one transaction with its proof.

Only the owner of the tables can do it (`manage.py retain` with the owner's connection): the log of mails and the
history are closed to everybody else, and the owner opens their guards for this one transaction. Values of forgotten
people in the history are replaced; a tombstone says of which event, with the check sums of its row before and after.
"""
# ruff: noqa: S608  (SQL put together from names of our tables and columns; values travel as parameters)

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, models, transaction

from partners.models import (
    ArchiveOffer,
    BarrierReport,
    Contact,
    DeletionProof,
    Notification,
    SentMail,
    Tombstone,
    User,
)
from partners.models.retention import key_digest
from quartiersarbeit.privacy.declared import events, tables
from quartiersarbeit.privacy.rules import FORGOTTEN, REPLACED, RULES, Gone, Rule

NOT_OWNER = (
    "Löschen kann nur, wem die Tabellen gehören. Rufen Sie den Befehl mit der Verbindung des Eigentümers auf."
)
DELETED = (SentMail, Notification, BarrierReport)  # kinds whose rows are gone when a proof names them


@dataclass(frozen=True)
class Plan:
    """What a run would do by one rule: how much is past its day, and how much of it waits for the archive."""

    rule: Rule
    past: int
    ready: int

    @property
    def waiting(self) -> int:
        """Not offered yet, or not answered yet."""
        return self.past - self.ready


def plans(on: date) -> list[Plan]:
    """What a run on that day would do; reads only."""
    return [Plan(rule, rule.past(on).count(), _ready(rule, on).count()) for rule in RULES]


def _ready(rule: Rule, on: date) -> models.QuerySet:
    """What is past its day, and what the archive has answered to or let pass."""
    if not rule.offered:
        return rule.past(on)
    freed = ArchiveOffer.objects.freed(rule.code, on)
    return rule.past(min(freed, on)) if freed else rule.past(on).none()


def owns_the_tables() -> bool:
    """Whether this connection may open guards: its role owns the history, or is a member of the owner."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_and(pg_has_role(current_user, relowner, 'USAGE')) FROM pg_class"
            " WHERE oid = ANY(%s::regclass[])",
            [[events()[label]._meta.db_table for label in REPLACED] + [SentMail._meta.db_table]],
        )
        return bool(cursor.fetchone()[0])


@transaction.atomic
def retain(rule: Rule, on: date) -> DeletionProof | None:
    """Do what one rule asks; the proof, or None where nothing was past its day. PermissionError for another than
    the owner."""
    if not owns_the_tables():
        raise PermissionError(NOT_OWNER)
    rows = list(_ready(rule, on))
    if not rows:
        return None
    with _opened(*rule.opened):
        gone = rule.forget(rows, on)
    emptied = [one for label in gone if label in REPLACED for one in _empty(label, gone[label])]
    proof = DeletionProof.objects.write(
        rule=rule.code,
        counted={label: len(keys) for label, keys in sorted(gone.items())},
        keys=_digests(gone),
        tombstones=len(emptied),
        on=on,
    )
    Tombstone.objects.bulk_create(Tombstone(**facts, on=on, proof=proof) for facts in emptied)
    return proof


def _digests(gone: Gone) -> list[str]:
    return [key_digest(label, key) for label, keys in gone.items() for key in keys]


@contextmanager
def _opened(*kinds: type[models.Model]) -> Iterator[None]:
    """The owner's hand: the guards against changing and deleting are off until the block ends, for this transaction
    alone, and nobody else can write to these tables meanwhile."""
    guards = [
        (model._meta.db_table, trigger.get_pgid(model))
        for model in kinds
        for trigger in model._meta.triggers  # type: ignore[attr-defined]
        if trigger.name.endswith(("_delete", "append_only"))
    ]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with open questions is closed to ALTER
        for table, trigger in guards:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER "{trigger}"')
        yield
        for table, trigger in guards:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER "{trigger}"')
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


# --- the history -------------------------------------------------------------------------------------

_COLUMNS = """SELECT attname FROM pg_attribute
  WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped"""


def _empty(label: str, keys: list[Any]) -> list[dict[str, Any]]:
    """Replace what the events of these rows say of the person; each changed event, with its check sums."""
    history, values = events()[label], REPLACED[label]
    table, columns = history._meta.db_table, list(values)
    differs = " OR ".join(f'e."{column}" IS DISTINCT FROM %s' for column in columns)
    digest = _digest_of(table)
    with _opened(history), connection.cursor() as cursor:
        cursor.execute(
            f'SELECT e.pgh_id, {digest} FROM "{table}" e WHERE e.pgh_obj_id = ANY(%s) AND ({differs}) ORDER BY 1',
            [keys, *values.values()],
        )
        before = dict(cursor.fetchall())
        sets = ", ".join(f'"{column}" = %s' for column in columns)
        cursor.execute(
            f'UPDATE "{table}" SET {sets} WHERE pgh_id = ANY(%s)', [*values.values(), list(before)]
        )
        cursor.execute(f'SELECT e.pgh_id, {digest} FROM "{table}" e WHERE e.pgh_id = ANY(%s)', [list(before)])
        after = dict(cursor.fetchall())
    return [
        {"table": table, "event": event, "columns": columns, "old_sha256": old, "new_sha256": after[event]}
        for event, old in before.items()
    ]


def _digest_of(table: str) -> str:
    """SQL of an event's check sum: the one its chain has noted, where there is a chain, of the columns it covers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('public.quartiersarbeit_historyentry') IS NOT NULL")
        (chained,) = cursor.fetchone()
    said = "to_jsonb(e)"
    if chained:
        said = f"""(SELECT jsonb_object_agg(x.key, x.value) FROM jsonb_each(quartiersarbeit_said(e)) x
          WHERE x.key = ANY (SELECT unnest(string_to_array(n.covers, ',')) FROM quartiersarbeit_historyentry n
                              WHERE n.event_table = '{table}' AND n.event_id = e.pgh_id))"""
    return f"encode(sha256(convert_to({said}::text, 'UTF8')), 'hex')"


# --- proof -------------------------------------------------------------------------------------------


def unproven() -> list[str]:
    """What the proofs say and the database does not, a German sentence each; nothing where all holds."""
    found = DeletionProof.objects.broken()
    named = {key for keys in DeletionProof.objects.values_list("keys", flat=True) for key in keys}
    for model in DELETED:
        label = model._meta.label
        back = sum(
            key_digest(label, key) in named for key in model._base_manager.values_list("pk", flat=True)
        )
        if back:
            found.append(f"{model._meta.verbose_name_plural}: {back} als gelöscht nachgewiesen und noch da.")
    known: tuple[tuple[type[models.Model], models.QuerySet], ...] = (
        (Contact, Contact.objects.filter(anonymised_on__isnull=True)),
        (User, User.objects.exclude(email__endswith=f"@{FORGOTTEN}")),
    )
    for kind, rows in known:
        back = sum(key_digest(kind._meta.label, key) in named for key in rows.values_list("pk", flat=True))
        if back:
            found.append(
                f"{kind._meta.verbose_name_plural}: {back} als anonymisiert nachgewiesen und noch da."
            )
    for proof in DeletionProof.objects.annotate(stones=models.Count("emptied")):
        if proof.stones != proof.tombstones:
            found.append(f"{proof}: Es fehlen Ersatzvermerke, oder es sind zu viele.")
    return [*found, *_changed_since()]


def _changed_since() -> Iterator[str]:
    """Emptied events that say something else than when they were emptied."""
    for table in Tombstone.objects.values_list("table", flat=True).distinct().order_by("table"):
        stones = Tombstone.objects.filter(table=table).order_by("pk").values_list("event", "new_sha256")
        newest = dict(stones)
        if table not in {model._meta.db_table for model in events().values()}:
            yield f"{table}: Diese Tabelle des Protokolls gibt es nicht mehr."
            continue
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT e.pgh_id, {_digest_of(table)} FROM "{table}" e WHERE e.pgh_id = ANY(%s)',
                [list(newest)],
            )
            now = dict(cursor.fetchall())
        if wrong := sum(now.get(event) != digest for event, digest in newest.items()):
            yield f"{table}: {wrong} ersetzte Ereignisse wurden seitdem verändert oder entfernt."


def kind_label(label: str) -> str:
    """The German name of many rows of a model."""
    return str(tables()[label]._meta.verbose_name_plural)
