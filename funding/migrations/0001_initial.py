import django.db.models.deletion
import localflavor.generic.models
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import quartiersarbeit.ground.migrating
from decimal import Decimal
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
            name='Allocation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=200, verbose_name='Zweck')),
            ],
            options={
                'verbose_name': 'Zuweisung',
                'verbose_name_plural': 'Zuweisungen',
                'ordering': ['-fiscal_year__year', 'site__name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AllocationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('purpose', models.CharField(max_length=200, verbose_name='Zweck')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BudgetRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('appropriation', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='Früherer Haushaltsansatz')),
                ('carry_over_received', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='Frühere Ermächtigungsübertragung')),
                ('on', models.DateField(verbose_name='Geändert am')),
            ],
            options={
                'verbose_name': 'Änderung des Haushaltsansatzes',
                'verbose_name_plural': 'Änderungen des Haushaltsansatzes',
                'ordering': ['fiscal_year', 'on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='BudgetRevisionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('appropriation', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='Früherer Haushaltsansatz')),
                ('carry_over_received', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='Frühere Ermächtigungsübertragung')),
                ('on', models.DateField(verbose_name='Geändert am')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('grant', 'Zuwendung'), ('increase', 'Erhöhung'), ('reduction', 'Minderung'), ('revocation', 'Widerruf')], max_length=20, verbose_name='Art')),
                ('amount', models.DecimalField(decimal_places=2, help_text='Minderung und Widerruf mit Minus.', max_digits=12, verbose_name='Betrag')),
                ('notice_sequence', models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='Laufende Nummer im Jahr')),
                ('notice_number', models.CharField(blank=True, editable=False, max_length=40, verbose_name='Bescheid-Nr.')),
                ('reason', models.TextField(blank=True, verbose_name='Begründung')),
                ('drafted_on', models.DateField(verbose_name='Entworfen am')),
                ('approved_on', models.DateField(blank=True, null=True, verbose_name='Freigegeben am')),
            ],
            options={
                'verbose_name': 'Bescheid',
                'verbose_name_plural': 'Bescheide',
                'ordering': ['allocation', 'drafted_on', 'pk'],
                'permissions': [('approve_decision', 'Darf Bescheide freigeben')],
            },
        ),
        migrations.CreateModel(
            name='DecisionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('grant', 'Zuwendung'), ('increase', 'Erhöhung'), ('reduction', 'Minderung'), ('revocation', 'Widerruf')], max_length=20, verbose_name='Art')),
                ('amount', models.DecimalField(decimal_places=2, help_text='Minderung und Widerruf mit Minus.', max_digits=12, verbose_name='Betrag')),
                ('notice_sequence', models.PositiveIntegerField(blank=True, editable=False, null=True, verbose_name='Laufende Nummer im Jahr')),
                ('notice_number', models.CharField(blank=True, editable=False, max_length=40, verbose_name='Bescheid-Nr.')),
                ('reason', models.TextField(blank=True, verbose_name='Begründung')),
                ('drafted_on', models.DateField(verbose_name='Entworfen am')),
                ('approved_on', models.DateField(blank=True, null=True, verbose_name='Freigegeben am')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Disbursement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(default=1, verbose_name='Rate')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='Betrag')),
                ('due_on', models.DateField(verbose_name='Fällig am')),
                ('drafted_on', models.DateField(verbose_name='Vorgesehen am')),
                ('certified_on', models.DateField(blank=True, null=True, verbose_name='Sachlich und rechnerisch richtig am')),
                ('released_on', models.DateField(blank=True, null=True, verbose_name='Freigegeben am')),
                ('recipient_name', models.CharField(blank=True, editable=False, max_length=200, verbose_name='Empfänger bei Freigabe')),
                ('recipient_iban', localflavor.generic.models.IBANField(blank=True, editable=False, include_countries=None, max_length=34, use_nordea_extensions=False, verbose_name='IBAN bei Freigabe')),
                ('paid_on', models.DateField(blank=True, null=True, verbose_name='Ausgezahlt am')),
                ('reference', models.CharField(blank=True, max_length=60, verbose_name='Buchungszeichen')),
            ],
            options={
                'verbose_name': 'Auszahlung',
                'verbose_name_plural': 'Auszahlungen',
                'ordering': ['allocation', 'number', 'pk'],
                'permissions': [('certify_disbursement', 'Darf Auszahlungen sachlich und rechnerisch richtig zeichnen'), ('release_disbursement', 'Darf Auszahlungen freigeben'), ('pay_disbursement', 'Darf erfassen, dass eine Auszahlung gezahlt ist')],
            },
        ),
        migrations.CreateModel(
            name='DisbursementEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveSmallIntegerField(default=1, verbose_name='Rate')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='Betrag')),
                ('due_on', models.DateField(verbose_name='Fällig am')),
                ('drafted_on', models.DateField(verbose_name='Vorgesehen am')),
                ('certified_on', models.DateField(blank=True, null=True, verbose_name='Sachlich und rechnerisch richtig am')),
                ('released_on', models.DateField(blank=True, null=True, verbose_name='Freigegeben am')),
                ('recipient_name', models.CharField(blank=True, editable=False, max_length=200, verbose_name='Empfänger bei Freigabe')),
                ('recipient_iban', localflavor.generic.models.IBANField(blank=True, editable=False, include_countries=None, max_length=34, use_nordea_extensions=False, verbose_name='IBAN bei Freigabe')),
                ('paid_on', models.DateField(blank=True, null=True, verbose_name='Ausgezahlt am')),
                ('reference', models.CharField(blank=True, max_length=60, verbose_name='Buchungszeichen')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DroppedProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposed_on', models.DateField(verbose_name='War vorgeschlagen am')),
                ('carry_over', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='Vorgeschlagene Übertragung')),
                ('on', models.DateField(verbose_name='Zurückgenommen am')),
            ],
            options={
                'verbose_name': 'Zurückgenommener Abschluss',
                'verbose_name_plural': 'Zurückgenommene Abschlüsse',
                'ordering': ['fiscal_year', 'on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DroppedProposalEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('proposed_on', models.DateField(verbose_name='War vorgeschlagen am')),
                ('carry_over', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='Vorgeschlagene Übertragung')),
                ('on', models.DateField(verbose_name='Zurückgenommen am')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FiscalYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True, verbose_name='Jahr')),
                ('appropriation', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='Haushaltsansatz')),
                ('carry_over_received', models.DecimalField(decimal_places=2, default=Decimal('0.00'), max_digits=12, verbose_name='Ermächtigungsübertragung aus dem Vorjahr')),
                ('opened_on', models.DateField(verbose_name='Eröffnet am')),
                ('revised_on', models.DateField(blank=True, null=True, verbose_name='Zuletzt geändert am')),
                ('closing_proposed_on', models.DateField(blank=True, null=True, verbose_name='Abschluss vorgeschlagen am')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='Abgeschlossen am')),
                ('rest', models.DecimalField(blank=True, decimal_places=2, editable=False, max_digits=12, null=True, verbose_name='Rest beim Abschluss')),
                ('carry_over', models.DecimalField(blank=True, decimal_places=2, help_text='Wird mit dem Abschluss vorgeschlagen, höchstens der Rest.', max_digits=12, null=True, verbose_name='Ermächtigungsübertragung ins Folgejahr')),
                ('notice_pattern', models.CharField(help_text='Mit {year} und {number}; {number:03d} füllt mit Nullen auf.', max_length=30, verbose_name='Muster der Bescheid-Nr.')),
                ('is_example', models.BooleanField(default=False, verbose_name='Beispieldatensatz')),
            ],
            options={
                'verbose_name': 'Haushaltsjahr',
                'verbose_name_plural': 'Haushaltsjahre',
                'ordering': ['-year'],
                'permissions': [('close_fiscalyear', 'Darf Haushaltsjahre abschließen')],
            },
        ),
        migrations.CreateModel(
            name='FiscalYearEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('year', models.PositiveSmallIntegerField(verbose_name='Jahr')),
                ('appropriation', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='Haushaltsansatz')),
                ('carry_over_received', models.DecimalField(decimal_places=2, default=Decimal('0.00'), max_digits=12, verbose_name='Ermächtigungsübertragung aus dem Vorjahr')),
                ('opened_on', models.DateField(verbose_name='Eröffnet am')),
                ('revised_on', models.DateField(blank=True, null=True, verbose_name='Zuletzt geändert am')),
                ('closing_proposed_on', models.DateField(blank=True, null=True, verbose_name='Abschluss vorgeschlagen am')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='Abgeschlossen am')),
                ('rest', models.DecimalField(blank=True, decimal_places=2, editable=False, max_digits=12, null=True, verbose_name='Rest beim Abschluss')),
                ('carry_over', models.DecimalField(blank=True, decimal_places=2, help_text='Wird mit dem Abschluss vorgeschlagen, höchstens der Rest.', max_digits=12, null=True, verbose_name='Ermächtigungsübertragung ins Folgejahr')),
                ('notice_pattern', models.CharField(help_text='Mit {year} und {number}; {number:03d} füllt mit Nullen auf.', max_length=30, verbose_name='Muster der Bescheid-Nr.')),
                ('is_example', models.BooleanField(default=False, verbose_name='Beispieldatensatz')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LegalFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('base_rate', 'Basiszinssatz (Prozent)'), ('repayment_margin', 'Zinsen auf Rückforderungen (Prozentpunkte über dem Basiszinssatz)')], max_length=30, verbose_name='Art')),
                ('rate', models.DecimalField(decimal_places=2, max_digits=6, verbose_name='Wert')),
                ('valid_from', models.DateField(verbose_name='Gültig ab')),
                ('norm', models.CharField(help_text='Zum Beispiel das Gesetz mit Paragraf und Absatz.', max_length=80, verbose_name='Norm')),
                ('source', models.CharField(help_text='Worauf der Wert beruht, mit Stand.', max_length=300, verbose_name='Quelle')),
                ('link', models.URLField(blank=True, verbose_name='Fundstelle')),
                ('is_example', models.BooleanField(default=False, verbose_name='Beispielwert')),
                ('entered_on', models.DateField(verbose_name='Eingetragen am')),
            ],
            options={
                'verbose_name': 'Rechtswert',
                'verbose_name_plural': 'Rechtswerte',
                'ordering': ['kind', '-valid_from'],
            },
        ),
        migrations.CreateModel(
            name='LegalFigureEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('base_rate', 'Basiszinssatz (Prozent)'), ('repayment_margin', 'Zinsen auf Rückforderungen (Prozentpunkte über dem Basiszinssatz)')], max_length=30, verbose_name='Art')),
                ('rate', models.DecimalField(decimal_places=2, max_digits=6, verbose_name='Wert')),
                ('valid_from', models.DateField(verbose_name='Gültig ab')),
                ('norm', models.CharField(help_text='Zum Beispiel das Gesetz mit Paragraf und Absatz.', max_length=80, verbose_name='Norm')),
                ('source', models.CharField(help_text='Worauf der Wert beruht, mit Stand.', max_length=300, verbose_name='Quelle')),
                ('link', models.URLField(blank=True, verbose_name='Fundstelle')),
                ('is_example', models.BooleanField(default=False, verbose_name='Beispielwert')),
                ('entered_on', models.DateField(verbose_name='Eingetragen am')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paper', models.TextField(verbose_name='Schriftstück (JSON)')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('frozen_on', models.DateField(verbose_name='Ausgefertigt am')),
            ],
            options={
                'verbose_name': 'Ausgefertigter Bescheid',
                'verbose_name_plural': 'Ausgefertigte Bescheide',
                'ordering': ['decision', 'claim'],
            },
        ),
        migrations.CreateModel(
            name='NoticeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('frozen_on', models.DateField(verbose_name='Ausgefertigt am')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NoticeFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('format', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word')], max_length=10, verbose_name='Format')),
                ('content', models.BinaryField(verbose_name='Inhalt')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('renderer', models.CharField(max_length=250, verbose_name='Erzeugt mit')),
                ('drawn_on', models.DateField(verbose_name='Erzeugt am')),
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
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NoticeText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('grant', 'Zuwendungsbescheid'), ('change', 'Änderungsbescheid'), ('revocation', 'Widerrufsbescheid'), ('repayment', 'Rückforderungsbescheid')], max_length=20, verbose_name='Bescheid')),
                ('part', models.CharField(choices=[('introduction', 'Einleitung'), ('conditions', 'Nebenbestimmungen'), ('legal_basis', 'Rechtsgrundlage'), ('appeal', 'Rechtsbehelfsbelehrung'), ('closing', 'Schluss')], max_length=20, verbose_name='Teil')),
                ('body', models.TextField(blank=True, verbose_name='Text')),
                ('valid_from', models.DateField(verbose_name='Gültig ab')),
                ('is_example', models.BooleanField(default=False, verbose_name='Beispieltext')),
            ],
            options={
                'verbose_name': 'Baustein der Bescheide',
                'verbose_name_plural': 'Bausteine der Bescheide',
                'ordering': ['kind', 'part', '-valid_from'],
            },
        ),
        migrations.CreateModel(
            name='NoticeTextEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('grant', 'Zuwendungsbescheid'), ('change', 'Änderungsbescheid'), ('revocation', 'Widerrufsbescheid'), ('repayment', 'Rückforderungsbescheid')], max_length=20, verbose_name='Bescheid')),
                ('part', models.CharField(choices=[('introduction', 'Einleitung'), ('conditions', 'Nebenbestimmungen'), ('legal_basis', 'Rechtsgrundlage'), ('appeal', 'Rechtsbehelfsbelehrung'), ('closing', 'Schluss')], max_length=20, verbose_name='Teil')),
                ('body', models.TextField(blank=True, verbose_name='Text')),
                ('valid_from', models.DateField(verbose_name='Gültig ab')),
                ('is_example', models.BooleanField(default=False, verbose_name='Beispieltext')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PaymentItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='Position')),
                ('recipient_name', models.CharField(max_length=200, verbose_name='Empfänger')),
                ('recipient_iban', localflavor.generic.models.IBANField(include_countries=None, max_length=34, use_nordea_extensions=False, verbose_name='IBAN')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='Betrag')),
                ('purpose', models.CharField(max_length=140, verbose_name='Verwendungszweck')),
                ('due_on', models.DateField(verbose_name='Fällig am')),
                ('dropped_on', models.DateField(blank=True, null=True, verbose_name='Mit der Liste storniert am')),
            ],
            options={
                'verbose_name': 'Position der Zahlungsliste',
                'verbose_name_plural': 'Positionen der Zahlungslisten',
                'ordering': ['run', 'position'],
            },
        ),
        migrations.CreateModel(
            name='PaymentItemEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('position', models.PositiveSmallIntegerField(verbose_name='Position')),
                ('recipient_name', models.CharField(max_length=200, verbose_name='Empfänger')),
                ('recipient_iban', localflavor.generic.models.IBANField(include_countries=None, max_length=34, use_nordea_extensions=False, verbose_name='IBAN')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='Betrag')),
                ('purpose', models.CharField(max_length=140, verbose_name='Verwendungszweck')),
                ('due_on', models.DateField(verbose_name='Fällig am')),
                ('dropped_on', models.DateField(blank=True, null=True, verbose_name='Mit der Liste storniert am')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PaymentRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='Nummer')),
                ('created_on', models.DateField(verbose_name='Erstellt am')),
                ('item_count', models.PositiveSmallIntegerField(verbose_name='Anzahl der Zahlungen')),
                ('total', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='Summe')),
                ('checksum', models.CharField(max_length=64, verbose_name='Prüfsumme')),
                ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='Storniert am')),
                ('cancel_reason', models.TextField(blank=True, verbose_name='Grund des Stornos')),
            ],
            options={
                'verbose_name': 'Zahlungsliste',
                'verbose_name_plural': 'Zahlungslisten',
                'ordering': ['-fiscal_year__year', '-number'],
            },
        ),
        migrations.CreateModel(
            name='PaymentRunEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveSmallIntegerField(verbose_name='Nummer')),
                ('created_on', models.DateField(verbose_name='Erstellt am')),
                ('item_count', models.PositiveSmallIntegerField(verbose_name='Anzahl der Zahlungen')),
                ('total', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='Summe')),
                ('checksum', models.CharField(max_length=64, verbose_name='Prüfsumme')),
                ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='Storniert am')),
                ('cancel_reason', models.TextField(blank=True, verbose_name='Grund des Stornos')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PaymentRunExport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('xlsx', 'Excel'), ('pdf', 'PDF')], max_length=10, verbose_name='Format')),
                ('number', models.PositiveSmallIntegerField(verbose_name='Ausgabe')),
                ('on', models.DateField(verbose_name='Ausgegeben am')),
            ],
            options={
                'verbose_name': 'Ausgabe der Zahlungsliste',
                'verbose_name_plural': 'Ausgaben der Zahlungslisten',
                'ordering': ['run', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PaymentRunExportEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('xlsx', 'Excel'), ('pdf', 'PDF')], max_length=10, verbose_name='Format')),
                ('number', models.PositiveSmallIntegerField(verbose_name='Ausgabe')),
                ('on', models.DateField(verbose_name='Ausgegeben am')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProofAttachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='Bezeichnung')),
                ('file', models.FileField(upload_to='nachweise/', verbose_name='Datei')),
                ('sha256', models.CharField(editable=False, max_length=64, verbose_name='SHA-256')),
            ],
            options={
                'verbose_name': 'Anlage zum Nachweis',
                'verbose_name_plural': 'Anlagen zum Nachweis',
                'ordering': ['proof', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ProofAttachmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(max_length=120, verbose_name='Bezeichnung')),
                ('file', models.FileField(upload_to='nachweise/', verbose_name='Datei')),
                ('sha256', models.CharField(editable=False, max_length=64, verbose_name='SHA-256')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProofLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', models.CharField(choices=[('staff', 'Personal'), ('freelance', 'Honorare'), ('premises', 'Räume'), ('material', 'Sachkosten'), ('engagement', 'Ehrenamt'), ('other', 'Sonstiges')], max_length=20, verbose_name='Kostenart')),
                ('planned', models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='Geplant')),
                ('spent', models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='Ausgegeben')),
                ('own_funds', models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='Eigenmittel')),
            ],
            options={
                'verbose_name': 'Zeile des zahlenmäßigen Nachweises',
                'verbose_name_plural': 'Zeilen des zahlenmäßigen Nachweises',
                'ordering': ['proof', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ProofLineEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('category', models.CharField(choices=[('staff', 'Personal'), ('freelance', 'Honorare'), ('premises', 'Räume'), ('material', 'Sachkosten'), ('engagement', 'Ehrenamt'), ('other', 'Sonstiges')], max_length=20, verbose_name='Kostenart')),
                ('planned', models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='Geplant')),
                ('spent', models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='Ausgegeben')),
                ('own_funds', models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='Eigenmittel')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProofOfUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('required_on', models.DateField(blank=True, editable=False, null=True, verbose_name='Angefordert am')),
                ('due_on', models.DateField(verbose_name='Fällig am')),
                ('narrative', models.TextField(blank=True, verbose_name='Sachbericht')),
                ('draft', models.JSONField(blank=True, default=dict, editable=False, verbose_name='Noch nicht gespeicherte Eingaben')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='Fassung')),
                ('saved_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='Zuletzt gespeichert')),
                ('submitted_on', models.DateField(blank=True, null=True, verbose_name='Eingereicht am')),
                ('accepted_on', models.DateField(blank=True, null=True, verbose_name='Angenommen am')),
                ('review_note', models.TextField(blank=True, verbose_name='Prüfvermerk')),
            ],
            options={
                'verbose_name': 'Verwendungsnachweis',
                'verbose_name_plural': 'Verwendungsnachweise',
                'ordering': ['due_on', 'pk'],
                'permissions': [('submit_proofofuse', 'Darf Verwendungsnachweise ausfüllen und einreichen'), ('review_proofofuse', 'Darf Verwendungsnachweise prüfen')],
            },
        ),
        migrations.CreateModel(
            name='ProofOfUseEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('required_on', models.DateField(blank=True, editable=False, null=True, verbose_name='Angefordert am')),
                ('due_on', models.DateField(verbose_name='Fällig am')),
                ('narrative', models.TextField(blank=True, verbose_name='Sachbericht')),
                ('submitted_on', models.DateField(blank=True, null=True, verbose_name='Eingereicht am')),
                ('accepted_on', models.DateField(blank=True, null=True, verbose_name='Angenommen am')),
                ('review_note', models.TextField(blank=True, verbose_name='Prüfvermerk')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProofReturn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='Zurückgegeben am')),
                ('reasons', models.TextField(verbose_name='Gründe')),
                ('submitted_on', models.DateField(blank=True, null=True, verbose_name='War eingereicht am')),
            ],
            options={
                'verbose_name': 'Rückgabe des Nachweises',
                'verbose_name_plural': 'Rückgaben des Nachweises',
                'ordering': ['proof', 'on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ProofReturnEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('on', models.DateField(verbose_name='Zurückgegeben am')),
                ('reasons', models.TextField(verbose_name='Gründe')),
                ('submitted_on', models.DateField(blank=True, null=True, verbose_name='War eingereicht am')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Reallocation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'Umschichtung',
                'verbose_name_plural': 'Umschichtungen',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ReallocationEvent',
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
            name='RepaymentClaim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='Betrag')),
                ('due_on', models.DateField(verbose_name='Fällig am')),
                ('interest_rate', models.DecimalField(decimal_places=2, default=0, max_digits=5, verbose_name='Zinssatz (% pro Jahr)')),
                ('interest_source', models.CharField(blank=True, max_length=300, verbose_name='Rechtsgrundlage der Verzinsung')),
                ('drafted_on', models.DateField(verbose_name='Entworfen am')),
                ('interest_from', models.DateField(blank=True, null=True, verbose_name='Zinsen ab')),
                ('reason', models.TextField(blank=True, verbose_name='Begründung')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='Erlassen am')),
                ('paid_on', models.DateField(blank=True, null=True, verbose_name='Eingegangen am')),
                ('received', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='Eingegangener Betrag')),
                ('reference', models.CharField(blank=True, max_length=60, verbose_name='Buchungszeichen')),
            ],
            options={
                'verbose_name': 'Rückforderung',
                'verbose_name_plural': 'Rückforderungen',
                'ordering': ['due_on', 'pk'],
                'permissions': [('issue_repaymentclaim', 'Darf Rückforderungen erlassen')],
            },
        ),
        migrations.CreateModel(
            name='RepaymentClaimEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='Betrag')),
                ('due_on', models.DateField(verbose_name='Fällig am')),
                ('interest_rate', models.DecimalField(decimal_places=2, default=0, max_digits=5, verbose_name='Zinssatz (% pro Jahr)')),
                ('interest_source', models.CharField(blank=True, max_length=300, verbose_name='Rechtsgrundlage der Verzinsung')),
                ('drafted_on', models.DateField(verbose_name='Entworfen am')),
                ('interest_from', models.DateField(blank=True, null=True, verbose_name='Zinsen ab')),
                ('reason', models.TextField(blank=True, verbose_name='Begründung')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='Erlassen am')),
                ('paid_on', models.DateField(blank=True, null=True, verbose_name='Eingegangen am')),
                ('received', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='Eingegangener Betrag')),
                ('reference', models.CharField(blank=True, max_length=60, verbose_name='Buchungszeichen')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Reversal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='Storniert am')),
                ('reason', models.TextField(verbose_name='Grund')),
            ],
            options={
                'verbose_name': 'Storno',
                'verbose_name_plural': 'Stornos',
                'ordering': ['-on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ReversalEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('on', models.DateField(verbose_name='Storniert am')),
                ('reason', models.TextField(verbose_name='Grund')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(choices=[('certification', 'Feststellung'), ('release', 'Freigabe')], max_length=20, verbose_name='Schritt')),
                ('signed_on', models.DateField(verbose_name='Unterschrieben am')),
                ('on', models.DateField(verbose_name='Zurückgenommen am')),
                ('reason', models.TextField(verbose_name='Grund')),
            ],
            options={
                'verbose_name': 'Rücknahme',
                'verbose_name_plural': 'Rücknahmen',
                'ordering': ['disbursement', 'on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='WithdrawalEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('step', models.CharField(choices=[('certification', 'Feststellung'), ('release', 'Freigabe')], max_length=20, verbose_name='Schritt')),
                ('signed_on', models.DateField(verbose_name='Unterschrieben am')),
                ('on', models.DateField(verbose_name='Zurückgenommen am')),
                ('reason', models.TextField(verbose_name='Grund')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FundedCoverage',
            fields=[
            ],
            options={
                'verbose_name': 'Geförderter Standort',
                'verbose_name_plural': 'Geförderte Standorte',
                'proxy': True,
                'default_permissions': (),
                'indexes': [],
                'constraints': [],
            },
            bases=('sites.coverage',),
        ),
        migrations.CreateModel(
            name='FundedSeat',
            fields=[
            ],
            options={
                'verbose_name': 'Geförderter Platz',
                'verbose_name_plural': 'Geförderte Plätze',
                'proxy': True,
                'default_permissions': (),
                'indexes': [],
                'constraints': [],
            },
            bases=('sites.seat',),
        ),
        migrations.CreateModel(
            name='FundingMandate',
            fields=[
            ],
            options={
                'verbose_name': 'Beschlussgrundlage des Haushalts',
                'verbose_name_plural': 'Beschlussgrundlagen des Haushalts',
                'proxy': True,
                'default_permissions': (),
                'indexes': [],
                'constraints': [],
            },
            bases=('partners.mandate',),
        ),
        migrations.AddField(
            model_name='allocation',
            name='recipient',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='allocations', to='partners.partner', verbose_name='Empfänger'),
        ),
        migrations.AddField(
            model_name='allocation',
            name='site',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='allocations', to='sites.site', verbose_name='Standort'),
        ),
        migrations.AddField(
            model_name='allocationevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='funding.allocation'),
        ),
        migrations.AddField(
            model_name='allocationevent',
            name='recipient',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='Empfänger'),
        ),
        migrations.AddField(
            model_name='allocationevent',
            name='site',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sites.site', verbose_name='Standort'),
        ),
        migrations.AddField(
            model_name='budgetrevision',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Geändert von'),
        ),
        migrations.AddField(
            model_name='budgetrevisionevent',
            name='by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Geändert von'),
        ),
        migrations.AddField(
            model_name='budgetrevisionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='funding.budgetrevision'),
        ),
        migrations.AddField(
            model_name='decision',
            name='allocation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='funding.allocation', verbose_name='Zuweisung'),
        ),
        migrations.AddField(
            model_name='decision',
            name='approved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Freigegeben von'),
        ),
        migrations.AddField(
            model_name='decision',
            name='drafted_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Entworfen von'),
        ),
        migrations.AddField(
            model_name='decisionevent',
            name='allocation',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.allocation', verbose_name='Zuweisung'),
        ),
        migrations.AddField(
            model_name='decisionevent',
            name='approved_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Freigegeben von'),
        ),
        migrations.AddField(
            model_name='decisionevent',
            name='drafted_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Entworfen von'),
        ),
        migrations.AddField(
            model_name='decisionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='funding.decision'),
        ),
        migrations.AddField(
            model_name='disbursement',
            name='allocation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disbursements', to='funding.allocation', verbose_name='Zuweisung'),
        ),
        migrations.AddField(
            model_name='disbursement',
            name='certified_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Sachlich und rechnerisch richtig'),
        ),
        migrations.AddField(
            model_name='disbursement',
            name='drafted_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Vorgesehen von'),
        ),
        migrations.AddField(
            model_name='disbursement',
            name='paid_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Zahlung erfasst von'),
        ),
        migrations.AddField(
            model_name='disbursement',
            name='released_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Freigegeben von'),
        ),
        migrations.AddField(
            model_name='disbursementevent',
            name='allocation',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.allocation', verbose_name='Zuweisung'),
        ),
        migrations.AddField(
            model_name='disbursementevent',
            name='certified_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Sachlich und rechnerisch richtig'),
        ),
        migrations.AddField(
            model_name='disbursementevent',
            name='drafted_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Vorgesehen von'),
        ),
        migrations.AddField(
            model_name='disbursementevent',
            name='paid_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Zahlung erfasst von'),
        ),
        migrations.AddField(
            model_name='disbursementevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='funding.disbursement'),
        ),
        migrations.AddField(
            model_name='disbursementevent',
            name='released_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Freigegeben von'),
        ),
        migrations.AddField(
            model_name='droppedproposal',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Zurückgenommen von'),
        ),
        migrations.AddField(
            model_name='droppedproposal',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='War vorgeschlagen von'),
        ),
        migrations.AddField(
            model_name='droppedproposalevent',
            name='by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Zurückgenommen von'),
        ),
        migrations.AddField(
            model_name='droppedproposalevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='funding.droppedproposal'),
        ),
        migrations.AddField(
            model_name='droppedproposalevent',
            name='proposed_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='War vorgeschlagen von'),
        ),
        migrations.AddField(
            model_name='fiscalyear',
            name='closed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Abgeschlossen von'),
        ),
        migrations.AddField(
            model_name='fiscalyear',
            name='closing_proposed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Abschluss vorgeschlagen von'),
        ),
        migrations.AddField(
            model_name='fiscalyear',
            name='mandate',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fiscal_years', to='partners.mandate', verbose_name='Beschlussgrundlage'),
        ),
        migrations.AddField(
            model_name='fiscalyear',
            name='opened_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Eröffnet von'),
        ),
        migrations.AddField(
            model_name='fiscalyear',
            name='revised_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Zuletzt geändert von'),
        ),
        migrations.AddField(
            model_name='droppedproposalevent',
            name='fiscal_year',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.fiscalyear', verbose_name='Haushaltsjahr'),
        ),
        migrations.AddField(
            model_name='droppedproposal',
            name='fiscal_year',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dropped_proposals', to='funding.fiscalyear', verbose_name='Haushaltsjahr'),
        ),
        migrations.AddField(
            model_name='budgetrevisionevent',
            name='fiscal_year',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.fiscalyear', verbose_name='Haushaltsjahr'),
        ),
        migrations.AddField(
            model_name='budgetrevision',
            name='fiscal_year',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='funding.fiscalyear', verbose_name='Haushaltsjahr'),
        ),
        migrations.AddField(
            model_name='allocationevent',
            name='fiscal_year',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.fiscalyear', verbose_name='Haushaltsjahr'),
        ),
        migrations.AddField(
            model_name='allocation',
            name='fiscal_year',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='allocations', to='funding.fiscalyear', verbose_name='Haushaltsjahr'),
        ),
        migrations.AddField(
            model_name='fiscalyearevent',
            name='closed_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Abgeschlossen von'),
        ),
        migrations.AddField(
            model_name='fiscalyearevent',
            name='closing_proposed_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Abschluss vorgeschlagen von'),
        ),
        migrations.AddField(
            model_name='fiscalyearevent',
            name='mandate',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.mandate', verbose_name='Beschlussgrundlage'),
        ),
        migrations.AddField(
            model_name='fiscalyearevent',
            name='opened_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Eröffnet von'),
        ),
        migrations.AddField(
            model_name='fiscalyearevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='funding.fiscalyear'),
        ),
        migrations.AddField(
            model_name='fiscalyearevent',
            name='revised_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Zuletzt geändert von'),
        ),
        migrations.AddField(
            model_name='legalfigure',
            name='entered_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Eingetragen von'),
        ),
        migrations.AddField(
            model_name='legalfigureevent',
            name='entered_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Eingetragen von'),
        ),
        migrations.AddField(
            model_name='legalfigureevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='funding.legalfigure'),
        ),
        migrations.AddField(
            model_name='notice',
            name='decision',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notice', to='funding.decision', verbose_name='Bescheid (Betrag)'),
        ),
        migrations.AddField(
            model_name='notice',
            name='frozen_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Ausgefertigt von'),
        ),
        migrations.AddField(
            model_name='noticeevent',
            name='decision',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.decision', verbose_name='Bescheid (Betrag)'),
        ),
        migrations.AddField(
            model_name='noticeevent',
            name='frozen_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Ausgefertigt von'),
        ),
        migrations.AddField(
            model_name='noticeevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='funding.notice'),
        ),
        migrations.AddField(
            model_name='noticefile',
            name='notice',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='funding.notice', verbose_name='Bescheid'),
        ),
        migrations.AddField(
            model_name='noticefileevent',
            name='notice',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.notice', verbose_name='Bescheid'),
        ),
        migrations.AddField(
            model_name='noticefileevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='funding.noticefile'),
        ),
        migrations.AddConstraint(
            model_name='noticetext',
            constraint=models.UniqueConstraint(fields=('kind', 'part', 'valid_from'), name='notice_text_version_unique', violation_error_message='Diesen Baustein gibt es für den Tag schon.'),
        ),
        migrations.AddConstraint(
            model_name='noticetext',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'repayment'), models.Q(('body__regex', '\\{(?!(empfaenger|standort|jahr|zweck|betrag|datum|bisher|neu|nummer)\\})[^{}]*\\}'), _negated=True), _connector='OR'), models.Q(models.Q(('kind', 'repayment'), _negated=True), models.Q(('body__regex', '\\{(?!(empfaenger|standort|jahr|zweck|betrag|datum|bescheid|faellig|zinssatz|ausgezahlt|nachgewiesen)\\})[^{}]*\\}'), _negated=True), _connector='OR')), name='notice_text_tokens_known', violation_error_message='In geschweiften Klammern stehen nur bekannte Platzhalter.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticetext',
            trigger=pgtrigger.compiler.Trigger(name='notice_text_used', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='e06d6d9625982acb2f59dffc18b17c3ace0bb5a7', pgid='pgtrigger_notice_text_used_35460', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_notice_text_used_35460() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF EXISTS (SELECT 1 FROM public.funding_decision d WHERE d.approved_on >= OLD.valid_from\n    AND CASE WHEN d.kind IN (\'grant\', \'revocation\') THEN d.kind ELSE \'change\' END = OLD.kind)\n  OR OLD.kind = \'repayment\'\n    AND EXISTS (SELECT 1 FROM public.funding_repaymentclaim c WHERE c.issued_on >= OLD.valid_from) THEN RAISE EXCEPTION \'Nach diesem Baustein ist schon ein Bescheid ergangen. Legen Sie eine neue Fassung an.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'notice_text_used\'; END IF; RETURN coalesce(NEW, OLD);\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_notice_text_used_35460 ON public."funding_noticetext";\n            CREATE  TRIGGER pgtrigger_notice_text_used_35460\n                BEFORE UPDATE OR DELETE ON public."funding_noticetext"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_notice_text_used_35460();\n\n            COMMENT ON TRIGGER pgtrigger_notice_text_used_35460 ON public."funding_noticetext" IS \'e06d6d9625982acb2f59dffc18b17c3ace0bb5a7\';\n        ', table='funding_noticetext')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticetext',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='c1e54a1a9fd95658b87929f7831d4c50da7edfeb', pgid='pgtrigger_insert_insert_44001', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_44001() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_noticetextevent" ("body", "id", "is_example", "kind", "part", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from") VALUES (NEW."body", NEW."id", NEW."is_example", NEW."kind", NEW."part", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."valid_from"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_44001 ON public."funding_noticetext";\n            CREATE  TRIGGER pgtrigger_insert_insert_44001\n                AFTER INSERT ON public."funding_noticetext"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_44001();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_44001 ON public."funding_noticetext" IS \'c1e54a1a9fd95658b87929f7831d4c50da7edfeb\';\n        ', table='funding_noticetext')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticetext',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='7295b393d1a6c066fa7e7718d9fa9dfbf41787c4', pgid='pgtrigger_update_update_79a89', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_79a89() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_noticetextevent" ("body", "id", "is_example", "kind", "part", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from") VALUES (NEW."body", NEW."id", NEW."is_example", NEW."kind", NEW."part", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."valid_from"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_79a89 ON public."funding_noticetext";\n            CREATE  TRIGGER pgtrigger_update_update_79a89\n                AFTER UPDATE ON public."funding_noticetext"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_79a89();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_79a89 ON public."funding_noticetext" IS \'7295b393d1a6c066fa7e7718d9fa9dfbf41787c4\';\n        ', table='funding_noticetext')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticetext',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='3da50ea5f1ee83859978cae3343ff91c0dc6137c', pgid='pgtrigger_delete_delete_4c09e', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_4c09e() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_noticetextevent" ("body", "id", "is_example", "kind", "part", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from") VALUES (OLD."body", OLD."id", OLD."is_example", OLD."kind", OLD."part", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."valid_from"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_4c09e ON public."funding_noticetext";\n            CREATE  TRIGGER pgtrigger_delete_delete_4c09e\n                AFTER DELETE ON public."funding_noticetext"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_4c09e();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_4c09e ON public."funding_noticetext" IS \'3da50ea5f1ee83859978cae3343ff91c0dc6137c\';\n        ', table='funding_noticetext')),
        ),
        migrations.AddField(
            model_name='noticetextevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='funding.noticetext'),
        ),
        migrations.AddField(
            model_name='paymentitem',
            name='disbursement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payment_items', to='funding.disbursement', verbose_name='Auszahlung'),
        ),
        migrations.AddField(
            model_name='paymentitemevent',
            name='disbursement',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.disbursement', verbose_name='Auszahlung'),
        ),
        migrations.AddField(
            model_name='paymentitemevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='funding.paymentitem'),
        ),
        migrations.AddField(
            model_name='paymentrun',
            name='cancelled_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Storniert von'),
        ),
        migrations.AddField(
            model_name='paymentrun',
            name='created_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Erstellt von'),
        ),
        migrations.AddField(
            model_name='paymentrun',
            name='fiscal_year',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payment_runs', to='funding.fiscalyear', verbose_name='Haushaltsjahr'),
        ),
        migrations.AddField(
            model_name='paymentitemevent',
            name='run',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.paymentrun', verbose_name='Zahlungsliste'),
        ),
        migrations.AddField(
            model_name='paymentitem',
            name='run',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='funding.paymentrun', verbose_name='Zahlungsliste'),
        ),
        migrations.AddField(
            model_name='paymentrunevent',
            name='cancelled_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Storniert von'),
        ),
        migrations.AddField(
            model_name='paymentrunevent',
            name='created_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Erstellt von'),
        ),
        migrations.AddField(
            model_name='paymentrunevent',
            name='fiscal_year',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.fiscalyear', verbose_name='Haushaltsjahr'),
        ),
        migrations.AddField(
            model_name='paymentrunevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='funding.paymentrun'),
        ),
        migrations.AddField(
            model_name='paymentrunexport',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Ausgegeben an'),
        ),
        migrations.AddField(
            model_name='paymentrunexport',
            name='run',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exports', to='funding.paymentrun', verbose_name='Zahlungsliste'),
        ),
        migrations.AddField(
            model_name='paymentrunexportevent',
            name='by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Ausgegeben an'),
        ),
        migrations.AddField(
            model_name='paymentrunexportevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='funding.paymentrunexport'),
        ),
        migrations.AddField(
            model_name='paymentrunexportevent',
            name='run',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.paymentrun', verbose_name='Zahlungsliste'),
        ),
        migrations.AddField(
            model_name='proofattachmentevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='funding.proofattachment'),
        ),
        migrations.AddField(
            model_name='prooflineevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='funding.proofline'),
        ),
        migrations.AddField(
            model_name='proofofuse',
            name='accepted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Angenommen von'),
        ),
        migrations.AddField(
            model_name='proofofuse',
            name='allocation',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='proof', to='funding.allocation', verbose_name='Zuweisung'),
        ),
        migrations.AddField(
            model_name='proofofuse',
            name='saved_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Zuletzt gespeichert von'),
        ),
        migrations.AddField(
            model_name='proofofuse',
            name='submitted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Eingereicht von'),
        ),
        migrations.AddField(
            model_name='prooflineevent',
            name='proof',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.proofofuse', verbose_name='Verwendungsnachweis'),
        ),
        migrations.AddField(
            model_name='proofline',
            name='proof',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='funding.proofofuse', verbose_name='Verwendungsnachweis'),
        ),
        migrations.AddField(
            model_name='proofattachmentevent',
            name='proof',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.proofofuse', verbose_name='Verwendungsnachweis'),
        ),
        migrations.AddField(
            model_name='proofattachment',
            name='proof',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='funding.proofofuse', verbose_name='Verwendungsnachweis'),
        ),
        migrations.AddField(
            model_name='proofofuseevent',
            name='accepted_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Angenommen von'),
        ),
        migrations.AddField(
            model_name='proofofuseevent',
            name='allocation',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.allocation', verbose_name='Zuweisung'),
        ),
        migrations.AddField(
            model_name='proofofuseevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='funding.proofofuse'),
        ),
        migrations.AddField(
            model_name='proofofuseevent',
            name='submitted_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Eingereicht von'),
        ),
        migrations.AddField(
            model_name='proofreturn',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Zurückgegeben von'),
        ),
        migrations.AddField(
            model_name='proofreturn',
            name='proof',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='returns', to='funding.proofofuse', verbose_name='Verwendungsnachweis'),
        ),
        migrations.AddField(
            model_name='proofreturn',
            name='submitted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='War eingereicht von'),
        ),
        migrations.AddField(
            model_name='proofreturnevent',
            name='by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Zurückgegeben von'),
        ),
        migrations.AddField(
            model_name='proofreturnevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='funding.proofreturn'),
        ),
        migrations.AddField(
            model_name='proofreturnevent',
            name='proof',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.proofofuse', verbose_name='Verwendungsnachweis'),
        ),
        migrations.AddField(
            model_name='proofreturnevent',
            name='submitted_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='War eingereicht von'),
        ),
        migrations.AddField(
            model_name='reallocation',
            name='increase',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funding.decision', verbose_name='Erhöhung'),
        ),
        migrations.AddField(
            model_name='reallocation',
            name='reduction',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funding.decision', verbose_name='Minderung'),
        ),
        migrations.AddField(
            model_name='reallocationevent',
            name='increase',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.decision', verbose_name='Erhöhung'),
        ),
        migrations.AddField(
            model_name='reallocationevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='funding.reallocation'),
        ),
        migrations.AddField(
            model_name='reallocationevent',
            name='reduction',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.decision', verbose_name='Minderung'),
        ),
        migrations.AddField(
            model_name='repaymentclaim',
            name='allocation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='repayment_claims', to='funding.allocation', verbose_name='Zuweisung'),
        ),
        migrations.AddField(
            model_name='repaymentclaim',
            name='booked_in',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='funding.fiscalyear', verbose_name='Vereinnahmt im Haushaltsjahr'),
        ),
        migrations.AddField(
            model_name='repaymentclaim',
            name='drafted_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Entworfen von'),
        ),
        migrations.AddField(
            model_name='repaymentclaim',
            name='issued_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Erlassen von'),
        ),
        migrations.AddField(
            model_name='repaymentclaim',
            name='recorded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Eingang gebucht von'),
        ),
        migrations.AddField(
            model_name='noticeevent',
            name='claim',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.repaymentclaim', verbose_name='Rückforderung'),
        ),
        migrations.AddField(
            model_name='notice',
            name='claim',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notice', to='funding.repaymentclaim', verbose_name='Rückforderung'),
        ),
        migrations.AddField(
            model_name='repaymentclaimevent',
            name='allocation',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.allocation', verbose_name='Zuweisung'),
        ),
        migrations.AddField(
            model_name='repaymentclaimevent',
            name='booked_in',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.fiscalyear', verbose_name='Vereinnahmt im Haushaltsjahr'),
        ),
        migrations.AddField(
            model_name='repaymentclaimevent',
            name='drafted_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Entworfen von'),
        ),
        migrations.AddField(
            model_name='repaymentclaimevent',
            name='issued_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Erlassen von'),
        ),
        migrations.AddField(
            model_name='repaymentclaimevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='funding.repaymentclaim'),
        ),
        migrations.AddField(
            model_name='repaymentclaimevent',
            name='recorded_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Eingang gebucht von'),
        ),
        migrations.AddField(
            model_name='reversal',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Storniert von'),
        ),
        migrations.AddField(
            model_name='reversal',
            name='disbursement',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reversal', to='funding.disbursement', verbose_name='Auszahlung'),
        ),
        migrations.CreateModel(
            name='ClaimedReversal',
            fields=[
            ],
            options={
                'verbose_name': 'Storno und Rückforderung',
                'verbose_name_plural': 'Stornos und Rückforderungen',
                'proxy': True,
                'default_permissions': (),
                'indexes': [],
                'constraints': [],
            },
            bases=('funding.reversal',),
        ),
        migrations.AddField(
            model_name='reversalevent',
            name='by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Storniert von'),
        ),
        migrations.AddField(
            model_name='reversalevent',
            name='disbursement',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.disbursement', verbose_name='Auszahlung'),
        ),
        migrations.AddField(
            model_name='reversalevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='funding.reversal'),
        ),
        migrations.AddField(
            model_name='withdrawal',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Zurückgenommen von'),
        ),
        migrations.AddField(
            model_name='withdrawal',
            name='disbursement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawals', to='funding.disbursement', verbose_name='Auszahlung'),
        ),
        migrations.AddField(
            model_name='withdrawal',
            name='signed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Unterschrieben von'),
        ),
        migrations.AddField(
            model_name='withdrawalevent',
            name='by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Zurückgenommen von'),
        ),
        migrations.AddField(
            model_name='withdrawalevent',
            name='disbursement',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='funding.disbursement', verbose_name='Auszahlung'),
        ),
        migrations.AddField(
            model_name='withdrawalevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='funding.withdrawal'),
        ),
        migrations.AddField(
            model_name='withdrawalevent',
            name='signed_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Unterschrieben von'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundedcoverage',
            trigger=pgtrigger.compiler.Trigger(name='funded_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='f1558ffb2380cf6813d727f87167a4c04e6533fc', pgid='pgtrigger_funded_update_8f940', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_funded_update_8f940() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.funding_check_years(ARRAY(WITH changed AS (TABLE before UNION ALL TABLE after) SELECT DISTINCT a.fiscal_year_id FROM public.funding_allocation a JOIN public.funding_decision d ON d.allocation_id = a.id WHERE d.approved_on IS NOT NULL)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_funded_update_8f940 ON public."sites_coverage";\n            CREATE  TRIGGER pgtrigger_funded_update_8f940\n                AFTER UPDATE ON public."sites_coverage"\n                \n                REFERENCING OLD TABLE AS before  NEW TABLE AS after \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_funded_update_8f940();\n\n            COMMENT ON TRIGGER pgtrigger_funded_update_8f940 ON public."sites_coverage" IS \'f1558ffb2380cf6813d727f87167a4c04e6533fc\';\n        ', table='sites_coverage')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundedcoverage',
            trigger=pgtrigger.compiler.Trigger(name='funded_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='10b3b8193205d88816f05fbe2d77f89657591581', pgid='pgtrigger_funded_delete_b3470', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_funded_delete_b3470() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.funding_check_years(ARRAY(SELECT DISTINCT a.fiscal_year_id FROM public.funding_allocation a JOIN public.funding_decision d ON d.allocation_id = a.id WHERE d.approved_on IS NOT NULL)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_funded_delete_b3470 ON public."sites_coverage";\n            CREATE  TRIGGER pgtrigger_funded_delete_b3470\n                AFTER DELETE ON public."sites_coverage"\n                \n                REFERENCING OLD TABLE AS changed \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_funded_delete_b3470();\n\n            COMMENT ON TRIGGER pgtrigger_funded_delete_b3470 ON public."sites_coverage" IS \'10b3b8193205d88816f05fbe2d77f89657591581\';\n        ', table='sites_coverage')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundedseat',
            trigger=pgtrigger.compiler.Trigger(name='funded_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='ab74090d1c78c9ce6a298613507c1263d592c45b', pgid='pgtrigger_funded_update_df061', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_funded_update_df061() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.funding_check_years(ARRAY(WITH changed AS (TABLE before UNION ALL TABLE after) SELECT DISTINCT a.fiscal_year_id FROM public.funding_allocation a JOIN public.funding_decision d ON d.allocation_id = a.id WHERE d.approved_on IS NOT NULL)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_funded_update_df061 ON public."sites_seat";\n            CREATE  TRIGGER pgtrigger_funded_update_df061\n                AFTER UPDATE ON public."sites_seat"\n                \n                REFERENCING OLD TABLE AS before  NEW TABLE AS after \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_funded_update_df061();\n\n            COMMENT ON TRIGGER pgtrigger_funded_update_df061 ON public."sites_seat" IS \'ab74090d1c78c9ce6a298613507c1263d592c45b\';\n        ', table='sites_seat')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundedseat',
            trigger=pgtrigger.compiler.Trigger(name='funded_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='310e43fdba538c9bef5a146b3070a376abb091f9', pgid='pgtrigger_funded_delete_fb422', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_funded_delete_fb422() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.funding_check_years(ARRAY(SELECT DISTINCT a.fiscal_year_id FROM public.funding_allocation a JOIN public.funding_decision d ON d.allocation_id = a.id WHERE d.approved_on IS NOT NULL)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_funded_delete_fb422 ON public."sites_seat";\n            CREATE  TRIGGER pgtrigger_funded_delete_fb422\n                AFTER DELETE ON public."sites_seat"\n                \n                REFERENCING OLD TABLE AS changed \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_funded_delete_fb422();\n\n            COMMENT ON TRIGGER pgtrigger_funded_delete_fb422 ON public."sites_seat" IS \'310e43fdba538c9bef5a146b3070a376abb091f9\';\n        ', table='sites_seat')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundingmandate',
            trigger=pgtrigger.compiler.Trigger(name='mandate_money_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='098a18f92aebd25585ea796d39228d1c22edb14d', pgid='pgtrigger_mandate_money_update_e15c7', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_mandate_money_update_e15c7() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.funding_check_years(ARRAY(WITH changed AS (TABLE before UNION ALL TABLE after) SELECT y.id FROM public.funding_fiscalyear y JOIN changed c ON y.mandate_id = c.id)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_mandate_money_update_e15c7 ON public."partners_mandate";\n            CREATE  TRIGGER pgtrigger_mandate_money_update_e15c7\n                AFTER UPDATE ON public."partners_mandate"\n                \n                REFERENCING OLD TABLE AS before  NEW TABLE AS after \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_mandate_money_update_e15c7();\n\n            COMMENT ON TRIGGER pgtrigger_mandate_money_update_e15c7 ON public."partners_mandate" IS \'098a18f92aebd25585ea796d39228d1c22edb14d\';\n        ', table='partners_mandate')),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount__gt', 0), ('amount__lte', Decimal('9999999999.99')), ('kind__in', ('grant', 'increase'))), models.Q(('amount__gte', Decimal('-9999999999.99')), ('amount__lt', 0), ('kind__in', ('reduction', 'revocation'))), _connector='OR'), name='decision_amount_fits_kind', violation_error_message='Zuwendung und Erhöhung haben einen Betrag über null, Minderung und Widerruf einen unter null.'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='decision_dual_control', violation_error_message='Vier-Augen-Prinzip: Wer einen Bescheid entworfen hat, gibt ihn nicht selbst frei.'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('approved_on__isnull', True), ('approved_on__gte', models.F('drafted_on')), _connector='OR'), name='decision_approved_after_draft', violation_error_message='Die Freigabe liegt vor dem Entwurf.'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'grant'), ('reason__regex', '\\S'), _connector='OR'), name='decision_reason_given', violation_error_message='Ein Änderungs- oder Widerrufsbescheid nennt seine Gründe.'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_on__isnull', True), ('notice_number', ''), ('notice_sequence__isnull', True)), models.Q(('approved_on__isnull', False), ('notice_sequence__isnull', False), models.Q(('notice_number', ''), _negated=True)), _connector='OR'), name='decision_numbered_when_approved', violation_error_message='Ein Bescheid bekommt seine Nummer mit der Freigabe, ein Entwurf hat keine.'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(condition=models.Q(('notice_number', ''), _negated=True), fields=('notice_number',), name='decision_notice_number_unique', violation_error_message='Diese Bescheid-Nr. ist schon vergeben.'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_by__isnull', True), ('approved_on__isnull', True)), models.Q(('approved_by__isnull', False), ('approved_on__isnull', False)), _connector='OR'), name='decision_approval_has_person', violation_error_message='Zur Freigabe gehören Datum und Person.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='queued', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='269256bc59623e4ca365d4fee31d4065e2098e06', pgid='pgtrigger_queued_52423', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_queued_52423() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF current_setting(\'transaction_isolation\') = \'repeatable read\' THEN\n  RAISE EXCEPTION \'REPEATABLE READ kann die Grenzen nicht wahren; bitte READ COMMITTED verwenden.\'\n    USING ERRCODE = \'feature_not_supported\', CONSTRAINT = \'isolation\';\nEND IF;\nPERFORM pg_advisory_xact_lock(hashtext(\'quartiersarbeit.limits\'));\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_queued_52423 ON public."funding_decision";\n            CREATE  TRIGGER pgtrigger_queued_52423\n                BEFORE INSERT OR UPDATE OR DELETE ON public."funding_decision"\n                \n                \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_queued_52423();\n\n            COMMENT ON TRIGGER pgtrigger_queued_52423 ON public."funding_decision" IS \'269256bc59623e4ca365d4fee31d4065e2098e06\';\n        ', table='funding_decision')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='reallocation_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='9dc7fffca87d490b27611f84aeb3dbc4b343eba8', pgid='pgtrigger_reallocation_update_2f8fe', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_reallocation_update_2f8fe() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.funding_check_reallocations(ARRAY(WITH changed AS (TABLE before UNION ALL TABLE after) SELECT r.id FROM public.funding_reallocation r JOIN changed c ON c.id IN (r.reduction_id, r.increase_id))); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_reallocation_update_2f8fe ON public."funding_decision";\n            CREATE  TRIGGER pgtrigger_reallocation_update_2f8fe\n                AFTER UPDATE ON public."funding_decision"\n                \n                REFERENCING OLD TABLE AS before  NEW TABLE AS after \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_reallocation_update_2f8fe();\n\n            COMMENT ON TRIGGER pgtrigger_reallocation_update_2f8fe ON public."funding_decision" IS \'9dc7fffca87d490b27611f84aeb3dbc4b343eba8\';\n        ', table='funding_decision')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='notice_number', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='bf97c3e196f3e1e8a098d4dd57f2c7ccc38b4ed7', pgid='pgtrigger_notice_number_d396a', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_notice_number_d396a() RETURNS TRIGGER AS $$\n                DECLARE y record; next integer; wanted text;\n                BEGIN\n                    \nIF NEW.approved_on IS NULL OR (TG_OP = \'UPDATE\' AND OLD.approved_on IS NOT NULL) THEN\n  RETURN NEW;\nEND IF;\nSELECT f.id, f.year, f.notice_pattern AS pattern INTO y FROM public.funding_allocation a\n  JOIN public.funding_fiscalyear f ON f.id = a.fiscal_year_id WHERE a.id = NEW.allocation_id;\nSELECT coalesce(max(d.notice_sequence), 0) + 1 INTO next FROM public.funding_decision d\n  JOIN public.funding_allocation a ON a.id = d.allocation_id WHERE a.fiscal_year_id = y.id;\nwanted := regexp_replace(\n  replace(y.pattern, \'{year}\', y.year::text), \'[{]number[^}]*[}]\',\n  lpad(next::text, greatest(length(next::text), coalesce(substring(y.pattern FROM \':0([1-9])d\')::int, 1)), \'0\'));\nIF coalesce(NEW.notice_sequence, next) <> next OR coalesce(nullif(NEW.notice_number, \'\'), wanted) <> wanted THEN\n  RAISE EXCEPTION \'Bescheide werden im Jahr lückenlos nummeriert; die Nummer vergibt das System.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'notice_number\';\nEND IF;\nNEW.notice_sequence := next;\nNEW.notice_number := wanted;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_notice_number_d396a ON public."funding_decision";\n            CREATE  TRIGGER pgtrigger_notice_number_d396a\n                BEFORE INSERT OR UPDATE ON public."funding_decision"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_notice_number_d396a();\n\n            COMMENT ON TRIGGER pgtrigger_notice_number_d396a ON public."funding_decision" IS \'bf97c3e196f3e1e8a098d4dd57f2c7ccc38b4ed7\';\n        ', table='funding_decision')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='decision_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='a97359324b9d90c6b8dbf7da012deee97577109c', pgid='pgtrigger_decision_immutable_2e974', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_decision_immutable_2e974() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Ein freigegebener Bescheid ändert sich nicht mehr. Berichtigen Sie ihn durch einen neuen.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'decision_immutable\'; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_decision_immutable_2e974 ON public."funding_decision";\n            CREATE  TRIGGER pgtrigger_decision_immutable_2e974\n                BEFORE UPDATE ON public."funding_decision"\n                \n                \n                FOR EACH ROW WHEN (OLD."approved_on" IS NOT NULL)\n                EXECUTE FUNCTION public.pgtrigger_decision_immutable_2e974();\n\n            COMMENT ON TRIGGER pgtrigger_decision_immutable_2e974 ON public."funding_decision" IS \'a97359324b9d90c6b8dbf7da012deee97577109c\';\n        ', table='funding_decision')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='decision_immutable_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='3f1a60c8e6cbe3fb3570534fc0334535f94f7378', pgid='pgtrigger_decision_immutable_delete_eb598', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_decision_immutable_delete_eb598() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Ein freigegebener Bescheid ändert sich nicht mehr. Berichtigen Sie ihn durch einen neuen.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'decision_immutable\'; RETURN OLD;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_decision_immutable_delete_eb598 ON public."funding_decision";\n            CREATE  TRIGGER pgtrigger_decision_immutable_delete_eb598\n                BEFORE DELETE ON public."funding_decision"\n                \n                \n                FOR EACH ROW WHEN (OLD."approved_on" IS NOT NULL)\n                EXECUTE FUNCTION public.pgtrigger_decision_immutable_delete_eb598();\n\n            COMMENT ON TRIGGER pgtrigger_decision_immutable_delete_eb598 ON public."funding_decision" IS \'3f1a60c8e6cbe3fb3570534fc0334535f94f7378\';\n        ', table='funding_decision')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='funding_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='51fef169944d3ca6a46330308b00a5d724cd17f9', pgid='pgtrigger_funding_insert_854f4', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_funding_insert_854f4() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.funding_check_open_years(ARRAY(SELECT DISTINCT a.fiscal_year_id FROM public.funding_allocation a JOIN changed c ON a.id = c.allocation_id)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_funding_insert_854f4 ON public."funding_decision";\n            CREATE  TRIGGER pgtrigger_funding_insert_854f4\n                AFTER INSERT ON public."funding_decision"\n                \n                REFERENCING NEW TABLE AS changed \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_funding_insert_854f4();\n\n            COMMENT ON TRIGGER pgtrigger_funding_insert_854f4 ON public."funding_decision" IS \'51fef169944d3ca6a46330308b00a5d724cd17f9\';\n        ', table='funding_decision')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='funding_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='99399e5ae9efa32549742636ec02479690443467', pgid='pgtrigger_funding_update_1efdc', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_funding_update_1efdc() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.funding_check_open_years(ARRAY(WITH changed AS (TABLE before UNION ALL TABLE after) SELECT DISTINCT a.fiscal_year_id FROM public.funding_allocation a JOIN changed c ON a.id = c.allocation_id)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_funding_update_1efdc ON public."funding_decision";\n            CREATE  TRIGGER pgtrigger_funding_update_1efdc\n                AFTER UPDATE ON public."funding_decision"\n                \n                REFERENCING OLD TABLE AS before  NEW TABLE AS after \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_funding_update_1efdc();\n\n            COMMENT ON TRIGGER pgtrigger_funding_update_1efdc ON public."funding_decision" IS \'99399e5ae9efa32549742636ec02479690443467\';\n        ', table='funding_decision')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='funding_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='5a77341ebc44d8d80af036dded11f5981c52dec5', pgid='pgtrigger_funding_delete_fd746', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_funding_delete_fd746() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.funding_check_open_years(ARRAY(SELECT DISTINCT a.fiscal_year_id FROM public.funding_allocation a JOIN changed c ON a.id = c.allocation_id)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_funding_delete_fd746 ON public."funding_decision";\n            CREATE  TRIGGER pgtrigger_funding_delete_fd746\n                AFTER DELETE ON public."funding_decision"\n                \n                REFERENCING OLD TABLE AS changed \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_funding_delete_fd746();\n\n            COMMENT ON TRIGGER pgtrigger_funding_delete_fd746 ON public."funding_decision" IS \'5a77341ebc44d8d80af036dded11f5981c52dec5\';\n        ', table='funding_decision')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='5155b87b8b455edb00c84a2d48a611916df4910f', pgid='pgtrigger_insert_insert_b4060', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_b4060() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_decisionevent" ("allocation_id", "amount", "approved_by_id", "approved_on", "drafted_by_id", "drafted_on", "id", "kind", "notice_number", "notice_sequence", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."allocation_id", NEW."amount", NEW."approved_by_id", NEW."approved_on", NEW."drafted_by_id", NEW."drafted_on", NEW."id", NEW."kind", NEW."notice_number", NEW."notice_sequence", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_b4060 ON public."funding_decision";\n            CREATE  TRIGGER pgtrigger_insert_insert_b4060\n                AFTER INSERT ON public."funding_decision"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_b4060();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_b4060 ON public."funding_decision" IS \'5155b87b8b455edb00c84a2d48a611916df4910f\';\n        ', table='funding_decision')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='a89cf53f03528827ff61626ca78323bb963b3e03', pgid='pgtrigger_update_update_37057', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_37057() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_decisionevent" ("allocation_id", "amount", "approved_by_id", "approved_on", "drafted_by_id", "drafted_on", "id", "kind", "notice_number", "notice_sequence", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."allocation_id", NEW."amount", NEW."approved_by_id", NEW."approved_on", NEW."drafted_by_id", NEW."drafted_on", NEW."id", NEW."kind", NEW."notice_number", NEW."notice_sequence", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."reason"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_37057 ON public."funding_decision";\n            CREATE  TRIGGER pgtrigger_update_update_37057\n                AFTER UPDATE ON public."funding_decision"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_37057();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_37057 ON public."funding_decision" IS \'a89cf53f03528827ff61626ca78323bb963b3e03\';\n        ', table='funding_decision')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='16eeac75263aea5a2c93a5518962eec31abc1401', pgid='pgtrigger_delete_delete_60af8', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_60af8() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_decisionevent" ("allocation_id", "amount", "approved_by_id", "approved_on", "drafted_by_id", "drafted_on", "id", "kind", "notice_number", "notice_sequence", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."allocation_id", OLD."amount", OLD."approved_by_id", OLD."approved_on", OLD."drafted_by_id", OLD."drafted_on", OLD."id", OLD."kind", OLD."notice_number", OLD."notice_sequence", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_60af8 ON public."funding_decision";\n            CREATE  TRIGGER pgtrigger_delete_delete_60af8\n                AFTER DELETE ON public."funding_decision"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_60af8();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_60af8 ON public."funding_decision" IS \'16eeac75263aea5a2c93a5518962eec31abc1401\';\n        ', table='funding_decision')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='61be3073d4769f7eda53a57e3ca01528659a6193', pgid='pgtrigger_append_only_0cf3d', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_0cf3d() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_0cf3d ON public."funding_decisionevent";\n            CREATE  TRIGGER pgtrigger_append_only_0cf3d\n                BEFORE UPDATE OR DELETE ON public."funding_decisionevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_0cf3d();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_0cf3d ON public."funding_decisionevent" IS \'61be3073d4769f7eda53a57e3ca01528659a6193\';\n        ', table='funding_decisionevent')),
        ),
        migrations.AddConstraint(
            model_name='disbursement',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', '0.01'), ('amount__lte', Decimal('9999999999.99'))), name='disbursement_amount_positive', violation_error_message='Eine Auszahlung beträgt mindestens einen Cent.'),
        ),
        migrations.AddConstraint(
            model_name='disbursement',
            constraint=models.CheckConstraint(condition=models.Q(('released_by__isnull', True), models.Q(models.Q(('released_by', models.F('certified_by')), _negated=True), models.Q(('released_by', models.F('drafted_by')), _negated=True)), _connector='OR'), name='disbursement_dual_control', violation_error_message='Vier-Augen-Prinzip: Wer eine Auszahlung vorgesehen oder festgestellt hat, gibt sie nicht selbst frei.'),
        ),
        migrations.AddConstraint(
            model_name='disbursement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('released_on__isnull', True), models.Q(('certified_on__isnull', False), ('released_on__gte', models.F('certified_on'))), _connector='OR'), models.Q(('paid_on__isnull', True), models.Q(('paid_on__gte', models.F('released_on')), ('released_on__isnull', False)), _connector='OR')), name='disbursement_steps_in_order', violation_error_message='Erst feststellen, dann freigeben, dann auszahlen.'),
        ),
        migrations.AddConstraint(
            model_name='disbursement',
            constraint=models.CheckConstraint(condition=models.Q(('released_on__isnull', False), models.Q(('recipient_iban', ''), ('recipient_name', '')), _connector='OR'), name='disbursement_recipient_with_release', violation_error_message='Empfänger und IBAN stehen erst mit der Freigabe fest.'),
        ),
        migrations.AddConstraint(
            model_name='disbursement',
            constraint=models.UniqueConstraint(fields=('allocation', 'number'), name='disbursement_number_unique', violation_error_message='Diese Rate gibt es schon.'),
        ),
        migrations.AddConstraint(
            model_name='disbursement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('certified_by__isnull', True), ('certified_on__isnull', True)), models.Q(('certified_by__isnull', False), ('certified_on__isnull', False)), _connector='OR'), name='disbursement_certified_has_person', violation_error_message='Zur Feststellung gehören Datum und Person.'),
        ),
        migrations.AddConstraint(
            model_name='disbursement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('released_by__isnull', True), ('released_on__isnull', True)), models.Q(('released_by__isnull', False), ('released_on__isnull', False)), _connector='OR'), name='disbursement_released_has_person', violation_error_message='Zur Freigabe gehören Datum und Person.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disbursement',
            trigger=pgtrigger.compiler.Trigger(name='queued', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='0bd60c89fe94b6db30b41135304656ed4215b0cb', pgid='pgtrigger_queued_73bfb', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_queued_73bfb() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF current_setting(\'transaction_isolation\') = \'repeatable read\' THEN\n  RAISE EXCEPTION \'REPEATABLE READ kann die Grenzen nicht wahren; bitte READ COMMITTED verwenden.\'\n    USING ERRCODE = \'feature_not_supported\', CONSTRAINT = \'isolation\';\nEND IF;\nPERFORM pg_advisory_xact_lock(hashtext(\'quartiersarbeit.limits\'));\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_queued_73bfb ON public."funding_disbursement";\n            CREATE  TRIGGER pgtrigger_queued_73bfb\n                BEFORE INSERT OR UPDATE OR DELETE ON public."funding_disbursement"\n                \n                \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_queued_73bfb();\n\n            COMMENT ON TRIGGER pgtrigger_queued_73bfb ON public."funding_disbursement" IS \'0bd60c89fe94b6db30b41135304656ed4215b0cb\';\n        ', table='funding_disbursement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disbursement',
            trigger=pgtrigger.compiler.Trigger(name='disbursement_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='183f57451df38a633bd13dc4a4f1ee015ef894ad', pgid='pgtrigger_disbursement_immutable_a50e0', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_disbursement_immutable_a50e0() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Eine ausgezahlte Rate ändert sich nicht mehr. Stornieren Sie sie.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'disbursement_immutable\'; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_disbursement_immutable_a50e0 ON public."funding_disbursement";\n            CREATE  TRIGGER pgtrigger_disbursement_immutable_a50e0\n                BEFORE UPDATE ON public."funding_disbursement"\n                \n                \n                FOR EACH ROW WHEN (OLD."paid_on" IS NOT NULL)\n                EXECUTE FUNCTION public.pgtrigger_disbursement_immutable_a50e0();\n\n            COMMENT ON TRIGGER pgtrigger_disbursement_immutable_a50e0 ON public."funding_disbursement" IS \'183f57451df38a633bd13dc4a4f1ee015ef894ad\';\n        ', table='funding_disbursement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disbursement',
            trigger=pgtrigger.compiler.Trigger(name='disbursement_immutable_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='532da212d0bf5db47fbf38a1a14c139ab06ce69b', pgid='pgtrigger_disbursement_immutable_delete_dac8f', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_disbursement_immutable_delete_dac8f() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Eine ausgezahlte Rate ändert sich nicht mehr. Stornieren Sie sie.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'disbursement_immutable\'; RETURN OLD;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_disbursement_immutable_delete_dac8f ON public."funding_disbursement";\n            CREATE  TRIGGER pgtrigger_disbursement_immutable_delete_dac8f\n                BEFORE DELETE ON public."funding_disbursement"\n                \n                \n                FOR EACH ROW WHEN (OLD."paid_on" IS NOT NULL)\n                EXECUTE FUNCTION public.pgtrigger_disbursement_immutable_delete_dac8f();\n\n            COMMENT ON TRIGGER pgtrigger_disbursement_immutable_delete_dac8f ON public."funding_disbursement" IS \'532da212d0bf5db47fbf38a1a14c139ab06ce69b\';\n        ', table='funding_disbursement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disbursement',
            trigger=pgtrigger.compiler.Trigger(name='disbursement_certified_frozen', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='cb8691a76846492b63662f9070bb9307cf16d246', pgid='pgtrigger_disbursement_certified_frozen_cc26b', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_disbursement_certified_frozen_cc26b() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Eine festgestellte Rate ändert sich nicht mehr. Nehmen Sie erst die Feststellung zurück.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'disbursement_certified_frozen\'; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_disbursement_certified_frozen_cc26b ON public."funding_disbursement";\n            CREATE  TRIGGER pgtrigger_disbursement_certified_frozen_cc26b\n                BEFORE UPDATE ON public."funding_disbursement"\n                \n                \n                FOR EACH ROW WHEN (OLD.paid_on IS NULL AND OLD.certified_on IS NOT NULL AND NEW.certified_on IS NOT NULL AND (OLD.allocation_id IS DISTINCT FROM NEW.allocation_id OR OLD.number IS DISTINCT FROM NEW.number OR OLD.amount IS DISTINCT FROM NEW.amount OR OLD.due_on IS DISTINCT FROM NEW.due_on OR OLD.drafted_on IS DISTINCT FROM NEW.drafted_on OR OLD.drafted_by_id IS DISTINCT FROM NEW.drafted_by_id OR OLD.certified_on IS DISTINCT FROM NEW.certified_on OR OLD.certified_by_id IS DISTINCT FROM NEW.certified_by_id))\n                EXECUTE FUNCTION public.pgtrigger_disbursement_certified_frozen_cc26b();\n\n            COMMENT ON TRIGGER pgtrigger_disbursement_certified_frozen_cc26b ON public."funding_disbursement" IS \'cb8691a76846492b63662f9070bb9307cf16d246\';\n        ', table='funding_disbursement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disbursement',
            trigger=pgtrigger.compiler.Trigger(name='disbursement_certified_kept', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='da319b850d012a72d78800cc61bccfe050e8fee3', pgid='pgtrigger_disbursement_certified_kept_33d62', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_disbursement_certified_kept_33d62() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Eine festgestellte Rate ändert sich nicht mehr. Nehmen Sie erst die Feststellung zurück.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'disbursement_certified_frozen\'; RETURN OLD;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_disbursement_certified_kept_33d62 ON public."funding_disbursement";\n            CREATE  TRIGGER pgtrigger_disbursement_certified_kept_33d62\n                BEFORE DELETE ON public."funding_disbursement"\n                \n                \n                FOR EACH ROW WHEN (OLD."certified_on" IS NOT NULL AND OLD."paid_on" IS NULL)\n                EXECUTE FUNCTION public.pgtrigger_disbursement_certified_kept_33d62();\n\n            COMMENT ON TRIGGER pgtrigger_disbursement_certified_kept_33d62 ON public."funding_disbursement" IS \'da319b850d012a72d78800cc61bccfe050e8fee3\';\n        ', table='funding_disbursement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disbursement',
            trigger=pgtrigger.compiler.Trigger(name='disbursement_released_frozen', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='f5a06a67abb4167286525dde5f977d93caa0a3ba', pgid='pgtrigger_disbursement_released_frozen_7e42c', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_disbursement_released_frozen_7e42c() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Empfänger und Konto einer freigegebenen Rate ändern sich nicht mehr. Nehmen Sie erst die Freigabe zurück.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'disbursement_released_frozen\'; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_disbursement_released_frozen_7e42c ON public."funding_disbursement";\n            CREATE  TRIGGER pgtrigger_disbursement_released_frozen_7e42c\n                BEFORE UPDATE ON public."funding_disbursement"\n                \n                \n                FOR EACH ROW WHEN (OLD.paid_on IS NULL AND OLD.released_on IS NOT NULL AND NEW.released_on IS NOT NULL AND (OLD.recipient_name IS DISTINCT FROM NEW.recipient_name OR OLD.recipient_iban IS DISTINCT FROM NEW.recipient_iban OR OLD.released_on IS DISTINCT FROM NEW.released_on OR OLD.released_by_id IS DISTINCT FROM NEW.released_by_id))\n                EXECUTE FUNCTION public.pgtrigger_disbursement_released_frozen_7e42c();\n\n            COMMENT ON TRIGGER pgtrigger_disbursement_released_frozen_7e42c ON public."funding_disbursement" IS \'f5a06a67abb4167286525dde5f977d93caa0a3ba\';\n        ', table='funding_disbursement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disbursement',
            trigger=pgtrigger.compiler.Trigger(name='disbursement_withdrawn_with_reason', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='42d3cbb901cecfd1bf340f9cab6ce4e79f1aed69', pgid='pgtrigger_disbursement_withdrawn_with_reason_6b852', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_disbursement_withdrawn_with_reason_6b852() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF (OLD.released_on IS NOT NULL AND NEW.released_on IS NULL AND NOT EXISTS (\n      SELECT 1 FROM public.funding_withdrawal WHERE disbursement_id = OLD.id AND step = \'release\'\n         AND signed_on = OLD.released_on AND signed_by_id = OLD.released_by_id))\n   OR (OLD.certified_on IS NOT NULL AND NEW.certified_on IS NULL AND NOT EXISTS (\n      SELECT 1 FROM public.funding_withdrawal WHERE disbursement_id = OLD.id AND step = \'certification\'\n         AND signed_on = OLD.certified_on AND signed_by_id = OLD.certified_by_id)) THEN RAISE EXCEPTION \'Eine Unterschrift wird nur mit Grund, Datum und Person zurückgenommen.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'disbursement_withdrawn_with_reason\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_disbursement_withdrawn_with_reason_6b852 ON public."funding_disbursement";\n            CREATE  TRIGGER pgtrigger_disbursement_withdrawn_with_reason_6b852\n                BEFORE UPDATE ON public."funding_disbursement"\n                \n                \n                FOR EACH ROW WHEN (OLD."paid_on" IS NULL)\n                EXECUTE FUNCTION public.pgtrigger_disbursement_withdrawn_with_reason_6b852();\n\n            COMMENT ON TRIGGER pgtrigger_disbursement_withdrawn_with_reason_6b852 ON public."funding_disbursement" IS \'42d3cbb901cecfd1bf340f9cab6ce4e79f1aed69\';\n        ', table='funding_disbursement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disbursement',
            trigger=pgtrigger.compiler.Trigger(name='disbursement_recipient_account', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='5d311e71d4cee099738a9364ab488b09799d2c74', pgid='pgtrigger_disbursement_recipient_account_ff7fb', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_disbursement_recipient_account_ff7fb() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF NEW.released_on IS NULL OR (TG_OP = \'UPDATE\' AND OLD.released_on IS NOT NULL) THEN\n  RETURN NEW;\nEND IF;\nSELECT coalesce(nullif(NEW.recipient_name, \'\'), p.name), coalesce(nullif(NEW.recipient_iban, \'\'), p.iban)\n  INTO NEW.recipient_name, NEW.recipient_iban\n  FROM public.funding_allocation a JOIN public.partners_partner p ON p.id = a.recipient_id WHERE a.id = NEW.allocation_id;\nIF NOT public.funding_iban_valid(NEW.recipient_iban) THEN\n  RAISE EXCEPTION \'Der Empfänger hat keine gültige IBAN. Tragen Sie sie beim Kooperationspartner ein.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'disbursement_recipient_account\';\nEND IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_disbursement_recipient_account_ff7fb ON public."funding_disbursement";\n            CREATE  TRIGGER pgtrigger_disbursement_recipient_account_ff7fb\n                BEFORE INSERT OR UPDATE ON public."funding_disbursement"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_disbursement_recipient_account_ff7fb();\n\n            COMMENT ON TRIGGER pgtrigger_disbursement_recipient_account_ff7fb ON public."funding_disbursement" IS \'5d311e71d4cee099738a9364ab488b09799d2c74\';\n        ', table='funding_disbursement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disbursement',
            trigger=pgtrigger.compiler.Trigger(name='disbursement_payment_complete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='4ab43cee09c48d7088ee8e3952c760b5e5ba5fb7', pgid='pgtrigger_disbursement_payment_complete_8ab4a', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_disbursement_payment_complete_8ab4a() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF NEW.paid_on >= NEW.released_on AND (NEW.paid_by_id IS NULL OR NEW.reference = \'\') THEN RAISE EXCEPTION \'Zur Zahlung gehören Datum, Person und Buchungszeichen.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'disbursement_payment_complete\', COLUMN = \'reference\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_disbursement_payment_complete_8ab4a ON public."funding_disbursement";\n            CREATE  TRIGGER pgtrigger_disbursement_payment_complete_8ab4a\n                BEFORE INSERT OR UPDATE ON public."funding_disbursement"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_disbursement_payment_complete_8ab4a();\n\n            COMMENT ON TRIGGER pgtrigger_disbursement_payment_complete_8ab4a ON public."funding_disbursement" IS \'4ab43cee09c48d7088ee8e3952c760b5e5ba5fb7\';\n        ', table='funding_disbursement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disbursement',
            trigger=pgtrigger.compiler.Trigger(name='disbursement_within_year', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='fc951060a7a0c0d17a8ff240189f52c6f1f43b86', pgid='pgtrigger_disbursement_within_year_71f5b', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_disbursement_within_year_71f5b() RETURNS TRIGGER AS $$\n                DECLARE budget integer;\n                BEGIN\n                    \nSELECT y.year INTO STRICT budget\n  FROM public.funding_allocation a JOIN public.funding_fiscalyear y ON y.id = a.fiscal_year_id WHERE a.id = NEW.allocation_id;\nIF extract(year FROM NEW.due_on) <> budget THEN\n  RAISE EXCEPTION \'Die Rate ist nicht im Haushaltsjahr ihrer Zuweisung fällig.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'disbursement_due_within_year\', COLUMN = \'due_on\';\nEND IF;\nIF extract(year FROM NEW.paid_on) <> budget THEN\n  RAISE EXCEPTION \'Die Zahlung liegt nicht im Haushaltsjahr ihrer Zuweisung.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'disbursement_paid_within_year\', COLUMN = \'paid_on\';\nEND IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_disbursement_within_year_71f5b ON public."funding_disbursement";\n            CREATE  TRIGGER pgtrigger_disbursement_within_year_71f5b\n                BEFORE INSERT OR UPDATE ON public."funding_disbursement"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_disbursement_within_year_71f5b();\n\n            COMMENT ON TRIGGER pgtrigger_disbursement_within_year_71f5b ON public."funding_disbursement" IS \'fc951060a7a0c0d17a8ff240189f52c6f1f43b86\';\n        ', table='funding_disbursement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disbursement',
            trigger=pgtrigger.compiler.Trigger(name='funding_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='ea006b033c975d8de02ab077e68b21e2510e641e', pgid='pgtrigger_funding_insert_fe297', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_funding_insert_fe297() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.funding_check_open_years(ARRAY(SELECT DISTINCT a.fiscal_year_id FROM public.funding_allocation a JOIN changed c ON a.id = c.allocation_id)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_funding_insert_fe297 ON public."funding_disbursement";\n            CREATE  TRIGGER pgtrigger_funding_insert_fe297\n                AFTER INSERT ON public."funding_disbursement"\n                \n                REFERENCING NEW TABLE AS changed \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_funding_insert_fe297();\n\n            COMMENT ON TRIGGER pgtrigger_funding_insert_fe297 ON public."funding_disbursement" IS \'ea006b033c975d8de02ab077e68b21e2510e641e\';\n        ', table='funding_disbursement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disbursement',
            trigger=pgtrigger.compiler.Trigger(name='funding_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='2d7e17463f789a887c84714fa6deba8ad19fb555', pgid='pgtrigger_funding_update_f9b7f', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_funding_update_f9b7f() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.funding_check_open_years(ARRAY(WITH changed AS (TABLE before UNION ALL TABLE after) SELECT DISTINCT a.fiscal_year_id FROM public.funding_allocation a JOIN changed c ON a.id = c.allocation_id)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_funding_update_f9b7f ON public."funding_disbursement";\n            CREATE  TRIGGER pgtrigger_funding_update_f9b7f\n                AFTER UPDATE ON public."funding_disbursement"\n                \n                REFERENCING OLD TABLE AS before  NEW TABLE AS after \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_funding_update_f9b7f();\n\n            COMMENT ON TRIGGER pgtrigger_funding_update_f9b7f ON public."funding_disbursement" IS \'2d7e17463f789a887c84714fa6deba8ad19fb555\';\n        ', table='funding_disbursement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disbursement',
            trigger=pgtrigger.compiler.Trigger(name='funding_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='412d5c5295f3ce4eb53e57456a4c98202a5b1049', pgid='pgtrigger_funding_delete_9c755', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_funding_delete_9c755() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.funding_check_open_years(ARRAY(SELECT DISTINCT a.fiscal_year_id FROM public.funding_allocation a JOIN changed c ON a.id = c.allocation_id)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_funding_delete_9c755 ON public."funding_disbursement";\n            CREATE  TRIGGER pgtrigger_funding_delete_9c755\n                AFTER DELETE ON public."funding_disbursement"\n                \n                REFERENCING OLD TABLE AS changed \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_funding_delete_9c755();\n\n            COMMENT ON TRIGGER pgtrigger_funding_delete_9c755 ON public."funding_disbursement" IS \'412d5c5295f3ce4eb53e57456a4c98202a5b1049\';\n        ', table='funding_disbursement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disbursement',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='4445c80b215977dce2006717cb0a9400c04f1a7d', pgid='pgtrigger_insert_insert_f962e', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_f962e() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_disbursementevent" ("allocation_id", "amount", "certified_by_id", "certified_on", "drafted_by_id", "drafted_on", "due_on", "id", "number", "paid_by_id", "paid_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient_iban", "recipient_name", "reference", "released_by_id", "released_on") VALUES (NEW."allocation_id", NEW."amount", NEW."certified_by_id", NEW."certified_on", NEW."drafted_by_id", NEW."drafted_on", NEW."due_on", NEW."id", NEW."number", NEW."paid_by_id", NEW."paid_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."recipient_iban", NEW."recipient_name", NEW."reference", NEW."released_by_id", NEW."released_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_f962e ON public."funding_disbursement";\n            CREATE  TRIGGER pgtrigger_insert_insert_f962e\n                AFTER INSERT ON public."funding_disbursement"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_f962e();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_f962e ON public."funding_disbursement" IS \'4445c80b215977dce2006717cb0a9400c04f1a7d\';\n        ', table='funding_disbursement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disbursement',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='acdc85530148c5306551d80dd2c2d8ab90af780f', pgid='pgtrigger_update_update_04aee', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_04aee() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_disbursementevent" ("allocation_id", "amount", "certified_by_id", "certified_on", "drafted_by_id", "drafted_on", "due_on", "id", "number", "paid_by_id", "paid_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient_iban", "recipient_name", "reference", "released_by_id", "released_on") VALUES (NEW."allocation_id", NEW."amount", NEW."certified_by_id", NEW."certified_on", NEW."drafted_by_id", NEW."drafted_on", NEW."due_on", NEW."id", NEW."number", NEW."paid_by_id", NEW."paid_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."recipient_iban", NEW."recipient_name", NEW."reference", NEW."released_by_id", NEW."released_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_04aee ON public."funding_disbursement";\n            CREATE  TRIGGER pgtrigger_update_update_04aee\n                AFTER UPDATE ON public."funding_disbursement"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_04aee();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_04aee ON public."funding_disbursement" IS \'acdc85530148c5306551d80dd2c2d8ab90af780f\';\n        ', table='funding_disbursement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disbursement',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='b46121182aab77e929731f990fe851027874891e', pgid='pgtrigger_delete_delete_d7bbc', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_d7bbc() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_disbursementevent" ("allocation_id", "amount", "certified_by_id", "certified_on", "drafted_by_id", "drafted_on", "due_on", "id", "number", "paid_by_id", "paid_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient_iban", "recipient_name", "reference", "released_by_id", "released_on") VALUES (OLD."allocation_id", OLD."amount", OLD."certified_by_id", OLD."certified_on", OLD."drafted_by_id", OLD."drafted_on", OLD."due_on", OLD."id", OLD."number", OLD."paid_by_id", OLD."paid_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."recipient_iban", OLD."recipient_name", OLD."reference", OLD."released_by_id", OLD."released_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_d7bbc ON public."funding_disbursement";\n            CREATE  TRIGGER pgtrigger_delete_delete_d7bbc\n                AFTER DELETE ON public."funding_disbursement"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_d7bbc();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_d7bbc ON public."funding_disbursement" IS \'b46121182aab77e929731f990fe851027874891e\';\n        ', table='funding_disbursement')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disbursementevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='26e542f996a1784a66ddb73fe076c0631170bd60', pgid='pgtrigger_append_only_f37e5', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_f37e5() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_f37e5 ON public."funding_disbursementevent";\n            CREATE  TRIGGER pgtrigger_append_only_f37e5\n                BEFORE UPDATE OR DELETE ON public."funding_disbursementevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_f37e5();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_f37e5 ON public."funding_disbursementevent" IS \'26e542f996a1784a66ddb73fe076c0631170bd60\';\n        ', table='funding_disbursementevent')),
        ),
        migrations.AddConstraint(
            model_name='fiscalyear',
            constraint=models.CheckConstraint(condition=models.Q(('year__range', (2000, 2100))), name='fiscal_year_plausible', violation_error_message='Das Jahr liegt zwischen 2000 und 2100.'),
        ),
        migrations.AddConstraint(
            model_name='fiscalyear',
            constraint=models.CheckConstraint(condition=models.Q(('appropriation__gte', 0), ('appropriation__lte', Decimal('9999999999.99')), ('carry_over_received__gte', 0), ('carry_over_received__lte', Decimal('9999999999.99'))), name='fiscal_year_amounts_not_negative', violation_error_message='Ansatz und Übertragung dürfen nicht negativ sein.'),
        ),
        migrations.AddConstraint(
            model_name='fiscalyear',
            constraint=models.CheckConstraint(condition=models.Q(('notice_pattern__regex', '^[^{}]*(\\{year\\}[^{}]*\\{number(:0[1-9]d)?\\}|\\{number(:0[1-9]d)?\\}[^{}]*\\{year\\})[^{}]*$')), name='fiscal_year_notice_pattern_complete', violation_error_message='Das Muster der Bescheid-Nr. nennt je einmal {year} und {number}.'),
        ),
        migrations.AddConstraint(
            model_name='fiscalyear',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), models.Q(('closed_on__gte', models.F('closing_proposed_on')), ('closing_proposed_on__isnull', False)), _connector='OR'), name='fiscal_year_closed_after_proposal', violation_error_message='Abgeschlossen wird nur, was vorher zum Abschluss vorgeschlagen ist.'),
        ),
        migrations.AddConstraint(
            model_name='fiscalyear',
            constraint=models.CheckConstraint(condition=models.Q(('closed_by__isnull', True), models.Q(('closed_by', models.F('closing_proposed_by')), _negated=True), _connector='OR'), name='fiscal_year_closing_dual_control', violation_error_message='Vier-Augen-Prinzip: Wer den Abschluss vorschlägt, schließt das Jahr nicht selbst ab.'),
        ),
        migrations.AddConstraint(
            model_name='fiscalyear',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('carry_over__isnull', True), ('closing_proposed_on__isnull', True)), models.Q(('carry_over__gte', 0), ('carry_over__isnull', False), ('carry_over__lte', Decimal('9999999999.99')), ('closing_proposed_on__isnull', False)), _connector='OR'), name='fiscal_year_carry_over_proposed', violation_error_message='Zum Vorschlag des Abschlusses gehört die Übertragung, mindestens 0,00 €.'),
        ),
        migrations.AddConstraint(
            model_name='fiscalyear',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', True), ('rest__isnull', True)), models.Q(('closed_on__isnull', False), ('rest__gte', 0), ('rest__isnull', False), ('rest__lte', Decimal('9999999999.99'))), _connector='OR'), name='fiscal_year_rest_recorded', violation_error_message='Ein abgeschlossenes Jahr nennt seinen Rest, ein offenes hat noch keinen.'),
        ),
        migrations.AddConstraint(
            model_name='fiscalyear',
            constraint=models.CheckConstraint(condition=models.Q(('rest__isnull', True), models.Q(('carry_over__isnull', False), ('carry_over__lte', models.F('rest'))), _connector='OR'), name='fiscal_year_carry_over_within_rest', violation_error_message='Übertragen wird höchstens der Rest.'),
        ),
        migrations.AddConstraint(
            model_name='fiscalyear',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('revised_by__isnull', True), ('revised_on__isnull', True)), models.Q(('revised_by__isnull', False), ('revised_on__isnull', False)), _connector='OR'), name='fiscal_year_revision_has_person', violation_error_message='Zur Änderung von Ansatz oder Übertragung gehören Datum und Person.'),
        ),
        migrations.AddConstraint(
            model_name='fiscalyear',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closing_proposed_by__isnull', True), ('closing_proposed_on__isnull', True)), models.Q(('closing_proposed_by__isnull', False), ('closing_proposed_on__isnull', False)), _connector='OR'), name='fiscal_year_proposal_has_person', violation_error_message='Zum Vorschlag des Abschlusses gehören Datum und Person.'),
        ),
        migrations.AddConstraint(
            model_name='fiscalyear',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_by__isnull', True), ('closed_on__isnull', True)), models.Q(('closed_by__isnull', False), ('closed_on__isnull', False)), _connector='OR'), name='fiscal_year_closing_has_person', violation_error_message='Zum Abschluss gehören Datum und Person.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fiscalyear',
            trigger=pgtrigger.compiler.Trigger(name='queued', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='e4a72befb5fdec46d27e1cd2dbce54a69c42d708', pgid='pgtrigger_queued_e89ae', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_queued_e89ae() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF current_setting(\'transaction_isolation\') = \'repeatable read\' THEN\n  RAISE EXCEPTION \'REPEATABLE READ kann die Grenzen nicht wahren; bitte READ COMMITTED verwenden.\'\n    USING ERRCODE = \'feature_not_supported\', CONSTRAINT = \'isolation\';\nEND IF;\nPERFORM pg_advisory_xact_lock(hashtext(\'quartiersarbeit.limits\'));\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_queued_e89ae ON public."funding_fiscalyear";\n            CREATE  TRIGGER pgtrigger_queued_e89ae\n                BEFORE INSERT OR UPDATE OR DELETE ON public."funding_fiscalyear"\n                \n                \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_queued_e89ae();\n\n            COMMENT ON TRIGGER pgtrigger_queued_e89ae ON public."funding_fiscalyear" IS \'e4a72befb5fdec46d27e1cd2dbce54a69c42d708\';\n        ', table='funding_fiscalyear')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fiscalyear',
            trigger=pgtrigger.compiler.Trigger(name='fiscal_year_rest', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='9466d66051595c9713d3ac44fd856d720af62768', pgid='pgtrigger_fiscal_year_rest_52af4', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_fiscal_year_rest_52af4() RETURNS TRIGGER AS $$\n                DECLARE counted numeric;\n                BEGIN\n                    \nIF NEW.closed_on IS NULL OR (TG_OP = \'UPDATE\' AND OLD.closed_on IS NOT NULL) THEN\n  RETURN NEW;\nEND IF;\ncounted := NEW.appropriation + NEW.carry_over_received\n  - (SELECT coalesce(sum(p.amount), 0) FROM public.funding_disbursement p\n       JOIN public.funding_allocation a ON a.id = p.allocation_id\n      WHERE a.fiscal_year_id = NEW.id AND p.paid_on IS NOT NULL\n        AND NOT EXISTS (SELECT 1 FROM public.funding_reversal r WHERE r.disbursement_id = p.id))\n  + (SELECT coalesce(sum(c.amount), 0) FROM public.funding_repaymentclaim c WHERE c.booked_in_id = NEW.id);\nIF coalesce(NEW.rest, counted) <> counted THEN\n  RAISE EXCEPTION \'Der Rest ist, was verfügbar und nicht ausgezahlt ist, und nichts anderes.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'fiscal_year_rest\';\nEND IF;\nNEW.rest := counted;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_fiscal_year_rest_52af4 ON public."funding_fiscalyear";\n            CREATE  TRIGGER pgtrigger_fiscal_year_rest_52af4\n                BEFORE INSERT OR UPDATE ON public."funding_fiscalyear"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_fiscal_year_rest_52af4();\n\n            COMMENT ON TRIGGER pgtrigger_fiscal_year_rest_52af4 ON public."funding_fiscalyear" IS \'9466d66051595c9713d3ac44fd856d720af62768\';\n        ', table='funding_fiscalyear')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fiscalyear',
            trigger=pgtrigger.compiler.Trigger(name='carry_over_from_closed_year', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='a8d13639fd36a97c3f8814203094568ac01852c8', pgid='pgtrigger_carry_over_from_closed_year_0e89b', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_carry_over_from_closed_year_0e89b() RETURNS TRIGGER AS $$\n                DECLARE carried numeric;\n                BEGIN\n                    \nIF NEW.carry_over_received <= 0 OR NEW.carry_over_received = \'NaN\'\n   OR (TG_OP = \'UPDATE\' AND OLD.closed_on IS NOT NULL) THEN\n  RETURN NEW;\nEND IF;\nSELECT coalesce(sum(carry_over) FILTER (WHERE closed_on IS NOT NULL), 0) INTO carried\n  FROM public.funding_fiscalyear WHERE year = NEW.year - 1;\nIF NEW.carry_over_received > carried THEN\n  RAISE EXCEPTION \'% hat beim Abschluss % übertragen. Mehr kann % nicht erhalten.\',\n    NEW.year - 1, public.funding_euro(carried), NEW.year\n    USING ERRCODE = \'check_violation\', CONSTRAINT = \'carry_over_from_closed_year\', COLUMN = \'carry_over_received\';\nEND IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_carry_over_from_closed_year_0e89b ON public."funding_fiscalyear";\n            CREATE  TRIGGER pgtrigger_carry_over_from_closed_year_0e89b\n                BEFORE INSERT OR UPDATE ON public."funding_fiscalyear"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_carry_over_from_closed_year_0e89b();\n\n            COMMENT ON TRIGGER pgtrigger_carry_over_from_closed_year_0e89b ON public."funding_fiscalyear" IS \'a8d13639fd36a97c3f8814203094568ac01852c8\';\n        ', table='funding_fiscalyear')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fiscalyear',
            trigger=pgtrigger.compiler.Trigger(name='revised', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='ce26d213df3f00ebc4ca8e914dda97a2502c9635', pgid='pgtrigger_revised_ff459', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_revised_ff459() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF EXISTS (SELECT 1 FROM before b JOIN after a USING (id)\n           WHERE (b.appropriation, b.carry_over_received) <> (a.appropriation, a.carry_over_received)\n             AND coalesce(a.revised_on < coalesce(b.revised_on, a.opened_on), true)) THEN\n  RAISE EXCEPTION \'Wer Ansatz oder Übertragung ändert, nennt Tag und Person; der Tag liegt nicht vor der letzten Änderung.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'fiscal_year_revision_dated\', COLUMN = \'revised_on\';\nEND IF;\nINSERT INTO public.funding_budgetrevision (fiscal_year_id, appropriation, carry_over_received, "on", by_id)\n  SELECT a.id, b.appropriation, b.carry_over_received, a.revised_on, a.revised_by_id\n    FROM before b JOIN after a USING (id)\n   WHERE (b.appropriation, b.carry_over_received) <> (a.appropriation, a.carry_over_received);\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_revised_ff459 ON public."funding_fiscalyear";\n            CREATE  TRIGGER pgtrigger_revised_ff459\n                AFTER UPDATE ON public."funding_fiscalyear"\n                \n                REFERENCING OLD TABLE AS before  NEW TABLE AS after \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_revised_ff459();\n\n            COMMENT ON TRIGGER pgtrigger_revised_ff459 ON public."funding_fiscalyear" IS \'ce26d213df3f00ebc4ca8e914dda97a2502c9635\';\n        ', table='funding_fiscalyear')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fiscalyear',
            trigger=pgtrigger.compiler.Trigger(name='fiscal_year_proposal_kept', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='56008718257f831190ca6d4d5274d0ada58a328d', pgid='pgtrigger_fiscal_year_proposal_kept_9851e', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_fiscal_year_proposal_kept_9851e() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF NOT EXISTS (SELECT 1 FROM public.funding_droppedproposal d WHERE d.fiscal_year_id = OLD.id\n    AND (d.proposed_on, d.proposed_by_id, d.carry_over)\n      = (OLD.closing_proposed_on, OLD.closing_proposed_by_id, OLD.carry_over)) THEN\n  RAISE EXCEPTION \'Einen vorgeschlagenen Abschluss nimmt man mit Tag und Person zurück.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'fiscal_year_proposal_kept\';\nEND IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_fiscal_year_proposal_kept_9851e ON public."funding_fiscalyear";\n            CREATE  TRIGGER pgtrigger_fiscal_year_proposal_kept_9851e\n                BEFORE UPDATE ON public."funding_fiscalyear"\n                \n                \n                FOR EACH ROW WHEN (OLD.closing_proposed_on IS NOT NULL AND (OLD.closing_proposed_on IS DISTINCT FROM NEW.closing_proposed_on OR OLD.closing_proposed_by_id IS DISTINCT FROM NEW.closing_proposed_by_id OR OLD.carry_over IS DISTINCT FROM NEW.carry_over))\n                EXECUTE FUNCTION public.pgtrigger_fiscal_year_proposal_kept_9851e();\n\n            COMMENT ON TRIGGER pgtrigger_fiscal_year_proposal_kept_9851e ON public."funding_fiscalyear" IS \'56008718257f831190ca6d4d5274d0ada58a328d\';\n        ', table='funding_fiscalyear')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fiscalyear',
            trigger=pgtrigger.compiler.Trigger(name='fiscal_year_closed', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='2b949b3f571ca511f19c04084ea47def35fd2247', pgid='pgtrigger_fiscal_year_closed_8e34a', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_fiscal_year_closed_8e34a() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Ein abgeschlossenes Haushaltsjahr ändert sich nicht mehr.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'fiscal_year_closed\'; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_fiscal_year_closed_8e34a ON public."funding_fiscalyear";\n            CREATE  TRIGGER pgtrigger_fiscal_year_closed_8e34a\n                BEFORE UPDATE ON public."funding_fiscalyear"\n                \n                \n                FOR EACH ROW WHEN (OLD."closed_on" IS NOT NULL)\n                EXECUTE FUNCTION public.pgtrigger_fiscal_year_closed_8e34a();\n\n            COMMENT ON TRIGGER pgtrigger_fiscal_year_closed_8e34a ON public."funding_fiscalyear" IS \'2b949b3f571ca511f19c04084ea47def35fd2247\';\n        ', table='funding_fiscalyear')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fiscalyear',
            trigger=pgtrigger.compiler.Trigger(name='fiscal_year_closed_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='dc707f88c0624370f84c7ca50c356b4066f79782', pgid='pgtrigger_fiscal_year_closed_delete_df5f3', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_fiscal_year_closed_delete_df5f3() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Ein abgeschlossenes Haushaltsjahr ändert sich nicht mehr.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'fiscal_year_closed\'; RETURN OLD;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_fiscal_year_closed_delete_df5f3 ON public."funding_fiscalyear";\n            CREATE  TRIGGER pgtrigger_fiscal_year_closed_delete_df5f3\n                BEFORE DELETE ON public."funding_fiscalyear"\n                \n                \n                FOR EACH ROW WHEN (OLD."closed_on" IS NOT NULL)\n                EXECUTE FUNCTION public.pgtrigger_fiscal_year_closed_delete_df5f3();\n\n            COMMENT ON TRIGGER pgtrigger_fiscal_year_closed_delete_df5f3 ON public."funding_fiscalyear" IS \'dc707f88c0624370f84c7ca50c356b4066f79782\';\n        ', table='funding_fiscalyear')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fiscalyear',
            trigger=pgtrigger.compiler.Trigger(name='funding_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='b7beb9da89fd612b5938c053ba2e8b374308f9b0', pgid='pgtrigger_funding_insert_8819e', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_funding_insert_8819e() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.funding_check_years(ARRAY(SELECT id FROM changed)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_funding_insert_8819e ON public."funding_fiscalyear";\n            CREATE  TRIGGER pgtrigger_funding_insert_8819e\n                AFTER INSERT ON public."funding_fiscalyear"\n                \n                REFERENCING NEW TABLE AS changed \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_funding_insert_8819e();\n\n            COMMENT ON TRIGGER pgtrigger_funding_insert_8819e ON public."funding_fiscalyear" IS \'b7beb9da89fd612b5938c053ba2e8b374308f9b0\';\n        ', table='funding_fiscalyear')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fiscalyear',
            trigger=pgtrigger.compiler.Trigger(name='funding_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='4776d03cfad68748dfaa271edefacc31bbd5bb01', pgid='pgtrigger_funding_update_501a9', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_funding_update_501a9() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.funding_check_years(ARRAY(WITH changed AS (TABLE before UNION ALL TABLE after) SELECT id FROM changed)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_funding_update_501a9 ON public."funding_fiscalyear";\n            CREATE  TRIGGER pgtrigger_funding_update_501a9\n                AFTER UPDATE ON public."funding_fiscalyear"\n                \n                REFERENCING OLD TABLE AS before  NEW TABLE AS after \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_funding_update_501a9();\n\n            COMMENT ON TRIGGER pgtrigger_funding_update_501a9 ON public."funding_fiscalyear" IS \'4776d03cfad68748dfaa271edefacc31bbd5bb01\';\n        ', table='funding_fiscalyear')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fiscalyear',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='115953dcd48dbf6e08c27579dd67890faa4ed9e9', pgid='pgtrigger_insert_insert_5e101', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_5e101() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_fiscalyearevent" ("appropriation", "carry_over", "carry_over_received", "closed_by_id", "closed_on", "closing_proposed_by_id", "closing_proposed_on", "id", "is_example", "mandate_id", "notice_pattern", "opened_by_id", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rest", "revised_by_id", "revised_on", "year") VALUES (NEW."appropriation", NEW."carry_over", NEW."carry_over_received", NEW."closed_by_id", NEW."closed_on", NEW."closing_proposed_by_id", NEW."closing_proposed_on", NEW."id", NEW."is_example", NEW."mandate_id", NEW."notice_pattern", NEW."opened_by_id", NEW."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."rest", NEW."revised_by_id", NEW."revised_on", NEW."year"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_5e101 ON public."funding_fiscalyear";\n            CREATE  TRIGGER pgtrigger_insert_insert_5e101\n                AFTER INSERT ON public."funding_fiscalyear"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_5e101();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_5e101 ON public."funding_fiscalyear" IS \'115953dcd48dbf6e08c27579dd67890faa4ed9e9\';\n        ', table='funding_fiscalyear')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fiscalyear',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='1a0e8c32bf9b8368e900e666bdfa6788525bf964', pgid='pgtrigger_update_update_cb386', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_cb386() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_fiscalyearevent" ("appropriation", "carry_over", "carry_over_received", "closed_by_id", "closed_on", "closing_proposed_by_id", "closing_proposed_on", "id", "is_example", "mandate_id", "notice_pattern", "opened_by_id", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rest", "revised_by_id", "revised_on", "year") VALUES (NEW."appropriation", NEW."carry_over", NEW."carry_over_received", NEW."closed_by_id", NEW."closed_on", NEW."closing_proposed_by_id", NEW."closing_proposed_on", NEW."id", NEW."is_example", NEW."mandate_id", NEW."notice_pattern", NEW."opened_by_id", NEW."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."rest", NEW."revised_by_id", NEW."revised_on", NEW."year"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_cb386 ON public."funding_fiscalyear";\n            CREATE  TRIGGER pgtrigger_update_update_cb386\n                AFTER UPDATE ON public."funding_fiscalyear"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_cb386();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_cb386 ON public."funding_fiscalyear" IS \'1a0e8c32bf9b8368e900e666bdfa6788525bf964\';\n        ', table='funding_fiscalyear')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fiscalyear',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='576a35f754fed3f0165b59e10f3df3e8cd48c22c', pgid='pgtrigger_delete_delete_3f962', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_3f962() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_fiscalyearevent" ("appropriation", "carry_over", "carry_over_received", "closed_by_id", "closed_on", "closing_proposed_by_id", "closing_proposed_on", "id", "is_example", "mandate_id", "notice_pattern", "opened_by_id", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rest", "revised_by_id", "revised_on", "year") VALUES (OLD."appropriation", OLD."carry_over", OLD."carry_over_received", OLD."closed_by_id", OLD."closed_on", OLD."closing_proposed_by_id", OLD."closing_proposed_on", OLD."id", OLD."is_example", OLD."mandate_id", OLD."notice_pattern", OLD."opened_by_id", OLD."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."rest", OLD."revised_by_id", OLD."revised_on", OLD."year"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_3f962 ON public."funding_fiscalyear";\n            CREATE  TRIGGER pgtrigger_delete_delete_3f962\n                AFTER DELETE ON public."funding_fiscalyear"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_3f962();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_3f962 ON public."funding_fiscalyear" IS \'576a35f754fed3f0165b59e10f3df3e8cd48c22c\';\n        ', table='funding_fiscalyear')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='droppedproposalevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='b256683e68a9add2b3b64e6f1f8da52c10199654', pgid='pgtrigger_append_only_9503d', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_9503d() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_9503d ON public."funding_droppedproposalevent";\n            CREATE  TRIGGER pgtrigger_append_only_9503d\n                BEFORE UPDATE OR DELETE ON public."funding_droppedproposalevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_9503d();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_9503d ON public."funding_droppedproposalevent" IS \'b256683e68a9add2b3b64e6f1f8da52c10199654\';\n        ', table='funding_droppedproposalevent')),
        ),
        migrations.AddConstraint(
            model_name='droppedproposal',
            constraint=models.CheckConstraint(condition=models.Q(('on__gte', models.F('proposed_on'))), name='dropped_proposal_after_proposal', violation_error_message='Die Rücknahme liegt vor dem Vorschlag.'),
        ),
        migrations.AddConstraint(
            model_name='droppedproposal',
            constraint=models.CheckConstraint(condition=models.Q(('carry_over__gte', 0), ('carry_over__lte', Decimal('9999999999.99'))), name='dropped_proposal_amount_not_negative', violation_error_message='Die vorgeschlagene Übertragung ist nicht negativ.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='droppedproposal',
            trigger=pgtrigger.compiler.Trigger(name='queued', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='966ddd50b8aa9f1e8283cf9f33b0d1645831697e', pgid='pgtrigger_queued_052dd', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_queued_052dd() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF current_setting(\'transaction_isolation\') = \'repeatable read\' THEN\n  RAISE EXCEPTION \'REPEATABLE READ kann die Grenzen nicht wahren; bitte READ COMMITTED verwenden.\'\n    USING ERRCODE = \'feature_not_supported\', CONSTRAINT = \'isolation\';\nEND IF;\nPERFORM pg_advisory_xact_lock(hashtext(\'quartiersarbeit.limits\'));\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_queued_052dd ON public."funding_droppedproposal";\n            CREATE  TRIGGER pgtrigger_queued_052dd\n                BEFORE INSERT OR UPDATE OR DELETE ON public."funding_droppedproposal"\n                \n                \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_queued_052dd();\n\n            COMMENT ON TRIGGER pgtrigger_queued_052dd ON public."funding_droppedproposal" IS \'966ddd50b8aa9f1e8283cf9f33b0d1645831697e\';\n        ', table='funding_droppedproposal')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='droppedproposal',
            trigger=pgtrigger.compiler.Trigger(name='dropped_proposal_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='d4a6dff8f76db8437fb45e36f85b411491fc816b', pgid='pgtrigger_dropped_proposal_immutable_b573d', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_dropped_proposal_immutable_b573d() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Ein zurückgenommener Abschluss ändert sich nicht mehr und wird nicht gelöscht.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'dropped_proposal_immutable\';\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_dropped_proposal_immutable_b573d ON public."funding_droppedproposal";\n            CREATE  TRIGGER pgtrigger_dropped_proposal_immutable_b573d\n                BEFORE UPDATE OR DELETE ON public."funding_droppedproposal"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_dropped_proposal_immutable_b573d();\n\n            COMMENT ON TRIGGER pgtrigger_dropped_proposal_immutable_b573d ON public."funding_droppedproposal" IS \'d4a6dff8f76db8437fb45e36f85b411491fc816b\';\n        ', table='funding_droppedproposal')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='droppedproposal',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='dbc6cdb81c07b95b15beb1a6cb32a68f3a77e08b', pgid='pgtrigger_insert_insert_93174', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_93174() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_droppedproposalevent" ("by_id", "carry_over", "fiscal_year_id", "id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "proposed_on") VALUES (NEW."by_id", NEW."carry_over", NEW."fiscal_year_id", NEW."id", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."proposed_by_id", NEW."proposed_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_93174 ON public."funding_droppedproposal";\n            CREATE  TRIGGER pgtrigger_insert_insert_93174\n                AFTER INSERT ON public."funding_droppedproposal"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_93174();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_93174 ON public."funding_droppedproposal" IS \'dbc6cdb81c07b95b15beb1a6cb32a68f3a77e08b\';\n        ', table='funding_droppedproposal')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='droppedproposal',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='bdf0ebd4e5840c3c1392e4494063b0da1cd91fd0', pgid='pgtrigger_update_update_98e38', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_98e38() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_droppedproposalevent" ("by_id", "carry_over", "fiscal_year_id", "id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "proposed_on") VALUES (NEW."by_id", NEW."carry_over", NEW."fiscal_year_id", NEW."id", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."proposed_by_id", NEW."proposed_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_98e38 ON public."funding_droppedproposal";\n            CREATE  TRIGGER pgtrigger_update_update_98e38\n                AFTER UPDATE ON public."funding_droppedproposal"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_98e38();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_98e38 ON public."funding_droppedproposal" IS \'bdf0ebd4e5840c3c1392e4494063b0da1cd91fd0\';\n        ', table='funding_droppedproposal')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='droppedproposal',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='8c98a69d1dff36fa8abe81de8019137ea01804fc', pgid='pgtrigger_delete_delete_e2db8', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_e2db8() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_droppedproposalevent" ("by_id", "carry_over", "fiscal_year_id", "id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "proposed_on") VALUES (OLD."by_id", OLD."carry_over", OLD."fiscal_year_id", OLD."id", OLD."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."proposed_by_id", OLD."proposed_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_e2db8 ON public."funding_droppedproposal";\n            CREATE  TRIGGER pgtrigger_delete_delete_e2db8\n                AFTER DELETE ON public."funding_droppedproposal"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_e2db8();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_e2db8 ON public."funding_droppedproposal" IS \'8c98a69d1dff36fa8abe81de8019137ea01804fc\';\n        ', table='funding_droppedproposal')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetrevisionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='ee82481e40c074a6d8f7b46779dd5a875df9fd22', pgid='pgtrigger_append_only_23bb2', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_23bb2() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_23bb2 ON public."funding_budgetrevisionevent";\n            CREATE  TRIGGER pgtrigger_append_only_23bb2\n                BEFORE UPDATE OR DELETE ON public."funding_budgetrevisionevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_23bb2();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_23bb2 ON public."funding_budgetrevisionevent" IS \'ee82481e40c074a6d8f7b46779dd5a875df9fd22\';\n        ', table='funding_budgetrevisionevent')),
        ),
        migrations.AddConstraint(
            model_name='budgetrevision',
            constraint=models.CheckConstraint(condition=models.Q(('appropriation__gte', 0), ('appropriation__lte', Decimal('9999999999.99')), ('carry_over_received__gte', 0), ('carry_over_received__lte', Decimal('9999999999.99'))), name='budget_revision_amounts_not_negative', violation_error_message='Frühere Beträge sind nicht negativ.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetrevision',
            trigger=pgtrigger.compiler.Trigger(name='queued', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='92de836abb0e16061ae2251fef8fc84ad132576f', pgid='pgtrigger_queued_aacae', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_queued_aacae() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF current_setting(\'transaction_isolation\') = \'repeatable read\' THEN\n  RAISE EXCEPTION \'REPEATABLE READ kann die Grenzen nicht wahren; bitte READ COMMITTED verwenden.\'\n    USING ERRCODE = \'feature_not_supported\', CONSTRAINT = \'isolation\';\nEND IF;\nPERFORM pg_advisory_xact_lock(hashtext(\'quartiersarbeit.limits\'));\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_queued_aacae ON public."funding_budgetrevision";\n            CREATE  TRIGGER pgtrigger_queued_aacae\n                BEFORE INSERT OR UPDATE OR DELETE ON public."funding_budgetrevision"\n                \n                \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_queued_aacae();\n\n            COMMENT ON TRIGGER pgtrigger_queued_aacae ON public."funding_budgetrevision" IS \'92de836abb0e16061ae2251fef8fc84ad132576f\';\n        ', table='funding_budgetrevision')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetrevision',
            trigger=pgtrigger.compiler.Trigger(name='budget_revision_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='27d3360b580c98761bbac601752911db574c5641', pgid='pgtrigger_budget_revision_immutable_1e39f', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_budget_revision_immutable_1e39f() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Was ein Jahr früher erhielt, ändert sich nicht mehr und wird nicht gelöscht.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'budget_revision_immutable\';\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_budget_revision_immutable_1e39f ON public."funding_budgetrevision";\n            CREATE  TRIGGER pgtrigger_budget_revision_immutable_1e39f\n                BEFORE UPDATE OR DELETE ON public."funding_budgetrevision"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_budget_revision_immutable_1e39f();\n\n            COMMENT ON TRIGGER pgtrigger_budget_revision_immutable_1e39f ON public."funding_budgetrevision" IS \'27d3360b580c98761bbac601752911db574c5641\';\n        ', table='funding_budgetrevision')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetrevision',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='caafa6ff3445b836c8f999e1a2a93464498e565a', pgid='pgtrigger_insert_insert_4dcf6', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_4dcf6() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_budgetrevisionevent" ("appropriation", "by_id", "carry_over_received", "fiscal_year_id", "id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."appropriation", NEW."by_id", NEW."carry_over_received", NEW."fiscal_year_id", NEW."id", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_4dcf6 ON public."funding_budgetrevision";\n            CREATE  TRIGGER pgtrigger_insert_insert_4dcf6\n                AFTER INSERT ON public."funding_budgetrevision"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_4dcf6();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_4dcf6 ON public."funding_budgetrevision" IS \'caafa6ff3445b836c8f999e1a2a93464498e565a\';\n        ', table='funding_budgetrevision')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetrevision',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='6ef42efe8133a69fceff5cfc2a3a3cdec21fe578', pgid='pgtrigger_update_update_2e7e2', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_2e7e2() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_budgetrevisionevent" ("appropriation", "by_id", "carry_over_received", "fiscal_year_id", "id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."appropriation", NEW."by_id", NEW."carry_over_received", NEW."fiscal_year_id", NEW."id", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_2e7e2 ON public."funding_budgetrevision";\n            CREATE  TRIGGER pgtrigger_update_update_2e7e2\n                AFTER UPDATE ON public."funding_budgetrevision"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_2e7e2();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_2e7e2 ON public."funding_budgetrevision" IS \'6ef42efe8133a69fceff5cfc2a3a3cdec21fe578\';\n        ', table='funding_budgetrevision')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetrevision',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='b81ac0603aee10a7691f43025f0a9fe606cfa78a', pgid='pgtrigger_delete_delete_b2703', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_b2703() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_budgetrevisionevent" ("appropriation", "by_id", "carry_over_received", "fiscal_year_id", "id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."appropriation", OLD."by_id", OLD."carry_over_received", OLD."fiscal_year_id", OLD."id", OLD."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_b2703 ON public."funding_budgetrevision";\n            CREATE  TRIGGER pgtrigger_delete_delete_b2703\n                AFTER DELETE ON public."funding_budgetrevision"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_b2703();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_b2703 ON public."funding_budgetrevision" IS \'b81ac0603aee10a7691f43025f0a9fe606cfa78a\';\n        ', table='funding_budgetrevision')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='87e75cad4e1c98a7ee4aab8c46546f73614966c4', pgid='pgtrigger_append_only_3d48e', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_3d48e() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_3d48e ON public."funding_allocationevent";\n            CREATE  TRIGGER pgtrigger_append_only_3d48e\n                BEFORE UPDATE OR DELETE ON public."funding_allocationevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_3d48e();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_3d48e ON public."funding_allocationevent" IS \'87e75cad4e1c98a7ee4aab8c46546f73614966c4\';\n        ', table='funding_allocationevent')),
        ),
        migrations.AddConstraint(
            model_name='allocation',
            constraint=models.UniqueConstraint(fields=('fiscal_year', 'site', 'recipient'), name='allocation_once_per_site', violation_error_message='Für diesen Standort und Empfänger gibt es in dem Jahr schon eine Zuweisung. Ändern Sie deren Betrag durch einen Änderungsbescheid.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='queued', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='a96ca72a9499d016bf372012c921b8059f808e0c', pgid='pgtrigger_queued_e54ae', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_queued_e54ae() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF current_setting(\'transaction_isolation\') = \'repeatable read\' THEN\n  RAISE EXCEPTION \'REPEATABLE READ kann die Grenzen nicht wahren; bitte READ COMMITTED verwenden.\'\n    USING ERRCODE = \'feature_not_supported\', CONSTRAINT = \'isolation\';\nEND IF;\nPERFORM pg_advisory_xact_lock(hashtext(\'quartiersarbeit.limits\'));\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_queued_e54ae ON public."funding_allocation";\n            CREATE  TRIGGER pgtrigger_queued_e54ae\n                BEFORE INSERT OR UPDATE OR DELETE ON public."funding_allocation"\n                \n                \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_queued_e54ae();\n\n            COMMENT ON TRIGGER pgtrigger_queued_e54ae ON public."funding_allocation" IS \'a96ca72a9499d016bf372012c921b8059f808e0c\';\n        ', table='funding_allocation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='allocation_rests_on_decisions', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='ce90f9a0a9a7e368928901098879aa1b7f8588c4', pgid='pgtrigger_allocation_rests_on_decisions_1e4a5', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_allocation_rests_on_decisions_1e4a5() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF EXISTS (SELECT 1 FROM public.funding_decision WHERE allocation_id = OLD.id AND approved_on IS NOT NULL) THEN RAISE EXCEPTION \'Jahr, Standort und Empfänger stehen mit dem ersten freigegebenen Bescheid fest.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'allocation_rests_on_decisions\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_allocation_rests_on_decisions_1e4a5 ON public."funding_allocation";\n            CREATE  TRIGGER pgtrigger_allocation_rests_on_decisions_1e4a5\n                BEFORE UPDATE ON public."funding_allocation"\n                \n                \n                FOR EACH ROW WHEN (OLD."fiscal_year_id" IS DISTINCT FROM (NEW."fiscal_year_id") OR OLD."recipient_id" IS DISTINCT FROM (NEW."recipient_id") OR OLD."site_id" IS DISTINCT FROM (NEW."site_id"))\n                EXECUTE FUNCTION public.pgtrigger_allocation_rests_on_decisions_1e4a5();\n\n            COMMENT ON TRIGGER pgtrigger_allocation_rests_on_decisions_1e4a5 ON public."funding_allocation" IS \'ce90f9a0a9a7e368928901098879aa1b7f8588c4\';\n        ', table='funding_allocation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='funding_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='91d448d561dfe953bcfddc972d18d23c6e9279f2', pgid='pgtrigger_funding_insert_a24c5', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_funding_insert_a24c5() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.funding_check_open_years(ARRAY(SELECT DISTINCT fiscal_year_id FROM changed)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_funding_insert_a24c5 ON public."funding_allocation";\n            CREATE  TRIGGER pgtrigger_funding_insert_a24c5\n                AFTER INSERT ON public."funding_allocation"\n                \n                REFERENCING NEW TABLE AS changed \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_funding_insert_a24c5();\n\n            COMMENT ON TRIGGER pgtrigger_funding_insert_a24c5 ON public."funding_allocation" IS \'91d448d561dfe953bcfddc972d18d23c6e9279f2\';\n        ', table='funding_allocation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='funding_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='a55b8abff0b6b004fa81da907f79a4c66c651a74', pgid='pgtrigger_funding_update_7d932', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_funding_update_7d932() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.funding_check_open_years(ARRAY(WITH changed AS (TABLE before UNION ALL TABLE after) SELECT DISTINCT fiscal_year_id FROM changed)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_funding_update_7d932 ON public."funding_allocation";\n            CREATE  TRIGGER pgtrigger_funding_update_7d932\n                AFTER UPDATE ON public."funding_allocation"\n                \n                REFERENCING OLD TABLE AS before  NEW TABLE AS after \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_funding_update_7d932();\n\n            COMMENT ON TRIGGER pgtrigger_funding_update_7d932 ON public."funding_allocation" IS \'a55b8abff0b6b004fa81da907f79a4c66c651a74\';\n        ', table='funding_allocation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='funding_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='7bb7d812740a95e4bac098978f14947dbd1a4140', pgid='pgtrigger_funding_delete_d76a0', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_funding_delete_d76a0() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.funding_check_open_years(ARRAY(SELECT DISTINCT fiscal_year_id FROM changed)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_funding_delete_d76a0 ON public."funding_allocation";\n            CREATE  TRIGGER pgtrigger_funding_delete_d76a0\n                AFTER DELETE ON public."funding_allocation"\n                \n                REFERENCING OLD TABLE AS changed \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_funding_delete_d76a0();\n\n            COMMENT ON TRIGGER pgtrigger_funding_delete_d76a0 ON public."funding_allocation" IS \'7bb7d812740a95e4bac098978f14947dbd1a4140\';\n        ', table='funding_allocation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='bad9070bc100d6a2ce3e742ea6d82a21127bdbfc', pgid='pgtrigger_insert_insert_3fa25', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_3fa25() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_allocationevent" ("fiscal_year_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recipient_id", "site_id") VALUES (NEW."fiscal_year_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."purpose", NEW."recipient_id", NEW."site_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_3fa25 ON public."funding_allocation";\n            CREATE  TRIGGER pgtrigger_insert_insert_3fa25\n                AFTER INSERT ON public."funding_allocation"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_3fa25();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_3fa25 ON public."funding_allocation" IS \'bad9070bc100d6a2ce3e742ea6d82a21127bdbfc\';\n        ', table='funding_allocation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='65590f9138f1db93dcad7eb5c07cbc994bcb36ee', pgid='pgtrigger_update_update_3f5cf', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_3f5cf() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_allocationevent" ("fiscal_year_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recipient_id", "site_id") VALUES (NEW."fiscal_year_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."purpose", NEW."recipient_id", NEW."site_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_3f5cf ON public."funding_allocation";\n            CREATE  TRIGGER pgtrigger_update_update_3f5cf\n                AFTER UPDATE ON public."funding_allocation"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_3f5cf();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_3f5cf ON public."funding_allocation" IS \'65590f9138f1db93dcad7eb5c07cbc994bcb36ee\';\n        ', table='funding_allocation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='59ea90f907a428a41c3ef5d240bacf5362359744', pgid='pgtrigger_delete_delete_62e47', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_62e47() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_allocationevent" ("fiscal_year_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recipient_id", "site_id") VALUES (OLD."fiscal_year_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."purpose", OLD."recipient_id", OLD."site_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_62e47 ON public."funding_allocation";\n            CREATE  TRIGGER pgtrigger_delete_delete_62e47\n                AFTER DELETE ON public."funding_allocation"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_62e47();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_62e47 ON public."funding_allocation" IS \'59ea90f907a428a41c3ef5d240bacf5362359744\';\n        ', table='funding_allocation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fiscalyearevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='f0f5bc71d85ebd0eeac1224d2b7704119c271a5d', pgid='pgtrigger_append_only_de551', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_de551() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_de551 ON public."funding_fiscalyearevent";\n            CREATE  TRIGGER pgtrigger_append_only_de551\n                BEFORE UPDATE OR DELETE ON public."funding_fiscalyearevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_de551();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_de551 ON public."funding_fiscalyearevent" IS \'f0f5bc71d85ebd0eeac1224d2b7704119c271a5d\';\n        ', table='funding_fiscalyearevent')),
        ),
        migrations.AddConstraint(
            model_name='legalfigure',
            constraint=models.UniqueConstraint(fields=('kind', 'valid_from'), name='legal_figure_once_per_day', violation_error_message='Diesen Rechtswert gibt es für den Tag schon.'),
        ),
        migrations.AddConstraint(
            model_name='legalfigure',
            constraint=models.CheckConstraint(condition=models.Q(('rate__gte', -100), ('rate__lte', 100)), name='legal_figure_plausible', violation_error_message='Ein Zinssatz liegt zwischen -100 und 100.'),
        ),
        migrations.AddConstraint(
            model_name='legalfigure',
            constraint=models.CheckConstraint(condition=models.Q(('norm__regex', '\\S'), ('source__regex', '\\S')), name='legal_figure_has_norm', violation_error_message='Nennen Sie Norm und Quelle.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='legalfigure',
            trigger=pgtrigger.compiler.Trigger(name='legal_figure_used', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='3cf0f5f784b0700c7935d27b656e2ca5cc6562a7', pgid='pgtrigger_legal_figure_used_45572', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_legal_figure_used_45572() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF EXISTS (SELECT 1 FROM public.funding_repaymentclaim c WHERE c.interest_rate > 0 AND c.drafted_on >= OLD.valid_from) THEN RAISE EXCEPTION \'Nach diesem Rechtswert ist schon eine Rückforderung entworfen. Legen Sie einen neuen mit seinem Tag an.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'legal_figure_used\'; END IF; RETURN coalesce(NEW, OLD);\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_legal_figure_used_45572 ON public."funding_legalfigure";\n            CREATE  TRIGGER pgtrigger_legal_figure_used_45572\n                BEFORE UPDATE OR DELETE ON public."funding_legalfigure"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_legal_figure_used_45572();\n\n            COMMENT ON TRIGGER pgtrigger_legal_figure_used_45572 ON public."funding_legalfigure" IS \'3cf0f5f784b0700c7935d27b656e2ca5cc6562a7\';\n        ', table='funding_legalfigure')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='legalfigure',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='dde888c038739cb339f55951099a69e47ca3b726', pgid='pgtrigger_insert_insert_ac0f3', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_ac0f3() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_legalfigureevent" ("entered_by_id", "entered_on", "id", "is_example", "kind", "link", "norm", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "source", "valid_from") VALUES (NEW."entered_by_id", NEW."entered_on", NEW."id", NEW."is_example", NEW."kind", NEW."link", NEW."norm", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."rate", NEW."source", NEW."valid_from"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_ac0f3 ON public."funding_legalfigure";\n            CREATE  TRIGGER pgtrigger_insert_insert_ac0f3\n                AFTER INSERT ON public."funding_legalfigure"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_ac0f3();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_ac0f3 ON public."funding_legalfigure" IS \'dde888c038739cb339f55951099a69e47ca3b726\';\n        ', table='funding_legalfigure')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='legalfigure',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='2d4e2cba4ebda206b49ef3e28e3b9fe349b2dfee', pgid='pgtrigger_update_update_d39df', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_d39df() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_legalfigureevent" ("entered_by_id", "entered_on", "id", "is_example", "kind", "link", "norm", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "source", "valid_from") VALUES (NEW."entered_by_id", NEW."entered_on", NEW."id", NEW."is_example", NEW."kind", NEW."link", NEW."norm", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."rate", NEW."source", NEW."valid_from"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_d39df ON public."funding_legalfigure";\n            CREATE  TRIGGER pgtrigger_update_update_d39df\n                AFTER UPDATE ON public."funding_legalfigure"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_d39df();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_d39df ON public."funding_legalfigure" IS \'2d4e2cba4ebda206b49ef3e28e3b9fe349b2dfee\';\n        ', table='funding_legalfigure')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='legalfigure',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='6f4221084515c62d0c4cb1fc0b531017b5b46f05', pgid='pgtrigger_delete_delete_b9d81', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_b9d81() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_legalfigureevent" ("entered_by_id", "entered_on", "id", "is_example", "kind", "link", "norm", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "source", "valid_from") VALUES (OLD."entered_by_id", OLD."entered_on", OLD."id", OLD."is_example", OLD."kind", OLD."link", OLD."norm", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."rate", OLD."source", OLD."valid_from"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_b9d81 ON public."funding_legalfigure";\n            CREATE  TRIGGER pgtrigger_delete_delete_b9d81\n                AFTER DELETE ON public."funding_legalfigure"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_b9d81();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_b9d81 ON public."funding_legalfigure" IS \'6f4221084515c62d0c4cb1fc0b531017b5b46f05\';\n        ', table='funding_legalfigure')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='legalfigureevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='dfa22dbbcf97b5f4223792ada0467d231870329d', pgid='pgtrigger_append_only_cb214', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_cb214() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_cb214 ON public."funding_legalfigureevent";\n            CREATE  TRIGGER pgtrigger_append_only_cb214\n                BEFORE UPDATE OR DELETE ON public."funding_legalfigureevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_cb214();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_cb214 ON public."funding_legalfigureevent" IS \'dfa22dbbcf97b5f4223792ada0467d231870329d\';\n        ', table='funding_legalfigureevent')),
        ),
        migrations.AddConstraint(
            model_name='noticefile',
            constraint=models.UniqueConstraint(fields=('notice', 'format'), name='notice_file_once_per_format', violation_error_message='Diese Datei gibt es schon.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticefile',
            trigger=pgtrigger.compiler.Trigger(name='notice_file_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='a698bf451a1359453a836e2fbf1137a87fcbaab7', pgid='pgtrigger_notice_file_immutable_85e39', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_notice_file_immutable_85e39() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Ein Bescheid ändert sich nach der Freigabe nicht mehr und wird nicht gelöscht.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'notice_file_immutable\';\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_notice_file_immutable_85e39 ON public."funding_noticefile";\n            CREATE  TRIGGER pgtrigger_notice_file_immutable_85e39\n                BEFORE UPDATE OR DELETE ON public."funding_noticefile"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_notice_file_immutable_85e39();\n\n            COMMENT ON TRIGGER pgtrigger_notice_file_immutable_85e39 ON public."funding_noticefile" IS \'a698bf451a1359453a836e2fbf1137a87fcbaab7\';\n        ', table='funding_noticefile')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticefile',
            trigger=pgtrigger.compiler.Trigger(name='notice_file_is_its_hash', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='2da48ececcd11b38614c147afc565200e2ad33ed', pgid='pgtrigger_notice_file_is_its_hash_86b93', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_notice_file_is_its_hash_86b93() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF encode(sha256(NEW.content), \'hex\') <> NEW.sha256 THEN RAISE EXCEPTION \'Die Prüfsumme passt nicht zum Inhalt.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'notice_file_is_its_hash\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_notice_file_is_its_hash_86b93 ON public."funding_noticefile";\n            CREATE  TRIGGER pgtrigger_notice_file_is_its_hash_86b93\n                BEFORE INSERT ON public."funding_noticefile"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_notice_file_is_its_hash_86b93();\n\n            COMMENT ON TRIGGER pgtrigger_notice_file_is_its_hash_86b93 ON public."funding_noticefile" IS \'2da48ececcd11b38614c147afc565200e2ad33ed\';\n        ', table='funding_noticefile')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticefile',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='3b50474d8f5013eebcdb101b213030b226fdbc1b', pgid='pgtrigger_insert_insert_ac9dc', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_ac9dc() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_noticefileevent" ("drawn_on", "format", "id", "notice_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "renderer", "sha256") VALUES (NEW."drawn_on", NEW."format", NEW."id", NEW."notice_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."renderer", NEW."sha256"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_ac9dc ON public."funding_noticefile";\n            CREATE  TRIGGER pgtrigger_insert_insert_ac9dc\n                AFTER INSERT ON public."funding_noticefile"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_ac9dc();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_ac9dc ON public."funding_noticefile" IS \'3b50474d8f5013eebcdb101b213030b226fdbc1b\';\n        ', table='funding_noticefile')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticefile',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='aead34e4796834582bdf98aff9af32371941c7b0', pgid='pgtrigger_update_update_61375', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_61375() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_noticefileevent" ("drawn_on", "format", "id", "notice_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "renderer", "sha256") VALUES (NEW."drawn_on", NEW."format", NEW."id", NEW."notice_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."renderer", NEW."sha256"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_61375 ON public."funding_noticefile";\n            CREATE  TRIGGER pgtrigger_update_update_61375\n                AFTER UPDATE ON public."funding_noticefile"\n                \n                \n                FOR EACH ROW WHEN (OLD."drawn_on" IS DISTINCT FROM (NEW."drawn_on") OR OLD."format" IS DISTINCT FROM (NEW."format") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."notice_id" IS DISTINCT FROM (NEW."notice_id") OR OLD."renderer" IS DISTINCT FROM (NEW."renderer") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256"))\n                EXECUTE FUNCTION public.pgtrigger_update_update_61375();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_61375 ON public."funding_noticefile" IS \'aead34e4796834582bdf98aff9af32371941c7b0\';\n        ', table='funding_noticefile')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticefile',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='d0a0822202ee4635fbf564d6b3edabf34111d5c3', pgid='pgtrigger_delete_delete_5f3a7', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_5f3a7() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_noticefileevent" ("drawn_on", "format", "id", "notice_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "renderer", "sha256") VALUES (OLD."drawn_on", OLD."format", OLD."id", OLD."notice_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."renderer", OLD."sha256"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_5f3a7 ON public."funding_noticefile";\n            CREATE  TRIGGER pgtrigger_delete_delete_5f3a7\n                AFTER DELETE ON public."funding_noticefile"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_5f3a7();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_5f3a7 ON public."funding_noticefile" IS \'d0a0822202ee4635fbf564d6b3edabf34111d5c3\';\n        ', table='funding_noticefile')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticefileevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='d65fe66b32a68cca4f15688ade5db95b71c85200', pgid='pgtrigger_append_only_ca992', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_ca992() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_ca992 ON public."funding_noticefileevent";\n            CREATE  TRIGGER pgtrigger_append_only_ca992\n                BEFORE UPDATE OR DELETE ON public."funding_noticefileevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_ca992();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_ca992 ON public."funding_noticefileevent" IS \'d65fe66b32a68cca4f15688ade5db95b71c85200\';\n        ', table='funding_noticefileevent')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticetextevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='ae427c42db98f3fa14f4b314524891b4bc6d3c91', pgid='pgtrigger_append_only_286b5', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_286b5() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_286b5 ON public."funding_noticetextevent";\n            CREATE  TRIGGER pgtrigger_append_only_286b5\n                BEFORE UPDATE OR DELETE ON public."funding_noticetextevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_286b5();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_286b5 ON public."funding_noticetextevent" IS \'ae427c42db98f3fa14f4b314524891b4bc6d3c91\';\n        ', table='funding_noticetextevent')),
        ),
        migrations.AddConstraint(
            model_name='paymentrun',
            constraint=models.UniqueConstraint(fields=('fiscal_year', 'number'), name='payment_run_number_unique', violation_error_message='Diese Zahlungsliste gibt es schon.'),
        ),
        migrations.AddConstraint(
            model_name='paymentrun',
            constraint=models.CheckConstraint(condition=models.Q(('total__gte', '0.01'), ('total__lte', Decimal('9999999999.99')), ('item_count__gte', 1)), name='payment_run_not_empty', violation_error_message='Eine Zahlungsliste enthält mindestens eine Zahlung.'),
        ),
        migrations.AddConstraint(
            model_name='paymentrun',
            constraint=models.CheckConstraint(condition=models.Q(('cancelled_on__isnull', True), models.Q(('cancel_reason', ''), _negated=True), _connector='OR'), name='payment_run_cancel_has_reason', violation_error_message='Nennen Sie den Grund des Stornos.'),
        ),
        migrations.AddConstraint(
            model_name='paymentrun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancelled_by__isnull', True), ('cancelled_on__isnull', True)), models.Q(('cancelled_by__isnull', False), ('cancelled_on__isnull', False)), _connector='OR'), name='payment_run_cancel_has_person', violation_error_message='Zum Storno gehören Datum und Person.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentrun',
            trigger=pgtrigger.compiler.Trigger(name='queued', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='6fd251253d354b7cf68378d1effa5bc442eacb2e', pgid='pgtrigger_queued_43a9c', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_queued_43a9c() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF current_setting(\'transaction_isolation\') = \'repeatable read\' THEN\n  RAISE EXCEPTION \'REPEATABLE READ kann die Grenzen nicht wahren; bitte READ COMMITTED verwenden.\'\n    USING ERRCODE = \'feature_not_supported\', CONSTRAINT = \'isolation\';\nEND IF;\nPERFORM pg_advisory_xact_lock(hashtext(\'quartiersarbeit.limits\'));\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_queued_43a9c ON public."funding_paymentrun";\n            CREATE  TRIGGER pgtrigger_queued_43a9c\n                BEFORE INSERT OR UPDATE OR DELETE ON public."funding_paymentrun"\n                \n                \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_queued_43a9c();\n\n            COMMENT ON TRIGGER pgtrigger_queued_43a9c ON public."funding_paymentrun" IS \'6fd251253d354b7cf68378d1effa5bc442eacb2e\';\n        ', table='funding_paymentrun')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentrun',
            trigger=pgtrigger.compiler.Trigger(name='payment_run_without_gap', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='120be3a0a32423fad86f2d705452541ff90dc1dc', pgid='pgtrigger_payment_run_without_gap_86d19', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_payment_run_without_gap_86d19() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM public.funding_paymentrun WHERE fiscal_year_id = NEW.fiscal_year_id) THEN RAISE EXCEPTION \'Zahlungslisten sind in jedem Jahr lückenlos nummeriert.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'payment_run_without_gap\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_payment_run_without_gap_86d19 ON public."funding_paymentrun";\n            CREATE  TRIGGER pgtrigger_payment_run_without_gap_86d19\n                BEFORE INSERT ON public."funding_paymentrun"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_payment_run_without_gap_86d19();\n\n            COMMENT ON TRIGGER pgtrigger_payment_run_without_gap_86d19 ON public."funding_paymentrun" IS \'120be3a0a32423fad86f2d705452541ff90dc1dc\';\n        ', table='funding_paymentrun')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentrun',
            trigger=pgtrigger.compiler.Trigger(name='payment_run_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='6facc5d5769b13366c7e70a69e5a9f9b47c758d5', pgid='pgtrigger_payment_run_immutable_acbc7', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_payment_run_immutable_acbc7() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Eine Zahlungsliste ändert sich nicht mehr. Stornieren Sie sie und erstellen Sie eine neue.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'payment_run_immutable\'; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_payment_run_immutable_acbc7 ON public."funding_paymentrun";\n            CREATE  TRIGGER pgtrigger_payment_run_immutable_acbc7\n                AFTER UPDATE ON public."funding_paymentrun"\n                \n                \n                FOR EACH ROW WHEN (OLD.cancelled_on IS NOT NULL OR (OLD.fiscal_year_id IS DISTINCT FROM NEW.fiscal_year_id OR OLD.number IS DISTINCT FROM NEW.number OR OLD.created_on IS DISTINCT FROM NEW.created_on OR OLD.created_by_id IS DISTINCT FROM NEW.created_by_id OR OLD.item_count IS DISTINCT FROM NEW.item_count OR OLD.total IS DISTINCT FROM NEW.total OR OLD.checksum IS DISTINCT FROM NEW.checksum))\n                EXECUTE FUNCTION public.pgtrigger_payment_run_immutable_acbc7();\n\n            COMMENT ON TRIGGER pgtrigger_payment_run_immutable_acbc7 ON public."funding_paymentrun" IS \'6facc5d5769b13366c7e70a69e5a9f9b47c758d5\';\n        ', table='funding_paymentrun')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentrun',
            trigger=pgtrigger.compiler.Trigger(name='payment_run_kept', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='c0852c692aec5e03a7f0db1a818f9fc5b54b1924', pgid='pgtrigger_payment_run_kept_07db1', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_payment_run_kept_07db1() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Eine Zahlungsliste ändert sich nicht mehr. Stornieren Sie sie und erstellen Sie eine neue.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'payment_run_immutable\'; RETURN OLD;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_payment_run_kept_07db1 ON public."funding_paymentrun";\n            CREATE  TRIGGER pgtrigger_payment_run_kept_07db1\n                BEFORE DELETE ON public."funding_paymentrun"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_payment_run_kept_07db1();\n\n            COMMENT ON TRIGGER pgtrigger_payment_run_kept_07db1 ON public."funding_paymentrun" IS \'c0852c692aec5e03a7f0db1a818f9fc5b54b1924\';\n        ', table='funding_paymentrun')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentrun',
            trigger=pgtrigger.compiler.Trigger(name='payment_run_cancelled_unpaid', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='3cfed7791646a720f6142692673622964ddf6f08', pgid='pgtrigger_payment_run_cancelled_unpaid_73aef', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_payment_run_cancelled_unpaid_73aef() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF EXISTS (SELECT 1 FROM public.funding_paymentitem i JOIN public.funding_disbursement d ON d.id = i.disbursement_id WHERE i.run_id = NEW.id AND d.paid_on IS NOT NULL) THEN RAISE EXCEPTION \'Von dieser Zahlungsliste ist schon etwas ausgezahlt. Stornieren Sie die Zahlungen.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'payment_run_paid\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_payment_run_cancelled_unpaid_73aef ON public."funding_paymentrun";\n            CREATE  TRIGGER pgtrigger_payment_run_cancelled_unpaid_73aef\n                BEFORE UPDATE ON public."funding_paymentrun"\n                \n                \n                FOR EACH ROW WHEN (NEW."cancelled_on" IS NOT NULL)\n                EXECUTE FUNCTION public.pgtrigger_payment_run_cancelled_unpaid_73aef();\n\n            COMMENT ON TRIGGER pgtrigger_payment_run_cancelled_unpaid_73aef ON public."funding_paymentrun" IS \'3cfed7791646a720f6142692673622964ddf6f08\';\n        ', table='funding_paymentrun')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentrun',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='10a4fced5e85027457476858822f77bca4332cc4', pgid='pgtrigger_insert_insert_2c8b8', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_2c8b8() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_paymentrunevent" ("cancel_reason", "cancelled_by_id", "cancelled_on", "checksum", "created_by_id", "created_on", "fiscal_year_id", "id", "item_count", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "total") VALUES (NEW."cancel_reason", NEW."cancelled_by_id", NEW."cancelled_on", NEW."checksum", NEW."created_by_id", NEW."created_on", NEW."fiscal_year_id", NEW."id", NEW."item_count", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."total"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_2c8b8 ON public."funding_paymentrun";\n            CREATE  TRIGGER pgtrigger_insert_insert_2c8b8\n                AFTER INSERT ON public."funding_paymentrun"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_2c8b8();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_2c8b8 ON public."funding_paymentrun" IS \'10a4fced5e85027457476858822f77bca4332cc4\';\n        ', table='funding_paymentrun')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentrun',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='7916324e4e973fc7f0a56c7f3f4308d274195935', pgid='pgtrigger_update_update_579d5', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_579d5() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_paymentrunevent" ("cancel_reason", "cancelled_by_id", "cancelled_on", "checksum", "created_by_id", "created_on", "fiscal_year_id", "id", "item_count", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "total") VALUES (NEW."cancel_reason", NEW."cancelled_by_id", NEW."cancelled_on", NEW."checksum", NEW."created_by_id", NEW."created_on", NEW."fiscal_year_id", NEW."id", NEW."item_count", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."total"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_579d5 ON public."funding_paymentrun";\n            CREATE  TRIGGER pgtrigger_update_update_579d5\n                AFTER UPDATE ON public."funding_paymentrun"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_579d5();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_579d5 ON public."funding_paymentrun" IS \'7916324e4e973fc7f0a56c7f3f4308d274195935\';\n        ', table='funding_paymentrun')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentrun',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='5c9d33eeb83971db1abef4c4f16cf931ecdd92ea', pgid='pgtrigger_delete_delete_7a23d', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_7a23d() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_paymentrunevent" ("cancel_reason", "cancelled_by_id", "cancelled_on", "checksum", "created_by_id", "created_on", "fiscal_year_id", "id", "item_count", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "total") VALUES (OLD."cancel_reason", OLD."cancelled_by_id", OLD."cancelled_on", OLD."checksum", OLD."created_by_id", OLD."created_on", OLD."fiscal_year_id", OLD."id", OLD."item_count", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."total"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_7a23d ON public."funding_paymentrun";\n            CREATE  TRIGGER pgtrigger_delete_delete_7a23d\n                AFTER DELETE ON public."funding_paymentrun"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_7a23d();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_7a23d ON public."funding_paymentrun" IS \'5c9d33eeb83971db1abef4c4f16cf931ecdd92ea\';\n        ', table='funding_paymentrun')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentitemevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='aa9fd99eb5496c389bd7923340ccd8ec8667e673', pgid='pgtrigger_append_only_48456', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_48456() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_48456 ON public."funding_paymentitemevent";\n            CREATE  TRIGGER pgtrigger_append_only_48456\n                BEFORE UPDATE OR DELETE ON public."funding_paymentitemevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_48456();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_48456 ON public."funding_paymentitemevent" IS \'aa9fd99eb5496c389bd7923340ccd8ec8667e673\';\n        ', table='funding_paymentitemevent')),
        ),
        migrations.AddConstraint(
            model_name='paymentitem',
            constraint=models.UniqueConstraint(fields=('run', 'position'), name='payment_item_position_unique', violation_error_message='Diese Position der Zahlungsliste gibt es schon.'),
        ),
        migrations.AddConstraint(
            model_name='paymentitem',
            constraint=models.UniqueConstraint(condition=models.Q(('dropped_on__isnull', True)), fields=('disbursement',), name='payment_item_on_one_list', violation_error_message='Diese Rate steht schon auf einer Zahlungsliste.'),
        ),
        migrations.AddConstraint(
            model_name='paymentitem',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', '0.01'), ('amount__lte', Decimal('9999999999.99'))), name='payment_item_amount_positive', violation_error_message='Eine Zahlung beträgt mindestens einen Cent.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentitem',
            trigger=pgtrigger.compiler.Trigger(name='queued', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='5de8e8b58a479f377d8e5d1cdd33d3618de8adc2', pgid='pgtrigger_queued_ef220', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_queued_ef220() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF current_setting(\'transaction_isolation\') = \'repeatable read\' THEN\n  RAISE EXCEPTION \'REPEATABLE READ kann die Grenzen nicht wahren; bitte READ COMMITTED verwenden.\'\n    USING ERRCODE = \'feature_not_supported\', CONSTRAINT = \'isolation\';\nEND IF;\nPERFORM pg_advisory_xact_lock(hashtext(\'quartiersarbeit.limits\'));\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_queued_ef220 ON public."funding_paymentitem";\n            CREATE  TRIGGER pgtrigger_queued_ef220\n                BEFORE INSERT OR UPDATE OR DELETE ON public."funding_paymentitem"\n                \n                \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_queued_ef220();\n\n            COMMENT ON TRIGGER pgtrigger_queued_ef220 ON public."funding_paymentitem" IS \'5de8e8b58a479f377d8e5d1cdd33d3618de8adc2\';\n        ', table='funding_paymentitem')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentitem',
            trigger=pgtrigger.compiler.Trigger(name='payment_item_as_released', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='16cb7aeb80d3fbc190a63b644eff56c1be75c404', pgid='pgtrigger_payment_item_as_released_2ffac', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_payment_item_as_released_2ffac() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF NOT EXISTS (\n  SELECT 1 FROM public.funding_disbursement d JOIN public.funding_allocation a ON a.id = d.allocation_id\n    JOIN public.funding_paymentrun r ON r.fiscal_year_id = a.fiscal_year_id\n   WHERE d.id = NEW.disbursement_id AND r.id = NEW.run_id AND r.cancelled_on IS NULL\n     AND d.released_on IS NOT NULL AND d.paid_on IS NULL AND d.amount = NEW.amount AND d.due_on = NEW.due_on\n     AND d.recipient_name = NEW.recipient_name AND d.recipient_iban = NEW.recipient_iban) THEN RAISE EXCEPTION \'Auf eine Zahlungsliste kommt nur, was freigegeben und noch nicht ausgezahlt ist.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'payment_item_as_released\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_payment_item_as_released_2ffac ON public."funding_paymentitem";\n            CREATE  TRIGGER pgtrigger_payment_item_as_released_2ffac\n                BEFORE INSERT ON public."funding_paymentitem"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_payment_item_as_released_2ffac();\n\n            COMMENT ON TRIGGER pgtrigger_payment_item_as_released_2ffac ON public."funding_paymentitem" IS \'16cb7aeb80d3fbc190a63b644eff56c1be75c404\';\n        ', table='funding_paymentitem')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentitem',
            trigger=pgtrigger.compiler.Trigger(name='payment_item_within_sums', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='8b7f4c6a385366af28f592eef9b95e04d675ce66', pgid='pgtrigger_payment_item_within_sums_8d2fd', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_payment_item_within_sums_8d2fd() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF EXISTS (\n  SELECT 1 FROM public.funding_paymentrun r JOIN public.funding_paymentitem i ON i.run_id = r.id\n   WHERE r.id IN (SELECT run_id FROM changed) GROUP BY r.id\n  HAVING count(*) > r.item_count OR sum(i.amount) > r.total) THEN\n  RAISE EXCEPTION \'Eine Zahlungsliste ändert sich nicht mehr. Stornieren Sie sie und erstellen Sie eine neue.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'payment_run_immutable\';\nEND IF;\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_payment_item_within_sums_8d2fd ON public."funding_paymentitem";\n            CREATE  TRIGGER pgtrigger_payment_item_within_sums_8d2fd\n                AFTER INSERT ON public."funding_paymentitem"\n                \n                REFERENCING NEW TABLE AS changed \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_payment_item_within_sums_8d2fd();\n\n            COMMENT ON TRIGGER pgtrigger_payment_item_within_sums_8d2fd ON public."funding_paymentitem" IS \'8b7f4c6a385366af28f592eef9b95e04d675ce66\';\n        ', table='funding_paymentitem')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentitem',
            trigger=pgtrigger.compiler.Trigger(name='payment_item_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='47186285ce275b56dd55c3e6c10c5ac0bff86e3b', pgid='pgtrigger_payment_item_immutable_e2bae', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_payment_item_immutable_e2bae() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF OLD.dropped_on IS NOT NULL OR NEW.dropped_on IS DISTINCT FROM (SELECT cancelled_on FROM public.funding_paymentrun WHERE id = OLD.run_id) OR (OLD.run_id IS DISTINCT FROM NEW.run_id OR OLD.position IS DISTINCT FROM NEW.position OR OLD.disbursement_id IS DISTINCT FROM NEW.disbursement_id OR OLD.recipient_name IS DISTINCT FROM NEW.recipient_name OR OLD.recipient_iban IS DISTINCT FROM NEW.recipient_iban OR OLD.amount IS DISTINCT FROM NEW.amount OR OLD.purpose IS DISTINCT FROM NEW.purpose OR OLD.due_on IS DISTINCT FROM NEW.due_on) THEN RAISE EXCEPTION \'Eine Zahlungsliste ändert sich nicht mehr. Stornieren Sie sie und erstellen Sie eine neue.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'payment_run_immutable\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_payment_item_immutable_e2bae ON public."funding_paymentitem";\n            CREATE  TRIGGER pgtrigger_payment_item_immutable_e2bae\n                AFTER UPDATE ON public."funding_paymentitem"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_payment_item_immutable_e2bae();\n\n            COMMENT ON TRIGGER pgtrigger_payment_item_immutable_e2bae ON public."funding_paymentitem" IS \'47186285ce275b56dd55c3e6c10c5ac0bff86e3b\';\n        ', table='funding_paymentitem')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentitem',
            trigger=pgtrigger.compiler.Trigger(name='payment_item_kept', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='f26866787a483eff8688410146dfd250f6ff5cd4', pgid='pgtrigger_payment_item_kept_40bf3', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_payment_item_kept_40bf3() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Eine Zahlungsliste ändert sich nicht mehr. Stornieren Sie sie und erstellen Sie eine neue.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'payment_run_immutable\'; RETURN OLD;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_payment_item_kept_40bf3 ON public."funding_paymentitem";\n            CREATE  TRIGGER pgtrigger_payment_item_kept_40bf3\n                BEFORE DELETE ON public."funding_paymentitem"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_payment_item_kept_40bf3();\n\n            COMMENT ON TRIGGER pgtrigger_payment_item_kept_40bf3 ON public."funding_paymentitem" IS \'f26866787a483eff8688410146dfd250f6ff5cd4\';\n        ', table='funding_paymentitem')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentitem',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='3ba326eb3ef391e42ea930e0557fa81e165603fe', pgid='pgtrigger_insert_insert_2efb8', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_2efb8() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_paymentitemevent" ("amount", "disbursement_id", "dropped_on", "due_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "purpose", "recipient_iban", "recipient_name", "run_id") VALUES (NEW."amount", NEW."disbursement_id", NEW."dropped_on", NEW."due_on", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."position", NEW."purpose", NEW."recipient_iban", NEW."recipient_name", NEW."run_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_2efb8 ON public."funding_paymentitem";\n            CREATE  TRIGGER pgtrigger_insert_insert_2efb8\n                AFTER INSERT ON public."funding_paymentitem"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_2efb8();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_2efb8 ON public."funding_paymentitem" IS \'3ba326eb3ef391e42ea930e0557fa81e165603fe\';\n        ', table='funding_paymentitem')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentitem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='7bc774afe73b7bdeda546ebdf82914a7699f4d71', pgid='pgtrigger_update_update_f9375', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_f9375() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_paymentitemevent" ("amount", "disbursement_id", "dropped_on", "due_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "purpose", "recipient_iban", "recipient_name", "run_id") VALUES (NEW."amount", NEW."disbursement_id", NEW."dropped_on", NEW."due_on", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."position", NEW."purpose", NEW."recipient_iban", NEW."recipient_name", NEW."run_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_f9375 ON public."funding_paymentitem";\n            CREATE  TRIGGER pgtrigger_update_update_f9375\n                AFTER UPDATE ON public."funding_paymentitem"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_f9375();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_f9375 ON public."funding_paymentitem" IS \'7bc774afe73b7bdeda546ebdf82914a7699f4d71\';\n        ', table='funding_paymentitem')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentitem',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='a67278b8b5c6962855d9a0cd965f3e992fd6f850', pgid='pgtrigger_delete_delete_13fa2', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_13fa2() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_paymentitemevent" ("amount", "disbursement_id", "dropped_on", "due_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "purpose", "recipient_iban", "recipient_name", "run_id") VALUES (OLD."amount", OLD."disbursement_id", OLD."dropped_on", OLD."due_on", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."position", OLD."purpose", OLD."recipient_iban", OLD."recipient_name", OLD."run_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_13fa2 ON public."funding_paymentitem";\n            CREATE  TRIGGER pgtrigger_delete_delete_13fa2\n                AFTER DELETE ON public."funding_paymentitem"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_13fa2();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_13fa2 ON public."funding_paymentitem" IS \'a67278b8b5c6962855d9a0cd965f3e992fd6f850\';\n        ', table='funding_paymentitem')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentrunevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='28a0f6b49037ef86b72dfea07b80126c0066987e', pgid='pgtrigger_append_only_2736b', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_2736b() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_2736b ON public."funding_paymentrunevent";\n            CREATE  TRIGGER pgtrigger_append_only_2736b\n                BEFORE UPDATE OR DELETE ON public."funding_paymentrunevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_2736b();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_2736b ON public."funding_paymentrunevent" IS \'28a0f6b49037ef86b72dfea07b80126c0066987e\';\n        ', table='funding_paymentrunevent')),
        ),
        migrations.AddConstraint(
            model_name='paymentrunexport',
            constraint=models.UniqueConstraint(fields=('run', 'kind', 'number'), name='payment_run_export_unique', violation_error_message='Diese Ausgabe der Zahlungsliste gibt es schon.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentrunexport',
            trigger=pgtrigger.compiler.Trigger(name='queued', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='d0b5c75a76c2975d04a45ba12aca470e16599a51', pgid='pgtrigger_queued_0d6be', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_queued_0d6be() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF current_setting(\'transaction_isolation\') = \'repeatable read\' THEN\n  RAISE EXCEPTION \'REPEATABLE READ kann die Grenzen nicht wahren; bitte READ COMMITTED verwenden.\'\n    USING ERRCODE = \'feature_not_supported\', CONSTRAINT = \'isolation\';\nEND IF;\nPERFORM pg_advisory_xact_lock(hashtext(\'quartiersarbeit.limits\'));\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_queued_0d6be ON public."funding_paymentrunexport";\n            CREATE  TRIGGER pgtrigger_queued_0d6be\n                BEFORE INSERT OR UPDATE OR DELETE ON public."funding_paymentrunexport"\n                \n                \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_queued_0d6be();\n\n            COMMENT ON TRIGGER pgtrigger_queued_0d6be ON public."funding_paymentrunexport" IS \'d0b5c75a76c2975d04a45ba12aca470e16599a51\';\n        ', table='funding_paymentrunexport')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentrunexport',
            trigger=pgtrigger.compiler.Trigger(name='payment_run_export_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='9e5ed13adcc4e3ccfbd57322e94baf0aaac15520', pgid='pgtrigger_payment_run_export_immutable_9921c', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_payment_run_export_immutable_9921c() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Die Ausgabe einer Zahlungsliste bleibt, wie sie festgehalten ist.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'payment_run_export_immutable\';\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_payment_run_export_immutable_9921c ON public."funding_paymentrunexport";\n            CREATE  TRIGGER pgtrigger_payment_run_export_immutable_9921c\n                BEFORE UPDATE OR DELETE ON public."funding_paymentrunexport"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_payment_run_export_immutable_9921c();\n\n            COMMENT ON TRIGGER pgtrigger_payment_run_export_immutable_9921c ON public."funding_paymentrunexport" IS \'9e5ed13adcc4e3ccfbd57322e94baf0aaac15520\';\n        ', table='funding_paymentrunexport')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentrunexport',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='816650d8c96034dc2d3564a5fa3c9f365a67b241', pgid='pgtrigger_insert_insert_913ff', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_913ff() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_paymentrunexportevent" ("by_id", "id", "kind", "number", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "run_id") VALUES (NEW."by_id", NEW."id", NEW."kind", NEW."number", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."run_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_913ff ON public."funding_paymentrunexport";\n            CREATE  TRIGGER pgtrigger_insert_insert_913ff\n                AFTER INSERT ON public."funding_paymentrunexport"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_913ff();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_913ff ON public."funding_paymentrunexport" IS \'816650d8c96034dc2d3564a5fa3c9f365a67b241\';\n        ', table='funding_paymentrunexport')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentrunexport',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='7119ad7d543e547c9a2702de8637c562d292fb25', pgid='pgtrigger_update_update_f62d5', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_f62d5() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_paymentrunexportevent" ("by_id", "id", "kind", "number", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "run_id") VALUES (NEW."by_id", NEW."id", NEW."kind", NEW."number", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."run_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_f62d5 ON public."funding_paymentrunexport";\n            CREATE  TRIGGER pgtrigger_update_update_f62d5\n                AFTER UPDATE ON public."funding_paymentrunexport"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_f62d5();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_f62d5 ON public."funding_paymentrunexport" IS \'7119ad7d543e547c9a2702de8637c562d292fb25\';\n        ', table='funding_paymentrunexport')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentrunexport',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='e17d8f6b620a6ab26d88187aaf40cff563a37ded', pgid='pgtrigger_delete_delete_f5e73', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_f5e73() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_paymentrunexportevent" ("by_id", "id", "kind", "number", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "run_id") VALUES (OLD."by_id", OLD."id", OLD."kind", OLD."number", OLD."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."run_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_f5e73 ON public."funding_paymentrunexport";\n            CREATE  TRIGGER pgtrigger_delete_delete_f5e73\n                AFTER DELETE ON public."funding_paymentrunexport"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_f5e73();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_f5e73 ON public."funding_paymentrunexport" IS \'e17d8f6b620a6ab26d88187aaf40cff563a37ded\';\n        ', table='funding_paymentrunexport')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentrunexportevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='fc113b1d68d00f65bd877effa55a547cce3ba81f', pgid='pgtrigger_append_only_c9d89', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_c9d89() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_c9d89 ON public."funding_paymentrunexportevent";\n            CREATE  TRIGGER pgtrigger_append_only_c9d89\n                BEFORE UPDATE OR DELETE ON public."funding_paymentrunexportevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_c9d89();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_c9d89 ON public."funding_paymentrunexportevent" IS \'fc113b1d68d00f65bd877effa55a547cce3ba81f\';\n        ', table='funding_paymentrunexportevent')),
        ),
        migrations.AddConstraint(
            model_name='proofofuse',
            constraint=models.CheckConstraint(condition=models.Q(('accepted_on__isnull', True), models.Q(('accepted_on__gte', models.F('submitted_on')), ('submitted_on__isnull', False)), _connector='OR'), name='proof_accepted_after_submission', violation_error_message='Angenommen wird nur ein eingereichter Nachweis.'),
        ),
        migrations.AddConstraint(
            model_name='proofofuse',
            constraint=models.CheckConstraint(condition=models.Q(('accepted_by__isnull', True), models.Q(('accepted_by', models.F('submitted_by')), _negated=True), _connector='OR'), name='proof_accepted_by_another', violation_error_message='Wer den Nachweis einreicht, nimmt ihn nicht selbst an.'),
        ),
        migrations.AddConstraint(
            model_name='proofofuse',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('submitted_by__isnull', True), ('submitted_on__isnull', True)), models.Q(('submitted_by__isnull', False), ('submitted_on__isnull', False)), _connector='OR'), name='proof_submission_has_person', violation_error_message='Zur Einreichung gehören Datum und Person.'),
        ),
        migrations.AddConstraint(
            model_name='proofofuse',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('accepted_by__isnull', True), ('accepted_on__isnull', True)), models.Q(('accepted_by__isnull', False), ('accepted_on__isnull', False)), _connector='OR'), name='proof_acceptance_has_person', violation_error_message='Zur Annahme gehören Datum und Person.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofofuse',
            trigger=pgtrigger.compiler.Trigger(name='queued', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='99010bcfc1e3f9dcb188fda37ce095ce5f09a043', pgid='pgtrigger_queued_aab0d', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_queued_aab0d() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF current_setting(\'transaction_isolation\') = \'repeatable read\' THEN\n  RAISE EXCEPTION \'REPEATABLE READ kann die Grenzen nicht wahren; bitte READ COMMITTED verwenden.\'\n    USING ERRCODE = \'feature_not_supported\', CONSTRAINT = \'isolation\';\nEND IF;\nPERFORM pg_advisory_xact_lock(hashtext(\'quartiersarbeit.limits\'));\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_queued_aab0d ON public."funding_proofofuse";\n            CREATE  TRIGGER pgtrigger_queued_aab0d\n                BEFORE INSERT OR UPDATE OR DELETE ON public."funding_proofofuse"\n                \n                \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_queued_aab0d();\n\n            COMMENT ON TRIGGER pgtrigger_queued_aab0d ON public."funding_proofofuse" IS \'99010bcfc1e3f9dcb188fda37ce095ce5f09a043\';\n        ', table='funding_proofofuse')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofofuse',
            trigger=pgtrigger.compiler.Trigger(name='proof_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='81b6654bced2607c6e7489c7fb665129df18ae5d', pgid='pgtrigger_proof_immutable_2ee7b', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_proof_immutable_2ee7b() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Ein angenommener Verwendungsnachweis ändert sich nicht mehr.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'proof_immutable\'; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_proof_immutable_2ee7b ON public."funding_proofofuse";\n            CREATE  TRIGGER pgtrigger_proof_immutable_2ee7b\n                BEFORE UPDATE ON public."funding_proofofuse"\n                \n                \n                FOR EACH ROW WHEN (OLD."accepted_on" IS NOT NULL)\n                EXECUTE FUNCTION public.pgtrigger_proof_immutable_2ee7b();\n\n            COMMENT ON TRIGGER pgtrigger_proof_immutable_2ee7b ON public."funding_proofofuse" IS \'81b6654bced2607c6e7489c7fb665129df18ae5d\';\n        ', table='funding_proofofuse')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofofuse',
            trigger=pgtrigger.compiler.Trigger(name='proof_immutable_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='52036c5f95ac187aee6f75f94b7bd7e5eec45058', pgid='pgtrigger_proof_immutable_delete_45abd', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_proof_immutable_delete_45abd() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Ein angenommener Verwendungsnachweis ändert sich nicht mehr.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'proof_immutable\'; RETURN OLD;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_proof_immutable_delete_45abd ON public."funding_proofofuse";\n            CREATE  TRIGGER pgtrigger_proof_immutable_delete_45abd\n                BEFORE DELETE ON public."funding_proofofuse"\n                \n                \n                FOR EACH ROW WHEN (OLD."accepted_on" IS NOT NULL)\n                EXECUTE FUNCTION public.pgtrigger_proof_immutable_delete_45abd();\n\n            COMMENT ON TRIGGER pgtrigger_proof_immutable_delete_45abd ON public."funding_proofofuse" IS \'52036c5f95ac187aee6f75f94b7bd7e5eec45058\';\n        ', table='funding_proofofuse')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofofuse',
            trigger=pgtrigger.compiler.Trigger(name='proof_submitted_stands', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='343076b2ea65d8618c966f687c33da84bcad9cd9', pgid='pgtrigger_proof_submitted_stands_6d414', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_proof_submitted_stands_6d414() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF OLD.submitted_on IS NOT NULL AND NEW.submitted_on IS NOT NULL THEN RAISE EXCEPTION \'Ein eingereichter Verwendungsnachweis ändert sich nicht mehr, außer die Stadt gibt ihn zurück.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'proof_submitted_stands\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_proof_submitted_stands_6d414 ON public."funding_proofofuse";\n            CREATE  TRIGGER pgtrigger_proof_submitted_stands_6d414\n                BEFORE UPDATE ON public."funding_proofofuse"\n                \n                \n                FOR EACH ROW WHEN (OLD."allocation_id" IS DISTINCT FROM (NEW."allocation_id") OR OLD."narrative" IS DISTINCT FROM (NEW."narrative") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."submitted_on" IS DISTINCT FROM (NEW."submitted_on"))\n                EXECUTE FUNCTION public.pgtrigger_proof_submitted_stands_6d414();\n\n            COMMENT ON TRIGGER pgtrigger_proof_submitted_stands_6d414 ON public."funding_proofofuse" IS \'343076b2ea65d8618c966f687c33da84bcad9cd9\';\n        ', table='funding_proofofuse')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofofuse',
            trigger=pgtrigger.compiler.Trigger(name='claimed_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='2cfcfdd6f9517f66fce7d9e1d6092cab4e2eb6b7', pgid='pgtrigger_claimed_update_89ec1', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_claimed_update_89ec1() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.funding_check_claims(ARRAY(WITH changed AS (TABLE before UNION ALL TABLE after) SELECT DISTINCT allocation_id FROM changed)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_claimed_update_89ec1 ON public."funding_proofofuse";\n            CREATE  TRIGGER pgtrigger_claimed_update_89ec1\n                AFTER UPDATE ON public."funding_proofofuse"\n                \n                REFERENCING OLD TABLE AS before  NEW TABLE AS after \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_claimed_update_89ec1();\n\n            COMMENT ON TRIGGER pgtrigger_claimed_update_89ec1 ON public."funding_proofofuse" IS \'2cfcfdd6f9517f66fce7d9e1d6092cab4e2eb6b7\';\n        ', table='funding_proofofuse')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofofuse',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='8f39fa59305658bdbcfee42dbb18ff187ec3a375', pgid='pgtrigger_insert_insert_05a44', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_05a44() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_proofofuseevent" ("accepted_by_id", "accepted_on", "allocation_id", "due_on", "id", "narrative", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "required_on", "review_note", "submitted_by_id", "submitted_on") VALUES (NEW."accepted_by_id", NEW."accepted_on", NEW."allocation_id", NEW."due_on", NEW."id", NEW."narrative", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."required_on", NEW."review_note", NEW."submitted_by_id", NEW."submitted_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_05a44 ON public."funding_proofofuse";\n            CREATE  TRIGGER pgtrigger_insert_insert_05a44\n                AFTER INSERT ON public."funding_proofofuse"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_05a44();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_05a44 ON public."funding_proofofuse" IS \'8f39fa59305658bdbcfee42dbb18ff187ec3a375\';\n        ', table='funding_proofofuse')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofofuse',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='8078e2ff73cb26f77c4856faf66ac621ee3017d7', pgid='pgtrigger_update_update_3188e', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_3188e() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_proofofuseevent" ("accepted_by_id", "accepted_on", "allocation_id", "due_on", "id", "narrative", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "required_on", "review_note", "submitted_by_id", "submitted_on") VALUES (NEW."accepted_by_id", NEW."accepted_on", NEW."allocation_id", NEW."due_on", NEW."id", NEW."narrative", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."required_on", NEW."review_note", NEW."submitted_by_id", NEW."submitted_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_3188e ON public."funding_proofofuse";\n            CREATE  TRIGGER pgtrigger_update_update_3188e\n                AFTER UPDATE ON public."funding_proofofuse"\n                \n                \n                FOR EACH ROW WHEN (OLD."accepted_by_id" IS DISTINCT FROM (NEW."accepted_by_id") OR OLD."accepted_on" IS DISTINCT FROM (NEW."accepted_on") OR OLD."allocation_id" IS DISTINCT FROM (NEW."allocation_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."narrative" IS DISTINCT FROM (NEW."narrative") OR OLD."required_on" IS DISTINCT FROM (NEW."required_on") OR OLD."review_note" IS DISTINCT FROM (NEW."review_note") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."submitted_on" IS DISTINCT FROM (NEW."submitted_on"))\n                EXECUTE FUNCTION public.pgtrigger_update_update_3188e();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_3188e ON public."funding_proofofuse" IS \'8078e2ff73cb26f77c4856faf66ac621ee3017d7\';\n        ', table='funding_proofofuse')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofofuse',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='430781239b9cc5d8572523f7f7599190e995976f', pgid='pgtrigger_delete_delete_cdf0f', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_cdf0f() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_proofofuseevent" ("accepted_by_id", "accepted_on", "allocation_id", "due_on", "id", "narrative", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "required_on", "review_note", "submitted_by_id", "submitted_on") VALUES (OLD."accepted_by_id", OLD."accepted_on", OLD."allocation_id", OLD."due_on", OLD."id", OLD."narrative", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."required_on", OLD."review_note", OLD."submitted_by_id", OLD."submitted_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_cdf0f ON public."funding_proofofuse";\n            CREATE  TRIGGER pgtrigger_delete_delete_cdf0f\n                AFTER DELETE ON public."funding_proofofuse"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_cdf0f();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_cdf0f ON public."funding_proofofuse" IS \'430781239b9cc5d8572523f7f7599190e995976f\';\n        ', table='funding_proofofuse')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='prooflineevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='1b51bfef84296c9db197a7644eecaa08d1b725a2', pgid='pgtrigger_append_only_5f2b5', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_5f2b5() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_5f2b5 ON public."funding_prooflineevent";\n            CREATE  TRIGGER pgtrigger_append_only_5f2b5\n                BEFORE UPDATE OR DELETE ON public."funding_prooflineevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_5f2b5();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_5f2b5 ON public."funding_prooflineevent" IS \'1b51bfef84296c9db197a7644eecaa08d1b725a2\';\n        ', table='funding_prooflineevent')),
        ),
        migrations.AddConstraint(
            model_name='proofline',
            constraint=models.CheckConstraint(condition=models.Q(('planned__gte', 0), ('planned__lte', Decimal('9999999999.99')), ('spent__gte', 0), ('spent__lte', Decimal('9999999999.99')), ('own_funds__gte', 0), ('own_funds__lte', Decimal('9999999999.99'))), name='proof_line_amounts_not_negative', violation_error_message='Beträge im Nachweis dürfen nicht negativ sein.'),
        ),
        migrations.AddConstraint(
            model_name='proofline',
            constraint=models.CheckConstraint(condition=models.Q(('own_funds__lte', models.F('spent'))), name='proof_line_own_funds_within_spent', violation_error_message='Eigenmittel sind ein Teil der Ausgaben, also höchstens so hoch.'),
        ),
        migrations.AddConstraint(
            model_name='proofline',
            constraint=models.UniqueConstraint(fields=('proof', 'category'), name='proof_line_category_once', violation_error_message='Diese Kostenart steht schon im Nachweis.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofline',
            trigger=pgtrigger.compiler.Trigger(name='queued', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='824e77a78c5856b556dbda140e543ef73ddc85a5', pgid='pgtrigger_queued_cb3e5', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_queued_cb3e5() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF current_setting(\'transaction_isolation\') = \'repeatable read\' THEN\n  RAISE EXCEPTION \'REPEATABLE READ kann die Grenzen nicht wahren; bitte READ COMMITTED verwenden.\'\n    USING ERRCODE = \'feature_not_supported\', CONSTRAINT = \'isolation\';\nEND IF;\nPERFORM pg_advisory_xact_lock(hashtext(\'quartiersarbeit.limits\'));\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_queued_cb3e5 ON public."funding_proofline";\n            CREATE  TRIGGER pgtrigger_queued_cb3e5\n                BEFORE INSERT OR UPDATE OR DELETE ON public."funding_proofline"\n                \n                \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_queued_cb3e5();\n\n            COMMENT ON TRIGGER pgtrigger_queued_cb3e5 ON public."funding_proofline" IS \'824e77a78c5856b556dbda140e543ef73ddc85a5\';\n        ', table='funding_proofline')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofline',
            trigger=pgtrigger.compiler.Trigger(name='proof_line_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='37fad2d2b0ad294804440ef2a1961615f995913a', pgid='pgtrigger_proof_line_immutable_c1b22', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_proof_line_immutable_c1b22() RETURNS TRIGGER AS $$\n                DECLARE wholes bigint[];\n                BEGIN\n                    \nwholes := CASE TG_OP WHEN \'INSERT\' THEN ARRAY[NEW.proof_id] WHEN \'DELETE\' THEN ARRAY[OLD.proof_id]\n  ELSE ARRAY[OLD.proof_id, NEW.proof_id] END;\nPERFORM 1 FROM public.funding_proofofuse WHERE id = ANY(wholes) ORDER BY id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM public.funding_proofofuse WHERE id = ANY(wholes) AND accepted_on IS NOT NULL) THEN\n  RAISE EXCEPTION \'Ein angenommener Verwendungsnachweis ändert sich nicht mehr.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'proof_line_immutable\';\nEND IF;\nIF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_proof_line_immutable_c1b22 ON public."funding_proofline";\n            CREATE  TRIGGER pgtrigger_proof_line_immutable_c1b22\n                BEFORE INSERT OR UPDATE OR DELETE ON public."funding_proofline"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_proof_line_immutable_c1b22();\n\n            COMMENT ON TRIGGER pgtrigger_proof_line_immutable_c1b22 ON public."funding_proofline" IS \'37fad2d2b0ad294804440ef2a1961615f995913a\';\n        ', table='funding_proofline')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofline',
            trigger=pgtrigger.compiler.Trigger(name='proof_line_submitted', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='8c386a4041bd7578f610d06fa77182b96507644b', pgid='pgtrigger_proof_line_submitted_0d623', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_proof_line_submitted_0d623() RETURNS TRIGGER AS $$\n                DECLARE wholes bigint[];\n                BEGIN\n                    \nwholes := CASE TG_OP WHEN \'INSERT\' THEN ARRAY[NEW.proof_id] WHEN \'DELETE\' THEN ARRAY[OLD.proof_id]\n  ELSE ARRAY[OLD.proof_id, NEW.proof_id] END;\nPERFORM 1 FROM public.funding_proofofuse WHERE id = ANY(wholes) ORDER BY id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM public.funding_proofofuse WHERE id = ANY(wholes) AND submitted_on IS NOT NULL) THEN\n  RAISE EXCEPTION \'Ein eingereichter Verwendungsnachweis ändert sich nicht mehr, außer die Stadt gibt ihn zurück.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'proof_submitted_stands\';\nEND IF;\nIF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_proof_line_submitted_0d623 ON public."funding_proofline";\n            CREATE  TRIGGER pgtrigger_proof_line_submitted_0d623\n                BEFORE INSERT OR UPDATE OR DELETE ON public."funding_proofline"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_proof_line_submitted_0d623();\n\n            COMMENT ON TRIGGER pgtrigger_proof_line_submitted_0d623 ON public."funding_proofline" IS \'8c386a4041bd7578f610d06fa77182b96507644b\';\n        ', table='funding_proofline')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofline',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='9ef00442db20c5c11108f37cfc4b2d2312f78956', pgid='pgtrigger_insert_insert_ef899', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_ef899() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_prooflineevent" ("category", "id", "own_funds", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "proof_id", "spent") VALUES (NEW."category", NEW."id", NEW."own_funds", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."planned", NEW."proof_id", NEW."spent"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_ef899 ON public."funding_proofline";\n            CREATE  TRIGGER pgtrigger_insert_insert_ef899\n                AFTER INSERT ON public."funding_proofline"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_ef899();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_ef899 ON public."funding_proofline" IS \'9ef00442db20c5c11108f37cfc4b2d2312f78956\';\n        ', table='funding_proofline')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofline',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='a3dcfc0d56f946c75f37fc8eeab9d59133f4d1eb', pgid='pgtrigger_update_update_659ca', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_659ca() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_prooflineevent" ("category", "id", "own_funds", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "proof_id", "spent") VALUES (NEW."category", NEW."id", NEW."own_funds", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."planned", NEW."proof_id", NEW."spent"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_659ca ON public."funding_proofline";\n            CREATE  TRIGGER pgtrigger_update_update_659ca\n                AFTER UPDATE ON public."funding_proofline"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_659ca();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_659ca ON public."funding_proofline" IS \'a3dcfc0d56f946c75f37fc8eeab9d59133f4d1eb\';\n        ', table='funding_proofline')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofline',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='b56c92ed01a06f036587890c4bf972f1d351cc48', pgid='pgtrigger_delete_delete_b4833', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_b4833() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_prooflineevent" ("category", "id", "own_funds", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "proof_id", "spent") VALUES (OLD."category", OLD."id", OLD."own_funds", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."planned", OLD."proof_id", OLD."spent"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_b4833 ON public."funding_proofline";\n            CREATE  TRIGGER pgtrigger_delete_delete_b4833\n                AFTER DELETE ON public."funding_proofline"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_b4833();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_b4833 ON public."funding_proofline" IS \'b56c92ed01a06f036587890c4bf972f1d351cc48\';\n        ', table='funding_proofline')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofattachmentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='948ec2753e897722006ec578f43f801d230fee89', pgid='pgtrigger_append_only_3d8eb', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_3d8eb() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_3d8eb ON public."funding_proofattachmentevent";\n            CREATE  TRIGGER pgtrigger_append_only_3d8eb\n                BEFORE UPDATE OR DELETE ON public."funding_proofattachmentevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_3d8eb();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_3d8eb ON public."funding_proofattachmentevent" IS \'948ec2753e897722006ec578f43f801d230fee89\';\n        ', table='funding_proofattachmentevent')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofattachment',
            trigger=pgtrigger.compiler.Trigger(name='queued', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='e460218df39c47afe331312b222c239f3f4b2db3', pgid='pgtrigger_queued_4795a', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_queued_4795a() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF current_setting(\'transaction_isolation\') = \'repeatable read\' THEN\n  RAISE EXCEPTION \'REPEATABLE READ kann die Grenzen nicht wahren; bitte READ COMMITTED verwenden.\'\n    USING ERRCODE = \'feature_not_supported\', CONSTRAINT = \'isolation\';\nEND IF;\nPERFORM pg_advisory_xact_lock(hashtext(\'quartiersarbeit.limits\'));\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_queued_4795a ON public."funding_proofattachment";\n            CREATE  TRIGGER pgtrigger_queued_4795a\n                BEFORE INSERT OR UPDATE OR DELETE ON public."funding_proofattachment"\n                \n                \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_queued_4795a();\n\n            COMMENT ON TRIGGER pgtrigger_queued_4795a ON public."funding_proofattachment" IS \'e460218df39c47afe331312b222c239f3f4b2db3\';\n        ', table='funding_proofattachment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofattachment',
            trigger=pgtrigger.compiler.Trigger(name='proof_attachment_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='c41284ce00139ee20ab91547bf534c3b2245a834', pgid='pgtrigger_proof_attachment_immutable_2058c', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_proof_attachment_immutable_2058c() RETURNS TRIGGER AS $$\n                DECLARE wholes bigint[];\n                BEGIN\n                    \nwholes := CASE TG_OP WHEN \'INSERT\' THEN ARRAY[NEW.proof_id] WHEN \'DELETE\' THEN ARRAY[OLD.proof_id]\n  ELSE ARRAY[OLD.proof_id, NEW.proof_id] END;\nPERFORM 1 FROM public.funding_proofofuse WHERE id = ANY(wholes) ORDER BY id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM public.funding_proofofuse WHERE id = ANY(wholes) AND accepted_on IS NOT NULL) THEN\n  RAISE EXCEPTION \'Ein angenommener Verwendungsnachweis ändert sich nicht mehr.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'proof_attachment_immutable\';\nEND IF;\nIF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_proof_attachment_immutable_2058c ON public."funding_proofattachment";\n            CREATE  TRIGGER pgtrigger_proof_attachment_immutable_2058c\n                BEFORE INSERT OR UPDATE OR DELETE ON public."funding_proofattachment"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_proof_attachment_immutable_2058c();\n\n            COMMENT ON TRIGGER pgtrigger_proof_attachment_immutable_2058c ON public."funding_proofattachment" IS \'c41284ce00139ee20ab91547bf534c3b2245a834\';\n        ', table='funding_proofattachment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofattachment',
            trigger=pgtrigger.compiler.Trigger(name='proof_attachment_submitted', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='9cc7cfdd248045e0e35cb93c78cb91cfce90e810', pgid='pgtrigger_proof_attachment_submitted_72ec2', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_proof_attachment_submitted_72ec2() RETURNS TRIGGER AS $$\n                DECLARE wholes bigint[];\n                BEGIN\n                    \nwholes := CASE TG_OP WHEN \'INSERT\' THEN ARRAY[NEW.proof_id] WHEN \'DELETE\' THEN ARRAY[OLD.proof_id]\n  ELSE ARRAY[OLD.proof_id, NEW.proof_id] END;\nPERFORM 1 FROM public.funding_proofofuse WHERE id = ANY(wholes) ORDER BY id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM public.funding_proofofuse WHERE id = ANY(wholes) AND submitted_on IS NOT NULL) THEN\n  RAISE EXCEPTION \'Ein eingereichter Verwendungsnachweis ändert sich nicht mehr, außer die Stadt gibt ihn zurück.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'proof_submitted_stands\';\nEND IF;\nIF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_proof_attachment_submitted_72ec2 ON public."funding_proofattachment";\n            CREATE  TRIGGER pgtrigger_proof_attachment_submitted_72ec2\n                BEFORE INSERT OR UPDATE OR DELETE ON public."funding_proofattachment"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_proof_attachment_submitted_72ec2();\n\n            COMMENT ON TRIGGER pgtrigger_proof_attachment_submitted_72ec2 ON public."funding_proofattachment" IS \'9cc7cfdd248045e0e35cb93c78cb91cfce90e810\';\n        ', table='funding_proofattachment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofattachment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='677a123c8ef2baa56c0570f85957b6807c611d76', pgid='pgtrigger_insert_insert_3e821', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_3e821() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_proofattachmentevent" ("file", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_id", "sha256", "title") VALUES (NEW."file", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."proof_id", NEW."sha256", NEW."title"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_3e821 ON public."funding_proofattachment";\n            CREATE  TRIGGER pgtrigger_insert_insert_3e821\n                AFTER INSERT ON public."funding_proofattachment"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_3e821();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_3e821 ON public."funding_proofattachment" IS \'677a123c8ef2baa56c0570f85957b6807c611d76\';\n        ', table='funding_proofattachment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofattachment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='0b711573241420eb875a2e31c59676a07acd5dc9', pgid='pgtrigger_update_update_b8c5e', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_b8c5e() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_proofattachmentevent" ("file", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_id", "sha256", "title") VALUES (NEW."file", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."proof_id", NEW."sha256", NEW."title"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_b8c5e ON public."funding_proofattachment";\n            CREATE  TRIGGER pgtrigger_update_update_b8c5e\n                AFTER UPDATE ON public."funding_proofattachment"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_b8c5e();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_b8c5e ON public."funding_proofattachment" IS \'0b711573241420eb875a2e31c59676a07acd5dc9\';\n        ', table='funding_proofattachment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofattachment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='88dd59ea4c9c59218eb4f17427b8024333fac247', pgid='pgtrigger_delete_delete_700dd', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_700dd() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_proofattachmentevent" ("file", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_id", "sha256", "title") VALUES (OLD."file", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."proof_id", OLD."sha256", OLD."title"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_700dd ON public."funding_proofattachment";\n            CREATE  TRIGGER pgtrigger_delete_delete_700dd\n                AFTER DELETE ON public."funding_proofattachment"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_700dd();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_700dd ON public."funding_proofattachment" IS \'88dd59ea4c9c59218eb4f17427b8024333fac247\';\n        ', table='funding_proofattachment')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofofuseevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='55c0c3a8f77a9063dab98320926b08e6f161edde', pgid='pgtrigger_append_only_de28e', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_de28e() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_de28e ON public."funding_proofofuseevent";\n            CREATE  TRIGGER pgtrigger_append_only_de28e\n                BEFORE UPDATE OR DELETE ON public."funding_proofofuseevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_de28e();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_de28e ON public."funding_proofofuseevent" IS \'55c0c3a8f77a9063dab98320926b08e6f161edde\';\n        ', table='funding_proofofuseevent')),
        ),
        migrations.AddConstraint(
            model_name='proofreturn',
            constraint=models.CheckConstraint(condition=models.Q(('reasons', ''), _negated=True), name='proof_return_has_reasons', violation_error_message='Nennen Sie die Gründe der Rückgabe.'),
        ),
        migrations.AddConstraint(
            model_name='proofreturn',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('submitted_by__isnull', True), ('submitted_on__isnull', True)), models.Q(('submitted_by__isnull', False), ('submitted_on__isnull', False)), _connector='OR'), name='proof_return_submission_has_person', violation_error_message='Zur zurückgegebenen Einreichung gehören Datum und Person.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofreturn',
            trigger=pgtrigger.compiler.Trigger(name='queued', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='a14167322222016806bfdcd9ab75f6455c0fe0d3', pgid='pgtrigger_queued_0bada', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_queued_0bada() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF current_setting(\'transaction_isolation\') = \'repeatable read\' THEN\n  RAISE EXCEPTION \'REPEATABLE READ kann die Grenzen nicht wahren; bitte READ COMMITTED verwenden.\'\n    USING ERRCODE = \'feature_not_supported\', CONSTRAINT = \'isolation\';\nEND IF;\nPERFORM pg_advisory_xact_lock(hashtext(\'quartiersarbeit.limits\'));\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_queued_0bada ON public."funding_proofreturn";\n            CREATE  TRIGGER pgtrigger_queued_0bada\n                BEFORE INSERT OR UPDATE OR DELETE ON public."funding_proofreturn"\n                \n                \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_queued_0bada();\n\n            COMMENT ON TRIGGER pgtrigger_queued_0bada ON public."funding_proofreturn" IS \'a14167322222016806bfdcd9ab75f6455c0fe0d3\';\n        ', table='funding_proofreturn')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofreturn',
            trigger=pgtrigger.compiler.Trigger(name='proof_return_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='28cbb5409360ea51294e27aec354f8e209742e5b', pgid='pgtrigger_proof_return_immutable_8fba4', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_proof_return_immutable_8fba4() RETURNS TRIGGER AS $$\n                DECLARE wholes bigint[];\n                BEGIN\n                    \nwholes := CASE TG_OP WHEN \'INSERT\' THEN ARRAY[NEW.proof_id] WHEN \'DELETE\' THEN ARRAY[OLD.proof_id]\n  ELSE ARRAY[OLD.proof_id, NEW.proof_id] END;\nPERFORM 1 FROM public.funding_proofofuse WHERE id = ANY(wholes) ORDER BY id FOR NO KEY UPDATE;\nIF EXISTS (SELECT 1 FROM public.funding_proofofuse WHERE id = ANY(wholes) AND accepted_on IS NOT NULL) THEN\n  RAISE EXCEPTION \'Ein angenommener Verwendungsnachweis ändert sich nicht mehr.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'proof_return_immutable\';\nEND IF;\nIF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_proof_return_immutable_8fba4 ON public."funding_proofreturn";\n            CREATE  TRIGGER pgtrigger_proof_return_immutable_8fba4\n                BEFORE INSERT OR UPDATE OR DELETE ON public."funding_proofreturn"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_proof_return_immutable_8fba4();\n\n            COMMENT ON TRIGGER pgtrigger_proof_return_immutable_8fba4 ON public."funding_proofreturn" IS \'28cbb5409360ea51294e27aec354f8e209742e5b\';\n        ', table='funding_proofreturn')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofreturn',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='1b78eee5cf4bcff01dbda1f05d78c1dd68159ae4', pgid='pgtrigger_insert_insert_b5e19', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_b5e19() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_proofreturnevent" ("by_id", "id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_id", "reasons", "submitted_by_id", "submitted_on") VALUES (NEW."by_id", NEW."id", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."proof_id", NEW."reasons", NEW."submitted_by_id", NEW."submitted_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_b5e19 ON public."funding_proofreturn";\n            CREATE  TRIGGER pgtrigger_insert_insert_b5e19\n                AFTER INSERT ON public."funding_proofreturn"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_b5e19();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_b5e19 ON public."funding_proofreturn" IS \'1b78eee5cf4bcff01dbda1f05d78c1dd68159ae4\';\n        ', table='funding_proofreturn')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofreturn',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='0ecb4b73fe5deb05004913216ea5c609564b9473', pgid='pgtrigger_update_update_dc365', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_dc365() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_proofreturnevent" ("by_id", "id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_id", "reasons", "submitted_by_id", "submitted_on") VALUES (NEW."by_id", NEW."id", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."proof_id", NEW."reasons", NEW."submitted_by_id", NEW."submitted_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_dc365 ON public."funding_proofreturn";\n            CREATE  TRIGGER pgtrigger_update_update_dc365\n                AFTER UPDATE ON public."funding_proofreturn"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_dc365();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_dc365 ON public."funding_proofreturn" IS \'0ecb4b73fe5deb05004913216ea5c609564b9473\';\n        ', table='funding_proofreturn')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofreturn',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='396e0705b8a760147314f9f83f92317fc20f38e6', pgid='pgtrigger_delete_delete_4092f', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_4092f() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_proofreturnevent" ("by_id", "id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_id", "reasons", "submitted_by_id", "submitted_on") VALUES (OLD."by_id", OLD."id", OLD."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."proof_id", OLD."reasons", OLD."submitted_by_id", OLD."submitted_on"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_4092f ON public."funding_proofreturn";\n            CREATE  TRIGGER pgtrigger_delete_delete_4092f\n                AFTER DELETE ON public."funding_proofreturn"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_4092f();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_4092f ON public."funding_proofreturn" IS \'396e0705b8a760147314f9f83f92317fc20f38e6\';\n        ', table='funding_proofreturn')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proofreturnevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='b408df62504b92942b9beeca69083fdc5864b151', pgid='pgtrigger_append_only_4f797', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_4f797() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_4f797 ON public."funding_proofreturnevent";\n            CREATE  TRIGGER pgtrigger_append_only_4f797\n                BEFORE UPDATE OR DELETE ON public."funding_proofreturnevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_4f797();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_4f797 ON public."funding_proofreturnevent" IS \'b408df62504b92942b9beeca69083fdc5864b151\';\n        ', table='funding_proofreturnevent')),
        ),
        migrations.AddConstraint(
            model_name='reallocation',
            constraint=models.CheckConstraint(condition=models.Q(('reduction', models.F('increase')), _negated=True), name='reallocation_two_decisions', violation_error_message='Eine Umschichtung besteht aus zwei Bescheiden.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reallocation',
            trigger=pgtrigger.compiler.Trigger(name='queued', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='09b892b38a8223018f16892126deb45ceeb9ea46', pgid='pgtrigger_queued_1df3b', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_queued_1df3b() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF current_setting(\'transaction_isolation\') = \'repeatable read\' THEN\n  RAISE EXCEPTION \'REPEATABLE READ kann die Grenzen nicht wahren; bitte READ COMMITTED verwenden.\'\n    USING ERRCODE = \'feature_not_supported\', CONSTRAINT = \'isolation\';\nEND IF;\nPERFORM pg_advisory_xact_lock(hashtext(\'quartiersarbeit.limits\'));\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_queued_1df3b ON public."funding_reallocation";\n            CREATE  TRIGGER pgtrigger_queued_1df3b\n                BEFORE INSERT OR UPDATE OR DELETE ON public."funding_reallocation"\n                \n                \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_queued_1df3b();\n\n            COMMENT ON TRIGGER pgtrigger_queued_1df3b ON public."funding_reallocation" IS \'09b892b38a8223018f16892126deb45ceeb9ea46\';\n        ', table='funding_reallocation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reallocation',
            trigger=pgtrigger.compiler.Trigger(name='reallocation_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='5c4f35ded837f09a31b93e45b8c27bce4e86cc8b', pgid='pgtrigger_reallocation_insert_d744b', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_reallocation_insert_d744b() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.funding_check_reallocations(ARRAY(SELECT id FROM changed)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_reallocation_insert_d744b ON public."funding_reallocation";\n            CREATE  TRIGGER pgtrigger_reallocation_insert_d744b\n                AFTER INSERT ON public."funding_reallocation"\n                \n                REFERENCING NEW TABLE AS changed \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_reallocation_insert_d744b();\n\n            COMMENT ON TRIGGER pgtrigger_reallocation_insert_d744b ON public."funding_reallocation" IS \'5c4f35ded837f09a31b93e45b8c27bce4e86cc8b\';\n        ', table='funding_reallocation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reallocation',
            trigger=pgtrigger.compiler.Trigger(name='reallocation_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='3ef7559607cf20b47959048a6eaf3e4de093b9ba', pgid='pgtrigger_reallocation_update_5c723', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_reallocation_update_5c723() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.funding_check_reallocations(ARRAY(WITH changed AS (TABLE before UNION ALL TABLE after) SELECT id FROM changed)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_reallocation_update_5c723 ON public."funding_reallocation";\n            CREATE  TRIGGER pgtrigger_reallocation_update_5c723\n                AFTER UPDATE ON public."funding_reallocation"\n                \n                REFERENCING OLD TABLE AS before  NEW TABLE AS after \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_reallocation_update_5c723();\n\n            COMMENT ON TRIGGER pgtrigger_reallocation_update_5c723 ON public."funding_reallocation" IS \'3ef7559607cf20b47959048a6eaf3e4de093b9ba\';\n        ', table='funding_reallocation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reallocation',
            trigger=pgtrigger.compiler.Trigger(name='reallocation_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='5e27daf6f34eb68d25880dfd45e1c345d83d4abb', pgid='pgtrigger_reallocation_immutable_5de47', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_reallocation_immutable_5de47() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF EXISTS (SELECT 1 FROM public.funding_decision WHERE id IN (OLD.reduction_id, OLD.increase_id) AND approved_on IS NOT NULL) THEN RAISE EXCEPTION \'Eine freigegebene Umschichtung ändert sich nicht mehr.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'reallocation_immutable\'; END IF; RETURN coalesce(NEW, OLD);\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_reallocation_immutable_5de47 ON public."funding_reallocation";\n            CREATE  TRIGGER pgtrigger_reallocation_immutable_5de47\n                BEFORE UPDATE OR DELETE ON public."funding_reallocation"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_reallocation_immutable_5de47();\n\n            COMMENT ON TRIGGER pgtrigger_reallocation_immutable_5de47 ON public."funding_reallocation" IS \'5e27daf6f34eb68d25880dfd45e1c345d83d4abb\';\n        ', table='funding_reallocation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reallocation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='8025846d1c060a9a076133095064c5daa7ce89f3', pgid='pgtrigger_insert_insert_b4fa0', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_b4fa0() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_reallocationevent" ("id", "increase_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reduction_id") VALUES (NEW."id", NEW."increase_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."reduction_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_b4fa0 ON public."funding_reallocation";\n            CREATE  TRIGGER pgtrigger_insert_insert_b4fa0\n                AFTER INSERT ON public."funding_reallocation"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_b4fa0();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_b4fa0 ON public."funding_reallocation" IS \'8025846d1c060a9a076133095064c5daa7ce89f3\';\n        ', table='funding_reallocation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reallocation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='0c267e79baa9d3a1ef29e2c86cf7b4348b0803d9', pgid='pgtrigger_update_update_48d1c', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_48d1c() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_reallocationevent" ("id", "increase_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reduction_id") VALUES (NEW."id", NEW."increase_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."reduction_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_48d1c ON public."funding_reallocation";\n            CREATE  TRIGGER pgtrigger_update_update_48d1c\n                AFTER UPDATE ON public."funding_reallocation"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_48d1c();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_48d1c ON public."funding_reallocation" IS \'0c267e79baa9d3a1ef29e2c86cf7b4348b0803d9\';\n        ', table='funding_reallocation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reallocation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='fc15a06e3ce55537dbf171745563d7f960ecd87d', pgid='pgtrigger_delete_delete_fbf1e', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_fbf1e() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_reallocationevent" ("id", "increase_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reduction_id") VALUES (OLD."id", OLD."increase_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."reduction_id"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_fbf1e ON public."funding_reallocation";\n            CREATE  TRIGGER pgtrigger_delete_delete_fbf1e\n                AFTER DELETE ON public."funding_reallocation"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_fbf1e();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_fbf1e ON public."funding_reallocation" IS \'fc15a06e3ce55537dbf171745563d7f960ecd87d\';\n        ', table='funding_reallocation')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reallocationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='d3f5235240c281b89abd95d018e569cd820ced58', pgid='pgtrigger_append_only_738ba', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_738ba() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_738ba ON public."funding_reallocationevent";\n            CREATE  TRIGGER pgtrigger_append_only_738ba\n                BEFORE UPDATE OR DELETE ON public."funding_reallocationevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_738ba();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_738ba ON public."funding_reallocationevent" IS \'d3f5235240c281b89abd95d018e569cd820ced58\';\n        ', table='funding_reallocationevent')),
        ),
        migrations.AddConstraint(
            model_name='repaymentclaim',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', '0.01'), ('amount__lte', Decimal('9999999999.99'))), name='repayment_amount_positive', violation_error_message='Eine Rückforderung beträgt mindestens einen Cent.'),
        ),
        migrations.AddConstraint(
            model_name='repaymentclaim',
            constraint=models.CheckConstraint(condition=models.Q(('interest_rate__gte', 0), ('interest_rate__lte', 100)), name='repayment_interest_plausible', violation_error_message='Der Zinssatz liegt zwischen 0 und 100 Prozent.'),
        ),
        migrations.AddConstraint(
            model_name='repaymentclaim',
            constraint=models.CheckConstraint(condition=models.Q(('interest_rate__lte', 0), ('interest_rate__gt', 100), models.Q(('interest_source', ''), _negated=True), _connector='OR'), name='repayment_interest_has_source', violation_error_message='Nennen Sie die Rechtsgrundlage der Verzinsung.'),
        ),
        migrations.AddConstraint(
            model_name='repaymentclaim',
            constraint=models.CheckConstraint(condition=models.Q(('issued_by__isnull', True), models.Q(('issued_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='repayment_dual_control', violation_error_message='Vier-Augen-Prinzip: Wer eine Rückforderung entworfen hat, erlässt sie nicht selbst.'),
        ),
        migrations.AddConstraint(
            model_name='repaymentclaim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('issued_on__isnull', True), ('issued_on__gte', models.F('drafted_on')), _connector='OR'), models.Q(('paid_on__isnull', True), models.Q(('issued_on__isnull', False), ('paid_on__gte', models.F('issued_on'))), _connector='OR')), name='repayment_steps_in_order', violation_error_message='Erst entwerfen, dann erlassen, dann den Eingang buchen.'),
        ),
        migrations.AddConstraint(
            model_name='repaymentclaim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('paid_on__isnull', True), ('recorded_by__isnull', True)), models.Q(('paid_on__isnull', False), ('recorded_by__isnull', False)), _connector='OR'), name='repayment_receipt_has_person', violation_error_message='Zum Eingang gehören Datum und Person.'),
        ),
        migrations.AddConstraint(
            model_name='repaymentclaim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('paid_on__isnull', True), ('received__isnull', True)), models.Q(('paid_on__isnull', False), ('received__isnull', False)), _connector='OR'), name='repayment_receipt_has_amount', violation_error_message='Zum Eingang gehören Datum und Betrag.'),
        ),
        migrations.AddConstraint(
            model_name='repaymentclaim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('booked_in__isnull', True), ('paid_on__isnull', True)), models.Q(('booked_in__isnull', False), ('paid_on__isnull', False)), _connector='OR'), name='repayment_receipt_has_year', violation_error_message='Zum Eingang gehört das Haushaltsjahr, in dem er zählt.'),
        ),
        migrations.AddConstraint(
            model_name='repaymentclaim',
            constraint=models.CheckConstraint(condition=models.Q(('received__isnull', True), models.Q(('received__gte', 0), ('received__lte', Decimal('9999999999.99')), ('received__gte', models.F('amount'))), _connector='OR'), name='repayment_received_in_full', violation_error_message='Eine Rückforderung wird in einer Summe beglichen.'),
        ),
        migrations.AddConstraint(
            model_name='repaymentclaim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('issued_by__isnull', True), ('issued_on__isnull', True)), models.Q(('issued_by__isnull', False), ('issued_on__isnull', False)), _connector='OR'), name='repayment_issue_has_person', violation_error_message='Zum Erlass gehören Datum und Person.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentclaim',
            trigger=pgtrigger.compiler.Trigger(name='queued', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='2f07bf50556a8c433d329af6731f51f7a88424e9', pgid='pgtrigger_queued_41a1d', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_queued_41a1d() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF current_setting(\'transaction_isolation\') = \'repeatable read\' THEN\n  RAISE EXCEPTION \'REPEATABLE READ kann die Grenzen nicht wahren; bitte READ COMMITTED verwenden.\'\n    USING ERRCODE = \'feature_not_supported\', CONSTRAINT = \'isolation\';\nEND IF;\nPERFORM pg_advisory_xact_lock(hashtext(\'quartiersarbeit.limits\'));\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_queued_41a1d ON public."funding_repaymentclaim";\n            CREATE  TRIGGER pgtrigger_queued_41a1d\n                BEFORE INSERT OR UPDATE OR DELETE ON public."funding_repaymentclaim"\n                \n                \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_queued_41a1d();\n\n            COMMENT ON TRIGGER pgtrigger_queued_41a1d ON public."funding_repaymentclaim" IS \'2f07bf50556a8c433d329af6731f51f7a88424e9\';\n        ', table='funding_repaymentclaim')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentclaim',
            trigger=pgtrigger.compiler.Trigger(name='repayment_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='b5f8d107bef182a5879b5fdc88cdddac572bf29f', pgid='pgtrigger_repayment_immutable_edad4', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_repayment_immutable_edad4() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Eine beglichene Rückforderung ändert sich nicht mehr.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'repayment_immutable\'; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_repayment_immutable_edad4 ON public."funding_repaymentclaim";\n            CREATE  TRIGGER pgtrigger_repayment_immutable_edad4\n                BEFORE UPDATE ON public."funding_repaymentclaim"\n                \n                \n                FOR EACH ROW WHEN (OLD."paid_on" IS NOT NULL)\n                EXECUTE FUNCTION public.pgtrigger_repayment_immutable_edad4();\n\n            COMMENT ON TRIGGER pgtrigger_repayment_immutable_edad4 ON public."funding_repaymentclaim" IS \'b5f8d107bef182a5879b5fdc88cdddac572bf29f\';\n        ', table='funding_repaymentclaim')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentclaim',
            trigger=pgtrigger.compiler.Trigger(name='repayment_immutable_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='db11d61f2f0778f06e3d5c130c6c56c58b4a09af', pgid='pgtrigger_repayment_immutable_delete_83d5f', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_repayment_immutable_delete_83d5f() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Eine beglichene Rückforderung ändert sich nicht mehr.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'repayment_immutable\'; RETURN OLD;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_repayment_immutable_delete_83d5f ON public."funding_repaymentclaim";\n            CREATE  TRIGGER pgtrigger_repayment_immutable_delete_83d5f\n                BEFORE DELETE ON public."funding_repaymentclaim"\n                \n                \n                FOR EACH ROW WHEN (OLD."paid_on" IS NOT NULL)\n                EXECUTE FUNCTION public.pgtrigger_repayment_immutable_delete_83d5f();\n\n            COMMENT ON TRIGGER pgtrigger_repayment_immutable_delete_83d5f ON public."funding_repaymentclaim" IS \'db11d61f2f0778f06e3d5c130c6c56c58b4a09af\';\n        ', table='funding_repaymentclaim')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentclaim',
            trigger=pgtrigger.compiler.Trigger(name='repayment_issued_stands', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='ac4972e890347cca55965466d48cd0f91364b0f4', pgid='pgtrigger_repayment_issued_stands_cefb1', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_repayment_issued_stands_cefb1() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF OLD.issued_on IS NOT NULL THEN RAISE EXCEPTION \'Eine erlassene Rückforderung ändert sich nicht mehr; nur ihr Eingang wird noch gebucht.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'repayment_issued_stands\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_repayment_issued_stands_cefb1 ON public."funding_repaymentclaim";\n            CREATE  TRIGGER pgtrigger_repayment_issued_stands_cefb1\n                BEFORE UPDATE ON public."funding_repaymentclaim"\n                \n                \n                FOR EACH ROW WHEN (OLD."allocation_id" IS DISTINCT FROM (NEW."allocation_id") OR OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."drafted_by_id" IS DISTINCT FROM (NEW."drafted_by_id") OR OLD."drafted_on" IS DISTINCT FROM (NEW."drafted_on") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."interest_from" IS DISTINCT FROM (NEW."interest_from") OR OLD."interest_rate" IS DISTINCT FROM (NEW."interest_rate") OR OLD."interest_source" IS DISTINCT FROM (NEW."interest_source") OR OLD."issued_by_id" IS DISTINCT FROM (NEW."issued_by_id") OR OLD."issued_on" IS DISTINCT FROM (NEW."issued_on") OR OLD."reason" IS DISTINCT FROM (NEW."reason"))\n                EXECUTE FUNCTION public.pgtrigger_repayment_issued_stands_cefb1();\n\n            COMMENT ON TRIGGER pgtrigger_repayment_issued_stands_cefb1 ON public."funding_repaymentclaim" IS \'ac4972e890347cca55965466d48cd0f91364b0f4\';\n        ', table='funding_repaymentclaim')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentclaim',
            trigger=pgtrigger.compiler.Trigger(name='repayment_booked_once', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='d4c679a7ac9ee65049a57270f731ba629d8266ce', pgid='pgtrigger_repayment_booked_once_0ebcc', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_repayment_booked_once_0ebcc() RETURNS TRIGGER AS $$\n                DECLARE wanted bigint;\n                BEGIN\n                    \nIF NEW.paid_on IS NULL OR (TG_OP = \'UPDATE\' AND OLD.paid_on IS NOT NULL) THEN\n  RETURN NEW;\nEND IF;\nSELECT y.id INTO wanted FROM public.funding_allocation a JOIN public.funding_fiscalyear own ON own.id = a.fiscal_year_id\n  JOIN public.funding_fiscalyear y ON y.year >= own.year AND y.closed_on IS NULL\n WHERE a.id = NEW.allocation_id ORDER BY y.year LIMIT 1;\nIF wanted IS NULL OR coalesce(NEW.booked_in_id, wanted) <> wanted THEN\n  RAISE EXCEPTION \'Ein Eingang zählt im Haushaltsjahr seiner Zuweisung oder, wenn es abgeschlossen ist, im nächsten offenen. Eröffnen Sie das Folgejahr, und buchen Sie dann den Eingang.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'repayment_booked_once\';\nEND IF;\nNEW.booked_in_id := wanted;\nRETURN NEW;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_repayment_booked_once_0ebcc ON public."funding_repaymentclaim";\n            CREATE  TRIGGER pgtrigger_repayment_booked_once_0ebcc\n                BEFORE INSERT OR UPDATE ON public."funding_repaymentclaim"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_repayment_booked_once_0ebcc();\n\n            COMMENT ON TRIGGER pgtrigger_repayment_booked_once_0ebcc ON public."funding_repaymentclaim" IS \'d4c679a7ac9ee65049a57270f731ba629d8266ce\';\n        ', table='funding_repaymentclaim')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentclaim',
            trigger=pgtrigger.compiler.Trigger(name='repayment_issued_stays', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='cd9f662921ff31b7558b1bcf2e2233e73defb489', pgid='pgtrigger_repayment_issued_stays_14b41', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_repayment_issued_stays_14b41() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Eine erlassene Rückforderung ändert sich nicht mehr; nur ihr Eingang wird noch gebucht.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'repayment_issued_stands\'; RETURN OLD;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_repayment_issued_stays_14b41 ON public."funding_repaymentclaim";\n            CREATE  TRIGGER pgtrigger_repayment_issued_stays_14b41\n                BEFORE DELETE ON public."funding_repaymentclaim"\n                \n                \n                FOR EACH ROW WHEN (OLD."issued_on" IS NOT NULL AND OLD."paid_on" IS NULL)\n                EXECUTE FUNCTION public.pgtrigger_repayment_issued_stays_14b41();\n\n            COMMENT ON TRIGGER pgtrigger_repayment_issued_stays_14b41 ON public."funding_repaymentclaim" IS \'cd9f662921ff31b7558b1bcf2e2233e73defb489\';\n        ', table='funding_repaymentclaim')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentclaim',
            trigger=pgtrigger.compiler.Trigger(name='claimed_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='d713f58d565b5681a81a02966f2336d420092978', pgid='pgtrigger_claimed_insert_6c50f', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_claimed_insert_6c50f() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.funding_check_claims(ARRAY(SELECT DISTINCT allocation_id FROM changed)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_claimed_insert_6c50f ON public."funding_repaymentclaim";\n            CREATE  TRIGGER pgtrigger_claimed_insert_6c50f\n                AFTER INSERT ON public."funding_repaymentclaim"\n                \n                REFERENCING NEW TABLE AS changed \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_claimed_insert_6c50f();\n\n            COMMENT ON TRIGGER pgtrigger_claimed_insert_6c50f ON public."funding_repaymentclaim" IS \'d713f58d565b5681a81a02966f2336d420092978\';\n        ', table='funding_repaymentclaim')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentclaim',
            trigger=pgtrigger.compiler.Trigger(name='claimed_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='6558fe558e79453291b6391124cee1080914a01d', pgid='pgtrigger_claimed_update_36d9b', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_claimed_update_36d9b() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.funding_check_claims(ARRAY(WITH changed AS (TABLE before UNION ALL TABLE after) SELECT DISTINCT allocation_id FROM changed)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_claimed_update_36d9b ON public."funding_repaymentclaim";\n            CREATE  TRIGGER pgtrigger_claimed_update_36d9b\n                AFTER UPDATE ON public."funding_repaymentclaim"\n                \n                REFERENCING OLD TABLE AS before  NEW TABLE AS after \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_claimed_update_36d9b();\n\n            COMMENT ON TRIGGER pgtrigger_claimed_update_36d9b ON public."funding_repaymentclaim" IS \'6558fe558e79453291b6391124cee1080914a01d\';\n        ', table='funding_repaymentclaim')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentclaim',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='611d34a0dc3c1d619496dc3a70344685b5bf740e', pgid='pgtrigger_insert_insert_3e0a0', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_3e0a0() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_repaymentclaimevent" ("allocation_id", "amount", "booked_in_id", "drafted_by_id", "drafted_on", "due_on", "id", "interest_from", "interest_rate", "interest_source", "issued_by_id", "issued_on", "paid_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "received", "recorded_by_id", "reference") VALUES (NEW."allocation_id", NEW."amount", NEW."booked_in_id", NEW."drafted_by_id", NEW."drafted_on", NEW."due_on", NEW."id", NEW."interest_from", NEW."interest_rate", NEW."interest_source", NEW."issued_by_id", NEW."issued_on", NEW."paid_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."reason", NEW."received", NEW."recorded_by_id", NEW."reference"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_3e0a0 ON public."funding_repaymentclaim";\n            CREATE  TRIGGER pgtrigger_insert_insert_3e0a0\n                AFTER INSERT ON public."funding_repaymentclaim"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_3e0a0();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_3e0a0 ON public."funding_repaymentclaim" IS \'611d34a0dc3c1d619496dc3a70344685b5bf740e\';\n        ', table='funding_repaymentclaim')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentclaim',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='2bf2e61b1bef015ee9a9b95caaadbc1a66ff241e', pgid='pgtrigger_update_update_a26df', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_a26df() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_repaymentclaimevent" ("allocation_id", "amount", "booked_in_id", "drafted_by_id", "drafted_on", "due_on", "id", "interest_from", "interest_rate", "interest_source", "issued_by_id", "issued_on", "paid_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "received", "recorded_by_id", "reference") VALUES (NEW."allocation_id", NEW."amount", NEW."booked_in_id", NEW."drafted_by_id", NEW."drafted_on", NEW."due_on", NEW."id", NEW."interest_from", NEW."interest_rate", NEW."interest_source", NEW."issued_by_id", NEW."issued_on", NEW."paid_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."reason", NEW."received", NEW."recorded_by_id", NEW."reference"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_a26df ON public."funding_repaymentclaim";\n            CREATE  TRIGGER pgtrigger_update_update_a26df\n                AFTER UPDATE ON public."funding_repaymentclaim"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_a26df();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_a26df ON public."funding_repaymentclaim" IS \'2bf2e61b1bef015ee9a9b95caaadbc1a66ff241e\';\n        ', table='funding_repaymentclaim')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentclaim',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='de6afb838c60e93c6018bc6c5f18ef9245b9aea1', pgid='pgtrigger_delete_delete_33084', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_33084() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_repaymentclaimevent" ("allocation_id", "amount", "booked_in_id", "drafted_by_id", "drafted_on", "due_on", "id", "interest_from", "interest_rate", "interest_source", "issued_by_id", "issued_on", "paid_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "received", "recorded_by_id", "reference") VALUES (OLD."allocation_id", OLD."amount", OLD."booked_in_id", OLD."drafted_by_id", OLD."drafted_on", OLD."due_on", OLD."id", OLD."interest_from", OLD."interest_rate", OLD."interest_source", OLD."issued_by_id", OLD."issued_on", OLD."paid_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."reason", OLD."received", OLD."recorded_by_id", OLD."reference"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_33084 ON public."funding_repaymentclaim";\n            CREATE  TRIGGER pgtrigger_delete_delete_33084\n                AFTER DELETE ON public."funding_repaymentclaim"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_33084();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_33084 ON public."funding_repaymentclaim" IS \'de6afb838c60e93c6018bc6c5f18ef9245b9aea1\';\n        ', table='funding_repaymentclaim')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='8742095f1614f09d8c341a571962b63186ba7774', pgid='pgtrigger_append_only_b45a5', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_b45a5() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_b45a5 ON public."funding_noticeevent";\n            CREATE  TRIGGER pgtrigger_append_only_b45a5\n                BEFORE UPDATE OR DELETE ON public."funding_noticeevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_b45a5();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_b45a5 ON public."funding_noticeevent" IS \'8742095f1614f09d8c341a571962b63186ba7774\';\n        ', table='funding_noticeevent')),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('claim__isnull', False), ('decision__isnull', True)), models.Q(('claim__isnull', True), ('decision__isnull', False)), _connector='OR'), name='notice_of_one_act', violation_error_message='Ein Schriftstück gehört zu einem Bescheid oder zu einer Rückforderung.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notice',
            trigger=pgtrigger.compiler.Trigger(name='notice_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='cca0766d1ea82bde41966550035ced9f63689669', pgid='pgtrigger_notice_immutable_ee3ca', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_notice_immutable_ee3ca() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Ein Bescheid ändert sich nach der Freigabe nicht mehr und wird nicht gelöscht.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'notice_immutable\';\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_notice_immutable_ee3ca ON public."funding_notice";\n            CREATE  TRIGGER pgtrigger_notice_immutable_ee3ca\n                BEFORE UPDATE OR DELETE ON public."funding_notice"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_notice_immutable_ee3ca();\n\n            COMMENT ON TRIGGER pgtrigger_notice_immutable_ee3ca ON public."funding_notice" IS \'cca0766d1ea82bde41966550035ced9f63689669\';\n        ', table='funding_notice')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notice',
            trigger=pgtrigger.compiler.Trigger(name='notice_of_approved', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='da980a3ba1b6cc8e43ce994b3afb41625fa7f539', pgid='pgtrigger_notice_of_approved_cfb91', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_notice_of_approved_cfb91() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF NEW.claim_id IS NULL AND NOT EXISTS (SELECT 1 FROM public.funding_decision d WHERE d.id = NEW.decision_id AND d.approved_on <= NEW.frozen_on) THEN RAISE EXCEPTION \'Ausgefertigt wird nur ein freigegebener Bescheid.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'notice_of_approved\'; END IF; IF NEW.claim_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM public.funding_repaymentclaim c WHERE c.id = NEW.claim_id AND c.issued_on <= NEW.frozen_on) THEN RAISE EXCEPTION \'Ausgefertigt wird nur eine erlassene Rückforderung.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'notice_of_approved\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_notice_of_approved_cfb91 ON public."funding_notice";\n            CREATE  TRIGGER pgtrigger_notice_of_approved_cfb91\n                BEFORE INSERT ON public."funding_notice"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_notice_of_approved_cfb91();\n\n            COMMENT ON TRIGGER pgtrigger_notice_of_approved_cfb91 ON public."funding_notice" IS \'da980a3ba1b6cc8e43ce994b3afb41625fa7f539\';\n        ', table='funding_notice')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notice',
            trigger=pgtrigger.compiler.Trigger(name='notice_is_its_hash', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='8cc5ce71613589b4662f39003ed0aab3b90fbbf7', pgid='pgtrigger_notice_is_its_hash_d0f70', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_notice_is_its_hash_d0f70() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF encode(sha256(convert_to(NEW.paper, \'UTF8\')), \'hex\') <> NEW.sha256 THEN RAISE EXCEPTION \'Die Prüfsumme passt nicht zum Schriftstück.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'notice_is_its_hash\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_notice_is_its_hash_d0f70 ON public."funding_notice";\n            CREATE  TRIGGER pgtrigger_notice_is_its_hash_d0f70\n                BEFORE INSERT ON public."funding_notice"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_notice_is_its_hash_d0f70();\n\n            COMMENT ON TRIGGER pgtrigger_notice_is_its_hash_d0f70 ON public."funding_notice" IS \'8cc5ce71613589b4662f39003ed0aab3b90fbbf7\';\n        ', table='funding_notice')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notice',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='880160181ade92ccb7569ea33ff5dfdf230ab375', pgid='pgtrigger_insert_insert_c81cd', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_c81cd() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_noticeevent" ("claim_id", "decision_id", "frozen_by_id", "frozen_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") VALUES (NEW."claim_id", NEW."decision_id", NEW."frozen_by_id", NEW."frozen_on", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."sha256"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_c81cd ON public."funding_notice";\n            CREATE  TRIGGER pgtrigger_insert_insert_c81cd\n                AFTER INSERT ON public."funding_notice"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_c81cd();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_c81cd ON public."funding_notice" IS \'880160181ade92ccb7569ea33ff5dfdf230ab375\';\n        ', table='funding_notice')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notice',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='ee4863921e2651e409bac61e53636c9e1971be9e', pgid='pgtrigger_update_update_f63ac', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_f63ac() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_noticeevent" ("claim_id", "decision_id", "frozen_by_id", "frozen_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") VALUES (NEW."claim_id", NEW."decision_id", NEW."frozen_by_id", NEW."frozen_on", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."sha256"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_f63ac ON public."funding_notice";\n            CREATE  TRIGGER pgtrigger_update_update_f63ac\n                AFTER UPDATE ON public."funding_notice"\n                \n                \n                FOR EACH ROW WHEN (OLD."claim_id" IS DISTINCT FROM (NEW."claim_id") OR OLD."decision_id" IS DISTINCT FROM (NEW."decision_id") OR OLD."frozen_by_id" IS DISTINCT FROM (NEW."frozen_by_id") OR OLD."frozen_on" IS DISTINCT FROM (NEW."frozen_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256"))\n                EXECUTE FUNCTION public.pgtrigger_update_update_f63ac();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_f63ac ON public."funding_notice" IS \'ee4863921e2651e409bac61e53636c9e1971be9e\';\n        ', table='funding_notice')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notice',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='bc66baf3c153eb8254ff9bf47010c406e4cf635c', pgid='pgtrigger_delete_delete_e2735', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_e2735() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_noticeevent" ("claim_id", "decision_id", "frozen_by_id", "frozen_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") VALUES (OLD."claim_id", OLD."decision_id", OLD."frozen_by_id", OLD."frozen_on", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."sha256"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_e2735 ON public."funding_notice";\n            CREATE  TRIGGER pgtrigger_delete_delete_e2735\n                AFTER DELETE ON public."funding_notice"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_e2735();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_e2735 ON public."funding_notice" IS \'bc66baf3c153eb8254ff9bf47010c406e4cf635c\';\n        ', table='funding_notice')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentclaimevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='a80863dd95f9acdf89da503407a09c25e66745e7', pgid='pgtrigger_append_only_926bc', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_926bc() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_926bc ON public."funding_repaymentclaimevent";\n            CREATE  TRIGGER pgtrigger_append_only_926bc\n                BEFORE UPDATE OR DELETE ON public."funding_repaymentclaimevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_926bc();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_926bc ON public."funding_repaymentclaimevent" IS \'a80863dd95f9acdf89da503407a09c25e66745e7\';\n        ', table='funding_repaymentclaimevent')),
        ),
        migrations.AddConstraint(
            model_name='reversal',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='reversal_has_reason', violation_error_message='Nennen Sie den Grund des Stornos.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reversal',
            trigger=pgtrigger.compiler.Trigger(name='queued', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='1ebcd1c70ff250353cd873c225169d96d7933e66', pgid='pgtrigger_queued_ce83b', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_queued_ce83b() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF current_setting(\'transaction_isolation\') = \'repeatable read\' THEN\n  RAISE EXCEPTION \'REPEATABLE READ kann die Grenzen nicht wahren; bitte READ COMMITTED verwenden.\'\n    USING ERRCODE = \'feature_not_supported\', CONSTRAINT = \'isolation\';\nEND IF;\nPERFORM pg_advisory_xact_lock(hashtext(\'quartiersarbeit.limits\'));\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_queued_ce83b ON public."funding_reversal";\n            CREATE  TRIGGER pgtrigger_queued_ce83b\n                BEFORE INSERT OR UPDATE OR DELETE ON public."funding_reversal"\n                \n                \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_queued_ce83b();\n\n            COMMENT ON TRIGGER pgtrigger_queued_ce83b ON public."funding_reversal" IS \'1ebcd1c70ff250353cd873c225169d96d7933e66\';\n        ', table='funding_reversal')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reversal',
            trigger=pgtrigger.compiler.Trigger(name='reversal_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='3549a1083b7c0fa8c40e1c8dc91bbe31d9c8bf4d', pgid='pgtrigger_reversal_immutable_49bc6', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_reversal_immutable_49bc6() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Ein Storno ändert sich nicht mehr und wird nicht gelöscht.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'reversal_immutable\';\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_reversal_immutable_49bc6 ON public."funding_reversal";\n            CREATE  TRIGGER pgtrigger_reversal_immutable_49bc6\n                BEFORE UPDATE OR DELETE ON public."funding_reversal"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_reversal_immutable_49bc6();\n\n            COMMENT ON TRIGGER pgtrigger_reversal_immutable_49bc6 ON public."funding_reversal" IS \'3549a1083b7c0fa8c40e1c8dc91bbe31d9c8bf4d\';\n        ', table='funding_reversal')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reversal',
            trigger=pgtrigger.compiler.Trigger(name='reversal_of_payment', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='51a8bbdfc68d1773c6bb840e8687cf997f9424b5', pgid='pgtrigger_reversal_of_payment_1dcfe', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_reversal_of_payment_1dcfe() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF NOT EXISTS (SELECT 1 FROM public.funding_disbursement WHERE id = NEW.disbursement_id AND paid_on <= NEW."on") THEN RAISE EXCEPTION \'Storniert wird nur eine Rate, die schon ausgezahlt ist.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'reversal_of_payment\', COLUMN = \'on\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_reversal_of_payment_1dcfe ON public."funding_reversal";\n            CREATE  TRIGGER pgtrigger_reversal_of_payment_1dcfe\n                BEFORE INSERT ON public."funding_reversal"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_reversal_of_payment_1dcfe();\n\n            COMMENT ON TRIGGER pgtrigger_reversal_of_payment_1dcfe ON public."funding_reversal" IS \'51a8bbdfc68d1773c6bb840e8687cf997f9424b5\';\n        ', table='funding_reversal')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reversal',
            trigger=pgtrigger.compiler.Trigger(name='reversal_dual_control', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='ba737e982fe38d2f5ca384c5c6b20acf168d125a', pgid='pgtrigger_reversal_dual_control_a4853', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_reversal_dual_control_a4853() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF EXISTS (SELECT 1 FROM public.funding_disbursement WHERE id = NEW.disbursement_id AND paid_by_id = NEW.by_id) THEN RAISE EXCEPTION \'Vier-Augen-Prinzip: Wer eine Zahlung erfasst hat, storniert sie nicht selbst.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'reversal_dual_control\', COLUMN = \'by\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_reversal_dual_control_a4853 ON public."funding_reversal";\n            CREATE  TRIGGER pgtrigger_reversal_dual_control_a4853\n                BEFORE INSERT ON public."funding_reversal"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_reversal_dual_control_a4853();\n\n            COMMENT ON TRIGGER pgtrigger_reversal_dual_control_a4853 ON public."funding_reversal" IS \'ba737e982fe38d2f5ca384c5c6b20acf168d125a\';\n        ', table='funding_reversal')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reversal',
            trigger=pgtrigger.compiler.Trigger(name='funding_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='93c1da137511fc0b7ca9964e75441e40869f9353', pgid='pgtrigger_funding_insert_3a5bc', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_funding_insert_3a5bc() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.funding_check_open_years(ARRAY(SELECT DISTINCT a.fiscal_year_id FROM public.funding_allocation a JOIN public.funding_disbursement d ON d.allocation_id = a.id JOIN changed c ON d.id = c.disbursement_id)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_funding_insert_3a5bc ON public."funding_reversal";\n            CREATE  TRIGGER pgtrigger_funding_insert_3a5bc\n                AFTER INSERT ON public."funding_reversal"\n                \n                REFERENCING NEW TABLE AS changed \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_funding_insert_3a5bc();\n\n            COMMENT ON TRIGGER pgtrigger_funding_insert_3a5bc ON public."funding_reversal" IS \'93c1da137511fc0b7ca9964e75441e40869f9353\';\n        ', table='funding_reversal')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reversal',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='ec5802f6b3767a15f2f8db5f449b17a7cc2b1a8d', pgid='pgtrigger_insert_insert_c42e4', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_c42e4() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_reversalevent" ("by_id", "disbursement_id", "id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."by_id", NEW."disbursement_id", NEW."id", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_c42e4 ON public."funding_reversal";\n            CREATE  TRIGGER pgtrigger_insert_insert_c42e4\n                AFTER INSERT ON public."funding_reversal"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_c42e4();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_c42e4 ON public."funding_reversal" IS \'ec5802f6b3767a15f2f8db5f449b17a7cc2b1a8d\';\n        ', table='funding_reversal')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reversal',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='106cb541ebaf770d3fb07fa84963eee2d6e61e5c', pgid='pgtrigger_update_update_fa1b9', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_fa1b9() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_reversalevent" ("by_id", "disbursement_id", "id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."by_id", NEW."disbursement_id", NEW."id", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."reason"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_fa1b9 ON public."funding_reversal";\n            CREATE  TRIGGER pgtrigger_update_update_fa1b9\n                AFTER UPDATE ON public."funding_reversal"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_fa1b9();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_fa1b9 ON public."funding_reversal" IS \'106cb541ebaf770d3fb07fa84963eee2d6e61e5c\';\n        ', table='funding_reversal')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reversal',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='03d197235ba56f96f2715d28eec10eee8604eb1d', pgid='pgtrigger_delete_delete_5393b', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_5393b() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_reversalevent" ("by_id", "disbursement_id", "id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."by_id", OLD."disbursement_id", OLD."id", OLD."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_5393b ON public."funding_reversal";\n            CREATE  TRIGGER pgtrigger_delete_delete_5393b\n                AFTER DELETE ON public."funding_reversal"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_5393b();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_5393b ON public."funding_reversal" IS \'03d197235ba56f96f2715d28eec10eee8604eb1d\';\n        ', table='funding_reversal')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claimedreversal',
            trigger=pgtrigger.compiler.Trigger(name='claimed_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='42e84c39afa27b07f016ede11c133595e73cbb4b', pgid='pgtrigger_claimed_insert_8ee63', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_claimed_insert_8ee63() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    PERFORM public.funding_check_claims(ARRAY(SELECT DISTINCT d.allocation_id FROM public.funding_disbursement d JOIN changed c ON d.id = c.disbursement_id)); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_claimed_insert_8ee63 ON public."funding_reversal";\n            CREATE  TRIGGER pgtrigger_claimed_insert_8ee63\n                AFTER INSERT ON public."funding_reversal"\n                \n                REFERENCING NEW TABLE AS changed \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_claimed_insert_8ee63();\n\n            COMMENT ON TRIGGER pgtrigger_claimed_insert_8ee63 ON public."funding_reversal" IS \'42e84c39afa27b07f016ede11c133595e73cbb4b\';\n        ', table='funding_reversal')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reversalevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='c8b65a703f7e311b392c63b25d1c9d23b50cfa91', pgid='pgtrigger_append_only_18f7c', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_18f7c() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_18f7c ON public."funding_reversalevent";\n            CREATE  TRIGGER pgtrigger_append_only_18f7c\n                BEFORE UPDATE OR DELETE ON public."funding_reversalevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_18f7c();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_18f7c ON public."funding_reversalevent" IS \'c8b65a703f7e311b392c63b25d1c9d23b50cfa91\';\n        ', table='funding_reversalevent')),
        ),
        migrations.AddConstraint(
            model_name='withdrawal',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='withdrawal_has_reason', violation_error_message='Nennen Sie den Grund der Rücknahme.'),
        ),
        migrations.AddConstraint(
            model_name='withdrawal',
            constraint=models.CheckConstraint(condition=models.Q(('on__gte', models.F('signed_on'))), name='withdrawal_after_signature', violation_error_message='Die Rücknahme liegt vor der Unterschrift.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='withdrawal',
            trigger=pgtrigger.compiler.Trigger(name='queued', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='58078fea30c8ba72a033b9255a08baac73aacaa1', pgid='pgtrigger_queued_9cbda', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_queued_9cbda() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    \nIF current_setting(\'transaction_isolation\') = \'repeatable read\' THEN\n  RAISE EXCEPTION \'REPEATABLE READ kann die Grenzen nicht wahren; bitte READ COMMITTED verwenden.\'\n    USING ERRCODE = \'feature_not_supported\', CONSTRAINT = \'isolation\';\nEND IF;\nPERFORM pg_advisory_xact_lock(hashtext(\'quartiersarbeit.limits\'));\nRETURN NULL;\n\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_queued_9cbda ON public."funding_withdrawal";\n            CREATE  TRIGGER pgtrigger_queued_9cbda\n                BEFORE INSERT OR UPDATE OR DELETE ON public."funding_withdrawal"\n                \n                \n                FOR EACH STATEMENT \n                EXECUTE FUNCTION public.pgtrigger_queued_9cbda();\n\n            COMMENT ON TRIGGER pgtrigger_queued_9cbda ON public."funding_withdrawal" IS \'58078fea30c8ba72a033b9255a08baac73aacaa1\';\n        ', table='funding_withdrawal')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='withdrawal',
            trigger=pgtrigger.compiler.Trigger(name='withdrawal_immutable', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='becd7e7a1b35bef530a78730223d56e412b9108e', pgid='pgtrigger_withdrawal_immutable_5ce7e', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_withdrawal_immutable_5ce7e() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'Eine Rücknahme ändert sich nicht mehr und wird nicht gelöscht.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'withdrawal_immutable\';\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_withdrawal_immutable_5ce7e ON public."funding_withdrawal";\n            CREATE  TRIGGER pgtrigger_withdrawal_immutable_5ce7e\n                BEFORE UPDATE OR DELETE ON public."funding_withdrawal"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_withdrawal_immutable_5ce7e();\n\n            COMMENT ON TRIGGER pgtrigger_withdrawal_immutable_5ce7e ON public."funding_withdrawal" IS \'becd7e7a1b35bef530a78730223d56e412b9108e\';\n        ', table='funding_withdrawal')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='withdrawal',
            trigger=pgtrigger.compiler.Trigger(name='withdrawal_of_signature', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='2732754b1770d9b05d397da56663a6215bd8b53e', pgid='pgtrigger_withdrawal_of_signature_76e93', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_withdrawal_of_signature_76e93() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF NOT EXISTS (SELECT 1 FROM public.funding_disbursement WHERE id = NEW.disbursement_id AND paid_on IS NULL AND ((NEW.step = \'release\' AND released_on = NEW.signed_on AND released_by_id = NEW.signed_by_id) OR (NEW.step = \'certification\' AND released_on IS NULL AND certified_on = NEW.signed_on AND certified_by_id = NEW.signed_by_id))) THEN RAISE EXCEPTION \'Zurückgenommen wird nur die letzte Unterschrift einer Rate, die noch nicht ausgezahlt ist.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'withdrawal_of_signature\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_withdrawal_of_signature_76e93 ON public."funding_withdrawal";\n            CREATE  TRIGGER pgtrigger_withdrawal_of_signature_76e93\n                BEFORE INSERT ON public."funding_withdrawal"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_withdrawal_of_signature_76e93();\n\n            COMMENT ON TRIGGER pgtrigger_withdrawal_of_signature_76e93 ON public."funding_withdrawal" IS \'2732754b1770d9b05d397da56663a6215bd8b53e\';\n        ', table='funding_withdrawal')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='withdrawal',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='ea805c02616efb9e15b00dba375300a1338f9120', pgid='pgtrigger_insert_insert_cd365', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_insert_insert_cd365() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_withdrawalevent" ("by_id", "disbursement_id", "id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "signed_by_id", "signed_on", "step") VALUES (NEW."by_id", NEW."disbursement_id", NEW."id", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."reason", NEW."signed_by_id", NEW."signed_on", NEW."step"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_insert_insert_cd365 ON public."funding_withdrawal";\n            CREATE  TRIGGER pgtrigger_insert_insert_cd365\n                AFTER INSERT ON public."funding_withdrawal"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_insert_insert_cd365();\n\n            COMMENT ON TRIGGER pgtrigger_insert_insert_cd365 ON public."funding_withdrawal" IS \'ea805c02616efb9e15b00dba375300a1338f9120\';\n        ', table='funding_withdrawal')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='withdrawal',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='16ace5ae909a6196a9db7b4211316bbe8fe5796d', pgid='pgtrigger_update_update_95db5', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_update_update_95db5() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_withdrawalevent" ("by_id", "disbursement_id", "id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "signed_by_id", "signed_on", "step") VALUES (NEW."by_id", NEW."disbursement_id", NEW."id", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."reason", NEW."signed_by_id", NEW."signed_on", NEW."step"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_update_update_95db5 ON public."funding_withdrawal";\n            CREATE  TRIGGER pgtrigger_update_update_95db5\n                AFTER UPDATE ON public."funding_withdrawal"\n                \n                \n                FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)\n                EXECUTE FUNCTION public.pgtrigger_update_update_95db5();\n\n            COMMENT ON TRIGGER pgtrigger_update_update_95db5 ON public."funding_withdrawal" IS \'16ace5ae909a6196a9db7b4211316bbe8fe5796d\';\n        ', table='funding_withdrawal')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='withdrawal',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='f31e27d92c71877462899d0d12338215cdeebfdf', pgid='pgtrigger_delete_delete_7e0ed', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_delete_delete_7e0ed() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    INSERT INTO public."funding_withdrawalevent" ("by_id", "disbursement_id", "id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "signed_by_id", "signed_on", "step") VALUES (OLD."by_id", OLD."disbursement_id", OLD."id", OLD."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."reason", OLD."signed_by_id", OLD."signed_on", OLD."step"); RETURN NULL;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_delete_delete_7e0ed ON public."funding_withdrawal";\n            CREATE  TRIGGER pgtrigger_delete_delete_7e0ed\n                AFTER DELETE ON public."funding_withdrawal"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_delete_delete_7e0ed();\n\n            COMMENT ON TRIGGER pgtrigger_delete_delete_7e0ed ON public."funding_withdrawal" IS \'f31e27d92c71877462899d0d12338215cdeebfdf\';\n        ', table='funding_withdrawal')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='withdrawalevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='307884cb46c1493dc4e118f36c17e83fd375dc52', pgid='pgtrigger_append_only_9028a', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_append_only_9028a() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    RAISE EXCEPTION \'pgtrigger: Cannot update or delete rows from % table\', TG_TABLE_NAME;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_append_only_9028a ON public."funding_withdrawalevent";\n            CREATE  TRIGGER pgtrigger_append_only_9028a\n                BEFORE UPDATE OR DELETE ON public."funding_withdrawalevent"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_append_only_9028a();\n\n            COMMENT ON TRIGGER pgtrigger_append_only_9028a ON public."funding_withdrawalevent" IS \'307884cb46c1493dc4e118f36c17e83fd375dc52\';\n        ', table='funding_withdrawalevent')),
        ),
    ]
