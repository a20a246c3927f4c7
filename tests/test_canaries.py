"""A mark in every text of every record: no answer to anybody holds a mark that is not theirs to read.

Who may read what is said here once more, in a table of its own (`READERS`), from what docs/architecture.md and the
design say of each kind of record – and never by asking `visible_to`, which is what is tested.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache

import docx
import openpyxl
import pymupdf
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from partners.models import Agreement, ApiToken, CalendarKey, User
from quality_dialog.models import Comment
from tests.access import PUBLISHED
from tests.factories import (
    ArchiveOfferFactory,
    AssessmentFactory,
    AttendanceFactory,
    BarrierReportFactory,
    CommentFactory,
    CommitteeWishFactory,
    CoSignatureFactory,
    CouncilSheetFactory,
    CriterionFactory,
    DecisionFactory,
    DialogueFactory,
    DraftReturnFactory,
    DroppedProposalFactory,
    ExpectedQuestionFactory,
    ExtensionFactory,
    FindingFactory,
    FindingWordingFactory,
    FiscalYearFactory,
    FormerNameFactory,
    HearingFactory,
    IndicatorValueFactory,
    InvitationAnswerFactory,
    LegalFigureFactory,
    MeasureFactory,
    MeasureStepFactory,
    NotificationFactory,
    PartnerFactory,
    PartReceiptFactory,
    PaymentReturnFactory,
    ProofOfUseFactory,
    ProofReturnFactory,
    ProofSampleFactory,
    PublicTextFactory,
    ReportFactory,
    ReportReturnFactory,
    ReversalFactory,
    RevocationGroundFactory,
    SavedViewFactory,
    SecurityEntryFactory,
    ServiceFactory,
    StatementFactory,
    StepFactory,
    TextBlockFactory,
    UserFactory,
    WayBackFactory,
    WishReplyFactory,
    WithdrawalFactory,
    WordTemplateFactory,
)
from tests.people import in_group
from tests.soaking import SOAK
from tests.test_access import EXPECTED, World, made
from tests.test_every_answer import admin_pages

pytestmark = [pytest.mark.django_db, pytest.mark.soak, pytest.mark.exhaustive]

CITY = ("koordination", "freigabe", "revision", "verwaltung")
ROLES = (*CITY, "partner_user", "gremium", "anonymous")
MARK = re.compile(r"zq\d{5}qz")


# --- Who may read what -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Readers:
    """Whose a record is: everybody's who may sign in, the city's, organisations', or persons'."""

    everybody: bool = False
    strangers: bool = False
    city: bool = True
    partners: tuple[str, ...] = ()  # ways from the record to the organisations that read it
    persons: tuple[str, ...] = ()  # ways to the persons who read it
    if_set: str = ""  # partners and everybody only where this is filled

    def of(self, row: models.Model) -> tuple[bool, set[int], set[int]]:
        """Whether everybody reads this row, and the keys of the organisations and the persons that do."""
        if self.if_set and reached(row, self.if_set) == {None}:
            return False, set(), reached(row, *self.persons)
        return self.everybody, reached(row, *self.partners), reached(row, *self.persons)


def reached(row: models.Model, *ways: str) -> set:
    """The values at the ends of these ways."""
    rows = type(row)._base_manager.filter(pk=row.pk)
    return {value for way in ways for value in rows.values_list(way, flat=True)}


ALL = Readers(everybody=True)
OFFICE = Readers()
OF_ALLOCATION = "allocation__recipient"
OF_DIALOGUE = ("dialogue__partners",)

READERS: dict[str, Readers] = {
    # the network
    "partners.Partner": Readers(partners=("pk",)),
    "partners.Contact": Readers(partners=("partner",)),
    "partners.Committee": ALL,
    "partners.Mandate": ALL,
    "partners.Negotiation": OFFICE,
    "partners.Step": OFFICE,
    "partners.Agreement": Readers(partners=("parties__partner",)),
    "partners.Party": Readers(partners=("agreement__parties__partner",)),
    "partners.Notification": Readers(city=False, persons=("recipient",)),
    "partners.RightsChange": Readers(persons=("person",)),
    "partners.AccountInvitation": OFFICE,
    "partners.SentMail": Readers(persons=("recipient",)),
    "partners.SavedView": Readers(city=False, persons=("user",)),
    "partners.PublicText": Readers(everybody=True, strangers=True),
    "partners.BarrierReport": OFFICE,
    "partners.ArchiveOffer": OFFICE,
    "partners.SecurityEntry": OFFICE,
    # the sites
    "sites.Neighbourhood": ALL,
    "sites.Site": Readers(partners=("assignments__partner",)),
    "sites.Offer": Readers(partners=("site__assignments__partner",)),
    # the money
    "funding.Allocation": Readers(partners=("recipient",)),
    "funding.Decision": Readers(partners=(OF_ALLOCATION,), if_set="approved_on"),
    "funding.RepaymentClaim": Readers(partners=(OF_ALLOCATION,), if_set="issued_on"),
    "funding.Disbursement": Readers(partners=(OF_ALLOCATION,)),
    "funding.Withdrawal": Readers(partners=(f"disbursement__{OF_ALLOCATION}",)),
    "funding.PaymentReturn": Readers(partners=(f"disbursement__{OF_ALLOCATION}",)),
    "funding.Reversal": Readers(partners=(f"disbursement__{OF_ALLOCATION}",)),
    "funding.ProofOfUse": Readers(partners=(OF_ALLOCATION,)),
    "funding.ProofAttachment": Readers(partners=(f"proof__{OF_ALLOCATION}",)),
    "funding.ProofReturn": Readers(partners=(f"proof__{OF_ALLOCATION}",)),
    "funding.ProofReceipt": Readers(partners=(f"proof__{OF_ALLOCATION}",)),
    # The seed stands on the pages of the proofs among which was drawn, so that their recipients can draw again.
    "funding.ProofSample": Readers(partners=(f"members__proof__{OF_ALLOCATION}",)),
    "funding.DroppedProposal": OFFICE,
    "funding.PartReceipt": Readers(partners=(f"claim__{OF_ALLOCATION}",)),
    "partners.WayBack": Readers(partners=("partner",)),
    "partners.FormerName": Readers(partners=("partner",)),
    "funding.PaymentRun": OFFICE,
    "funding.PaymentItem": OFFICE,
    "funding.LegalFigure": OFFICE,
    "funding.LegalPeriod": ALL,  # the law is nobody's secret; each reads it where it acts
    "funding.Hearing": OFFICE,
    "funding.RevocationGround": OFFICE,
    "funding.Service": Readers(partners=(f"notice__decision__{OF_ALLOCATION}",)),
    "funding.DraftReturn": OFFICE,
    "funding.NoticeText": OFFICE,
    # the dialogue
    "quality_dialog.Framework": ALL,
    "quality_dialog.FieldOfAction": ALL,
    "quality_dialog.Criterion": ALL,
    "quality_dialog.Indicator": ALL,
    "quality_dialog.Cycle": Readers(partners=("dialogues__partners",)),
    "quality_dialog.Dialogue": Readers(partners=("partners",)),
    "quality_dialog.Invitation": Readers(partners=OF_DIALOGUE),
    "quality_dialog.Attendance": Readers(partners=OF_DIALOGUE),
    "quality_dialog.InvitationAnswer": Readers(partners=OF_DIALOGUE),
    "quality_dialog.Extension": Readers(partners=("participation__partner",)),
    "quality_dialog.Submission": Readers(partners=OF_DIALOGUE),
    "quality_dialog.IndicatorValue": Readers(partners=OF_DIALOGUE),
    "quality_dialog.MeasureStep": Readers(partners=("measure__finding__dialogue__partners",)),
    "quality_dialog.Measure": Readers(partners=("finding__dialogue__partners",)),
    "quality_dialog.FindingWording": Readers(partners=("finding__dialogue__partners",)),
    "quality_dialog.Statement": Readers(partners=("finding__dialogue__partners",)),
    # reports
    "quality_dialog.Report": Readers(everybody=True, if_set="published_on"),
    "quality_dialog.Section": Readers(everybody=True, if_set="report__published_on"),
    "quality_dialog.Attachment": Readers(everybody=True, if_set="report__published_on"),
    "quality_dialog.Consultation": Readers(everybody=True, if_set="report__published_on"),
    "quality_dialog.CoSignature": OFFICE,
    "quality_dialog.CommitteeWish": Readers(partners=("partner",)),
    "quality_dialog.WishReply": Readers(partners=("wish__partner",)),
    "quality_dialog.ReportReturn": OFFICE,
    "quality_dialog.ExpectedQuestion": OFFICE,
    "quality_dialog.CouncilSheet": OFFICE,
    "quality_dialog.WordTemplate": OFFICE,
    "quality_dialog.PartnerReading": Readers(partners=("partner",)),
    "quality_dialog.TextBlock": OFFICE,
}


HEAD = (
    "subject",
    "lead_office",
    "contact",
    "reference",
)  # of a report: stands above what a partner reads before


OF_FIELD = {
    # Who takes part in its dialogue or gets money for it reads what it is called; strangers in the open data.
    ("sites.Site", "name"): Readers(
        partners=("assignments__partner", "dialogues__partners", "allocations__recipient"), strangers=True
    ),
    **dict.fromkeys(
        [("sites.Neighbourhood", "name"), ("sites.Neighbourhood", "district")],
        Readers(everybody=True, strangers=True),
    ),
    # Who has a role at a site reads who else has one.
    **dict.fromkeys(
        [("partners.Partner", "name"), ("partners.Partner", "short_name")],
        Readers(partners=("pk", "assignments__site__assignments__partner"), strangers=True),
    ),
    ("partners.Partner", "legal_form"): Readers(partners=("pk",), strangers=True),
}


def readers(row: models.Model, name: str) -> Readers:
    """The table, and the few kinds of which each row, or a field of it, says itself whose it is."""
    if own := OF_FIELD.get((row._meta.label, name)):
        return own
    match row._meta.label:
        case "quality_dialog.Report" if name in HEAD and not row.published_on:
            return Readers(partners=("readings__partner",))
        case "partners.User":
            # The city's people are named where they sign; of others one reads nothing.
            return Readers(partners=("partner",), persons=("pk",), everybody=row.partner_id is None)
        case "quality_dialog.Assessment":
            handed_in = row.submitted_on is not None
            return Readers(city=handed_in, partners=OF_DIALOGUE if handed_in else ("partner",))
        case "quality_dialog.Finding":
            if row.shared_on:
                return Readers(partners=OF_DIALOGUE)
            return Readers(city=row.raised_for_id is None, partners=("raised_for",))
        case "quality_dialog.Comment":
            if row.audience == "all":
                return Readers(partners=("dialogue__partners", "finding__dialogue__partners"))
            if row.audience == "one":
                return Readers(partners=("partner",))
            return Readers(city=row.side_id is None, partners=("side",))
    return READERS[row._meta.label]


# Texts that carry no mark: a database or a field takes only a certain form; a check sum; a program's own word; what
# is drawn from marked texts, or numbered.
UNMARKED = {
    *("phone", "iban", "recipient_iban", "postcode", "code", "key", "unit", "kind", "item"),
    *(
        "sha256",
        "document_sha256",
        "wording_sha256",
        "facts_sha256",
        "seal_sha256",
        "checksum",
        "previous_sha256",
    ),
    *(
        "old_sha256",
        "new_sha256",
        "password",
        "saved_from",
        "renderer",
        "version",
        "rule",
        "table",
        "request_id",
    ),
    *("paper", "html", "notice_number", "reference", "notice_pattern", "check_code"),
}
UNMARKED_MODELS = {
    *(
        "funding.NoticeFile",
        "funding.FiscalYear",
        "quality_dialog.Rendition",
        "quality_dialog.MinutesVersion",
    ),
    "funding.SampleMember",  # a notice's number and the check sum that follows from it
    *("partners.Municipality", "partners.CityDistrict"),  # which city it is stands on every page
}


# --- The world, marked -------------------------------------------------------------------------------


@dataclass
class Marked:
    """A world in which every text carries a mark of its own; and what each mark stands for."""

    world: World
    people: dict[str, User | None]
    keys: dict[str, str]
    tokens: dict[str, str]
    rows: list[tuple[models.Model, str]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    allowed: dict[str, set[str]] = field(default_factory=dict)

    def tell(self, marks: set[str]) -> set[str]:
        """What the marks stand for, as a failure names it."""
        named = (self.rows[int(mark[2:7])] for mark in marks)
        return {f"{row._meta.label}.{name} #{row.pk}" for row, name in named}


def texts() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Every kind of record of ours, with the names of its free texts."""
    for label in ("partners", "sites", "funding", "quality_dialog"):
        for model in apps.get_app_config(label).get_models():
            if (
                model._meta.proxy
                or hasattr(model, "pgh_tracked_model")
                or model._meta.label in UNMARKED_MODELS
            ):
                continue
            free = (models.CharField, models.TextField)
            found = [one for one in model._meta.local_fields if isinstance(one, free) and not one.choices]
            if names := [one.name for one in found if one.name not in UNMARKED]:
                yield model, names


