"""What the CMS is told of a person: two groups and a time zone, both derived from memberships."""

from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from jurisdictions.enums import Role
from jurisdictions.models import User

EDITORS = "Editors"
ADMINISTRATORS = "Administrators of the CMS"

ROLE_OF_GROUP = {EDITORS: Role.EDITOR, ADMINISTRATORS: Role.ADMINISTRATOR}


def cms_groups_sync(user: User) -> frozenset[str]:
    """Put `user` into the CMS groups that her memberships call for, and out of the others.

    Returns the names of the groups she is in afterwards. Groups of other purposes stay as they
    are. An inactive person is in none.
    """
    roles = set(user.memberships.values_list("role", flat=True)) if user.is_active else set()
    wanted = {name for name, role in ROLE_OF_GROUP.items() if role in roles}
    groups = {group.name: group for group in Group.objects.filter(name__in=ROLE_OF_GROUP)}
    user.groups.remove(*(group for name, group in groups.items() if name not in wanted))
    user.groups.add(*(groups[name] for name in wanted))
    return frozenset(wanted)


def cms_time_zone_follow(user: User, *, before: str) -> None:
    """Let the editor show times in `user`'s zone too, unless she chose another one there.

    `before` is the zone that she had until now; the editor keeps its own copy, and a different
    one in it is her own choice.
    """
    if not user.groups.filter(name__in=ROLE_OF_GROUP).exists():
        return
    profile = UserProfile.get_for_user(user)
    if profile.current_time_zone in {"", before}:
        profile.current_time_zone = user.time_zone
        profile.save(update_fields=["current_time_zone"])
