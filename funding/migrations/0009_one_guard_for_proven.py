"""One guard says that no more is proven than was paid: the one that also knows what is claimed back."""

import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0008_receipts_counted_once'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='proofofuse',
            name='proven_within_paid',
        ),
    ]
