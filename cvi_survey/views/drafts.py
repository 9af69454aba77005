"""The coordinator's pages before a round opens: choosing, planning, looking, opening."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cvi_survey.answering_forms import Filled, round_languages
from cvi_survey.answering_pages import Sheet, form_context
from cvi_survey.coordinating import (
    jurisdiction_list_for_coordinator,
    plan_merged,
    require_may_coordinate,
    round_for_coordinator,
)
from cvi_survey.drafting_forms import LoadForm, NewRoundForm, PlanForm
from cvi_survey.errors import DraftUnusable
from cvi_survey.instruments import Instrument, instrument_from_text
from cvi_survey.instruments.files import LARGEST
from cvi_survey.merging import Advice, advice, merged_as_advised
from cvi_survey.models import Round
from cvi_survey.services import (
    Plan,
    draft_change,
    draft_delete,
    instruments,
    round_draft,
    round_follow_up,
    round_open,
    systems_of,
)
from cvi_survey.views.guards import for_facilitators, person_of
from jurisdictions.models import Jurisdiction
from modules.problems import ContentError, Problem


@require_http_methods(["GET", "HEAD", "POST"])
@for_facilitators
def new(request: HttpRequest) -> HttpResponseBase:
    """Begin a draft with one of our own instruments."""
    require_may_coordinate(request.user)
    form = NewRoundForm(
        request.POST or None,
        instruments=instruments(),
        jurisdictions=jurisdiction_list_for_coordinator(request.user),
    )
    if form.is_valid():
        made = _begun(
            request, form.chosen_instrument, form.cleaned_data["jurisdiction"], is_own=True
        )
        return redirect("cvi_survey:draft", made.pk)
    return render(request, "cvi_survey/drafts/new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@for_facilitators
def load(request: HttpRequest) -> HttpResponseBase:
    """Begin a draft with a form from a file; every problem of the file is told of at once."""
    require_may_coordinate(request.user)
    form = LoadForm(
        request.POST or None,
        request.FILES or None,
        jurisdictions=jurisdiction_list_for_coordinator(request.user),
    )
    problems: tuple[Problem, ...] = ()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            # A byte more than allowed is enough to say that it is too large.
            loaded = instrument_from_text(file.read(LARGEST + 1), name=file.name)
        except ContentError as error:
            problems = error.problems
        else:
            made = _begun(request, loaded, form.cleaned_data["jurisdiction"], is_own=False)
            return redirect("cvi_survey:draft", made.pk)
    context = {"form": form, "problems": problems}
    status = 422 if problems else 200
    return render(request, "cvi_survey/drafts/load.html", context, status=status)


def _begun(
    request: HttpRequest, instrument: Instrument, place: Jurisdiction, *, is_own: bool
) -> Round:
    plan = Plan(
        title=instrument.title,
        languages=instrument.languages,
        systems=systems_of(instrument) if len(instrument.systems) > 1 else (),
    )
    return round_draft(
        by=person_of(request), jurisdiction=place, instrument=instrument, plan=plan, is_own=is_own
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_facilitators
def draft(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The plan of a draft: shown, changed, and systems merged."""
    found = round_for_coordinator(request.user, pk)
    if not found.is_draft:
        return redirect("cvi_survey:round", pk)
    form = PlanForm(request.POST or None, drafted=found)
    if form.is_valid():
        try:
            plan = _merging(request.POST.get("_do", ""), form.plan, found)
            draft_change(by=person_of(request), drafted=found, plan=plan)
        except DraftUnusable as error:
            form.add_error(None, str(error))
        else:
            place = "#systems" if request.POST.get("_do", "") not in {"", "look"} else ""
            name = "ready" if request.POST.get("_do") == "look" else "draft"
            return redirect(redirect(f"cvi_survey:{name}", pk)["Location"] + place)
    return render(request, "cvi_survey/drafts/draft.html", _plan_context(form, found))


