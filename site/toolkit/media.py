"""Uploaded files, handed out so that none of them can act as a page of ours.

Whatever somebody uploads, a browser never runs it with our cookies: pictures and PDF are shown in
a sandbox without scripts, everything else is only offered for saving.
"""

import mimetypes
import re
from pathlib import PurePosixPath
from typing import BinaryIO

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from django.views.static import was_modified_since

from toolkit.settings.content_policy import MEDIA_POLICY

SHOWN_TYPES = frozenset(
    {
        "application/pdf",
        "image/avif",
        "image/gif",
        "image/jpeg",
        "image/png",
        "image/svg+xml",
        "image/webp",
    }
)
UNKNOWN_TYPE = "application/octet-stream"
ONE_RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")


@require_safe
def media_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """The stored file at `path` (relative to the media folder).

    Answers 304 when the browser's copy is current, 206 or 416 to a single byte range, and raises
    `Http404` for what is missing, a folder or outside the store.
    """
    file = stored_file(path)
    modified = int(default_storage.get_modified_time(path).timestamp())
    if not was_modified_since(request.headers.get("if-modified-since"), modified):
        return protected(HttpResponse(status=304), modified)
    name = PurePosixPath(path).name
    media_type = mimetypes.guess_type(name)[0] or UNKNOWN_TYPE
    shown = media_type in SHOWN_TYPES
    size = default_storage.size(path)
    wanted = byte_range(request.headers.get("range", ""), size)
    if wanted is not None and wanted[0] >= wanted[1]:
        file.close()
        refusal = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        return protected(refusal, modified)
    if wanted is not None:
        file.seek(wanted[0])
    response = FileResponse(
        file if wanted is None else BoundedFile(file, wanted[1] - wanted[0]),
        as_attachment=not shown,
        filename=name,
        content_type=media_type if shown else UNKNOWN_TYPE,
        status=200 if wanted is None else 206,
    )
    first, end = wanted or (0, size)
    response.headers["Content-Length"] = str(end - first)
    if wanted is not None:
        response.headers["Content-Range"] = f"bytes {first}-{end - 1}/{size}"
    return protected(response, modified)


def stored_file(path: str) -> BinaryIO:
    """The open file at `path` in the store; `Http404` when there is none to hand out."""
    if "\0" in path or "\\" in path or ".." in PurePosixPath(path).parts:
        raise Http404
    try:
        return default_storage.open(path, "rb")  # type: ignore[return-value]
    except (OSError, SuspiciousFileOperation) as error:
        raise Http404 from error


def byte_range(header: str, size: int) -> tuple[int, int] | None:
    """First byte and the one after the last, or None when the whole file is wanted.

    A range that cannot be satisfied comes back empty. Several ranges at once count as the whole
    file, as RFC 9110 (14.2) allows.
    """
    found = ONE_RANGE.match(header)
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        return max(0, size - int(last)), size
    if int(first) >= size or (last and int(last) < int(first)):
        return size, size
    return int(first), min(int(last) + 1, size) if last else size


def protected(response: HttpResponseBase, modified: int) -> HttpResponseBase:
    """The response with the headers that keep a file from acting as a page of ours."""
    response.headers["Content-Security-Policy"] = MEDIA_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Last-Modified"] = http_date(modified)
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


class BoundedFile:
    """The next `length` bytes of an open file, read in pieces; closing closes the file."""

    def __init__(self, file: BinaryIO, length: int) -> None:
        self.file = file
        self.left = length

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes (all that are left for -1); empty at the end of the piece."""
        piece = self.file.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(piece)
        return piece

    def close(self) -> None:
        """Close the underlying file."""
        self.file.close()
