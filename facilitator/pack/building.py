"""Makes the pack: pages, styles, scripts and pictures in one folder of one zip file."""

import io
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import timezone

from facilitator.errors import NothingToPresent
from facilitator.pack.choosing import PackBreak, module_for_the_room, module_of_slides
from facilitator.pack.links import PackCitations, PackNamedCitations
from facilitator.pack.pictures import PackPictures, pictures_read
from facilitator.pack.scripts import classic_script
from facilitator.pack.styles import style_with_drawings
from facilitator.presenting import lesson_plans, presenter_context
from jurisdictions.local.selectors import FilledSlot, Shelf
from modules.document import Module
from modules.selectors import ShownPicture
from modules.stage import StageSlide

PAGES = {
    "START-HERE.html": "facilitator/pack/start.html",
    "presenter.html": "facilitator/pack/presenter.html",
    "stage.html": "facilitator/pack/stage.html",
    "guide.html": "facilitator/pack/guide.html",
    "handout.html": "facilitator/pack/handout.html",
}
FOR_THE_ROOM = frozenset({"stage.html", "handout.html"})
"""Pages that participants see: they are made of a module without what only facilitators read."""

STYLES = (
    "tokens.css",
    "blocks.css",
    "slide.css",
    "slide_layouts.css",
    "stage.css",
    "presenter.css",
    "presenter_notes.css",
    "pack.css",
    "paper.css",
    "guide.css",
    "handout.css",
)
SCRIPTS = {
    "stage.js": ("window_channel.js", "stage.js"),
    "presenter.js": ("window_channel.js", "presenter.js"),
    "guide.js": ("fit_all.js",),
}
RULED = 16
"""How many lines to write on a slide of the handout can have; a low one shows fewer."""

ALWAYS = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip: what is equal inside is equal as a file."""


def pack_build(
    module: Module,
    pictures: Mapping[str, ShownPicture],
    *,
    slides: Collection[str] | None = None,
    minutes: Mapping[str, int] | None = None,
    breaks: Sequence[PackBreak] = (),
    title: str = "",
    local: Shelf | None = None,
    made: date | None = None,
) -> bytes:
    """The presenter pack of a module as a zip file, in the language that is active.

    `slides` are the ids of those to present (all of them by default), `minutes` plans some of them
    anew, `breaks` stand behind slides, and `title` names the session. `local` is what the
    facilitator's jurisdiction has of its own, printed as text. `made` is the date in the pack, by
    default today.

    Raises `NothingToPresent` where no slide remains. A picture that cannot be read is left out, and
    START-HERE says so.
    """
    chosen = module_of_slides(module, slides=slides, minutes=minutes)
    if not chosen.slides:
        raise NothingToPresent
    packed = pictures_read(chosen, pictures)
    shared = {
        "session_title": title,
        "made": made or timezone.localdate(),
        **_times(chosen, breaks),
    }
    numbers = {slide.id: number for number, _lesson, slide in module.numbered_slides()}
    room = {**pack_context(module_for_the_room(chosen), packed, local, numbers), **shared}
    facilitator = {**pack_context(chosen, packed, local, numbers), **shared}
    pages = {
        name: render_to_string(template, room if name in FOR_THE_ROOM else facilitator).encode()
        for name, template in PAGES.items()
    }
    return _zip(chosen.slug, {**pages, **_assets(), **packed.files})


def pack_context(
    module: Module, pictures: PackPictures, local: Shelf | None, numbers: Mapping[str, int]
) -> dict[str, Any]:
    """What the pages of a pack need: what the site's own pages get, without its addresses.

    `numbers` are those of the slides in the whole module, by which notes, console, run-sheet and
    report speak of them.
    """
    citations = PackCitations(module.references)
    context = presenter_context(module, pictures.shown, "")
    slides = tuple(_numbered(one, numbers[one.slide.id]) for one in context["slides"])
    context |= {
        "slides": slides,
        "current": slides[0],
        "following": slides[1] if len(slides) > 1 else None,
        "lessons": lesson_plans(module, slides),
        "total": len(numbers),
    }
    shelf = replace(local, places=()) if local else Shelf(None, (), {})
    return {
        **context,
        "citations": citations,
        "points": PackNamedCitations(module.references),
        "cited": citations.cited(module.slides),
        "answers": [one for one in context["slides"] if one.is_covered],
        "noted": [one for one in context["slides"] if one.slide.editor_note],
        "ruled": range(RULED),
        "missing": pictures.missing,
        "shelf": shelf,
        "local_slots": _filled(shelf, {name for one in module.slides for name in one.slots}),
        "stage_url": "stage.html",
    }


def _times(module: Module, breaks: Sequence[PackBreak]) -> dict[str, Any]:
    """Breaks with the slides that they follow, and the minutes of both."""
    break_minutes = sum(one.minutes for one in breaks)
    return {
        "breaks": breaks,
        "break_minutes": break_minutes,
        "minutes_in_all": module.planned_minutes + break_minutes,
    }


def _numbered(one: StageSlide, number: int) -> StageSlide:
    return replace(one, placed=replace(one.placed, number=number))


def _filled(shelf: Shelf, wanted: Collection[str]) -> tuple[FilledSlot, ...]:
    """The slots that the slides name and that have material, in the shelf's order."""
    return tuple(
        one for name, one in shelf.slots.items() if name in wanted and one.material is not None
    )


def _assets() -> dict[str, bytes]:
    """The site's own styles and scripts, as they work from a folder."""
    styles = {
        name: style_with_drawings(_static(name).decode(), _static).encode() for name in STYLES
    }
    scripts = {
        name: classic_script(entries, lambda file: _static(file).decode()).encode()
        for name, entries in SCRIPTS.items()
    }
    drawings = {"favicon.svg": _static("favicon.svg")}
    return {f"assets/{name}": body for name, body in {**styles, **scripts, **drawings}.items()}


def _static(name: str) -> bytes:
    found = finders.find(f"toolkit/{name}")
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found).read_bytes()


def _zip(folder: str, files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", date_time=ALWAYS)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return packed.getvalue()
