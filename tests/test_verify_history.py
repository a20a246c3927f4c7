"""The chain over the history: one changed, removed or added row is found, whoever did it, and whenever."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from partners.models import Committee, Partner
from quartiersarbeit import chain
from quartiersarbeit.ground.events import kinds
from quartiersarbeit.ground.guards import explain
from quartiersarbeit.models import HistoryEntry, HistorySeal
from tests import factories as f
from tests.constraints import refusal, sql

pytestmark = pytest.mark.django_db

EVENTS = "partners_committeeevent"


def as_owner(statement: str, *values) -> None:
    """Past all triggers, as the owner of the tables can."""
    sql("SET session_replication_role = replica")
    try:
        sql(statement, *values)
    finally:
        sql("SET session_replication_role = origin")


@pytest.fixture
def history() -> list[int]:
    """Three events of a committee, and somebody's, under two seals; the keys of the three."""
    f.UserFactory()
    row = f.CommitteeFactory(name="Beirat")
    Committee.objects.filter(pk=row.pk).update(name="Seniorenrat")
    chain.seal()
    Committee.objects.filter(pk=row.pk).update(name="Seniorenbeirat")
    chain.seal()
    return list(row.pgh_event_model.objects.order_by("pgh_id").values_list("pk", flat=True))


def told(**given) -> str:
    out = StringIO()
    call_command("verify_history", stdout=out, **given)
    return out.getvalue()


# --- What is noted -------------------------------------------------------------------------------------


def test_each_event_is_noted_once_with_its_sum(history):
    rows = HistoryEntry.objects.filter(event_table=EVENTS).order_by("pk")
    assert (list(rows.values_list("event_id", flat=True)), len({bytes(row.digest) for row in rows})) == (
        history,
        3,
    )


def test_every_kind_of_event_is_noted(db):
    found = {
        table
        for (table,) in sql(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgenabled = 'O' AND tgname ~ '^pgtrigger_noted_'"
        )
    }
    assert found == set(kinds()) == set(chain.event_tables())


def test_nobody_adds_an_event_by_hand(history):
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        sql(f"INSERT INTO {EVENTS} OVERRIDING USER VALUE SELECT * FROM {EVENTS} LIMIT 1")
    found = explain(refused.value)
    assert (found.code, found.message) == (
        "event_by_trigger",
        "Die Historie schreibt die Datenbank selbst; von Hand kommt nichts hinzu.",
    )


def test_the_sum_is_the_same_in_every_time_zone(history):
    """Whoever writes has one of their own, and whoever proves another."""
    sql("SET LOCAL TimeZone = 'Pacific/Auckland'")
    f.CommitteeFactory()
    sql("SET LOCAL TimeZone = 'UTC'")
    assert chain.verify().wrong == []


# --- What is found -------------------------------------------------------------------------------------


def test_an_untouched_history_holds(history):
    proof = chain.verify()
    assert (proof.wrong, proof.remarks, proof.unsealed) == ([], [], 0)


def test_one_changed_row_is_found(history):
    as_owner(f"UPDATE {EVENTS} SET name = 'Jugendrat' WHERE pgh_id = %s", history[1])
    assert chain.verify().wrong == [f"{EVENTS} {history[1]}: verändert."]


def test_one_removed_row_is_found(history):
    as_owner(f"DELETE FROM {EVENTS} WHERE pgh_id = %s", history[1])
    assert chain.verify().wrong == [f"{EVENTS} {history[1]}: entfernt."]


def test_one_added_row_is_found(history):
    names = [
        field.column for field in Committee.pgh_event_model._meta.concrete_fields if field.column != "pgh_id"
    ]
    columns = ", ".join(f'"{name}"' for name in names)
    as_owner(f"INSERT INTO {EVENTS} ({columns}) SELECT {columns} FROM {EVENTS} WHERE pgh_id = %s", history[0])
    added = Committee.pgh_event_model.objects.order_by("pgh_id").last().pk
    assert chain.verify().wrong == [f"{EVENTS} {added}: hinzugefügt."]


def test_a_row_taken_out_with_its_entry_breaks_the_seal(history):
    as_owner(f"DELETE FROM {EVENTS} WHERE pgh_id = %s", history[1])
    as_owner(
        "DELETE FROM quartiersarbeit_historyentry WHERE event_id = %s AND event_table = %s",
        history[1],
        EVENTS,
    )
    assert chain.verify().wrong == ["Siegel Nr. 1: deckt andere Einträge, als es siegelte."]


