"""The list of decks, the presenter's view and the stage: for facilitators only, never kept."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from facilitator.errors import NothingToPresent
from facilitator.presenting import presenter_context, stage_context
from facilitator.selectors import Deck, deck_for_facilitator, deck_list_for_facilitator
from modules.errors import ModuleNotFound

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def for_facilitators(view: View[P]) -> View[P]:
    """Send visitors to sign-in and back, and let nobody keep what facilitators see.

    Who may see it is decided by the selectors; a person without the role gets a 403.
    """

    @require_safe
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return guarded


def _deck(request: HttpRequest, slug: str) -> Deck:
    try:
        return deck_for_facilitator(request.user, slug)
    except (ModuleNotFound, NothingToPresent) as error:
        raise Http404(str(error)) from error


@for_facilitators
def index(request: HttpRequest) -> HttpResponse:
    """The modules that can be presented, and how to go about it the first time."""
    modules = deck_list_for_facilitator(request)
    return render(request, "facilitator/index.html", {"modules": modules})


@for_facilitators
def presenter(request: HttpRequest, slug: str) -> HttpResponse:
    """The facilitator's own screen; `?slide=5` shows the fifth slide, without JavaScript too."""
    deck = _deck(request, slug)
    chosen = request.GET.get("slide", "")
    context = presenter_context(deck.module, deck.pictures, chosen)
    return render(request, "facilitator/presenter.html", context)


@for_facilitators
def stage(request: HttpRequest, slug: str) -> HttpResponse:
    """What the room sees: the whole deck in one page, which lasts through bad Wi-Fi."""
    deck = _deck(request, slug)
    return render(request, "facilitator/stage.html", stage_context(deck.module, deck.pictures))
