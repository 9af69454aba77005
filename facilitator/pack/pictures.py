"""The pictures of a pack: copied under names of the pack's own, as far as they can be read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage

from modules.document import Module, Slide
from modules.markup import plain_inline
from modules.selectors import ShownPicture
from modules.validation import slide_pictures

KINDS = frozenset({".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"})
"""The endings of files that a browser shows as a picture and runs nothing of."""


@dataclass(frozen=True)
class PackPictures:
    """`shown` gives each picture by its `src`, at its place in the pack; `files` what stands there.

    `missing` names the slides, by their titles, whose pictures could not be read.
    """

    shown: Mapping[str, ShownPicture]
    files: Mapping[str, bytes]
    missing: tuple[str, ...]


def pictures_read(module: Module, pictures: Mapping[str, ShownPicture]) -> PackPictures:
    """Read the pictures of the module's slides. One that cannot be read is left out."""
    shown: dict[str, ShownPicture] = {}
    files: dict[str, bytes] = {}
    missing: list[str] = []
    for slide in module.slides:
        for src in slide_pictures(slide):
            if src in shown:
                continue
            picture = pictures.get(src)
            body = _read(picture.name) if picture else None
            if picture is None or body is None:
                missing.append(_title(slide))
                continue
            ending = PurePosixPath(picture.name).suffix.lower()
            path = f"assets/pictures/picture-{len(files) + 1:02}{ending}"
            files[path] = body
            shown[src] = replace(picture, url=path)
    return PackPictures(shown, files, tuple(dict.fromkeys(missing)))


def _title(slide: Slide) -> str:
    return plain_inline(slide.title, smart=True)


def _read(name: str) -> bytes | None:
    if PurePosixPath(name).suffix.lower() not in KINDS:
        return None
    try:
        with default_storage.open(name) as file:
            return bytes(file.read())
    except (OSError, SuspiciousFileOperation):
        return None
