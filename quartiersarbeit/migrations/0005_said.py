"""What a row says, the same whatever time zone somebody's session has: its check sum is of this text."""

from django.db import migrations

SAID = """
CREATE OR REPLACE FUNCTION public.quartiersarbeit_said(event anyelement) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp SET TimeZone = UTC
AS $fn$BEGIN RETURN to_jsonb(event); END$fn$;
"""


class Migration(migrations.Migration):
    dependencies = [("quartiersarbeit", "0004_history")]
    operations = [migrations.RunSQL(SAID, "DROP FUNCTION IF EXISTS public.quartiersarbeit_said(anyelement)")]
