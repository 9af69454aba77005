"""Local material in the content editor: one's own jurisdictions', and nobody else's."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from jurisdictions.enums import Role
from jurisdictions.models import Jurisdiction, LocalMaterial, User
from jurisdictions.slots import Slot
from tests.factories import JurisdictionFactory, MembershipFactory
from tests.jurisdictions.local_samples import material
from tests.people import client_of

pytestmark = pytest.mark.django_db

LIST = "/cms/local-material/"
ADD = f"{LIST}add/"


def addresses_of(one: LocalMaterial) -> list[str]:
    """Every address of the editor at which this one piece can be reached."""
    revision = one.latest_revision_id
    plain = [
        "edit",
        "delete",
        "usage",
        "history",
        "history_results",
        "preview_on_edit",
        "unpublish",
    ]
    found = [reverse(f"local_material:{name}", args=[one.pk]) for name in plain]
    for name in ("revisions_view", "revisions_revert", "revisions_unschedule"):
        found.append(reverse(f"local_material:{name}", args=[one.pk, revision]))
    return [*found, reverse("local_material:revisions_compare", args=[one.pk, "live", "latest"])]


def given_for(place: Jurisdiction, **changes: object) -> dict[str, object]:
    """What the form for a policy sends; the rich text is in the editor's own JSON."""
    words = '{"blocks":[{"key":"a","text":"Our policy","type":"unstyled","depth":0,'
    words += '"inlineStyleRanges":[],"entityRanges":[]}],"entityMap":{}}'
    given = {
        "jurisdiction": place.pk,
        "slot": "information-sharing-policy",
        "title": "Policy of Maple",
        "content-count": "1",
        "content-0-deleted": "",
        "content-0-order": "0",
        "content-0-type": "text",
        "content-0-id": "",
        "content-0-value": words,
        "review_by": str(timezone.localdate() + timedelta(days=90)),
        "action-publish": "1",
    }
    return given | changes


def test_every_address_of_a_piece_is_open_to_its_editors_and_to_no_others(
    county: Jurisdiction, editor: User, administrator: User
) -> None:
    one = material(county, Slot.INFORMATION_SHARING_POLICY)
    material(county, Slot.INFORMATION_SHARING_POLICY, title="A draft", publish=False)
    far = MembershipFactory(jurisdiction=JurisdictionFactory(name="Far"), editor=True).user
    for url in addresses_of(LocalMaterial.objects.get(pk=one.pk)):
        for person in (editor, administrator):
            answer = client_of(person).get(url)
            assert answer.status_code == 200 or "revisions_view" in url or "unschedule" in url, url
        refused = client_of(far).get(url)
        assert refused.status_code in {302, 404}, (url, refused.status_code)
        assert one.title not in refused.content.decode()
        client_of(far).post(url, {})
    kept = LocalMaterial.objects.get(pk=one.pk)
    assert (kept.title, kept.live) == (one.title, True)


@pytest.mark.parametrize("role", [Role.LEARNER, Role.FACILITATOR, Role.COORDINATOR])
def test_other_roles_reach_nothing_of_it(role: Role, county: Jurisdiction) -> None:
    one = material(county)
    client = client_of(MembershipFactory(jurisdiction=county, role=role).user)
    for url in (LIST, ADD, *addresses_of(one)):
        assert client.get(url).status_code in {302, 403}
    assert client.post(ADD, given_for(county)).status_code in {302, 403}
    assert LocalMaterial.objects.count() == 1


def test_the_list_holds_ones_own_and_marks_an_overdue_review(
    county: Jurisdiction, state: Jurisdiction, editor_client: Client
) -> None:
    material(county, title="Maple form", review_by=timezone.localdate() - timedelta(days=2))
    material(county, Slot.CRISIS_LINE, title="Maple line")
    material(state, title="Juniper form")
    page = editor_client.get(LIST).content.decode()
    assert "Maple form" in page
    assert "Maple line" in page
    assert "Juniper form" not in page
    assert page.count("review overdue") == 1
    assert "Juniper form" not in editor_client.get(f"{LIST}?q=form").content.decode()
    above = client_of(MembershipFactory(jurisdiction=state, editor=True).user)
    assert "Maple form" in above.get(LIST).content.decode()


