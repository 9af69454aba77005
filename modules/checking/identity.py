"""Ids that people's progress, local changes and exports hang on: once published, they stay.

`content/ids.txt` records them, a line each: module, kind, id.
"""

from collections.abc import Iterator
from pathlib import Path

from modules.checking.corpus import Corpus, ModuleFiles
from modules.checking.rule import Report, Rule
from modules.document import Module
from modules.problems import Problem
from modules.yaml_lines import Checked, read_yaml

IDS_FILE = "ids.txt"


def recorded_ids(root: Path) -> list[str]:
    """The lines of the record, `module7 slide welcome`, in its order."""
    path = root / IDS_FILE
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def ids_of(files: ModuleFiles) -> list[str]:
    """Every lasting id of a module, as the record has it."""
    ids = [*_document_ids(files.module)] if files.module else []
    for path in sorted((files.folder / "lists").glob("*.yaml")):
        root = read_yaml(path, Checked(path.name))
        if root is None:
            continue
        if name := root.text("id", required=False):
            ids += [f"list {name}"]
        ids += [f"item {one.text('id', required=False)}" for one in root.each("items")]
        ids += [f"exercise {one.text('key', required=False)}" for one in root.each("exercises")]
    return [f"{files.name} {one}" for one in ids]


def _document_ids(module: Module) -> Iterator[str]:
    for lesson in module.lessons:
        yield f"lesson {lesson.id}"
        for slide in lesson.slides:
            yield f"slide {slide.id}"
            for prompt in slide.prompts:
                yield f"prompt {prompt.id}"


def new_ids(corpus: Corpus) -> list[str]:
    """Ids that are not in the record yet."""
    known = set(recorded_ids(corpus.root))
    return [one for files, _ in corpus.taught for one in ids_of(files) if one not in known]


def record_new_ids(corpus: Corpus) -> int:
    """Add what is new to the record, ordered by module; how many that were."""
    new = new_ids(corpus)
    path = corpus.root / IDS_FILE
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    if new:
        path.write_text("\n".join([*lines, *new]) + "\n", encoding="utf-8")
    return len(new)


def _ids(corpus: Corpus) -> Iterator[Problem]:
    there = {files.name: set(ids_of(files)) for files in corpus.modules if files.module}
    seen: set[str] = set()
    for one in recorded_ids(corpus.root):
        module = one.partition(" ")[0]
        if one in seen:
            yield Problem(IDS_FILE, 0, f"has '{one}' twice.", "Take one line out.")
        seen.add(one)
        if module in there and one not in there[module]:
            yield Problem(
                IDS_FILE,
                0,
                f"has '{one}', which is gone.",
                "Give the part its id again: progress and local changes hang on it. Where the part "
                "itself was taken out on purpose, take out its line too.",
            )


def _new(corpus: Corpus) -> Iterator[str]:
    new = new_ids(corpus)
    for files, _ in corpus.taught:
        count = sum(one.startswith(f"{files.name} ") for one in new)
        if count:
            yield f"{files.name}: {count}; record them with --record-ids when it is released"


IDS = Rule("ids", "An id that was published and is gone.", _ids)
NEW_IDS = Report("new-ids", "Ids that are not recorded yet", _new)
