"""Finding reports by German words: „Vereinbarungen“ finds „Vereinbarung“, best matches first."""

import re

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, SearchVector
from django.db.models import Index, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Left

from quartiersarbeit.ground.search import found_by

GERMAN = "german"  # PostgreSQL's own stemming and stop words
LONGEST = 500_000  # letters of a report that are searched; a vector of more might not fit PostgreSQL's
# Letters nobody types (private use), so that what is marked can be told from what a text says itself.
BEGIN, END = "\ue000", "\ue001"
GAP = " … "

# The index has the very same expression: without that PostgreSQL would read every text at each search.
WORDS = SearchVector("subject", weight="A", config=GERMAN) + SearchVector(
    Left("plain_text", LONGEST), weight="B", config=GERMAN
)

# The code printed on a paper stands in its frozen facts and nowhere else.
CHECK_CODE = KT("facts__check_code")
INDEXES = [
    GinIndex(WORDS, name="report_words", fastupdate=False),  # as `found_by` says
    found_by("report_found", "subject", numbers=("reference", "seal_sha256", "facts_sha256")),
    Index(CHECK_CODE, name="report_check_code"),
]


def query(typed: str) -> SearchQuery:
    """What somebody typed as PostgreSQL asks it.

    Like a search engine: all words, "a phrase" in quotes, „-“ before what must not be there, „or“ between. Words
    alone also find longer ones: „Quartier“ finds „Quartiersarbeit“, as German writes its nouns together.
    """
    asked = SearchQuery(typed, config=GERMAN, search_type="websearch")
    if not re.fullmatch(r"[\w\s]+", typed):
        return asked
    longer = " & ".join(f"'{word}':*" for word in typed.split())
    return asked | SearchQuery(longer, config=GERMAN, search_type="raw")


def found(reports: QuerySet, typed: str) -> QuerySet:
    """The reports that say it, the best first, each with its `excerpt`; also by subject or number as typed.

    A draft is found by its subject: its texts are frozen only at approval.
    """
    asked = query(typed)
    as_typed = Q(subject__icontains=typed) | Q(reference__icontains=typed)
    excerpt = SearchHeadline(
        "plain_text",
        asked,
        config=GERMAN,
        start_sel=BEGIN,
        stop_sel=END,
        max_words=24,
        min_words=10,
        max_fragments=2,
        fragment_delimiter=GAP,
    )
    # Asked apart, so that the index answers it.
    said = reports.model._base_manager.alias(words=WORDS).filter(words=asked).values("pk")
    rows = reports.filter(Q(pk__in=said) | as_typed)
    return rows.annotate(rank=SearchRank(WORDS, asked), excerpt=excerpt).order_by("-rank", "-as_of", "-pk")
