"""Group list: entries on phones, what the facilitator does with them, and the wall."""

import pytest

from facilitator import machine
from facilitator.activities import kind_of
from facilitator.activities.contributing import MOST_ENTRIES_A_SEAT
from facilitator.enums import Standing
from facilitator.models import Contribution
from modules.selectors import module_document
from quizzes.models import CustomList
from tests.facilitator.activities.faces import (
    act,
    closed,
    desk,
    opened,
    phone,
    phones_alike,
    shown,
    soup,
    wall,
    words,
)
from tests.facilitator.activities.group_lists import (
    FREE,
    KIND,
    TX,
    entries,
    on_wall,
    own,
    waiting,
)
from tests.facilitator.rooms import commanded, joined, polled, sent, started


@pytest.fixture
def live(facilitator, county):
    return started(facilitator, county)


@pytest.fixture
def activity(live, facilitator):
    return polled(live, facilitator, TX, KIND)


@pytest.fixture
def device(live, activity):
    return joined(live)[0]


# Suggestions and setting up ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slide", "lists"),
    [
        ("what-to-share", ["tx_needs", "cw_court_needs"]),
        ("treatment-providers-need", ["tx_needs", "cw_court_needs"]),
        ("child-welfare-and-courts-need", ["cw_court_needs", "tx_needs"]),
        ("five-rs", ["five_rs"]),
        ("key-steps", ["key_steps"]),
        ("learning-objectives", []),
    ],
)
def test_a_slide_suggests_its_lists_the_one_it_answers_first(live, slide, lists):
    module = module_document("module-7")
    found = next(one for one in module.slides if one.id == slide)
    suggested = kind_of(KIND).suggestions(live, module, found)
    assert [one.options["list_id"] for one in suggested] == lists
    assert len({one.key for one in suggested}) == len(lists)
    assert all(one.options["question"] and one.title for one in suggested)


def test_a_suggestion_is_brought_up_in_one_press(live, facilitator, facilitator_client):
    commanded(live, facilitator, machine.Turn("what-to-share"))
    panel = soup(facilitator_client.get(f"/sessions/{live.key}/panel/").content)
    offer = next(
        one for one in panel.select(".console-offer") if "Substance use treatment" in words(one)
    )
    form = {one["name"]: one["value"] for one in offer.select("input[name]")}
    facilitator_client.post(f"/sessions/{live.key}/activities/", form)
    made = live.activities.get()
    assert (made.kind, made.is_open) == (KIND, True)
    assert "treatment provider" in words(wall(facilitator_client, live))


@pytest.mark.parametrize(
    ("fields", "options"),
    [
        ({"question": "What next?"}, {"question": "What next?"}),
        ({"list_id": "five_rs"}, {"list_id": "five_rs", "exercise": "five-rs"}),
        ({"list_id": "five_rs", "question": "Which R?"}, {"question": "Which R?"}),
    ],
)
def test_one_can_be_made_on_the_spot(live, facilitator_client, fields, options):
    address = f"/sessions/{live.key}/activities/new/{KIND}/"
    facilitator_client.post(address, {**fields, "do": "start"})
    made = live.activities.get()
    assert options.items() <= made.options.items()
    assert ("list_id" in made.options) is ("list_id" in fields)


@pytest.mark.parametrize("fields", [{}, {"list_id": "no_such_list"}, {"question": "x" * 301}])
def test_one_without_a_question_or_a_list_is_not_made(live, facilitator_client, fields):
    address = f"/sessions/{live.key}/activities/new/{KIND}/"
    page = facilitator_client.post(address, {**fields, "do": "start"})
    assert page.status_code == 200
    assert soup(page.content).select(".errorlist")
    assert not live.activities.exists()


def test_an_editors_own_list_can_be_chosen(live, facilitator_client):
    own_list = CustomList.objects.create(
        title="Our safety words", slug="ours", prompt="Which words?", items=[]
    )
    address = f"/sessions/{live.key}/activities/new/{KIND}/"
    assert "Our safety words" in facilitator_client.get(address).content.decode()
    facilitator_client.post(address, {"list_id": own_list.list_id, "do": "start"})
    made = live.activities.get().options
    assert (made["question"], made["list_title"]) == ("Which words?", "Our safety words")


