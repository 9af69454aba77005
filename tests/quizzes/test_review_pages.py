"""The review over HTTP: for facilitators and editors only; deciding, undoing, phrasings by hand."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from quizzes.enums import DecisionKind, ReviewReason
from quizzes.models import AcceptedPhrasing, ReviewEntry
from quizzes.selectors import reference_lists
from quizzes.services.phrasings import phrasing_accept
from quizzes.services.review import review_decide, review_propose

REVIEW = "/exercises/review/"
PHRASINGS = "/exercises/review/phrasings/"
LIST = "tx_needs"
FIRST, LAST = reference_lists()[LIST].items[0], reference_lists()[LIST].items[-1]
WORDS = "wibble token of the county"


def page_of(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def propose(text=WORDS, list_id=LIST, item=LAST):
    review_propose(list_id=list_id, text=text, item_id=item.id, reason=ReviewReason.MEANT)
    return ReviewEntry.objects.get(text=text, item_id=item.id)


@pytest.fixture
def entry(db):
    return propose()


@pytest.fixture
def phrasing(facilitator):
    return phrasing_accept(list_id=LIST, item_id=LAST.id, text="metro card", by=facilitator)[0]


def decide_url(entry):
    return f"{REVIEW}{entry.pk}/decide/"


@pytest.mark.parametrize("role", ["facilitator", "editor", "administrator"])
def test_facilitators_editors_and_administrators_review(role, request, entry, phrasing):
    client = request.getfixturevalue(f"{role}_client")
    page = page_of(client.get(REVIEW))
    assert WORDS in page.select_one(".review-entry h2").get_text()
    assert LAST.text in page.select_one(".review-entry dd").get_text()
    assert "metro card" in page_of(client.get(PHRASINGS)).select_one(".review-phrasings").get_text()
    assert client.post(decide_url(entry), {"decide": "accept"}).status_code == 302
    entry.refresh_from_db()
    assert entry.state == "accepted"


@pytest.mark.parametrize("role", ["learner", "coordinator", "stranger"])
def test_others_are_told_whom_the_pages_are_for(role, request, entry, phrasing):
    client = request.getfixturevalue(f"{role}_client")
    answers = [client.get(REVIEW), client.get(PHRASINGS)]
    posts = {
        decide_url(entry): {"decide": "accept"},
        f"{REVIEW}{entry.pk}/undo/": {},
        f"{PHRASINGS}add/": {"item": f"{LIST} {LAST.id}", "text": "wobble"},
        f"{PHRASINGS}{phrasing.pk}/": {"withdraw": ""},
    }
    answers += [client.post(address, data) for address, data in posts.items()]
    for response in answers:
        assert response.status_code == 403
        assert "for facilitators and editors" in response.content.decode()
        assert WORDS not in response.content.decode()
    entry.refresh_from_db()
    assert entry.state == "open"
    assert AcceptedPhrasing.objects.active().count() == 1


def test_visitors_are_sent_to_sign_in(entry):
    for response in (Client().get(REVIEW), Client().post(decide_url(entry), {"decide": "accept"})):
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/?next=/exercises/review/")


def test_nothing_is_kept_on_the_way(editor_client):
    for address in (REVIEW, PHRASINGS):
        kept = editor_client.get(address)["Cache-Control"]
        assert "no-store" in kept
        assert "private" in kept


@pytest.mark.parametrize("address", [f"{REVIEW}1/decide/", f"{REVIEW}1/undo/", f"{PHRASINGS}1/"])
def test_what_changes_something_is_sent_by_a_form_only(address, editor_client):
    assert editor_client.get(address).status_code == 405


def test_a_decision_leads_to_the_next_entry_and_can_be_undone_there(editor_client, entry):
    other = propose("a second wibble")
    page = page_of(editor_client.get(REVIEW))
    fields = [one.select('input[name="next"]') for one in page.select(".review-entry")]
    assert [[one["value"] for one in row] for row in fields] == [[str(other.pk)], []]
    sent = {"decide": "reject", "next": str(other.pk), "list": LIST}
    response = editor_client.post(decide_url(entry), sent)
    assert response["Location"] == f"{REVIEW}?list={LIST}&done={entry.pk}#entry-{other.pk}"
    page = page_of(editor_client.get(response["Location"]))
    assert [one["id"] for one in page.select(".review-entry")] == [f"entry-{other.pk}"]
    undo = page.select_one(".review-done form")["action"]
    editor_client.post(undo, {"list": LIST})
    entry.refresh_from_db()
    assert entry.state == "open"


def test_a_decision_makes_a_phrasing_in_the_same_click(editor_client, entry):
    editor_client.post(decide_url(entry), {"decide": "accept", "phrasing": "1"})
    assert AcceptedPhrasing.objects.active().get().text == WORDS
    page = page_of(editor_client.get(f"{REVIEW}?shown=decided"))
    text = " ".join(page.select_one(".review-entry").get_text().split())
    assert "accepted phrasing" in text
    assert "The editor" in text


def test_an_entry_moves_to_the_point_chosen(editor_client, entry):
    editor_client.post(decide_url(entry), {"decide": "move", "item": FIRST.id})
    page = page_of(editor_client.get(f"{REVIEW}?shown=decided"))
    assert FIRST.text in page.select_one(".review-entry__state").get_text()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "not on the list"),
        ({"decide": "undo"}, "not on the list"),
        ({"decide": "move", "item": ""}, "not on the list"),
        ({"decide": "move", "item": "nothing"}, "not on the list"),
    ],
)
def test_what_does_not_fit_is_said_and_changes_nothing(sent, said, editor_client, entry):
    response = editor_client.post(decide_url(entry), sent, follow=True)
    assert said in page_of(response).select_one(".messages").get_text()
    entry.refresh_from_db()
    assert entry.state == "open"


def test_a_second_decision_is_told_that_there_is_one(editor_client, facilitator, entry):
    review_decide(entry=entry, kind=DecisionKind.ACCEPT, by=facilitator)
    response = editor_client.post(decide_url(entry), {"decide": "reject"}, follow=True)
    assert "decided already" in page_of(response).select_one(".messages").get_text()
    gone = editor_client.post(f"{REVIEW}999/decide/", {"decide": "reject"}, follow=True)
    assert "no longer in the review" in page_of(gone).select_one(".messages").get_text()


def test_the_page_filters_by_list_and_counts(editor_client, entry):
    propose("a second wibble", "five_rs", reference_lists()["five_rs"].items[0])
    page = page_of(editor_client.get(f"{REVIEW}?list=five_rs"))
    assert len(page.select(".review-entry")) == 1
    assert "(2)" in page.select_one(".review-ways").get_text()
    assert len(page_of(editor_client.get(f"{REVIEW}?list=nothing")).select(".review-entry")) == 2


@pytest.mark.parametrize("query", ["?page=x", "?page=99", "?done=x", "?done=99999999999999999999"])
def test_odd_addresses_show_the_page(query, editor_client, entry):
    assert page_of(editor_client.get(f"{REVIEW}{query}")).select(".review-entry")


def test_markup_is_shown_as_typed(editor_client, entry):
    ReviewEntry.objects.update(text="<b>wibble</b>")
    assert "<b>wibble</b>" in page_of(editor_client.get(REVIEW)).select_one("h2").get_text()


def test_many_entries_cost_no_more_queries(editor_client, entry, django_assert_max_num_queries):
    editor_client.get(REVIEW)
    for number in range(30):
        propose(f"wibble {'x' * (number + 1)}")
    with django_assert_max_num_queries(16):
        page = page_of(editor_client.get(REVIEW))
    assert len(page.select(".review-entry")) == 20
    assert page.find("a", string="Next page")


def test_a_phrasing_is_added_by_hand_withdrawn_and_brought_back(editor_client):
    sent = {"item": f"{LIST} {LAST.id}", "text": " Wibble  token "}
    page = page_of(editor_client.post(f"{PHRASINGS}add/", sent, follow=True))
    made = AcceptedPhrasing.objects.get()
    assert (made.text, made.item_id) == ("Wibble token", LAST.id)
    assert "counts from now on" in page.select_one(".messages").get_text()
    address = f"{PHRASINGS}{made.pk}/"
    page = page_of(editor_client.post(address, {"withdraw": ""}, follow=True))
    assert "withdrawn" in page.select_one(".is-withdrawn").get_text()
    page = page_of(editor_client.post(address, {"restore": ""}, follow=True))
    history = page.select_one(".review-history").get_text()
    assert all(
        word in history for word in ("Accepted", "Withdrawn", "Accepted again", "The editor")
    )
    made.refresh_from_db()
    assert made.is_active


@pytest.mark.parametrize(
    ("item", "text", "said"),
    [
        ("", "wibble", "required"),
        ("nothing nothing", "wibble", "Select a valid choice"),
        (f"{LIST} {LAST.id}", "", "required"),
        (f"{LIST} {LAST.id}", "x" * 201, "at most 200"),
        (f"{LIST} {LAST.id}", FIRST.text, "two points"),
    ],
)
def test_what_cannot_count_is_said_beside_what_was_typed(item, text, said, editor_client):
    page = page_of(editor_client.post(f"{PHRASINGS}add/", {"item": item, "text": text}))
    assert said in page.select_one(".review-add .errorlist").get_text()
    assert page.select_one("#id_text").get("value", "") == text
    assert not AcceptedPhrasing.objects.exists()


def test_an_unknown_phrasing_is_not_found(editor_client):
    assert editor_client.post(f"{PHRASINGS}999/", {"withdraw": ""}).status_code == 404


def test_the_content_editor_leads_there(editor_client):
    menu = editor_client.get("/cms/").content.decode()
    assert REVIEW in menu
    assert editor_client.get(REVIEW).status_code == 200
