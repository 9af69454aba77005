"""What “Exercise lists” has in the content editor beside the editor's own pages."""

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jurisdictions.access import Action, require
from jurisdictions.errors import NotAllowed
from jurisdictions.models import User
from quizzes.custom_lists.blocks import ItemsBlock, PrivatesBlock
from quizzes.custom_lists.forms import ImportForm, StartFromForm, TryForm
from quizzes.custom_lists.lines import MOST_ITEMS, MOST_PARTS, MOST_PRIVATE
from quizzes.custom_lists.models import CustomList
from quizzes.custom_lists.page import custom_list_page
from quizzes.custom_lists.selectors import (
    custom_list_for_editor,
    custom_list_get,
    custom_list_list,
    list_file_for_editor,
)
from quizzes.custom_lists.services import custom_list_create
from quizzes.custom_lists.trying import Tried, list_try, saved_reference, unsaved_reference
from quizzes.custom_lists.yaml_form import list_to_yaml
from quizzes.errors import ExerciseNotFound
from quizzes.scoring import ReferenceList
from quizzes.views import list_response

EDIT = "custom_lists:edit"
STREAMS: dict[str, Any] = {"items": ItemsBlock(), "private": PrivatesBlock(required=False)}
MOST_BLOCKS = 2 * MOST_ITEMS
"""Blocks of a stream that are read from a form, those that were taken out there with them."""


@require_POST
def try_unsaved(request: HttpRequest) -> HttpResponse:
    """The try-out box's results, as a piece of a page: the list is the one in the form that is
    sent along, saved or not. Nothing is kept.
    """
    _editor(request)
    if not _is_bounded(request):
        return HttpResponseBadRequest(_("There are more blocks in this form than a list takes."))
    streams = {
        name: block.value_from_datadict(request.POST, request.FILES, name)
        for name, block in STREAMS.items()
    }
    reference = unsaved_reference(**streams, private_set=request.POST.get("private_set", ""))
    context = _tried(reference, TryForm(request.POST))
    return _unkept(render(request, "quizzes/lists/components/tried.html", context))


def _is_bounded(request: HttpRequest) -> bool:
    """Whether the counts that the form names are such that reading it takes little time."""
    most = {"items-count": MOST_BLOCKS, "private-count": 2 * MOST_PRIVATE}
    counts = {name: request.POST.get(name, "") for name in request.POST if name.endswith("-count")}
    return most.keys() <= counts.keys() and all(
        re.fullmatch("[0-9]{1,4}", count) and int(count) <= most.get(name, 2 * MOST_PARTS)
        for name, count in counts.items()
    )


def _tried(reference: ReferenceList, form: TryForm) -> dict[str, Any]:
    entries = form.cleaned_data["entries"] if form.is_valid() else ()
    tried: Tried = list_try(reference, entries)
    return {"tried": tried, "try_form": form}


@require_http_methods(["GET", "HEAD", "POST"])
def try_saved(request: HttpRequest, pk: int) -> HttpResponse:
    """A page of its own to try out the newest draft of a list; works without JavaScript."""
    custom = _list_of(_editor(request), pk)
    context: dict[str, Any] = {"custom": custom, "back_url": reverse(EDIT, args=[pk])}
    if request.method == "POST":
        context |= _tried(saved_reference(custom), TryForm(request.POST))
    else:
        context |= {"try_form": TryForm(), "tried": list_try(saved_reference(custom), ())}
    return _unkept(render(request, "quizzes/lists/cms/try_page.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
def start_from(request: HttpRequest) -> HttpResponse:
    """Make a new list that begins as a copy of another one."""
    user = _editor(request)
    asked = {"source": request.GET.get("source", "")}
    form = StartFromForm(request.POST or None, user=user, initial=asked)
    if request.method == "POST" and form.is_valid():
        file = list_file_for_editor(user, form.cleaned_data["source"])
        return _made(request, user, file=file, jurisdiction=form.cleaned_data["jurisdiction"])
    return render(request, "quizzes/lists/cms/start_from.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request: HttpRequest) -> HttpResponse:
    """Make a new list of an uploaded file; what is wrong with it is named by line."""
    user = _editor(request)
    is_sent = request.method == "POST"
    sent = (request.POST, request.FILES) if is_sent else (None, None)
    form = ImportForm(*sent, user=user)
    if is_sent and form.is_valid():
        given = form.cleaned_data
        return _made(request, user, file=given["file"], jurisdiction=given["jurisdiction"])
    return render(request, "quizzes/lists/cms/import.html", {"form": form})


def _made(request: HttpRequest, user: User, **given: Any) -> HttpResponse:
    custom = custom_list_create(**given, by=user)
    messages.success(request, _("Here is your list, as a draft. Nobody else sees it yet."))
    return redirect(EDIT, custom.pk)


@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest draft of a list as a file, to keep or to hand to another jurisdiction."""
    user = _editor(request)
    custom = _list_of(user, pk)
    file = list_file_for_editor(user, custom.list_id)
    response = HttpResponse(list_to_yaml(file), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file.reference.id}.yaml"'
    return _unkept(response)


def _editor(request: HttpRequest) -> User:
    """The person who asks, an editor. Raises `NotAllowed` for everybody else."""
    require(request.user, Action.EDIT_CONTENT)
    if not isinstance(request.user, User):
        raise NotAllowed(_("This page is for editors."))
    return request.user


def _list_of(user: User, pk: int) -> CustomList:
    try:
        return custom_list_for_editor(user, pk)
    except ExerciseNotFound as error:
        raise Http404(str(error)) from error


def _unkept(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The published lists, for everybody."""
    return render(request, "quizzes/lists/index.html", {"lists": custom_list_list()})


@require_http_methods(["GET", "HEAD", "POST"])
def exercise(request: HttpRequest, slug: str) -> HttpResponse:
    """A published list to do by oneself; a POST shows it with what it was compared with."""
    try:
        custom = custom_list_get(slug)
    except ExerciseNotFound as error:
        raise Http404(str(error)) from error
    data = request.POST if request.method == "POST" else None
    page = custom_list_page(request, custom)
    return _unkept(list_response(request, page, data))
