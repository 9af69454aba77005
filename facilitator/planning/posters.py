"""The poster with the code: for the wall, for tables, for a second screen."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from facilitator.console.guards import for_runners, runner
from facilitator.joining_address import join_address, join_link, qr_svg
from facilitator.planning.phone_address import phone_address
from facilitator.sessions.codes import code_in_groups
from facilitator.sessions.selectors import session_for_facilitator

TENT = "tent"


@require_safe
@for_runners
def poster(request: HttpRequest, key: str) -> HttpResponseBase:
    """One page to print; `?form=tent` prints it to be folded and put on a table."""
    session = session_for_facilitator(runner(request), key)
    if not session.code:
        return redirect("facilitator:session", key)
    is_tent = request.GET.get("form") == TENT
    context = {
        "session": session,
        "code": code_in_groups(session.code),
        "join_address": join_address(request),
        "qr": qr_svg(join_link(request, session)),
        "phones": phone_address(request),
        "is_tent": is_tent,
        "faces": ("back", "front") if is_tent else ("front",),
    }
    return render(request, "facilitator/planning/poster.html", context)
