"""A rule the database lost is noticed by name, and until it is back nothing is written.

The restores are real ones: pg_dump's file of a database with the roles and one partner, put back up to each boundary of
its sections (pre-data: tables and functions; data: rows; post-data: indexes, constraints, triggers).
"""

import os
import re
import subprocess
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import connection, transaction
from django.urls import reverse

from partners.models import Committee
from quartiersarbeit.ground import guarded
from quartiersarbeit.ground.functions import SEARCH_PATH, Function, qualified
from quartiersarbeit.ground.guarded import Kind, Wrong
from quartiersarbeit.ground.history import acting
from tests import factories as f
from tests.conftest import program, reached
from tests.constraints import sql
from tests.upgrade.catalogue import schema

FUNCTIONS = (
    "SELECT proname, prosrc, proconfig FROM pg_proc p WHERE pronamespace = 'public'::regnamespace"
    " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
)
COMMITTEE = {
    "name": "Beirat",
    "short_name": "B",
    "name_accusative": "den",
    "name_dative": "dem",
    "position": 1,
}


def told() -> list[str]:
    return [str(fault) for fault in guarded.faults()]


# --- Every function of ours ----------------------------------------------------------------------


def test_every_function_of_ours_has_the_one_search_path(db):
    one = f"search_path={SEARCH_PATH}"
    assert {name for name, _, path in sql(FUNCTIONS) if path not in ([one], [one, "TimeZone=utc"])} == set()


def test_every_function_of_ours_names_tables_and_functions_with_their_schema(db):
    names = "|".join({*connection.introspection.table_names(), *(name for name, *_ in sql(FUNCTIONS))})
    short = re.compile(rf"""'(?:[^']|'')*'|--[^\n]*|(?<![\w.])"({names})"|(?<![\w."])({names})(?!\w)""")
    found = {(name, hit[1] or hit[2]) for name, body, _ in sql(FUNCTIONS) for hit in short.finditer(body)}
    assert {(name, hit) for name, hit in found if hit} == set()


def test_no_literal_of_a_function_depends_on_how_the_session_reads_backslashes(db):
    plain = re.compile(r"(?<![Ee])'((?:[^']|'')*)'")
    assert {name for name, body, _ in sql(FUNCTIONS) for text in plain.findall(body) if "\\" in text} == set()


def test_no_function_puts_sql_together_at_run_time(db):
    """Its names could not be seen here."""
    assert {name for name, body, _ in sql(FUNCTIONS) if re.search(r"\bEXECUTE\b|::reg", body)} == set()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("SELECT 1 FROM sites_seat", "SELECT 1 FROM public.sites_seat"),
        ('INSERT INTO "sites_seat" ("id")', 'INSERT INTO public."sites_seat" ("id")'),
        ("sites_seat.id = other.sites_seat", "public.sites_seat.id = other.sites_seat"),
        (
            "RAISE 'sites_seat ist ''sites_seat''' -- sites_seat",
            "RAISE 'sites_seat ist ''sites_seat''' -- sites_seat",
        ),
        ("public.sites_seat; changed; before", "public.sites_seat; changed; before"),
        ("y partners_mandate%ROWTYPE", "y public.partners_mandate%ROWTYPE"),
    ],
)
def test_names_are_qualified_once_and_texts_left_alone(written, read):
    assert qualified(written) == read


# --- Compared ------------------------------------------------------------------------------------


def test_a_migrated_database_keeps_every_declared_rule(db):
    """Also the next rule that is declared without a migration, or changed in one alone, is found here."""
    assert told() == []


