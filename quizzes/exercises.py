"""Exercises and reference lists: what they are, and their reader. Pure: files in, values out.

A module's folder may hold `lists/`: one file a reference list, and `exercises.yaml`, which says
which activity of which slide uses which. `docs/exercises.md` describes both.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from modules.problems import ContentError, Problem
from modules.reviewing import REVIEW_KEYS
from modules.yaml_lines import Checked, Value, read_yaml
from quizzes.releases import ReleaseForm, read_release
from quizzes.scoring.reference import Direction, Item, Part, Private, ReferenceList
from quizzes.scoring.words import Lexicon

EXERCISES_FILE = "exercises.yaml"
RELEASES_FOLDER = "releases"
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LIST_ID = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")


class ExerciseKind(StrEnum):
    """What one does in an exercise; the names that slides' `activity:` lines use."""

    LIST_RECALL = "list-recall"
    LIST_COMPARE = "list-compare"
    ORDERING = "ordering"
    MATCHING = "matching"
    RELEASE_CHECK = "release-check"


_CHECK = ExerciseKind.RELEASE_CHECK
LIST_KINDS = frozenset({ExerciseKind.LIST_RECALL, ExerciseKind.LIST_COMPARE})


@dataclass(frozen=True)
class ListPart:
    """One list to type. `answer` is the slide that shows the reference list and stays closed."""

    reference: ReferenceList
    answer: str = ""


@dataclass(frozen=True)
class Group:
    """What belongs together in a matching exercise."""

    name: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Exercise:
    """One exercise at one address. `slide` is where it starts; `also` another one beside it."""

    module: str
    key: str
    kind: ExerciseKind
    title: str
    slide: str
    parts: tuple[ListPart, ...] = ()
    order: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    question: str = ""
    also: str = ""
    forms: tuple[ReleaseForm, ...] = ()

    @property
    def is_list(self) -> bool:
        return self.kind in LIST_KINDS


def read_lexicon(path: Path) -> Lexicon:
    """The field's words of `lexicon.yaml`. Raises `ContentError`."""
    file = Checked(path.name)
    root = read_yaml(path, file)
    concepts: dict[str, tuple[str, ...]] = {}
    fillers: tuple[str, ...] = ()
    if root is not None:
        root.only(("concepts", "fillers", *REVIEW_KEYS))
        words = root.get("concepts")
        for name, _ in words.items() if words else ():
            concepts[name] = words.texts(name, required=True) if words else ()
        fillers = tuple(root.texts("fillers"))
    if file.problems:
        raise ContentError(file.problems)
    return Lexicon(concepts, frozenset(fillers))


def read_exercises(folder: Path) -> tuple[Exercise, ...]:
    """The exercises of a module's `lists` folder. Raises `ContentError` with every problem."""
    lists, problems = _lists(folder)
    file = Checked(f"lists/{EXERCISES_FILE}")
    root = read_yaml(folder / EXERCISES_FILE, file)
    exercises: list[Exercise] = []
    if root is not None:
        root.only(("module", "exercises", *REVIEW_KEYS))
        module = root.text("module")
        for value in root.each("exercises", required=True):
            exercise = _exercise(value, module, lists)
            forms = _forms(value, exercise, folder, problems)
            exercises.append(replace(exercise, forms=forms))
        _check_keys(exercises, root)
    problems += file.problems
    if problems:
        raise ContentError(problems)
    return tuple(exercises)


def read_lists(folder: Path) -> dict[str, ReferenceList]:
    """The reference lists of a `lists` folder by id. Raises `ContentError` with every problem."""
    lists, problems = _lists(folder)
    if problems:
        raise ContentError(problems)
    return lists


def _lists(folder: Path) -> tuple[dict[str, ReferenceList], list[Problem]]:
    found: dict[str, ReferenceList] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name == EXERCISES_FILE:
            continue
        file = Checked(f"lists/{path.name}")
        root = read_yaml(path, file)
        if root is not None:
            one = list_from(root, also=REVIEW_KEYS)
            if one.id != path.stem:
                file.add(1, f"The id '{one.id}' is not the file's name.", "Let them be the same.")
            found[one.id] = one
        problems += file.problems
    return found, problems


def list_from(root: Value, *, also: tuple[str, ...] = ()) -> ReferenceList:
    """A reference list from the root of its file; problems are noted there.

    `also` are keys that the caller reads by itself.
    """
    root.only(("id", "title", "prompt", "lead", "direction", "items", "private", *also))
    list_id = root.text("id")
    if list_id and not _LIST_ID.fullmatch(list_id):
        root.file.add(root.line, f"'{list_id}' is no id.", "Use small letters, digits and '_'.")
    items = tuple(_item(value, list_id) for value in root.each("items", required=True))
    for number, item in enumerate(items):
        if item.id in {one.id for one in items[:number]}:
            root.file.add(root.line, f"The item '{item.id}' is there twice.", "Rename one.")
    direction = root.get("direction")
    return ReferenceList(
        id=list_id,
        title=root.text("title"),
        prompt=root.text("prompt"),
        lead=root.text("lead", required=False),
        direction=Direction(direction.text("from"), direction.text("to")) if direction else None,
        items=items,
        private=tuple(_private(value) for value in root.each("private")),
    )


