"""The page on which people answer: no account, no cookie, no script, and no trace of who it was.

Requests come here from `AnonymousAnswersMiddleware`, past everything that knows people. Nothing
here may ask for cookies, session, person, address or browser.
"""

from urllib.parse import urlsplit

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import translation

from cvi_survey.errors import (
    AnswerUnknown,
    CodeNotGood,
    KeyMissing,
    NumberExpired,
    NumberForged,
    NumberUsed,
    RoundClosed,
    RoundNotFound,
    RoundNotOpen,
    SurveyError,
    WayClosed,
)
from cvi_survey.models import Round
from cvi_survey.selectors import round_for_answering
from cvi_survey.services import ballot_cast, form_number_issue

PREFIX = "/s/"
URLCONF = "cvi_survey.answering"
FORM_TYPE = "application/x-www-form-urlencoded"
LONGEST_FORM = 16 * 1024
FROM_HERE = {"same-origin", "none"}

REFUSALS: dict[type[SurveyError], tuple[str, int]] = {
    RoundClosed: ("closed", 410),
    NumberUsed: ("used", 409),
    NumberExpired: ("expired", 409),
    NumberForged: ("forged", 400),
    AnswerUnknown: ("forged", 400),
    CodeNotGood: ("forged", 400),
    RoundNotOpen: ("closed", 410),
    WayClosed: ("closed", 410),
    KeyMissing: ("unsaved", 503),
}


def answer_path(code: str) -> str:
    """Where a round is answered, from the root of the site."""
    return reverse("answer", urlconf=URLCONF, args=[code])


def answer(request: HttpRequest, code: str) -> HttpResponse:
    """The form of an open round; a form sent back is counted once."""
    try:
        asked = round_for_answering(code)
    except RoundNotFound:
        return _page("unknown", status=404)
    with translation.override(asked.instrument.language):
        if request.method == "POST":
            return _counted(request, asked)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"})
        return _form(asked)


def thanks(request: HttpRequest, code: str) -> HttpResponse:
    """What people see when they have answered; may be reloaded at will."""
    try:
        asked = round_for_answering(code)
    except RoundNotFound:
        return _page("unknown", status=404)
    with translation.override(asked.instrument.language):
        return _page("thanks", asked=asked)


urlpatterns = [
    path("s/<slug:code>/", answer, name="answer"),
    path("s/<slug:code>", answer),
    path("s/<slug:code>/thanks/", thanks, name="thanks"),
]


def _form(asked: Round) -> HttpResponse:
    try:
        number = form_number_issue(asked)
    except (RoundClosed, RoundNotOpen):
        return _page("closed", asked=asked, status=410)
    return _page("form", asked=asked, number=number)


def _counted(request: HttpRequest, asked: Round) -> HttpResponse:
    if not _is_from_here(request) or not _is_a_form_of_ours(request):
        return _page("forged", asked=asked, status=400)
    fields = request.POST
    choices = {item: fields.get(item, "") for item in asked.instrument.item_ids}
    try:
        ballot_cast(
            code=asked.code,
            number=fields.get("number", ""),
            choices=choices,
            system=fields.get("system", ""),
        )
    except SurveyError as error:
        kind, status = REFUSALS[type(error)]
        return _page(kind, asked=asked, status=status)
    except DatabaseError:
        # A log line would say when somebody answered; nothing of the answer was kept.
        return _page("unsaved", asked=asked, status=503)
    return HttpResponseRedirect(reverse("thanks", urlconf=URLCONF, args=[asked.code]), status=303)


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the form was sent from our own page, as far as the browser says.

    Old browsers say nothing, and `Referrer-Policy: no-referrer` makes others say `null`; the form
    number, which a page elsewhere cannot have, stands for them.
    """
    if request.headers.get("Sec-Fetch-Site", "none") not in FROM_HERE:
        return False
    origin = request.headers.get("Origin", "null")
    return origin == "null" or urlsplit(origin).netloc == request.get_host()


def _is_a_form_of_ours(request: HttpRequest) -> bool:
    """An ordinary form of ordinary size: no uploads, which would be written to disk."""
    length = request.headers.get("Content-Length", "")
    return request.content_type == FORM_TYPE and length.isdigit() and int(length) <= LONGEST_FORM


def _page(
    kind: str, *, asked: Round | None = None, number: str = "", status: int = 200
) -> HttpResponse:
    """One of the pages of this address; rendered without the request, so that none can read it."""
    context = {
        "round": asked,
        "instrument": asked.instrument if asked else None,
        "number": number,
        "kind": kind,
        "answer_path": answer_path(asked.code) if asked else "",
    }
    template = f"cvi_survey/answering/{kind if kind in {'form', 'thanks'} else 'refusal'}.html"
    return HttpResponse(render_to_string(template, context), status=status)
