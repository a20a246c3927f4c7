"""pghistory's own migrations leave a function behind that nothing here calls: the author stands in the event itself."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("quartiersarbeit", "0002_cache_table"), ("pghistory", "0007_auto_20250421_0444")]
    operations = [
        migrations.RunSQL("DROP FUNCTION IF EXISTS public._pgh_attach_context()", migrations.RunSQL.noop)
    ]