def _item(value: Value, list_id: str) -> Item:
    value.only(("id", "text", "phrasings", "parts", "hint"))
    item_id = value.text("id")
    if item_id and not item_id.startswith(f"{list_id}."):
        value.file.add(value.line, f"'{item_id}' does not name its list.", f"Begin: {list_id}.")
    parts = tuple(_part(one) for one in value.each("parts"))
    hint = value.text("hint", required=False)
    return Item(item_id, value.text("text"), value.texts("phrasings"), parts, hint)


def _part(value: Value) -> Part:
    value.only(("name", "words"))
    return Part(value.text("name"), value.texts("words", required=True))


def _private(value: Value) -> Private:
    value.only(("kind", "name", "reason", "phrasings"))
    kind, name, reason = value.text("kind"), value.text("name"), value.text("reason")
    return Private(kind, name, reason, value.texts("phrasings", required=True))


def _exercise(value: Value, module: str, lists: dict[str, ReferenceList]) -> Exercise:
    value.only(
        ("key", "kind", "title", "slide", "parts", "order", "groups", "forms", "question", "also")
    )
    key = value.text("key")
    if key and not _KEY.fullmatch(key):
        value.file.add(value.line, f"'{key}' is no key.", "Use small letters, digits and '-'.")
    exercise = Exercise(
        module=module,
        key=key,
        kind=_kind(value),
        title=value.text("title"),
        slide=value.text("slide"),
        parts=tuple(
            part for one in value.each("parts") if (part := _list_part(one, lists)) is not None
        ),
        order=value.texts("order"),
        groups=tuple(
            Group(one.text("name"), one.texts("members", required=True))
            for one in value.each("groups")
        ),
        question=value.text("question", required=False),
        also=value.text("also", required=False),
    )
    needed = {ExerciseKind.ORDERING: "order", ExerciseKind.MATCHING: "groups"}
    content = needed.get(exercise.kind, "parts")
    if value.get(content) is None:
        value.file.add(value.line, f"'{content}' is missing.", f"A {exercise.kind} needs it.")
    return exercise


def _forms(
    value: Value, exercise: Exercise, folder: Path, problems: list[Problem]
) -> tuple[ReleaseForm, ...]:
    """The forms of a release check, each with the elements of the exercise's only list."""
    is_check = exercise.kind is ExerciseKind.RELEASE_CHECK
    names = value.texts("forms", required=is_check)
    if not is_check or len(exercise.parts) != 1:
        if is_check or names:
            value.file.add(
                value.line, "'forms' and one list belong together.", f"Write both in a {_CHECK}."
            )
        return ()
    forms = []
    for name in names:
        file = Checked(f"lists/{RELEASES_FOLDER}/{name}.yaml")
        path = folder / RELEASES_FOLDER / f"{name}.yaml"
        if not path.is_file():
            value.file.add(value.line, f"There is no form '{name}'.", "Add a file of that name.")
            continue
        form = read_release(path, exercise.parts[0].reference, file)
        problems += file.problems
        if form is not None:
            forms.append(form)
    return tuple(forms)


def _kind(value: Value) -> ExerciseKind:
    text = value.text("kind")
    try:
        return ExerciseKind(text)
    except ValueError:
        known = ", ".join(ExerciseKind)
        line = (value.get("kind") or value).line
        value.file.add(line, f"'{text}' is no kind of exercise.", f"Known are: {known}.")
        return ExerciseKind.LIST_RECALL


def _list_part(value: Value, lists: dict[str, ReferenceList]) -> ListPart | None:
    value.only(("list", "answer"))
    list_id = value.text("list")
    if list_id not in lists:
        value.file.add(value.line, f"There is no list '{list_id}'.", "Add a file of that name.")
        return None
    return ListPart(lists[list_id], value.text("answer", required=False))


def _check_keys(exercises: list[Exercise], root: Value) -> None:
    keys = [one.key for one in exercises]
    for one in exercises:
        if keys.count(one.key) > 1:
            root.file.add(root.line, f"The key '{one.key}' is there twice.", "Rename one.")
        if one.also and one.also not in keys:
            root.file.add(root.line, f"There is no exercise '{one.also}'.", "Correct 'also'.")
