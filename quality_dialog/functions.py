"""The SQL behind a report's approval: which wishes it does not print, and which questions its committee will ask.

Like the second count it shares nothing with what writes the report (`report/network.py`, `report/expecting.py`), so
whoever approves by SQL, in the admin or by an import meets the same questions. It asks all floors, the money too.
A change here is carried by a migration with the function's new text (`Function.sql`).
"""

from quartiersarbeit.ground.functions import Function

# The newest report that was approved by that day with an earlier as-of date, and not corrected by then.
LAST_REPORT = Function(
    "quality_dialog_last_report",
    "on_day date",
    "bigint",
    """
  SELECT r.id FROM quality_dialog_report r
   WHERE r.approved_on <= on_day AND r.as_of < on_day AND r.facts IS NOT NULL
     AND NOT EXISTS (SELECT FROM quality_dialog_report c WHERE c.corrects_id = r.id AND c.approved_on <= on_day)
   ORDER BY r.as_of DESC, r.id DESC LIMIT 1
""",
    language="sql",
    volatility="STABLE",
)

# A text by its letters alone: quotation marks, numbering and line breaks are the writers' own.
LETTERS = Function(
    "quality_dialog_letters",
    "said text",
    "text",
    """
  SELECT regexp_replace(replace(lower(said), 'ß', 'ss'), '[^[:alpha:]]', '', 'g')
""",
    language="sql",
    volatility="IMMUTABLE",
)

# The wishes a report of that day tells of which do not stand, with what was said to them last, in one section of the
# paper (its JSON); a word that leaves one open says so.
UNPRINTED = Function(
    "quality_dialog_unprinted",
    "printed jsonb, on_day date",
    "SETOF text",
    """
  WITH told AS (
    SELECT quality_dialog_letters(string_agg(run.part ->> 'text', '' ORDER BY p.place, run.place)) AS letters
      FROM jsonb_array_elements(printed -> 'sections') WITH ORDINALITY AS s(part, place)
      CROSS JOIN jsonb_array_elements(s.part -> 'paragraphs') WITH ORDINALITY AS p(part, place)
      CROSS JOIN jsonb_array_elements(p.part -> 'runs') WITH ORDINALITY AS run(part, place)
     GROUP BY s.place)
  SELECT w.text FROM quality_dialog_committeewish w
   CROSS JOIN LATERAL (SELECT coalesce((
     SELECT CASE WHEN a.settled THEN a.text ELSE 'Noch offen bis, weil: ' || a.text END
       FROM quality_dialog_wishreply a WHERE a.wish_id = w.id AND a."on" <= on_day
      ORDER BY a."on" DESC, a.id DESC LIMIT 1), '') AS text) said
   WHERE w.entered_on <= on_day AND (w.withdrawn_on <= on_day) IS NOT TRUE
     AND NOT EXISTS (
       SELECT FROM quality_dialog_wishreply a JOIN quality_dialog_report r ON r.id = quality_dialog_last_report(on_day)
        WHERE a.wish_id = w.id AND a.settled AND a."on" <= r.as_of)
     AND NOT EXISTS (
       SELECT FROM told WHERE strpos(told.letters, quality_dialog_letters(w.text)) > 0
          AND strpos(told.letters, quality_dialog_letters(said.text)) > 0)
   ORDER BY w.entered_on, w.id
""",
    language="sql",
    volatility="STABLE",
)

# The key under which a rule asks about these records (`expecting._raised`).
QUESTION_KEY = Function(
    "quality_dialog_question_key",
    "rule text, about text",
    "text",
    """
  SELECT rule || '-' || CASE WHEN about ~ '^[A-Za-z0-9_-]{1,40}$' THEN about
    ELSE left(encode(sha256(convert_to(about, 'UTF8')), 'hex'), 20) END
""",
    language="sql",
    volatility="IMMUTABLE",
)


