"""Child processes that take a line of JSON and answer with one, and what they have used."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

TICKS = os.sysconf("SC_CLK_TCK")
ROOT = Path(__file__).resolve().parents[2]


class Child:
    """`python -m bench.streams.<name> …` until `with` ends; `hello` is its first answer."""

    def __init__(self, name: str, *arguments: object, **environment: str) -> None:
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", f"bench.streams.{name}", *map(str, arguments)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}", **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.hello = self.hear()

    def ask(self, **what: object) -> Any:
        """Send a command and wait for its answer."""
        self.tell(**what)
        return self.hear()

    def tell(self, **what: object) -> None:
        """Send a command."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()

    def hear(self) -> Any:
        """Wait for an answer. Raises `EOFError` when the child has ended."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise EOFError(f"{self.process.args!r} ended.")
        return json.loads(line)

    @property
    def cpu(self) -> float:
        """Seconds of processor time that it has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    @property
    def memory(self) -> float:
        """Kilobytes that it holds in memory."""
        pages = Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1024

    def stop(self, number: int = signal.SIGKILL) -> None:
        """End it, and wait."""
        self.process.send_signal(number)
        self.process.wait(timeout=30)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.stop()