# Phones ------------------------------------------------------------------------------------------


def test_an_entry_waits_and_reaches_neither_wall_nor_other_phones(
    live, activity, device, facilitator_client
):
    assert sent(device, live, activity, entry="ROI signed") == 200
    assert own(device, live) == ["ROI signed sent"]
    assert waiting(facilitator_client, live) == ["ROI signed"]
    assert "ROI" not in str(wall(facilitator_client, live))
    assert "ROI" not in phones_alike(live)
    assert "ROI" not in str(phone(joined(live)[0], live))


def test_without_moderation_an_entry_is_on_the_wall_at_once(
    live, activity, device, facilitator_client
):
    facilitator_client.post(f"/sessions/{live.key}/moderation/", {"on": "0"})
    sent(device, live, activity, entry="ROI signed")
    assert on_wall(facilitator_client, live) == ["ROI signed"]
    assert own(device, live) == ["ROI signed on the wall"]


def test_several_lines_are_several_entries_and_sent_twice_they_count_once(live, activity, device):
    for _again in range(2):
        sent(device, live, activity, entry="ROI", entries="Drug tests\n\n  attendance \n")
    assert list(entries(activity)) == ["ROI", "Drug tests", "attendance"]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"entry": "   "},
        {"entry": "x" * 301},
        {"entries": "fine\n" + "x" * 301},
        {"entries": "\n".join(map(str, range(41)))},
        {"entry": "fine", "entry_token": ""},
        {"entry": "fine", "entry_token": "a\0b"},
    ],
)
def test_what_cannot_be_taken_is_refused_whole_and_stays_in_the_form(
    live, activity, device, fields
):
    assert sent(device, live, activity, **fields) == 422
    assert not activity.contributions.exists()


def test_one_device_sends_only_so_many(live, activity, device):
    lines = "\n".join(f"thing {one}" for one in range(MOST_ENTRIES_A_SEAT))
    assert sent(device, live, activity, entries=lines) == 200
    assert sent(device, live, activity, entry="one more", entry_token="two") == 422
    assert sent(joined(live)[0], live, activity, entry="one more") == 200


def test_a_scribe_says_the_tables_name_once_and_the_wall_never_does(
    live, activity, facilitator_client
):
    device, seat = joined(live)
    sent(device, live, activity, entry="ROI", table=" Table four ")
    sent(device, live, activity, entry="dose", entry_token="two")
    seat.refresh_from_db()
    assert seat.table == "Table four"
    assert waiting(facilitator_client, live) == ["dose table Table four", "ROI table Table four"]
    act(facilitator_client, activity, "show-all")
    assert "four" not in str(wall(facilitator_client, live))
    assert "four" not in str(kind_of(KIND).outcome(activity))


def test_own_entries_can_be_taken_back_while_they_wait(live, activity, device, facilitator_client):
    sent(device, live, activity, entry="ROI")
    sent(device, live, activity, entry="dose", entry_token="two")
    act(facilitator_client, activity, f"show-{entries(activity)['dose'].pk}")
    other, _seat = joined(live)
    for number in (entries(activity)["ROI"].pk, entries(activity)["dose"].pk):
        sent(other, live, activity, remove=number)
    assert len(entries(activity)) == 2
    assert sent(device, live, activity, remove=entries(activity)["dose"].pk) == 422
    assert sent(device, live, activity, remove=entries(activity)["ROI"].pk) == 200
    for nothing in ("999999", "9" * 40, "x", "²"):
        assert sent(device, live, activity, remove=nothing) == 200
    assert list(entries(activity)) == ["dose"]


