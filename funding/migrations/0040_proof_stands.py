"""What is handed in stands until the city gives it back, and no more is accepted than was paid."""

import pgtrigger.compiler
import quartiersarbeit.guards
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('funding', "0030_notices"),
    ]

    operations = [
        quartiersarbeit.guards.AddTrigger(
            model_name='proofattachment',
            trigger=pgtrigger.compiler.Trigger(name='proof_attachment_submitted', sql=quartiersarbeit.guards.GuardSql(declare='DECLARE wholes bigint[];', func="\nwholes := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.proof_id] WHEN 'DELETE' THEN ARRAY[OLD.proof_id]\n  ELSE ARRAY[OLD.proof_id, NEW.proof_id] END;\nPERFORM 1 FROM funding_proofofuse WHERE id = ANY(wholes) ORDER BY id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM funding_proofofuse WHERE id = ANY(wholes) AND submitted_on IS NOT NULL) THEN\n  RAISE EXCEPTION 'Ein eingereichter Verwendungsnachweis ändert sich nicht mehr, außer die Stadt gibt ihn zurück.' USING ERRCODE = 'check_violation', CONSTRAINT = 'proof_submitted_stands';\nEND IF;\nIF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\nRETURN NEW;\n", hash='c65018f003864c47b77d9eb9bc309ab827ce7eb0', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_proof_attachment_submitted_72ec2', table='funding_proofattachment', when='BEFORE')),
        ),
        quartiersarbeit.guards.AddTrigger(
            model_name='proofline',
            trigger=pgtrigger.compiler.Trigger(name='proof_line_submitted', sql=quartiersarbeit.guards.GuardSql(declare='DECLARE wholes bigint[];', func="\nwholes := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.proof_id] WHEN 'DELETE' THEN ARRAY[OLD.proof_id]\n  ELSE ARRAY[OLD.proof_id, NEW.proof_id] END;\nPERFORM 1 FROM funding_proofofuse WHERE id = ANY(wholes) ORDER BY id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM funding_proofofuse WHERE id = ANY(wholes) AND submitted_on IS NOT NULL) THEN\n  RAISE EXCEPTION 'Ein eingereichter Verwendungsnachweis ändert sich nicht mehr, außer die Stadt gibt ihn zurück.' USING ERRCODE = 'check_violation', CONSTRAINT = 'proof_submitted_stands';\nEND IF;\nIF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\nRETURN NEW;\n", hash='239090196ea645de1d83c34312c61680d2bdcd61', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_proof_line_submitted_0d623', table='funding_proofline', when='BEFORE')),
        ),
        quartiersarbeit.guards.AddTrigger(
            model_name='proofofuse',
            trigger=pgtrigger.compiler.Trigger(name='proven_within_paid', sql=quartiersarbeit.guards.GuardSql(declare='DECLARE funded numeric; paid numeric;', func="\nIF NEW.accepted_on IS NULL OR (TG_OP = 'UPDATE' AND OLD.accepted_on IS NOT NULL) THEN\n  RETURN NEW;\nEND IF;\nSELECT coalesce(sum(spent - own_funds), 0) INTO funded FROM funding_proofline WHERE proof_id = NEW.id;\nSELECT coalesce(sum(amount), 0) INTO paid FROM funding_disbursement d\n  WHERE allocation_id = NEW.allocation_id AND paid_on IS NOT NULL\n    AND NOT EXISTS (SELECT 1 FROM funding_reversal WHERE disbursement_id = d.id);\nIF funded > paid THEN\n  RAISE EXCEPTION 'Ausgaben ohne Eigenmittel ergeben %; ausgezahlt sind %.',\n    funding_euro(funded), funding_euro(paid)\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'proven_within_paid';\nEND IF;\nRETURN NEW;\n", hash='89c668cf5428fe5e2f9e1761adc92de7016ff3c9', operation='INSERT OR UPDATE', pgid='pgtrigger_proven_within_paid_d3664', table='funding_proofofuse', when='BEFORE')),
        ),
    ]
