"""What a ballot holds, as a document of one length for everybody of a round. Pure.

The document is JSON: `{"system": "court", "places": [4, null, 2]}`, one place for each statement in
the order of the instrument (null: prefers not to say), filled up with blanks.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    """What a round's ballots can say: its statements, the points of the scale, the systems."""

    items: tuple[str, ...]
    points: int
    systems: tuple[str, ...]

    @property
    def length(self) -> int:
        """The length of every document, in bytes: that of the longest."""
        return max(
            len(_written(system, [None] * len(self.items))) for system in ("", *self.systems)
        )

    def document(self, system: str, places: Sequence[int | None]) -> bytes:
        """The document to seal, filled up to `length`."""
        return _written(system, places).ljust(self.length)

    def read(self, document: bytes) -> tuple[str, list[int | None]]:
        """System and places of a document."""
        data = json.loads(document)
        return data["system"], data["places"]


def _written(system: str, places: Sequence[int | None]) -> bytes:
    return json.dumps({"system": system, "places": list(places)}, separators=(",", ":")).encode()
