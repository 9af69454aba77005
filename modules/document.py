"""The module document: the one plain model that every reader and writer of a module goes through.

Nothing here knows Django, Wagtail, files or HTML. A reader makes a `Module`; a writer takes one.
Two documents that say the same are equal, so a round trip through any format can be tested
with `==`.

Two kinds of strings carry marked-up words, both in the canonical Markdown of `modules.markup`:

- `Inline`: one run of text; *emphasis*, **strong**, [links](https://…) and citations `[@key]`.
- `Text`: paragraphs and (nested) lists of such runs, separated by one blank line.

Three kinds of words on a slide stay apart because three audiences read them. *Talking points* are
the substance (facilitators speak to them, learners read them). *Facilitator notes* are directions
for running the room; no learner ever sees them. *Prompts* are the starred passages: a question to
ask, a thing to do, or a thing to tell; learners see only a prompt's `learner_text`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

SCHEMA = 1
"""Version of the exported form; raised when a reader of the older form could misunderstand it."""

Inline: TypeAlias = str
Text: TypeAlias = str


class Kind(StrEnum):
    """Where a module stands in the toolkit."""

    CORE = "core"
    SPECIAL_TOPIC = "special_topic"


class Layout(StrEnum):
    """How a slide is laid out on the stage and on the page."""

    TITLE = "title"
    SECTION = "section"
    TEXT = "text"
    STATISTIC = "statistic"
    QUOTATION = "quotation"
    COLUMNS = "columns"
    STEPS = "steps"
    COMPARISON = "comparison"
    PICTURE = "picture"


class Purpose(StrEnum):
    """What a starred passage asks of the facilitator."""

    ASK = "ask"
    DO = "do"
    TELL = "tell"


class Mode(StrEnum):
    """Who works on a prompt together."""

    ROOM = "room"
    PAIRS = "pairs"
    ALONE = "alone"


class Tone(StrEnum):
    """What a callout is for."""

    NOTE = "note"
    PRACTICE = "practice"
    LAW = "law"
    CAUTION = "caution"


# Body blocks -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Paragraph:
    text: Inline


@dataclass(frozen=True)
class ListItem:
    text: Inline
    items: tuple["ListItem", ...] = ()


@dataclass(frozen=True)
class Bullets:
    items: tuple[ListItem, ...]


@dataclass(frozen=True)
class Numbered:
    items: tuple[ListItem, ...]


@dataclass(frozen=True)
class Statistic:
    """One figure with what makes it honest: its unit, year, base and source."""

    value: str
    unit: str
    label: Inline
    year: str
    base: Inline
    citation: str


@dataclass(frozen=True)
class Quotation:
    """Words of somebody else. A *saying* is something commonly said, quoted to be examined."""

    text: Inline
    attribution: Inline
    citation: str = ""
    is_saying: bool = False


@dataclass(frozen=True)
class Column:
    heading: Inline
    text: Text


@dataclass(frozen=True)
class Columns:
    """Two or three columns, each with a heading."""

    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Table:
    """A header row and rows of the same length; the first cell of a row names the row."""

    header: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]
    caption: Inline = ""


@dataclass(frozen=True)
class Step:
    title: Inline
    text: Text = ""


@dataclass(frozen=True)
class Steps:
    """Things in an order that matters."""

    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Callout:
    tone: Tone
    heading: Inline
    text: Text


@dataclass(frozen=True)
class Picture:
    """A picture or diagram. `src` is a path inside the module's folder, or `media:ID`."""

    src: str
    alt: str
    caption: Inline = ""
    is_diagram: bool = False


@dataclass(frozen=True)
class Definition:
    term: Inline
    text: Text
    citation: str = ""


@dataclass(frozen=True)
class Divider:
    pass


Block: TypeAlias = (
    Paragraph
    | Bullets
    | Numbered
    | Statistic
    | Quotation
    | Columns
    | Table
    | Steps
    | Callout
    | Picture
    | Definition
    | Divider
)

