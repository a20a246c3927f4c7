"""What a record is found by is kept folded, in three letters each: PostgreSQL's pg_trgm, and a function of ours."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

FOLDED = """
CREATE OR REPLACE FUNCTION public.quartiersarbeit_folded(said text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp
AS $fn$
  SELECT regexp_replace(translate(regexp_replace(replace(replace(replace(replace(lower(normalize(said, NFKC)), 'ß', 'ss'), 'ae', 'a'), 'oe', 'o'), 'ue', 'u'), '[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]', '', 'g'), 'äöüáàâãåéèêëíìîïóòôõúùûçñ', 'aouaaaaaeeeeiiiioooouuucn'),
    '[[:space:]]+', ' ', 'g')
$fn$;
"""


class Migration(migrations.Migration):
    dependencies = [("quartiersarbeit", "0007_roles")]
    operations = [
        TrigramExtension(),
        migrations.RunSQL(FOLDED, "DROP FUNCTION public.quartiersarbeit_folded(text)"),
    ]
