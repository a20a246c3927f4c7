"""The SQL behind an agreement's effective end: one line of versions, and what ends each of them.

A change here is carried by a migration with the function's new text (`Function.sql`).
"""

from quartiersarbeit.ground.functions import Function

# All versions of an agreement, whichever of them is given: what it amends, and what amends it.
LINE = Function(
    "partners_line",
    "agreement bigint",
    "SETOF bigint",
    """
  WITH RECURSIVE before (id, amends_id) AS (
    SELECT a.id, a.amends_id FROM partners_agreement a WHERE a.id = agreement
    UNION SELECT a.id, a.amends_id FROM partners_agreement a JOIN before b ON a.id = b.amends_id),
  line (id) AS (
    SELECT b.id FROM before b UNION SELECT a.id FROM partners_agreement a JOIN line l ON a.amends_id = l.id)
  SELECT id FROM line
""",
    language="sql",
    volatility="STABLE",
)

# The day of its last signature, where every party had signed by that day.
SIGNED_ON = Function(
    "partners_signed_on",
    "agreement bigint, on_day date",
    "date",
    """
  SELECT CASE WHEN bool_and(coalesce(p.signed_on <= on_day, false)) THEN max(p.signed_on) END
    FROM partners_party p WHERE p.agreement_id = agreement
""",
    language="sql",
    volatility="STABLE",
)

# The day to which somebody gave notice of any of its versions: notice ends what was agreed, not one text of it.
NOTICE_TO = Function(
    "partners_notice_to",
    "agreement bigint, on_day date",
    "date",
    """
  SELECT min(a.terminated_to) FROM partners_agreement a
   WHERE a.terminated_on <= on_day AND a.id IN (SELECT partners_line(agreement))
""",
    language="sql",
    volatility="STABLE",
)

# The last day before a signed amendment stands in its place: the amendment begins, or is signed later than that.
REPLACED_TO = Function(
    "partners_replaced_to",
    "agreement bigint, on_day date",
    "date",
    """
  SELECT greatest(n.starts_on, partners_signed_on(n.id, on_day)) - 1 FROM partners_agreement n
   WHERE n.amends_id = agreement AND partners_signed_on(n.id, on_day) IS NOT NULL
""",
    language="sql",
    volatility="STABLE",
)

# The last day on which what was agreed in it can still hold, as it stands or as amended.
UPHELD_TO = Function(
    "partners_upheld_to",
    "agreement bigint, on_day date",
    "date",
    """
  WITH RECURSIVE later (id, ends_on, place) AS (
    SELECT a.id, a.ends_on, 0 FROM partners_agreement a WHERE a.id = agreement
    UNION ALL SELECT n.id, n.ends_on, l.place + 1 FROM partners_agreement n JOIN later l ON n.amends_id = l.id
     WHERE partners_signed_on(n.id, on_day) IS NOT NULL)
  SELECT least(
    (SELECT a.ends_on FROM partners_agreement a WHERE a.id = agreement),
    (SELECT l.ends_on FROM later l ORDER BY l.place DESC LIMIT 1),
    partners_notice_to(agreement, on_day))
""",
    language="sql",
    volatility="STABLE",
)

FUNCTIONS = [LINE, SIGNED_ON, NOTICE_TO, REPLACED_TO, UPHELD_TO]
