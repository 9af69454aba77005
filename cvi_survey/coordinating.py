"""Which rounds a coordinator may prepare and run, and what a draft's plan comes to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cvi_survey.enums import RoundState
from cvi_survey.errors import RoundNotFound
from cvi_survey.models import Round
from cvi_survey.services import Plan, systems_of
from cvi_survey.systems import OfferedSystem
from jurisdictions.access import Action, Person, jurisdictions_for, may
from jurisdictions.errors import NotAllowed
from jurisdictions.models import Jurisdiction


def require_may_coordinate(user: Person) -> None:
    """Pass silently when `user` coordinates surveys somewhere; raise `NotAllowed` if not."""
    if not may(user, Action.COORDINATE_SURVEYS):
        raise NotAllowed(_("This page is for survey coordinators."))


def jurisdiction_list_for_coordinator(user: Person) -> QuerySet[Jurisdiction]:
    """Where `user` may prepare rounds."""
    return jurisdictions_for(user, Action.COORDINATE_SURVEYS)


def round_for_coordinator(user: Person, pk: int) -> Round:
    """Fetch a round to prepare or run.

    Raises `NotAllowed` for people who coordinate nowhere, `RoundNotFound` where there is no such
    round or it belongs to a place of others.
    """
    require_may_coordinate(user)
    places = jurisdiction_list_for_coordinator(user)
    found = Round.objects.filter(pk=pk, jurisdiction__in=places).first()
    if found is None:
        raise RoundNotFound
    return found


def without_drafts_of_others(rounds: QuerySet[Round], user: Person) -> QuerySet[Round]:
    """Leave out drafts in places where `user` holds rooms but coordinates no surveys."""
    places = jurisdiction_list_for_coordinator(user).values("pk")
    return rounds.exclude(Q(state=RoundState.DRAFT) & ~Q(jurisdiction__in=places))


def plan_merged(plan: Plan, drafted: Round, groups: Sequence[Sequence[str]]) -> Plan:
    """The plan with these ids of systems standing together; expected numbers are added up.

    Raises `DraftUnusable`.
    """
    systems = systems_of(drafted.instrument, [group for group in groups if len(group) > 1])
    return replace(plan, systems=systems, expected=_added_up(plan, systems))


def _added_up(plan: Plan, systems: Sequence[OfferedSystem]) -> Mapping[str, int]:
    """The expected numbers of new choices, where those of all that went into one are known."""
    parts = {one.merges: plan.expected[one.id] for one in plan.systems if one.id in plan.expected}
    found = {}
    for system in systems:
        inside = [merges for merges in parts if set(merges) <= set(system.merges)]
        if inside and {name for merges in inside for name in merges} == set(system.merges):
            found[system.id] = sum(parts[merges] for merges in inside)
    return found
