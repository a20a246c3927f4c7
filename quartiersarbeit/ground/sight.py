"""What somebody sees of records that belong to others: those of the records they see."""

from typing import TypeVar

from django.db.models import QuerySet

Rows = TypeVar("Rows", bound=QuerySet)


def of_seen(rows: Rows, path: str, seen: QuerySet) -> Rows:
    """The rows whose `path`, a foreign key that is never empty, leads to one of those seen.

    Whoever sees all of these sees all rows: then nothing is asked, where the database would look up each row's record
    to find that it is there.
    """
    field = rows.model._meta.get_field(path)
    query = seen.query
    all_of_them = (
        not query.where and len(query.alias_map) <= 1 and not query.is_sliced and not query.combinator
    )
    return rows if all_of_them and not field.null else rows.filter(**{f"{path}__in": seen})
