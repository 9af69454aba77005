"""A learner's own list over HTTP: why it was read so, hints, 'I did mean this', and keeping it."""

import pytest
from bs4 import BeautifulSoup

from quizzes.models import ReviewEntry
from quizzes.selectors import reference_lists

SHARING = "/exercises/module-7/information-sharing/"
FIVE = "/exercises/module-7/five-rs/"
TYPED = "ROI signed\nvisit schedule\nwibble token"
ITEMS = reference_lists()["tx_needs"].items
HISTORY = 4


def page_of(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(node):
    return " ".join(node.get_text().split())


def fields_of(page):
    """What a browser would send of the page's form: hidden fields, texts, choices, ticks."""
    form = page.select_one("form[data-exercise]")
    data = {}
    for one in form.select("input[name], textarea, select"):
        if one.name == "select":
            chosen = one.select_one("option[selected]")
            data[one["name"]] = chosen["value"] if chosen else ""
        elif one.name == "textarea":
            data[one["name"]] = one.get_text().removeprefix("\n")
        elif one.get("type") != "checkbox" or one.has_attr("checked"):
            data.setdefault(one["name"], []).append(one.get("value", ""))
    return data


def press(client, address, page, **changes):
    return page_of(client.post(address, {**fields_of(page), **changes}))


def typed(client, text=TYPED, **more):
    return page_of(client.post(SHARING, {"entries-1": text, "compare": "1", **more}))


# Why -----------------------------------------------------------------------------------------


def test_the_words_that_were_read_are_marked_in_the_entry(client, db):
    page = typed(client, "please tell them about the ROI signed & <b>bold</b>")
    entry = page.select_one(".exercise-covered__entries q")
    assert entry.get_text() == "please tell them about the ROI signed & <b>bold</b>"
    assert "ROI" in entry.select_one("mark").get_text()
    assert not entry.select("b")


def test_every_match_says_how_sure_it_is_what_it_was_read_like_and_what_is_missing(client, db):
    page = typed(client)
    sure = [words(one) for one in page.select(".exercise-covered__sure")]
    assert sure
    assert set(sure) <= {"· clearly", "· very likely", "· our guess"}
    why = words(page.select_one(".exercise-why"))
    assert "“visit schedule” was read like “visit schedule”" in why
    assert "without" in why
    assert "the permanency goal" in why


def test_the_privacy_note_says_why_names_the_principle_and_leaves_the_choice(client, db):
    page = typed(client, "HIV status of the mother")
    note = page.select_one(".exercise-private")
    assert "minimum necessary" in words(note)
    assert "yours to decide" in words(note)
    source = note.select_one(".citation a")["href"]
    lesson, anchor = source.split("#")
    assert page_of(client.get(lesson)).find(id=anchor)


# Hints ---------------------------------------------------------------------------------------


def test_hints_come_one_at_a_time_for_points_still_open(client, db):
    page = typed(client)
    assert not page.select(".exercise-hints li")
    page = press(client, SHARING, page, hint="1")
    assert [words(one) for one in page.select(".exercise-hints li")] == [ITEMS[0].hint]
    page = press(client, SHARING, page, hint="1")
    assert [words(one) for one in page.select(".exercise-hints li")] == [
        ITEMS[0].hint,
        ITEMS[1].hint,
    ]
    assert not page.select("#reference-1")


def test_a_hint_that_helped_says_so_and_costs_nothing(client, db):
    page = press(client, SHARING, typed(client), hint="1")
    fields = {"entries-1": f"{TYPED}\nreason for referral", "compare": "1"}
    page = press(client, SHARING, page, **fields)
    assert words(page.select_one(".exercise-hints li")).endswith("found")
    assert words(page.select_one(".exercise-result__count")) == "Your list covers 3 of 9 points."


def test_hints_end_with_the_last_point_that_is_open(client, db):
    page = typed(client)
    for _ in ITEMS:
        page = press(client, SHARING, page, hint="1")
    assert len(page.select(".exercise-hints li")) == 7
    assert "That was the last one" in words(page.select_one(".exercise-hints"))
    assert not page.select('button[name="hint"][value="1"]')


@pytest.mark.parametrize("sent", ["0", "99", "-1", "one", "1' OR 1=1", "①"])
def test_hints_that_nobody_gave_are_not_there(sent, client, db):
    page = typed(client, **{"hinted-1": sent})
    assert not page.select(".exercise-hints li")


# I did mean this -----------------------------------------------------------------------------


def opened(client):
    return press(client, SHARING, typed(client), open="1")


def test_nothing_can_be_pointed_to_before_the_list_is_open_and_the_page_says_why(client, db):
    page = typed(client)
    assert not page.select(".exercise-meant")
    assert "Choosing from the list shows all of it" in words(page.select_one(".exercise-say"))
    page = typed(client, **{"entry-1-3": "wibble token", "meant-1-3": "4"})
    assert "you say you meant" not in words(page.select_one(".exercise-result__count"))


def test_what_one_meant_counts_apart_and_goes_to_the_review_without_a_name(client, db):
    page = press(client, SHARING, opened(client), **{"meant-1-3": HISTORY, "meant": "1"})
    count = words(page.select_one(".exercise-result__count"))
    assert count == "Your list covers 2 of 9 points. And 1 that you say you meant."
    assert "6 points of the list are still open" in words(page.select_one("#result-1"))
    mine = page.select_one("#reference-1").select("ol > li")[HISTORY - 1]
    assert "yours too, you say" in words(mine)
    assert "1 entry goes to the people" in words(page.select_one(".exercise-say__told"))
    kept = ReviewEntry.objects.get()
    assert (kept.text, kept.item_id, kept.reason) == ("wibble token", ITEMS[3].id, "meant")


def test_one_can_count_it_just_for_oneself(client, db):
    page = press(client, SHARING, opened(client), **{"meant-1-3": HISTORY, "count": "1"})
    assert "1 that you say you meant" in words(page.select_one(".exercise-result__count"))
    assert not page.select(".exercise-say__told")
    assert not ReviewEntry.objects.exists()


def test_pressing_it_again_sends_only_what_is_new(client, db):
    page = press(client, SHARING, opened(client), **{"meant-1-3": HISTORY, "meant": "1"})
    page = press(client, SHARING, page, meant="1")
    assert "Nothing new was sent" in words(page.select_one(".exercise-say__told"))
    assert ReviewEntry.objects.get().times == 1
    press(client, SHARING, page, **{"meant-1-3": "5", "meant": "1"})
    assert ReviewEntry.objects.count() == 2


def test_what_one_meant_stays_with_its_entry_when_lines_move_and_goes_with_it(client, db):
    page = press(client, SHARING, opened(client), **{"meant-1-3": HISTORY, "count": "1"})
    moved = press(client, SHARING, page, **{"entries-1": f"wibble token\n{TYPED}", "compare": "1"})
    assert "1 that you say you meant" in words(moved.select_one(".exercise-result__count"))
    gone = press(client, SHARING, page, **{"entries-1": "ROI signed", "compare": "1"})
    assert "you say" not in words(gone.select_one(".exercise-result__count"))


def test_it_can_be_said_on_top_of_a_match_and_taken_back(client, db):
    page = press(client, SHARING, opened(client), **{"meant-1-1": HISTORY, "count": "1"})
    assert "2 of 9 points. And 1" in words(page.select_one(".exercise-result__count"))
    page = press(client, SHARING, page, **{"meant-1-1": "", "count": "1"})
    assert "And" not in words(page.select_one(".exercise-result__count"))


def test_pointing_to_what_is_covered_already_counts_once(client, db):
    page = press(client, SHARING, opened(client), **{"meant-1-3": "3", "count": "1"})
    assert words(page.select_one(".exercise-result__count")) == "Your list covers 2 of 9 points."


@pytest.mark.parametrize("sent", ["0", "10", "x", "-3", "<script>"])
def test_a_point_that_is_not_on_the_list_counts_for_nothing(sent, client, db):
    page = press(client, SHARING, opened(client), **{"meant-1-3": sent, "meant": "1"})
    assert "you say" not in words(page.select_one(".exercise-result__count"))
    assert not ReviewEntry.objects.exists()


# Helping -------------------------------------------------------------------------------------

GUESSED = "the places where someone got care once"


@pytest.fixture
def guesses(monkeypatch):
    """Records what would be sent; how a guess is told from the rest is the review's own test."""
    found = []

    def keep(*, score):
        found.append([one.text for one in score.entries])
        return len(score.entries)

    monkeypatch.setattr("quizzes.proposing.review_propose_score", keep)
    return found


def test_no_guess_is_sent_unless_the_box_is_ticked(client, db, guesses):
    page = page_of(client.get(SHARING))
    assert not page.select_one("#help").has_attr("checked")
    typed(client)
    assert guesses == []
    page = typed(client, help="1")
    assert guesses == [TYPED.split("\n")]
    assert page.select_one("#help").has_attr("checked")


def test_only_new_lines_are_sent_the_second_time(client, db, guesses):
    page = typed(client, help="1")
    press(client, SHARING, page, **{"entries-1": f"{TYPED}\n{GUESSED}", "compare": "1"})
    assert guesses[1:] == [[GUESSED]]


# Keeping it ----------------------------------------------------------------------------------


def test_the_page_to_print_has_mine_beside_ours_once_that_is_open(client, db):
    closed = press(client, SHARING, typed(client), keep="print-1")
    mine = closed.select_one(".kept-list__columns section")
    assert [words(one) for one in mine.select("li")] == TYPED.split("\n")
    assert not closed.select("#ours")
    page = press(client, SHARING, opened(client), **{"meant-1-3": HISTORY, "keep": "print-1"})
    ours = page.select(".kept-list__columns section")[1].select("ol > li")
    assert len(ours) == 9
    assert "Mine: ROI signed" in words(ours[2])
    assert "Mine, I say: wibble token" in words(ours[3])


def test_the_list_is_saved_as_plain_text(client, db):
    fields = fields_of(opened(client))
    response = client.post(SHARING, {**fields, "meant-1-3": HISTORY, "keep": "text-1"})
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="information-sharing-1.txt"'
    assert "no-store" in response["Cache-Control"]
    lines = response.content.decode().split("\r\n")
    assert "- wibble token" in lines
    assert f"    = {ITEMS[3].text} (what I meant)" in lines
    assert f"4. [x] {ITEMS[3].text}" in lines
    assert f"1. [ ] {ITEMS[0].text}" in lines


def test_a_closed_list_is_not_in_what_one_saves(client, db):
    response = client.post(SHARING, {"entries-1": "ROI signed", "keep": "text-1"})
    assert "Family strengths" not in response.content.decode()


@pytest.mark.parametrize("keep", ["print-9", "text", "print-", "../../etc", "text-1-1"])
def test_a_button_that_is_not_there_shows_the_page(keep, client, db):
    page = page_of(client.post(SHARING, {"entries-1": "ROI signed", "keep": keep}))
    assert page.select_one(".exercise-result__count")


def test_an_empty_list_cannot_be_kept(client, db):
    page = page_of(client.post(FIVE, {"entries-1": "", "keep": "text-1"}))
    assert page.select_one("textarea")


# Junk ----------------------------------------------------------------------------------------

JUNK = {
    "markup": "<script>alert(1)</script>",
    "attribute": '"><svg onload=alert(1)>',
    "template": "{{ request.user }} {% load x %}",
    "sql": "'; DROP TABLE quizzes_reviewentry; --",
    "emoji": "👩🏽‍👧‍👦🏳️‍🌈🙂🙂",
    "right to left": "\u202egnp.exe ‏שלום",
    "combining": "Z̷̡̛a̸͝l̶g̵o̴" * 8,
    "formula": "=HYPERLINK(1)",
}


@pytest.mark.parametrize("kind", JUNK)
def test_junk_stays_plain_data_wherever_it_is_shown(kind, client, db):
    page = typed(client, JUNK[kind])
    assert JUNK[kind] in [one.get_text() for one in page.select("main q")]
    hidden = page.select_one('input[name="entry-1-1"]')
    assert hidden["value"] == JUNK[kind]
    assert not page.select("main script, main svg")
    kept = press(client, SHARING, page, keep="print-1")
    assert JUNK[kind] in [one.get_text() for one in kept.select(".kept-list__columns li")]
    saved = client.post(SHARING, {**fields_of(page), "keep": "text-1"})
    assert JUNK[kind] in saved.content.decode()


def test_too_much_loses_nothing_that_was_done_before(client, db):
    page = press(client, SHARING, opened(client), **{"meant-1-3": HISTORY, "hint": "1"})
    huge = "word " * 10_000
    page = press(client, SHARING, page, **{"entries-1": huge, "compare": "1"})
    assert "too long to compare" in words(page.select_one(".errorlist"))
    assert page.select_one("textarea").get_text().strip() == huge.strip()
    assert page.select_one('input[name="opened"]')
    assert words(page.select_one(".exercise-hints li")) == ITEMS[0].hint
    page = press(client, SHARING, page, **{"entries-1": TYPED, "compare": "1"})
    assert "And 1 that you say you meant" in words(page.select_one(".exercise-result__count"))


def test_sixty_lines_are_compared_and_sixty_one_are_kept(client, db):
    sixty = "\n".join(f"thing {number}" for number in range(60))
    assert len(typed(client, sixty).select('input[name^="entry-1-"]')) == 60
    page = typed(client, f"{sixty}\none more")
    assert "more than 60 entries" in words(page.select_one(".errorlist"))
    assert page.select_one("textarea").get_text().strip().endswith("one more")
