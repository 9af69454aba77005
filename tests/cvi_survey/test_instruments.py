"""Instruments are data: read, checked, and the same as what the slide quotes."""

import json

import pytest
import yaml
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cvi_survey import services
from cvi_survey.instruments import (
    Direction,
    instrument_as_dict,
    instrument_from_dict,
    instrument_from_text,
    instrument_list,
    instrument_read,
)
from modules.problems import ContentError, Problem
from modules.selectors import module_document
from tests.cvi_survey.rounds import WARM_UP

STARTER = next(one for one in services.instruments() if one.id == "cvi-starter")
FORM = """\
id: county-form
version: 3
languages: [en, es]
title: {en: Our form, es: Nuestro formulario}
introduction: {en: Read each., es: Lea cada una.}
direction: rising
scale:
  en: [Never, Seldom, Often, Always]
  es: [Nunca, Rara vez, A menudo, Siempre]
no_answer: {en: Prefer not to say, es: Prefiero no contestar}
sections:
  - id: one
    title: {en: First, es: Primera}
items:
  - id: trust
    section: one
    text: {en: We trust each other, es: Nos tenemos confianza}
  - id: time
    section: one
    citation: county-2026
    short: {en: Time, es: Tiempo}
    text: {en: We have time, es: Tenemos tiempo}
    about: {en: "Yours or theirs?", es: "¿De quién?"}
discussion: {en: ["What surprised you?"], es: ["¿Qué le sorprendió?"]}
systems:
  - id: court
    label: {en: Courts, es: Tribunales}
source: {en: The county, es: El condado}
licence: {en: Free, es: Libre}
"""
PLAIN = """\
id: plain-form
version: 1
language: en
title: Plain
introduction: Read.
direction: rising
scale:
- Strongly disagree
- Disagree
- Agree
- Strongly agree
no_answer: Prefer not to say
items:
- id: trust
  text: We trust each other
- id: time
  text: We have time
discussion: []
systems: []
source: The county
licence: Free
"""


def read(text: str, name: str = "form.yaml"):
    return instrument_from_text(text.encode(), name=name)


def problems_of(content: bytes) -> tuple[Problem, ...]:
    """What is wrong with a file; none if it can be read. Anything else than that fails."""
    try:
        instrument_from_text(content, name="form.yaml")
    except ContentError as error:
        return error.problems or pytest.fail("An error without a problem.")
    return ()


@pytest.mark.django_db
def test_the_warm_up_holds_the_statements_of_slide_4_word_for_word():
    slide = next(one for one in module_document("module-7").slides if one.id == "values-inventory")

    assert [item.text for item in WARM_UP.items] == [block.text for block in slide.body]
    assert {item.citation for item in WARM_UP.items} == {"cff-2017"}
    assert slide.activity.key == WARM_UP.id
    assert (WARM_UP.scale[0], WARM_UP.scale[-1]) == ("Strongly disagree", "Strongly agree")


def test_the_starter_inventory_is_whole_in_both_languages_and_says_what_it_is():
    assert len(STARTER.items) == 24
    assert len(STARTER.sections) == 6
    assert STARTER.languages == ("en", "es")
    for language, said in (("en", "has not been validated"), ("es", "no ha sido validado")):
        shown = STARTER.in_language(language)
        assert said in shown.notice
        assert len({item.text for item in shown.items}) == 24
        assert all(item.about and item.short != item.text for item in shown.items)
        assert len(shown.scale) == 5
    english, spanish = (STARTER.in_language(one) for one in ("en", "es"))
    for one, other in zip(english.items, spanish.items, strict=True):
        assert one.text != other.text
    assert not {item.text for item in STARTER.items} & {item.text for item in WARM_UP.items}


def test_a_form_of_several_languages_reads_as_one_instrument():
    form = read(FORM)
    spanish = form.in_language("es")

    assert form.languages == ("en", "es")
    assert [item.text for item in spanish.items] == ["Nos tenemos confianza", "Tenemos tiempo"]
    assert spanish.scale == ("Nunca", "Rara vez", "A menudo", "Siempre")
    assert spanish.sections[0].title == "Primera"
    assert spanish.item_ids == form.item_ids
    assert form.section_starts == {"trust": "First"}
    assert form.items[0].short == form.items[0].text
    assert form.system_labels("court") == {"en": "Courts", "es": "Tribunales"}
    assert form.in_language("fr") is form


def test_an_instrument_is_kept_as_data_and_read_again():
    for one in (WARM_UP, STARTER, read(FORM), read(PLAIN)):
        assert instrument_from_dict(json.loads(json.dumps(instrument_as_dict(one)))) == one
    with pytest.raises(ValueError):
        instrument_from_dict({**instrument_as_dict(WARM_UP), "schema": 99})


def test_copies_of_the_first_schema_can_still_be_read():
    """As rounds kept them before there were languages and sections."""
    plain = read(PLAIN)
    old = {**instrument_as_dict(plain), "schema": 1}
    for field in ("notice", "sections", "translations"):
        del old[field]

    assert instrument_from_dict(old) == plain


