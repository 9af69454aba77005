"""The pages of the practice library."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from modules.practice.selectors import calling_slide_list, library_get
from modules.rendering import Citations


@require_safe
def practice_list(request: HttpRequest) -> HttpResponse:
    """Every entry of the library."""
    return render(request, "modules/practice/list.html", {"entries": library_get().entries})


@require_safe
def practice_entry(request: HttpRequest, entry_id: str) -> HttpResponse:
    """One entry, with what it cites and the slides that call for it."""
    library = library_get()
    entry = library.entry(entry_id)
    if entry is None:
        raise Http404
    references = library.cited(entry)
    context = {
        "entry": entry,
        "citations": Citations(references),
        "references": list(enumerate(references, start=1)),
        "slides": calling_slide_list(entry),
        "others": [one for one in library.entries if one is not entry],
    }
    return render(request, "modules/practice/entry.html", context)
