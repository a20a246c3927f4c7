# ruff: noqa: S608  (constant SQL put together from constant SQL; values travel as parameters)
"""Every figure a second time, by plain SQL: one text a key, no ORM, nothing shared with `report`.

Two people who count the same pile the same way make the same mistake. So this module reads the tables by
itself, and approval compares: a figure that differs, or that has no second count, blocks it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from quartiersarbeit.ground.paper import Figure

Number = Decimal | int

# Agreements concluded at the end of the day: every party signed, not run out, no version terminated, not replaced.
_CONCLUDED = """
signed AS (
  SELECT a.* FROM partners_agreement a JOIN partners_party p ON p.agreement_id = a.id
  GROUP BY a.id HAVING bool_and(coalesce(p.signed_on <= %(as_of)s, false))
),
notice AS (
  SELECT id, terminated_to FROM partners_agreement WHERE terminated_on <= %(as_of)s
  UNION SELECT a.id, n.terminated_to FROM notice n JOIN partners_agreement b ON b.id = n.id
    JOIN partners_agreement a ON a.amends_id = b.id OR a.id = b.amends_id
),
concluded AS (
  SELECT s.* FROM signed s
  WHERE coalesce(s.ends_on, 'infinity') >= %(as_of)s
    AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.id = s.id AND n.terminated_to < greatest(%(as_of)s, s.starts_on))
    AND NOT (s.amends_id IS NOT NULL AND s.starts_on > %(as_of)s)
    AND s.id NOT IN (SELECT n.amends_id FROM signed n WHERE n.amends_id IS NOT NULL AND n.starts_on <= %(as_of)s)
)
"""
# Each with what it amends, back to the first text, and the seats given under any of them.
_COVERED = f"""
WITH RECURSIVE {_CONCLUDED.strip()},
line AS (
  SELECT id AS top, id, amends_id FROM concluded
  UNION SELECT line.top, b.id, b.amends_id FROM line JOIN partners_agreement b ON b.id = line.amends_id
),
covered AS (
  SELECT line.top, c.id, c.site_id FROM line JOIN sites_coverage c ON c.agreement_id = line.id
  JOIN partners_agreement a ON a.id = line.id
  WHERE c.starts_on <= greatest(%(as_of)s, a.starts_on) AND coalesce(c.ends_on, 'infinity') >= %(as_of)s
)
"""
_YEAR = "SELECT id FROM funding_fiscalyear WHERE year = %(year)s AND opened_on <= %(as_of)s"
_COMMITTED = f"""
(SELECT coalesce(sum(d.amount), 0) FROM funding_decision d JOIN funding_allocation a ON a.id = d.allocation_id
 WHERE a.fiscal_year_id IN ({_YEAR}) AND d.approved_on <= %(as_of)s)
"""
# What a year was given that day, revised since or not.
_GIVEN = f"""
(SELECT coalesce(r.{{0}}, y.{{0}}) FROM funding_fiscalyear y LEFT JOIN LATERAL (
   SELECT * FROM funding_budgetrevision WHERE fiscal_year_id = y.id AND "on" > %(as_of)s ORDER BY "on", id LIMIT 1
 ) r ON true WHERE y.id IN ({_YEAR}))
"""
_AVAILABLE = f"({_GIVEN.format('appropriation')} + {_GIVEN.format('carry_over_received')})"
_SHARED = """
SELECT f.* FROM quality_dialog_finding f JOIN quality_dialog_dialogue g ON g.id = f.dialogue_id
JOIN quality_dialog_cycle c ON c.id = g.cycle_id
WHERE c.year = %(year)s AND c.opened_on <= %(as_of)s AND f.shared_on <= %(as_of)s
  AND coalesce(f.withdrawn_on, 'infinity') > %(as_of)s
