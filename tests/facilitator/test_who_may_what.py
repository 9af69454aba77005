"""Who may do what in a session: every address, every kind of person, one table.

An address that is not in the table fails the test, so that nobody adds one without saying who may
use it. What is sent is empty: it says who gets in, and does nothing.
"""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from facilitator import machine
from facilitator.console.wall_door import wall_code
from facilitator.live.channels import Channel, Kept, Message
from facilitator.live.hub import Hub
from facilitator.live.stream import StreamApplication
from facilitator.sessions.planning import co_facilitator_add, co_facilitator_remove
from facilitator.urls import urlpatterns
from jurisdictions.enums import Role
from tests.facilitator.live.screens import Screen, on_a_loop
from tests.facilitator.rooms import commanded, joined, planned, polled, started
from tests.factories import JurisdictionFactory, MembershipFactory, UserFactory
from tests.people import client_of

OURS = ("sessions/", "room/", "join/", "wall/")
LOGIN = "login"

OWNER, CO, COLLEAGUE, ELSEWHERE = "owner", "co-facilitator", "colleague", "another county's"
GONE, LEARNER, STRANGER = "co-facilitator that was", "learner", "stranger"
VISITOR, WALL, PHONE, OTHER_PHONE = "visitor", "wall", "phone", "phone of another session"
SEATED_LEARNER = "learner on a phone"
NAMELESS = (VISITOR, WALL, PHONE, OTHER_PHONE)
SIGNED_IN = (OWNER, CO, COLLEAGUE, ELSEWHERE, GONE, LEARNER, SEATED_LEARNER, STRANGER)
EVERYBODY = (*SIGNED_IN, *NAMELESS)
PRESENTERS = (OWNER, COLLEAGUE, ELSEWHERE)
SEATED = (PHONE, SEATED_LEARNER)

Answers = dict[str, int | str]


def _only(some: dict[str, int | str], others: int, nameless: int | str = LOGIN) -> Answers:
    """These answers, another for who else is signed in, and one for who is not."""
    rest: Answers = {**dict.fromkeys(SIGNED_IN, others), **dict.fromkeys(NAMELESS, nameless)}
    return {**rest, **some}


def _all(status: int) -> Answers:
    return dict.fromkeys(EVERYBODY, status)


def _seated(status: int) -> Answers:
    return {**_all(403), **dict.fromkeys(SEATED, status)}


def _runners(status: int) -> Answers:
    return _only({OWNER: status, CO: status}, 404)


def _owner(status: int) -> Answers:
    return _only({OWNER: status}, 404)


def _presenters(status: int, others: int = 403) -> Answers:
    return _only(dict.fromkeys(PRESENTERS, status), others)


NOT_SO = _all(405)

