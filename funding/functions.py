"""The SQL behind the money's guards: every limit of a year, re-counted after the statement.

Lock first, sum afterwards: in READ COMMITTED each statement of a plpgsql function sees what the
transaction that held the queue before us has committed. Years are locked in the order of their ids, with
FOR NO KEY UPDATE, so that foreign key checks (FOR KEY SHARE) never wait for them.

A change here is carried by a migration with the function's new text (`Function.sql`).
"""

from quartiersarbeit.ground.functions import Function

# An amount as people write it.
EURO = Function(
    "funding_euro",
    "amount numeric",
    "text",
    """
  SELECT translate(to_char(amount, 'FM9,999,999,990.00'), ',.', '.,') || E'\\u00a0€'
""",
    language="sql",
    volatility="IMMUTABLE",
)

CHECK_YEARS = Function(
    "funding_check_years",
    "ids bigint[]",
    "void",
    """
DECLARE y record; broken record; used numeric; seats bigint;
BEGIN
  FOR y IN SELECT f.id, f.year, f.appropriation, f.carry_over_received, m.annual_limit, m.reference
             FROM funding_fiscalyear f JOIN partners_mandate m ON m.id = f.mandate_id
            WHERE f.id = ANY(ids) ORDER BY f.id FOR NO KEY UPDATE OF f LOOP

    IF y.annual_limit IS NULL OR y.appropriation > y.annual_limit THEN
      RAISE EXCEPTION 'Der Ansatz % überschreitet, was Drucksache % pro Jahr erlaubt: %.',
        funding_euro(y.appropriation), y.reference, coalesce(funding_euro(y.annual_limit), 'keinen Betrag')
        USING ERRCODE = 'check_violation', CONSTRAINT = 'appropriation_within_mandate', COLUMN = 'appropriation';
    END IF;

    SELECT coalesce(sum(d.amount), 0) INTO used
      FROM funding_decision d JOIN funding_allocation a ON a.id = d.allocation_id
     WHERE a.fiscal_year_id = y.id AND d.approved_on IS NOT NULL;
    IF used > y.appropriation + y.carry_over_received THEN
      RAISE EXCEPTION 'Für % sind % verfügbar. Mit dieser Änderung wären % gebunden, % zu viel.',
        y.year, funding_euro(y.appropriation + y.carry_over_received), funding_euro(used),
        funding_euro(used - y.appropriation - y.carry_over_received)
        USING ERRCODE = 'check_violation', CONSTRAINT = 'committed_within_available', COLUMN = 'amount';
    END IF;

    SELECT s.name AS site, sums.committed, sums.disbursed INTO broken
      FROM funding_allocation a JOIN sites_site s ON s.id = a.site_id
      CROSS JOIN LATERAL (SELECT
        (SELECT coalesce(sum(d.amount), 0) FROM funding_decision d
          WHERE d.allocation_id = a.id AND d.approved_on IS NOT NULL) AS committed,
        (SELECT coalesce(sum(p.amount), 0) FROM funding_disbursement p
          WHERE p.allocation_id = a.id AND p.dropped_on IS NULL
            AND NOT EXISTS (SELECT 1 FROM funding_reversal r WHERE r.disbursement_id = p.id)) AS disbursed) sums
     WHERE a.fiscal_year_id = y.id AND sums.disbursed > sums.committed
     ORDER BY a.id LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'Für % wären % gebunden und % ausgezahlt oder vorgesehen; mehr als gebunden geht nicht.',
        broken.site, funding_euro(broken.committed), funding_euro(broken.disbursed)
        USING ERRCODE = 'check_violation', CONSTRAINT = 'disbursed_within_committed', COLUMN = 'amount';
    END IF;

    -- The most there are at one time: a seat that is renewed in the year is two rows, but one seat.
    SELECT coalesce(max(counted.at_once), 0) INTO seats
      FROM (SELECT DISTINCT greatest(valid_from, make_date(y.year, 1, 1)) AS on_day FROM sites_seat
             WHERE daterange(valid_from, valid_until, '[]')
                   && daterange(make_date(y.year, 1, 1), make_date(y.year, 12, 31), '[]')) day
      CROSS JOIN LATERAL (SELECT count(*) AS at_once FROM sites_seat
                           WHERE daterange(valid_from, valid_until, '[]') @> day.on_day) counted;
    SELECT count(*) AS sites, min(funded.name) FILTER (WHERE NOT funded.covered) AS uncovered INTO broken
      FROM (SELECT s.id, s.name, EXISTS (
              SELECT 1 FROM sites_coverage c WHERE c.site_id = s.id
                 AND daterange(c.starts_on, c.ends_on, '[]')
                     && daterange(make_date(y.year, 1, 1), make_date(y.year, 12, 31), '[]')) AS covered
              FROM funding_allocation a JOIN sites_site s ON s.id = a.site_id
              JOIN funding_decision d ON d.allocation_id = a.id AND d.approved_on IS NOT NULL
             WHERE a.fiscal_year_id = y.id
             GROUP BY s.id, s.name HAVING sum(d.amount) > 0) funded;
    IF broken.uncovered IS NOT NULL THEN
      RAISE EXCEPTION '% steht % unter keiner Vereinbarung; Geld wird nur für Standorte mit Platz gebunden.',
        broken.uncovered, y.year
        USING ERRCODE = 'check_violation', CONSTRAINT = 'funded_site_is_covered', COLUMN = 'site';
    END IF;
    IF broken.sites > seats THEN
      RAISE EXCEPTION '% wären % Standorte gefördert; es gibt nur %.', y.year, broken.sites,
        CASE seats WHEN 1 THEN 'einen Platz' ELSE seats || ' Plätze' END
        USING ERRCODE = 'check_violation', CONSTRAINT = 'funded_sites_within_seats', COLUMN = 'site';
    END IF;
  END LOOP;
END """,
)

