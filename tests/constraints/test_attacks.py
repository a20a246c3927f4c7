"""Somebody signs in as the app's role and writes SQL by hand: not one cent and not one seat more than resolved.

The year is full (80.000 € of 80.000 € are committed), and so are the ten seats. Each attack prepares its session, then
both goals are tried, by the real name and by the short one: one euro more approved, an eleventh seat. What counts is
what an owner counts afterwards. Where a role would need more than it has, some attacks are given it on purpose.
"""

from decimal import Decimal
from io import StringIO

import psycopg2
import pytest
from django.db import connection

from quartiersarbeit.ground import guarded
from quartiersarbeit.ground.functions import SEARCH_PATH
from tests import factories as f
from tests.constraints import sql

pytestmark = pytest.mark.django_db(transaction=True)

APPROVE = (
    "UPDATE {}funding_decision SET approved_on = '2026-02-01', approved_by_id = %(by)s WHERE id = %(draft)s"
)
SEAT = "INSERT INTO {}sites_seat (number, valid_from, mandate_id) VALUES (11, '2020-03-17', %(mandate)s)"
GRANT = (
    "INSERT INTO {}funding_decision (allocation_id, kind, amount, reason, purpose, drafted_on, drafted_by_id,"
    " approved_on, approved_by_id, notice_number) VALUES (%(allocation)s, 'increase', 1, 'x', '', '2026-02-01',"
    " %(drafter)s, '2026-02-01', %(by)s, '')"
)

READ = (
    "funding_fiscalyear",
    "partners_mandate",
    "funding_decision",
    "funding_allocation",
    "sites_seat",
    "sites_coverage",
)
SHADOWS = [f"CREATE TEMP TABLE {table} (LIKE public.{table})" for table in READ]
RICH = [
    *SHADOWS,
    *(
        f"INSERT INTO pg_temp.{table} SELECT * FROM public.{table}"
        for table in ("funding_fiscalyear", "partners_mandate")
    ),
    "UPDATE pg_temp.funding_fiscalyear SET appropriation = 90000",
    "UPDATE pg_temp.partners_mandate SET annual_limit = 90000, site_limit = 20",
]
VIEWS = [f"CREATE TEMP VIEW {table} AS SELECT * FROM public.{table} WHERE false" for table in READ]
EVIL = "CREATE SCHEMA evil"
NO_MORE = "CREATE FUNCTION {}(bigint[]) RETURNS void LANGUAGE sql AS 'SELECT'"
NO_TRIGGER = (
    "CREATE OR REPLACE FUNCTION public.{}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"
)
OPERATOR = [
    EVIL,
    "CREATE FUNCTION evil.no(numeric, numeric) RETURNS boolean LANGUAGE sql AS 'SELECT false'",
    "CREATE OPERATOR evil.> (LEFTARG = numeric, RIGHTARG = numeric, FUNCTION = evil.no)",
    "CREATE FUNCTION evil.few(bigint, bigint) RETURNS boolean LANGUAGE sql AS 'SELECT false'",
    "CREATE OPERATOR evil.> (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = evil.few)",
]
AGGREGATES = [
    EVIL,
    "CREATE FUNCTION evil.nought(numeric, numeric) RETURNS numeric LANGUAGE sql AS 'SELECT 0::numeric'",
    "CREATE AGGREGATE evil.sum(numeric) (SFUNC = evil.nought, STYPE = numeric, INITCOND = '0')",
    "CREATE FUNCTION evil.daterange(date, date, text) RETURNS daterange LANGUAGE sql"
    " AS $$ SELECT 'empty'::daterange $$",
    "CREATE FUNCTION evil.now() RETURNS timestamptz LANGUAGE sql AS $$ SELECT '2000-01-01'::timestamptz $$",
]
CASTS = [
    EVIL,
    "CREATE TYPE evil.numeric AS (x int)",
    "CREATE TYPE evil.date AS ENUM ('2026-02-01')",
    "CREATE CAST (text AS evil.numeric) WITH INOUT AS IMPLICIT",
    "CREATE DOMAIN evil.bigint AS pg_catalog.int8",
]
EVIL_FIRST = "SET search_path = evil, pg_temp, public, pg_catalog"

