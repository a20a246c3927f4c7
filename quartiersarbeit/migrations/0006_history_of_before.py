"""The history of before is noted, too, in its order; what was a side's own matter then is asked of what was written then."""

from django.db import migrations

# The organisation a record is about, by the tables of events that find it so; of all others nobody's.
PARTNER = {
    "e.recipient_id":
        "funding_allocationevent",
    "(SELECT w.recipient_id FROM public.funding_allocation w WHERE w.id = e.allocation_id)":
        "funding_decisionevent funding_disbursementevent funding_earlierdraftevent funding_proofofuseevent funding_repaymentclaimevent",
    "coalesce((SELECT w.recipient_id FROM public.funding_allocation w WHERE w.id = (SELECT w.allocation_id FROM public.funding_decision w WHERE w.id = e.decision_id)), (SELECT w.recipient_id FROM public.funding_allocation w WHERE w.id = (SELECT w.allocation_id FROM public.funding_repaymentclaim w WHERE w.id = e.claim_id)))":
        "funding_noticeevent",
    "(SELECT w.recipient_id FROM public.funding_allocation w WHERE w.id = (SELECT w.allocation_id FROM public.funding_disbursement w WHERE w.id = e.disbursement_id))":
        "funding_paymentitemevent funding_reversalevent funding_withdrawalevent",
    "(SELECT w.recipient_id FROM public.funding_allocation w WHERE w.id = (SELECT w.allocation_id FROM public.funding_proofofuse w WHERE w.id = e.proof_id))":
        "funding_proofattachmentevent funding_prooflineevent funding_proofreturnevent",
    "coalesce((SELECT w.recipient_id FROM public.funding_allocation w WHERE w.id = (SELECT w.allocation_id FROM public.funding_decision w WHERE w.id = e.reduction_id)), (SELECT w.recipient_id FROM public.funding_allocation w WHERE w.id = (SELECT w.allocation_id FROM public.funding_decision w WHERE w.id = e.increase_id)))":
        "funding_reallocationevent",
    "e.partner_id":
        "partners_contactevent partners_negotiationevent partners_partyevent partners_reactivationevent partners_userevent quality_dialog_assessmentevent quality_dialog_attendanceevent quality_dialog_participationevent quality_dialog_partnerreadingevent quality_dialog_statementevent quality_dialog_submissionevent sites_assignmentevent",
    "e.pgh_obj_id":
        "partners_partnerevent",
    "(SELECT w.partner_id FROM public.partners_negotiation w WHERE w.id = e.negotiation_id)":
        "partners_stepevent",
    "coalesce(e.partner_id, e.side_id)":
        "quality_dialog_commentevent",
    "e.raised_for_id":
        "quality_dialog_findingevent",
    "(SELECT w.raised_for_id FROM public.quality_dialog_finding w WHERE w.id = e.finding_id)":
        "quality_dialog_findingwordingevent",
    "e.responsible_id":
        "quality_dialog_measureevent",
    "(SELECT w.responsible_id FROM public.quality_dialog_measure w WHERE w.id = e.measure_id)":
        "quality_dialog_measurereturnevent quality_dialog_measurestepevent",
}
# What is one side's own matter.
PRIVATE = {
    "quality_dialog_assessmentevent": "e.submitted_on IS NULL",
    "quality_dialog_commentevent": "e.audience = 'own' AND e.side_id IS NOT NULL",
    "quality_dialog_findingevent": "e.shared_on IS NULL AND e.raised_for_id IS NOT NULL",
    "quality_dialog_measureevent": "EXISTS (SELECT FROM public.quality_dialog_finding f WHERE f.id = e.finding_id AND f.shared_on IS NULL AND f.raised_for_id IS NOT NULL)",
}
TABLES = """
funding_allocationevent funding_budgetrevisionevent funding_decisionevent funding_disbursementevent
funding_droppedproposalevent funding_earlierdraftevent funding_fiscalyearevent funding_legalfigureevent
funding_noticeevent funding_noticefileevent funding_noticetextevent funding_paymentitemevent
funding_paymentrunevent funding_paymentrunexportevent funding_proofattachmentevent funding_prooflineevent
funding_proofofuseevent funding_proofreturnevent funding_reallocationevent funding_repaymentclaimevent
funding_reversalevent funding_withdrawalevent partners_absenceevent partners_agreementevent
partners_committeeevent partners_contactevent partners_departureevent partners_mailwishevent
partners_mandateevent partners_negotiationevent partners_partnerevent partners_partyevent
partners_reactivationevent partners_stepevent partners_userevent partners_usergroupevent
quality_dialog_assessmentevent quality_dialog_attachmentevent quality_dialog_attendanceevent
quality_dialog_commentevent quality_dialog_consultationevent quality_dialog_contributorevent
quality_dialog_cosignatureevent quality_dialog_criterionevent quality_dialog_cycleevent
quality_dialog_dialogueevent quality_dialog_earlieranswerevent quality_dialog_fieldofactionevent
quality_dialog_findingevent quality_dialog_findingwordingevent quality_dialog_formermeetingevent
quality_dialog_frameworkevent quality_dialog_indicatorevent quality_dialog_indicatorvalueevent
quality_dialog_invitationevent quality_dialog_measureevent quality_dialog_measurereturnevent
quality_dialog_measurestepevent quality_dialog_meetingevent quality_dialog_participationevent
quality_dialog_partnerreadingevent quality_dialog_renditionevent quality_dialog_reportevent
quality_dialog_reportreturnevent quality_dialog_sectionevent quality_dialog_statementevent
quality_dialog_submissionevent quality_dialog_textblockevent sites_assignmentevent sites_coverageevent
sites_neighbourhoodevent sites_offerevent sites_reopeningevent sites_seatevent sites_siteevent
sites_siteinquestionevent
"""

_EACH = """SELECT '{table}' AS event_table, e.pgh_id, e.pgh_obj_id, e.pgh_created_at,
  (e.pgh_context ->> 'user')::bigint AS author, {partner} AS partner_id, {private} AS private,
  public.quartiersarbeit_said(e) AS said FROM public."{table}" e"""
_NOTED = """
INSERT INTO public.quartiersarbeit_historyentry
  (event_table, event_id, record, at, author_id, side_id, partner_id, private, covers, digest)
SELECT event_table, pgh_id, pgh_obj_id, pgh_created_at, author,
  (SELECT u.partner_id FROM public.partners_user u WHERE u.id = author), partner_id, private,
  (SELECT string_agg(k, ',' ORDER BY k) FROM jsonb_object_keys(said) k), sha256(convert_to(said::text, 'UTF8'))
FROM ({each}) events ORDER BY pgh_created_at, event_table, pgh_id
ON CONFLICT (event_table, event_id) DO NOTHING
"""


def noted() -> str:
    """The statement for all tables; what was written since the triggers stand is there already."""
    partner = {table: way for way, tables in PARTNER.items() for table in tables.split()}
    each = [
        _EACH.format(table=one, partner=partner.get(one, "NULL"), private=PRIVATE.get(one, "false"))
        for one in TABLES.split()
    ]
    return _NOTED.format(each=" UNION ALL ".join(each))


class Migration(migrations.Migration):
    dependencies = [
        ("quartiersarbeit", "0005_said"),
        ("partners", "0006_history"),
        ("sites", "0004_history"),
        ("funding", "0005_history"),
        ("quality_dialog", "0004_history"),
    ]
    operations = [migrations.RunSQL(noted(), migrations.RunSQL.noop)]
