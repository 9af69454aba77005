"""The facilitator's pages: rounds, opening and closing one, its link to show, its release."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cvi_survey.answering import answer_path
from cvi_survey.forms import RoundForm
from cvi_survey.models import Round
from cvi_survey.qr import qr_svg
from cvi_survey.reading.views import release_page
from cvi_survey.selectors import (
    jurisdiction_list_for_surveys,
    require_may_survey,
    round_for_facilitator,
    round_list_for_facilitator,
)
from cvi_survey.services import instruments, round_close, round_open_in_room
from cvi_survey.views.guards import for_facilitators, person_of


@require_safe
@for_facilitators
def index(request: HttpRequest) -> HttpResponse:
    """One's rounds, and the way to a new one."""
    rounds = round_list_for_facilitator(request.user)
    return render(request, "cvi_survey/index.html", {"rounds": rounds})


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
def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """While the round is open, that it is open and how to get there; once closed, its release."""
    found = round_for_facilitator(request.user, pk)
    if found.is_open:
        return render(request, "cvi_survey/open.html", _link_context(request, found))
    return release_page(request, found)


@require_safe
@for_facilitators
def poster(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The link and its QR code, large, for the wall or on paper."""
    found = round_for_facilitator(request.user, pk)
    if not found.is_open:
        return redirect("cvi_survey:round", pk)
    return render(request, "cvi_survey/poster.html", _link_context(request, found))


@require_http_methods(["GET", "HEAD", "POST"])
@for_facilitators
def close(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask once more, then close: it cannot be undone."""
    found = round_for_facilitator(request.user, pk)
    if request.method == "POST":
        round_close(by=person_of(request), closing=found)
    if request.method == "POST" or not found.is_open:
        return redirect("cvi_survey:round", pk)
    return render(request, "cvi_survey/close.html", {"round": found})


def _link_context(request: HttpRequest, found: Round) -> dict[str, object]:
    link = request.build_absolute_uri(answer_path(found.code))
    return {
        "round": found,
        "instrument": found.instrument,
        "link": link,
        "spoken_link": link.partition("://")[2],
        "qr": qr_svg(link),
    }
