"""Terms in finished HTML: which are marked, which are left alone."""

import html
import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from modules.glossary.marking import FormIndex, link_to, mark_terms

INDEX = FormIndex.of(
    [
        ("case plan", "case-plan"),
        ("case plans", "case-plan"),
        ("opioid", "opioid"),
        ("opioid use disorder", "oud"),
        ("OUD", "oud"),
        ("START", "start"),
        ("Part 2", "part-2"),
        ("42 CFR Part 2", "part-2"),
        ("five R’s", "five-rs"),
    ]
)


def marked(source, *, taken=(), most=3):
    return mark_terms(source, INDEX, link=link_to("/glossary/"), taken=taken, most=most)


def words(source):
    found = BeautifulSoup(marked(source)[0], "html.parser").select("a[data-term]")
    return [(link.get_text(), link["href"]) for link in found]


def test_the_first_occurrence_of_a_term_is_a_link_to_its_entry():
    found, ids = marked("<p>The case plan, and other case plans.</p>")
    assert ids == ("case-plan",)
    assert found == (
        '<p>The <a class="term" href="/glossary/#case-plan" data-term>case plan</a>, '
        "and other case plans.</p>"
    )


def test_the_longest_form_counts():
    assert words("<p>An opioid use disorder</p>") == [("opioid use disorder", "/glossary/#oud")]
    assert words("<p>42 CFR Part 2</p>") == [("42 CFR Part 2", "/glossary/#part-2")]


def test_a_form_inside_a_longer_one_that_is_taken_is_left_alone():
    source = "<p>opioid use disorder</p>"
    assert marked(source, taken=("oud",)) == (source, ())
    assert marked("<p>opioid</p>", taken=("oud",))[1] == ("opioid",)


@pytest.mark.parametrize(("text", "is_marked"), [("START", 1), ("start", 0), ("Start", 0)])
def test_abbreviations_are_looked_for_as_written(text, is_marked):
    assert len(marked(text)[1]) == is_marked


def test_other_terms_are_found_at_the_start_of_a_sentence():
    assert words("<p>Case plan</p>") == [("Case plan", "/glossary/#case-plan")]


@pytest.mark.parametrize(
    "text", ["showcase plan", "case planner", "OUDs2", "case-plan", "opioid-free", "non-opioid"]
)
def test_a_part_of_a_longer_word_is_no_term(text):
    assert marked(f"<p>{text}</p>")[1] == ()


@pytest.mark.parametrize(
    "source",
    [
        "<h2>Case plan</h2>",
        '<a href="/x/">the <em>case plan</em></a>',
        '<sup class="citation"><a href="#r">case plan</a></sup>',
        "<blockquote><p>case plan</p></blockquote>",
        '<p class="block-steps__title">Case plan</p>',
        '<img alt="case plan">',
    ],
)
def test_headings_links_citations_quotations_and_attributes_are_left_alone(source):
    assert marked(source) == (source, ())


def test_what_follows_a_heading_or_a_link_is_marked_again():
    source = '<h2>Case plan</h2><p class="block-steps__title">x</p><p><a href="/x/">y</a> case plan'
    assert marked(source)[1] == ("case-plan",)


def test_no_more_than_so_many_are_marked():
    source = "<p>case plan, opioid, OUD, START</p>"
    assert marked(source, most=3)[1] == ("case-plan", "opioid", "oud")
    assert marked(source, most=2)[1] == ("case-plan", "opioid")


def test_a_curled_apostrophe_is_part_of_a_form():
    assert words("<p>the five R’s</p>") == [("five R’s", "/glossary/#five-rs")]


@given(st.text(alphabet="casepln optid &;<>/abh2 START\n", max_size=80))
def test_marking_changes_no_word(text):
    source = f"<p>{html.escape(text)}</p>"
    found, ids = marked(source)
    assert html.unescape(re.sub(r"<[^>]*>", "", found)) == text
    assert len(ids) == len(set(ids)) == found.count("data-term")