def test_a_row_changed_with_its_sum_breaks_the_seal(history):
    as_owner(f"UPDATE {EVENTS} SET name = 'Jugendrat' WHERE pgh_id = %s", history[1])
    as_owner(
        "UPDATE quartiersarbeit_historyentry n SET digest ="
        f" sha256(convert_to(quartiersarbeit_said(e)::text, 'UTF8')) FROM {EVENTS} e"
        " WHERE e.pgh_id = %s AND n.event_id = e.pgh_id AND n.event_table = %s",
        history[1],
        EVENTS,
    )
    assert chain.verify().wrong == ["Siegel Nr. 1: deckt andere Einträge, als es siegelte."]


def test_who_makes_a_seal_anew_breaks_the_next_one(history):
    first = HistorySeal.objects.get(number=1)
    first.content = "0" * 64
    as_owner(
        "UPDATE quartiersarbeit_historyseal SET content = %s, sha256 = %s WHERE number = 1",
        first.content,
        chain._seal_of(first),
    )
    assert chain.verify().wrong == [
        "Siegel Nr. 1: deckt andere Einträge, als es siegelte.",
        "Siegel Nr. 2: schließt nicht an das Siegel davor an.",
    ]


def test_a_removed_seal_is_found(history):
    as_owner("DELETE FROM quartiersarbeit_historyseal WHERE number = 1")
    assert chain.verify().wrong == [
        "Siegel Nr. 2: davor fehlt ein Siegel.",
        "Siegel Nr. 2: schließt nicht an das Siegel davor an.",
        "Siegel Nr. 1 fehlt.",
    ]


def test_a_forged_time_of_a_seal_is_found(history):
    as_owner(
        "UPDATE quartiersarbeit_historyseal SET sealed_at = sealed_at - interval '1 day' WHERE number = 2"
    )
    assert chain.verify().wrong == ["Siegel Nr. 2: ist nicht, was es siegelt."]


@pytest.mark.parametrize(
    ("forged", "found"),
    [
        ("0" * 64, "Das aufbewahrte Siegel Nr. 2 ist ein anderes: Die Kette wurde neu gerechnet."),
        (None, "Das aufbewahrte Siegel Nr. 2 fehlt: Das Ende der Historie wurde entfernt."),
    ],
)
def test_a_seal_kept_elsewhere_shows_a_chain_computed_anew_or_cut_off(history, forged, found):
    kept = chain.Kept(2, chain.newest().sha256)
    assert chain.verify(kept).wrong == []
    if forged:
        kept = chain.Kept(2, forged)
    else:
        last = HistoryEntry.objects.order_by("pk").last()
        as_owner(f"DELETE FROM {EVENTS} WHERE pgh_id = %s", last.event_id)
        as_owner("DELETE FROM quartiersarbeit_historyentry WHERE id = %s", last.pk)
        as_owner("DELETE FROM quartiersarbeit_historyseal WHERE number = 2")
    assert chain.verify(kept).wrong == [found]


def test_what_is_not_sealed_yet_is_proven_and_told(history):
    f.CommitteeFactory(name="Jugendrat")
    key = Committee.pgh_event_model.objects.order_by("pgh_id").last().pk
    assert (chain.verify().wrong, chain.verify().unsealed) == ([], 1)
    as_owner(f"UPDATE {EVENTS} SET name = 'anders' WHERE pgh_id = %s", key)
    assert chain.verify().wrong == [f"{EVENTS} {key}: verändert."]


# --- What stays lawful ---------------------------------------------------------------------------------


def test_a_column_that_comes_later_changes_no_sum(history):
    sql(f"ALTER TABLE {EVENTS} ADD COLUMN later text NOT NULL DEFAULT 'x'")
    assert chain.verify().wrong == []


def test_a_column_that_goes_is_told_and_no_forgery(history):
    sql(f"ALTER TABLE {EVENTS} DROP COLUMN short_name")
    proof = chain.verify()
    assert (proof.wrong, proof.remarks) == (
        [],
        [f"{EVENTS}: nicht mehr prüfbar, was die entfallene Spalte short_name hatte."],
    )


def test_a_text_replaced_lawfully_is_no_forgery(history, monkeypatch):
    as_owner(f"UPDATE {EVENTS} SET name = '–' WHERE pgh_id = %s", history[0])
    [(now,)] = sql(
        f"SELECT sha256(convert_to(quartiersarbeit_said(e)::text, 'UTF8')) FROM {EVENTS} e WHERE pgh_id = %s",
        history[0],
    )
    monkeypatch.setattr(chain, "replaced", lambda table: {history[0]: bytes(now)} if table == EVENTS else {})
    assert chain.verify().wrong == []
    as_owner(f"UPDATE {EVENTS} SET name = 'x' WHERE pgh_id = %s", history[0])
    assert chain.verify().wrong == [f"{EVENTS} {history[0]}: verändert."]


