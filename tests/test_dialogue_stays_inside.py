"""What is said in a dialogue stays with its participants: every address is opened by somebody from outside.

Everything in the foreign dialogue carries one unmistakable word. Whoever takes part reads it, so the walk
would find it; a partner that takes no part, and the colleague at the same table as long as it is a draft,
find it at no address, in no file and in no list.
"""

from datetime import time, timedelta
from functools import reduce
from html import unescape

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from quality_dialog.dialogue.minutes import agenda
from tests import factories as make
from tests.test_access import addresses

pytestmark = pytest.mark.django_db

SECRET = "Zebrafink"
TODAY = timezone.localdate()
FILES = (
    "quality_dialog:cycle_detail",
    "quality_dialog:evaluation_site",
    "quality_dialog:evaluation_criterion",
)
LISTS = ("finding_list", "measure_list", "cycle_list", "evaluation")


@pytest.fixture
def cycle(db):
    return make.CycleFactory(year=TODAY.year, opened_on=TODAY.replace(month=1, day=1))


@pytest.fixture
def foreign(cycle, bgw, other_partner_user):
    """A dialogue of BGW with the city in which everything there is has been said."""
    talk = make.DialogueFactory(
        cycle=cycle, partners=[bgw], site__name=f"Standort {SECRET}", meeting_on=TODAY, minutes=f"{SECRET} P"
    )
    make.InvitationFactory(dialogue=talk, place=f"{SECRET} Ort", starts_at=time(9), ends_at=time(10))
    make.AttendanceFactory(dialogue=talk, partner=bgw, function=f"{SECRET} F", contact=None)
    criterion = make.CriterionFactory(field__framework=cycle.framework)
    make.AssessmentFactory(
        dialogue=talk,
        partner=bgw,
        criterion=criterion,
        rating="mostly",
        text=f"{SECRET} S",
        submitted_on=TODAY,
        submitted_by=other_partner_user,
    )
    finding = make.FindingFactory(dialogue=talk, wording=f"{SECRET} W", raised_on=TODAY, shared_on=TODAY)
    make.StatementFactory(finding=finding, partner=bgw, dissenting=True, text=f"{SECRET} D")
    measure = make.MeasureFactory(finding=finding, title=f"{SECRET} M", resolved_on=TODAY, due_on=TODAY)
    make.MeasureStepFactory(measure=measure, text=f"{SECRET} Schritt")
    make.CommentFactory(finding=finding, text=f"{SECRET} K")
    return talk


@pytest.fixture
def shared_table(cycle, awo, bgw, other_partner_user):
    """A dialogue both take part in, with BGW's drafts: a finding, an answer, and a comment to its own side."""
    talk = make.DialogueFactory(cycle=cycle, partners=[awo, bgw], site__name="Gemeinsam", meeting_on=TODAY)
    criterion = make.CriterionFactory(field__framework=cycle.framework)
    make.AssessmentFactory(
        dialogue=talk, partner=bgw, criterion=criterion, rating="mostly", text=f"{SECRET} Entwurf"
    )
    make.FindingFactory(dialogue=talk, wording=f"{SECRET} Entwurf", raised_on=TODAY, raised_for=bgw)
    make.CommentFactory(
        finding=make.FindingFactory(dialogue=talk, wording="Geteilt", raised_on=TODAY, shared_on=TODAY),
        audience="own",
        side=bgw,
        text=f"{SECRET} unter uns",
        written_by=other_partner_user,
    )
    return talk


def _everywhere(*talks) -> list[str]:
    """Every address of ours that can be opened: as it is, as a file, searched, and for each of the records."""
    found = []
    for name in addresses(get_resolver()):
        for args in _arguments(name, talks):
            url = reverse(name, args=args)
            found.append(url)
            if not args or name in FILES:
                found += [f"{url}?export=csv", f"{url}?q={SECRET}"]
    return found


def _arguments(name: str, talks) -> list[list]:
    """What the address of this name may be asked with; none where it is about something else."""
    if not name.startswith("quality_dialog:"):
        return _tried(name, [[], *([talk.site_id] for talk in talks)])
    wanted = [[]]
    for talk in talks:
        of_site = [talk.cycle.year, talk.site_id]
        wanted += [[talk.cycle.year], of_site, [*of_site, talk.partners.last().pk], [talk.site_id]]
        for finding in talk.findings.all():
            wanted += [[finding.pk], *([measure.pk] for measure in finding.measures.all())]
        wanted += [[answer.criterion_id] for answer in talk.assessments.all()]
    return _tried(name, wanted)


def _tried(name: str, wanted: list[list]) -> list[list]:
    fitting = []
    for args in wanted:
        try:
            reverse(name, args=args)
        except NoReverseMatch:
            continue
        if args not in fitting:
            fitting.append(args)
    return fitting


def _said(reply) -> str:
    content = b"".join(reply.streaming_content) if reply.streaming else reply.content
    return unescape(content.decode("utf-8-sig", errors="ignore"))


def _leaks(client, urls: list[str]) -> list[str]:
    """Addresses whose answer holds the word; a search repeats what was typed: in field, title, words, files."""
    echoes = (f'value="{SECRET}"', f'value="q={SECRET}"', f"„{SECRET}“", f"?q={SECRET}&", f"Suche: {SECRET}")

    def told(url: str) -> str:
        return reduce(lambda said, echo: said.replace(echo, ""), echoes, _said(client.get(url)))

    return [url for url in urls if SECRET in told(url)]


@pytest.mark.exhaustive
def test_who_takes_no_part_finds_nothing_at_any_address(partner_user, foreign, client_of):
    urls = _everywhere(foreign)
    assert len(urls) > 100
    assert _leaks(client_of(partner_user), urls) == []


def test_who_takes_part_and_the_city_find_it(koordination, other_partner_user, foreign, client_of):
    expected = {reverse(f"quality_dialog:{name}") for name in LISTS if name != "cycle_list"}
    expected |= {f"{url}?export=csv" for url in expected}
    expected |= {reverse("dashboard"), foreign.get_absolute_url(), foreign.cycle.get_absolute_url()}
    for user in (koordination, other_partner_user):
        client = client_of(user)
        missing = expected - {reverse("dashboard")} - set(_leaks(client, sorted(expected)))
        assert missing == set()


@pytest.mark.exhaustive
def test_a_draft_is_at_no_address_of_the_colleague_at_the_table(partner_user, shared_table, client_of):
    assert _leaks(client_of(partner_user), _everywhere(shared_table)) == []


def test_a_partners_draft_is_hidden_from_the_city_too(koordination, shared_table, client_of):
    pages = [reverse(f"quality_dialog:{name}") for name in LISTS]
    pages += [shared_table.get_absolute_url(), shared_table.cycle.get_absolute_url(), reverse("dashboard")]
    pages += [f"{url}?export=csv" for url in pages]
    pages += [finding.get_absolute_url() for finding in shared_table.findings.all()]
    assert _leaks(client_of(koordination), pages) == []


def test_a_draft_is_on_no_agenda(shared_table):
    shared_table.meeting_on = TODAY + timedelta(
        days=1
    )  # what is written down in a meeting is not on its agenda
    assert [finding.wording for finding in agenda(shared_table, TODAY).findings] == ["Geteilt"]
