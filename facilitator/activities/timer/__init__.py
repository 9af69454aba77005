"""Timer: something to do in pairs, at tables or alone, for so many minutes."""

from facilitator.activities.timer.kind import Timer

KIND = Timer()
