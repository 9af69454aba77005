"""Where people join: the short address that is read aloud, and the QR code with its key."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from cvi_survey.qr import qr_svg as _qr_svg
from facilitator.models import Session


def join_address(request: HttpRequest) -> str:
    """The address to read aloud, without "https://"."""
    return f"{request.get_host()}{reverse('facilitator:join')}".rstrip("/")


def join_link(request: HttpRequest, session: Session) -> str:
    """The whole address behind the QR code; empty for a session that has ended."""
    if not session.code:
        return ""
    path = reverse("facilitator:join_by_link", args=[session.code, session.join_key])
    return request.build_absolute_uri(path)


def qr_svg(link: str) -> SafeString:
    """The QR code of an address as SVG."""
    return _qr_svg(link) if link else SafeString()
