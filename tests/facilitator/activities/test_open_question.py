"""Open question: nothing that waits or is hidden reaches the wall or a phone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities import kind_of
from facilitator.activities.open_question.cards import LOAD_OF_A_PAGE, MOST_CARDS, page_of, pages_of
from facilitator.activities.open_question.cloud import cloud
from facilitator.enums import Standing
from facilitator.models import Contribution, LiveMessage
from facilitator.sessions.running import moderation_set
from modules.selectors import module_document
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

QUESTION = {"question": "What helps when a provider is hard to reach?"}


@pytest.fixture
def live(facilitator, county):
    return started(facilitator, county)


@pytest.fixture
def asked(live, facilitator):
    return opened(live, facilitator, ready(live, facilitator, "open_question", QUESTION))


def write(live, activity, text, *, token="one", device=None):
    """Somebody new writes something, or somebody who has a `device`."""
    device = device or joined(live)[0]
    assert sent(device, live, activity, text=text, entry_token=token) == 200
    return device


def everywhere(live, facilitator_client):
    """All that walls and phones are sent, and the wall's page."""
    sent_now = LiveMessage.objects.filter(session=live).exclude(channel="console")
    bodies = " ".join(sent_now.values_list("body", flat=True))
    return bodies + str(wall(facilitator_client, live))


def test_an_entry_waits_until_the_facilitator_shows_it(
    live, asked, facilitator, facilitator_client
):
    write(live, asked, "A name to ask for")
    shown(live, facilitator, asked)
    act(facilitator_client, asked, "view", view="table")
    assert "A name to ask for" not in everywhere(live, facilitator_client)

    entry = asked.contributions.get()
    assert act(facilitator_client, asked, "show", entry=entry.pk) == ""
    assert "A name to ask for" in words(wall(facilitator_client, live))
    other, _seat = joined(live)
    closed(live, facilitator, asked)
    assert "A name to ask for" in words(phone(other, live))


def test_what_is_hidden_goes_off_the_wall_in_both_views(
    live, asked, facilitator, facilitator_client
):
    write(live, asked, "Unkind words")
    entry = asked.contributions.get()
    shown(live, facilitator, asked)
    for view in ("cloud", "table"):
        act(facilitator_client, asked, "view", view=view)
        act(facilitator_client, asked, "show", entry=entry.pk)
        assert "unkind" in everywhere(live, facilitator_client).lower()
        act(facilitator_client, asked, "hide", entry=entry.pk)
        assert "unkind" not in everywhere(live, facilitator_client).lower()


def test_nothing_typed_is_sent_to_other_phones_while_it_is_open(
    live, asked, facilitator, facilitator_client
):
    moderation_set(session=live, on=False, by=facilitator)
    mine = write(live, asked, "Call on Tuesdays")
    assert "Call on Tuesdays" in words(phone(mine, live))
    other, _seat = joined(live)
    assert "Call on Tuesdays" not in words(phone(other, live))
    assert "Call on Tuesdays" not in everywhere(live, facilitator_client)


def test_without_moderation_entries_go_straight_to_the_wall(
    live, asked, facilitator, facilitator_client
):
    moderation_set(session=live, on=False, by=facilitator)
    shown(live, facilitator, asked)
    write(live, asked, "Patience")
    assert "patience" in words(wall(facilitator_client, live))


def test_the_wall_says_how_many_have_come_in_and_nothing_of_what(live, asked, facilitator_client):
    for text in ("One", "Two"):
        write(live, asked, text)
    assert words(wall(facilitator_client, live)) == f"{QUESTION['question']} 2 entries so far"


def test_a_phone_sends_several_entries_each_once(live, asked):
    device = write(live, asked, "First", token="a")
    write(live, asked, "First", token="a", device=device)
    write(live, asked, "Second", token="b", device=device)
    assert [one.text for one in asked.contributions.all()] == ["First", "Second"]
    mine = [words(row) for row in phone(device, live).select(".phone-own__list li")]
    assert mine == ["Second", "First"]


@pytest.mark.parametrize(
    ("text", "status"),
    [("x" * 300, 200), ("x" * 301, 422), ("", 422), (" \n\t ", 422), ("\x00\u202e", 422)],
)
def test_an_entry_has_a_size(live, asked, text, status):
    device, _seat = joined(live)
    assert sent(device, live, asked, text=text) == status
    assert asked.contributions.count() == (status == 200)


def test_a_refused_entry_is_still_in_its_field(live, asked):
    device, _seat = joined(live)
    page = device.get(f"/room/{live.key}/").content.decode()
    token = page.split('data-token="')[1].split('"')[0]
    form = {"form_token": token, "entry_token": "a", "text": "y" * 301}
    answer = device.post(f"/room/{live.key}/activities/{asked.pk}/", form)
    assert answer.status_code == 422
    assert "y" * 301 in answer.content.decode()
    assert "longer than 300 characters" in answer.content.decode()


