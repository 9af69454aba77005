"""What a room does together. One folder a kind; each is found by being here.

A kind is one `ActivityKind` named `KIND` in the folder's `__init__.py`, and four templates in
`templates/facilitator/activities/<name>/`: `phone.html`, `stage.html`, `console.html`,
`report.html`. `docs/activities.md` shows how to write one.
"""

import pkgutil
from functools import lru_cache
from importlib import import_module

from facilitator.activities.kind import ActivityKind, Suggestion

__all__ = [
    "ActivityKind",
    "Suggestion",
    "activity_scripts",
    "activity_styles",
    "kind_of",
    "kinds",
]


@lru_cache(maxsize=1)
def kinds() -> dict[str, ActivityKind]:
    """Every kind of activity by its name, in the order in which they are offered."""
    found = [
        import_module(f"{__name__}.{one.name}").KIND
        for one in pkgutil.iter_modules(__path__)
        if one.ispkg
    ]
    return {one.name: one for one in sorted(found, key=lambda one: (one.place, one.name))}


def kind_of(name: str) -> ActivityKind:
    """The kind with this name. Raises `KeyError` naming one that is not there."""
    return kinds()[name]


def activity_styles() -> list[str]:
    """The style sheets of all kinds, as paths of static files: any may be at hand next."""
    return list(dict.fromkeys(style for one in kinds().values() for style in one.styles))


def activity_scripts() -> list[str]:
    """The scripts of all kinds, as paths of static files."""
    return list(dict.fromkeys(script for one in kinds().values() for script in one.scripts))