# Each attack: what its role is given beforehand, and what it does before it reaches for the goals.
ATTACKS: dict[str, tuple[str, list[str]]] = {
    "nothing but the goals": ("", []),
    "temporary tables without the right to": ("", SHADOWS),
    "empty shadow tables": ("TEMP", SHADOWS),
    "shadow tables with more money and seats": ("TEMP", RICH),
    "shadow tables, temporary objects first": ("TEMP", [*RICH, "SET search_path = pg_temp, public"]),
    "temporary views": ("TEMP", VIEWS),
    "temporary views, first in the path": ("TEMP", [*VIEWS, "SET search_path = pg_temp, public"]),
    "temporary functions": (
        "TEMP",
        [
            *(NO_MORE.format(f"pg_temp.{name}") for name in ("funding_check_years", "sites_check_seats")),
            "CREATE FUNCTION pg_temp.funding_euro(numeric) RETURNS text LANGUAGE sql AS $$ SELECT '' $$",
            "SET search_path = pg_temp, public",
        ],
    ),
    "tables in a schema of its own": (
        "CREATE",
        [EVIL, *(s.replace("TEMP TABLE ", "TABLE evil.") for s in SHADOWS), EVIL_FIRST],
    ),
    "functions in a schema of its own": (
        "CREATE",
        [
            EVIL,
            *(NO_MORE.format(f"evil.{n}") for n in ("funding_check_years", "sites_check_seats")),
            EVIL_FIRST,
        ],
    ),
    "operators in a schema of its own": ("CREATE", [*OPERATOR, EVIL_FIRST]),
    "aggregates and ranges in a schema of its own": ("CREATE", [*AGGREGATES, EVIL_FIRST]),
    "casts and types in a schema of its own": ("CREATE", [*CASTS, EVIL_FIRST]),
    "an empty search path": ("", ["SET search_path = ''"]),
    "a search path for one transaction": (
        "TEMP",
        [*RICH, "BEGIN", "SET LOCAL search_path = pg_temp, pg_catalog, public"],
    ),
    "a search path by set_config": ("TEMP", [*RICH, "SELECT set_config('search_path', 'pg_temp', false)"]),
    "a search path of the role": ("", ["ALTER ROLE CURRENT_USER SET search_path = pg_temp, public"]),
    "another function's settings": (
        "",
        [
            "ALTER FUNCTION public.funding_check_years(bigint[]) RESET ALL",
            "ALTER FUNCTION public.sites_check_seats(bigint[]) SET search_path = pg_temp",
        ],
    ),
    "SET ROLE": ("", ["SET ROLE {owner}", "SET ROLE postgres", "SET ROLE pg_write_all_data"]),
    "SET SESSION AUTHORIZATION": (
        "",
        ["SET SESSION AUTHORIZATION {owner}", "SET SESSION AUTHORIZATION DEFAULT"],
    ),
    "session_replication_role": (
        "",
        [
            "SET session_replication_role = replica",
            "SELECT set_config('session_replication_role', 'replica', false)",
        ],
    ),
    "disabled triggers": (
        "",
        [
            "ALTER TABLE public.funding_decision DISABLE TRIGGER ALL",
            "ALTER TABLE public.sites_seat DISABLE TRIGGER USER",
            "UPDATE pg_catalog.pg_trigger SET tgenabled = 'D'",
        ],
    ),
    "dropped triggers and functions": (
        "",
        [
            "DROP TRIGGER {decision_guard} ON public.funding_decision",
            "DROP FUNCTION public.{decision_guard}() CASCADE",
            "DROP FUNCTION public.funding_check_years(bigint[]) CASCADE",
            "DROP TABLE public.sites_coverage CASCADE",
        ],
    ),
    "replaced functions": (
        "",
        [
            NO_TRIGGER.format("{decision_guard}"),
            "CREATE OR REPLACE FUNCTION public.sites_check_seats(ids bigint[]) RETURNS void LANGUAGE sql AS 'SELECT'",
            "ALTER FUNCTION public.funding_check_years(bigint[]) RENAME TO gone",
            "ALTER FUNCTION public.sites_check_seats(bigint[]) OWNER TO CURRENT_USER",
        ],
    ),
    "a trigger of its own": (
        "TEMP",
        [
            NO_TRIGGER.replace("public.", "pg_temp.").format("a"),
            "CREATE TRIGGER a BEFORE UPDATE ON public.funding_decision FOR EACH ROW EXECUTE FUNCTION pg_temp.a()",
            "CREATE RULE r AS ON INSERT TO public.sites_seat DO ALSO NOTHING",
        ],
    ),
    "COPY": (
        "",
        [
            "COPY public.sites_seat FROM PROGRAM 'echo 11'",
            "COPY public.sites_seat FROM '/dev/null' (FREEZE)",
            "COPY public.sites_seat (number, valid_from, mandate_id) FROM STDIN",
        ],
    ),
    "prepared statements": (
        "TEMP",
        [
            "PREPARE a (bigint, bigint) AS UPDATE funding_decision SET approved_on = '2026-02-01', approved_by_id = $1"
            " WHERE id = $2",
            "PREPARE s (bigint) AS INSERT INTO sites_seat (number, valid_from, mandate_id)"
            " VALUES (11, '2020-03-17', $1)",
            *SHADOWS,
            "SET plan_cache_mode = force_generic_plan",
            "EXECUTE a (%(by)s, %(draft)s)",
            "EXECUTE s (%(mandate)s)",
        ],
    ),
    "a DO block that swallows the refusal": (
        "",
        [
            f"DO $$ BEGIN {goal.format('public.')}; EXCEPTION WHEN OTHERS THEN NULL; END $$"
            for goal in (APPROVE, SEAT)
        ],
    ),
    "savepoints": (
        "",
        [
            "BEGIN",
            "SAVEPOINT one",
            APPROVE.format("public."),
            "ROLLBACK TO one",
            "RELEASE one",
            "SAVEPOINT two",
            SEAT.format("public."),
            "ROLLBACK TO two",
            "COMMIT",
        ],
    ),
    "MERGE": (
        "",
        [
            "MERGE INTO public.funding_decision d USING (SELECT %(draft)s::bigint AS id) n ON d.id = n.id"
            " WHEN MATCHED THEN UPDATE SET approved_on = '2026-02-01', approved_by_id = %(by)s",
            "MERGE INTO public.sites_seat s USING (SELECT 11 AS number) n ON s.number = n.number"
            " WHEN NOT MATCHED THEN INSERT (number, valid_from, mandate_id) VALUES (11, '2020-03-17', %(mandate)s)",
        ],
    ),
    "ON CONFLICT": (
        "",
        [
            f"{SEAT.format('public.')} ON CONFLICT DO NOTHING",
            "INSERT INTO public.funding_decision SELECT * FROM public.funding_decision WHERE id = %(draft)s"
            " ON CONFLICT (id) DO UPDATE SET approved_on = '2026-02-01', approved_by_id = %(by)s",
        ],
    ),
    "writes in a CTE": (
        "",
        [
            f"WITH one AS ({APPROVE.format('public.')} RETURNING id), two AS ({SEAT.format('public.')} RETURNING id)"
            " SELECT * FROM one, two",
            "WITH more AS (UPDATE public.funding_fiscalyear SET appropriation = 80001 RETURNING id),"
            f" one AS ({APPROVE.format('public.')} RETURNING id) SELECT * FROM one, more",
        ],
    ),
    "deferred constraints": ("", ["BEGIN", "SET CONSTRAINTS ALL DEFERRED"]),
    "pgtrigger.ignore": (
        "",
        [
            "SELECT set_config('pgtrigger.ignore', (SELECT array_agg(tgname)::text FROM pg_trigger), false)",
            "SET pgtrigger.ignore = '{{{decision_guard}}}'",
        ],
    ),
    "REPEATABLE READ": ("", ["SET default_transaction_isolation = 'repeatable read'"]),
    "SERIALIZABLE": ("", ["SET default_transaction_isolation = 'serializable'"]),
    "row security": (
        "",
        [
            "SET row_security = off",
            "ALTER TABLE public.funding_decision ENABLE ROW LEVEL SECURITY",
            "CREATE POLICY p ON public.funding_decision USING (false)",
        ],
    ),
    "TRUNCATE": ("", [f"TRUNCATE public.{table} CASCADE" for table in READ]),
    "a cursor": (
        "",
        [
            "BEGIN",
            "DECLARE c CURSOR FOR SELECT id FROM public.funding_decision WHERE id = %(draft)s FOR UPDATE",
            "FETCH c",
            "UPDATE public.funding_decision SET approved_on = '2026-02-01', approved_by_id = %(by)s WHERE CURRENT OF c",
            "COMMIT",
        ],
    ),
    "LISTEN and held locks": (
        "",
        ["LISTEN x", "SELECT pg_advisory_lock(hashtext('quartiersarbeit.limits'))", "NOTIFY x"],
    ),
    "another way to read literals": (
        "",
        [
            "SET standard_conforming_strings = off",
            "SET transform_null_equals = on",
            "SET DateStyle = 'SQL, MDY'",
            "SET array_nulls = off",
            "SET TimeZone = 'Pacific/Kiritimati'",
        ],
    ),
    "another planner": (
        "",
        [
            "SET enable_seqscan = off",
            "SET jit = on",
            "SET plpgsql.check_asserts = off",
            "SET gin_fuzzy_search_limit = 1",
        ],
    ),
    "all that is approved moved away": (
        "",
        [
            "UPDATE public.funding_decision SET amount = 1 WHERE approved_on IS NOT NULL",
            "UPDATE public.funding_decision SET approved_on = NULL, approved_by_id = NULL",
            "DELETE FROM public.funding_decision WHERE approved_on IS NOT NULL",
            "UPDATE public.sites_seat SET valid_until = valid_from - 1",
            "UPDATE public.sites_seat SET mandate_id = NULL",
        ],
    ),
    "a larger year": (
        "",
        [
            "UPDATE public.funding_fiscalyear SET appropriation = 80001",
            "UPDATE public.funding_fiscalyear SET carry_over_received = 1",
            "UPDATE public.funding_fiscalyear SET appropriation = 'NaN'",
            "UPDATE public.funding_decision SET amount = 'NaN' WHERE id = %(draft)s",
        ],
    ),
}