def _merging(wish: str, plan: Plan, found: Round) -> Plan:
    """The plan with systems merged as a button says: two of them, all as advised, or none."""
    groups = {one.id: one.merges for one in plan.systems}
    names = list(groups)
    if wish == "advised":
        merged = merged_as_advised(groups, plan.expected, least=plan.thresholds.distribution)
        return plan_merged(plan, found, merged)
    if wish == "split":
        return plan_merged(plan, found, [])
    kind, _blank, places = wish.partition(" ")
    chosen = [int(place) for place in places.split(",") if place.isdecimal()]
    if kind != "merge" or len(chosen) != 2 or max(chosen) >= len(names):
        return plan
    together = [name for place in chosen for name in groups[names[place]]]
    others = [group for name, group in groups.items() if not set(group) & set(together)]
    return plan_merged(plan, found, [together, *others])


def _advice(found: Round) -> Advice:
    """What the expected numbers of a draft mean under its thresholds."""
    return advice(found.expected or {}, least=found.distribution_from, least_in_all=found.mean_from)


def _plan_context(form: PlanForm, found: Round) -> dict[str, object]:
    labels = {system.id: system.label for system in found.systems}
    places = {name: number for number, name in enumerate(labels)}
    given = _advice(found)
    return {
        "form": form,
        "round": found,
        "instrument": found.instrument,
        "advice": given,
        "too_small": [labels[name] for name in given.too_small],
        "offers": [
            {
                "value": f"merge {places[offer.first]},{places[offer.second]}",
                "first": labels[offer.first],
                "second": labels[offer.second],
                "together": offer.together,
                "is_enough": offer.together >= found.distribution_from,
            }
            for offer in given.offers
        ],
        "is_merged": any(len(system.merges) > 1 for system in found.systems),
    }


@require_safe
@for_facilitators
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Exactly what people see when they answer; nothing can be sent from it."""
    found = round_for_coordinator(request.user, pk)
    sheet = _sheet(request, found, lambda code: f"?language={code}")
    with translation.override(sheet.language):
        context = form_context(sheet, Filled(), is_preview=True)
        return render(request, "cvi_survey/answering/form.html", context)


@require_safe
@for_facilitators
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole form on paper, with the numbers that make typing it in fast."""
    found = round_for_coordinator(request.user, pk)
    sheet = _sheet(request, found, lambda code: f"?language={code}")
    with translation.override(sheet.language):
        context = form_context(sheet, Filled())
        return render(request, "cvi_survey/drafts/paper.html", context)


def _sheet(request: HttpRequest, found: Round, path: Callable[[str], str]) -> Sheet:
    """The round in the language that the address asks for, or in its main one."""
    languages = round_languages(found)
    wanted = request.GET.get("language", "")
    return Sheet(
        asked=found,
        language=wanted if wanted in languages else languages[0],
        paths={code: path(code) for code in languages},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_facilitators
def ready(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A short list to go through, then open: afterwards nothing about it can be changed."""
    found = round_for_coordinator(request.user, pk)
    if found.is_draft and request.method == "POST":
        round_open(by=person_of(request), drafted=found)
    if not found.is_draft or request.method == "POST":
        return redirect("cvi_survey:round", pk)
    given = _advice(found)
    labels = {system.id: system.label for system in found.systems}
    context = {
        "round": found,
        "instrument": found.instrument,
        "advice": given,
        "too_small": [labels[name] for name in given.too_small],
    }
    return render(request, "cvi_survey/drafts/ready.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_facilitators
def delete(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Throw a draft away, asked once more."""
    found = round_for_coordinator(request.user, pk)
    if request.method == "POST":
        draft_delete(by=person_of(request), drafted=found)
        return redirect("cvi_survey:index")
    if not found.is_draft:
        return redirect("cvi_survey:round", pk)
    return render(request, "cvi_survey/drafts/delete.html", {"round": found})


@require_POST
@for_facilitators
def follow_up(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A new draft with the plan of an earlier round."""
    found = round_for_coordinator(request.user, pk)
    made = round_follow_up(by=person_of(request), after=found)
    return redirect("cvi_survey:draft", made.pk)
