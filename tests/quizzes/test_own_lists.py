"""Lists that editors make in the content editor: who may, what the form says, ids that last."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from jurisdictions.enums import Role
from jurisdictions.models import Jurisdiction, User
from quizzes.custom_lists.forms import private_set_choices
from quizzes.custom_lists.selectors import custom_reference_list
from quizzes.models import CustomList
from quizzes.selectors import reference_list_get, reference_lists
from tests.factories import JurisdictionFactory, MembershipFactory
from tests.people import client_of
from tests.quizzes.own_lists import ITEMS, form_of, item_fields, own_list, private_fields

pytestmark = pytest.mark.django_db

LIST = "/cms/exercise-lists/"
ADD = f"{LIST}add/"


def addresses_of(one: CustomList) -> list[str]:
    """Every address of the editor at which this one list can be reached."""
    plain = [
        "edit",
        "delete",
        "usage",
        "history",
        "history_results",
        "preview_on_edit",
        "unpublish",
        "try_saved",
        "export",
    ]
    found = [reverse(f"custom_lists:{name}", args=[one.pk]) for name in plain]
    for name in ("revisions_view", "revisions_revert", "revisions_unschedule"):
        found.append(reverse(f"custom_lists:{name}", args=[one.pk, one.latest_revision_id]))
    return [*found, reverse("custom_lists:revisions_compare", args=[one.pk, "live", "latest"])]


def words_of(response) -> str:
    return response.content.decode()


def test_every_address_of_a_list_is_open_to_its_editors_and_to_no_others(
    county: Jurisdiction, editor: User, administrator: User
) -> None:
    one = own_list(editor, title="Maple list", jurisdiction=county)
    far = MembershipFactory(jurisdiction=JurisdictionFactory(name="Far"), editor=True).user
    for url in addresses_of(one):
        for person in (editor, administrator):
            answer = client_of(person).get(url)
            assert answer.status_code == 200 or "unschedule" in url or "revert" in url, url
        refused = client_of(far).get(url)
        assert refused.status_code in {302, 404}, (url, refused.status_code)
        assert "Maple list" not in words_of(refused)
        client_of(far).post(url, form_of(title="Taken over"))
    kept = CustomList.objects.get(pk=one.pk)
    assert (kept.title, kept.live) == ("Maple list", True)
    assert kept.revisions.count() == one.revisions.count()


@pytest.mark.parametrize("name", ["lock", "unlock"])
def test_a_list_is_locked_by_its_editors_only(
    name: str, county: Jurisdiction, editor: User, editor_client: Client
) -> None:
    one = own_list(editor, jurisdiction=county)
    CustomList.objects.filter(pk=one.pk).update(locked=name == "unlock")
    url = reverse(f"custom_lists:{name}", args=[one.pk])
    far = client_of(MembershipFactory(jurisdiction__name="Far", editor=True).user)
    assert far.post(url).status_code == 404
    assert CustomList.objects.get().locked == (name == "unlock")
    assert editor_client.post(url).status_code == 302
    assert CustomList.objects.get().locked == (name == "lock")


@pytest.mark.parametrize("role", [Role.LEARNER, Role.FACILITATOR, Role.COORDINATOR])
def test_other_roles_reach_nothing_of_it(role: Role, county: Jurisdiction, editor: User) -> None:
    one = own_list(editor, jurisdiction=county)
    client = client_of(MembershipFactory(jurisdiction=county, role=role).user)
    more = [f"{LIST}start-from/", f"{LIST}import/"]
    for url in (LIST, ADD, *more, *addresses_of(one)):
        assert client.get(url).status_code in {302, 403}, url
    for url in (ADD, f"{LIST}try/", *more):
        answer = client.post(url, form_of(source="tx_needs"))
        assert answer.status_code in {302, 403}, url
    assert CustomList.objects.count() == 1


def test_a_list_of_the_whole_site_is_every_editors(
    county: Jurisdiction, editor: User, editor_client: Client
) -> None:
    far = MembershipFactory(jurisdiction__name="Far", editor=True).user
    shared = own_list(far, title="Everybody's")
    own_list(far, title="Far list", jurisdiction=far.memberships.get().jurisdiction)
    page = words_of(editor_client.get(LIST))
    assert "Everybody" in page
    assert "Far list" not in page
    assert editor_client.get(reverse("custom_lists:edit", args=[shared.pk])).status_code == 200


def test_an_editor_adds_for_her_county_or_the_site_only(
    county: Jurisdiction, state: Jurisdiction, editor_client: Client
) -> None:
    refused = editor_client.post(ADD, form_of(jurisdiction=state.pk))
    assert refused.status_code == 200
    assert not CustomList.objects.exists()
    assert editor_client.post(ADD, form_of(jurisdiction=county.pk)).status_code == 302
    one = CustomList.objects.get()
    assert (one.live, one.jurisdiction, one.slug) == (True, county, "what-to-bring")
    assert [item.text for item in reference_list_get(one.list_id).items] == list(ITEMS)


def test_the_place_stays_once_a_list_is_there(county: Jurisdiction, editor: User) -> None:
    one = own_list(editor, jurisdiction=county)
    agency = JurisdictionFactory(parent=county, agency=True)
    url = reverse("custom_lists:edit", args=[one.pk])
    client_of(editor).post(url, form_of(jurisdiction=agency.pk, title="Changed"))
    one.refresh_from_db()
    assert (one.title, one.jurisdiction) == ("Changed", county)


def test_ids_of_own_lists_never_collide_with_lists_in_files(editor: User) -> None:
    one = own_list(editor)
    assert one.list_id not in reference_lists()
    assert one.list_id == f"own-{one.pk}"
    for strange in (
        "tx_needs",
        "own-",
        "own-0",
        "own-x",
        f"own-{one.pk}x",
        "own-٣",
        "own-" + "9" * 40,
    ):
        assert custom_reference_list(strange) is None
    found = custom_reference_list(one.list_id)
    assert found is not None
    assert all(item.id.startswith(f"{one.list_id}.") for item in found.items)


def test_a_draft_is_no_list_for_scoring_until_it_is_published(editor: User) -> None:
    one = own_list(editor, publish=False)
    assert custom_reference_list(one.list_id) is None
    with pytest.raises(KeyError):
        reference_list_get(one.list_id)
    one.latest_revision.publish(user=editor)
    assert custom_reference_list(one.list_id) is not None


def test_item_ids_last_when_items_are_reworded_and_change_places(
    editor: User, editor_client: Client
) -> None:
    editor_client.post(ADD, form_of(("First", "Second", "Third")))
    one = CustomList.objects.get()
    before = {item.text: item.id for item in custom_reference_list(one.list_id).items}
    assert len(set(before.values())) == 3
    blocks = {child.value["text"]: child.id for child in one.items}
    changed = form_of(()) | {"items-count": "3"}
    changed |= item_fields(0, "Third", block_id=blocks["Third"])
    changed |= item_fields(1, "The first, reworded", block_id=blocks["First"])
    changed |= item_fields(2, "A new one")
    assert (
        editor_client.post(reverse("custom_lists:edit", args=[one.pk]), changed).status_code == 302
    )
    after = {item.text: item.id for item in custom_reference_list(one.list_id).items}
    assert list(after) == ["Third", "The first, reworded", "A new one"]
    assert after["Third"] == before["Third"]
    assert after["The first, reworded"] == before["First"]
    assert after["A new one"] not in before.values()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"items-count": "0"}, "This field is required"),
        (item_fields(1, "people who SUPPORT you!"), "stands in the list twice"),
        (
            {"private-count": "1", **private_fields(0, "Court papers", "papers  from Court")},
            "and must not be shared under",
        ),
        (item_fields(0, "x" * 201), "at most 200 characters"),
        (item_fields(0, "One", phrasings="y" * 201), "longer than 200 characters"),
        (item_fields(0, "One", phrasings="\n".join(map(str, range(61)))), "There are 61 lines"),
        ({"giver": "Child welfare"}, "both who shares and with whom"),
        ({"private_set": "strange"}, "strange is not one of the available choices"),
    ],
)
def test_the_form_says_clearly_what_does_not_go_together(
    changes: dict[str, str], message: str, editor_client: Client
) -> None:
    texts = ("People who support you", "Papers", "Papers from court")
    assert editor_client.post(ADD, form_of(texts)).status_code == 302
    CustomList.objects.all().delete()
    answer = editor_client.post(ADD, form_of(texts) | changes)
    assert answer.status_code == 200
    assert message in words_of(answer)
    assert not CustomList.objects.exists()


def test_sixty_items_are_taken_and_one_more_is_not(editor_client: Client) -> None:
    texts = tuple(f"Item number {n}" for n in range(61))
    assert (
        "maximum number of items is 60" in words_of(editor_client.post(ADD, form_of(texts))).lower()
    )
    assert editor_client.post(ADD, form_of(texts[:60])).status_code == 302


def test_a_draft_is_kept_with_what_a_published_list_may_not_have(editor_client: Client) -> None:
    given = form_of(("Same", "same"))
    del given["action-publish"]
    assert editor_client.post(ADD, given).status_code == 302
    one = CustomList.objects.get()
    assert not one.live
    again = editor_client.post(reverse("custom_lists:edit", args=[one.pk]), form_of(("A", "a")))
    assert "stands in the list twice" in words_of(again)


def test_words_under_two_items_are_named_with_both_once_saved(editor_client: Client) -> None:
    given = form_of(("Phone", "Address")) | item_fields(0, "Phone", phrasings="contact\nnumber")
    given |= item_fields(1, "Address", phrasings="street\nContact")
    page = words_of(editor_client.post(ADD, given, follow=True))
    assert "“contact” stands under several items: “Phone”, “Address”" in page
    fine = words_of(editor_client.post(ADD, form_of(slug="other"), follow=True))
    assert "stands under several items" not in fine


def test_an_address_is_made_of_the_title_and_is_nobody_elses(editor_client: Client) -> None:
    for _ in range(2):
        assert editor_client.post(ADD, form_of(slug="")).status_code == 302
    assert set(CustomList.objects.values_list("slug", flat=True)) == {
        "what-to-bring",
        "what-to-bring-2",
    }
    answer = editor_client.post(ADD, form_of(slug="what-to-bring"))
    assert "Another list has this address" in words_of(answer)


def test_the_usual_private_things_come_with_one_choice(editor_client: Client) -> None:
    page = words_of(editor_client.get(ADD))
    offered = [value for value, _label in private_set_choices() if value]
    assert len(offered) == 1
    assert f'value="{offered[0]}"' in page
    assert "Immigration status" in page
    editor_client.post(ADD, form_of(private_set=offered[0]))
    found = custom_reference_list(CustomList.objects.get().list_id)
    assert found.private == reference_lists()[offered[0]].private


def test_own_private_things_come_after_the_usual_ones(editor_client: Client) -> None:
    own = {"private-count": "1", **private_fields(0, "School grades", "grades\nreport card")}
    editor_client.post(ADD, form_of(private_set=private_set_choices()[1][0], **own))
    found = custom_reference_list(CustomList.objects.get().list_id).private
    assert [one.name for one in found[-2:]] == ["More than is needed", "School grades"]
    assert len({one.kind for one in found}) == len(found) == 8


def test_nothing_else_of_the_editor_names_other_jurisdictions_lists(
    county: Jurisdiction, editor: User
) -> None:
    one = own_list(editor, title="Maple list", jurisdiction=county)
    far = client_of(MembershipFactory(jurisdiction__name="Far", editor=True).user)
    bulk = f"/cms/bulk/quizzes/customlist/delete/?id={one.pk}"
    assert far.get(bulk).status_code == 404
    assert far.post(bulk).status_code == 404
    assert CustomList.objects.filter(pk=one.pk).exists()
    with pytest.raises(NoReverseMatch):
        reverse("wagtailsnippetchoosers_quizzes_customlist:choose")
    for url in (LIST, "/cms/", "/cms/reports/site-history/", f"{LIST}start-from/"):
        assert "Maple list" not in words_of(far.get(url, follow=True))
    assert "Maple list" in words_of(client_of(editor).get(f"{LIST}start-from/"))


def test_an_editor_publishes_and_takes_back(editor: User, editor_client: Client) -> None:
    assert 'name="action-publish"' in words_of(editor_client.get(ADD))
    one = own_list(editor)
    page = words_of(editor_client.get(reverse("custom_lists:edit", args=[one.pk])))
    assert page.count('name="action-publish"') == 1
    take_back = reverse("custom_lists:unpublish", args=[one.pk])
    assert take_back in page
    editor_client.post(take_back)
    assert not CustomList.objects.get().live


def test_a_locked_list_is_shown_to_others_without_publishing(
    county: Jurisdiction, editor: User, editor_client: Client, administrator_client: Client
) -> None:
    one = own_list(editor, jurisdiction=county)
    administrator_client.post(reverse("custom_lists:lock", args=[one.pk]))
    url = reverse("custom_lists:edit", args=[one.pk])
    assert 'name="action-publish"' not in words_of(editor_client.get(url))
    editor_client.post(url, form_of(title="Changed all the same"))
    assert CustomList.objects.get().title != "Changed all the same"
