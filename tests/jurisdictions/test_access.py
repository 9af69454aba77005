"""Who may do what, and where."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jurisdictions import access
from jurisdictions.access import Action, facilitator_required, may, roles_of
from jurisdictions.enums import Role
from jurisdictions.errors import NotAllowed
from jurisdictions.models import MAX_LEVELS, Jurisdiction, User
from tests.factories import JurisdictionFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

ALLOWED = {
    Action.PRESENT: {Role.FACILITATOR, Role.ADMINISTRATOR},
    Action.EDIT_CONTENT: {Role.EDITOR, Role.ADMINISTRATOR},
    Action.COORDINATE_SURVEYS: {Role.COORDINATOR, Role.ADMINISTRATOR},
    Action.MANAGE_PEOPLE: {Role.ADMINISTRATOR},
    Action.REVIEW_ENTRIES: {Role.FACILITATOR, Role.EDITOR, Role.ADMINISTRATOR},
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_a_role_opens_what_belongs_to_it_and_nothing_else(action: Action, role: Role) -> None:
    held = MembershipFactory(role=role)
    assert may(held.user, action, held.jurisdiction) == (role in ALLOWED[action])
    assert may(held.user, action) == (role in ALLOWED[action])


@pytest.mark.parametrize("action", Action)
def test_a_role_counts_nowhere_else(action: Action) -> None:
    held = MembershipFactory(administrator=True)
    assert may(held.user, action, held.jurisdiction)
    assert not may(held.user, action, JurisdictionFactory())


@pytest.mark.parametrize("action", Action)
def test_superusers_may_do_everything_while_they_are_active(
    action: Action, county: Jurisdiction
) -> None:
    assert may(UserFactory(superuser=True), action, county)
    assert not may(UserFactory(superuser=True, inactive=True), action, county)


@pytest.mark.parametrize("action", Action)
def test_visitors_and_strangers_may_do_nothing(
    action: Action, county: Jurisdiction, stranger: User
) -> None:
    assert not may(AnonymousUser(), action, county)
    assert not may(AnonymousUser(), action)
    assert not may(stranger, action, county)
    assert not may(stranger, action)


def test_people_who_were_shut_out_hold_no_role(facilitator: User, county: Jurisdiction) -> None:
    assert roles_of(facilitator, county) == {Role.FACILITATOR}
    facilitator.is_active = False
    assert roles_of(facilitator, county) == set()


def test_the_named_predicates_ask_for_their_action(county: Jurisdiction) -> None:
    predicates = {
        Role.FACILITATOR: access.may_present,
        Role.EDITOR: access.may_edit_content,
        Role.COORDINATOR: access.may_coordinate_surveys,
        Role.ADMINISTRATOR: access.may_manage_people,
    }
    for role, predicate in predicates.items():
        assert predicate(MembershipFactory(role=role).user)
        assert not predicate(MembershipFactory(role=Role.LEARNER).user)
    assert access.may_review_entries(MembershipFactory(role=Role.EDITOR).user)
    assert not access.may_review_entries(MembershipFactory(role=Role.COORDINATOR).user)


@given(data=st.data())
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_role_counts_below_and_never_above(data: st.DataObject) -> None:
    parents: list[int | None] = [None]
    depths = [1]
    for number in range(1, data.draw(st.integers(1, 7), label="jurisdictions")):
        may_hold = [index for index in range(number) if depths[index] < MAX_LEVELS]
        parent = data.draw(st.one_of(st.none(), st.sampled_from(may_hold)))
        parents.append(parent)
        depths.append(1 if parent is None else depths[parent] + 1)
    tree: list[Jurisdiction] = []
    for parent in parents:
        above = None if parent is None else tree[parent]
        tree.append(JurisdictionFactory(parent=above))
    place = data.draw(st.sampled_from(range(len(tree))), label="held in")
    user = MembershipFactory(jurisdiction=tree[place], editor=True).user

    def is_at_or_below(index: int | None) -> bool:
        return index is not None and (index == place or is_at_or_below(parents[index]))

    expected = {tree[index].pk for index in range(len(tree)) if is_at_or_below(index)}
    assert {spot.pk for spot in tree if access.may_edit_content(user, spot)} == expected
    reached = access.jurisdictions_for(user, Action.EDIT_CONTENT)
    assert set(reached.values_list("pk", flat=True)) == expected


def test_every_answer_costs_one_query(county: Jurisdiction, editor: User) -> None:
    agency = JurisdictionFactory(parent=county, agency=True)
    for ask in (
        lambda: access.may_edit_content(editor, agency),
        lambda: access.may_edit_content(editor),
        lambda: list(access.jurisdictions_for(editor, Action.EDIT_CONTENT)),
    ):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            ask()
        assert len(queries) == 1


def test_the_guarded_getter_gives_a_place_to_who_may_have_it(
    administrator: User, editor: User, county: Jurisdiction
) -> None:
    found = access.jurisdiction_for(administrator, Action.MANAGE_PEOPLE, county.slug)
    assert found == county
    with pytest.raises(NotAllowed) as refused:
        access.jurisdiction_for(editor, Action.MANAGE_PEOPLE, county.slug)
    with pytest.raises(NotAllowed) as unknown:
        access.jurisdiction_for(editor, Action.MANAGE_PEOPLE, "nowhere")
    assert str(refused.value) == str(unknown.value)


def test_only_active_people_count_as_holders_of_a_role(county: Jurisdiction) -> None:
    active = MembershipFactory(facilitator=True, jurisdiction=county).user
    MembershipFactory(facilitator=True, jurisdiction=county, user__is_active=False)
    superuser = UserFactory(superuser=True)
    assert set(access.users_with_roles([Role.FACILITATOR])) == {active.pk, superuser.pk}


@facilitator_required
def room(request: object) -> HttpResponse:
    return HttpResponse("notes")


def test_the_decorator_lets_facilitators_in(facilitator: User, rf: RequestFactory) -> None:
    request = rf.get("/room/")
    request.user = facilitator
    assert room(request).content == b"notes"


def test_the_decorator_sends_visitors_to_sign_in(rf: RequestFactory) -> None:
    request = rf.get("/room/?slide=3")
    request.user = AnonymousUser()
    answer = room(request)
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/accounts/login/?next=/room/%3Fslide%3D3",
    )


@pytest.mark.parametrize("who", ["learner", "stranger", "editor"])
def test_the_decorator_refuses_everybody_else(
    who: str, rf: RequestFactory, request: pytest.FixtureRequest
) -> None:
    asked = rf.get("/room/")
    asked.user = request.getfixturevalue(who)
    with pytest.raises(NotAllowed, match="for facilitators"):
        room(asked)


def test_a_refusal_is_a_clear_page_with_status_403(
    learner_client: Client, editor_client: Client
) -> None:
    refused = learner_client.get("/cms/login/")
    assert refused.status_code == 403
    assert "for editors and administrators" in refused.content.decode()
    assert editor_client.get("/cms/login/").status_code == 302
