"""Group list: what the facilitator does with entries before and while they are on the wall."""

import pytest

from facilitator.activities import kind_of
from facilitator.enums import Standing
from facilitator.models import Contribution
from tests.facilitator.activities.faces import act, desk, wall, words
from tests.facilitator.activities.group_lists import (
    FREE,
    KIND,
    TX,
    entries,
    on_wall,
    waiting,
)
from tests.facilitator.rooms import joined, polled, sent, started


@pytest.fixture
def live(facilitator, county):
    return started(facilitator, county)


@pytest.fixture
def activity(live, facilitator):
    return polled(live, facilitator, TX, KIND)


@pytest.fixture
def device(live, activity):
    return joined(live)[0]


def test_equal_entries_are_together_at_once_and_counted(live, activity, facilitator_client):
    for text in ("Signed release", "signed release!", "SIGNED  RELEASE", "dose"):
        sent(joined(live)[0], live, activity, entry=text)
    assert waiting(facilitator_client, live) == ["dose", "Signed release ×3 3 times"]
    act(facilitator_client, activity, "show-all")
    sent(joined(live)[0], live, activity, entry="signed release")
    assert on_wall(facilitator_client, live) == ["Signed release ×4 4 times", "dose"]


def test_what_may_be_the_same_is_proposed_and_put_together_in_one_press(
    live, activity, facilitator_client
):
    for text in ("ROI", "release of information", "dose", "doses"):
        sent(joined(live)[0], live, activity, entry=text)
    act(facilitator_client, activity, "show-all")
    page = desk(facilitator_client, live)
    assert [words(one) for one in page.select("[id^=alike-] > p")] == [
        "ROI release of information",
        "dose doses",
    ]
    first, second = page.select("[id^=alike-]")
    ids = [[one["value"] for one in row.select("[name=entry]")] for row in (first, second)]
    assert act(facilitator_client, activity, "merge", entry=ids[0]) == ""
    assert act(facilitator_client, activity, "apart", entry=ids[1]) == ""
    assert not desk(facilitator_client, live).select("[id^=alike-]")
    assert on_wall(facilitator_client, live) == ["ROI ×2 2 times", "dose", "doses"]


def test_entries_are_taken_apart_again(live, activity, device, facilitator_client):
    sent(device, live, activity, entries="a1\nb1\nc1")
    act(facilitator_client, activity, "show-all")
    rows = entries(activity)
    ids = [one.pk for one in rows.values()]
    act(facilitator_client, activity, "merge", entry=ids)
    act(facilitator_client, activity, f"split-{rows['b1'].pk}")
    assert on_wall(facilitator_client, live) == ["a1 ×2 2 times", "b1"]
    act(facilitator_client, activity, f"split-all-{rows['a1'].pk}")
    assert on_wall(facilitator_client, live) == ["a1", "b1", "c1"]


def test_the_facilitator_changes_words_and_headings(live, activity, device, facilitator_client):
    sent(device, live, activity, entries="Johns UA\nplan")
    rows = entries(activity)
    act(facilitator_client, activity, "show-all")
    act(
        facilitator_client,
        activity,
        f"edit-{rows['Johns UA'].pk}",
        words="Drug tests",
        heading="Progress",
    )
    page = wall(facilitator_client, live)
    assert [words(one) for one in page.select("h3")] == ["Progress"]
    assert on_wall(facilitator_client, live) == ["Drug tests", "plan"]
    sent(joined(live)[0], live, activity, entry="drug tests")
    assert on_wall(facilitator_client, live) == ["Drug tests ×2 2 times", "plan"]
    act(facilitator_client, activity, f"edit-{rows['Johns UA'].pk}", words=" ", heading="")
    assert on_wall(facilitator_client, live) == ["Johns UA ×2 2 times", "plan"]
    assert not wall(facilitator_client, live).select("h3")


