"""Changes of every kind of record, past all rules: for tests that look whether what is kept notices."""

from collections.abc import Callable, Collection

from django.apps import apps
from django.db import Error, connection, models, transaction


def every_kind() -> list[type[models.Model]]:
    known = apps.get_models(include_auto_created=True)
    return [one for one in known if one._meta.managed and not one._meta.proxy]


def kinds_in(tables: Collection[str]) -> list[type[models.Model]]:
    return [one for one in every_kind() if one._meta.db_table in tables]


def gone(model: type[models.Model]) -> str:
    return f'DELETE FROM "{model._meta.db_table}"'


def reworded(model: type[models.Model]) -> str:
    """Every free text of it says something else, no longer than before."""
    return _changed(
        model, models.CharField | models.TextField, "translate({0}, 'aeiounrst', 'eioustnra')", choices=False
    )


def earlier(model: type[models.Model]) -> str:
    """Every day of it lies a good year earlier."""
    return _changed(model, models.DateField, "{0} - interval '400 days'")


def dearer(model: type[models.Model]) -> str:
    """Every amount of it is a euro more."""
    return _changed(model, models.DecimalField, "{0} + 1")


def _changed(model, kind, how: str, *, choices: bool = True) -> str:
    fields = [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, kind) and not field.remote_field and not field.primary_key
        if choices or not (field.choices or field.get_internal_type() in ("JSONField", "GeneratedField"))
    ]
    said = ", ".join(f'"{field.column}" = {how.format(chr(34) + field.column + chr(34))}' for field in fields)
    return f'UPDATE "{model._meta.db_table}" SET {said}' if said else ""


def done(sql: str) -> bool:
    """The change, past all guards, as whoever owns the tables could make it; False where a column forbids it."""
    if not sql:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        try:
            with transaction.atomic():
                cursor.execute(sql)
                return cursor.rowcount > 0
        except Error:
            return False
        finally:
            cursor.execute("SET LOCAL session_replication_role = origin")


def out_of_date(
    shown: Callable[[], object],
    anew: Callable[[], object],
    kinds: Collection[type[models.Model]],
    ways: Collection,
) -> tuple[set[str], set[str]]:
    """The kinds after whose change what is shown was as before, and those whose change makes another of it."""
    before, stale, seen = shown(), set(), set()
    for model in kinds:
        for way in ways:
            with transaction.atomic():
                if done(way(model)):
                    fresh = anew()
                    if shown() != fresh:
                        stale.add(f"{way.__name__}: {model._meta.label}")
                    if fresh != before:
                        seen.add(model._meta.label)
                transaction.set_rollback(True)
    return stale, seen
