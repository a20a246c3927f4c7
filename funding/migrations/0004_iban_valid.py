"""ISO 13616 in SQL: the form of an IBAN and its two check digits (ISO 7064, mod 97-10)."""

from django.db import migrations

IBAN_VALID = """
CREATE OR REPLACE FUNCTION public.funding_iban_valid(iban text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, public, pg_temp
AS $fn$
DECLARE letter text; digits text := '';
BEGIN
  IF iban IS NULL OR iban !~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$' THEN
    RETURN false;
  END IF;
  FOREACH letter IN ARRAY regexp_split_to_array(substr(iban, 5) || substr(iban, 1, 4), '') LOOP
    digits := digits || CASE WHEN letter ~ '[0-9]' THEN letter ELSE (ascii(letter) - 55)::text END;
  END LOOP;
  RETURN digits::numeric % 97 = 1;
END $fn$;
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0003_check_reallocations")]
    operations = [migrations.RunSQL(IBAN_VALID, "DROP FUNCTION IF EXISTS public.funding_iban_valid(text)")]
