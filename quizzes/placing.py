"""Ordering and matching: things to place, shown mixed, and how each was placed. Pure."""

import random
from dataclasses import dataclass

from quizzes.exercises import Exercise, ExerciseKind


@dataclass(frozen=True)
class Placing:
    """What is placed (mixed), where it can go, and where each belongs (numbers from 1).

    `groups` are the choices in order, each with its things in order: the answer.
    """

    things: tuple[str, ...]
    choices: tuple[str, ...]
    answers: tuple[int, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...]

    def is_placed(self, number: int, choice: str) -> bool:
        """Whether thing `number` (from 1) was given the place where it belongs."""
        return choice == str(self.answers[number - 1])


def placing_of(exercise: Exercise) -> Placing:
    """The things of an ordering or matching exercise, mixed the same way each time."""
    if exercise.kind is ExerciseKind.ORDERING:
        pairs = [(thing, number) for number, thing in enumerate(exercise.order, start=1)]
        choices = tuple(str(number) for number in range(1, len(pairs) + 1))
    else:
        pairs = [
            (member, number)
            for number, group in enumerate(exercise.groups, start=1)
            for member in group.members
        ]
        choices = tuple(group.name for group in exercise.groups)
    groups = tuple(
        (choice, tuple(thing for thing, place in pairs if place == number))
        for number, choice in enumerate(choices, start=1)
    )
    mixed = pairs[:]
    shuffle = random.Random(exercise.key)  # noqa: S311
    while mixed == pairs and len(set(pairs)) > 1:
        shuffle.shuffle(mixed)
    return Placing(
        tuple(thing for thing, _ in mixed), choices, tuple(place for _, place in mixed), groups
    )
