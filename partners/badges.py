"""Where the other floors still look for columns that many lists have."""

from quartiersarbeit.ground.columns import EXAMPLE, example_columns

__all__ = ["EXAMPLE", "example_columns"]