def test_markup_stays_text_on_every_face(live, asked, facilitator, facilitator_client):
    mine = write(live, asked, "<script>alert(1)</script> & <b>bold</b>")
    act(facilitator_client, asked, "show-all", newest=asked.contributions.get().pk)
    act(facilitator_client, asked, "view", view="table")
    act(facilitator_client, asked, "desk", view="all")
    shown(live, facilitator, asked)
    for face in (phone(mine, live), wall(facilitator_client, live), desk(facilitator_client, live)):
        assert not face.select("script, b")
        assert "<script>alert(1)</script> & <b>bold</b>" in words(face)


def test_the_facilitator_gives_an_entry_other_words(live, asked, facilitator, facilitator_client):
    mine = write(live, asked, "Mrs. Doe answers allways")
    entry = asked.contributions.get()
    act(facilitator_client, asked, "show", entry=entry.pk)
    assert (
        act(facilitator_client, asked, "edit", entry=entry.pk, text=" One person  answers ") == ""
    )
    act(facilitator_client, asked, "view", view="table")
    shown(live, facilitator, asked)
    assert "One person answers" in words(wall(facilitator_client, live))
    assert "Doe" not in everywhere(live, facilitator_client)
    # Who wrote it sees her own words.
    assert "Mrs. Doe answers allways" in words(phone(mine, live))

    assert "longer than" in act(facilitator_client, asked, "edit", entry=entry.pk, text="x" * 301)
    act(facilitator_client, asked, "edit", entry=entry.pk, text="")
    entry.refresh_from_db()
    assert entry.words == "Mrs. Doe answers allways"


def test_show_all_shows_what_the_facilitator_could_see(live, asked, facilitator_client):
    for text in ("One", "Two"):
        write(live, asked, text)
    newest = desk(facilitator_client, live).select_one("[name=newest]")["value"]
    write(live, asked, "Three")
    hidden = asked.contributions.get(text="One")
    act(facilitator_client, asked, "hide", entry=hidden.pk)
    act(facilitator_client, asked, "show-all", newest=newest)
    standing = dict(asked.contributions.values_list("text", "standing"))
    assert standing == {
        "One": Standing.HIDDEN,
        "Two": Standing.SHOWN,
        "Three": Standing.WAITING,
    }


def test_what_is_said_aloud_can_be_typed_for_the_room(live, asked, facilitator_client):
    add = {"text": "Say thank you", "entry_token": "desk-0"}
    act(facilitator_client, asked, "add", **add)
    act(facilitator_client, asked, "add", **add)
    act(facilitator_client, asked, "add", **{**add, "text": "Ask twice"})
    rows = asked.contributions.values_list("text", "standing", "seat")
    assert list(rows) == [("Say thank you", "shown", None), ("Ask twice", "shown", None)]
    assert "nothing to send" in act(facilitator_client, asked, "add", text=" ", entry_token="b")


@pytest.mark.parametrize(
    ("do", "fields"),
    [
        ("show", {"entry": "0"}),
        ("hide", {"entry": "x"}),
        ("edit", {"entry": "9" * 40, "text": "a"}),
        ("view", {"view": "names"}),
        ("delete", {}),
    ],
)
def test_a_control_that_makes_no_sense_is_refused(asked, facilitator_client, do, fields):
    assert act(facilitator_client, asked, do, **fields) != ""


def test_entries_of_another_activity_are_out_of_reach(live, asked, facilitator, facilitator_client):
    write(live, asked, "Mine")
    closed(live, facilitator, asked)
    other = opened(live, facilitator, ready(live, facilitator, "open_question", QUESTION))
    entry = asked.contributions.get()
    assert act(facilitator_client, other, "show", entry=entry.pk) != ""
    assert act(facilitator_client, asked, "show", entry=entry.pk) == ""


def entries(asked, number, standing=Standing.WAITING):
    Contribution.objects.bulk_create(
        Contribution(activity=asked, token=f"t{one}", text=f"entry {one}", standing=standing)
        for one in range(number)
    )


def test_three_thousand_entries_stay_usable(
    live, asked, facilitator, facilitator_client, django_assert_max_num_queries
):
    entries(asked, 3000, Standing.SHOWN)
    act(facilitator_client, asked, "desk", view="all")
    shown(live, facilitator, asked)
    for view in ("cloud", "table"):
        act(facilitator_client, asked, "view", view=view)
        with django_assert_max_num_queries(60):
            found = desk(facilitator_client, live)
            wall(facilitator_client, live)
    assert len(found.select(".desk-entry")) == 12
    assert words(found.select_one(".desk-entry__text")) == "entry 2999"
    assert "Page 1 of 250" in words(found)
    assert len(str(found)) < 60_000
    assert len(str(wall(facilitator_client, live))) < 10_000


def test_the_console_turns_its_pages(live, asked, facilitator_client):
    entries(asked, 45)
    assert "Waiting (45)" in words(desk(facilitator_client, live))
    act(facilitator_client, asked, "desk", view="waiting", page="4")
    found = desk(facilitator_client, live)
    assert [words(one) for one in found.select(".desk-entry__text")][-1] == "entry 0"
    assert "Page 4 of 4" in words(found)
    # When what waits grows less, there is always a page.
    act(facilitator_client, asked, "show-all", newest="999999999")
    assert "Nothing waits." in words(desk(facilitator_client, live))