def test_migrations_made_to_the_bracket_what_is_declared(db):
    """The comparison goes by words; here all is made anew as declared, and PostgreSQL spells both."""

    def spelled() -> set[str]:
        return {
            re.sub(r" [0-9a-f]{40}$", " ", line) for line in schema(cursor)
        }  # without pgtrigger's comment

    with connection.cursor() as cursor:
        made = spelled()
        with connection.schema_editor() as editor:
            for model in guarded.declared_tables().values():
                for constraint in model._meta.constraints:
                    editor.remove_constraint(model, constraint)
                    editor.add_constraint(model, constraint)
        for model, trigger in guarded.declared_triggers():
            cursor.execute(trigger.compile(model).sql.data)
        for function in guarded.declared_functions():
            cursor.execute(function.sql)
        assert spelled() ^ made == set()


def test_every_constraint_and_trigger_of_the_models_is_compared(db):
    names = {rule.name.split(".")[-1] for rule in guarded.expected()}
    declared = {c.name for model in apps.get_models() for c in model._meta.constraints}
    declared |= {trigger.get_pgid(model) for model, trigger in guarded.declared_triggers()}
    assert declared - names == set()


GUARD = "pgtrigger_decision_immutable_2e974"
LOST = {
    f"DROP TRIGGER {GUARD} ON funding_decision": [f"Trigger funding_decision.{GUARD} fehlt"],
    f"ALTER TABLE funding_decision DISABLE TRIGGER {GUARD}": [
        f"Trigger funding_decision.{GUARD} ist abgeschaltet"
    ],
    f"ALTER TABLE funding_decision ENABLE REPLICA TRIGGER {GUARD}": [
        f"Trigger funding_decision.{GUARD} ist abgeschaltet"
    ],
    f"ALTER TABLE funding_decision ENABLE ALWAYS TRIGGER {GUARD}": [],
    f"DROP TRIGGER {GUARD} ON funding_decision; CREATE TRIGGER {GUARD} BEFORE UPDATE ON funding_decision FOR EACH ROW"
    f" WHEN (old.approved_on IS NULL) EXECUTE FUNCTION {GUARD}()": [
        f"Trigger funding_decision.{GUARD} weicht ab"
    ],
    f"DROP TRIGGER {GUARD} ON funding_decision; CREATE TRIGGER {GUARD} BEFORE UPDATE OF reason ON funding_decision"
    f" FOR EACH ROW WHEN (old.approved_on IS NOT NULL) EXECUTE FUNCTION {GUARD}()": [
        f"Trigger funding_decision.{GUARD} weicht ab"
    ],
    f"CREATE OR REPLACE FUNCTION {GUARD}() RETURNS trigger LANGUAGE plpgsql SET search_path = {SEARCH_PATH}"
    " AS 'BEGIN RETURN NEW; END'": [f"Funktion {GUARD}() weicht ab"],
    f"ALTER FUNCTION {GUARD}() RESET search_path": [f"Funktion {GUARD}() weicht ab"],
    "ALTER FUNCTION funding_check_years(bigint[]) SET search_path = public": [
        "Funktion funding_check_years(bigint[]) weicht ab"
    ],
    "DROP FUNCTION sites_check_seats(bigint[])": ["Funktion sites_check_seats(bigint[]) fehlt"],
    "CREATE FUNCTION funding_check_years(ids int[]) RETURNS void LANGUAGE sql AS 'SELECT'": [
        "Funktion funding_check_years(integer[]) ist unbekannt"
    ],
    f"CREATE TRIGGER quiet BEFORE UPDATE ON funding_decision FOR EACH ROW EXECUTE FUNCTION {GUARD}()": [
        "Trigger funding_decision.quiet ist unbekannt"
    ],
    "CREATE RULE away AS ON DELETE TO sites_seat DO INSTEAD NOTHING": [
        "Umschreibregel sites_seat.away ist unbekannt"
    ],
    "ALTER TABLE sites_seat ENABLE ROW LEVEL SECURITY": ["Zeilenschutz sites_seat ist unbekannt"],
    "ALTER TABLE funding_decision DROP CONSTRAINT decision_dual_control": [
        "Bedingung funding_decision.decision_dual_control fehlt"
    ],
    "ALTER TABLE sites_seat DROP CONSTRAINT seat_number_positive; ALTER TABLE sites_seat ADD CONSTRAINT"
    " seat_number_positive CHECK (number >= 0)": ["Bedingung sites_seat.seat_number_positive weicht ab"],
    "ALTER TABLE sites_seat DROP CONSTRAINT seat_number_positive; ALTER TABLE sites_seat ADD CONSTRAINT"
    " seat_number_positive CHECK (number >= 1) NOT VALID": [
        "Bedingung sites_seat.seat_number_positive ist abgeschaltet"
    ],
    "ALTER TABLE sites_coverage DROP CONSTRAINT coverage_seat_once_at_a_time": [
        "Bedingung sites_coverage.coverage_seat_once_at_a_time fehlt"
    ],
    "DROP INDEX decision_notice_number_unique": [
        "Bedingung funding_decision.decision_notice_number_unique fehlt"
    ],
    "ALTER TABLE funding_decision ALTER drafted_by_id DROP NOT NULL": [
        "Pflichtangabe funding_decision.drafted_by_id fehlt"
    ],
    "ALTER TABLE funding_fiscalyear DROP CONSTRAINT funding_fiscalyear_year_key": [
        "Schlüssel funding_fiscalyear (year) fehlt"
    ],
    "ALTER TABLE funding_notice DISABLE TRIGGER ALL; ALTER TABLE funding_notice ENABLE TRIGGER USER": [
        "Fremdschlüssel funding_notice.claim_id → funding_repaymentclaim (id) ist abgeschaltet",
        "Fremdschlüssel funding_notice.decision_id → funding_decision (id) ist abgeschaltet",
        "Fremdschlüssel funding_notice.frozen_by_id → partners_user (id) ist abgeschaltet",
        "Fremdschlüssel funding_service.notice_id → funding_notice (id) ist abgeschaltet",
    ],
}