def test_hidden_entries_leave_the_wall_and_come_back(live, activity, device, facilitator_client):
    sent(device, live, activity, entries="ROI\nwibble")
    act(facilitator_client, activity, "show-all")
    number = entries(activity)["wibble"].pk
    act(facilitator_client, activity, f"hide-{number}")
    assert on_wall(facilitator_client, live) == ["ROI"]
    assert "wibble" not in str(kind_of(KIND).outcome(activity))
    sent(joined(live)[0], live, activity, entry="Wibble")
    assert on_wall(facilitator_client, live) == ["ROI"]
    act(facilitator_client, activity, f"show-{number}")
    assert on_wall(facilitator_client, live) == ["ROI", "wibble ×2 2 times"]


def test_the_facilitator_types_for_the_room(live, activity, facilitator_client):
    assert act(facilitator_client, activity, "add", entry="said aloud") == ""
    assert act(facilitator_client, activity, "add", entry="said aloud too") == ""
    assert on_wall(facilitator_client, live) == ["said aloud", "said aloud too"]
    assert {one.seat for one in activity.contributions.all()} == {None}


@pytest.mark.parametrize(
    ("do", "fields"),
    [
        ("wibble", {}),
        ("show", {}),
        ("merge", {"entry": "1"}),
        ("group", {"heading": "x"}),
        ("add", {"entry": " "}),
        ("compare", {}),
        ("reveal", {}),
        ("keep", {}),
        ("say", {"say": "[]"}),
        ("group-by-point", {}),
        ("show-²", {}),
        ("", {}),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(activity, facilitator_client, do, fields):
    assert act(facilitator_client, activity, do, **fields)


def test_entries_of_another_list_cannot_be_touched(live, activity, device, facilitator_client):
    other = Contribution.objects.create(
        activity=live.activities.create(kind=KIND, title="Other", options=FREE),
        token="t",
        text="elsewhere",
    )
    sent(device, live, activity, entry="ROI")
    for do in ("show", "hide", "edit", "split", "split-all"):
        act(facilitator_client, activity, f"{do}-{other.pk}", words="changed")
    assert act(facilitator_client, activity, "merge", entry=[other.pk, entries(activity)["ROI"].pk])
    other.refresh_from_db()
    assert (other.standing, other.words) == (Standing.WAITING, "elsewhere")


def test_the_console_shows_a_page_at_a_time_the_newest_first(
    live, activity, facilitator_client, django_assert_max_num_queries
):
    for number in range(3):
        device, _seat = joined(live)
        sent(device, live, activity, entries="\n".join(f"thing {number} {n}" for n in range(20)))
    rows = waiting(facilitator_client, live)
    assert (len(rows), rows[0]) == (50, "thing 2 19")
    act(facilitator_client, activity, "waiting-2")
    assert waiting(facilitator_client, live)[-1] == "thing 0 0"
    with django_assert_max_num_queries(12):
        kind_of(KIND).console(activity)


def test_showing_all_shows_what_was_there_and_not_what_came_since(
    live, activity, device, facilitator_client
):
    sent(device, live, activity, entry="Release form")
    newest = desk(facilitator_client, live).select_one("[name=newest]")["value"]
    sent(device, live, activity, entry="A family by its name", entry_token="two")
    act(facilitator_client, activity, "show-all", newest=newest)
    assert on_wall(facilitator_client, live) == ["Release form"]
    assert waiting(facilitator_client, live) == ["A family by its name"]
    for nonsense in ("", "x", "9" * 30):
        act(facilitator_client, activity, "show-all", newest=nonsense)
    assert on_wall(facilitator_client, live) == ["Release form"]


def test_what_was_said_aloud_and_sent_again_is_one_entry(activity, facilitator_client):
    for _press in range(2):
        act(facilitator_client, activity, "add", entry="Rides", entry_token="desk-0")
    assert activity.contributions.count() == 1
    act(facilitator_client, activity, "add", entry="Rides", entry_token="desk-1")
    act(facilitator_client, activity, "add", entry="Time", entry_token="desk-0")
    assert activity.contributions.count() == 3
