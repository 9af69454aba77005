"""The page on which people answer: no account, no cookie, no script, and no trace of who it was.

Requests come here from `AnonymousAnswersMiddleware`, past everything that knows people. Nothing
here may ask for cookies, session, person, address or browser. What somebody has chosen so far is
carried by the form itself and kept nowhere.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, re_path, reverse
from django.utils import translation

from cvi_survey.answering_forms import Filled, entry_code, filled_from, round_languages
from cvi_survey.answering_pages import Sheet, code_page, form_page, page, review_page
from cvi_survey.enums import Entry
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
from cvi_survey.qr import qr_with_letters
from cvi_survey.selectors import round_for_answering
from cvi_survey.services import ballot_cast, form_number_issue
from cvi_survey.services.looking import entry_code_check, form_number_check

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
    CodeNotGood: ("code", 409),
    RoundNotOpen: ("early", 410),
    WayClosed: ("paper", 410),
    KeyMissing: ("unsaved", 503),
}


def answer_path(code: str, language: str = "") -> str:
    """Where a round is answered, from the root of the site; in its main language, or in another."""
    if language:
        return reverse("answer_in", urlconf=URLCONF, args=[code, language])
    return reverse("answer", urlconf=URLCONF, args=[code])


def slip_path(code: str, entry_code: str) -> str:
    """Where a slip of paper with a single-use code leads."""
    return reverse("answer_with", urlconf=URLCONF, args=[code, entry_code])


def drawing_path(code: str) -> str:
    """Where the link to a round is as a drawing, for walls."""
    return reverse("drawing", urlconf=URLCONF, args=[code])


def answer(request: HttpRequest, code: str, language: str = "") -> HttpResponse:
    """The form of an open round; a form sent back is looked over, or counted once."""
    sheet = _sheet(code, language)
    if sheet is None:
        return page("unknown", status=404)
    with translation.override(sheet.language):
        if request.method == "POST":
            return _sent(request, sheet)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"})
        return _refusing(sheet, lambda: _first(sheet))


def answer_with(request: HttpRequest, code: str, entry_code: str) -> HttpResponse:
    """The form for somebody who comes with a slip; opening it does not spend the code."""
    sheet = _sheet(code, "")
    if sheet is None:
        return page("unknown", status=404)
    if request.method not in {"GET", "HEAD"}:
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
    with translation.override(sheet.language):
        return _refusing(sheet, lambda: _entered(sheet, entry_code))


def thanks(request: HttpRequest, code: str, language: str = "") -> HttpResponse:
    """What people see when they have answered; may be reloaded at will."""
    sheet = _sheet(code, language)
    if sheet is None:
        return page("unknown", status=404)
    with translation.override(sheet.language):
        return page("thanks", sheet=sheet)


def drawing(request: HttpRequest, code: str) -> HttpResponse:
    """The link to an open round as a QR code and in letters.

    A wall shows it as a picture: whoever renders the wall does not know the site's address.
    """
    sheet = _sheet(code, "")
    if sheet is None or not sheet.asked.is_open or sheet.asked.entry != Entry.LINK:
        return HttpResponse(status=404)
    link = request.build_absolute_uri(answer_path(code))
    return HttpResponse(qr_with_letters(link), content_type="image/svg+xml")


LANGUAGE = "(?P<language>en|es)"
CODE = "(?P<code>[-a-zA-Z0-9_]+)"
urlpatterns = [
    path("s/<slug:code>/", answer, name="answer"),
    path("s/<slug:code>", answer),
    path("s/<slug:code>/thanks/", thanks, name="thanks"),
    path("s/<slug:code>/link.svg", drawing, name="drawing"),
    path("s/<slug:code>/with/<slug:entry_code>/", answer_with, name="answer_with"),
    re_path(f"^s/{CODE}/{LANGUAGE}/$", answer, name="answer_in"),
    re_path(f"^s/{CODE}/{LANGUAGE}/thanks/$", thanks, name="thanks_in"),
]


def _sheet(code: str, language: str) -> Sheet | None:
    """The round of a link in a language; `None` where there is no such round or language."""
    try:
        asked = round_for_answering(code)
    except RoundNotFound:
        return None
    languages = round_languages(asked)
    if language and language not in languages:
        return None
    paths = {one: answer_path(code, "" if one == languages[0] else one) for one in languages}
    return Sheet(asked=asked, language=language or languages[0], paths=paths)


def _first(sheet: Sheet) -> HttpResponse:
    """What a link leads to: the form, or the question for a code."""
    number = form_number_issue(sheet.asked)
    if sheet.asked.entry == Entry.PAPER:
        raise WayClosed
    if sheet.asked.entry == Entry.CODES:
        return code_page(sheet)
    return form_page(sheet, Filled(number=number))


def _entered(sheet: Sheet, written: str) -> HttpResponse:
    """The form for a code, as people write it."""
    number = form_number_issue(sheet.asked)
    code = entry_code(written)
    try:
        entry_code_check(asked=sheet.asked, code=code)
    except CodeNotGood:
        return code_page(sheet, is_wrong=True, status=409)
    return form_page(sheet, Filled(number=number, entry_code=code))


def _sent(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    if not _is_from_here(request) or not _is_a_form_of_ours(request):
        return page("forged", sheet=sheet, status=400)
    fields = {name: request.POST.get(name, "") for name in request.POST}
    match fields.get("_go"):
        case "enter":
            return _refusing(sheet, lambda: _entered(sheet, fields.get("_code", "")))
        case "review" | "change" as going:
            return _refusing(sheet, lambda: _looked_over(sheet, fields, going))
    return _refusing(sheet, lambda: _counted(sheet, fields))


def _looked_over(sheet: Sheet, fields: dict[str, str], going: str) -> HttpResponse:
    """The answers to look over, or the form to change them. A form that was counted shows none:
    going back on a shared tablet must not bring up what somebody else has answered.
    """
    filled = filled_from(fields, sheet.asked)
    form_number_issue(sheet.asked)
    form_number_check(asked=sheet.asked, number=filled.number)
    if going == "review":
        return review_page(sheet, filled)
    return form_page(sheet, filled, is_begun=any(filled.choices.values()) or bool(filled.system))


def _counted(sheet: Sheet, fields: dict[str, str]) -> HttpResponse:
    filled = filled_from(fields, sheet.asked)
    ballot_cast(
        code=sheet.asked.code,
        number=filled.number,
        choices=filled.choices,
        system=filled.system,
        entry_code=filled.entry_code,
    )
    name, args = "thanks", [sheet.asked.code]
    if not sheet.is_in_main_language:
        name, args = "thanks_in", [sheet.asked.code, sheet.language]
    return HttpResponseRedirect(reverse(name, urlconf=URLCONF, args=args), status=303)


def _refusing(sheet: Sheet, work: Callable[[], HttpResponse]) -> HttpResponse:
    """The page that `work` gives, or the one that says why there is none."""
    try:
        return work()
    except SurveyError as error:
        kind, status = REFUSALS[type(error)]
        return page(kind, sheet=sheet, status=status)
    except DatabaseError:
        # A log line would say when somebody answered; nothing of the answer was kept.
        return page("unsaved", sheet=sheet, status=503)


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
