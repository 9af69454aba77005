"""The reader of `plans.yaml`, alone and against its module."""

from pathlib import Path

import pytest

from modules import checks
from modules.content_folder import CONTENT
from modules.document import Activity, Lesson, Module, Prompt, Purpose, Slide
from modules.plans import (
    Plan,
    PlanKey,
    PlannedBreak,
    planned_minutes,
    planned_slides,
    plans_by_module,
    read_plans,
)
from modules.problems import ContentError

MODULE = Module(
    id="m1",
    slug="m1",
    number=1,
    title="M",
    lessons=(
        Lesson(
            "one",
            "One",
            (
                Slide("open", "Open", minutes=5),
                Slide("ask", "Ask", minutes=40, activity=Activity("list-recall", "k")),
                Slide("told", "Told", minutes=15),
            ),
        ),
        Lesson(
            "two",
            "Two",
            (
                Slide("answer", "Answer", minutes=20, reveals="k"),
                Slide(
                    "talk",
                    "Talk",
                    minutes=30,
                    prompts=(Prompt("p", Purpose.ASK, "Who?", minutes=10),),
                ),
                Slide("close", "Close", minutes=10),
            ),
        ),
    ),
)
"""Two lessons of an hour each; the second shows the answers to what the first asks."""

GOOD = """\
reviewed: 2026-11-28
review_every: 12 months
plans:
  - key: brown-bag
    title: Brown-bag
    purpose: For lunch.
    slides: [open, talk, close]
    optional: [close]
  - key: two-hours
    title: Two hours
    purpose: Nearly everything.
    lessons: [one]
    slides: [answer, talk, close]
    without: [close]
    minutes:
      talk: 25
    breaks:
      - after: answer
        minutes: 15
        title: Coffee
"""


def folder(tmp_path: Path, text: str) -> Path:
    found = tmp_path / "m1"
    found.mkdir(exist_ok=True)
    (found / "plans.yaml").write_text(text, encoding="utf-8")
    return found


def problems(tmp_path: Path, text: str, module: Module | None = MODULE) -> list[str]:
    try:
        read_plans(folder(tmp_path, text), module)
    except ContentError as error:
        return [str(problem) for problem in error.problems]
    return []


def test_plans_are_read_in_the_order_that_all_modules_have(tmp_path):
    two_hours, brown_bag = read_plans(folder(tmp_path, GOOD), MODULE)

    assert two_hours == Plan(
        PlanKey.TWO_HOURS,
        "Two hours",
        "Nearly everything.",
        lessons=("one",),
        slides=("answer", "talk", "close"),
        without=("close",),
        minutes=(("talk", 25),),
        breaks=(PlannedBreak("answer", 15, "Coffee"),),
    )
    assert (brown_bag.key, brown_bag.optional) == (PlanKey.BROWN_BAG, ("close",))


def test_a_plan_comes_to_its_slides_minutes_and_breaks(tmp_path):
    plan = read_plans(folder(tmp_path, GOOD))[0]

    found = [(one.slide.id, one.lesson.id, one.minutes) for one in planned_slides(plan, MODULE)]

    assert found == [
        ("open", "one", 5),
        ("ask", "one", 40),
        ("told", "one", 15),
        ("answer", "two", 20),
        ("talk", "two", 25),
    ]
    assert planned_minutes(plan, MODULE) == 120


def test_a_plan_that_names_neither_lessons_nor_slides_takes_all(tmp_path):
    text = "plans:\n  - {key: brown-bag, title: B, purpose: P, without: [close]}\n"

    (plan,) = read_plans(folder(tmp_path, text))

    assert plan.takes_all
    assert len(planned_slides(plan, MODULE)) == 5


