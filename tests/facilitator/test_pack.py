"""The presenter pack as it is downloaded: who gets it, what is in it, and what never is."""

import re

import pytest
from django.test import Client

from facilitator.errors import NothingToPresent
from facilitator.pack.building import pack_build
from facilitator.pack.choosing import PackBreak
from facilitator.selectors import deck_for_facilitator
from jurisdictions.slots import Slot
from modules import markup
from tests.facilitator.packs import MADE, PACK, built, downloaded, files_of, page_of, words
from tests.factories import MembershipFactory
from tests.jurisdictions.local_samples import material

PAGES = ["START-HERE.html", "presenter.html", "stage.html", "guide.html", "handout.html"]
FOR_THE_ROOM = ["stage.html", "handout.html"]


@pytest.fixture
def files(facilitator_client):
    return downloaded(facilitator_client)


@pytest.fixture
def deck(facilitator):
    return deck_for_facilitator(facilitator, "module-7")


# Who gets it


@pytest.mark.parametrize("role", ["facilitator", "administrator"])
def test_who_may_present_gets_the_pack_as_a_file(role, request):
    response = request.getfixturevalue(f"{role}_client").get(PACK)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/zip"
    assert re.fullmatch(
        r'attachment; filename="module-7-presenter-pack-\d{4}-\d\d-\d\d\.zip"',
        response["Content-Disposition"],
    )
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert files_of(response.getvalue()).keys() >= set(PAGES)


@pytest.mark.parametrize("role", ["learner", "editor", "coordinator", "stranger"])
def test_others_do_not(role, request):
    response = request.getfixturevalue(f"{role}_client").get(PACK)
    assert response.status_code == 403
    assert "This page is for facilitators." in response.content.decode()


def test_a_visitor_is_sent_to_sign_in_and_comes_back(db):
    response = Client().get(PACK)
    assert response.status_code == 302
    assert response["Location"] == f"/accounts/login/?next={PACK}"


@pytest.mark.parametrize("slug", ["no-such-module", "opioids"])
def test_what_has_no_slides_has_no_pack(slug, facilitator_client):
    assert facilitator_client.get(f"/present/{slug}/pack.zip").status_code == 404


def test_a_learner_cannot_tell_which_modules_exist(learner_client):
    assert learner_client.get("/present/no-such-module/pack.zip").status_code == 403


def test_the_pack_is_only_fetched(facilitator_client):
    assert facilitator_client.post(PACK).status_code == 405


def test_the_list_of_decks_and_the_presenters_view_lead_to_it(facilitator_client):
    for address in ("/present/", "/present/module-7/"):
        assert f'href="{PACK}"' in facilitator_client.get(address).content.decode()


def test_somebody_with_two_places_is_led_to_the_pack_of_the_one_chosen(
    administrator, state, administrator_client
):
    MembershipFactory(user=administrator, jurisdiction=state, facilitator=True)
    material(state, Slot.CRISIS_LINE)
    page = administrator_client.get("/present/module-7/?jurisdiction=juniper").content.decode()
    assert f'href="{PACK}?jurisdiction=juniper"' in page
    chosen = files_of(administrator_client.get(f"{PACK}?jurisdiction=juniper").getvalue())
    assert "Local material of Juniper" in words(page_of(chosen, "START-HERE.html"))
    assert administrator_client.get(f"{PACK}?jurisdiction=elsewhere").status_code == 403


# What is in it


def test_the_presenters_page_has_everything_in_hand(files, deck):
    page = page_of(files, "presenter.html")
    assert [one["data-slide"] for one in page.select("[data-slide]")] == [
        slide.id for slide in deck.module.slides
    ]
    assert page.body["data-stage-url"] == "stage.html"
    assert "You are not giving legal advice" in words(page)
    assert "120 min" in page.select_one(".presenter-times").get_text()


def test_the_guide_has_each_slide_with_its_notes(files, deck):
    page = page_of(files, "guide.html")
    pairs = page.select(".paper-pair")
    assert len(pairs) == len(deck.module.slides) == 42
    assert all(pair.select_one(".stage-slide") for pair in pairs)
    assert not page.select("[data-slide][hidden]")
    assert "You are not giving legal advice" in words(page)


def test_the_handout_keeps_answers_for_the_last_pages(files, deck):
    page = page_of(files, "handout.html")
    answers = page.select_one(".paper-lesson--answers").extract()
    assert "Reason for referral" in words(answers)
    assert "Reason for referral" not in words(page)
    assert len(page.select(".paper-slide")) == 42
    assert len(answers.select(".paper-slide")) == len([s for s in deck.module.slides if s.reveals])


def test_the_start_says_what_it_is_when_it_was_made_and_that_it_holds_notes(deck):
    page = words(page_of(built(deck, title="Maple County, morning"), "START-HERE.html"))
    assert "Module 7: Collaborating to Serve Parents with Substance Use Disorders" in page
    assert "As it stood on Nov. 23, 2026" in page
    assert "Maple County, morning" in page
    assert "This folder holds facilitator notes." in page
    assert "42 slides · 120 minutes" in page


def test_equal_content_gives_equal_bytes(deck):
    one, other = (pack_build(deck.module, deck.pictures, made=MADE) for _time in range(2))
    assert one == other
    assert one != pack_build(deck.module, deck.pictures, made=MADE, title="Another")


# What never is


@pytest.mark.parametrize("name", FOR_THE_ROOM)
def test_nothing_for_the_facilitator_alone_is_on_pages_for_the_room(files, deck, name):
    page = words(page_of(files, name))
    for slide in deck.module.slides:
        hidden = [*slide.talking_points, *slide.facilitator_notes]
        hidden += [prompt.text for prompt in slide.prompts if prompt.purpose != "ask"]
        hidden += [prompt.learner_text for prompt in slide.prompts if prompt.learner_text]
        for text in hidden:
            for line in " ".join(markup.plain_text(text, smart=True).split()).split(". "):
                assert len(line) < 40 or line not in page


