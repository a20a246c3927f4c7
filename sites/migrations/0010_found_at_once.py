"""What is written is sorted into the indexes of search at once: a list before them was read at each search."""

import django.contrib.postgres.indexes
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quartiersarbeit', '0012_folded_sooner'),
        ('partners', '0027_found_at_once'),
        ('sites', '0009_closing_stands'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='site',
            name='site_found',
        ),
        migrations.AddIndex(
            model_name='site',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('name', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('street', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('postcode', models.TextField()), models.Value(' '), django.db.models.functions.comparison.Cast('description', models.TextField()), models.Value(' '), output_field=models.TextField()), function='quartiersarbeit_folded', output_field=models.TextField()), 'gin_trgm_ops'), fastupdate=False, name='site_found'),
        ),
    ]
