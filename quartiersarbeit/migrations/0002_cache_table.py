"""The table of the shared cache."""

from django.core.management import call_command
from django.db import migrations


def create_table(apps, schema_editor) -> None:
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("quartiersarbeit", "0001_roles")]
    operations = [migrations.RunPython(create_table, migrations.RunPython.noop)]
