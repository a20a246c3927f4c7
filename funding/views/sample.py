"""A year's proofs on request: the rule, the seed, among whom is drawn, and the drawing that anybody can repeat."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from funding import rules
from funding.forms.sample import DrawForm, SampleForm
from funding.models import FiscalYear, ProofSample, SampleMember
from quartiersarbeit.ground import german
from quartiersarbeit.ground.breadcrumbs import crumbs
from quartiersarbeit.ground.columns import Badge, Column, Table
from quartiersarbeit.ground.events import signature
from quartiersarbeit.ground.forms import answer_form, answer_reason
from quartiersarbeit.ground.hands import permission_required

may_set = permission_required("funding.review_proofofuse", raise_exception=True)
NAMED = ("proof__allocation__site", "proof__allocation__recipient")
METHOD = (
    "Zu jeder Bescheid-Nr. wird der SHA-256 von „Startwert:Bescheid-Nr.“ (UTF-8) gebildet. Nach diesen Prüfsummen "
    "wird aufsteigend sortiert; die ersten sind gezogen. Wer Startwert und Bescheid-Nummern kennt, zieht genauso."
)


def _of(path: str) -> tuple[Column, ...]:
    return (
        Column("site", "Standort", f"{path}.site", link=lambda row: _proof_at(row, path)),
        Column("recipient", "Empfänger", f"{path}.recipient"),
    )


def _proof_at(row, path: str) -> str:
    return (row.proof if path.startswith("proof") else row).get_absolute_url()


def _drawn(member: SampleMember) -> Badge:
    return Badge("gezogen", "warning") if member.is_drawn else Badge("nicht gezogen")


MEMBERS = (
    Column("rank", "Rang", kind="number"),
    Column("number", "Bescheid-Nr."),
    *_of("proof.allocation"),
    Column("digest", "SHA-256"),
    Column("is_drawn", "Ergebnis", _drawn, kind="badge"),
)
WAITING = (Column("number", "Bescheid-Nr.", "allocation.granted_by"), *_of("allocation"))


def _year(request: HttpRequest, year: int) -> FiscalYear:
    return get_object_or_404(FiscalYear.objects.visible_to(request.user), year=year)


def _sample(request: HttpRequest, year: int) -> ProofSample:
    """The year's standing sample; 404 where there is none."""
    standing = ProofSample.objects.visible_to(request.user).standing()
    found = standing.filter(fiscal_year__year=year).select_related("fiscal_year", "announced_by", "drawn_by")
    if (sample := found.first()) is None:
        raise Http404
    return sample


@permission_required("funding.view_fiscalyear", raise_exception=True)
@require_safe
def sample_detail(request: HttpRequest, year: int) -> HttpResponse:
    """What is asked for on request only, among whom is drawn and how, and who was."""
    user, on, fiscal_year = request.user, timezone.localdate(), _year(request, year)
    seen = ProofSample.objects.visible_to(user).filter(fiscal_year=fiscal_year)
    sample = seen.standing().select_related("announced_by", "drawn_by").first()
    may = user.has_perm("funding.review_proofofuse")
    return render(
        request,
        "funding/sample_detail.html",
        {
            "fiscal_year": fiscal_year,
            "crumbs": crumbs(fiscal_year, "Stichprobe", of=sample),
            "sample": sample,
            "facts": _facts(sample) if sample else (),
            "population": _population(sample, on) if sample else None,
            "method": METHOD,
            "dropped": [
                (f"{german.day(one.dropped_on)}, {signature(one, 'dropped_by')}", one.drop_reason)
                for one in seen.exclude(dropped_on=None).select_related("dropped_by")
            ],
            "may_announce": may and sample is None,
            "may_draw": may and sample and not sample.drawn_on and on > sample.fixed_on,
            "may_drop": may and sample and not sample.drawn_on and on <= sample.fixed_on,
        },
    )


def _facts(sample: ProofSample) -> list[tuple]:
    return [
        ("Nachweis nur auf Verlangen unter", german.euro(sample.below)),
        ("Gezogen werden", f"{sample.percent} %, aufgerundet, mindestens einer"),
        ("Startwert", sample.seed),
        ("Festgelegt", german.signed(sample.announced_on, signature(sample, "announced_by"))),
        ("Stichtag", german.day(sample.fixed_on)),
        ("Gezogen", german.signed(sample.drawn_on, signature(sample, "drawn_by")) or "noch nicht"),
        ("Einzureichen bis", sample.due_on and german.day(sample.due_on)),
    ]


def _population(sample: ProofSample, on) -> Table:
    """The drawn order; before the drawing those among whom it would be drawn as things stand."""
    if sample.drawn_on:
        rows = list(sample.members.select_related(*NAMED, "proof__allocation__fiscal_year"))
        drawn = sum(one.is_drawn for one in rows)
        return Table(MEMBERS, rows, f"Grundgesamtheit {len(rows)}, gezogen {drawn}")
    if on <= sample.fixed_on:
        return Table(WAITING, [], "Grundgesamtheit")
    rows = list(sample.population().select_related("allocation__site", "allocation__recipient"))
    size = rules.sample_size(len(rows), sample.percent)
    return Table(WAITING, rows, f"Grundgesamtheit {len(rows)}, zu ziehen {size}")


@may_set
def sample_create(request: HttpRequest, year: int) -> HttpResponse:
    """Set the rule and the seed, before it is known among whom is drawn."""
    fiscal_year = _year(request, year)
    return answer_form(
        request,
        SampleForm(request.POST or None, initial={"fixed_on": fiscal_year.last_day}),
        ProofSample.objects.announce,
        fiscal_year,
        "Stichprobe festlegen",
        done="Die Stichprobe ist festgelegt. Gezogen wird nach dem Stichtag.",
        then=_address("detail", year),
        intro="Unter dieser Grenze reichen nur die Gezogenen ihren Verwendungsnachweis ein; die anderen halten ihn "
        "bereit. Der Startwert steht fest, bevor feststeht, aus wem gezogen wird.",
        given={"fiscal_year": fiscal_year, "by": request.user, "on": timezone.localdate()},
    )


@may_set
def sample_draw(request: HttpRequest, year: int) -> HttpResponse:
    """Draw, once; who is drawn hears of it."""
    sample = _sample(request, year)
    return answer_form(
        request,
        DrawForm(request.POST or None),
        sample.draw,
        sample.fiscal_year,
        "Stichprobe ziehen",
        done=lambda members: (
            f"{sum(one.is_drawn for one in members)} von {len(members)} Nachweisen sind gezogen."
        ),
        then=_address("detail", year),
        intro=f"{METHOD} Gezogen wird einmal; die Gezogenen erfahren es mit ihrer Frist.",
    )


@may_set
def sample_drop(request: HttpRequest, year: int) -> HttpResponse:
    """Drop the rule before the population is fixed, with the reason."""
    sample = _sample(request, year)
    return answer_reason(
        request,
        sample.drop,
        sample.fiscal_year,
        "Stichprobe verwerfen",
        done="Die Stichprobe ist verworfen; alle Nachweise werden wieder erwartet.",
        then=_address("detail", year),
        intro="Grenze und Startwert gelten dann nicht mehr, und alle Nachweise des Jahres werden wieder erwartet. Der "
        "Grund bleibt auf der Seite stehen.",
    )


def _address(act: str, year: int) -> str:
    return reverse(f"funding:sample_{act}", args=[year])
