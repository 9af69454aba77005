"""What stands before every page about a session: sign-in, whose it is, and that nothing is kept."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

from facilitator.errors import ActivityNotFound, SessionNotFound
from jurisdictions.models import User
from modules.errors import ModuleNotFound

View = Callable[..., HttpResponseBase]


def for_runners(view: View) -> View:
    """Send visitors to sign-in and back; a session that is not one's own is not found.

    Who may run which is decided by `sessions.selectors`; a co-facilitator needs no role.
    """

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except (SessionNotFound, ActivityNotFound, ModuleNotFound) as error:
            raise Http404(str(error)) from error
        patch_cache_control(response, private=True, no_store=True)
        return response

    return guarded


def runner(request: HttpRequest) -> User:
    """The person who asks; the guard has let no visitor through."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 (for the type checker)
    return user
