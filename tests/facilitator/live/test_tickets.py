"""Tickets: who may listen to what, for how long, checked without the database."""

from datetime import timedelta

import pytest
from django.core.signing import TimestampSigner
from django.http import HttpResponse

from facilitator.live import tickets
from facilitator.live.channels import Channel
from facilitator.live.tickets import SEAT_COOKIE, STAFF_COOKIE, ticket_give, ticket_holder
from tests.facilitator.live.screens import cookie, header_of

EVERYTHING = tuple(Channel)


def give(response, channels, *, secure=False, holder="seat-1"):
    ticket_give(response, session_key="s1", channels=channels, holder=holder, secure=secure)


@pytest.mark.parametrize("channel", EVERYTHING)
@pytest.mark.parametrize(
    "given", [EVERYTHING, (Channel.STAGE,), (Channel.PHONE,), (Channel.STAGE, Channel.PHONE), ()]
)
def test_a_ticket_opens_the_channels_it_names_and_no_other(given, channel):
    header = cookie("s1", *given)
    assert ticket_holder(header, "s1", channel) == ("seat-1" if channel in given else None)
    assert ticket_holder(header, "s2", channel) is None


def test_it_is_a_cookie_that_no_script_reads_and_only_this_session_s_streams_get():
    response = HttpResponse()
    give(response, frozenset({Channel.PHONE}), secure=True)
    (morsel,) = response.cookies.values()
    assert morsel.key == SEAT_COOKIE
    assert morsel["path"] == "/live/s1/"
    assert morsel["httponly"] is True
    assert morsel["secure"] is True
    assert morsel["samesite"] == "Strict"
    assert morsel["max-age"] == 16 * 60 * 60
    assert morsel.coded_value == morsel.value


def test_a_plain_site_gets_a_cookie_that_travels_without_https():
    response = HttpResponse()
    give(response, frozenset({Channel.PHONE}), secure=False)
    assert not response.cookies[SEAT_COOKIE]["secure"]


def test_a_facilitator_who_joins_as_a_participant_keeps_both():
    response = HttpResponse()
    give(response, frozenset({Channel.PHONE}))
    give(response, frozenset(EVERYTHING), holder="person-5")
    assert set(response.cookies) == {STAFF_COOKIE, SEAT_COOKIE}
    for header in (header_of(response), "; ".join(reversed(header_of(response).split("; ")))):
        assert ticket_holder(header, "s1", Channel.CONSOLE) == "person-5"
        # What she sees as a participant holds, should she be taken off.
        assert ticket_holder(header, "s1", Channel.PHONE) == "seat-1"


def test_a_ticket_lasts_sixteen_hours(monkeypatch):
    header = cookie("s1", Channel.PHONE)
    assert ticket_holder(header, "s1", Channel.PHONE) == "seat-1"
    monkeypatch.setattr(tickets, "LASTS", timedelta(seconds=-1))
    assert ticket_holder(header, "s1", Channel.PHONE) is None


def test_what_was_not_signed_here_opens_nothing(settings):
    header = cookie("s1", Channel.PHONE)
    name, _, value = header.partition("=")
    forged = value.replace("phone", "console")
    assert ticket_holder(f"{name}={forged}", "s1", Channel.CONSOLE) is None
    assert ticket_holder(f"other={value}", "s1", Channel.PHONE) is None
    elsewhere = TimestampSigner(salt="elsewhere").sign("s1:phone")
    assert ticket_holder(f"{name}={elsewhere}", "s1", Channel.PHONE) is None
    for nonsense in ("", name, f"{name}=", f"{name}=:::", f"{name}=s1:phone", ";;="):
        assert ticket_holder(nonsense, "s1", Channel.PHONE) is None


def test_one_good_ticket_among_others_is_enough():
    old = cookie("s0", Channel.PHONE)
    header = f"{old}; sessionid=1; {cookie('s1', Channel.PHONE)}; {STAFF_COOKIE}=x"
    assert ticket_holder(header, "s1", Channel.PHONE) == "seat-1"
