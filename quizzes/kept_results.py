"""Kept lists as people read them: guarded fetching, and what counts after corrections."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import cached_property

from jurisdictions.access import Action, Person, jurisdictions_for, require
from quizzes.accepted import text_key
from quizzes.corrections import (
    Comparison,
    Correction,
    JudgedEntry,
    Say,
    compared,
    corrected,
    judged,
)
from quizzes.enums import CorrectionKind
from quizzes.errors import ResultNotFound
from quizzes.models import AcceptedPhrasing, KeptScore, ListResult, ResultCorrection
from quizzes.scores_kept import score_from_dict
from quizzes.scoring import ListScore
from quizzes.selectors import scorer_get


@dataclass
class ReadResult:
    """A kept list with its newest score, or an older one, and what people said about it."""

    result: ListResult
    scores: tuple[KeptScore, ...]
    log: tuple[ResultCorrection, ...]

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        return in_force(self.log)

    @property
    def kept(self) -> KeptScore:
        """The score that counts: the newest."""
        return self.scores[-1]

    @cached_property
    def machine(self) -> ListScore:
        return score_from_dict(self.kept.score)

    @cached_property
    def score(self) -> ListScore:
        """What counts after corrections."""
        return corrected(self.machine, self.corrections)

    @cached_property
    def entries(self) -> tuple[JudgedEntry, ...]:
        return judged(self.machine, self.corrections)

    @cached_property
    def accepted_keys(self) -> frozenset[int]:
        """The corrections whose words count as a phrasing of their item by now. One query."""
        rows = AcceptedPhrasing.objects.active().filter(list_id=self.result.list_id)
        known = set(rows.order_by().values_list("item_id", "key"))
        return frozenset(
            one.key
            for one in self.corrections
            if (one.to_item_id or one.item_id, text_key(one.entry)) in known
        )

    @cached_property
    def is_outdated(self) -> bool:
        """Whether the list would be scored by another version now. Asks for the list."""
        try:
            return scorer_get(self.result.list_id).version != self.kept.version
        except KeyError:
            return False

    @cached_property
    def comparison(self) -> Comparison | None:
        """What the newest score changed, people's corrections counted in; None with only one."""
        if len(self.scores) < 2:
            return None
        before = corrected(score_from_dict(self.scores[-2].score), self.corrections)
        return compared(before, self.score)


def in_force(log: tuple[ResultCorrection, ...]) -> tuple[Correction, ...]:
    """The corrections that nobody took back, in their order."""
    undone = {one.undoes_id for one in log if one.undoes_id}
    return tuple(
        Correction(Say(one.kind), one.entry, one.item_id, one.to_item_id, one.pk)
        for one in log
        if one.kind != CorrectionKind.UNDO and one.pk not in undone
    )


def result_list_for_facilitator(user: Person) -> QuerySet[ListResult]:
    """The kept lists of the jurisdictions where `user` presents, newest first.

    Raises `NotAllowed` for who presents nowhere.
    """
    require(user, Action.PRESENT)
    places = jurisdictions_for(user, Action.PRESENT)
    found = ListResult.objects.filter(jurisdiction__in=places)
    return found.select_related("jurisdiction", "kept_by").prefetch_related("scores", "corrections")


def result_for_facilitator(user: Person, key: int) -> ReadResult:
    """One kept list. Raises `NotAllowed`, `ResultNotFound` also for one of another jurisdiction."""
    found = result_list_for_facilitator(user).filter(pk=key).first()
    if found is None:
        raise ResultNotFound
    return read_result(found)


def read_result(result: ListResult) -> ReadResult:
    """A kept list read; of rows fetched with it where they were."""
    log = sorted(result.corrections.all(), key=lambda one: one.pk)
    scores = sorted(result.scores.all(), key=lambda one: one.pk)
    return ReadResult(result, tuple(scores), tuple(log))


def correction_for_facilitator(user: Person, result_key: int, key: int) -> ResultCorrection:
    """One correction of a kept list. Raises `NotAllowed`, `ResultNotFound`."""
    read = result_for_facilitator(user, result_key)
    found = next((one for one in read.log if one.pk == key), None)
    if found is None:
        raise ResultNotFound
    return found
