"""The practice library: its files, its pages, its chart and its map."""

import re
import shutil

import pytest
from bs4 import BeautifulSoup

from modules.document import Slide
from modules.practice.entries import read_library
from modules.practice.selectors import FOLDER, library_get
from modules.problems import ContentError
from modules.selectors import module_document

pytestmark = pytest.mark.django_db


def page_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


# Files


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "practice")


def test_the_library_holds_a_program_a_policy_and_a_procedure():
    kinds = [(entry.id, entry.kind) for entry in library_get().entries]
    assert kinds == [
        ("start", "Model program"),
        ("cstar-family-conference", "Local policy"),
        ("county-referrals", "Local procedure"),
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "path", "said"),
    [
        ("start.md", "id: start\n", "id: other\n", "start.md", "has the id 'other'"),
        ("start.md", "order: 1", "order: first", "start.md", "'order: first'"),
        ("start.md", "kind: Model program", "colour: x", "start.md", "has 'colour:'"),
        ("start.md", "kind: Model program", "kind:", "start.md", "has no 'kind'"),
        ("start.md", "## Goals {#goals}", "## Goals", "start.md", "without an id"),
        ("start.md", "{#goals}", "{#model}", "start.md", "without an id of its own"),
        ("start.md", "\nSource: [@tive", "\nFrom: [@tive", "start.md", "without a source"),
        ("start.md", "[@start-page]", "[@nobody]", "start.md", "cites 'nobody'"),
        ("start.md", "chart: start-", "graph: start-", "start.md", "has 'graph:'"),
        ("start.md", "chart: start-", "chart: no-", "no-outcomes.yaml", "cannot be read"),
        ("start.md", "#seven-strategies", "", "start.md", "names the slide"),
        ("start.md", "::: columns", "::: pillars", "start.md", "opens '::: pillars'"),
        ("start-outcomes.yaml", "value: 66", "value: many", "start-outcomes.yaml", "value: many"),
        ("start-outcomes.yaml", "value: 66", "value: 660", "start-outcomes.yaml", "past the scale"),
        ("start-outcomes.yaml", "scale: 100", "scale: 0", "start-outcomes.yaml", "scale: 0"),
        (
            *("start-outcomes.yaml", "    compared: >-\n      Compared with women", "    note: x"),
            *("start-outcomes.yaml", "'compared' is missing"),
        ),
        (
            *("county-referrals-map.yaml", "who: visits", "who: nobody"),
            *("county-referrals-map.yaml", "the role 'nobody'"),
        ),
        (
            *("county-referrals-map.yaml", "id: visits", "id: er"),
            *("county-referrals-map.yaml", "has the role 'er'"),
        ),
        (
            *("county-referrals-map.yaml", "with: [parents]", "with: [er]"),
            *("county-referrals-map.yaml", "'parents' without a step"),
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_file_and_remedy(folder, name, old, new, path, said):
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as error:
        read_library(folder)
    problem = next(one for one in error.value.problems if said in one.message)
    assert problem.path == f"practice/{path}"
    assert problem.remedy


def test_an_unchanged_copy_reads_the_same(folder):
    assert read_library(folder) == library_get()


def test_an_empty_folder_is_no_library(tmp_path):
    with pytest.raises(ContentError, match="has no entry"):
        read_library(tmp_path)


def test_slides_and_entries_lead_to_each_other():
    slides = {
        f"{module}/{lesson.id}#{slide.id}": slide
        for module in ("module-1", "module-2", "module-3", "module-7")
        for lesson in module_document(module).lessons
        for slide in lesson.slides
    }
    calling = {
        (place, entry_id)
        for place, slide in slides.items()
        for entry_id in re.findall(r"/practice/([a-z-]+)/", words_of(slide))
    }
    assert calling == {(s, entry.id) for entry in library_get().entries for s in entry.slides}


def words_of(slide: Slide) -> str:
    return repr((slide.body, slide.talking_points))


# Pages


def test_each_entry_has_its_page_and_the_list_leads_there(client):
    links = [link["href"] for link in page_of(client, "/practice/").select(".practice-item a")]
    assert links == [f"/practice/{entry.id}/" for entry in library_get().entries]
    for link in links:
        page = page_of(client, link)
        ids = [element["id"] for element in page.select("[id]")]
        assert len(ids) == len(set(ids))
        targets = {target["href"][1:] for target in page.select('main a[href^="#"]')}
        assert targets <= set(ids)


def test_an_entry_that_is_not_there_is_not_found(client):
    assert client.get("/practice/start/").status_code == 200
    assert client.get("/practice/nothing/").status_code == 404


def test_an_entry_leads_to_the_slide_that_calls_for_it(client):
    page = page_of(client, "/practice/start/")
    link = page.find("a", string="Seven Collaborative Practice Strategies")
    lesson, _, anchor = link["href"].partition("#")
    assert page_of(client, lesson).select_one(f"#{anchor}") is not None


def test_a_slide_that_is_not_published_is_not_offered(client):
    from modules.models import LessonPage

    LessonPage.objects.get(slug="strategies-and-outcomes").unpublish()
    page = page_of(client, "/practice/start/")
    assert page.find("a", string="Seven Collaborative Practice Strategies") is None


def test_the_chart_names_who_is_compared_and_draws_to_scale(client):
    panels = page_of(client, "/practice/start/").select(".chart__panel")
    shares = [[float(bar["width"]) for bar in panel.select(".chart__share")] for panel in panels]
    assert shares == [[66, 36], [50, 100], [75], [40, 88.8]]
    said = [panel.select_one(".chart__compared").get_text() for panel in panels]
    assert "not in START" in said[0]
    assert "matched group" in said[1]
    assert "No comparison group" in said[2]


def test_the_later_rating_stands_in_an_editors_note(client):
    note = page_of(client, "/practice/start/").select_one(".aside--editor").get_text()
    assert "supported" in note
    assert "December 2022" in note
    body = page_of(client, "/practice/start/").select_one("#model").get_text()
    assert "supported" not in body


def test_the_map_says_who_when_what_and_where_it_is_recorded(client):
    page = page_of(client, "/practice/county-referrals/")
    steps = page.select(".map-step")
    assert [step["value"] for step in steps] == [str(n) for n in range(1, 9)]
    assert all({"Who", "When", "What"} <= labels_of(step) for step in steps)
    recorded = [step for step in steps if "Recorded" in labels_of(step)]
    assert "6169 link" in recorded[0].get_text()
    assert "date of birth" in recorded[1].get_text()
    assert len(page.select(".map__dot")) == len(steps)


def labels_of(step):
    return {label.get_text() for label in step.select("dt")}


def test_the_family_conference_says_what_is_family_therapy_instead(client):
    text = page_of(client, "/practice/cstar-family-conference/").select_one("main").get_text()
    for words in ("eight units a week", "must be present", "does not replace family therapy"):
        assert words in " ".join(text.split())


@pytest.mark.parametrize(
    ("query", "entry"),
    [("sobriety treatment", "start"), ("family conference units", "cstar-family-conference")],
)
def test_an_entry_is_found_by_its_words(client, query, entry):
    links = [a["href"] for a in page_of(client, f"/search/?q={query}").select(".result a")]
    assert f"/practice/{entry}/" in links
    assert f"/practice/{entry}/" not in client.get("/search/?q=zzzz").content.decode()