def test_a_falling_scale_is_offered_as_written_and_counted_from_disagreement():
    falling = read(FORM.replace("direction: rising", "direction: falling"))

    assert falling.direction is Direction.FALLING
    assert falling.scale == ("Always", "Often", "Seldom", "Never")
    assert [label for _place, label in falling.form_points] == list(falling.scale[::-1])
    assert [place for place, _label in falling.form_points] == [4, 3, 2, 1]
    assert falling.in_language("es").scale[0] == "Siempre"


@pytest.mark.parametrize(
    ("form", "old", "new", "line", "said"),
    [
        (PLAIN, "version: 1", "version: one", 2, "version"),
        (PLAIN, "direction: rising", "direction: upward", 6, "which way"),
        (PLAIN, "- Agree\n- Strongly agree\n", "", 7, "four or five points"),
        (PLAIN, "- Agree\n", "- Yes\n", 10, "instead of words"),
        (PLAIN, "id: time", "id: trust", 14, "more than once"),
        (PLAIN, "id: time", "id: The Time", 16, "has the id 'The Time'"),
        (PLAIN, "id: time", "id: system", 16, "has the id 'system'"),
        (PLAIN, "id: time", "id: [a]", 16, "has the id"),
        (PLAIN, "licence: Free", "license: Free", 21, "nothing reads"),
        (PLAIN, "  text: We have time\n", "", 16, "items.1.text"),
        (PLAIN, "We have time", "x" * 1001, 17, "too long"),
        (PLAIN, "We have time", '"a\\0b"', 17, "a character that is none"),
        (PLAIN, "We have time", '"\\ud800"', 17, "a character that is none"),
        (PLAIN, "language: en", "language: fr", 3, "has the language 'fr'"),
        (PLAIN, "language: en\n", "", 1, "does not say its language"),
        (PLAIN, "Plain", "{en: Plain, es: Llano}", 4, "nothing reads"),
        (PLAIN, "text: We have time", "section: one\n  text: x", 17, "has the section 'one'"),
        (PLAIN, "version: 1", "version: 1\nversion: 2", 3, "twice"),
        (PLAIN, "title: Plain", "title: &t Plain\nlicense: *t", 4, "has a reference"),
        (PLAIN, "title: Plain", "title: 2026-13-45", 1, "cannot be read"),
        (PLAIN, "items:", "items: [", 14, "cannot be read"),
        (PLAIN, PLAIN, "- list\n", 1, "holds no fields"),
        (PLAIN, PLAIN, "", 1, "holds no fields"),
        (FORM, "  es: [Nunca, Rara vez, A menudo, Siempre]\n", "", 7, "nothing in 'es'"),
        (FORM, "Nunca, Rara", "Rara", 9, "four or five points"),
        (FORM, "A menudo, Siempre", "A menudo, Siempre, Ya", 7, "unlike length"),
        (FORM, "A menudo, Siempre", "siempre, Siempre", 9, "same label"),
        (FORM, "{en: We have time, es: Tenemos tiempo}", "We have time", 22, "every language"),
        (FORM, "{en: Time, es: Tiempo}", "{en: Time}", 21, "nothing in 'es'"),
        (FORM, "[en, es]", "[en, en]", 3, "twice"),
        (FORM, "[en, es]", "[]", 3, "no list of languages"),
        (FORM, "[en, es]", "en", 3, "no list of languages"),
        (FORM, "section: one\n    citation", "section: two\n    citation", 19, "its section"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line_and_a_remedy(form, old, new, line, said):
    assert old in form or old == form
    problems = problems_of(form.replace(old, new).encode())

    found = [one for one in problems if said in one.message]
    assert found, problems
    assert all(one.remedy and one.path == "form.yaml" for one in found)
    assert line in {one.line for one in found}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04\x14\x00\x06\xff\xfe", "not UTF-8"),
        ("id: é".encode("utf-16"), "not UTF-8"),
        (b"\x00" * 100, "cannot be read"),
        (b"a: " * 300_000, "too large"),
        (b"[" * 5_000, "cannot be read"),
        (b"a: &a [x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n", "has a reference"),
        (b"a: &a [*a]", "has a reference"),
    ],
)
def test_what_is_no_form_at_all_is_told_so(content, said):
    assert any(said in one.message for one in problems_of(content))


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm():
    marked = instrument_from_text(b"\xef\xbb\xbf" + FORM.encode(), name="form.yaml")
    windows = instrument_from_text(FORM.replace("\n", "\r\n").encode(), name="form.yaml")

    assert marked == windows == read(FORM)


def test_sections_stand_side_by_side_and_in_order():
    two = FORM.replace("items:", "  - id: two\n    title: {en: B, es: Be}\nitems:")
    assert "without any" in problems_of(two.encode())[0].message
    third = "  - {id: more, section: %s, text: {en: More, es: Más}}\ndiscussion:"
    fine = two.replace("discussion:", third % "two")
    assert read(fine).sections[1].items == ("more",)
    torn = fine.replace("section: one\n    citation", "section: two\n    citation")
    torn = torn.replace("section: two, text", "section: one, text")
    assert "in several pieces" in problems_of(torn.encode())[0].message
    turned = fine.replace("section: one", "section: x").replace("section: two", "section: one")
    turned = turned.replace("section: x", "section: two")
    assert "in another order" in problems_of(turned.encode())[0].message


WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1)
WORDS = WORDS.map(lambda text: " ".join(text.split())[:70]).filter(bool)
IDS = st.from_regex(r"[a-z][a-z0-9]{0,10}(-[a-z0-9]{1,8})?", fullmatch=True)