# Address: what a GET and what a POST is answered with while the session runs.
TABLE: dict[str, tuple[Answers, Answers]] = {
    "room_lists": (_presenters(200), NOT_SO),
    "session_reports": (_presenters(200), NOT_SO),
    # Reports are there once a session has ended: see below.
    "session_report": (_owner(404), NOT_SO),
    "session_report_pdf": (_owner(404), NOT_SO),
    "session_report_csv": (_owner(404), NOT_SO),
    "session_report_note": (NOT_SO, _owner(404)),
    "session_raw_delete": (_owner(404), _owner(404)),
    # Who helps in a session that runs has a list with that one.
    "sessions": ({**_presenters(200), CO: 200}, NOT_SO),
    "session_new": (_presenters(200), _presenters(200)),
    "session": (_runners(200), NOT_SO),
    "session_change": (_owner(302), _owner(302)),
    "session_copy": (_owner(200), _owner(422)),
    "session_delete": (_owner(302), _owner(302)),
    "session_run_sheet": (_owner(200), _owner(200)),
    "session_run_sheet_print": (_runners(200), NOT_SO),
    "session_ready": (NOT_SO, _owner(302)),
    "session_people": (_owner(200), _owner(422)),
    "session_person_remove": (NOT_SO, _owner(302)),
    "session_poster": (_runners(200), NOT_SO),
    "session_pack": (_runners(200), NOT_SO),
    "session_prepared": (_runners(200), NOT_SO),
    "activity_delete": (_owner(302), _owner(302)),
    "wall_door": (_all(200), _all(404)),
    "session_start": (NOT_SO, _runners(302)),
    "console": (_runners(200), NOT_SO),
    "clicker": (_runners(200), NOT_SO),
    "console_panel": (_runners(200), NOT_SO),
    "session_command": (NOT_SO, _runners(302)),
    "session_note": (NOT_SO, _runners(302)),
    "session_moderation": (NOT_SO, _runners(302)),
    "session_stage": ({**_runners(200), WALL: 200}, NOT_SO),
    "activity_bring": (NOT_SO, _runners(302)),
    "activity_new": (_runners(200), _runners(200)),
    "activity_act": (NOT_SO, _runners(302)),
    "join": (_all(200), _all(404)),
    # With a key that is not the session's.
    "join_by_link": (_all(404), NOT_SO),
    "room": (_seated(200), NOT_SO),
    # Without the pass that a code gives.
    "room_enter": (_seated(302), _seated(302)),
    "room_look_back": (_seated(200), NOT_SO),
    # Nothing is taken without the form's token.
    "room_contribute": (_seated(302), _seated(422)),
    "room_describe": (NOT_SO, _seated(302)),
    "room_moment": (_seated(200), NOT_SO),
    "room_credit": (
        {**_seated(200), PHONE: LOGIN},
        {**_seated(302), PHONE: LOGIN},
    ),
    "room_leave": (NOT_SO, _seated(302)),
}
HEARS = {
    **dict.fromkeys(EVERYBODY, frozenset[Channel]()),
    OWNER: frozenset(Channel),
    CO: frozenset(Channel),
    WALL: frozenset({Channel.STAGE}),
    PHONE: frozenset({Channel.PHONE}),
    SEATED_LEARNER: frozenset({Channel.PHONE}),
}


@dataclass
class House:
    """A running session with an open poll, and everybody who might want something of it."""

    session: Any
    owner: Any
    activity: Any
    clients: dict[str, Client] = field(default_factory=dict)

    def address(self, name: str) -> str:
        known = {
            "key": self.session.key,
            # Nobody's number: taking a co-facilitator out of a running session asks first.
            "number": {"room_look_back": 1, "session_person_remove": 0}.get(name, self.activity.pk),
            "kind": "poll",
            "code": self.session.code or "CCCCCC",
            "join_key": "x",
        }
        wanted = next(one.pattern.converters for one in urlpatterns if one.name == name)
        return reverse(f"facilitator:{name}", kwargs={one: known[one] for one in wanted})

    def answers(self, who: str, method: str) -> Answers:
        """What this person gets at every address of the table."""
        ask = getattr(self.clients[who], method)
        return {name: _said(ask(self.address(name))) for name in TABLE}


def _said(response: Any) -> int | str:
    if response.status_code == 302 and response["location"].startswith("/accounts/login/"):
        return LOGIN
    return int(response.status_code)


