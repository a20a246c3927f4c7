"""Koordination edits frameworks on their pages, partners read them."""

from django.db import migrations

from quartiersarbeit.roles import grant


class Migration(migrations.Migration):
    dependencies = [
        ("quality_dialog", "0002_framework_locked"),
        ("quartiersarbeit", "0001_roles"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
