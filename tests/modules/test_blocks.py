"""The templates of body blocks: one for every kind, semantic, nothing inline."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.template.loader import get_template

from modules.blocks import SlideBlock
from modules.document import (
    BLOCK_KINDS,
    Callout,
    Column,
    Columns,
    Picture,
    Quotation,
    Reference,
    Statistic,
    Step,
    Steps,
    Table,
    Tone,
)
from modules.rendering import Citations
from tests.modules.samples import EVERY_BLOCK

CITATIONS = Citations((Reference("source-1", "Somebody. (2011). *A title*."),))


def shown(block, **more):
    context = Context({"value": block, "citations": CITATIONS, **more})
    html = Template("{% load document %}{% body_block value %}").render(context)
    return BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize("kind", BLOCK_KINDS)
def test_every_kind_has_a_template(kind):
    assert get_template(f"modules/blocks/{kind}.html")


@pytest.mark.parametrize("block", EVERY_BLOCK, ids=lambda block: type(block).__name__)
def test_no_block_brings_anything_inline(block):
    page = shown(block)
    assert page.select_one(".block")
    assert not page.select("[style], style, script")


def test_words_are_escaped():
    page = shown(Quotation("<script>alert(1)</script>", "<b>Somebody</b>"))
    assert not page.select("script, b")


def test_a_statistic_says_what_it_counts_and_who_says_so():
    page = shown(Statistic("61", "%", "of infants", "2011", "infants in care", "source-1"))
    assert page.select_one("figure strong").get_text() == "61"
    assert "infants in care, 2011" in " ".join(page.select_one("figcaption").get_text().split())
    assert page.select_one(".citation a")["href"] == "#reference-source-1"


@pytest.mark.parametrize(
    ("value", "unit", "width"),
    [("61", "%", "61.0"), ("38.9", "%", "38.9"), ("120", "%", None), ("2", "of 3", None)],
)
def test_a_percentage_is_drawn_to_scale(value, unit, width):
    bar = shown(Statistic(value, unit, "label", "2011", "base", "")).select_one(
        ".block-statistic__share"
    )
    assert (bar["width"] if bar else None) == width


def test_a_saying_is_marked_as_one_to_examine():
    saying = shown(Quotation("They lie.", "A saying", is_saying=True))
    assert "to examine" in saying.select_one("figcaption").get_text()
    quotation = shown(Quotation("Words.", "Somebody", "source-1"))
    assert "to examine" not in quotation.get_text()


@pytest.mark.parametrize("count", [2, 3])
def test_columns_have_headings(count):
    page = shown(Columns(tuple(Column(f"H{n}", "- a") for n in range(count))))
    assert len(page.select(".block-columns__column h3")) == count


def test_a_table_names_its_rows_and_columns_and_can_be_scrolled_by_keyboard():
    page = shown(Table(("A", "B"), (("1", "2"),), "Caption"))
    assert [cell["scope"] for cell in page.select("th")] == ["col", "col", "row"]
    region = page.select_one('[role="region"][tabindex="0"]')
    assert region["aria-label"] == "Caption"


def test_steps_are_an_ordered_list():
    page = shown(Steps((Step("First", "Do"), Step("Second"))))
    assert len(page.select("ol > li")) == 2


@pytest.mark.parametrize(
    ("tone", "heading"),
    [
        (Tone.NOTE, "Note"),
        (Tone.PRACTICE, "In practice"),
        (Tone.LAW, "The law"),
        (Tone.CAUTION, "Take care"),
    ],
)
def test_a_callout_without_a_heading_is_named_after_its_tone(tone, heading):
    page = shown(Callout(tone, "", "Words."))
    assert page.select_one(".block-callout__heading").get_text(strip=True) == heading
    assert page.select_one(f".block-callout--{tone}")


def test_a_picture_has_its_size_and_words():
    file = SimpleNamespace(url="/media/a.svg", width=1200, height=640)
    page = shown(
        Picture("pictures/a.svg", "What it shows", "A caption"), pictures={"pictures/a.svg": file}
    )
    image = page.select_one("figure img")
    assert (image["src"], image["alt"], image["width"]) == ("/media/a.svg", "What it shows", "1200")
    assert page.select_one("figcaption").get_text() == "A caption"


@pytest.mark.parametrize("pictures", [{}, None])
def test_a_missing_picture_gives_its_words(pictures):
    page = shown(Picture("pictures/a.svg", "What it shows"), pictures=pictures)
    assert not page.select("img")
    assert page.select_one("figure p").get_text() == "What it shows"


@pytest.mark.parametrize("numbers", ["", "1", "1, 3", "2,10"])
def test_the_objectives_of_a_slide_are_numbers_with_commas(numbers):
    assert SlideBlock().child_blocks["teaches"].clean(numbers) == numbers


@pytest.mark.parametrize("numbers", ["1; 3", "one", "0", "1,", "-1"])
def test_objectives_that_are_no_numbers_are_refused(numbers):
    with pytest.raises(ValidationError, match="Write numbers with commas"):
        SlideBlock().child_blocks["teaches"].clean(numbers)
