"""pgtrigger's register of triggers, which looks its entries up instead of counting all of them again at each new one.

Hundreds of guards stand in it. The library asks for each whether its name is taken, by naming all that came before:
half of what a process took to start, before it could do anything.
"""

from typing import Any

from pgtrigger import registry


class Registry(registry._Registry):
    """The library's own, with what it asks for kept beside it."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._tables: dict[tuple[str, str], Any] = {}
        super().__init__()

    @property
    def pg_function_names(self) -> set[str]:
        """The functions' names of all that is registered."""
        return self._names

    @property
    def by_db_table(self) -> dict[tuple[str, str], Any]:
        """What is registered, by table and name."""
        return self._tables

    def __setitem__(self, key: str, value: Any) -> None:
        super().__setitem__(key, value)
        model, trigger = value
        self._names.add(trigger.get_pgid(model))
        self._tables[model._meta.db_table, trigger.name] = trigger

    def __delitem__(self, key: str) -> None:
        model, trigger = self[key]
        super().__delitem__(key)
        self._names.discard(trigger.get_pgid(model))
        self._tables.pop((model._meta.db_table, trigger.name), None)


def keep_count() -> None:
    """Take the library's place; called before the first model is read, so that nothing is registered yet."""
    ours = Registry()
    ours.update(registry._registry)
    registry._registry = ours
