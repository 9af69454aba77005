"""Who may see and run which session. Every page about one asks here."""

from django.db.models import Q, QuerySet

from facilitator.enums import Phase
from facilitator.errors import SessionNotFound
from facilitator.models import Session
from jurisdictions.access import Action, Person, jurisdictions_for
from jurisdictions.models import User


def _own(user: User) -> Q:
    """Sessions that somebody planned, in places where she presents still."""
    places = jurisdictions_for(user, Action.PRESENT).values("pk")
    own = Q(owner=user) if not user.is_superuser else Q()
    return own & Q(jurisdiction__in=places)


def session_list_for_facilitator(user: Person) -> QuerySet[Session]:
    """The sessions that `user` plans or helps to run, the latest first.

    Those that she helped to run are not among them once they have ended.
    """
    if not isinstance(user, User) or not user.is_active:
        return Session.objects.none()
    helps = Q(co_facilitations__user=user) & ~Q(phase=Phase.ENDED)
    found = Session.objects.filter(_own(user) | helps).distinct()
    return found.select_related("jurisdiction", "owner")


def session_for_facilitator(user: Person, key: str) -> Session:
    """Fetch a session to look at or run: one's own, or one to help with until it ends.

    A co-facilitator needs no role anywhere: an expert from a partner agency helps in this session
    only. Raises `SessionNotFound`.
    """
    found = session_list_for_facilitator(user).filter(key=key).first()
    if found is None:
        raise SessionNotFound
    return found


def session_for_owner(user: Person, key: str) -> Session:
    """Fetch a session to plan or to delete. Raises `SessionNotFound`."""
    if not isinstance(user, User) or not user.is_active:
        raise SessionNotFound
    found = Session.objects.filter(_own(user), key=key).select_related("jurisdiction", "owner")
    session = found.first()
    if session is None:
        raise SessionNotFound
    return session


def session_list_for_reports(user: Person) -> QuerySet[Session]:
    """The ended sessions of every place where `user` presents: hers and her colleagues'."""
    places = jurisdictions_for(user, Action.PRESENT).values("pk")
    found = Session.objects.filter(phase=Phase.ENDED, jurisdiction__in=places)
    return found.select_related("jurisdiction", "owner").order_by("-ended_at", "-pk")


def session_for_report(user: Person, key: str) -> Session:
    """Fetch an ended session to read its report. Raises `SessionNotFound`."""
    found = session_list_for_reports(user).filter(key=key).first()
    if found is None:
        raise SessionNotFound
    return found


def may_run(user: Person, session: Session) -> bool:
    """Whether `user` may run this session: its owner, or a co-facilitator until it ends."""
    return session_list_for_facilitator(user).filter(pk=session.pk).exists()


def runners_of(session: Session) -> list[User]:
    """The people who may drive: the owner first, then co-facilitators by name."""
    owner = [session.owner] if session.owner is not None else []
    others = session.co_facilitators.order_by("name", "email")
    return [*owner, *(one for one in others if one not in owner)]