"""
# The last answer of each side to the wording as it stood that day, replaced since or not; partner 0 is the city.
_VOICES = f"""
WITH shared AS ({_SHARED}),
worded AS (
  SELECT f.id, coalesce((SELECT w.wording FROM quality_dialog_findingwording w
    WHERE w.finding_id = f.id AND w.replaced_on > %(as_of)s ORDER BY w.replaced_on, w.id LIMIT 1),
    f.wording) AS wording
  FROM shared f
),
answers AS (
  SELECT DISTINCT ON (s.finding_id, coalesce(s.partner_id, 0))
    s.finding_id, coalesce(s.partner_id, 0) AS side, s.stance
  FROM quality_dialog_statement s JOIN worded f ON f.id = s.finding_id
  WHERE s.given_on <= %(as_of)s AND s.wording_sha256 = encode(sha256(convert_to(f.wording, 'UTF8')), 'hex')
  ORDER BY s.finding_id, coalesce(s.partner_id, 0), s.given_on DESC, s.id DESC
),
taking_part AS (
  SELECT * FROM quality_dialog_participation WHERE coalesce(joined_on, '-infinity') <= %(as_of)s
),
sides AS (
  SELECT f.id, p.partner_id AS side, f.raised_for_id FROM shared f
  JOIN taking_part p ON p.dialogue_id = f.dialogue_id
  UNION ALL SELECT f.id, 0, f.raised_for_id FROM shared f WHERE f.raised_for_id IS NOT NULL
),
judged AS (
  SELECT f.id,
    EXISTS (SELECT 1 FROM answers a WHERE a.finding_id = f.id AND a.stance = 'dissents') AS disputed,
    EXISTS (SELECT 1 FROM taking_part p WHERE p.dialogue_id = f.dialogue_id) AS attended,
    EXISTS (SELECT 1 FROM sides s LEFT JOIN answers a ON a.finding_id = s.id AND a.side = s.side
            WHERE s.id = f.id AND s.side IS DISTINCT FROM s.raised_for_id
              AND coalesce(a.stance, '') NOT IN ('agrees', 'agrees_with_remark')) AS awaited
  FROM shared f
)
"""
# A year owes what a later one took over until that day's end; what was sent back had been done until then.
_MEASURES = f"""
WITH shared AS ({_SHARED}),
links AS (
  SELECT m.*, f.raised_on AS since, d.done, d.done OR coalesce(m.dropped_on <= %(as_of)s, false) AS ended,
    coalesce((SELECT s.new_due_on FROM quality_dialog_measurestep s
    WHERE s.measure_id = m.id AND s."on" <= %(as_of)s AND s.new_due_on IS NOT NULL
    ORDER BY s."on" DESC, s.id DESC LIMIT 1), m.due_on) AS due
  FROM quality_dialog_measure m JOIN quality_dialog_finding f ON f.id = m.finding_id
  CROSS JOIN LATERAL (SELECT coalesce(m.done_on <= %(as_of)s, false) OR EXISTS (
    SELECT 1 FROM quality_dialog_measurereturn b WHERE b.measure_id = m.id
    AND b.done_on <= %(as_of)s AND b.returned_on > %(as_of)s) AS done) d
),
resolved AS (
  SELECT * FROM links WHERE finding_id IN (SELECT id FROM shared) AND resolved_on <= %(as_of)s
)
"""

# Key (a pattern) → the SQL that counts it as of %(as_of)s for %(year)s; a group in the pattern is %(id)s.
COUNTS = {
    "mittel_pro_jahr": f"""
        SELECT coalesce(
          {_GIVEN.format("appropriation")},
          (SELECT annual_limit FROM partners_mandate WHERE decided_on <= %(as_of)s
           ORDER BY decided_on DESC, id DESC LIMIT 1))""",
    "standorte_hoechstens": """
        SELECT site_limit FROM partners_mandate WHERE decided_on <= %(as_of)s AND site_limit IS NOT NULL
        ORDER BY decided_on DESC, id DESC LIMIT 1""",
    "standorte_unter_vereinbarung": f"{_COVERED} SELECT count(DISTINCT site_id) FROM covered",
    r"standorte_vereinbarung_(\d+)": f"{_COVERED} SELECT count(DISTINCT site_id) FROM covered WHERE top = %(id)s",
    "vereinbarungen": f"WITH RECURSIVE {_CONCLUDED.strip()} SELECT count(*) FROM concluded",
    "angebote": f"""
        {_COVERED} SELECT count(*) FROM sites_offer o
        WHERE o.starts_on <= %(as_of)s AND coalesce(o.ends_on, 'infinity') >= %(as_of)s
          AND o.site_id IN (SELECT c.site_id FROM covered v JOIN sites_coverage c ON c.id = v.id)""",
    "verfuegbar": f"SELECT {_AVAILABLE}",
    "gebunden": f"SELECT {_COMMITTED}",
    "ausgezahlt": f"""
        SELECT coalesce(sum(p.amount), 0) FROM funding_disbursement p
        JOIN funding_allocation a ON a.id = p.allocation_id
        LEFT JOIN funding_reversal r ON r.disbursement_id = p.id AND r."on" <= %(as_of)s
        WHERE a.fiscal_year_id IN ({_YEAR}) AND p.paid_on <= %(as_of)s AND r.id IS NULL""",
    "frei": f"SELECT {_AVAILABLE} - {_COMMITTED}",
    "standorte_im_dialog": f"""
        SELECT count(DISTINCT g.site_id) FROM ({_SHARED}) f JOIN quality_dialog_dialogue g ON g.id = f.dialogue_id""",
    "feststellungen": f"SELECT count(*) FROM ({_SHARED}) f",
    "feststellungen_einvernehmlich": f"""
        {_VOICES} SELECT count(*) FROM judged WHERE attended AND NOT disputed AND NOT awaited""",
    "feststellungen_strittig": f"{_VOICES} SELECT count(*) FROM judged WHERE disputed",
    "feststellungen_offen": f"""
        {_VOICES} SELECT count(*) FROM judged WHERE NOT disputed AND (awaited OR NOT attended)""",
    "massnahmen": f"{_MEASURES} SELECT count(*) FROM resolved",
    "massnahmen_erledigt": f"{_MEASURES} SELECT count(*) FROM resolved WHERE done",
    "massnahmen_ueberfaellig": f"""
        {_MEASURES} SELECT count(*) FROM resolved r WHERE due < %(as_of)s AND NOT ended
        AND (carried_over_from_id IS NULL OR since < %(as_of)s)
        AND NOT EXISTS (SELECT 1 FROM links n WHERE n.carried_over_from_id = r.id AND n.since <= %(as_of)s
          AND (n.since < %(as_of)s OR n.ended))""",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure with its second count; `second` is None where there is none."""

    figure: Figure
    second: Number | None

    @property
    def agrees(self) -> bool:
        """Whether both ways find the same number."""
        return self.second is not None and self.second == self.figure.value

    def __str__(self) -> str:
        if self.second is None:
            return f"„{self.figure.label}“ ist nicht ein zweites Mal gezählt (Schlüssel {self.figure.key})."
        return f"„{self.figure.label}“: im Bericht {self.figure.value}, zweite Zählung {self.second}."


