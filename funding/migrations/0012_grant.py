"""Who may draw up payment lists, record payments and reverse them."""

from django.db import migrations

from quartiersarbeit.roles import grant


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0011_payments_signed_and_listed"),
        ("quality_dialog", "0001_initial"),
        ("quartiersarbeit", "0001_roles"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