# A closed year takes nothing more; an open one is re-counted.
CHECK_OPEN_YEARS = Function(
    "funding_check_open_years",
    "ids bigint[]",
    "void",
    """
DECLARE closed integer;
BEGIN
  SELECT year INTO closed FROM funding_fiscalyear
   WHERE id = ANY(ids) AND closed_on IS NOT NULL ORDER BY id LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Das Haushaltsjahr % ist abgeschlossen. Berichtigungen gehören ins Folgejahr.', closed
      USING ERRCODE = 'check_violation', CONSTRAINT = 'fiscal_year_closed';
  END IF;
  PERFORM funding_check_years(ids);
END """,
)

# Both halves of a reallocation or none.
CHECK_REALLOCATIONS = Function(
    "funding_check_reallocations",
    "ids bigint[]",
    "void",
    """
DECLARE r record;
BEGIN
  FOR r IN SELECT less.kind = 'reduction' AND more.kind = 'increase' AND less.amount + more.amount = 0
                  AND la.fiscal_year_id = ma.fiscal_year_id AND la.id <> ma.id
                  AND less.drafted_by_id = more.drafted_by_id AS fits,
                  (less.approved_on, less.approved_by_id) IS NOT DISTINCT FROM
                  (more.approved_on, more.approved_by_id) AS together
             FROM funding_reallocation w
             JOIN funding_decision less ON less.id = w.reduction_id
             JOIN funding_allocation la ON la.id = less.allocation_id
             JOIN funding_decision more ON more.id = w.increase_id
             JOIN funding_allocation ma ON ma.id = more.allocation_id
            WHERE w.id = ANY(ids) ORDER BY w.id LOOP
    IF NOT r.fits THEN
      RAISE EXCEPTION 'Eine Umschichtung mindert eine Zuweisung und erhöht eine andere desselben Jahres um denselben Betrag.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'reallocation_halves_fit';
    END IF;
    IF NOT r.together THEN
      RAISE EXCEPTION 'Eine Umschichtung wird als Ganzes freigegeben, nie nur zur Hälfte.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'reallocation_together';
    END IF;
  END LOOP;
END """,
)

# ISO 13616: the form of an IBAN and its two check digits (ISO 7064, mod 97-10).
IBAN_VALID = Function(
    "funding_iban_valid",
    "iban text",
    "boolean",
    """
DECLARE letter text; digits text := '';
BEGIN
  IF iban IS NULL OR iban !~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$' THEN
    RETURN false;
  END IF;
  FOREACH letter IN ARRAY regexp_split_to_array(substr(iban, 5) || substr(iban, 1, 4), '') LOOP
    digits := digits || CASE WHEN letter ~ '[0-9]' THEN letter ELSE (ascii(letter) - 55)::text END;
  END LOOP;
  RETURN digits::numeric % 97 = 1;
END """,
    volatility="IMMUTABLE",
)

