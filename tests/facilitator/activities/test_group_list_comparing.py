"""Group list: comparing with the reference list, correcting, revealing, keeping."""

import json

import pytest

from facilitator import machine
from facilitator.activities import kind_of
from facilitator.activities.group_list import comparing
from facilitator.models import Activity, CoFacilitator
from quizzes.models import ListResult
from quizzes.scoring import Scorer
from quizzes.selectors import reference_lists
from quizzes.services.phrasings import phrasing_accept
from tests.facilitator.activities.faces import (
    act,
    closed,
    desk,
    opened,
    phone,
    phones_alike,
    shown,
    wall,
    words,
)
from tests.facilitator.activities.group_lists import FREE, KIND, TX, entries
from tests.facilitator.rooms import commanded, joined, polled, started
from tests.people import client_of

LIST = reference_lists()["tx_needs"]
LAST = LIST.items[-1]
RELEASE = "tx_needs.release"
ROI, GUESS, BEYOND, PRIVATE = (
    "ROI signed",
    "ages of the littles at home",
    "wibble token",
    "who called the hotline",
)
LIKELY = ("concurrent: reun/adopt", "hx IVDU x10y", "high as a kite at my last home visit")


@pytest.fixture
def live(facilitator, county):
    return started(facilitator, county)


@pytest.fixture
def activity(live, facilitator):
    return polled(live, facilitator, TX, KIND)


@pytest.fixture
def compared(live, activity, facilitator, facilitator_client):
    act(facilitator_client, activity, "add", entries="\n".join((ROI, BEYOND, PRIVATE)))
    closed(live, facilitator, activity)
    assert act(facilitator_client, activity, "compare") == ""
    activity.refresh_from_db()
    return activity


def found_in(activity):
    activity.refresh_from_db()
    return comparing.compared(activity)


def say(client, activity, *row, button="say"):
    return act(client, activity, "say", **{button: json.dumps(list(row))})


def columns(client, live):
    sides = wall(client, live).select(".group-wall__columns section")
    return [[words(one) for one in side.select("li")] for side in sides]


def revealed(live, activity, facilitator, client):
    act(client, activity, "reveal")
    return shown(live, facilitator, activity)


def test_the_wall_shows_the_comparison_only_once_it_is_revealed_and_shown(
    live, compared, facilitator, facilitator_client
):
    shown(live, facilitator, compared)
    assert not wall(facilitator_client, live).select(".group-wall__columns")
    assert LAST.text not in phones_alike(live)

    assert act(facilitator_client, compared, "reveal") == ""
    both, missed, beyond = columns(facilitator_client, live)
    assert both == [f"{LIST.item(RELEASE).text} {ROI}"]
    assert len(missed) == len(LIST.items) - 1
    assert LAST.text in missed
    assert beyond == [BEYOND, PRIVATE]
    assert "1 of 9" in words(wall(facilitator_client, live).select_one(".group-wall__count"))

    commanded(live, facilitator, machine.HideResult(compared.pk))
    assert not wall(facilitator_client, live).select(".group-wall__columns")
    act(facilitator_client, compared, "cover")
    shown(live, facilitator, compared)
    assert not wall(facilitator_client, live).select(".group-wall__columns")


def test_phones_show_what_the_wall_shows(live, compared, facilitator, facilitator_client):
    device, _seat = joined(live)
    assert LAST.text not in words(phone(device, live))
    revealed(live, compared, facilitator, facilitator_client)
    mine = words(phone(device, live))
    assert LAST.text in mine
    assert "The room has covered 1 of 9 points" in mine
    assert BEYOND in mine


