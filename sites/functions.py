"""The SQL behind the seats' guards: as many as resolved, and no coverage outside a seat's validity.

A change here is carried by a migration with the function's new text (`Function.sql`).
"""

from quartiersarbeit.ground.functions import Function

CHECK_SEATS = Function(
    "sites_check_seats",
    "ids bigint[]",
    "void",
    """
DECLARE broken record;
BEGIN
  -- A mandate that allows ten holds all seats whose own mandate allows ten or fewer; only the seats of a
  -- mandate that allows more may come on top. So a seat that ends never makes the others too many.
  -- The number of seats rises only on a day one begins, so those days are enough to look at.
  SELECT day.on_day, level.allowed, counted.seats INTO broken
    FROM (SELECT DISTINCT s.valid_from AS on_day
            FROM sites_seat s JOIN sites_seat c ON c.id = ANY(ids)
           WHERE daterange(s.valid_from, s.valid_until, '[]') && daterange(c.valid_from, c.valid_until, '[]')) day
    CROSS JOIN (SELECT DISTINCT coalesce(site_limit, 0) AS allowed FROM partners_mandate) level
    CROSS JOIN LATERAL (
      SELECT count(*) AS seats
        FROM sites_seat s JOIN partners_mandate m ON m.id = s.mandate_id
       WHERE daterange(s.valid_from, s.valid_until, '[]') @> day.on_day
         AND coalesce(m.site_limit, 0) <= level.allowed) counted
   WHERE counted.seats > level.allowed ORDER BY day.on_day, level.allowed LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Am % gäbe es % Plätze; beschlossen sind höchstens %.',
      to_char(broken.on_day, 'DD.MM.YYYY'), broken.seats, broken.allowed
      USING ERRCODE = 'check_violation', CONSTRAINT = 'seats_within_mandate', COLUMN = 'mandate';
  END IF;

  SELECT s.number, s.valid_from, s.valid_until INTO broken
    FROM sites_coverage c JOIN sites_seat s ON s.id = c.seat_id
   WHERE s.id = ANY(ids)
     AND NOT daterange(c.starts_on, c.ends_on, '[]') <@ daterange(s.valid_from, s.valid_until, '[]')
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Platz % gibt es nur vom % bis %; die Vereinbarung braucht ihn länger.',
      broken.number, to_char(broken.valid_from, 'DD.MM.YYYY'),
      coalesce(to_char(broken.valid_until, 'DD.MM.YYYY'), 'auf Weiteres')
      USING ERRCODE = 'check_violation', CONSTRAINT = 'coverage_within_seat', COLUMN = 'seat';
  END IF;
END """,
)

FUNCTIONS = [CHECK_SEATS]
