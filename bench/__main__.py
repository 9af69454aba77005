"""`make bench`: every measurement of this folder, or those named: `python -m bench scoring`."""

import os
import sys
from importlib import import_module
from pathlib import Path

import django

from bench.measuring import line

NAMES = sorted(
    path.stem
    for path in Path(__file__).parent.glob("*.py")
    if "def measures(" in path.read_text(encoding="utf-8")
)


def main(names: list[str]) -> None:
    """Print the table. Exits with 2 for a name that no measurement has."""
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        sys.exit(f"There is no measurement {', '.join(unknown)}. Known are: {', '.join(NAMES)}.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toolkit.settings.test")
    django.setup()
    for name in names or NAMES:
        for measure in import_module(f"bench.{name}").measures():
            print(line(measure), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