def counted(keys: Sequence[str], *, year: int, as_of: date) -> list[Number | None]:
    """The values as plain SQL finds them, all in one query; None for a key nobody counts here."""
    known = [(number, statement) for number, key in enumerate(keys) if (statement := _statement(key))]
    found: list[Number | None] = [None] * len(keys)
    if known:
        with connection.cursor() as cursor:
            together = ", ".join(f"({statement})" for _, statement in known)
            cursor.execute(f"SELECT {together}", {"year": year, "as_of": as_of})
            for (number, _), value in zip(known, cursor.fetchone(), strict=True):
                found[number] = value
    return found


def _statement(key: str) -> str:
    for pattern, statement in COUNTS.items():
        if match := re.fullmatch(pattern, key):
            return statement.replace("%(id)s", str(int(match[1]))) if match.groups() else statement
    return ""


def differences(figures: Iterable[Figure], *, year: int, as_of: date) -> list[Pair]:
    """The figures that do not come out the same a second time, none being the good answer."""
    return [pair for pair in pairs(figures, year=year, as_of=as_of) if not pair.agrees]


def pairs(figures: Iterable[Figure], *, year: int, as_of: date) -> list[Pair]:
    """Each figure with its second count."""
    given = list(figures)
    values = counted([figure.key for figure in given], year=year, as_of=as_of)
    return [Pair(figure, value) for figure, value in zip(given, values, strict=True)]
