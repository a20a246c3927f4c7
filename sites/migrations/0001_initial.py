import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import quartiersarbeit.ground.migrating
from django.conf import settings
from django.db import migrations, models

from quartiersarbeit.ground.migrating import InitialMigration


class Migration(InitialMigration):

    initial = True

    dependencies = [
        ('partners', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NeighbourhoodEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('district', models.CharField(choices=[('brackwede', 'Brackwede'), ('dornberg', 'Dornberg'), ('gadderbaum', 'Gadderbaum'), ('heepen', 'Heepen'), ('joellenbeck', 'Jöllenbeck'), ('mitte', 'Mitte'), ('schildesche', 'Schildesche'), ('senne', 'Senne'), ('sennestadt', 'Sennestadt'), ('stieghorst', 'Stieghorst')], max_length=20, verbose_name='Stadtbezirk')),
                ('is_example', models.BooleanField(default=False, verbose_name='Beispieldatensatz')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='Titel')),
                ('kind', models.CharField(choices=[('encounter', 'Begegnung'), ('advice', 'Beratung'), ('health', 'Gesundheit und Bewegung'), ('culture', 'Kultur und Bildung'), ('engagement', 'Engagement'), ('meal', 'Mittagstisch'), ('other', 'Sonstiges')], max_length=20, verbose_name='Art')),
                ('rhythm', models.CharField(blank=True, help_text='Zum Beispiel „jeden Dienstag“.', max_length=120, verbose_name='Rhythmus')),
                ('target_group', models.CharField(blank=True, max_length=120, verbose_name='Zielgruppe')),
                ('starts_on', models.DateField(verbose_name='Seit')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='Bis')),
            ],
            options={
                'verbose_name': 'Angebot',
                'verbose_name_plural': 'Angebote',
                'ordering': ['site', 'title', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='OfferEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(max_length=120, verbose_name='Titel')),
                ('kind', models.CharField(choices=[('encounter', 'Begegnung'), ('advice', 'Beratung'), ('health', 'Gesundheit und Bewegung'), ('culture', 'Kultur und Bildung'), ('engagement', 'Engagement'), ('meal', 'Mittagstisch'), ('other', 'Sonstiges')], max_length=20, verbose_name='Art')),
                ('rhythm', models.CharField(blank=True, help_text='Zum Beispiel „jeden Dienstag“.', max_length=120, verbose_name='Rhythmus')),
                ('target_group', models.CharField(blank=True, max_length=120, verbose_name='Zielgruppe')),
                ('starts_on', models.DateField(verbose_name='Seit')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='Bis')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Reopening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('closed_on', models.DateField(verbose_name='War geschlossen am')),
                ('on', models.DateField(verbose_name='Wieder geöffnet am')),
            ],
            options={
                'verbose_name': 'Wiedereröffnung',
                'verbose_name_plural': 'Wiedereröffnungen',
                'ordering': ['site', 'on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ReopeningEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('closed_on', models.DateField(verbose_name='War geschlossen am')),
                ('on', models.DateField(verbose_name='Wieder geöffnet am')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='Platz Nr.')),
                ('valid_from', models.DateField(verbose_name='Gültig von')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='Gültig bis')),
            ],
            options={
                'verbose_name': 'Platz',
                'verbose_name_plural': 'Plätze',
                'ordering': ['number', 'valid_from'],
            },
        ),
        migrations.CreateModel(
            name='SeatEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveSmallIntegerField(verbose_name='Platz Nr.')),
                ('valid_from', models.DateField(verbose_name='Gültig von')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='Gültig bis')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Site',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('street', models.CharField(blank=True, max_length=120, verbose_name='Straße und Hausnummer')),
                ('postcode', models.CharField(blank=True, max_length=5, verbose_name='Postleitzahl')),
                ('latitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, verbose_name='Breitengrad')),
                ('longitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, verbose_name='Längengrad')),
                ('opened_on', models.DateField(blank=True, null=True, verbose_name='Eröffnet am')),
                ('closed_on', models.DateField(blank=True, help_text='Der letzte Betriebstag.', null=True, verbose_name='Geschlossen am')),
                ('description', models.TextField(blank=True, verbose_name='Beschreibung')),
                ('community_cafe', models.BooleanField(default=False, verbose_name='Nachbarschaftscafé')),
                ('care_cover', models.BooleanField(default=False, verbose_name='Versorgungssicherheit rund um die Uhr')),
                ('is_example', models.BooleanField(default=False, verbose_name='Beispieldatensatz')),
            ],
            options={
                'verbose_name': 'Standort',
                'verbose_name_plural': 'Standorte',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SiteEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('street', models.CharField(blank=True, max_length=120, verbose_name='Straße und Hausnummer')),
                ('postcode', models.CharField(blank=True, max_length=5, verbose_name='Postleitzahl')),
                ('latitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, verbose_name='Breitengrad')),
                ('longitude', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, verbose_name='Längengrad')),
                ('opened_on', models.DateField(blank=True, null=True, verbose_name='Eröffnet am')),
                ('closed_on', models.DateField(blank=True, help_text='Der letzte Betriebstag.', null=True, verbose_name='Geschlossen am')),
                ('description', models.TextField(blank=True, verbose_name='Beschreibung')),
                ('community_cafe', models.BooleanField(default=False, verbose_name='Nachbarschaftscafé')),
                ('care_cover', models.BooleanField(default=False, verbose_name='Versorgungssicherheit rund um die Uhr')),
                ('is_example', models.BooleanField(default=False, verbose_name='Beispieldatensatz')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SiteInQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'Standort im Gespräch',
                'verbose_name_plural': 'Standorte im Gespräch',
                'ordering': ['negotiation', 'site'],
            },
        ),
        migrations.CreateModel(
            name='SiteInQuestionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CoveringAgreement',
            fields=[
            ],
            options={
                'verbose_name': 'Vereinbarung der Standorte',
                'verbose_name_plural': 'Vereinbarungen der Standorte',
                'proxy': True,
                'default_permissions': (),
                'indexes': [],
                'constraints': [],
            },
            bases=('partners.agreement',),
        ),
        migrations.CreateModel(
            name='CoveringParty',
            fields=[
            ],
            options={
                'verbose_name': 'Vertragspartei der Standorte',
                'verbose_name_plural': 'Vertragsparteien der Standorte',
                'proxy': True,
                'default_permissions': (),
                'indexes': [],
                'constraints': [],
            },
            bases=('partners.party',),
        ),
        migrations.CreateModel(
            name='LimitingMandate',
            fields=[
            ],
            options={
                'verbose_name': 'Beschlussgrundlage der Plätze',
                'verbose_name_plural': 'Beschlussgrundlagen der Plätze',
                'proxy': True,
                'default_permissions': (),
                'indexes': [],
                'constraints': [],
            },
            bases=('partners.mandate',),
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('landlord', 'Wohnungsunternehmen'), ('provider', 'Träger der Quartiersarbeit'), ('care', 'Pflegedienst'), ('other', 'weiterer Partner')], max_length=20, verbose_name='Rolle')),
                ('starts_on', models.DateField(verbose_name='Von')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='Bis')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='partners.partner', verbose_name='Kooperationspartner')),
            ],
            options={
                'verbose_name': 'Rolle am Standort',
                'verbose_name_plural': 'Rollen am Standort',
                'ordering': ['site', 'role', 'starts_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AssignmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('role', models.CharField(choices=[('landlord', 'Wohnungsunternehmen'), ('provider', 'Träger der Quartiersarbeit'), ('care', 'Pflegedienst'), ('other', 'weiterer Partner')], max_length=20, verbose_name='Rolle')),
                ('starts_on', models.DateField(verbose_name='Von')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='Bis')),
                ('partner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='Kooperationspartner')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='sites.assignment')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Coverage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='Von')),
                ('ends_on', models.DateField(blank=True, help_text='Der letzte Tag; leer: auf Weiteres.', null=True, verbose_name='Bis')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='coverages', to='partners.agreement', verbose_name='Kooperationsvereinbarung')),
            ],
            options={
                'verbose_name': 'Standort unter Vereinbarung',
                'verbose_name_plural': 'Standorte unter Vereinbarung',
                'ordering': ['starts_on', 'seat', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='CoverageEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('starts_on', models.DateField(verbose_name='Von')),
                ('ends_on', models.DateField(blank=True, help_text='Der letzte Tag; leer: auf Weiteres.', null=True, verbose_name='Bis')),
                ('agreement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.agreement', verbose_name='Kooperationsvereinbarung')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='sites.coverage')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Neighbourhood',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('district', models.CharField(choices=[('brackwede', 'Brackwede'), ('dornberg', 'Dornberg'), ('gadderbaum', 'Gadderbaum'), ('heepen', 'Heepen'), ('joellenbeck', 'Jöllenbeck'), ('mitte', 'Mitte'), ('schildesche', 'Schildesche'), ('senne', 'Senne'), ('sennestadt', 'Sennestadt'), ('stieghorst', 'Stieghorst')], max_length=20, verbose_name='Stadtbezirk')),
                ('is_example', models.BooleanField(default=False, verbose_name='Beispieldatensatz')),
            ],
            options={
                'verbose_name': 'Quartier',
                'verbose_name_plural': 'Quartiere',
                'ordering': ['name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('name', 'district'), name='neighbourhood_unique', violation_error_message='Dieses Quartier gibt es in diesem Stadtbezirk schon.')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='neighbourhood',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='d80d385fd793878b9c17726a35c67dfc1cb89547', pgid='pgtrigger_insert_insert_12fb9', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_12fb9() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."sites_neighbourhoodevent" ("district", "id", "is_example", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."district", NEW."id", NEW."is_example", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_12fb9 ON public."sites_neighbourhood";\n            CREATE  TRIGGER pgtrigger_insert_insert_12fb9\n                AFTER INSERT ON public."sites_neighbourhood"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_12fb9();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_12fb9 ON public."sites_neighbourhood" IS \'d80d385fd793878b9c17726a35c67dfc1cb89547\';\n        ', table='sites_neighbourhood')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='neighbourhood',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='792aeb6328bc30e18b2f24f61e1cb9056a6a1cc2', pgid='pgtrigger_update_update_a646a', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_a646a() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."sites_neighbourhoodevent" ("district", "id", "is_example", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."district", NEW."id", NEW."is_example", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_a646a ON public."sites_neighbourhood";\n            CREATE  TRIGGER pgtrigger_update_update_a646a\n                AFTER UPDATE ON public."sites_neighbourhood"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_a646a();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_a646a ON public."sites_neighbourhood" IS \'792aeb6328bc30e18b2f24f61e1cb9056a6a1cc2\';\n        ', table='sites_neighbourhood')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='neighbourhood',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='d334189ddad6f554a696e8414384c062311cf9fd', pgid='pgtrigger_delete_delete_9fba6', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_9fba6() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."sites_neighbourhoodevent" ("district", "id", "is_example", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."district", OLD."id", OLD."is_example", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_9fba6 ON public."sites_neighbourhood";\n            CREATE  TRIGGER pgtrigger_delete_delete_9fba6\n                AFTER DELETE ON public."sites_neighbourhood"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_9fba6();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_9fba6 ON public."sites_neighbourhood" IS \'d334189ddad6f554a696e8414384c062311cf9fd\';\n        ', table='sites_neighbourhood')),
        ),
        migrations.AddField(
            model_name='neighbourhoodevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='sites.neighbourhood'),
        ),
        migrations.AddField(
            model_name='offerevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='sites.offer'),
        ),
        migrations.AddField(
            model_name='reopening',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Wieder geöffnet von'),
        ),
        migrations.AddField(
            model_name='reopening',
            name='closed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='War geschlossen von'),
        ),
        migrations.AddField(
            model_name='reopeningevent',
            name='by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Wieder geöffnet von'),
        ),
        migrations.AddField(
            model_name='reopeningevent',
            name='closed_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='War geschlossen von'),
        ),
        migrations.AddField(
            model_name='reopeningevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='sites.reopening'),
        ),
        migrations.AddField(
            model_name='seat',
            name='mandate',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='partners.mandate', verbose_name='Beschlussgrundlage'),
        ),
        migrations.AddField(
            model_name='coverageevent',
            name='seat',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sites.seat', verbose_name='Platz'),
        ),
        migrations.AddField(
            model_name='coverage',
            name='seat',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='coverages', to='sites.seat', verbose_name='Platz'),
        ),
        migrations.AddField(
            model_name='seatevent',
            name='mandate',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.mandate', verbose_name='Beschlussgrundlage'),
        ),
        migrations.AddField(
            model_name='seatevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='sites.seat'),
        ),
        migrations.AddField(
            model_name='site',
            name='closed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Geschlossen von'),
        ),
        migrations.AddField(
            model_name='site',
            name='neighbourhood',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sites', to='sites.neighbourhood', verbose_name='Quartier'),
        ),
        migrations.AddField(
            model_name='reopeningevent',
            name='site',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sites.site', verbose_name='Standort'),
        ),
        migrations.AddField(
            model_name='reopening',
            name='site',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reopenings', to='sites.site', verbose_name='Standort'),
        ),
        migrations.AddField(
            model_name='offerevent',
            name='site',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sites.site', verbose_name='Standort'),
        ),
        migrations.AddField(
            model_name='offer',
            name='site',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='sites.site', verbose_name='Standort'),
        ),
        migrations.AddField(
            model_name='coverageevent',
            name='site',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sites.site', verbose_name='Standort'),
        ),
        migrations.AddField(
            model_name='coverage',
            name='site',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='coverages', to='sites.site', verbose_name='Standort'),
        ),
        migrations.AddField(
            model_name='assignmentevent',
            name='site',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sites.site', verbose_name='Standort'),
        ),
        migrations.AddField(
            model_name='assignment',
            name='site',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='sites.site', verbose_name='Standort'),
        ),
        migrations.AddField(
            model_name='siteevent',
            name='closed_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Geschlossen von'),
        ),
        migrations.AddField(
            model_name='siteevent',
            name='neighbourhood',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sites.neighbourhood', verbose_name='Quartier'),
        ),
        migrations.AddField(
            model_name='siteevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='sites.site'),
        ),
        migrations.AddField(
            model_name='siteinquestion',
            name='negotiation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='in_question', to='partners.negotiation', verbose_name='Kooperationsgespräch'),
        ),
        migrations.AddField(
            model_name='siteinquestion',
            name='site',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='in_question', to='sites.site', verbose_name='Standort'),
        ),
        migrations.AddField(
            model_name='site',
            name='negotiations',
            field=models.ManyToManyField(related_name='sites', through='sites.SiteInQuestion', to='partners.negotiation', verbose_name='Kooperationsgespräche'),
        ),
        migrations.AddField(
            model_name='siteinquestionevent',
            name='negotiation',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.negotiation', verbose_name='Kooperationsgespräch'),
        ),
        migrations.AddField(
            model_name='siteinquestionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='sites.siteinquestion'),
        ),
        migrations.AddField(
            model_name='siteinquestionevent',
            name='site',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sites.site', verbose_name='Standort'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coveringagreement',
            trigger=pgtrigger.compiler.Trigger(name='agreement_holds_coverage', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='c8be7b0876f9d074c520d764ab6b8eaf62eb0a36', pgid='pgtrigger_agreement_holds_coverage_b8074', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_agreement_holds_coverage_b8074() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF EXISTS (SELECT 1 FROM public.sites_coverage c WHERE c.agreement_id = NEW.id AND (\n  c.starts_on < NEW.starts_on OR coalesce(c.ends_on, \'infinity\') > coalesce(NEW.ends_on, \'infinity\'))) THEN RAISE EXCEPTION \'Die Laufzeit umfasst nicht mehr alle Standorte. Beenden Sie zuerst deren Plätze.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'agreement_holds_coverage\', COLUMN = \'ends_on\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_agreement_holds_coverage_b8074 ON public."partners_agreement";\n            CREATE  TRIGGER pgtrigger_agreement_holds_coverage_b8074\n                BEFORE UPDATE ON public."partners_agreement"\n                \n                \n                FOR EACH ROW WHEN (OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on"))\n                EXECUTE FUNCTION public.pgtrigger_agreement_holds_coverage_b8074();\n\n            COMMENT ON TRIGGER pgtrigger_agreement_holds_coverage_b8074 ON public."partners_agreement" IS \'c8be7b0876f9d074c520d764ab6b8eaf62eb0a36\';\n        ', table='partners_agreement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coveringagreement',
            trigger=pgtrigger.compiler.Trigger(name='notice_ends_coverage', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='88e48069422cc64c544a0e7eadc4d963e495f7d1', pgid='pgtrigger_notice_ends_coverage_458d1', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_notice_ends_coverage_458d1() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF EXISTS (SELECT 1 FROM public.sites_coverage c WHERE c.agreement_id IN (SELECT public.partners_line(NEW.id))\n           AND coalesce(c.ends_on, \'infinity\') > coalesce(public.partners_upheld_to(c.agreement_id, \'infinity\'), \'infinity\'))\nTHEN\n  RAISE EXCEPTION \'Danach hätten Standorte noch einen Platz, obwohl nichts mehr vereinbart ist. Beenden Sie zuerst die Plätze.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'coverage_within_effective_end\';\nEND IF;\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_notice_ends_coverage_458d1 ON public."partners_agreement";\n            CREATE  TRIGGER pgtrigger_notice_ends_coverage_458d1\n                AFTER UPDATE ON public."partners_agreement"\n                \n                \n                FOR EACH ROW WHEN (OLD."amends_id" IS DISTINCT FROM (NEW."amends_id") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."terminated_on" IS DISTINCT FROM (NEW."terminated_on") OR OLD."terminated_to" IS DISTINCT FROM (NEW."terminated_to"))\n                EXECUTE FUNCTION public.pgtrigger_notice_ends_coverage_458d1();\n\n            COMMENT ON TRIGGER pgtrigger_notice_ends_coverage_458d1 ON public."partners_agreement" IS \'88e48069422cc64c544a0e7eadc4d963e495f7d1\';\n        ', table='partners_agreement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coveringparty',
            trigger=pgtrigger.compiler.Trigger(name='amendment_holds_coverage', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='97683f195441b9318279e4c55b6758af063a617e', pgid='pgtrigger_amendment_holds_coverage_8372b', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_amendment_holds_coverage_8372b() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF EXISTS (SELECT 1 FROM public.sites_coverage c WHERE c.agreement_id IN (SELECT public.partners_line(coalesce(NEW.agreement_id, OLD.agreement_id)))\n           AND coalesce(c.ends_on, \'infinity\') > coalesce(public.partners_upheld_to(c.agreement_id, \'infinity\'), \'infinity\'))\nTHEN\n  RAISE EXCEPTION \'Danach hätten Standorte noch einen Platz, obwohl nichts mehr vereinbart ist. Beenden Sie zuerst die Plätze.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'coverage_within_effective_end\';\nEND IF;\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_amendment_holds_coverage_8372b ON public."partners_party";\n            CREATE  TRIGGER pgtrigger_amendment_holds_coverage_8372b\n                AFTER INSERT OR UPDATE OR DELETE ON public."partners_party"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_amendment_holds_coverage_8372b();\n\n            COMMENT ON TRIGGER pgtrigger_amendment_holds_coverage_8372b ON public."partners_party" IS \'97683f195441b9318279e4c55b6758af063a617e\';\n        ', table='partners_party')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='limitingmandate',
            trigger=pgtrigger.compiler.Trigger(name='mandate_seats_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='ff5f54bc2544fb57a65dea9adfb481ad72971a12', pgid='pgtrigger_mandate_seats_update_f9777', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_mandate_seats_update_f9777() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.sites_check_seats(ARRAY(WITH changed AS (TABLE before UNION ALL TABLE after) SELECT s.id FROM public.sites_seat s JOIN changed c ON s.mandate_id = c.id)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_mandate_seats_update_f9777 ON public."partners_mandate";\n            CREATE  TRIGGER pgtrigger_mandate_seats_update_f9777\n                AFTER UPDATE ON public."partners_mandate"\n                \n                REFERENCING OLD TABLE AS before  NEW TABLE AS after \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_mandate_seats_update_f9777();\n\n            COMMENT ON TRIGGER pgtrigger_mandate_seats_update_f9777 ON public."partners_mandate" IS \'ff5f54bc2544fb57a65dea9adfb481ad72971a12\';\n        ', table='partners_mandate')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='neighbourhoodevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='cb4935a670a1d81b6bee23027aa28c71ea61b028', pgid='pgtrigger_append_only_f2451', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_f2451() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_f2451 ON public."sites_neighbourhoodevent";\n            CREATE  TRIGGER pgtrigger_append_only_f2451\n                BEFORE UPDATE OR DELETE ON public."sites_neighbourhoodevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_f2451();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_f2451 ON public."sites_neighbourhoodevent" IS \'cb4935a670a1d81b6bee23027aa28c71ea61b028\';\n        ', table='sites_neighbourhoodevent')),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='seat_valid_until_after_from', violation_error_message='Das Ende liegt vor dem Beginn.'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='seat_number_positive', violation_error_message='Plätze werden ab 1 gezählt.'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('number', '='), (models.Func('valid_from', 'valid_until', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True), function='DATERANGE', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='seat_number_once_at_a_time', violation_error_message='Diesen Platz gibt es in dem Zeitraum schon.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seat',
            trigger=pgtrigger.compiler.Trigger(name='queued', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='36cba3c1f3a79617fba91c9101a7292b79e1bf2c', pgid='pgtrigger_queued_d81cc', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_queued_d81cc() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF current_setting(\'transaction_isolation\') = \'repeatable read\' THEN\n  RAISE EXCEPTION \'REPEATABLE READ kann die Grenzen nicht wahren; bitte READ COMMITTED verwenden.\'\n    USING ERRCODE = \'feature_not_supported\', CONSTRAINT = \'isolation\';\nEND IF;\nPERFORM pg_advisory_xact_lock(hashtext(\'quartiersarbeit.limits\'));\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_queued_d81cc ON public."sites_seat";\n            CREATE  TRIGGER pgtrigger_queued_d81cc\n                BEFORE INSERT OR UPDATE OR DELETE ON public."sites_seat"\n                \n                \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_queued_d81cc();\n\n            COMMENT ON TRIGGER pgtrigger_queued_d81cc ON public."sites_seat" IS \'36cba3c1f3a79617fba91c9101a7292b79e1bf2c\';\n        ', table='sites_seat')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seat',
            trigger=pgtrigger.compiler.Trigger(name='seats_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='4629409e630a978201fe5b6f78784bdc2374178b', pgid='pgtrigger_seats_insert_929ba', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_seats_insert_929ba() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.sites_check_seats(ARRAY(SELECT DISTINCT id FROM changed)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_seats_insert_929ba ON public."sites_seat";\n            CREATE  TRIGGER pgtrigger_seats_insert_929ba\n                AFTER INSERT ON public."sites_seat"\n                \n                REFERENCING NEW TABLE AS changed \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_seats_insert_929ba();\n\n            COMMENT ON TRIGGER pgtrigger_seats_insert_929ba ON public."sites_seat" IS \'4629409e630a978201fe5b6f78784bdc2374178b\';\n        ', table='sites_seat')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seat',
            trigger=pgtrigger.compiler.Trigger(name='seats_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='c6ab5413b1f02164ea6b694bb334414670985b8b', pgid='pgtrigger_seats_update_2535f', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_seats_update_2535f() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.sites_check_seats(ARRAY(WITH changed AS (TABLE before UNION ALL TABLE after) SELECT DISTINCT id FROM changed)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_seats_update_2535f ON public."sites_seat";\n            CREATE  TRIGGER pgtrigger_seats_update_2535f\n                AFTER UPDATE ON public."sites_seat"\n                \n                REFERENCING OLD TABLE AS before  NEW TABLE AS after \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_seats_update_2535f();\n\n            COMMENT ON TRIGGER pgtrigger_seats_update_2535f ON public."sites_seat" IS \'c6ab5413b1f02164ea6b694bb334414670985b8b\';\n        ', table='sites_seat')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seat',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='f05b65ecba04e6f59cbbb68d50632c84aa0ef510', pgid='pgtrigger_insert_insert_69a9f', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_69a9f() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."sites_seatevent" ("id", "mandate_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_until") VALUES (NEW."id", NEW."mandate_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."valid_from", NEW."valid_until"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_69a9f ON public."sites_seat";\n            CREATE  TRIGGER pgtrigger_insert_insert_69a9f\n                AFTER INSERT ON public."sites_seat"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_69a9f();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_69a9f ON public."sites_seat" IS \'f05b65ecba04e6f59cbbb68d50632c84aa0ef510\';\n        ', table='sites_seat')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seat',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='9619a88ebe22150fad5babeb7707e4c284749a2b', pgid='pgtrigger_update_update_f5145', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_f5145() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."sites_seatevent" ("id", "mandate_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_until") VALUES (NEW."id", NEW."mandate_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."valid_from", NEW."valid_until"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_f5145 ON public."sites_seat";\n            CREATE  TRIGGER pgtrigger_update_update_f5145\n                AFTER UPDATE ON public."sites_seat"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_f5145();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_f5145 ON public."sites_seat" IS \'9619a88ebe22150fad5babeb7707e4c284749a2b\';\n        ', table='sites_seat')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seat',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='12fb98cc9a39726fd3f67bb149a4d56a84d3cad4', pgid='pgtrigger_delete_delete_535e3', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_535e3() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."sites_seatevent" ("id", "mandate_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_until") VALUES (OLD."id", OLD."mandate_id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."valid_from", OLD."valid_until"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_535e3 ON public."sites_seat";\n            CREATE  TRIGGER pgtrigger_delete_delete_535e3\n                AFTER DELETE ON public."sites_seat"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_535e3();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_535e3 ON public."sites_seat" IS \'12fb98cc9a39726fd3f67bb149a4d56a84d3cad4\';\n        ', table='sites_seat')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seatevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='a05848218ae0b40e424a2b3e0c3d55679cea84de', pgid='pgtrigger_append_only_7e1b1', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_7e1b1() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_7e1b1 ON public."sites_seatevent";\n            CREATE  TRIGGER pgtrigger_append_only_7e1b1\n                BEFORE UPDATE OR DELETE ON public."sites_seatevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_7e1b1();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_7e1b1 ON public."sites_seatevent" IS \'a05848218ae0b40e424a2b3e0c3d55679cea84de\';\n        ', table='sites_seatevent')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reopeningevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='a7d6210d8830537405f3e89a2e46d6bf1e1d4e52', pgid='pgtrigger_append_only_55f84', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_55f84() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_55f84 ON public."sites_reopeningevent";\n            CREATE  TRIGGER pgtrigger_append_only_55f84\n                BEFORE UPDATE OR DELETE ON public."sites_reopeningevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_55f84();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_55f84 ON public."sites_reopeningevent" IS \'a7d6210d8830537405f3e89a2e46d6bf1e1d4e52\';\n        ', table='sites_reopeningevent')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reopening',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='28217e273a0c499b4d7e0a81227608d36046fde5', pgid='pgtrigger_insert_insert_39fe0', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_39fe0() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."sites_reopeningevent" ("by_id", "closed_by_id", "closed_on", "id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "site_id") VALUES (NEW."by_id", NEW."closed_by_id", NEW."closed_on", NEW."id", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."site_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_39fe0 ON public."sites_reopening";\n            CREATE  TRIGGER pgtrigger_insert_insert_39fe0\n                AFTER INSERT ON public."sites_reopening"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_39fe0();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_39fe0 ON public."sites_reopening" IS \'28217e273a0c499b4d7e0a81227608d36046fde5\';\n        ', table='sites_reopening')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reopening',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='c909a4c51e7c92bc8f6c1acbdf6a8c2d15172465', pgid='pgtrigger_update_update_b50df', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_b50df() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."sites_reopeningevent" ("by_id", "closed_by_id", "closed_on", "id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "site_id") VALUES (NEW."by_id", NEW."closed_by_id", NEW."closed_on", NEW."id", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."site_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_b50df ON public."sites_reopening";\n            CREATE  TRIGGER pgtrigger_update_update_b50df\n                AFTER UPDATE ON public."sites_reopening"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_b50df();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_b50df ON public."sites_reopening" IS \'c909a4c51e7c92bc8f6c1acbdf6a8c2d15172465\';\n        ', table='sites_reopening')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reopening',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='f899fb6531dea0ae6feaca30ac23cd9ded521d04', pgid='pgtrigger_delete_delete_cc726', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_cc726() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."sites_reopeningevent" ("by_id", "closed_by_id", "closed_on", "id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "site_id") VALUES (OLD."by_id", OLD."closed_by_id", OLD."closed_on", OLD."id", OLD."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."site_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_cc726 ON public."sites_reopening";\n            CREATE  TRIGGER pgtrigger_delete_delete_cc726\n                AFTER DELETE ON public."sites_reopening"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_cc726();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_cc726 ON public."sites_reopening" IS \'f899fb6531dea0ae6feaca30ac23cd9ded521d04\';\n        ', table='sites_reopening')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='84c33837eee26627a101557095534fc88f35240a', pgid='pgtrigger_append_only_76cdd', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_76cdd() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_76cdd ON public."sites_offerevent";\n            CREATE  TRIGGER pgtrigger_append_only_76cdd\n                BEFORE UPDATE OR DELETE ON public."sites_offerevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_76cdd();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_76cdd ON public."sites_offerevent" IS \'84c33837eee26627a101557095534fc88f35240a\';\n        ', table='sites_offerevent')),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='offer_ends_after_start', violation_error_message='Das Ende liegt vor dem Beginn.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='9f4291dfa18925f1fc6baf3dd70dd9434e491df7', pgid='pgtrigger_insert_insert_e4996', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_e4996() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."sites_offerevent" ("ends_on", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rhythm", "site_id", "starts_on", "target_group", "title") VALUES (NEW."ends_on", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."rhythm", NEW."site_id", NEW."starts_on", NEW."target_group", NEW."title"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_e4996 ON public."sites_offer";\n            CREATE  TRIGGER pgtrigger_insert_insert_e4996\n                AFTER INSERT ON public."sites_offer"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_e4996();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_e4996 ON public."sites_offer" IS \'9f4291dfa18925f1fc6baf3dd70dd9434e491df7\';\n        ', table='sites_offer')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='121b4de2e00d42af9931c9d64c7f96981cfe3004', pgid='pgtrigger_update_update_e8798', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_e8798() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."sites_offerevent" ("ends_on", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rhythm", "site_id", "starts_on", "target_group", "title") VALUES (NEW."ends_on", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."rhythm", NEW."site_id", NEW."starts_on", NEW."target_group", NEW."title"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_e8798 ON public."sites_offer";\n            CREATE  TRIGGER pgtrigger_update_update_e8798\n                AFTER UPDATE ON public."sites_offer"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_e8798();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_e8798 ON public."sites_offer" IS \'121b4de2e00d42af9931c9d64c7f96981cfe3004\';\n        ', table='sites_offer')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offer',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='1f0f9b62e7a32dc09ae8c2300b6a0e48618460eb', pgid='pgtrigger_delete_delete_67ea7', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_67ea7() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."sites_offerevent" ("ends_on", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rhythm", "site_id", "starts_on", "target_group", "title") VALUES (OLD."ends_on", OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."rhythm", OLD."site_id", OLD."starts_on", OLD."target_group", OLD."title"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_67ea7 ON public."sites_offer";\n            CREATE  TRIGGER pgtrigger_delete_delete_67ea7\n                AFTER DELETE ON public."sites_offer"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_67ea7();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_67ea7 ON public."sites_offer" IS \'1f0f9b62e7a32dc09ae8c2300b6a0e48618460eb\';\n        ', table='sites_offer')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coverageevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='12699dbec93d856c0ab3b7c9f22a1d53fb69e415', pgid='pgtrigger_append_only_07bc6', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_07bc6() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_07bc6 ON public."sites_coverageevent";\n            CREATE  TRIGGER pgtrigger_append_only_07bc6\n                BEFORE UPDATE OR DELETE ON public."sites_coverageevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_07bc6();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_07bc6 ON public."sites_coverageevent" IS \'12699dbec93d856c0ab3b7c9f22a1d53fb69e415\';\n        ', table='sites_coverageevent')),
        ),
        migrations.AddConstraint(
            model_name='coverage',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='coverage_ends_after_start', violation_error_message='Das Ende liegt vor dem Beginn.'),
        ),
        migrations.AddConstraint(
            model_name='coverage',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('seat', '='), (models.Func('starts_on', 'ends_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True), function='DATERANGE', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='coverage_seat_once_at_a_time', violation_error_message='Dieser Platz ist in dem Zeitraum schon vergeben. Es gibt nur so viele Plätze, wie beschlossen sind; wählen Sie einen freien Platz oder einen anderen Zeitraum.'),
        ),
        migrations.AddConstraint(
            model_name='coverage',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('site', '='), (models.Func('starts_on', 'ends_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True), function='DATERANGE', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='coverage_site_once_at_a_time', violation_error_message='Dieser Standort hat in dem Zeitraum schon einen Platz.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coverage',
            trigger=pgtrigger.compiler.Trigger(name='queued', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='b4415c73ba1ee8c4bc2a8f7d3afcdcb821be6ca2', pgid='pgtrigger_queued_8adfc', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_queued_8adfc() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF current_setting(\'transaction_isolation\') = \'repeatable read\' THEN\n  RAISE EXCEPTION \'REPEATABLE READ kann die Grenzen nicht wahren; bitte READ COMMITTED verwenden.\'\n    USING ERRCODE = \'feature_not_supported\', CONSTRAINT = \'isolation\';\nEND IF;\nPERFORM pg_advisory_xact_lock(hashtext(\'quartiersarbeit.limits\'));\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_queued_8adfc ON public."sites_coverage";\n            CREATE  TRIGGER pgtrigger_queued_8adfc\n                BEFORE INSERT OR UPDATE OR DELETE ON public."sites_coverage"\n                \n                \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_queued_8adfc();\n\n            COMMENT ON TRIGGER pgtrigger_queued_8adfc ON public."sites_coverage" IS \'b4415c73ba1ee8c4bc2a8f7d3afcdcb821be6ca2\';\n        ', table='sites_coverage')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coverage',
            trigger=pgtrigger.compiler.Trigger(name='coverage_within_agreement', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='b9a414e8d43b14fbaa5cef5a91f834c1ab277c28', pgid='pgtrigger_coverage_within_agreement_851b4', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_coverage_within_agreement_851b4() RETURNS TRIGGER AS $$\n                DECLARE term public.partners_agreement%ROWTYPE; lasts_to date;\n                BEGIN\n                    \nSELECT * INTO term FROM public.partners_agreement WHERE id = NEW.agreement_id;\nIF NEW.starts_on < term.starts_on OR coalesce(NEW.ends_on, \'infinity\') > coalesce(term.ends_on, \'infinity\') THEN\n  RAISE EXCEPTION \'Die Vereinbarung läuft von % bis %; der Standort braucht sie in einem anderen Zeitraum.\',\n    to_char(term.starts_on, \'DD.MM.YYYY\'), coalesce(to_char(term.ends_on, \'DD.MM.YYYY\'), \'auf Weiteres\')\n    USING ERRCODE = \'check_violation\', CONSTRAINT = \'coverage_within_agreement\', COLUMN = \'starts_on\';\nEND IF;\nlasts_to := public.partners_upheld_to(NEW.agreement_id, \'infinity\');\nIF coalesce(NEW.ends_on, \'infinity\') > coalesce(lasts_to, \'infinity\') THEN\n  RAISE EXCEPTION \'Die Vereinbarung endet mit ihren Nachträgen am %; länger hat kein Standort seinen Platz.\',\n    to_char(lasts_to, \'DD.MM.YYYY\')\n    USING ERRCODE = \'check_violation\', CONSTRAINT = \'coverage_within_effective_end\', COLUMN = \'ends_on\';\nEND IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_coverage_within_agreement_851b4 ON public."sites_coverage";\n            CREATE  TRIGGER pgtrigger_coverage_within_agreement_851b4\n                BEFORE INSERT OR UPDATE ON public."sites_coverage"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_coverage_within_agreement_851b4();\n\n            COMMENT ON TRIGGER pgtrigger_coverage_within_agreement_851b4 ON public."sites_coverage" IS \'b9a414e8d43b14fbaa5cef5a91f834c1ab277c28\';\n        ', table='sites_coverage')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coverage',
            trigger=pgtrigger.compiler.Trigger(name='coverage_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='6d92611b55dd0ac8f88a1dbd2d74c24a3409e1ba', pgid='pgtrigger_coverage_insert_ff23b', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_coverage_insert_ff23b() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.sites_check_seats(ARRAY(SELECT DISTINCT seat_id FROM changed)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_coverage_insert_ff23b ON public."sites_coverage";\n            CREATE  TRIGGER pgtrigger_coverage_insert_ff23b\n                AFTER INSERT ON public."sites_coverage"\n                \n                REFERENCING NEW TABLE AS changed \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_coverage_insert_ff23b();\n\n            COMMENT ON TRIGGER pgtrigger_coverage_insert_ff23b ON public."sites_coverage" IS \'6d92611b55dd0ac8f88a1dbd2d74c24a3409e1ba\';\n        ', table='sites_coverage')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coverage',
            trigger=pgtrigger.compiler.Trigger(name='coverage_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='bcf21ad9b945a317eee9bf2d49372629d80444f9', pgid='pgtrigger_coverage_update_72bb1', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_coverage_update_72bb1() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.sites_check_seats(ARRAY(WITH changed AS (TABLE before UNION ALL TABLE after) SELECT DISTINCT seat_id FROM changed)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_coverage_update_72bb1 ON public."sites_coverage";\n            CREATE  TRIGGER pgtrigger_coverage_update_72bb1\n                AFTER UPDATE ON public."sites_coverage"\n                \n                REFERENCING OLD TABLE AS before  NEW TABLE AS after \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_coverage_update_72bb1();\n\n            COMMENT ON TRIGGER pgtrigger_coverage_update_72bb1 ON public."sites_coverage" IS \'bcf21ad9b945a317eee9bf2d49372629d80444f9\';\n        ', table='sites_coverage')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coverage',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='2699f1749011a840297a31080ff15e0fdc3174e2', pgid='pgtrigger_insert_insert_fcee1', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_fcee1() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."sites_coverageevent" ("agreement_id", "ends_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seat_id", "site_id", "starts_on") VALUES (NEW."agreement_id", NEW."ends_on", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."seat_id", NEW."site_id", NEW."starts_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_fcee1 ON public."sites_coverage";\n            CREATE  TRIGGER pgtrigger_insert_insert_fcee1\n                AFTER INSERT ON public."sites_coverage"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_fcee1();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_fcee1 ON public."sites_coverage" IS \'2699f1749011a840297a31080ff15e0fdc3174e2\';\n        ', table='sites_coverage')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coverage',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='deb300339f3133bffd558d53ecf3cb6864943c1a', pgid='pgtrigger_update_update_e3272', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_e3272() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."sites_coverageevent" ("agreement_id", "ends_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seat_id", "site_id", "starts_on") VALUES (NEW."agreement_id", NEW."ends_on", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."seat_id", NEW."site_id", NEW."starts_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_e3272 ON public."sites_coverage";\n            CREATE  TRIGGER pgtrigger_update_update_e3272\n                AFTER UPDATE ON public."sites_coverage"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_e3272();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_e3272 ON public."sites_coverage" IS \'deb300339f3133bffd558d53ecf3cb6864943c1a\';\n        ', table='sites_coverage')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coverage',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='bfe49e326c8540b792e68863e00a968cab152c6f', pgid='pgtrigger_delete_delete_e3e33', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_e3e33() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."sites_coverageevent" ("agreement_id", "ends_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seat_id", "site_id", "starts_on") VALUES (OLD."agreement_id", OLD."ends_on", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."seat_id", OLD."site_id", OLD."starts_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_e3e33 ON public."sites_coverage";\n            CREATE  TRIGGER pgtrigger_delete_delete_e3e33\n                AFTER DELETE ON public."sites_coverage"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_e3e33();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_e3e33 ON public."sites_coverage" IS \'bfe49e326c8540b792e68863e00a968cab152c6f\';\n        ', table='sites_coverage')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignmentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='ce4801f3b6396057ab9cde1910dbcf5c17cafba7', pgid='pgtrigger_append_only_20992', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_20992() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_20992 ON public."sites_assignmentevent";\n            CREATE  TRIGGER pgtrigger_append_only_20992\n                BEFORE UPDATE OR DELETE ON public."sites_assignmentevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_20992();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_20992 ON public."sites_assignmentevent" IS \'ce4801f3b6396057ab9cde1910dbcf5c17cafba7\';\n        ', table='sites_assignmentevent')),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='assignment_ends_after_start', violation_error_message='Das Ende liegt vor dem Beginn.'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('site', '='), ('role', '='), (models.Func('starts_on', 'ends_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True), function='DATERANGE', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='assignment_role_once_at_a_time', violation_error_message='Diese Rolle ist an dem Standort in dem Zeitraum schon besetzt.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='queued', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='72d4a54ea12b759b107eed93431c1038a809cf8b', pgid='pgtrigger_queued_b4d98', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_queued_b4d98() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF current_setting(\'transaction_isolation\') = \'repeatable read\' THEN\n  RAISE EXCEPTION \'REPEATABLE READ kann die Grenzen nicht wahren; bitte READ COMMITTED verwenden.\'\n    USING ERRCODE = \'feature_not_supported\', CONSTRAINT = \'isolation\';\nEND IF;\nPERFORM pg_advisory_xact_lock(hashtext(\'quartiersarbeit.limits\'));\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_queued_b4d98 ON public."sites_assignment";\n            CREATE  TRIGGER pgtrigger_queued_b4d98\n                BEFORE INSERT OR UPDATE OR DELETE ON public."sites_assignment"\n                \n                \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_queued_b4d98();\n\n            COMMENT ON TRIGGER pgtrigger_queued_b4d98 ON public."sites_assignment" IS \'72d4a54ea12b759b107eed93431c1038a809cf8b\';\n        ', table='sites_assignment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='d5b284118678daf19579d6dc1c5c2d9ef8734ff6', pgid='pgtrigger_insert_insert_6beb3', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_6beb3() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."sites_assignmentevent" ("ends_on", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "site_id", "starts_on") VALUES (NEW."ends_on", NEW."id", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."role", NEW."site_id", NEW."starts_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_6beb3 ON public."sites_assignment";\n            CREATE  TRIGGER pgtrigger_insert_insert_6beb3\n                AFTER INSERT ON public."sites_assignment"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_6beb3();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_6beb3 ON public."sites_assignment" IS \'d5b284118678daf19579d6dc1c5c2d9ef8734ff6\';\n        ', table='sites_assignment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='32562e76c4e7637cf3b596a013700938d9f43244', pgid='pgtrigger_update_update_08c55', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_08c55() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."sites_assignmentevent" ("ends_on", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "site_id", "starts_on") VALUES (NEW."ends_on", NEW."id", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."role", NEW."site_id", NEW."starts_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_08c55 ON public."sites_assignment";\n            CREATE  TRIGGER pgtrigger_update_update_08c55\n                AFTER UPDATE ON public."sites_assignment"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_08c55();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_08c55 ON public."sites_assignment" IS \'32562e76c4e7637cf3b596a013700938d9f43244\';\n        ', table='sites_assignment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='4f6266f80ddec3ad02f4daf1721327d416d5af03', pgid='pgtrigger_delete_delete_e7fc6', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_e7fc6() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."sites_assignmentevent" ("ends_on", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "site_id", "starts_on") VALUES (OLD."ends_on", OLD."id", OLD."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."role", OLD."site_id", OLD."starts_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_e7fc6 ON public."sites_assignment";\n            CREATE  TRIGGER pgtrigger_delete_delete_e7fc6\n                AFTER DELETE ON public."sites_assignment"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_e7fc6();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_e7fc6 ON public."sites_assignment" IS \'4f6266f80ddec3ad02f4daf1721327d416d5af03\';\n        ', table='sites_assignment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='siteevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='5f8c16332894ca9caf19fed7245c620921cb3c30', pgid='pgtrigger_append_only_03ec4', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_03ec4() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_03ec4 ON public."sites_siteevent";\n            CREATE  TRIGGER pgtrigger_append_only_03ec4\n                BEFORE UPDATE OR DELETE ON public."sites_siteevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_03ec4();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_03ec4 ON public."sites_siteevent" IS \'5f8c16332894ca9caf19fed7245c620921cb3c30\';\n        ', table='sites_siteevent')),
        ),
        migrations.AddConstraint(
            model_name='siteinquestion',
            constraint=models.UniqueConstraint(fields=('site', 'negotiation'), name='site_in_question_once', violation_error_message='Dieser Standort gehört schon zu dem Gespräch.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='siteinquestion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='cfb4ea049795559ba97549311d7c513e85f4b639', pgid='pgtrigger_insert_insert_e8ac7', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_e8ac7() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."sites_siteinquestionevent" ("id", "negotiation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "site_id") VALUES (NEW."id", NEW."negotiation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."site_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_e8ac7 ON public."sites_siteinquestion";\n            CREATE  TRIGGER pgtrigger_insert_insert_e8ac7\n                AFTER INSERT ON public."sites_siteinquestion"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_e8ac7();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_e8ac7 ON public."sites_siteinquestion" IS \'cfb4ea049795559ba97549311d7c513e85f4b639\';\n        ', table='sites_siteinquestion')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='siteinquestion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='d7cf2ea14b94f11df9c9bcb9e5a04180deb16b76', pgid='pgtrigger_update_update_0d698', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_0d698() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."sites_siteinquestionevent" ("id", "negotiation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "site_id") VALUES (NEW."id", NEW."negotiation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."site_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_0d698 ON public."sites_siteinquestion";\n            CREATE  TRIGGER pgtrigger_update_update_0d698\n                AFTER UPDATE ON public."sites_siteinquestion"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_0d698();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_0d698 ON public."sites_siteinquestion" IS \'d7cf2ea14b94f11df9c9bcb9e5a04180deb16b76\';\n        ', table='sites_siteinquestion')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='siteinquestion',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='9a8a82addb21e02f085b74ac3648631d2a4c783e', pgid='pgtrigger_delete_delete_2b8c4', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_2b8c4() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."sites_siteinquestionevent" ("id", "negotiation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "site_id") VALUES (OLD."id", OLD."negotiation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."site_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_2b8c4 ON public."sites_siteinquestion";\n            CREATE  TRIGGER pgtrigger_delete_delete_2b8c4\n                AFTER DELETE ON public."sites_siteinquestion"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_2b8c4();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_2b8c4 ON public."sites_siteinquestion" IS \'9a8a82addb21e02f085b74ac3648631d2a4c783e\';\n        ', table='sites_siteinquestion')),
        ),
        migrations.AddConstraint(
            model_name='site',
            constraint=models.UniqueConstraint(fields=('name',), name='site_name_unique', violation_error_message='Einen Standort mit diesem Namen gibt es schon.'),
        ),
        migrations.AddConstraint(
            model_name='site',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), models.Q(('closed_on__gte', models.F('opened_on')), ('opened_on__isnull', False)), _connector='OR'), name='site_closed_after_opened', violation_error_message='Geschlossen wird ein Standort frühestens am Tag seiner Eröffnung.'),
        ),
        migrations.AddConstraint(
            model_name='site',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__isnull', False), ('longitude__isnull', False), ('latitude__range', (-90, 90)), ('longitude__range', (-180, 180))), _connector='OR'), name='site_position_on_earth', violation_error_message='Zur Lage gehören Breitengrad und Längengrad.'),
        ),
        migrations.AddConstraint(
            model_name='site',
            constraint=models.CheckConstraint(condition=models.Q(('postcode', ''), ('postcode__regex', '^[0-9]{5}$'), _connector='OR'), name='site_postcode_german', violation_error_message='Eine Postleitzahl hat fünf Ziffern.'),
        ),
        migrations.AddConstraint(
            model_name='site',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_by__isnull', True), ('closed_on__isnull', True)), models.Q(('closed_by__isnull', False), ('closed_on__isnull', False)), _connector='OR'), name='site_closing_has_person', violation_error_message='Zur Schließung gehören der letzte Betriebstag und die Person.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='site',
            trigger=pgtrigger.compiler.Trigger(name='site_closing_kept', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='cfc23a5bb115f2965243350f8e3295b367040703', pgid='pgtrigger_site_closing_kept_dbfb9', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_site_closing_kept_dbfb9() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF NOT EXISTS (SELECT FROM public.sites_reopening k WHERE (k.site_id, k.closed_on, k.closed_by_id) = (OLD.id, OLD.closed_on, OLD.closed_by_id)) THEN RAISE EXCEPTION \'Wieder geöffnet wird ein Standort ab einem Tag; wer das eingetragen hat, gehört dazu.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'site_closing_kept\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_site_closing_kept_dbfb9 ON public."sites_site";\n            CREATE  TRIGGER pgtrigger_site_closing_kept_dbfb9\n                BEFORE UPDATE ON public."sites_site"\n                \n                \n                FOR EACH ROW WHEN (OLD.closed_on IS NOT NULL AND NEW.closed_on IS NULL)\n                EXECUTE FUNCTION public.pgtrigger_site_closing_kept_dbfb9();\n\n            COMMENT ON TRIGGER pgtrigger_site_closing_kept_dbfb9 ON public."sites_site" IS \'cfc23a5bb115f2965243350f8e3295b367040703\';\n        ', table='sites_site')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='site',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='a1c3b20b43f14bb0e19937c520eeee9a349967d5', pgid='pgtrigger_insert_insert_74b4b', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_74b4b() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."sites_siteevent" ("care_cover", "closed_by_id", "closed_on", "community_cafe", "description", "id", "is_example", "latitude", "longitude", "name", "neighbourhood_id", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "street") VALUES (NEW."care_cover", NEW."closed_by_id", NEW."closed_on", NEW."community_cafe", NEW."description", NEW."id", NEW."is_example", NEW."latitude", NEW."longitude", NEW."name", NEW."neighbourhood_id", NEW."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."postcode", NEW."street"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_74b4b ON public."sites_site";\n            CREATE  TRIGGER pgtrigger_insert_insert_74b4b\n                AFTER INSERT ON public."sites_site"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_74b4b();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_74b4b ON public."sites_site" IS \'a1c3b20b43f14bb0e19937c520eeee9a349967d5\';\n        ', table='sites_site')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='site',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='6161c153b058cefee8939b511a50021cb7bef6a1', pgid='pgtrigger_update_update_4992c', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_4992c() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."sites_siteevent" ("care_cover", "closed_by_id", "closed_on", "community_cafe", "description", "id", "is_example", "latitude", "longitude", "name", "neighbourhood_id", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "street") VALUES (NEW."care_cover", NEW."closed_by_id", NEW."closed_on", NEW."community_cafe", NEW."description", NEW."id", NEW."is_example", NEW."latitude", NEW."longitude", NEW."name", NEW."neighbourhood_id", NEW."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."postcode", NEW."street"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_4992c ON public."sites_site";\n            CREATE  TRIGGER pgtrigger_update_update_4992c\n                AFTER UPDATE ON public."sites_site"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_4992c();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_4992c ON public."sites_site" IS \'6161c153b058cefee8939b511a50021cb7bef6a1\';\n        ', table='sites_site')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='site',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='dbece37f6b7acf837a0dc319eefef380d5085a5f', pgid='pgtrigger_delete_delete_8b402', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_8b402() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."sites_siteevent" ("care_cover", "closed_by_id", "closed_on", "community_cafe", "description", "id", "is_example", "latitude", "longitude", "name", "neighbourhood_id", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "street") VALUES (OLD."care_cover", OLD."closed_by_id", OLD."closed_on", OLD."community_cafe", OLD."description", OLD."id", OLD."is_example", OLD."latitude", OLD."longitude", OLD."name", OLD."neighbourhood_id", OLD."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."postcode", OLD."street"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_8b402 ON public."sites_site";\n            CREATE  TRIGGER pgtrigger_delete_delete_8b402\n                AFTER DELETE ON public."sites_site"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_8b402();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_8b402 ON public."sites_site" IS \'dbece37f6b7acf837a0dc319eefef380d5085a5f\';\n        ', table='sites_site')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='siteinquestionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='f80a77b3717fab384dfd7e5773e6ef30378db75b', pgid='pgtrigger_append_only_99d14', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_99d14() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_99d14 ON public."sites_siteinquestionevent";\n            CREATE  TRIGGER pgtrigger_append_only_99d14\n                BEFORE UPDATE OR DELETE ON public."sites_siteinquestionevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_99d14();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_99d14 ON public."sites_siteinquestionevent" IS \'f80a77b3717fab384dfd7e5773e6ef30378db75b\';\n        ', table='sites_siteinquestionevent')),
        ),
    ]
