"""A slide turned in front of 500 and 2,000 phones, against a bare event stream on the same server.

Both servers and the phones are processes of this machine, on its loopback; the bare stream sends
the same bytes under the same settings (`bench/streams/`). Figures are medians of several rounds,
taken by turns. With a PostgreSQL in DATABASE_URL the two processes of production are measured too.
"""

import itertools
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlsplit, urlunsplit

import psycopg

from bench.measuring import Measure
from bench.streams.children import ROOT, Child
from bench.streams.session import PAGE

ROUNDS = 5
TURNS = 10
READERS = 4
BARE = "a bare event stream"
BARE_LOADED = "bare, pages in another process"
DATABASE = "toolkit_bench_live"
LOCAL = "toolkit.settings.local"
REVISIONS = itertools.count(1)


def measures() -> Iterator[Measure]:
    """All of them; each database is made for it and dropped."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {"TOOLKIT_DATA_DIR": folder, "DATABASE_URL": ""}
        yield from _in_one_process(environment)
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        with tempfile.TemporaryDirectory() as folder, _own_database(url) as own:
            yield from _in_two_processes(
                {
                    "TOOLKIT_DATA_DIR": folder,
                    "DATABASE_URL": own,
                    "TOOLKIT_LIVE_BROADCAST": "postgresql",
                }
            )


def _in_one_process(environment: dict[str, str]) -> Iterator[Measure]:
    _prepare(environment)
    # The bare server never forgets who was there: each measurement has a new one.
    with _server("site", environment) as site:
        ours = Room(site, site)
        for number in (500, 2000):
            with _server("floor", environment) as bare:
                yield from _idle(ours, Room(bare, bare), number)
        with _server("floor", environment) as bare, _server("site", environment) as pages:
            yield from _loaded(ours, Room(bare, bare, pages), "one process")
    yield _restart(environment)


def _in_two_processes(environment: dict[str, str]) -> Iterator[Measure]:
    _prepare(environment)
    with (
        _server("pages", environment) as pages,
        _server("live", environment) as live,
        _server("floor", environment) as bare,
    ):
        yield from _loaded(Room(live, pages), Room(bare, bare, pages), "two processes")


@dataclass
class Room:
    """A server that holds streams, one that publishes, and one that answers pages."""

    holds: Child
    publishes: Child
    pages: Child | None = None

    def phones(self) -> Child:
        """A process of phones for this room."""
        return Child("phones", self.holds.hello["port"], *self.publishes.hello["cookies"])

    def readers(self) -> Child:
        """People who read pages meanwhile."""
        server = self.pages or self.publishes
        return Child("readers", server.hello["port"], PAGE, READERS)


@dataclass
class Round:
    """What some turns of the slide took, in milliseconds."""

    half: float
    slowest: float
    cpu: float


def _turns(room: Room, phones: Child) -> Round:
    waits: list[float] = []
    before = room.holds.cpu
    for _ in range(TURNS):
        revision = next(REVISIONS)
        told = room.publishes.ask(revision=revision)
        waits += [moment - told for moment in phones.ask(expect=revision)]
        # Not in step with whatever else the servers do.
        time.sleep(random.uniform(0.02, 0.08))  # noqa: S311
    waits.sort()
    half, slowest = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
    return Round(1000 * half, 1000 * slowest, 1000 * (room.holds.cpu - before) / TURNS)


def _rounds(ours: Room, floor: Room, phones: Child, others: Child) -> tuple[Round, Round]:
    """Turns here and there, several times; the median of each figure."""
    pairs = [(_turns(ours, phones), _turns(floor, others)) for _ in range(ROUNDS)]
    return _middle([here for here, _ in pairs]), _middle([there for _, there in pairs])


def _middle(rounds: list[Round]) -> Round:
    return Round(
        median(one.half for one in rounds),
        median(one.slowest for one in rounds),
        median(one.cpu for one in rounds),
    )


def _idle(ours: Room, floor: Room, number: int) -> Iterator[Measure]:
    with ours.phones() as phones, floor.phones() as others:
        empty = (ours.holds.memory, floor.holds.memory)
        first = (phones.ask(open=number), others.ask(open=number))
        held = (ours.holds.memory - empty[0], floor.holds.memory - empty[1])
        here, there = _rounds(ours, floor, phones, others)
        rejoined = [(_rejoin(phones, number), _rejoin(others, number)) for _ in range(3)]
    name, goal = f"slide to {number:,} phones", "at most 1.5 x"
    yield Measure(f"{name}, half of them", BARE, here.half, there.half)
    yield Measure(f"{name}, 99 of 100", BARE, here.slowest, there.slowest, goal)
    yield Measure(f"{name}, processor", BARE, here.cpu, there.cpu, goal)
    back = [1000 * median(one[place] for one in [first, *rejoined]) for place in (0, 1)]
    goal = "under 1000 ms" if number <= 500 else "at most 5 x and 2000 ms"
    yield Measure(f"{number:,} phones rejoin", BARE, back[0], back[1], goal)
    if number <= 500:
        per = [one / number for one in held]
        yield Measure("memory a phone", BARE, per[0], per[1], "at most 25 KB", unit="KB")


def _rejoin(phones: Child, number: int) -> float:
    phones.ask(close=True)
    seconds: float = phones.ask(open=number)
    return seconds


def _loaded(ours: Room, floor: Room, where: str, number: int = 500) -> Iterator[Measure]:
    """Under page load: each by turns with its own readers, so that neither has both."""
    with ours.phones() as phones, floor.phones() as others:
        phones.ask(open=number)
        others.ask(open=number)
        here: list[Round] = []
        there: list[Round] = []
        for _ in range(ROUNDS):
            for room, group, rounds in ((ours, phones, here), (floor, others, there)):
                with room.readers() as readers:
                    while readers.ask(pages=True) < READERS:
                        time.sleep(0.05)
                    rounds.append(_turns(room, group))
    mine, bare = _middle(here), _middle(there)
    name = f"slide to {number}, {READERS} read pages, {where}"
    yield Measure(f"{name}: half", BARE_LOADED, mine.half, bare.half)
    yield Measure(f"{name}: 99 %", BARE_LOADED, mine.slowest, bare.slowest)


def _restart(environment: dict[str, str], number: int = 500) -> Measure:
    healed = []
    for kind in ("site", "floor"):
        server = _server(kind, environment)
        with Room(server, server).phones() as phones:
            phones.ask(open=number)
            phones.ask(follow=True)
            started = time.monotonic()
            # The bare server does not end its streams by itself.
            server.stop(signal.SIGTERM if kind == "site" else signal.SIGKILL)
            with _server(kind, environment, server.hello["port"]):
                healed.append(1000 * (phones.hear() - started))
    return Measure(
        f"server restarts, {number} phones are back",
        "a bare one, killed",
        healed[0],
        healed[1],
        "under 5000 ms",
    )


def _server(kind: str, environment: dict[str, str], port: int = 0) -> Child:
    return Child("server", kind, port, DJANGO_SETTINGS_MODULE=LOCAL, **environment)


def _prepare(environment: dict[str, str]) -> None:
    subprocess.run(
        [sys.executable, "-m", "bench.streams.session"],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
            "DJANGO_SETTINGS_MODULE": LOCAL,
            **environment,
        },
        check=True,
    )


@contextmanager
def _own_database(url: str) -> Iterator[str]:
    """An empty database on the same PostgreSQL; gives its address."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {DATABASE}")
        yield urlunsplit(urlsplit(url)._replace(path=f"/{DATABASE}"))
        connection.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")
