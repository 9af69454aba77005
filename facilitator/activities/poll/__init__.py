"""Poll: one choice, several choices, or a place on a scale."""

from facilitator.activities.poll.kind import Poll

KIND = Poll()
