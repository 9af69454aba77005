"""Three hundred entries from fifty devices, while a facilitator looks at the console.

A real `toolkit serve` on this machine's loopback, its database a file. The floor is the smallest
page of the same server (the one where the code is typed), asked for as often by as many devices.
"""

import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from threading import Event
from time import perf_counter
from typing import Any

from bench.measuring import Measure

ROOT = Path(__file__).resolve().parent.parent
DEVICES = 50
EACH = 6
HOST = "127.0.0.1"
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}


def measures() -> Iterator[Measure]:
    """Entries accepted, none lost; and the console's panel meanwhile against the panel at rest."""
    with tempfile.TemporaryDirectory() as folder, room(Path(folder)) as (port, made):
        tokens = [token_of(port, made["room"], seat) for seat in made["seats"]]
        at_rest = panel_times(port, made, times=20)
        floor = timed_by_all(lambda device, turn: get(port, "/join/"))
        done = Event()
        with ThreadPoolExecutor(1) as desk:
            looking = desk.submit(panel_until, port, made, done)
            ours = timed_by_all(
                lambda device, turn: entry(port, made, tokens[device], device, turn)
            )
            done.set()
            busy = looking.result()
        kept = get(port, made["panel"], made["staff"])
        found = re.search(r"Waiting \((\d+)\)", kept)
        assert found, kept[:500]
        assert int(found[1]) == DEVICES * EACH, f"{found[1]} entries came through"
    count = DEVICES * EACH
    name = f"{count} entries of {DEVICES} devices, none lost"
    yield Measure(name, f"{count} smallest pages", ours, floor, goal="under 10,000 ms")
    yield Measure(
        "console's panel meanwhile, median", "at rest", median(busy), median(at_rest), "responsive"
    )
    yield Measure(
        "console's panel meanwhile, longest", "at rest, longest", max(busy), max(at_rest), ""
    )


@contextmanager
def room(folder: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """A server with a running session; gives its port and what `rooms.making` says."""
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "TOOLKIT_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "toolkit.settings.local",
        "TOOLKIT_ALLOWED_HOSTS": "127.0.0.1,localhost",
    }
    making = [sys.executable, "-m", "bench.rooms.making", str(DEVICES)]
    made = subprocess.run(  # noqa: S603
        making, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    serving = [sys.executable, "-u", "-m", "toolkit", "serve", "--host", HOST, "--port", "0"]
    server = subprocess.Popen(  # noqa: S603
        serving,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout is not None
    try:
        lines = iter(server.stdout.readline, "")
        port = next(int(found[1]) for line in lines if (found := re.search(r"//\w+:(\d+)", line)))
        get(port, "/join/")
        yield port, json.loads(made.stdout.splitlines()[-1])
    finally:
        server.terminate()
        server.wait(timeout=30)
        server.stdout.close()


def timed_by_all(work: Callable[[int, int], object]) -> float:
    """Have every device do something `EACH` times, all at once; gives milliseconds."""

    def turns(device: int) -> None:
        for turn in range(EACH):
            work(device, turn)

    start = perf_counter()
    with ThreadPoolExecutor(DEVICES) as devices:
        list(devices.map(turns, range(DEVICES)))
    return (perf_counter() - start) * 1000


def entry(port: int, made: dict[str, Any], token: str, device: int, turn: int) -> None:
    """Send one entry; anything but its acceptance is an error."""
    text = f"Entry+{turn}+of+device+{device}"
    form = f"form_token={token}&entry_token=t{turn}&part=1&text={text}"
    status, answer = ask(port, "POST", made["activity"], made["seats"][device], form)
    assert status == 200, answer[:300]


def token_of(port: int, path: str, seat: str) -> str:
    """The token that a device's forms carry."""
    return get(port, path, seat).split('data-token="')[1].split('"')[0]


def panel_times(port: int, made: dict[str, Any], *, times: int) -> list[float]:
    """How long the console's panel took, in milliseconds, each time."""
    return [one_panel(port, made) for _ in range(times)]


def panel_until(port: int, made: dict[str, Any], done: Event) -> list[float]:
    """The same until `done`, with the pause that the console's script makes."""
    found = [one_panel(port, made)]
    while not done.wait(0.4):
        found.append(one_panel(port, made))
    return found


def one_panel(port: int, made: dict[str, Any]) -> float:
    start = perf_counter()
    get(port, made["panel"], made["staff"])
    return (perf_counter() - start) * 1000


def get(port: int, path: str, cookie: str = "") -> str:
    """A page; anything but a 200 is an error."""
    status, answer = ask(port, "GET", path, cookie)
    assert status == 200, (path, status, answer[:300])
    return answer


def ask(port: int, method: str, path: str, cookie: str, form: str = "") -> tuple[int, str]:
    """One request on a connection of its own, as a phone that wakes up makes it."""
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    try:
        connection.request(method, path, form or None, {**FORM, "Cookie": cookie})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()
