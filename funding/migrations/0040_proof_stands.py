"""Lines and attachments of a submitted proof stand until the city gives it back."""

import pgtrigger.compiler
import quartiersarbeit.guards
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0020_proof_and_repayment'),
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
    ]
