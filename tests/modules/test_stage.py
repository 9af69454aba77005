"""What a slide shows on the wall: names of sources, titles, density."""

import pytest

from modules.document import Bullets, Layout, ListItem, Paragraph, Quotation, Reference, Slide
from modules.models import LessonPage
from modules.models.pages import STAGE
from modules.rendering import Citations
from modules.stage import (
    Density,
    NamedCitations,
    StageCitations,
    density,
    short_name,
    split_title,
    stage_slide,
    stage_slides,
)
from tests.modules.samples import sample_module, sample_slide


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Drabble, L. (2011). Advancing practice. *Work*, 35(1), 88-106.", "Drabble, 2011"),
        ("Brook, J., & McDonald, T. (2009). The impact.", "Brook & McDonald, 2009"),
        (
            "Green, B. L., Rockhill, A. M., & Burrus, S. W. M. (2008). The role.",
            "Green et al., 2008",
        ),
        ("Children and Family Futures. (2011). *The model*.", "Children and Family Futures, 2011"),
        (
            "U.S. Department of Health and Human Services, Office for Civil Rights. (2003). Rule.",
            "U.S. Department of Health and Human Services, 2003",
        ),
        ("García-López, M.-J., & O'Neil, P. (2020a). Words.", "García-López & O’Neil, 2020a"),
        ("Center for Words. (n.d.). *Undated*.", "Center for Words, n.d."),
        ("Words without a year", "some-key"),
    ],
)
def test_a_reference_is_named_by_author_and_year(text, name):
    assert short_name(Reference("some-key", text)) == name


def test_titles_of_steps_and_modules_are_split():
    assert split_title("Step 3: Share") == ("Step 3", "3", "Share")
    assert split_title("Module 7: Working: together") == ("Module 7", "7", "Working: together")
    assert split_title("Improving Communication: No One Can") == (
        "",
        "",
        "Improving Communication: No One Can",
    )


def test_citations_on_the_wall_lead_nowhere():
    references = (Reference("one-2011", "One, A. (2011). *Title*."),)
    assert "<a" in Citations(references).inline("Words [@one-2011].")
    wall = StageCitations(references).inline("Words [@one-2011].")
    assert wall == 'Words <sup class="citation">1</sup>.'
    named = NamedCitations(references).inline("Words [@one-2011].")
    assert named == 'Words <cite class="named-citation">(One, 2011)</cite>.'
    assert StageCitations(references).html(("unknown",)) == ""
    assert NamedCitations(references).html(("unknown",)) == ""


def test_what_is_kept_is_kept_by_references_and_kind():
    one, other = (Reference("key", f"{name}, A. (2011). *T*.") for name in ("One", "Other"))
    text = "Words [@key]."
    made = [
        kind((ref,)).text(text) for kind in (StageCitations, NamedCitations) for ref in (one, other)
    ]
    assert made[0] == made[1] == '<p>Words <sup class="citation">1</sup>.</p>'
    assert "(One, 2011)" in made[2]
    assert "(Other, 2011)" in made[3]


def items(count, text):
    return (Bullets(tuple(ListItem(text) for _one in range(count))),)


def test_the_more_words_the_denser():
    order = list(Density)
    grown = [density(items(count, "A point of some length")) for count in range(1, 20)]
    assert [order.index(one) for one in grown] == sorted(order.index(one) for one in grown)
    assert grown[0] == Density.AIRY
    assert grown[-1] == Density.PACKED


def test_long_lists_are_set_in_two_columns():
    short, long = (
        stage_slide(one_slide(Slide("s", "S", body=items(count, "x"))), "s") for count in (6, 7)
    )
    assert (short.list_columns, long.list_columns) == (1, 2)


def one_slide(slide):
    lesson = sample_module().lessons[0]
    return sample_module(type(lesson)("only", "Only", (slide,)))


def test_a_line_that_only_names_the_source_is_left_to_the_foot():
    body = (Paragraph("Words that count."), Paragraph("Sources: [@source-1]."))
    shown = stage_slide(one_slide(sample_slide("s", body=body)), "s")
    assert shown.blocks == body[:1]
    assert shown.sources == ((1, "Somebody, 2011"),)


def test_a_cited_sentence_is_no_source_line():
    body = (Paragraph("Families need three systems [@source-1]."),)
    assert stage_slide(one_slide(sample_slide("s", body=body)), "s").blocks == body


def test_quotations_by_one_hand_share_their_attribution():
    same = (Quotation("One", "Said", is_saying=True), Quotation("Two", "Said", is_saying=True))
    other = (*same, Quotation("Three", "Written"))
    assert stage_slide(one_slide(Slide("s", "S", body=same)), "s").shared_quotation == same[0]
    assert stage_slide(one_slide(Slide("s", "S", body=other)), "s").shared_quotation is None


def test_slides_know_their_neighbors_and_sections_their_place():
    slides = tuple(
        Slide(one, one, layout=Layout.SECTION if one in "bd" else Layout.TEXT) for one in "abcd"
    )
    lesson = sample_module().lessons[0]
    shown = stage_slides(sample_module(type(lesson)("only", "Only", slides)))
    assert [one.next_anchor for one in shown] == ["slide-b", "slide-c", "slide-d", ""]
    assert [one.previous_anchor for one in shown] == ["", "slide-a", "slide-b", "slide-c"]
    assert [one.steps for one in shown] == [(), ("current", "ahead"), (), ("past", "current")]


def test_a_slide_that_is_not_there_is_none():
    assert stage_slide(sample_module(), "no-such-slide") is None


def test_an_editors_preview_of_the_stage_keeps_the_notes_back(db):
    lesson = LessonPage.objects.get(slug="step-3-information-sharing")
    page = lesson.make_preview_request(preview_mode=STAGE).content.decode()
    assert "Communicating Across Systems" in page
    assert "Slide 26" in page
    assert "You are not giving legal advice" not in page
