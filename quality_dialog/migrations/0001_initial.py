import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
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
        ('sites', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10, verbose_name='Kürzel')),
                ('guiding_question', models.TextField(verbose_name='Leitfrage')),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='Reihenfolge')),
            ],
            options={
                'verbose_name': 'Kriterium',
                'verbose_name_plural': 'Kriterien',
                'ordering': ['field', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='FieldOfAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10, verbose_name='Kürzel')),
                ('title', models.CharField(max_length=160, verbose_name='Titel')),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='Reihenfolge')),
            ],
            options={
                'verbose_name': 'Handlungsfeld',
                'verbose_name_plural': 'Handlungsfelder',
                'ordering': ['framework', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='FrameworkEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('version', models.CharField(max_length=40, verbose_name='Fassung')),
                ('valid_from', models.DateField(verbose_name='Gültig ab')),
                ('description', models.TextField(blank=True, verbose_name='Beschreibung')),
                ('is_example', models.BooleanField(default=False, verbose_name='Beispiel')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10, verbose_name='Kürzel')),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('definition', models.TextField(blank=True, verbose_name='Definition')),
                ('unit', models.CharField(max_length=40, verbose_name='Einheit')),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='Reihenfolge')),
            ],
            options={
                'verbose_name': 'Kennzahl',
                'verbose_name_plural': 'Kennzahlen',
                'ordering': ['field', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='IndicatorEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(max_length=10, verbose_name='Kürzel')),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('definition', models.TextField(blank=True, verbose_name='Definition')),
                ('unit', models.CharField(max_length=40, verbose_name='Einheit')),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='Reihenfolge')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='IndicatorValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='Wert')),
                ('source', models.CharField(blank=True, choices=[('counted', 'gezählt'), ('estimated', 'geschätzt')], max_length=20, verbose_name='Herkunft')),
                ('comment', models.TextField(blank=True, verbose_name='Anmerkung')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Stand')),
                ('saved_at', models.DateTimeField(editable=False, null=True, verbose_name='Gespeichert am')),
                ('saved_from', models.CharField(blank=True, editable=False, max_length=32, verbose_name='Gespeichert aus dem Fenster')),
            ],
            options={
                'verbose_name': 'Kennzahlenwert',
                'verbose_name_plural': 'Kennzahlenwerte',
                'ordering': ['dialogue', 'indicator'],
            },
        ),
        migrations.CreateModel(
            name='IndicatorValueEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('value', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='Wert')),
                ('source', models.CharField(blank=True, choices=[('counted', 'gezählt'), ('estimated', 'geschätzt')], max_length=20, verbose_name='Herkunft')),
                ('comment', models.TextField(blank=True, verbose_name='Anmerkung')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Stand')),
                ('saved_at', models.DateTimeField(editable=False, null=True, verbose_name='Gespeichert am')),
                ('saved_from', models.CharField(blank=True, editable=False, max_length=32, verbose_name='Gespeichert aus dem Fenster')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.TimeField(verbose_name='Beginn')),
                ('ends_at', models.TimeField(verbose_name='Ende')),
                ('place', models.CharField(max_length=200, verbose_name='Ort')),
                ('invited_on', models.DateField(verbose_name='Eingeladen am')),
                ('sequence', models.PositiveSmallIntegerField(default=0, verbose_name='Fassung der Einladung')),
            ],
            options={
                'verbose_name': 'Einladung zum Dialoggespräch',
                'verbose_name_plural': 'Einladungen zu Dialoggesprächen',
                'ordering': ['dialogue'],
            },
        ),
        migrations.CreateModel(
            name='InvitationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('starts_at', models.TimeField(verbose_name='Beginn')),
                ('ends_at', models.TimeField(verbose_name='Ende')),
                ('place', models.CharField(max_length=200, verbose_name='Ort')),
                ('invited_on', models.DateField(verbose_name='Eingeladen am')),
                ('sequence', models.PositiveSmallIntegerField(default=0, verbose_name='Fassung der Einladung')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=250, verbose_name='Was')),
                ('resolved_on', models.DateField(verbose_name='Vereinbart am')),
                ('due_on', models.DateField(verbose_name='Fällig am')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='Erledigt am')),
                ('confirmed_on', models.DateField(blank=True, null=True, verbose_name='Bestätigt am')),
                ('dropped_on', models.DateField(blank=True, null=True, verbose_name='Aufgegeben am')),
                ('drop_reason', models.TextField(blank=True, verbose_name='Grund der Aufgabe')),
            ],
            options={
                'verbose_name': 'Maßnahme',
                'verbose_name_plural': 'Maßnahmen',
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='MeasureEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(max_length=250, verbose_name='Was')),
                ('resolved_on', models.DateField(verbose_name='Vereinbart am')),
                ('due_on', models.DateField(verbose_name='Fällig am')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='Erledigt am')),
                ('confirmed_on', models.DateField(blank=True, null=True, verbose_name='Bestätigt am')),
                ('dropped_on', models.DateField(blank=True, null=True, verbose_name='Aufgegeben am')),
                ('drop_reason', models.TextField(blank=True, verbose_name='Grund der Aufgabe')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MeasureReturn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('done_on', models.DateField(verbose_name='Erledigt gemeldet am')),
                ('returned_on', models.DateField(verbose_name='Zurückgegeben am')),
            ],
            options={
                'verbose_name': 'Rückgabe einer Maßnahme',
                'verbose_name_plural': 'Rückgaben von Maßnahmen',
                'ordering': ['measure', 'returned_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='MeasureReturnEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('done_on', models.DateField(verbose_name='Erledigt gemeldet am')),
                ('returned_on', models.DateField(verbose_name='Zurückgegeben am')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MeasureStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='Datum')),
                ('text', models.TextField(verbose_name='Text')),
                ('new_due_on', models.DateField(blank=True, null=True, verbose_name='Neue Frist')),
            ],
            options={
                'verbose_name': 'Fortschritt einer Maßnahme',
                'verbose_name_plural': 'Fortschritt der Maßnahmen',
                'ordering': ['measure', 'on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='MeasureStepEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('on', models.DateField(verbose_name='Datum')),
                ('text', models.TextField(verbose_name='Text')),
                ('new_due_on', models.DateField(blank=True, null=True, verbose_name='Neue Frist')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField(verbose_name='Sitzung am')),
            ],
            options={
                'verbose_name': 'Sitzung',
                'verbose_name_plural': 'Sitzungen',
                'ordering': ['-held_on', 'committee__position'],
            },
        ),
        migrations.CreateModel(
            name='MeetingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('held_on', models.DateField(verbose_name='Sitzung am')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('joined_on', models.DateField(blank=True, help_text='Leer: von Anfang an beteiligt.', null=True, verbose_name='Beteiligt ab')),
            ],
            options={
                'verbose_name': 'Beteiligung am Dialog',
                'verbose_name_plural': 'Beteiligungen am Dialog',
                'ordering': ['dialogue', 'partner__short_name'],
            },
        ),
        migrations.CreateModel(
            name='ParticipationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('joined_on', models.DateField(blank=True, help_text='Leer: von Anfang an beteiligt.', null=True, verbose_name='Beteiligt ab')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PartnerReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shown_on', models.DateField(verbose_name='Vorgelegt am')),
                ('way', models.CharField(choices=[('app', 'in der Anwendung'), ('letter', 'per Brief'), ('not_asked', 'nicht gefragt')], default='app', max_length=10, verbose_name='Weg')),
                ('reason', models.TextField(blank=True, max_length=300, verbose_name='Warum nicht gefragt')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='Stellungnahme bis')),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='Brief abgesandt am')),
                ('text', models.TextField(blank=True, max_length=4000, verbose_name='Stellungnahme')),
                ('given_on', models.DateField(blank=True, null=True, verbose_name='Abgegeben am')),
            ],
            options={
                'verbose_name': 'Lesefassung',
                'verbose_name_plural': 'Lesefassungen',
                'ordering': ['report', 'partner__short_name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PartnerReadingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('shown_on', models.DateField(verbose_name='Vorgelegt am')),
                ('way', models.CharField(choices=[('app', 'in der Anwendung'), ('letter', 'per Brief'), ('not_asked', 'nicht gefragt')], default='app', max_length=10, verbose_name='Weg')),
                ('reason', models.TextField(blank=True, max_length=300, verbose_name='Warum nicht gefragt')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='Stellungnahme bis')),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='Brief abgesandt am')),
                ('text', models.TextField(blank=True, max_length=4000, verbose_name='Stellungnahme')),
                ('given_on', models.DateField(blank=True, null=True, verbose_name='Abgegeben am')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Rendition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('format', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word'), ('json', 'OParl-JSON'), ('html', 'Seite')], max_length=10, verbose_name='Format')),
                ('content', models.BinaryField(verbose_name='Inhalt')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('renderer', models.CharField(blank=True, max_length=250, verbose_name='Erzeugt mit')),
                ('rendered_on', models.DateField(verbose_name='Erzeugt am')),
            ],
            options={
                'verbose_name': 'Ausfertigung',
                'verbose_name_plural': 'Ausfertigungen',
                'ordering': ['report', 'format'],
            },
        ),
        migrations.CreateModel(
            name='RenditionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('format', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word'), ('json', 'OParl-JSON'), ('html', 'Seite')], max_length=10, verbose_name='Format')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('renderer', models.CharField(blank=True, max_length=250, verbose_name='Erzeugt mit')),
                ('rendered_on', models.DateField(verbose_name='Erzeugt am')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='Berichtsjahr')),
                ('kind', models.CharField(choices=[('notice', 'Mitteilung'), ('information', 'Informationsvorlage')], default='notice', max_length=20, verbose_name='Art')),
                ('subject', models.CharField(max_length=250, verbose_name='Thema')),
                ('as_of', models.DateField(verbose_name='Stichtag')),
                ('reference', models.CharField(blank=True, max_length=40, verbose_name='Drucksachen-Nr.')),
                ('lead_office', models.CharField(blank=True, max_length=160, verbose_name='Federführendes Amt')),
                ('contact', models.CharField(blank=True, max_length=160, verbose_name='Ansprechperson der Verwaltung')),
                ('drafted_on', models.DateField(verbose_name='Entworfen am')),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='In Prüfung seit')),
                ('approved_on', models.DateField(blank=True, null=True, verbose_name='Freigegeben am')),
                ('facts', models.JSONField(blank=True, editable=False, null=True, verbose_name='Eingefrorene Fakten')),
                ('facts_sha256', models.CharField(blank=True, editable=False, max_length=64, verbose_name='SHA-256 der Fakten')),
                ('plain_text', models.TextField(blank=True, editable=False, verbose_name='Eingefrorener Wortlaut')),
                ('seal_number', models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='Nummer des Siegels')),
                ('seal_sha256', models.CharField(blank=True, editable=False, max_length=64, verbose_name='Siegel')),
                ('submitted_on', models.DateField(blank=True, null=True, verbose_name='Eingereicht am')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='Veröffentlicht am')),
                ('discarded_on', models.DateField(blank=True, null=True, verbose_name='Verworfen am')),
                ('discard_reason', models.TextField(blank=True, verbose_name='Grund des Verwerfens')),
                ('correction_reason', models.TextField(blank=True, verbose_name='Grund der Berichtigung')),
                ('is_example', models.BooleanField(default=False, verbose_name='Beispieldatensatz')),
            ],
            options={
                'verbose_name': 'Bericht',
                'verbose_name_plural': 'Berichte',
                'ordering': ['-as_of', '-pk'],
                'permissions': [('approve_report', 'Darf Berichte freigeben'), ('publish_report', 'Darf Berichte veröffentlichen')],
            },
        ),
        migrations.CreateModel(
            name='ReportEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('year', models.PositiveSmallIntegerField(verbose_name='Berichtsjahr')),
                ('kind', models.CharField(choices=[('notice', 'Mitteilung'), ('information', 'Informationsvorlage')], default='notice', max_length=20, verbose_name='Art')),
                ('subject', models.CharField(max_length=250, verbose_name='Thema')),
                ('as_of', models.DateField(verbose_name='Stichtag')),
                ('reference', models.CharField(blank=True, max_length=40, verbose_name='Drucksachen-Nr.')),
                ('lead_office', models.CharField(blank=True, max_length=160, verbose_name='Federführendes Amt')),
                ('contact', models.CharField(blank=True, max_length=160, verbose_name='Ansprechperson der Verwaltung')),
                ('drafted_on', models.DateField(verbose_name='Entworfen am')),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='In Prüfung seit')),
                ('approved_on', models.DateField(blank=True, null=True, verbose_name='Freigegeben am')),
                ('facts_sha256', models.CharField(blank=True, editable=False, max_length=64, verbose_name='SHA-256 der Fakten')),
                ('seal_number', models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='Nummer des Siegels')),
                ('seal_sha256', models.CharField(blank=True, editable=False, max_length=64, verbose_name='Siegel')),
                ('submitted_on', models.DateField(blank=True, null=True, verbose_name='Eingereicht am')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='Veröffentlicht am')),
                ('discarded_on', models.DateField(blank=True, null=True, verbose_name='Verworfen am')),
                ('discard_reason', models.TextField(blank=True, verbose_name='Grund des Verwerfens')),
                ('correction_reason', models.TextField(blank=True, verbose_name='Grund der Berichtigung')),
                ('is_example', models.BooleanField(default=False, verbose_name='Beispieldatensatz')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReportReturn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('returned_on', models.DateField(verbose_name='Zurückgegeben am')),
                ('reason', models.TextField(verbose_name='Grund')),
            ],
            options={
                'verbose_name': 'Rückgabe des Berichts',
                'verbose_name_plural': 'Rückgaben des Berichts',
                'ordering': ['report', 'returned_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ReportReturnEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('returned_on', models.DateField(verbose_name='Zurückgegeben am')),
                ('reason', models.TextField(verbose_name='Grund')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=40, verbose_name='Schlüssel')),
                ('heading', models.CharField(blank=True, max_length=160, verbose_name='Überschrift')),
                ('body', models.TextField(blank=True, verbose_name='Text')),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='Reihenfolge')),
                ('included', models.BooleanField(default=True, verbose_name='Im Bericht')),
            ],
            options={
                'verbose_name': 'Abschnitt',
                'verbose_name_plural': 'Abschnitte',
                'ordering': ['report', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SectionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('key', models.SlugField(db_index=False, max_length=40, verbose_name='Schlüssel')),
                ('heading', models.CharField(blank=True, max_length=160, verbose_name='Überschrift')),
                ('body', models.TextField(blank=True, verbose_name='Text')),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='Reihenfolge')),
                ('included', models.BooleanField(default=True, verbose_name='Im Bericht')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('city', models.BooleanField(default=False, verbose_name='Für die Stadt')),
                ('stance', models.CharField(choices=[('agrees', 'stimmt zu'), ('agrees_with_remark', 'stimmt mit Anmerkung zu'), ('dissents', 'abweichende Auffassung')], max_length=20, verbose_name='Haltung')),
                ('text', models.TextField(blank=True, verbose_name='Text')),
                ('wording_sha256', models.CharField(max_length=64, verbose_name='SHA-256 des Wortlauts')),
                ('given_on', models.DateField(verbose_name='Abgegeben am')),
            ],
            options={
                'verbose_name': 'Stellungnahme',
                'verbose_name_plural': 'Stellungnahmen',
                'ordering': ['finding', 'given_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='StatementEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('city', models.BooleanField(default=False, verbose_name='Für die Stadt')),
                ('stance', models.CharField(choices=[('agrees', 'stimmt zu'), ('agrees_with_remark', 'stimmt mit Anmerkung zu'), ('dissents', 'abweichende Auffassung')], max_length=20, verbose_name='Haltung')),
                ('text', models.TextField(blank=True, verbose_name='Text')),
                ('wording_sha256', models.CharField(max_length=64, verbose_name='SHA-256 des Wortlauts')),
                ('given_on', models.DateField(verbose_name='Abgegeben am')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('submitted_on', models.DateField(verbose_name='Eingereicht am')),
                ('reopened_on', models.DateField(blank=True, null=True, verbose_name='Wieder geöffnet am')),
                ('reopen_reason', models.TextField(blank=True, verbose_name='Grund der Öffnung')),
            ],
            options={
                'verbose_name': 'Einreichung',
                'verbose_name_plural': 'Einreichungen',
                'ordering': ['dialogue', 'partner__short_name', 'submitted_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SubmissionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('submitted_on', models.DateField(verbose_name='Eingereicht am')),
                ('reopened_on', models.DateField(blank=True, null=True, verbose_name='Wieder geöffnet am')),
                ('reopen_reason', models.TextField(blank=True, verbose_name='Grund der Öffnung')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TextBlock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=40, verbose_name='Abschnitt')),
                ('body', models.TextField(verbose_name='Text')),
                ('valid_from', models.DateField(verbose_name='Gültig ab')),
            ],
            options={
                'verbose_name': 'Textbaustein',
                'verbose_name_plural': 'Textbausteine',
                'ordering': ['key', '-valid_from'],
            },
        ),
        migrations.CreateModel(
            name='TextBlockEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('key', models.SlugField(db_index=False, max_length=40, verbose_name='Abschnitt')),
                ('body', models.TextField(verbose_name='Text')),
                ('valid_from', models.DateField(verbose_name='Gültig ab')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rating', models.CharField(blank=True, choices=[('reached', 'erreicht'), ('mostly', 'überwiegend erreicht'), ('partly', 'teilweise erreicht'), ('not_reached', 'nicht erreicht'), ('no_statement', 'keine Aussage')], max_length=20, verbose_name='Einschätzung')),
                ('text', models.TextField(blank=True, verbose_name='Erläuterung')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Stand')),
                ('saved_at', models.DateTimeField(editable=False, null=True, verbose_name='Gespeichert am')),
                ('saved_from', models.CharField(blank=True, editable=False, max_length=32, verbose_name='Gespeichert aus dem Fenster')),
                ('submitted_on', models.DateField(blank=True, null=True, verbose_name='Eingereicht am')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='partners.partner', verbose_name='Kooperationspartner')),
                ('saved_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Gespeichert von')),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Eingereicht von')),
                ('taken_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_over_by', to='quality_dialog.assessment', verbose_name='Unverändert übernommen aus')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='quality_dialog.criterion', verbose_name='Kriterium')),
            ],
            options={
                'verbose_name': 'Selbsteinschätzung',
                'verbose_name_plural': 'Selbsteinschätzungen',
                'ordering': ['dialogue', 'criterion', 'partner'],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='Nummer')),
                ('title', models.CharField(max_length=120, verbose_name='Bezeichnung')),
                ('content', models.BinaryField(verbose_name='Inhalt')),
                ('size', models.PositiveIntegerField(verbose_name='Größe in Bytes')),
                ('pages', models.PositiveIntegerField(verbose_name='Seiten')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('attached_on', models.DateField(verbose_name='Angefügt am')),
                ('attached_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Angefügt von')),
            ],
            options={
                'verbose_name': 'Anlage',
                'verbose_name_plural': 'Anlagen',
                'ordering': ['report', 'position'],
            },
        ),
        migrations.CreateModel(
            name='AttachmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('position', models.PositiveSmallIntegerField(verbose_name='Nummer')),
                ('title', models.CharField(max_length=120, verbose_name='Bezeichnung')),
                ('size', models.PositiveIntegerField(verbose_name='Größe in Bytes')),
                ('pages', models.PositiveIntegerField(verbose_name='Seiten')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('attached_on', models.DateField(verbose_name='Angefügt am')),
                ('attached_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Angefügt von')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.attachment')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('function', models.CharField(blank=True, max_length=200, verbose_name='Funktion')),
                ('noted_on', models.DateField(verbose_name='Vermerkt am')),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.contact', verbose_name='Ansprechperson')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Vermerkt von')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner', verbose_name='Kooperationspartner')),
            ],
            options={
                'verbose_name': 'Anwesenheit',
                'verbose_name_plural': 'Anwesende',
                'ordering': ['dialogue', 'partner__short_name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Consultation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.CharField(blank=True, max_length=20, verbose_name='Tagesordnungspunkt')),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='Reihenfolge')),
                ('scheduled_on', models.DateField(blank=True, null=True, verbose_name='Nachträglich angesetzt am')),
                ('outcome', models.CharField(blank=True, choices=[('noted', 'Kenntnisnahme'), ('referred_back', 'zurückverwiesen'), ('postponed', 'vertagt')], max_length=20, verbose_name='Ergebnis')),
                ('outcome_on', models.DateField(blank=True, null=True, verbose_name='Ergebnis erfasst am')),
                ('remark', models.TextField(blank=True, verbose_name='Bemerkung des Gremiums')),
                ('outcome_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Ergebnis erfasst von')),
                ('scheduled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Angesetzt von')),
            ],
            options={
                'verbose_name': 'Beratung',
                'verbose_name_plural': 'Beratungsfolge',
                'ordering': ['report', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ConsultationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('item', models.CharField(blank=True, max_length=20, verbose_name='Tagesordnungspunkt')),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='Reihenfolge')),
                ('scheduled_on', models.DateField(blank=True, null=True, verbose_name='Nachträglich angesetzt am')),
                ('outcome', models.CharField(blank=True, choices=[('noted', 'Kenntnisnahme'), ('referred_back', 'zurückverwiesen'), ('postponed', 'vertagt')], max_length=20, verbose_name='Ergebnis')),
                ('outcome_on', models.DateField(blank=True, null=True, verbose_name='Ergebnis erfasst am')),
                ('remark', models.TextField(blank=True, verbose_name='Bemerkung des Gremiums')),
                ('outcome_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Ergebnis erfasst von')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.consultation')),
                ('scheduled_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Angesetzt von')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Contributor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(verbose_name='Seit')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Mitverfassende Person')),
            ],
            options={
                'verbose_name': 'Mitverfassende Person',
                'verbose_name_plural': 'Mitverfassende Personen',
                'ordering': ['report', 'since', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ContributorEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('since', models.DateField(verbose_name='Seit')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.contributor')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Mitverfassende Person')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CoSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office', models.CharField(blank=True, max_length=120, verbose_name='Amt')),
                ('requested_on', models.DateField(blank=True, null=True, verbose_name='Erbeten am')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='Mitgezeichnet am')),
                ('declined_on', models.DateField(blank=True, null=True, verbose_name='Abgelehnt am')),
                ('remark', models.TextField(blank=True, verbose_name='Bemerkung')),
                ('requested_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Erbeten von')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Mitzeichnende Person')),
            ],
            options={
                'verbose_name': 'Mitzeichnung',
                'verbose_name_plural': 'Mitzeichnungen',
                'ordering': ['report', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='CoSignatureEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('office', models.CharField(blank=True, max_length=120, verbose_name='Amt')),
                ('requested_on', models.DateField(blank=True, null=True, verbose_name='Erbeten am')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='Mitgezeichnet am')),
                ('declined_on', models.DateField(blank=True, null=True, verbose_name='Abgelehnt am')),
                ('remark', models.TextField(blank=True, verbose_name='Bemerkung')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.cosignature')),
                ('requested_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Erbeten von')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Mitzeichnende Person')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Cycle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True, verbose_name='Jahr')),
                ('focus_topics', models.TextField(blank=True, verbose_name='Schwerpunkte')),
                ('opened_on', models.DateField(verbose_name='Eröffnet am')),
                ('assessment_due_on', models.DateField(blank=True, null=True, verbose_name='Selbsteinschätzung bis')),
                ('meetings_due_on', models.DateField(blank=True, null=True, verbose_name='Dialoggespräche bis')),
                ('report_due_on', models.DateField(blank=True, null=True, verbose_name='Bericht bis')),
                ('is_example', models.BooleanField(default=False, verbose_name='Beispieldatensatz')),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Eröffnet von')),
            ],
            options={
                'verbose_name': 'Qualitätsdialog',
                'verbose_name_plural': 'Qualitätsdialoge',
                'ordering': ['-year'],
            },
        ),
        migrations.CreateModel(
            name='Dialogue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meeting_on', models.DateField(blank=True, null=True, verbose_name='Gespräch am')),
                ('minutes', models.TextField(blank=True, verbose_name='Protokoll')),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dialogues', to='quality_dialog.cycle', verbose_name='Qualitätsdialog')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dialogues', to='sites.site', verbose_name='Standort')),
            ],
            options={
                'verbose_name': 'Dialog zum Standort',
                'verbose_name_plural': 'Dialoge zu Standorten',
                'ordering': ['-cycle__year', 'site__name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.CharField(choices=[('own', 'nur die eigene Seite'), ('one', 'die Stadt und ein Partner'), ('all', 'alle Beteiligten des Dialogs')], max_length=10, verbose_name='Wer darf das lesen?')),
                ('text', models.TextField(verbose_name='Kommentar')),
                ('written_on', models.DateField(verbose_name='Geschrieben am')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner', verbose_name='Lesender Partner')),
                ('side', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner', verbose_name='Seite')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Geschrieben von')),
                ('dialogue', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='quality_dialog.dialogue', verbose_name='Dialog')),
            ],
            options={
                'verbose_name': 'Kommentar',
                'verbose_name_plural': 'Kommentare',
                'ordering': ['written_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AttendanceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('function', models.CharField(blank=True, max_length=200, verbose_name='Funktion')),
                ('noted_on', models.DateField(verbose_name='Vermerkt am')),
                ('contact', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.contact', verbose_name='Ansprechperson')),
                ('noted_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Vermerkt von')),
                ('partner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='Kooperationspartner')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.attendance')),
                ('dialogue', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.dialogue', verbose_name='Dialog')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='attendance',
            name='dialogue',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='quality_dialog.dialogue', verbose_name='Dialog'),
        ),
        migrations.CreateModel(
            name='AssessmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('rating', models.CharField(blank=True, choices=[('reached', 'erreicht'), ('mostly', 'überwiegend erreicht'), ('partly', 'teilweise erreicht'), ('not_reached', 'nicht erreicht'), ('no_statement', 'keine Aussage')], max_length=20, verbose_name='Einschätzung')),
                ('text', models.TextField(blank=True, verbose_name='Erläuterung')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Stand')),
                ('saved_at', models.DateTimeField(editable=False, null=True, verbose_name='Gespeichert am')),
                ('saved_from', models.CharField(blank=True, editable=False, max_length=32, verbose_name='Gespeichert aus dem Fenster')),
                ('submitted_on', models.DateField(blank=True, null=True, verbose_name='Eingereicht am')),
                ('partner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='Kooperationspartner')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.assessment')),
                ('saved_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Gespeichert von')),
                ('submitted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Eingereicht von')),
                ('taken_from', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.assessment', verbose_name='Unverändert übernommen aus')),
                ('criterion', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.criterion', verbose_name='Kriterium')),
                ('dialogue', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.dialogue', verbose_name='Dialog')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='assessment',
            name='dialogue',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessments', to='quality_dialog.dialogue', verbose_name='Dialog'),
        ),
        migrations.CreateModel(
            name='DialogueEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('meeting_on', models.DateField(blank=True, null=True, verbose_name='Gespräch am')),
                ('minutes', models.TextField(blank=True, verbose_name='Protokoll')),
                ('cycle', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.cycle', verbose_name='Qualitätsdialog')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.dialogue')),
                ('site', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sites.site', verbose_name='Standort')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CriterionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(max_length=10, verbose_name='Kürzel')),
                ('guiding_question', models.TextField(verbose_name='Leitfrage')),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='Reihenfolge')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.criterion')),
                ('field', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.fieldofaction', verbose_name='Handlungsfeld')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='criterion',
            name='field',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='criteria', to='quality_dialog.fieldofaction', verbose_name='Handlungsfeld'),
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('strength', 'Stärke'), ('need', 'Handlungsbedarf'), ('observation', 'Beobachtung')], max_length=20, verbose_name='Art')),
                ('wording', models.TextField(verbose_name='Wortlaut')),
                ('worded_on', models.DateField(blank=True, editable=False, null=True, verbose_name='Wortlaut geändert am')),
                ('raised_on', models.DateField(verbose_name='Erfasst am')),
                ('shared_on', models.DateField(blank=True, null=True, verbose_name='Geteilt am')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='Zurückgezogen am')),
                ('withdrawal_reason', models.TextField(blank=True, verbose_name='Grund des Zurückziehens')),
                ('carried_over_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried_over_to', to='quality_dialog.finding', verbose_name='Übernommen aus')),
                ('criterion', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='quality_dialog.criterion', verbose_name='Kriterium')),
                ('dialogue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='quality_dialog.dialogue', verbose_name='Dialog')),
                ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Erfasst von')),
                ('raised_for', models.ForeignKey(blank=True, help_text='Leer: eingebracht von der Stadt.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='partners.partner', verbose_name='Eingebracht von')),
                ('shared_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Geteilt von')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Zurückgezogen von')),
                ('worded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Wortlaut geändert von')),
            ],
            options={
                'verbose_name': 'Feststellung',
                'verbose_name_plural': 'Feststellungen',
                'ordering': ['dialogue', 'raised_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='CommentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('audience', models.CharField(choices=[('own', 'nur die eigene Seite'), ('one', 'die Stadt und ein Partner'), ('all', 'alle Beteiligten des Dialogs')], max_length=10, verbose_name='Wer darf das lesen?')),
                ('text', models.TextField(verbose_name='Kommentar')),
                ('written_on', models.DateField(verbose_name='Geschrieben am')),
                ('partner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='Lesender Partner')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.comment')),
                ('side', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='Seite')),
                ('written_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Geschrieben von')),
                ('dialogue', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.dialogue', verbose_name='Dialog')),
                ('finding', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.finding', verbose_name='Feststellung')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='comment',
            name='finding',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='quality_dialog.finding', verbose_name='Feststellung'),
        ),
        migrations.CreateModel(
            name='FindingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('strength', 'Stärke'), ('need', 'Handlungsbedarf'), ('observation', 'Beobachtung')], max_length=20, verbose_name='Art')),
                ('wording', models.TextField(verbose_name='Wortlaut')),
                ('worded_on', models.DateField(blank=True, editable=False, null=True, verbose_name='Wortlaut geändert am')),
                ('raised_on', models.DateField(verbose_name='Erfasst am')),
                ('shared_on', models.DateField(blank=True, null=True, verbose_name='Geteilt am')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='Zurückgezogen am')),
                ('withdrawal_reason', models.TextField(blank=True, verbose_name='Grund des Zurückziehens')),
                ('carried_over_from', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.finding', verbose_name='Übernommen aus')),
                ('criterion', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.criterion', verbose_name='Kriterium')),
                ('dialogue', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.dialogue', verbose_name='Dialog')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.finding')),
                ('raised_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Erfasst von')),
                ('raised_for', models.ForeignKey(blank=True, db_constraint=False, help_text='Leer: eingebracht von der Stadt.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='Eingebracht von')),
                ('shared_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Geteilt von')),
                ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Zurückgezogen von')),
                ('worded_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Wortlaut geändert von')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FindingWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wording', models.TextField(verbose_name='Früherer Wortlaut')),
                ('replaced_on', models.DateField(verbose_name='Ersetzt am')),
                ('finding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='earlier_wordings', to='quality_dialog.finding', verbose_name='Feststellung')),
                ('replaced_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Ersetzt von')),
            ],
            options={
                'verbose_name': 'Früherer Wortlaut',
                'verbose_name_plural': 'Frühere Wortlaute',
                'ordering': ['finding', 'replaced_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='FindingWordingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('wording', models.TextField(verbose_name='Früherer Wortlaut')),
                ('replaced_on', models.DateField(verbose_name='Ersetzt am')),
                ('finding', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.finding', verbose_name='Feststellung')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.findingwording')),
                ('replaced_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Ersetzt von')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Framework',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('version', models.CharField(max_length=40, verbose_name='Fassung')),
                ('valid_from', models.DateField(verbose_name='Gültig ab')),
                ('description', models.TextField(blank=True, verbose_name='Beschreibung')),
                ('is_example', models.BooleanField(default=False, verbose_name='Beispiel')),
            ],
            options={
                'verbose_name': 'Rahmenkonzept',
                'verbose_name_plural': 'Rahmenkonzepte',
                'ordering': ['-valid_from', 'name'],
                'constraints': [models.UniqueConstraint(fields=('name', 'version'), name='framework_version_unique', violation_error_message='Diese Fassung gibt es schon.')],
            },
        ),
        migrations.CreateModel(
            name='FieldOfActionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(max_length=10, verbose_name='Kürzel')),
                ('title', models.CharField(max_length=160, verbose_name='Titel')),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='Reihenfolge')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.fieldofaction')),
                ('framework', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.framework', verbose_name='Rahmenkonzept')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='fieldofaction',
            name='framework',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fields', to='quality_dialog.framework', verbose_name='Rahmenkonzept'),
        ),
        migrations.CreateModel(
            name='CycleEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('year', models.PositiveSmallIntegerField(verbose_name='Jahr')),
                ('focus_topics', models.TextField(blank=True, verbose_name='Schwerpunkte')),
                ('opened_on', models.DateField(verbose_name='Eröffnet am')),
                ('assessment_due_on', models.DateField(blank=True, null=True, verbose_name='Selbsteinschätzung bis')),
                ('meetings_due_on', models.DateField(blank=True, null=True, verbose_name='Dialoggespräche bis')),
                ('report_due_on', models.DateField(blank=True, null=True, verbose_name='Bericht bis')),
                ('is_example', models.BooleanField(default=False, verbose_name='Beispieldatensatz')),
                ('opened_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Eröffnet von')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.cycle')),
                ('framework', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.framework', verbose_name='Rahmenkonzept')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='cycle',
            name='framework',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cycles', to='quality_dialog.framework', verbose_name='Rahmenkonzept'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='framework',
            trigger=pgtrigger.compiler.Trigger(name='framework_locked', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='2cdcd4ca17d0467a384e0502a99a8a9f229f898d', pgid='pgtrigger_framework_locked_e29b0', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_framework_locked_e29b0() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF EXISTS (SELECT 1 FROM public.quality_dialog_cycle WHERE framework_id = OLD.id) THEN\n  RAISE EXCEPTION \'Ein Qualitätsdialog verwendet dieses Rahmenkonzept; darum ändert es sich nicht mehr. Legen Sie eine neue Fassung an.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'framework_locked\';\nEND IF;\nRETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_framework_locked_e29b0 ON public."quality_dialog_framework";\n            CREATE  TRIGGER pgtrigger_framework_locked_e29b0\n                BEFORE UPDATE ON public."quality_dialog_framework"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_framework_locked_e29b0();\n\n            COMMENT ON TRIGGER pgtrigger_framework_locked_e29b0 ON public."quality_dialog_framework" IS \'2cdcd4ca17d0467a384e0502a99a8a9f229f898d\';\n        ', table='quality_dialog_framework')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='framework',
            trigger=pgtrigger.compiler.Trigger(name='framework_locked_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='1b695df60f2fac8c4c9533cc8c951ed78db91bba', pgid='pgtrigger_framework_locked_delete_6e108', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_framework_locked_delete_6e108() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF EXISTS (SELECT 1 FROM public.quality_dialog_cycle WHERE framework_id = OLD.id) THEN\n  RAISE EXCEPTION \'Ein Qualitätsdialog verwendet dieses Rahmenkonzept; darum ändert es sich nicht mehr. Legen Sie eine neue Fassung an.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'framework_locked\';\nEND IF;\nRETURN OLD;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_framework_locked_delete_6e108 ON public."quality_dialog_framework";\n            CREATE  TRIGGER pgtrigger_framework_locked_delete_6e108\n                BEFORE DELETE ON public."quality_dialog_framework"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_framework_locked_delete_6e108();\n\n            COMMENT ON TRIGGER pgtrigger_framework_locked_delete_6e108 ON public."quality_dialog_framework" IS \'1b695df60f2fac8c4c9533cc8c951ed78db91bba\';\n        ', table='quality_dialog_framework')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='framework',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='205043b33c60b2ee762521a1e6c00306bfaa0679', pgid='pgtrigger_insert_insert_54d27', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_54d27() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_frameworkevent" ("description", "id", "is_example", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "version") VALUES (NEW."description", NEW."id", NEW."is_example", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."valid_from", NEW."version"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_54d27 ON public."quality_dialog_framework";\n            CREATE  TRIGGER pgtrigger_insert_insert_54d27\n                AFTER INSERT ON public."quality_dialog_framework"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_54d27();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_54d27 ON public."quality_dialog_framework" IS \'205043b33c60b2ee762521a1e6c00306bfaa0679\';\n        ', table='quality_dialog_framework')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='framework',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='b0ccd1bf9da4ef9e9b63567a717392f970bf30aa', pgid='pgtrigger_update_update_c5348', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_c5348() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_frameworkevent" ("description", "id", "is_example", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "version") VALUES (NEW."description", NEW."id", NEW."is_example", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."valid_from", NEW."version"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_c5348 ON public."quality_dialog_framework";\n            CREATE  TRIGGER pgtrigger_update_update_c5348\n                AFTER UPDATE ON public."quality_dialog_framework"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_c5348();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_c5348 ON public."quality_dialog_framework" IS \'b0ccd1bf9da4ef9e9b63567a717392f970bf30aa\';\n        ', table='quality_dialog_framework')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='framework',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='50571a63b93e643f20df0beb7e08b18477624da1', pgid='pgtrigger_delete_delete_ffea5', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_ffea5() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_frameworkevent" ("description", "id", "is_example", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "version") VALUES (OLD."description", OLD."id", OLD."is_example", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."valid_from", OLD."version"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_ffea5 ON public."quality_dialog_framework";\n            CREATE  TRIGGER pgtrigger_delete_delete_ffea5\n                AFTER DELETE ON public."quality_dialog_framework"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_ffea5();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_ffea5 ON public."quality_dialog_framework" IS \'50571a63b93e643f20df0beb7e08b18477624da1\';\n        ', table='quality_dialog_framework')),
        ),
        migrations.AddField(
            model_name='frameworkevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.framework'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='field',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='quality_dialog.fieldofaction', verbose_name='Handlungsfeld'),
        ),
        migrations.AddField(
            model_name='indicatorevent',
            name='field',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.fieldofaction', verbose_name='Handlungsfeld'),
        ),
        migrations.AddField(
            model_name='indicatorevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.indicator'),
        ),
        migrations.AddField(
            model_name='indicatorvalue',
            name='dialogue',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='indicator_values', to='quality_dialog.dialogue', verbose_name='Dialog'),
        ),
        migrations.AddField(
            model_name='indicatorvalue',
            name='entered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Erfasst von'),
        ),
        migrations.AddField(
            model_name='indicatorvalue',
            name='indicator',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='values', to='quality_dialog.indicator', verbose_name='Kennzahl'),
        ),
        migrations.AddField(
            model_name='indicatorvalueevent',
            name='dialogue',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.dialogue', verbose_name='Dialog'),
        ),
        migrations.AddField(
            model_name='indicatorvalueevent',
            name='entered_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Erfasst von'),
        ),
        migrations.AddField(
            model_name='indicatorvalueevent',
            name='indicator',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.indicator', verbose_name='Kennzahl'),
        ),
        migrations.AddField(
            model_name='indicatorvalueevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.indicatorvalue'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='dialogue',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='invitation', to='quality_dialog.dialogue', verbose_name='Dialog'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='invited_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Eingeladen von'),
        ),
        migrations.AddField(
            model_name='invitationevent',
            name='dialogue',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.dialogue', verbose_name='Dialog'),
        ),
        migrations.AddField(
            model_name='invitationevent',
            name='invited_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Eingeladen von'),
        ),
        migrations.AddField(
            model_name='invitationevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.invitation'),
        ),
        migrations.AddField(
            model_name='measure',
            name='carried_over_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried_over_to', to='quality_dialog.measure', verbose_name='Übernommen aus'),
        ),
        migrations.AddField(
            model_name='measure',
            name='confirmed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Bestätigt von'),
        ),
        migrations.AddField(
            model_name='measure',
            name='done_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Erledigt gemeldet von'),
        ),
        migrations.AddField(
            model_name='measure',
            name='dropped_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Aufgegeben von'),
        ),
        migrations.AddField(
            model_name='measure',
            name='finding',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='quality_dialog.finding', verbose_name='Feststellung'),
        ),
        migrations.AddField(
            model_name='measure',
            name='resolved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Vereinbarung erfasst von'),
        ),
        migrations.AddField(
            model_name='measure',
            name='responsible',
            field=models.ForeignKey(blank=True, help_text='Leer: die Stadt.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='partners.partner', verbose_name='Verantwortlich'),
        ),
        migrations.AddField(
            model_name='measureevent',
            name='carried_over_from',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.measure', verbose_name='Übernommen aus'),
        ),
        migrations.AddField(
            model_name='measureevent',
            name='confirmed_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Bestätigt von'),
        ),
        migrations.AddField(
            model_name='measureevent',
            name='done_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Erledigt gemeldet von'),
        ),
        migrations.AddField(
            model_name='measureevent',
            name='dropped_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Aufgegeben von'),
        ),
        migrations.AddField(
            model_name='measureevent',
            name='finding',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.finding', verbose_name='Feststellung'),
        ),
        migrations.AddField(
            model_name='measureevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.measure'),
        ),
        migrations.AddField(
            model_name='measureevent',
            name='resolved_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Vereinbarung erfasst von'),
        ),
        migrations.AddField(
            model_name='measureevent',
            name='responsible',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Leer: die Stadt.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='Verantwortlich'),
        ),
        migrations.AddField(
            model_name='measurereturn',
            name='done_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Erledigt gemeldet von'),
        ),
        migrations.AddField(
            model_name='measurereturn',
            name='measure',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='quality_dialog.measure', verbose_name='Maßnahme'),
        ),
        migrations.AddField(
            model_name='measurereturn',
            name='returned_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Zurückgegeben von'),
        ),
        migrations.AddField(
            model_name='measurereturnevent',
            name='done_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Erledigt gemeldet von'),
        ),
        migrations.AddField(
            model_name='measurereturnevent',
            name='measure',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.measure', verbose_name='Maßnahme'),
        ),
        migrations.AddField(
            model_name='measurereturnevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.measurereturn'),
        ),
        migrations.AddField(
            model_name='measurereturnevent',
            name='returned_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Zurückgegeben von'),
        ),
        migrations.AddField(
            model_name='measurestep',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Von'),
        ),
        migrations.AddField(
            model_name='measurestep',
            name='measure',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='quality_dialog.measure', verbose_name='Maßnahme'),
        ),
        migrations.AddField(
            model_name='measurestepevent',
            name='by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Von'),
        ),
        migrations.AddField(
            model_name='measurestepevent',
            name='measure',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.measure', verbose_name='Maßnahme'),
        ),
        migrations.AddField(
            model_name='measurestepevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.measurestep'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='committee',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='partners.committee', verbose_name='Gremium'),
        ),
        migrations.AddField(
            model_name='consultationevent',
            name='meeting',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.meeting', verbose_name='Sitzung'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consultations', to='quality_dialog.meeting', verbose_name='Sitzung'),
        ),
        migrations.AddField(
            model_name='meetingevent',
            name='committee',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.committee', verbose_name='Gremium'),
        ),
        migrations.AddField(
            model_name='meetingevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.meeting'),
        ),
        migrations.AddField(
            model_name='participation',
            name='dialogue',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='quality_dialog.dialogue', verbose_name='Dialog'),
        ),
        migrations.AddField(
            model_name='participation',
            name='partner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='partners.partner', verbose_name='Kooperationspartner'),
        ),
        migrations.AddField(
            model_name='dialogue',
            name='partners',
            field=models.ManyToManyField(related_name='dialogues', through='quality_dialog.Participation', to='partners.partner', verbose_name='Beteiligte Partner'),
        ),
        migrations.AddField(
            model_name='participationevent',
            name='dialogue',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.dialogue', verbose_name='Dialog'),
        ),
        migrations.AddField(
            model_name='participationevent',
            name='partner',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='Kooperationspartner'),
        ),
        migrations.AddField(
            model_name='participationevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.participation'),
        ),
        migrations.AddField(
            model_name='partnerreading',
            name='given_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Abgegeben von'),
        ),
        migrations.AddField(
            model_name='partnerreading',
            name='partner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='report_readings', to='partners.partner', verbose_name='Kooperationspartner'),
        ),
        migrations.AddField(
            model_name='partnerreading',
            name='sent_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Brief abgesandt von'),
        ),
        migrations.AddField(
            model_name='partnerreading',
            name='shown_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Vorgelegt von'),
        ),
        migrations.AddField(
            model_name='partnerreadingevent',
            name='given_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Abgegeben von'),
        ),
        migrations.AddField(
            model_name='partnerreadingevent',
            name='partner',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='Kooperationspartner'),
        ),
        migrations.AddField(
            model_name='partnerreadingevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.partnerreading'),
        ),
        migrations.AddField(
            model_name='partnerreadingevent',
            name='sent_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Brief abgesandt von'),
        ),
        migrations.AddField(
            model_name='partnerreadingevent',
            name='shown_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Vorgelegt von'),
        ),
        migrations.AddField(
            model_name='renditionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.rendition'),
        ),
        migrations.AddField(
            model_name='report',
            name='approved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Freigegeben von'),
        ),
        migrations.AddField(
            model_name='report',
            name='corrects',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='quality_dialog.report', verbose_name='Berichtigt'),
        ),
        migrations.AddField(
            model_name='report',
            name='cycle',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='quality_dialog.cycle', verbose_name='Qualitätsdialog'),
        ),
        migrations.AddField(
            model_name='report',
            name='discarded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Verworfen von'),
        ),
        migrations.AddField(
            model_name='report',
            name='drafted_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Entworfen von'),
        ),
        migrations.AddField(
            model_name='report',
            name='published_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Veröffentlicht von'),
        ),
        migrations.AddField(
            model_name='report',
            name='review_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='In Prüfung gegeben von'),
        ),
        migrations.AddField(
            model_name='report',
            name='submitted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Eingereicht von'),
        ),
        migrations.AddField(
            model_name='renditionevent',
            name='report',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.report', verbose_name='Bericht'),
        ),
        migrations.AddField(
            model_name='rendition',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='renditions', to='quality_dialog.report', verbose_name='Bericht'),
        ),
        migrations.AddField(
            model_name='partnerreadingevent',
            name='report',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.report', verbose_name='Bericht'),
        ),
        migrations.AddField(
            model_name='partnerreading',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='quality_dialog.report', verbose_name='Bericht'),
        ),
        migrations.AddField(
            model_name='cosignatureevent',
            name='report',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.report', verbose_name='Bericht'),
        ),
        migrations.AddField(
            model_name='cosignature',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='co_signatures', to='quality_dialog.report', verbose_name='Bericht'),
        ),
        migrations.AddField(
            model_name='contributorevent',
            name='report',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.report', verbose_name='Bericht'),
        ),
        migrations.AddField(
            model_name='contributor',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contributors', to='quality_dialog.report', verbose_name='Bericht'),
        ),
        migrations.AddField(
            model_name='consultationevent',
            name='report',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.report', verbose_name='Bericht'),
        ),
        migrations.AddField(
            model_name='consultation',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consultations', to='quality_dialog.report', verbose_name='Bericht'),
        ),
        migrations.AddField(
            model_name='attachmentevent',
            name='report',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.report', verbose_name='Bericht'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='quality_dialog.report', verbose_name='Bericht'),
        ),
        migrations.AddField(
            model_name='reportevent',
            name='approved_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Freigegeben von'),
        ),
        migrations.AddField(
            model_name='reportevent',
            name='corrects',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.report', verbose_name='Berichtigt'),
        ),
        migrations.AddField(
            model_name='reportevent',
            name='cycle',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.cycle', verbose_name='Qualitätsdialog'),
        ),
        migrations.AddField(
            model_name='reportevent',
            name='discarded_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Verworfen von'),
        ),
        migrations.AddField(
            model_name='reportevent',
            name='drafted_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Entworfen von'),
        ),
        migrations.AddField(
            model_name='reportevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.report'),
        ),
        migrations.AddField(
            model_name='reportevent',
            name='published_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Veröffentlicht von'),
        ),
        migrations.AddField(
            model_name='reportevent',
            name='review_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='In Prüfung gegeben von'),
        ),
        migrations.AddField(
            model_name='reportevent',
            name='submitted_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Eingereicht von'),
        ),
        migrations.AddField(
            model_name='reportreturn',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='returns', to='quality_dialog.report', verbose_name='Bericht'),
        ),
        migrations.AddField(
            model_name='reportreturn',
            name='returned_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Zurückgegeben von'),
        ),
        migrations.AddField(
            model_name='reportreturnevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.reportreturn'),
        ),
        migrations.AddField(
            model_name='reportreturnevent',
            name='report',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.report', verbose_name='Bericht'),
        ),
        migrations.AddField(
            model_name='reportreturnevent',
            name='returned_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Zurückgegeben von'),
        ),
        migrations.AddField(
            model_name='section',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='quality_dialog.report', verbose_name='Bericht'),
        ),
        migrations.AddField(
            model_name='sectionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.section'),
        ),
        migrations.AddField(
            model_name='sectionevent',
            name='report',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.report', verbose_name='Bericht'),
        ),
        migrations.AddField(
            model_name='statement',
            name='finding',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='quality_dialog.finding', verbose_name='Feststellung'),
        ),
        migrations.AddField(
            model_name='statement',
            name='given_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Abgegeben von'),
        ),
        migrations.AddField(
            model_name='statement',
            name='partner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='partners.partner', verbose_name='Kooperationspartner'),
        ),
        migrations.AddField(
            model_name='statementevent',
            name='finding',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.finding', verbose_name='Feststellung'),
        ),
        migrations.AddField(
            model_name='statementevent',
            name='given_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Abgegeben von'),
        ),
        migrations.AddField(
            model_name='statementevent',
            name='partner',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='Kooperationspartner'),
        ),
        migrations.AddField(
            model_name='statementevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.statement'),
        ),
        migrations.AddField(
            model_name='submission',
            name='dialogue',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='submissions', to='quality_dialog.dialogue', verbose_name='Dialog'),
        ),
        migrations.AddField(
            model_name='submission',
            name='partner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='partners.partner', verbose_name='Kooperationspartner'),
        ),
        migrations.AddField(
            model_name='submission',
            name='reopened_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Wieder geöffnet von'),
        ),
        migrations.AddField(
            model_name='submission',
            name='submitted_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Eingereicht von'),
        ),
        migrations.AddField(
            model_name='submissionevent',
            name='dialogue',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='quality_dialog.dialogue', verbose_name='Dialog'),
        ),
        migrations.AddField(
            model_name='submissionevent',
            name='partner',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='Kooperationspartner'),
        ),
        migrations.AddField(
            model_name='submissionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.submission'),
        ),
        migrations.AddField(
            model_name='submissionevent',
            name='reopened_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Wieder geöffnet von'),
        ),
        migrations.AddField(
            model_name='submissionevent',
            name='submitted_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Eingereicht von'),
        ),
        migrations.AddConstraint(
            model_name='textblock',
            constraint=models.UniqueConstraint(fields=('key', 'valid_from'), name='text_block_version_unique', violation_error_message='Diesen Textbaustein gibt es für den Tag schon.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='textblock',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='0fa17373e3dc13f44fe3fc1fce05aaf6ef352033', pgid='pgtrigger_insert_insert_933f9', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_933f9() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_textblockevent" ("body", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from") VALUES (NEW."body", NEW."id", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."valid_from"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_933f9 ON public."quality_dialog_textblock";\n            CREATE  TRIGGER pgtrigger_insert_insert_933f9\n                AFTER INSERT ON public."quality_dialog_textblock"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_933f9();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_933f9 ON public."quality_dialog_textblock" IS \'0fa17373e3dc13f44fe3fc1fce05aaf6ef352033\';\n        ', table='quality_dialog_textblock')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='textblock',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='cf5ac7f6d23a73089ca5a731b3eae82237a3e177', pgid='pgtrigger_update_update_98cb7', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_98cb7() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_textblockevent" ("body", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from") VALUES (NEW."body", NEW."id", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."valid_from"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_98cb7 ON public."quality_dialog_textblock";\n            CREATE  TRIGGER pgtrigger_update_update_98cb7\n                AFTER UPDATE ON public."quality_dialog_textblock"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_98cb7();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_98cb7 ON public."quality_dialog_textblock" IS \'cf5ac7f6d23a73089ca5a731b3eae82237a3e177\';\n        ', table='quality_dialog_textblock')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='textblock',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='3ed8afdbeeca8df583b2b7f83310228d7b8a93f2', pgid='pgtrigger_delete_delete_fb658', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_fb658() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_textblockevent" ("body", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from") VALUES (OLD."body", OLD."id", OLD."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."valid_from"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_fb658 ON public."quality_dialog_textblock";\n            CREATE  TRIGGER pgtrigger_delete_delete_fb658\n                AFTER DELETE ON public."quality_dialog_textblock"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_fb658();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_fb658 ON public."quality_dialog_textblock" IS \'3ed8afdbeeca8df583b2b7f83310228d7b8a93f2\';\n        ', table='quality_dialog_textblock')),
        ),
        migrations.AddField(
            model_name='textblockevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='quality_dialog.textblock'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendanceevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='c2650c0fc9165a6eb66105a6bb5c3684484828cc', pgid='pgtrigger_append_only_a520c', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_a520c() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_a520c ON public."quality_dialog_attendanceevent";\n            CREATE  TRIGGER pgtrigger_append_only_a520c\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_attendanceevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_a520c();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_a520c ON public."quality_dialog_attendanceevent" IS \'c2650c0fc9165a6eb66105a6bb5c3684484828cc\';\n        ', table='quality_dialog_attendanceevent')),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('contact__isnull', False), ('function', '')), models.Q(('contact__isnull', True), models.Q(('function', ''), _negated=True)), _connector='OR'), name='attendance_of_somebody', violation_error_message='Wählen Sie eine Ansprechperson oder nennen Sie eine Funktion.'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('dialogue', 'contact'), name='attendance_once', violation_error_message='Diese Person steht schon in der Liste.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='883a159847b0435afdbef53c4ad442d93862bac7', pgid='pgtrigger_insert_insert_de6f7', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_de6f7() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_attendanceevent" ("contact_id", "dialogue_id", "function", "id", "noted_by_id", "noted_on", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."contact_id", NEW."dialogue_id", NEW."function", NEW."id", NEW."noted_by_id", NEW."noted_on", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_de6f7 ON public."quality_dialog_attendance";\n            CREATE  TRIGGER pgtrigger_insert_insert_de6f7\n                AFTER INSERT ON public."quality_dialog_attendance"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_de6f7();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_de6f7 ON public."quality_dialog_attendance" IS \'883a159847b0435afdbef53c4ad442d93862bac7\';\n        ', table='quality_dialog_attendance')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='cb5a406a2fef6a59b97468dc0cfc925c0ca4f434', pgid='pgtrigger_update_update_f2ef6', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_f2ef6() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_attendanceevent" ("contact_id", "dialogue_id", "function", "id", "noted_by_id", "noted_on", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."contact_id", NEW."dialogue_id", NEW."function", NEW."id", NEW."noted_by_id", NEW."noted_on", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_f2ef6 ON public."quality_dialog_attendance";\n            CREATE  TRIGGER pgtrigger_update_update_f2ef6\n                AFTER UPDATE ON public."quality_dialog_attendance"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_f2ef6();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_f2ef6 ON public."quality_dialog_attendance" IS \'cb5a406a2fef6a59b97468dc0cfc925c0ca4f434\';\n        ', table='quality_dialog_attendance')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='af76eab42211641a33b0936bba649a6956401a6c', pgid='pgtrigger_delete_delete_6635e', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_6635e() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_attendanceevent" ("contact_id", "dialogue_id", "function", "id", "noted_by_id", "noted_on", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."contact_id", OLD."dialogue_id", OLD."function", OLD."id", OLD."noted_by_id", OLD."noted_on", OLD."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_6635e ON public."quality_dialog_attendance";\n            CREATE  TRIGGER pgtrigger_delete_delete_6635e\n                AFTER DELETE ON public."quality_dialog_attendance"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_6635e();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_6635e ON public."quality_dialog_attendance" IS \'af76eab42211641a33b0936bba649a6956401a6c\';\n        ', table='quality_dialog_attendance')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessmentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='35c9a7f1facf8392f87df8aab65a5f002ced0b18', pgid='pgtrigger_append_only_4d0cc', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_4d0cc() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_4d0cc ON public."quality_dialog_assessmentevent";\n            CREATE  TRIGGER pgtrigger_append_only_4d0cc\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_assessmentevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_4d0cc();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_4d0cc ON public."quality_dialog_assessmentevent" IS \'35c9a7f1facf8392f87df8aab65a5f002ced0b18\';\n        ', table='quality_dialog_assessmentevent')),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.UniqueConstraint(fields=('dialogue', 'criterion', 'partner'), name='assessment_once', violation_error_message='Zu diesem Kriterium gibt es schon eine Selbsteinschätzung.'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(('submitted_on__isnull', True), models.Q(('rating', ''), _negated=True), _connector='OR'), name='assessment_submitted_is_answered', violation_error_message='Eingereicht wird nur, was beantwortet ist; Schweigen ist keine Antwort.'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('submitted_by__isnull', True), ('submitted_on__isnull', True)), models.Q(('submitted_by__isnull', False), ('submitted_on__isnull', False)), _connector='OR'), name='assessment_submission_has_person', violation_error_message='Zur Einreichung gehören Datum und Person.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessment',
            trigger=pgtrigger.compiler.Trigger(name='assessment_submitted', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='f4b99de26fcf4334c69009a42acb76e43e91c9f5', pgid='pgtrigger_assessment_submitted_bdbbf', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_assessment_submitted_bdbbf() RETURNS TRIGGER AS $$\n                DECLARE wholes bigint[]; handed_in boolean;\n                BEGIN\n                    \nwholes := CASE TG_OP WHEN \'INSERT\' THEN ARRAY[NEW.dialogue_id] WHEN \'DELETE\' THEN ARRAY[OLD.dialogue_id]\n  ELSE ARRAY[OLD.dialogue_id, NEW.dialogue_id] END;\nPERFORM 1 FROM public.quality_dialog_dialogue WHERE id = ANY(wholes) ORDER BY id FOR NO KEY UPDATE;\nIF TG_OP <> \'INSERT\' THEN\n  handed_in := EXISTS (SELECT 1 FROM public.quality_dialog_submission WHERE reopened_on IS NULL\n    AND dialogue_id = OLD.dialogue_id AND partner_id = OLD.partner_id);\nEND IF;\nIF TG_OP <> \'DELETE\' THEN\n  handed_in := coalesce(handed_in, FALSE) OR EXISTS (SELECT 1 FROM public.quality_dialog_submission\n    WHERE reopened_on IS NULL AND dialogue_id = NEW.dialogue_id AND partner_id = NEW.partner_id);\nEND IF;\nIF TG_OP = \'UPDATE\' THEN\n  IF ROW(NEW.dialogue_id, NEW.criterion_id, NEW.partner_id, NEW.rating, NEW.text)\n      IS NOT DISTINCT FROM ROW(OLD.dialogue_id, OLD.criterion_id, OLD.partner_id, OLD.rating, OLD.text) THEN\n    IF OLD.submitted_on IS NULL OR (NEW.submitted_on IS NULL AND NOT handed_in) THEN RETURN NEW; END IF;\n  ELSIF NOT handed_in AND OLD.submitted_on IS NULL THEN\n    RETURN NEW;\n  END IF;\nELSIF TG_OP = \'INSERT\' THEN\n  IF NOT handed_in THEN RETURN NEW; END IF;\nELSIF NOT handed_in AND OLD.submitted_on IS NULL THEN\n  RETURN OLD;\nEND IF;\nRAISE EXCEPTION \'Die Selbsteinschätzung ist eingereicht. Öffnen Sie sie wieder, bevor Sie etwas ändern.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'assessment_submitted\';\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_assessment_submitted_bdbbf ON public."quality_dialog_assessment";\n            CREATE  TRIGGER pgtrigger_assessment_submitted_bdbbf\n                BEFORE INSERT OR UPDATE OR DELETE ON public."quality_dialog_assessment"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_assessment_submitted_bdbbf();\n\n            COMMENT ON TRIGGER pgtrigger_assessment_submitted_bdbbf ON public."quality_dialog_assessment" IS \'f4b99de26fcf4334c69009a42acb76e43e91c9f5\';\n        ', table='quality_dialog_assessment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='c2459e8811bd7ccb35e2227422b12a375f508c64', pgid='pgtrigger_insert_insert_191fb', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_191fb() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_assessmentevent" ("criterion_id", "dialogue_id", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating", "saved_at", "saved_by_id", "saved_from", "submitted_by_id", "submitted_on", "taken_from_id", "text", "version") VALUES (NEW."criterion_id", NEW."dialogue_id", NEW."id", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."rating", NEW."saved_at", NEW."saved_by_id", NEW."saved_from", NEW."submitted_by_id", NEW."submitted_on", NEW."taken_from_id", NEW."text", NEW."version"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_191fb ON public."quality_dialog_assessment";\n            CREATE  TRIGGER pgtrigger_insert_insert_191fb\n                AFTER INSERT ON public."quality_dialog_assessment"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_191fb();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_191fb ON public."quality_dialog_assessment" IS \'c2459e8811bd7ccb35e2227422b12a375f508c64\';\n        ', table='quality_dialog_assessment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='4b46303d5ba3737089e7c39dc3eaabd764f2b99c', pgid='pgtrigger_update_update_25c1b', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_25c1b() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_assessmentevent" ("criterion_id", "dialogue_id", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating", "saved_at", "saved_by_id", "saved_from", "submitted_by_id", "submitted_on", "taken_from_id", "text", "version") VALUES (NEW."criterion_id", NEW."dialogue_id", NEW."id", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."rating", NEW."saved_at", NEW."saved_by_id", NEW."saved_from", NEW."submitted_by_id", NEW."submitted_on", NEW."taken_from_id", NEW."text", NEW."version"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_25c1b ON public."quality_dialog_assessment";\n            CREATE  TRIGGER pgtrigger_update_update_25c1b\n                AFTER UPDATE ON public."quality_dialog_assessment"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_25c1b();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_25c1b ON public."quality_dialog_assessment" IS \'4b46303d5ba3737089e7c39dc3eaabd764f2b99c\';\n        ', table='quality_dialog_assessment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='5fb8e6fed7c119c4deeaeed5cb0d70a1aef4c814', pgid='pgtrigger_delete_delete_3465a', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_3465a() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_assessmentevent" ("criterion_id", "dialogue_id", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating", "saved_at", "saved_by_id", "saved_from", "submitted_by_id", "submitted_on", "taken_from_id", "text", "version") VALUES (OLD."criterion_id", OLD."dialogue_id", OLD."id", OLD."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."rating", OLD."saved_at", OLD."saved_by_id", OLD."saved_from", OLD."submitted_by_id", OLD."submitted_on", OLD."taken_from_id", OLD."text", OLD."version"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_3465a ON public."quality_dialog_assessment";\n            CREATE  TRIGGER pgtrigger_delete_delete_3465a\n                AFTER DELETE ON public."quality_dialog_assessment"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_3465a();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_3465a ON public."quality_dialog_assessment" IS \'5fb8e6fed7c119c4deeaeed5cb0d70a1aef4c814\';\n        ', table='quality_dialog_assessment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dialogueevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='018310e5d75129f5682bb1df3196eae9cc026dd1', pgid='pgtrigger_append_only_09789', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_09789() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_09789 ON public."quality_dialog_dialogueevent";\n            CREATE  TRIGGER pgtrigger_append_only_09789\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_dialogueevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_09789();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_09789 ON public."quality_dialog_dialogueevent" IS \'018310e5d75129f5682bb1df3196eae9cc026dd1\';\n        ', table='quality_dialog_dialogueevent')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='criterionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='77ac48173086d51f3dcff4b687140c47feab933d', pgid='pgtrigger_append_only_07b32', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_07b32() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_07b32 ON public."quality_dialog_criterionevent";\n            CREATE  TRIGGER pgtrigger_append_only_07b32\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_criterionevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_07b32();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_07b32 ON public."quality_dialog_criterionevent" IS \'77ac48173086d51f3dcff4b687140c47feab933d\';\n        ', table='quality_dialog_criterionevent')),
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.UniqueConstraint(fields=('field', 'code'), name='criterion_code_unique', violation_error_message='Dieses Kürzel ist im Handlungsfeld schon vergeben.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='criterion',
            trigger=pgtrigger.compiler.Trigger(name='criterion_locked', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='d4c9f4ff6bba4988cf2e0ac56e5666269239eac1', pgid='pgtrigger_criterion_locked_e658b', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_criterion_locked_e658b() RETURNS TRIGGER AS $$\n                DECLARE parents bigint[]; wholes bigint[];\n                BEGIN\n                    \nparents := CASE TG_OP WHEN \'INSERT\' THEN ARRAY[NEW.field_id] WHEN \'DELETE\' THEN ARRAY[OLD.field_id]\n  ELSE ARRAY[OLD.field_id, NEW.field_id] END;\nwholes := ARRAY(SELECT framework_id FROM public.quality_dialog_fieldofaction WHERE id = ANY(parents));\nPERFORM 1 FROM public.quality_dialog_framework WHERE id = ANY(wholes) ORDER BY id FOR UPDATE;\nIF EXISTS (SELECT 1 FROM public.quality_dialog_cycle WHERE framework_id = ANY(wholes)) THEN\n  RAISE EXCEPTION \'Ein Qualitätsdialog verwendet dieses Rahmenkonzept; darum ändert es sich nicht mehr. Legen Sie eine neue Fassung an.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'framework_locked\';\nEND IF;\nIF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_criterion_locked_e658b ON public."quality_dialog_criterion";\n            CREATE  TRIGGER pgtrigger_criterion_locked_e658b\n                BEFORE INSERT OR UPDATE OR DELETE ON public."quality_dialog_criterion"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_criterion_locked_e658b();\n\n            COMMENT ON TRIGGER pgtrigger_criterion_locked_e658b ON public."quality_dialog_criterion" IS \'d4c9f4ff6bba4988cf2e0ac56e5666269239eac1\';\n        ', table='quality_dialog_criterion')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='criterion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='8b2213814a0ce12324618d386f127e451fb4933e', pgid='pgtrigger_insert_insert_318c3', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_318c3() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_criterionevent" ("code", "field_id", "guiding_question", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."code", NEW."field_id", NEW."guiding_question", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_318c3 ON public."quality_dialog_criterion";\n            CREATE  TRIGGER pgtrigger_insert_insert_318c3\n                AFTER INSERT ON public."quality_dialog_criterion"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_318c3();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_318c3 ON public."quality_dialog_criterion" IS \'8b2213814a0ce12324618d386f127e451fb4933e\';\n        ', table='quality_dialog_criterion')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='criterion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='87ea4b3e8f10c47466dfe7f3bebcf36833b1756c', pgid='pgtrigger_update_update_d49bf', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_d49bf() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_criterionevent" ("code", "field_id", "guiding_question", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."code", NEW."field_id", NEW."guiding_question", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_d49bf ON public."quality_dialog_criterion";\n            CREATE  TRIGGER pgtrigger_update_update_d49bf\n                AFTER UPDATE ON public."quality_dialog_criterion"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_d49bf();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_d49bf ON public."quality_dialog_criterion" IS \'87ea4b3e8f10c47466dfe7f3bebcf36833b1756c\';\n        ', table='quality_dialog_criterion')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='criterion',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='6eab1fa070e0010541aebb6f8b4ee5bf2f553d7f', pgid='pgtrigger_delete_delete_8a498', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_8a498() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_criterionevent" ("code", "field_id", "guiding_question", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."code", OLD."field_id", OLD."guiding_question", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_8a498 ON public."quality_dialog_criterion";\n            CREATE  TRIGGER pgtrigger_delete_delete_8a498\n                AFTER DELETE ON public."quality_dialog_criterion"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_8a498();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_8a498 ON public."quality_dialog_criterion" IS \'6eab1fa070e0010541aebb6f8b4ee5bf2f553d7f\';\n        ', table='quality_dialog_criterion')),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('wording', ''), _negated=True), name='finding_has_wording', violation_error_message='Eine Feststellung braucht einen Wortlaut.'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('shared_on__isnull', True), ('shared_on__gte', models.F('raised_on')), _connector='OR'), name='finding_shared_after_raised', violation_error_message='Geteilt wird eine Feststellung frühestens, wenn sie erfasst ist.'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.UniqueConstraint(fields=('carried_over_from',), name='finding_carried_over_once', violation_error_message='Diese Feststellung ist schon in ein späteres Jahr übernommen.'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_on__isnull', True), models.Q(('withdrawal_reason', ''), _negated=True), _connector='OR'), name='finding_withdrawal_reasoned', violation_error_message='Nennen Sie den Grund, warum die Feststellung zurückgezogen wird.'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_by__isnull', True), ('withdrawn_on__isnull', True)), models.Q(('withdrawn_by__isnull', False), ('withdrawn_on__isnull', False)), _connector='OR'), name='finding_withdrawal_has_person', violation_error_message='Zum Zurückziehen gehören Datum und Person.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='finding',
            trigger=pgtrigger.compiler.Trigger(name='finding_shared_kept', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='e2878cc733a643dddb9c8b4aed8f41bd67e9d6a6', pgid='pgtrigger_finding_shared_kept_0282f', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_finding_shared_kept_0282f() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Was geteilt ist, bleibt geteilt: Nur der Wortlaut lässt sich noch ändern.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'finding_shared_kept\'; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_finding_shared_kept_0282f ON public."quality_dialog_finding";\n            CREATE  TRIGGER pgtrigger_finding_shared_kept_0282f\n                BEFORE UPDATE ON public."quality_dialog_finding"\n                \n                \n                FOR EACH ROW WHEN (OLD.shared_on IS NOT NULL AND (OLD.kind, OLD.criterion_id, OLD.dialogue_id, OLD.raised_for_id, OLD.shared_on) IS DISTINCT FROM (NEW.kind, NEW.criterion_id, NEW.dialogue_id, NEW.raised_for_id, NEW.shared_on))\n                EXECUTE FUNCTION public.pgtrigger_finding_shared_kept_0282f();\n\n            COMMENT ON TRIGGER pgtrigger_finding_shared_kept_0282f ON public."quality_dialog_finding" IS \'e2878cc733a643dddb9c8b4aed8f41bd67e9d6a6\';\n        ', table='quality_dialog_finding')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='finding',
            trigger=pgtrigger.compiler.Trigger(name='finding_wording_archived', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='969eff8f540c7471acea96c75bb7f91e91597aae', pgid='pgtrigger_finding_wording_archived_65349', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_finding_wording_archived_65349() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF NEW.worded_on IS NOT DISTINCT FROM OLD.worded_on THEN NEW.worded_on := CURRENT_DATE; END IF;\nINSERT INTO public.quality_dialog_findingwording (finding_id, wording, replaced_on, replaced_by_id)\n  VALUES (OLD.id, OLD.wording, NEW.worded_on, NEW.worded_by_id);\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_finding_wording_archived_65349 ON public."quality_dialog_finding";\n            CREATE  TRIGGER pgtrigger_finding_wording_archived_65349\n                BEFORE UPDATE ON public."quality_dialog_finding"\n                \n                \n                FOR EACH ROW WHEN (OLD.shared_on IS NOT NULL AND OLD.wording IS DISTINCT FROM NEW.wording)\n                EXECUTE FUNCTION public.pgtrigger_finding_wording_archived_65349();\n\n            COMMENT ON TRIGGER pgtrigger_finding_wording_archived_65349 ON public."quality_dialog_finding" IS \'969eff8f540c7471acea96c75bb7f91e91597aae\';\n        ', table='quality_dialog_finding')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='finding',
            trigger=pgtrigger.compiler.Trigger(name='finding_withdrawn_unanswered', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='b3e0ebebaa704ad9a116478cff48f1f4d89106a3', pgid='pgtrigger_finding_withdrawn_unanswered_905a0', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_finding_withdrawn_unanswered_905a0() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF EXISTS (SELECT 1 FROM public.quality_dialog_statement WHERE finding_id = OLD.id) THEN RAISE EXCEPTION \'Zu dieser Feststellung liegt eine Stellungnahme vor. Sie bleibt deshalb stehen.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'finding_withdrawn_unanswered\'; END IF; IF EXISTS (SELECT 1 FROM public.quality_dialog_measure WHERE finding_id = OLD.id) THEN RAISE EXCEPTION \'Aus dieser Feststellung folgt eine Maßnahme. Sie bleibt deshalb stehen.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'finding_withdrawn_without_measures\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_finding_withdrawn_unanswered_905a0 ON public."quality_dialog_finding";\n            CREATE  TRIGGER pgtrigger_finding_withdrawn_unanswered_905a0\n                BEFORE UPDATE ON public."quality_dialog_finding"\n                \n                \n                FOR EACH ROW WHEN (NEW."withdrawn_on" IS NOT NULL AND OLD."withdrawn_on" IS NULL)\n                EXECUTE FUNCTION public.pgtrigger_finding_withdrawn_unanswered_905a0();\n\n            COMMENT ON TRIGGER pgtrigger_finding_withdrawn_unanswered_905a0 ON public."quality_dialog_finding" IS \'b3e0ebebaa704ad9a116478cff48f1f4d89106a3\';\n        ', table='quality_dialog_finding')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='finding',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='7e156b97a80d8a6a40fa145d83bff28c368e0db6', pgid='pgtrigger_insert_insert_66f46', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_66f46() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_findingevent" ("carried_over_from_id", "criterion_id", "dialogue_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_by_id", "raised_for_id", "raised_on", "shared_by_id", "shared_on", "withdrawal_reason", "withdrawn_by_id", "withdrawn_on", "worded_by_id", "worded_on", "wording") VALUES (NEW."carried_over_from_id", NEW."criterion_id", NEW."dialogue_id", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."raised_by_id", NEW."raised_for_id", NEW."raised_on", NEW."shared_by_id", NEW."shared_on", NEW."withdrawal_reason", NEW."withdrawn_by_id", NEW."withdrawn_on", NEW."worded_by_id", NEW."worded_on", NEW."wording"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_66f46 ON public."quality_dialog_finding";\n            CREATE  TRIGGER pgtrigger_insert_insert_66f46\n                AFTER INSERT ON public."quality_dialog_finding"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_66f46();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_66f46 ON public."quality_dialog_finding" IS \'7e156b97a80d8a6a40fa145d83bff28c368e0db6\';\n        ', table='quality_dialog_finding')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='finding',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='70e9e2d2b36bd34a259e8df30fa9dbbe0dc864ea', pgid='pgtrigger_update_update_ad607', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_ad607() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_findingevent" ("carried_over_from_id", "criterion_id", "dialogue_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_by_id", "raised_for_id", "raised_on", "shared_by_id", "shared_on", "withdrawal_reason", "withdrawn_by_id", "withdrawn_on", "worded_by_id", "worded_on", "wording") VALUES (NEW."carried_over_from_id", NEW."criterion_id", NEW."dialogue_id", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."raised_by_id", NEW."raised_for_id", NEW."raised_on", NEW."shared_by_id", NEW."shared_on", NEW."withdrawal_reason", NEW."withdrawn_by_id", NEW."withdrawn_on", NEW."worded_by_id", NEW."worded_on", NEW."wording"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_ad607 ON public."quality_dialog_finding";\n            CREATE  TRIGGER pgtrigger_update_update_ad607\n                AFTER UPDATE ON public."quality_dialog_finding"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_ad607();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_ad607 ON public."quality_dialog_finding" IS \'70e9e2d2b36bd34a259e8df30fa9dbbe0dc864ea\';\n        ', table='quality_dialog_finding')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='finding',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='97e3e17919bebf4cb9f2b40b265befd85002f6a2', pgid='pgtrigger_delete_delete_37458', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_37458() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_findingevent" ("carried_over_from_id", "criterion_id", "dialogue_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_by_id", "raised_for_id", "raised_on", "shared_by_id", "shared_on", "withdrawal_reason", "withdrawn_by_id", "withdrawn_on", "worded_by_id", "worded_on", "wording") VALUES (OLD."carried_over_from_id", OLD."criterion_id", OLD."dialogue_id", OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."raised_by_id", OLD."raised_for_id", OLD."raised_on", OLD."shared_by_id", OLD."shared_on", OLD."withdrawal_reason", OLD."withdrawn_by_id", OLD."withdrawn_on", OLD."worded_by_id", OLD."worded_on", OLD."wording"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_37458 ON public."quality_dialog_finding";\n            CREATE  TRIGGER pgtrigger_delete_delete_37458\n                AFTER DELETE ON public."quality_dialog_finding"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_37458();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_37458 ON public."quality_dialog_finding" IS \'97e3e17919bebf4cb9f2b40b265befd85002f6a2\';\n        ', table='quality_dialog_finding')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='405ac6fd648232aaba930c64d6f998a7c71c78cb', pgid='pgtrigger_append_only_9015e', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_9015e() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_9015e ON public."quality_dialog_commentevent";\n            CREATE  TRIGGER pgtrigger_append_only_9015e\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_commentevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_9015e();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_9015e ON public."quality_dialog_commentevent" IS \'405ac6fd648232aaba930c64d6f998a7c71c78cb\';\n        ', table='quality_dialog_commentevent')),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dialogue__isnull', False), ('finding__isnull', True)), models.Q(('dialogue__isnull', True), ('finding__isnull', False)), _connector='OR'), name='comment_on_one_thing', violation_error_message='Ein Kommentar gehört zu einem Dialog oder zu einer Feststellung.'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('audience', 'one'), ('partner__isnull', False)), models.Q(models.Q(('audience', 'one'), _negated=True), ('partner__isnull', True)), _connector='OR'), name='comment_names_reader', violation_error_message='Ein Partner wird genau dann genannt, wenn er mit der Stadt allein liest.'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='comment_has_text', violation_error_message='Schreiben Sie den Kommentar.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='comment_kept', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='abb84ae225ab741c37c9edacf7cfd4579fb5cdfd', pgid='pgtrigger_comment_kept_f28f9', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_comment_kept_f28f9() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Ein Kommentar ändert sich nicht, auch nicht, wer ihn liest.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'comment_kept\'; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_comment_kept_f28f9 ON public."quality_dialog_comment";\n            CREATE  TRIGGER pgtrigger_comment_kept_f28f9\n                BEFORE UPDATE ON public."quality_dialog_comment"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_comment_kept_f28f9();\n\n            COMMENT ON TRIGGER pgtrigger_comment_kept_f28f9 ON public."quality_dialog_comment" IS \'abb84ae225ab741c37c9edacf7cfd4579fb5cdfd\';\n        ', table='quality_dialog_comment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='comment_kept_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='80838c98bda7f483b1351d85c5cc323408b7491b', pgid='pgtrigger_comment_kept_delete_5b0e0', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_comment_kept_delete_5b0e0() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Ein Kommentar wird nicht gelöscht.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'comment_kept\'; RETURN OLD;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_comment_kept_delete_5b0e0 ON public."quality_dialog_comment";\n            CREATE  TRIGGER pgtrigger_comment_kept_delete_5b0e0\n                BEFORE DELETE ON public."quality_dialog_comment"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_comment_kept_delete_5b0e0();\n\n            COMMENT ON TRIGGER pgtrigger_comment_kept_delete_5b0e0 ON public."quality_dialog_comment" IS \'80838c98bda7f483b1351d85c5cc323408b7491b\';\n        ', table='quality_dialog_comment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='72090c44bc9636c9daf8eed13989e8534a6b16a7', pgid='pgtrigger_insert_insert_b1424', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_b1424() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_commentevent" ("audience", "dialogue_id", "finding_id", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side_id", "text", "written_by_id", "written_on") VALUES (NEW."audience", NEW."dialogue_id", NEW."finding_id", NEW."id", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."side_id", NEW."text", NEW."written_by_id", NEW."written_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_b1424 ON public."quality_dialog_comment";\n            CREATE  TRIGGER pgtrigger_insert_insert_b1424\n                AFTER INSERT ON public."quality_dialog_comment"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_b1424();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_b1424 ON public."quality_dialog_comment" IS \'72090c44bc9636c9daf8eed13989e8534a6b16a7\';\n        ', table='quality_dialog_comment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='e9be32e76cb3c15c52af1e1bda7693ba2a09fd7c', pgid='pgtrigger_update_update_b4b76', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_b4b76() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_commentevent" ("audience", "dialogue_id", "finding_id", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side_id", "text", "written_by_id", "written_on") VALUES (NEW."audience", NEW."dialogue_id", NEW."finding_id", NEW."id", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."side_id", NEW."text", NEW."written_by_id", NEW."written_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_b4b76 ON public."quality_dialog_comment";\n            CREATE  TRIGGER pgtrigger_update_update_b4b76\n                AFTER UPDATE ON public."quality_dialog_comment"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_b4b76();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_b4b76 ON public."quality_dialog_comment" IS \'e9be32e76cb3c15c52af1e1bda7693ba2a09fd7c\';\n        ', table='quality_dialog_comment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='dcba151df4cc40ab544dc4605f4d2adfc9fb083d', pgid='pgtrigger_delete_delete_ee251', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_ee251() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_commentevent" ("audience", "dialogue_id", "finding_id", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "side_id", "text", "written_by_id", "written_on") VALUES (OLD."audience", OLD."dialogue_id", OLD."finding_id", OLD."id", OLD."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."side_id", OLD."text", OLD."written_by_id", OLD."written_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_ee251 ON public."quality_dialog_comment";\n            CREATE  TRIGGER pgtrigger_delete_delete_ee251\n                AFTER DELETE ON public."quality_dialog_comment"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_ee251();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_ee251 ON public."quality_dialog_comment" IS \'dcba151df4cc40ab544dc4605f4d2adfc9fb083d\';\n        ', table='quality_dialog_comment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='findingevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='7c0f4ec705bbcd595734945a65656cb460507c9a', pgid='pgtrigger_append_only_41213', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_41213() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_41213 ON public."quality_dialog_findingevent";\n            CREATE  TRIGGER pgtrigger_append_only_41213\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_findingevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_41213();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_41213 ON public."quality_dialog_findingevent" IS \'7c0f4ec705bbcd595734945a65656cb460507c9a\';\n        ', table='quality_dialog_findingevent')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='findingwording',
            trigger=pgtrigger.compiler.Trigger(name='finding_wording_kept', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='263536796f02c4e19f4a6a8b7c9255514b440069', pgid='pgtrigger_finding_wording_kept_0f4da', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_finding_wording_kept_0f4da() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Ein früherer Wortlaut ändert sich nicht mehr.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'finding_wording_kept\'; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_finding_wording_kept_0f4da ON public."quality_dialog_findingwording";\n            CREATE  TRIGGER pgtrigger_finding_wording_kept_0f4da\n                BEFORE UPDATE ON public."quality_dialog_findingwording"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_finding_wording_kept_0f4da();\n\n            COMMENT ON TRIGGER pgtrigger_finding_wording_kept_0f4da ON public."quality_dialog_findingwording" IS \'263536796f02c4e19f4a6a8b7c9255514b440069\';\n        ', table='quality_dialog_findingwording')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='findingwording',
            trigger=pgtrigger.compiler.Trigger(name='finding_wording_kept_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='ca8baf7b663e0bdc57fb8e0b21973187914a5151', pgid='pgtrigger_finding_wording_kept_delete_c603f', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_finding_wording_kept_delete_c603f() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Ein früherer Wortlaut wird nicht gelöscht.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'finding_wording_kept\'; RETURN OLD;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_finding_wording_kept_delete_c603f ON public."quality_dialog_findingwording";\n            CREATE  TRIGGER pgtrigger_finding_wording_kept_delete_c603f\n                BEFORE DELETE ON public."quality_dialog_findingwording"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_finding_wording_kept_delete_c603f();\n\n            COMMENT ON TRIGGER pgtrigger_finding_wording_kept_delete_c603f ON public."quality_dialog_findingwording" IS \'ca8baf7b663e0bdc57fb8e0b21973187914a5151\';\n        ', table='quality_dialog_findingwording')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='findingwording',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='02164379f22e2b2e3e8aaa05412fa0ca593a1c28', pgid='pgtrigger_insert_insert_6c200', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_6c200() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_findingwordingevent" ("finding_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced_by_id", "replaced_on", "wording") VALUES (NEW."finding_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."replaced_by_id", NEW."replaced_on", NEW."wording"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_6c200 ON public."quality_dialog_findingwording";\n            CREATE  TRIGGER pgtrigger_insert_insert_6c200\n                AFTER INSERT ON public."quality_dialog_findingwording"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_6c200();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_6c200 ON public."quality_dialog_findingwording" IS \'02164379f22e2b2e3e8aaa05412fa0ca593a1c28\';\n        ', table='quality_dialog_findingwording')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='findingwording',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='8064920f393554cd4105c9e92b873e5a032bf63d', pgid='pgtrigger_update_update_fd320', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_fd320() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_findingwordingevent" ("finding_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced_by_id", "replaced_on", "wording") VALUES (NEW."finding_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."replaced_by_id", NEW."replaced_on", NEW."wording"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_fd320 ON public."quality_dialog_findingwording";\n            CREATE  TRIGGER pgtrigger_update_update_fd320\n                AFTER UPDATE ON public."quality_dialog_findingwording"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_fd320();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_fd320 ON public."quality_dialog_findingwording" IS \'8064920f393554cd4105c9e92b873e5a032bf63d\';\n        ', table='quality_dialog_findingwording')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='findingwording',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='841e7bc60731a50a78c0189fc0a4800a4db80291', pgid='pgtrigger_delete_delete_c2e72', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_c2e72() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_findingwordingevent" ("finding_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced_by_id", "replaced_on", "wording") VALUES (OLD."finding_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."replaced_by_id", OLD."replaced_on", OLD."wording"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_c2e72 ON public."quality_dialog_findingwording";\n            CREATE  TRIGGER pgtrigger_delete_delete_c2e72\n                AFTER DELETE ON public."quality_dialog_findingwording"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_c2e72();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_c2e72 ON public."quality_dialog_findingwording" IS \'841e7bc60731a50a78c0189fc0a4800a4db80291\';\n        ', table='quality_dialog_findingwording')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='findingwordingevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='98159804686b127d16479418324df2bfd123233f', pgid='pgtrigger_append_only_9a2db', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_9a2db() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_9a2db ON public."quality_dialog_findingwordingevent";\n            CREATE  TRIGGER pgtrigger_append_only_9a2db\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_findingwordingevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_9a2db();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_9a2db ON public."quality_dialog_findingwordingevent" IS \'98159804686b127d16479418324df2bfd123233f\';\n        ', table='quality_dialog_findingwordingevent')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fieldofactionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='1eebd093003a85bbe86c4745fae0a66fbf268702', pgid='pgtrigger_append_only_bc8e9', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_bc8e9() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_bc8e9 ON public."quality_dialog_fieldofactionevent";\n            CREATE  TRIGGER pgtrigger_append_only_bc8e9\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_fieldofactionevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_bc8e9();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_bc8e9 ON public."quality_dialog_fieldofactionevent" IS \'1eebd093003a85bbe86c4745fae0a66fbf268702\';\n        ', table='quality_dialog_fieldofactionevent')),
        ),
        migrations.AddConstraint(
            model_name='fieldofaction',
            constraint=models.UniqueConstraint(fields=('framework', 'code'), name='field_of_action_code_unique', violation_error_message='Dieses Kürzel ist im Rahmenkonzept schon vergeben.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fieldofaction',
            trigger=pgtrigger.compiler.Trigger(name='field_locked', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='9576d564dce6a5fe0fd76187fdf8ca22d799a47b', pgid='pgtrigger_field_locked_81ebd', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_field_locked_81ebd() RETURNS TRIGGER AS $$\n                DECLARE parents bigint[]; wholes bigint[];\n                BEGIN\n                    \nparents := CASE TG_OP WHEN \'INSERT\' THEN ARRAY[NEW.framework_id] WHEN \'DELETE\' THEN ARRAY[OLD.framework_id]\n  ELSE ARRAY[OLD.framework_id, NEW.framework_id] END;\nwholes := parents;\nPERFORM 1 FROM public.quality_dialog_framework WHERE id = ANY(wholes) ORDER BY id FOR UPDATE;\nIF EXISTS (SELECT 1 FROM public.quality_dialog_cycle WHERE framework_id = ANY(wholes)) THEN\n  RAISE EXCEPTION \'Ein Qualitätsdialog verwendet dieses Rahmenkonzept; darum ändert es sich nicht mehr. Legen Sie eine neue Fassung an.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'framework_locked\';\nEND IF;\nIF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_field_locked_81ebd ON public."quality_dialog_fieldofaction";\n            CREATE  TRIGGER pgtrigger_field_locked_81ebd\n                BEFORE INSERT OR UPDATE OR DELETE ON public."quality_dialog_fieldofaction"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_field_locked_81ebd();\n\n            COMMENT ON TRIGGER pgtrigger_field_locked_81ebd ON public."quality_dialog_fieldofaction" IS \'9576d564dce6a5fe0fd76187fdf8ca22d799a47b\';\n        ', table='quality_dialog_fieldofaction')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fieldofaction',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='84a2f9cb08f2cbb18db749d296ed098a871bc386', pgid='pgtrigger_insert_insert_7cb63', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_7cb63() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_fieldofactionevent" ("code", "framework_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title") VALUES (NEW."code", NEW."framework_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."title"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_7cb63 ON public."quality_dialog_fieldofaction";\n            CREATE  TRIGGER pgtrigger_insert_insert_7cb63\n                AFTER INSERT ON public."quality_dialog_fieldofaction"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_7cb63();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_7cb63 ON public."quality_dialog_fieldofaction" IS \'84a2f9cb08f2cbb18db749d296ed098a871bc386\';\n        ', table='quality_dialog_fieldofaction')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fieldofaction',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='6f120e11b11ef6ec2d466628fa8e02bf739c6c76', pgid='pgtrigger_update_update_11d38', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_11d38() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_fieldofactionevent" ("code", "framework_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title") VALUES (NEW."code", NEW."framework_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."title"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_11d38 ON public."quality_dialog_fieldofaction";\n            CREATE  TRIGGER pgtrigger_update_update_11d38\n                AFTER UPDATE ON public."quality_dialog_fieldofaction"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_11d38();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_11d38 ON public."quality_dialog_fieldofaction" IS \'6f120e11b11ef6ec2d466628fa8e02bf739c6c76\';\n        ', table='quality_dialog_fieldofaction')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fieldofaction',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='6beeedab2b52fc7a1d33cbbbb4fc0ef91772ccd8', pgid='pgtrigger_delete_delete_83c8e', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_83c8e() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_fieldofactionevent" ("code", "framework_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title") VALUES (OLD."code", OLD."framework_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."title"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_83c8e ON public."quality_dialog_fieldofaction";\n            CREATE  TRIGGER pgtrigger_delete_delete_83c8e\n                AFTER DELETE ON public."quality_dialog_fieldofaction"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_83c8e();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_83c8e ON public."quality_dialog_fieldofaction" IS \'6beeedab2b52fc7a1d33cbbbb4fc0ef91772ccd8\';\n        ', table='quality_dialog_fieldofaction')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cycleevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='d28b38f064fc51cf520a35e2c2953a0ba5297abe', pgid='pgtrigger_append_only_07e14', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_07e14() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_07e14 ON public."quality_dialog_cycleevent";\n            CREATE  TRIGGER pgtrigger_append_only_07e14\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_cycleevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_07e14();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_07e14 ON public."quality_dialog_cycleevent" IS \'d28b38f064fc51cf520a35e2c2953a0ba5297abe\';\n        ', table='quality_dialog_cycleevent')),
        ),
        migrations.AddConstraint(
            model_name='cycle',
            constraint=models.CheckConstraint(condition=models.Q(('year__range', (2000, 2100))), name='cycle_year_plausible', violation_error_message='Das Jahr liegt zwischen 2000 und 2100.'),
        ),
        migrations.AddConstraint(
            model_name='cycle',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('assessment_due_on__isnull', True), ('assessment_due_on__gte', models.F('opened_on')), _connector='OR'), models.Q(('meetings_due_on__isnull', True), ('meetings_due_on__gte', django.db.models.functions.comparison.Coalesce('assessment_due_on', 'opened_on')), _connector='OR'), models.Q(('report_due_on__isnull', True), ('report_due_on__gte', django.db.models.functions.comparison.Coalesce('meetings_due_on', 'assessment_due_on', 'opened_on')), _connector='OR')), name='cycle_deadlines_in_order', violation_error_message='Die Fristen folgen aufeinander: Eröffnung, Selbsteinschätzung, Gespräche, Bericht.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cycle',
            trigger=pgtrigger.compiler.Trigger(name='cycle_framework_kept', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='696827795bd30092d068484502f870fc5d276ab9', pgid='pgtrigger_cycle_framework_kept_a480c', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_cycle_framework_kept_a480c() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF EXISTS (SELECT 1 FROM public.quality_dialog_dialogue WHERE cycle_id = OLD.id) THEN RAISE EXCEPTION \'Das Rahmenkonzept bleibt das ganze Jahr dasselbe; die Antworten beziehen sich darauf.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'cycle_framework_kept\', COLUMN = \'framework\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_cycle_framework_kept_a480c ON public."quality_dialog_cycle";\n            CREATE  TRIGGER pgtrigger_cycle_framework_kept_a480c\n                BEFORE UPDATE ON public."quality_dialog_cycle"\n                \n                \n                FOR EACH ROW WHEN (OLD."framework_id" IS DISTINCT FROM (NEW."framework_id"))\n                EXECUTE FUNCTION public.pgtrigger_cycle_framework_kept_a480c();\n\n            COMMENT ON TRIGGER pgtrigger_cycle_framework_kept_a480c ON public."quality_dialog_cycle" IS \'696827795bd30092d068484502f870fc5d276ab9\';\n        ', table='quality_dialog_cycle')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cycle',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='85a3a13f8c9010c8a3a4dc86876de9d26935bf31', pgid='pgtrigger_insert_insert_f1f75', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_f1f75() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_cycleevent" ("assessment_due_on", "focus_topics", "framework_id", "id", "is_example", "meetings_due_on", "opened_by_id", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_due_on", "year") VALUES (NEW."assessment_due_on", NEW."focus_topics", NEW."framework_id", NEW."id", NEW."is_example", NEW."meetings_due_on", NEW."opened_by_id", NEW."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."report_due_on", NEW."year"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_f1f75 ON public."quality_dialog_cycle";\n            CREATE  TRIGGER pgtrigger_insert_insert_f1f75\n                AFTER INSERT ON public."quality_dialog_cycle"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_f1f75();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_f1f75 ON public."quality_dialog_cycle" IS \'85a3a13f8c9010c8a3a4dc86876de9d26935bf31\';\n        ', table='quality_dialog_cycle')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cycle',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='d8a4aa3cef204c195b458968426934e63c3dc0c1', pgid='pgtrigger_update_update_3dcd1', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_3dcd1() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_cycleevent" ("assessment_due_on", "focus_topics", "framework_id", "id", "is_example", "meetings_due_on", "opened_by_id", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_due_on", "year") VALUES (NEW."assessment_due_on", NEW."focus_topics", NEW."framework_id", NEW."id", NEW."is_example", NEW."meetings_due_on", NEW."opened_by_id", NEW."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."report_due_on", NEW."year"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_3dcd1 ON public."quality_dialog_cycle";\n            CREATE  TRIGGER pgtrigger_update_update_3dcd1\n                AFTER UPDATE ON public."quality_dialog_cycle"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_3dcd1();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_3dcd1 ON public."quality_dialog_cycle" IS \'d8a4aa3cef204c195b458968426934e63c3dc0c1\';\n        ', table='quality_dialog_cycle')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cycle',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='ef332e7e5c2eecf1947a72c6ad5cdf63946d4b26', pgid='pgtrigger_delete_delete_ddbd7', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_ddbd7() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_cycleevent" ("assessment_due_on", "focus_topics", "framework_id", "id", "is_example", "meetings_due_on", "opened_by_id", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_due_on", "year") VALUES (OLD."assessment_due_on", OLD."focus_topics", OLD."framework_id", OLD."id", OLD."is_example", OLD."meetings_due_on", OLD."opened_by_id", OLD."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."report_due_on", OLD."year"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_ddbd7 ON public."quality_dialog_cycle";\n            CREATE  TRIGGER pgtrigger_delete_delete_ddbd7\n                AFTER DELETE ON public."quality_dialog_cycle"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_ddbd7();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_ddbd7 ON public."quality_dialog_cycle" IS \'ef332e7e5c2eecf1947a72c6ad5cdf63946d4b26\';\n        ', table='quality_dialog_cycle')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='frameworkevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='5958555c3444661af4e2bd9fd95e30350a654230', pgid='pgtrigger_append_only_80ca0', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_80ca0() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_80ca0 ON public."quality_dialog_frameworkevent";\n            CREATE  TRIGGER pgtrigger_append_only_80ca0\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_frameworkevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_80ca0();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_80ca0 ON public."quality_dialog_frameworkevent" IS \'5958555c3444661af4e2bd9fd95e30350a654230\';\n        ', table='quality_dialog_frameworkevent')),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.UniqueConstraint(fields=('field', 'code'), name='indicator_code_unique', violation_error_message='Dieses Kürzel ist im Handlungsfeld schon vergeben.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='indicator_locked', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='a101af5438a694f93b1bea5cda0731c606f70551', pgid='pgtrigger_indicator_locked_cdf01', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_indicator_locked_cdf01() RETURNS TRIGGER AS $$\n                DECLARE parents bigint[]; wholes bigint[];\n                BEGIN\n                    \nparents := CASE TG_OP WHEN \'INSERT\' THEN ARRAY[NEW.field_id] WHEN \'DELETE\' THEN ARRAY[OLD.field_id]\n  ELSE ARRAY[OLD.field_id, NEW.field_id] END;\nwholes := ARRAY(SELECT framework_id FROM public.quality_dialog_fieldofaction WHERE id = ANY(parents));\nPERFORM 1 FROM public.quality_dialog_framework WHERE id = ANY(wholes) ORDER BY id FOR UPDATE;\nIF EXISTS (SELECT 1 FROM public.quality_dialog_cycle WHERE framework_id = ANY(wholes)) THEN\n  RAISE EXCEPTION \'Ein Qualitätsdialog verwendet dieses Rahmenkonzept; darum ändert es sich nicht mehr. Legen Sie eine neue Fassung an.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'framework_locked\';\nEND IF;\nIF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_indicator_locked_cdf01 ON public."quality_dialog_indicator";\n            CREATE  TRIGGER pgtrigger_indicator_locked_cdf01\n                BEFORE INSERT OR UPDATE OR DELETE ON public."quality_dialog_indicator"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_indicator_locked_cdf01();\n\n            COMMENT ON TRIGGER pgtrigger_indicator_locked_cdf01 ON public."quality_dialog_indicator" IS \'a101af5438a694f93b1bea5cda0731c606f70551\';\n        ', table='quality_dialog_indicator')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='4ce4e9c02253681485241d80570e234bc17c9e38', pgid='pgtrigger_insert_insert_f5da6', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_f5da6() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_indicatorevent" ("code", "definition", "field_id", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "unit") VALUES (NEW."code", NEW."definition", NEW."field_id", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."unit"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_f5da6 ON public."quality_dialog_indicator";\n            CREATE  TRIGGER pgtrigger_insert_insert_f5da6\n                AFTER INSERT ON public."quality_dialog_indicator"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_f5da6();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_f5da6 ON public."quality_dialog_indicator" IS \'4ce4e9c02253681485241d80570e234bc17c9e38\';\n        ', table='quality_dialog_indicator')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='0feed6944bfe1cb62910afe34cde7c161b6ff12b', pgid='pgtrigger_update_update_6e691', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_6e691() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_indicatorevent" ("code", "definition", "field_id", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "unit") VALUES (NEW."code", NEW."definition", NEW."field_id", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."unit"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_6e691 ON public."quality_dialog_indicator";\n            CREATE  TRIGGER pgtrigger_update_update_6e691\n                AFTER UPDATE ON public."quality_dialog_indicator"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_6e691();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_6e691 ON public."quality_dialog_indicator" IS \'0feed6944bfe1cb62910afe34cde7c161b6ff12b\';\n        ', table='quality_dialog_indicator')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='50547c5d4bd1ca601f2984d0e3317a8675382a10', pgid='pgtrigger_delete_delete_73d94', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_73d94() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_indicatorevent" ("code", "definition", "field_id", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "unit") VALUES (OLD."code", OLD."definition", OLD."field_id", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."unit"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_73d94 ON public."quality_dialog_indicator";\n            CREATE  TRIGGER pgtrigger_delete_delete_73d94\n                AFTER DELETE ON public."quality_dialog_indicator"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_73d94();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_73d94 ON public."quality_dialog_indicator" IS \'50547c5d4bd1ca601f2984d0e3317a8675382a10\';\n        ', table='quality_dialog_indicator')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicatorevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='519721a4bfde279df9d9d2d12551e6571a710933', pgid='pgtrigger_append_only_b880e', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_b880e() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_b880e ON public."quality_dialog_indicatorevent";\n            CREATE  TRIGGER pgtrigger_append_only_b880e\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_indicatorevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_b880e();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_b880e ON public."quality_dialog_indicatorevent" IS \'519721a4bfde279df9d9d2d12551e6571a710933\';\n        ', table='quality_dialog_indicatorevent')),
        ),
        migrations.AddConstraint(
            model_name='indicatorvalue',
            constraint=models.UniqueConstraint(fields=('dialogue', 'indicator'), name='indicator_value_once', violation_error_message='Zu dieser Kennzahl gibt es schon einen Wert.'),
        ),
        migrations.AddConstraint(
            model_name='indicatorvalue',
            constraint=models.CheckConstraint(condition=models.Q(('value__isnull', True), models.Q(('value__gte', 0), ('value__lte', 1000000000)), _connector='OR'), name='indicator_value_plausible', violation_error_message='Ein Wert ist nicht negativ und höchstens eine Milliarde.'),
        ),
        migrations.AddConstraint(
            model_name='indicatorvalue',
            constraint=models.CheckConstraint(condition=models.Q(('value__isnull', True), models.Q(('source', ''), _negated=True), _connector='OR'), name='indicator_value_has_source', violation_error_message='Geben Sie an, ob der Wert gezählt oder geschätzt ist.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicatorvalue',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='d2e557596112b2249c9008fc64f003be7a416fd4', pgid='pgtrigger_insert_insert_ab67b', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_ab67b() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_indicatorvalueevent" ("comment", "dialogue_id", "entered_by_id", "id", "indicator_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "saved_from", "source", "value", "version") VALUES (NEW."comment", NEW."dialogue_id", NEW."entered_by_id", NEW."id", NEW."indicator_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."saved_at", NEW."saved_from", NEW."source", NEW."value", NEW."version"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_ab67b ON public."quality_dialog_indicatorvalue";\n            CREATE  TRIGGER pgtrigger_insert_insert_ab67b\n                AFTER INSERT ON public."quality_dialog_indicatorvalue"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_ab67b();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_ab67b ON public."quality_dialog_indicatorvalue" IS \'d2e557596112b2249c9008fc64f003be7a416fd4\';\n        ', table='quality_dialog_indicatorvalue')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicatorvalue',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='e966dcfd841989ce8a31cb4b573452f3254350c3', pgid='pgtrigger_update_update_05d68', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_05d68() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_indicatorvalueevent" ("comment", "dialogue_id", "entered_by_id", "id", "indicator_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "saved_from", "source", "value", "version") VALUES (NEW."comment", NEW."dialogue_id", NEW."entered_by_id", NEW."id", NEW."indicator_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."saved_at", NEW."saved_from", NEW."source", NEW."value", NEW."version"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_05d68 ON public."quality_dialog_indicatorvalue";\n            CREATE  TRIGGER pgtrigger_update_update_05d68\n                AFTER UPDATE ON public."quality_dialog_indicatorvalue"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_05d68();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_05d68 ON public."quality_dialog_indicatorvalue" IS \'e966dcfd841989ce8a31cb4b573452f3254350c3\';\n        ', table='quality_dialog_indicatorvalue')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicatorvalue',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='6ec979515adc3fe4c9867b38f783614a572f5b5f', pgid='pgtrigger_delete_delete_0d670', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_0d670() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_indicatorvalueevent" ("comment", "dialogue_id", "entered_by_id", "id", "indicator_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "saved_from", "source", "value", "version") VALUES (OLD."comment", OLD."dialogue_id", OLD."entered_by_id", OLD."id", OLD."indicator_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."saved_at", OLD."saved_from", OLD."source", OLD."value", OLD."version"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_0d670 ON public."quality_dialog_indicatorvalue";\n            CREATE  TRIGGER pgtrigger_delete_delete_0d670\n                AFTER DELETE ON public."quality_dialog_indicatorvalue"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_0d670();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_0d670 ON public."quality_dialog_indicatorvalue" IS \'6ec979515adc3fe4c9867b38f783614a572f5b5f\';\n        ', table='quality_dialog_indicatorvalue')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicatorvalueevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='285e1a3052a88a33a8a0ec4ed8f5ccbf746b3783', pgid='pgtrigger_append_only_3d5f2', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_3d5f2() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_3d5f2 ON public."quality_dialog_indicatorvalueevent";\n            CREATE  TRIGGER pgtrigger_append_only_3d5f2\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_indicatorvalueevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_3d5f2();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_3d5f2 ON public."quality_dialog_indicatorvalueevent" IS \'285e1a3052a88a33a8a0ec4ed8f5ccbf746b3783\';\n        ', table='quality_dialog_indicatorvalueevent')),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='invitation_ends_after_start', violation_error_message='Das Ende liegt nicht nach dem Beginn.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invitation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='7f2468048e4a915519b1b2255b6419d94059da38', pgid='pgtrigger_insert_insert_406b5', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_406b5() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_invitationevent" ("dialogue_id", "ends_at", "id", "invited_by_id", "invited_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "sequence", "starts_at") VALUES (NEW."dialogue_id", NEW."ends_at", NEW."id", NEW."invited_by_id", NEW."invited_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."place", NEW."sequence", NEW."starts_at"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_406b5 ON public."quality_dialog_invitation";\n            CREATE  TRIGGER pgtrigger_insert_insert_406b5\n                AFTER INSERT ON public."quality_dialog_invitation"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_406b5();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_406b5 ON public."quality_dialog_invitation" IS \'7f2468048e4a915519b1b2255b6419d94059da38\';\n        ', table='quality_dialog_invitation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invitation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='beb5238c8cebe0b031f6c0dd8120ea661116fe1a', pgid='pgtrigger_update_update_18652', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_18652() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_invitationevent" ("dialogue_id", "ends_at", "id", "invited_by_id", "invited_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "sequence", "starts_at") VALUES (NEW."dialogue_id", NEW."ends_at", NEW."id", NEW."invited_by_id", NEW."invited_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."place", NEW."sequence", NEW."starts_at"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_18652 ON public."quality_dialog_invitation";\n            CREATE  TRIGGER pgtrigger_update_update_18652\n                AFTER UPDATE ON public."quality_dialog_invitation"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_18652();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_18652 ON public."quality_dialog_invitation" IS \'beb5238c8cebe0b031f6c0dd8120ea661116fe1a\';\n        ', table='quality_dialog_invitation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invitation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='a7e898591038fe1e0f794817ac436b3d3f6f516b', pgid='pgtrigger_delete_delete_0352b', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_0352b() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_invitationevent" ("dialogue_id", "ends_at", "id", "invited_by_id", "invited_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "sequence", "starts_at") VALUES (OLD."dialogue_id", OLD."ends_at", OLD."id", OLD."invited_by_id", OLD."invited_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."place", OLD."sequence", OLD."starts_at"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_0352b ON public."quality_dialog_invitation";\n            CREATE  TRIGGER pgtrigger_delete_delete_0352b\n                AFTER DELETE ON public."quality_dialog_invitation"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_0352b();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_0352b ON public."quality_dialog_invitation" IS \'a7e898591038fe1e0f794817ac436b3d3f6f516b\';\n        ', table='quality_dialog_invitation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invitationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='a7de0c8a7f146d73c60c59f8ed1ee0572ed1f7c5', pgid='pgtrigger_append_only_271a5', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_271a5() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_271a5 ON public."quality_dialog_invitationevent";\n            CREATE  TRIGGER pgtrigger_append_only_271a5\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_invitationevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_271a5();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_271a5 ON public."quality_dialog_invitationevent" IS \'a7de0c8a7f146d73c60c59f8ed1ee0572ed1f7c5\';\n        ', table='quality_dialog_invitationevent')),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_by__isnull', True), models.Q(models.Q(('confirmed_on__isnull', True), models.Q(('confirmed_on__gte', models.F('done_on')), ('done_on__isnull', False)), _connector='OR'), models.Q(('confirmed_by', models.F('done_by')), _negated=True)), _connector='OR'), name='measure_confirmed_by_another', violation_error_message='Bestätigt wird eine erledigte Maßnahme, und zwar von der anderen Seite.'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('dropped_on__isnull', True), models.Q(('drop_reason', ''), _negated=True), _connector='OR'), name='measure_drop_reasoned', violation_error_message='Nennen Sie den Grund, warum die Maßnahme aufgegeben wird.'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('done_on__isnull', True), ('dropped_on__isnull', True), _connector='OR'), name='measure_done_or_dropped', violation_error_message='Eine Maßnahme ist erledigt oder aufgegeben, nicht beides.'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('resolved_on'))), name='measure_due_after_resolved', violation_error_message='Die Frist liegt vor dem Tag der Vereinbarung.'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.UniqueConstraint(fields=('carried_over_from',), name='measure_carried_over_once', violation_error_message='Diese Maßnahme ist schon in ein späteres Jahr übernommen.'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_by__isnull', True), ('done_on__isnull', True)), models.Q(('done_by__isnull', False), ('done_on__isnull', False)), _connector='OR'), name='measure_done_has_person', violation_error_message='Zur Erledigung gehören Datum und Person.'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_by__isnull', True), ('confirmed_on__isnull', True)), models.Q(('confirmed_by__isnull', False), ('confirmed_on__isnull', False)), _connector='OR'), name='measure_confirmed_has_person', violation_error_message='Zur Bestätigung gehören Datum und Person.'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dropped_by__isnull', True), ('dropped_on__isnull', True)), models.Q(('dropped_by__isnull', False), ('dropped_on__isnull', False)), _connector='OR'), name='measure_dropped_has_person', violation_error_message='Zur Aufgabe gehören Datum und Person.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='measure_both_sides', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='2136557f3ccf65e1e57764f9d82e6c181599b3dd', pgid='pgtrigger_measure_both_sides_06019', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_measure_both_sides_06019() RETURNS TRIGGER AS $$\n                DECLARE doer bigint; confirmer bigint;\n                BEGIN\n                    \nSELECT partner_id INTO doer FROM public.partners_user WHERE id = NEW.done_by_id;\nSELECT partner_id INTO confirmer FROM public.partners_user WHERE id = NEW.confirmed_by_id;\nIF NEW.done_by_id IS NOT NULL AND doer IS DISTINCT FROM NEW.responsible_id THEN\n  RAISE EXCEPTION \'Erledigt meldet, wer für die Maßnahme verantwortlich ist.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'measure_done_by_owner\';\nEND IF;\nIF NEW.confirmed_by_id IS NOT NULL AND confirmer IS NOT DISTINCT FROM NEW.responsible_id THEN\n  RAISE EXCEPTION \'Bestätigt wird eine Maßnahme von der anderen Seite.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'measure_confirmed_by_other_side\';\nEND IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_measure_both_sides_06019 ON public."quality_dialog_measure";\n            CREATE  TRIGGER pgtrigger_measure_both_sides_06019\n                BEFORE INSERT OR UPDATE OF "done_by_id", "confirmed_by_id", "responsible_id" ON public."quality_dialog_measure"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_measure_both_sides_06019();\n\n            COMMENT ON TRIGGER pgtrigger_measure_both_sides_06019 ON public."quality_dialog_measure" IS \'2136557f3ccf65e1e57764f9d82e6c181599b3dd\';\n        ', table='quality_dialog_measure')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='measure_done_sent_back', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='412c79d4bf493bbe97bd506ed7ba56a9a0ead450', pgid='pgtrigger_measure_done_sent_back_cb5bb', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_measure_done_sent_back_cb5bb() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF NOT EXISTS (SELECT 1 FROM public.quality_dialog_measurereturn WHERE measure_id = OLD.id AND done_on = OLD.done_on AND done_by_id = OLD.done_by_id) THEN RAISE EXCEPTION \'Was als erledigt gemeldet ist, wird von der anderen Seite zurückgegeben, nicht gelöscht.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'measure_done_sent_back\', COLUMN = \'done_on\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_measure_done_sent_back_cb5bb ON public."quality_dialog_measure";\n            CREATE  TRIGGER pgtrigger_measure_done_sent_back_cb5bb\n                BEFORE UPDATE OF "done_on", "done_by_id" ON public."quality_dialog_measure"\n                \n                \n                FOR EACH ROW WHEN (OLD.done_on IS NOT NULL AND OLD.confirmed_on IS NULL AND (OLD.done_on, OLD.done_by_id) IS DISTINCT FROM (NEW.done_on, NEW.done_by_id))\n                EXECUTE FUNCTION public.pgtrigger_measure_done_sent_back_cb5bb();\n\n            COMMENT ON TRIGGER pgtrigger_measure_done_sent_back_cb5bb ON public."quality_dialog_measure" IS \'412c79d4bf493bbe97bd506ed7ba56a9a0ead450\';\n        ', table='quality_dialog_measure')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='measure_confirmed_kept', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='77e857e96c7fc6dea9e240856d1b3b95970aca10', pgid='pgtrigger_measure_confirmed_kept_3a7ac', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_measure_confirmed_kept_3a7ac() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Diese Maßnahme ist erledigt und bestätigt. Sie ändert sich nicht mehr.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'measure_confirmed_kept\'; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_measure_confirmed_kept_3a7ac ON public."quality_dialog_measure";\n            CREATE  TRIGGER pgtrigger_measure_confirmed_kept_3a7ac\n                BEFORE UPDATE ON public."quality_dialog_measure"\n                \n                \n                FOR EACH ROW WHEN (OLD."confirmed_on" IS NOT NULL)\n                EXECUTE FUNCTION public.pgtrigger_measure_confirmed_kept_3a7ac();\n\n            COMMENT ON TRIGGER pgtrigger_measure_confirmed_kept_3a7ac ON public."quality_dialog_measure" IS \'77e857e96c7fc6dea9e240856d1b3b95970aca10\';\n        ', table='quality_dialog_measure')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='measure_confirmed_kept_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='72ab3f19b009bc37802bd6e1327ca48cec4993f4', pgid='pgtrigger_measure_confirmed_kept_delete_e379a', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_measure_confirmed_kept_delete_e379a() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Diese Maßnahme ist erledigt und bestätigt. Sie ändert sich nicht mehr.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'measure_confirmed_kept\'; RETURN OLD;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_measure_confirmed_kept_delete_e379a ON public."quality_dialog_measure";\n            CREATE  TRIGGER pgtrigger_measure_confirmed_kept_delete_e379a\n                BEFORE DELETE ON public."quality_dialog_measure"\n                \n                \n                FOR EACH ROW WHEN (OLD."confirmed_on" IS NOT NULL)\n                EXECUTE FUNCTION public.pgtrigger_measure_confirmed_kept_delete_e379a();\n\n            COMMENT ON TRIGGER pgtrigger_measure_confirmed_kept_delete_e379a ON public."quality_dialog_measure" IS \'72ab3f19b009bc37802bd6e1327ca48cec4993f4\';\n        ', table='quality_dialog_measure')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='81f093977354cafc7e9f2c252089fd989b3222e6', pgid='pgtrigger_insert_insert_62dce', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_62dce() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_measureevent" ("carried_over_from_id", "confirmed_by_id", "confirmed_on", "done_by_id", "done_on", "drop_reason", "dropped_by_id", "dropped_on", "due_on", "finding_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_by_id", "resolved_on", "responsible_id", "title") VALUES (NEW."carried_over_from_id", NEW."confirmed_by_id", NEW."confirmed_on", NEW."done_by_id", NEW."done_on", NEW."drop_reason", NEW."dropped_by_id", NEW."dropped_on", NEW."due_on", NEW."finding_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."resolved_by_id", NEW."resolved_on", NEW."responsible_id", NEW."title"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_62dce ON public."quality_dialog_measure";\n            CREATE  TRIGGER pgtrigger_insert_insert_62dce\n                AFTER INSERT ON public."quality_dialog_measure"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_62dce();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_62dce ON public."quality_dialog_measure" IS \'81f093977354cafc7e9f2c252089fd989b3222e6\';\n        ', table='quality_dialog_measure')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='fa83daf2c5d156ce5c955abd2231f456bd1fae49', pgid='pgtrigger_update_update_020b6', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_020b6() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_measureevent" ("carried_over_from_id", "confirmed_by_id", "confirmed_on", "done_by_id", "done_on", "drop_reason", "dropped_by_id", "dropped_on", "due_on", "finding_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_by_id", "resolved_on", "responsible_id", "title") VALUES (NEW."carried_over_from_id", NEW."confirmed_by_id", NEW."confirmed_on", NEW."done_by_id", NEW."done_on", NEW."drop_reason", NEW."dropped_by_id", NEW."dropped_on", NEW."due_on", NEW."finding_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."resolved_by_id", NEW."resolved_on", NEW."responsible_id", NEW."title"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_020b6 ON public."quality_dialog_measure";\n            CREATE  TRIGGER pgtrigger_update_update_020b6\n                AFTER UPDATE ON public."quality_dialog_measure"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_020b6();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_020b6 ON public."quality_dialog_measure" IS \'fa83daf2c5d156ce5c955abd2231f456bd1fae49\';\n        ', table='quality_dialog_measure')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='88ab820828e8a7016e71fe492c3c885575ca3266', pgid='pgtrigger_delete_delete_c41cc', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_c41cc() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_measureevent" ("carried_over_from_id", "confirmed_by_id", "confirmed_on", "done_by_id", "done_on", "drop_reason", "dropped_by_id", "dropped_on", "due_on", "finding_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_by_id", "resolved_on", "responsible_id", "title") VALUES (OLD."carried_over_from_id", OLD."confirmed_by_id", OLD."confirmed_on", OLD."done_by_id", OLD."done_on", OLD."drop_reason", OLD."dropped_by_id", OLD."dropped_on", OLD."due_on", OLD."finding_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."resolved_by_id", OLD."resolved_on", OLD."responsible_id", OLD."title"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_c41cc ON public."quality_dialog_measure";\n            CREATE  TRIGGER pgtrigger_delete_delete_c41cc\n                AFTER DELETE ON public."quality_dialog_measure"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_c41cc();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_c41cc ON public."quality_dialog_measure" IS \'88ab820828e8a7016e71fe492c3c885575ca3266\';\n        ', table='quality_dialog_measure')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measureevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='bb62b4ea01618672e2575ece23414870dc50ad5e', pgid='pgtrigger_append_only_a2232', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_a2232() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_a2232 ON public."quality_dialog_measureevent";\n            CREATE  TRIGGER pgtrigger_append_only_a2232\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_measureevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_a2232();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_a2232 ON public."quality_dialog_measureevent" IS \'bb62b4ea01618672e2575ece23414870dc50ad5e\';\n        ', table='quality_dialog_measureevent')),
        ),
        migrations.AddConstraint(
            model_name='measurereturn',
            constraint=models.CheckConstraint(condition=models.Q(('returned_on__gte', models.F('done_on'))), name='measure_returned_after_done', violation_error_message='Zurückgegeben wird erst, was erledigt gemeldet ist.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measurereturn',
            trigger=pgtrigger.compiler.Trigger(name='measure_return_kept', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='e26303338851da423a0b38018d92ae53a1ad9b39', pgid='pgtrigger_measure_return_kept_489c4', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_measure_return_kept_489c4() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Eine Rückgabe ändert sich nicht und wird nicht gelöscht.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'measure_return_kept\'; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_measure_return_kept_489c4 ON public."quality_dialog_measurereturn";\n            CREATE  TRIGGER pgtrigger_measure_return_kept_489c4\n                BEFORE UPDATE ON public."quality_dialog_measurereturn"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_measure_return_kept_489c4();\n\n            COMMENT ON TRIGGER pgtrigger_measure_return_kept_489c4 ON public."quality_dialog_measurereturn" IS \'e26303338851da423a0b38018d92ae53a1ad9b39\';\n        ', table='quality_dialog_measurereturn')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measurereturn',
            trigger=pgtrigger.compiler.Trigger(name='measure_return_kept_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='1e316c00bb253993bfd590bc4aa311d8d659c71c', pgid='pgtrigger_measure_return_kept_delete_cd9fa', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_measure_return_kept_delete_cd9fa() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Eine Rückgabe ändert sich nicht und wird nicht gelöscht.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'measure_return_kept\'; RETURN OLD;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_measure_return_kept_delete_cd9fa ON public."quality_dialog_measurereturn";\n            CREATE  TRIGGER pgtrigger_measure_return_kept_delete_cd9fa\n                BEFORE DELETE ON public."quality_dialog_measurereturn"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_measure_return_kept_delete_cd9fa();\n\n            COMMENT ON TRIGGER pgtrigger_measure_return_kept_delete_cd9fa ON public."quality_dialog_measurereturn" IS \'1e316c00bb253993bfd590bc4aa311d8d659c71c\';\n        ', table='quality_dialog_measurereturn')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measurereturn',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='72c072e7b27f82b134190b70f02641109ff2e97b', pgid='pgtrigger_insert_insert_8c98d', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_8c98d() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_measurereturnevent" ("done_by_id", "done_on", "id", "measure_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_by_id", "returned_on") VALUES (NEW."done_by_id", NEW."done_on", NEW."id", NEW."measure_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."returned_by_id", NEW."returned_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_8c98d ON public."quality_dialog_measurereturn";\n            CREATE  TRIGGER pgtrigger_insert_insert_8c98d\n                AFTER INSERT ON public."quality_dialog_measurereturn"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_8c98d();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_8c98d ON public."quality_dialog_measurereturn" IS \'72c072e7b27f82b134190b70f02641109ff2e97b\';\n        ', table='quality_dialog_measurereturn')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measurereturn',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='46410aca0050c1ab8f5b20972bc945ea82875caf', pgid='pgtrigger_update_update_32461', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_32461() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_measurereturnevent" ("done_by_id", "done_on", "id", "measure_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_by_id", "returned_on") VALUES (NEW."done_by_id", NEW."done_on", NEW."id", NEW."measure_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."returned_by_id", NEW."returned_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_32461 ON public."quality_dialog_measurereturn";\n            CREATE  TRIGGER pgtrigger_update_update_32461\n                AFTER UPDATE ON public."quality_dialog_measurereturn"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_32461();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_32461 ON public."quality_dialog_measurereturn" IS \'46410aca0050c1ab8f5b20972bc945ea82875caf\';\n        ', table='quality_dialog_measurereturn')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measurereturn',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='a56aec4767d992a141cc1617d40b868b8845013b', pgid='pgtrigger_delete_delete_c7741', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_c7741() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_measurereturnevent" ("done_by_id", "done_on", "id", "measure_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_by_id", "returned_on") VALUES (OLD."done_by_id", OLD."done_on", OLD."id", OLD."measure_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."returned_by_id", OLD."returned_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_c7741 ON public."quality_dialog_measurereturn";\n            CREATE  TRIGGER pgtrigger_delete_delete_c7741\n                AFTER DELETE ON public."quality_dialog_measurereturn"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_c7741();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_c7741 ON public."quality_dialog_measurereturn" IS \'a56aec4767d992a141cc1617d40b868b8845013b\';\n        ', table='quality_dialog_measurereturn')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measurereturnevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='527bb940bcc95488323e874913eb0efbc2f67acd', pgid='pgtrigger_append_only_3bd70', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_3bd70() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_3bd70 ON public."quality_dialog_measurereturnevent";\n            CREATE  TRIGGER pgtrigger_append_only_3bd70\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_measurereturnevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_3bd70();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_3bd70 ON public."quality_dialog_measurereturnevent" IS \'527bb940bcc95488323e874913eb0efbc2f67acd\';\n        ', table='quality_dialog_measurereturnevent')),
        ),
        migrations.AddConstraint(
            model_name='measurestep',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='measure_step_has_text', violation_error_message='Schreiben Sie, was geschehen ist.'),
        ),
        migrations.AddConstraint(
            model_name='measurestep',
            constraint=models.CheckConstraint(condition=models.Q(('new_due_on__isnull', True), ('new_due_on__gte', models.F('on')), _connector='OR'), name='measure_step_postpones_ahead', violation_error_message='Die neue Frist liegt nicht vor dem Tag, an dem sie vereinbart wird.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measurestep',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='a084c62f70091d1be6c0f5d26831e581d754eb3b', pgid='pgtrigger_insert_insert_5316e', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_5316e() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_measurestepevent" ("by_id", "id", "measure_id", "new_due_on", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."by_id", NEW."id", NEW."measure_id", NEW."new_due_on", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."text"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_5316e ON public."quality_dialog_measurestep";\n            CREATE  TRIGGER pgtrigger_insert_insert_5316e\n                AFTER INSERT ON public."quality_dialog_measurestep"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_5316e();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_5316e ON public."quality_dialog_measurestep" IS \'a084c62f70091d1be6c0f5d26831e581d754eb3b\';\n        ', table='quality_dialog_measurestep')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measurestep',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='4e5ad791b92018ca51fdc75279601c7dab9f343a', pgid='pgtrigger_update_update_d2d95', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_d2d95() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_measurestepevent" ("by_id", "id", "measure_id", "new_due_on", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."by_id", NEW."id", NEW."measure_id", NEW."new_due_on", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."text"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_d2d95 ON public."quality_dialog_measurestep";\n            CREATE  TRIGGER pgtrigger_update_update_d2d95\n                AFTER UPDATE ON public."quality_dialog_measurestep"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_d2d95();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_d2d95 ON public."quality_dialog_measurestep" IS \'4e5ad791b92018ca51fdc75279601c7dab9f343a\';\n        ', table='quality_dialog_measurestep')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measurestep',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='707f0ca4a37cd5f633ba50477ece332d0d8183e1', pgid='pgtrigger_delete_delete_4adca', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_4adca() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_measurestepevent" ("by_id", "id", "measure_id", "new_due_on", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."by_id", OLD."id", OLD."measure_id", OLD."new_due_on", OLD."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."text"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_4adca ON public."quality_dialog_measurestep";\n            CREATE  TRIGGER pgtrigger_delete_delete_4adca\n                AFTER DELETE ON public."quality_dialog_measurestep"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_4adca();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_4adca ON public."quality_dialog_measurestep" IS \'707f0ca4a37cd5f633ba50477ece332d0d8183e1\';\n        ', table='quality_dialog_measurestep')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measurestepevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='f584a6d4ef8f7584125c0a2c558622553bf76d01', pgid='pgtrigger_append_only_50e11', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_50e11() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_50e11 ON public."quality_dialog_measurestepevent";\n            CREATE  TRIGGER pgtrigger_append_only_50e11\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_measurestepevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_50e11();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_50e11 ON public."quality_dialog_measurestepevent" IS \'f584a6d4ef8f7584125c0a2c558622553bf76d01\';\n        ', table='quality_dialog_measurestepevent')),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(fields=('committee', 'held_on'), name='meeting_unique', violation_error_message='Diese Sitzung ist schon erfasst.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='43f78e8bb6b8a62aff92e340ca465ddc1d3c539a', pgid='pgtrigger_insert_insert_78467', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_78467() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_meetingevent" ("committee_id", "held_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."committee_id", NEW."held_on", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_78467 ON public."quality_dialog_meeting";\n            CREATE  TRIGGER pgtrigger_insert_insert_78467\n                AFTER INSERT ON public."quality_dialog_meeting"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_78467();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_78467 ON public."quality_dialog_meeting" IS \'43f78e8bb6b8a62aff92e340ca465ddc1d3c539a\';\n        ', table='quality_dialog_meeting')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='e695a39a8a5621edf6e52dddb90a933f5b98906b', pgid='pgtrigger_update_update_7df72', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_7df72() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_meetingevent" ("committee_id", "held_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."committee_id", NEW."held_on", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_7df72 ON public."quality_dialog_meeting";\n            CREATE  TRIGGER pgtrigger_update_update_7df72\n                AFTER UPDATE ON public."quality_dialog_meeting"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_7df72();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_7df72 ON public."quality_dialog_meeting" IS \'e695a39a8a5621edf6e52dddb90a933f5b98906b\';\n        ', table='quality_dialog_meeting')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='37187963adf2f41e3d18703a25523c42c9e40acc', pgid='pgtrigger_delete_delete_2e36b', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_2e36b() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_meetingevent" ("committee_id", "held_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."committee_id", OLD."held_on", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_2e36b ON public."quality_dialog_meeting";\n            CREATE  TRIGGER pgtrigger_delete_delete_2e36b\n                AFTER DELETE ON public."quality_dialog_meeting"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_2e36b();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_2e36b ON public."quality_dialog_meeting" IS \'37187963adf2f41e3d18703a25523c42c9e40acc\';\n        ', table='quality_dialog_meeting')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='1858edd321a604b5bb9491ba38e8ae0d9e09599e', pgid='pgtrigger_append_only_c5e4e', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_c5e4e() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_c5e4e ON public."quality_dialog_meetingevent";\n            CREATE  TRIGGER pgtrigger_append_only_c5e4e\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_meetingevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_c5e4e();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_c5e4e ON public."quality_dialog_meetingevent" IS \'1858edd321a604b5bb9491ba38e8ae0d9e09599e\';\n        ', table='quality_dialog_meetingevent')),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.UniqueConstraint(fields=('dialogue', 'partner'), name='participation_once', violation_error_message='Dieser Partner nimmt schon teil.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participation',
            trigger=pgtrigger.compiler.Trigger(name='participation_asked', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='dd1faf92feb2a1499953a2d842e6d6d5b4176771', pgid='pgtrigger_participation_asked_a6e0d', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_participation_asked_a6e0d() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF EXISTS (\n  SELECT 1 FROM public.quality_dialog_finding f\n  WHERE f.dialogue_id = OLD.dialogue_id AND f.shared_on IS NOT NULL AND f.withdrawn_on IS NULL\n    AND (f.carried_over_from_id IS NULL\n         OR EXISTS (SELECT 1 FROM public.quality_dialog_statement s WHERE s.finding_id = f.id))\n) THEN RAISE EXCEPTION \'Zu einer geteilten Feststellung sind alle Beteiligten gefragt. Deshalb bleiben alle beteiligt.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'is_asked\', COLUMN = \'partners\'; END IF;\nRETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_participation_asked_a6e0d ON public."quality_dialog_participation";\n            CREATE  TRIGGER pgtrigger_participation_asked_a6e0d\n                BEFORE UPDATE ON public."quality_dialog_participation"\n                \n                \n                FOR EACH ROW WHEN (OLD.dialogue_id IS DISTINCT FROM NEW.dialogue_id OR OLD.partner_id IS DISTINCT FROM NEW.partner_id)\n                EXECUTE FUNCTION public.pgtrigger_participation_asked_a6e0d();\n\n            COMMENT ON TRIGGER pgtrigger_participation_asked_a6e0d ON public."quality_dialog_participation" IS \'dd1faf92feb2a1499953a2d842e6d6d5b4176771\';\n        ', table='quality_dialog_participation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participation',
            trigger=pgtrigger.compiler.Trigger(name='participation_asked_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='e3cc565a096fd22dc530468ca5ffd2d8b916167d', pgid='pgtrigger_participation_asked_delete_dac05', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_participation_asked_delete_dac05() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF EXISTS (\n  SELECT 1 FROM public.quality_dialog_finding f\n  WHERE f.dialogue_id = OLD.dialogue_id AND f.shared_on IS NOT NULL AND f.withdrawn_on IS NULL\n    AND (f.carried_over_from_id IS NULL\n         OR EXISTS (SELECT 1 FROM public.quality_dialog_statement s WHERE s.finding_id = f.id))\n) THEN RAISE EXCEPTION \'Zu einer geteilten Feststellung sind alle Beteiligten gefragt. Deshalb bleiben alle beteiligt.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'is_asked\', COLUMN = \'partners\'; END IF;\nRETURN OLD;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_participation_asked_delete_dac05 ON public."quality_dialog_participation";\n            CREATE  TRIGGER pgtrigger_participation_asked_delete_dac05\n                BEFORE DELETE ON public."quality_dialog_participation"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_participation_asked_delete_dac05();\n\n            COMMENT ON TRIGGER pgtrigger_participation_asked_delete_dac05 ON public."quality_dialog_participation" IS \'e3cc565a096fd22dc530468ca5ffd2d8b916167d\';\n        ', table='quality_dialog_participation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='2139be305eba0aa218c9f4be24dbf18802b8bf10', pgid='pgtrigger_insert_insert_fc50f', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_fc50f() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_participationevent" ("dialogue_id", "id", "joined_on", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."dialogue_id", NEW."id", NEW."joined_on", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_fc50f ON public."quality_dialog_participation";\n            CREATE  TRIGGER pgtrigger_insert_insert_fc50f\n                AFTER INSERT ON public."quality_dialog_participation"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_fc50f();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_fc50f ON public."quality_dialog_participation" IS \'2139be305eba0aa218c9f4be24dbf18802b8bf10\';\n        ', table='quality_dialog_participation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='4e7d3aab5de472bdb575df4bb68774d4d6623289', pgid='pgtrigger_update_update_1bc6d', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_1bc6d() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_participationevent" ("dialogue_id", "id", "joined_on", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."dialogue_id", NEW."id", NEW."joined_on", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_1bc6d ON public."quality_dialog_participation";\n            CREATE  TRIGGER pgtrigger_update_update_1bc6d\n                AFTER UPDATE ON public."quality_dialog_participation"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_1bc6d();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_1bc6d ON public."quality_dialog_participation" IS \'4e7d3aab5de472bdb575df4bb68774d4d6623289\';\n        ', table='quality_dialog_participation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='c915a1a8ef30ac834ab7df5bf8dfe65eb02001a5', pgid='pgtrigger_delete_delete_13bbb', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_13bbb() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_participationevent" ("dialogue_id", "id", "joined_on", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."dialogue_id", OLD."id", OLD."joined_on", OLD."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_13bbb ON public."quality_dialog_participation";\n            CREATE  TRIGGER pgtrigger_delete_delete_13bbb\n                AFTER DELETE ON public."quality_dialog_participation"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_13bbb();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_13bbb ON public."quality_dialog_participation" IS \'c915a1a8ef30ac834ab7df5bf8dfe65eb02001a5\';\n        ', table='quality_dialog_participation')),
        ),
        migrations.AddConstraint(
            model_name='dialogue',
            constraint=models.UniqueConstraint(fields=('cycle', 'site'), name='dialogue_once_per_site', violation_error_message='Zu diesem Standort gibt es in dem Jahr schon einen Dialog.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dialogue',
            trigger=pgtrigger.compiler.Trigger(name='meeting_recorded', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='17f7635b79a34ab0f5f7e87ee20484589a78ddd4', pgid='pgtrigger_meeting_recorded_4af8c', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_meeting_recorded_4af8c() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF EXISTS (SELECT 1 FROM public.quality_dialog_finding WHERE dialogue_id = OLD.id AND raised_on = OLD.meeting_on AND carried_over_from_id IS NULL AND (raised_for_id IS NULL OR shared_on IS NOT NULL)) THEN RAISE EXCEPTION \'An diesem Tag sind Feststellungen festgehalten; das Gespräch bleibt dort. Ein weiteres Gespräch hält seine Feststellungen mit seinem eigenen Tag fest.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'meeting_recorded\', COLUMN = \'meeting_on\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_meeting_recorded_4af8c ON public."quality_dialog_dialogue";\n            CREATE  TRIGGER pgtrigger_meeting_recorded_4af8c\n                BEFORE UPDATE OF "meeting_on" ON public."quality_dialog_dialogue"\n                \n                \n                FOR EACH ROW WHEN (OLD.meeting_on IS DISTINCT FROM NEW.meeting_on)\n                EXECUTE FUNCTION public.pgtrigger_meeting_recorded_4af8c();\n\n            COMMENT ON TRIGGER pgtrigger_meeting_recorded_4af8c ON public."quality_dialog_dialogue" IS \'17f7635b79a34ab0f5f7e87ee20484589a78ddd4\';\n        ', table='quality_dialog_dialogue')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dialogue',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='2b40df51f5386cce9c4b88aa00cada1c392ac22c', pgid='pgtrigger_insert_insert_d7d5a', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_d7d5a() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_dialogueevent" ("cycle_id", "id", "meeting_on", "minutes", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "site_id") VALUES (NEW."cycle_id", NEW."id", NEW."meeting_on", NEW."minutes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."site_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_d7d5a ON public."quality_dialog_dialogue";\n            CREATE  TRIGGER pgtrigger_insert_insert_d7d5a\n                AFTER INSERT ON public."quality_dialog_dialogue"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_d7d5a();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_d7d5a ON public."quality_dialog_dialogue" IS \'2b40df51f5386cce9c4b88aa00cada1c392ac22c\';\n        ', table='quality_dialog_dialogue')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dialogue',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='393344bac26fe1fbf828a09a82770f8e48e57706', pgid='pgtrigger_update_update_d1d3a', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_d1d3a() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_dialogueevent" ("cycle_id", "id", "meeting_on", "minutes", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "site_id") VALUES (NEW."cycle_id", NEW."id", NEW."meeting_on", NEW."minutes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."site_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_d1d3a ON public."quality_dialog_dialogue";\n            CREATE  TRIGGER pgtrigger_update_update_d1d3a\n                AFTER UPDATE ON public."quality_dialog_dialogue"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_d1d3a();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_d1d3a ON public."quality_dialog_dialogue" IS \'393344bac26fe1fbf828a09a82770f8e48e57706\';\n        ', table='quality_dialog_dialogue')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dialogue',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='d91e4122b4ae843270af12a2516c2ed06871a19a', pgid='pgtrigger_delete_delete_4a948', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_4a948() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_dialogueevent" ("cycle_id", "id", "meeting_on", "minutes", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "site_id") VALUES (OLD."cycle_id", OLD."id", OLD."meeting_on", OLD."minutes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."site_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_4a948 ON public."quality_dialog_dialogue";\n            CREATE  TRIGGER pgtrigger_delete_delete_4a948\n                AFTER DELETE ON public."quality_dialog_dialogue"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_4a948();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_4a948 ON public."quality_dialog_dialogue" IS \'d91e4122b4ae843270af12a2516c2ed06871a19a\';\n        ', table='quality_dialog_dialogue')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='4782c9ddcc6102a3e3f3cb1e1608559cf926d807', pgid='pgtrigger_append_only_52ae2', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_52ae2() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_52ae2 ON public."quality_dialog_participationevent";\n            CREATE  TRIGGER pgtrigger_append_only_52ae2\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_participationevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_52ae2();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_52ae2 ON public."quality_dialog_participationevent" IS \'4782c9ddcc6102a3e3f3cb1e1608559cf926d807\';\n        ', table='quality_dialog_participationevent')),
        ),
        migrations.AddIndex(
            model_name='report',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('subject', config='german', weight='A'), '||', django.contrib.postgres.search.SearchVector(django.db.models.functions.text.Left('plain_text', 500000), config='german', weight='B'), django.contrib.postgres.search.SearchConfig('german')), name='report_words'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('year__range', (2000, 2100))), name='report_year_plausible', violation_error_message='Das Berichtsjahr liegt zwischen 2000 und 2100.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='report_dual_control', violation_error_message='Vier-Augen-Prinzip: Wer einen Bericht entworfen hat, gibt ihn nicht frei.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('approved_on__isnull', True), models.Q(('facts__isnull', False), ('seal_number__isnull', False), models.Q(('facts_sha256', ''), _negated=True), models.Q(('seal_sha256', ''), _negated=True)), _connector='OR'), name='report_approved_facts_frozen', violation_error_message='Freigegeben wird ein Bericht nur mit seinen Fakten.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('approved_on__isnull', True), models.Q(('approved_on__gte', models.F('review_on')), ('review_on__isnull', False)), _connector='OR'), name='report_reviewed_before_approval', violation_error_message='Freigegeben wird nur ein Bericht, der in Prüfung ist.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('submitted_on__isnull', True), models.Q(('approved_on__isnull', False), ('submitted_on__gte', models.F('approved_on'))), _connector='OR'), models.Q(('published_on__isnull', True), models.Q(('approved_on__isnull', False), ('published_on__gte', models.F('approved_on'))), _connector='OR')), name='report_steps_in_order', violation_error_message='Erst freigeben, dann einreichen und veröffentlichen.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('corrects__isnull', True), models.Q(('correction_reason', ''), _negated=True), _connector='OR'), name='report_correction_reasoned', violation_error_message='Nennen Sie den Grund der Berichtigung.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('discard_reason', ''), ('discarded_by__isnull', True), ('discarded_on__isnull', True)), models.Q(('discarded_by__isnull', False), ('discarded_on__isnull', False), models.Q(('discard_reason', ''), _negated=True)), _connector='OR'), name='report_discard_reasoned', violation_error_message='Zum Verwerfen gehören Datum, Person und Grund.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('discarded_on__isnull', True), models.Q(('approved_on__isnull', True), ('review_on__isnull', True)), _connector='OR'), name='report_discarded_as_draft', violation_error_message='Verworfen wird nur ein Entwurf, nie ein freigegebener Bericht.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(condition=models.Q(('corrects__isnull', True), ('discarded_on__isnull', True)), fields=('year', 'kind', 'as_of'), name='report_once', violation_error_message='Zu diesem Jahr und Stichtag gibt es schon einen Bericht dieser Art. Schreiben Sie an ihm weiter, berichtigen Sie ihn durch eine neue Fassung, oder verwerfen Sie ihn, wenn er ein Entwurf ist.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(condition=models.Q(('discarded_on__isnull', True)), fields=('corrects',), name='report_corrected_once', violation_error_message='Zu diesem Bericht gibt es schon eine neue Fassung.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(fields=('seal_number',), name='report_seal_number_unique', violation_error_message='Dieses Siegel trägt schon ein anderer Bericht.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('review_by__isnull', True), ('review_on__isnull', True)), models.Q(('review_by__isnull', False), ('review_on__isnull', False)), _connector='OR'), name='report_review_has_person', violation_error_message='Zur Prüfung gehören Datum und Person.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_by__isnull', True), ('approved_on__isnull', True)), models.Q(('approved_by__isnull', False), ('approved_on__isnull', False)), _connector='OR'), name='report_approval_has_person', violation_error_message='Zur Freigabe gehören Datum und Person.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('submitted_by__isnull', True), ('submitted_on__isnull', True)), models.Q(('submitted_by__isnull', False), ('submitted_on__isnull', False)), _connector='OR'), name='report_submission_has_person', violation_error_message='Zur Einreichung gehören Datum und Person.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_by__isnull', True), ('published_on__isnull', True)), models.Q(('published_by__isnull', False), ('published_on__isnull', False)), _connector='OR'), name='report_publication_has_person', violation_error_message='Zur Veröffentlichung gehören Datum und Person.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='report',
            trigger=pgtrigger.compiler.Trigger(name='report_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='2f866eda96b48c61faa079afbd9f6e4f69fe4656', pgid='pgtrigger_report_immutable_b1e5f', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_report_immutable_b1e5f() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF OLD.approved_on IS NOT NULL THEN RAISE EXCEPTION \'Ein freigegebener Bericht ändert sich nicht mehr. Berichtigen Sie ihn durch eine neue Fassung.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'report_immutable\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_report_immutable_b1e5f ON public."quality_dialog_report";\n            CREATE  TRIGGER pgtrigger_report_immutable_b1e5f\n                BEFORE UPDATE ON public."quality_dialog_report"\n                \n                \n                FOR EACH ROW WHEN (OLD."approved_by_id" IS DISTINCT FROM (NEW."approved_by_id") OR OLD."approved_on" IS DISTINCT FROM (NEW."approved_on") OR OLD."as_of" IS DISTINCT FROM (NEW."as_of") OR OLD."contact" IS DISTINCT FROM (NEW."contact") OR OLD."correction_reason" IS DISTINCT FROM (NEW."correction_reason") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."cycle_id" IS DISTINCT FROM (NEW."cycle_id") OR OLD."drafted_by_id" IS DISTINCT FROM (NEW."drafted_by_id") OR OLD."drafted_on" IS DISTINCT FROM (NEW."drafted_on") OR OLD."facts" IS DISTINCT FROM (NEW."facts") OR OLD."facts_sha256" IS DISTINCT FROM (NEW."facts_sha256") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."lead_office" IS DISTINCT FROM (NEW."lead_office") OR OLD."plain_text" IS DISTINCT FROM (NEW."plain_text") OR OLD."review_by_id" IS DISTINCT FROM (NEW."review_by_id") OR OLD."review_on" IS DISTINCT FROM (NEW."review_on") OR OLD."seal_number" IS DISTINCT FROM (NEW."seal_number") OR OLD."seal_sha256" IS DISTINCT FROM (NEW."seal_sha256") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."year" IS DISTINCT FROM (NEW."year"))\n                EXECUTE FUNCTION public.pgtrigger_report_immutable_b1e5f();\n\n            COMMENT ON TRIGGER pgtrigger_report_immutable_b1e5f ON public."quality_dialog_report" IS \'2f866eda96b48c61faa079afbd9f6e4f69fe4656\';\n        ', table='quality_dialog_report')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='report',
            trigger=pgtrigger.compiler.Trigger(name='report_discarded', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='cae4c5c9bd995c4a455c857c77dc19a9fcd7d417', pgid='pgtrigger_report_discarded_67485', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_report_discarded_67485() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Der Bericht ist verworfen und ändert sich nicht mehr.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'report_discarded\'; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_report_discarded_67485 ON public."quality_dialog_report";\n            CREATE  TRIGGER pgtrigger_report_discarded_67485\n                BEFORE UPDATE ON public."quality_dialog_report"\n                \n                \n                FOR EACH ROW WHEN (OLD."discarded_on" IS NOT NULL)\n                EXECUTE FUNCTION public.pgtrigger_report_discarded_67485();\n\n            COMMENT ON TRIGGER pgtrigger_report_discarded_67485 ON public."quality_dialog_report" IS \'cae4c5c9bd995c4a455c857c77dc19a9fcd7d417\';\n        ', table='quality_dialog_report')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='report',
            trigger=pgtrigger.compiler.Trigger(name='report_discarded_kept', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='2ee7f7e0ea7c5d84d3e40c4fe93ec6c4e747001b', pgid='pgtrigger_report_discarded_kept_a57a7', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_report_discarded_kept_a57a7() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Der Bericht ist verworfen und ändert sich nicht mehr.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'report_discarded\'; RETURN OLD;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_report_discarded_kept_a57a7 ON public."quality_dialog_report";\n            CREATE  TRIGGER pgtrigger_report_discarded_kept_a57a7\n                BEFORE DELETE ON public."quality_dialog_report"\n                \n                \n                FOR EACH ROW WHEN (OLD."discarded_on" IS NOT NULL)\n                EXECUTE FUNCTION public.pgtrigger_report_discarded_kept_a57a7();\n\n            COMMENT ON TRIGGER pgtrigger_report_discarded_kept_a57a7 ON public."quality_dialog_report" IS \'2ee7f7e0ea7c5d84d3e40c4fe93ec6c4e747001b\';\n        ', table='quality_dialog_report')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='report',
            trigger=pgtrigger.compiler.Trigger(name='report_in_review', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='8b121d77a37bf9867a2129b6c14ce50457ecde37', pgid='pgtrigger_report_in_review_cd1ab', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_report_in_review_cd1ab() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF OLD.review_on IS NOT NULL AND NEW.review_on IS NOT NULL AND OLD.approved_on IS NULL THEN RAISE EXCEPTION \'Der Bericht ist in Prüfung und ändert sich so lange nicht. Nehmen Sie ihn zuerst zurück; dabei verfallen die Mitzeichnungen.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'report_in_review\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_report_in_review_cd1ab ON public."quality_dialog_report";\n            CREATE  TRIGGER pgtrigger_report_in_review_cd1ab\n                BEFORE UPDATE ON public."quality_dialog_report"\n                \n                \n                FOR EACH ROW WHEN (OLD."as_of" IS DISTINCT FROM (NEW."as_of") OR OLD."contact" IS DISTINCT FROM (NEW."contact") OR OLD."correction_reason" IS DISTINCT FROM (NEW."correction_reason") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."cycle_id" IS DISTINCT FROM (NEW."cycle_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."lead_office" IS DISTINCT FROM (NEW."lead_office") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."year" IS DISTINCT FROM (NEW."year"))\n                EXECUTE FUNCTION public.pgtrigger_report_in_review_cd1ab();\n\n            COMMENT ON TRIGGER pgtrigger_report_in_review_cd1ab ON public."quality_dialog_report" IS \'8b121d77a37bf9867a2129b6c14ce50457ecde37\';\n        ', table='quality_dialog_report')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='report',
            trigger=pgtrigger.compiler.Trigger(name='report_may_be_approved', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='f0093bd119e73594713a56f8423752f8d4cb7d62', pgid='pgtrigger_report_may_be_approved_27991', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_report_may_be_approved_27991() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF EXISTS (SELECT 1 FROM public.quality_dialog_contributor c WHERE c.report_id = NEW.id AND c.user_id = NEW.approved_by_id)\nTHEN RAISE EXCEPTION \'Vier-Augen-Prinzip: Wer am Bericht mitgeschrieben hat, gibt ihn nicht frei.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'report_contributors_do_not_approve\'; END IF;\nIF EXISTS (SELECT 1 FROM public.quality_dialog_cosignature s WHERE s.report_id = NEW.id\n           AND (s.signed_on IS NULL OR s.signed_on < NEW.review_on))\nTHEN RAISE EXCEPTION \'Freigegeben wird erst, wenn alle, die darum gebeten sind, mitgezeichnet haben.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'report_co_signed\'; END IF;\nIF EXISTS (SELECT 1 FROM public.quality_dialog_partnerreading p WHERE p.report_id = NEW.id AND p.given_on IS NULL\n           AND (p.way = \'letter\' AND p.sent_on IS NULL OR p.way = \'app\' AND NOT EXISTS (\n  SELECT 1 FROM public.partners_user u JOIN public.partners_user_groups g ON g.user_id = u.id\n  JOIN public.auth_group_permissions m ON m.group_id = g.group_id JOIN public.auth_permission a ON a.id = m.permission_id\n  WHERE u.partner_id = p.partner_id AND u.is_active AND a.codename = \'view_report\')))\nTHEN RAISE EXCEPTION \'Freigegeben wird erst, wenn jede Anfrage ihren Partner erreichen konnte: Ein Brief ist abgesandt, oder jemand vom Partner kann sich anmelden.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'readings_unreached\'; END IF;\nIF EXISTS (SELECT 1 FROM public.quality_dialog_partnerreading p WHERE p.report_id = NEW.id\n           AND p.given_on IS NULL AND p.due_on >= NEW.approved_on)\nTHEN RAISE EXCEPTION \'Partner können noch Stellung nehmen. Freigegeben wird erst nach dem Tag, bis zu dem sie es dürfen.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'readings_awaited\'; END IF;\nIF EXISTS (SELECT 1 FROM public.quality_dialog_partnerreading p WHERE p.report_id = NEW.id AND p.way = \'not_asked\'\n           AND p.shown_by_id IS DISTINCT FROM NEW.approved_by_id)\nTHEN RAISE EXCEPTION \'Warum ein Partner nicht gefragt ist, sagt, wer den Bericht freigibt.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'reading_reason_of_approver\'; END IF;\nIF EXISTS (\n  SELECT 1 FROM public.partners_partner p\n  WHERE NOT EXISTS (SELECT 1 FROM public.quality_dialog_partnerreading r WHERE r.report_id = NEW.id AND r.partner_id = p.id)\n    AND (EXISTS (\n      SELECT 1 FROM public.quality_dialog_participation t JOIN public.quality_dialog_dialogue d ON d.id = t.dialogue_id\n      JOIN public.quality_dialog_cycle c ON c.id = d.cycle_id\n      WHERE t.partner_id = p.id AND c.year = NEW.year AND c.opened_on <= NEW.as_of)\n    OR EXISTS (\n      SELECT 1 FROM (\n        SELECT p.name UNION SELECT p.short_name\n        UNION SELECT e.name FROM public.partners_partnerevent e WHERE e.pgh_obj_id = p.id\n        UNION SELECT e.short_name FROM public.partners_partnerevent e WHERE e.pgh_obj_id = p.id\n      ) AS called(name) WHERE called.name <> \'\'\n      AND NEW.plain_text ~ (E\'(^|\\\\W)\' || regexp_replace(called.name, E\'(\\\\W)\', E\'\\\\\\\\\\\\1\', \'g\')\n        || E\'(\\\\W|$)\')))\n) THEN RAISE EXCEPTION \'Der Bericht nennt einen Partner, der nicht gefragt ist. Legen Sie ihm die Lesefassung vor, oder nennen Sie den Grund.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'partners_first\'; END IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_report_may_be_approved_27991 ON public."quality_dialog_report";\n            CREATE  TRIGGER pgtrigger_report_may_be_approved_27991\n                BEFORE UPDATE ON public."quality_dialog_report"\n                \n                \n                FOR EACH ROW WHEN (NEW."approved_on" IS NOT NULL AND OLD."approved_on" IS NULL)\n                EXECUTE FUNCTION public.pgtrigger_report_may_be_approved_27991();\n\n            COMMENT ON TRIGGER pgtrigger_report_may_be_approved_27991 ON public."quality_dialog_report" IS \'f0093bd119e73594713a56f8423752f8d4cb7d62\';\n        ', table='quality_dialog_report')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='report',
            trigger=pgtrigger.compiler.Trigger(name='report_complete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='b0e5f0678090533936fe7ef1ef05924845c350d2', pgid='pgtrigger_report_complete_56737', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_report_complete_56737() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF EXISTS (SELECT 1 FROM public.quality_dialog_report r WHERE r.id = NEW.id AND r.approved_on IS NOT NULL\n           AND (SELECT count(DISTINCT d.format) FROM public.quality_dialog_rendition d WHERE d.report_id = r.id\n                AND d.format IN (\'pdf\', \'docx\', \'json\', \'html\')) < 4)\nTHEN RAISE EXCEPTION \'Freigegeben wird ein Bericht nur mit allen seinen Ausfertigungen.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'report_complete\'; END IF;\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_report_complete_56737 ON public."quality_dialog_report";\n            CREATE CONSTRAINT TRIGGER pgtrigger_report_complete_56737\n                AFTER INSERT OR UPDATE ON public."quality_dialog_report"\n                DEFERRABLE INITIALLY DEFERRED\n                \n                FOR EACH ROW WHEN (NEW."approved_on" IS NOT NULL)\n                EXECUTE FUNCTION public.pgtrigger_report_complete_56737();\n\n            COMMENT ON TRIGGER pgtrigger_report_complete_56737 ON public."quality_dialog_report" IS \'b0e5f0678090533936fe7ef1ef05924845c350d2\';\n        ', table='quality_dialog_report')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='report',
            trigger=pgtrigger.compiler.Trigger(name='report_published', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='7f0473fa80abde5858221f5618406c4b0fa6b29d', pgid='pgtrigger_report_published_410d9', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_report_published_410d9() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF OLD.submitted_on IS NOT NULL AND NEW.reference <> OLD.reference THEN\n  RAISE EXCEPTION \'Nach der Einreichung ändert sich die Drucksachen-Nr. nicht mehr.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'report_immutable\', COLUMN = \'reference\';\nEND IF;\nIF OLD.submitted_on IS NOT NULL\n   AND (NEW.submitted_on, NEW.submitted_by_id) IS DISTINCT FROM (OLD.submitted_on, OLD.submitted_by_id)\n   OR OLD.published_on IS NOT NULL\n   AND (NEW.published_on, NEW.published_by_id) IS DISTINCT FROM (OLD.published_on, OLD.published_by_id) THEN\n  RAISE EXCEPTION \'Eingereicht und veröffentlicht ist nicht rückgängig zu machen.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'report_immutable\';\nEND IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_report_published_410d9 ON public."quality_dialog_report";\n            CREATE  TRIGGER pgtrigger_report_published_410d9\n                BEFORE UPDATE ON public."quality_dialog_report"\n                \n                \n                FOR EACH ROW WHEN (OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."published_on" IS DISTINCT FROM (NEW."published_on") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."submitted_on" IS DISTINCT FROM (NEW."submitted_on"))\n                EXECUTE FUNCTION public.pgtrigger_report_published_410d9();\n\n            COMMENT ON TRIGGER pgtrigger_report_published_410d9 ON public."quality_dialog_report" IS \'7f0473fa80abde5858221f5618406c4b0fa6b29d\';\n        ', table='quality_dialog_report')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='report',
            trigger=pgtrigger.compiler.Trigger(name='report_kept', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='835d2c0c24754e4ca382c341b73307652f63a74e', pgid='pgtrigger_report_kept_ec673', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_report_kept_ec673() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Ein freigegebener Bericht ändert sich nicht mehr. Berichtigen Sie ihn durch eine neue Fassung.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'report_immutable\'; RETURN OLD;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_report_kept_ec673 ON public."quality_dialog_report";\n            CREATE  TRIGGER pgtrigger_report_kept_ec673\n                BEFORE DELETE ON public."quality_dialog_report"\n                \n                \n                FOR EACH ROW WHEN (OLD."approved_on" IS NOT NULL)\n                EXECUTE FUNCTION public.pgtrigger_report_kept_ec673();\n\n            COMMENT ON TRIGGER pgtrigger_report_kept_ec673 ON public."quality_dialog_report" IS \'835d2c0c24754e4ca382c341b73307652f63a74e\';\n        ', table='quality_dialog_report')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='report',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='a871d6b79204f58a7ed30b65a3eeaf24b4bb130a', pgid='pgtrigger_insert_insert_508fe', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_508fe() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_reportevent" ("approved_by_id", "approved_on", "as_of", "contact", "correction_reason", "corrects_id", "cycle_id", "discard_reason", "discarded_by_id", "discarded_on", "drafted_by_id", "drafted_on", "facts_sha256", "id", "is_example", "kind", "lead_office", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_by_id", "published_on", "reference", "review_by_id", "review_on", "seal_number", "seal_sha256", "subject", "submitted_by_id", "submitted_on", "year") VALUES (NEW."approved_by_id", NEW."approved_on", NEW."as_of", NEW."contact", NEW."correction_reason", NEW."corrects_id", NEW."cycle_id", NEW."discard_reason", NEW."discarded_by_id", NEW."discarded_on", NEW."drafted_by_id", NEW."drafted_on", NEW."facts_sha256", NEW."id", NEW."is_example", NEW."kind", NEW."lead_office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."published_by_id", NEW."published_on", NEW."reference", NEW."review_by_id", NEW."review_on", NEW."seal_number", NEW."seal_sha256", NEW."subject", NEW."submitted_by_id", NEW."submitted_on", NEW."year"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_508fe ON public."quality_dialog_report";\n            CREATE  TRIGGER pgtrigger_insert_insert_508fe\n                AFTER INSERT ON public."quality_dialog_report"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_508fe();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_508fe ON public."quality_dialog_report" IS \'a871d6b79204f58a7ed30b65a3eeaf24b4bb130a\';\n        ', table='quality_dialog_report')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='report',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='9bb5cb3859a6cb94c060ff94828a31c483e28d38', pgid='pgtrigger_update_update_abc0a', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_abc0a() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_reportevent" ("approved_by_id", "approved_on", "as_of", "contact", "correction_reason", "corrects_id", "cycle_id", "discard_reason", "discarded_by_id", "discarded_on", "drafted_by_id", "drafted_on", "facts_sha256", "id", "is_example", "kind", "lead_office", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_by_id", "published_on", "reference", "review_by_id", "review_on", "seal_number", "seal_sha256", "subject", "submitted_by_id", "submitted_on", "year") VALUES (NEW."approved_by_id", NEW."approved_on", NEW."as_of", NEW."contact", NEW."correction_reason", NEW."corrects_id", NEW."cycle_id", NEW."discard_reason", NEW."discarded_by_id", NEW."discarded_on", NEW."drafted_by_id", NEW."drafted_on", NEW."facts_sha256", NEW."id", NEW."is_example", NEW."kind", NEW."lead_office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."published_by_id", NEW."published_on", NEW."reference", NEW."review_by_id", NEW."review_on", NEW."seal_number", NEW."seal_sha256", NEW."subject", NEW."submitted_by_id", NEW."submitted_on", NEW."year"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_abc0a ON public."quality_dialog_report";\n            CREATE  TRIGGER pgtrigger_update_update_abc0a\n                AFTER UPDATE ON public."quality_dialog_report"\n                \n                \n                FOR EACH ROW WHEN (OLD."approved_by_id" IS DISTINCT FROM (NEW."approved_by_id") OR OLD."approved_on" IS DISTINCT FROM (NEW."approved_on") OR OLD."as_of" IS DISTINCT FROM (NEW."as_of") OR OLD."contact" IS DISTINCT FROM (NEW."contact") OR OLD."correction_reason" IS DISTINCT FROM (NEW."correction_reason") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."cycle_id" IS DISTINCT FROM (NEW."cycle_id") OR OLD."discard_reason" IS DISTINCT FROM (NEW."discard_reason") OR OLD."discarded_by_id" IS DISTINCT FROM (NEW."discarded_by_id") OR OLD."discarded_on" IS DISTINCT FROM (NEW."discarded_on") OR OLD."drafted_by_id" IS DISTINCT FROM (NEW."drafted_by_id") OR OLD."drafted_on" IS DISTINCT FROM (NEW."drafted_on") OR OLD."facts_sha256" IS DISTINCT FROM (NEW."facts_sha256") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_example" IS DISTINCT FROM (NEW."is_example") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."lead_office" IS DISTINCT FROM (NEW."lead_office") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."published_on" IS DISTINCT FROM (NEW."published_on") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."review_by_id" IS DISTINCT FROM (NEW."review_by_id") OR OLD."review_on" IS DISTINCT FROM (NEW."review_on") OR OLD."seal_number" IS DISTINCT FROM (NEW."seal_number") OR OLD."seal_sha256" IS DISTINCT FROM (NEW."seal_sha256") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."submitted_on" IS DISTINCT FROM (NEW."submitted_on") OR OLD."year" IS DISTINCT FROM (NEW."year"))\n                EXECUTE FUNCTION public.pgtrigger_update_update_abc0a();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_abc0a ON public."quality_dialog_report" IS \'9bb5cb3859a6cb94c060ff94828a31c483e28d38\';\n        ', table='quality_dialog_report')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='report',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='8dfe003d65ed49a303820c8124d31ad65de6606a', pgid='pgtrigger_delete_delete_769d0', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_769d0() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_reportevent" ("approved_by_id", "approved_on", "as_of", "contact", "correction_reason", "corrects_id", "cycle_id", "discard_reason", "discarded_by_id", "discarded_on", "drafted_by_id", "drafted_on", "facts_sha256", "id", "is_example", "kind", "lead_office", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_by_id", "published_on", "reference", "review_by_id", "review_on", "seal_number", "seal_sha256", "subject", "submitted_by_id", "submitted_on", "year") VALUES (OLD."approved_by_id", OLD."approved_on", OLD."as_of", OLD."contact", OLD."correction_reason", OLD."corrects_id", OLD."cycle_id", OLD."discard_reason", OLD."discarded_by_id", OLD."discarded_on", OLD."drafted_by_id", OLD."drafted_on", OLD."facts_sha256", OLD."id", OLD."is_example", OLD."kind", OLD."lead_office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."published_by_id", OLD."published_on", OLD."reference", OLD."review_by_id", OLD."review_on", OLD."seal_number", OLD."seal_sha256", OLD."subject", OLD."submitted_by_id", OLD."submitted_on", OLD."year"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_769d0 ON public."quality_dialog_report";\n            CREATE  TRIGGER pgtrigger_delete_delete_769d0\n                AFTER DELETE ON public."quality_dialog_report"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_769d0();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_769d0 ON public."quality_dialog_report" IS \'8dfe003d65ed49a303820c8124d31ad65de6606a\';\n        ', table='quality_dialog_report')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='renditionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='26d43577a25d68b3b759b6bd5335b69a10b5ba24', pgid='pgtrigger_append_only_33ba9', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_33ba9() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_33ba9 ON public."quality_dialog_renditionevent";\n            CREATE  TRIGGER pgtrigger_append_only_33ba9\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_renditionevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_33ba9();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_33ba9 ON public."quality_dialog_renditionevent" IS \'26d43577a25d68b3b759b6bd5335b69a10b5ba24\';\n        ', table='quality_dialog_renditionevent')),
        ),
        migrations.AddConstraint(
            model_name='rendition',
            constraint=models.UniqueConstraint(fields=('report', 'format'), name='rendition_once_per_format', violation_error_message='Diese Ausfertigung gibt es schon.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rendition',
            trigger=pgtrigger.compiler.Trigger(name='rendition_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='a7a4cd5fd1155a63340ce92263b93190ccd452ea', pgid='pgtrigger_rendition_immutable_3a572', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_rendition_immutable_3a572() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Ein freigegebener Bericht ändert sich nicht mehr. Berichtigen Sie ihn durch eine neue Fassung.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'rendition_immutable\';\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_rendition_immutable_3a572 ON public."quality_dialog_rendition";\n            CREATE  TRIGGER pgtrigger_rendition_immutable_3a572\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_rendition"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_rendition_immutable_3a572();\n\n            COMMENT ON TRIGGER pgtrigger_rendition_immutable_3a572 ON public."quality_dialog_rendition" IS \'a7a4cd5fd1155a63340ce92263b93190ccd452ea\';\n        ', table='quality_dialog_rendition')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rendition',
            trigger=pgtrigger.compiler.Trigger(name='rendition_of_approved_report', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='4f9a438c2648f2f11dbb00d95b00d7351de6579f', pgid='pgtrigger_rendition_of_approved_report_53dd4', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_rendition_of_approved_report_53dd4() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF NOT EXISTS (SELECT 1 FROM public.quality_dialog_report r WHERE r.id = NEW.report_id AND r.approved_on IS NOT NULL) THEN RAISE EXCEPTION \'Ausfertigungen gibt es nur von freigegebenen Berichten.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'rendition_of_approved_report\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_rendition_of_approved_report_53dd4 ON public."quality_dialog_rendition";\n            CREATE  TRIGGER pgtrigger_rendition_of_approved_report_53dd4\n                BEFORE INSERT ON public."quality_dialog_rendition"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_rendition_of_approved_report_53dd4();\n\n            COMMENT ON TRIGGER pgtrigger_rendition_of_approved_report_53dd4 ON public."quality_dialog_rendition" IS \'4f9a438c2648f2f11dbb00d95b00d7351de6579f\';\n        ', table='quality_dialog_rendition')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rendition',
            trigger=pgtrigger.compiler.Trigger(name='rendition_is_its_hash', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='91d124c39b165823b98cfdbba7e6ad7d12f228d5', pgid='pgtrigger_rendition_is_its_hash_69b25', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_rendition_is_its_hash_69b25() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF encode(sha256(NEW.content), \'hex\') <> NEW.sha256 THEN RAISE EXCEPTION \'Die Prüfsumme passt nicht zum Inhalt.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'rendition_is_its_hash\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_rendition_is_its_hash_69b25 ON public."quality_dialog_rendition";\n            CREATE  TRIGGER pgtrigger_rendition_is_its_hash_69b25\n                BEFORE INSERT ON public."quality_dialog_rendition"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_rendition_is_its_hash_69b25();\n\n            COMMENT ON TRIGGER pgtrigger_rendition_is_its_hash_69b25 ON public."quality_dialog_rendition" IS \'91d124c39b165823b98cfdbba7e6ad7d12f228d5\';\n        ', table='quality_dialog_rendition')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rendition',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='3d8cb73987ffc35828e22acbdc8ebbb23a11a335', pgid='pgtrigger_insert_insert_6aa1f', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_6aa1f() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_renditionevent" ("format", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rendered_on", "renderer", "report_id", "sha256") VALUES (NEW."format", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."rendered_on", NEW."renderer", NEW."report_id", NEW."sha256"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_6aa1f ON public."quality_dialog_rendition";\n            CREATE  TRIGGER pgtrigger_insert_insert_6aa1f\n                AFTER INSERT ON public."quality_dialog_rendition"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_6aa1f();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_6aa1f ON public."quality_dialog_rendition" IS \'3d8cb73987ffc35828e22acbdc8ebbb23a11a335\';\n        ', table='quality_dialog_rendition')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rendition',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='b4ef05c37581835a363aabcb0bd5a7717b5b32cf', pgid='pgtrigger_update_update_a061b', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_a061b() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_renditionevent" ("format", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rendered_on", "renderer", "report_id", "sha256") VALUES (NEW."format", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."rendered_on", NEW."renderer", NEW."report_id", NEW."sha256"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_a061b ON public."quality_dialog_rendition";\n            CREATE  TRIGGER pgtrigger_update_update_a061b\n                AFTER UPDATE ON public."quality_dialog_rendition"\n                \n                \n                FOR EACH ROW WHEN (OLD."format" IS DISTINCT FROM (NEW."format") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."rendered_on" IS DISTINCT FROM (NEW."rendered_on") OR OLD."renderer" IS DISTINCT FROM (NEW."renderer") OR OLD."report_id" IS DISTINCT FROM (NEW."report_id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256"))\n                EXECUTE FUNCTION public.pgtrigger_update_update_a061b();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_a061b ON public."quality_dialog_rendition" IS \'b4ef05c37581835a363aabcb0bd5a7717b5b32cf\';\n        ', table='quality_dialog_rendition')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rendition',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='fa229390c8c2751519941082736d44ef1fd627a3', pgid='pgtrigger_delete_delete_380a4', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_380a4() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_renditionevent" ("format", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rendered_on", "renderer", "report_id", "sha256") VALUES (OLD."format", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."rendered_on", OLD."renderer", OLD."report_id", OLD."sha256"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_380a4 ON public."quality_dialog_rendition";\n            CREATE  TRIGGER pgtrigger_delete_delete_380a4\n                AFTER DELETE ON public."quality_dialog_rendition"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_380a4();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_380a4 ON public."quality_dialog_rendition" IS \'fa229390c8c2751519941082736d44ef1fd627a3\';\n        ', table='quality_dialog_rendition')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnerreadingevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='ce0148a69e60e8cca32f4be391bc222d000c956a', pgid='pgtrigger_append_only_9cb01', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_9cb01() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_9cb01 ON public."quality_dialog_partnerreadingevent";\n            CREATE  TRIGGER pgtrigger_append_only_9cb01\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_partnerreadingevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_9cb01();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_9cb01 ON public."quality_dialog_partnerreadingevent" IS \'ce0148a69e60e8cca32f4be391bc222d000c956a\';\n        ', table='quality_dialog_partnerreadingevent')),
        ),
        migrations.AddConstraint(
            model_name='partnerreading',
            constraint=models.UniqueConstraint(fields=('report', 'partner'), name='partner_reading_once', violation_error_message='Diesem Partner liegt der Bericht schon vor.'),
        ),
        migrations.AddConstraint(
            model_name='partnerreading',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('given_on__isnull', True), ('text', '')), models.Q(('given_on__isnull', False), models.Q(('text', ''), _negated=True)), _connector='OR'), name='partner_reading_statement_has_text', violation_error_message='Eine Stellungnahme braucht einen Text.'),
        ),
        migrations.AddConstraint(
            model_name='partnerreading',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_on__isnull', True), ('due_on__gte', models.F('shown_on')), _connector='OR'), models.Q(('sent_on__isnull', True), ('sent_on__gte', models.F('shown_on')), _connector='OR'), models.Q(('given_on__isnull', True), ('given_on__gte', models.F('shown_on')), _connector='OR')), name='partner_reading_days_in_order', violation_error_message='Erst vorlegen, dann Stellung nehmen: Die Frist liegt vor der Vorlage.'),
        ),
        migrations.AddConstraint(
            model_name='partnerreading',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_on__isnull', True), ('given_on__isnull', True), ('sent_on__isnull', True), ('way', 'not_asked'), models.Q(('reason', ''), _negated=True)), models.Q(('due_on__isnull', False), ('reason', ''), ('sent_on__isnull', True), ('way', 'app')), models.Q(('due_on__isnull', False), ('reason', ''), ('way', 'letter')), _connector='OR'), name='partner_reading_way_complete', violation_error_message='Wer gefragt ist, hat einen Weg und einen Tag; wer nicht, einen Grund.'),
        ),
        migrations.AddConstraint(
            model_name='partnerreading',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_by__isnull', True), ('sent_on__isnull', True)), models.Q(('sent_by__isnull', False), ('sent_on__isnull', False)), _connector='OR'), name='partner_reading_dispatch_has_person', violation_error_message='Zur Absendung des Briefs gehören Datum und Person.'),
        ),
        migrations.AddConstraint(
            model_name='partnerreading',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('given_by__isnull', True), ('given_on__isnull', True)), models.Q(('given_by__isnull', False), ('given_on__isnull', False)), _connector='OR'), name='partner_reading_statement_has_person', violation_error_message='Zur Stellungnahme gehören Datum und Person.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnerreading',
            trigger=pgtrigger.compiler.Trigger(name='partner_reading_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='8448332cf095b9139dccbd3f24e20011843b5b88', pgid='pgtrigger_partner_reading_immutable_01e90', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_partner_reading_immutable_01e90() RETURNS TRIGGER AS $$\n                DECLARE wholes bigint[];\n                BEGIN\n                    \nwholes := CASE TG_OP WHEN \'INSERT\' THEN ARRAY[NEW.report_id] WHEN \'DELETE\' THEN ARRAY[OLD.report_id]\n  ELSE ARRAY[OLD.report_id, NEW.report_id] END;\nPERFORM 1 FROM public.quality_dialog_report WHERE id = ANY(wholes) ORDER BY id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM public.quality_dialog_report WHERE id = ANY(wholes) AND approved_on IS NOT NULL) THEN\n  RAISE EXCEPTION \'Ein freigegebener Bericht ändert sich nicht mehr. Berichtigen Sie ihn durch eine neue Fassung.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'report_immutable\';\nEND IF;\nIF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_partner_reading_immutable_01e90 ON public."quality_dialog_partnerreading";\n            CREATE  TRIGGER pgtrigger_partner_reading_immutable_01e90\n                BEFORE INSERT OR UPDATE OR DELETE ON public."quality_dialog_partnerreading"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_partner_reading_immutable_01e90();\n\n            COMMENT ON TRIGGER pgtrigger_partner_reading_immutable_01e90 ON public."quality_dialog_partnerreading" IS \'8448332cf095b9139dccbd3f24e20011843b5b88\';\n        ', table='quality_dialog_partnerreading')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnerreading',
            trigger=pgtrigger.compiler.Trigger(name='partner_reading_of_discarded', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='5a206f5dba869a589879fae5f50bda53d6733c7e', pgid='pgtrigger_partner_reading_of_discarded_304fa', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_partner_reading_of_discarded_304fa() RETURNS TRIGGER AS $$\n                DECLARE wholes bigint[];\n                BEGIN\n                    \nwholes := CASE TG_OP WHEN \'INSERT\' THEN ARRAY[NEW.report_id] WHEN \'DELETE\' THEN ARRAY[OLD.report_id]\n  ELSE ARRAY[OLD.report_id, NEW.report_id] END;\nPERFORM 1 FROM public.quality_dialog_report WHERE id = ANY(wholes) ORDER BY id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM public.quality_dialog_report WHERE id = ANY(wholes) AND discarded_on IS NOT NULL) THEN\n  RAISE EXCEPTION \'Der Bericht ist verworfen und ändert sich nicht mehr.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'report_discarded\';\nEND IF;\nIF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_partner_reading_of_discarded_304fa ON public."quality_dialog_partnerreading";\n            CREATE  TRIGGER pgtrigger_partner_reading_of_discarded_304fa\n                BEFORE INSERT OR UPDATE OR DELETE ON public."quality_dialog_partnerreading"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_partner_reading_of_discarded_304fa();\n\n            COMMENT ON TRIGGER pgtrigger_partner_reading_of_discarded_304fa ON public."quality_dialog_partnerreading" IS \'5a206f5dba869a589879fae5f50bda53d6733c7e\';\n        ', table='quality_dialog_partnerreading')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnerreading',
            trigger=pgtrigger.compiler.Trigger(name='partner_reading_reaches', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='15a471f40e29e36dc03b7d3d1f6c6ec9eea5bfc9', pgid='pgtrigger_partner_reading_reaches_c7df5', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_partner_reading_reaches_c7df5() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF NEW.way = \'app\' AND NEW.given_on IS NULL\n   AND (TG_OP = \'INSERT\'\n        OR (OLD.way, OLD.partner_id, OLD.due_on) IS DISTINCT FROM (NEW.way, NEW.partner_id, NEW.due_on))\n   AND NOT EXISTS (\n  SELECT 1 FROM public.partners_user u JOIN public.partners_user_groups g ON g.user_id = u.id\n  JOIN public.auth_group_permissions m ON m.group_id = g.group_id JOIN public.auth_permission a ON a.id = m.permission_id\n  WHERE u.partner_id = NEW.partner_id AND u.is_active AND a.codename = \'view_report\')\nTHEN RAISE EXCEPTION \'Von diesem Partner kann sich niemand anmelden. Legen Sie ihm die Lesefassung per Brief vor.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'reading_no_account\', COLUMN = \'partners\'; END IF;\nIF NEW.way = \'letter\' AND NEW.sent_on IS NOT NULL AND NEW.due_on < NEW.sent_on + 4\nTHEN RAISE EXCEPTION \'Ein Brief braucht 4 Tage. Nennen Sie eine spätere Frist.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'letter_travels\', COLUMN = \'due_on\'; END IF;\nIF TG_OP = \'UPDATE\' AND (NEW.due_on < OLD.due_on OR NEW.due_on IS NULL\n   AND (OLD.given_on IS NOT NULL OR OLD.sent_on IS NOT NULL\n        OR OLD.way = \'app\' AND EXISTS (\n  SELECT 1 FROM public.partners_user u JOIN public.partners_user_groups g ON g.user_id = u.id\n  JOIN public.auth_group_permissions m ON m.group_id = g.group_id JOIN public.auth_permission a ON a.id = m.permission_id\n  WHERE u.partner_id = OLD.partner_id AND u.is_active AND a.codename = \'view_report\')))\nTHEN RAISE EXCEPTION \'Wer schon einen Tag für seine Stellungnahme hat, dem wird er nicht genommen. Nennen Sie keinen früheren.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'reading_day_kept\', COLUMN = \'due_on\'; END IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_partner_reading_reaches_c7df5 ON public."quality_dialog_partnerreading";\n            CREATE  TRIGGER pgtrigger_partner_reading_reaches_c7df5\n                BEFORE INSERT OR UPDATE ON public."quality_dialog_partnerreading"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_partner_reading_reaches_c7df5();\n\n            COMMENT ON TRIGGER pgtrigger_partner_reading_reaches_c7df5 ON public."quality_dialog_partnerreading" IS \'15a471f40e29e36dc03b7d3d1f6c6ec9eea5bfc9\';\n        ', table='quality_dialog_partnerreading')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnerreading',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='fd8d228f879ccef9243048d6a52017359357016e', pgid='pgtrigger_insert_insert_79b94', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_79b94() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_partnerreadingevent" ("due_on", "given_by_id", "given_on", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "report_id", "sent_by_id", "sent_on", "shown_by_id", "shown_on", "text", "way") VALUES (NEW."due_on", NEW."given_by_id", NEW."given_on", NEW."id", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."reason", NEW."report_id", NEW."sent_by_id", NEW."sent_on", NEW."shown_by_id", NEW."shown_on", NEW."text", NEW."way"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_79b94 ON public."quality_dialog_partnerreading";\n            CREATE  TRIGGER pgtrigger_insert_insert_79b94\n                AFTER INSERT ON public."quality_dialog_partnerreading"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_79b94();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_79b94 ON public."quality_dialog_partnerreading" IS \'fd8d228f879ccef9243048d6a52017359357016e\';\n        ', table='quality_dialog_partnerreading')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnerreading',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='1ee93e78f27c2b8651a52c7fbafff3c7c4eab656', pgid='pgtrigger_update_update_92b8b', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_92b8b() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_partnerreadingevent" ("due_on", "given_by_id", "given_on", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "report_id", "sent_by_id", "sent_on", "shown_by_id", "shown_on", "text", "way") VALUES (NEW."due_on", NEW."given_by_id", NEW."given_on", NEW."id", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."reason", NEW."report_id", NEW."sent_by_id", NEW."sent_on", NEW."shown_by_id", NEW."shown_on", NEW."text", NEW."way"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_92b8b ON public."quality_dialog_partnerreading";\n            CREATE  TRIGGER pgtrigger_update_update_92b8b\n                AFTER UPDATE ON public."quality_dialog_partnerreading"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_92b8b();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_92b8b ON public."quality_dialog_partnerreading" IS \'1ee93e78f27c2b8651a52c7fbafff3c7c4eab656\';\n        ', table='quality_dialog_partnerreading')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnerreading',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='dd53c65640958f1f60975374a5cbb5e35c86fef9', pgid='pgtrigger_delete_delete_86467', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_86467() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_partnerreadingevent" ("due_on", "given_by_id", "given_on", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "report_id", "sent_by_id", "sent_on", "shown_by_id", "shown_on", "text", "way") VALUES (OLD."due_on", OLD."given_by_id", OLD."given_on", OLD."id", OLD."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."reason", OLD."report_id", OLD."sent_by_id", OLD."sent_on", OLD."shown_by_id", OLD."shown_on", OLD."text", OLD."way"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_86467 ON public."quality_dialog_partnerreading";\n            CREATE  TRIGGER pgtrigger_delete_delete_86467\n                AFTER DELETE ON public."quality_dialog_partnerreading"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_86467();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_86467 ON public."quality_dialog_partnerreading" IS \'dd53c65640958f1f60975374a5cbb5e35c86fef9\';\n        ', table='quality_dialog_partnerreading')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cosignatureevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='1fdba3b1a046633698bbde96edb96bb6930a93d6', pgid='pgtrigger_append_only_f2d62', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_f2d62() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_f2d62 ON public."quality_dialog_cosignatureevent";\n            CREATE  TRIGGER pgtrigger_append_only_f2d62\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_cosignatureevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_f2d62();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_f2d62 ON public."quality_dialog_cosignatureevent" IS \'1fdba3b1a046633698bbde96edb96bb6930a93d6\';\n        ', table='quality_dialog_cosignatureevent')),
        ),
        migrations.AddConstraint(
            model_name='cosignature',
            constraint=models.UniqueConstraint(fields=('report', 'user'), name='co_signature_once', violation_error_message='Diese Person ist schon um Mitzeichnung gebeten.'),
        ),
        migrations.AddConstraint(
            model_name='cosignature',
            constraint=models.CheckConstraint(condition=models.Q(('signed_on__isnull', True), ('declined_on__isnull', True), _connector='OR'), name='co_signature_given_or_declined', violation_error_message='Eine Mitzeichnung ist gegeben oder abgelehnt, nicht beides.'),
        ),
        migrations.AddConstraint(
            model_name='cosignature',
            constraint=models.CheckConstraint(condition=models.Q(('declined_on__isnull', True), models.Q(('remark', ''), _negated=True), _connector='OR'), name='co_signature_decline_reasoned', violation_error_message='Nennen Sie den Grund, warum Sie nicht mitzeichnen.'),
        ),
        migrations.AddConstraint(
            model_name='cosignature',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('requested_by__isnull', True), ('requested_on__isnull', True)), models.Q(('requested_by__isnull', False), ('requested_on__isnull', False)), _connector='OR'), name='co_signature_request_has_person', violation_error_message='Zur Bitte um Mitzeichnung gehören Datum und Person.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cosignature',
            trigger=pgtrigger.compiler.Trigger(name='co_signature_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='b548eb4700551c317cd5519f621621f9b1461419', pgid='pgtrigger_co_signature_immutable_08f20', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_co_signature_immutable_08f20() RETURNS TRIGGER AS $$\n                DECLARE wholes bigint[];\n                BEGIN\n                    \nwholes := CASE TG_OP WHEN \'INSERT\' THEN ARRAY[NEW.report_id] WHEN \'DELETE\' THEN ARRAY[OLD.report_id]\n  ELSE ARRAY[OLD.report_id, NEW.report_id] END;\nPERFORM 1 FROM public.quality_dialog_report WHERE id = ANY(wholes) ORDER BY id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM public.quality_dialog_report WHERE id = ANY(wholes) AND approved_on IS NOT NULL) THEN\n  RAISE EXCEPTION \'Ein freigegebener Bericht ändert sich nicht mehr. Berichtigen Sie ihn durch eine neue Fassung.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'report_immutable\';\nEND IF;\nIF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_co_signature_immutable_08f20 ON public."quality_dialog_cosignature";\n            CREATE  TRIGGER pgtrigger_co_signature_immutable_08f20\n                BEFORE INSERT OR UPDATE OR DELETE ON public."quality_dialog_cosignature"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_co_signature_immutable_08f20();\n\n            COMMENT ON TRIGGER pgtrigger_co_signature_immutable_08f20 ON public."quality_dialog_cosignature" IS \'b548eb4700551c317cd5519f621621f9b1461419\';\n        ', table='quality_dialog_cosignature')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cosignature',
            trigger=pgtrigger.compiler.Trigger(name='co_signature_in_review', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='b6472bb0b64a0e2be4a1d34e83e4117c40c7ddeb', pgid='pgtrigger_co_signature_in_review_bbacd', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_co_signature_in_review_bbacd() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF NEW.signed_on IS NOT NULL AND (TG_OP = \'INSERT\' OR NEW.signed_on IS DISTINCT FROM OLD.signed_on)\n   AND EXISTS (SELECT 1 FROM public.quality_dialog_report r WHERE r.id = NEW.report_id AND r.review_on IS NULL)\nTHEN RAISE EXCEPTION \'Mitgezeichnet wird nur, solange der Bericht in Prüfung ist.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'co_signature_in_review\'; END IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_co_signature_in_review_bbacd ON public."quality_dialog_cosignature";\n            CREATE  TRIGGER pgtrigger_co_signature_in_review_bbacd\n                BEFORE INSERT OR UPDATE ON public."quality_dialog_cosignature"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_co_signature_in_review_bbacd();\n\n            COMMENT ON TRIGGER pgtrigger_co_signature_in_review_bbacd ON public."quality_dialog_cosignature" IS \'b6472bb0b64a0e2be4a1d34e83e4117c40c7ddeb\';\n        ', table='quality_dialog_cosignature')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cosignature',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='4802a2617c2940d5f7174dde2e7f1e0d9b43f50b', pgid='pgtrigger_insert_insert_776f9', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_776f9() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_cosignatureevent" ("declined_on", "id", "office", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "report_id", "requested_by_id", "requested_on", "signed_on", "user_id") VALUES (NEW."declined_on", NEW."id", NEW."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."remark", NEW."report_id", NEW."requested_by_id", NEW."requested_on", NEW."signed_on", NEW."user_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_776f9 ON public."quality_dialog_cosignature";\n            CREATE  TRIGGER pgtrigger_insert_insert_776f9\n                AFTER INSERT ON public."quality_dialog_cosignature"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_776f9();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_776f9 ON public."quality_dialog_cosignature" IS \'4802a2617c2940d5f7174dde2e7f1e0d9b43f50b\';\n        ', table='quality_dialog_cosignature')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cosignature',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='259ec26dd7bd547a23384ca2f488668c408f189a', pgid='pgtrigger_update_update_36dba', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_36dba() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_cosignatureevent" ("declined_on", "id", "office", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "report_id", "requested_by_id", "requested_on", "signed_on", "user_id") VALUES (NEW."declined_on", NEW."id", NEW."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."remark", NEW."report_id", NEW."requested_by_id", NEW."requested_on", NEW."signed_on", NEW."user_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_36dba ON public."quality_dialog_cosignature";\n            CREATE  TRIGGER pgtrigger_update_update_36dba\n                AFTER UPDATE ON public."quality_dialog_cosignature"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_36dba();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_36dba ON public."quality_dialog_cosignature" IS \'259ec26dd7bd547a23384ca2f488668c408f189a\';\n        ', table='quality_dialog_cosignature')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cosignature',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='422119ba13fdfbab0a5a89f48bbe63e863af2615', pgid='pgtrigger_delete_delete_cc103', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_cc103() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_cosignatureevent" ("declined_on", "id", "office", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "report_id", "requested_by_id", "requested_on", "signed_on", "user_id") VALUES (OLD."declined_on", OLD."id", OLD."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."remark", OLD."report_id", OLD."requested_by_id", OLD."requested_on", OLD."signed_on", OLD."user_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_cc103 ON public."quality_dialog_cosignature";\n            CREATE  TRIGGER pgtrigger_delete_delete_cc103\n                AFTER DELETE ON public."quality_dialog_cosignature"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_cc103();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_cc103 ON public."quality_dialog_cosignature" IS \'422119ba13fdfbab0a5a89f48bbe63e863af2615\';\n        ', table='quality_dialog_cosignature')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contributorevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='18f867ed683fe17e250b8bbdaaf99c3434e06362', pgid='pgtrigger_append_only_ef8cb', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_ef8cb() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_ef8cb ON public."quality_dialog_contributorevent";\n            CREATE  TRIGGER pgtrigger_append_only_ef8cb\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_contributorevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_ef8cb();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_ef8cb ON public."quality_dialog_contributorevent" IS \'18f867ed683fe17e250b8bbdaaf99c3434e06362\';\n        ', table='quality_dialog_contributorevent')),
        ),
        migrations.AddConstraint(
            model_name='contributor',
            constraint=models.UniqueConstraint(fields=('report', 'user'), name='contributor_once', violation_error_message='Diese Person steht schon unter den Mitverfassenden.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contributor',
            trigger=pgtrigger.compiler.Trigger(name='contributor_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='01dd9b1b471bc864537823435129c91ddd4a914d', pgid='pgtrigger_contributor_immutable_23913', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_contributor_immutable_23913() RETURNS TRIGGER AS $$\n                DECLARE wholes bigint[];\n                BEGIN\n                    \nwholes := CASE TG_OP WHEN \'INSERT\' THEN ARRAY[NEW.report_id] WHEN \'DELETE\' THEN ARRAY[OLD.report_id]\n  ELSE ARRAY[OLD.report_id, NEW.report_id] END;\nPERFORM 1 FROM public.quality_dialog_report WHERE id = ANY(wholes) ORDER BY id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM public.quality_dialog_report WHERE id = ANY(wholes) AND approved_on IS NOT NULL) THEN\n  RAISE EXCEPTION \'Ein freigegebener Bericht ändert sich nicht mehr. Berichtigen Sie ihn durch eine neue Fassung.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'report_immutable\';\nEND IF;\nIF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_contributor_immutable_23913 ON public."quality_dialog_contributor";\n            CREATE  TRIGGER pgtrigger_contributor_immutable_23913\n                BEFORE INSERT OR UPDATE OR DELETE ON public."quality_dialog_contributor"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_contributor_immutable_23913();\n\n            COMMENT ON TRIGGER pgtrigger_contributor_immutable_23913 ON public."quality_dialog_contributor" IS \'01dd9b1b471bc864537823435129c91ddd4a914d\';\n        ', table='quality_dialog_contributor')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contributor',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='759dadcd32ce1714325a76af48330850a66bafc8', pgid='pgtrigger_insert_insert_50973', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_50973() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_contributorevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "since", "user_id") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."report_id", NEW."since", NEW."user_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_50973 ON public."quality_dialog_contributor";\n            CREATE  TRIGGER pgtrigger_insert_insert_50973\n                AFTER INSERT ON public."quality_dialog_contributor"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_50973();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_50973 ON public."quality_dialog_contributor" IS \'759dadcd32ce1714325a76af48330850a66bafc8\';\n        ', table='quality_dialog_contributor')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contributor',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='faf6959fc8f7fd7e0454a29f46888439118cc49a', pgid='pgtrigger_update_update_d6701', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_d6701() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_contributorevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "since", "user_id") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."report_id", NEW."since", NEW."user_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_d6701 ON public."quality_dialog_contributor";\n            CREATE  TRIGGER pgtrigger_update_update_d6701\n                AFTER UPDATE ON public."quality_dialog_contributor"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_d6701();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_d6701 ON public."quality_dialog_contributor" IS \'faf6959fc8f7fd7e0454a29f46888439118cc49a\';\n        ', table='quality_dialog_contributor')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contributor',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='4e4c27ea0cf1be7a07ead3f51fea8a3cdfa9b8ab', pgid='pgtrigger_delete_delete_3c5d4', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_3c5d4() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_contributorevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "since", "user_id") VALUES (OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."report_id", OLD."since", OLD."user_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_3c5d4 ON public."quality_dialog_contributor";\n            CREATE  TRIGGER pgtrigger_delete_delete_3c5d4\n                AFTER DELETE ON public."quality_dialog_contributor"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_3c5d4();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_3c5d4 ON public."quality_dialog_contributor" IS \'4e4c27ea0cf1be7a07ead3f51fea8a3cdfa9b8ab\';\n        ', table='quality_dialog_contributor')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='05068423bbe54e6b5972891bcdc7a33ee92f17a6', pgid='pgtrigger_append_only_404c0', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_404c0() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_404c0 ON public."quality_dialog_consultationevent";\n            CREATE  TRIGGER pgtrigger_append_only_404c0\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_consultationevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_404c0();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_404c0 ON public."quality_dialog_consultationevent" IS \'05068423bbe54e6b5972891bcdc7a33ee92f17a6\';\n        ', table='quality_dialog_consultationevent')),
        ),
        migrations.AddConstraint(
            model_name='consultation',
            constraint=models.UniqueConstraint(fields=('report', 'meeting'), name='consultation_once_per_meeting', violation_error_message='Diese Sitzung steht schon in der Beratungsfolge.'),
        ),
        migrations.AddConstraint(
            model_name='consultation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('outcome_on__isnull', True)), models.Q(models.Q(('outcome', ''), _negated=True), ('outcome_on__isnull', False)), _connector='OR'), name='consultation_outcome_is_dated', violation_error_message='Ein Ergebnis trägt den Tag, an dem es erfasst ist.'),
        ),
        migrations.AddConstraint(
            model_name='consultation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('scheduled_by__isnull', True), ('scheduled_on__isnull', True)), models.Q(('scheduled_by__isnull', False), ('scheduled_on__isnull', False)), _connector='OR'), name='consultation_scheduling_has_person', violation_error_message='Zur Ansetzung gehören Datum und Person.'),
        ),
        migrations.AddConstraint(
            model_name='consultation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome_by__isnull', True), ('outcome_on__isnull', True)), models.Q(('outcome_by__isnull', False), ('outcome_on__isnull', False)), _connector='OR'), name='consultation_outcome_has_person', violation_error_message='Zum Ergebnis gehören Datum und Person.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultation',
            trigger=pgtrigger.compiler.Trigger(name='consultation_printed', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='b755edd3f720c5007984ee2afa1fe476175dad3f', pgid='pgtrigger_consultation_printed_f9516', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_consultation_printed_f9516() RETURNS TRIGGER AS $$\n                DECLARE wholes bigint[];\n                BEGIN\n                    \nwholes := CASE TG_OP WHEN \'INSERT\' THEN ARRAY[NEW.report_id] WHEN \'DELETE\' THEN ARRAY[OLD.report_id]\n  ELSE ARRAY[OLD.report_id, NEW.report_id] END;\nPERFORM 1 FROM public.quality_dialog_report WHERE id = ANY(wholes) ORDER BY id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM public.quality_dialog_report r WHERE r.id = ANY(wholes) AND r.approved_on IS NOT NULL) THEN\n  IF TG_OP = \'INSERT\' AND NEW.scheduled_on IS NULL\n     OR TG_OP = \'DELETE\' AND (OLD.scheduled_on IS NULL OR OLD.outcome <> \'\')\n     OR TG_OP = \'UPDATE\' AND (NEW.report_id, NEW.meeting_id, NEW.position, NEW.scheduled_on)\n        IS DISTINCT FROM (OLD.report_id, OLD.meeting_id, OLD.position, OLD.scheduled_on) THEN\n    RAISE EXCEPTION \'Ein freigegebener Bericht ändert sich nicht mehr. Berichtigen Sie ihn durch eine neue Fassung.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'report_immutable\';\n  END IF;\nELSIF EXISTS (SELECT 1 FROM public.quality_dialog_report r WHERE r.id = ANY(wholes) AND r.review_on IS NOT NULL) THEN\n  RAISE EXCEPTION \'Der Bericht ist in Prüfung und ändert sich so lange nicht. Nehmen Sie ihn zuerst zurück; dabei verfallen die Mitzeichnungen.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'report_in_review\';\nEND IF;\nIF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_consultation_printed_f9516 ON public."quality_dialog_consultation";\n            CREATE  TRIGGER pgtrigger_consultation_printed_f9516\n                BEFORE INSERT OR UPDATE OR DELETE ON public."quality_dialog_consultation"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_consultation_printed_f9516();\n\n            COMMENT ON TRIGGER pgtrigger_consultation_printed_f9516 ON public."quality_dialog_consultation" IS \'b755edd3f720c5007984ee2afa1fe476175dad3f\';\n        ', table='quality_dialog_consultation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='bf316ad0131b107b9909a008f3fc50fa267e829e', pgid='pgtrigger_insert_insert_aef68', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_aef68() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_consultationevent" ("id", "item", "meeting_id", "outcome", "outcome_by_id", "outcome_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "remark", "report_id", "scheduled_by_id", "scheduled_on") VALUES (NEW."id", NEW."item", NEW."meeting_id", NEW."outcome", NEW."outcome_by_id", NEW."outcome_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."remark", NEW."report_id", NEW."scheduled_by_id", NEW."scheduled_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_aef68 ON public."quality_dialog_consultation";\n            CREATE  TRIGGER pgtrigger_insert_insert_aef68\n                AFTER INSERT ON public."quality_dialog_consultation"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_aef68();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_aef68 ON public."quality_dialog_consultation" IS \'bf316ad0131b107b9909a008f3fc50fa267e829e\';\n        ', table='quality_dialog_consultation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='e623b202c9ed2a2919d46aedcc14b86a31950d14', pgid='pgtrigger_update_update_534d7', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_534d7() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_consultationevent" ("id", "item", "meeting_id", "outcome", "outcome_by_id", "outcome_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "remark", "report_id", "scheduled_by_id", "scheduled_on") VALUES (NEW."id", NEW."item", NEW."meeting_id", NEW."outcome", NEW."outcome_by_id", NEW."outcome_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."remark", NEW."report_id", NEW."scheduled_by_id", NEW."scheduled_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_534d7 ON public."quality_dialog_consultation";\n            CREATE  TRIGGER pgtrigger_update_update_534d7\n                AFTER UPDATE ON public."quality_dialog_consultation"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_534d7();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_534d7 ON public."quality_dialog_consultation" IS \'e623b202c9ed2a2919d46aedcc14b86a31950d14\';\n        ', table='quality_dialog_consultation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='92a059a29d4125b7dc6580cc3d635c927bb5a308', pgid='pgtrigger_delete_delete_2867f', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_2867f() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_consultationevent" ("id", "item", "meeting_id", "outcome", "outcome_by_id", "outcome_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "remark", "report_id", "scheduled_by_id", "scheduled_on") VALUES (OLD."id", OLD."item", OLD."meeting_id", OLD."outcome", OLD."outcome_by_id", OLD."outcome_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."remark", OLD."report_id", OLD."scheduled_by_id", OLD."scheduled_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_2867f ON public."quality_dialog_consultation";\n            CREATE  TRIGGER pgtrigger_delete_delete_2867f\n                AFTER DELETE ON public."quality_dialog_consultation"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_2867f();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_2867f ON public."quality_dialog_consultation" IS \'92a059a29d4125b7dc6580cc3d635c927bb5a308\';\n        ', table='quality_dialog_consultation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachmentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='246fb4ba7909f8441b2661b4c73d19f19561d261', pgid='pgtrigger_append_only_fc253', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_fc253() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_fc253 ON public."quality_dialog_attachmentevent";\n            CREATE  TRIGGER pgtrigger_append_only_fc253\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_attachmentevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_fc253();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_fc253 ON public."quality_dialog_attachmentevent" IS \'246fb4ba7909f8441b2661b4c73d19f19561d261\';\n        ', table='quality_dialog_attachmentevent')),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['IMMEDIATE'], fields=('report', 'position'), name='attachment_number_unique', violation_error_message='Diese Nummer trägt schon eine andere Anlage.'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.UniqueConstraint(fields=('report', 'title'), name='attachment_title_unique', violation_error_message='So heißt schon eine andere Anlage dieses Berichts.'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.UniqueConstraint(fields=('report', 'sha256'), name='attachment_file_unique', violation_error_message='Diese Datei ist schon an diesen Bericht angefügt.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='attachment_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='ca03945088a6c24471a0a89913e0c07481eb93ae', pgid='pgtrigger_attachment_immutable_a427c', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_attachment_immutable_a427c() RETURNS TRIGGER AS $$\n                DECLARE wholes bigint[];\n                BEGIN\n                    \nwholes := CASE TG_OP WHEN \'INSERT\' THEN ARRAY[NEW.report_id] WHEN \'DELETE\' THEN ARRAY[OLD.report_id]\n  ELSE ARRAY[OLD.report_id, NEW.report_id] END;\nPERFORM 1 FROM public.quality_dialog_report WHERE id = ANY(wholes) ORDER BY id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM public.quality_dialog_report WHERE id = ANY(wholes) AND approved_on IS NOT NULL) THEN\n  RAISE EXCEPTION \'Ein freigegebener Bericht ändert sich nicht mehr. Berichtigen Sie ihn durch eine neue Fassung.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'report_immutable\';\nEND IF;\nIF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_attachment_immutable_a427c ON public."quality_dialog_attachment";\n            CREATE  TRIGGER pgtrigger_attachment_immutable_a427c\n                BEFORE INSERT OR UPDATE OR DELETE ON public."quality_dialog_attachment"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_attachment_immutable_a427c();\n\n            COMMENT ON TRIGGER pgtrigger_attachment_immutable_a427c ON public."quality_dialog_attachment" IS \'ca03945088a6c24471a0a89913e0c07481eb93ae\';\n        ', table='quality_dialog_attachment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='attachment_in_review', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='2de425c00754cac3e46ea068daf6e19c4d353c63', pgid='pgtrigger_attachment_in_review_6cd81', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_attachment_in_review_6cd81() RETURNS TRIGGER AS $$\n                DECLARE wholes bigint[];\n                BEGIN\n                    \nwholes := CASE TG_OP WHEN \'INSERT\' THEN ARRAY[NEW.report_id] WHEN \'DELETE\' THEN ARRAY[OLD.report_id]\n  ELSE ARRAY[OLD.report_id, NEW.report_id] END;\nPERFORM 1 FROM public.quality_dialog_report WHERE id = ANY(wholes) ORDER BY id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM public.quality_dialog_report WHERE id = ANY(wholes) AND review_on IS NOT NULL) THEN\n  RAISE EXCEPTION \'Der Bericht ist in Prüfung und ändert sich so lange nicht. Nehmen Sie ihn zuerst zurück; dabei verfallen die Mitzeichnungen.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'report_in_review\';\nEND IF;\nIF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_attachment_in_review_6cd81 ON public."quality_dialog_attachment";\n            CREATE  TRIGGER pgtrigger_attachment_in_review_6cd81\n                BEFORE INSERT OR UPDATE OR DELETE ON public."quality_dialog_attachment"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_attachment_in_review_6cd81();\n\n            COMMENT ON TRIGGER pgtrigger_attachment_in_review_6cd81 ON public."quality_dialog_attachment" IS \'2de425c00754cac3e46ea068daf6e19c4d353c63\';\n        ', table='quality_dialog_attachment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='attachment_of_discarded', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='bcd66bebca7649de553c5c02f97fe6250e6f185c', pgid='pgtrigger_attachment_of_discarded_068ae', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_attachment_of_discarded_068ae() RETURNS TRIGGER AS $$\n                DECLARE wholes bigint[];\n                BEGIN\n                    \nwholes := CASE TG_OP WHEN \'INSERT\' THEN ARRAY[NEW.report_id] WHEN \'DELETE\' THEN ARRAY[OLD.report_id]\n  ELSE ARRAY[OLD.report_id, NEW.report_id] END;\nPERFORM 1 FROM public.quality_dialog_report WHERE id = ANY(wholes) ORDER BY id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM public.quality_dialog_report WHERE id = ANY(wholes) AND discarded_on IS NOT NULL) THEN\n  RAISE EXCEPTION \'Der Bericht ist verworfen und ändert sich nicht mehr.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'report_discarded\';\nEND IF;\nIF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_attachment_of_discarded_068ae ON public."quality_dialog_attachment";\n            CREATE  TRIGGER pgtrigger_attachment_of_discarded_068ae\n                BEFORE INSERT OR UPDATE OR DELETE ON public."quality_dialog_attachment"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_attachment_of_discarded_068ae();\n\n            COMMENT ON TRIGGER pgtrigger_attachment_of_discarded_068ae ON public."quality_dialog_attachment" IS \'bcd66bebca7649de553c5c02f97fe6250e6f185c\';\n        ', table='quality_dialog_attachment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='attachment_is_pdf', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='404611f12fcc61122390030cb81ef800f415c326', pgid='pgtrigger_attachment_is_pdf_ea508', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_attachment_is_pdf_ea508() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF octet_length(NEW.content) <> NEW.size OR octet_length(NEW.content) > 20971520\n   OR substring(NEW.content FROM 1 FOR 5) <> \'%PDF-\'::bytea\nTHEN RAISE EXCEPTION \'Eine Anlage ist ein PDF von höchstens 20 MB.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'attachment_is_pdf\', COLUMN = \'file\'; END IF;\nIF encode(sha256(NEW.content), \'hex\') <> NEW.sha256\nTHEN RAISE EXCEPTION \'Die Prüfsumme passt nicht zum Inhalt.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'attachment_is_its_hash\', COLUMN = \'file\'; END IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_attachment_is_pdf_ea508 ON public."quality_dialog_attachment";\n            CREATE  TRIGGER pgtrigger_attachment_is_pdf_ea508\n                BEFORE INSERT OR UPDATE ON public."quality_dialog_attachment"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_attachment_is_pdf_ea508();\n\n            COMMENT ON TRIGGER pgtrigger_attachment_is_pdf_ea508 ON public."quality_dialog_attachment" IS \'404611f12fcc61122390030cb81ef800f415c326\';\n        ', table='quality_dialog_attachment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='attachment_limits', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='7743c7dca68aa292bfc4b0e4d495d1464db90e61', pgid='pgtrigger_attachment_limits_60fa1', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_attachment_limits_60fa1() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF (SELECT count(*) FROM public.quality_dialog_attachment a WHERE a.report_id = NEW.report_id) > 20\nTHEN RAISE EXCEPTION \'Ein Bericht hat höchstens 20 Anlagen.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'attachments_counted\', COLUMN = \'file\'; END IF;\nIF (SELECT sum(a.size) FROM public.quality_dialog_attachment a WHERE a.report_id = NEW.report_id) > 52428800\nTHEN RAISE EXCEPTION \'Alle Anlagen eines Berichts haben zusammen höchstens 50 MB.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'attachments_together\', COLUMN = \'file\'; END IF;\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_attachment_limits_60fa1 ON public."quality_dialog_attachment";\n            CREATE  TRIGGER pgtrigger_attachment_limits_60fa1\n                AFTER INSERT OR UPDATE ON public."quality_dialog_attachment"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_attachment_limits_60fa1();\n\n            COMMENT ON TRIGGER pgtrigger_attachment_limits_60fa1 ON public."quality_dialog_attachment" IS \'7743c7dca68aa292bfc4b0e4d495d1464db90e61\';\n        ', table='quality_dialog_attachment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='541fc18e16afcdce5cdb297ad49cba51eb8a42ae', pgid='pgtrigger_insert_insert_fe58f', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_fe58f() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_attachmentevent" ("attached_by_id", "attached_on", "id", "pages", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id", "sha256", "size", "title") VALUES (NEW."attached_by_id", NEW."attached_on", NEW."id", NEW."pages", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."report_id", NEW."sha256", NEW."size", NEW."title"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_fe58f ON public."quality_dialog_attachment";\n            CREATE  TRIGGER pgtrigger_insert_insert_fe58f\n                AFTER INSERT ON public."quality_dialog_attachment"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_fe58f();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_fe58f ON public."quality_dialog_attachment" IS \'541fc18e16afcdce5cdb297ad49cba51eb8a42ae\';\n        ', table='quality_dialog_attachment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='c26bce8a03d8617f5a7c2d4aa1f13ef266a38e54', pgid='pgtrigger_update_update_40218', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_40218() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_attachmentevent" ("attached_by_id", "attached_on", "id", "pages", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id", "sha256", "size", "title") VALUES (NEW."attached_by_id", NEW."attached_on", NEW."id", NEW."pages", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."report_id", NEW."sha256", NEW."size", NEW."title"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_40218 ON public."quality_dialog_attachment";\n            CREATE  TRIGGER pgtrigger_update_update_40218\n                AFTER UPDATE ON public."quality_dialog_attachment"\n                \n                \n                FOR EACH ROW WHEN (OLD."attached_by_id" IS DISTINCT FROM (NEW."attached_by_id") OR OLD."attached_on" IS DISTINCT FROM (NEW."attached_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."pages" IS DISTINCT FROM (NEW."pages") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."report_id" IS DISTINCT FROM (NEW."report_id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."title" IS DISTINCT FROM (NEW."title"))\n                EXECUTE FUNCTION public.pgtrigger_update_update_40218();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_40218 ON public."quality_dialog_attachment" IS \'c26bce8a03d8617f5a7c2d4aa1f13ef266a38e54\';\n        ', table='quality_dialog_attachment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='7dcc5178b3655e76648466838a4c9a4a0ebdb995', pgid='pgtrigger_delete_delete_aeb88', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_aeb88() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_attachmentevent" ("attached_by_id", "attached_on", "id", "pages", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id", "sha256", "size", "title") VALUES (OLD."attached_by_id", OLD."attached_on", OLD."id", OLD."pages", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."report_id", OLD."sha256", OLD."size", OLD."title"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_aeb88 ON public."quality_dialog_attachment";\n            CREATE  TRIGGER pgtrigger_delete_delete_aeb88\n                AFTER DELETE ON public."quality_dialog_attachment"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_aeb88();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_aeb88 ON public."quality_dialog_attachment" IS \'7dcc5178b3655e76648466838a4c9a4a0ebdb995\';\n        ', table='quality_dialog_attachment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='349452e92b56ed8a47f3ca7312aad66927ae0c7a', pgid='pgtrigger_append_only_fd40b', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_fd40b() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_fd40b ON public."quality_dialog_reportevent";\n            CREATE  TRIGGER pgtrigger_append_only_fd40b\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_reportevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_fd40b();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_fd40b ON public."quality_dialog_reportevent" IS \'349452e92b56ed8a47f3ca7312aad66927ae0c7a\';\n        ', table='quality_dialog_reportevent')),
        ),
        migrations.AddConstraint(
            model_name='reportreturn',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='report_return_has_reason', violation_error_message='Nennen Sie den Grund der Rückgabe.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportreturn',
            trigger=pgtrigger.compiler.Trigger(name='report_return_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='d08a3ba3a5a9f6cc3c4129d6e8a3ff0f9d2df5f8', pgid='pgtrigger_report_return_immutable_180e9', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_report_return_immutable_180e9() RETURNS TRIGGER AS $$\n                DECLARE wholes bigint[];\n                BEGIN\n                    \nwholes := CASE TG_OP WHEN \'INSERT\' THEN ARRAY[NEW.report_id] WHEN \'DELETE\' THEN ARRAY[OLD.report_id]\n  ELSE ARRAY[OLD.report_id, NEW.report_id] END;\nPERFORM 1 FROM public.quality_dialog_report WHERE id = ANY(wholes) ORDER BY id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM public.quality_dialog_report WHERE id = ANY(wholes) AND approved_on IS NOT NULL) THEN\n  RAISE EXCEPTION \'Ein freigegebener Bericht ändert sich nicht mehr. Berichtigen Sie ihn durch eine neue Fassung.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'report_immutable\';\nEND IF;\nIF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_report_return_immutable_180e9 ON public."quality_dialog_reportreturn";\n            CREATE  TRIGGER pgtrigger_report_return_immutable_180e9\n                BEFORE INSERT OR UPDATE OR DELETE ON public."quality_dialog_reportreturn"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_report_return_immutable_180e9();\n\n            COMMENT ON TRIGGER pgtrigger_report_return_immutable_180e9 ON public."quality_dialog_reportreturn" IS \'d08a3ba3a5a9f6cc3c4129d6e8a3ff0f9d2df5f8\';\n        ', table='quality_dialog_reportreturn')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportreturn',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='377b8bc60e442a7a50afc0832f52b129ce0a0790', pgid='pgtrigger_insert_insert_c96e3', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_c96e3() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_reportreturnevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "report_id", "returned_by_id", "returned_on") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."reason", NEW."report_id", NEW."returned_by_id", NEW."returned_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_c96e3 ON public."quality_dialog_reportreturn";\n            CREATE  TRIGGER pgtrigger_insert_insert_c96e3\n                AFTER INSERT ON public."quality_dialog_reportreturn"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_c96e3();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_c96e3 ON public."quality_dialog_reportreturn" IS \'377b8bc60e442a7a50afc0832f52b129ce0a0790\';\n        ', table='quality_dialog_reportreturn')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportreturn',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='373a8880a0eeb71bb553c44ee59f59839aefa9a6', pgid='pgtrigger_update_update_ea7ec', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_ea7ec() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_reportreturnevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "report_id", "returned_by_id", "returned_on") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."reason", NEW."report_id", NEW."returned_by_id", NEW."returned_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_ea7ec ON public."quality_dialog_reportreturn";\n            CREATE  TRIGGER pgtrigger_update_update_ea7ec\n                AFTER UPDATE ON public."quality_dialog_reportreturn"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_ea7ec();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_ea7ec ON public."quality_dialog_reportreturn" IS \'373a8880a0eeb71bb553c44ee59f59839aefa9a6\';\n        ', table='quality_dialog_reportreturn')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportreturn',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='05b0a0c0bc6be34891f7a3300fd7420b3f0dc12d', pgid='pgtrigger_delete_delete_3599d', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_3599d() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_reportreturnevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "report_id", "returned_by_id", "returned_on") VALUES (OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."reason", OLD."report_id", OLD."returned_by_id", OLD."returned_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_3599d ON public."quality_dialog_reportreturn";\n            CREATE  TRIGGER pgtrigger_delete_delete_3599d\n                AFTER DELETE ON public."quality_dialog_reportreturn"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_3599d();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_3599d ON public."quality_dialog_reportreturn" IS \'05b0a0c0bc6be34891f7a3300fd7420b3f0dc12d\';\n        ', table='quality_dialog_reportreturn')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportreturnevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='6d559b32de96f6acd3e0b42898096e76da1c9260', pgid='pgtrigger_append_only_f8846', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_f8846() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_f8846 ON public."quality_dialog_reportreturnevent";\n            CREATE  TRIGGER pgtrigger_append_only_f8846\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_reportreturnevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_f8846();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_f8846 ON public."quality_dialog_reportreturnevent" IS \'6d559b32de96f6acd3e0b42898096e76da1c9260\';\n        ', table='quality_dialog_reportreturnevent')),
        ),
        migrations.AddConstraint(
            model_name='section',
            constraint=models.UniqueConstraint(fields=('report', 'key'), name='section_key_unique', violation_error_message='Diesen Abschnitt gibt es im Bericht schon.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='section',
            trigger=pgtrigger.compiler.Trigger(name='section_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='b6895ad71c31efd697c83da44c5448694c228a7e', pgid='pgtrigger_section_immutable_43110', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_section_immutable_43110() RETURNS TRIGGER AS $$\n                DECLARE wholes bigint[];\n                BEGIN\n                    \nwholes := CASE TG_OP WHEN \'INSERT\' THEN ARRAY[NEW.report_id] WHEN \'DELETE\' THEN ARRAY[OLD.report_id]\n  ELSE ARRAY[OLD.report_id, NEW.report_id] END;\nPERFORM 1 FROM public.quality_dialog_report WHERE id = ANY(wholes) ORDER BY id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM public.quality_dialog_report WHERE id = ANY(wholes) AND approved_on IS NOT NULL) THEN\n  RAISE EXCEPTION \'Ein freigegebener Bericht ändert sich nicht mehr. Berichtigen Sie ihn durch eine neue Fassung.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'report_immutable\';\nEND IF;\nIF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_section_immutable_43110 ON public."quality_dialog_section";\n            CREATE  TRIGGER pgtrigger_section_immutable_43110\n                BEFORE INSERT OR UPDATE OR DELETE ON public."quality_dialog_section"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_section_immutable_43110();\n\n            COMMENT ON TRIGGER pgtrigger_section_immutable_43110 ON public."quality_dialog_section" IS \'b6895ad71c31efd697c83da44c5448694c228a7e\';\n        ', table='quality_dialog_section')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='section',
            trigger=pgtrigger.compiler.Trigger(name='section_in_review', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='0fb4ac9ef265e3278abae791dbd07bb60df1faf2', pgid='pgtrigger_section_in_review_35d75', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_section_in_review_35d75() RETURNS TRIGGER AS $$\n                DECLARE wholes bigint[];\n                BEGIN\n                    \nwholes := CASE TG_OP WHEN \'INSERT\' THEN ARRAY[NEW.report_id] WHEN \'DELETE\' THEN ARRAY[OLD.report_id]\n  ELSE ARRAY[OLD.report_id, NEW.report_id] END;\nPERFORM 1 FROM public.quality_dialog_report WHERE id = ANY(wholes) ORDER BY id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM public.quality_dialog_report WHERE id = ANY(wholes) AND review_on IS NOT NULL) THEN\n  RAISE EXCEPTION \'Der Bericht ist in Prüfung und ändert sich so lange nicht. Nehmen Sie ihn zuerst zurück; dabei verfallen die Mitzeichnungen.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'report_in_review\';\nEND IF;\nIF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_section_in_review_35d75 ON public."quality_dialog_section";\n            CREATE  TRIGGER pgtrigger_section_in_review_35d75\n                BEFORE INSERT OR UPDATE OR DELETE ON public."quality_dialog_section"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_section_in_review_35d75();\n\n            COMMENT ON TRIGGER pgtrigger_section_in_review_35d75 ON public."quality_dialog_section" IS \'0fb4ac9ef265e3278abae791dbd07bb60df1faf2\';\n        ', table='quality_dialog_section')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='section',
            trigger=pgtrigger.compiler.Trigger(name='section_of_discarded', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='9786c0fb9637fdf53695e12696a44319c1e67a40', pgid='pgtrigger_section_of_discarded_263c6', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_section_of_discarded_263c6() RETURNS TRIGGER AS $$\n                DECLARE wholes bigint[];\n                BEGIN\n                    \nwholes := CASE TG_OP WHEN \'INSERT\' THEN ARRAY[NEW.report_id] WHEN \'DELETE\' THEN ARRAY[OLD.report_id]\n  ELSE ARRAY[OLD.report_id, NEW.report_id] END;\nPERFORM 1 FROM public.quality_dialog_report WHERE id = ANY(wholes) ORDER BY id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM public.quality_dialog_report WHERE id = ANY(wholes) AND discarded_on IS NOT NULL) THEN\n  RAISE EXCEPTION \'Der Bericht ist verworfen und ändert sich nicht mehr.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'report_discarded\';\nEND IF;\nIF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_section_of_discarded_263c6 ON public."quality_dialog_section";\n            CREATE  TRIGGER pgtrigger_section_of_discarded_263c6\n                BEFORE INSERT OR UPDATE OR DELETE ON public."quality_dialog_section"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_section_of_discarded_263c6();\n\n            COMMENT ON TRIGGER pgtrigger_section_of_discarded_263c6 ON public."quality_dialog_section" IS \'9786c0fb9637fdf53695e12696a44319c1e67a40\';\n        ', table='quality_dialog_section')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='section',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='7d7c356cfc7b77441460ace573c855e0bba30ba5', pgid='pgtrigger_insert_insert_2c90a', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_2c90a() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_sectionevent" ("body", "heading", "id", "included", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id") VALUES (NEW."body", NEW."heading", NEW."id", NEW."included", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."report_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_2c90a ON public."quality_dialog_section";\n            CREATE  TRIGGER pgtrigger_insert_insert_2c90a\n                AFTER INSERT ON public."quality_dialog_section"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_2c90a();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_2c90a ON public."quality_dialog_section" IS \'7d7c356cfc7b77441460ace573c855e0bba30ba5\';\n        ', table='quality_dialog_section')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='section',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='515c5779205286e7eed2cec066449b6926360d52', pgid='pgtrigger_update_update_27a51', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_27a51() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_sectionevent" ("body", "heading", "id", "included", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id") VALUES (NEW."body", NEW."heading", NEW."id", NEW."included", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."report_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_27a51 ON public."quality_dialog_section";\n            CREATE  TRIGGER pgtrigger_update_update_27a51\n                AFTER UPDATE ON public."quality_dialog_section"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_27a51();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_27a51 ON public."quality_dialog_section" IS \'515c5779205286e7eed2cec066449b6926360d52\';\n        ', table='quality_dialog_section')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='section',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='a03cdbe5bfcdb3662b6d778c9f78fcea6d1f543e', pgid='pgtrigger_delete_delete_af9a0', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_af9a0() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_sectionevent" ("body", "heading", "id", "included", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "report_id") VALUES (OLD."body", OLD."heading", OLD."id", OLD."included", OLD."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."report_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_af9a0 ON public."quality_dialog_section";\n            CREATE  TRIGGER pgtrigger_delete_delete_af9a0\n                AFTER DELETE ON public."quality_dialog_section"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_af9a0();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_af9a0 ON public."quality_dialog_section" IS \'a03cdbe5bfcdb3662b6d778c9f78fcea6d1f543e\';\n        ', table='quality_dialog_section')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sectionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='1d586be029e29d4779bb072a8fd893117586c9b7', pgid='pgtrigger_append_only_081a3', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_081a3() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_081a3 ON public."quality_dialog_sectionevent";\n            CREATE  TRIGGER pgtrigger_append_only_081a3\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_sectionevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_081a3();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_081a3 ON public."quality_dialog_sectionevent" IS \'1d586be029e29d4779bb072a8fd893117586c9b7\';\n        ', table='quality_dialog_sectionevent')),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('city', False), ('partner__isnull', False)), models.Q(('city', True), ('partner__isnull', True)), _connector='OR'), name='statement_speaks_for_one_side', violation_error_message='Eine Stellungnahme spricht für einen Partner oder für die Stadt.'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('stance', 'agrees'), models.Q(('text', ''), _negated=True), _connector='OR'), name='statement_dissent_explained', violation_error_message='Anmerkung oder abweichende Auffassung brauchen einen Text.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='statement_answers_wording', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='b1dbb9018e194e0a45bb6c7bef0ed545ea89c1c1', pgid='pgtrigger_statement_answers_wording_f5a9f', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_statement_answers_wording_f5a9f() RETURNS TRIGGER AS $$\n                DECLARE answered text; answerable boolean;\n                BEGIN\n                    SELECT encode(sha256(convert_to(wording, \'UTF8\')), \'hex\'), shared_on IS NOT NULL AND withdrawn_on IS NULL INTO answered, answerable FROM public.quality_dialog_finding WHERE id = NEW.finding_id FOR NO KEY UPDATE; IF NOT answerable THEN RAISE EXCEPTION \'Stellung genommen wird zu einer geteilten Feststellung, die nicht zurückgezogen ist.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'statement_answers_shared\'; END IF; IF answered IS DISTINCT FROM NEW.wording_sha256 THEN RAISE EXCEPTION \'Der Wortlaut hat sich geändert. Lesen Sie ihn neu und nehmen Sie dann Stellung.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'statement_answers_wording\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_statement_answers_wording_f5a9f ON public."quality_dialog_statement";\n            CREATE  TRIGGER pgtrigger_statement_answers_wording_f5a9f\n                BEFORE INSERT ON public."quality_dialog_statement"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_statement_answers_wording_f5a9f();\n\n            COMMENT ON TRIGGER pgtrigger_statement_answers_wording_f5a9f ON public."quality_dialog_statement" IS \'b1dbb9018e194e0a45bb6c7bef0ed545ea89c1c1\';\n        ', table='quality_dialog_statement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='statement_of_own_side', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='c434923a6a020e253c25fed0f9d820dca1f9ef3f', pgid='pgtrigger_statement_of_own_side_d487e', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_statement_of_own_side_d487e() RETURNS TRIGGER AS $$\n                DECLARE belongs_to bigint;\n                BEGIN\n                    SELECT partner_id INTO belongs_to FROM public.partners_user WHERE id = NEW.given_by_id; IF belongs_to IS DISTINCT FROM NEW.partner_id THEN RAISE EXCEPTION \'Für einen Partner sprechen nur seine eigenen Leute, für die Stadt nur die Stadt.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'statement_of_own_side\', COLUMN = \'given_by\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_statement_of_own_side_d487e ON public."quality_dialog_statement";\n            CREATE  TRIGGER pgtrigger_statement_of_own_side_d487e\n                BEFORE INSERT ON public."quality_dialog_statement"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_statement_of_own_side_d487e();\n\n            COMMENT ON TRIGGER pgtrigger_statement_of_own_side_d487e ON public."quality_dialog_statement" IS \'c434923a6a020e253c25fed0f9d820dca1f9ef3f\';\n        ', table='quality_dialog_statement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='statement_kept', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='6adfa75f2a164ed16b94f62199b653c009c1f41c', pgid='pgtrigger_statement_kept_a53f4', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_statement_kept_a53f4() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Eine Stellungnahme ändert sich nicht; geben Sie eine neue ab.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'statement_kept\'; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_statement_kept_a53f4 ON public."quality_dialog_statement";\n            CREATE  TRIGGER pgtrigger_statement_kept_a53f4\n                BEFORE UPDATE ON public."quality_dialog_statement"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_statement_kept_a53f4();\n\n            COMMENT ON TRIGGER pgtrigger_statement_kept_a53f4 ON public."quality_dialog_statement" IS \'6adfa75f2a164ed16b94f62199b653c009c1f41c\';\n        ', table='quality_dialog_statement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='statement_kept_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='3fffa958638c68046ac8056d16cff73e4e824a70', pgid='pgtrigger_statement_kept_delete_c20fe', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_statement_kept_delete_c20fe() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Eine Stellungnahme wird nicht gelöscht; geben Sie eine neue ab.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'statement_kept\'; RETURN OLD;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_statement_kept_delete_c20fe ON public."quality_dialog_statement";\n            CREATE  TRIGGER pgtrigger_statement_kept_delete_c20fe\n                BEFORE DELETE ON public."quality_dialog_statement"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_statement_kept_delete_c20fe();\n\n            COMMENT ON TRIGGER pgtrigger_statement_kept_delete_c20fe ON public."quality_dialog_statement" IS \'3fffa958638c68046ac8056d16cff73e4e824a70\';\n        ', table='quality_dialog_statement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='dd69bd6b4786b68804b84ac6bca9304e677d9d95', pgid='pgtrigger_insert_insert_1a0e2', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_1a0e2() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_statementevent" ("city", "finding_id", "given_by_id", "given_on", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stance", "text", "wording_sha256") VALUES (NEW."city", NEW."finding_id", NEW."given_by_id", NEW."given_on", NEW."id", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."stance", NEW."text", NEW."wording_sha256"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_1a0e2 ON public."quality_dialog_statement";\n            CREATE  TRIGGER pgtrigger_insert_insert_1a0e2\n                AFTER INSERT ON public."quality_dialog_statement"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_1a0e2();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_1a0e2 ON public."quality_dialog_statement" IS \'dd69bd6b4786b68804b84ac6bca9304e677d9d95\';\n        ', table='quality_dialog_statement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='5c53783e0e7da6b1124e219916e27af50b6396e4', pgid='pgtrigger_update_update_5d801', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_5d801() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_statementevent" ("city", "finding_id", "given_by_id", "given_on", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stance", "text", "wording_sha256") VALUES (NEW."city", NEW."finding_id", NEW."given_by_id", NEW."given_on", NEW."id", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."stance", NEW."text", NEW."wording_sha256"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_5d801 ON public."quality_dialog_statement";\n            CREATE  TRIGGER pgtrigger_update_update_5d801\n                AFTER UPDATE ON public."quality_dialog_statement"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_5d801();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_5d801 ON public."quality_dialog_statement" IS \'5c53783e0e7da6b1124e219916e27af50b6396e4\';\n        ', table='quality_dialog_statement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='b0e47f24895bf8ae9e04393890d176ddc50ff979', pgid='pgtrigger_delete_delete_8242f', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_8242f() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_statementevent" ("city", "finding_id", "given_by_id", "given_on", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stance", "text", "wording_sha256") VALUES (OLD."city", OLD."finding_id", OLD."given_by_id", OLD."given_on", OLD."id", OLD."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."stance", OLD."text", OLD."wording_sha256"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_8242f ON public."quality_dialog_statement";\n            CREATE  TRIGGER pgtrigger_delete_delete_8242f\n                AFTER DELETE ON public."quality_dialog_statement"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_8242f();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_8242f ON public."quality_dialog_statement" IS \'b0e47f24895bf8ae9e04393890d176ddc50ff979\';\n        ', table='quality_dialog_statement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statementevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='065a250dcc8789f9e40ce97efacccadcb37a5e5e', pgid='pgtrigger_append_only_0241e', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_0241e() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_0241e ON public."quality_dialog_statementevent";\n            CREATE  TRIGGER pgtrigger_append_only_0241e\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_statementevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_0241e();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_0241e ON public."quality_dialog_statementevent" IS \'065a250dcc8789f9e40ce97efacccadcb37a5e5e\';\n        ', table='quality_dialog_statementevent')),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.UniqueConstraint(condition=models.Q(('reopened_on__isnull', True)), fields=('dialogue', 'partner'), name='submission_once', violation_error_message='Diese Selbsteinschätzung ist schon eingereicht.'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('reopened_on__isnull', True), models.Q(('reopen_reason', ''), _negated=True), _connector='OR'), name='submission_reopening_reasoned', violation_error_message='Nennen Sie den Grund, warum die Selbsteinschätzung wieder geöffnet wird.'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('reopened_on__isnull', True), ('reopened_on__gte', models.F('submitted_on')), _connector='OR'), name='submission_reopened_after', violation_error_message='Wieder geöffnet wird erst, was eingereicht ist.'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reopened_by__isnull', True), ('reopened_on__isnull', True)), models.Q(('reopened_by__isnull', False), ('reopened_on__isnull', False)), _connector='OR'), name='submission_reopening_has_person', violation_error_message='Zur Öffnung gehören Datum und Person.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submission',
            trigger=pgtrigger.compiler.Trigger(name='submission_kept', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='d3744d20b93b00dc99b8b28c2e15e66cc92100cf', pgid='pgtrigger_submission_kept_9a761', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_submission_kept_9a761() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF OLD.reopened_on IS NOT NULL OR ROW(NEW.dialogue_id, NEW.partner_id, NEW.submitted_on, NEW.submitted_by_id) IS DISTINCT FROM ROW(OLD.dialogue_id, OLD.partner_id, OLD.submitted_on, OLD.submitted_by_id) THEN RAISE EXCEPTION \'Eine Einreichung ändert sich nicht; sie wird mit Begründung wieder geöffnet.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'submission_kept\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_submission_kept_9a761 ON public."quality_dialog_submission";\n            CREATE  TRIGGER pgtrigger_submission_kept_9a761\n                BEFORE UPDATE ON public."quality_dialog_submission"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_submission_kept_9a761();\n\n            COMMENT ON TRIGGER pgtrigger_submission_kept_9a761 ON public."quality_dialog_submission" IS \'d3744d20b93b00dc99b8b28c2e15e66cc92100cf\';\n        ', table='quality_dialog_submission')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submission',
            trigger=pgtrigger.compiler.Trigger(name='submission_kept_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='2a9298fa24103425951beaf66ca0ea046daefd9f', pgid='pgtrigger_submission_kept_delete_1b45b', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_submission_kept_delete_1b45b() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Eine Einreichung ändert sich nicht; sie wird mit Begründung wieder geöffnet.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'submission_kept\'; RETURN OLD;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_submission_kept_delete_1b45b ON public."quality_dialog_submission";\n            CREATE  TRIGGER pgtrigger_submission_kept_delete_1b45b\n                BEFORE DELETE ON public."quality_dialog_submission"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_submission_kept_delete_1b45b();\n\n            COMMENT ON TRIGGER pgtrigger_submission_kept_delete_1b45b ON public."quality_dialog_submission" IS \'2a9298fa24103425951beaf66ca0ea046daefd9f\';\n        ', table='quality_dialog_submission')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submission',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='dd2e46fc341196a00035d2621204769bc3e7935f', pgid='pgtrigger_insert_insert_0f38e', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_0f38e() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_submissionevent" ("dialogue_id", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reopen_reason", "reopened_by_id", "reopened_on", "submitted_by_id", "submitted_on") VALUES (NEW."dialogue_id", NEW."id", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."reopen_reason", NEW."reopened_by_id", NEW."reopened_on", NEW."submitted_by_id", NEW."submitted_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_0f38e ON public."quality_dialog_submission";\n            CREATE  TRIGGER pgtrigger_insert_insert_0f38e\n                AFTER INSERT ON public."quality_dialog_submission"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_0f38e();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_0f38e ON public."quality_dialog_submission" IS \'dd2e46fc341196a00035d2621204769bc3e7935f\';\n        ', table='quality_dialog_submission')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submission',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='6a1291374b70c4ff56e6f76b83a92496af2f74f0', pgid='pgtrigger_update_update_3e470', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_3e470() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_submissionevent" ("dialogue_id", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reopen_reason", "reopened_by_id", "reopened_on", "submitted_by_id", "submitted_on") VALUES (NEW."dialogue_id", NEW."id", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."reopen_reason", NEW."reopened_by_id", NEW."reopened_on", NEW."submitted_by_id", NEW."submitted_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_3e470 ON public."quality_dialog_submission";\n            CREATE  TRIGGER pgtrigger_update_update_3e470\n                AFTER UPDATE ON public."quality_dialog_submission"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_3e470();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_3e470 ON public."quality_dialog_submission" IS \'6a1291374b70c4ff56e6f76b83a92496af2f74f0\';\n        ', table='quality_dialog_submission')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submission',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='2aa1e5cb74c3bac222c3da77d42b2d65372d4ea1', pgid='pgtrigger_delete_delete_ee0ac', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_ee0ac() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."quality_dialog_submissionevent" ("dialogue_id", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reopen_reason", "reopened_by_id", "reopened_on", "submitted_by_id", "submitted_on") VALUES (OLD."dialogue_id", OLD."id", OLD."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."reopen_reason", OLD."reopened_by_id", OLD."reopened_on", OLD."submitted_by_id", OLD."submitted_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_ee0ac ON public."quality_dialog_submission";\n            CREATE  TRIGGER pgtrigger_delete_delete_ee0ac\n                AFTER DELETE ON public."quality_dialog_submission"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_ee0ac();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_ee0ac ON public."quality_dialog_submission" IS \'2aa1e5cb74c3bac222c3da77d42b2d65372d4ea1\';\n        ', table='quality_dialog_submission')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submissionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='9d2beaf577d8f9ad2ca7c34f137a364e13052e94', pgid='pgtrigger_append_only_4d558', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_4d558() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_4d558 ON public."quality_dialog_submissionevent";\n            CREATE  TRIGGER pgtrigger_append_only_4d558\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_submissionevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_4d558();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_4d558 ON public."quality_dialog_submissionevent" IS \'9d2beaf577d8f9ad2ca7c34f137a364e13052e94\';\n        ', table='quality_dialog_submissionevent')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='textblockevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='cbff91d1412341330239efe93b8589ca7c3033cc', pgid='pgtrigger_append_only_ca54a', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_ca54a() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_ca54a ON public."quality_dialog_textblockevent";\n            CREATE  TRIGGER pgtrigger_append_only_ca54a\n                BEFORE UPDATE OR DELETE ON public."quality_dialog_textblockevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_ca54a();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_ca54a ON public."quality_dialog_textblockevent" IS \'cbff91d1412341330239efe93b8589ca7c3033cc\';\n        ', table='quality_dialog_textblockevent')),
        ),
    ]
