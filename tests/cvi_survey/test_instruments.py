"""Instruments are data: read, checked, and the same as what the slide quotes."""

import pytest
from django.core.management import call_command

from cvi_survey import services
from cvi_survey.form_numbers import (
    STRETCH_SECONDS,
    Standing,
    number_hash,
    number_make,
    number_standing,
)
from cvi_survey.instruments import (
    Direction,
    instrument_as_dict,
    instrument_from_dict,
    instrument_list,
    instrument_read,
)
from modules.problems import ContentError
from modules.selectors import module_document
from tests.cvi_survey.rounds import WARM_UP

GOOD = services.INSTRUMENTS / "cvi-warm-up.yaml"


def edited(tmp_path, old, new):
    """The warm-up's file with something in it replaced."""
    text = GOOD.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / GOOD.name
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.django_db
def test_the_warm_up_holds_the_statements_of_slide_4_word_for_word():
    slide = next(one for one in module_document("module-7").slides if one.id == "values-inventory")

    assert [item.text for item in WARM_UP.items] == [block.text for block in slide.body]
    assert {item.citation for item in WARM_UP.items} == {"cff-2017"}
    assert slide.activity.key == WARM_UP.id
    assert (WARM_UP.scale[0], WARM_UP.scale[-1]) == ("Strongly disagree", "Strongly agree")


def test_an_instrument_is_kept_as_data_and_read_again():
    assert instrument_from_dict(instrument_as_dict(WARM_UP)) == WARM_UP
    with pytest.raises(ValueError):
        instrument_from_dict({**instrument_as_dict(WARM_UP), "schema": 99})


def test_a_falling_scale_is_offered_as_written_and_counted_from_disagreement(tmp_path):
    falling = instrument_read(edited(tmp_path, "direction: rising", "direction: falling"))

    assert falling.direction is Direction.FALLING
    assert falling.scale == WARM_UP.scale[::-1]
    assert [label for _place, label in falling.form_points] == list(WARM_UP.scale)
    assert [place for place, _label in falling.form_points] == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("version: 1", "version: one", 4, "version"),
        ("direction: rising", "direction: upward", 12, "which way"),
        ("  - Agree\n  - Strongly agree\n", "", 13, "four or five points"),
        ("  - Agree\n", "  - Yes\n", 17, "instead of words"),
        ("id: court", "id: treatment", 63, "more than once"),
        ("id: court", "id: The Courts", 65, "has the id 'The Courts'"),
        ("licence: >-", "license: >-", 73, "nothing reads"),
        ("id: cvi-warm-up", "id: other", 3, "has the id 'other'"),
        ("    short: A voice for treatment\n", "", 33, "items.1.short"),
        ("items:", "items: [", 0, "cannot be read"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line_and_a_remedy(tmp_path, old, new, line, said):
    path = edited(tmp_path, old, new)

    with pytest.raises(ContentError) as error:
        instrument_read(path)

    found = [one for one in error.value.problems if said in one.message]
    assert found
    assert all(one.remedy and one.path.endswith("/cvi-warm-up.yaml") for one in found)
    if line:
        assert line in {one.line for one in found}


def test_every_wrong_file_is_told_of_at_once(tmp_path):
    (tmp_path / "a.yaml").write_text("id: a\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("- list\n", encoding="utf-8")

    with pytest.raises(ContentError) as error:
        instrument_list(tmp_path)

    assert {one.path.rpartition("/")[2] for one in error.value.problems} == {"a.yaml", "b.yaml"}


@pytest.mark.django_db
def test_django_checks_the_instruments(tmp_path, monkeypatch):
    call_command("check", verbosity=0)
    edited(tmp_path, "version: 1", "version: one")
    monkeypatch.setattr(services.rounds, "INSTRUMENTS", tmp_path)

    with pytest.raises(Exception, match=r"cvi_survey\.E001"):
        call_command("check", verbosity=0)


KEY = b"a round's key"


def test_a_number_is_good_for_at_least_six_hours_and_at_most_twelve():
    start = 1000 * STRETCH_SECONDS
    for moment in (0, STRETCH_SECONDS / 2, STRETCH_SECONDS - 1):
        made = start + moment
        number = number_make(KEY, now=made)
        assert number_standing(KEY, number, now=made) is Standing.GOOD
        assert number_standing(KEY, number, now=made + STRETCH_SECONDS) is Standing.GOOD
        assert number_standing(KEY, number, now=made + 2 * STRETCH_SECONDS) is Standing.EXPIRED
        assert number_standing(KEY, number, now=made - 2 * STRETCH_SECONDS) is Standing.FORGED


def test_a_number_says_nothing_of_when_it_was_made():
    """The stretch of time is signed, not sent: all that is sent is random or a seal."""
    early = [number_make(KEY, now=0) for _ in range(50)]
    late = [number_make(KEY, now=10**9) for _ in range(50)]

    assert {len(number) for number in early + late} == {50}
    assert len(set(early + late)) == 100


@pytest.mark.parametrize("number", ["", ".", "x" * 50, "é" * 22 + "." + "a" * 27, "a" * 10_000])
def test_what_is_no_number_is_forged(number):
    assert number_standing(KEY, number, now=0) is Standing.FORGED


def test_a_number_of_another_round_or_with_a_letter_changed_is_forged():
    number = number_make(KEY, now=0)
    other = ("b" if number[0] == "a" else "a") + number[1:]

    assert number_standing(b"another", number, now=0) is Standing.FORGED
    assert number_standing(KEY, other, now=0) is Standing.FORGED
    assert number_hash(KEY, number) != number_hash(b"another", number)
