"""What anybody can read: whole, light and quick pages that keep answers and notes to themselves."""

import gzip
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from modules.markup import plain_inline
from modules.models import LessonPage
from modules.selectors import module_document, module_get

pytestmark = pytest.mark.django_db

MODULE = "/modules/module-7/"
LESSON = f"{MODULE}step-3-information-sharing/"
ANSWER = f"{LESSON}answers/treatment-providers-need/"
FACILITATORS_ONLY = "facilitators only: zebra crossing"


@pytest.fixture
def visitor() -> Client:
    return Client()


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def lesson_urls() -> list[str]:
    return [f"{MODULE}{lesson.id}/" for lesson in module_document("module-7").lessons]


def test_home_opens_three_doors_and_all_ten_modules(visitor):
    page = text_of(visitor.get("/"))

    for words in ("Learn at your own pace", "Facilitate a session", "Take a survey"):
        assert words in page
    assert page.count('href="/modules/m') >= 8
    for slug in ("methamphetamine", "opioids", "prenatal-exposure"):
        assert f'href="/modules/{slug}/"' in page


def test_the_list_of_modules_leads_to_every_module(visitor):
    page = text_of(visitor.get("/modules/"))

    for link in set(re.findall(r'href="(/modules/[a-z0-9-]+/)"', page)):
        assert visitor.get(link).status_code == 200
    assert len(set(re.findall(r'href="(/modules/[a-z0-9-]+/)"', page))) == 10


def test_the_overview_shows_goal_objectives_tips_materials_and_sources(visitor):
    page = text_of(visitor.get(MODULE))
    module = module_document("module-7")

    for text in (*module.objectives, *module.tips, *module.materials):
        assert plain_inline(text, smart=True)[:40].replace("&", "&amp;") in page
    assert page.count('id="reference-') == 15


def test_a_module_without_slides_says_so(visitor):
    assert "no slides" in text_of(visitor.get("/modules/opioids/")).lower() or (
        "not on this platform yet" in text_of(visitor.get("/modules/opioids/"))
    )


def test_a_worker_reads_from_the_first_slide_to_the_last_by_next(visitor):
    url, seen = lesson_urls()[0], []
    for _ in range(10):
        page = text_of(visitor.get(url))
        seen += [int(number) for number in re.findall(r"Slide (\d+) of 42", page)]
        following = re.search(r'href="([^"]+)"[^>]*rel="next"|rel="next"[^>]*href="([^"]+)"', page)
        if following is None:
            break
        url = next(filter(None, following.groups()))
    assert seen == list(range(1, 43))


def test_a_reader_gets_talking_points_reflections_notes_and_sources(visitor):
    page = text_of(visitor.get(f"{MODULE}why-collaborate/"))
    slide = module_document("module-7").slides[4]

    assert plain_inline(slide.talking_points[0], smart=True)[:60] in page
    assert "Nov. 22, 2026" in page
    assert 'href="#reference-wulczyn-2011"' in page
    assert 'id="reference-wulczyn-2011"' in page


@pytest.mark.parametrize("url", [LESSON, "/search/?q=zebra", ANSWER, MODULE])
def test_facilitator_notes_and_prompts_are_on_no_page_for_readers(visitor, url):
    module = module_document("module-7")
    page = text_of(visitor.get(url))

    for slide in module.slides:
        for note in (*slide.facilitator_notes, *(prompt.text for prompt in slide.prompts)):
            words = plain_inline(note.split("\n")[0], smart=True)[:60]
            assert words not in page


def test_search_finds_neither_facilitator_notes_nor_answers(visitor):
    page = LessonPage.objects.get(slug="step-3-information-sharing")
    stream = page.slides.get_prep_value()
    stream[0]["value"]["facilitator_notes"] = f"<p>{FACILITATORS_ONLY}</p>"
    stream[0]["value"]["prompts"] = [
        {"type": "item", "id": "p", "value": {"purpose": "tell", "text": FACILITATORS_ONLY}}
    ]
    answer = next(child for child in stream if child["value"].get("reveals"))
    answer["value"]["talking_points"] = f"<p>{FACILITATORS_ONLY}</p>"
    page.slides = stream
    page.save_revision().publish()

    assert visitor.get("/search/?q=zebra").context["total"] == 0
    assert visitor.get(LESSON).content.decode().count("zebra") == 0


def test_search_leads_to_the_slide(visitor):
    response = visitor.get("/search/?q=rock+bottom")
    first = response.context["results"][0]

    assert first.url.startswith(f"{MODULE}step-1-values/#slide-")
    assert "Stigma" in first.title
    assert first.module_title == "Collaborating to Serve Parents with Substance Use Disorders"


