"""Charts and process maps from data files: what is drawn, and where. Pure."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from modules.markup import canonical_inline, canonical_text, cited_keys
from modules.problems import Problem
from modules.validation import ID
from modules.yaml_lines import Checked, Value, read_yaml

_REVIEW = ("reviewed", "review_every")


@dataclass(frozen=True)
class Bar:
    """One bar. `value` in the panel's unit, `shown` as it is written beside it."""

    label: str
    value: float
    shown: str
    is_program: bool


@dataclass(frozen=True)
class Panel:
    """One outcome. `scale` is the value of a full bar; `compared` says who is compared."""

    title: str
    unit: str
    scale: float
    bars: tuple[Bar, ...]
    compared: str
    note: str

    @property
    def widths(self) -> tuple[tuple[Bar, float], ...]:
        """Each bar with its length in percent of the scale."""
        return tuple((bar, round(100 * bar.value / self.scale, 2)) for bar in self.bars)


@dataclass(frozen=True)
class Chart:
    """Outcomes that do not share a scale, each on its own."""

    title: str
    panels: tuple[Panel, ...]
    source: str

    @property
    def citations(self) -> tuple[str, ...]:
        texts = [text for panel in self.panels for text in (panel.compared, panel.note)]
        return cited_keys(self.source, *texts)


@dataclass(frozen=True)
class Role:
    id: str
    name: str
    tone: int


@dataclass(frozen=True)
class MapStep:
    """What one role does. `number` counts from 1 through the map."""

    number: int
    role: Role
    short: str
    what: str
    when: str
    recorded: str
    together: tuple[Role, ...] = ()


@dataclass(frozen=True)
class Phase:
    title: str
    steps: tuple[MapStep, ...]


@dataclass(frozen=True)
class ProcessMap:
    """Who does what, when, and what is recorded where."""

    title: str
    roles: tuple[Role, ...]
    phases: tuple[Phase, ...]
    source: str

    @property
    def steps(self) -> tuple[MapStep, ...]:
        return tuple(step for phase in self.phases for step in phase.steps)

    @property
    def by_role(self) -> tuple[tuple[Role, tuple[MapStep, ...]], ...]:
        """Each role with its steps, those that it shares too."""
        return tuple(
            (role, tuple(s for s in self.steps if role == s.role or role in s.together))
            for role in self.roles
        )

    @property
    def citations(self) -> tuple[str, ...]:
        return cited_keys(self.source)

    @cached_property
    def drawing(self) -> "MapDrawing":
        return _drawing(self)


# The drawing -------------------------------------------------------------------------------------

LANE, COLUMN, HEAD, RADIUS = 64, 78, 250, 21
"""Height of a lane, width of a step's column, width of the roles' names, radius of a step."""


@dataclass(frozen=True)
class Dot:
    step: MapStep
    x: int
    y: int


@dataclass(frozen=True)
class Tie:
    """Somebody takes part in a step of another role: from its edge to a ring in the own lane."""

    x: int
    start: int
    end: int


@dataclass(frozen=True)
class MapDrawing:
    """Lanes with numbered steps from left to right, in units of the drawing."""

    width: int
    height: int
    lanes: tuple[tuple[Role, int], ...]
    dots: tuple[Dot, ...]
    paths: tuple[str, ...]
    ties: tuple[Tie, ...]
    breaks: tuple[tuple[str, int], ...]