def mark(marked: Marked) -> None:
    """Write the marks, past all guards: what is refused even then (a check of the table) is remembered."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for model, names in texts():
            for row in model._base_manager.order_by("pk"):
                for name in names:
                    _mark(cursor, marked, row, name)
        cursor.execute("SET LOCAL session_replication_role = origin")


def _mark(cursor, marked: Marked, row: models.Model, name: str) -> None:
    sign, column = f"zq{len(marked.rows):05}qz", row._meta.get_field(name)
    now = getattr(row, name) or ""
    new = (
        f"{sign}{now}"
        if "email" in name or name == "address"
        else f"{now[: (column.max_length or 10**6) - 9]}{sign}"
    )
    try:
        with transaction.atomic():
            cursor.execute(
                f'UPDATE "{row._meta.db_table}" SET "{column.column}" = %s WHERE id = %s', [new, row.pk]
            )
    except DatabaseError:
        marked.refused.add(f"{row._meta.label}.{name}")
    else:
        marked.rows.append((row, name))


def allowed(marked: Marked) -> dict[str, set[str]]:
    """By role, the marks it may read."""
    found: dict[str, set[str]] = {role: set() for role in ROLES}
    known: dict[tuple[str, int, Readers], tuple[bool, set[int], set[int]]] = {}
    for number, (row, name) in enumerate(marked.rows):
        rule = readers(row, name)
        at = (row._meta.label, row.pk, rule)
        if at not in known:
            known[at] = rule.of(row)
        everybody, partners, persons = known[at]
        for role, user in marked.people.items():
            if user is None:
                reads = rule.strangers
            else:
                is_city = rule.city and role in CITY
                reads = everybody or is_city or user.partner_id in partners - {None} or user.pk in persons
            if reads:
                found[role].add(f"zq{number:05}qz")
    return found


def more_of_everything(awo, bgw) -> None:
    """What the world of the access matrix has no text of: drafts, what is kept to one side, what was sent back."""
    for partner in (awo, bgw):
        dialogue = DialogueFactory(partners=[partner])
        AssessmentFactory(
            dialogue=dialogue,
            partner=partner,
            criterion=CriterionFactory(field__framework=dialogue.cycle.framework),
        )
        FindingFactory(dialogue=dialogue, raised_for=partner)
        FindingFactory(dialogue=dialogue, raised_for=None)
        shared = FindingFactory(dialogue=dialogue, shared=True)
        StatementFactory(finding=shared, partner=partner)
        CommentFactory(dialogue=dialogue, finding=None, side=partner, audience="own")
        CommentFactory(dialogue=dialogue, finding=None, side=None, audience="own")
        CommentFactory(dialogue=dialogue, finding=None, side=None, audience="one", partner=partner)
        DecisionFactory(allocation__recipient=partner)
        declared = {"other_funding": "some", "other_funding_from": "Land, 500 €"}
        ProofOfUseFactory(allocation__recipient=partner, **declared)
        on_paper = {
            "paper_on": date(2026, 1, 10),
            "paper_number": f"{partner.pk}/26",
            "paper_by": "Sozialamt",
        }
        DecisionFactory(allocation__recipient=partner, **on_paper)
        AttendanceFactory(dialogue=dialogue, contact=None, function="Protokoll")
        FindingWordingFactory(finding=shared)
        measure = MeasureFactory(finding=shared, dropped=True)
        MeasureStepFactory(measure=measure)
    for make in (
        *(
            IndicatorValueFactory,
            CoSignatureFactory,
            PublicTextFactory,
            LegalFigureFactory,
            WithdrawalFactory,
        ),
        PaymentReturnFactory,
        *(ReversalFactory, ProofReturnFactory, ReportReturnFactory, TextBlockFactory, SecurityEntryFactory),
    ):
        make()
    dropped = {"dropped_on": date(2031, 2, 1), "dropped_by": UserFactory(), "drop_reason": "Tippfehler."}
    ProofSampleFactory(fiscal_year=FiscalYearFactory(year=2031), **dropped)
    DraftReturnFactory()
    DroppedProposalFactory()
    HearingFactory(answered_on=date(2026, 2, 1), answer="Wir brauchen das Geld.")
    RevocationGroundFactory(
        allocation=DecisionFactory(approved=True, amount=Decimal("100.00")).allocation,
        dropped_on=date(2026, 3, 1),
        dropped_by=UserFactory(),
        drop_reason="Es blieb dabei.",
    )
    withdrawn = {
        "withdrawn_on": date(2026, 3, 1),
        "withdrawn_by": UserFactory(),
        "withdraw_reason": "Kam zurück.",
    }
    ServiceFactory(notice__decision__amount=Decimal("100.00"), **withdrawn)
    PartReceiptFactory()
    WayBackFactory()
    FormerNameFactory()
    InvitationAnswerFactory(text="Wir kommen später.")
    ExtensionFactory()
    CommitteeWishFactory()
    ExpectedQuestionFactory(left_open=True)
    CouncilSheetFactory()
    WordTemplateFactory()
    WishReplyFactory()
    BarrierReportFactory(answered=True)
    ArchiveOfferFactory(answered=True)
    StepFactory(released=True)


@pytest.fixture(scope="module")
def marked(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Marked]:
    folder = tmp_path_factory.mktemp("canaries")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder), transaction.atomic():
        awo, bgw = PartnerFactory(), PartnerFactory()
        people = {role: in_group(role.capitalize()) for role in CITY[:3]}
        people |= {
            "verwaltung": in_group("Verwaltung", is_staff=True, is_superuser=True),
            "partner_user": in_group("Partner", partner=awo),
            "gremium": in_group("Gremium"),
            "anonymous": None,
        }
        in_group("Partner", partner=bgw)
        world = made(awo, bgw, folder)
        more_of_everything(awo, bgw)
        ReportFactory(published=True, year=2019)
        for user in filter(None, people.values()):
            NotificationFactory(recipient=user)
            SavedViewFactory(user=user)
        keys = {role: CalendarKey.objects.renew(user) for role, user in people.items() if user}
        tokens = {role: ApiToken.objects.make(by=user) for role, user in people.items() if user}
        found = Marked(world, people, keys, tokens)
        mark(found)
        found.allowed = allowed(found)
        yield found
        transaction.set_rollback(True)


# --- What is answered --------------------------------------------------------------------------------


def words_of(answer: HttpResponse) -> tuple[str, str]:
    """The kind of an answer, and all its words: of files what a reader sees, without what only divides it."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    if content.startswith(b"%PDF") and b"xref" in content:
        with pymupdf.open(stream=content, filetype="pdf") as pages:
            return "pdf", joined("".join(page.get_text() for page in pages))
    if content.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(content)):
        return _of_archive(content)
    return kind.rpartition("/")[2], content.decode("utf-8", "replace")