@pytest.mark.parametrize("statement", LOST, ids=lambda statement: statement[:60])
def test_what_is_lost_is_told_by_name(db, statement):
    before = told()
    sql(statement)
    assert (before, sorted(name for name in told() if "funding_noticefile." not in name)) == (
        [],
        LOST[statement],
    )


def test_a_guard_that_is_back_is_noticed_at_once(db):
    """Also within one transaction, where the catalogue's rows keep their writer."""
    seen = [told()]
    for statement in ("DISABLE", "ENABLE", "DISABLE", "ENABLE"):
        sql(f"ALTER TABLE funding_decision {statement} TRIGGER {GUARD}")
        seen.append(told())
    lost = [f"Trigger funding_decision.{GUARD} ist abgeschaltet"]
    assert seen == [[], lost, [], lost, []]


def test_pgtriggers_own_command_puts_lost_triggers_back(db):
    sql(f"DROP TRIGGER {GUARD} ON funding_decision; DROP FUNCTION {GUARD}()")
    lost = told()
    call_command("pgtrigger", "install", "funding.Decision:decision_immutable")
    assert (lost, told()) == (
        [f"Trigger funding_decision.{GUARD} fehlt", f"Funktion {GUARD}() fehlt"],
        [],
    )


def test_a_look_at_an_unchanged_database_is_one_question(db, django_assert_num_queries):
    guarded.faults()
    with django_assert_num_queries(1):
        guarded.faults()


def test_a_declared_function_says_its_path_and_names():
    one = Function("sites_x", "a bigint, b text", "void", "SELECT 1 FROM sites_seat", language="sql")
    assert (one.types, one.sql) == (
        "bigint, text",
        "CREATE OR REPLACE FUNCTION public.sites_x(a bigint, b text) RETURNS void\n"
        "LANGUAGE sql VOLATILE SET search_path = pg_catalog, public, pg_temp\n"
        "AS $fn$SELECT 1 FROM public.sites_seat$fn$;",
    )


# --- Who says so ---------------------------------------------------------------------------------

