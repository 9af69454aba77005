"""Who may do what, and where. Nothing else in the project decides this.

A role held in a jurisdiction counts there and in everything below it, never above. Inactive
people have no role; superusers have all of them. Every answer costs one query, or none.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from jurisdictions.enums import Role
from jurisdictions.errors import NotAllowed
from jurisdictions.models import MAX_LEVELS, Jurisdiction, JurisdictionQuerySet, Membership, User

P = ParamSpec("P")
Person = User | AnonymousUser


class Action(StrEnum):
    """What a role can open to somebody."""

    PRESENT = "present"
    EDIT_CONTENT = "edit_content"
    COORDINATE_SURVEYS = "coordinate_surveys"
    MANAGE_PEOPLE = "manage_people"
    REVIEW_ENTRIES = "review_entries"


ROLES_FOR: dict[Action, frozenset[Role]] = {
    Action.PRESENT: frozenset({Role.FACILITATOR, Role.ADMINISTRATOR}),
    Action.EDIT_CONTENT: frozenset({Role.EDITOR, Role.ADMINISTRATOR}),
    Action.COORDINATE_SURVEYS: frozenset({Role.COORDINATOR, Role.ADMINISTRATOR}),
    Action.MANAGE_PEOPLE: frozenset({Role.ADMINISTRATOR}),
    Action.REVIEW_ENTRIES: frozenset({Role.FACILITATOR, Role.EDITOR, Role.ADMINISTRATOR}),
}


def roles_of(user: Person, jurisdiction: Jurisdiction | None = None) -> frozenset[Role]:
    """The roles that `user` holds in `jurisdiction`, those of its ancestors included.

    Without a jurisdiction: the roles held anywhere.
    """
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    if user.is_superuser:
        return frozenset(Role)
    held = Membership.objects.filter(user=user)
    if jurisdiction is not None:
        held = held.filter(_at_or_above(jurisdiction))
    return frozenset(Role(role) for role in held.order_by().values_list("role", flat=True))


def _at_or_above(jurisdiction: Jurisdiction) -> Q:
    """The condition that a membership's jurisdiction is this one or an ancestor of it."""
    path = "jurisdiction"
    condition = Q(**{path: jurisdiction})
    for _level in range(MAX_LEVELS - 1):
        path = f"{path}__children"
        condition |= Q(**{path: jurisdiction})
    return condition


def may(user: Person, action: Action, jurisdiction: Jurisdiction | None = None) -> bool:
    """Whether `user` may do `action` in `jurisdiction`; without one, in at least one place."""
    return not ROLES_FOR[action].isdisjoint(roles_of(user, jurisdiction))


def may_present(user: Person, jurisdiction: Jurisdiction | None = None) -> bool:
    """Whether `user` may see facilitator notes and run a presentation."""
    return may(user, Action.PRESENT, jurisdiction)


def may_edit_content(user: Person, jurisdiction: Jurisdiction | None = None) -> bool:
    """Whether `user` may change pages in the CMS."""
    return may(user, Action.EDIT_CONTENT, jurisdiction)


def may_coordinate_surveys(user: Person, jurisdiction: Jurisdiction | None = None) -> bool:
    """Whether `user` may open survey rounds and read their releases."""
    return may(user, Action.COORDINATE_SURVEYS, jurisdiction)


def may_manage_people(user: Person, jurisdiction: Jurisdiction | None = None) -> bool:
    """Whether `user` may grant and revoke roles."""
    return may(user, Action.MANAGE_PEOPLE, jurisdiction)


def may_review_entries(user: Person, jurisdiction: Jurisdiction | None = None) -> bool:
    """Whether `user` may decide how entries are read, and which phrasings count on this site."""
    return may(user, Action.REVIEW_ENTRIES, jurisdiction)


def jurisdictions_for(user: Person, action: Action) -> JurisdictionQuerySet:
    """The jurisdictions in which `user` may do `action`, lower ones included."""
    if not isinstance(user, User) or not user.is_active:
        return Jurisdiction.objects.none()
    if user.is_superuser:
        return Jurisdiction.objects.all()
    held = Membership.objects.filter(user=user, role__in=ROLES_FOR[action])
    return Jurisdiction.objects.within(held.order_by().values("jurisdiction"))


def jurisdictions_of(user: Person) -> JurisdictionQuerySet:
    """The jurisdictions that `user` belongs to in whatever role, lower ones included."""
    if not isinstance(user, User) or not user.is_active:
        return Jurisdiction.objects.none()
    if user.is_superuser:
        return Jurisdiction.objects.all()
    held = Membership.objects.filter(user=user)
    return Jurisdiction.objects.within(held.order_by().values("jurisdiction"))


def users_with_roles(roles: Iterable[Role]) -> "list[int]":
    """Primary keys of active people who hold one of `roles` anywhere, and of superusers."""
    holds = Q(memberships__role__in=list(roles)) | Q(is_superuser=True)
    people = User.objects.filter(holds, is_active=True).order_by("pk").distinct()
    return list(people.values_list("pk", flat=True))


def jurisdiction_for(user: Person, action: Action, slug: str) -> Jurisdiction:
    """Fetch a jurisdiction in which `user` may do `action`.

    Raises `NotAllowed` when she may not, and just the same when there is none of that name, so
    that the answer does not tell a stranger which jurisdictions exist.
    """
    found = jurisdictions_for(user, action).filter(slug=slug).first()
    if found is None:
        raise NotAllowed(_("You have no such role in this jurisdiction."))
    return found


REFUSALS: dict[Action, Callable[[], str]] = {
    Action.PRESENT: lambda: _("This page is for facilitators."),
    Action.EDIT_CONTENT: lambda: _("This page is for editors."),
    Action.COORDINATE_SURVEYS: lambda: _("This page is for survey coordinators."),
    Action.MANAGE_PEOPLE: lambda: _("This page is for administrators."),
    Action.REVIEW_ENTRIES: lambda: _("This page is for facilitators and editors."),
}


def require(user: Person, action: Action, jurisdiction: Jurisdiction | None = None) -> None:
    """Pass silently when `user` may do `action`; raise `NotAllowed` with a clear text if not."""
    if not may(user, action, jurisdiction):
        raise NotAllowed(REFUSALS[action]())


View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def action_required(action: Action) -> Callable[[View[P]], View[P]]:
    """Make a decorator that guards a view function.

    Anonymous visitors go to sign-in and come back; signed-in people without the role get a page
    with status 403 that says whom the page is for.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            require(request.user, action)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


facilitator_required = action_required(Action.PRESENT)
editor_required = action_required(Action.EDIT_CONTENT)
coordinator_required = action_required(Action.COORDINATE_SURVEYS)
administrator_required = action_required(Action.MANAGE_PEOPLE)
reviewer_required = action_required(Action.REVIEW_ENTRIES)
