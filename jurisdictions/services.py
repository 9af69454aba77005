"""What changes people, places and roles. Each call is one transaction and validates first.

Roles given and taken back stay on record in the editor's log, which is only ever added to.
"""

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from jurisdictions.access import Action, require
from jurisdictions.cms import cms_groups_sync, cms_time_zone_follow
from jurisdictions.enums import Role
from jurisdictions.errors import InvalidRequest, NotAllowed
from jurisdictions.invitations import invitation_send
from jurisdictions.models import Jurisdiction, Membership, User


def user_find(*, email: str) -> User | None:
    """The person who uses `email`, be it the main address or another confirmed one."""
    email = email.strip().lower()
    found = User.objects.filter(email__iexact=email).first()
    if found is None:
        address = EmailAddress.objects.filter(email__iexact=email, verified=True).first()
        found = address.user if address is not None else None
    return found


@transaction.atomic
def user_create(*, email: str, name: str = "") -> User:
    """Make a person who signs in by a code sent to `email`.

    Raises `InvalidRequest` for a malformed address, or one that somebody uses already.
    """
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise InvalidRequest(
            _("“%(email)s” is not an e-mail address.") % {"email": email}
        ) from error
    if user_find(email=email) is not None:
        raise InvalidRequest(_("Somebody already uses the address %(email)s.") % {"email": email})
    user = User.objects.create_user(email, name=name.strip())
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=False)
    return user


@transaction.atomic
def superuser_ensure(*, email: str, name: str = "") -> User:
    """Make the person behind `email` look after the whole site, newly made if need be.

    For the command line. Raises `InvalidRequest` for a malformed address.
    """
    user = user_find(email=email) or user_create(email=email, name=name)
    user.name = name.strip() or user.name
    user.is_active = user.is_staff = user.is_superuser = True
    user.save(update_fields=["name", "is_active", "is_staff", "is_superuser"])
    return user


