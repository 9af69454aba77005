"""A learner's own pages."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from learners.selectors import attended_module_list


@require_safe
@cache_control(private=True, no_store=True)
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """The sessions that one was in, what was shown, and what is left to read."""
    context = {"modules": attended_module_list(request.user)}
    return render(request, "learners/sessions.html", context)
