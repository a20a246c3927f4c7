"""What is written is sorted into the indexes of search at once: a list before them was read at each search."""

import django.contrib.postgres.indexes
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quartiersarbeit', '0012_folded_sooner'),
        ('funding', '0018_check_codes'),
        ('partners', '0026_paper_workdays'),
        ('sites', '0008_given_seats'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='allocation',
            name='allocation_found',
        ),
        migrations.RemoveIndex(
            model_name='decision',
            name='decision_found',
        ),
        migrations.RemoveIndex(
            model_name='disbursement',
            name='disbursement_found',
        ),
        migrations.RemoveIndex(
            model_name='paymentrun',
            name='payment_run_found',
        ),
        migrations.RemoveIndex(
            model_name='repaymentclaim',
            name='claim_found',
        ),
        migrations.AddIndex(
            model_name='allocation',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('purpose', models.TextField()), models.Value(' '), output_field=models.TextField()), function='quartiersarbeit_folded', output_field=models.TextField()), 'gin_trgm_ops'), fastupdate=False, name='allocation_found'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('reason', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('notice_number', models.TextField()), models.Value(' '), models.Func(django.db.models.functions.comparison.Cast('notice_number', models.TextField()), models.Value('[^[:alnum:]]'), models.Value(''), models.Value('g'), function='regexp_replace', output_field=models.TextField()), models.Value(' '), output_field=models.TextField()), function='quartiersarbeit_folded', output_field=models.TextField()), 'gin_trgm_ops'), fastupdate=False, name='decision_found'),
        ),
        migrations.AddIndex(
            model_name='disbursement',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('recipient_name', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('reference', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('recipient_iban', models.TextField()), models.Value(' '), models.Func(django.db.models.functions.comparison.Cast('reference', models.TextField()), models.Value('[^[:alnum:]]'), models.Value(''), models.Value('g'), function='regexp_replace', output_field=models.TextField()), models.Value(' '), models.Func(django.db.models.functions.comparison.Cast('recipient_iban', models.TextField()), models.Value('[^[:alnum:]]'), models.Value(''), models.Value('g'), function='regexp_replace', output_field=models.TextField()), models.Value(' '), output_field=models.TextField()), function='quartiersarbeit_folded', output_field=models.TextField()), 'gin_trgm_ops'), fastupdate=False, name='disbursement_found'),
        ),
        migrations.AddIndex(
            model_name='paymentrun',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('cancel_reason', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('checksum', models.TextField()), models.Value(' '), models.Func(django.db.models.functions.comparison.Cast('checksum', models.TextField()), models.Value('[^[:alnum:]]'), models.Value(''), models.Value('g'), function='regexp_replace', output_field=models.TextField()), models.Value(' '), output_field=models.TextField()), function='quartiersarbeit_folded', output_field=models.TextField()), 'gin_trgm_ops'), fastupdate=False, name='payment_run_found'),
        ),
        migrations.AddIndex(
            model_name='repaymentclaim',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('reason', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('reference', models.TextField()), models.Value(' '), models.Func(django.db.models.functions.comparison.Cast('reference', models.TextField()), models.Value('[^[:alnum:]]'), models.Value(''), models.Value('g'), function='regexp_replace', output_field=models.TextField()), models.Value(' '), output_field=models.TextField()), function='quartiersarbeit_folded', output_field=models.TextField()), 'gin_trgm_ops'), fastupdate=False, name='claim_found'),
        ),
    ]
