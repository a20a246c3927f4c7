"""The SQL behind a reallocation: both halves or none."""

from django.db import migrations

CHECK = """
CREATE OR REPLACE FUNCTION public.funding_check_reallocations(ids bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp
AS $fn$
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
END $fn$;
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0002_check_years")]
    operations = [migrations.RunSQL(CHECK, "DROP FUNCTION IF EXISTS public.funding_check_reallocations(bigint[])")]
