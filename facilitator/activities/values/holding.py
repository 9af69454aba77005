"""A survey round inside a session: opened, closed and discarded by the rules of the survey.

The session knows the round's number and its address, nothing else: ballots go to the survey's own
page and tables, past everything that knows the room.
"""

from django.utils.translation import gettext as _

from cvi_survey.errors import SurveyError
from cvi_survey.instruments import Instrument
from cvi_survey.models import Round
from cvi_survey.selectors import may_survey
from cvi_survey.services import instruments, round_close, round_discard, round_open_in_room
from facilitator.errors import FacilitatorError
from facilitator.models import Session
from jurisdictions.models import User


class ValuesRefused(FacilitatorError):
    """The survey does not allow what was asked, or cannot do it; the text says what to do."""


def instrument_of(instrument_id: str) -> Instrument:
    """One of our instruments. Raises `ValuesRefused` where it is gone."""
    found = next((one for one in instruments() if one.id == instrument_id), None)
    if found is None:
        raise ValuesRefused(_("These statements are not there any more."))
    return found


def holder_of(session: Session, by: User) -> User:
    """Who holds the round: `by` where the survey's rules let her, else the session's owner.

    Rounds of a place are for its facilitators and coordinators. A co-facilitator without such a
    role acts for the owner, who has let her run the session. Raises `ValuesRefused` where neither
    may hold surveys in the session's place.
    """
    for one in (by, session.owner):
        if one is not None and may_survey(one, session.jurisdiction):
            return one
    raise ValuesRefused(
        _(
            "Neither you nor the session’s owner may hold surveys in %(place)s. Ask a facilitator "
            "or survey coordinator of the place; a round that is open closes with the session."
        )
        % {"place": session.jurisdiction}
    )


def round_begin(session: Session, instrument_id: str, *, asks_system: bool, by: User) -> Round:
    """Open a round in the session's place. Raises `ValuesRefused`."""
    try:
        return round_open_in_room(
            by=holder_of(session, by),
            jurisdiction=session.jurisdiction,
            instrument=instrument_of(instrument_id),
            asks_system=asks_system,
        )
    except SurveyError as error:
        raise ValuesRefused(str(error)) from error


def round_finish(session: Session, held: Round, by: User) -> bool:
    """Close a round and work out its release; whether it is closed now.

    As the session ends no right is asked for and no failure holds it up: a round that was opened in
    a session closes with it at the latest. Otherwise raises `ValuesRefused`.
    """
    try:
        round_close(by=None if session.is_ended else holder_of(session, by), closing=held)
    except SurveyError as error:
        if session.is_ended:
            return False
        raise ValuesRefused(
            _("%(problem)s Or discard it: it then closes without a picture.")
            % {"problem": str(error)}
        ) from error
    return True


def round_throw_away(session: Session, held: Round, by: User) -> None:
    """Close an open round without reading a ballot. Raises `ValuesRefused`."""
    if not held.is_open:
        raise ValuesRefused(_("This round is closed already."))
    try:
        round_discard(by=holder_of(session, by), closing=held)
    except SurveyError as error:
        raise ValuesRefused(str(error)) from error