# What was proven and what is claimed back never exceed what was paid, whichever of the three changes.
CHECK_CLAIMS = Function(
    "funding_check_claims",
    "ids bigint[]",
    "void",
    """
DECLARE broken record;
BEGIN
  SELECT s.name AS site, sums.* INTO broken
    FROM funding_allocation a JOIN sites_site s ON s.id = a.site_id
    CROSS JOIN LATERAL (SELECT
      (SELECT coalesce(sum(c.amount), 0) FROM funding_repaymentclaim c WHERE c.allocation_id = a.id) AS claimed,
      (SELECT coalesce(sum(p.amount), 0) FROM funding_disbursement p
        WHERE p.allocation_id = a.id AND p.paid_on IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM funding_reversal r WHERE r.disbursement_id = p.id)) AS paid,
      (SELECT coalesce(sum(coalesce(u.recognised, (SELECT sum(l.spent - l.own_funds) FROM funding_proofline l
                                                    WHERE l.proof_id = u.id))), 0) FROM funding_proofofuse u
        WHERE u.allocation_id = a.id AND u.accepted_on IS NOT NULL) AS proven) sums
   WHERE a.id = ANY(ids) AND sums.claimed + sums.proven > sums.paid
   ORDER BY a.id LIMIT 1;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  IF broken.claimed = 0 THEN
    RAISE EXCEPTION 'Für % wären % nachgewiesen, aber nur % ausgezahlt.',
      broken.site, funding_euro(broken.proven), funding_euro(broken.paid)
      USING ERRCODE = 'check_violation', CONSTRAINT = 'proven_within_paid';
  END IF;
  RAISE EXCEPTION 'Für % sind % ausgezahlt und % nachgewiesen; % lassen sich nicht zurückfordern.',
    broken.site, funding_euro(broken.paid), funding_euro(broken.proven), funding_euro(broken.claimed)
    USING ERRCODE = 'check_violation', CONSTRAINT = 'claims_within_unspent', COLUMN = 'amount';
END """,
)

# Monday to Friday and no public holiday of North Rhine-Westphalia: what `quartiersarbeit.ground.workdays` says, counted
# a second time so that no writer passes with another day. Easter is that of the anonymous Gregorian algorithm.
IS_WORKDAY = Function(
    "funding_is_workday",
    "given date",
    "boolean",
    """
DECLARE
  y int := extract(year FROM given); md int := extract(month FROM given) * 100 + extract(day FROM given);
  a int := y % 19; b int := y / 100; c int := y % 100; h int; l int; m int; n int;
BEGIN
  h := (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  l := (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  m := (a + 11 * h + 22 * l) / 451;
  n := h + l - 7 * m + 114;
  RETURN extract(isodow FROM given) < 6
    AND given - make_date(y, n / 31, n % 31 + 1) NOT IN (-2, 1, 39, 50, 60)
    AND md NOT IN (101, 501, 1003, 1101, 1225, 1226)
    AND given <> DATE '2017-10-31';
END """,
    volatility="IMMUTABLE",
)

# The row of a legal period that counts on a day, and the day on which a period of that row ends.
PERIOD_ON = Function(
    "funding_period_on",
    "wanted text, given date",
    "bigint",
    """
  SELECT p.id FROM funding_legalperiod p WHERE p.kind = wanted AND p.valid_from <= given
   ORDER BY p.valid_from DESC LIMIT 1
""",
    language="sql",
    volatility="STABLE",
)

# What makes two numbers of receipts the same, as `rules.receipt_key` has it: a test compares the two.
_BLANKS_AND_DASHES = " \u00a0\u2009\u202f\u00ad\u2010-\u2015\u2212_-"
_SMALL, _LARGE = "abcdefghijklmnopqrstuvwxyzäöü", "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ"
RECEIPT_KEY = Function(
    "funding_receipt_key",
    "number text",
    "text",
    f"""
  SELECT translate(regexp_replace(number, '[{_BLANKS_AND_DASHES}]', '', 'g'), '{_SMALL}', '{_LARGE}')
""",
    language="sql",
    volatility="IMMUTABLE",
)

