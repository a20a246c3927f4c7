"""The six roles and what each may do; migrations call `grant()` to write this table into the groups."""

from django.apps import apps as live_apps
from django.contrib.auth.management import create_permissions

VIEW_ALL = [
    "partners.view_partner",
    "partners.view_contact",
    "partners.view_committee",
    "partners.view_mandate",
    "partners.view_negotiation",
    "partners.view_step",
    "partners.view_agreement",
    "partners.view_party",
    "sites.view_neighbourhood",
    "sites.view_site",
    "sites.view_offer",
    "sites.view_seat",
    "sites.view_coverage",
    "sites.view_assignment",
    "funding.view_fiscalyear",
    "funding.view_allocation",
    "funding.view_decision",
    "funding.view_noticetext",
    "funding.view_legalfigure",
    "funding.view_disbursement",
    "funding.view_paymentrun",
    "funding.view_proofofuse",
    "funding.view_repaymentclaim",
    "quality_dialog.view_framework",
    "quality_dialog.view_cycle",
    "quality_dialog.view_dialogue",
    "quality_dialog.view_finding",
    "quality_dialog.view_measure",
    "quality_dialog.view_report",
    "quality_dialog.view_meeting",
    "partners.see_everything",
]

KEEP = [
    "partners.partner",
    "partners.contact",
    "partners.negotiation",
    "partners.step",
    "partners.agreement",
    "partners.party",
    "sites.neighbourhood",
    "sites.site",
    "sites.offer",
    "sites.coverage",
    "sites.assignment",
    "funding.allocation",
    "funding.decision",
    "funding.noticetext",
    "funding.disbursement",
    "funding.proofofuse",
    "funding.repaymentclaim",
    "quality_dialog.framework",
    "quality_dialog.cycle",
    "quality_dialog.dialogue",
    "quality_dialog.finding",
    "quality_dialog.measure",
    "quality_dialog.meeting",
    "quality_dialog.report",
    "quality_dialog.section",
    "quality_dialog.consultation",
]

MAINTAIN = [
    "funding.legalfigure",
    "partners.user",
    "auth.group",
    "partners.committee",
    "partners.mandate",
    "sites.seat",
    "quality_dialog.framework",
    "quality_dialog.fieldofaction",
    "quality_dialog.criterion",
    "quality_dialog.indicator",
    "quality_dialog.textblock",
    "quality_dialog.meeting",
    "partners.partner",
    "partners.contact",
    "sites.neighbourhood",
    "sites.site",
]


def _each(acts: str, models: list[str]) -> list[str]:
    pairs = [model.split(".") for model in models]
    return [f"{app}.{act}_{model}" for app, model in pairs for act in acts.split()]


# What comes after the two signatures: the list for the treasury, and what it reports back.
PAYING = [
    "funding.pay_disbursement",
    "funding.add_reversal",
    "funding.add_paymentrun",
    "funding.change_paymentrun",
]

ROLES: dict[str, list[str]] = {
    "Koordination": [
        *VIEW_ALL,
        *_each("add change", KEEP),
        "funding.add_fiscalyear",
        "funding.change_fiscalyear",
        "funding.certify_disbursement",
        "funding.submit_proofofuse",
        "funding.review_proofofuse",
        *PAYING,
        "quality_dialog.add_statement",
        "quality_dialog.add_comment",
        "quality_dialog.change_submission",
    ],
    "Freigabe": [
        *VIEW_ALL,
        "funding.approve_decision",
        "funding.release_disbursement",
        *PAYING,
        "funding.close_fiscalyear",
        "funding.review_proofofuse",
        "funding.issue_repaymentclaim",
        "quality_dialog.approve_report",
        "quality_dialog.publish_report",
    ],
    "Partner": [
        "partners.view_partner",
        "partners.view_agreement",
        "sites.view_site",
        "funding.view_allocation",
        "funding.view_decision",
        "funding.view_proofofuse",
        "funding.submit_proofofuse",
        "funding.view_repaymentclaim",
        "quality_dialog.view_framework",
        "quality_dialog.view_cycle",
        "quality_dialog.view_dialogue",
        "quality_dialog.view_finding",
        "quality_dialog.view_measure",
        "quality_dialog.view_report",
        "quality_dialog.add_finding",
        "quality_dialog.change_finding",
        "quality_dialog.add_statement",
        "quality_dialog.add_comment",
        "quality_dialog.add_measure",
        "quality_dialog.change_measure",
        "quality_dialog.change_assessment",
        "quality_dialog.add_submission",
        "quality_dialog.change_submission",
    ],
    "Gremium": ["quality_dialog.view_report"],
    "Revision": VIEW_ALL,
    # Sees every row of what it maintains, and nothing else.
    "Verwaltung": ["partners.see_everything", *_each("view add change delete", MAINTAIN)],
}


def role_of(user) -> str:
    """The German name of what somebody is here; nothing for strangers.

    Read from permissions, which are cached on the user, instead of group names, which would cost a query
    on every page.
    """
    if user is None or not user.is_authenticated:
        return ""
    if user.is_staff:
        return "Verwaltung"
    if getattr(user, "partner_id", None):
        return "Partner"
    own = user.own_permissions()  # whom one stands in for, does not change what one is
    if "partners.add_agreement" in own:
        return "Koordination"
    if any(name.split(".")[1].startswith(("approve_", "release_")) for name in own):
        return "Freigabe"
    return "Revision" if "partners.see_everything" in own else "Gremium"


def shown_role(user) -> str:
    """What somebody is here, and for whom they stand in today: „Koordination, i. V. Freigabe“."""
    lent = user.lent_roles if user is not None and user.is_authenticated else []
    return ", i. V. ".join([role_of(user), *lent])


def grant(apps, schema_editor) -> None:
    """Write the table into groups and their permissions; what is not in it is taken away.

    Permissions are made here because Django makes them only after all migrations have run.
    """
    for label in ("auth", "partners", "sites", "funding", "quality_dialog"):
        create_permissions(live_apps.get_app_config(label), verbosity=0)
    groups = apps.get_model("auth", "Group").objects
    permissions = apps.get_model("auth", "Permission").objects
    known = {
        f"{p.content_type.app_label}.{p.codename}": p.pk for p in permissions.select_related("content_type")
    }
    for name, wanted in ROLES.items():
        group, _ = groups.get_or_create(name=name)
        group.permissions.set(known[permission] for permission in wanted)
