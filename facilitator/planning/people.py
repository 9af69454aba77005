"""Adding co-facilitators to a session, and taking them out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from facilitator.console.guards import for_runners, runner
from facilitator.errors import FacilitatorError
from facilitator.models import Session
from facilitator.planning.forms import PersonForm
from facilitator.planning.inviting import co_facilitator_invite, co_facilitator_write
from facilitator.sessions.planning import co_facilitator_remove
from facilitator.sessions.selectors import session_for_owner
from jurisdictions.errors import InvalidRequest
from jurisdictions.models import User
from jurisdictions.services import user_find


@require_http_methods(["GET", "HEAD", "POST"])
@for_runners
def people(request: HttpRequest, key: str) -> HttpResponseBase:
    """Who helps to run a session. An address that nobody uses is asked about once more."""
    user = runner(request)
    session = session_for_owner(user, key)
    if session.is_ended:
        messages.error(request, _("This session has ended."))
        return redirect("facilitator:session", key)
    form = PersonForm(request.POST if request.method == "POST" else None)
    asks = False
    if form.is_valid():
        email = form.cleaned_data["email"]
        asks = user_find(email=email) is None and request.POST.get("confirmed") != "1"
        if not asks:
            try:
                added = co_facilitator_invite(
                    by=user, session=session, email=email, name=form.cleaned_data["name"]
                )
            except (FacilitatorError, InvalidRequest) as error:
                form.add_error("email", str(error))
            else:
                _tell(request, session, added)
                return redirect("facilitator:session_people", key)
    context = {
        "session": session,
        "form": form,
        "asks": asks,
        "helpers": session.co_facilitators.order_by("name", "email"),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "facilitator/planning/people.html", context, status=status)


def _tell(request: HttpRequest, session: Session, added: User) -> None:
    """Write to who was added, and say here what became of it."""
    url = request.build_absolute_uri(reverse("facilitator:session", args=[session.key]))
    if co_facilitator_write(session=session, user=added, by=runner(request), url=url):
        told = _("%(name)s is added, and a message is on its way.")
        messages.success(request, told % {"name": added.get_full_name()})
    else:
        told = _("%(name)s is added, but the message could not be sent: please tell them yourself.")
        messages.warning(request, told % {"name": added.get_full_name()})


@require_POST
@for_runners
def remove(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """Take a co-facilitator's rights back at once; asked once more while the session runs."""
    user = runner(request)
    session = session_for_owner(user, key)
    gone = User.objects.filter(pk=number, co_facilitations__session=session).first()
    if gone is not None:
        if session.is_live and request.POST.get("confirmed") != "1":
            context = {"session": session, "helper": gone}
            return render(request, "facilitator/planning/take_out.html", context)
        co_facilitator_remove(by=user, session=session, user=gone)
        told = _("%(name)s can no longer run this session.")
        messages.success(request, told % {"name": gone.get_full_name()})
    return redirect(reverse("facilitator:session_people", args=[key]))
