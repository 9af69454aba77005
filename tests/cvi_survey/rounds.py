"""Rounds and answers for the tests of surveys."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.test import Client

from cvi_survey.answering import answer_path
from cvi_survey.encryption import Opener
from cvi_survey.keys import key_read
from cvi_survey.models import Round, SealedBallot
from cvi_survey.services import (
    ballot_cast,
    form_number_issue,
    instruments,
    round_close,
    round_open_in_room,
)
from cvi_survey.services.answers import paper_of
from jurisdictions.models import Jurisdiction, User

WARM_UP = next(one for one in instruments() if one.id == "cvi-warm-up")
ITEMS = WARM_UP.item_ids


def opened(by: User, county: Jurisdiction, **options: Any) -> Round:
    """An open round of the warm-up."""
    return round_open_in_room(by=by, jurisdiction=county, instrument=WARM_UP, **options)


def cast(asked: Round, places: Sequence[int | None], system: str = "") -> str:
    """Count a form with a place for each statement (None: prefers not to say); its number."""
    number = form_number_issue(asked)
    choices = {
        item: str(place) for item, place in zip(ITEMS, places, strict=True) if place is not None
    }
    ballot_cast(code=asked.code, number=number, choices=choices, system=system)
    return number


def closed(by: User, county: Jurisdiction, ballots: Sequence[Any], **options: Any) -> Round:
    """A closed round of these ballots, each a list of places, or a pair of it and a system."""
    asked = opened(by, county, **options)
    for one in ballots:
        places, system = one if isinstance(one, tuple) else (one, "")
        cast(asked, places, system)
    return round_close(by=by, closing=asked)


def answers_in(ballot: SealedBallot) -> dict[str, Any]:
    """What is in a ballot: {"system": …, "places": {statement: place}}, opened with its key."""
    asked = ballot.round
    paper = paper_of(asked.pk, asked.key_name)
    opener = Opener(key_read(asked.key_name))
    system, places = paper.read(opener.open(bytes(ballot.sealed), place=ballot.key))
    named = zip(paper.items, places, strict=True)
    return {"system": system, "places": {item: place for item, place in named if place}}


def number_on(page: Any) -> str:
    """The form number in a page's form."""
    return re.search(r'name="number" value="([^"]+)"', page.content.decode())[1]


def send(client: Client, asked: Round, fields: Mapping[str, str], **options: Any) -> Any:
    """Send a form as a browser does: urlencoded."""
    from urllib.parse import urlencode

    return client.post(
        answer_path(asked.code),
        urlencode(fields),
        content_type="application/x-www-form-urlencoded",
        **options,
    )