def _drawing(process: ProcessMap) -> MapDrawing:
    """Where everything stands. A line joins the steps of one phase; phases are apart."""
    top = 40
    lanes = tuple((role, top + place * LANE) for place, role in enumerate(process.roles))
    height_of = dict(lanes)
    dots: list[Dot] = []
    paths: list[str] = []
    ties: list[Tie] = []
    breaks: list[tuple[str, int]] = []
    x = HEAD
    for phase in process.phases:
        breaks.append((phase.title, x))
        before: Dot | None = None
        for step in phase.steps:
            dot = Dot(step, x + COLUMN // 2, height_of[step.role] + LANE // 2)
            if before is not None:
                paths.append(_path(before, dot))
            dots.append(dot)
            ties += [_tie(dot, height_of[role] + LANE // 2) for role in step.together]
            before = dot
            x += COLUMN
        x += COLUMN // 2
    return MapDrawing(
        width=x,
        height=top + len(lanes) * LANE + 4,
        lanes=lanes,
        dots=tuple(dots),
        paths=tuple(paths),
        ties=tuple(ties),
        breaks=tuple(breaks),
    )


def _path(start: Dot, end: Dot) -> str:
    """A line from the edge of one step to the edge of the next, bent between two lanes."""
    left, right = start.x + RADIUS, end.x - RADIUS - 6
    if start.y == end.y:
        return f"M{left} {start.y}H{right}"
    middle = (left + right) // 2
    return f"M{left} {start.y}H{middle}V{end.y}H{right}"


def _tie(dot: Dot, y: int) -> Tie:
    return Tie(dot.x, dot.y + (RADIUS if y > dot.y else -RADIUS), y)


# Reading -----------------------------------------------------------------------------------------


def read_chart(path: Path, problems: list[Problem]) -> Chart | None:
    """A chart from its file; None, with problems added, where it cannot be read."""
    file = Checked(f"{path.parent.name}/{path.name}")
    root = read_yaml(path, file)
    chart = None
    if root is not None:
        root.only(("title", "source", "panels", *_REVIEW))
        panels = tuple(_panel(value) for value in root.each("panels", required=True))
        title = canonical_inline(root.text("title"))
        chart = Chart(title, panels, canonical_inline(root.text("source")))
    problems += file.problems
    return chart


def _panel(value: Value) -> Panel:
    value.only(("title", "unit", "scale", "bars", "compared", "note"))
    scale = _number(value, "scale")
    bars = tuple(_bar(one, scale) for one in value.each("bars", required=True))
    return Panel(
        title=canonical_inline(value.text("title")),
        unit=value.text("unit"),
        scale=scale or 1,
        bars=bars,
        compared=canonical_inline(value.text("compared")),
        note=canonical_inline(value.text("note", required=False)),
    )


def _bar(value: Value, scale: float) -> Bar:
    value.only(("label", "value", "shown", "program"))
    number = _number(value, "value")
    if scale and number > scale:
        value.file.add(value.line, f"has {number:g}, past the scale.", "Make 'scale:' larger.")
    return Bar(
        label=canonical_inline(value.text("label")),
        value=number,
        shown=value.text("shown"),
        is_program=value.text("program", required=False) == "yes",
    )


def _number(value: Value, key: str) -> float:
    text = value.text(key)
    try:
        number = float(text)
    except ValueError:
        number = -1
    if number < 0 or (key == "scale" and number == 0):
        value.file.add(value.line, f"has '{key}: {text}'.", "Write a number that is not negative.")
        return 0
    return number


def read_map(path: Path, problems: list[Problem]) -> ProcessMap | None:
    """A process map from its file; None, with problems added, where it cannot be read."""
    file = Checked(f"{path.parent.name}/{path.name}")
    root = read_yaml(path, file)
    process = None
    if root is not None:
        root.only(("title", "source", "roles", "phases", *_REVIEW))
        roles = _roles(root)
        phases: list[Phase] = []
        number = 0
        for value in root.each("phases", required=True):
            value.only(("title", "steps"))
            steps = []
            for one in value.each("steps", required=True):
                number += 1
                steps += _step(one, number, roles)
            phases.append(Phase(canonical_inline(value.text("title")), tuple(steps)))
        title, source = root.text("title"), root.text("source")
        process = ProcessMap(
            canonical_inline(title), tuple(roles.values()), tuple(phases), canonical_inline(source)
        )
        for role, done in process.by_role:
            if not done:
                file.add(root.line, f"has the role '{role.id}' without a step.", "Take it out.")
    problems += file.problems
    return process


def _roles(root: Value) -> dict[str, Role]:
    roles: dict[str, Role] = {}
    for value in root.each("roles", required=True):
        value.only(("id", "name"))
        role = Role(value.text("id"), value.text("name"), len(roles) + 1)
        if not ID.match(role.id) or role.id in roles:
            value.file.add(value.line, f"has the role '{role.id}'.", "Give each an id of its own.")
        roles[role.id] = role
    return roles


def _step(value: Value, number: int, roles: dict[str, Role]) -> list[MapStep]:
    value.only(("who", "with", "short", "what", "when", "recorded"))
    who, together = value.text("who"), value.texts("with")
    unknown = [one for one in (who, *together) if one not in roles]
    for one in unknown:
        value.file.add(value.line, f"names the role '{one}'.", f"Known are: {', '.join(roles)}.")
    if unknown:
        return []
    return [
        MapStep(
            number=number,
            role=roles[who],
            short=value.text("short"),
            what=canonical_text(value.text("what")),
            when=canonical_inline(value.text("when")),
            recorded=canonical_inline(value.text("recorded", required=False)),
            together=tuple(roles[one] for one in together),
        )
    ]