def _of_archive(content: bytes) -> tuple[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
    if "word/document.xml" in names:
        return "docx", joined(" ".join(docx.Document(io.BytesIO(content)).element.body.itertext()))
    if "xl/workbook.xml" in names:
        rows = openpyxl.load_workbook(io.BytesIO(content), read_only=True).active.values
        return "xlsx", " ".join(str(value) for row in rows for value in row if value)
    return "zip", ""  # what lies in it is answered by addresses of its own


def joined(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b\u2060-]+", "", text)


FILES = re.compile(r"(_pdf|_docx|_xlsx|_zip|_json|_file|_document|_calendar|_letter)$")


def asked_by(role: str, marked: Marked) -> list[str]:
    """What this role may GET: with its own records, outside the city with others' too, lists as files, the admin.

    Files are the same whoever of the city asks, and take long to draw: of the city Koordination alone asks for all, and
    Verwaltung for what no other of the city is answered. In `make soak` each role asks for everything.
    """
    names = [name for name, page in EXPECTED.items() if getattr(page, role) == 200]
    if role != "anonymous":  # what is public is the same for everybody: strangers have read it
        names = [name for name in names if name not in PUBLISHED]
    if role in CITY[1:] and not SOAK:
        names = [name for name in names if not FILES.search(name)]
    if role == "verwaltung" and not SOAK:
        names = [name for name in names if 200 not in [getattr(EXPECTED[name], other) for other in CITY[:3]]]
    worlds = [marked.world.own] if role in CITY else [marked.world.own, marked.world.foreign]
    found = [
        reverse(name, args=world.get(name))
        for world in worlds
        for name in names
        if name in world or world is worlds[0]
    ]
    found += programs(worlds)
    if role in CITY[1:3] and not SOAK:
        return found
    of_own = marked.world.own
    listed = [name for name in names if name.endswith(("_list", "_log", "protocol"))]
    lists = [reverse(name, args=of_own.get(name)) for name in listed]
    found += [f"{address}?export=csv" for address in lists]
    found += [f"{address}?export=xlsx" for address in (lists if SOAK else lists[:1])]
    if key := marked.keys.get(role):
        found.append(f"{reverse('calendar')}?schluessel={key}")
    if role != "verwaltung":
        return found
    return found + [page for page in admin_pages() if SOAK or ADMIN.search(page)]


def programs(worlds: list[dict[str, list]]) -> list[str]:
    """What a program may ask for, with each world's records; only its token opens it."""
    names = [name for name, page in EXPECTED.items() if name.startswith("api:") and page.gremium == 401]
    return [f"{reverse(name, args=world.get(name))}" for world in worlds for name in names]


# Of the admin each list and one record of each kind; a deletion also names what hangs on a record.
ADMIN = re.compile(
    r"^/verwaltung/(\w+/){2}(\d+/change/)?$|/(partner|site|dialogue|finding|user)/\d+/delete/$"
)


@dataclass
class Read:
    """What a role was answered: the marks by address, and the kinds of answers that held any."""

    marks: dict[str, set[str]] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)


