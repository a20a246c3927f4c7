"""What is written is sorted into the indexes of search at once: a list before them was read at each search."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quartiersarbeit', '0012_folded_sooner'),
        ('partners', '0027_found_at_once'),
        ('quality_dialog', '0018_minutes_kept'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='criterion',
            name='criterion_found',
        ),
        migrations.RemoveIndex(
            model_name='finding',
            name='finding_found',
        ),
        migrations.RemoveIndex(
            model_name='framework',
            name='framework_found',
        ),
        migrations.RemoveIndex(
            model_name='measure',
            name='measure_found',
        ),
        migrations.RemoveIndex(
            model_name='report',
            name='report_words',
        ),
        migrations.RemoveIndex(
            model_name='report',
            name='report_found',
        ),
        migrations.AddIndex(
            model_name='criterion',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('guiding_question', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('code', models.TextField()), models.Value(' '), models.Func(django.db.models.functions.comparison.Cast('code', models.TextField()), models.Value('[^[:alnum:]]'), models.Value(''), models.Value('g'), function='regexp_replace', output_field=models.TextField()), models.Value(' '), output_field=models.TextField()), function='quartiersarbeit_folded', output_field=models.TextField()), 'gin_trgm_ops'), fastupdate=False, name='criterion_found'),
        ),
        migrations.AddIndex(
            model_name='finding',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('wording', models.TextField()), models.Value(' '), output_field=models.TextField()), function='quartiersarbeit_folded', output_field=models.TextField()), 'gin_trgm_ops'), fastupdate=False, name='finding_found'),
        ),
        migrations.AddIndex(
            model_name='framework',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('name', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('version', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('description', models.TextField()), models.Value(' '), output_field=models.TextField()), function='quartiersarbeit_folded', output_field=models.TextField()), 'gin_trgm_ops'), fastupdate=False, name='framework_found'),
        ),
        migrations.AddIndex(
            model_name='measure',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('title', models.TextField()), models.Value(' '), output_field=models.TextField()), function='quartiersarbeit_folded', output_field=models.TextField()), 'gin_trgm_ops'), fastupdate=False, name='measure_found'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('subject', config='german', weight='A'), '||', django.contrib.postgres.search.SearchVector(django.db.models.functions.text.Left('plain_text', 500000), config='german', weight='B'), django.contrib.postgres.search.SearchConfig('german')), fastupdate=False, name='report_words'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('subject', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('reference', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('seal_sha256', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('facts_sha256', models.TextField()), models.Value(' '), models.Func(django.db.models.functions.comparison.Cast('reference', models.TextField()), models.Value('[^[:alnum:]]'), models.Value(''), models.Value('g'), function='regexp_replace', output_field=models.TextField()), models.Value(' '), models.Func(django.db.models.functions.comparison.Cast('seal_sha256', models.TextField()), models.Value('[^[:alnum:]]'), models.Value(''), models.Value('g'), function='regexp_replace', output_field=models.TextField()), models.Value(' '), models.Func(django.db.models.functions.comparison.Cast('facts_sha256', models.TextField()), models.Value('[^[:alnum:]]'), models.Value(''), models.Value('g'), function='regexp_replace', output_field=models.TextField()), models.Value(' '), output_field=models.TextField()), function='quartiersarbeit_folded', output_field=models.TextField()), 'gin_trgm_ops'), fastupdate=False, name='report_found'),
        ),
    ]
