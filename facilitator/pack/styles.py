"""From a style sheet of the site to one of the pack: browsers mask nothing with a drawing from a
folder, so the drawings stand in the style sheet itself.
"""

import base64
import re
from collections.abc import Callable

_ADDRESS = re.compile(r'url\("?(?P<path>[^")]*)"?\)')


class StyleNotUnderstood(Exception):
    """A style sheet refers to something that the pack does not hold."""


def style_with_drawings(text: str, read: Callable[[str], bytes]) -> str:
    """The style sheet with each drawing it refers to (`url("icons/note.svg")`) inside it.

    Raises `StyleNotUnderstood` for any other address.
    """

    def inside(found: re.Match[str]) -> str:
        path = found["path"]
        if not path.endswith(".svg") or ":" in path or path.startswith("/"):
            raise StyleNotUnderstood(found[0])
        return f'url("data:image/svg+xml;base64,{base64.b64encode(read(path)).decode()}")'

    return _ADDRESS.sub(inside, text)
