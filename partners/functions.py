"""The SQL behind an agreement's effective end (one line of versions, and what ends each of them), and behind deputies.

A change here is carried by a migration with the function's new text (`Function.sql`).
"""

from datetime import date

import pgtrigger
from django.db import models
from django.db.models import F, Func

from quartiersarbeit.ground import roles
from quartiersarbeit.ground.functions import Function
from quartiersarbeit.ground.guards import Guard, differs, refusing
from quartiersarbeit.ground.hands import BY_DEPUTY


class OfTheLine(Func):
    """A day that an agreement owes to the other versions of it, as known at the end of the day `on`.

    Its SQL function (below) knows the line of versions from any of them.
    """

    output_field = models.DateField()

    def __init__(self, function: str, on: date):
        super().__init__(F("pk"), models.Value(on, models.DateField()), function=function)


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

# Whether a deputy has this right ("app.codename") on that day, but not by a role of their own.
LENT = Function(
    "partners_lent",
    "absent bigint, stands_in bigint, permission text, on_day date",
    "boolean",
    """
  SELECT EXISTS (
      SELECT 1 FROM partners_absence a WHERE a.person_id = absent AND a.deputy_id = stands_in
         AND a.starts_on <= on_day AND a.ends_on >= on_day AND (a.ended_on IS NULL OR a.ended_on > on_day))
    AND NOT EXISTS (SELECT 1 FROM partners_user u WHERE u.id = stands_in AND u.is_superuser)
    AND NOT EXISTS (
      SELECT 1 FROM auth_permission p JOIN django_content_type t ON t.id = p.content_type_id
       WHERE t.app_label || '.' || p.codename = permission
         AND (EXISTS (SELECT 1 FROM partners_user_user_permissions o
                       WHERE o.user_id = stands_in AND o.permission_id = p.id)
           OR EXISTS (SELECT 1 FROM partners_user_groups g JOIN auth_group_permissions m ON m.group_id = g.group_id
                       WHERE g.user_id = stands_in AND m.permission_id = p.id)))
""",
    language="sql",
    volatility="STABLE",
)

_ACTS = ", ".join(f"'{act}'" for act in sorted(roles.WEIGHTY_ACTS))
_NAMED = ", ".join(f"'{name}'" for name in sorted(roles.WEIGHTY))

# Whether a right moves money, approves or decides over accounts: `roles.is_weighty` in SQL.
WEIGHS = Function(
    "partners_weighs",
    "permission integer",
    "boolean",
    f"""
  SELECT EXISTS (
    SELECT 1 FROM auth_permission p JOIN django_content_type t ON t.id = p.content_type_id
     WHERE p.id = permission
       AND (split_part(p.codename, '_', 1) IN ({_ACTS}) OR t.app_label || '.' || p.codename IN ({_NAMED})))
""",
    language="sql",
    volatility="STABLE",
)

# Whether a role holds such a right, as its rights stand in the database.
WEIGHTY = Function(
    "partners_weighty",
    "role integer",
    "boolean",
    """
  SELECT EXISTS (
    SELECT 1 FROM auth_group_permissions m WHERE m.group_id = role AND partners_weighs(m.permission_id))
""",
    language="sql",
    volatility="STABLE",
)

# How many accounts, locked ones too, have a role whose holders confirm changes of rights. Volatile, so that it sees
# what the statement that asks has written already: several roles given in one.
CONFIRMERS = Function(
    "partners_confirmers",
    "besides bigint",
    "integer",
    """
  SELECT count(DISTINCT g.user_id)::integer
    FROM partners_user_groups g
    JOIN auth_group_permissions m ON m.group_id = g.group_id
    JOIN auth_permission p ON p.id = m.permission_id
    JOIN django_content_type t ON t.id = p.content_type_id
   WHERE t.app_label = 'partners' AND p.codename = 'confirm_rightschange' AND g.user_id <> besides
""",
    language="sql",
)

# Whether a confirmed change lets this right come into being; the confirmation is used up. In first set-up, while
# fewer than two accounts could confirm, there is nobody to ask.
CONFIRMED = Function(
    "partners_confirmed",
    "whose bigint, what text, which integer",
    "boolean",
    """
BEGIN
  IF partners_confirmers(0) < 2 THEN RETURN true; END IF;
  UPDATE partners_rightschange SET applied_at = now() WHERE id = (
    SELECT c.id FROM partners_rightschange c
     WHERE c.person_id = whose AND c.kind = what AND c.role_id IS NOT DISTINCT FROM which
       AND c.confirmed_on IS NOT NULL AND c.applied_at IS NULL
     ORDER BY c.id LIMIT 1 FOR UPDATE);
  RETURN FOUND;
END
""",
)

FUNCTIONS = [
    *(LINE, SIGNED_ON, NOTICE_TO, REPLACED_TO, UPHELD_TO, LENT),
    *(WEIGHS, WEIGHTY, CONFIRMERS, CONFIRMED),
]


def second_hand(name: str, *, first: str, by: str, on: str, permission: str, day: str = "") -> Guard:
    """Four eyes where a deputy signs: not with the right of whoever gave the first signature.

    `first` is SQL for the keys of these, `by` and `on` are the columns of the second signature, `permission` is the
    right it takes. That both are not the same person says a rule of its own. `day` is SQL for the day on which it was
    given, where that is another than the column says: what is entered later is signed later.
    """
    signs = f"NEW.{by} IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.{by} IS DISTINCT FROM NEW.{by})"
    given = day or f'NEW."{on}"'
    lent = f"partners_lent(f.id, NEW.{by}, '{permission}', {given})"
    broken = f"{signs} AND EXISTS (SELECT 1 FROM ({first}) AS f(id) WHERE {lent})"
    return refusing(name, broken, BY_DEPUTY, operation=pgtrigger.Insert | pgtrigger.Update)


def inactive(partner: str, day: str) -> str:
    """SQL that asks whether the partner of this key takes no part on this day, also where it came back since."""
    return (
        f"EXISTS (SELECT FROM partners_partner w WHERE w.id = {partner} AND (w.deactivated_on <= {day} OR EXISTS ("
        f'SELECT FROM partners_reactivation b WHERE b.partner_id = w.id AND b.deactivated_on <= {day} AND b."on" > {day})))'
    )


def stopped_when_inactive(name: str, day: str, broken: str) -> Guard:
    """A step of this `day` is not taken with a partner that takes no part then; `broken` is asked once it is written.

    What stood before somebody left stays as it was.
    """
    return refusing(
        name,
        f"NEW.{day} IS NOT NULL AND (TG_OP = 'INSERT' OR {differs(day)}) AND {broken}",
        "Der Partner nimmt an diesem Tag nicht teil (deaktiviert).",
        rule="partner_inactive",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(day),
    )
