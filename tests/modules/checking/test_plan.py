"""Rules of `check_content` for a module as a whole, and for the ids of its parts."""

import pytest

from tests.modules.checking.content import (
    FACTS,
    MODULE,
    broken,
    corpus,
    slide,
)


def test_an_id_that_was_published_must_stay(tmp_path):
    kept = "m1 lesson one\nm1 slide s1\nm1 slide s2\n"

    assert broken("ids", corpus(tmp_path, **{"ids.txt": kept})) == []
    gone = broken("ids", corpus(tmp_path, slide(1), slide(3), **{"ids.txt": kept}))
    assert gone[0].startswith(
        "ids.txt: has 'm1 slide s2', which is gone. Give the part its id again"
    )


def test_an_id_is_recorded_once(tmp_path):
    twice = "m1 slide s1\nm1 slide s1\n"

    assert "twice" in broken("ids", corpus(tmp_path, **{"ids.txt": twice}))[0]


def test_ids_of_prompts_lists_and_exercises_last_too(tmp_path):
    kept = "m1 prompt p\nm1 list three\nm1 item three.one\nm1 exercise three\n"
    prompt = slide(1) + "\n## Prompt: ask, whole room, 1 minute {#p}\n\nWho?\n"
    lists = {
        "m1/lists/three.yaml": "id: three\nitems:\n  - id: three.one\n",
        "m1/lists/exercises.yaml": "module: m1\nexercises:\n  - key: three\n",
    }

    there = corpus(tmp_path / "a", prompt, slide(2), **lists, **{"ids.txt": kept})
    gone = corpus(tmp_path / "b", **{"ids.txt": kept})

    assert broken("ids", there) == []
    assert len(broken("ids", gone)) == 4


def test_minutes_add_up(tmp_path):
    off = broken("minutes", corpus(tmp_path, slide(1), slide(2, minutes=51)))

    assert broken("minutes", corpus(tmp_path / "good")) == []
    assert off == [
        "m1/module.md:1: declares 100 minutes; its slides add up to 101. "
        "Plan the slides anew, or declare what they add up to."
    ]


@pytest.mark.parametrize(
    ("minutes", "is_right"), [(99, False), (100, True), (130, True), (131, False)]
)
def test_a_module_takes_about_two_hours(tmp_path, minutes, is_right):
    head = MODULE.replace("minutes: 100", f"minutes: {minutes}")
    slides = [slide(1, minutes=60), slide(2, minutes=39), slide(3, minutes=minutes - 99)]

    found = broken("minutes", corpus(tmp_path, *slides, **{"m1/module.md": head}))

    assert (found == []) is is_right


def test_an_objective_is_taught_by_two_slides(tmp_path):
    once = slide(2).replace("teaches: 1\n", "")

    assert broken("objectives", corpus(tmp_path / "good")) == []
    assert broken("objectives", corpus(tmp_path, slide(1), once)) == [
        "m1/module.md:1: teaches objective 1 on 1 slides. Write 'teaches: 1' under the headings of "
        "the slides that work toward it, at least 2."
    ]


def test_a_module_and_its_facts_say_when_they_were_reviewed(tmp_path):
    undated = MODULE.replace("reviewed: 2026-11-22\nreview_every: 12 months\n", "")
    facts = FACTS.partition("12 months\n")[2]

    found = broken("review", corpus(tmp_path, **{"m1/module.md": undated, "facts/m1.yaml": facts}))

    assert [one.partition(" ")[0] for one in found] == ["m1/module.md:1:", "facts/m1.yaml:1:"]
    assert broken("review", corpus(tmp_path / "good")) == []


def test_a_date_of_review_that_cannot_be_read_is_named(tmp_path):
    wrong = MODULE.replace("2026-11-22", "last week")

    assert "no date" in broken("review", corpus(tmp_path, **{"m1/module.md": wrong}))[0]


def test_plans_name_slides_that_are_there_and_add_up(tmp_path):
    text = "plans:\n  - {key: brown-bag, title: B, purpose: P, slides: [s1, s3]}\n"
    good = text.replace(", s3]", "], minutes: {s1: 45}")

    found = broken("plans", corpus(tmp_path, **{"m1/plans.yaml": text}))

    assert broken("plans", corpus(tmp_path / "none")) == []
    assert broken("plans", corpus(tmp_path / "good", **{"m1/plans.yaml": good})) == []
    assert found == [
        "m1/plans.yaml:2: The plan 'brown-bag' adds up to 50 minutes; it promises 45. Take slides "
        "in or out, or plan other minutes.",
        "m1/plans.yaml:2: There is no slide 's3' in this module. Write the id of a slide of this "
        "module.",
    ]
