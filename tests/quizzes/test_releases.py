"""'What is missing from this release?': the invented forms as content, and their page."""

import re

import pytest
from bs4 import BeautifulSoup

from modules.content_folder import CONTENT
from modules.problems import ContentError
from quizzes.exercises import read_exercises
from quizzes.releases import Standing

PAGE = "/exercises/module-7/releases/"
FOLDER = CONTENT / "module7" / "lists"
EXERCISE = next(one for one in read_exercises(FOLDER) if one.key == "releases")
FORMS = {one.id: one for one in EXERCISE.forms}
NUMBER = {one.id: number for number, one in enumerate(EXERCISE.forms, start=1)}


def page_of(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(node):
    return " ".join(node.get_text().split())


def check(client, form, *ticks, **more):
    ids = [f"consent_form.{one}" for one in ticks]
    data = {"form": NUMBER[form], "elements": ids, "compare": "1", **more}
    return page_of(client.post(PAGE, data))


# The forms -----------------------------------------------------------------------------------


def test_one_form_is_good_and_two_are_flawed_each_in_its_own_way():
    to_find = {
        key: {one.item.id.partition(".")[2]: one.standing for one in form.to_find}
        for key, form in FORMS.items()
    }
    assert to_find == {
        "lantern-street": {
            "recipient": Standing.FLAWED,
            "purpose": Standing.MISSING,
            "amount": Standing.FLAWED,
            "revoke": Standing.MISSING,
            "expiry": Standing.FLAWED,
        },
        "maple-bend": {},
        "quarry-road": {
            "subject": Standing.MISSING,
            "revoke": Standing.FLAWED,
            "expiry": Standing.FLAWED,
            "signed_date": Standing.MISSING,
        },
    }
    assert all(len(form.elements) == 9 for form in FORMS.values())


@pytest.mark.parametrize("form", FORMS)
def test_nobody_can_take_a_form_for_a_real_one(form):
    people = re.compile(r"Placeholder|Example|Fictional|Invented|invented")
    assert people.search(" ".join(one.text for one in FORMS[form].passages))


def test_the_good_form_also_answers_the_rule_of_2024():
    form = FORMS["maple-bend"]
    text = " ".join(f"{one.heading}: {one.text}" for one in form.passages)
    for said in (
        "at any time by a signed note or an e-mail",  # how to revoke, in writing
        "does not cover counseling notes",
        "against me in court or in any other legal proceeding",
        "42 CFR part 2 prohibits unauthorized use or disclosure of these records.",
        "A copy of this consent",
        "My treatment does not depend on this form",
    ):
        assert said in text
    assert "as of November 2026" in form.note
    assert "Ask your agency's counsel" in form.note
    assert "42 CFR 2.31 to 2.33" in form.note
    assert "89 FR 12472" in form.note


# The page ------------------------------------------------------------------------------------


def test_the_slide_of_consent_forms_leads_here_beside_its_own_exercise(client, db):
    lesson = page_of(client.get("/modules/module-7/step-3-information-sharing/"))
    aside = lesson.select_one("#slide-consent-forms .aside--activity")
    assert [one["href"] for one in aside.select("a")] == [
        "/exercises/module-7/consent-form/",
        PAGE,
    ]


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_read_without_a_word_of_the_answer(form, client, db):
    page = page_of(client.get(f"{PAGE}?form={NUMBER[form]}"))
    assert [words(one) for one in page.select(".release__passage h3")] == [
        one.heading for one in FORMS[form].passages
    ]
    assert "no such program, agency, or person exists" in words(page.select_one(".release"))
    assert len(page.select('input[name="elements"]')) == 9
    shown = str(page)
    assert not any(one.why in shown for one in FORMS[form].elements)
    assert not page.select(".release__element, .release-answer")


def test_ticks_and_ones_own_words_both_count(client, db):
    page = check(client, "lantern-street", "purpose", words="no expiration date")
    assert words(page.select_one(".exercise-result__count")) == (
        "You saw 2 of 5 things to find in this form."
    )
    found = page.select(".exercise-covered > li")
    assert "what the information is for" in words(found[0])
    assert "You wrote: no expiration date" in words(found[1])
    assert found[1].select_one("mark")
    assert "3 are still to find" in words(page.select_one("#result"))
    assert page.select_one('input[value="consent_form.purpose"]').has_attr("checked")
    assert not page.select(".release-answer")


def test_what_stands_is_worth_another_look_never_an_error(client, db):
    page = check(client, "lantern-street", "signature", words="the color of the paper\nzzz")
    result = page.select_one("#result")
    assert "Worth another look" in words(result)
    assert "Signature" in words(result)
    assert "Not matched yet" in words(result)
    assert not {"wrong", "incorrect", "mistake", "failed"} & set(words(page).lower().split())


def test_finding_nothing_is_right_for_the_good_form(client, db):
    assert "nothing is: all of the elements stand" in words(check(client, "maple-bend"))
    page = check(client, "maple-bend", "expiry")
    assert "There is nothing to find in this form" in words(page)
    assert "0 of 5" in words(check(client, "lantern-street"))


@pytest.mark.parametrize("form", FORMS)
def test_the_answer_goes_element_by_element_and_leads_into_the_form(form, client, db):
    page = page_of(client.post(PAGE, {"form": NUMBER[form], "open": "1"}))
    elements = page.select(".release-answer > ol > li")
    assert len(elements) == 9
    for node, element in zip(elements, FORMS[form].elements, strict=True):
        assert element.item.text in words(node)
        assert element.standing in words(node.select_one(".badge"))
        places = [page.select_one(one["href"]) for one in node.select("a")]
        assert bool(places) == any(element.item.id in one.shows for one in FORMS[form].passages)
        assert all(f"#{node['id']}" in str(place) for place in places)
    assert len(page.select(".release__passage--shown")) == sum(
        bool(one.shows) for one in FORMS[form].passages
    )


def test_the_law_of_the_good_form_is_dated_and_its_source_is_there(client, db):
    page = page_of(client.get(f"{PAGE}?form={NUMBER['maple-bend']}&open=1"))
    note = page.select_one(".release-note")
    lesson, anchor = note.select_one(".citation a")["href"].split("#")
    assert page_of(client.get(lesson)).find(id=anchor)
    assert "89 FR 12472" in words(note)


def test_what_was_ticked_stays_with_the_answer(client, db):
    page = page_of(
        client.post(PAGE, {"form": "1", "elements": ["consent_form.purpose"], "open": "1"})
    )
    assert "you saw it" in words(page.select_one("#element-4"))
    assert "1 of 5" in words(page.select_one("#result"))
    assert page.select_one('input[name="opened"]')


@pytest.mark.parametrize("sent", ["0", "4", "x", "-1", "1;drop", ""])
def test_a_form_that_is_not_there_is_the_first(sent, client, db):
    page = page_of(client.get(PAGE, {"form": sent}))
    assert words(page.select_one(".release__issuer")) == EXERCISE.forms[0].issuer


def test_an_element_that_is_not_there_is_said_clearly(client, db):
    page = check(client, "lantern-street", "nothing")
    assert "not one of the elements" in words(page.select_one(".errorlist"))
    assert not page.select(".exercise-result")


@pytest.mark.parametrize("typed", ["<img src=x onerror=alert(1)>", "{{ 7|add:1 }}", "🙂🙂"])
def test_own_words_are_plain_data(typed, client, db):
    page = check(client, "lantern-street", words=typed)
    assert typed in [one.get_text() for one in page.select("main q")]
    assert not page.select("#result img")


def test_own_words_that_are_too_long_are_kept(client, db):
    typed = "word " * 10_000
    page = check(client, "lantern-street", "purpose", words=typed)
    assert "too long to compare" in words(page.select_one(".errorlist"))
    assert page.select_one("textarea").get_text().strip() == typed.strip()
    assert page.select_one('input[value="consent_form.purpose"]').has_attr("checked")


def test_nothing_is_kept(client, db, django_assert_max_num_queries):
    client.get(PAGE)
    with django_assert_max_num_queries(8) as queries:
        response = client.post(PAGE, {"form": "1", "words": "no purpose", "compare": "1"})
    assert not [q for q in queries.captured_queries if not q["sql"].startswith("SELECT")]
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies.get("sessionid")


# The files -----------------------------------------------------------------------------------

LIST = """\
id: small
title: Small
prompt: What?
items:
  - id: small.one
    text: One
"""
CHECK = """\
module: module-9
exercises:
  - key: check
    kind: release-check
    title: Check
    slide: small
    forms: [pine]
    parts:
      - list: small
"""
FORM = """\
id: pine
title: Consent
issuer: Pine House
passages:
  - heading: First
    text: The one
    shows: [small.one]
elements:
  - id: small.one
    standing: stands
    why: It is there.
"""


def write(folder, *, form=FORM, check=CHECK):
    (folder / "small.yaml").write_text(LIST, encoding="utf-8")
    (folder / "exercises.yaml").write_text(check, encoding="utf-8")
    (folder / "releases").mkdir()
    (folder / "releases" / "pine.yaml").write_text(form, encoding="utf-8")


def test_a_form_of_ones_own_is_read(tmp_path):
    write(tmp_path)
    (exercise,) = read_exercises(tmp_path)
    assert exercise.forms[0].issuer == "Pine House"
    assert exercise.forms[0].to_find == ()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("id: pine", "id: oak", "The id is not the file's name."),
        ("shows: [small.one]", "shows: [small.two]", "The list has no 'small.two'."),
        ("    shows: [small.one]\n", "", "No passage shows 'small.one'."),
        ("standing: stands", "standing: fine", "'fine' is no standing."),
        ("  - id: small.one\n", "  - id: small.two\n", "'small.two' is not in the list"),
        ("issuer: Pine House\n", "", "'issuer' is missing."),
        ("    why: It is there.\n", "", "'why' is missing."),
    ],
)
def test_a_problem_of_a_form_names_its_file(old, new, problem, tmp_path):
    assert old in FORM
    write(tmp_path, form=FORM.replace(old, new, 1))
    with pytest.raises(ContentError) as caught:
        read_exercises(tmp_path)
    found = [str(one) for one in caught.value.problems]
    assert any(problem in one for one in found), found
    assert all(one.startswith("lists/releases/pine.yaml:") for one in found)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("forms: [pine]", "forms: [oak]", "exercises.yaml:3: There is no form 'oak'."),
        ("    forms: [pine]\n", "", "'forms' is missing."),
        ("kind: release-check", "kind: list-recall", "belong together"),
    ],
)
def test_a_check_without_its_form_is_a_problem(old, new, problem, tmp_path):
    write(tmp_path, check=CHECK.replace(old, new, 1))
    with pytest.raises(ContentError) as caught:
        read_exercises(tmp_path)
    assert any(problem in str(one) for one in caught.value.problems), caught.value.problems
