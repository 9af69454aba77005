"""Accepting and withdrawing phrasings. What was done stays on record."""

from django.db import transaction
from django.utils.translation import gettext as _

from jurisdictions.models import User
from quizzes.accepted import text_key
from quizzes.enums import PhrasingAction, PhrasingSource
from quizzes.errors import InvalidPhrasing, UnknownItem
from quizzes.list_access import require_list_review
from quizzes.models import AcceptedPhrasing, PhrasingChange
from quizzes.models.phrasings import LONGEST_PHRASING
from quizzes.scoring.reference import Item
from quizzes.selectors import scorer_get

MOST_PHRASINGS = 80
"""Phrasings of one item that count beside its own: each makes every comparison a little slower."""


@transaction.atomic
def phrasing_accept(
    *, list_id: str, item_id: str, text: str, by: User, source: PhrasingSource = PhrasingSource.HAND
) -> tuple[AcceptedPhrasing, bool]:
    """Let `text` count as a way of saying an item, on this site, from now on.

    The second value says whether that is new; accepting twice changes nothing. Raises `NotAllowed`,
    `UnknownItem`, and `InvalidPhrasing` for a text that is empty, too long, or taken.
    """
    require_list_review(by, list_id)
    text = " ".join(text.split())
    key = text_key(text)
    there = AcceptedPhrasing.objects.select_for_update().filter(
        list_id=list_id, item_id=item_id, key=key
    )
    found = there.first()
    if found is not None and found.is_active:
        return found, False
    _validate(list_id, item_id, text, key)
    if found is not None:
        return _change(found, PhrasingAction.RESTORED, source, by), True
    made, is_new = AcceptedPhrasing.objects.get_or_create(
        list_id=list_id, item_id=item_id, key=key, defaults={"text": text}
    )
    if not is_new:  # Somebody accepted the same words a moment ago.
        return made, False
    return _change(made, PhrasingAction.ACCEPTED, source, by), True


@transaction.atomic
def phrasing_withdraw(
    *, phrasing: AcceptedPhrasing, by: User, source: PhrasingSource = PhrasingSource.HAND
) -> AcceptedPhrasing:
    """Let a phrasing count no longer; twice changes nothing. Raises `NotAllowed`."""
    require_list_review(by, phrasing.list_id)
    found = AcceptedPhrasing.objects.select_for_update().get(pk=phrasing.pk)
    if not found.is_active:
        return found
    return _change(found, PhrasingAction.WITHDRAWN, source, by)


def phrasing_restore(*, phrasing: AcceptedPhrasing, by: User) -> AcceptedPhrasing:
    """Let a withdrawn phrasing count again. Raises as `phrasing_accept` does."""
    found, _is_new = phrasing_accept(
        list_id=phrasing.list_id, item_id=phrasing.item_id, text=phrasing.text, by=by
    )
    return found


def _change(
    phrasing: AcceptedPhrasing, action: PhrasingAction, source: PhrasingSource, by: User
) -> AcceptedPhrasing:
    phrasing.is_active = action is not PhrasingAction.WITHDRAWN
    phrasing.save(update_fields=["is_active"])
    PhrasingChange.objects.create(phrasing=phrasing, action=action, source=source, by=by)
    return phrasing


def _validate(list_id: str, item_id: str, text: str, key: str) -> None:
    if not key:
        raise InvalidPhrasing(_("Write the phrasing in words."))
    if len(text) > LONGEST_PHRASING:
        raise InvalidPhrasing(
            _("A phrasing has at most %(most)d characters. Keep the part that says the point.")
            % {"most": LONGEST_PHRASING}
        )
    try:
        scorer = scorer_get(list_id)
        item = scorer.reference.item(item_id)
    except KeyError as error:
        raise UnknownItem from error
    for other in scorer.reference.items:
        if key in {text_key(one) for one in (other.text, *other.phrasings)}:
            raise _taken(text, other, item)
    noted = next(iter(scorer.score_entry(text).notes), None)
    if noted is not None:
        raise InvalidPhrasing(
            _("“%(text)s” goes beyond what should be shared (%(name)s), so it cannot count.")
            % {"text": text, "name": noted.private.name}
        )
    active = AcceptedPhrasing.objects.active().filter(list_id=list_id, item_id=item_id)
    if active.count() >= MOST_PHRASINGS:
        raise InvalidPhrasing(
            _("This point has %(most)d accepted phrasings. Withdraw one that is not needed first.")
            % {"most": MOST_PHRASINGS}
        )


def _taken(text: str, other: Item, item: Item) -> InvalidPhrasing:
    values = {"text": text, "item": other.text}
    if other == item:
        return InvalidPhrasing(_("“%(text)s” is a way of saying “%(item)s” already.") % values)
    return InvalidPhrasing(
        _("“%(text)s” is a way of saying “%(item)s”. One phrasing cannot say two points.") % values
    )
