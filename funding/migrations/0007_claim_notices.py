import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import quartiersarbeit.ground.guards
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0006_notice_files'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='notice',
            options={'ordering': ['decision', 'claim'], 'verbose_name': 'Ausgefertigter Bescheid', 'verbose_name_plural': 'Ausgefertigte Bescheide'},
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='notice',
            name='notice_of_approved',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='notice',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='notice',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='notice',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='noticetext',
            name='notice_text_used',
        ),
        migrations.RemoveConstraint(
            model_name='noticetext',
            name='notice_text_tokens_known',
        ),
        migrations.AddField(
            model_name='notice',
            name='claim',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notice', to='funding.repaymentclaim', verbose_name='Rückforderung'),
        ),
        migrations.AddField(
            model_name='noticeevent',
            name='claim',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.repaymentclaim', verbose_name='Rückforderung'),
        ),
        migrations.AlterField(
            model_name='notice',
            name='decision',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notice', to='funding.decision', verbose_name='Bescheid (Betrag)'),
        ),
        migrations.AlterField(
            model_name='noticeevent',
            name='decision',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.decision', verbose_name='Bescheid (Betrag)'),
        ),
        migrations.AlterField(
            model_name='noticetext',
            name='kind',
            field=models.CharField(choices=[('grant', 'Zuwendungsbescheid'), ('change', 'Änderungsbescheid'), ('revocation', 'Widerrufsbescheid'), ('repayment', 'Rückforderungsbescheid')], max_length=20, verbose_name='Bescheid'),
        ),
        migrations.AlterField(
            model_name='noticetextevent',
            name='kind',
            field=models.CharField(choices=[('grant', 'Zuwendungsbescheid'), ('change', 'Änderungsbescheid'), ('revocation', 'Widerrufsbescheid'), ('repayment', 'Rückforderungsbescheid')], max_length=20, verbose_name='Bescheid'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notice',
            trigger=pgtrigger.compiler.Trigger(name='notice_of_approved', sql=quartiersarbeit.ground.guards.GuardSql(func="IF NEW.claim_id IS NULL AND NOT EXISTS (SELECT 1 FROM funding_decision d WHERE d.id = NEW.decision_id AND d.approved_on <= NEW.frozen_on) THEN RAISE EXCEPTION 'Ausgefertigt wird nur ein freigegebener Bescheid.' USING ERRCODE = 'check_violation', CONSTRAINT = 'notice_of_approved'; END IF; IF NEW.claim_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM funding_repaymentclaim c WHERE c.id = NEW.claim_id AND c.issued_on <= NEW.frozen_on) THEN RAISE EXCEPTION 'Ausgefertigt wird nur eine erlassene Rückforderung.' USING ERRCODE = 'check_violation', CONSTRAINT = 'notice_of_approved'; END IF; RETURN NEW;", hash='da980a3ba1b6cc8e43ce994b3afb41625fa7f539', operation='INSERT', pgid='pgtrigger_notice_of_approved_cfb91', table='funding_notice', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notice',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.guards.GuardSql(func='INSERT INTO "funding_noticeevent" ("claim_id", "decision_id", "frozen_by_id", "frozen_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") VALUES (NEW."claim_id", NEW."decision_id", NEW."frozen_by_id", NEW."frozen_on", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."sha256"); RETURN NULL;', hash='880160181ade92ccb7569ea33ff5dfdf230ab375', operation='INSERT', pgid='pgtrigger_insert_insert_c81cd', table='funding_notice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notice',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.guards.GuardSql(condition='WHEN (OLD."claim_id" IS DISTINCT FROM (NEW."claim_id") OR OLD."decision_id" IS DISTINCT FROM (NEW."decision_id") OR OLD."frozen_by_id" IS DISTINCT FROM (NEW."frozen_by_id") OR OLD."frozen_on" IS DISTINCT FROM (NEW."frozen_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256"))', func='INSERT INTO "funding_noticeevent" ("claim_id", "decision_id", "frozen_by_id", "frozen_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") VALUES (NEW."claim_id", NEW."decision_id", NEW."frozen_by_id", NEW."frozen_on", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."sha256"); RETURN NULL;', hash='ee4863921e2651e409bac61e53636c9e1971be9e', operation='UPDATE', pgid='pgtrigger_update_update_f63ac', table='funding_notice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notice',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.guards.GuardSql(func='INSERT INTO "funding_noticeevent" ("claim_id", "decision_id", "frozen_by_id", "frozen_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") VALUES (OLD."claim_id", OLD."decision_id", OLD."frozen_by_id", OLD."frozen_on", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."sha256"); RETURN NULL;', hash='bc66baf3c153eb8254ff9bf47010c406e4cf635c', operation='DELETE', pgid='pgtrigger_delete_delete_e2735', table='funding_notice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticetext',
            trigger=pgtrigger.compiler.Trigger(name='notice_text_used', sql=quartiersarbeit.ground.guards.GuardSql(func="\nIF EXISTS (SELECT 1 FROM funding_decision d WHERE d.approved_on >= OLD.valid_from\n    AND CASE WHEN d.kind IN ('grant', 'revocation') THEN d.kind ELSE 'change' END = OLD.kind)\n  OR OLD.kind = 'repayment'\n    AND EXISTS (SELECT 1 FROM funding_repaymentclaim c WHERE c.issued_on >= OLD.valid_from) THEN\nRAISE EXCEPTION 'Nach diesem Baustein ist schon ein Bescheid ergangen. Legen Sie eine neue Fassung an.' USING ERRCODE = 'check_violation', CONSTRAINT = 'notice_text_used'; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;", hash='d77e002f9d8009ca774969e21d4fe718bb41fbad', operation='UPDATE OR DELETE', pgid='pgtrigger_notice_text_used_35460', table='funding_noticetext', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('claim__isnull', False), ('decision__isnull', True)), models.Q(('claim__isnull', True), ('decision__isnull', False)), _connector='OR'), name='notice_of_one_act', violation_error_message='Ein Schriftstück gehört zu einem Bescheid oder zu einer Rückforderung.'),
        ),
        migrations.AddConstraint(
            model_name='noticetext',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'repayment'), models.Q(('body__regex', '\\{(?!(empfaenger|standort|jahr|zweck|betrag|datum|bisher|neu|nummer)\\})[^{}]*\\}'), _negated=True), _connector='OR'), models.Q(models.Q(('kind', 'repayment'), _negated=True), models.Q(('body__regex', '\\{(?!(empfaenger|standort|jahr|zweck|betrag|datum|bescheid|faellig|zinssatz|ausgezahlt|nachgewiesen)\\})[^{}]*\\}'), _negated=True), _connector='OR')), name='notice_text_tokens_known', violation_error_message='In geschweiften Klammern stehen nur bekannte Platzhalter.'),
        ),
    ]
