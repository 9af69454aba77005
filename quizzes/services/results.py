"""Lists that are kept: keeping, correcting, scoring again, deleting. Nothing here knows a request.

A kept list has its entries, every score ever made of it, and every correction; none is changed
afterwards, and what counts is worked out from them.
"""

from collections.abc import Sequence
from hashlib import sha256
from json import dumps

from django.db import transaction
from django.utils.translation import gettext as _

from jurisdictions.access import Action, require
from jurisdictions.models import Jurisdiction, User
from quizzes.corrections import Correction, Say
from quizzes.enums import CorrectionKind, PhrasingSource
from quizzes.errors import InvalidCorrection, NothingToKeep, ResultNotFound, UnknownItem
from quizzes.models import AcceptedPhrasing, KeptScore, ListResult, ResultCorrection
from quizzes.scores_kept import score_as_dict, score_from_dict
from quizzes.scoring import ListScore, ReferenceList
from quizzes.selectors import scorer_get
from quizzes.services.phrasings import phrasing_accept

MOST_CORRECTIONS = 500
"""Corrections of one kept list, undone ones too."""


@transaction.atomic
def result_keep(
    *,
    by: User,
    jurisdiction: Jurisdiction,
    list_id: str,
    entries: Sequence[str],
    title: str,
    module: str = "",
    exercise: str = "",
    corrections: Sequence[Correction] = (),
    token: str = "",
    score: ListScore | None = None,
) -> ListResult:
    """Keep a list with its score as of now and the corrections already made.

    `token` names one press of the button: the same list, sent twice with one token, is kept once.
    `score` is that of the entries where they were scored just before; an older one is not used.
    Raises `NotAllowed` unless `by` may present in the jurisdiction, `NothingToKeep`, `UnknownItem`
    for a list that is not there.
    """
    require(by, Action.PRESENT, jurisdiction)
    if not any(one.strip() for one in entries):
        raise NothingToKeep
    try:
        scorer = scorer_get(list_id)
    except KeyError as error:
        raise UnknownItem from error
    if score is None or not _is_of(score, entries, scorer.version):
        score = scorer.score(entries)
    said = [(one.say, one.entry, one.item_id, one.to_item_id) for one in corrections]
    parts = [by.pk, jurisdiction.pk, list_id, list(entries), said, token]
    result, is_new = ListResult.objects.get_or_create(
        keep_key=sha256(dumps(parts).encode()).hexdigest(),
        defaults={
            "jurisdiction": jurisdiction,
            "module": module,
            "exercise": exercise,
            "list_id": list_id,
            "title": title[:255],
            "entries": list(entries),
            "kept_by": by,
        },
    )
    if is_new:
        _score_keep(result, score, by)
        for one in corrections:
            _correction_add(result, one, by, score.reference)
    return result


def _is_of(score: ListScore, entries: Sequence[str], version: str) -> bool:
    """Whether a score is of just these entries, as lists are scored now."""
    return score.version == version and [one.text for one in score.entries] == list(entries)


def _score_keep(result: ListResult, score: ListScore, by: User) -> KeptScore:
    return KeptScore.objects.create(
        result=result, version=score.version, score=score_as_dict(score), made_by=by
    )


@transaction.atomic
def result_rescore(*, result: ListResult, by: User) -> KeptScore:
    """Score a kept list as lists are scored now, beside the scores that it has.

    Nothing new is made where the version is still the same. Raises `NotAllowed`, `ResultNotFound`
    for a list that was deleted meanwhile, `UnknownItem` where the reference list is gone.
    """
    require(by, Action.PRESENT, result.jurisdiction)
    locked = _locked(result)
    last = locked.scores.order_by("-pk").first()
    try:
        scorer = scorer_get(locked.list_id)
    except KeyError as error:
        raise UnknownItem from error
    if last is not None and last.version == scorer.version:
        return last
    return _score_keep(locked, scorer.score(locked.entries), by)


@transaction.atomic
def result_correct(*, result: ListResult, correction: Correction, by: User) -> ResultCorrection:
    """Say what an entry of a kept list covers, beside what the scorer found.

    Raises `NotAllowed`, `ResultNotFound`, `UnknownItem`, `InvalidCorrection`.
    """
    require(by, Action.PRESENT, result.jurisdiction)
    locked = _locked(result)
    last = locked.scores.order_by("-pk").first()
    if last is None:
        raise ResultNotFound
    return _correction_add(locked, correction, by, score_from_dict(last.score).reference)


def _correction_add(
    result: ListResult, correction: Correction, by: User, reference: ReferenceList
) -> ResultCorrection:
    ids = {item.id for item in reference.items}
    wanted = {correction.item_id, correction.to_item_id} - {""}
    if not correction.item_id or not wanted <= ids:
        raise UnknownItem
    if (correction.say is Say.MOVE) != bool(correction.to_item_id):
        raise UnknownItem
    if correction.item_id == correction.to_item_id:
        raise InvalidCorrection(_("It stands at this point already. Choose another one."))
    if correction.entry not in result.entries:
        raise InvalidCorrection(_("This entry is not on the list."))
    if result.corrections.count() >= MOST_CORRECTIONS:
        raise InvalidCorrection(_("This list has as many corrections as one can hold."))
    return ResultCorrection.objects.create(
        result=result,
        kind=CorrectionKind(correction.say.value),
        entry=correction.entry,
        item_id=correction.item_id,
        to_item_id=correction.to_item_id,
        by=by,
    )


@transaction.atomic
def result_undo(*, correction: ResultCorrection, by: User) -> ResultCorrection:
    """Take a correction back; twice changes nothing. Raises `NotAllowed`, `InvalidCorrection`."""
    require(by, Action.PRESENT, correction.result.jurisdiction)
    _locked(correction.result)
    if correction.kind == CorrectionKind.UNDO:
        raise InvalidCorrection(_("To do it again, press the button of the match again."))
    made, _is_new = ResultCorrection.objects.get_or_create(
        undoes=correction,
        defaults={
            "result": correction.result,
            "kind": CorrectionKind.UNDO,
            "entry": correction.entry,
            "item_id": correction.item_id,
            "by": by,
        },
    )
    return made


def result_phrasing_accept(
    *, correction: ResultCorrection, by: User, text: str = ""
) -> tuple[AcceptedPhrasing, bool]:
    """Let the words of a corrected entry count for the item that the correction names.

    `text` is what to keep of a longer entry; the whole entry if it is empty. Raises as
    `phrasing_accept` does, `InvalidCorrection` for a correction that says 'not this'.
    """
    require(by, Action.PRESENT, correction.result.jurisdiction)
    if correction.kind in (CorrectionKind.REJECT, CorrectionKind.UNDO):
        raise InvalidCorrection(_("Say first which point the entry covers."))
    return phrasing_accept(
        list_id=correction.result.list_id,
        item_id=correction.to_item_id or correction.item_id,
        text=text.strip() or correction.entry,
        by=by,
        source=PhrasingSource.CORRECTION,
    )


@transaction.atomic
def result_delete(*, result: ListResult, by: User) -> None:
    """Delete a kept list with its scores and corrections. Raises `NotAllowed`.

    Phrasings that were accepted from it stay: they hold nothing of the room.
    """
    require(by, Action.PRESENT, result.jurisdiction)
    ListResult.objects.filter(pk=result.pk).delete()


def _locked(result: ListResult) -> ListResult:
    found = ListResult.objects.select_for_update().filter(pk=result.pk).first()
    if found is None:
        raise ResultNotFound
    return found
