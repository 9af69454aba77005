"""The pages and files of a closed round. Each shows the release and nothing else."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cvi_survey.errors import RoundNotFound
from cvi_survey.models import Round
from cvi_survey.reading import words as say
from cvi_survey.reading.beside import ShownPair, pairs_in_space, pairs_in_time
from cvi_survey.reading.documents import chart_png, chart_svg, report_pdf
from cvi_survey.reading.exports import csv_of, file_name, json_of
from cvi_survey.reading.figures import readings_of
from cvi_survey.reading.pages import order_links, order_named, parts_of, summary_words
from cvi_survey.reading.selectors import (
    closed_round_for_reader,
    earlier_and_later_rounds,
    elsewhere,
    is_comparable,
)
from cvi_survey.reading.shown import shown_item
from cvi_survey.reading.talking import all_topics, starting_topics
from cvi_survey.reading.words import words_of
from cvi_survey.views.guards import for_facilitators, person_of
from jurisdictions.access import may_coordinate_surveys


def release_page(request: HttpRequest, read: Round) -> HttpResponse:
    """The result of a closed round, which the caller has fetched for this person."""
    released = read.release
    if released is None:
        raise RoundNotFound
    words = words_of(read)
    order = order_named(request.GET.get("order", ""))
    context = {
        "round": read,
        "release": released,
        "words": words,
        "size": say.size_words(released.size),
        "summary": summary_words(released, words),
        "parts": parts_of(released, words, order),
        "orders": order_links(released, order),
        "left_out": [words.name(system) for system in released.systems_left_out],
        "fingerprint": read.fingerprint,
        "may_coordinate": may_coordinate_surveys(person_of(request), read.jurisdiction),
    }
    return render(request, "cvi_survey/reading/release.html", context)


@require_safe
@for_facilitators
def guide(request: HttpRequest, pk: int) -> HttpResponse:
    """A plan for the talk."""
    read, released = closed_round_for_reader(request.user, pk)
    words = words_of(read)
    context = {
        "round": read,
        "words": words,
        "topics": starting_topics(released, words),
        "fingerprint": read.fingerprint,
    }
    return render(request, "cvi_survey/reading/guide.html", context)


@require_safe
@for_facilitators
def stage(request: HttpRequest, pk: int) -> HttpResponse:
    """One statement a screen, for the wall."""
    read, released = closed_round_for_reader(request.user, pk)
    context = {"round": read, "topics": all_topics(released, words_of(read))}
    return render(request, "cvi_survey/reading/stage.html", context)


@require_safe
@for_facilitators
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """What this round can be laid beside."""
    read, _released = closed_round_for_reader(request.user, pk)
    context = {
        "round": read,
        "others": earlier_and_later_rounds(request.user, read),
        "has_elsewhere": bool(elsewhere(read)),
    }
    return render(request, "cvi_survey/reading/compare.html", context)


@require_safe
@for_facilitators
def beside(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Two rounds of one place, the earlier one first."""
    read, released = closed_round_for_reader(request.user, pk)
    second, of_second = closed_round_for_reader(request.user, other)
    is_same_place = read.jurisdiction_id == second.jurisdiction_id
    if read.pk == second.pk or not is_same_place or not is_comparable(read, second):
        raise RoundNotFound
    by_time = [(read, released), (second, of_second)]
    by_time.sort(key=lambda pair: (pair[0].closed_at is not None, pair[0].closed_at, pair[0].pk))
    (before, of_before), (after, of_after) = by_time
    pairs = pairs_in_time(of_before, of_after, words_of(after))
    return _pairs_page(request, pairs, round=read, before=before, after=after)


@require_safe
@for_facilitators
def beside_all_others(request: HttpRequest, pk: int) -> HttpResponse:
    """This place and all others together."""
    read, released = closed_round_for_reader(request.user, pk)
    pairs = pairs_in_space(released, elsewhere(read), words_of(read))
    if not pairs:
        raise RoundNotFound
    return _pairs_page(request, pairs, round=read)


def _pairs_page(request: HttpRequest, pairs: tuple[ShownPair, ...], **more: Round) -> HttpResponse:
    context = {"pairs": pairs, "apart": [pair for pair in pairs if pair.is_apart], **more}
    return render(request, "cvi_survey/reading/beside.html", context)


@require_safe
@for_facilitators
def csv_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The result as a table."""
    read, released = closed_round_for_reader(request.user, pk)
    # With a mark of its encoding: without, spreadsheets take it for another.
    text = "\ufeff" + csv_of(read, released, words_of(read))
    return _file(text.encode(), "text/csv; charset=utf-8", file_name(read, "csv"))


@require_safe
@for_facilitators
def json_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The result as data."""
    read, released = closed_round_for_reader(request.user, pk)
    text = json_of(read, released, words_of(read))
    return _file(text.encode(), "application/json", file_name(read, "json"))


@require_safe
@for_facilitators
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The result as an accessible PDF."""
    read, released = closed_round_for_reader(request.user, pk)
    made = report_pdf(read, released, words_of(read))
    return _file(made, "application/pdf", file_name(read, "pdf"))


@require_safe
@for_facilitators
def chart_file(request: HttpRequest, pk: int, item: str, kind: str) -> HttpResponse:
    """One chart, as SVG or PNG."""
    read, released = closed_round_for_reader(request.user, pk)
    reading = next((one for one in readings_of(released) if one.item == item), None)
    if reading is None or reading.everyone is None:
        raise Http404
    shown = shown_item(reading, words_of(read))
    if kind == "svg":
        return _file(chart_svg(read, shown).encode(), "image/svg+xml", file_name(read, kind, item))
    return _file(chart_png(read, shown), "image/png", file_name(read, kind, item))


def _file(body: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=content_type, headers=headers)
