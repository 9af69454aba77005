"""What a closed round lets the room see: its statements, with charts and words of the release."""

from dataclasses import dataclass

from cvi_survey.disclosure import Release
from cvi_survey.models import Round
from cvi_survey.reading import words as say
from cvi_survey.reading.talking import Topic, all_topics
from cvi_survey.reading.words import Words, words_of


@dataclass(frozen=True)
class Released:
    """A release in words and charts. `topics` are its statements, those to start with first.

    Without charts (too few have answered) `questions` are what there is to talk about.
    """

    release: Release
    words: Words
    topics: tuple[Topic, ...]

    @property
    def has_charts(self) -> bool:
        return self.release.has_charts

    @property
    def questions(self) -> tuple[str, ...]:
        return tuple(self.words.instrument.discussion)

    def topic(self, item: str) -> Topic:
        """The topic of a statement; the first one where there is no such statement."""
        return next((one for one in self.topics if one.shown.item.id == item), self.topics[0])

    def sentences(self) -> list[list[str]]:
        """Each statement as it was asked, and what the release says of it."""
        return [
            [
                topic.shown.item.text,
                " ".join(
                    one
                    for one in (
                        say.description(topic.shown.reading, self.words.labels),
                        topic.shown.word,
                    )
                    if one
                ),
            ]
            for topic in self.topics
        ]


def released_of(held: Round) -> Released | None:
    """What a round lets people see; None until it is closed."""
    release = held.release
    if release is None:
        return None
    words = words_of(held)
    return Released(release, words, all_topics(release, words))
