"""What phones show: the slide as plain accessible HTML, and the activity at hand.

Nothing here reads facilitator notes, talking points, or an answer that is not open yet.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from facilitator.activities import kind_of
from facilitator.machine import SessionState
from facilitator.models import Activity, Contribution, Session
from modules.document import Module, Slide
from modules.rendering import PlacedSlide, placed_slides
from modules.selectors import ShownPicture, pictures_of
from modules.stage import NamedCitations, stage_slide

Pictures = dict[str, ShownPicture]


def phone_message(session: Session, state: SessionState, module: Module) -> dict[str, Any]:
    """The message for every phone alike."""
    activity = activity_at_hand(session, state)
    return {
        "phase": state.phase,
        "blank": state.is_blank,
        "slide": phone_slide(module, state, state.slide),
        "activity": activity and phone_activity(activity),
    }


def phone_slide(module: Module, state: SessionState, slide_id: str) -> dict[str, Any] | None:
    """One slide for phones: its id, its number and its HTML; None where the deck has none such."""
    placed = placed_of(module, slide_id)
    if placed is None:
        return None
    is_closed = bool(placed.slide.reveals) and slide_id not in state.opened
    asks = state.shows_question and slide_id == state.slide
    html = slide_html(module, slide_id, is_closed=is_closed, asks=asks)
    return {"id": slide_id, "number": placed.number, "html": html}


def placed_of(module: Module, slide_id: str) -> PlacedSlide | None:
    """A slide of the module in its place."""
    return next((one for one in placed_slides(module) if one.slide.id == slide_id), None)


@lru_cache(maxsize=512)
def slide_html(module: Module, slide_id: str, *, is_closed: bool, asks: bool) -> str:
    """A slide's HTML for phones; an answer that is closed is not in it."""
    placed = placed_of(module, slide_id)
    assert placed is not None  # noqa: S101 (asked by `phone_slide`)
    shown = stage_slide(module, slide_id)
    context = {
        "placed": placed,
        "total": len(module.slides),
        "citations": NamedCitations(module.references),
        "pictures": _pictures(module, placed.slide) if not is_closed else {},
        "is_closed": is_closed,
        "questions": shown.questions if shown is not None and asks else (),
    }
    with translation.override(module.language):
        return render_to_string("facilitator/phone/slide.html", context)


@lru_cache(maxsize=8)
def _all_pictures(module: Module) -> Pictures:
    return pictures_of(module)


def _pictures(module: Module, slide: Slide) -> Pictures:
    return _all_pictures(module) if slide.body else {}


def activity_at_hand(session: Session, state: SessionState) -> Activity | None:
    """The activity before the room, with the session it is in."""
    if not state.at_hand:
        return None
    found = session.activities.filter(pk=state.at_hand).first()
    if found is not None:
        found.session = session
    return found


def phone_activity(activity: Activity) -> dict[str, Any]:
    """The activity for every phone alike, with nobody's own answers in it."""
    return {
        "id": activity.pk,
        "kind": activity.kind,
        "phase": activity.phase,
        # A form that was opened anew is another form; one that was only counted is the same.
        "form": f"{activity.pk}-{activity.opened_at.timestamp() if activity.opened_at else 0}",
        "takes": kind_of(activity.kind).takes_entries,
        "html": activity_html(activity),
    }


def activity_html(
    activity: Activity,
    *,
    contributions: Sequence[Contribution] | None = None,
    form_token: str = "",
    entry_token: str = "",
    error: str = "",
    typed: Any = None,
) -> str:
    """An activity's HTML on a phone; with `contributions` that phone's own (`error`, `typed`: of an
    attempt that was not taken).
    """
    kind = kind_of(activity.kind)
    own = None if contributions is None else kind.own(activity, contributions)
    context = {
        "activity": activity,
        "shared": kind.phone(activity),
        "own": own,
        "result": kind.stage(activity) if activity.is_shown else None,
        "action": reverse("facilitator:room_contribute", args=[activity.session.key, activity.pk]),
        "form_token": form_token,
        "entry_token": entry_token,
        "error": error,
        "typed": typed,
    }
    return render_to_string(f"facilitator/activities/{activity.kind}/phone.html", context)
