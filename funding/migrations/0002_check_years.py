"""The SQL behind the money's guards: every limit of a year, re-counted after the statement.

Lock first, sum afterwards: in READ COMMITTED each statement of a plpgsql function sees what the
transaction that held the queue before us has committed. Years are locked in the order of their ids, with
FOR NO KEY UPDATE, so that foreign key checks (FOR KEY SHARE) never wait for them.
"""

from django.db import migrations

EURO = """
CREATE OR REPLACE FUNCTION public.funding_euro(amount numeric) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp
AS $fn$
  SELECT translate(to_char(amount, 'FM9,999,999,990.00'), ',.', '.,') || E'\\u00a0€'
$fn$;
"""

CHECK_YEARS = """
CREATE OR REPLACE FUNCTION public.funding_check_years(ids bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp
AS $fn$
DECLARE y record; broken record; used numeric; seats bigint;
BEGIN
  FOR y IN SELECT f.id, f.year, f.appropriation, f.carry_over_received, m.annual_limit, m.reference
             FROM public.funding_fiscalyear f JOIN public.partners_mandate m ON m.id = f.mandate_id
            WHERE f.id = ANY(ids) ORDER BY f.id FOR NO KEY UPDATE OF f LOOP

    IF y.annual_limit IS NULL OR y.appropriation > y.annual_limit THEN
      RAISE EXCEPTION 'Der Ansatz % überschreitet, was Drucksache % pro Jahr erlaubt: %.',
        public.funding_euro(y.appropriation), y.reference, coalesce(public.funding_euro(y.annual_limit), 'keinen Betrag')
        USING ERRCODE = 'check_violation', CONSTRAINT = 'appropriation_within_mandate', COLUMN = 'appropriation';
    END IF;

    SELECT coalesce(sum(d.amount), 0) INTO used
      FROM public.funding_decision d JOIN public.funding_allocation a ON a.id = d.allocation_id
     WHERE a.fiscal_year_id = y.id AND d.approved_on IS NOT NULL;
    IF used > y.appropriation + y.carry_over_received THEN
      RAISE EXCEPTION 'Für % sind % verfügbar. Mit dieser Änderung wären % gebunden, % zu viel.',
        y.year, public.funding_euro(y.appropriation + y.carry_over_received), public.funding_euro(used),
        public.funding_euro(used - y.appropriation - y.carry_over_received)
        USING ERRCODE = 'check_violation', CONSTRAINT = 'committed_within_available', COLUMN = 'amount';
    END IF;

    SELECT s.name AS site, sums.committed, sums.disbursed INTO broken
      FROM public.funding_allocation a JOIN public.sites_site s ON s.id = a.site_id
      CROSS JOIN LATERAL (SELECT
        (SELECT coalesce(sum(d.amount), 0) FROM public.funding_decision d
          WHERE d.allocation_id = a.id AND d.approved_on IS NOT NULL) AS committed,
        (SELECT coalesce(sum(p.amount), 0) FROM public.funding_disbursement p
          WHERE p.allocation_id = a.id
            AND NOT EXISTS (SELECT 1 FROM public.funding_reversal r WHERE r.disbursement_id = p.id)) AS disbursed) sums
     WHERE a.fiscal_year_id = y.id AND sums.disbursed > sums.committed
     ORDER BY a.id LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'Für % wären % gebunden und % ausgezahlt oder vorgesehen; mehr als gebunden geht nicht.',
        broken.site, public.funding_euro(broken.committed), public.funding_euro(broken.disbursed)
        USING ERRCODE = 'check_violation', CONSTRAINT = 'disbursed_within_committed', COLUMN = 'amount';
    END IF;

    -- The most there are at one time: a seat that is renewed in the year is two rows, but one seat.
    SELECT coalesce(max(counted.at_once), 0) INTO seats
      FROM (SELECT DISTINCT greatest(valid_from, make_date(y.year, 1, 1)) AS on_day FROM public.sites_seat
             WHERE daterange(valid_from, valid_until, '[]')
                   && daterange(make_date(y.year, 1, 1), make_date(y.year, 12, 31), '[]')) day
      CROSS JOIN LATERAL (SELECT count(*) AS at_once FROM public.sites_seat
                           WHERE daterange(valid_from, valid_until, '[]') @> day.on_day) counted;
    SELECT count(*) AS sites, min(funded.name) FILTER (WHERE NOT funded.covered) AS uncovered INTO broken
      FROM (SELECT s.id, s.name, EXISTS (
              SELECT 1 FROM public.sites_coverage c WHERE c.site_id = s.id
                 AND daterange(c.starts_on, c.ends_on, '[]')
                     && daterange(make_date(y.year, 1, 1), make_date(y.year, 12, 31), '[]')) AS covered
              FROM public.funding_allocation a JOIN public.sites_site s ON s.id = a.site_id
              JOIN public.funding_decision d ON d.allocation_id = a.id AND d.approved_on IS NOT NULL
             WHERE a.fiscal_year_id = y.id
             GROUP BY s.id, s.name HAVING sum(d.amount) > 0) funded;
    IF broken.uncovered IS NOT NULL THEN
      RAISE EXCEPTION '% steht % unter keiner Vereinbarung; Geld wird nur für Standorte mit Platz gebunden.',
        broken.uncovered, y.year
        USING ERRCODE = 'check_violation', CONSTRAINT = 'funded_site_is_covered', COLUMN = 'site';
    END IF;
    IF broken.sites > seats THEN
      RAISE EXCEPTION '% wären % Standorte gefördert; es gibt nur %.', y.year, broken.sites,
        CASE seats WHEN 1 THEN 'einen Platz' ELSE seats || ' Plätze' END
        USING ERRCODE = 'check_violation', CONSTRAINT = 'funded_sites_within_seats', COLUMN = 'site';
    END IF;
  END LOOP;
END $fn$;
"""

CHECK_OPEN_YEARS = """
CREATE OR REPLACE FUNCTION public.funding_check_open_years(ids bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp
AS $fn$
DECLARE closed integer;
BEGIN
  SELECT year INTO closed FROM public.funding_fiscalyear
   WHERE id = ANY(ids) AND closed_on IS NOT NULL ORDER BY id LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Das Haushaltsjahr % ist abgeschlossen. Berichtigungen gehören ins Folgejahr.', closed
      USING ERRCODE = 'check_violation', CONSTRAINT = 'fiscal_year_closed';
  END IF;
  PERFORM public.funding_check_years(ids);
END $fn$;
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0001_initial"), ("sites", "0002_check_seats")]
    operations = [
        migrations.RunSQL(EURO, "DROP FUNCTION IF EXISTS public.funding_euro(numeric)"),
        migrations.RunSQL(CHECK_YEARS, "DROP FUNCTION IF EXISTS public.funding_check_years(bigint[])"),
        migrations.RunSQL(CHECK_OPEN_YEARS, "DROP FUNCTION IF EXISTS public.funding_check_open_years(bigint[])"),
    ]