# --- What the database keeps ---------------------------------------------------------------------------

ENTRY = "entry_kept: Ein Eintrag der Historie bleibt, wie er ist; er bekommt nur einmal sein Siegel."
SEAL = "seal_kept: Ein Siegel der Historie bleibt, wie es ist."


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("DELETE FROM quartiersarbeit_historyentry", ENTRY),
        ("UPDATE quartiersarbeit_historyentry SET seal_id = NULL", ENTRY),
        ("UPDATE quartiersarbeit_historyentry SET author_id = 1", ENTRY),
        ("DELETE FROM quartiersarbeit_historyseal", SEAL),
        ("UPDATE quartiersarbeit_historyseal SET content = ''", SEAL),
    ],
)
def test_entries_and_seals_stay_as_they_are(history, statement, reason):
    assert refusal(sql, statement) == reason


def test_an_unsealed_entry_takes_its_seal_and_nothing_else(history):
    f.CommitteeFactory()
    where = "WHERE seal_id IS NULL"
    assert refusal(sql, f"UPDATE quartiersarbeit_historyentry SET record = 0 {where}") == ENTRY
    assert refusal(sql, f"UPDATE quartiersarbeit_historyentry SET seal_id = 1 {where}") == "done"


def test_the_apps_role_only_adds_and_seals(history, app_role):
    allowed = {
        (table, right)
        for table in ("historyentry", "historyseal")
        for right in ("INSERT", "UPDATE", "DELETE", "TRUNCATE")
        if sql(f"SELECT has_table_privilege(%s, 'quartiersarbeit_{table}', '{right}')", app_role)[0][0]
    }
    sealing = sql(
        "SELECT has_column_privilege(%s, 'quartiersarbeit_historyentry', 'seal_id', 'UPDATE')", app_role
    )
    assert (allowed, sealing[0][0]) == ({("historyentry", "INSERT"), ("historyseal", "INSERT")}, True)


# --- The command ---------------------------------------------------------------------------------------


def test_the_command_proves_seals_and_prints_the_last_seal(history):
    Partner.objects.create(name="AWO", short_name="AWO", sector="service_provider")
    said = told()
    last = chain.newest()
    assert (last.number, HistoryEntry.objects.unsealed().count()) == (3, 0)
    assert said.splitlines() == [
        "HINWEIS     1 Eintrag war noch ungesiegelt.",
        "5 Ereignisse geprüft, alle unverändert.",
        f"Letztes Siegel: Nr. 3 {last.sha256}",
    ]
    assert told(kept=["3", last.sha256])


def test_the_command_fails_and_seals_nothing_where_a_row_is_wrong(history):
    as_owner(f"UPDATE {EVENTS} SET name = 'Jugendrat' WHERE pgh_id = %s", history[1])
    f.CommitteeFactory()
    with pytest.raises(CommandError, match="Die Historie stimmt nicht: 1 Fund"):
        told()
    assert HistoryEntry.objects.unsealed().count() == 1


def test_a_number_of_a_seal_is_a_number(history):
    with pytest.raises(CommandError, match="keine Zahl"):
        told(kept=["eins", "x"])


def test_many_findings_are_told_in_one_line(history, monkeypatch):
    monkeypatch.setattr(chain, "NAMED", 1)
    as_owner(f"DELETE FROM {EVENTS}")
    assert chain.verify().wrong == [
        f"{EVENTS} {history[0]}: entfernt.",
        f"{EVENTS}: 2 weitere Zeilen entfernt.",
    ]


def test_the_history_of_before_is_noted_by_the_migration(history):
    from importlib import import_module

    noted = import_module("quartiersarbeit.migrations.0006_history_of_before").noted()
    before = list(
        HistoryEntry.objects.order_by("pk").values_list("event_table", "event_id", "record", "at", "covers")
    )
    digests = [bytes(one) for one in HistoryEntry.objects.order_by("pk").values_list("digest", flat=True)]
    as_owner("DELETE FROM quartiersarbeit_historyentry")
    as_owner("DELETE FROM quartiersarbeit_historyseal")
    with connection.cursor() as cursor:
        cursor.execute(noted)
    rows = HistoryEntry.objects.order_by("pk")
    assert list(rows.values_list("event_table", "event_id", "record", "at", "covers")) == before
    assert [bytes(one) for one in rows.values_list("digest", flat=True)] == digests
    assert chain.verify().wrong == []
