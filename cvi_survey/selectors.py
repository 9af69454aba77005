"""Who may see which round, and what there is to see of it."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cvi_survey.errors import RoundNotFound
from cvi_survey.models import Round
from jurisdictions.access import Action, Person, jurisdictions_for, may
from jurisdictions.errors import NotAllowed
from jurisdictions.models import Jurisdiction

ACTIONS = (Action.PRESENT, Action.COORDINATE_SURVEYS)


def may_survey(user: Person, jurisdiction: Jurisdiction | None = None) -> bool:
    """Whether `user` may open rounds and read releases there; without a place, somewhere."""
    return any(may(user, action, jurisdiction) for action in ACTIONS)


def require_may_survey(user: Person, jurisdiction: Jurisdiction | None = None) -> None:
    """Pass silently when `user` may hold surveys there; raise `NotAllowed` if not."""
    if not may_survey(user, jurisdiction):
        raise NotAllowed(_("This page is for facilitators and survey coordinators."))


def jurisdiction_list_for_surveys(user: Person) -> QuerySet[Jurisdiction]:
    """Where `user` may open rounds."""
    places = Q()
    for action in ACTIONS:
        places |= Q(pk__in=jurisdictions_for(user, action).values("pk"))
    return Jurisdiction.objects.filter(places)


def round_list_for_facilitator(user: Person) -> QuerySet[Round]:
    """The rounds of the places where `user` may hold surveys, the latest first.

    Raises `NotAllowed` when there is no such place.
    """
    require_may_survey(user)
    rounds = Round.objects.filter(jurisdiction__in=jurisdiction_list_for_surveys(user))
    return rounds.select_related("jurisdiction")


def round_for_facilitator(user: Person, pk: int) -> Round:
    """Fetch one round.

    Raises `NotAllowed` for people who hold no surveys anywhere, `RoundNotFound` where there is no
    such round or it belongs to a place of others.
    """
    found = round_list_for_facilitator(user).filter(pk=pk).first()
    if found is None:
        raise RoundNotFound
    return found


def round_for_answering(code: str) -> Round:
    """Fetch the round that a link leads to, open or closed. Raises `RoundNotFound`."""
    found = Round.objects.filter(code=code).first()
    if found is None:
        raise RoundNotFound
    return found
