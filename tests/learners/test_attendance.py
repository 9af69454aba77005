"""What is kept of the sessions that somebody attended, and what is left for her to read."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from learners.models import Attendance
from learners.selectors import attendance_list, slides_left
from learners.services import attendance_record
from modules.errors import ModuleNotFound
from modules.selectors import module_document
from tests.people import client_of

MODULE_7 = "module-7"


def attended(user, key="a", **given):
    fields = {
        "title": "Three agencies",
        "module_slug": MODULE_7,
        "module_title": "Module 7",
        "place": "Maple County",
        "held_on": date(2026, 3, 10),
        "minutes": 80,
        "slides_shown": [],
        "slides_planned": [],
    }
    return attendance_record(user=user, session_key=key, **{**fields, **given})


def test_the_same_session_is_recorded_once(learner):
    attended(learner, minutes=10)
    attended(learner, minutes=12)
    assert learner.attendances.get().minutes == 12
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(
            user=learner, session_key="a", held_on=date(2026, 3, 10), minutes=1
        )


def test_two_halves_leave_what_neither_has_shown(learner, django_assert_max_num_queries):
    slides = [one.id for one in module_document(MODULE_7).slides]
    attended(learner, "a", slides_shown=slides[:20])
    attended(learner, "b", slides_shown=slides[15:-2])
    with django_assert_max_num_queries(6):
        left = slides_left(learner, MODULE_7)
    assert [one.placed.slide.id for one in left] == slides[-2:]


def test_what_is_left_has_the_address_of_its_slide(learner, client):
    attended(learner)
    one = slides_left(learner, MODULE_7)[0]
    address, _sharp, anchor = one.url.partition("#")
    assert f'id="{anchor}"' in client.get(address).content.decode()


def test_nobody_has_attended_what_others_did(learner, stranger):
    attended(learner)
    assert not attendance_list(stranger).exists()
    assert len(slides_left(stranger, MODULE_7)) == len(module_document(MODULE_7).slides)


def test_a_module_that_is_not_there_is_said(learner):
    with pytest.raises(ModuleNotFound):
        slides_left(learner, "no-such-module")


# The page ----------------------------------------------------------------------------------------


def test_ones_page_has_sessions_and_what_is_left(learner):
    slides = [one.id for one in module_document(MODULE_7).slides]
    attended(learner, slides_shown=slides[:-3], slides_planned=slides)
    answer = client_of(learner).get("/my/sessions/")
    page = answer.content.decode()

    assert "no-store" in answer["Cache-Control"]
    assert "Three agencies" in page
    assert "You were there for 80 minutes." in page
    assert f"Left to read: 3 slides of {len(slides)}" in page
    assert f"#slide-{slides[-1]}" in page
    assert page.count("on the plan</span>") == 3
    assert page.count("<li value=") == len(slides)


def test_ones_page_says_when_nothing_is_left(learner):
    attended(learner, slides_shown=[one.id for one in module_document(MODULE_7).slides])
    page = client_of(learner).get("/my/sessions/").content.decode()
    assert "Every slide of this module was shown while you were there." in page


def test_a_session_of_a_module_that_is_gone_stays_on_the_page(learner):
    attended(learner, module_slug="gone", module_title="An old module")
    page = client_of(learner).get("/my/sessions/").content.decode()
    assert "An old module" in page
    assert "not published here any more" in page


def test_ones_page_is_ones_own(learner, stranger_client, client):
    attended(learner)
    assert b"Three agencies" not in stranger_client.get("/my/sessions/").content
    assert client.get("/my/sessions/")["location"] == "/accounts/login/?next=/my/sessions/"


def test_the_account_leads_there(learner_client):
    page = learner_client.get("/accounts/email/").content.decode()
    assert 'href="/my/sessions/"' in page
