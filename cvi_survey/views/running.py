"""The coordinator's pages of an open round: how people get in, paper, when it closes."""

from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cvi_survey.answering import answer_path, slip_path
from cvi_survey.answering_forms import LANGUAGE_NAMES, round_languages
from cvi_survey.coordinating import round_for_coordinator
from cvi_survey.drafting_forms import ClosingForm, CodesForm
from cvi_survey.enums import Entry
from cvi_survey.errors import DraftUnusable
from cvi_survey.models import Round
from cvi_survey.qr import qr_svg
from cvi_survey.selectors import round_for_facilitator
from cvi_survey.services import code_tidy, codes_mint, round_closes_at_set
from cvi_survey.views.guards import for_facilitators, person_of
from jurisdictions.access import may_coordinate_surveys

STATEMENTS_A_MINUTE = 3


@dataclass(frozen=True)
class Slip:
    """A slip of paper to hand out: the code, and a drawing that leads straight to the form."""

    code: str
    qr: SafeString


def open_page(request: HttpRequest, found: Round) -> HttpResponse:
    """What there is to do while a round is open. It shows nothing of the answers."""
    context = {
        **link_context(request, found),
        "may_coordinate": may_coordinate_surveys(person_of(request), found.jurisdiction),
        "closing": ClosingForm(initial={"closes_at": found.closes_at}),
        "languages": [LANGUAGE_NAMES[code] for code in round_languages(found)],
    }
    return render(request, "cvi_survey/open.html", context)


def link_context(request: HttpRequest, found: Round) -> dict[str, object]:
    """The link to a round, as it is typed and as a drawing."""
    link = request.build_absolute_uri(answer_path(found.code))
    return {
        "round": found,
        "instrument": found.instrument,
        "link": link,
        "spoken_link": link.partition("://")[2],
        "qr": qr_svg(link),
    }


@require_safe
@for_facilitators
def poster(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The link and its QR code, large, for the wall or on paper, in every language asked."""
    found = round_for_facilitator(request.user, pk)
    if not found.is_open or found.entry == Entry.PAPER:
        return redirect("cvi_survey:round", pk)
    texts = []
    for code in round_languages(found):
        with translation.override(code):
            content = render_to_string("cvi_survey/components/poster_words.html", {"round": found})
            texts.append((code, content))
    context = {**link_context(request, found), "texts": texts}
    return render(request, "cvi_survey/poster.html", context)


@require_safe
@for_facilitators
def email(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A text to invite people with, ready to be copied, in every language asked."""
    found = round_for_coordinator(request.user, pk)
    if not found.is_open or found.entry in {Entry.PAPER, Entry.KIOSK}:
        return redirect("cvi_survey:round", pk)
    texts: list[dict[str, str]] = []
    for code in round_languages(found):
        path = answer_path(found.code, "" if not texts else code)
        with translation.override(code):
            context = {
                "round": found,
                "link": request.build_absolute_uri(path),
                "number": len(found.instrument.items),
                "minutes": 2 + len(found.instrument.items) // STATEMENTS_A_MINUTE,
            }
            subject = _("You are invited: %(title)s") % {"title": found.title}
            words = render_to_string("cvi_survey/components/email.txt", context).strip() + "\n"
        texts.append(
            {
                "language": code,
                "name": LANGUAGE_NAMES[code],
                "subject": subject,
                "words": words,
                "mailto": f"mailto:?subject={quote(subject)}&body={quote(words)}",
            }
        )
    return render(request, "cvi_survey/running/email.html", {"round": found, "texts": texts})


@require_http_methods(["GET", "HEAD", "POST"])
@for_facilitators
def codes(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Make single-use codes and show them, this once, as slips to print."""
    found = round_for_coordinator(request.user, pk)
    if not found.is_open or found.entry != Entry.CODES:
        return redirect("cvi_survey:round", pk)
    form = CodesForm(request.POST or None)
    if form.is_valid():
        try:
            number = form.cleaned_data["number"]
            made = codes_mint(by=person_of(request), asked=found, number=number)
        except DraftUnusable as error:
            form.add_error("number", str(error))
        else:
            return _slips(request, found, made)
    return render(request, "cvi_survey/running/codes.html", {"round": found, "form": form})


def _slips(request: HttpRequest, found: Round, made: tuple[str, ...]) -> HttpResponse:
    address = request.build_absolute_uri(answer_path(found.code))
    slips = [
        Slip(
            code,
            qr_svg(request.build_absolute_uri(slip_path(found.code, code_tidy(code)))),
        )
        for code in made
    ]
    lines = "".join(f"{code}\t{address}\r\n" for code in made)
    words = []
    for language in round_languages(found):
        with translation.override(language):
            said = _("One code for one person. Take any slip; nobody notes which.")
            words.append((language, said))
    context = {
        "round": found,
        "slips": slips,
        "words": words,
        "spoken_link": address.partition("://")[2],
        "file": f"data:text/plain;charset=utf-8,{quote(lines)}",
        "file_name": f"codes-{found.code}.txt",
    }
    return render(request, "cvi_survey/running/slips.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_facilitators
def closing(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Choose another date for the closing, or closing by hand."""
    found = round_for_coordinator(request.user, pk)
    form = ClosingForm(request.POST or None, initial={"closes_at": found.closes_at})
    if request.method == "POST" and form.is_valid():
        try:
            closes_at = form.cleaned_data["closes_at"]
            round_closes_at_set(by=person_of(request), asked=found, closes_at=closes_at)
        except DraftUnusable as error:
            form.add_error("closes_at", str(error))
        else:
            return redirect("cvi_survey:round", pk)
    if not found.is_open:
        return redirect("cvi_survey:round", pk)
    return render(request, "cvi_survey/running/closing.html", {"round": found, "form": form})
