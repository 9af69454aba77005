"""Editors' own lists in the review: a jurisdiction's list is for its own reviewers."""

import pytest

from jurisdictions.enums import Role
from jurisdictions.errors import NotAllowed
from quizzes.enums import DecisionKind, ReviewReason
from quizzes.models import AcceptedPhrasing, ReviewEntry
from quizzes.selectors import reference_list_get, scorer_get
from quizzes.services.phrasings import phrasing_accept, phrasing_withdraw
from quizzes.services.results import result_keep
from quizzes.services.review import review_decide, review_propose, review_undo
from tests.factories import JurisdictionFactory
from tests.people import client_of, member
from tests.quizzes.own_lists import own_list

REVIEW = "/exercises/review/"
WORDS = "wibble token"


@pytest.fixture
def own(editor, county):
    return own_list(editor, jurisdiction=county)


@pytest.fixture
def outsider(db):
    return member(JurisdictionFactory(name="Elsewhere"), Role.EDITOR)


def first_item(custom):
    return reference_list_get(custom.list_id).items[0]


def propose(custom):
    item_id = first_item(custom).id
    assert review_propose(
        list_id=custom.list_id, text=WORDS, item_id=item_id, reason=ReviewReason.MEANT
    )
    return ReviewEntry.objects.get()


def test_reviewers_of_the_jurisdiction_decide_about_its_list(own, facilitator):
    entry = propose(own)
    client = client_of(facilitator)
    assert WORDS in client.get(REVIEW).content.decode()
    client.post(f"{REVIEW}{entry.pk}/decide/", {"decide": "accept", "phrasing": "1"})
    assert scorer_get(own.list_id).score_entry(WORDS).item_ids == (first_item(own).id,)


def test_reviewers_of_another_jurisdiction_neither_see_nor_decide(own, facilitator, outsider):
    entry = propose(own)
    client = client_of(outsider)
    assert WORDS not in client.get(REVIEW).content.decode()
    assert own.title not in client.get(f"{REVIEW}phrasings/").content.decode()
    client.post(f"{REVIEW}{entry.pk}/decide/", {"decide": "accept"})
    entry.refresh_from_db()
    assert entry.state == "open"
    item_id = first_item(own).id
    with pytest.raises(NotAllowed):
        review_decide(entry=entry, kind=DecisionKind.ACCEPT, by=outsider)
    with pytest.raises(NotAllowed):
        review_undo(entry=entry, by=outsider)
    with pytest.raises(NotAllowed):
        phrasing_accept(list_id=own.list_id, item_id=item_id, text=WORDS, by=outsider)
    kept, _ = phrasing_accept(list_id=own.list_id, item_id=item_id, text=WORDS, by=facilitator)
    with pytest.raises(NotAllowed):
        phrasing_withdraw(phrasing=kept, by=outsider)
    assert client.post(f"{REVIEW}phrasings/{kept.pk}/", {"withdraw": ""}).status_code == 404
    assert AcceptedPhrasing.objects.active().count() == 1


def test_a_list_of_the_whole_site_is_for_every_reviewer(editor, outsider):
    entry = propose(own_list(editor))
    assert WORDS in client_of(outsider).get(REVIEW).content.decode()
    review_decide(entry=entry, kind=DecisionKind.ACCEPT, by=outsider)


def test_a_list_that_was_taken_down_waits_unseen(own, facilitator):
    propose(own)
    own.unpublish()
    assert WORDS not in client_of(facilitator).get(REVIEW).content.decode()
    assert ReviewEntry.objects.count() == 1


def test_an_own_list_is_kept_too(own, facilitator, county):
    kept = result_keep(
        by=facilitator,
        jurisdiction=county,
        list_id=own.list_id,
        entries=["papers from court"],
        title=own.title,
    )
    own.delete()
    page = client_of(facilitator).get(f"/present/results/{kept.pk}/").content.decode()
    assert "1 of 8" in page
    assert "Papers from court" in page
