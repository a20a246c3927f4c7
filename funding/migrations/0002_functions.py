"""The SQL functions behind the guards."""

from django.db import migrations

FUNDING_EURO = r"""
CREATE OR REPLACE FUNCTION public.funding_euro(amount numeric)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT translate(to_char(amount, 'FM9,999,999,990.00'), ',.', '.,') || E'\u00a0€'
$function$
"""

FUNDING_CHECK_YEARS = r"""
CREATE OR REPLACE FUNCTION public.funding_check_years(ids bigint[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
END $function$
"""

FUNDING_CHECK_OPEN_YEARS = r"""
CREATE OR REPLACE FUNCTION public.funding_check_open_years(ids bigint[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE closed integer;
BEGIN
  SELECT year INTO closed FROM public.funding_fiscalyear
   WHERE id = ANY(ids) AND closed_on IS NOT NULL ORDER BY id LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Das Haushaltsjahr % ist abgeschlossen. Berichtigungen gehören ins Folgejahr.', closed
      USING ERRCODE = 'check_violation', CONSTRAINT = 'fiscal_year_closed';
  END IF;
  PERFORM public.funding_check_years(ids);
END $function$
"""

FUNDING_CHECK_REALLOCATIONS = r"""
CREATE OR REPLACE FUNCTION public.funding_check_reallocations(ids bigint[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE r record;
BEGIN
  FOR r IN SELECT less.kind = 'reduction' AND more.kind = 'increase' AND less.amount + more.amount = 0
                  AND la.fiscal_year_id = ma.fiscal_year_id AND la.id <> ma.id
                  AND less.drafted_by_id = more.drafted_by_id AS fits,
                  (less.approved_on, less.approved_by_id) IS NOT DISTINCT FROM
                  (more.approved_on, more.approved_by_id) AS together
             FROM public.funding_reallocation w
             JOIN public.funding_decision less ON less.id = w.reduction_id
             JOIN public.funding_allocation la ON la.id = less.allocation_id
             JOIN public.funding_decision more ON more.id = w.increase_id
             JOIN public.funding_allocation ma ON ma.id = more.allocation_id
            WHERE w.id = ANY(ids) ORDER BY w.id LOOP
    IF NOT r.fits THEN
      RAISE EXCEPTION 'Eine Umschichtung mindert eine Zuweisung und erhöht eine andere desselben Jahres um denselben Betrag.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'reallocation_halves_fit';
    END IF;
    IF NOT r.together THEN
      RAISE EXCEPTION 'Eine Umschichtung wird als Ganzes freigegeben, nie nur zur Hälfte.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'reallocation_together';
    END IF;
  END LOOP;
END $function$
"""

FUNDING_IBAN_VALID = r"""
CREATE OR REPLACE FUNCTION public.funding_iban_valid(iban text)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE letter text; digits text := '';
BEGIN
  IF iban IS NULL OR iban !~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$' THEN
    RETURN false;
  END IF;
  FOREACH letter IN ARRAY regexp_split_to_array(substr(iban, 5) || substr(iban, 1, 4), '') LOOP
    digits := digits || CASE WHEN letter ~ '[0-9]' THEN letter ELSE (ascii(letter) - 55)::text END;
  END LOOP;
  RETURN digits::numeric % 97 = 1;
END $function$
"""

FUNDING_CHECK_CLAIMS = r"""
CREATE OR REPLACE FUNCTION public.funding_check_claims(ids bigint[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE broken record;
BEGIN
  SELECT s.name AS site, sums.* INTO broken
    FROM public.funding_allocation a JOIN public.sites_site s ON s.id = a.site_id
    CROSS JOIN LATERAL (SELECT
      (SELECT coalesce(sum(c.amount), 0) FROM public.funding_repaymentclaim c WHERE c.allocation_id = a.id) AS claimed,
      (SELECT coalesce(sum(p.amount), 0) FROM public.funding_disbursement p
        WHERE p.allocation_id = a.id AND p.paid_on IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM public.funding_reversal r WHERE r.disbursement_id = p.id)) AS paid,
      (SELECT coalesce(sum(l.spent - l.own_funds), 0) FROM public.funding_proofline l
         JOIN public.funding_proofofuse u ON u.id = l.proof_id
        WHERE u.allocation_id = a.id AND u.accepted_on IS NOT NULL) AS proven) sums
   WHERE a.id = ANY(ids) AND sums.claimed + sums.proven > sums.paid
   ORDER BY a.id LIMIT 1;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  IF broken.claimed = 0 THEN
    RAISE EXCEPTION 'Für % wären % nachgewiesen, aber nur % ausgezahlt.',
      broken.site, public.funding_euro(broken.proven), public.funding_euro(broken.paid)
      USING ERRCODE = 'check_violation', CONSTRAINT = 'proven_within_paid';
  END IF;
  RAISE EXCEPTION 'Für % sind % ausgezahlt und % nachgewiesen; % lassen sich nicht zurückfordern.',
    broken.site, public.funding_euro(broken.paid), public.funding_euro(broken.proven), public.funding_euro(broken.claimed)
    USING ERRCODE = 'check_violation', CONSTRAINT = 'claims_within_unspent', COLUMN = 'amount';
END $function$
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0001_initial")]
    operations = [
        migrations.RunSQL(FUNDING_EURO, "DROP FUNCTION IF EXISTS funding_euro(numeric)"),
        migrations.RunSQL(FUNDING_CHECK_YEARS, "DROP FUNCTION IF EXISTS funding_check_years(bigint[])"),
        migrations.RunSQL(FUNDING_CHECK_OPEN_YEARS, "DROP FUNCTION IF EXISTS funding_check_open_years(bigint[])"),
        migrations.RunSQL(FUNDING_CHECK_REALLOCATIONS, "DROP FUNCTION IF EXISTS funding_check_reallocations(bigint[])"),
        migrations.RunSQL(FUNDING_IBAN_VALID, "DROP FUNCTION IF EXISTS funding_iban_valid(text)"),
        migrations.RunSQL(FUNDING_CHECK_CLAIMS, "DROP FUNCTION IF EXISTS funding_check_claims(bigint[])"),
    ]
