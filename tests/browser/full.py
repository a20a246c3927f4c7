"""The longest there can be in every text of every record („voll“), past all guards: they keep what is true."""

from django.db import DatabaseError, connection, models, transaction

from tests.test_canaries import texts

# No place to break, German to divide, and a check sum: what a page has to bear.
WORD = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung"
CHECK_SUM = "25c08f79d69f31a4e3659b60fe644ade7ffc84518009b30fe6a4d160602fd2f9"
SENTENCE = f"{WORD} {CHECK_SUM} Donaudampfschifffahrtsgesellschaftskapitän für Kinder- und Jugendarbeit, "
ENOUGH = 1200  # letters of a text without a limit
KEPT = ("email", "address", "iban", "postcode", "code", "token", "path", "website", "url", "html")
KEPT_KINDS = (models.EmailField, models.URLField)  # a form draws them as what they are


def longest(column: models.Field, key: int) -> str:
    """As much as the column takes; the key at its end keeps names apart."""
    limit, end = column.max_length or ENOUGH, str(key)
    return (SENTENCE * (limit // len(SENTENCE) + 1))[: limit - len(end)] + end


def fill() -> tuple[int, set[str]]:
    """Fill every text; how many were filled, and the columns that a check of the table refuses."""
    filled, refused = 0, set()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for model, names in texts():
            table = model._meta.db_table
            for name in names:
                column = model._meta.get_field(name)
                if any(part in name for part in KEPT) or isinstance(column, KEPT_KINDS):
                    continue
                for key in model._base_manager.values_list("pk", flat=True):
                    try:
                        with transaction.atomic():
                            cursor.execute(
                                f'UPDATE "{table}" SET "{column.column}" = %s WHERE id = %s',
                                [longest(column, key), key],
                            )
                            filled += 1
                    except DatabaseError:
                        refused.add(f"{model._meta.label}.{name}")
        cursor.execute("SET LOCAL session_replication_role = origin")
    return filled, refused