class Hand:
    """A session of the app's role, statement by statement; what is refused is passed over."""

    def __init__(self, role: str, facts: dict, **given: str):
        entry = connection.settings_dict
        where = {"dbname": entry["NAME"], "host": entry["HOST"], "port": entry["PORT"]}
        self.session = psycopg2.connect(**where, user=role, **given)
        self.session.autocommit = True
        self.facts = facts

    def tries(self, statement: str) -> str:
        """Run it; the SQLSTATE it was refused with, or nothing."""
        with self.session.cursor() as cursor:
            try:
                cursor.execute(
                    "SET lock_timeout = '200ms'"
                )  # who waits here, waits for a session of this very test
                cursor.execute(statement, self.facts if "%(" in statement else None)
            except psycopg2.Error as error:
                return error.pgcode or "closed"
        return ""

    def reaches_for_the_goals(self) -> None:
        """Both goals, each by the real name and by the short one, then kept."""
        for goal in (APPROVE, GRANT, SEAT):
            for schema in ("public.", ""):
                self.tries("SAVEPOINT goal")
                if self.tries(goal.format(schema)):
                    self.tries("ROLLBACK TO goal")
        self.tries("COMMIT")


@pytest.fixture
def full():
    """A year and ten seats with nothing left; what an attacker needs to know of them."""
    approved = f.DecisionFactory(approved=True, amount=Decimal("80000.00"))
    draft = f.DecisionFactory(
        allocation=approved.allocation, kind="increase", reason="mehr", amount=Decimal("1.00")
    )
    for _ in range(f.sites.Seat.objects.count(), 10):
        f.SeatFactory()
    guard = sql(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'public.funding_decision'::regclass AND tgname ~ 'committed'"
        " OR tgrelid = 'public.funding_decision'::regclass AND tgname ~ 'immutable' ORDER BY tgname LIMIT 1"
    )
    return {
        "draft": draft.pk,
        "drafter": draft.drafted_by_id,
        "allocation": draft.allocation_id,
        "by": f.UserFactory().pk,
        "mandate": f.sites.Seat.objects.first().mandate_id,
        "decision_guard": guard[0][0],
        "owner": connection.settings_dict["USER"],
    }