BLOCK_KINDS: dict[str, type[Block]] = {
    "paragraph": Paragraph,
    "bullets": Bullets,
    "numbered": Numbered,
    "statistic": Statistic,
    "quotation": Quotation,
    "columns": Columns,
    "table": Table,
    "steps": Steps,
    "callout": Callout,
    "picture": Picture,
    "definition": Definition,
    "divider": Divider,
}
"""The name of each block in files, exports, templates and the editor."""

KIND_OF_BLOCK: dict[type[Block], str] = {block: name for name, block in BLOCK_KINDS.items()}


# Around the body ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Prompt:
    """A starred passage. `learner_text` is empty where it means nothing to someone alone."""

    id: str
    purpose: Purpose
    text: Text
    learner_text: Text = ""
    mode: Mode = Mode.ROOM
    minutes: int = 0


@dataclass(frozen=True)
class Activity:
    """An exercise that starts on a slide; apps register what a `kind` does."""

    kind: str
    key: str


@dataclass(frozen=True)
class EditorNote:
    """What has changed since the guide was written: dated (ISO) and sourced."""

    date: str
    text: Text
    source: Text


@dataclass(frozen=True)
class Slide:
    """One slide. Its `id` lasts as long as the slide does, whatever is edited.

    `reveals` names the activity whose answer this slide is: it stays closed on the self-paced path
    until the learner has done the activity or asks to see it. `citations` are keys into the
    module's references, every key used anywhere on the slide included. `slots` names the local
    slots that the slide speaks of (`jurisdictions.slots`); each jurisdiction fills them in.
    `teaches` numbers the module's objectives, from 1, that the slide works toward.
    """

    id: str
    title: Inline
    layout: Layout = Layout.TEXT
    body: tuple[Block, ...] = ()
    talking_points: tuple[Text, ...] = ()
    facilitator_notes: tuple[Text, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    activity: Activity | None = None
    reveals: str = ""
    slots: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    minutes: int = 0
    content_note: Inline = ""
    editor_note: EditorNote | None = None
    teaches: tuple[int, ...] = ()


@dataclass(frozen=True)
class Lesson:
    id: str
    title: Inline
    slides: tuple[Slide, ...] = ()

    @property
    def minutes(self) -> int:
        """Planned minutes of the lesson, the sum of its slides."""
        return sum(slide.minutes for slide in self.slides)


@dataclass(frozen=True)
class Reference:
    key: str
    text: Inline
    url: str = ""


@dataclass(frozen=True)
class Resource:
    text: Inline
    url: str = ""


@dataclass(frozen=True)
class Module:
    """A whole module. `number` is its place in the toolkit, 1 to 10; special topics come last.

    `objectives_note` says so where goal or objectives are ours and not the toolkit's.
    """

    id: str
    slug: str
    number: int
    title: Inline
    kind: Kind = Kind.CORE
    language: str = "en"
    minutes: int = 120
    introduction: Text = ""
    goal: Text = ""
    objectives: tuple[Inline, ...] = ()
    objectives_note: Inline = ""
    audience: Text = ""
    facilitator_qualifications: Text = ""
    terminology: Text = ""
    tips: tuple[Inline, ...] = ()
    materials: tuple[Inline, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    references: tuple[Reference, ...] = ()
    resources: tuple[Resource, ...] = ()

    @property
    def slides(self) -> tuple[Slide, ...]:
        """Every slide in order, across lessons."""
        return tuple(slide for lesson in self.lessons for slide in lesson.slides)

    @property
    def planned_minutes(self) -> int:
        """Minutes that the slides add up to; the declared `minutes` where there are no slides."""
        return sum(lesson.minutes for lesson in self.lessons) or self.minutes

    def numbered_slides(self) -> Iterator[tuple[int, Lesson, Slide]]:
        """Each slide with its number, counted from 1 through the whole module, and its lesson."""
        number = 0
        for lesson in self.lessons:
            for slide in lesson.slides:
                number += 1
                yield number, lesson, slide
