"""What was proven and what is claimed back never exceed what was paid, whichever of the three changes."""

from django.db import migrations

CHECK_CLAIMS = """
CREATE OR REPLACE FUNCTION public.funding_check_claims(ids bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp
AS $fn$
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
END $fn$;
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0004_iban_valid")]
    operations = [migrations.RunSQL(CHECK_CLAIMS, "DROP FUNCTION IF EXISTS public.funding_check_claims(bigint[])")]
