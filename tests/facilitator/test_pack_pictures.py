"""Pictures in a presenter pack: copied, or left out and named, never a reason to fail."""

import re
from dataclasses import replace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.images.tests.utils import get_test_image_file

from facilitator.selectors import deck_for_facilitator
from modules import markup
from modules.models import LessonPage, Picture
from modules.selectors import SHOWN_SIZE, ShownPicture, module_get
from tests.facilitator.packs import built, downloaded, page_of, words


@pytest.fixture
def deck(facilitator):
    return deck_for_facilitator(facilitator, "module-7")


@pytest.fixture
def files(facilitator_client):
    return downloaded(facilitator_client)


def test_pictures_are_copied_under_safe_names(files, deck):
    shown = {one["src"] for one in page_of(files, "stage.html").select("[data-stage-slide] img")}
    assert len(shown) == len(deck.pictures) >= 7
    assert shown == {name for name in files if name.startswith("assets/pictures/")}
    assert all(re.fullmatch(r"assets/pictures/picture-\d\d\.svg", name) for name in shown)
    assert all(files[name].lstrip().startswith(b"<") for name in shown)


def test_a_picture_that_cannot_be_read_is_left_out_and_named(deck):
    src, picture = next(iter(deck.pictures.items()))
    slide = next(one for one in deck.module.slides if src in repr(one.body))
    gone = {**deck.pictures, src: ShownPicture(picture.url, 1, 1, "pictures/gone.svg")}
    start = page_of(built(replace(deck, pictures=gone)), "START-HERE.html")
    titles = [one.get_text() for one in start.select(".pack-notice li")]
    assert titles == [markup.plain_inline(slide.title, smart=True)]
    whole = page_of(built(deck), "START-HERE.html")
    assert not whole.select(".pack-notice li")


@pytest.fixture
def stored_page():
    name = default_storage.save("page.html", ContentFile(b"<script>alert(1)</script>"))
    yield name
    default_storage.delete(name)


@pytest.mark.parametrize("name", ["../../secret.svg", "no-ending", "", "stored"])
def test_what_is_no_picture_of_ours_is_left_out(deck, stored_page, name):
    given = stored_page if name == "stored" else name
    odd = {src: ShownPicture("/x", 1, 1, given) for src in deck.pictures}
    made = built(replace(deck, pictures=odd))
    assert [one for one in made if one.startswith("assets/pictures/")] == []
    assert page_of(made, "START-HERE.html").select(".pack-notice li")


@pytest.fixture
def photo(db):
    """A photograph on the second slide of Module 7."""
    photo = Picture.objects.create(title="A house", file=get_test_image_file())
    path = module_get("module-7").page.path
    lesson = LessonPage.objects.live().get(lesson_id="opening", path__startswith=path)
    slides = lesson.slides.get_prep_value()
    value = {"image": photo.pk, "alt": "A house", "caption": "", "is_diagram": False}
    slides[1]["value"]["body"].append({"type": "picture", "value": value})
    lesson.slides = lesson.slides.stream_block.to_python(slides)
    lesson.save_revision().publish()
    return photo


def test_a_photograph_is_copied(photo, facilitator_client):
    made = downloaded(facilitator_client)
    source = page_of(made, "stage.html").select_one("#slide-acknowledgment img")["src"]
    assert source == "assets/pictures/picture-01.png"
    assert made[source].startswith(b"\x89PNG")


@pytest.mark.parametrize("is_shown_before", [True, False])
def test_a_photograph_whose_file_is_gone_costs_only_itself(
    photo, facilitator_client, is_shown_before
):
    """Whether the smaller copy that pages show was made before, or never can be."""
    if is_shown_before:
        rendition = photo.get_rendition(SHOWN_SIZE)
        rendition.file.storage.delete(rendition.file.name)
    photo.file.storage.delete(photo.file.name)
    made = downloaded(facilitator_client)
    assert "Acknowledgment" in words(page_of(made, "START-HERE.html"))
    assert "A house" in words(page_of(made, "stage.html"))
    assert not [one for one in made if one.endswith(".png")]
    assert facilitator_client.get("/present/module-7/stage/").status_code == 200
