import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import quartiersarbeit.ground.guards
from django.conf import settings
from django.db import migrations, models


# What is booked already: in its own year where that is open or was closed on that day or later, else in the next open
# one. Settled claims are frozen, so their guards rest meanwhile; only the owner of the tables can do that.
BOOKED = """
ALTER TABLE funding_repaymentclaim DISABLE TRIGGER USER;
UPDATE funding_repaymentclaim c SET booked_in_id = coalesce(
    CASE WHEN own.closed_on IS NULL OR c.paid_on <= own.closed_on THEN own.id END,
    (SELECT y.id FROM funding_fiscalyear y WHERE y.year > own.year AND y.closed_on IS NULL ORDER BY y.year LIMIT 1),
    own.id)
  FROM funding_allocation a JOIN funding_fiscalyear own ON own.id = a.fiscal_year_id
 WHERE a.id = c.allocation_id AND c.paid_on IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE funding_repaymentclaim ENABLE TRIGGER USER;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0007_claim_notices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='fiscalyear',
            name='fiscal_year_rest',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='repaymentclaim',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='repaymentclaim',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='repaymentclaim',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='repaymentclaim',
            name='booked_in',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='funding.fiscalyear', verbose_name='Vereinnahmt im Haushaltsjahr'),
        ),
        migrations.AddField(
            model_name='repaymentclaimevent',
            name='booked_in',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.fiscalyear', verbose_name='Vereinnahmt im Haushaltsjahr'),
        ),
        migrations.RunSQL(BOOKED, migrations.RunSQL.noop),
        pgtrigger.migrations.AddTrigger(
            model_name='fiscalyear',
            trigger=pgtrigger.compiler.Trigger(name='fiscal_year_rest', sql=quartiersarbeit.ground.guards.GuardSql(declare='DECLARE counted numeric;', func="\nIF NEW.closed_on IS NULL OR (TG_OP = 'UPDATE' AND OLD.closed_on IS NOT NULL) THEN\n  RETURN NEW;\nEND IF;\ncounted := NEW.appropriation + NEW.carry_over_received\n  - (SELECT coalesce(sum(p.amount), 0) FROM funding_disbursement p\n       JOIN funding_allocation a ON a.id = p.allocation_id\n      WHERE a.fiscal_year_id = NEW.id AND p.paid_on IS NOT NULL\n        AND NOT EXISTS (SELECT 1 FROM funding_reversal r WHERE r.disbursement_id = p.id))\n  + (SELECT coalesce(sum(c.amount), 0) FROM funding_repaymentclaim c WHERE c.booked_in_id = NEW.id);\nIF coalesce(NEW.rest, counted) <> counted THEN\n  RAISE EXCEPTION 'Der Rest ist, was verfügbar und nicht ausgezahlt ist, und nichts anderes.' USING ERRCODE = 'check_violation', CONSTRAINT = 'fiscal_year_rest';\nEND IF;\nNEW.rest := counted;\nRETURN NEW;\n", hash='9466d66051595c9713d3ac44fd856d720af62768', operation='INSERT OR UPDATE', pgid='pgtrigger_fiscal_year_rest_52af4', table='funding_fiscalyear', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentclaim',
            trigger=pgtrigger.compiler.Trigger(name='repayment_booked_once', sql=quartiersarbeit.ground.guards.GuardSql(declare='DECLARE wanted bigint;', func="\nIF NEW.paid_on IS NULL OR (TG_OP = 'UPDATE' AND OLD.paid_on IS NOT NULL) THEN\n  RETURN NEW;\nEND IF;\nSELECT y.id INTO wanted FROM funding_allocation a JOIN funding_fiscalyear own ON own.id = a.fiscal_year_id\n  JOIN funding_fiscalyear y ON y.year >= own.year AND y.closed_on IS NULL\n WHERE a.id = NEW.allocation_id ORDER BY y.year LIMIT 1;\nIF wanted IS NULL OR coalesce(NEW.booked_in_id, wanted) <> wanted THEN\n  RAISE EXCEPTION 'Ein Eingang zählt im Haushaltsjahr seiner Zuweisung oder, wenn es abgeschlossen ist, im nächsten offenen. Eröffnen Sie das Folgejahr, und buchen Sie dann den Eingang.' USING ERRCODE = 'check_violation', CONSTRAINT = 'repayment_booked_once';\nEND IF;\nNEW.booked_in_id := wanted;\nRETURN NEW;\n", hash='d4c679a7ac9ee65049a57270f731ba629d8266ce', operation='INSERT OR UPDATE', pgid='pgtrigger_repayment_booked_once_0ebcc', table='funding_repaymentclaim', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentclaim',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.guards.GuardSql(func='INSERT INTO "funding_repaymentclaimevent" ("allocation_id", "amount", "booked_in_id", "drafted_by_id", "drafted_on", "due_on", "id", "interest_from", "interest_rate", "interest_source", "issued_by_id", "issued_on", "paid_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "received", "recorded_by_id", "reference") VALUES (NEW."allocation_id", NEW."amount", NEW."booked_in_id", NEW."drafted_by_id", NEW."drafted_on", NEW."due_on", NEW."id", NEW."interest_from", NEW."interest_rate", NEW."interest_source", NEW."issued_by_id", NEW."issued_on", NEW."paid_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."reason", NEW."received", NEW."recorded_by_id", NEW."reference"); RETURN NULL;', hash='611d34a0dc3c1d619496dc3a70344685b5bf740e', operation='INSERT', pgid='pgtrigger_insert_insert_3e0a0', table='funding_repaymentclaim', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentclaim',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.guards.GuardSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "funding_repaymentclaimevent" ("allocation_id", "amount", "booked_in_id", "drafted_by_id", "drafted_on", "due_on", "id", "interest_from", "interest_rate", "interest_source", "issued_by_id", "issued_on", "paid_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "received", "recorded_by_id", "reference") VALUES (NEW."allocation_id", NEW."amount", NEW."booked_in_id", NEW."drafted_by_id", NEW."drafted_on", NEW."due_on", NEW."id", NEW."interest_from", NEW."interest_rate", NEW."interest_source", NEW."issued_by_id", NEW."issued_on", NEW."paid_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."reason", NEW."received", NEW."recorded_by_id", NEW."reference"); RETURN NULL;', hash='2bf2e61b1bef015ee9a9b95caaadbc1a66ff241e', operation='UPDATE', pgid='pgtrigger_update_update_a26df', table='funding_repaymentclaim', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentclaim',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.guards.GuardSql(func='INSERT INTO "funding_repaymentclaimevent" ("allocation_id", "amount", "booked_in_id", "drafted_by_id", "drafted_on", "due_on", "id", "interest_from", "interest_rate", "interest_source", "issued_by_id", "issued_on", "paid_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "received", "recorded_by_id", "reference") VALUES (OLD."allocation_id", OLD."amount", OLD."booked_in_id", OLD."drafted_by_id", OLD."drafted_on", OLD."due_on", OLD."id", OLD."interest_from", OLD."interest_rate", OLD."interest_source", OLD."issued_by_id", OLD."issued_on", OLD."paid_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."reason", OLD."received", OLD."recorded_by_id", OLD."reference"); RETURN NULL;', hash='de6afb838c60e93c6018bc6c5f18ef9245b9aea1', operation='DELETE', pgid='pgtrigger_delete_delete_33084', table='funding_repaymentclaim', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='repaymentclaim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('booked_in__isnull', True), ('paid_on__isnull', True)), models.Q(('booked_in__isnull', False), ('paid_on__isnull', False)), _connector='OR'), name='repayment_receipt_has_year', violation_error_message='Zum Eingang gehört das Haushaltsjahr, in dem er zählt.'),
        ),
    ]
