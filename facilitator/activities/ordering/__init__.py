"""Ordering and matching: everybody gives each thing its place; the wall shows how the room did."""

from facilitator.activities.ordering.kind import Ordering

KIND = Ordering()
