"""Marked-up words keep their words and their marks through every form."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modules.markup import (
    FlowItem,
    FlowList,
    FlowParagraph,
    Run,
    canonical_inline,
    canonical_text,
    cited_keys,
    editor_html,
    flow_from_html,
    html_from_inline,
    html_from_text,
    inline_runs,
    markdown_from_flow,
    markdown_from_runs,
    plain_inline,
    plain_text,
    text_from_html,
    tidy_runs,
)

AWKWARD = list("ab C1.-*_[]()<>&#;:|!`\\+'\"@=~^{}x\n/ü€")
WORDS = st.text(st.sampled_from(AWKWARD), min_size=1, max_size=12)
HREFS = st.sampled_from(["", "", "https://a.example/c_(d)", "page:3"])
RUNS = (
    st.lists(st.builds(Run, WORDS, st.booleans(), st.booleans(), HREFS), min_size=1, max_size=5)
    .map(tidy_runs)
    .filter(bool)
)


def _lists(depth: int) -> st.SearchStrategy[FlowList]:
    inner = st.just(()) if depth == 0 else st.just(()) | _lists(depth - 1).map(lambda one: (one,))
    items = st.lists(st.builds(FlowItem, RUNS, inner), min_size=1, max_size=3).map(tuple)
    return st.builds(FlowList, items, st.booleans())


@given(RUNS)
@settings(max_examples=300, deadline=None)
def test_a_line_is_the_same_after_writing_and_reading_whatever_signs_it_has(runs):
    written = markdown_from_runs(runs)

    assert canonical_inline(written) == written
    assert "".join(run.text for run in inline_runs(written)) == "".join(run.text for run in runs)


@given(st.lists(st.builds(FlowParagraph, RUNS) | _lists(2), max_size=4))
@settings(max_examples=200, deadline=None)
def test_a_text_is_the_same_after_a_visit_to_the_editor(flow):
    text = canonical_text(markdown_from_flow(flow))

    assert canonical_text(text) == text
    assert text_from_html(editor_html(text)) == text


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_markup_of_an_author_ever_reaches_a_page(text):
    shown = html_from_text(f"{text} <script>alert(1)</script> <img src=x onerror=alert(1)>")

    assert "<script" not in shown
    assert "<img" not in shown


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("__strong__ and _soft_", "**strong** and *soft*"),
        ("wrapped\nover lines", "wrapped over lines"),
        ("1. not a list here", "1\\. not a list here"),
        ("a < b & c", "a < b & c"),
        ("5 * 3", "5 \\* 3"),
    ],
)
def test_a_line_has_one_canonical_form(written, canonical):
    assert canonical_inline(written) == canonical
    assert canonical_inline(canonical) == canonical


def test_the_editors_html_and_the_authors_markdown_say_the_same():
    html = (
        '<p data-block-key="1">One <b>bold </b>word and <i>another</i></p>'
        '<ul><li data-block-key="2">a<ul><li>b</li></ul></li></ul>'
        '<p><a linktype="page" id="5">here</a></p>'
    )

    assert text_from_html(html) == canonical_text(
        "One **bold** word and *another*\n\n- a\n    - b\n\n[here](page:5)"
    )


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "//elsewhere.example"])
def test_a_link_that_could_do_harm_is_no_link(href):
    assert html_from_inline(f"[here]({href})") == "here"
    assert flow_from_html(f'<p><a href="{href}">here</a></p>') == (FlowParagraph((Run("here"),)),)


def test_citations_are_handed_to_the_caller_and_left_out_of_plain_words():
    text = "A claim [@one; @two-2]. Another [@one]."

    assert html_from_inline(text, cite=lambda keys: f"<{'+'.join(keys)}>") == (
        "A claim <one+two-2>. Another <one>."
    )
    assert cited_keys(text) == ("one", "two-2")
    assert plain_inline(text) == "A claim. Another."


def test_pages_curl_quotes_and_join_dashes():
    assert html_from_inline('"It\'s" --- so', smart=True) == "“It’s” — so"


def test_plain_text_has_a_line_for_each_paragraph_and_entry():
    assert plain_text("A *word*.\n\n- one\n    - two") == "A word.\none\ntwo"
