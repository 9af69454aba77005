"""Values warm-up: an anonymous round of the inventory, held by the rules of the survey."""

from facilitator.activities.values.kind import Values

KIND = Values()
