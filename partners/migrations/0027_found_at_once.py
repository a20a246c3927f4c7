"""What is written is sorted into the indexes of search at once: a list before them was read at each search."""

import django.contrib.postgres.indexes
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quartiersarbeit', '0012_folded_sooner'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('partners', '0026_paper_workdays'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='agreement',
            name='agreement_found',
        ),
        migrations.RemoveIndex(
            model_name='contact',
            name='contact_found',
        ),
        migrations.RemoveIndex(
            model_name='mandate',
            name='mandate_found',
        ),
        migrations.RemoveIndex(
            model_name='negotiation',
            name='negotiation_found',
        ),
        migrations.RemoveIndex(
            model_name='partner',
            name='partner_found',
        ),
        migrations.RemoveIndex(
            model_name='step',
            name='step_found',
        ),
        migrations.RemoveIndex(
            model_name='user',
            name='user_found',
        ),
        migrations.AddIndex(
            model_name='agreement',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('title', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('framework_name', models.TextField()), models.Value(' '), output_field=models.TextField()), function='quartiersarbeit_folded', output_field=models.TextField()), 'gin_trgm_ops'), fastupdate=False, name='agreement_found'),
        ),
        migrations.AddIndex(
            model_name='contact',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('name', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('function', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('email', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('phone', models.TextField()), models.Value(' '), output_field=models.TextField()), function='quartiersarbeit_folded', output_field=models.TextField()), 'gin_trgm_ops'), fastupdate=False, name='contact_found'),
        ),
        migrations.AddIndex(
            model_name='mandate',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('title', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('task', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('reference', models.TextField()), models.Value(' '), models.Func(django.db.models.functions.comparison.Cast('reference', models.TextField()), models.Value('[^[:alnum:]]'), models.Value(''), models.Value('g'), function='regexp_replace', output_field=models.TextField()), models.Value(' '), output_field=models.TextField()), function='quartiersarbeit_folded', output_field=models.TextField()), 'gin_trgm_ops'), fastupdate=False, name='mandate_found'),
        ),
        migrations.AddIndex(
            model_name='negotiation',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('working_title', models.TextField()), models.Value(' '), output_field=models.TextField()), function='quartiersarbeit_folded', output_field=models.TextField()), 'gin_trgm_ops'), fastupdate=False, name='negotiation_found'),
        ),
        migrations.AddIndex(
            model_name='partner',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('name', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('short_name', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('street', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('postcode', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('city', models.TextField()), models.Value(' '), output_field=models.TextField()), function='quartiersarbeit_folded', output_field=models.TextField()), 'gin_trgm_ops'), fastupdate=False, name='partner_found'),
        ),
        migrations.AddIndex(
            model_name='step',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('internal_note', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('public_wording', models.TextField()), models.Value(' '), output_field=models.TextField()), function='quartiersarbeit_folded', output_field=models.TextField()), 'gin_trgm_ops'), fastupdate=False, name='step_found'),
        ),
        migrations.AddIndex(
            model_name='user',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('first_name', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('last_name', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('email', models.TextField()), models.Value(' '), output_field=models.TextField()), function='quartiersarbeit_folded', output_field=models.TextField()), 'gin_trgm_ops'), fastupdate=False, name='user_found'),
        ),
    ]