DISABLED = f"ALTER TABLE funding_decision DISABLE TRIGGER {GUARD}"
NAMED = f"Trigger funding_decision.{GUARD} ist abgeschaltet"


def test_readiness_names_it(db, client):
    sql(DISABLED)
    answer = client.get("/gesundheit/bereit")
    assert (answer.status_code, answer.content.decode().splitlines()[-1]) == (503, NAMED)


def test_djangos_check_names_it(db):
    sql(DISABLED)
    with pytest.raises(SystemCheckError, match=re.escape(NAMED)):
        call_command("check", databases=["default"])


def test_djangos_check_has_nothing_to_say_of_a_whole_database(db):
    said = StringIO()
    call_command("check", databases=["default"], fail_level="WARNING", stdout=said)
    assert "no issues" in said.getvalue()


def test_the_proof_of_reports_names_it(db):
    f.UserFactory()
    sql(DISABLED)
    said = StringIO()
    with pytest.raises(CommandError, match="1 Regel der Datenbank stimmt nicht"):
        call_command("verify_reports", stdout=said)
    assert NAMED in said.getvalue()


def test_no_page_writes_without_a_guard_but_every_page_can_be_read(db, client_of, verwaltung):
    person, add = client_of(verwaltung), reverse("admin:partners_committee_add")
    sql(DISABLED)
    answers = (
        person.get(add),
        person.post(add, COMMITTEE),
    )
    said = "Zurzeit kann nichts gespeichert werden" in answers[1].content.decode()
    assert ([one.status_code for one in answers], said, Committee.objects.filter(name="Beirat").exists()) == (
        [200, 503],
        True,
        False,
    )


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_whatever_could_write_is_stopped(db, client, method):
    sql(DISABLED)
    assert getattr(client, method)("/").status_code == 503


@pytest.mark.django_db(transaction=True)
def test_no_command_writes_without_a_guard():
    sql(DISABLED)
    try:
        with pytest.raises(guarded.UnguardedError, match=re.escape(NAMED)), acting(None):
            Committee.objects.create(name="Beirat", short_name="B")
    finally:
        sql(DISABLED.replace("DISABLE", "ENABLE"))
    assert not Committee.objects.exists()


# --- A restore that stopped ----------------------------------------------------------------------


def _without(listed: str, *kinds: str) -> str:
    """The table of contents of a dump without the entries of these kinds."""
    return "\n".join(line for line in listed.splitlines() if not any(f" {kind} " in line for kind in kinds))


@pytest.fixture
def restored(transactional_db, tmp_path):
    """Puts a dump of the tests' database back into another one, as far as asked, and leads Django there."""
    here, there = connection.settings_dict["NAME"], f"{connection.settings_dict['NAME']}_back"
    dump, contents = tmp_path / "dump", tmp_path / "contents"
    f.PartnerFactory(name="Zurückgespielt")
    subprocess.run([program("pg_dump"), "-Fc", "-f", dump], env=reached(here), check=True)
    subprocess.run([program("createdb"), there], env=reached(here), check=True)
    restore = [program("pg_restore"), "-d", there, "--exit-on-error"]

    def until(*sections: str, without: tuple[str, ...] = ()) -> list[guarded.Fault]:
        for section in sections:
            listed = subprocess.run(
                [program("pg_restore"), "-l", dump],
                env=os.environ,
                check=True,
                capture_output=True,
                text=True,
            )
            contents.write_text(_without(listed.stdout, *without))
            part = [f"--section={section}", "-L", contents, dump]
            subprocess.run([*restore, *part], env=reached(there), check=True, capture_output=True)
        connection.close()
        connection.settings_dict["NAME"] = there
        return list(guarded.faults())

    yield until
    connection.close()
    connection.settings_dict["NAME"] = here
    subprocess.run([program("dropdb"), "--force", there], env=reached(here), check=True)


def declared(*kinds: Kind) -> set[str]:
    return {f"{rule.kind.value} {rule.name} fehlt" for rule in guarded.expected() if rule.kind in kinds}


