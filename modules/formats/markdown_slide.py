"""Reads one slide of a lesson file: its fields, body and sections."""

import re
from collections.abc import Iterable
from dataclasses import replace

from jurisdictions.slots import slots_in_order
from modules.document import Activity, EditorNote, Layout, Mode, Prompt, Purpose, Slide
from modules.formats.flow_blocks import normalized_text
from modules.formats.markdown_body import BodyReader
from modules.formats.markdown_lines import Line, sections, take_fields, text_of
from modules.markup import canonical_inline, chunks
from modules.problems import Problem
from modules.validation import ID, slide_citations

_PROMPT = re.compile(
    r"## Prompt: (?P<purpose>\w+), (?P<mode>[\w ]+), (?P<minutes>\d+) minutes?"
    r"\s*\{#(?P<id>[^}]*)\}\s*$"
)
_EDITOR_NOTE = re.compile(r"## Editor's note, (?P<date>\S+)\s*$")
_MODES = {"whole room": Mode.ROOM, "pairs": Mode.PAIRS, "alone": Mode.ALONE}
MODE_NAMES = {mode: name for name, mode in _MODES.items()}
SLIDE_FIELDS = (
    *("layout", "minutes", "teaches", "citations", "content note"),
    *("activity", "reveals", "slots"),
)


def numbers_in_order(names: Iterable[str]) -> tuple[int, ...]:
    """Whole numbers, rising, once each. Raises `ValueError` where one is none."""
    return tuple(sorted({int(name) for name in names}))


