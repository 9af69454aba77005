"""Knowledge check: bars, then what is right and why. Nobody is scored."""

import json

import pytest

from facilitator import machine
from facilitator.activities import kind_of
from facilitator.activities.knowledge_check.forms import KnowledgeCheckForm
from facilitator.models import LiveMessage
from modules.selectors import module_document
from quizzes.selectors import knowledge_checks
from tests.facilitator.activities.faces import (
    act,
    closed,
    desk,
    opened,
    phone,
    ready,
    shown,
    wall,
    words,
)
from tests.facilitator.rooms import commanded, joined, sent, started

CHECK = {
    "question": "A screen is positive. What now?",
    "choices": ["It is a diagnosis", "An assessment comes next"],
    "right": [2],
    "reason": "A screen only <b>opens</b> the door.",
    "source": "NCSACW, 2020",
}
SEVERAL = {**CHECK, "choices": ["one", "two", "three"], "right": [1, 3]}


@pytest.fixture
def live(facilitator, county):
    return started(facilitator, county)


def held(live, facilitator, options=CHECK):
    return opened(live, facilitator, ready(live, facilitator, "knowledge_check", options))


def test_the_answer_is_nowhere_before_it_is_revealed(live, facilitator, facilitator_client):
    activity = held(live, facilitator)
    device, _seat = joined(live)
    sent(device, live, activity, choice="1")
    shown(live, facilitator, activity)
    closed(live, facilitator, activity)
    sent_now = LiveMessage.objects.filter(session=live).exclude(channel="console")
    bodies = " ".join(sent_now.values_list("body", flat=True))
    for said in (bodies, str(wall(facilitator_client, live)), str(phone(device, live))):
        assert "opens" not in said
        assert "NCSACW, 2020" not in said
        assert "bars__right" not in said

    assert act(facilitator_client, activity, "reveal") == ""
    for face in (wall(facilitator_client, live), phone(device, live)):
        assert [words(one) for one in face.select(".bars__row--right .bars__label")] == [
            "An assessment comes next right"
        ]
        assert "A screen only <b>opens</b> the door." in words(face)
        assert "NCSACW, 2020" in words(face)
        assert not face.select("b")

    commanded(live, facilitator, machine.HideResult(activity.pk))
    for face in (wall(facilitator_client, live), phone(device, live)):
        assert "Right: An assessment comes next" in words(face)
        assert not face.select(".bars")
    act(facilitator_client, activity, "cover")
    assert "Right:" not in words(wall(facilitator_client, live))


def test_nothing_is_revealed_while_people_answer(live, facilitator, facilitator_client):
    activity = held(live, facilitator)
    assert act(facilitator_client, activity, "reveal").startswith("Close it first")
    closed(live, facilitator, activity)
    assert act(facilitator_client, activity, "reveal") == ""
    # Opened once more, the answer is covered again.
    opened(live, facilitator, activity)
    assert "Right:" not in words(wall(facilitator_client, live))
    assert act(facilitator_client, activity, "score") == "A knowledge check cannot do that."


def test_the_facilitator_sees_what_is_right_all_along(live, facilitator, facilitator_client):
    held(live, facilitator)
    found = words(desk(facilitator_client, live))
    assert "An assessment comes next right" in found
    assert "Only you see this." in found


@pytest.mark.parametrize(
    ("options", "choice", "status"),
    [
        (CHECK, ["1"], 200),
        (CHECK, ["1", "2"], 422),
        (CHECK, [], 422),
        (CHECK, ["7"], 422),
        (SEVERAL, ["1", "2"], 200),
    ],
)
def test_only_what_can_be_chosen_is_taken(live, facilitator, options, choice, status):
    activity = held(live, facilitator, options)
    device, _seat = joined(live)
    box = phone(device, live).select_one(".phone-choice input")
    assert box["type"] == ("checkbox" if options is SEVERAL else "radio")
    assert sent(device, live, activity, choice=choice) == status
    assert activity.contributions.count() == (status == 200)


def test_no_phone_is_told_whether_it_was_right(live, facilitator, facilitator_client):
    activity = held(live, facilitator)
    wrong, _seat = joined(live)
    right, _seat = joined(live)
    sent(wrong, live, activity, choice="1")
    sent(right, live, activity, choice="2")
    closed(live, facilitator, activity)
    act(facilitator_client, activity, "reveal")
    assert words(phone(wrong, live)) == words(phone(right, live))


def test_slides_suggest_the_checks_that_were_written_for_them(live):
    kind = kind_of("knowledge_check")
    for module in map(module_document, ("module-1", "module-2", "module-3", "module-7")):
        written = [one for one in knowledge_checks() if one.module == module.slug]
        found = [one for slide in module.slides for one in kind.suggestions(live, module, slide)]
        assert len(found) == len(written)
        assert sorted(one.key for one in found) == sorted(one.id for one in written)


def test_a_suggested_check_names_its_source_by_author_and_year(live):
    module = module_document("module-7")
    slide = next(one for one in module.slides if one.id == "need-to-do-better")
    (found,) = kind_of("knowledge_check").suggestions(live, module, slide)
    assert found.options["source"] == "Wulczyn et al., 2011"
    assert found.title == found.options["question"]


def test_what_stays_are_counts_and_the_answer(live, facilitator):
    activity = held(live, facilitator)
    device, _seat = joined(live, nickname="Blue")
    sent(device, live, activity, choice="2")
    kind = kind_of("knowledge_check")
    kept = kind.outcome(activity)
    assert kept["counts"] == [["It is a diagnosis", 0], ["An assessment comes next", 1]]
    assert "Blue" not in json.dumps(kept)
    assert kind.outcome_rows(kept)[2] == ("An assessment comes next", "1", "right")


@pytest.mark.parametrize(
    ("choices", "problem"),
    [
        ("No\n* Yes", None),
        ("No\n*Yes\n\n Perhaps ", None),
        ("*Yes", "two to six choices"),
        ("\n".join("abcdefg"), "two to six choices"),
        ("No\nYes", "it is right"),
        ("*No\n*Yes", "it is wrong"),
        (f"*{'a' * 121}\nb", "at most 120 characters"),
        ("*\nNo", "two to six choices"),
    ],
)
def test_a_check_made_on_the_spot_has_something_right_and_something_wrong(choices, problem):
    form = KnowledgeCheckForm({"question": "So?", "choices": choices, "reason": "Because\nit is"})
    assert form.is_valid() == (problem is None)
    assert (problem or "") in str(form.errors)


def test_what_is_made_on_the_spot_is_kept_like_what_was_written():
    data = {"question": "So?", "choices": "No\n* Yes", "reason": "Because\nit is", "source": ""}
    form = kind_of("knowledge_check").form(None, data)
    assert form.is_valid()
    assert kind_of("knowledge_check").options(form) == {
        "question": "So?",
        "choices": ["No", "Yes"],
        "right": [2],
        "reason": "Because it is",
        "source": "",
    }
