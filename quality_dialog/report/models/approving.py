"""What a report's approval owes to others, as the database asks it: co-authors, co-signatures, and partners first."""

from partners.models.way_back import put_right_with_reason
from quartiersarbeit.ground.guards import raising, refusing

UNSIGNED = "Freigegeben wird erst, wenn alle, die darum gebeten sind, mitgezeichnet haben."
AWAITED = "Partner können noch Stellung nehmen. Freigegeben wird erst nach dem Tag, bis zu dem sie es dürfen."
UNREACHED = (
    "Freigegeben wird erst, wenn jede Anfrage ihren Partner erreichen konnte: Ein Brief ist abgesandt, oder jemand "
    "vom Partner kann sich anmelden."
)
UNASKED = (
    "Der Bericht nennt einen Partner, der nicht gefragt ist. Legen Sie ihm die Lesefassung vor, oder nennen Sie "
    "den Grund."
)
REASONED = "Warum ein Partner nicht gefragt ist, sagt, wer den Bericht freigibt."
UNANSWERED = (
    "Ein Wunsch eines Gremiums hat noch keine Antwort. Beantworten Sie ihn, oder halten Sie fest, bis wann er noch "
    "offen ist und warum."
)
UNPRINTED = "Der Bericht druckt nicht jeden Wunsch eines Gremiums mit dem, was dazu gesagt ist."
UNSETTLED = "Eine Frage des Gremiums ist weder im Text beantwortet noch mit einem Grund offen gelassen."
CONTRIBUTED = "Vier-Augen-Prinzip: Wer am Bericht mitgeschrieben hat, gibt ihn nicht frei."

# A correction tells what its original told; only what was approved has told anything.
_CORRECTION = """EXISTS (
  SELECT FROM quality_dialog_report o
  WHERE o.id = NEW.corrects_id AND o.approved_on IS NOT NULL AND (o.kind, o.year) = (NEW.kind, NEW.year))"""

WRITERS = """
SELECT NEW.drafted_by_id UNION SELECT c.user_id FROM quality_dialog_contributor c WHERE c.report_id = NEW.id
"""


def somebody_signs_in(partner: str) -> str:
    """SQL that asks whether somebody of this partner can sign in and read a report now, whomever they act for."""
    return f"""EXISTS (
  SELECT 1 FROM partners_user u JOIN partners_user_groups g ON g.user_id = u.id
  JOIN auth_group_permissions m ON m.group_id = g.group_id JOIN auth_permission a ON a.id = m.permission_id
  JOIN partners_membership b ON b.person_id = u.id AND b.ended_on IS NULL
  WHERE b.partner_id = {partner} AND u.is_active AND a.codename = 'view_report')"""


