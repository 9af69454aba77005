"""Exercises, reference lists as they count on this site, and their scorers.

Files are read once in a process. Accepted phrasings are asked for each time, with one small query,
so that a correction counts in every process at once.
"""

from collections import defaultdict
from functools import lru_cache

from django.conf import settings

from modules.content_folder import CONTENT
from quizzes.accepted import with_accepted
from quizzes.custom_lists.references import custom_reference
from quizzes.errors import ExerciseNotFound
from quizzes.exercises import (
    EXERCISES_FILE,
    Exercise,
    read_exercises,
    read_lexicon,
    read_lists,
)
from quizzes.knowledge import CHECKS_FILE, KnowledgeCheck, read_knowledge_checks
from quizzes.models import AcceptedPhrasing
from quizzes.scoring import Lexicon, ReferenceList, Scorer
from quizzes.scoring.meaning import MeaningModel, meaning_model

ENTRIES = CONTENT / "scoring" / "entries"
"""Labelled entries that the scorer's weights are made from."""
KEPT_ASIDE = CONTENT / "scoring" / "kept_aside" / "delta.jsonl"
"""Labelled entries that nothing is made from or tuned on."""


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
def knowledge_checks() -> tuple[KnowledgeCheck, ...]:
    """Every knowledge check of every module, in the order of the files. Raises `ContentError`."""
    folders = sorted(path.parent for path in CONTENT.glob(f"*/{CHECKS_FILE}"))
    return tuple(one for folder in folders for one in read_knowledge_checks(folder))


@lru_cache(maxsize=1)
def reference_lists() -> dict[str, ReferenceList]:
    """Every reference list of the files by its id. Raises `ContentError`."""
    folders = sorted(path.parent for path in CONTENT.glob(f"*/lists/{EXERCISES_FILE}"))
    return {one.id: one for folder in folders for one in read_lists(folder).values()}


def exercise_get(module_slug: str, key: str) -> Exercise:
    """The exercise at this address. Raises `ExerciseNotFound`."""
    try:
        return exercises()[module_slug, key]
    except KeyError as error:
        raise ExerciseNotFound(key) from error


def reference_list_get(list_id: str) -> ReferenceList:
    """A reference list with the phrasings accepted on this site; an editors' own list as well.

    One query, two for an editors' own list. Raises `KeyError` naming an id that no list has.
    """
    files = reference_lists()
    reference = files.get(list_id) or custom_reference(list_id, files)
    if reference is None:
        raise KeyError(list_id)
    return _merged(reference, accepted_phrasings(list_id))


def accepted_phrasings(list_id: str) -> tuple[tuple[str, str], ...]:
    """The phrasings that count for a list beside its own: pairs of an item's id and the words."""
    rows = AcceptedPhrasing.objects.active().filter(list_id=list_id).order_by("pk")
    return tuple(rows.values_list("item_id", "text"))


@lru_cache(maxsize=64)
def _merged(reference: ReferenceList, accepted: tuple[tuple[str, str], ...]) -> ReferenceList:
    by_item: dict[str, list[str]] = defaultdict(list)
    for item_id, text in accepted:
        by_item[item_id].append(text)
    return with_accepted(reference, by_item)


def scorer_get(list_id: str) -> Scorer:
    """The scorer of a reference list as it counts now; built again only when the list changed.

    Raises `KeyError` naming an id that no list has.
    """
    return _scorer(reference_list_get(list_id))


def shipped_scorer_get(list_id: str, *, with_model: bool = True) -> Scorer:
    """The scorer of a list as its file has it: no database, the same figures everywhere.

    Raises `KeyError` naming an id that no list has.
    """
    return _scorer(reference_lists()[list_id], with_model=with_model)


@lru_cache(maxsize=64)
def _scorer(reference: ReferenceList, *, with_model: bool = True) -> Scorer:
    """One scorer for each state of a list: the list itself is the key, so none is ever stale."""
    return Scorer(reference, lexicon(), meaning=meaning_in_use() if with_model else None)


def meaning_in_use() -> MeaningModel | None:
    """The model for sentence vectors, where it is installed and `TOOLKIT_SCORING_MODEL` is on."""
    return meaning_model() if settings.TOOLKIT_SCORING_MODEL else None
