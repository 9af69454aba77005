"""Local material at addresses of its own, so that lessons stay the same for everybody."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from jurisdictions.local.selectors import shelf_for_person
from jurisdictions.local.words import SLOT_WORDS
from jurisdictions.slots import Slot

View = Callable[..., HttpResponse]


def for_this_person(view: View) -> View:
    """What it shows depends on who asks: no proxy may keep it."""

    @require_safe
    @wraps(view)
    def answered(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ["Cookie"])
        return response

    return answered


@for_this_person
def local_index(request: HttpRequest) -> HttpResponse:
    """Everything that the reader's jurisdiction has filled in; `?jurisdiction=` chooses one."""
    shelf = shelf_for_person(request.user, request.GET.get("jurisdiction", ""))
    context = {"shelf": shelf, "all_words": SLOT_WORDS.values()}
    return render(request, "jurisdictions/local/index.html", context)


@for_this_person
def local_material(request: HttpRequest, name: str) -> HttpResponse:
    """What the reader's jurisdiction has for the slot `name`; `?jurisdiction=` chooses one."""
    if name not in list(Slot):
        raise Http404
    shelf = shelf_for_person(request.user, request.GET.get("jurisdiction", ""))
    filled = shelf.slots.get(name)
    context = {
        "words": SLOT_WORDS[Slot(name)],
        "shelf": shelf,
        "filled": filled,
        "material": filled.material if filled else None,
    }
    return render(request, "jurisdictions/local/material.html", context)
