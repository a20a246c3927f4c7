"""The demo data: what the Mitteilung of 26.01.2021 says, and fictional years that go on from there.

`source` holds the document's facts, each with its day, so that they can be asked as of 26.01.2021.
Everything else is an example and says so; its days lie around `today`, so that there is always
something due, overdue and waiting. What is stored already is found again and never changed.
"""

from collections import Counter
from datetime import date

from partners.models import Notification
from quartiersarbeit.demo import dialogue, money, network, notices, people, reports, source
from quartiersarbeit.demo.loading import Loading

READ_AFTER = 42  # days: people opened long ago what happened years ago


def load(today: date) -> Counter[str]:
    """Store what is missing; answers how many records of which kind were made."""
    loading = Loading(today)
    partners = source.partners(loading)
    cast = people.load(loading, partners)
    told = source.load(loading, cast, partners)
    places = network.load(loading, cast, told)
    money.load(loading, cast, told, places)
    notices.load(loading, cast)
    dialogue.load(loading, cast, places)
    reports.load(loading, cast)
    Notification.objects.filter(on__lt=loading.ago(READ_AFTER)).read()
    return loading.made
