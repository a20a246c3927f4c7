"""The SQL behind an agreement's effective end: one line of versions, and what ends each of them."""

from django.db import migrations

SAFE = "LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp"

FUNCTIONS = f"""
-- All versions of an agreement, whichever of them is given: what it amends, and what amends it.
CREATE OR REPLACE FUNCTION partners_line(agreement bigint) RETURNS SETOF bigint {SAFE} AS $fn$
  WITH RECURSIVE before (id, amends_id) AS (
    SELECT a.id, a.amends_id FROM partners_agreement a WHERE a.id = agreement
    UNION SELECT a.id, a.amends_id FROM partners_agreement a JOIN before b ON a.id = b.amends_id),
  line (id) AS (
    SELECT b.id FROM before b UNION SELECT a.id FROM partners_agreement a JOIN line l ON a.amends_id = l.id)
  SELECT id FROM line
$fn$;

-- The day of its last signature, where every party had signed by that day.
CREATE OR REPLACE FUNCTION partners_signed_on(agreement bigint, on_day date) RETURNS date {SAFE} AS $fn$
  SELECT CASE WHEN bool_and(coalesce(p.signed_on <= on_day, false)) THEN max(p.signed_on) END
    FROM partners_party p WHERE p.agreement_id = agreement
$fn$;

-- The day to which somebody gave notice of any of its versions: notice ends what was agreed, not one text of it.
CREATE OR REPLACE FUNCTION partners_notice_to(agreement bigint, on_day date) RETURNS date {SAFE} AS $fn$
  SELECT min(a.terminated_to) FROM partners_agreement a
   WHERE a.terminated_on <= on_day AND a.id IN (SELECT partners_line(agreement))
$fn$;

-- The last day before a signed amendment stands in its place: the amendment begins, or is signed later than that.
CREATE OR REPLACE FUNCTION partners_replaced_to(agreement bigint, on_day date) RETURNS date {SAFE} AS $fn$
  SELECT greatest(n.starts_on, partners_signed_on(n.id, on_day)) - 1 FROM partners_agreement n
   WHERE n.amends_id = agreement AND partners_signed_on(n.id, on_day) IS NOT NULL
$fn$;

-- The last day on which what was agreed in it can still hold, as it stands or as amended.
CREATE OR REPLACE FUNCTION partners_upheld_to(agreement bigint, on_day date) RETURNS date {SAFE} AS $fn$
  WITH RECURSIVE later (id, ends_on, place) AS (
    SELECT a.id, a.ends_on, 0 FROM partners_agreement a WHERE a.id = agreement
    UNION ALL SELECT n.id, n.ends_on, l.place + 1 FROM partners_agreement n JOIN later l ON n.amends_id = l.id
     WHERE partners_signed_on(n.id, on_day) IS NOT NULL)
  SELECT least(
    (SELECT a.ends_on FROM partners_agreement a WHERE a.id = agreement),
    (SELECT l.ends_on FROM later l ORDER BY l.place DESC LIMIT 1),
    partners_notice_to(agreement, on_day))
$fn$;
"""

REMOVED = """
DROP FUNCTION IF EXISTS partners_upheld_to(bigint, date);
DROP FUNCTION IF EXISTS partners_replaced_to(bigint, date);
DROP FUNCTION IF EXISTS partners_notice_to(bigint, date);
DROP FUNCTION IF EXISTS partners_signed_on(bigint, date);
DROP FUNCTION IF EXISTS partners_line(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTIONS, REMOVED)]
