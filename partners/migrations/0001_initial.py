import django.contrib.postgres.operations
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import localflavor.generic.models
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import phonenumber_field.modelfields
import quartiersarbeit.ground.migrating
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from quartiersarbeit.ground.migrating import InitialMigration


class Migration(InitialMigration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        django.contrib.postgres.operations.CreateExtension(
            name='btree_gist',
        ),
        migrations.CreateModel(
            name='CommitteeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('short_name', models.CharField(max_length=30, verbose_name='Kurzname')),
                ('name_accusative', models.CharField(help_text='Zum Beispiel „den Seniorenrat“.', max_length=140, verbose_name='Name nach „für“')),
                ('name_dative', models.CharField(help_text='Zum Beispiel „dem Seniorenrat“.', max_length=140, verbose_name='Name im Dativ')),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='Reihenfolge')),
                ('entered_on', models.DateField(blank=True, help_text='Frühere Berichte nennen es nicht. Leer: von Anfang an.', null=True, verbose_name='Erfasst am')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('function', models.CharField(blank=True, max_length=120, verbose_name='Funktion')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-Mail-Adresse')),
                ('phone', phonenumber_field.modelfields.PhoneNumberField(blank=True, max_length=128, region='DE', verbose_name='Telefon')),
                ('starts_on', models.DateField(verbose_name='Seit')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='Bis')),
                ('anonymised_on', models.DateField(blank=True, editable=False, null=True, verbose_name='Anonymisiert am')),
            ],
            options={
                'verbose_name': 'Ansprechperson',
                'verbose_name_plural': 'Ansprechpersonen',
                'ordering': ['partner', 'name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ContactEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('function', models.CharField(blank=True, max_length=120, verbose_name='Funktion')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-Mail-Adresse')),
                ('phone', phonenumber_field.modelfields.PhoneNumberField(blank=True, max_length=128, region='DE', verbose_name='Telefon')),
                ('starts_on', models.DateField(verbose_name='Seit')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='Bis')),
                ('anonymised_on', models.DateField(blank=True, editable=False, null=True, verbose_name='Anonymisiert am')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=40, verbose_name='Drucksachen-Nr.')),
                ('kind', models.CharField(default='Beschlussvorlage', max_length=60, verbose_name='Art der Vorlage')),
                ('title', models.CharField(max_length=250, verbose_name='Titel')),
                ('decided_on', models.DateField(verbose_name='Beraten am')),
                ('task', models.TextField(blank=True, help_text='Setzt im Bericht den Satz „… wurde die Verwaltung beauftragt, …“ fort.', verbose_name='Auftrag')),
                ('annual_limit', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='Höchstbetrag pro Jahr')),
                ('site_limit', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Höchstzahl der Standorte')),
                ('url', models.URLField(blank=True, verbose_name='Fundstelle im Ratsinformationssystem')),
            ],
            options={
                'verbose_name': 'Beschlussgrundlage',
                'verbose_name_plural': 'Beschlussgrundlagen',
                'ordering': ['-decided_on', 'reference'],
            },
        ),
        migrations.CreateModel(
            name='MandateEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('reference', models.CharField(max_length=40, verbose_name='Drucksachen-Nr.')),
                ('kind', models.CharField(default='Beschlussvorlage', max_length=60, verbose_name='Art der Vorlage')),
                ('title', models.CharField(max_length=250, verbose_name='Titel')),
                ('decided_on', models.DateField(verbose_name='Beraten am')),
                ('task', models.TextField(blank=True, help_text='Setzt im Bericht den Satz „… wurde die Verwaltung beauftragt, …“ fort.', verbose_name='Auftrag')),
                ('annual_limit', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='Höchstbetrag pro Jahr')),
                ('site_limit', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Höchstzahl der Standorte')),
                ('url', models.URLField(blank=True, verbose_name='Fundstelle im Ratsinformationssystem')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Negotiation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('working_title', models.CharField(blank=True, help_text='Solange das Gegenüber noch nicht feststeht.', max_length=200, verbose_name='Arbeitstitel')),
                ('sector', models.CharField(choices=[('housing', 'Wohnungswirtschaft'), ('service_provider', 'sozialer Dienstleister'), ('municipality', 'Kommune'), ('other', 'Sonstige')], max_length=20, verbose_name='Bereich')),
                ('extent', models.CharField(choices=[('one', 'eine Organisation'), ('at_least_one', 'mindestens eine Organisation'), ('possibly_more', 'gegebenenfalls weitere Organisationen')], default='one', max_length=20, verbose_name='Umfang')),
                ('district', models.CharField(blank=True, choices=[('brackwede', 'Brackwede'), ('dornberg', 'Dornberg'), ('gadderbaum', 'Gadderbaum'), ('heepen', 'Heepen'), ('joellenbeck', 'Jöllenbeck'), ('mitte', 'Mitte'), ('schildesche', 'Schildesche'), ('senne', 'Senne'), ('sennestadt', 'Sennestadt'), ('stieghorst', 'Stieghorst')], max_length=20, verbose_name='Stadtbezirk')),
                ('is_example', models.BooleanField(default=False, verbose_name='Beispieldatensatz')),
            ],
            options={
                'verbose_name': 'Kooperationsgespräch',
                'verbose_name_plural': 'Kooperationsgespräche',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='NegotiationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('working_title', models.CharField(blank=True, help_text='Solange das Gegenüber noch nicht feststeht.', max_length=200, verbose_name='Arbeitstitel')),
                ('sector', models.CharField(choices=[('housing', 'Wohnungswirtschaft'), ('service_provider', 'sozialer Dienstleister'), ('municipality', 'Kommune'), ('other', 'Sonstige')], max_length=20, verbose_name='Bereich')),
                ('extent', models.CharField(choices=[('one', 'eine Organisation'), ('at_least_one', 'mindestens eine Organisation'), ('possibly_more', 'gegebenenfalls weitere Organisationen')], default='one', max_length=20, verbose_name='Umfang')),
                ('district', models.CharField(blank=True, choices=[('brackwede', 'Brackwede'), ('dornberg', 'Dornberg'), ('gadderbaum', 'Gadderbaum'), ('heepen', 'Heepen'), ('joellenbeck', 'Jöllenbeck'), ('mitte', 'Mitte'), ('schildesche', 'Schildesche'), ('senne', 'Senne'), ('sennestadt', 'Sennestadt'), ('stieghorst', 'Stieghorst')], max_length=20, verbose_name='Stadtbezirk')),
                ('is_example', models.BooleanField(default=False, verbose_name='Beispieldatensatz')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='Name')),
                ('short_name', models.CharField(max_length=60, verbose_name='Kurzname')),
                ('name_after_mit', models.CharField(help_text='So steht der Name im Bericht nach „mit“, zum Beispiel „dem AWO-Kreisverband Bielefeld“.', max_length=200, verbose_name='Name nach „mit“')),
                ('sector', models.CharField(choices=[('housing', 'Wohnungswirtschaft'), ('service_provider', 'sozialer Dienstleister'), ('municipality', 'Kommune'), ('other', 'Sonstige')], max_length=20, verbose_name='Bereich')),
                ('legal_form', models.CharField(blank=True, max_length=60, verbose_name='Rechtsform')),
                ('street', models.CharField(blank=True, max_length=120, verbose_name='Straße und Hausnummer')),
                ('postcode', models.CharField(blank=True, max_length=5, verbose_name='Postleitzahl')),
                ('city', models.CharField(blank=True, max_length=80, verbose_name='Ort')),
                ('phone', phonenumber_field.modelfields.PhoneNumberField(blank=True, max_length=128, region='DE', verbose_name='Telefon')),
                ('website', models.URLField(blank=True, verbose_name='Internetadresse')),
                ('iban', localflavor.generic.models.IBANField(blank=True, help_text='Konto für Auszahlungen.', include_countries=None, max_length=34, use_nordea_extensions=False, verbose_name='IBAN')),
                ('entered_on', models.DateField(blank=True, help_text='Leer: von Anfang an.', null=True, verbose_name='Erfasst am')),
                ('deactivated_on', models.DateField(blank=True, null=True, verbose_name='Deaktiviert am')),
                ('note', models.TextField(blank=True, verbose_name='Notiz')),
                ('is_example', models.BooleanField(default=False, verbose_name='Beispieldatensatz')),
            ],
            options={
                'verbose_name': 'Kooperationspartner',
                'verbose_name_plural': 'Kooperationspartner',
                'ordering': ['short_name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PartnerEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=200, verbose_name='Name')),
                ('short_name', models.CharField(max_length=60, verbose_name='Kurzname')),
                ('name_after_mit', models.CharField(help_text='So steht der Name im Bericht nach „mit“, zum Beispiel „dem AWO-Kreisverband Bielefeld“.', max_length=200, verbose_name='Name nach „mit“')),
                ('sector', models.CharField(choices=[('housing', 'Wohnungswirtschaft'), ('service_provider', 'sozialer Dienstleister'), ('municipality', 'Kommune'), ('other', 'Sonstige')], max_length=20, verbose_name='Bereich')),
                ('legal_form', models.CharField(blank=True, max_length=60, verbose_name='Rechtsform')),
                ('street', models.CharField(blank=True, max_length=120, verbose_name='Straße und Hausnummer')),
                ('postcode', models.CharField(blank=True, max_length=5, verbose_name='Postleitzahl')),
                ('city', models.CharField(blank=True, max_length=80, verbose_name='Ort')),
                ('phone', phonenumber_field.modelfields.PhoneNumberField(blank=True, max_length=128, region='DE', verbose_name='Telefon')),
                ('website', models.URLField(blank=True, verbose_name='Internetadresse')),
                ('iban', localflavor.generic.models.IBANField(blank=True, help_text='Konto für Auszahlungen.', include_countries=None, max_length=34, use_nordea_extensions=False, verbose_name='IBAN')),
                ('entered_on', models.DateField(blank=True, help_text='Leer: von Anfang an.', null=True, verbose_name='Erfasst am')),
                ('deactivated_on', models.DateField(blank=True, null=True, verbose_name='Deaktiviert am')),
                ('note', models.TextField(blank=True, verbose_name='Notiz')),
                ('is_example', models.BooleanField(default=False, verbose_name='Beispieldatensatz')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('housing', 'Wohnungswirtschaft'), ('provider', 'Träger der Quartiersarbeit'), ('other', 'weitere Vertragspartei')], max_length=20, verbose_name='Rolle')),
                ('signatory', models.CharField(blank=True, max_length=120, verbose_name='Unterzeichnet durch')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='Unterzeichnet am')),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='Reihenfolge')),
            ],
            options={
                'verbose_name': 'Vertragspartei',
                'verbose_name_plural': 'Vertragsparteien',
                'ordering': ['agreement', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PartyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('role', models.CharField(choices=[('housing', 'Wohnungswirtschaft'), ('provider', 'Träger der Quartiersarbeit'), ('other', 'weitere Vertragspartei')], max_length=20, verbose_name='Rolle')),
                ('signatory', models.CharField(blank=True, max_length=120, verbose_name='Unterzeichnet durch')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='Unterzeichnet am')),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='Reihenfolge')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Reactivation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('deactivated_on', models.DateField(verbose_name='War deaktiviert am')),
                ('on', models.DateField(verbose_name='Wieder aktiv ab')),
            ],
            options={
                'verbose_name': 'Reaktivierung',
                'verbose_name_plural': 'Reaktivierungen',
                'ordering': ['partner', 'on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ReactivationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('deactivated_on', models.DateField(verbose_name='War deaktiviert am')),
                ('on', models.DateField(verbose_name='Wieder aktiv ab')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='Datum')),
                ('state', models.CharField(choices=[('planned', 'geplant'), ('contacted', 'Kontakt aufgenommen'), ('in_talks', 'im Gespräch'), ('paused', 'ruht'), ('terms_agreed', 'Bedingungen abgestimmt'), ('concluded', 'abgeschlossen'), ('failed', 'gescheitert'), ('withdrawn', 'zurückgezogen')], max_length=20, verbose_name='Stand')),
                ('internal_note', models.TextField(blank=True, verbose_name='Interne Notiz')),
                ('reason_code', models.CharField(blank=True, choices=[('pandemic', 'Pandemie'), ('conditions', 'unterschiedliche Vorstellungen zu den Rahmenbedingungen'), ('funding', 'Finanzierung'), ('staff', 'fehlendes Personal'), ('premises', 'fehlende Räume'), ('other', 'anderer Grund')], max_length=20, verbose_name='Grund')),
                ('public_wording', models.CharField(blank=True, help_text='Nur der Grund, zum Beispiel „vor dem Hintergrund der coronabedingten Einschränkungen“.', max_length=300, verbose_name='Öffentlicher Wortlaut des Grundes')),
                ('wording_released_on', models.DateField(blank=True, null=True, verbose_name='Wortlaut freigegeben am')),
            ],
            options={
                'verbose_name': 'Gesprächsschritt',
                'verbose_name_plural': 'Gesprächsschritte',
                'ordering': ['negotiation', 'on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='StepEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('on', models.DateField(verbose_name='Datum')),
                ('state', models.CharField(choices=[('planned', 'geplant'), ('contacted', 'Kontakt aufgenommen'), ('in_talks', 'im Gespräch'), ('paused', 'ruht'), ('terms_agreed', 'Bedingungen abgestimmt'), ('concluded', 'abgeschlossen'), ('failed', 'gescheitert'), ('withdrawn', 'zurückgezogen')], max_length=20, verbose_name='Stand')),
                ('internal_note', models.TextField(blank=True, verbose_name='Interne Notiz')),
                ('reason_code', models.CharField(blank=True, choices=[('pandemic', 'Pandemie'), ('conditions', 'unterschiedliche Vorstellungen zu den Rahmenbedingungen'), ('funding', 'Finanzierung'), ('staff', 'fehlendes Personal'), ('premises', 'fehlende Räume'), ('other', 'anderer Grund')], max_length=20, verbose_name='Grund')),
                ('public_wording', models.CharField(blank=True, help_text='Nur der Grund, zum Beispiel „vor dem Hintergrund der coronabedingten Einschränkungen“.', max_length=300, verbose_name='Öffentlicher Wortlaut des Grundes')),
                ('wording_released_on', models.DateField(blank=True, null=True, verbose_name='Wortlaut freigegeben am')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UserEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('email', models.EmailField(max_length=254, verbose_name='E-Mail-Adresse')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UserGroupEvent',
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
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('email', models.EmailField(max_length=254, verbose_name='E-Mail-Adresse')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'Person',
                'verbose_name_plural': 'Personen',
                'ordering': ['last_name', 'first_name', 'email'],
                'permissions': [('see_everything', 'Darf alle Vorgänge der Stadt sehen')],
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='Bezeichnung')),
                ('starts_on', models.DateField(verbose_name='Laufzeit von')),
                ('ends_on', models.DateField(blank=True, help_text='Leer: unbefristet.', null=True, verbose_name='Laufzeit bis')),
                ('notice_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Kündigungsfrist in Monaten')),
                ('quality_dialogue', models.BooleanField(default=True, verbose_name='Sieht einen Qualitätsdialog vor')),
                ('framework_name', models.CharField(blank=True, help_text='Name des Konzepts, an dem sich der Qualitätsdialog orientiert.', max_length=120, verbose_name='Orientiert am')),
                ('coordination_on', models.DateField(blank=True, null=True, verbose_name='In Abstimmung seit')),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='Zur Unterschrift versandt am')),
                ('terminated_on', models.DateField(blank=True, null=True, verbose_name='Gekündigt am')),
                ('terminated_to', models.DateField(blank=True, null=True, verbose_name='Gekündigt zum')),
                ('termination_reason', models.TextField(blank=True, verbose_name='Kündigungsgrund')),
                ('takes_sites', models.BooleanField(default=False, help_text='Ein Nachtrag: Mit der letzten Unterschrift stehen ab seinem Beginn die Standorte unter ihm.', verbose_name='Übernimmt die Standorte')),
                ('document', models.FileField(blank=True, upload_to='', verbose_name='Unterzeichnetes Dokument')),
                ('document_sha256', models.CharField(blank=True, editable=False, max_length=64, verbose_name='SHA-256 des Dokuments')),
                ('document_on', models.DateField(blank=True, editable=False, null=True, verbose_name='Dokument hinterlegt am')),
                ('note', models.TextField(blank=True, verbose_name='Notiz')),
                ('is_example', models.BooleanField(default=False, verbose_name='Beispieldatensatz')),
                ('amends', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amended_by', to='partners.agreement', verbose_name='Nachtrag zu')),
                ('document_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Dokument hinterlegt von')),
                ('sent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Versand erfasst von')),
                ('terminated_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Kündigung erfasst von')),
            ],
            options={
                'verbose_name': 'Kooperationsvereinbarung',
                'verbose_name_plural': 'Kooperationsvereinbarungen',
                'ordering': ['-starts_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='AgreementEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(max_length=200, verbose_name='Bezeichnung')),
                ('starts_on', models.DateField(verbose_name='Laufzeit von')),
                ('ends_on', models.DateField(blank=True, help_text='Leer: unbefristet.', null=True, verbose_name='Laufzeit bis')),
                ('notice_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Kündigungsfrist in Monaten')),
                ('quality_dialogue', models.BooleanField(default=True, verbose_name='Sieht einen Qualitätsdialog vor')),
                ('framework_name', models.CharField(blank=True, help_text='Name des Konzepts, an dem sich der Qualitätsdialog orientiert.', max_length=120, verbose_name='Orientiert am')),
                ('coordination_on', models.DateField(blank=True, null=True, verbose_name='In Abstimmung seit')),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='Zur Unterschrift versandt am')),
                ('terminated_on', models.DateField(blank=True, null=True, verbose_name='Gekündigt am')),
                ('terminated_to', models.DateField(blank=True, null=True, verbose_name='Gekündigt zum')),
                ('termination_reason', models.TextField(blank=True, verbose_name='Kündigungsgrund')),
                ('takes_sites', models.BooleanField(default=False, help_text='Ein Nachtrag: Mit der letzten Unterschrift stehen ab seinem Beginn die Standorte unter ihm.', verbose_name='Übernimmt die Standorte')),
                ('document', models.FileField(blank=True, upload_to='', verbose_name='Unterzeichnetes Dokument')),
                ('document_sha256', models.CharField(blank=True, editable=False, max_length=64, verbose_name='SHA-256 des Dokuments')),
                ('document_on', models.DateField(blank=True, editable=False, null=True, verbose_name='Dokument hinterlegt am')),
                ('note', models.TextField(blank=True, verbose_name='Notiz')),
                ('is_example', models.BooleanField(default=False, verbose_name='Beispieldatensatz')),
                ('amends', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.agreement', verbose_name='Nachtrag zu')),
                ('document_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Dokument hinterlegt von')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.agreement')),
                ('sent_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Versand erfasst von')),
                ('terminated_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Kündigung erfasst von')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Committee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('short_name', models.CharField(max_length=30, verbose_name='Kurzname')),
                ('name_accusative', models.CharField(help_text='Zum Beispiel „den Seniorenrat“.', max_length=140, verbose_name='Name nach „für“')),
                ('name_dative', models.CharField(help_text='Zum Beispiel „dem Seniorenrat“.', max_length=140, verbose_name='Name im Dativ')),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='Reihenfolge')),
                ('entered_on', models.DateField(blank=True, help_text='Frühere Berichte nennen es nicht. Leer: von Anfang an.', null=True, verbose_name='Erfasst am')),
            ],
            options={
                'verbose_name': 'Gremium',
                'verbose_name_plural': 'Gremien',
                'ordering': ['position', 'name'],
                'constraints': [models.UniqueConstraint(fields=('name',), name='committee_name_unique', violation_error_message='Ein Gremium mit diesem Namen gibt es schon.')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='committee',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='3bc44ef3c25d6ba8ee340d3778a8736c4fe3b885', pgid='pgtrigger_insert_insert_61d9f', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_61d9f() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_committeeevent" ("entered_on", "id", "name", "name_accusative", "name_dative", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "short_name") VALUES (NEW."entered_on", NEW."id", NEW."name", NEW."name_accusative", NEW."name_dative", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."short_name"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_61d9f ON public."partners_committee";\n            CREATE  TRIGGER pgtrigger_insert_insert_61d9f\n                AFTER INSERT ON public."partners_committee"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_61d9f();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_61d9f ON public."partners_committee" IS \'3bc44ef3c25d6ba8ee340d3778a8736c4fe3b885\';\n        ', table='partners_committee')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='committee',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='7303b91e5bcb2d2f789d4e6e84d7a28a966da89f', pgid='pgtrigger_update_update_6da00', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_6da00() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_committeeevent" ("entered_on", "id", "name", "name_accusative", "name_dative", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "short_name") VALUES (NEW."entered_on", NEW."id", NEW."name", NEW."name_accusative", NEW."name_dative", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."short_name"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_6da00 ON public."partners_committee";\n            CREATE  TRIGGER pgtrigger_update_update_6da00\n                AFTER UPDATE ON public."partners_committee"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_6da00();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_6da00 ON public."partners_committee" IS \'7303b91e5bcb2d2f789d4e6e84d7a28a966da89f\';\n        ', table='partners_committee')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='committee',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='a6d50fe310f316580abeb91af6adc053aad0960f', pgid='pgtrigger_delete_delete_d0050', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_d0050() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_committeeevent" ("entered_on", "id", "name", "name_accusative", "name_dative", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "short_name") VALUES (OLD."entered_on", OLD."id", OLD."name", OLD."name_accusative", OLD."name_dative", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."short_name"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_d0050 ON public."partners_committee";\n            CREATE  TRIGGER pgtrigger_delete_delete_d0050\n                AFTER DELETE ON public."partners_committee"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_d0050();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_d0050 ON public."partners_committee" IS \'a6d50fe310f316580abeb91af6adc053aad0960f\';\n        ', table='partners_committee')),
        ),
        migrations.AddField(
            model_name='committeeevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.committee'),
        ),
        migrations.AddField(
            model_name='contactevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.contact'),
        ),
        migrations.AddField(
            model_name='mandate',
            name='committee',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='partners.committee', verbose_name='Gremium'),
        ),
        migrations.AddField(
            model_name='agreementevent',
            name='mandate',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.mandate', verbose_name='Beschlussgrundlage'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='mandate',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='partners.mandate', verbose_name='Beschlussgrundlage'),
        ),
        migrations.AddField(
            model_name='mandateevent',
            name='committee',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.committee', verbose_name='Gremium'),
        ),
        migrations.AddField(
            model_name='mandateevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.mandate'),
        ),
        migrations.AddField(
            model_name='negotiation',
            name='responsible',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='negotiations', to=settings.AUTH_USER_MODEL, verbose_name='Zuständig'),
        ),
        migrations.AddField(
            model_name='negotiationevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.negotiation'),
        ),
        migrations.AddField(
            model_name='negotiationevent',
            name='responsible',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Zuständig'),
        ),
        migrations.AddField(
            model_name='partner',
            name='deactivated_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Deaktiviert von'),
        ),
        migrations.AddField(
            model_name='negotiationevent',
            name='partner',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='Kooperationspartner'),
        ),
        migrations.AddField(
            model_name='negotiation',
            name='partner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='negotiations', to='partners.partner', verbose_name='Kooperationspartner'),
        ),
        migrations.AddField(
            model_name='contactevent',
            name='partner',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='Kooperationspartner'),
        ),
        migrations.AddField(
            model_name='contact',
            name='partner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='partners.partner', verbose_name='Kooperationspartner'),
        ),
        migrations.AddField(
            model_name='user',
            name='partner',
            field=models.ForeignKey(blank=True, help_text='Nur für Personen einer Partnerorganisation; für Stadt und Gremien leer.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='users', to='partners.partner', verbose_name='Kooperationspartner'),
        ),
        migrations.AddField(
            model_name='partnerevent',
            name='deactivated_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Deaktiviert von'),
        ),
        migrations.AddField(
            model_name='partnerevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.partner'),
        ),
        migrations.AddField(
            model_name='party',
            name='agreement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='partners.agreement', verbose_name='Kooperationsvereinbarung'),
        ),
        migrations.AddField(
            model_name='party',
            name='partner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='partners.partner', verbose_name='Kooperationspartner'),
        ),
        migrations.AddField(
            model_name='party',
            name='recorded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Unterschrift erfasst von'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='partners',
            field=models.ManyToManyField(related_name='agreements', through='partners.Party', to='partners.partner', verbose_name='Vertragsparteien'),
        ),
        migrations.AddField(
            model_name='partyevent',
            name='agreement',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.agreement', verbose_name='Kooperationsvereinbarung'),
        ),
        migrations.AddField(
            model_name='partyevent',
            name='partner',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='Kooperationspartner'),
        ),
        migrations.AddField(
            model_name='partyevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.party'),
        ),
        migrations.AddField(
            model_name='partyevent',
            name='recorded_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Unterschrift erfasst von'),
        ),
        migrations.AddField(
            model_name='reactivation',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Reaktiviert von'),
        ),
        migrations.AddField(
            model_name='reactivation',
            name='deactivated_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='War deaktiviert von'),
        ),
        migrations.AddField(
            model_name='reactivation',
            name='partner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reactivations', to='partners.partner', verbose_name='Kooperationspartner'),
        ),
        migrations.AddField(
            model_name='reactivationevent',
            name='by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Reaktiviert von'),
        ),
        migrations.AddField(
            model_name='reactivationevent',
            name='deactivated_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='War deaktiviert von'),
        ),
        migrations.AddField(
            model_name='reactivationevent',
            name='partner',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='Kooperationspartner'),
        ),
        migrations.AddField(
            model_name='reactivationevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.reactivation'),
        ),
        migrations.AddField(
            model_name='step',
            name='negotiation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='partners.negotiation', verbose_name='Kooperationsgespräch'),
        ),
        migrations.AddField(
            model_name='step',
            name='recorded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Erfasst von'),
        ),
        migrations.AddField(
            model_name='step',
            name='wording_released_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Wortlaut freigegeben von'),
        ),
        migrations.AddField(
            model_name='stepevent',
            name='negotiation',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.negotiation', verbose_name='Kooperationsgespräch'),
        ),
        migrations.AddField(
            model_name='stepevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.step'),
        ),
        migrations.AddField(
            model_name='stepevent',
            name='recorded_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Erfasst von'),
        ),
        migrations.AddField(
            model_name='stepevent',
            name='wording_released_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Wortlaut freigegeben von'),
        ),
        migrations.AddField(
            model_name='userevent',
            name='partner',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Nur für Personen einer Partnerorganisation; für Stadt und Gremien leer.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='Kooperationspartner'),
        ),
        migrations.AddField(
            model_name='userevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='usergroupevent',
            name='group',
            field=models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='auth.group'),
        ),
        migrations.AddField(
            model_name='usergroupevent',
            name='user',
            field=models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name='UserGroup',
            fields=[
            ],
            options={
                'verbose_name': 'Rolle einer Person',
                'verbose_name_plural': 'Rollen der Personen',
                'proxy': True,
                'default_permissions': (),
                'indexes': [],
                'constraints': [],
            },
            bases=('partners.user_groups',),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='committeeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='7438f45138bbed89a301a0b8ff2f466cad424974', pgid='pgtrigger_append_only_daa2c', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_daa2c() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_daa2c ON public."partners_committeeevent";\n            CREATE  TRIGGER pgtrigger_append_only_daa2c\n                BEFORE UPDATE OR DELETE ON public."partners_committeeevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_daa2c();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_daa2c ON public."partners_committeeevent" IS \'7438f45138bbed89a301a0b8ff2f466cad424974\';\n        ', table='partners_committeeevent')),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.UniqueConstraint(fields=('reference', 'committee', 'decided_on'), name='mandate_unique', violation_error_message='Diese Beratung der Drucksache ist schon erfasst.'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(('annual_limit__isnull', True), models.Q(('annual_limit__gte', 0), ('annual_limit__lte', Decimal('9999999999.99'))), _connector='OR'), name='mandate_annual_limit_positive', violation_error_message='Der Höchstbetrag darf nicht negativ sein.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mandate',
            trigger=pgtrigger.compiler.Trigger(name='queued', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='cbe5c9e2de9fcb2af06547133fe5ccc790cf28ab', pgid='pgtrigger_queued_193d3', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_queued_193d3() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF current_setting(\'transaction_isolation\') = \'repeatable read\' THEN\n  RAISE EXCEPTION \'REPEATABLE READ kann die Grenzen nicht wahren; bitte READ COMMITTED verwenden.\'\n    USING ERRCODE = \'feature_not_supported\', CONSTRAINT = \'isolation\';\nEND IF;\nPERFORM pg_advisory_xact_lock(hashtext(\'quartiersarbeit.limits\'));\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_queued_193d3 ON public."partners_mandate";\n            CREATE  TRIGGER pgtrigger_queued_193d3\n                BEFORE INSERT OR UPDATE OR DELETE ON public."partners_mandate"\n                \n                \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_queued_193d3();\n\n            COMMENT ON TRIGGER pgtrigger_queued_193d3 ON public."partners_mandate" IS \'cbe5c9e2de9fcb2af06547133fe5ccc790cf28ab\';\n        ', table='partners_mandate')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mandate',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='f8558fd8465209baf69b02e7d956797e16c8ccf4', pgid='pgtrigger_insert_insert_9be4f', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_9be4f() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_mandateevent" ("annual_limit", "committee_id", "decided_on", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "site_limit", "task", "title", "url") VALUES (NEW."annual_limit", NEW."committee_id", NEW."decided_on", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."reference", NEW."site_limit", NEW."task", NEW."title", NEW."url"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_9be4f ON public."partners_mandate";\n            CREATE  TRIGGER pgtrigger_insert_insert_9be4f\n                AFTER INSERT ON public."partners_mandate"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_9be4f();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_9be4f ON public."partners_mandate" IS \'f8558fd8465209baf69b02e7d956797e16c8ccf4\';\n        ', table='partners_mandate')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mandate',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='3135049921fc1cf8f29b20c27335654d2064eca8', pgid='pgtrigger_update_update_a15a4', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_a15a4() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_mandateevent" ("annual_limit", "committee_id", "decided_on", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "site_limit", "task", "title", "url") VALUES (NEW."annual_limit", NEW."committee_id", NEW."decided_on", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."reference", NEW."site_limit", NEW."task", NEW."title", NEW."url"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_a15a4 ON public."partners_mandate";\n            CREATE  TRIGGER pgtrigger_update_update_a15a4\n                AFTER UPDATE ON public."partners_mandate"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_a15a4();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_a15a4 ON public."partners_mandate" IS \'3135049921fc1cf8f29b20c27335654d2064eca8\';\n        ', table='partners_mandate')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mandate',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='dc7366ef0c0ce3295f960b8467259cfb853842ca', pgid='pgtrigger_delete_delete_e9e0e', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_e9e0e() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_mandateevent" ("annual_limit", "committee_id", "decided_on", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "site_limit", "task", "title", "url") VALUES (OLD."annual_limit", OLD."committee_id", OLD."decided_on", OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."reference", OLD."site_limit", OLD."task", OLD."title", OLD."url"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_e9e0e ON public."partners_mandate";\n            CREATE  TRIGGER pgtrigger_delete_delete_e9e0e\n                AFTER DELETE ON public."partners_mandate"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_e9e0e();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_e9e0e ON public."partners_mandate" IS \'dc7366ef0c0ce3295f960b8467259cfb853842ca\';\n        ', table='partners_mandate')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreementevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='62d8ab2cb5062af7d6e0008f11688d26f4d7f33b', pgid='pgtrigger_append_only_860b0', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_860b0() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_860b0 ON public."partners_agreementevent";\n            CREATE  TRIGGER pgtrigger_append_only_860b0\n                BEFORE UPDATE OR DELETE ON public."partners_agreementevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_860b0();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_860b0 ON public."partners_agreementevent" IS \'62d8ab2cb5062af7d6e0008f11688d26f4d7f33b\';\n        ', table='partners_agreementevent')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mandateevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='5e7d209de5b1c5fc6a44d35fde86a07dfb8e3256', pgid='pgtrigger_append_only_b71d4', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_b71d4() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_b71d4 ON public."partners_mandateevent";\n            CREATE  TRIGGER pgtrigger_append_only_b71d4\n                BEFORE UPDATE OR DELETE ON public."partners_mandateevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_b71d4();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_b71d4 ON public."partners_mandateevent" IS \'5e7d209de5b1c5fc6a44d35fde86a07dfb8e3256\';\n        ', table='partners_mandateevent')),
        ),
        migrations.AddConstraint(
            model_name='partner',
            constraint=models.UniqueConstraint(fields=('name',), name='partner_name_unique', violation_error_message='Einen Kooperationspartner mit diesem Namen gibt es schon.'),
        ),
        migrations.AddConstraint(
            model_name='partner',
            constraint=models.CheckConstraint(condition=models.Q(('postcode', ''), ('postcode__regex', '^[0-9]{5}$'), _connector='OR'), name='partner_postcode_german', violation_error_message='Eine Postleitzahl hat fünf Ziffern.'),
        ),
        migrations.AddConstraint(
            model_name='partner',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('deactivated_by__isnull', True), ('deactivated_on__isnull', True)), models.Q(('deactivated_by__isnull', False), ('deactivated_on__isnull', False)), _connector='OR'), name='partner_deactivation_has_person', violation_error_message='Zur Deaktivierung gehören Datum und Person.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partner',
            trigger=pgtrigger.compiler.Trigger(name='partner_deactivation_kept', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='f9372ee47df748a341ebe38160bc7d219f8a7620', pgid='pgtrigger_partner_deactivation_kept_ce112', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_partner_deactivation_kept_ce112() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF NOT EXISTS (SELECT FROM public.partners_reactivation k WHERE (k.partner_id, k.deactivated_on, k.deactivated_by_id) = (OLD.id, OLD.deactivated_on, OLD.deactivated_by_id)) THEN RAISE EXCEPTION \'Wer wieder teilnimmt, nimmt ab einem Tag wieder teil; wer das eingetragen hat, gehört dazu.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'partner_deactivation_kept\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_partner_deactivation_kept_ce112 ON public."partners_partner";\n            CREATE  TRIGGER pgtrigger_partner_deactivation_kept_ce112\n                BEFORE UPDATE ON public."partners_partner"\n                \n                \n                FOR EACH ROW WHEN (OLD.deactivated_on IS NOT NULL AND NEW.deactivated_on IS NULL)\n                EXECUTE FUNCTION public.pgtrigger_partner_deactivation_kept_ce112();\n\n            COMMENT ON TRIGGER pgtrigger_partner_deactivation_kept_ce112 ON public."partners_partner" IS \'f9372ee47df748a341ebe38160bc7d219f8a7620\';\n        ', table='partners_partner')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partner',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='4c3d94163fc9901d68376bc70f97fc403e085a61', pgid='pgtrigger_insert_insert_71860', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_71860() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_partnerevent" ("city", "deactivated_by_id", "deactivated_on", "entered_on", "iban", "id", "is_example", "legal_form", "name", "name_after_mit", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "sector", "short_name", "street", "website") VALUES (NEW."city", NEW."deactivated_by_id", NEW."deactivated_on", NEW."entered_on", NEW."iban", NEW."id", NEW."is_example", NEW."legal_form", NEW."name", NEW."name_after_mit", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."phone", NEW."postcode", NEW."sector", NEW."short_name", NEW."street", NEW."website"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_71860 ON public."partners_partner";\n            CREATE  TRIGGER pgtrigger_insert_insert_71860\n                AFTER INSERT ON public."partners_partner"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_71860();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_71860 ON public."partners_partner" IS \'4c3d94163fc9901d68376bc70f97fc403e085a61\';\n        ', table='partners_partner')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partner',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='ecb9c3c72b794fb8d93c0ab06eb76f40de315ecb', pgid='pgtrigger_update_update_17ece', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_17ece() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_partnerevent" ("city", "deactivated_by_id", "deactivated_on", "entered_on", "iban", "id", "is_example", "legal_form", "name", "name_after_mit", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "sector", "short_name", "street", "website") VALUES (NEW."city", NEW."deactivated_by_id", NEW."deactivated_on", NEW."entered_on", NEW."iban", NEW."id", NEW."is_example", NEW."legal_form", NEW."name", NEW."name_after_mit", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."phone", NEW."postcode", NEW."sector", NEW."short_name", NEW."street", NEW."website"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_17ece ON public."partners_partner";\n            CREATE  TRIGGER pgtrigger_update_update_17ece\n                AFTER UPDATE ON public."partners_partner"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_17ece();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_17ece ON public."partners_partner" IS \'ecb9c3c72b794fb8d93c0ab06eb76f40de315ecb\';\n        ', table='partners_partner')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partner',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='1f36e0457d18d0d1c6d2d2c9c4acef51fa2cb890', pgid='pgtrigger_delete_delete_e7dd8', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_e7dd8() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_partnerevent" ("city", "deactivated_by_id", "deactivated_on", "entered_on", "iban", "id", "is_example", "legal_form", "name", "name_after_mit", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "sector", "short_name", "street", "website") VALUES (OLD."city", OLD."deactivated_by_id", OLD."deactivated_on", OLD."entered_on", OLD."iban", OLD."id", OLD."is_example", OLD."legal_form", OLD."name", OLD."name_after_mit", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."phone", OLD."postcode", OLD."sector", OLD."short_name", OLD."street", OLD."website"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_e7dd8 ON public."partners_partner";\n            CREATE  TRIGGER pgtrigger_delete_delete_e7dd8\n                AFTER DELETE ON public."partners_partner"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_e7dd8();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_e7dd8 ON public."partners_partner" IS \'1f36e0457d18d0d1c6d2d2c9c4acef51fa2cb890\';\n        ', table='partners_partner')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='negotiationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='910270555966adecc73c55e66c890105e2626c9d', pgid='pgtrigger_append_only_9363a', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_9363a() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_9363a ON public."partners_negotiationevent";\n            CREATE  TRIGGER pgtrigger_append_only_9363a\n                BEFORE UPDATE OR DELETE ON public."partners_negotiationevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_9363a();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_9363a ON public."partners_negotiationevent" IS \'910270555966adecc73c55e66c890105e2626c9d\';\n        ', table='partners_negotiationevent')),
        ),
        migrations.AddConstraint(
            model_name='negotiation',
            constraint=models.CheckConstraint(condition=models.Q(('partner__isnull', False), models.Q(('working_title', ''), _negated=True), _connector='OR'), name='negotiation_has_counterpart', violation_error_message='Nennen Sie den Kooperationspartner oder einen Arbeitstitel.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='negotiation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='7ea41887e6d0fd913bdeddd2491f2077d2f9c72a', pgid='pgtrigger_insert_insert_928ea', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_928ea() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_negotiationevent" ("district", "extent", "id", "is_example", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "responsible_id", "sector", "working_title") VALUES (NEW."district", NEW."extent", NEW."id", NEW."is_example", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."responsible_id", NEW."sector", NEW."working_title"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_928ea ON public."partners_negotiation";\n            CREATE  TRIGGER pgtrigger_insert_insert_928ea\n                AFTER INSERT ON public."partners_negotiation"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_928ea();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_928ea ON public."partners_negotiation" IS \'7ea41887e6d0fd913bdeddd2491f2077d2f9c72a\';\n        ', table='partners_negotiation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='negotiation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='bdc9218fa9922b48e27f5bc8146199a5517f9521', pgid='pgtrigger_update_update_ddf24', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_ddf24() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_negotiationevent" ("district", "extent", "id", "is_example", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "responsible_id", "sector", "working_title") VALUES (NEW."district", NEW."extent", NEW."id", NEW."is_example", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."responsible_id", NEW."sector", NEW."working_title"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_ddf24 ON public."partners_negotiation";\n            CREATE  TRIGGER pgtrigger_update_update_ddf24\n                AFTER UPDATE ON public."partners_negotiation"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_ddf24();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_ddf24 ON public."partners_negotiation" IS \'bdc9218fa9922b48e27f5bc8146199a5517f9521\';\n        ', table='partners_negotiation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='negotiation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='c3173839cb11ee1a4d75c1b6017405de4d554308', pgid='pgtrigger_delete_delete_3b6d8', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_3b6d8() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_negotiationevent" ("district", "extent", "id", "is_example", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "responsible_id", "sector", "working_title") VALUES (OLD."district", OLD."extent", OLD."id", OLD."is_example", OLD."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."responsible_id", OLD."sector", OLD."working_title"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_3b6d8 ON public."partners_negotiation";\n            CREATE  TRIGGER pgtrigger_delete_delete_3b6d8\n                AFTER DELETE ON public."partners_negotiation"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_3b6d8();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_3b6d8 ON public."partners_negotiation" IS \'c3173839cb11ee1a4d75c1b6017405de4d554308\';\n        ', table='partners_negotiation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contactevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='8f1da85f7a974e7d422a054c8523c6a903c42c3b', pgid='pgtrigger_append_only_2e75d', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_2e75d() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_2e75d ON public."partners_contactevent";\n            CREATE  TRIGGER pgtrigger_append_only_2e75d\n                BEFORE UPDATE OR DELETE ON public."partners_contactevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_2e75d();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_2e75d ON public."partners_contactevent" IS \'8f1da85f7a974e7d422a054c8523c6a903c42c3b\';\n        ', table='partners_contactevent')),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='contact_ends_after_start', violation_error_message='Das Ende liegt vor dem Beginn.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='72979c761a6fd458fb7e602e86e53cee9afac53c', pgid='pgtrigger_insert_insert_0e407', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_0e407() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_contactevent" ("anonymised_on", "email", "ends_on", "function", "id", "name", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "starts_on") VALUES (NEW."anonymised_on", NEW."email", NEW."ends_on", NEW."function", NEW."id", NEW."name", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."phone", NEW."starts_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_0e407 ON public."partners_contact";\n            CREATE  TRIGGER pgtrigger_insert_insert_0e407\n                AFTER INSERT ON public."partners_contact"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_0e407();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_0e407 ON public."partners_contact" IS \'72979c761a6fd458fb7e602e86e53cee9afac53c\';\n        ', table='partners_contact')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='3de6a24be1a3a959918acda8d2d552e291b86ba7', pgid='pgtrigger_update_update_8aa2f', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_8aa2f() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_contactevent" ("anonymised_on", "email", "ends_on", "function", "id", "name", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "starts_on") VALUES (NEW."anonymised_on", NEW."email", NEW."ends_on", NEW."function", NEW."id", NEW."name", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."phone", NEW."starts_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_8aa2f ON public."partners_contact";\n            CREATE  TRIGGER pgtrigger_update_update_8aa2f\n                AFTER UPDATE ON public."partners_contact"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_8aa2f();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_8aa2f ON public."partners_contact" IS \'3de6a24be1a3a959918acda8d2d552e291b86ba7\';\n        ', table='partners_contact')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='0b1ddf12b2552fc9795ea296cb9b58fb80d5ecef', pgid='pgtrigger_delete_delete_c013c', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_c013c() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_contactevent" ("anonymised_on", "email", "ends_on", "function", "id", "name", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "starts_on") VALUES (OLD."anonymised_on", OLD."email", OLD."ends_on", OLD."function", OLD."id", OLD."name", OLD."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."phone", OLD."starts_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_c013c ON public."partners_contact";\n            CREATE  TRIGGER pgtrigger_delete_delete_c013c\n                AFTER DELETE ON public."partners_contact"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_c013c();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_c013c ON public."partners_contact" IS \'0b1ddf12b2552fc9795ea296cb9b58fb80d5ecef\';\n        ', table='partners_contact')),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_unique', violation_error_message='Mit dieser E-Mail-Adresse gibt es schon ein Konto.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='1e7f30d8d74678c3c6931e7d0a520ec2a7b06360', pgid='pgtrigger_insert_insert_4fa34', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_4fa34() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_userevent" ("date_joined", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."date_joined", NEW."email", NEW."first_name", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."last_name", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_4fa34 ON public."partners_user";\n            CREATE  TRIGGER pgtrigger_insert_insert_4fa34\n                AFTER INSERT ON public."partners_user"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_4fa34();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_4fa34 ON public."partners_user" IS \'1e7f30d8d74678c3c6931e7d0a520ec2a7b06360\';\n        ', table='partners_user')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='499f44659133cc9e2660c53158a0d279ef54f696', pgid='pgtrigger_update_update_f552c', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_f552c() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_userevent" ("date_joined", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."date_joined", NEW."email", NEW."first_name", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."last_name", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_f552c ON public."partners_user";\n            CREATE  TRIGGER pgtrigger_update_update_f552c\n                AFTER UPDATE ON public."partners_user"\n                \n                \n                FOR EACH ROW WHEN (OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."first_name" IS DISTINCT FROM (NEW."first_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."last_name" IS DISTINCT FROM (NEW."last_name") OR OLD."partner_id" IS DISTINCT FROM (NEW."partner_id"))\n                EXECUTE FUNCTION public.pgtrigger_update_update_f552c();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_f552c ON public."partners_user" IS \'499f44659133cc9e2660c53158a0d279ef54f696\';\n        ', table='partners_user')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='f1d86e7c31d9b43e64518fa5e75223c9a35086a3', pgid='pgtrigger_delete_delete_fb2b2', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_fb2b2() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_userevent" ("date_joined", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."date_joined", OLD."email", OLD."first_name", OLD."id", OLD."is_active", OLD."is_staff", OLD."is_superuser", OLD."last_name", OLD."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_fb2b2 ON public."partners_user";\n            CREATE  TRIGGER pgtrigger_delete_delete_fb2b2\n                AFTER DELETE ON public."partners_user"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_fb2b2();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_fb2b2 ON public."partners_user" IS \'f1d86e7c31d9b43e64518fa5e75223c9a35086a3\';\n        ', table='partners_user')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnerevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='74564f4e88a7dfb5f50fc24f8d2715ba4782f1c3', pgid='pgtrigger_append_only_20581', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_20581() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_20581 ON public."partners_partnerevent";\n            CREATE  TRIGGER pgtrigger_append_only_20581\n                BEFORE UPDATE OR DELETE ON public."partners_partnerevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_20581();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_20581 ON public."partners_partnerevent" IS \'74564f4e88a7dfb5f50fc24f8d2715ba4782f1c3\';\n        ', table='partners_partnerevent')),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.UniqueConstraint(fields=('agreement', 'partner'), name='party_once_per_agreement', violation_error_message='Dieser Partner ist schon Vertragspartei.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='party',
            trigger=pgtrigger.compiler.Trigger(name='party_signed', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='6c3e703be14c02dd27d79e9cd9d3a3c109f08db6', pgid='pgtrigger_party_signed_46b41', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_party_signed_46b41() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Eine geleistete Unterschrift ändert sich nicht mehr.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'party_signed\'; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_party_signed_46b41 ON public."partners_party";\n            CREATE  TRIGGER pgtrigger_party_signed_46b41\n                BEFORE UPDATE ON public."partners_party"\n                \n                \n                FOR EACH ROW WHEN (OLD."signed_on" IS NOT NULL)\n                EXECUTE FUNCTION public.pgtrigger_party_signed_46b41();\n\n            COMMENT ON TRIGGER pgtrigger_party_signed_46b41 ON public."partners_party" IS \'6c3e703be14c02dd27d79e9cd9d3a3c109f08db6\';\n        ', table='partners_party')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='party',
            trigger=pgtrigger.compiler.Trigger(name='party_signed_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='80e4499f8ffdfc901eac8395617b4aafc64f8c35', pgid='pgtrigger_party_signed_delete_ba0f8', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_party_signed_delete_ba0f8() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Eine geleistete Unterschrift ändert sich nicht mehr.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'party_signed\'; RETURN OLD;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_party_signed_delete_ba0f8 ON public."partners_party";\n            CREATE  TRIGGER pgtrigger_party_signed_delete_ba0f8\n                BEFORE DELETE ON public."partners_party"\n                \n                \n                FOR EACH ROW WHEN (OLD."signed_on" IS NOT NULL)\n                EXECUTE FUNCTION public.pgtrigger_party_signed_delete_ba0f8();\n\n            COMMENT ON TRIGGER pgtrigger_party_signed_delete_ba0f8 ON public."partners_party" IS \'80e4499f8ffdfc901eac8395617b4aafc64f8c35\';\n        ', table='partners_party')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='party',
            trigger=pgtrigger.compiler.Trigger(name='party_signed_after_sending', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='801f875e310c90215dfa5efe3fe48ca03e1c5511', pgid='pgtrigger_party_signed_after_sending_56c8f', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_party_signed_after_sending_56c8f() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF EXISTS (SELECT 1 FROM public.partners_agreement WHERE id = NEW.agreement_id AND sent_on > NEW.signed_on) THEN\nRAISE EXCEPTION \'Unterzeichnet wird erst, was versandt ist.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'party_signed_after_sending\', COLUMN = \'signed_on\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_party_signed_after_sending_56c8f ON public."partners_party";\n            CREATE  TRIGGER pgtrigger_party_signed_after_sending_56c8f\n                BEFORE INSERT OR UPDATE ON public."partners_party"\n                \n                \n                FOR EACH ROW WHEN (NEW."signed_on" IS NOT NULL)\n                EXECUTE FUNCTION public.pgtrigger_party_signed_after_sending_56c8f();\n\n            COMMENT ON TRIGGER pgtrigger_party_signed_after_sending_56c8f ON public."partners_party" IS \'801f875e310c90215dfa5efe3fe48ca03e1c5511\';\n        ', table='partners_party')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='party',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='cf7c149fb8b5c15e95f77d9917b4bbf8bc12e442', pgid='pgtrigger_insert_insert_02f24', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_02f24() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_partyevent" ("agreement_id", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorded_by_id", "role", "signatory", "signed_on") VALUES (NEW."agreement_id", NEW."id", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."recorded_by_id", NEW."role", NEW."signatory", NEW."signed_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_02f24 ON public."partners_party";\n            CREATE  TRIGGER pgtrigger_insert_insert_02f24\n                AFTER INSERT ON public."partners_party"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_02f24();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_02f24 ON public."partners_party" IS \'cf7c149fb8b5c15e95f77d9917b4bbf8bc12e442\';\n        ', table='partners_party')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='party',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='026dd367676b08510752326926bd9d5373368524', pgid='pgtrigger_update_update_2b94a', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_2b94a() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_partyevent" ("agreement_id", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorded_by_id", "role", "signatory", "signed_on") VALUES (NEW."agreement_id", NEW."id", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."recorded_by_id", NEW."role", NEW."signatory", NEW."signed_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_2b94a ON public."partners_party";\n            CREATE  TRIGGER pgtrigger_update_update_2b94a\n                AFTER UPDATE ON public."partners_party"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_2b94a();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_2b94a ON public."partners_party" IS \'026dd367676b08510752326926bd9d5373368524\';\n        ', table='partners_party')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='party',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='dce279f374c5b394ef8a5e505f329671135b86cf', pgid='pgtrigger_delete_delete_27841', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_27841() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_partyevent" ("agreement_id", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorded_by_id", "role", "signatory", "signed_on") VALUES (OLD."agreement_id", OLD."id", OLD."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."recorded_by_id", OLD."role", OLD."signatory", OLD."signed_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_27841 ON public."partners_party";\n            CREATE  TRIGGER pgtrigger_delete_delete_27841\n                AFTER DELETE ON public."partners_party"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_27841();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_27841 ON public."partners_party" IS \'dce279f374c5b394ef8a5e505f329671135b86cf\';\n        ', table='partners_party')),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='agreement_ends_after_start', violation_error_message='Das Ende liegt vor dem Beginn.'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('terminated_on__isnull', True), ('terminated_to__isnull', True)), models.Q(('terminated_on__isnull', False), ('terminated_to__isnull', False)), _connector='OR'), name='agreement_termination_complete', violation_error_message='Zur Kündigung gehören der Tag der Kündigung und der Tag, zu dem sie wirkt.'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('terminated_on__isnull', True), models.Q(('termination_reason', ''), _negated=True), _connector='OR'), name='agreement_termination_reasoned', violation_error_message='Nennen Sie den Kündigungsgrund.'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('terminated_to__isnull', True), models.Q(('terminated_on__isnull', False), ('terminated_to__gte', models.F('terminated_on'))), _connector='OR'), name='agreement_termination_in_order', violation_error_message='Eine Kündigung wirkt nicht vor dem Tag, an dem sie erklärt wird.'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('amends__isnull', True), models.Q(('amends', models.F('pk')), _negated=True), _connector='OR'), name='agreement_not_its_own_amendment', violation_error_message='Eine Vereinbarung kann kein Nachtrag zu sich selbst sein.'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('amends__isnull', True), ('amends__lt', models.F('pk')), _connector='OR'), name='agreement_version_after_what_it_amends', violation_error_message='Ein Nachtrag ist jünger als die Vereinbarung, die er ändert.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='agreement_terms_signed', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='aff8ac2b83b24a24abb6143d2eb3eb1f496c30a0', pgid='pgtrigger_agreement_terms_signed_9260c', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_agreement_terms_signed_9260c() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF EXISTS (SELECT 1 FROM public.partners_party WHERE agreement_id = OLD.id AND signed_on IS NOT NULL) THEN RAISE EXCEPTION \'Was eine Vertragspartei unterzeichnet hat, ändert sich nicht mehr. Vereinbaren Sie einen Nachtrag.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'agreement_terms_signed\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_agreement_terms_signed_9260c ON public."partners_agreement";\n            CREATE  TRIGGER pgtrigger_agreement_terms_signed_9260c\n                BEFORE UPDATE ON public."partners_agreement"\n                \n                \n                FOR EACH ROW WHEN (OLD."amends_id" IS DISTINCT FROM (NEW."amends_id") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."framework_name" IS DISTINCT FROM (NEW."framework_name") OR OLD."mandate_id" IS DISTINCT FROM (NEW."mandate_id") OR OLD."notice_months" IS DISTINCT FROM (NEW."notice_months") OR OLD."quality_dialogue" IS DISTINCT FROM (NEW."quality_dialogue") OR OLD."sent_on" IS DISTINCT FROM (NEW."sent_on") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on"))\n                EXECUTE FUNCTION public.pgtrigger_agreement_terms_signed_9260c();\n\n            COMMENT ON TRIGGER pgtrigger_agreement_terms_signed_9260c ON public."partners_agreement" IS \'aff8ac2b83b24a24abb6143d2eb3eb1f496c30a0\';\n        ', table='partners_agreement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='agreement_signed_before_termination', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='7145c4211ede7e05785a3d93e1e3e128fcb2517c', pgid='pgtrigger_agreement_signed_before_termination_a5a0a', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_agreement_signed_before_termination_a5a0a() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF NOT EXISTS (SELECT 1 FROM public.partners_party WHERE agreement_id = NEW.id)\n  OR EXISTS (SELECT 1 FROM public.partners_party WHERE agreement_id = NEW.id\n             AND (signed_on IS NULL OR signed_on > NEW.terminated_on)) THEN\nRAISE EXCEPTION \'Gekündigt wird nur, was alle Vertragsparteien bis dahin unterzeichnet haben.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'agreement_signed_before_termination\', COLUMN = \'terminated_on\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_agreement_signed_before_termination_a5a0a ON public."partners_agreement";\n            CREATE  TRIGGER pgtrigger_agreement_signed_before_termination_a5a0a\n                BEFORE UPDATE ON public."partners_agreement"\n                \n                \n                FOR EACH ROW WHEN (NEW."terminated_on" IS NOT NULL AND OLD."terminated_on" IS NULL)\n                EXECUTE FUNCTION public.pgtrigger_agreement_signed_before_termination_a5a0a();\n\n            COMMENT ON TRIGGER pgtrigger_agreement_signed_before_termination_a5a0a ON public."partners_agreement" IS \'7145c4211ede7e05785a3d93e1e3e128fcb2517c\';\n        ', table='partners_agreement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='f6baf04c54abc08efb88a3172a303124304fc57c', pgid='pgtrigger_insert_insert_b1737', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_b1737() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_agreementevent" ("amends_id", "coordination_on", "document", "document_by_id", "document_on", "document_sha256", "ends_on", "framework_name", "id", "is_example", "mandate_id", "note", "notice_months", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quality_dialogue", "sent_by_id", "sent_on", "starts_on", "takes_sites", "terminated_by_id", "terminated_on", "terminated_to", "termination_reason", "title") VALUES (NEW."amends_id", NEW."coordination_on", NEW."document", NEW."document_by_id", NEW."document_on", NEW."document_sha256", NEW."ends_on", NEW."framework_name", NEW."id", NEW."is_example", NEW."mandate_id", NEW."note", NEW."notice_months", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."quality_dialogue", NEW."sent_by_id", NEW."sent_on", NEW."starts_on", NEW."takes_sites", NEW."terminated_by_id", NEW."terminated_on", NEW."terminated_to", NEW."termination_reason", NEW."title"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_b1737 ON public."partners_agreement";\n            CREATE  TRIGGER pgtrigger_insert_insert_b1737\n                AFTER INSERT ON public."partners_agreement"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_b1737();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_b1737 ON public."partners_agreement" IS \'f6baf04c54abc08efb88a3172a303124304fc57c\';\n        ', table='partners_agreement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='f4982fb7c51ed83578aabd8d366634d20f18956e', pgid='pgtrigger_update_update_8c840', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_8c840() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_agreementevent" ("amends_id", "coordination_on", "document", "document_by_id", "document_on", "document_sha256", "ends_on", "framework_name", "id", "is_example", "mandate_id", "note", "notice_months", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quality_dialogue", "sent_by_id", "sent_on", "starts_on", "takes_sites", "terminated_by_id", "terminated_on", "terminated_to", "termination_reason", "title") VALUES (NEW."amends_id", NEW."coordination_on", NEW."document", NEW."document_by_id", NEW."document_on", NEW."document_sha256", NEW."ends_on", NEW."framework_name", NEW."id", NEW."is_example", NEW."mandate_id", NEW."note", NEW."notice_months", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."quality_dialogue", NEW."sent_by_id", NEW."sent_on", NEW."starts_on", NEW."takes_sites", NEW."terminated_by_id", NEW."terminated_on", NEW."terminated_to", NEW."termination_reason", NEW."title"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_8c840 ON public."partners_agreement";\n            CREATE  TRIGGER pgtrigger_update_update_8c840\n                AFTER UPDATE ON public."partners_agreement"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_8c840();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_8c840 ON public."partners_agreement" IS \'f4982fb7c51ed83578aabd8d366634d20f18956e\';\n        ', table='partners_agreement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='e1f4dfe6abe460d32b18d031a042bbb64983dddd', pgid='pgtrigger_delete_delete_63f2d', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_63f2d() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_agreementevent" ("amends_id", "coordination_on", "document", "document_by_id", "document_on", "document_sha256", "ends_on", "framework_name", "id", "is_example", "mandate_id", "note", "notice_months", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quality_dialogue", "sent_by_id", "sent_on", "starts_on", "takes_sites", "terminated_by_id", "terminated_on", "terminated_to", "termination_reason", "title") VALUES (OLD."amends_id", OLD."coordination_on", OLD."document", OLD."document_by_id", OLD."document_on", OLD."document_sha256", OLD."ends_on", OLD."framework_name", OLD."id", OLD."is_example", OLD."mandate_id", OLD."note", OLD."notice_months", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."quality_dialogue", OLD."sent_by_id", OLD."sent_on", OLD."starts_on", OLD."takes_sites", OLD."terminated_by_id", OLD."terminated_on", OLD."terminated_to", OLD."termination_reason", OLD."title"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_63f2d ON public."partners_agreement";\n            CREATE  TRIGGER pgtrigger_delete_delete_63f2d\n                AFTER DELETE ON public."partners_agreement"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_63f2d();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_63f2d ON public."partners_agreement" IS \'e1f4dfe6abe460d32b18d031a042bbb64983dddd\';\n        ', table='partners_agreement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partyevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='b5366585417ded6d07d4b85ee01511f49638ee0e', pgid='pgtrigger_append_only_48d95', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_48d95() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_48d95 ON public."partners_partyevent";\n            CREATE  TRIGGER pgtrigger_append_only_48d95\n                BEFORE UPDATE OR DELETE ON public."partners_partyevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_48d95();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_48d95 ON public."partners_partyevent" IS \'b5366585417ded6d07d4b85ee01511f49638ee0e\';\n        ', table='partners_partyevent')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reactivation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='2500f1c817f1c0807b7951c9359489d291e5aae8', pgid='pgtrigger_insert_insert_b5701', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_b5701() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_reactivationevent" ("by_id", "deactivated_by_id", "deactivated_on", "id", "on", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."by_id", NEW."deactivated_by_id", NEW."deactivated_on", NEW."id", NEW."on", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_b5701 ON public."partners_reactivation";\n            CREATE  TRIGGER pgtrigger_insert_insert_b5701\n                AFTER INSERT ON public."partners_reactivation"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_b5701();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_b5701 ON public."partners_reactivation" IS \'2500f1c817f1c0807b7951c9359489d291e5aae8\';\n        ', table='partners_reactivation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reactivation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='91655d1209cb098d4cc70403b99fb36f2c3712bc', pgid='pgtrigger_update_update_b3ee0', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_b3ee0() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_reactivationevent" ("by_id", "deactivated_by_id", "deactivated_on", "id", "on", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."by_id", NEW."deactivated_by_id", NEW."deactivated_on", NEW."id", NEW."on", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_b3ee0 ON public."partners_reactivation";\n            CREATE  TRIGGER pgtrigger_update_update_b3ee0\n                AFTER UPDATE ON public."partners_reactivation"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_b3ee0();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_b3ee0 ON public."partners_reactivation" IS \'91655d1209cb098d4cc70403b99fb36f2c3712bc\';\n        ', table='partners_reactivation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reactivation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='7ecf7252e6a86cb51729b36197d68afe11b08f87', pgid='pgtrigger_delete_delete_75920', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_75920() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_reactivationevent" ("by_id", "deactivated_by_id", "deactivated_on", "id", "on", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."by_id", OLD."deactivated_by_id", OLD."deactivated_on", OLD."id", OLD."on", OLD."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_75920 ON public."partners_reactivation";\n            CREATE  TRIGGER pgtrigger_delete_delete_75920\n                AFTER DELETE ON public."partners_reactivation"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_75920();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_75920 ON public."partners_reactivation" IS \'7ecf7252e6a86cb51729b36197d68afe11b08f87\';\n        ', table='partners_reactivation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reactivationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='598291f468f592adba47853df580c90e727ec33b', pgid='pgtrigger_append_only_98390', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_98390() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_98390 ON public."partners_reactivationevent";\n            CREATE  TRIGGER pgtrigger_append_only_98390\n                BEFORE UPDATE OR DELETE ON public."partners_reactivationevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_98390();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_98390 ON public."partners_reactivationevent" IS \'598291f468f592adba47853df580c90e727ec33b\';\n        ', table='partners_reactivationevent')),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('paused', 'failed')), _negated=True), models.Q(('reason_code', ''), _negated=True), _connector='OR'), name='step_reason_given', violation_error_message='Wenn ein Gespräch ruht oder gescheitert ist, wählen Sie den Grund.'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(('wording_released_on__isnull', True), models.Q(('public_wording', ''), _negated=True), _connector='OR'), name='step_released_wording_exists', violation_error_message='Freigeben lässt sich nur ein vorhandener Wortlaut.'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('wording_released_by__isnull', True), ('wording_released_on__isnull', True)), models.Q(('wording_released_by__isnull', False), ('wording_released_on__isnull', False)), _connector='OR'), name='step_release_has_person', violation_error_message='Zur Freigabe des Wortlauts gehören Datum und Person.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='step',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='a9aa367b8dc7c79bede9e4458382e67cc1a4ec5d', pgid='pgtrigger_insert_insert_06404', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_06404() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_stepevent" ("id", "internal_note", "negotiation_id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_wording", "reason_code", "recorded_by_id", "state", "wording_released_by_id", "wording_released_on") VALUES (NEW."id", NEW."internal_note", NEW."negotiation_id", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."public_wording", NEW."reason_code", NEW."recorded_by_id", NEW."state", NEW."wording_released_by_id", NEW."wording_released_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_06404 ON public."partners_step";\n            CREATE  TRIGGER pgtrigger_insert_insert_06404\n                AFTER INSERT ON public."partners_step"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_06404();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_06404 ON public."partners_step" IS \'a9aa367b8dc7c79bede9e4458382e67cc1a4ec5d\';\n        ', table='partners_step')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='step',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='ae7e1deb5ccdbe0680c6532214b47cf878f7577c', pgid='pgtrigger_update_update_3f0ae', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_3f0ae() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_stepevent" ("id", "internal_note", "negotiation_id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_wording", "reason_code", "recorded_by_id", "state", "wording_released_by_id", "wording_released_on") VALUES (NEW."id", NEW."internal_note", NEW."negotiation_id", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."public_wording", NEW."reason_code", NEW."recorded_by_id", NEW."state", NEW."wording_released_by_id", NEW."wording_released_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_3f0ae ON public."partners_step";\n            CREATE  TRIGGER pgtrigger_update_update_3f0ae\n                AFTER UPDATE ON public."partners_step"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_3f0ae();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_3f0ae ON public."partners_step" IS \'ae7e1deb5ccdbe0680c6532214b47cf878f7577c\';\n        ', table='partners_step')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='step',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='9f1022b1e7b482ff6fe576ce44ed31db0974428e', pgid='pgtrigger_delete_delete_b5523', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_b5523() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_stepevent" ("id", "internal_note", "negotiation_id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_wording", "reason_code", "recorded_by_id", "state", "wording_released_by_id", "wording_released_on") VALUES (OLD."id", OLD."internal_note", OLD."negotiation_id", OLD."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."public_wording", OLD."reason_code", OLD."recorded_by_id", OLD."state", OLD."wording_released_by_id", OLD."wording_released_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_b5523 ON public."partners_step";\n            CREATE  TRIGGER pgtrigger_delete_delete_b5523\n                AFTER DELETE ON public."partners_step"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_b5523();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_b5523 ON public."partners_step" IS \'9f1022b1e7b482ff6fe576ce44ed31db0974428e\';\n        ', table='partners_step')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stepevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='0f86f0a094d529e07fdcbd48b5244e32e14dbf16', pgid='pgtrigger_append_only_a4e63', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_a4e63() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_a4e63 ON public."partners_stepevent";\n            CREATE  TRIGGER pgtrigger_append_only_a4e63\n                BEFORE UPDATE OR DELETE ON public."partners_stepevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_a4e63();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_a4e63 ON public."partners_stepevent" IS \'0f86f0a094d529e07fdcbd48b5244e32e14dbf16\';\n        ', table='partners_stepevent')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='userevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='1fb038c80dcb9ca318b912b71e94dd7fbb068693', pgid='pgtrigger_append_only_ebf36', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_ebf36() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_ebf36 ON public."partners_userevent";\n            CREATE  TRIGGER pgtrigger_append_only_ebf36\n                BEFORE UPDATE OR DELETE ON public."partners_userevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_ebf36();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_ebf36 ON public."partners_userevent" IS \'1fb038c80dcb9ca318b912b71e94dd7fbb068693\';\n        ', table='partners_userevent')),
        ),
        migrations.AddField(
            model_name='usergroupevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.usergroup'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='usergroup',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='10831982eb520881a6b257cf1c2345825ea49b5c', pgid='pgtrigger_insert_insert_0d3fc', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_0d3fc() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_usergroupevent" ("group_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."group_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."user_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_0d3fc ON public."partners_user_groups";\n            CREATE  TRIGGER pgtrigger_insert_insert_0d3fc\n                AFTER INSERT ON public."partners_user_groups"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_0d3fc();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_0d3fc ON public."partners_user_groups" IS \'10831982eb520881a6b257cf1c2345825ea49b5c\';\n        ', table='partners_user_groups')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='usergroup',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='4c76c2e9611810dfb4d15669ac494ff2d4d9ebd6', pgid='pgtrigger_update_update_e144d', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_e144d() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_usergroupevent" ("group_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."group_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."user_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_e144d ON public."partners_user_groups";\n            CREATE  TRIGGER pgtrigger_update_update_e144d\n                AFTER UPDATE ON public."partners_user_groups"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_e144d();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_e144d ON public."partners_user_groups" IS \'4c76c2e9611810dfb4d15669ac494ff2d4d9ebd6\';\n        ', table='partners_user_groups')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='usergroup',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='fabaa689b3ae4a4a8d241293a43b141a38ca52b5', pgid='pgtrigger_delete_delete_9e9c6', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_9e9c6() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."partners_usergroupevent" ("group_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (OLD."group_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."user_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_9e9c6 ON public."partners_user_groups";\n            CREATE  TRIGGER pgtrigger_delete_delete_9e9c6\n                AFTER DELETE ON public."partners_user_groups"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_9e9c6();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_9e9c6 ON public."partners_user_groups" IS \'fabaa689b3ae4a4a8d241293a43b141a38ca52b5\';\n        ', table='partners_user_groups')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='usergroupevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='2f400d59c122f49def6bee85fadc90090f09aee9', pgid='pgtrigger_append_only_b459c', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_b459c() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_b459c ON public."partners_usergroupevent";\n            CREATE  TRIGGER pgtrigger_append_only_b459c\n                BEFORE UPDATE OR DELETE ON public."partners_usergroupevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_b459c();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_b459c ON public."partners_usergroupevent" IS \'2f400d59c122f49def6bee85fadc90090f09aee9\';\n        ', table='partners_usergroupevent')),
        ),
    ]