@transaction.atomic
def user_deactivate(*, user: User, by: User | None = None) -> None:
    """Shut a person out: no sign-in, no role, no CMS. Her memberships stay on record."""
    _require_over(by, user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    cms_groups_sync(user)


@transaction.atomic
def user_reactivate(*, user: User, by: User | None = None) -> None:
    """Let a person back in, with the memberships that she still holds."""
    _require_over(by, user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    cms_groups_sync(user)


@transaction.atomic
def account_save(*, user: User, by: User) -> User:
    """Keep a changed name, and who may sign in and who looks after the whole site.

    Raises `NotAllowed` unless `by` looks after the whole site herself.
    """
    if not (by.is_superuser and by.is_active):
        raise NotAllowed(_("Only somebody who looks after the whole site may do this."))
    user.is_staff = user.is_superuser
    user.save(update_fields=["name", "is_active", "is_superuser", "is_staff"])
    cms_groups_sync(user)
    return user


def _require_over(by: User | None, user: User) -> None:
    """Only who manages every place that a person belongs to may shut her out."""
    if by is None or (by.is_superuser and by.is_active):
        return
    memberships = list(user.memberships.select_related("jurisdiction"))
    if user.is_superuser or not memberships:
        raise NotAllowed(_("Only somebody who looks after the whole site may do this."))
    for membership in memberships:
        require(by, Action.MANAGE_PEOPLE, membership.jurisdiction)


@transaction.atomic
def membership_grant(
    *, user: User, jurisdiction: Jurisdiction, role: str, by: User | None = None
) -> Membership:
    """Give `user` a role in `jurisdiction`; granting twice changes nothing.

    `by` is the administrator who does it; `None` means the command line. Raises `NotAllowed`
    when she does not manage the jurisdiction, `InvalidRequest` for an unknown role.
    """
    if by is not None:
        require(by, Action.MANAGE_PEOPLE, jurisdiction)
    if role not in Role.values:
        raise InvalidRequest(
            _("“%(role)s” is not a role. Use one of: %(roles)s.")
            % {"role": role, "roles": ", ".join(Role.values)}
        )
    membership, made = Membership.objects.get_or_create(
        user=user, jurisdiction=jurisdiction, role=Role(role), defaults={"granted_by": by}
    )
    if made:
        log(instance=membership, action="wagtail.create", user=by)
    _follow(user)
    return membership


@transaction.atomic
def membership_revoke(*, membership: Membership, by: User | None = None) -> None:
    """Take a role back. Raises `NotAllowed` when `by` does not manage the jurisdiction."""
    if by is not None:
        require(by, Action.MANAGE_PEOPLE, membership.jurisdiction)
    user = membership.user
    log(instance=membership, action="wagtail.delete", user=by, deleted=True)
    membership.delete()
    _follow(user)


@transaction.atomic
def user_invite(
    *, email: str, jurisdiction: Jurisdiction, role: str, by: User | None = None, name: str = ""
) -> Membership:
    """Give the person behind `email` a role, making her an account when she has none.

    An invitation goes out once the transaction holds. Raises as `membership_grant` and
    `user_create` do.
    """
    if by is not None:
        require(by, Action.MANAGE_PEOPLE, jurisdiction)
    user = user_find(email=email) or user_create(email=email, name=name)
    membership = membership_grant(user=user, jurisdiction=jurisdiction, role=role, by=by)
    transaction.on_commit(lambda: invitation_send(membership=membership))
    return membership


def _follow(user: User) -> None:
    """Bring what is derived from a person's memberships up to date."""
    cms_groups_sync(user)
    time_zone_sync(user)


def time_zone_sync(user: User) -> None:
    """Let a person read times in the zone of the first jurisdiction that she joined."""
    before = user.time_zone
    first = user.memberships.select_related("jurisdiction").order_by("granted_at", "pk").first()
    user.time_zone = first.jurisdiction.time_zone if first is not None else ""
    user.save(update_fields=["time_zone"])
    cms_time_zone_follow(user, before=before)


def jurisdiction_create(
    *,
    name: str,
    slug: str,
    kind: str,
    time_zone: str,
    parent: Jurisdiction | None = None,
    by: User | None = None,
) -> Jurisdiction:
    """Add a jurisdiction. Raises as `jurisdiction_save` does."""
    made = Jurisdiction(name=name, slug=slug, kind=kind, time_zone=time_zone, parent=parent)
    return jurisdiction_save(jurisdiction=made, by=by)


@transaction.atomic
def jurisdiction_save(*, jurisdiction: Jurisdiction, by: User | None = None) -> Jurisdiction:
    """Keep the changes made to `jurisdiction`, new or old, and whatever follows from them.

    Locks the tree while it checks it, so that two moves at once cannot make a circle. Raises
    `NotAllowed` when `by` manages not both the place as it was and the one it moves to,
    `InvalidRequest` when somebody without charge of the whole site puts one at the top, and
    `ValidationError` for values that do not fit.
    """
    list(Jurisdiction.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
    before = Jurisdiction.objects.filter(pk=jurisdiction.pk).first()
    if by is not None:
        if before is not None:
            require(by, Action.MANAGE_PEOPLE, before)
        if before is None or before.parent_id != jurisdiction.parent_id:
            _require_place(by, jurisdiction.parent)
    jurisdiction.full_clean()
    jurisdiction.save()
    if before is not None and before.time_zone != jurisdiction.time_zone:
        for user in User.objects.filter(memberships__jurisdiction=jurisdiction).distinct():
            time_zone_sync(user)
    return jurisdiction


def _require_place(by: User, parent: Jurisdiction | None) -> None:
    if parent is not None:
        require(by, Action.MANAGE_PEOPLE, parent)
    elif not (by.is_superuser and by.is_active):
        raise InvalidRequest(_("Choose the jurisdiction that this one belongs to."))
