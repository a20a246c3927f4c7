"""Which rights carry weight, who could confirm a change of them, and whether somebody did."""

from django.db import migrations

MADE = [
    """
CREATE OR REPLACE FUNCTION public.partners_weighs(permission integer) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
AS $fn$
  SELECT EXISTS (
    SELECT 1 FROM public.auth_permission p JOIN public.django_content_type t ON t.id = p.content_type_id
     WHERE p.id = permission
       AND (split_part(p.codename, '_', 1) IN ('approve', 'certify', 'close', 'issue', 'pay', 'publish', 'release', 'review') OR t.app_label || '.' || p.codename IN ('auth.add_group', 'auth.change_group', 'auth.delete_group', 'funding.add_paymentrun', 'funding.add_reversal', 'funding.change_paymentrun', 'funding.pay_disbursement', 'partners.add_user', 'partners.change_user', 'partners.confirm_rightschange', 'partners.delete_user')))
$fn$;
""",
    """
CREATE OR REPLACE FUNCTION public.partners_weighty(role integer) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
AS $fn$
  SELECT EXISTS (
    SELECT 1 FROM public.auth_group_permissions m WHERE m.group_id = role AND public.partners_weighs(m.permission_id))
$fn$;
""",
    """
CREATE OR REPLACE FUNCTION public.partners_confirmers(besides bigint) RETURNS integer
LANGUAGE sql VOLATILE SET search_path = pg_catalog, public, pg_temp
AS $fn$
  SELECT count(DISTINCT g.user_id)::integer
    FROM public.partners_user_groups g
    JOIN public.auth_group_permissions m ON m.group_id = g.group_id
    JOIN public.auth_permission p ON p.id = m.permission_id
    JOIN public.django_content_type t ON t.id = p.content_type_id
   WHERE t.app_label = 'partners' AND p.codename = 'confirm_rightschange' AND g.user_id <> besides
$fn$;
""",
    """
CREATE OR REPLACE FUNCTION public.partners_confirmed(whose bigint, what text, which integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp
AS $fn$
BEGIN
  IF public.partners_confirmers(0) < 2 THEN RETURN true; END IF;
  UPDATE public.partners_rightschange SET applied_at = now() WHERE id = (
    SELECT c.id FROM public.partners_rightschange c
     WHERE c.person_id = whose AND c.kind = what AND c.role_id IS NOT DISTINCT FROM which
       AND c.confirmed_on IS NOT NULL AND c.applied_at IS NULL
     ORDER BY c.id LIMIT 1 FOR UPDATE);
  RETURN FOUND;
END
$fn$;
""",
]
REMOVED = [
    "DROP FUNCTION IF EXISTS public.partners_confirmed(bigint, text, integer)",
    "DROP FUNCTION IF EXISTS public.partners_confirmers(bigint)",
    "DROP FUNCTION IF EXISTS public.partners_weighty(integer)",
    "DROP FUNCTION IF EXISTS public.partners_weighs(integer)",
]


class Migration(migrations.Migration):
    dependencies = [("partners", "0010_rights"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunSQL("\n".join(MADE), "; ".join(REMOVED))]