@pytest.mark.parametrize("name", PAGES)
def test_pages_lead_into_the_folder_or_out_to_the_web(files, name):
    page = page_of(files, name)
    addresses = [tag[key] for key in ("href", "src") for tag in page.select(f"[{key}]")]
    addresses += [tag["data-stage-url"] for tag in page.select("[data-stage-url]")]
    within = [one for one in addresses if not re.match(r"https?://|mailto:|tel:", one)]
    assert within
    anchors = {f"#{tag['id']}" for tag in page.select("[id]")}
    for one in within:
        path = re.split(r"[?#]", one)[0]
        assert path in files if path else (one.startswith("?slide=") or one in anchors), one
    assert not page.select("form[action], form[method=get], [target=_blank]")


@pytest.mark.parametrize("name", PAGES)
def test_nothing_in_a_page_is_inline_or_a_module(files, name):
    page = page_of(files, name)
    assert not page.select("[style], style, script:not([src]), script[type=module]")


def test_links_to_the_site_become_words_and_links_to_the_web_stay(files):
    page = page_of(files, "presenter.html")
    assert "START, in the practice library" in words(page)
    assert not page.select('a[href^="/practice/"]')
    assert page.select('.presenter-editor-note a[href^="https://"]')


def test_styles_and_scripts_ask_for_no_other_file(files):
    for name, body in files.items():
        if name.endswith((".css", ".js")):
            text = body.decode()
            assert not re.search(r'url\((?!"data:)', text), name
            assert not re.search(r"^\s*(import|export)\b|@import", text, re.MULTILINE), name


# Local material


def test_local_material_is_printed_as_text(facilitator_client, county):
    for slot in Slot:
        material(county, slot)
    made = downloaded(facilitator_client)
    for name in ("presenter.html", "guide.html", "handout.html"):
        text = words(page_of(made, name))
        assert "release-form of Maple County" in text
        assert "Alder House" in text
        assert "(555) 555-0101" in text
        assert "Warm line" in text
    assert "Maple County: Release-of-information form" in words(page_of(made, "stage.html"))
    assert not page_of(made, "stage.html").select(".stage-slide__local a")


def test_what_is_not_provided_is_said_to_the_facilitator_alone(facilitator_client):
    made = downloaded(facilitator_client)
    missing = "Treatment providers: not provided when this pack was made."
    assert missing in words(page_of(made, "presenter.html"))
    assert missing not in words(page_of(made, "handout.html"))


# A session's choice


def test_a_session_takes_its_slides_and_minutes(deck):
    made = built(deck, slides={"contact", "welcome", "confidentiality"}, minutes={"contact": 9})
    page = page_of(made, "presenter.html")
    notes = page.select("[data-slide]")
    assert [one["data-slide"] for one in notes] == ["welcome", "confidentiality", "contact"]
    assert [one["data-minutes"] for one in notes] == ["1", "6", "9"]
    assert len(page.select("[data-lesson-row]")) == 3
    assert "3 slides · 16 minutes" in words(page_of(made, "START-HERE.html"))
    assert [name for name in made if name.startswith("assets/pictures/")] == []


def test_breaks_are_named_at_their_place_and_counted_apart(deck):
    breaks = [PackBreak("", "Coffee", 5), PackBreak("confidentiality", "", 15)]
    made = built(deck, slides={"contact", "welcome", "confidentiality"}, breaks=breaks)
    start = words(page_of(made, "START-HERE.html"))
    minutes = re.search(r"(\d+) min of slides and 20 min of breaks: (\d+) min", start)
    assert int(minutes[2]) == int(minutes[1]) + 20
    assert "Before the first slide: Coffee, 5 minutes" in start
    assert "After slide 26, Confidentiality: Break, 15 minutes" in start
    assert "min + 20 min of breaks" in words(page_of(made, "presenter.html"))
    for name in ("presenter.html", "guide.html"):
        (place,) = page_of(made, name).find_all(string="After this slide:")
        note = place.find_parent(attrs={"data-slide": "confidentiality"})
        assert "After this slide: Break, 15 minutes" in words(note)


def test_a_pack_without_breaks_speaks_of_none(files):
    assert "min of breaks" not in words(page_of(files, "START-HERE.html"))
    assert page_of(files, "START-HERE.html").select_one("#breaks") is None


def test_slides_keep_their_numbers_in_the_module(deck):
    made = built(deck, slides={"contact", "welcome", "confidentiality"})
    notes = page_of(made, "presenter.html").select(".presenter-slide__place")
    assert [words(one).split(" · ")[0] for one in notes] == [
        "Slide 1 of 42",
        "Slide 26 of 42",
        "Slide 42 of 42",
    ]
    assert "Next 26. Confidentiality" in words(page_of(made, "presenter.html"))
    handed_out = page_of(made, "handout.html").select(".paper-slide__number")
    assert [words(one) for one in handed_out] == ["Slide 1", "Slide 26", "Slide 42"]
    on_the_wall = page_of(made, "stage.html").select(".stage-slide__number")
    assert "26 / 42" in [words(one) for one in on_the_wall]


def test_a_choice_of_nothing_is_refused(deck):
    with pytest.raises(NothingToPresent):
        pack_build(deck.module, deck.pictures, slides=[])


def test_the_pack_is_light_and_costs_few_queries(facilitator_client, django_assert_max_num_queries):
    facilitator_client.get(PACK)
    with django_assert_max_num_queries(11):
        response = facilitator_client.get(PACK)
    assert len(response.getvalue()) < 400 * 1024