@pytest.fixture
def house(facilitator, learner, stranger, state, county):
    cache.clear()
    session = started(facilitator, county)
    helper, gone = UserFactory(name="A helper"), UserFactory(name="Helped once")
    for one in (helper, gone):
        co_facilitator_add(by=facilitator, session=session, user=one)
    colleague = MembershipFactory(jurisdiction=county, role=Role.FACILITATOR).user
    other_county = JurisdictionFactory(name="Birch County", slug="birch-county", parent=state)
    elsewhere = MembershipFactory(jurisdiction=other_county, role=Role.FACILITATOR).user
    house = House(session, facilitator, polled(session, facilitator))
    people = {OWNER: facilitator, CO: helper, GONE: gone, COLLEAGUE: colleague}
    people |= {ELSEWHERE: elsewhere, LEARNER: learner, STRANGER: stranger}
    house.clients = {name: client_of(person) for name, person in people.items()}
    # Whoever was removed had everything open before. What her browser holds of the streams lasts
    # until the session ends, since nobody is looked up there; pages are shut at once.
    for page in ("console", "session_stage", "clicker"):
        assert house.clients[GONE].get(house.address(page)).status_code == 200
    co_facilitator_remove(by=facilitator, session=session, user=gone)
    house.clients[GONE] = client_of(gone)
    house.clients |= {VISITOR: Client(), WALL: Client()}
    house.clients[WALL].post("/wall/", {"code": wall_code(session)})
    house.clients[PHONE], _seat = joined(session)
    house.clients[OTHER_PHONE], _seat = joined(started(elsewhere, other_county))
    house.clients[SEATED_LEARNER], _seat = joined(session)
    house.clients[SEATED_LEARNER].force_login(UserFactory(name="Learns on a phone"))
    return house


def test_the_table_names_every_address_of_sessions():
    routes = [one for one in urlpatterns if str(one.pattern).startswith(OURS)]
    assert {one.name for one in routes} == set(TABLE)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", EVERYBODY)
def test_each_gets_what_the_table_says_while_the_session_runs(house, who, method):
    column = 0 if method == "get" else 1
    expected = {name: row[column][who] for name, row in TABLE.items()}
    assert house.answers(who, method) == expected
    house.session.refresh_from_db()
    assert house.session.is_live
    assert machine.state_from_json(house.session.state).driver == house.owner.pk


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", [one for one in EVERYBODY if one not in PRESENTERS])
def test_once_it_has_ended_those_who_had_something_have_nothing(house, who, method):
    before = house.answers(who, method)
    commanded(house.session, house.owner, machine.End())
    house.session.refresh_from_db()
    after = house.answers(who, method)
    shut = {name: after[name] for name in after if before[name] != after[name]}
    # A room that is over says so to who was in it; everything else is as for who never was.
    assert {*shut.values()} <= {403, 404, LOGIN}
    still = {name for name, said in after.items() if said in (200, 302, 422)}
    open_to_all = {"join", "wall_door"} if method == "get" else set[str]()
    over = {"room"} if who in SEATED and method == "get" else set[str]()
    assert still == open_to_all | over


@pytest.mark.parametrize("who", EVERYBODY)
def test_colleagues_of_the_place_read_the_report_and_nobody_else(house, who):
    commanded(house.session, house.owner, machine.End())
    expected: int | str = 200 if who in (OWNER, COLLEAGUE) else 404
    if who in NAMELESS:
        expected = LOGIN
    for name in ("session_report", "session_report_pdf", "session_report_csv"):
        assert _said(house.clients[who].get(house.address(name))) == expected


@pytest.mark.parametrize("who", EVERYBODY)
def test_each_hears_the_channels_that_are_theirs(house, who):
    client = house.clients[who]
    for name in ("console", "session_stage", "clicker", "room"):
        client.get(house.address(name))
    path = f"/live/{house.session.key}/"
    tickets = [one for one in client.cookies.values() if one["path"] == path]
    header = "; ".join(f"{one.key}={one.value}" for one in tickets)

    async def heard():
        async def load(name):
            return Kept(Message(*name, 1, '{"slide": "welcome"}'), is_over=False)

        application = StreamApplication(Hub(load), most=10)
        found = set()
        for channel in Channel:
            screen = Screen(application, f"{path}{channel}", cookie=header, method="HEAD")
            if (await screen.answered()).status == 200:
                found.add(channel)
        return found

    assert on_a_loop(heard) == HEARS[who]


def test_nobody_but_who_plans_it_gets_near_a_session_that_waits(house, county):
    house.session = planned(house.owner, county)
    for who in EVERYBODY:
        if who == OWNER:
            continue
        for method in ("get", "post"):
            said = house.answers(who, method)
            own = {
                name: one for name, one in said.items() if house.session.key in house.address(name)
            }
            assert {*own.values()} <= {403, 404, 405, LOGIN}, who