def reads(user: User | None, addresses: list[str], token: str = "") -> Read:
    of_program = {"Authorization": f"Bearer {token}"} if token else {}
    client, found = Client(raise_request_exception=False), Read()
    if user:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    for address in addresses:
        answer = client.get(address, headers=of_program if address.startswith("/api/") else {})
        if answer.status_code >= 500:
            found.broken.append(address)
        kind, text = words_of(answer)
        if marks := set(MARK.findall(text)):
            found.marks[address] = marks
            found.kinds[kind] = found.kinds.get(kind, 0) + 1
    return found


@pytest.fixture(scope="module")
def read(marked) -> Callable[[str], Read]:
    """What a role was answered everywhere: one walk a role."""
    return cache(lambda role: reads(marked.people[role], asked_by(role, marked), marked.tokens.get(role, "")))


@pytest.mark.parametrize("role", ROLES)
def test_nobody_is_answered_what_is_not_theirs_to_read(role, marked, read):
    foreign = {at: marked.tell(marks - marked.allowed[role]) for at, marks in read(role).marks.items()}
    leaks = {at: what for at, what in foreign.items() if what}
    assert leaks == {}, leaks
    assert read(role).broken == []


def test_every_text_of_every_record_has_its_mark(marked):
    carrying = {f"{row._meta.label}.{name}" for row, name in marked.rows}
    wanted = {f"{model._meta.label}.{name}" for model, names in texts() for name in names}
    assert wanted - carrying == WITHOUT, sorted(wanted - carrying)
    assert {name.rpartition(".")[0] for name in carrying} - {*READERS} == BY_ROW


