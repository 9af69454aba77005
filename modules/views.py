"""Search, and links that survive a page's moving."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page

from modules.searching import LONGEST_QUERY, found_list

RESULTS_PER_PAGE = 10


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Slides and modules that match the query `q`, ten a page."""
    query = " ".join(request.GET.get("q", "").replace("\x00", "").split())
    is_too_long = len(query) > LONGEST_QUERY
    results = [] if is_too_long or not query else found_list(query, request)
    page = Paginator(results, RESULTS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "query": query[:LONGEST_QUERY],
        "too_long": is_too_long,
        "results": page.object_list,
        "page_obj": page,
        "total": len(results),
    }
    return render(request, "modules/search.html", context)


@require_safe
def go_to_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """A link that an editor set to a page of this site, wherever that page is now."""
    page = Page.objects.live().filter(pk=page_id).first()
    url = page.get_url(request) if page else None
    if not url:
        raise Http404
    return HttpResponseRedirect(url)