@pytest.mark.parametrize(
    "query", ["", "   ", "%00", "\U0001f600", "a" * 5000, "<script>", "' OR 1", "*"]
)
def test_search_answers_anything_that_is_typed(visitor, query):
    response = visitor.get("/search/", {"q": query})

    assert response.status_code == 200
    assert b"<script>" not in response.content.replace(b'<script type="module"', b"")
    assert visitor.get("/search/", {"q": "treatment", "page": "x"}).status_code == 200


def test_an_answer_stays_closed_until_the_learner_asks_for_it(visitor):
    words = "Family strengths and protective factors"

    lesson = text_of(visitor.get(LESSON))
    assert words not in lesson
    assert f'href="{ANSWER}"' in lesson

    answer = text_of(visitor.get(ANSWER))
    assert words in answer
    assert f'href="{LESSON}#slide-treatment-providers-need"' in answer


def test_only_answers_have_an_address_of_their_own(visitor):
    assert visitor.get(f"{LESSON}answers/confidentiality/").status_code == 404
    assert visitor.get(f"{LESSON}answers/nothing/").status_code == 404


def test_an_answer_of_a_lesson_that_is_private_is_private_too(visitor):
    page = LessonPage.objects.get(slug="step-3-information-sharing")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    for url in (LESSON, ANSWER):
        assert visitor.get(url).status_code == 302
    assert all(
        "step-3" not in one.url for one in visitor.get("/search/?q=release").context["results"]
    )


@pytest.mark.parametrize(
    "url", ["/nothing/", f"{MODULE}nothing/", f"{LESSON}nothing/", "/go/999999/"]
)
def test_an_address_that_is_not_there_gets_a_page_that_helps(visitor, url):
    response = visitor.get(url)

    assert response.status_code == 404
    assert 'href="/modules/"' in response.content.decode()


def test_a_link_to_a_page_survives_its_moving(visitor):
    page = LessonPage.objects.get(url_path__endswith="/module-7/opening/")

    assert visitor.get(f"/go/{page.pk}/")["Location"] == f"{MODULE}opening/"
    page.slug = "beginning"
    page.save_revision().publish()
    assert visitor.get(f"/go/{page.pk}/")["Location"] == f"{MODULE}beginning/"


def test_a_lesson_is_light(visitor):
    """60 KB over the wire without pictures, 15 KB of it script, in 8 requests at most.

    Static files are counted as development sends them, whole; production compresses them too.
    """
    for url in lesson_urls():
        response = visitor.get(url, headers={"accept-encoding": "gzip"})
        page = gzip.decompress(response.content).decode()
        links = re.findall(r'<link rel="stylesheet" href="([^"]+)"|src="([^"]+\.js)"', page)
        sizes = {}
        for link in {next(filter(None, pair)) for pair in links}:
            asset = visitor.get(link)
            assert asset.status_code == 200, link
            sizes[link] = len(b"".join(asset.streaming_content))
        script = sum(size for link, size in sizes.items() if link.endswith(".js"))
        assert len(response.content) + sum(sizes.values()) < 60_000, (url, sizes)
        assert script < 15_000
        assert len(sizes) + 1 <= 8


def queries_of(visitor: Client, url: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert visitor.get(url).status_code == 200
    return len(queries)


def test_a_lesson_takes_at_most_twelve_queries_cold_and_none_for_each_slide(visitor):
    counts = {url: queries_of(visitor, url) for url in lesson_urls()}

    assert max(counts.values()) <= 12, counts
    page = module_get("module-7").lesson_pages[1]
    stream = page.slides.get_prep_value()
    page.slides = [
        {**child, "id": f"{child['id']}-{copy}"} for copy in range(4) for child in stream
    ]
    page.save_revision().publish()
    longer = queries_of(visitor, f"{MODULE}{page.slug}/")
    assert longer <= counts[f"{MODULE}{page.slug}/"]


def test_pages_for_all_carry_nothing_personal(visitor, learner_client):
    """So that they can be kept whole for every visitor."""
    for url in ("/", MODULE, LESSON):
        anonymous = visitor.get(url)
        assert "Cookie" not in anonymous.get("Vary", "") or not anonymous.cookies
        assert not anonymous.cookies
        assert "csrfmiddlewaretoken" not in anonymous.content.decode()
        assert anonymous.content == learner_client.get(url).content