# So many marks at least each role has read on its walk: where one reads nothing, nothing foreign is found either.
ENOUGH = dict.fromkeys(CITY, 100) | {"partner_user": 50, "gremium": 5, "anonymous": 1}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_has_read_enough_to_find_something(marked, read, role):
    assert len(set().union(*read(role).marks.values())) >= ENOUGH[role]


def test_marks_were_seen_in_answers_of_every_kind(read):
    kinds = {kind for role in ("koordination", "partner_user") for kind in read(role).kinds}
    assert kinds >= {"html", "csv", "xlsx", "pdf", "docx", "json", "calendar"}


@pytest.mark.parametrize("role", [role for role in ROLES if role != "anonymous"])
def test_marks_were_seen_by_programs(read, role):
    assert any(marks for at, marks in read(role).marks.items() if at.startswith("/api/v1/"))


@pytest.mark.parametrize(
    ("leaky", "role", "name"),
    [
        (Agreement, "partner_user", "partners:agreement_list"),
        (Comment, "koordination", "quality_dialog:dialogue_detail"),
        (Comment, "partner_user", "quality_dialog:dialogue_detail"),
    ],
    ids=["a partner sees another's", "the city sees a partner's", "a partner sees the city's"],
)
def test_a_leak_that_is_planted_is_found(marked, monkeypatch, leaky, role, name):
    """Where the records' own rule lets everything through, the walk sees it at once."""
    monkeypatch.setattr(leaky.objects.all().__class__, "visible_to", lambda rows, user: rows)
    pages = [reverse(name, args=arguments) for arguments in commented() if name.endswith("_detail")]
    found = reads(marked.people[role], pages or [reverse(name)])
    assert set().union(*found.marks.values()) - marked.allowed[role]


def commented() -> list[list[int]]:
    """The pages of dialogues that are commented on."""
    of = Comment.objects.filter(dialogue__isnull=False).values_list("dialogue__cycle__year", "dialogue__site")
    return [[*one] for one in of.distinct()]


# Of these the world has no row, or the table's own check takes no text.
WITHOUT = {
    "quality_dialog.PartnerReading.text",
    "quality_dialog.ExpectedQuestion.answered_in",
    "quality_dialog.EarlierAnswer.remark",
    "quality_dialog.Report.discard_reason",
    "partners.Notification.address",
    "partners.Partner.merge_reason",
    *("funding.PaymentRun.debtor_name", "funding.PaymentRun.debtor_iban", "funding.PaymentRun.debtor_bic"),
}
BY_ROW = {"partners.User", "quality_dialog.Assessment", "quality_dialog.Finding", "quality_dialog.Comment"}