@pytest.fixture
def granted(app_role):
    """Gives the role a right on the database for the length of a test, and clears away what it made with it."""
    database = connection.settings_dict["NAME"]

    def give(right: str) -> None:
        if right:
            sql(f"GRANT {right} ON DATABASE {database} TO {app_role}")

    yield give
    sql(f"REVOKE TEMP, CREATE ON DATABASE {database} FROM {app_role}")
    sql("DROP SCHEMA IF EXISTS evil CASCADE")
    sql(f"ALTER ROLE {app_role} RESET ALL")


def excess() -> tuple[Decimal, int]:
    """Euros committed beyond what is available, and seats beyond the ten, as the owner counts them."""
    euros = sql(
        "SELECT coalesce(sum(d.amount), 0) - (SELECT sum(appropriation + carry_over_received)"
        " FROM public.funding_fiscalyear) FROM public.funding_decision d WHERE d.approved_on IS NOT NULL"
    )[0][0]
    assert {
        limit for (limit,) in sql("SELECT appropriation + carry_over_received FROM funding_fiscalyear")
    } == {80_000}
    return euros, sql("SELECT count(*) - 10 FROM public.sites_seat WHERE valid_until IS NULL")[0][0]


def closed(hand: Hand) -> tuple:
    hand.session.close()
    return (*excess(), [str(fault) for fault in guarded.faults()])


