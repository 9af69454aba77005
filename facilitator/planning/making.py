"""Planning a session."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from facilitator.console.guards import for_runners, runner
from facilitator.planning.guards import require_planner
from facilitator.selectors import deck_list_for_facilitator


@require_http_methods(["GET", "HEAD", "POST"])
@for_runners
def new(request: HttpRequest) -> HttpResponse:
    """Choose a module, then say when and where."""
    require_planner(runner(request))
    context = {"modules": deck_list_for_facilitator(request)}
    return render(request, "facilitator/planning/new.html", context)
