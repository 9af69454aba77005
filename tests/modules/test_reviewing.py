"""Content says when it was looked at; what is due comes first, oldest first."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from modules.management.commands import review_due
from modules.reviewing import Review, months_later, read_reviews
from quizzes.exercises import read_lists
from tests.modules.test_formats import write_folder

DATED = "reviewed: {day}\nreview_every: {every}\n"


def dated(day: str = "2026-01-31", every: str = "12 months") -> str:
    return DATED.format(day=day, every=every)


def content(tmp_path, **more):
    return write_folder(
        tmp_path,
        {
            "README.md": "# Not content",
            "demo/county.yaml": "a: b",
            "m1/module.md": f"---\nid: m1\n{dated()}---\n\n## Goal\n\n---\n",
            "m1/lessons/01.md": "---\nid: one\n---\n",
            "m1/lessons/02.md": f"---\nid: two\n{dated('2025-06-01', '6 months')}---\n",
            "facts/m1.yaml": f"{dated('2026-03-01', '1 month')}facts: []\n",
            "m2/module.md": "---\nid: m2\n---\n",
            **more,
        },
    )


def test_files_come_oldest_first_and_a_lesson_goes_by_its_module(tmp_path):
    problems: list = []

    reviews = read_reviews(content(tmp_path), problems)

    assert problems == []
    assert [(one.path, one.due) for one in reviews] == [
        ("m2/module.md", date.min),
        ("m1/lessons/02.md", date(2025, 12, 1)),
        ("facts/m1.yaml", date(2026, 4, 1)),
        ("m1/lessons/01.md", date(2027, 1, 31)),
        ("m1/module.md", date(2027, 1, 31)),
    ]


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
    ],
)
def test_months_are_counted_by_the_calendar(day, months, then):
    assert months_later(day, months) == then


def test_a_file_that_was_never_looked_at_is_always_due():
    assert Review("a").due < date(1900, 1, 1)
    assert Review("a", date(2026, 1, 1), 12).due == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("head", "message"),
    [
        (dated("22.11.2026"), "m3/module.md:3: has a 'reviewed' that is no date."),
        (dated(every="yearly"), "m3/module.md:4: has a 'review_every' that is no interval."),
        (dated(every="0 months"), "m3/module.md:4: has a 'review_every' that is no interval."),
        ("reviewed: 2026-11-22\n", "m3/module.md:1: 'review_every' is missing."),
        ("review_every: 1 month\n", "m3/module.md:1: 'reviewed' is missing."),
    ],
)
def test_dates_that_cannot_be_read_are_said(tmp_path, head, message):
    problems: list = []

    read_reviews(content(tmp_path, **{"m3/module.md": f"---\nid: m3\n{head}---\n"}), problems)

    assert any(str(one).startswith(message) for one in problems), problems


def test_the_command_lists_what_is_due_on_a_day(tmp_path, monkeypatch):
    monkeypatch.setattr(review_due, "CONTENT", content(tmp_path))
    out = StringIO()

    call_command("review_due", "--on", "2026-04-01", stdout=out)

    assert out.getvalue().splitlines() == [
        "m2/module.md: never reviewed",
        "m1/lessons/02.md: reviewed 2025-06-01, due 2025-12-01",
        "facts/m1.yaml: reviewed 2026-03-01, due 2026-04-01",
        "3 of 5 files are due for review on 2026-04-01.",
        "Next after that: m1/lessons/01.md, due 2027-01-31.",
    ]


def test_the_command_refuses_a_day_and_dates_it_cannot_read(tmp_path, monkeypatch):
    monkeypatch.setattr(review_due, "CONTENT", content(tmp_path, **{"x.yaml": dated("soon")}))

    with pytest.raises(CommandError, match="'tomorrow' is no day"):
        call_command("review_due", "--on", "tomorrow")
    with pytest.raises(CommandError, match=r"x\.yaml:1: has a 'reviewed' that is no date"):
        call_command("review_due")


def test_lists_may_say_when_they_were_reviewed(tmp_path):
    text = "id: a\ntitle: A\nprompt: Which?\nitems:\n  - {id: a.one, text: One, phrasings: [one]}\n"
    folder = write_folder(tmp_path, {"a.yaml": dated() + text})

    assert list(read_lists(folder)) == ["a"]
