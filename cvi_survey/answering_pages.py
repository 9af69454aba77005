"""The pages that people see when they answer, rendered without the request: none can read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from cvi_survey.answering_forms import LANGUAGE_NAMES, Filled, is_in_steps, steps
from cvi_survey.enums import Entry
from cvi_survey.models import Round

REFUSED = frozenset(
    {"unknown", "closed", "early", "paper", "code", "used", "expired", "forged", "unsaved"}
)
SECONDS_ON_A_KIOSK = 20 * 60
"""After so long, a shared tablet goes back to the start and forgets what was chosen."""
SECONDS_OF_THANKS = 20


@dataclass(frozen=True)
class Sheet:
    """A round as asked in one language; `paths` are its addresses by language, the main first."""

    asked: Round
    language: str
    paths: Mapping[str, str]

    @property
    def path(self) -> str:
        return self.paths[self.language]

    @property
    def title(self) -> str:
        """The round's title; in another language too where it is that of the statements."""
        instrument = self.asked.instrument
        if self.asked.title != instrument.title:
            return self.asked.title
        return instrument.in_language(self.language).title

    @property
    def start(self) -> str:
        return next(iter(self.paths.values()))

    @property
    def is_in_main_language(self) -> bool:
        return self.path == self.start

    @property
    def is_kiosk(self) -> bool:
        return self.asked.entry == Entry.KIOSK

    @property
    def others(self) -> list[tuple[str, str, str]]:
        """The other languages: code, name in itself, address."""
        return [
            (code, LANGUAGE_NAMES[code], path)
            for code, path in self.paths.items()
            if code != self.language
        ]


def form_context(
    sheet: Sheet, filled: Filled, *, is_begun: bool = False, is_preview: bool = False
) -> dict[str, Any]:
    """What the form's template shows; the preview of a draft shows the same."""
    instrument = sheet.asked.instrument.in_language(sheet.language)
    questions = steps(
        sheet.asked, instrument, filled, system_question=_("Which system do you work in?")
    )
    return {
        "round": sheet.asked,
        "sheet": sheet,
        "instrument": instrument,
        "filled": filled,
        "steps": questions,
        "in_steps": is_in_steps(sheet.asked, questions),
        "is_begun": is_begun,
        "is_preview": is_preview,
        "minutes": SECONDS_ON_A_KIOSK // 60,
    }


def form_page(sheet: Sheet, filled: Filled, *, is_begun: bool = False) -> HttpResponse:
    """The form, with what has been chosen so far."""
    context = form_context(sheet, filled, is_begun=is_begun)
    return _rendered("form", context, sheet, refresh=SECONDS_ON_A_KIOSK)


def review_page(sheet: Sheet, filled: Filled) -> HttpResponse:
    """All answers once more before they are sent."""
    return _rendered("review", form_context(sheet, filled), sheet, refresh=SECONDS_ON_A_KIOSK)


def code_page(sheet: Sheet, *, is_wrong: bool = False, status: int = 200) -> HttpResponse:
    """The question for a single-use code."""
    context = {"round": sheet.asked, "sheet": sheet, "is_wrong": is_wrong}
    return _rendered("code", context, sheet, status=status)


def page(kind: str, *, sheet: Sheet | None = None, status: int = 200) -> HttpResponse:
    """Thanks, or why there is no form or a form was not counted."""
    context = {"round": sheet.asked if sheet else None, "sheet": sheet, "kind": kind}
    template = "refusal" if kind in REFUSED else kind
    refresh = SECONDS_OF_THANKS if kind == "thanks" else SECONDS_ON_A_KIOSK
    return _rendered(template, context, sheet, status=status, refresh=refresh)


def _rendered(
    template: str,
    context: dict[str, Any],
    sheet: Sheet | None,
    *,
    status: int = 200,
    refresh: int | None = None,
) -> HttpResponse:
    content = render_to_string(f"cvi_survey/answering/{template}.html", context)
    response = HttpResponse(content, status=status)
    if sheet is not None and sheet.is_kiosk and sheet.asked.is_open and refresh:
        response.headers["Refresh"] = f"{refresh}; url={sheet.start}"
    return response
