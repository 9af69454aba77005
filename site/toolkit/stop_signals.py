"""Hearing that the server is to stop before it waits for open responses."""

import asyncio
import signal
import threading
from collections.abc import Callable
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)


def before_stopping(loop: asyncio.AbstractEventLoop, act: Callable[[], None]) -> None:
    """Have the loop do `act` as soon as the process is told to stop.

    Whoever handles the signals now, such as the server, still does; it puts back itself what was
    there before. Only the main thread hears signals: in another this does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    for number in SIGNALS:
        before = signal.getsignal(number)
        if callable(before):
            signal.signal(number, _both(loop, act, before))


def _both(
    loop: asyncio.AbstractEventLoop,
    act: Callable[[], None],
    before: Callable[[int, FrameType | None], object],
) -> Callable[[int, FrameType | None], None]:
    def handle(number: int, frame: FrameType | None) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(act)
        before(number, frame)

    return handle
