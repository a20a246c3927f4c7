"""What was proven and what is claimed back never exceed what was paid, whichever of the three changes."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

import quartiersarbeit.guards

CHECK_CLAIMS = """
CREATE OR REPLACE FUNCTION funding_check_claims(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $fn$
DECLARE broken record;
BEGIN
  SELECT s.name AS site, sums.* INTO broken
    FROM funding_allocation a JOIN sites_site s ON s.id = a.site_id
    CROSS JOIN LATERAL (SELECT
      (SELECT coalesce(sum(c.amount), 0) FROM funding_repaymentclaim c WHERE c.allocation_id = a.id) AS claimed,
      (SELECT coalesce(sum(p.amount), 0) FROM funding_disbursement p
        WHERE p.allocation_id = a.id AND p.paid_on IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM funding_reversal r WHERE r.disbursement_id = p.id)) AS paid,
      (SELECT coalesce(sum(l.spent - l.own_funds), 0) FROM funding_proofline l
         JOIN funding_proofofuse u ON u.id = l.proof_id
        WHERE u.allocation_id = a.id AND u.accepted_on IS NOT NULL) AS proven) sums
   WHERE a.id = ANY(ids) AND sums.claimed + sums.proven > sums.paid
   ORDER BY a.id LIMIT 1;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  IF broken.claimed = 0 THEN
    RAISE EXCEPTION 'Für % wären % nachgewiesen, aber nur % ausgezahlt.',
      broken.site, funding_euro(broken.proven), funding_euro(broken.paid)
      USING ERRCODE = 'check_violation', CONSTRAINT = 'proven_within_paid';
  END IF;
  RAISE EXCEPTION 'Für % sind % ausgezahlt und % nachgewiesen; % lassen sich nicht zurückfordern.',
    broken.site, funding_euro(broken.paid), funding_euro(broken.proven), funding_euro(broken.claimed)
    USING ERRCODE = 'check_violation', CONSTRAINT = 'claims_within_unspent', COLUMN = 'amount';
END $fn$;
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0040_proof_stands")]
    operations = [
        migrations.RunSQL(CHECK_CLAIMS, migrations.RunSQL.noop),
        pgtrigger.migrations.AddTrigger(
            model_name='proofofuse',
            trigger=pgtrigger.compiler.Trigger(name='claimed_update', sql=quartiersarbeit.guards.GuardSql(func='PERFORM funding_check_claims(ARRAY(WITH changed AS (TABLE before UNION ALL TABLE after) SELECT DISTINCT allocation_id FROM changed)); RETURN NULL;', hash='cc069321acc47088027393dc4bdf9df6fab72fb7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_claimed_update_89ec1', referencing='REFERENCING OLD TABLE AS before  NEW TABLE AS after ', table='funding_proofofuse', when='AFTER')),
        ),
    ]
