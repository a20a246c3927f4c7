"""The SQL functions behind the guards."""

from django.db import migrations

PARTNERS_LINE = r"""
CREATE OR REPLACE FUNCTION public.partners_line(agreement bigint)
 RETURNS SETOF bigint
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  WITH RECURSIVE before (id, amends_id) AS (
    SELECT a.id, a.amends_id FROM public.partners_agreement a WHERE a.id = agreement
    UNION SELECT a.id, a.amends_id FROM public.partners_agreement a JOIN before b ON a.id = b.amends_id),
  line (id) AS (
    SELECT b.id FROM before b UNION SELECT a.id FROM public.partners_agreement a JOIN line l ON a.amends_id = l.id)
  SELECT id FROM line
$function$
"""

PARTNERS_SIGNED_ON = r"""
CREATE OR REPLACE FUNCTION public.partners_signed_on(agreement bigint, on_day date)
 RETURNS date
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT CASE WHEN bool_and(coalesce(p.signed_on <= on_day, false)) THEN max(p.signed_on) END
    FROM public.partners_party p WHERE p.agreement_id = agreement
$function$
"""

PARTNERS_NOTICE_TO = r"""
CREATE OR REPLACE FUNCTION public.partners_notice_to(agreement bigint, on_day date)
 RETURNS date
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT min(a.terminated_to) FROM public.partners_agreement a
   WHERE a.terminated_on <= on_day AND a.id IN (SELECT public.partners_line(agreement))
$function$
"""

PARTNERS_REPLACED_TO = r"""
CREATE OR REPLACE FUNCTION public.partners_replaced_to(agreement bigint, on_day date)
 RETURNS date
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT greatest(n.starts_on, public.partners_signed_on(n.id, on_day)) - 1 FROM public.partners_agreement n
   WHERE n.amends_id = agreement AND public.partners_signed_on(n.id, on_day) IS NOT NULL
$function$
"""

PARTNERS_UPHELD_TO = r"""
CREATE OR REPLACE FUNCTION public.partners_upheld_to(agreement bigint, on_day date)
 RETURNS date
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  WITH RECURSIVE later (id, ends_on, place) AS (
    SELECT a.id, a.ends_on, 0 FROM public.partners_agreement a WHERE a.id = agreement
    UNION ALL SELECT n.id, n.ends_on, l.place + 1 FROM public.partners_agreement n JOIN later l ON n.amends_id = l.id
     WHERE public.partners_signed_on(n.id, on_day) IS NOT NULL)
  SELECT least(
    (SELECT a.ends_on FROM public.partners_agreement a WHERE a.id = agreement),
    (SELECT l.ends_on FROM later l ORDER BY l.place DESC LIMIT 1),
    public.partners_notice_to(agreement, on_day))
$function$
"""


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_initial")]
    operations = [
        migrations.RunSQL(PARTNERS_LINE, "DROP FUNCTION IF EXISTS partners_line(bigint)"),
        migrations.RunSQL(PARTNERS_SIGNED_ON, "DROP FUNCTION IF EXISTS partners_signed_on(bigint,date)"),
        migrations.RunSQL(PARTNERS_NOTICE_TO, "DROP FUNCTION IF EXISTS partners_notice_to(bigint,date)"),
        migrations.RunSQL(PARTNERS_REPLACED_TO, "DROP FUNCTION IF EXISTS partners_replaced_to(bigint,date)"),
        migrations.RunSQL(PARTNERS_UPHELD_TO, "DROP FUNCTION IF EXISTS partners_upheld_to(bigint,date)"),
    ]
