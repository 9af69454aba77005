"""What the apps above bring to a slide, without this app importing them.

An app that has a page for a kind of activity says so in its `AppConfig.ready()`:

    activity_register("list-recall", address)

`address(module_slug, key)` gives the page's address, or an empty string where there is none for
that key. An activity without a page is done with paper and pencil.
"""

from collections.abc import Callable
from typing import TypeAlias

Address: TypeAlias = Callable[[str, str], str]

More: TypeAlias = Callable[[str, str], tuple[str, str]]

_activities: dict[str, Address] = {}
_more: list[More] = []
_reveals: list[Address] = []


def activity_register(kind: str, address: Address) -> None:
    """Say where the activities of this kind are done. Raises `ValueError` for a kind taken."""
    if _activities.setdefault(kind, address) is not address:
        raise ValueError(f"The activity kind '{kind}' has a page already.")


def more_register(more: More) -> None:
    """Say what else can be done where an activity is: `more(module_slug, key)` gives title and
    address, both empty where there is nothing else."""
    if more not in _more:
        _more.append(more)


def reveal_register(address: Address) -> None:
    """Say where the activity with a certain key is done, for the slides that answer it."""
    if address not in _reveals:
        _reveals.append(address)


def activity_url(module_slug: str, kind: str, key: str) -> str:
    """Where this activity is done; empty if it has no page."""
    address = _activities.get(kind)
    return address(module_slug, key) if address else ""


def activity_more(module_slug: str, key: str) -> list[tuple[str, str]]:
    """Titles and addresses of what else can be done where this activity is."""
    return [found for more in _more if (found := more(module_slug, key))[1]]


def reveal_url(module_slug: str, key: str) -> str:
    """Where the activity is done that a slide answers (its `reveals`); empty if nowhere."""
    return next((url for address in _reveals if (url := address(module_slug, key))), "")
