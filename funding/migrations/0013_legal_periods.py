"""Working days and legal periods, as the guards of the grant's days count them."""

from django.db import migrations

FUNDING_IS_WORKDAY = r"""
CREATE OR REPLACE FUNCTION public.funding_is_workday(given date) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, public, pg_temp
AS $fn$
DECLARE
  y int := extract(year FROM given); md int := extract(month FROM given) * 100 + extract(day FROM given);
  a int := y % 19; b int := y / 100; c int := y % 100; h int; l int; m int; n int;
BEGIN
  h := (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  l := (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  m := (a + 11 * h + 22 * l) / 451;
  n := h + l - 7 * m + 114;
  RETURN extract(isodow FROM given) < 6
    AND given - make_date(y, n / 31, n % 31 + 1) NOT IN (-2, 1, 39, 50, 60)
    AND md NOT IN (101, 501, 1003, 1101, 1225, 1226)
    AND given <> DATE '2017-10-31';
END $fn$;
"""

FUNDING_PERIOD_ON = r"""
CREATE OR REPLACE FUNCTION public.funding_period_on(wanted text, given date) RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
AS $fn$
  SELECT p.id FROM public.funding_legalperiod p WHERE p.kind = wanted AND p.valid_from <= given
   ORDER BY p.valid_from DESC LIMIT 1
$fn$;
"""

FUNDING_PERIOD_END = r"""
CREATE OR REPLACE FUNCTION public.funding_period_end(period bigint, starts date) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp
AS $fn$
DECLARE p record; ends date;
BEGIN
  SELECT * INTO p FROM public.funding_legalperiod WHERE id = period;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  ends := starts + make_interval(months => CASE p.unit WHEN 'months' THEN p.length ELSE 0 END,
                                  days => CASE p.unit WHEN 'days' THEN p.length ELSE 0 END);
  WHILE p.moves AND NOT public.funding_is_workday(ends) LOOP
    ends := ends + 1;
  END LOOP;
  RETURN ends;
END $fn$;
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0012_the_grant_knows_its_clock")]
    operations = [
        migrations.RunSQL(FUNDING_IS_WORKDAY, migrations.RunSQL.noop),
        migrations.RunSQL(FUNDING_PERIOD_ON, migrations.RunSQL.noop),
        migrations.RunSQL(FUNDING_PERIOD_END, migrations.RunSQL.noop),
    ]
