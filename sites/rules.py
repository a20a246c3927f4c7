"""The SQL of what sites and agreements owe each other; no ORM."""

from quartiersarbeit.ground.guards import raising

# Which seats move to an amendment. `first` is the first day on which it stands: until its last signature the sites were
# under the old text, and stay so.
_MOVING = """
WITH terms AS (
  SELECT o.id AS old_id, o.ends_on AS old_end, n.id AS new_id, n.starts_on AS new_start, n.ends_on AS new_end,
         greatest(n.starts_on, %(signed)s) AS first
    FROM partners_agreement o JOIN partners_agreement n ON n.amends_id = o.id
   WHERE o.id = %(old)s AND n.id = %(new)s),
moving AS (
  SELECT c.id, c.site_id, c.seat_id, t.new_id, t.first, c.ends_on AS last, least(c.ends_on, t.first - 1) AS cut_to,
         CASE WHEN c.ends_on IS NOT DISTINCT FROM t.old_end THEN t.new_end
              ELSE LEAST(c.ends_on, t.new_end) END AS new_end
    FROM sites_coverage c JOIN terms t ON c.agreement_id = t.old_id
   WHERE c.starts_on < t.first AND (c.ends_on IS NULL OR c.ends_on >= t.first
         OR (c.ends_on = t.old_end AND c.ends_on >= t.new_start - 1)))
"""

# Those of them that end earlier than they did, and when.
CUT = _MOVING + "SELECT id, cut_to FROM moving WHERE last IS DISTINCT FROM cut_to"  # noqa: S608 – our own words

# One statement, so that no guard sees a day on which the site has no seat, and none on which it has two.
SPLIT = (
    _MOVING.rstrip()  # noqa: S608 – our own words
    + """,
cut AS (
  UPDATE sites_coverage c SET ends_on = m.cut_to FROM moving m WHERE c.id = m.id
  RETURNING m.site_id, m.seat_id, m.new_id, m.first, m.new_end)
INSERT INTO sites_coverage (site_id, seat_id, agreement_id, starts_on, ends_on, given_on, given_by_id)
SELECT site_id, seat_id, new_id, first, new_end, %(on)s, %(by)s FROM cut
"""
)

OUTSIDE_TERM = """
SELECT * INTO term FROM partners_agreement WHERE id = NEW.agreement_id;
IF NEW.starts_on < term.starts_on OR coalesce(NEW.ends_on, 'infinity') > coalesce(term.ends_on, 'infinity') THEN
  RAISE EXCEPTION 'Die Vereinbarung läuft von % bis %; der Standort braucht sie in einem anderen Zeitraum.',
    to_char(term.starts_on, 'DD.MM.YYYY'), coalesce(to_char(term.ends_on, 'DD.MM.YYYY'), 'auf Weiteres')
    USING ERRCODE = 'check_violation', CONSTRAINT = 'coverage_within_agreement', COLUMN = 'starts_on';
END IF;
lasts_to := partners_upheld_to(NEW.agreement_id, 'infinity');
IF coalesce(NEW.ends_on, 'infinity') > coalesce(lasts_to, 'infinity') THEN
  RAISE EXCEPTION 'Die Vereinbarung endet mit ihren Nachträgen am %; länger hat kein Standort seinen Platz.',
    to_char(lasts_to, 'DD.MM.YYYY')
    USING ERRCODE = 'check_violation', CONSTRAINT = 'coverage_within_effective_end', COLUMN = 'ends_on';
END IF;
RETURN NEW;
"""

BEYOND_TERM = """EXISTS (SELECT 1 FROM sites_coverage c WHERE c.agreement_id = NEW.id AND (
  c.starts_on < NEW.starts_on OR coalesce(c.ends_on, 'infinity') > coalesce(NEW.ends_on, 'infinity')))"""

_BEYOND_EFFECTIVE_END = """
IF EXISTS (SELECT 1 FROM sites_coverage c WHERE c.agreement_id IN (SELECT partners_line({agreement}))
           AND coalesce(c.ends_on, 'infinity') > coalesce(partners_upheld_to(c.agreement_id, 'infinity'), 'infinity'))
THEN
  {refuse}
END IF;
RETURN NULL;
"""


def beyond_effective_end(agreement: str) -> str:
    """PL/pgSQL that refuses where, in this agreement's line of versions, a seat outlives what was agreed."""
    text = "Danach hätten Standorte noch einen Platz, obwohl nichts mehr vereinbart ist. Beenden Sie zuerst die Plätze."
    return _BEYOND_EFFECTIVE_END.format(
        agreement=agreement, refuse=raising("coverage_within_effective_end", text)
    )
