"""The `toolkit` command: any Django command, plus `serve`."""

import os
import sys


def main(argv: list[str] | None = None) -> None:
    """Run one management command, `argv` as on the command line (program name first).

    The settings default to development; production sets `DJANGO_SETTINGS_MODULE`.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toolkit.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(argv if argv is not None else sys.argv)
