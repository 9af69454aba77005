"""The try-out box: it scores with the list in the form, says why, keeps nothing, and has limits."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from jurisdictions.enums import Role
from jurisdictions.models import User
from quizzes.custom_lists.trying import list_try, ways_of
from quizzes.models import CustomList
from quizzes.scoring.reference import Item, ReferenceList
from tests.factories import MembershipFactory
from tests.people import client_of
from tests.quizzes.own_lists import form_of, item_fields, own_list, private_fields, reference_named

pytestmark = pytest.mark.django_db

TRY = "/cms/exercise-lists/try/"


def text_of(response) -> str:
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    return " ".join(page.get_text().split())


def test_it_scores_with_what_stands_in_the_form(editor_client: Client) -> None:
    sent = form_of(("Court papers", "Your questions")) | {
        "entries": "papers of the court\nbus pass"
    }
    words = text_of(editor_client.post(TRY, sent))
    assert words.startswith("1 of 2 items covered, 1 not matched yet, 0 with a privacy note.")
    assert "“papers of the court” was read like “Court papers”." in words
    assert "A clear match." in words
    assert "bus pass Not matched yet" in words
    assert not CustomList.objects.exists()


def test_it_says_what_is_missing_and_what_is_private(editor_client: Client) -> None:
    sent = form_of(("The worker's name and phone number",)) | {
        "entries": "name of the worker\nher report card",
        "items-0-value-parts-count": "2",
        "items-0-value-parts-0-deleted": "",
        "items-0-value-parts-0-order": "0",
        "items-0-value-parts-0-id": "",
        "items-0-value-parts-0-value-name": "the name",
        "items-0-value-parts-0-value-words": "name",
        "items-0-value-parts-1-deleted": "",
        "items-0-value-parts-1-order": "1",
        "items-0-value-parts-1-id": "",
        "items-0-value-parts-1-value-name": "the phone number",
        "items-0-value-parts-1-value-words": "phone\nnumber",
        "private-count": "1",
        **private_fields(0, "School grades", "report card"),
    }
    words = text_of(editor_client.post(TRY, sent))
    assert "in part" in words
    assert "Missing: the phone number." in words
    assert "Privacy: School grades" in words
    assert "It is theirs to tell." in words


def test_it_names_phrasings_that_come_near_another_item(editor_client: Client) -> None:
    texts = ("Class schedule", "Visits with your child", "Family strengths")
    sent = form_of(texts) | {"entries": ""}
    sent |= item_fields(0, texts[0], phrasings="visits with the child\nclass dates")
    words = text_of(editor_client.post(TRY, sent))
    assert "Class schedule: 3 ways to say it, 1 confusable" in words
    assert "“visits with the child” comes near: Visits with your child" in words
    assert "Family strengths: 1 way to say it" in words
    assert "Family strengths: 1 way to say it, " not in words


def test_it_says_what_has_to_be_put_right_before_publishing(editor_client: Client) -> None:
    sent = form_of(("Phone", "Address", "phone!")) | {"entries": ""}
    sent |= item_fields(1, "Address", phrasings="PHONE")
    sent |= {"private-count": "1", **private_fields(0, "Where they live", "address")}
    words = text_of(editor_client.post(TRY, sent))
    assert "“phone!” stands in the list twice" in words
    assert "“Address” counts for “Address” and must not be shared under “Where they live”" in words
    assert "“Phone” stands under several items: “Phone”, “Address”, “phone!”" in words


def test_an_empty_form_and_an_empty_box_are_met_kindly(editor_client: Client) -> None:
    assert "no items yet" in text_of(editor_client.post(TRY, form_of(()) | {"entries": "x"}))
    unfinished = form_of(("",)) | {"entries": "x"}
    assert "no items yet" in text_of(editor_client.post(TRY, unfinished))
    assert "Type what people might type" in text_of(editor_client.post(TRY, form_of()))


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ("\n".join(f"thing {n}" for n in range(61)), "more than 60 entries"),
        ("x" * 401, "Entry 1 is very long"),
        ("word\n" * 5_000, "too long to compare"),
        ("a\x00b", "a sign in this list that cannot be read"),
    ],
)
def test_too_much_typed_is_said_clearly(entries: str, message: str, editor_client: Client) -> None:
    assert message in text_of(editor_client.post(TRY, form_of() | {"entries": entries}))


@pytest.mark.parametrize(
    "changes",
    [
        {"items-count": "100000"},
        {"items-count": "-1"},
        {"items-count": "many"},
        {"private-count": "41"},
        {"items-0-value-parts-count": "25"},
    ],
)
def test_a_form_with_more_blocks_than_a_list_takes_is_refused(
    changes: dict[str, str], editor_client: Client
) -> None:
    assert editor_client.post(TRY, form_of() | {"entries": "x"}).status_code == 200
    assert editor_client.post(TRY, form_of() | {"entries": "x"} | changes).status_code == 400


def test_a_request_without_a_form_is_refused(editor_client: Client) -> None:
    assert editor_client.post(TRY, {"entries": "x"}).status_code == 400
    assert editor_client.get(TRY).status_code == 405


@pytest.mark.parametrize("role", [Role.LEARNER, Role.FACILITATOR, Role.COORDINATOR])
def test_only_editors_reach_it(role: Role, editor: User, client: Client) -> None:
    sent = form_of() | {"entries": "court papers"}
    assert client_of(editor).post(TRY, sent).status_code == 200
    person = MembershipFactory(role=role).user
    for one in (client, client_of(person)):
        assert one.post(TRY, sent).status_code in {302, 403}
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert strict.post(TRY, sent).status_code == 403


def test_what_is_typed_is_shown_as_text(editor_client: Client) -> None:
    sent = form_of(("<b>bold</b>", "papers")) | {"entries": "<script>alert(1)</script> papers"}
    content = editor_client.post(TRY, sent).content.decode()
    assert "<script" not in content
    assert "<b>" not in content
    assert "<script>alert(1)</script> papers" in text_of(editor_client.post(TRY, sent))


def test_a_saved_list_is_tried_out_on_a_page_without_script(
    editor: User, editor_client: Client
) -> None:
    one = own_list(editor)
    url = reverse("custom_lists:try_saved", args=[one.pk])
    assert "Type what people might type" in text_of(editor_client.get(url))
    words = text_of(editor_client.post(url, {"entries": "court papers"}))
    assert "1 of 8 items covered" in words
    assert "no-store" in editor_client.get(url)["Cache-Control"]


def test_the_page_scores_the_newest_draft(editor: User, editor_client: Client) -> None:
    one = own_list(editor)
    draft = form_of(("Something quite different",))
    del draft["action-publish"]
    editor_client.post(reverse("custom_lists:edit", args=[one.pk]), draft)
    url = reverse("custom_lists:try_saved", args=[one.pk])
    words = text_of(editor_client.post(url, {"entries": "something different"}))
    assert "1 of 1 item covered" in words


def test_the_preview_shows_the_list_and_tries_it_out(editor: User, editor_client: Client) -> None:
    one = own_list(editor)
    url = reverse("custom_lists:preview_on_edit", args=[one.pk])
    sent = form_of(("Court papers",), title="Not saved yet")
    assert editor_client.post(url, sent).json()["is_valid"]
    shown = editor_client.get(f"{url}?in_preview_panel=true").content.decode()
    assert "Not saved yet" in shown
    assert "exercise-result" not in shown
    tried = editor_client.get(f"{url}?in_preview_panel=true&entries=papers%20of%20court")
    page = BeautifulSoup(tried.content, "html.parser")
    assert "1 of 1" in page.select_one(".exercise-result__count").get_text()
    assert page.select_one("textarea").get_text().strip() == "papers of court"
    add = reverse("custom_lists:preview_on_add")
    assert editor_client.post(add, sent).json()["is_valid"]
    assert "Court papers" in editor_client.get(add).content.decode()


def test_a_long_list_is_looked_at_in_part_and_says_so() -> None:
    items = tuple(
        Item(f"own-0.{n}", f"thing {n}", tuple(f"way {m} of {n}" for m in range(59)))
        for n in range(60)
    )
    long = list_try(ReferenceList("own-0", "Long", "What?", items), ("thing 3",))
    assert not long.is_whole
    assert [one.count for one in long.items] == [60] * 60
    assert list_try(reference_named("Short"), ()).is_whole


def test_ways_to_say_an_item_that_differ_in_case_only_count_once() -> None:
    item = Item("own-0.1", "Treatment plan", ("treatment plan", "Plan", "plan!"))
    assert ways_of(item) == ("Treatment plan", "Plan")