def test_an_editor_adds_for_her_county_only_and_once(
    county: Jurisdiction, state: Jurisdiction, editor_client: Client
) -> None:
    assert editor_client.post(ADD, given_for(state)).status_code == 200
    assert not LocalMaterial.objects.exists()
    assert editor_client.post(ADD, given_for(county)).status_code == 302
    one = LocalMaterial.objects.get()
    assert (one.live, one.jurisdiction, str(one)) == (True, county, "Policy of Maple")
    again = editor_client.post(ADD, given_for(county))
    assert "has material of this kind already" in again.content.decode()
    assert LocalMaterial.objects.count() == 1


def test_the_form_explains_a_part_that_does_not_belong(
    county: Jurisdiction, editor_client: Client
) -> None:
    answer = editor_client.post(ADD, given_for(county, slot="crisis-line"))
    assert answer.status_code == 200
    assert "needs at least one of: Line" in answer.content.decode()


def test_a_draft_is_saved_without_being_shown(
    county: Jurisdiction, editor_client: Client, learner_client: Client
) -> None:
    given = given_for(county)
    del given["action-publish"]
    assert editor_client.post(ADD, given).status_code == 302
    assert not LocalMaterial.objects.get().live
    url = "/local/information-sharing-policy/"
    assert "Our policy" not in learner_client.get(url).content.decode()


def test_neither_place_nor_kind_changes_once_it_is_there(
    county: Jurisdiction, editor: User, editor_client: Client
) -> None:
    agency = JurisdictionFactory(parent=county, agency=True)
    one = material(county, Slot.INFORMATION_SHARING_POLICY)
    changed = given_for(agency, slot="crisis-line", title="Changed")
    editor_client.post(reverse("local_material:edit", args=[one.pk]), changed)
    one.refresh_from_db()
    assert (one.jurisdiction, one.slot) == (county, "information-sharing-policy")
    assert one.title == "Changed"


def test_editors_are_offered_to_publish_and_to_take_back(
    county: Jurisdiction, editor_client: Client, learner_client: Client
) -> None:
    assert 'name="action-publish"' in editor_client.get(ADD).content.decode()
    one = material(county, title="Maple form")
    page = editor_client.get(reverse("local_material:edit", args=[one.pk])).content.decode()
    assert page.count('name="action-publish"') == 1
    take_back = reverse("local_material:unpublish", args=[one.pk])
    assert take_back in page
    editor_client.post(take_back)
    assert not LocalMaterial.objects.get().live
    assert "Maple form" not in learner_client.get("/local/release-form/").content.decode()


def test_a_link_to_the_form_fills_in_slot_and_place(
    county: Jurisdiction, editor_client: Client
) -> None:
    page = editor_client.get(f"{ADD}?slot=crisis-line&jurisdiction=maple-county").content.decode()
    assert '<option value="crisis-line" selected' in page
    assert f'<option value="{county.pk}" selected' in page
    assert editor_client.get(f"{ADD}?slot=strange&jurisdiction=far").status_code == 200


def test_nothing_else_of_the_editor_names_other_jurisdictions_material(
    county: Jurisdiction,
) -> None:
    one = material(county, title="Maple form")
    far = client_of(MembershipFactory(jurisdiction__name="Far", editor=True).user)
    bulk = f"/cms/bulk/jurisdictions/localmaterial/delete/?id={one.pk}"
    assert far.get(bulk).status_code == 404
    assert far.post(bulk).status_code == 404
    assert LocalMaterial.objects.filter(pk=one.pk).exists()
    with pytest.raises(NoReverseMatch):
        reverse("wagtailsnippetchoosers_jurisdictions_localmaterial:choose")
    for url in ("/cms/", "/cms/reports/site-history/", "/cms/snippets/"):
        assert "Maple form" not in far.get(url, follow=True).content.decode()


def test_an_editor_looks_at_a_draft_before_it_is_published(
    county: Jurisdiction, editor_client: Client
) -> None:
    one = material(county, Slot.INFORMATION_SHARING_POLICY, title="Policy")
    url = reverse("local_material:preview_on_edit", args=[one.pk])
    answer = editor_client.post(url, given_for(county, title="Not saved yet"))
    assert answer.json()["is_valid"]
    shown = editor_client.get(url).content.decode()
    assert "Not saved yet" in shown
    assert "Our policy" in shown