MAY_BE_APPROVED = f"""
IF EXISTS (SELECT 1 FROM quality_dialog_contributor c WHERE c.report_id = NEW.id AND c.user_id = NEW.approved_by_id)
THEN {raising("report_contributors_do_not_approve", CONTRIBUTED)} END IF;
IF EXISTS (SELECT 1 FROM quality_dialog_cosignature s WHERE s.report_id = NEW.id
           AND (s.signed_on IS NULL OR s.signed_on < NEW.review_on))
THEN {raising("report_co_signed", UNSIGNED)} END IF;
IF EXISTS (SELECT 1 FROM quality_dialog_partnerreading p WHERE p.report_id = NEW.id AND p.given_on IS NULL
           AND (p.way = 'letter' AND p.sent_on IS NULL OR p.way = 'app' AND NOT {somebody_signs_in("p.partner_id")}))
THEN {raising("readings_unreached", UNREACHED)} END IF;
IF EXISTS (SELECT 1 FROM quality_dialog_partnerreading p WHERE p.report_id = NEW.id
           AND p.given_on IS NULL AND p.due_on >= NEW.approved_on)
THEN {raising("readings_awaited", AWAITED)} END IF;
IF EXISTS (SELECT 1 FROM quality_dialog_partnerreading p WHERE p.report_id = NEW.id AND p.way = 'not_asked'
           AND p.shown_by_id IS DISTINCT FROM NEW.approved_by_id)
THEN {raising("reading_reason_of_approver", REASONED)} END IF;
IF EXISTS (
  SELECT 1 FROM partners_partner p
  WHERE NOT EXISTS (SELECT 1 FROM quality_dialog_partnerreading r WHERE r.report_id = NEW.id AND r.partner_id = p.id)
    AND (EXISTS (
      SELECT 1 FROM quality_dialog_participation t JOIN quality_dialog_dialogue d ON d.id = t.dialogue_id
      JOIN quality_dialog_cycle c ON c.id = d.cycle_id
      WHERE t.partner_id = p.id AND c.year = NEW.year AND c.opened_on <= NEW.as_of)
    OR EXISTS (
      SELECT 1 FROM partners_party t JOIN partners_agreement a ON a.id = t.agreement_id
      WHERE t.partner_id = p.id AND partners_signed_on(a.id, NEW.as_of) IS NOT NULL
        AND coalesce(
          least(a.ends_on, partners_notice_to(a.id, NEW.as_of), partners_replaced_to(a.id, NEW.as_of))
            >= greatest(NEW.as_of, a.starts_on), true))
    OR EXISTS (
      SELECT 1 FROM (
        SELECT p.name UNION SELECT p.short_name
        UNION SELECT e.name FROM partners_partnerevent e WHERE e.pgh_obj_id = p.id
        UNION SELECT e.short_name FROM partners_partnerevent e WHERE e.pgh_obj_id = p.id
      ) AS called(name) WHERE called.name <> ''
      AND NEW.plain_text ~ (E'(^|\\\\W)' || regexp_replace(called.name, E'(\\\\W)', E'\\\\\\\\\\\\1', 'g')
        || E'(\\\\W|$)')))
) THEN {raising("partners_first", UNASKED)} END IF;
IF NOT {_CORRECTION} AND EXISTS (
  SELECT 1 FROM quality_dialog_committeewish w
  JOIN quality_dialog_consultation c ON c.id = w.consultation_id JOIN quality_dialog_report r ON r.id = c.report_id
  WHERE r.kind = NEW.kind AND r.id <> NEW.id AND w.entered_on <= NEW.approved_on
    AND (w.withdrawn_on IS NULL OR w.withdrawn_on > NEW.approved_on)
    AND NOT EXISTS (SELECT 1 FROM quality_dialog_wishreply a WHERE a.wish_id = w.id
                    AND a."on" <= NEW.approved_on AND (a.settled OR a.until >= NEW.approved_on)))
THEN {raising("wishes_answered", UNANSWERED)} END IF;
IF NOT {_CORRECTION} AND EXISTS (SELECT FROM quality_dialog_unprinted(NEW.facts, NEW.as_of))
THEN {raising("wishes_printed", UNPRINTED)} END IF;
IF EXISTS (
  SELECT FROM quality_dialog_questions_raised(NEW.year, NEW.as_of, NEW.facts) AS asked(key)
  WHERE NOT EXISTS (
    SELECT FROM quality_dialog_expectedquestion q WHERE q.report_id = NEW.id AND q.key = asked.key)
) OR EXISTS (
  SELECT 1 FROM quality_dialog_expectedquestion q
  WHERE q.report_id = NEW.id AND (q.settled_on IS NULL OR q.answered_in <> '' AND NOT EXISTS (
    SELECT 1 FROM quality_dialog_section s
    WHERE s.report_id = NEW.id AND s.key = q.answered_in AND s.included AND s.body <> ''))
) THEN {raising("questions_settled", UNSETTLED)} END IF;
RETURN NEW;
"""
# What approval asks is asked of a draft that is there; one that comes approved would be asked nothing.
BEGINS = refusing(
    "report_begins_as_draft",
    "NEW.approved_on IS NOT NULL",
    "Ein Bericht beginnt als Entwurf und wird dann freigegeben.",
)
# How a report fares after its approval: a number, a submission and a publication stand.
FARED = f"""
IF OLD.submitted_on IS NOT NULL AND NEW.submitted_on IS NOT NULL AND NEW.reference <> OLD.reference THEN
  {raising("report_immutable", "Nach der Einreichung ändert sich die Drucksachen-Nr. nicht mehr.", "reference")}
END IF;
IF OLD.submitted_on = NEW.submitted_on AND NEW.submitted_by_id IS DISTINCT FROM OLD.submitted_by_id
   OR OLD.published_on IS NOT NULL
   AND (NEW.published_on, NEW.published_by_id) IS DISTINCT FROM (OLD.published_on, OLD.published_by_id) THEN
  {raising("report_immutable", "Eingereicht und veröffentlicht ist nicht rückgängig zu machen.")}
END IF;
RETURN NEW;
"""
SUBMITTED = put_right_with_reason(
    "report_submitted",
    "Der Tag der Einreichung steht; ein falscher wird mit Grund berichtigt.",
    record="quality_dialog.report",
    day="submitted_on",
)
