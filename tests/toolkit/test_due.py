"""What is due by the clock is done, told when it fails, and keeps no other from being done."""

import threading
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from toolkit import due

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def works(monkeypatch):
    """The registered work, none at first."""
    works = {}
    monkeypatch.setattr(due, "_works", works)
    return works


def test_everything_registered_is_done_with_the_moment_and_the_last_one(works):
    done = []
    due.register("one", lambda now, before: done.append((now, before)) or [])

    assert due.run_due(NOW, due.since(NOW)) == []
    assert done == [(NOW, due.since(NOW))]
    assert (NOW - due.since(NOW)).total_seconds() == due.EVERY_SECONDS


def test_work_that_fails_is_told_and_keeps_no_other_from_being_done(works, caplog):
    done = []
    due.register("broken", lambda now, before: 1 / 0)
    due.register("unlucky", lambda now, before: ["the door was shut"])
    due.register("fine", lambda now, before: done.append(now) or [])

    problems = due.run_due(NOW, NOW)

    assert problems == ["broken failed: ZeroDivisionError", "the door was shut"]
    assert done == [NOW]
    assert {record.name for record in caplog.records} == {"toolkit.due"}


def test_the_command_succeeds_silently_and_fails_with_what_went_wrong(works):
    call_command("run_due")
    due.register("unlucky", lambda now, before: ["the door was shut"])

    with pytest.raises(CommandError, match="the door was shut"):
        call_command("run_due")


def test_the_clock_does_it_again_and_again_until_it_is_stopped(works):
    moments, twice = [], threading.Event()

    def work(now, before):
        moments.append((now, before))
        if len(moments) >= 2:
            twice.set()
        return []

    due.register("work", work)
    clock = due.Clock(every=0.001)
    clock.start()
    assert twice.wait(20)
    clock.stop()

    assert not clock.thread.is_alive()
    assert moments[1][1] == moments[0][0]
