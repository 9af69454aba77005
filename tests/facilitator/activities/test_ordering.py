"""Ordering and matching: nobody learns where things belong before the facilitator reveals it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities import kind_of
from facilitator.activities.ordering.kind import exercises_of, options_of
from facilitator.activities.ordering.tally import placing_tally
from facilitator.models import LiveMessage
from modules.selectors import module_document
from quizzes.selectors import exercise_get
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
from tests.facilitator.rooms import joined, sent, started

STEPS = options_of(exercise_get("module-7", "key-steps"))
VALUES = options_of(exercise_get("module-7", "values-by-system"))
MARKUP = {**VALUES, "things": ["<b>Hope</b>", *VALUES["things"][1:]], "title": "<i>Whose?</i>"}


@pytest.fixture
def live(facilitator, county):
    return started(facilitator, county)


def held(live, facilitator, options=STEPS):
    return opened(live, facilitator, ready(live, facilitator, "ordering", options))


def places(numbers):
    return {f"place-{at}": str(number) for at, number in enumerate(numbers, start=1)}


def answered(live, activity, numbers, device=None):
    device = device or joined(live)[0]
    assert sent(device, live, activity, **places(numbers)) == 200
    return device


def test_each_thing_has_a_choice_of_its_own_on_phones(live, facilitator):
    held(live, facilitator)
    device, _seat = joined(live)
    mine = phone(device, live)
    labels = {label["for"]: words(label) for label in mine.select("label")}
    assert list(labels.values()) == STEPS["things"]
    selects = mine.select("select")
    assert [one["id"] for one in selects] == list(labels)
    assert [words(one) for one in selects[0].select("option")] == ["Choose …", *"12345"]


def test_the_wall_shows_the_things_mixed_and_then_how_the_room_placed_them(
    live, facilitator, facilitator_client
):
    activity = held(live, facilitator)
    assert STEPS["right"] != [1, 2, 3, 4, 5]
    for _device in range(2):
        answered(live, activity, STEPS["right"])
    answered(live, activity, [5, 4, 3, 2, 1])
    before = wall(facilitator_client, live)
    assert [words(one) for one in before.select(".placing-asked__things li")] == STEPS["things"]
    assert "3 answers so far" in words(before)

    shown(live, facilitator, activity)
    after = wall(facilitator_client, live)
    rows = after.select("tbody tr")
    assert [words(row.th) for row in rows] == STEPS["things"]
    first = [words(cell) for cell in rows[0].select("td")]
    right = STEPS["right"][0]
    assert first[right - 1] == ("2" if right != 5 else "3")
    assert not after.select(".placing__cell--right")


def test_the_answer_is_nowhere_before_it_is_revealed(live, facilitator, facilitator_client):
    activity = held(live, facilitator)
    device = answered(live, activity, STEPS["right"])
    shown(live, facilitator, activity)
    closed(live, facilitator, activity)
    sent_now = LiveMessage.objects.filter(session=live).exclude(channel="console")
    bodies = " ".join(sent_now.values_list("body", flat=True))
    for said in (bodies, str(wall(facilitator_client, live)), str(phone(device, live))):
        assert "right" not in said.replace("bright", "")
        assert STEPS["question"] not in json.dumps(said)

    assert act(facilitator_client, activity, "reveal") == ""
    revealed = wall(facilitator_client, live)
    order = exercise_get("module-7", "key-steps").order
    assert [words(row.th) for row in revealed.select("tbody tr")] == list(order)
    assert len(revealed.select(".placing__cell--right")) == 5
    assert STEPS["question"] in words(revealed)
    assert len(phone(device, live).select(".placing__cell--right")) == 5

    act(facilitator_client, activity, "cover")
    assert not wall(facilitator_client, live).select(".placing__cell--right")


def test_nothing_is_revealed_while_people_answer(live, facilitator, facilitator_client):
    activity = held(live, facilitator)
    assert act(facilitator_client, activity, "reveal").startswith("Close it first")
    closed(live, facilitator, activity)
    assert act(facilitator_client, activity, "reveal") == ""
    opened(live, facilitator, activity)
    assert act(facilitator_client, activity, "shuffle") == "This exercise cannot do that."
    shown(live, facilitator, activity)
    assert not wall(facilitator_client, live).select(".placing__cell--right")


@pytest.mark.parametrize(
    ("options", "numbers", "problem"),
    [
        (STEPS, [1, 2, 3, 4, 5], None),
        (STEPS, [1, 2, 3, 4], "Give every line its place first."),
        (STEPS, [1, 2, 3, 4, 6], "Give every line its place first."),
        (STEPS, [1, 2, 3, 4, 4], "Place 4 is given to more than one line."),
        (VALUES, [1, 1, 2, 2, 3, 3], None),
        (VALUES, [1, 1, 1, 1, 1, 1], None),
        (VALUES, [1, 1, 2, 2, 3, 4], "Give every line its place first."),
    ],
)
def test_every_thing_gets_one_place(live, facilitator, options, numbers, problem):
    activity = held(live, facilitator, options)
    device, _seat = joined(live)
    page = device.get(f"/room/{live.key}/").content.decode()
    token = page.split('data-token="')[1].split('"')[0]
    form = {"form_token": token, "entry_token": "a", "part": "1", **places(numbers)}
    answer = device.post(f"/room/{live.key}/activities/{activity.pk}/", form)
    assert answer.status_code == (422 if problem else 200)
    assert (problem or "") in answer.content.decode()
    # What was chosen is still chosen.
    chosen = answer.content.decode().count(" selected")
    assert chosen == sum(one <= len(options["places"]) for one in numbers)
    assert activity.contributions.count() == (problem is None)


def test_a_second_answer_takes_the_place_of_the_first(live, facilitator):
    activity = held(live, facilitator)
    device = answered(live, activity, [1, 2, 3, 4, 5])
    answered(live, activity, [2, 1, 3, 4, 5], device)
    assert [one.data for one in activity.contributions.all()] == [{"places": [2, 1, 3, 4, 5]}]
    assert "Change my answer" in words(phone(device, live))


def test_only_the_facilitator_sees_where_things_belong(live, facilitator, facilitator_client):
    activity = held(live, facilitator)
    answered(live, activity, STEPS["right"])
    rows = desk(facilitator_client, live).select("tbody tr")
    assert [words(row.th) for row in rows] == list(exercise_get("module-7", "key-steps").order)
    assert [words(row.strong) for row in rows] == ["1 right place"] * 5


def test_markup_stays_text(live, facilitator, facilitator_client):
    activity = held(live, facilitator, MARKUP)
    device = answered(live, activity, [1, 1, 2, 2, 3, 3])
    faces = [phone(device, live), wall(facilitator_client, live), desk(facilitator_client, live)]
    shown(live, facilitator, activity)
    faces.append(wall(facilitator_client, live))
    assert all(not face.select("b, i") and "<b>Hope</b>" in words(face) for face in faces)


def test_slides_suggest_their_exercise(live):
    module = module_document("module-7")
    kind = kind_of("ordering")
    found = {slide.id: kind.suggestions(live, module, slide) for slide in module.slides}
    suggested = {slide: one[0].key for slide, one in found.items() if one}
    assert suggested == {
        "key-steps": "key-steps",
        "levels-of-collaboration": "levels-of-collaboration",
        "values": "values-by-system",
    }
    assert found["values"][0].options == VALUES


def test_any_exercise_of_the_module_can_be_chosen(live):
    kind = kind_of("ordering")
    form = kind.form(live)
    values = [value for value, _label in form.fields["exercise"].choices]
    assert values == [f"module-7/{one.key}" for one in exercises_of("module-7")]
    chosen = kind.form(live, {"exercise": "module-7/key-steps"})
    assert chosen.is_valid()
    assert kind.options(chosen) == STEPS
    assert kind.title(STEPS) == "The five key steps, in order"
    assert not kind.form(live, {"exercise": "module-1/other"}).is_valid()


def test_a_module_without_such_exercises_offers_none(live):
    live.module_slug = "module-4"
    assert kind_of("ordering").form(live) is None


def test_what_stays_is_how_often_each_place_was_chosen(live, facilitator):
    activity = held(live, facilitator, VALUES)
    answered(live, activity, VALUES["right"])
    kind = kind_of("ordering")
    kept = kind.outcome(activity)
    assert kept["answered"] == 1
    assert kept["places"] == ["Child welfare", "Treatment", "Courts"]
    assert [sum(counts) for _thing, _right, counts in kept["rows"]] == [1] * 6
    rows = kind.outcome_rows(kept)
    assert rows[0][2:] == ("Child welfare", "Treatment", "Courts")
    assert ("Hope", "Treatment", "0", "1", "0") in rows
    assert "seat" not in json.dumps(kept)


ANSWERS = st.lists(st.permutations([1, 2, 3]), max_size=12)


@given(answers=ANSWERS, right=st.permutations([1, 2, 3]))
def test_every_answer_is_counted_once_for_every_thing(answers, right):
    found = placing_tally(["a", "b", "c"], ["1", "2", "3"], right, answers)
    assert found.answered == len(answers)
    for row in found.rows:
        assert sum(cell.count for cell in row.cells) == len(answers)
        assert [cell.is_right for cell in row.cells].index(True) + 1 == row.right
    assert [row.right for row in found.in_right_order.rows] == [1, 2, 3]
    assert sorted(row.thing for row in found.in_right_order.rows) == ["a", "b", "c"]
