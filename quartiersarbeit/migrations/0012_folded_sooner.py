"""Words are folded by what they hold: plain ones, and those with our umlauts, cost a fraction. The result is the same."""

from django.db import migrations

FOLDED = """
CREATE OR REPLACE FUNCTION public.quartiersarbeit_folded(said text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, public, pg_temp
AS $fn$
BEGIN
  IF octet_length(said) = length(said) THEN
    said := replace(replace(replace(replace(lower(said), 'ß', 'ss'), 'ae', 'a'), 'oe', 'o'), 'ue', 'u');
  ELSE
    said := replace(replace(replace(regexp_replace(replace(replace(replace(replace(lower(normalize(said, NFKC)), 'ß', 'ss'), 'ae', 'a'), 'oe', 'o'), 'ue', 'u'), '[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]', '', 'g'), 'ä', 'a'), 'ö', 'o'), 'ü', 'u');
    IF octet_length(said) <> length(said) THEN
      said := translate(said, 'äöüáàâãåéèêëíìîïóòôõúùûçñ', 'aouaaaaaeeeeiiiioooouuucn');
    END IF;
  END IF;
  IF said ~ '[[:space:]]{2}|(?! )[[:space:]]' THEN
    RETURN regexp_replace(said, '[[:space:]]+', ' ', 'g');
  END IF;
  RETURN said;
END
$fn$;
"""

BEFORE = """
CREATE OR REPLACE FUNCTION public.quartiersarbeit_folded(said text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp
AS $fn$
  SELECT regexp_replace(translate(regexp_replace(replace(replace(replace(replace(lower(normalize(said, NFKC)), 'ß', 'ss'), 'ae', 'a'), 'oe', 'o'), 'ue', 'u'), '[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]', '', 'g'), 'äöüáàâãåéèêëíìîïóòôõúùûçñ', 'aouaaaaaeeeeiiiioooouuucn'),
    '[[:space:]]+', ' ', 'g')
$fn$;
"""


class Migration(migrations.Migration):
    dependencies = [("quartiersarbeit", "0011_legal_periods_roles")]
    operations = [migrations.RunSQL(FOLDED, BEFORE)]
