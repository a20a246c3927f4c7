"""What more than one floor reckons with, in euros; works for the database's columns alike."""


def free(available, committed):
    """What may still be bound: the one definition of „frei“."""
    return available - committed
