"""What stands before every page about surveys: sign-in, and the errors that people can act on."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from cvi_survey.errors import RoundNotFound, SurveyError
from jurisdictions.models import User

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def for_facilitators(view: View[P]) -> View[P]:
    """Send visitors to sign-in and back, let nobody keep the page, and hide others' rounds.

    Who may see what is decided by the selectors; a person without the role gets a 403.
    """

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except RoundNotFound as error:
            raise Http404(str(error)) from error
        except SurveyError as error:
            # Somebody was quicker, or the page is an old one: said, and nothing was changed.
            context = {"problem": str(error), "pk": kwargs.get("pk")}
            response = render(request, "cvi_survey/problem.html", context, status=409)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return guarded


def person_of(request: HttpRequest) -> User:
    """The person who is signed in."""
    assert isinstance(request.user, User)  # noqa: S101 (`login_required` stands before)
    return request.user
