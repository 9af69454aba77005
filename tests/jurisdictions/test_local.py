"""Local material: who sees whose, from the nearest place upward, and what each slot takes."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jurisdictions.enums import Role
from jurisdictions.errors import NotAllowed
from jurisdictions.local.selectors import (
    material_find,
    shelf_for_facilitator,
    shelf_for_person,
)
from jurisdictions.local.words import PART_LABELS, SLOT_WORDS
from jurisdictions.models import Jurisdiction, LocalMaterial, User
from jurisdictions.slots import NEEDED_IN, PARTS_OF, Part, Slot, slots_in_order
from tests.factories import JurisdictionFactory, MembershipFactory, UserFactory
from tests.jurisdictions.local_samples import PARTS, material
from tests.people import client_of

pytestmark = pytest.mark.django_db

FORM = "/local/release-form/"


def page_of(client: Client, url: str = FORM) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


# The table of slots ------------------------------------------------------------------------------


def test_every_slot_and_part_has_words_and_takes_what_it_needs() -> None:
    assert list(SLOT_WORDS) == list(Slot)
    assert set(PART_LABELS) == set(Part)
    for slot in Slot:
        assert NEEDED_IN[slot] <= PARTS_OF[slot]
        assert {Part(one["type"]) for one in PARTS[slot]} <= PARTS_OF[slot]


@given(st.lists(st.sampled_from([*Slot, "strange", "other"])))
def test_slots_stand_in_one_order_however_they_are_named(names: list[str]) -> None:
    ordered = slots_in_order(names)
    assert set(ordered) == set(names)
    assert len(ordered) == len(set(ordered))
    assert slots_in_order(ordered) == ordered
    known = [name for name in ordered if name in list(Slot)]
    assert known == [slot.value for slot in Slot if slot in known] == list(ordered[: len(known)])


# Writing -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("slot", Slot)
def test_every_slot_can_be_filled_and_is_shown(
    slot: Slot, county: Jurisdiction, learner_client: Client
) -> None:
    written = material(county, slot)
    page = page_of(learner_client, f"/local/{slot}/")
    assert written.title in page
    for value in PARTS[slot][0]["value"].values() if slot not in SHOWN_AS_TEXT else ():
        assert value in page or value == "together"


SHOWN_AS_TEXT = {Slot.PROVIDER_AGREEMENTS, Slot.INFORMATION_SHARING_POLICY}


def test_an_editor_writes_for_her_county_and_for_no_other(
    editor: User, county: Jurisdiction, state: Jurisdiction
) -> None:
    assert material(county, by=editor).live
    with pytest.raises(NotAllowed):
        material(state, by=editor)


@pytest.mark.parametrize("role", [Role.LEARNER, Role.FACILITATOR, Role.COORDINATOR])
def test_other_roles_write_nothing(role: Role, county: Jurisdiction) -> None:
    person = MembershipFactory(jurisdiction=county, role=role).user
    with pytest.raises(NotAllowed):
        material(county, by=person)
    assert not LocalMaterial.objects.exists()


def test_a_slot_refuses_parts_of_another_and_words_alone(county: Jurisdiction) -> None:
    with pytest.raises(ValidationError, match="does not take: Provider"):
        material(county, content=PARTS[Slot.PROVIDER_LIST])
    words = [{"type": "text", "value": "<p>Ask around.</p>"}]
    with pytest.raises(ValidationError, match="needs at least one of: Document, Link"):
        material(county, content=words)
    with pytest.raises(ValidationError):
        material(county, content=[])
    assert material(county, content=[*words, *PARTS[Slot.RELEASE_FORM]]).live


def test_writing_again_changes_the_one_that_is_there(county: Jurisdiction) -> None:
    first, again = material(county), material(county, title="Better")
    assert first.pk == again.pk
    assert LocalMaterial.objects.get().title == "Better"
    assert again.revisions.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        LocalMaterial.objects.create(
            jurisdiction=county, slot="release-form", title="x", review_by=timezone.localdate()
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        LocalMaterial.objects.create(
            jurisdiction=county, slot="strange", title="x", review_by=timezone.localdate()
        )


def test_a_draft_is_not_shown_and_leaves_what_is_published(
    county: Jurisdiction, learner_client: Client
) -> None:
    material(county, title="Only a draft", publish=False)
    assert "Only a draft" not in page_of(learner_client)
    material(county, title="Published form")
    material(county, title="A newer draft", publish=False)
    page = page_of(learner_client)
    assert "Published form" in page
    assert "A newer draft" not in page


# Finding -----------------------------------------------------------------------------------------


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(filled=st.sets(st.integers(0, 3)), drafts=st.sets(st.integers(0, 3)), at=st.integers(0, 3))
def test_the_nearest_published_material_upward_is_found(
    filled: set[int], drafts: set[int], at: int, db: None
) -> None:
    with transaction.atomic():
        line = [JurisdictionFactory(state=True)]
        for _level in range(3):
            line.append(JurisdictionFactory(parent=line[-1], agency=True))
        beside = JurisdictionFactory(parent=line[0])
        material(beside)
        for level in filled | drafts:
            material(line[level], publish=level in filled)
        found = material_find(jurisdiction=line[at], slot=Slot.RELEASE_FORM)
        nearest = max((level for level in filled if level <= at), default=None)
        assert (found and found.jurisdiction) == (None if nearest is None else line[nearest])
        assert material_find(jurisdiction=line[at], slot=Slot.CRISIS_LINE) is None
        transaction.set_rollback(True)


def test_a_county_sees_its_states_material_until_it_has_its_own(
    county: Jurisdiction, state: Jurisdiction, learner_client: Client
) -> None:
    material(state, title="The form of Juniper")
    page = page_of(learner_client)
    assert "The form of Juniper" in page
    assert "Maple County has none of its own." in page
    material(county, title="The form of Maple")
    page = page_of(learner_client)
    assert "The form of Maple" in page
    assert "The form of Juniper" not in page


def test_people_choose_among_their_own_jurisdictions_and_no_others(
    county: Jurisdiction, learner: User, learner_client: Client
) -> None:
    other = MembershipFactory(user=learner, jurisdiction__name="Oak County").jurisdiction
    foreign = JurisdictionFactory(name="Far County", slug="far")
    material(county, title="Maple form")
    material(other, title="Oak form")
    material(foreign, title="Far form")
    page = page_of(learner_client)
    assert "Maple form" in page
    assert "Far County" not in page
    assert "Oak form" in page_of(learner_client, f"{FORM}?jurisdiction={other.slug}")
    refused = learner_client.get(f"{FORM}?jurisdiction=far")
    missing = learner_client.get(f"{FORM}?jurisdiction=nowhere")
    assert refused.status_code == missing.status_code == 403
    assert "Far" not in refused.content.decode()


def test_a_role_in_a_state_looks_into_its_counties_and_never_upward(
    county: Jurisdiction, state: Jurisdiction
) -> None:
    above = MembershipFactory(jurisdiction=state, facilitator=True).user
    below = MembershipFactory(jurisdiction=county, facilitator=True).user
    assert shelf_for_person(above, county.slug).place == county
    assert shelf_for_facilitator(above, county.slug).place == county
    assert shelf_for_facilitator(above).place == state
    with pytest.raises(NotAllowed):
        shelf_for_person(below, state.slug)


def test_facilitators_present_with_the_places_where_they_facilitate(county: Jurisdiction) -> None:
    person = MembershipFactory(jurisdiction__name="Oak County").user
    MembershipFactory(user=person, jurisdiction=county, facilitator=True)
    assert shelf_for_facilitator(person).places == (county,)
    assert len(shelf_for_person(person).places) == 2


def test_inactive_people_have_no_shelf(county: Jurisdiction) -> None:
    person = MembershipFactory(jurisdiction=county, user__inactive=True).user
    assert shelf_for_person(person).place is None


def test_a_shelf_takes_the_same_few_queries_however_much_is_on_it(
    county: Jurisdiction, state: Jurisdiction, learner: User, django_assert_max_num_queries: object
) -> None:
    for slot in Slot:
        material(county, slot)
        material(state, slot)
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        shelf = shelf_for_person(learner)
        titles = [one.material.title for one in shelf.slots.values() if one.material]
    assert len(titles) == 6


# What each person reads --------------------------------------------------------------------------


def test_a_visitor_is_asked_to_sign_in_and_comes_back(county: Jurisdiction, client: Client) -> None:
    material(county, title="Maple form")
    page = page_of(client)
    assert "Maple" not in page
    assert 'href="/accounts/login/?next=/local/release-form/"' in page


def test_a_visitor_gets_no_material_by_naming_a_jurisdiction(
    county: Jurisdiction, client: Client, learner_client: Client
) -> None:
    material(county, title="Release paper")
    url = f"{FORM}?jurisdiction={county.slug}"
    assert "Release paper" not in page_of(client, url)
    assert "Release paper" in page_of(learner_client, url)


def test_who_belongs_nowhere_is_told_so(stranger_client: Client) -> None:
    assert "belongs to no agency here yet" in page_of(stranger_client)


def test_an_empty_slot_is_said_to_each_in_her_own_way(
    county: Jurisdiction,
    learner_client: Client,
    facilitator_client: Client,
    editor_client: Client,
    administrator_client: Client,
) -> None:
    learner = page_of(learner_client)
    assert "has not shared this here yet" in learner
    assert "Not provided yet" not in learner
    facilitator = page_of(facilitator_client)
    assert "Not provided yet: an editor or administrator of Maple County can add it." in facilitator
    assert "/cms/" not in facilitator.split("<main")[1]
    for client in (editor_client, administrator_client):
        link = "/cms/local-material/add/?slot=release-form&amp;jurisdiction=maple-county"
        assert f'href="{link}"' in page_of(client)


def test_what_is_overdue_for_review_says_so(county: Jurisdiction, learner_client: Client) -> None:
    today = timezone.localdate()
    material(county, review_by=today + timedelta(days=1))
    assert "To be reviewed by" in page_of(learner_client)
    material(county, review_by=today - timedelta(days=2))
    assert "Check before you rely on it." in page_of(learner_client)


def test_the_page_is_kept_by_nobody_else_and_unknown_slots_are_not_found(
    learner_client: Client, client: Client
) -> None:
    for one in (learner_client, client):
        response = one.get(FORM)
        assert "private" in response["Cache-Control"]
        assert "Cookie" in response["Vary"]
        assert one.get("/local/strange/").status_code == 404
        assert one.post(FORM).status_code == 405


def test_the_overview_lists_every_slot(
    county: Jurisdiction, learner_client: Client, editor_client: Client, client: Client
) -> None:
    material(county, title="Maple form", review_by=timezone.localdate() - timedelta(days=2))
    page = page_of(learner_client, "/local/")
    assert page.count('class="local-list__slot"') == 6
    assert "Maple form" in page
    assert "Review overdue" not in page
    assert "Review overdue" in page_of(editor_client, "/local/")
    assert "Maple form" not in page_of(client, "/local/")


def test_markup_in_words_is_never_run(county: Jurisdiction, learner_client: Client) -> None:
    material(
        county,
        Slot.PROVIDER_AGREEMENTS,
        title="<script>alert(1)</script>",
        content=[{"type": "text", "value": '<p onclick="x()">Hi<script>alert(1)</script></p>'}],
    )
    page = page_of(learner_client, "/local/provider-agreements/").split("<main")[1]
    assert "<script" not in page.split("</main")[0]
    assert "onclick" not in page


# On slides ---------------------------------------------------------------------------------------


def test_a_lesson_leads_to_local_material_and_is_the_same_for_everybody(
    county: Jurisdiction, learner_client: Client, client: Client
) -> None:
    lesson = "/modules/module-7/step-3-information-sharing/"
    before = client.get(lesson).content
    material(county, title="Maple form")
    assert client.get(lesson).content == learner_client.get(lesson).content == before
    page = before.decode()
    assert f'href="{FORM}"' in page
    assert "Your agency’s release form" in page


def test_the_presenter_and_the_stage_show_the_facilitators_material(
    county: Jurisdiction, facilitator_client: Client, editor: User
) -> None:
    MembershipFactory(user=editor, jurisdiction=county, facilitator=True)
    material(county, title="Maple form")
    presenter = page_of(facilitator_client, "/present/module-7/?slide=27")
    assert "Maple form" in presenter
    assert "not provided yet:" in presenter
    both = page_of(client_of(editor), "/present/module-7/?slide=27")
    assert "/cms/local-material/add/?slot=provider-list" in both
    stage = page_of(facilitator_client, "/present/module-7/stage/")
    assert stage.count('class="stage-slide__local"') == 4
    assert "Maple County: <a" in stage
    assert "not provided" not in stage.lower()


def test_the_wall_shows_material_large_to_facilitators_only(
    county: Jurisdiction, facilitator_client: Client, learner_client: Client
) -> None:
    url = "/present/module-7/local/provider-list/?jurisdiction=maple-county&slide=systems-change"
    assert facilitator_client.get(url).status_code == 404
    material(county, Slot.PROVIDER_LIST)
    page = page_of(facilitator_client, url)
    assert "Alder House" in page
    assert "/present/module-7/stage/?jurisdiction=maple-county#slide-systems-change" in page
    assert learner_client.get(url).status_code == 403
    assert Client().get(url).status_code == 302
    assert facilitator_client.get(url.replace("provider-list", "strange")).status_code == 404
    assert facilitator_client.get(url.replace("maple-county", "far")).status_code == 403


def test_a_facilitator_chooses_the_county_of_the_session(
    county: Jurisdiction, state: Jurisdiction
) -> None:
    client = client_of(MembershipFactory(jurisdiction=state, facilitator=True).user)
    material(state, title="Juniper form")
    material(county, title="Maple form")
    url = "/present/module-7/?slide=27"
    assert "Juniper form" in page_of(client, url)
    chosen = page_of(client, f"{url}&jurisdiction=maple-county")
    assert "Maple form" in chosen
    assert "?slide=28&amp;jurisdiction=maple-county" in chosen
    assert client.get(f"{url}&jurisdiction=far").status_code == 403


def test_somebody_who_looks_after_the_site_without_any_jurisdiction_can_present(db: None) -> None:
    client = client_of(UserFactory(superuser=True))
    assert "presenter-local" not in page_of(client, "/present/module-7/?slide=27")
