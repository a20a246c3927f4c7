"""The SQL functions behind the guards."""

from django.db import migrations

SITES_CHECK_SEATS = r"""
CREATE OR REPLACE FUNCTION public.sites_check_seats(ids bigint[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE broken record;
BEGIN
  -- A mandate that allows ten holds all seats whose own mandate allows ten or fewer; only the seats of a
  -- mandate that allows more may come on top. So a seat that ends never makes the others too many.
  -- The number of seats rises only on a day one begins, so those days are enough to look at.
  SELECT day.on_day, level.allowed, counted.seats INTO broken
    FROM (SELECT DISTINCT s.valid_from AS on_day
            FROM public.sites_seat s JOIN public.sites_seat c ON c.id = ANY(ids)
           WHERE daterange(s.valid_from, s.valid_until, '[]') && daterange(c.valid_from, c.valid_until, '[]')) day
    CROSS JOIN (SELECT DISTINCT coalesce(site_limit, 0) AS allowed FROM public.partners_mandate) level
    CROSS JOIN LATERAL (
      SELECT count(*) AS seats
        FROM public.sites_seat s JOIN public.partners_mandate m ON m.id = s.mandate_id
       WHERE daterange(s.valid_from, s.valid_until, '[]') @> day.on_day
         AND coalesce(m.site_limit, 0) <= level.allowed) counted
   WHERE counted.seats > level.allowed ORDER BY day.on_day, level.allowed LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Am % gäbe es % Plätze; beschlossen sind höchstens %.',
      to_char(broken.on_day, 'DD.MM.YYYY'), broken.seats, broken.allowed
      USING ERRCODE = 'check_violation', CONSTRAINT = 'seats_within_mandate', COLUMN = 'mandate';
  END IF;

  SELECT s.number, s.valid_from, s.valid_until INTO broken
    FROM public.sites_coverage c JOIN public.sites_seat s ON s.id = c.seat_id
   WHERE s.id = ANY(ids)
     AND NOT daterange(c.starts_on, c.ends_on, '[]') <@ daterange(s.valid_from, s.valid_until, '[]')
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Platz % gibt es nur vom % bis %; die Vereinbarung braucht ihn länger.',
      broken.number, to_char(broken.valid_from, 'DD.MM.YYYY'),
      coalesce(to_char(broken.valid_until, 'DD.MM.YYYY'), 'auf Weiteres')
      USING ERRCODE = 'check_violation', CONSTRAINT = 'coverage_within_seat', COLUMN = 'seat';
  END IF;
END $function$
"""


class Migration(migrations.Migration):
    dependencies = [("sites", "0001_initial")]
    operations = [
        migrations.RunSQL(SITES_CHECK_SEATS, "DROP FUNCTION IF EXISTS sites_check_seats(bigint[])"),
    ]
