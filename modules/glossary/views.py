"""The page of the glossary."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from modules.glossary.selectors import glossary_get
from modules.rendering import Citations


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Every term, from A to Z; each has its address, as in `/glossary/#case-plan`."""
    found = glossary_get()
    citations = Citations(found.references)
    context = {
        "glossary": found,
        "citations": citations,
        "references": list(enumerate(found.references, start=1)),
    }
    return render(request, "modules/glossary/glossary.html", context)
