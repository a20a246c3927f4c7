"""What every function of ours in the database has in common: it trusts nobody's session.

A function resolves names by the search path of whoever calls it. Whoever may make a temporary table, or owns a
schema, could put a shadow of `funding_fiscalyear` in front of the real one and have a guard count that instead. So
each function carries its own path – PostgreSQL's catalogue first, then our schema, temporary objects last – and its
text names our tables and functions with their schema. Both are written here, when the SQL is made, never by hand.

The functions that are no trigger's stand in `<app>/functions.py`, as a list `FUNCTIONS`. Their migrations carry the
text themselves; `guarded.py` compares what was declared with what the database has.
"""

import re
from dataclasses import dataclass

SCHEMA = "public"
SEARCH_PATH = f"pg_catalog, {SCHEMA}, pg_temp"

# A literal or a comment is taken whole, and stays; so does what has a schema or an owner before it.
_NAMES = re.compile(
    r"""'(?:[^']|'')*' | --[^\n]* |
        (?<![\w."]) ( "? (?:partners|sites|funding|quality_dialog|quartiersarbeit|auth|django)_\w+ "? )""",
    re.VERBOSE,
)


def qualified(sql: str) -> str:
    """The SQL with our schema before each table and function of ours; no column and no variable is called so."""
    return _NAMES.sub(lambda found: f"{SCHEMA}.{found[1]}" if found[1] else found[0], sql)


@dataclass(frozen=True)
class Function:
    """An SQL function of ours that is no trigger's: `arguments` with their names, `body` without quotes."""

    name: str
    arguments: str
    returns: str
    body: str
    language: str = "plpgsql"
    volatility: str = "VOLATILE"
    settings: tuple[str, ...] = ()  # what else it sets while it runs: „TimeZone=utc“

    @property
    def types(self) -> str:
        """The arguments' types, by which the database tells functions of one name apart."""
        return ", ".join(one.strip().split(" ", 1)[1] for one in self.arguments.split(","))

    @property
    def source(self) -> str:
        """The body as the database keeps it."""
        return qualified(self.body)

    @property
    def config(self) -> list[str]:
        """What it sets while it runs, as the database keeps it."""
        return [f"search_path={SEARCH_PATH}", *self.settings]

    @property
    def sql(self) -> str:
        """The statement that makes it, for a migration to carry."""
        settings = "".join(f" SET {one.replace('=', ' = ')}" for one in self.settings)
        return (
            f"CREATE OR REPLACE FUNCTION {SCHEMA}.{self.name}({self.arguments}) RETURNS {self.returns}\n"
            f"LANGUAGE {self.language} {self.volatility} SET search_path = {SEARCH_PATH}{settings}\n"
            f"AS $fn${self.source}$fn$;"
        )


# What a row says, the same whatever time zone somebody's session has.
SAID = Function(
    "quartiersarbeit_said",
    "event anyelement",
    "jsonb",
    "BEGIN RETURN to_jsonb(event); END",
    volatility="STABLE",
    settings=("TimeZone=utc",),
)

# How words are folded before they are looked for (`search.py`); the same for everybody, so an index may rest on it.
UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"  # soft hyphens, marks of direction, joiners
ACCENTED, PLAIN = "äöüáàâãåéèêëíìîïóòôõúùûçñ", "aouaaaaaeeeeiiiioooouuucn"
PAIRS = {"ß": "ss", "ae": "a", "oe": "o", "ue": "u"}  # in this order


def _replaced(text: str, written: dict[str, str]) -> str:
    """The SQL that replaces one after the other."""
    for one, meant in written.items():
        text = f"replace({text}, '{one}', '{meant}')"
    return text


# Each letter that can be another costs: most words have none, nearly all others only our own umlauts.
_OWN = dict(zip("äöü", "aou", strict=True))
_SEEN = f"regexp_replace({_replaced('lower(normalize(said, NFKC))', PAIRS)}, '[{UNSEEN}]', '', 'g')"
FOLDED = Function(
    "quartiersarbeit_folded",
    "said text",
    "text",
    f"""
BEGIN
  IF octet_length(said) = length(said) THEN
    said := {_replaced("lower(said)", PAIRS)};
  ELSE
    said := {_replaced(_SEEN, _OWN)};
    IF octet_length(said) <> length(said) THEN
      said := translate(said, '{ACCENTED}', '{PLAIN}');
    END IF;
  END IF;
  IF said ~ '[[:space:]]{{2}}|(?! )[[:space:]]' THEN
    RETURN regexp_replace(said, '[[:space:]]+', ' ', 'g');
  END IF;
  RETURN said;
END
""",
    volatility="IMMUTABLE",
)
FUNCTIONS = [SAID, FOLDED]