def test_cards_on_the_wall_are_turned_by_the_facilitator(
    live, asked, facilitator, facilitator_client
):
    entries(asked, 20, Standing.SHOWN)
    shown(live, facilitator, asked)
    act(facilitator_client, asked, "view", view="table")
    # The newest are there by themselves.
    assert "entry 19" in words(wall(facilitator_client, live))
    assert "Page 3 of 3" in words(wall(facilitator_client, live))
    act(facilitator_client, asked, "wall-page", page="1")
    assert "entry 0" in words(wall(facilitator_client, live))
    act(facilitator_client, asked, "wall-page", page="99")
    assert "Page 3 of 3" in words(wall(facilitator_client, live))


def test_a_cloud_is_a_list_with_counts(live, asked, facilitator, facilitator_client):
    moderation_set(session=live, on=False, by=facilitator)
    for text in ("Trust and more trust", "Trusting people", "Food"):
        write(live, asked, text)
    shown(live, facilitator, asked)
    rows = [words(one) for one in wall(facilitator_client, live).select(".cloud li")]
    assert rows == ["trust 2 in 2 entries", "food 1 in 1 entry", "people 1 in 1 entry"]


def test_questions_come_from_what_a_slide_asks(live):
    module = module_document("module-7")
    slides = {slide.id: slide for slide in module.slides}
    kind = kind_of("open_question")
    (found,) = kind.suggestions(live, module, slides["values-inventory"])
    assert found.key == "values-at-work"
    assert found.options["question"].startswith("What experience of yours lies behind")
    assert not {"*", "[", "\n"} & set(found.options["question"])
    # What is to be done or told is no question.
    assert kind.suggestions(live, module, slides["confidentiality"]) == []


def test_what_stays_are_the_words_that_were_shown(live, asked, facilitator_client):
    for text in ("Patience helps", "Rude words"):
        write(live, asked, text)
    entry = asked.contributions.get(text="Patience helps")
    act(facilitator_client, asked, "show", entry=entry.pk)
    kept = kind_of("open_question").outcome(asked)
    assert kept == {
        "question": QUESTION["question"],
        "words": [["helps", 1], ["patience", 1]],
        "entries": ["Patience helps"],
    }
    rows = kind_of("open_question").outcome_rows(kept)
    assert rows == ((QUESTION["question"], "1 entry"), ("Patience helps", ""))


# The cloud and the cards, by themselves ---------------------------------------------------------


def test_words_that_say_little_are_left_out_in_both_languages():
    found = cloud(
        [
            "We should have a map of the county",
            "Tener los nombres en la oficina",
            "It's because they don't answer",
            "My son needs a ride",
            "Ellos son los que llevan a mi hijo",
        ]
    )
    english = {"map", "county", "answer", "son", "needs", "ride"}
    assert {one.word for one in found} == english | {"nombres", "oficina", "llevan", "hijo"}
    assert [one.count for one in found if one.word == "son"] == [1]


def test_a_word_counts_once_an_entry_and_stems_are_one_word():
    found = cloud(["visit visits visiting", "Visits", "visits", "niños", "Niño", "ninos"])
    assert [(one.word, one.count) for one in found] == [("niño", 3), ("visits", 3)]


def test_sizes_run_from_one_to_five():
    texts = ["a1 cat"] * 9 + ["dog"] * 5 + ["owl"]
    sizes = {one.word: one.size for one in cloud(texts)}
    assert sizes["cat"] == 5
    assert sizes["owl"] == 1
    assert 1 < sizes["dog"] < 5
    assert {one.size for one in cloud(["cat", "dog"])} == {2}
    assert cloud([]) == ()


def test_where_many_words_are_shared_those_of_one_entry_are_left_out():
    shared = "alpha bravo charlie delta echo foxtrot golf hotel india juliet"
    found = {one.word for one in cloud([f"{shared} kilo", shared])}
    assert found == set(shared.split())
    fewer = shared.removesuffix(" juliet")
    assert "kilo" in {one.word for one in cloud([f"{fewer} kilo", fewer])}


@given(texts=st.lists(st.text(max_size=40), max_size=12))
def test_any_text_makes_a_cloud(texts):
    found = cloud(texts)
    assert all(1 <= one.count <= len(texts) and 1 <= one.size <= 5 for one in found)
    counts = [one.count for one in found]
    assert counts == sorted(counts, reverse=True)


@given(texts=st.lists(st.sampled_from(["", "x" * 10, "y" * 140, "z" * 300]), max_size=30))
def test_every_entry_is_on_one_page_of_cards(texts):
    pages = pages_of(texts)
    assert [card for page in pages for card in page] == texts
    assert all(len(page) <= MOST_CARDS for page in pages)
    assert all(len(page) == 1 or sum(map(len, page)) <= LOAD_OF_A_PAGE for page in pages)
    assert page_of(texts, 0) == page_of(texts, 10_000)
    assert page_of(texts, 1).cards == pages[0]