def test_only_what_is_on_the_wall_is_compared_and_what_leaves_it_leaves_the_comparison(
    live, activity, facilitator, facilitator_client
):
    act(facilitator_client, activity, "add", entries=f"{ROI}\n{BEYOND}")
    act(facilitator_client, activity, f"hide-{entries(activity)[BEYOND].pk}")
    act(facilitator_client, activity, "compare")
    assert found_in(activity).beyond == ()
    act(facilitator_client, activity, f"show-{entries(activity)[BEYOND].pk}")
    assert found_in(activity).left == (BEYOND,)
    assert "1 entry on the wall is not compared" in words(desk(facilitator_client, live))
    act(facilitator_client, activity, "compare")
    assert found_in(activity).beyond == (BEYOND,)
    act(facilitator_client, activity, f"hide-{entries(activity)[ROI].pk}")
    assert found_in(activity).covered == ()
    closed(live, facilitator, activity)
    revealed(live, activity, facilitator, facilitator_client)
    assert ROI not in str(wall(facilitator_client, live))


def test_what_is_uncertain_is_confirmed_or_corrected_in_one_press(
    live, activity, facilitator, facilitator_client
):
    act(facilitator_client, activity, "add", entries=f"{GUESS}\n{ROI}")
    closed(live, facilitator, activity)
    act(facilitator_client, activity, "compare")
    before = found_in(activity).to_check
    assert before
    rows = desk(facilitator_client, live).select("[id^=check-]")
    assert len(rows) == len(before)
    assert f"Reveal ({len(before)} not looked at yet)" in words(desk(facilitator_client, live))
    for row in rows:
        accept, *_more, reject = row.select("button")
        button = accept if GUESS in words(row) else reject
        assert act(facilitator_client, activity, "say", say=button["value"]) == ""
    page = desk(facilitator_client, live)
    assert not page.select("[id^=check-]")
    assert words(page.select_one("#group-reveal")) == "Reveal"


def test_corrections_change_what_is_covered_and_can_be_taken_back(
    live, compared, facilitator_client
):
    say(facilitator_client, compared, "add", BEYOND, LAST.id, "")
    say(facilitator_client, compared, "reject", ROI, RELEASE, "")
    found = found_in(compared)
    assert [one.item.id for one in found.covered] == [LAST.id]
    assert ROI in found.beyond
    say(facilitator_client, compared, "reject", ROI, RELEASE, "", button="unsay")
    assert {one.item.id for one in found_in(compared).covered} == {RELEASE, LAST.id}


@pytest.mark.parametrize(
    ("do", "fields"),
    [
        ("say", {"say": json.dumps(["accept", "never said", RELEASE, ""])}),
        ("say", {"say": json.dumps(["accept", ROI, "no.such", ""])}),
        ("say", {"say": json.dumps(["move", ROI, RELEASE, "to-1-1"])}),
        ("note", {"note": "never\0said", "kind": "reporter"}),
        ("note", {"note": PRIVATE, "kind": "wibble"}),
    ],
)
def test_what_is_not_of_this_list_is_not_kept(compared, facilitator_client, do, fields):
    assert act(facilitator_client, compared, do, **fields)
    found = found_in(compared)
    assert (found.corrections, found.confirmed) == ((), frozenset())


def test_another_point_can_be_chosen_among_all_entries(live, compared, facilitator_client):
    page = desk(facilitator_client, live)
    field = page.select_one(f"#entry-2 select option[value='{LAST.id}']").parent["name"]
    button = page.select_one("#entry-2 .judged__add button")["value"]
    act(facilitator_client, compared, "say", say=button, **{field: LAST.id})
    assert LAST.id in {one.item.id for one in found_in(compared).covered}


def test_all_that_is_very_likely_is_accepted_in_one_press(live, activity, facilitator_client):
    act(facilitator_client, activity, "add", entries="\n".join((ROI, GUESS, *LIKELY)))
    act(facilitator_client, activity, "compare")
    likely = [one for one in found_in(activity).to_check if one.is_likely]
    assert likely
    act(facilitator_client, activity, "likely")
    left = found_in(activity).to_check
    assert left
    assert not [one for one in left if one.is_likely]
    assert len(found_in(activity).corrections) == len(likely)


