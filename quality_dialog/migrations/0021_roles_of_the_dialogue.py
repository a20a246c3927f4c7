"""Partners bring in findings, answer, comment and carry measures themselves."""

from django.db import migrations

from quartiersarbeit.roles import grant


class Migration(migrations.Migration):
    dependencies = [
        ("quality_dialog", "0020_findings_between_equals"),
        ("quartiersarbeit", "0001_roles"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
