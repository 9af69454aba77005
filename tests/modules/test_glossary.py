"""The glossary: its files, its page, its terms in lessons and in the search."""

import shutil

import pytest
from bs4 import BeautifulSoup

from modules.glossary.entries import read_glossary
from modules.glossary.selectors import FOLDER, LessonTerms, glossary_get
from modules.problems import ContentError
from modules.selectors import module_document

STEP_3 = "/modules/module-7/step-3-information-sharing/"


def page_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


# Files


def test_the_glossary_has_about_a_hundred_sourced_terms():
    glossary = glossary_get()
    assert len(glossary.terms) >= 95
    assert all(term.sources and term.means for term in glossary.terms)
    assert glossary.reviewed == "2026-11-22"


def test_terms_come_in_the_order_of_the_alphabet_numbers_last():
    letters = [letter for letter, _ in glossary_get().letters]
    assert letters == [*sorted(letters[:-1]), "0–9"]


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "glossary")


def change(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_unchanged_copy_reads_the_same(folder):
    assert read_glossary(folder) == glossary_get()


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("recovery.yaml", "  - id: peer-support", "  - id: recovery", "'recovery' twice"),
        ("recovery.yaml", "id: peer-support", "id: Peer", "has the id 'Peer'"),
        ("recovery.yaml", "[necp]", "[nobody]", "names the source 'nobody'"),
        ("recovery.yaml", "sources: [necp]", "spanish: x", "'sources' is missing"),
        ("recovery.yaml", "see: [recovery]", "see: [nothing]", "'see nothing'"),
        ("recovery.yaml", "in_text: none", "in_text: never", "in_text: never"),
        ("recovery.yaml", "in_text: none", "in_text: [Peer Support]", "a form of"),
        ("recovery.yaml", "2026-11-22", "last week", "reviewed: last week"),
        ("recovery.yaml", "    term: recovery\n", "", "'term' is missing"),
        ("recovery.yaml", "    term: recovery\n", "    name: x\n", "'name' means nothing"),
        ("language.yaml", "[nida-relapse]", "[nobody]", "names the source 'nobody'"),
        ("references.yaml", "key: acf-ive", "key: Acf Ive", "has the key 'Acf Ive'"),
        ("references.yaml", "key: acf-ive", "key: spare", "'spare', which no entry names"),
        ("recovery.yaml", "area: Recovery", "area: [", "no YAML"),
    ],
)
def test_what_is_wrong_is_named_with_its_file_and_remedy(folder, name, old, new, said):
    change(folder, name, old, new)
    with pytest.raises(ContentError) as error:
        read_glossary(folder)
    problem = next(one for one in error.value.problems if said in one.message)
    assert problem.path == f"glossary/{name}"
    assert problem.remedy


def test_a_file_that_is_not_utf_8_is_named(folder):
    (folder / "recovery.yaml").write_bytes(b"area: \xff\xfe")
    with pytest.raises(ContentError, match=r"glossary/recovery\.yaml"):
        read_glossary(folder)


def test_an_empty_folder_is_no_glossary(tmp_path):
    with pytest.raises(ContentError):
        read_glossary(tmp_path)


def test_a_broken_glossary_is_said_at_start(folder, monkeypatch):
    from modules import checks

    assert checks.check_glossary_and_practice(None) == []
    change(folder, "recovery.yaml", "[necp]", "[nobody]")
    monkeypatch.setattr(checks, "glossary_get", lambda: read_glossary(folder))
    errors = checks.check_glossary_and_practice(None)
    assert [error.id for error in errors] == ["modules.E001"]
    assert "glossary/recovery.yaml" in errors[0].msg


# The page


def test_every_term_has_its_address_and_every_reference_its_entry(client):
    page = page_of(client, "/glossary/")
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {term.id for term in glossary_get().terms} <= set(ids)
    targets = {link["href"] for link in page.select('main a[href^="#"]')}
    assert {target.removeprefix("#") for target in targets} <= set(ids)


def test_an_entry_shows_names_meaning_relations_and_sources(client):
    entry = page_of(client, "/glossary/").select_one("#oud")
    assert "OUD" in entry.select_one("h3").get_text()
    assert entry.select_one("[lang=es]").get_text() == "trastorno por consumo de opioides"
    assert {"#moud", "#sud"} <= {link["href"] for link in entry.select("a")}
    assert entry.select_one(".citation a")["href"] == "#reference-pew-2020"


def test_words_to_leave_behind_stand_beside_what_to_say(client):
    words = page_of(client, "/glossary/").select(".wording")
    pairs = {word.select_one("q").get_text(): word.select(".wording__say q") for word in words}
    assert pairs["substance abuse"][0].get_text() == "substance use"


@pytest.mark.django_db
def test_the_glossary_takes_no_query(client, django_assert_num_queries):
    client.get("/glossary/")
    with django_assert_num_queries(0):
        client.get("/glossary/")


# In lessons


@pytest.mark.django_db
def test_a_lesson_marks_each_term_once_and_explains_it_on_the_page(client):
    page = page_of(client, STEP_3)
    marked = [link["href"].partition("#")[2] for link in page.select("[data-term]")]
    assert {"hipaa", "part-2", "redisclosure"} <= set(marked)
    assert len(marked) == len(set(marked))
    explained = {element["id"] for element in page.select(".lesson-terms [id]")}
    assert explained == {f"meaning-{term_id}" for term_id in marked}
    assert "As of November 2026" in page.select_one("#meaning-part-2").get_text()
    assert all(link["href"].startswith("/glossary/#") for link in page.select("[data-term]"))


@pytest.mark.django_db
def test_no_slide_of_module_7_has_more_than_three_marks_and_no_heading_has_any(client):
    for lesson in module_document("module-7").lessons:
        page = page_of(client, f"/modules/module-7/{lesson.id}/")
        assert all(len(slide.select("[data-term]")) <= 3 for slide in page.select(".slide"))
        assert not page.select(":is(h1, h2, h3, a, sup) [data-term]")


@pytest.mark.django_db
def test_a_lesson_asks_for_no_further_file_for_its_terms(client):
    page = page_of(client, STEP_3)
    styles = page.select("link[rel=stylesheet]")
    assert len(styles) == 6
    assert len(page.select("script[src]")) == 1


def test_a_lesson_in_another_language_is_not_marked():
    html = "<p>the case plan</p>"
    assert LessonTerms("es").mark(html) == html
    assert "data-term" in LessonTerms("en").mark(html)


def test_a_term_is_marked_in_the_first_slide_that_has_it():
    terms = LessonTerms()
    assert "data-term" in terms.mark("<p>stigma</p>")
    assert "data-term" not in terms.mark("<p>stigma</p>")
    assert [term.id for term in terms.terms] == ["stigma"]


# In the search


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "url"),
    [
        ("MOUD", "/glossary/#moud"),
        ("plan of safe care", "/glossary/#plan-of-safe-care"),
        ("naloxona", "/glossary/#naloxone"),
        ("family mentor", "/glossary/#family-mentor"),
    ],
)
def test_a_term_is_found_first_by_any_of_its_names(client, query, url):
    results = page_of(client, f"/search/?q={query}").select(".result a")
    assert results[0]["href"] == url


@pytest.mark.django_db
def test_words_of_no_term_find_none(client):
    assert "/glossary/#" not in client.get("/search/?q=zzzz").content.decode()


@pytest.mark.django_db
def test_modules_lead_to_the_glossary(client):
    links = {link["href"] for link in page_of(client, "/modules/module-7/").select("main a")}
    assert {"/glossary/", "/practice/"} <= links
