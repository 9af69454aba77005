"""The facilitator's pages: rounds, opening and closing one, its release."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cvi_survey.coordinating import without_drafts_of_others
from cvi_survey.forms import RoundForm
from cvi_survey.reading.views import release_page
from cvi_survey.selectors import (
    jurisdiction_list_for_surveys,
    require_may_survey,
    round_for_facilitator,
    round_list_for_facilitator,
)
from cvi_survey.services import instruments, round_close, round_discard, round_open_in_room
from cvi_survey.views.guards import for_facilitators, person_of
from cvi_survey.views.running import open_page
from jurisdictions.access import may_coordinate_surveys


@require_safe
@for_facilitators
def index(request: HttpRequest) -> HttpResponse:
    """One's rounds, and the way to a new one."""
    rounds = without_drafts_of_others(round_list_for_facilitator(request.user), request.user)
    context = {"rounds": rounds, "may_coordinate": may_coordinate_surveys(request.user)}
    return render(request, "cvi_survey/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_facilitators
def open_round(request: HttpRequest) -> HttpResponseBase:
    """Open a round."""
    require_may_survey(request.user)
    form = RoundForm(
        request.POST or None,
        instruments=instruments(),
        jurisdictions=jurisdiction_list_for_surveys(request.user),
    )
    if form.is_valid():
        opened = round_open_in_room(
            by=person_of(request),
            jurisdiction=form.cleaned_data["jurisdiction"],
            instrument=form.chosen_instrument,
            title=form.cleaned_data["title"],
            asks_system=form.cleaned_data["asks_system"],
        )
        return redirect("cvi_survey:round", opened.pk)
    return render(request, "cvi_survey/open_round.html", {"form": form})


@require_safe
@for_facilitators
def round_page(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A draft’s plan; while open, that it is open and how to get there; closed, the release."""
    found = round_for_facilitator(request.user, pk)
    if found.is_open:
        return open_page(request, found)
    if found.is_draft:
        return redirect("cvi_survey:draft", pk)
    return release_page(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
@for_facilitators
def close(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask once more, then close: it cannot be undone."""
    found = round_for_facilitator(request.user, pk)
    if request.method == "POST" and request.POST.get("_do") == "discard":
        round_discard(by=person_of(request), closing=found)
    elif request.method == "POST":
        round_close(by=person_of(request), closing=found)
    if request.method == "POST" or not found.is_open:
        return redirect("cvi_survey:round", pk)
    return render(request, "cvi_survey/close.html", {"round": found})
