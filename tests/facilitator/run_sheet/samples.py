"""Modules and run-sheets to test with."""

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st

from facilitator.run_sheet import RunSheet, add_break, mark_optional, set_minutes, unchoose, whole
from modules.document import Activity, Layout, Lesson, Module, Prompt, Purpose, Slide


def slide(slide_id: str, minutes: int = 5, *, asks: str = "", answers: str = "") -> Slide:
    activity = Activity("list-recall", asks) if asks else None
    return Slide(slide_id, slide_id.upper(), minutes=minutes, activity=activity, reveals=answers)


def module_of(**lessons: list[Slide]) -> Module:
    """A module with these lessons, named as the arguments are."""
    made = tuple(Lesson(name, f"Lesson {name}", tuple(some)) for name, some in lessons.items())
    return Module(id="m", slug="m", number=1, title="M", lessons=made)


SMALL = module_of(
    one=[slide("a", 1), slide("b", 4)],
    two=[slide("question", 10, asks="list"), slide("answer", 5, answers="list")],
    three=[slide("c", 6), slide("d", 2), slide("z", 1)],
)
"""Seven slides in three lessons, 29 minutes."""

PROMPT = Prompt("p", Purpose.ASK, "Who?")
unhurried = settings(deadline=None)

_KEYS = st.sampled_from(("", "", "", "k1", "k2"))
_SLIDES = st.tuples(
    st.integers(0, 15),
    _KEYS,
    _KEYS,
    st.sampled_from([Layout.TEXT, Layout.TEXT, Layout.SECTION, Layout.TITLE]),
    st.sampled_from([(), (), (PROMPT,)]),
    st.booleans(),
)


@st.composite
def modules(draw: st.DrawFn, *, least: int = 0, most: int = 20) -> Module:
    """Modules of slides with every layout, prompts, activities, and answers in any order."""
    ids = draw(st.sampled_from([list, reversed]))(range(most))
    lessons: list[list[Slide]] = []
    drawn = draw(st.lists(_SLIDES, min_size=least, max_size=most))
    for number, (minutes, asks, answers, layout, prompts, begins) in zip(ids, drawn, strict=False):
        one = slide(f"s{number}", minutes, asks=asks, answers=answers)
        if not lessons or begins:
            lessons.append([])
        lessons[-1].append(replace(one, layout=layout, prompts=prompts))
    return module_of(**{f"lesson-{number}": some for number, some in enumerate(lessons)})


@st.composite
def planned(draw: st.DrawFn, *, least: int = 0) -> tuple[Module, RunSheet]:
    """A module, and a run-sheet that somebody has made of it."""
    module = draw(modules(least=least))
    ids = [one.id for one in module.slides]
    some = st.sets(st.sampled_from(ids)) if ids else st.just(set())
    run_sheet = mark_optional(unchoose(whole(module), draw(some)), draw(some))
    for one in draw(some):
        run_sheet = set_minutes(run_sheet, one, draw(st.integers(0, 30)))
    for after in sorted(draw(some))[:3]:
        title = draw(st.sampled_from(["", "Coffee", "Café & <b>"]))
        run_sheet = add_break(run_sheet, after, draw(st.integers(0, 20)), title)
    return module, replace(run_sheet, starts_at=draw(st.none() | st.integers(0, 1439)))
