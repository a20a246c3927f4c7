import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import quartiersarbeit.ground.guards
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0005_check_claims'),
    ]

    operations = [
        migrations.CreateModel(
            name='NoticeFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('format', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word')], max_length=10, verbose_name='Format')),
                ('content', models.BinaryField(verbose_name='Inhalt')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('renderer', models.CharField(max_length=250, verbose_name='Erzeugt mit')),
                ('drawn_on', models.DateField(verbose_name='Erzeugt am')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='funding.notice', verbose_name='Bescheid')),
            ],
            options={
                'verbose_name': 'Bescheid als Datei',
                'verbose_name_plural': 'Bescheide als Dateien',
                'ordering': ['notice', 'format'],
            },
        ),
        migrations.CreateModel(
            name='NoticeFileEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('format', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word')], max_length=10, verbose_name='Format')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('renderer', models.CharField(max_length=250, verbose_name='Erzeugt mit')),
                ('drawn_on', models.DateField(verbose_name='Erzeugt am')),
                ('notice', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.notice', verbose_name='Bescheid')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='funding.noticefile')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='noticefile',
            constraint=models.UniqueConstraint(fields=('notice', 'format'), name='notice_file_once_per_format', violation_error_message='Diese Datei gibt es schon.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticefile',
            trigger=pgtrigger.compiler.Trigger(name='notice_file_immutable', sql=quartiersarbeit.ground.guards.GuardSql(func="RAISE EXCEPTION 'Ein Bescheid ändert sich nach der Freigabe nicht mehr und wird nicht gelöscht.' USING ERRCODE = 'check_violation', CONSTRAINT = 'notice_file_immutable';", hash='a698bf451a1359453a836e2fbf1137a87fcbaab7', operation='UPDATE OR DELETE', pgid='pgtrigger_notice_file_immutable_85e39', table='funding_noticefile', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticefile',
            trigger=pgtrigger.compiler.Trigger(name='notice_file_is_its_hash', sql=quartiersarbeit.ground.guards.GuardSql(func="IF encode(sha256(NEW.content), 'hex') <> NEW.sha256 THEN RAISE EXCEPTION 'Die Prüfsumme passt nicht zum Inhalt.' USING ERRCODE = 'check_violation', CONSTRAINT = 'notice_file_is_its_hash'; END IF; RETURN NEW;", hash='2da48ececcd11b38614c147afc565200e2ad33ed', operation='INSERT', pgid='pgtrigger_notice_file_is_its_hash_86b93', table='funding_noticefile', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticefile',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.guards.GuardSql(func='INSERT INTO "funding_noticefileevent" ("drawn_on", "format", "id", "notice_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "renderer", "sha256") VALUES (NEW."drawn_on", NEW."format", NEW."id", NEW."notice_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."renderer", NEW."sha256"); RETURN NULL;', hash='3b50474d8f5013eebcdb101b213030b226fdbc1b', operation='INSERT', pgid='pgtrigger_insert_insert_ac9dc', table='funding_noticefile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticefile',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.guards.GuardSql(condition='WHEN (OLD."drawn_on" IS DISTINCT FROM (NEW."drawn_on") OR OLD."format" IS DISTINCT FROM (NEW."format") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."notice_id" IS DISTINCT FROM (NEW."notice_id") OR OLD."renderer" IS DISTINCT FROM (NEW."renderer") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256"))', func='INSERT INTO "funding_noticefileevent" ("drawn_on", "format", "id", "notice_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "renderer", "sha256") VALUES (NEW."drawn_on", NEW."format", NEW."id", NEW."notice_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."renderer", NEW."sha256"); RETURN NULL;', hash='aead34e4796834582bdf98aff9af32371941c7b0', operation='UPDATE', pgid='pgtrigger_update_update_61375', table='funding_noticefile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticefile',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.guards.GuardSql(func='INSERT INTO "funding_noticefileevent" ("drawn_on", "format", "id", "notice_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "renderer", "sha256") VALUES (OLD."drawn_on", OLD."format", OLD."id", OLD."notice_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."renderer", OLD."sha256"); RETURN NULL;', hash='d0a0822202ee4635fbf564d6b3edabf34111d5c3', operation='DELETE', pgid='pgtrigger_delete_delete_5f3a7', table='funding_noticefile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticefileevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.guards.GuardSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d65fe66b32a68cca4f15688ade5db95b71c85200', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ca992', table='funding_noticefileevent', when='BEFORE')),
        ),
    ]
