"""Open question: people write, the facilitator looks it over, the wall shows a cloud or cards."""

from facilitator.activities.open_question.kind import OpenQuestion

KIND = OpenQuestion()
