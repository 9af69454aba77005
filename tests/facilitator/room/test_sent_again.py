"""What a phone sends again since the answer was lost, and what comes too late without a script."""

import pytest
from django.core.cache import cache

from facilitator import machine
from tests.facilitator.activities.faces import closed, soup
from tests.facilitator.rooms import POLL, commanded, form_token_of, joined, polled, sent, started

QUESTION = {"question": "What helps a family?"}
TWO = {"entry_token": "two"}
# Of each kind what is set up, what a phone sends, and what it sends besides.
ANSWERS = {
    "poll": (POLL, {"choice": "1"}, {"choice": "2"}),
    "open_question": (QUESTION, {"text": "Rides"}, {"text": "Trust", **TWO}),
    "group_list": (QUESTION, {"entries": "Rides\nTrust"}, {"entry": "Time", **TWO}),
}


@pytest.fixture(autouse=True)
def _no_tries_used():
    cache.clear()


@pytest.fixture
def live(facilitator, county):
    return started(facilitator, county)


@pytest.mark.parametrize("kind", ANSWERS)
def test_what_was_counted_is_not_too_late_when_it_comes_again(live, facilitator, kind):
    options, first, other = ANSWERS[kind]
    activity = polled(live, facilitator, options, kind=kind)
    phone, _seat = joined(live)
    late, _seat = joined(live)
    assert sent(phone, live, activity, **first) == 200
    before = list(activity.contributions.values())
    closed(live, facilitator, activity)

    assert sent(phone, live, activity, **first) == 200
    assert sent(phone, live, activity, **other) == 422
    # The same words from a device that has sent nothing.
    assert sent(late, live, activity, **first) == 422
    assert list(activity.contributions.values()) == before


@pytest.mark.parametrize("kind", ANSWERS)
def test_after_the_end_a_phone_hears_what_had_arrived(live, facilitator, kind):
    options, first, other = ANSWERS[kind]
    activity = polled(live, facilitator, options, kind=kind)
    phone, _seat = joined(live)
    token = form_token_of(phone, live)
    sent(phone, live, activity, **first)
    before = list(activity.contributions.values())
    commanded(live, facilitator, machine.End())

    def again(**fields):
        form = {"form_token": token, "entry_token": "one", "part": "1", **fields}
        address = f"/room/{live.key}/activities/{activity.pk}/"
        return phone.post(address, form).status_code

    assert again(**first) == 204
    assert again(**other) == 403
    assert again(**{**first, "form_token": "x"}) == 403
    assert list(activity.contributions.values()) == before


def late_words(answer) -> list[str]:
    return [one.get_text() for one in soup(answer.content).select("[data-too-late-list] li")]


@pytest.mark.parametrize("has_gone", [False, True], ids=["closed", "put away"])
def test_without_a_script_what_comes_too_late_is_given_back(live, facilitator, has_gone):
    listed = polled(live, facilitator, QUESTION, kind="group_list")
    phone, _seat = joined(live)
    token = form_token_of(phone, live)
    closed(live, facilitator, listed)
    if has_gone:
        commanded(live, facilitator, machine.PutAway(listed.pk))
    form = {"form_token": token, "entry_token": "one", "entry": "Rides <b>", "entries": "One\nTwo"}
    answer = phone.post(f"/room/{live.key}/activities/{listed.pk}/", form)
    assert answer.status_code == 422
    assert late_words(answer) == ["Rides <b>", "One\nTwo"]
    assert not listed.contributions.exists()


def test_without_a_script_what_can_be_mended_is_in_its_form_only(live, facilitator):
    question = polled(live, facilitator, QUESTION, kind="open_question")
    phone, _seat = joined(live)
    form = {"form_token": form_token_of(phone, live), "entry_token": "one", "text": "x" * 301}
    answer = phone.post(f"/room/{live.key}/activities/{question.pk}/", form)
    assert answer.status_code == 422
    assert late_words(answer) == []
    assert "x" * 301 in answer.content.decode()


def test_without_a_script_what_comes_after_the_end_is_given_back(live, facilitator):
    question = polled(live, facilitator, QUESTION, kind="open_question")
    phone, _seat = joined(live)
    form = {"form_token": form_token_of(phone, live), "entry_token": "one", "text": "Rides"}
    commanded(live, facilitator, machine.End())
    answer = phone.post(f"/room/{live.key}/activities/{question.pk}/", form)
    assert "The session has ended" in answer.content.decode()
    assert late_words(answer) == ["Rides"]
    assert not question.contributions.exists()
