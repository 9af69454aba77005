"""The report of an ended session: as a page, a PDF and a CSV; its late notes; its deletion."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from facilitator.console.guards import runner
from facilitator.errors import FacilitatorError, ReportFailed, SessionNotFound
from facilitator.models import Session
from facilitator.reports.documents import report_pdf
from facilitator.reports.exports import report_csv
from facilitator.reports.keeping import LATE_NOTES, takes_late_notes
from facilitator.reports.reading import ReportRead, report_read
from facilitator.reports.retention import raw_delete
from facilitator.sessions.documents import session_module
from facilitator.sessions.running import note_keep
from facilitator.sessions.selectors import may_run, session_for_report, session_list_for_reports
from jurisdictions.access import Action, Person, jurisdictions_for, require
from modules.markup import plain_inline

A_PAGE = 50

View = Callable[..., HttpResponseBase]


def for_colleagues(view: View) -> View:
    """Send visitors to sign-in and back; a report that is not of one's places is not found.

    Who may read which is decided by `sessions.selectors`. Nothing is kept by browsers or proxies.
    """

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except SessionNotFound as error:
            raise Http404(str(error)) from error
        patch_cache_control(response, private=True, no_store=True)
        return response

    return guarded


@require_safe
@for_colleagues
def session_reports(request: HttpRequest) -> HttpResponse:
    """The reports of every place where one presents, by place, the latest first."""
    require(request.user, Action.PRESENT)
    found = session_list_for_reports(request.user)
    place = request.GET.get("place", "").replace("\0", "")
    if place:
        found = found.filter(jurisdiction__slug=place)
    ordered = found.order_by("jurisdiction__name", "jurisdiction_id", "-ended_at", "-pk")
    context = {
        "page": Paginator(ordered, A_PAGE).get_page(request.GET.get("page")),
        "places": _places(request.user),
        "place": place,
    }
    return render(request, "facilitator/reports/list.html", context)


def _places(user: Person) -> list[tuple[str, str]]:
    """The places that have reports for this person to read: short name and name."""
    held = session_list_for_reports(user).order_by().values("jurisdiction")
    found = jurisdictions_for(user, Action.PRESENT).filter(pk__in=held).order_by("name")
    return list(found.values_list("slug", "name"))


@require_safe
@for_colleagues
def session_report(request: HttpRequest, key: str) -> HttpResponse:
    """The report of a session."""
    session = session_for_report(request.user, key)
    now = timezone.now()
    is_open = session.ended_at is not None and takes_late_notes(session.ended_at, now)
    takes_notes = is_open and may_run(request.user, session)
    read = report_of_session(session)
    context = {
        "session": session,
        "read": read,
        "takes_notes": takes_notes,
        "notes_until": session.ended_at and session.ended_at + LATE_NOTES,
        "slides": _slides_without(session, read) if takes_notes else [],
    }
    return render(request, "facilitator/reports/report.html", context)


def report_of_session(session: Session) -> ReportRead:
    """The kept report, to be read. Raises `SessionNotFound` where there is none."""
    if session.report is None:
        raise SessionNotFound
    return report_read(session.report)


def _slides_without(session: Session, read: ReportRead) -> list[tuple[str, str]]:
    """The slides that have no note yet: ids and titles. Notes that are there are changed."""
    noted = {one.slide for one in read.notes}
    return [
        (slide.id, f"{number}. {plain_inline(slide.title, smart=True)}")
        for number, _lesson, slide in session_module(session).numbered_slides()
        if slide.id not in noted
    ]


@require_safe
@for_colleagues
def session_report_pdf(request: HttpRequest, key: str) -> HttpResponseBase:
    """The report as accessible PDF."""
    session = session_for_report(request.user, key)
    read = report_of_session(session)
    try:
        made = report_pdf(read)
    except ReportFailed as error:
        messages.error(request, str(error))
        return redirect("facilitator:session_report", session.key)
    return _file(made, f"{read.file_name}.pdf", "application/pdf")


@require_safe
@for_colleagues
def session_report_csv(request: HttpRequest, key: str) -> HttpResponseBase:
    """The report for spreadsheets."""
    read = report_of_session(session_for_report(request.user, key))
    return _file(report_csv(read).encode(), f"{read.file_name}.csv", "text/csv; charset=utf-8")


def _file(content: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
@for_colleagues
def session_report_note(request: HttpRequest, key: str) -> HttpResponseBase:
    """Add or change a note of a slide after the end."""
    session = session_for_report(request.user, key)
    slide = request.POST.get("slide", "")
    try:
        note_keep(
            session=session, slide_id=slide, text=request.POST.get("text", ""), by=runner(request)
        )
    except SessionNotFound:
        raise
    except FacilitatorError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The note is kept."))
    return redirect(reverse("facilitator:session_report", args=[session.key]) + "#notes")


@require_http_methods(["GET", "HEAD", "POST"])
@for_colleagues
def session_raw_delete(request: HttpRequest, key: str) -> HttpResponseBase:
    """Delete single contributions before their time; asks once more."""
    session = session_for_report(request.user, key)
    if request.method == "POST":
        raw_delete(session=session, now=timezone.now())
        messages.success(request, _("The single contributions are deleted. The report stays."))
        return redirect("facilitator:session_report", session.key)
    return render(request, "facilitator/reports/delete_raw.html", {"session": session})
