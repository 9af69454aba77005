"""Signing in for credit from a phone: a name on the list, and never on what was sent."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from facilitator import machine
from facilitator.models import Contribution, CreditSignIn, Seat
from tests.facilitator.rooms import commanded, form_token_of, joined, planned, polled, sent, started


@pytest.fixture
def live(facilitator, county):
    return started(facilitator, county)


def credit(phone: Client, session, do: str = "sign-in"):
    return phone.post(f"/room/{session.key}/credit/", {"do": do})


def test_a_phone_without_an_account_goes_to_sign_in_and_comes_back(live):
    phone, _seat = joined(live)
    answer = phone.get(f"/room/{live.key}/credit/")

    assert answer.status_code == 302
    assert answer["location"] == f"/accounts/login/?next=/room/{live.key}/credit/"
    assert not live.credit_sign_ins.exists()


def test_the_page_says_whose_name_it_is_and_nothing_is_kept_before_one_agrees(live, learner):
    phone, _seat = joined(live)
    phone.force_login(learner)
    page = phone.get(f"/room/{live.key}/credit/")

    assert "Sign in for credit as The learner?" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    # The form is Django's to protect, which needs to know where it came from.
    assert page["Referrer-Policy"] == "same-origin"
    assert not live.credit_sign_ins.exists()


def test_a_name_goes_on_the_list_and_the_room_says_so(live, learner):
    phone, _seat = joined(live)
    phone.force_login(learner)

    assert credit(phone, live)["location"] == f"/room/{live.key}/"
    assert [one.user for one in live.credit_sign_ins.all()] == [learner]
    assert "Signed in for credit as The learner" in phone.get(f"/room/{live.key}/").content.decode()


def test_nobody_else_sees_the_name(live, learner):
    phone, _seat = joined(live)
    phone.force_login(learner)
    credit(phone, live)
    other, _seat = joined(live)
    assert "The learner" not in other.get(f"/room/{live.key}/").content.decode()


def test_no_table_ties_a_name_to_a_seat_or_to_what_it_sends(live, learner, facilitator):
    phone, _seat = joined(live)
    phone.force_login(learner)
    credit(phone, live)
    activity = polled(live, facilitator)
    assert sent(phone, live, activity, choice="1") == 200

    named = {
        one.related_model.__name__ for one in CreditSignIn._meta.get_fields() if one.is_relation
    }
    assert named == {"Session", "User"}
    for model in (Seat, Contribution):
        people = [one for one in model._meta.get_fields() if one.related_model is type(learner)]
        assert people == []
    assert live.credit_sign_ins.get().joined_at.second == 0


def test_two_phones_of_one_person_count_once_from_the_earlier_one(live, learner):
    phone, seat = joined(live)
    second, later = joined(live)
    Seat.objects.filter(pk=seat.pk).update(joined_at=live.started_at)
    second.force_login(learner)
    credit(second, live)
    phone.force_login(learner)
    credit(phone, live)

    stay = live.credit_sign_ins.get()
    assert stay.joined_at == live.started_at.replace(second=0, microsecond=0)
    assert stay.joined_at <= later.joined_at


def test_a_name_can_be_taken_off_while_the_session_runs(live, learner):
    phone, _seat = joined(live)
    phone.force_login(learner)
    credit(phone, live)
    assert "Take my name off" in phone.get(f"/room/{live.key}/credit/").content.decode()

    credit(phone, live, "withdraw")
    assert not live.credit_sign_ins.exists()


def test_leaving_ends_the_stay_and_coming_back_begins_another(live, learner):
    phone, _seat = joined(live)
    phone.force_login(learner)
    credit(phone, live)
    token = form_token_of(phone, live)
    phone.post(f"/room/{live.key}/leave/", {"form_token": token})
    assert live.credit_sign_ins.get().left_at is not None

    door = phone.post("/join/", {"code": live.code})["location"]
    phone.post(door, {})
    assert "Signed in for credit" not in phone.get(f"/room/{live.key}/").content.decode()
    credit(phone, live)
    assert live.credit_sign_ins.filter(user=learner, left_at=None).count() == 1
    assert live.credit_sign_ins.count() == 2


def test_leaving_without_an_account_leaves_everybody_elses_stay(live, learner):
    phone, _seat = joined(live)
    phone.force_login(learner)
    credit(phone, live)
    other, _seat = joined(live)
    other.post(f"/room/{live.key}/leave/", {"form_token": form_token_of(other, live)})
    assert live.credit_sign_ins.get().left_at is None


def test_an_account_without_a_seat_cannot_sign_in_for_credit(live, learner_client):
    answer = learner_client.post(f"/room/{live.key}/credit/", {"do": "sign-in"})
    assert answer.status_code == 403
    assert not live.credit_sign_ins.exists()


def test_a_form_from_elsewhere_is_refused(live, learner):
    phone, _seat = joined(live)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = phone.cookies
    strict.force_login(learner)
    assert credit(strict, live).status_code == 403
    assert not live.credit_sign_ins.exists()


def test_a_session_without_credit_asks_for_no_name(facilitator, county, learner):
    session = planned(facilitator, county, takes_credit=False)
    commanded(session, facilitator, machine.Start("welcome"))
    phone, _seat = joined(session)
    phone.force_login(learner)

    assert b"for credit" not in phone.get(f"/room/{session.key}/").content
    assert credit(phone, session)["location"] == f"/room/{session.key}/"
    assert not session.credit_sign_ins.exists()


def test_the_database_holds_one_open_stay_a_person(live, learner):
    at = {"session": live, "user": learner, "joined_at": live.started_at}
    CreditSignIn.objects.create(**at)
    with pytest.raises(IntegrityError), transaction.atomic():
        CreditSignIn.objects.create(**at)