class SlideReader:
    """Reads slides of the file `path`; adds what is wrong to `problems`."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems

    def read(self, slide_id: str, title: str, number: int, lines: list[Line]) -> Slide:
        """The slide whose heading stands on line `number` and is followed by `lines`."""
        start = next((n for n, line in enumerate(lines) if line.text.startswith("## ")), len(lines))
        fields, body = take_fields(lines[:start])
        slide = Slide(
            id=slide_id,
            title=title,
            layout=self._layout(fields),
            minutes=self._minutes(fields),
            teaches=self._teaches(fields),
            citations=self._names(fields, "citations"),
            content_note=canonical_inline(fields.get("content note", (0, ""))[1]),
            activity=self._activity(fields),
            reveals=fields.get("reveals", (0, ""))[1],
            slots=slots_in_order(self._names(fields, "slots")),
            body=BodyReader(self.path, self.problems).read(body),
        )
        for key, (line, _) in fields.items():
            if key not in SLIDE_FIELDS:
                known = ", ".join(SLIDE_FIELDS)
                self._problem(line, f"has the field '{key}'.", f"Known are: {known}.")
        for heading, part in sections(lines[start:]):
            slide = self._section(slide, heading, part)
        return replace(slide, citations=slide_citations(slide))

    # Fields

    def _layout(self, fields: dict[str, tuple[int, str]]) -> Layout:
        line, value = fields.get("layout", (0, "text"))
        if value not in list(Layout):
            self._problem(line, f"has the layout '{value}'.", f"Known are: {', '.join(Layout)}.")
            return Layout.TEXT
        return Layout(value)

    def _minutes(self, fields: dict[str, tuple[int, str]]) -> int:
        line, value = fields.get("minutes", (0, "0"))
        if not value.isdecimal():
            self._problem(line, f"plans '{value}' minutes.", "Write a whole number.")
            return 0
        return int(value)

    def _teaches(self, fields: dict[str, tuple[int, str]]) -> tuple[int, ...]:
        line, _ = fields.get("teaches", (0, ""))
        try:
            return numbers_in_order(self._names(fields, "teaches"))
        except ValueError:
            self._problem(
                line,
                f"teaches '{fields['teaches'][1]}'.",
                "Number the module's objectives, from 1, with commas: 'teaches: 1, 3'.",
            )
            return ()

    def _names(self, fields: dict[str, tuple[int, str]], key: str) -> tuple[str, ...]:
        _, value = fields.get(key, (0, ""))
        return tuple(name.strip() for name in value.split(",") if name.strip())

    def _activity(self, fields: dict[str, tuple[int, str]]) -> Activity | None:
        line, value = fields.get("activity", (0, ""))
        if not value:
            return None
        kind, _, key = value.partition(" ")
        if not (ID.match(kind) and ID.match(key.strip())):
            self._problem(
                line,
                f"has the activity '{value}'.",
                "Write its kind and key: 'ordering key-steps'.",
            )
            return None
        return Activity(kind, key.strip())

    # Sections

    def _section(self, slide: Slide, heading: Line, lines: list[Line]) -> Slide:
        title = heading.text.rstrip()
        if title == "## Talking points":
            self._once(heading, bool(slide.talking_points))
            return replace(slide, talking_points=self._chunks(lines))
        if title == "## Facilitator notes":
            self._once(heading, bool(slide.facilitator_notes))
            return replace(slide, facilitator_notes=self._chunks(lines))
        if title.startswith("## Prompt"):
            prompt = self._prompt(heading, lines)
            return replace(slide, prompts=(*slide.prompts, prompt)) if prompt else slide
        found = _EDITOR_NOTE.match(title)
        if found:
            self._once(heading, slide.editor_note is not None)
            return replace(slide, editor_note=self._editor_note(found["date"], lines))
        self._problem(
            heading.number,
            f"has a section '{title[3:]}'.",
            "Known are: Talking points; Facilitator notes; Prompt: purpose, mode, N minutes {#id}; "
            "Editor's note, YYYY-MM-DD.",
        )
        return slide

    def _chunks(self, lines: list[Line]) -> tuple[str, ...]:
        for line in lines:
            if line.text.startswith(("### ", ":::", ">", "![", "|")):
                self._problem(
                    line.number,
                    "has more than paragraphs and lists here.",
                    "Move it to the body, or write it as words.",
                )
        return chunks(normalized_text(text_of(lines)))

    def _prompt(self, heading: Line, lines: list[Line]) -> Prompt | None:
        found = _PROMPT.match(heading.text)
        if (
            found is None
            or found["purpose"] not in list(Purpose)
            or found["mode"] not in _MODES
            or not ID.match(found["id"])
        ):
            self._problem(
                heading.number,
                f"has a prompt heading '{heading.text[3:]}'.",
                "Write 'Prompt: ask, whole room, 4 minutes {#its-id}': the purpose is ask, do or "
                "tell, the mode whole room, pairs or alone.",
            )
            return None
        cut = next((n for n, line in enumerate(lines) if line.text.startswith("### ")), len(lines))
        if cut < len(lines) and lines[cut].text.rstrip() != "### For the learner":
            self._problem(
                lines[cut].number, "has a heading in a prompt.", "Only '### For the learner'."
            )
        return Prompt(
            id=found["id"],
            purpose=Purpose(found["purpose"]),
            mode=_MODES[found["mode"]],
            minutes=int(found["minutes"]),
            text="\n\n".join(self._chunks(lines[:cut])),
            learner_text="\n\n".join(self._chunks(lines[cut + 1 :])),
        )

    def _editor_note(self, date: str, lines: list[Line]) -> EditorNote:
        parts = chunks(normalized_text(text_of(lines)))
        words = [part for part in parts if not part.startswith("Source: ")]
        source = [part.removeprefix("Source: ") for part in parts if part.startswith("Source: ")]
        return EditorNote(date, "\n\n".join(words), "\n\n".join(source))

    def _once(self, heading: Line, is_there: bool) -> None:
        if is_there:
            self._problem(
                heading.number, f"has a second '{heading.text[3:]}'.", "Join the two sections."
            )

    def _problem(self, line: int, message: str, remedy: str) -> None:
        self.problems.append(Problem(self.path, line, message, remedy))
