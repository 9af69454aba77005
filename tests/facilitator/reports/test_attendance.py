"""What a session leaves with the people who signed in for it."""

from datetime import date

from learners.models import Attendance
from learners.selectors import slides_left
from tests.facilitator.rooms import MODULE_7, form_token_of


def test_who_was_there_from_the_beginning_has_seen_what_was_shown(holding, learner):
    session = holding.held(learner=learner)
    found = learner.attendances.get()

    assert (found.session_key, found.title) == (session.key, "Three agencies")
    assert (found.module_slug, found.place) == (MODULE_7, "Maple County")
    assert found.held_on == date(2026, 3, 10)
    assert found.minutes == 21
    assert found.slides_shown == [holding.slides[place] for place in (0, 1, 3, 6)]
    assert found.slides_planned == [holding.slides[place] for place in (0, 1, 3, 4, 5)]


def test_a_late_comer_sees_what_is_left_to_read(holding, learner):
    holding.turn(2, at=4)
    holding.turn(4, at=12)
    holding.join(at=15, person=learner)
    holding.turn(5, at=20)
    holding.end(at=25)

    found = learner.attendances.get()
    assert found.minutes == 10
    assert found.slides_shown == [holding.slides[3], holding.slides[4]]
    left = slides_left(learner, MODULE_7)
    assert [one.placed.slide.id for one in left[:4]] == [
        holding.slides[place] for place in (0, 1, 2, 5)
    ]
    # On the plan: the first, the second and the sixth, but not the third.
    assert [one.was_planned for one in left[:4]] == [True, True, False, True]


def test_who_leaves_early_has_not_seen_the_rest(holding, learner):
    phone, _seat = holding.join(at=0, person=learner)
    holding.turn(2, at=4)
    holding.clock.minute(10)
    token = form_token_of(phone, holding.session)
    phone.post(f"/room/{holding.session.key}/leave/", {"form_token": token})
    holding.turn(4, at=12)
    holding.end(at=20)

    found = learner.attendances.get()
    assert found.minutes == 6
    assert found.slides_shown == [holding.slides[0], holding.slides[1]]


def test_two_devices_are_one_attendance(holding, learner):
    holding.join(at=0, person=learner)
    holding.turn(2, at=4)
    holding.join(at=6, person=learner)
    holding.end(at=14)
    assert learner.attendances.get().minutes == 10


def test_who_did_not_sign_in_has_no_attendance(holding, learner):
    holding.join(at=0)
    holding.turn(2, at=4)
    holding.end(at=14)
    assert not Attendance.objects.exists()
