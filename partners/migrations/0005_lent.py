"""Whether a deputy has a right only because they stand in for somebody."""

from django.db import migrations

LENT = """
CREATE OR REPLACE FUNCTION public.partners_lent(absent bigint, stands_in bigint, permission text, on_day date) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
AS $fn$
  SELECT EXISTS (
      SELECT 1 FROM public.partners_absence a WHERE a.person_id = absent AND a.deputy_id = stands_in
         AND a.starts_on <= on_day AND a.ends_on >= on_day AND (a.ended_on IS NULL OR a.ended_on > on_day))
    AND NOT EXISTS (SELECT 1 FROM public.partners_user u WHERE u.id = stands_in AND u.is_superuser)
    AND NOT EXISTS (
      SELECT 1 FROM public.auth_permission p JOIN public.django_content_type t ON t.id = p.content_type_id
       WHERE t.app_label || '.' || p.codename = permission
         AND (EXISTS (SELECT 1 FROM public.partners_user_user_permissions o
                       WHERE o.user_id = stands_in AND o.permission_id = p.id)
           OR EXISTS (SELECT 1 FROM public.partners_user_groups g JOIN public.auth_group_permissions m ON m.group_id = g.group_id
                       WHERE g.user_id = stands_in AND m.permission_id = p.id)))
$fn$;
"""
REMOVED = "DROP FUNCTION IF EXISTS public.partners_lent(bigint, bigint, text, date)"


class Migration(migrations.Migration):
    dependencies = [("partners", "0004_told_and_owed"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunSQL(LENT, REMOVED)]
