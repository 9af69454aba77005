"""Break: until when."""

from facilitator.activities.pause.kind import Pause

KIND = Pause()
