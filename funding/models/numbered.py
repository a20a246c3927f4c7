"""The numbers of notices: without a gap in a year, and given by the database."""

from quartiersarbeit.ground.guards import raising

# The database gives the number itself, in the queue: whoever approves, by form, bulk write or raw SQL, gets the
# year's next one, and a number somebody brings along must be that one. A notice on paper has the number of its paper,
# which no other gets.
BY_THE_DATABASE = (
    """
IF NEW.approved_on IS NULL OR (TG_OP = 'UPDATE' AND OLD.approved_on IS NOT NULL) THEN
  RETURN NEW;
END IF;
IF NEW.paper_on IS NOT NULL THEN
  NEW.notice_sequence := NULL;
  NEW.notice_number := NEW.paper_number;
  RETURN NEW;
END IF;
SELECT f.id, f.year, f.notice_pattern AS pattern INTO y FROM funding_allocation a
  JOIN funding_fiscalyear f ON f.id = a.fiscal_year_id WHERE a.id = NEW.allocation_id;
SELECT coalesce(max(d.notice_sequence), 0) + 1 INTO next FROM funding_decision d
  JOIN funding_allocation a ON a.id = d.allocation_id WHERE a.fiscal_year_id = y.id;
LOOP
  wanted := regexp_replace(
    replace(y.pattern, '{year}', y.year::text), '[{]number[^}]*[}]',
    lpad(next::text, greatest(length(next::text), coalesce(substring(y.pattern FROM ':0([1-9])d')::int, 1)), '0'));
  EXIT WHEN NOT EXISTS (SELECT FROM funding_decision d WHERE d.notice_number = wanted AND d.paper_on IS NOT NULL);
  next := next + 1;
END LOOP;
IF coalesce(NEW.notice_sequence, next) <> next OR coalesce(nullif(NEW.notice_number, ''), wanted) <> wanted THEN
  """
    + raising(
        "notice_number", "Bescheide werden im Jahr lückenlos nummeriert; die Nummer vergibt das System."
    )
    + """
END IF;
NEW.notice_sequence := next;
NEW.notice_number := wanted;
RETURN NEW;
"""
)
