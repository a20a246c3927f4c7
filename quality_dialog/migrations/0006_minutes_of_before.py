"""Until now the minutes were there for all sides from the day of the meeting: what they could read, stays shared."""

from django.db import migrations

SHARED = """
UPDATE public.quality_dialog_dialogue d
   SET minutes_shared_on = d.meeting_on, minutes_shared_by_id = coalesce(i.invited_by_id, c.opened_by_id)
  FROM public.quality_dialog_cycle c, public.quality_dialog_dialogue o
  LEFT JOIN public.quality_dialog_invitation i ON i.dialogue_id = o.id
 WHERE c.id = d.cycle_id AND o.id = d.id AND d.meeting_on <= CURRENT_DATE AND d.minutes_shared_on IS NULL
   AND coalesce(i.invited_by_id, c.opened_by_id) IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [('quality_dialog', '0005_answers_and_minutes')]

    operations = [migrations.RunSQL(SHARED, migrations.RunSQL.noop)]
