"""The exercises that came with the content, and their scorers. Read once in a process."""

from functools import lru_cache

from modules.content_folder import CONTENT
from quizzes.errors import ExerciseNotFound
from quizzes.exercises import (
    EXERCISES_FILE,
    Exercise,
    read_exercises,
    read_lexicon,
    read_lists,
)
from quizzes.scoring import Lexicon, ReferenceList, Scorer


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The field's words. Raises `ContentError`."""
    return read_lexicon(CONTENT / "lexicon.yaml")


@lru_cache(maxsize=1)
def exercises() -> dict[tuple[str, str], Exercise]:
    """Every exercise by module slug and key. Raises `ContentError`."""
    folders = sorted(path.parent for path in CONTENT.glob(f"*/lists/{EXERCISES_FILE}"))
    found = (one for folder in folders for one in read_exercises(folder))
    return {(one.module, one.key): one for one in found}


@lru_cache(maxsize=1)
def reference_lists() -> dict[str, ReferenceList]:
    """Every reference list by its id. Raises `ContentError`."""
    folders = sorted(path.parent for path in CONTENT.glob(f"*/lists/{EXERCISES_FILE}"))
    return {one.id: one for folder in folders for one in read_lists(folder).values()}


def exercise_get(module_slug: str, key: str) -> Exercise:
    """The exercise at this address. Raises `ExerciseNotFound`."""
    try:
        return exercises()[module_slug, key]
    except KeyError as error:
        raise ExerciseNotFound(key) from error


@lru_cache(maxsize=32)
def scorer_get(list_id: str) -> Scorer:
    """The scorer of a reference list. Raises `KeyError` naming an id that no list has."""
    return Scorer(reference_lists()[list_id], lexicon())
