"""Kept lists: a facilitator's and her colleagues', to look at, correct, score again and delete."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from facilitator.correcting import SAY, correction_in
from jurisdictions.models import User
from quizzes.errors import QuizzesError, ResultNotFound, UnknownItem
from quizzes.kept_results import (
    ReadResult,
    correction_for_facilitator,
    read_result,
    result_for_facilitator,
    result_list_for_facilitator,
)
from quizzes.services.results import (
    result_correct,
    result_delete,
    result_phrasing_accept,
    result_rescore,
    result_undo,
)

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

A_PAGE = 25


def for_facilitators(view: View[P]) -> View[P]:
    """Send visitors to sign-in and back; what is not one's own is not found; keep nothing.

    Who may see what is decided by the guarded selectors and services.
    """

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except ResultNotFound as error:
            raise Http404(str(error)) from error
        patch_cache_control(response, private=True, no_store=True)
        return response

    return guarded


def facilitator(request: HttpRequest) -> User:
    """The person who asks; the guard has let no visitor through."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 (for the type checker)
    return user


@require_safe
@for_facilitators
def results(request: HttpRequest) -> HttpResponse:
    """The kept lists of one's jurisdictions, newest first."""
    found = result_list_for_facilitator(facilitator(request))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "reads": [read_result(one) for one in page]}
    return render(request, "facilitator/results.html", context)


@require_safe
@for_facilitators
def result(request: HttpRequest, key: int) -> HttpResponse:
    """One kept list: what every entry was read as, and what people said about it."""
    read = result_for_facilitator(facilitator(request), key)
    return render(request, "facilitator/result.html", {"read": read})


@require_POST
@for_facilitators
def correct(request: HttpRequest, key: int) -> HttpResponse:
    """Say what an entry covers, take that back, or let its words count from now on."""
    user = facilitator(request)
    read = result_for_facilitator(user, key)
    entry = ""
    try:
        if "undo" in request.POST:
            said = correction_for_facilitator(user, key, _number(request.POST["undo"]))
            entry = said.entry
            result_undo(correction=said, by=user)
        elif "phrasing" in request.POST:
            said = correction_for_facilitator(user, key, _number(request.POST["phrasing"]))
            entry = said.entry
            made, is_new = result_phrasing_accept(correction=said, by=user)
            told = (
                _("“%(text)s” counts from now on.") if is_new else _("“%(text)s” counts already.")
            )
            messages.success(request, told % {"text": made.text})
        else:
            one = correction_in(request.POST.get(SAY, ""), read.machine.reference, request.POST)
            if one is None:
                raise UnknownItem
            entry = one.entry
            result_correct(result=read.result, correction=one, by=user)
    except ResultNotFound:
        raise
    except QuizzesError as error:
        messages.error(request, str(error))
    return redirect(_result_url(read, entry))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0


def _result_url(read: ReadResult, entry: str = "") -> str:
    """The list's page, at the entry in question."""
    entries = read.result.entries
    anchor = f"#entry-{entries.index(entry) + 1}" if entry in entries else ""
    return reverse("facilitator:result", args=[read.result.pk]) + anchor


@require_POST
@for_facilitators
def rescore(request: HttpRequest, key: int) -> HttpResponse:
    """Score a kept list as lists are scored now; the older score stays beside."""
    user = facilitator(request)
    read = result_for_facilitator(user, key)
    try:
        result_rescore(result=read.result, by=user)
    except UnknownItem:
        messages.error(request, _("The reference list is no longer there."))
    return redirect(_result_url(read))


@require_POST
@for_facilitators
def delete(request: HttpRequest, key: int) -> HttpResponse:
    """Delete a kept list with everything beside it."""
    user = facilitator(request)
    read = result_for_facilitator(user, key)
    result_delete(result=read.result, by=user)
    messages.success(request, _("The list is deleted."))
    return redirect("facilitator:results")
