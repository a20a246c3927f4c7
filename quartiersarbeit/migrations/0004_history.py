"""The whole history in one table, and the seals of its chain."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import quartiersarbeit.ground.migrating
from django.conf import settings
from django.db import migrations, models


class Migration(quartiersarbeit.ground.migrating.InitialMigration):

    dependencies = [
        ('partners', '0005_lent'),
        ('quartiersarbeit', '0003_only_our_functions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistorySeal',
            fields=[
                ('number', models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name='Nummer')),
                ('entries', models.PositiveIntegerField(verbose_name='Einträge')),
                ('content', models.CharField(max_length=64, verbose_name='Prüfsumme der Einträge')),
                ('before', models.CharField(blank=True, max_length=64, verbose_name='Siegel davor')),
                ('sha256', models.CharField(max_length=64, verbose_name='Siegel')),
                ('sealed_at', models.DateTimeField(verbose_name='Gesiegelt')),
            ],
            options={
                'verbose_name': 'Siegel der Historie',
                'verbose_name_plural': 'Siegel der Historie',
                'ordering': ['number'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='HistoryEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event_table', models.CharField(max_length=63, verbose_name='Tabelle')),
                ('event_id', models.BigIntegerField(verbose_name='Ereignis')),
                ('record', models.BigIntegerField(verbose_name='Eintrag')),
                ('at', models.DateTimeField(verbose_name='Wann')),
                ('private', models.BooleanField(verbose_name='Eigene Sache einer Seite')),
                ('covers', models.TextField(verbose_name='Spalten')),
                ('digest', models.BinaryField(verbose_name='Prüfsumme')),
                ('author', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Wer')),
                ('partner', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partners.partner', verbose_name='Organisation')),
                ('side', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='partners.partner', verbose_name='Für wen')),
                ('seal', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='covered', to='quartiersarbeit.historyseal', verbose_name='Siegel')),
            ],
            options={
                'verbose_name': 'Eintrag im Protokoll',
                'verbose_name_plural': 'Einträge im Protokoll',
                'default_permissions': (),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='historyseal',
            trigger=pgtrigger.compiler.Trigger(name='seal_kept', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='1a629386ad556a89daf7d2b998ea03b07917a5cf', pgid='pgtrigger_seal_kept_34b95', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_seal_kept_34b95() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Ein Siegel der Historie bleibt, wie es ist.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'seal_kept\';\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_seal_kept_34b95 ON public."quartiersarbeit_historyseal";\n            CREATE  TRIGGER pgtrigger_seal_kept_34b95\n                BEFORE UPDATE OR DELETE ON public."quartiersarbeit_historyseal"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_seal_kept_34b95();\n\n            COMMENT ON TRIGGER pgtrigger_seal_kept_34b95 ON public."quartiersarbeit_historyseal" IS \'1a629386ad556a89daf7d2b998ea03b07917a5cf\';\n        ', table='quartiersarbeit_historyseal')),
        ),
        migrations.AddIndex(
            model_name='historyentry',
            index=models.Index(models.OrderBy(models.F('at'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('private', False)), name='history_newest'),
        ),
        migrations.AddIndex(
            model_name='historyentry',
            index=models.Index(fields=['event_table', 'record', 'event_id'], name='history_record'),
        ),
        migrations.AddIndex(
            model_name='historyentry',
            index=models.Index(condition=models.Q(('author__isnull', False)), fields=['author', 'at'], name='history_author'),
        ),
        migrations.AddIndex(
            model_name='historyentry',
            index=models.Index(condition=models.Q(('partner__isnull', False)), fields=['partner', 'at'], name='history_partner'),
        ),
        migrations.AddIndex(
            model_name='historyentry',
            index=models.Index(condition=models.Q(('side__isnull', False)), fields=['side', 'at'], name='history_side'),
        ),
        migrations.AddIndex(
            model_name='historyentry',
            index=models.Index(condition=models.Q(('seal__isnull', True)), fields=['id'], name='history_unsealed'),
        ),
        migrations.AddConstraint(
            model_name='historyentry',
            constraint=models.UniqueConstraint(fields=('event_table', 'event_id'), name='history_event_once', violation_error_message='Jedes Ereignis steht einmal in der Historie.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='historyentry',
            trigger=pgtrigger.compiler.Trigger(name='entry_kept', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='635fb1b24dc2a956e581a77fd214c726f16b81b7', pgid='pgtrigger_entry_kept_911a2', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_entry_kept_911a2() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF TG_OP = \'DELETE\' OR OLD.seal_id IS NOT NULL OR (OLD.id IS DISTINCT FROM NEW.id OR OLD.event_table IS DISTINCT FROM NEW.event_table OR OLD.event_id IS DISTINCT FROM NEW.event_id OR OLD.record IS DISTINCT FROM NEW.record OR OLD.at IS DISTINCT FROM NEW.at OR OLD.author_id IS DISTINCT FROM NEW.author_id OR OLD.side_id IS DISTINCT FROM NEW.side_id OR OLD.partner_id IS DISTINCT FROM NEW.partner_id OR OLD.private IS DISTINCT FROM NEW.private OR OLD.covers IS DISTINCT FROM NEW.covers OR OLD.digest IS DISTINCT FROM NEW.digest) THEN RAISE EXCEPTION \'Ein Eintrag der Historie bleibt, wie er ist; er bekommt nur einmal sein Siegel.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'entry_kept\'; END IF; RETURN coalesce(NEW, OLD);\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_entry_kept_911a2 ON public."quartiersarbeit_historyentry";\n            CREATE  TRIGGER pgtrigger_entry_kept_911a2\n                BEFORE UPDATE OR DELETE ON public."quartiersarbeit_historyentry"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_entry_kept_911a2();\n\n            COMMENT ON TRIGGER pgtrigger_entry_kept_911a2 ON public."quartiersarbeit_historyentry" IS \'635fb1b24dc2a956e581a77fd214c726f16b81b7\';\n        ', table='quartiersarbeit_historyentry')),
        ),
    ]