def test_an_entry_that_others_sent_too_stays_when_one_takes_it_back(
    live, activity, device, facilitator_client
):
    sent(device, live, activity, entry="ROI")
    sent(joined(live)[0], live, activity, entry="roi!")
    sent(joined(live)[0], live, activity, entry="Roi")
    sent(device, live, activity, remove=entries(activity)["ROI"].pk)
    assert waiting(facilitator_client, live) == ["roi! ×2 2 times"]


def test_a_closed_list_takes_nothing_and_gives_nothing_back(live, activity, device, facilitator):
    sent(device, live, activity, entry="ROI")
    closed(live, facilitator, activity)
    assert sent(device, live, activity, entry="dose", entry_token="two") == 422
    assert sent(device, live, activity, remove=entries(activity)["ROI"].pk) == 422
    assert list(entries(activity)) == ["ROI"]
    assert not phone(device, live).select("form")


def test_phones_speak_of_hidden_entries_as_sent(live, activity, device, facilitator_client):
    sent(device, live, activity, entries="ROI\nreleases\nwibble", entry="dose")
    rows = entries(activity)
    act(facilitator_client, activity, "show", entry=[rows["ROI"].pk, rows["releases"].pk])
    act(facilitator_client, activity, "merge", entry=[rows["ROI"].pk, rows["releases"].pk])
    act(facilitator_client, activity, f"hide-{rows['wibble'].pk}")
    assert own(device, live) == [
        "dose sent",
        "ROI on the wall",
        "releases put together with another one",
        "wibble sent",
    ]


def test_markup_in_entries_stays_text_on_every_face(live, activity, device, facilitator_client):
    sent(device, live, activity, entry="<b>bold</b> & <script>alert(1)</script>")
    sent(joined(live)[0], live, activity, entry="<i>a</i>")
    act(
        facilitator_client,
        activity,
        "group",
        entry=[one.pk for one in entries(activity).values()],
        heading="<u>under</u>",
    )
    act(facilitator_client, activity, "show-all")
    act(facilitator_client, activity, "compare")
    faces = (
        wall(facilitator_client, live),
        desk(facilitator_client, live),
        phone(device, live),
    )
    for face in faces:
        assert not face.select("b, i, u, script")
        assert "<b>bold</b>" in words(face)
    assert "<u>under</u>" in words(faces[0])


# Life --------------------------------------------------------------------------------------------


def test_a_list_without_a_reference_is_only_shown(live, facilitator, facilitator_client):
    activity = polled(live, facilitator, FREE, KIND)
    device, _seat = joined(live)
    sent(device, live, activity, entry="Call them")
    act(facilitator_client, activity, "show-all")
    closed(live, facilitator, activity)
    assert not desk(facilitator_client, live).select("#group-compare")
    assert act(facilitator_client, activity, "compare")
    shown(live, facilitator, activity)
    assert on_wall(facilitator_client, live) == ["Call them"]
    assert "Call them" in words(phone(device, live))
    kept = kind_of(KIND).outcome(activity)
    assert kept["entries"] == [{"words": "Call them", "times": 1, "group": ""}]
    assert not kept["is_compared"]


def test_a_list_that_is_opened_again_goes_on(live, activity, device, facilitator):
    sent(device, live, activity, entry="ROI")
    closed(live, facilitator, activity)
    opened(live, facilitator, activity)
    assert sent(device, live, activity, entry="dose", entry_token="two") == 200
    assert list(entries(activity)) == ["ROI", "dose"]


def test_a_long_list_says_on_the_wall_how_many_more_there_are(live, activity, facilitator_client):
    rows = [
        Contribution(
            activity=activity,
            token=str(number),
            text=f"entry number {number} with a good many words to it",
            standing=Standing.SHOWN,
        )
        for number in range(130)
    ]
    Contribution.objects.bulk_create(rows)
    act(facilitator_client, activity, "waiting-1")
    page = wall(facilitator_client, live)
    listed = len(page.select("li"))
    assert 20 < listed < 130
    assert words(page.select_one(".group-wall__more")) == f"and {130 - listed} more"
    assert "entry number 129 " in words(page)
