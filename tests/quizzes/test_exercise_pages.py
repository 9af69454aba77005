"""Exercises over HTTP: each leads from its slide, compares what is typed, and keeps nothing."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

SHARING = "/exercises/module-7/information-sharing/"
FIVE = "/exercises/module-7/five-rs/"
LEVELS = "/exercises/module-7/levels-of-collaboration/"
VALUES = "/exercises/module-7/values-by-system/"
SLIDES = {
    "why-collaborate": ["collaboration-benefits", "partners", "three-rs"],
    "strategies-and-outcomes": ["seven-strategies", "five-rs", "approach-across-systems"],
    "collaboration-in-practice": [
        "levels-of-collaboration",
        "joint-activities",
        "collaboration-barriers",
        "key-steps",
    ],
    "step-1-values": ["values-by-system", "holistic-services"],
    "step-2-roles": ["understanding-systems", "trust-benefits"],
    "step-3-information-sharing": [
        "consent-form",
        "information-sharing",
        "communication-barriers",
    ],
    "step-4-case-plans": [
        "effective-plans",
        "planning-activities",
        "changes-to-share",
        "case-reviews",
    ],
    "step-5-shared-indicators": ["progress-questions", "joint-outcomes"],
    "closing": ["collaborative-environment"],
}
EXERCISES = [key for keys in SLIDES.values() for key in keys] + ["key-steps-recall"]


def page_of(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def text_of(response):
    return " ".join(page_of(response).select_one("main").get_text().split())


@pytest.mark.parametrize("lesson", SLIDES)
def test_every_slide_with_an_exercise_leads_to_its_page(lesson, client, db):
    page = page_of(client.get(f"/modules/module-7/{lesson}/"))
    links = [one["href"] for one in page.select(".aside--activity a.button")]
    assert links == [f"/exercises/module-7/{key}/" for key in SLIDES[lesson]]


def test_a_closed_answer_leads_to_the_exercise(client, db):
    page = page_of(client.get("/modules/module-7/step-3-information-sharing/"))
    first = page.select_one(".closed-answer a")
    assert first["href"] == SHARING


def test_lesson_pages_stay_free_of_forms_and_cookies(client, db):
    response = client.get("/modules/module-7/step-3-information-sharing/")
    assert not page_of(response).select("main form")
    assert not response.cookies


@pytest.mark.parametrize("key", EXERCISES)
def test_exercises_open_for_anybody_and_lead_back_to_the_slide(key, client, db):
    address = f"/exercises/module-7/{key}/"
    page = page_of(client.get(address))
    back = page.select_one(".exercise-head a")["href"]
    lesson, anchor = back.split("#")
    assert page_of(client.get(lesson)).select_one(f"#{anchor}")


@pytest.mark.parametrize(
    "address", ["/exercises/module-7/nothing/", "/exercises/module-1/five-rs/"]
)
def test_an_unknown_exercise_is_not_found(address, client, db):
    assert client.get(address).status_code == 404


def test_no_answer_stands_in_the_page_before_it_is_asked_for(client, db):
    content = client.get(SHARING).content.decode()
    assert "protective factors" not in content.lower()
    assert "Relapse prevention" not in content


def test_a_list_shows_what_it_covers_by_which_entry_and_what_is_not_matched_yet(client, db):
    typed = "ROI signed\nvisit schedule\nthe color of the waiting room"
    response = client.post(SHARING, {"entries-1": typed, "compare": "1"})
    page = page_of(response)
    covered = [one.get_text(" ", strip=True) for one in page.select(".exercise-covered > li")]
    assert len(covered) == 2
    assert covered[0].startswith("Confirmation of release of information signed")
    assert "ROI signed" in covered[0]
    assert "in part" in covered[1]
    assert "the permanency goal" in covered[1]
    unmatched = [one.get_text(strip=True) for one in page.select(".exercise-unmatched li")]
    assert unmatched == ["the color of the waiting room"]
    assert "7 points of the list are still open" in text_of(response)
    still_open = page.select_one(".exercise-open")
    assert not still_open.has_attr("open")
    named = [one.get_text(strip=True) for one in still_open.select("li")]
    assert len(named) == 7
    assert "Household composition and any children previously removed" in named
    still_open.decompose()
    assert "Household composition" not in str(page)


def test_both_lists_are_compared_at_once_and_nothing_typed_is_lost(client, db):
    data = {"entries-1": "family strengths", "entries-2": "UA results\nattendance", "compare": "2"}
    page = page_of(client.post(SHARING, data))
    counts = [one.get_text() for one in page.select(".exercise-result__count")]
    assert counts == ["Your list covers 1 of 9 points.", "Your list covers 2 of 10 points."]
    typed = [one.get_text().lstrip("\n") for one in page.select("textarea")]
    assert typed == [data["entries-1"], data["entries-2"]]


def test_opening_the_list_shows_all_of_it_the_question_and_the_answer_slide(client, db):
    data = {"entries-2": "UA results", "open": "2"}
    page = page_of(client.post(SHARING, data))
    reference = page.select_one("#reference-2")
    assert len(reference.select("li")) >= 10
    assert "yours too" in reference.select_one("li.is-covered").get_text()
    assert "How does this list compare with yours?" in reference.get_text()
    answer = reference.select("a")[-1]["href"]
    assert answer.endswith("/answers/child-welfare-and-courts-need/")
    assert client.get(answer).status_code == 200
    assert not page.select_one("#reference-1")
    assert page.select_one('input[name="opened"]')["value"] == "2"


def test_an_open_list_stays_open_with_the_next_comparison(client, db):
    page = page_of(client.post(SHARING, {"entries-1": "ROI", "opened": ["1"], "compare": "1"}))
    assert page.select_one("#reference-1")


def test_show_me_needs_no_list(client, db):
    page = page_of(client.post(SHARING, {"entries-1": "", "open": "1"}))
    assert len(page.select("#reference-1 ol > li")) == 9
    assert "nothing to compare" not in page.get_text()


def test_an_empty_list_is_asked_for_one_thing(client, db):
    assert "at least one thing" in text_of(client.post(FIVE, {"entries-1": " \n ", "compare": "1"}))


def test_an_entry_beyond_what_is_shared_gets_a_gentle_note(client, db):
    response = client.post(SHARING, {"entries-1": "HIV status of the mother", "compare": "1"})
    note = page_of(response).select_one(".exercise-private")
    assert "HIV status of the mother" in note.get_text()
    assert "least that the purpose needs" in note.get_text()
    assert "Other health matters." in note.get_text()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("\n".join(f"thing {n}" for n in range(61)), "more than 60 entries"),
        ("x" * 401, "Entry 1 is very long"),
        ("word word\n" * 5_000, "too long to compare"),
        ("a\x00b", "a sign in this list that cannot be read"),
    ],
)
def test_too_much_is_said_clearly_and_kept(typed, message, client, db):
    page = page_of(client.post(FIVE, {"entries-1": typed, "compare": "1"}))
    error = page.select_one(".errorlist")
    assert message in error.get_text()
    assert page.select_one("textarea").get_text().strip() == typed.strip()
    assert page.select_one("textarea")["aria-invalid"] == "true"
    assert not page.select_one(".exercise-result")


@pytest.mark.parametrize(
    "typed",
    ["<script>alert(1)</script> ROI signed", '"><img src=x onerror=alert(1)>', "{{ 7|add:1 }}"],
)
def test_what_is_typed_is_shown_as_text(typed, client, db):
    content = client.post(SHARING, {"entries-1": typed, "compare": "1"}).content.decode()
    assert "<script>alert" not in content
    assert "<img" not in content
    main = BeautifulSoup(content, "html.parser").select_one("main")
    assert typed in [one.get_text() for one in main.select("q")]


def test_the_order_is_given_kindly(client, db):
    page = page_of(client.get(LEVELS))
    labels = [one.get_text() for one in page.select(".exercise-placing label")]
    right = ["Networking", "Coordination", "Cooperation", "Collaboration"]
    place = [next(n for n, one in enumerate(right, 1) if label.startswith(one)) for label in labels]
    data = {f"choice-{n}": str(one) for n, one in enumerate(place, 1)}
    assert "4 of 4 stand as on the slide" in text_of(client.post(LEVELS, data))
    data["choice-1"], data["choice-2"] = data["choice-2"], ""
    response = client.post(LEVELS, data)
    assert "2 of 4" in text_of(response)
    assert "Not there yet" in text_of(response)
    assert "Not placed yet" in text_of(response)
    kept = [one.get("value") for one in page_of(response).select("option[selected]")]
    assert kept == [data[f"choice-{n}"] for n in range(1, 5)]


def test_matching_opens_when_asked(client, db):
    assert "As on the slide" not in text_of(client.get(VALUES))
    response = client.post(VALUES, {"open": "1"})
    groups = page_of(response).select_one(".exercise-reference dl").get_text(" ", strip=True)
    assert groups == (
        "Child welfare Safety Protection Treatment Hope Recovery Courts Justice Equal protection"
    )


def test_a_choice_that_is_none_is_not_shown_back_as_one(client, db):
    response = client.post(VALUES, {"choice-1": "99"})
    assert "not one of the choices" in text_of(response)


@pytest.mark.parametrize("address", [SHARING, FIVE, LEVELS, VALUES])
def test_no_page_ever_says_that_somebody_is_wrong(address, client, db):
    number = {"entries-1": "zzz\nHIV status", "entries-2": "zzz", "choice-1": "3", "open": "1"}
    for response in (client.get(address), client.post(address, number)):
        words = page_of(response).get_text().lower().split()
        assert not {"wrong", "incorrect", "mistake", "fail", "failed"} & set(words)


def test_nothing_typed_is_kept(client, db, django_assert_max_num_queries):
    client.get(SHARING)
    with django_assert_max_num_queries(8) as queries:
        response = client.post(SHARING, {"entries-1": "ROI signed", "compare": "1"})
    assert not [q for q in queries.captured_queries if not q["sql"].startswith("SELECT")]
    assert "no-store" in response["Cache-Control"]
    assert "sessionid" not in response.cookies
    assert not client.session.keys()


def test_a_post_needs_the_form_of_the_page(db):
    client = Client(enforce_csrf_checks=True)
    assert client.post(FIVE, {"entries-1": "recovery"}).status_code == 403
    page = page_of(client.get(FIVE))
    token = page.select_one('input[name="csrfmiddlewaretoken"]')["value"]
    sent = client.post(FIVE, {"entries-1": "recovery", "csrfmiddlewaretoken": token})
    assert sent.status_code == 200
