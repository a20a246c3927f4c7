"""The six roles and what each may do; a migration with `granting(…)` writes them."""

from django.utils import timezone


def _each(acts: str, **words: str) -> list[str]:
    """`_each("view", sites="site seat")`: the permissions to do this with these, by app."""
    return [
        f"{app}.{act}_{word}" for app, many in words.items() for word in many.split() for act in acts.split()
    ]


VIEW_ALL = [
    *_each(
        "view",
        partners="partner contact committee mandate municipality citydistrict negotiation step agreement party",
        sites="neighbourhood site offer seat coverage assignment",
        funding="fiscalyear allocation decision noticetext legalfigure legalperiod disbursement paymentrun proofofuse"
        " repaymentclaim",
        quality_dialog="framework cycle dialogue finding measure report meeting textblock",
    ),
    "partners.see_everything",
]

KEEP = {
    "partners": "committee mandate municipality citydistrict partner contact negotiation step agreement party",
    "sites": "seat neighbourhood site offer coverage assignment",
    "funding": "allocation decision noticetext legalfigure legalperiod disbursement proofofuse repaymentclaim",
    "quality_dialog": "framework cycle dialogue finding measure meeting textblock report section consultation",
}

MAINTAIN = {
    "partners": "user committee mandate municipality citydistrict partner contact",
    "sites": "seat neighbourhood site",
    "funding": "legalfigure legalperiod",
    "quality_dialog": "framework fieldofaction criterion indicator textblock meeting",
}

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
        *_each("add change", **KEEP),
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
        "partners.confirm_rightschange",
    ],
    "Partner": [
        *_each(
            "view",
            partners="partner agreement",
            sites="site",
            funding="allocation decision proofofuse repaymentclaim",
            quality_dialog="framework cycle dialogue finding measure report",
        ),
        *_each("add change", quality_dialog="finding measure submission"),
        "funding.submit_proofofuse",
        "quality_dialog.add_statement",
        "quality_dialog.add_comment",
        "quality_dialog.change_assessment",
    ],
    "Gremium": ["quality_dialog.view_report"],
    "Revision": [*VIEW_ALL, "partners.view_securityentry"],
    # Sees every row of what it maintains, and nothing else. What a role may do stands in this table, and nobody
    # changes it on a page.
    "Verwaltung": [
        *("partners.see_everything", "partners.confirm_rightschange", "auth.view_group"),
        *("partners.view_securityentry", "partners.keep_privacy"),
        *_each("view add change delete", **MAINTAIN),
    ],
}

# Who is told of each right that carries weight: those who would misuse it least, and those who look after all.
WATCHING = ("Freigabe", "Revision")
# What moves money, binds the city, or decides who may do that. What partners hand in and answer binds nobody but them.
WEIGHTY_ACTS = {"approve", "certify", "release", "pay", "issue", "close", "publish", "review"}
WEIGHTY = {
    *PAYING,
    *("partners.confirm_rightschange", "partners.add_user", "partners.change_user", "partners.delete_user"),
    *("auth.add_group", "auth.change_group", "auth.delete_group"),
}


def looks_on(permission: str) -> bool:
    """Whether a right changes nothing: "app.codename". It is all that stays for a while of a role that has ended."""
    act = permission.partition(".")[2]
    return act.startswith("view_") or act == "see_everything"


def is_weighty(permission: str) -> bool:
    """Whether a right needs a second person before somebody gets it: "app.codename"."""
    act = permission.partition(".")[2].partition("_")[0]
    return act in WEIGHTY_ACTS or permission in WEIGHTY


def weighty(role: str) -> bool:
    """Whether somebody else has to confirm that a person gets this role: it holds money, approval or accounts.

    Computed from what the role may do; a role that is not in the table counts as weighty.
    """
    return role not in ROLES or any(is_weighty(permission) for permission in ROLES[role])


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
    if user is None or not user.is_authenticated:
        return ""
    if over := user.fading:
        was = ", ".join(sorted(user.roles_today)) or role_of(user)
        return f"{was} (nur noch lesen)" if over.reads(timezone.localdate()) else f"{was} (beendet)"
    lent = user.lent_roles
    return ", i. V. ".join([role_of(user), *lent])