POST_DATA = (Kind.KEY, Kind.REFERENCE, Kind.TRIGGER)
# Where a restore stopped, what is left out of the last section, and the kinds that are then missing, whole.
STOPPED = {
    "after the tables": (["pre-data"], (), POST_DATA),
    "after the rows": (["pre-data", "data"], (), POST_DATA),
    "before the triggers": (["pre-data", "data", "post-data"], ("TRIGGER",), (Kind.TRIGGER,)),
    "before the foreign keys": (["pre-data", "data", "post-data"], ("FK CONSTRAINT",), (Kind.REFERENCE,)),
    "before triggers and foreign keys": (
        ["pre-data", "data", "post-data"],
        ("TRIGGER", "FK CONSTRAINT"),
        (Kind.TRIGGER, Kind.REFERENCE),
    ),
}


@pytest.mark.parametrize("where", STOPPED)
def test_a_restore_that_stopped_is_told_by_name_and_takes_no_write(where, restored, client):
    sections, without, kinds = STOPPED[where]
    faults = restored(*sections, without=without)
    ready, post = (
        client.get("/gesundheit/bereit"),
        client.post(reverse("admin:partners_committee_add"), COMMITTEE),
    )
    checked = StringIO()
    try:
        call_command("check", databases=["default"], fail_level="WARNING", stderr=checked)
    except SystemCheckError as error:
        checked.write(str(error))
    missing = {str(fault) for fault in faults}
    # Constraints of whole tables (unique, exclusion) lie in post-data, too; checks come with their table.
    whole = {name for name in missing if not name.startswith(Kind.CONSTRAINT.value)}
    with transaction.atomic():
        written = sql("SELECT count(*) FROM partners_committee WHERE name = 'Beirat'")[0][0]
    assert (
        whole,
        {fault.wrong for fault in faults},
        missing - set(ready.content.decode().splitlines()),
        {name for name in missing if name not in checked.getvalue()},
        (ready.status_code, post.status_code, written),
    ) == (declared(*kinds), {Wrong.MISSING}, set(), set(), (503, 503, 0))


def test_a_whole_restore_is_ready(restored, client):
    faults = restored("pre-data", "data", "post-data")
    answer = client.get("/gesundheit/bereit")
    assert (faults, answer.status_code, sql("SELECT name FROM partners_partner")) == (
        [],
        200,
        [("Zurückgespielt",)],
    )


# --- The clock ---------------------------------------------------------------------------------------


@pytest.fixture(params=[-2, 1, 400], ids="days {}".format)
def days_off(request, monkeypatch) -> int:
    """This host's clock is so many days ahead of the database's."""
    off = timedelta(days=request.param)

    class Wrong(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + off

    monkeypatch.setattr(guarded, "datetime", Wrong)
    return request.param


def test_a_host_whose_clock_is_days_off_writes_nothing_and_reads_on(client, koordination, days_off):
    client.force_login(koordination)
    before = Committee.objects.count()
    answer = client.post(reverse("committee_create"), COMMITTEE)
    assert (answer.status_code, "Die Uhr des Servers geht falsch" in answer.content.decode()) == (503, True)
    assert Committee.objects.count() == before
    assert client.get(reverse("committee_list")).status_code == 200
    ready = client.get("/gesundheit/bereit")
    word = "vor" if days_off > 0 else "nach"
    assert (ready.status_code, f"{abs(days_off) * 1440} Minuten {word}" in ready.content.decode()) == (
        503,
        True,
    )


def test_a_command_on_such_a_host_writes_nothing(db, days_off):
    with pytest.raises(guarded.UnguardedError, match="Die Uhr dieses Rechners geht falsch"):
        guarded.insist()


def test_some_seconds_are_no_wrong_clock(client, koordination):
    client.force_login(koordination)
    assert client.post(reverse("committee_create"), COMMITTEE).status_code == 302
