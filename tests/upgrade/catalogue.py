"""What a database is made of and what it holds, in lines that two databases can be compared by.

Not by `pg_dump`: two ways to the same schema differ in the order of columns, which means nothing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

# One line a thing. Extensions bring functions of their own: those are theirs. A trigger that is dropped leaves its
# function behind, which nobody calls: that is not compared.
SCHEMA = {
    "extension": "SELECT extname FROM pg_extension",
    "relation": """
        SELECT format('%s %s', relkind, relname) FROM pg_class WHERE relnamespace = 'public'::regnamespace""",
    "column": """
        SELECT format('%s.%s %s %s %s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                      a.attnotnull, a.attidentity, a.attgenerated, l.collname, pg_get_expr(d.adbin, d.adrelid))
          FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'v', 'm', 'p')
          LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
          LEFT JOIN pg_collation l ON l.oid = a.attcollation
         WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped""",
    "constraint": """
        SELECT format('%s %s %s %s', conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid))
          FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "index": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "sequence": """
        SELECT format('%s %s %s %s %s %s %s', sequencename, data_type, start_value, min_value, max_value,
                      increment_by, cycle) FROM pg_sequences WHERE schemaname = 'public'""",
    "trigger": """
        SELECT format('%s %s %s', tgenabled, pg_get_triggerdef(oid), obj_description(oid, 'pg_trigger'))
          FROM pg_trigger WHERE NOT tgisinternal""",
    "function": """
        SELECT pg_get_functiondef(f.oid) FROM pg_proc f
         WHERE f.pronamespace = 'public'::regnamespace AND f.prokind IN ('f', 'p')
           AND (f.prorettype <> 'trigger'::regtype OR EXISTS (SELECT 1 FROM pg_trigger WHERE tgfoid = f.oid))
           AND NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.objid = f.oid AND e.deptype = 'e')""",
    "view": "SELECT viewname || ' ' || definition FROM pg_views WHERE schemaname = 'public'",
}


def schema(cursor: Any) -> set[str]:
    """Everything the database is made of: tables, columns, constraints, indexes, triggers, functions."""
    found = set()
    for kind, query in SCHEMA.items():
        cursor.execute(query)
        found |= {f"{kind}: {line}" for (line,) in cursor.fetchall()}
    return found


def columns(cursor: Any) -> dict[str, list[str]]:
    """Each table's columns, in alphabetical order."""
    cursor.execute(
        'SELECT table_name, array_agg(column_name::text ORDER BY column_name::text COLLATE "C")'
        " FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)"
        " WHERE table_schema = 'public' AND table_type = 'BASE TABLE' GROUP BY table_name ORDER BY table_name"
    )
    return dict(cursor.fetchall())


def rows(cursor: Any, of: Mapping[str, Sequence[str]]) -> dict[str, Counter[str]]:
    """Each table's rows by a check sum of the columns asked for; how often each occurs."""
    found = {}
    for table, names in of.items():
        listed = ", ".join(f'"{name}"' for name in names)
        cursor.execute(f'SELECT md5(to_jsonb(r)::text) FROM (SELECT {listed} FROM public."{table}") r')
        found[table] = Counter(line for (line,) in cursor.fetchall())
    return found


def record(cursor: Any) -> dict[str, dict[str, Any]]:
    """Of each table its columns, how many rows it has and one check sum of them all."""
    of = columns(cursor)
    return {
        table: {"columns": of[table], "rows": sum(found.values()), "sha256": digest(found)}
        for table, found in rows(cursor, of).items()
    }


def digest(found: Counter[str]) -> str:
    """One check sum of many, in whatever order they come."""
    return sha256("\n".join(sorted(found.elements())).encode()).hexdigest()
