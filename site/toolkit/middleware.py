"""What every answer carries: its content policy, the browser features it gives up, a log line."""

import logging
import time
from collections.abc import Callable

from csp.constants import SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from toolkit.settings.content_policy import EDITOR_POLICY, EDITOR_PREFIX, PERMISSIONS_POLICY

requests_log = logging.getLogger("toolkit.requests")


class ContentPolicyMiddleware(CSPMiddleware):
    """The public policy everywhere, the editor's policy under `/cms/`, framing for previews.

    A page that frames another of ours (the editor's preview does) needs it to allow that: a
    preview says so by itself; any other view says so with `csp.decorators.csp_update`.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        if getattr(request, "is_preview", False):
            parts.replace = {**(parts.replace or {}), "frame-ancestors": [SELF]}
        elif parts.config is None and request.path_info.startswith(EDITOR_PREFIX):
            parts.config = dict(EDITOR_POLICY)
        return parts

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        response = super().process_response(request, response)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class RequestLogMiddleware:
    """One line a request: method, path, status and milliseconds; nothing about the person.

    The line goes to `toolkit.requests`, which only `local` and `production` listen to.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not requests_log.isEnabledFor(logging.INFO):
            return self.get_response(request)
        started = time.perf_counter()
        response = self.get_response(request)
        if not getattr(request, "is_dummy", False):
            requests_log.info(
                "request",
                extra={
                    "method": request.method,
                    "path": request.path,
                    "status_code": response.status_code,
                    "milliseconds": round((time.perf_counter() - started) * 1000, 1),
                },
            )
        return response