def test_a_module_needs_no_file(tmp_path):
    assert read_plans(tmp_path) == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("plans:", "plan:", "m1/plans.yaml:3: 'plan' means nothing here."),
        ("plans:", "plans: none\nothers:", "'plans' is not a list. Begin each member with '- '."),
        ("purpose: For lunch.", "aim: x", "m1/plans.yaml:6: 'aim' means nothing here."),
        ("    purpose: For lunch.\n", "", "m1/plans.yaml:4: 'purpose' is missing."),
        ("key: brown-bag", "key: lunch", "m1/plans.yaml:4: 'lunch' is no plan. Known are: two-h"),
        ("key: brown-bag", "key: two-hours", "m1/plans.yaml:9: The plan 'two-hours' is there twi"),
        ("talk: 25", "talk: 2½", "m1/plans.yaml:16: '2½' is no number of minutes. Write 0 to 120."),
        ("talk: 25", "talk: 121", "m1/plans.yaml:16: '121' is no number of minutes."),
        ("talk: 25", "talk: 120000", "m1/plans.yaml:16: '120000' is no number of minutes."),
        ("talk: 25", "talk:", "'talk' is empty."),
        ("talk: 25", "talk: 25\n      talk: 5", "m1/plans.yaml:17: 'talk' stands here twice."),
        ("\n      talk: 25", " 25", "m1/plans.yaml:15: 'minutes' names no slide."),
        ("minutes: 15", "minutes: 0", "m1/plans.yaml:18: '0' is no number of minutes. Write 1 to"),
        ("        minutes: 15\n", "", "m1/plans.yaml:18: 'minutes' is missing."),
        ("title: Coffee", "titel: Coffee", "m1/plans.yaml:20: 'titel' means nothing here."),
        ("title: Coffee", f"title: {'x' * 81}", "m1/plans.yaml:18: The title is too long."),
        ("slides: [answer,", "slides: [talk,", "'talk' stands here twice."),
    ],
)
def test_the_files_own_mistakes_are_named(tmp_path, old, new, message):
    text = GOOD.replace(old, new, 1)

    assert problems(tmp_path, GOOD, None) == []
    assert any(message in one for one in problems(tmp_path, text, None))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[one]", "[ane]", "m1/plans.yaml:12: There is no lesson 'ane' in this module. Is it"),
        ("[open, talk,", "[xyz, talk,", "m1/plans.yaml:7: There is no slide 'xyz' in this modul"),
        ("without: [close]", "without: [clos]", "m1/plans.yaml:14: There is no slide 'clos'"),
        ("optional: [close]", "optional: [closed]", "m1/plans.yaml:8: There is no slide 'closed'"),
        ("talk: 25", "tolk: 25", "m1/plans.yaml:16: There is no slide 'tolk' in this module. Is"),
        ("after: answer", "after: anser", "m1/plans.yaml:18: There is no slide 'anser'"),
        ("optional: [close]", "without: [told]", "m1/plans.yaml:8: 'told' is not in anyway."),
        ("optional: [close]", "optional: [told]", "m1/plans.yaml:8: 'told' is not in this plan."),
        ("talk: 25", "close: 25", "m1/plans.yaml:16: 'close' is not in this plan."),
        ("after: answer", "after: close", "m1/plans.yaml:18: 'close' is not in this plan."),
        ("after: answer", "after: talk", "m1/plans.yaml:18: The break comes behind the last"),
        ("talk: 25", "talk: 24", "m1/plans.yaml:9: The plan 'two-hours' adds up to 119 minutes; it "
                                 "promises 120. Take slides in or out, or plan other minutes."),
        ("talk: 25", "talk: 9", "m1/plans.yaml:16: 'talk' has a prompt of 10 minutes."),
        ("[open, talk,", "[answer, talk,", "m1/plans.yaml:4: 'answer' shows the answers to 'k', "
                                           "but the plan does not ask. Take in the slide that"),
        ("without: [close]", "without: [close]\n    optional: [ask]",
         "m1/plans.yaml:9: 'answer' would be left without its question, which is optional."),
        ("    breaks:\n      - after: answer\n        minutes: 15\n        title: Coffee\n", "",
         "m1/plans.yaml:9: Two hours have no break."),
    ],
)  # fmt: skip
def test_what_does_not_fit_the_module_is_named(tmp_path, old, new, message):
    text = GOOD.replace(old, new, 1)

    assert problems(tmp_path, GOOD) == []
    assert any(message in one for one in problems(tmp_path, text))
    assert problems(tmp_path, text, None) == [], "an editor may have changed the module"


HALVES = """\
plans:
  - {key: first-half, title: F, purpose: P, lessons: [one]}
  - {key: second-half, title: S, purpose: P, lessons: [two], slides: [ask], minutes: {ask: 0}}
"""


def test_two_halves_cover_the_module(tmp_path):
    fewer = HALVES.replace(
        "lessons: [one]}", "lessons: [one], without: [told], minutes: {ask: 55}}"
    )
    one = "\n".join(HALVES.splitlines()[:2])

    assert problems(tmp_path, HALVES) == []
    assert problems(tmp_path, fewer) == [
        "m1/plans.yaml:3: Neither half shows told. Together they cover the module."
    ]
    assert problems(tmp_path, one) == [
        "m1/plans.yaml:2: There is only 'first-half'. Write both halves, or none."
    ]


@pytest.mark.parametrize(
    ("minutes", "is_right"), [(34, False), (35, True), (45, True), (46, False)]
)
def test_a_half_takes_about_an_hour(tmp_path, minutes, is_right):
    text = HALVES.replace("lessons: [one]}", f"lessons: [one], minutes: {{ask: {minutes}}}}}")

    assert (problems(tmp_path, text) == []) is is_right


def test_the_plans_that_ship_are_read_once_for_all_modules():
    found = plans_by_module()

    assert {"module1", "module2", "module3", "module7"} <= set(found)
    assert found is plans_by_module()


def test_broken_plans_are_said_at_start(tmp_path, monkeypatch):
    assert checks.check_ready_made_plans(None) == []
    broken = folder(tmp_path, GOOD.replace("brown-bag", "lunch", 1))
    monkeypatch.setattr(checks, "plans_by_module", lambda: read_plans(broken))

    (error,) = checks.check_ready_made_plans(None)

    assert error.id == "modules.E001"
    assert error.msg == "m1/plans.yaml:4: 'lunch' is no plan."


def test_the_example_for_authors_is_one(tmp_path):
    guide = (CONTENT / "README.md").read_text(encoding="utf-8")
    example = guide.partition("## plans.yaml")[2].partition("```yaml\n")[2].partition("```")[0]

    plans = read_plans(folder(tmp_path, example))

    assert [plan.key for plan in plans] == [PlanKey.TWO_HOURS, PlanKey.BROWN_BAG]
