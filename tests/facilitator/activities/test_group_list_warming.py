"""Comparing keeps nobody waiting: the scorer is ready by then."""

from threading import Event, current_thread, main_thread

import pytest

from facilitator.activities.group_list.selectors import NAME
from quizzes import warming
from tests.facilitator.activities.group_lists import TX
from tests.facilitator.rooms import polled, started

pytestmark = pytest.mark.django_db


class Scorer:
    """Says when it has scored, and where."""

    def __init__(self):
        self.thread = None
        self.is_done = Event()

    def score_entry(self, text):
        self.thread = current_thread()
        self.is_done.set()


@pytest.fixture
def scorer(monkeypatch, settings):
    settings.TOOLKIT_SCORING_MODEL = True
    scorer = Scorer()
    monkeypatch.setattr(warming, "scorer_get", {TX["list_id"]: scorer}.__getitem__)
    return scorer


def test_a_list_that_is_opened_in_a_room_is_read_in_the_background(scorer, facilitator, county):
    polled(started(facilitator, county), facilitator, TX, NAME)
    assert scorer.is_done.wait(10)
    assert scorer.thread is not main_thread()


def test_a_list_without_a_reference_needs_nothing_read(scorer, facilitator, county):
    options = {**TX, "list_id": "", "list_title": ""}
    polled(started(facilitator, county), facilitator, options, NAME)
    assert not scorer.is_done.is_set()


def test_without_vectors_no_thread_is_started(scorer, settings):
    settings.TOOLKIT_SCORING_MODEL = False
    warming.scorer_warm(TX["list_id"])
    assert not scorer.is_done.is_set()


def test_a_list_that_is_not_there_is_named():
    with pytest.raises(KeyError, match="nowhere"):
        warming.scorer_warm("nowhere")
