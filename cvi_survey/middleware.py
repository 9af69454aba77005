"""Keeps people out of the answering page: their cookies, addresses and browsers stay outside."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.security import SecurityMiddleware
from django.urls import resolve
from django.utils.cache import patch_cache_control

from cvi_survey.answering import PREFIX, URLCONF
from toolkit.middleware import ContentPolicyMiddleware

# What a request says about the person, the device and the way here. Nobody needs it.
POINTS_AT_SOMEBODY = (
    "HTTP_COOKIE",
    "HTTP_AUTHORIZATION",
    "HTTP_USER_AGENT",
    "HTTP_REFERER",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_REAL_IP",
    "HTTP_FORWARDED",
    "REMOTE_ADDR",
    "REMOTE_HOST",
    "REMOTE_PORT",
    "REMOTE_USER",
)


class AnonymousAnswersMiddleware:
    """Answers everything under `/s/` by itself; all else goes on to the stock middleware.

    It stands first, so that for this path neither the request log nor sessions, sign-in, CSRF,
    messages or the choice of language ever see the request. What is kept of the stock is what
    knows nobody: HTTPS and its headers, the content policy, compression.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.answer = SecurityMiddleware(
            ContentPolicyMiddleware(GZipMiddleware(self.answer_unseen))
        )

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        for name in POINTS_AT_SOMEBODY:
            request.META.pop(name, None)
        response = self.answer(request)
        assert isinstance(response, HttpResponseBase)  # noqa: S101 (no asynchronous stack here)
        # Django would log refusals with path and time.
        response._has_been_logged = True  # type: ignore[attr-defined]
        return response

    def answer_unseen(self, request: HttpRequest) -> HttpResponse:
        """The page itself, kept by nobody and saying to nobody where its reader came from."""
        try:
            match = resolve(request.path_info, urlconf=URLCONF)
        except Http404:
            response = HttpResponse(status=404)
        else:
            response = match.func(request, *match.args, **match.kwargs)
        patch_cache_control(response, no_store=True)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["X-Robots-Tag"] = "noindex"
        return response
