"""The six roles as groups."""

from django.db import migrations

from quartiersarbeit.ground.roles import grant


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("partners", "0001_initial"),
        ("sites", "0002_check_seats"),
        ("funding", "0005_check_claims"),
        ("quality_dialog", "0001_initial"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