MISTYPED = {"42601", "42703", "26000"}  # an attack that was never understood, and so proves nothing
UNHARMED = (Decimal(0), 0, [])


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_gains_neither_a_cent_nor_a_seat(name, full, granted, app_role):
    right, statements = ATTACKS[name]
    granted(right)
    hand = Hand(app_role, full)
    for statement in statements:
        hand.tries(
            statement if "%(" in statement else statement.format(**full) if "{" in statement else statement
        )
    hand.reaches_for_the_goals()
    assert closed(hand) == UNHARMED


def test_settings_that_come_with_the_connection_gain_nothing(full, granted, app_role):
    granted("CREATE")
    owner = Hand(app_role, full)
    for statement in [*OPERATOR, NO_MORE.format("evil.sites_check_seats")]:
        owner.tries(statement)
    owner.session.close()
    hand = Hand(app_role, full, options="-c search_path=evil,pg_temp,public,pg_catalog -c row_security=off")
    hand.reaches_for_the_goals()
    assert closed(hand) == UNHARMED


def test_replication_mode_is_refused_with_the_connection(full, app_role):
    with pytest.raises(psycopg2.OperationalError, match="session_replication_role"):
        Hand(app_role, full, options="-c session_replication_role=replica")


def test_a_search_path_kept_for_the_role_gains_nothing(full, granted, app_role):
    """The next session begins with it; an owner can keep one too."""
    granted("TEMP")
    sql(f"ALTER ROLE {app_role} SET search_path = pg_temp, public")
    hand = Hand(app_role, full)
    for statement in RICH:
        hand.tries(statement)
    hand.reaches_for_the_goals()
    assert closed(hand) == UNHARMED


def test_two_sessions_share_no_last_euro(full, app_role):
    """The first holds its transaction open; the second waits for it, and gives up."""
    one, other = Hand(app_role, full), Hand(app_role, full)
    one.tries("BEGIN")
    one.tries("UPDATE public.funding_decision SET reason = 'x' WHERE id = %(draft)s")
    waited = other.tries(APPROVE.format("public."))
    one.reaches_for_the_goals()
    other.reaches_for_the_goals()
    other.session.close()
    assert (waited, *closed(one)) == ("55P03", *UNHARMED)


def test_copied_rows_meet_the_guards(full, app_role):
    hand = Hand(app_role, full)
    rows = StringIO(f"11\t2020-03-17\t{full['mandate']}\n")
    with pytest.raises(psycopg2.errors.CheckViolation), hand.session.cursor() as cursor:
        cursor.copy_expert("COPY public.sites_seat (number, valid_from, mandate_id) FROM STDIN", rows)
    assert closed(hand) == UNHARMED


# --- What the tests above could find -------------------------------------------------------------


def test_the_goals_are_worth_reaching_for(full, app_role):
    """Without the guards the same statements succeed: the attacks are no empty threat."""
    tables = "funding_decision", "sites_seat"
    for table in tables:
        sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    hand = Hand(app_role, full)
    numbered = APPROVE.replace("SET", "SET notice_number = 'x', notice_sequence = 99,")
    states = hand.tries(SEAT.format("public.")), hand.tries(numbered.format("public."))
    gained, faults = closed(hand)[:2], guarded.faults()
    for table in tables:
        sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    assert (states, gained, {fault.wrong for fault in faults}) == (("", ""), (1, 1), {guarded.Wrong.DISABLED})


def test_a_function_without_its_path_falls_for_a_shadow(full, granted, app_role):
    """What was so until each function got its own path: the text as declared, and its callers without one."""
    granted("TEMP")
    checked = next(one for one in guarded.declared_functions() if one.name == "sites_check_seats")
    callers = sql(
        "SELECT DISTINCT tgfoid::regproc::text FROM pg_trigger"
        " WHERE tgrelid = 'sites_seat'::regclass AND NOT tgisinternal"
    )
    for (caller,) in callers:
        sql(f"ALTER FUNCTION {caller}() RESET search_path")
    _as_written(
        "CREATE OR REPLACE FUNCTION public.sites_check_seats(ids bigint[]) RETURNS void LANGUAGE plpgsql AS "
        f"$fn${checked.body}$fn$"
    )
    hand = Hand(app_role, full)
    for statement in RICH:
        hand.tries(statement)
    hand.reaches_for_the_goals()
    gained, different = closed(hand)[1:]
    for (caller,) in callers:
        sql(f"ALTER FUNCTION {caller}() SET search_path = {SEARCH_PATH}")
    _as_written(checked.sql)
    assert (gained, set(different), guarded.faults()) == (
        1,
        {
            f"Funktion {name} weicht ab"
            for name in ("sites_check_seats(bigint[])", *(f"{c}()" for (c,) in callers))
        },
        (),
    )


def _as_written(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, None)  # no parameters: its per cent signs are RAISE's
