"""The review of uncertain entries and the phrasings that count: for reviewers only, never kept."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jurisdictions.access import reviewer_required
from jurisdictions.models import User
from quizzes.enums import DecisionKind
from quizzes.errors import QuizzesError, ReviewEntryNotFound, UnknownItem
from quizzes.list_access import lists_for_reviewer
from quizzes.review.forms import PhrasingForm
from quizzes.review.selectors import (
    Shown,
    open_counts,
    phrasing_for_reviewer,
    phrasing_rows,
    review_entries,
    review_entry_for_reviewer,
    rows_of,
)
from quizzes.services.phrasings import phrasing_accept, phrasing_restore, phrasing_withdraw
from quizzes.services.review import review_decide, review_undo

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

A_PAGE = 20
"""Entries on one page of the review."""


def for_reviewers(view: View[P]) -> View[P]:
    """Send visitors to sign-in and back, refuse others, and let nobody keep what reviewers see."""

    @reviewer_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return guarded


def reviewer(request: HttpRequest) -> User:
    """The person who asks; the guard has let nobody else through."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 (for the type checker)
    return user


@require_safe
@for_reviewers
def review(request: HttpRequest) -> HttpResponse:
    """Entries whose reading was uncertain; `?list=` one list's, `?shown=decided` those decided."""
    user = reviewer(request)
    lists = lists_for_reviewer(user)
    shown = Shown.DECIDED if request.GET.get("shown") == Shown.DECIDED else Shown.OPEN
    chosen = request.GET.get("list", "")
    page = Paginator(review_entries(user, shown, chosen), A_PAGE).get_page(request.GET.get("page"))
    counts = open_counts(user)
    context = {
        "rows": rows_of(list(page), lists),
        "page": page,
        "shown": shown,
        "chosen": chosen if chosen in lists else "",
        "lists": [(one, lists[one].title, counts.get(one, 0)) for one in lists],
        "open_total": sum(counts.values()),
        "done": _done(user, request.GET.get("done", "")),
    }
    return render(request, "quizzes/review/review.html", context)


def _done(user: User, key: str) -> Any:
    """The entry just decided, with what was decided, so that it can be undone at once."""
    if not (key.isascii() and key.isdecimal() and len(key) < 18):
        return None
    try:
        entry = review_entry_for_reviewer(user, int(key))
    except ReviewEntryNotFound:
        return None
    row = rows_of([entry], lists_for_reviewer(user))[0]
    return row if row.last is not None and row.last.kind != DecisionKind.UNDO else None


@require_POST
@for_reviewers
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """Decide about an entry, and go on to the next one."""
    user = reviewer(request)
    sent = request.POST
    try:
        entry = review_entry_for_reviewer(user, key)
        kind = _kind(sent.get("decide", ""))
        review_decide(
            entry=entry,
            kind=kind,
            by=user,
            item_id=sent.get("item", ""),
            makes_phrasing="phrasing" in sent,
        )
    except QuizzesError as error:
        messages.error(request, str(error))
        return redirect(_review_url(sent.get("list", ""), anchor=f"entry-{key}"))
    following = sent.get("next", "")
    anchor = f"entry-{following}" if following.isdecimal() else "review"
    return redirect(_review_url(sent.get("list", ""), done=str(key), anchor=anchor))


def _kind(value: str) -> DecisionKind:
    if value not in (DecisionKind.ACCEPT, DecisionKind.REJECT, DecisionKind.MOVE):
        raise UnknownItem
    return DecisionKind(value)


def _review_url(list_id: str, *, anchor: str, **query: str) -> str:
    asked = {name: value for name, value in {"list": list_id, **query}.items() if value}
    return f"{reverse('quizzes:review')}{'?' if asked else ''}{urlencode(asked)}#{anchor}"


@require_POST
@for_reviewers
def undo(request: HttpRequest, key: int) -> HttpResponse:
    """Open a decided entry again, and go back to it."""
    user = reviewer(request)
    try:
        review_undo(entry=review_entry_for_reviewer(user, key), by=user)
    except QuizzesError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The entry is open again."))
    return redirect(_review_url(request.POST.get("list", ""), anchor=f"entry-{key}"))


@require_safe
@for_reviewers
def phrasings(request: HttpRequest) -> HttpResponse:
    """The phrasings accepted on this site, with their history; `?list=` one list's."""
    return _phrasings(request, None)


def _phrasings(request: HttpRequest, form: PhrasingForm | None) -> HttpResponse:
    user = reviewer(request)
    lists = lists_for_reviewer(user)
    chosen = request.GET.get("list", "")
    chosen = chosen if chosen in lists else ""
    offered = {chosen: lists[chosen]} if chosen else lists
    context = {
        "rows": phrasing_rows(user, chosen),
        "lists": [(one, lists[one].title) for one in lists],
        "chosen": chosen,
        "form": form or PhrasingForm(offered),
    }
    return render(request, "quizzes/review/phrasings.html", context)


@require_POST
@for_reviewers
def phrasing_add(request: HttpRequest) -> HttpResponse:
    """Accept a phrasing typed by hand; what cannot count is said beside what was typed."""
    user = reviewer(request)
    form = PhrasingForm(lists_for_reviewer(user), request.POST)
    if not form.is_valid():
        return _phrasings(request, form)
    list_id, item_id = form.place
    try:
        made, is_new = phrasing_accept(
            list_id=list_id, item_id=item_id, text=form.cleaned_data["text"], by=user
        )
    except QuizzesError as error:
        form.add_error("text", str(error))
        return _phrasings(request, form)
    said = _("“%(text)s” counts from now on.") if is_new else _("“%(text)s” counts already.")
    messages.success(request, said % {"text": made.text})
    return redirect(_phrasings_url(list_id if "list" in request.POST else "", made.pk))


@require_POST
@for_reviewers
def phrasing_change(request: HttpRequest, key: int) -> HttpResponse:
    """Withdraw an accepted phrasing, or let it count again."""
    user = reviewer(request)
    try:
        found = phrasing_for_reviewer(user, key)
    except UnknownItem as error:
        raise Http404(str(error)) from error
    try:
        if "restore" in request.POST:
            phrasing_restore(phrasing=found, by=user)
            said = _("“%(text)s” counts again.")
        else:
            phrasing_withdraw(phrasing=found, by=user)
            said = _("“%(text)s” counts no longer. You can bring it back at any time.")
    except QuizzesError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said % {"text": found.text})
    return redirect(_phrasings_url(request.POST.get("list", ""), found.pk))


def _phrasings_url(list_id: str, key: int) -> str:
    query = f"?{urlencode({'list': list_id})}" if list_id else ""
    return f"{reverse('quizzes:phrasings')}{query}#phrasing-{key}"