@st.composite
def forms(draw):
    """The data of a good form, in one language or two, with sections or without."""
    languages = draw(st.sampled_from([["en"], ["es"], ["en", "es"], ["es", "en"]]))

    def words(strategy=WORDS):
        if len(languages) == 1:
            return draw(strategy)
        return {code: draw(strategy) for code in languages}

    points = draw(st.sampled_from([4, 5]))
    labels = st.lists(WORDS, min_size=points, max_size=points, unique_by=str.casefold)
    names = st.lists(IDS.filter(lambda name: name not in {"number", "system"}), unique=True)
    data = {
        "id": draw(IDS),
        "version": draw(st.integers(1, 99)),
        "direction": draw(st.sampled_from(list(map(str, Direction)))),
        "scale": words(labels),
        "discussion": words(st.lists(WORDS, max_size=2)),
        "items": [
            {"id": name, **{field: words() for field in ("short", "text", "about")}}
            for name in draw(names.filter(bool))
        ],
        "systems": [{"id": name, "label": words()} for name in draw(names)][:12],
        **{field: words() for field in ("title", "introduction", "no_answer")},
        **{field: words() for field in ("source", "licence")},
    }
    data |= {"languages": languages} if len(languages) > 1 else {"language": languages[0]}
    if draw(st.booleans()):
        data["sections"] = [{"id": "only", "title": words()}]
        data["items"] = [{**item, "section": "only"} for item in data["items"]]
    return data


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(forms())
def test_every_good_form_is_read_kept_and_read_again_as_written(data):
    form = read(yaml.safe_dump(data, allow_unicode=True))

    assert instrument_from_dict(json.loads(json.dumps(instrument_as_dict(form)))) == form
    for code in form.languages:
        shown = form.in_language(code)
        said = [item["text"] for item in data["items"]]
        assert [item.text for item in shown.items] == [
            one[code] if isinstance(one, dict) else one for one in said
        ]
        labels = data["scale"][code] if isinstance(data["scale"], dict) else data["scale"]
        assert [label for _place, label in shown.form_points] == labels


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_however_a_file_is_damaged_each_problem_has_its_line_and_a_remedy(data):
    """Lines dropped, doubled, cut, exchanged, or replaced by what people type."""
    lines = FORM.splitlines()
    for _edit in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        other = data.draw(st.integers(0, len(lines) - 1))
        junk = data.draw(st.sampled_from(["", "- ", "x: 1", "  - [1, {a: b}]", "~", "? [a]", "'"]))
        change = data.draw(st.sampled_from(["drop", "double", "cut", "swap", "junk", "value"]))
        if change == "drop" and len(lines) > 1:
            del lines[at]
        elif change == "double":
            lines.insert(at, lines[other])
        elif change == "cut":
            lines[at] = lines[at][: data.draw(st.integers(0, 40))]
        elif change == "swap":
            lines[at], lines[other] = lines[other], lines[at]
        elif change == "junk":
            lines[at] = junk
        elif change == "value":
            lines[at] = lines[at].partition(":")[0] + ": " + junk
    text = "\n".join(lines)

    for problem in problems_of(text.encode()):
        assert 1 <= problem.line <= max(1, text.count("\n") + 1)
        assert problem.message.endswith(".")
        assert problem.remedy.endswith((".", "?", "]."))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_whatever_the_bytes_are_they_are_told_what_is_wrong(content):
    assert all(problem.line >= 1 and problem.remedy for problem in problems_of(content))


def test_every_wrong_file_is_told_of_at_once(tmp_path):
    (tmp_path / "a.yaml").write_text("id: a\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("- list\n", encoding="utf-8")
    (tmp_path / "plain-form.yaml").write_text(PLAIN, encoding="utf-8")

    with pytest.raises(ContentError) as error:
        instrument_list(tmp_path)

    assert {one.path.rpartition("/")[2] for one in error.value.problems} == {"a.yaml", "b.yaml"}
    assert instrument_read(tmp_path / "plain-form.yaml") == read(PLAIN)
    (tmp_path / "c.yaml").write_text(PLAIN, encoding="utf-8")
    with pytest.raises(ContentError) as error:
        instrument_read(tmp_path / "c.yaml")
    assert "has the id 'plain-form'" in str(error.value)


@pytest.mark.django_db
def test_django_checks_the_instruments(tmp_path, monkeypatch):
    call_command("check", verbosity=0)
    wrong = PLAIN.replace("version: 1", "version: one")
    (tmp_path / "plain-form.yaml").write_text(wrong, encoding="utf-8")
    monkeypatch.setattr(services.rounds, "INSTRUMENTS", tmp_path)

    with pytest.raises(Exception, match=r"cvi_survey\.E001"):
        call_command("check", verbosity=0)