def test_a_thought_on_privacy_reaches_the_wall_only_when_confirmed(
    live, compared, facilitator, facilitator_client
):
    revealed(live, compared, facilitator, facilitator_client)
    assert not wall(facilitator_client, live).select(".group-wall__private")
    note = found_in(compared).notes[0]
    fields = {"note": note.entry, "kind": note.note.private.kind}
    act(facilitator_client, compared, "note", shared="no", **fields)
    assert "Better not shared" in words(wall(facilitator_client, live))
    assert note.note.private.reason in words(wall(facilitator_client, live))
    assert columns(facilitator_client, live)[2] == [BEYOND]
    act(facilitator_client, compared, "note", shared="yes", **fields)
    assert not wall(facilitator_client, live).select(".group-wall__private")


def test_a_list_that_is_opened_again_is_covered_and_keeps_what_was_said(
    live, compared, facilitator, facilitator_client
):
    say(facilitator_client, compared, "add", BEYOND, LAST.id, "")
    revealed(live, compared, facilitator, facilitator_client)
    opened(live, facilitator, compared)
    act(facilitator_client, compared, "add", entry="dose of methadone")
    closed(live, facilitator, compared)
    shown(live, facilitator, compared)
    assert not wall(facilitator_client, live).select(".group-wall__columns")
    act(facilitator_client, compared, "compare")
    found = found_in(compared)
    assert not found.is_revealed
    assert found.left == ()
    assert LAST.id in {one.item.id for one in found.covered}


def test_the_rooms_list_is_grouped_by_point_once_the_points_are_revealed(
    live, compared, facilitator, facilitator_client
):
    assert act(facilitator_client, compared, "group-by-point")
    act(facilitator_client, compared, "reveal")
    assert act(facilitator_client, compared, "group-by-point") == ""
    assert entries(compared)[ROI].group == LIST.item(RELEASE).text
    assert entries(compared)[BEYOND].group == ""
    assert words(wall(facilitator_client, live).select_one("h3")) == LIST.item(RELEASE).text


def test_scoring_is_done_before_the_session_is_locked_and_only_for_what_is_new(
    live, compared, facilitator_client, monkeypatch
):
    scored = []
    score_entry = Scorer.score_entry
    monkeypatch.setattr(
        Scorer,
        "score_entry",
        lambda self, text: scored.append(text) or score_entry(self, text),
    )
    act(facilitator_client, compared, "add", entry="dose of methadone")
    compared.refresh_from_db()
    ahead = kind_of(KIND).prepare(compared, "compare", {})
    assert scored == ["dose of methadone"]
    comparing.list_compare(compared, ahead)
    assert len(scored) == 1
    act(facilitator_client, compared, "compare")
    assert len(scored) == 2


def test_no_more_than_so_many_entries_are_compared(live, activity, facilitator_client, monkeypatch):
    monkeypatch.setattr(comparing, "MOST_SCORED", 2)
    act(facilitator_client, activity, "add", entries=f"{ROI}\n{BEYOND}\n{GUESS}")
    act(facilitator_client, activity, "compare")
    assert found_in(activity).left == (GUESS,)


def test_a_list_that_is_gone_is_said_to_be_gone(live, facilitator, facilitator_client):
    activity = polled(live, facilitator, {**TX, "list_id": "own-99"}, KIND)
    act(facilitator_client, activity, "add", entry=ROI)
    assert "not there any more" in act(facilitator_client, activity, "compare")


# Keeping and the report --------------------------------------------------------------------------


def test_the_list_is_kept_with_its_corrections_as_the_session_ends(
    live, compared, facilitator, facilitator_client, county
):
    say(facilitator_client, compared, "add", BEYOND, LAST.id, "")
    act(facilitator_client, compared, "reveal")
    commanded(live, facilitator, machine.End())
    kept = ListResult.objects.get()
    assert (kept.jurisdiction, kept.kept_by, kept.list_id) == (county, facilitator, "tx_needs")
    assert kept.entries == [ROI, BEYOND, PRIVATE]
    assert [one.item_id for one in kept.corrections.all()] == [LAST.id]
    compared.refresh_from_db()
    assert compared.outcome["kept"] == kept.pk
    assert [one["id"] for one in compared.outcome["covered"]] == [RELEASE, LAST.id]


