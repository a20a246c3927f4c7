"""Whoever belongs to an organisation by then has a membership from the day of the account; news say for whom."""

from django.db import migrations

MEMBERSHIPS = """
INSERT INTO partners_membership (person_id, partner_id, given_on, given_by_id)
SELECT u.id, u.partner_id, (u.date_joined AT TIME ZONE 'Europe/Berlin')::date,
  (SELECT i.invited_by_id FROM partners_accountinvitation i WHERE i.account_id = u.id AND i.partner_id = u.partner_id)
FROM partners_user u WHERE u.partner_id IS NOT NULL
"""
NEWS = """
UPDATE partners_notification n SET side_id = u.partner_id
FROM partners_user u WHERE u.id = n.recipient_id AND u.partner_id IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ('partners', '0013_membership'),
    ]

    operations = [
        migrations.RunSQL(MEMBERSHIPS, migrations.RunSQL.noop),
        migrations.RunSQL(NEWS, migrations.RunSQL.noop),
    ]
