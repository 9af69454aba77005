"""Documents to test with: one slide of every kind, and ways to vary a module."""

from dataclasses import replace

from hypothesis import strategies as st

from modules.document import (
    Activity,
    Bullets,
    Callout,
    Column,
    Columns,
    Definition,
    Divider,
    EditorNote,
    Layout,
    Lesson,
    ListItem,
    Mode,
    Module,
    Numbered,
    Paragraph,
    Picture,
    Prompt,
    Purpose,
    Quotation,
    Reference,
    Resource,
    Slide,
    Statistic,
    Step,
    Steps,
    Table,
    Tone,
)

EVERY_BLOCK = (
    Paragraph("A *first* paragraph [@source-1]."),
    Bullets((ListItem("one", (ListItem("nested **deep**"),)), ListItem("two"))),
    Numbered((ListItem("first"), ListItem("second"))),
    Statistic("61", "%", "of infants", "2011", "infants in care", "source-1"),
    Quotation("Words of another.", "Somebody, 2003", "source-1"),
    Quotation("They do not want to change.", "A saying", is_saying=True),
    Columns((Column("Left", "- a\n- b"), Column("Right", "Words.\n\n1. c"))),
    Table(("Head", "Cell | bar"), (("1", "2"), ("3", "*4*")), "A caption"),
    Steps((Step("Begin", "With this."), Step("Go on"))),
    Callout(Tone.LAW, "As of 2026", "The law [says](https://example.org/law)."),
    Divider(),
    Definition("Term", "Its meaning.", "source-1"),
)


def sample_slide(slide_id: str = "every-block", **changes: object) -> Slide:
    slide = Slide(
        id=slide_id,
        title=f"The slide {slide_id}",
        layout=Layout.TEXT,
        body=EVERY_BLOCK,
        talking_points=("A point.", "- one\n    - two"),
        facilitator_notes=("Only for the facilitator.",),
        prompts=(
            Prompt(f"{slide_id}-ask", Purpose.ASK, "Who?", "Think.", Mode.PAIRS, 3),
            Prompt(f"{slide_id}-tell", Purpose.TELL, "Say so."),
        ),
        slots=("release-form", "provider-list"),
        citations=("source-1",),
        minutes=5,
        teaches=(1, 2),
        content_note="This is hard.",
        editor_note=EditorNote("2026-11-22", "It moved on.", "[Rule](https://example.org)"),
    )
    return replace(slide, **changes)


def sample_module(*lessons: Lesson, **changes: object) -> Module:
    module = Module(
        id="sample",
        slug="sample",
        number=7,
        title="A sample",
        introduction="One.\n\nTwo.",
        goal="To be read.",
        objectives=("First *one*", "Second"),
        tips=("A tip",),
        materials=("Paper",),
        lessons=lessons
        or (
            Lesson(
                "one",
                "Lesson one",
                (
                    sample_slide(),
                    sample_slide("start", activity=Activity("list-recall", "the-list")),
                    sample_slide("answer", reveals="the-list"),
                ),
            ),
            Lesson("two", "Lesson two", (sample_slide("last", body=()),)),
        ),
        references=(Reference("source-1", "Somebody. (2011). *A title*.", "https://example.org"),),
        resources=(Resource("A *resource*.", "https://example.org/r"),),
    )
    return replace(module, **changes)


def with_picture(src: str) -> Slide:
    return sample_slide("picture", body=(Picture(src, "What it shows", "Caption", True),))


_IDS = st.lists(st.sampled_from("abcdefgh"), max_size=6, unique=True)


@st.composite
def small_modules(draw: st.DrawFn) -> Module:
    """Modules of up to three lessons whose slides share eight ids and differ in their minutes."""
    ids = draw(_IDS)
    cuts = sorted(draw(st.lists(st.integers(0, len(ids)), min_size=2, max_size=2)))
    parts = (ids[: cuts[0]], ids[cuts[0] : cuts[1]], ids[cuts[1] :])
    lessons = tuple(
        Lesson(
            f"lesson-{number}",
            f"Lesson {number}",
            tuple(Slide(one, one.upper(), minutes=draw(st.integers(0, 2))) for one in part),
        )
        for number, part in enumerate(parts, start=1)
        if part
    )
    return Module(id="m", slug="m", number=1, title="M", lessons=lessons)