def test_a_list_is_kept_once_however_often_it_is_kept(live, compared, facilitator_client):
    for _again in range(2):
        assert act(facilitator_client, compared, "keep") == ""
    first = ListResult.objects.get()
    assert desk(facilitator_client, live).select_one(f"a[href$='/present/results/{first.pk}/']")
    say(facilitator_client, compared, "add", BEYOND, LAST.id, "")
    act(facilitator_client, compared, "keep")
    second = ListResult.objects.get()
    assert second.pk != first.pk
    assert second.corrections.count() == 1


def test_what_somebody_worked_on_since_is_not_replaced(
    live, compared, facilitator, facilitator_client
):
    from quizzes.corrections import Correction, Say
    from quizzes.services.results import result_correct

    act(facilitator_client, compared, "keep")
    correction = Correction(Say.ADD, BEYOND, LAST.id)
    result_correct(result=ListResult.objects.get(), correction=correction, by=facilitator)
    say(facilitator_client, compared, "reject", ROI, RELEASE, "")
    act(facilitator_client, compared, "keep")
    assert ListResult.objects.count() == 2


def test_a_driver_from_elsewhere_keeps_it_for_the_owner(
    live, compared, facilitator, facilitator_client, stranger
):
    CoFacilitator.objects.create(session=live, user=stranger)
    commanded(live, facilitator, machine.HandOver(stranger.pk))
    assert act(client_of(stranger), compared, "keep") == ""
    assert ListResult.objects.get().kept_by == facilitator


def test_a_list_that_was_not_compared_is_in_the_report_and_not_among_kept_lists(
    live, activity, facilitator, facilitator_client
):
    act(facilitator_client, activity, "add", entry=ROI)
    commanded(live, facilitator, machine.End())
    assert not ListResult.objects.exists()
    activity.refresh_from_db()
    assert activity.outcome["entries"] == [{"words": ROI, "times": 1, "group": ""}]
    assert not activity.outcome["is_compared"]


def test_what_stays_are_words_and_counts(live, compared, facilitator_client):
    act(facilitator_client, compared, f"hide-{entries(compared)[PRIVATE].pk}")
    compared.refresh_from_db()
    kept = kind_of(KIND).outcome(compared)
    assert json.loads(json.dumps(kept)) == kept
    assert (kept["beyond"], kept["not_shared"], kept["said"]) == ([BEYOND], [], 2)
    assert len(kept["missed"]) == len(LIST.items) - 1
    assert PRIVATE not in str(kept)
    rows = kind_of(KIND).outcome_rows(kept)
    assert len({len(row) for row in rows}) == 1
    assert ("entry", ROI, "1", "", LIST.item(RELEASE).text) in rows
    assert ("point missed", LAST.text, "", "", "") in rows


@pytest.mark.parametrize("options", [TX, FREE])
def test_the_report_says_it_in_words(options, live, facilitator, facilitator_client):
    from django.template.loader import render_to_string

    activity = polled(live, facilitator, options, KIND)
    act(facilitator_client, activity, "add", entries=f"{ROI}\n<b>{BEYOND}</b>")
    act(facilitator_client, activity, "compare")
    activity.refresh_from_db()
    outcome = kind_of(KIND).outcome(activity)
    html = render_to_string("facilitator/activities/group_list/report.html", {"outcome": outcome})
    assert "<b>" not in html
    assert ("Missed by the room" in html) is ("list_id" in options)


def test_a_phrasing_that_was_accepted_meanwhile_counts_when_comparing_again(
    live, compared, facilitator, facilitator_client
):
    phrasing_accept(list_id="tx_needs", item_id=LAST.id, text=BEYOND, by=facilitator)
    act(facilitator_client, compared, "compare")
    assert LAST.id in {one.item.id for one in found_in(compared).covered}


def test_only_who_drives_can_use_the_controls(live, compared, stranger):
    CoFacilitator.objects.create(session=live, user=stranger)
    client = client_of(stranger)
    for do in ("show-all", "compare", "reveal", "keep"):
        assert act(client, compared, do)
    assert not Activity.objects.get(pk=compared.pk).working.get("revealed")
