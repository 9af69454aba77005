"""The stage on another computer, such as the one that stands in the room: opened by a code, so that
nobody has to sign in there. It shows what the room sees, and can do nothing.
"""

import hmac

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_http_methods

from facilitator.enums import Phase
from facilitator.errors import RoomNotFound, SessionNotFound, TooManyWrongCodes
from facilitator.models import Session
from facilitator.room.guessing import require_tries_left, wrong_code_count
from facilitator.room.joining import LONGEST_TYPED, for_phones
from facilitator.sessions.codes import CODE_LENGTH, CODE_LETTERS, code_as_typed

COOKIE = "toolkit_wall"
LASTS_SECONDS = 16 * 60 * 60
MORE_LETTERS = 4
"""Letters after the room's own code: those in the room know that one."""

_signer = TimestampSigner(salt="facilitator.console.wall_door")


def wall_code(session: Session) -> str:
    """The code of a session's stage: the room's, and four letters more. Empty after the end."""
    return f"{session.code}{_more(session)}" if session.code else ""


def _more(session: Session) -> str:
    mark = salted_hmac("facilitator.console.wall_code", session.key, algorithm="sha256")
    value = int(mark.hexdigest(), 16)
    letters = []
    for _letter in range(MORE_LETTERS):
        value, place = divmod(value, len(CODE_LETTERS))
        letters.append(CODE_LETTERS[place])
    return "".join(letters)


def session_of_wall_code(typed: str) -> Session:
    """The session, planned or running, whose stage has this code. Raises `RoomNotFound`."""
    code = code_as_typed(typed)
    found = Session.objects.filter(code=code[:CODE_LENGTH]).first() if code else None
    if found is None or not hmac.compare_digest(wall_code(found).encode(), code.encode()):
        raise RoomNotFound
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@for_phones
def door(request: HttpRequest) -> HttpResponseBase:
    """Where the code of a stage is typed."""
    if request.method != "POST":
        return render(request, "facilitator/console/wall_door.html", {"typed": ""})
    typed = request.POST.get("code", "")[:LONGEST_TYPED]
    try:
        require_tries_left(request)
        session = session_of_wall_code(typed)
    except RoomNotFound as error:
        wrong_code_count(request)
        return _again(request, typed, str(error), 404)
    except TooManyWrongCodes as error:
        return _again(request, typed, str(error), 429)
    path = reverse("facilitator:session_stage", args=[session.key])
    response = redirect(path)
    response.set_cookie(
        COOKIE,
        _signer.sign(session.key),
        max_age=LASTS_SECONDS,
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _again(request: HttpRequest, typed: str, problem: str, status: int) -> HttpResponse:
    context = {"typed": typed, "problem": problem}
    return render(request, "facilitator/console/wall_door.html", context, status=status)


def session_for_wall(request: HttpRequest, key: str) -> Session:
    """The session whose stage this computer was let in to, until it ends.

    Raises `SessionNotFound`.
    """
    try:
        is_in = _signer.unsign(request.COOKIES.get(COOKIE, ""), max_age=LASTS_SECONDS) == key
    except BadSignature as error:
        raise SessionNotFound from error
    found = Session.objects.select_related("jurisdiction").filter(key=key).first()
    if not is_in or found is None or found.phase == Phase.ENDED:
        raise SessionNotFound
    return found
