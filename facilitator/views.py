"""The list of decks, the presenter's view and the stage: for facilitators only, never kept."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from facilitator.errors import NothingToPresent
from facilitator.presenting import local_context, presenter_context, stage_context
from facilitator.selectors import Deck, deck_for_facilitator, deck_list_for_facilitator
from jurisdictions.local.selectors import Shelf, shelf_for_facilitator
from jurisdictions.slots import Slot
from modules.errors import ModuleNotFound
from quizzes.custom_lists.selectors import custom_list_list

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


def _shelf(request: HttpRequest) -> Shelf:
    return shelf_for_facilitator(request.user, request.GET.get("jurisdiction", ""))


@for_facilitators
def index(request: HttpRequest) -> HttpResponse:
    """The modules that can be presented, and how to go about it the first time."""
    modules = deck_list_for_facilitator(request)
    context = {"modules": modules, "own_lists": custom_list_list()}
    return render(request, "facilitator/index.html", context)


@for_facilitators
def presenter(request: HttpRequest, slug: str) -> HttpResponse:
    """The facilitator's own screen; `?slide=5` shows the fifth slide, without JavaScript too."""
    deck = _deck(request, slug)
    chosen = request.GET.get("slide", "")
    context = presenter_context(deck.module, deck.pictures, chosen)
    local = local_context(deck.module, _shelf(request))
    return render(request, "facilitator/presenter.html", {**context, **local})


@for_facilitators
def stage(request: HttpRequest, slug: str) -> HttpResponse:
    """What the room sees: the whole deck in one page, which lasts through bad Wi-Fi."""
    deck = _deck(request, slug)
    context = stage_context(deck.module, deck.pictures)
    local = local_context(deck.module, _shelf(request))
    return render(request, "facilitator/stage.html", {**context, **local})


@for_facilitators
def local_on_wall(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Material for the slot `name`, in large type; `?slide=` is where the way back leads."""
    deck = _deck(request, slug)
    filled = _shelf(request).slots.get(name)
    if name not in list(Slot) or filled is None or filled.material is None:
        raise Http404(_("There is no material to show."))
    asked = request.GET.get("slide", "")
    slide = next((one for one in deck.module.slides if one.id == asked), None)
    context = {"module": deck.module, "filled": filled, "slide": slide}
    return render(request, "facilitator/local_on_wall.html", context)