# What a proof proves by the allocation's type of financing, of what was paid by that day; nothing without a type.
RECOGNISED = Function(
    "funding_recognised",
    "allocation bigint, of_proof bigint, as_of date",
    "numeric",
    """
  SELECT least(granted.euros, paid.euros, CASE a.financing
      WHEN 'fixed' THEN greatest(spent.euros, 0)
      WHEN 'share' THEN round(greatest(spent.euros, 0) * a.share / 100, 2)
      WHEN 'deficit' THEN greatest(spent.euros - spent.own - income.euros, 0) END)
    FROM funding_allocation a
    CROSS JOIN LATERAL (SELECT coalesce(sum(d.amount), 0) AS euros FROM funding_decision d
      WHERE d.allocation_id = a.id AND d.approved_on <= as_of) granted
    CROSS JOIN LATERAL (SELECT coalesce(sum(p.amount), 0) AS euros FROM funding_disbursement p
      WHERE p.allocation_id = a.id AND p.paid_on <= as_of AND NOT EXISTS (
        SELECT FROM funding_reversal r WHERE r.disbursement_id = p.id AND r."on" <= as_of)) paid
    CROSS JOIN LATERAL (SELECT coalesce(sum(l.spent), 0) AS euros, coalesce(sum(l.own_funds), 0) AS own
      FROM funding_proofline l WHERE l.proof_id = of_proof) spent
    CROSS JOIN LATERAL (SELECT coalesce(sum(i.amount), 0) AS euros FROM funding_proofincome i
      WHERE i.proof_id = of_proof) income
   WHERE a.id = allocation AND a.financing <> ''
""",
    language="sql",
    volatility="STABLE",
)
PERIOD_END = Function(
    "funding_period_end",
    "period bigint, starts date",
    "date",
    """
DECLARE p record; ends date;
BEGIN
  SELECT * INTO p FROM funding_legalperiod WHERE id = period;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  ends := starts + make_interval(months => CASE p.unit WHEN 'months' THEN p.length ELSE 0 END,
                                  days => CASE p.unit WHEN 'days' THEN p.length ELSE 0 END);
  WHILE p.moves AND NOT funding_is_workday(ends) LOOP
    ends := ends + 1;
  END LOOP;
  RETURN ends;
END """,
    volatility="STABLE",
)

# Among whom a sample draws: the year's proofs below its sum that nobody had handed in by the day that fixes them, each
# with the number its money was granted by. Counted beside `ProofSample.population`, so that no writer leaves one out.
SAMPLE_POPULATION = Function(
    "funding_sample_population",
    "of_sample bigint",
    "TABLE(proof_id bigint, number text)",
    """
  SELECT p.id, granted.number
    FROM funding_proofsample s
    JOIN funding_allocation a ON a.fiscal_year_id = s.fiscal_year_id
    JOIN funding_proofofuse p ON p.allocation_id = a.id
    CROSS JOIN LATERAL (SELECT coalesce(sum(d.amount), 0) AS euros FROM funding_decision d
      WHERE d.allocation_id = a.id AND d.approved_on <= s.fixed_on) bound
    CROSS JOIN LATERAL (SELECT d.notice_number::text AS number FROM funding_decision d
      WHERE d.allocation_id = a.id AND d.approved_on IS NOT NULL
      ORDER BY d.approved_on, d.notice_sequence, d.id LIMIT 1) granted
   WHERE s.id = of_sample AND bound.euros > 0 AND bound.euros < s.below
     AND (p.accepted_on <= s.fixed_on) IS NOT TRUE AND (p.submitted_on <= s.fixed_on) IS NOT TRUE
     AND NOT EXISTS (SELECT FROM funding_proofreturn r
                      WHERE r.proof_id = p.id AND (r."on" <= s.fixed_on OR r.submitted_on <= s.fixed_on))
""",
    language="sql",
    volatility="STABLE",
)

FUNCTIONS = [
    *(EURO, CHECK_YEARS, CHECK_OPEN_YEARS, CHECK_REALLOCATIONS, IBAN_VALID, CHECK_CLAIMS),
    *(IS_WORKDAY, PERIOD_ON, PERIOD_END, RECEIPT_KEY, RECOGNISED, SAMPLE_POPULATION),
]