def _done(measure: str) -> str:
    return f"""({measure}.done_on IS NOT NULL AND {measure}.done_on <= on_day OR EXISTS (
        SELECT FROM quality_dialog_measurereturn r
         WHERE r.measure_id = {measure}.id AND r.done_on <= on_day AND r.returned_on > on_day))"""


# The keys of the questions that `expecting.RULES` raise, in their order; of figures those that this paper and the last
# report both print.
QUESTIONS_RAISED = Function(
    "quality_dialog_questions_raised",
    "of_year integer, on_day date, printed jsonb",
    "SETOF text",
    f"""
  WITH RECURSIVE found AS (
    SELECT f.id, f.kind, f.dialogue_id, f.raised_on, coalesce((
        SELECT w.wording FROM quality_dialog_findingwording w WHERE w.finding_id = f.id AND w.replaced_on > on_day
         ORDER BY w.replaced_on, w.id LIMIT 1), f.wording) AS wording
      FROM quality_dialog_finding f JOIN quality_dialog_dialogue d ON d.id = f.dialogue_id
      JOIN quality_dialog_cycle c ON c.id = d.cycle_id
     WHERE c.year = of_year AND c.opened_on <= on_day AND f.shared_on <= on_day
       AND (f.withdrawn_on <= on_day) IS NOT TRUE),
  line AS (
    SELECT a.id, a.amends_id FROM partners_agreement a
     WHERE partners_signed_on(a.id, on_day) IS NOT NULL AND (a.amends_id IS NULL OR a.starts_on <= on_day)
       AND coalesce(least(a.ends_on, partners_notice_to(a.id, on_day), partners_replaced_to(a.id, on_day))
                      >= greatest(on_day, a.starts_on), true)
    UNION SELECT a.id, a.amends_id FROM partners_agreement a JOIN line ON line.amends_id = a.id),
  silent AS (
    SELECT DISTINCT c.site_id FROM sites_coverage c JOIN partners_agreement a ON a.id = c.agreement_id
     WHERE a.id IN (SELECT id FROM line) AND c.starts_on <= greatest(on_day, a.starts_on)
       AND (c.ends_on < on_day) IS NOT TRUE
       AND EXISTS (SELECT FROM quality_dialog_cycle y WHERE y.year = of_year AND y.opened_on <= on_day)
       AND NOT EXISTS (
         SELECT FROM quality_dialog_dialogue d JOIN quality_dialog_cycle y ON y.id = d.cycle_id
          WHERE d.site_id = c.site_id AND y.year = of_year
            AND (d.meeting_on <= on_day OR d.id IN (SELECT dialogue_id FROM found))))
  SELECT quality_dialog_question_key('sprung', concat_ws('-', now ->> 'key', before ->> 'value', now ->> 'value'))
    FROM quality_dialog_report r CROSS JOIN jsonb_array_elements(r.facts -> 'figures') before
    JOIN jsonb_array_elements(printed -> 'figures') now
      ON (now ->> 'key', now ->> 'label') = (before ->> 'key', before ->> 'label')
    CROSS JOIN LATERAL (SELECT (before ->> 'value')::numeric AS earlier, (now ->> 'value')::numeric AS later) n
   WHERE r.id = quality_dialog_last_report(on_day) AND n.later <> n.earlier
     AND (n.later >= n.earlier * 2 OR n.later * 2 <= n.earlier)
  UNION ALL SELECT 'ohne-massnahme-' || f.id FROM found f WHERE f.kind = 'need' AND NOT EXISTS (
    SELECT FROM quality_dialog_measure m WHERE m.finding_id = f.id AND m.resolved_on <= on_day)
  UNION ALL SELECT 'zweimal-ueberfaellig-' || m.id || '-' || to_char(due.stands, 'YYYY-MM-DD')
    FROM found f JOIN quality_dialog_measure m ON m.finding_id = f.id
    CROSS JOIN LATERAL (SELECT coalesce((
      SELECT s.new_due_on FROM quality_dialog_measurestep s
       WHERE s.measure_id = m.id AND s."on" <= on_day AND s.new_due_on IS NOT NULL
       ORDER BY s."on" DESC, s.id DESC LIMIT 1), m.due_on) AS stands) due
   WHERE m.resolved_on <= on_day AND due.stands < on_day
     AND (m.carried_over_from_id IS NULL AND due.stands <> m.due_on
       OR m.carried_over_from_id IS NOT NULL AND f.raised_on < on_day)
     AND (m.dropped_on <= on_day) IS NOT TRUE AND NOT {_done("m")}
     AND NOT EXISTS (
       SELECT FROM quality_dialog_measure l JOIN quality_dialog_finding g ON g.id = l.finding_id
        WHERE l.carried_over_from_id = m.id AND g.raised_on <= on_day
          AND (g.raised_on < on_day OR (l.dropped_on <= on_day) IS TRUE OR {_done("l")}))
  UNION ALL SELECT 'abweichung-' || s.id
    FROM found f JOIN quality_dialog_statement s ON s.finding_id = f.id AND s.given_on <= on_day
   WHERE s.stance = 'dissents' AND s.wording_sha256 = encode(sha256(convert_to(f.wording, 'UTF8')), 'hex')
     AND NOT EXISTS (
       SELECT FROM quality_dialog_statement n WHERE n.finding_id = f.id AND n.wording_sha256 = s.wording_sha256
          AND (n.partner_id, n.city) IS NOT DISTINCT FROM (s.partner_id, s.city)
          AND n.given_on <= on_day AND (n.given_on, n.id) > (s.given_on, s.id))
     AND NOT EXISTS (
       SELECT FROM quality_dialog_statement n WHERE n.finding_id = f.id
          AND (n.partner_id, n.city) IS DISTINCT FROM (s.partner_id, s.city)
          AND n.given_on <= on_day AND (n.given_on, n.id) > (s.given_on, s.id))
     AND NOT EXISTS (
       SELECT FROM quality_dialog_comment c WHERE c.finding_id = f.id AND c.audience = 'all'
          AND c.side_id IS DISTINCT FROM s.partner_id AND c.written_on BETWEEN s.given_on AND on_day)
     AND NOT EXISTS (
       SELECT FROM quality_dialog_measure m
        WHERE m.finding_id = f.id AND m.resolved_on BETWEEN s.given_on AND on_day)
  UNION ALL (
    SELECT quality_dialog_question_key('ohne-nachweis', y.year || '-' || string_agg(a.id::text, '-' ORDER BY a.id))
      FROM funding_allocation a JOIN funding_fiscalyear y ON y.id = a.fiscal_year_id
     WHERE y.year < extract(year FROM on_day)
       AND NOT EXISTS (SELECT FROM funding_proofofuse p WHERE p.allocation_id = a.id AND p.accepted_on <= on_day)
       AND EXISTS (SELECT FROM funding_disbursement d WHERE d.allocation_id = a.id AND d.paid_on <= on_day
         AND NOT EXISTS (SELECT FROM funding_reversal r WHERE r.disbursement_id = d.id AND r."on" <= on_day))
     GROUP BY y.year)
  UNION ALL SELECT 'wunsch-' || w.id FROM quality_dialog_committeewish w
   WHERE w.entered_on <= on_day AND (w.withdrawn_on <= on_day) IS NOT TRUE
     AND NOT EXISTS (SELECT FROM quality_dialog_wishreply a
                      WHERE a.wish_id = w.id AND a."on" <= on_day AND (a.settled OR a.until >= on_day))
  UNION ALL SELECT quality_dialog_question_key('ohne-dialog', string_agg(s.site_id::text, '-' ORDER BY s.site_id))
    FROM silent s HAVING count(*) > 0
""",
    language="sql",
    volatility="STABLE",
)

FUNCTIONS = [LAST_REPORT, LETTERS, UNPRINTED, QUESTION_KEY, QUESTIONS_RAISED]
