"""Working on a run-sheet: a plain form, from press to press."""

import pytest
from django.test import Client

from facilitator.models import Session
from facilitator.run_sheet import RunSheet, run_sheet_from_json, run_sheet_to_json
from facilitator.run_sheet.errors import NoRunSheet
from modules.selectors import module_document
from tests.facilitator.planning.plans import (
    address,
    kept,
    page_of,
    sheet_form,
    sheet_form_of,
    sheet_page,
    sheet_pressed,
    with_break,
)


def test_saving_what_is_shown_changes_nothing(facilitator_client: Client, session: Session) -> None:
    before = kept(session)
    answer = sheet_pressed(facilitator_client, session, sheet_form_of(facilitator_client, session))
    assert answer["location"] == address(session)
    assert kept(session) == before


def test_every_slide_of_the_module_is_there(facilitator_client: Client, session: Session) -> None:
    page = sheet_page(facilitator_client, session)
    for slide in module_document("module-7").slides:
        assert f'name="chosen-{slide.id}"' in page
        assert f'name="minutes-{slide.id}"' in page


def test_what_optional_means_is_said(facilitator_client: Client, session: Session) -> None:
    page = sheet_page(facilitator_client, session)
    assert "Mark as optional what may be skipped" in page
    facilitator_client.post(address(session, "start/"))
    assert "Mark as optional" not in sheet_page(facilitator_client, session)


def test_slides_minutes_and_marks_are_kept(facilitator_client: Client, session: Session) -> None:
    form = sheet_form_of(facilitator_client, session)
    form["minutes-welcome"] = "9"
    form["optional-welcome"] = "on"
    form["chosen-seven-strategies"] = "on"
    del form["chosen-acknowledgment"]
    sheet_pressed(facilitator_client, session, form)
    rows = {row.slide: row for row in kept(session).slides}
    assert (rows["welcome"].minutes, rows["welcome"].is_optional) == (9, True)
    assert rows["seven-strategies"].is_chosen
    assert not rows["acknowledgment"].is_chosen


def test_each_row_shows_its_time_and_the_sum_its_end(
    facilitator_client: Client, session: Session
) -> None:
    form = sheet_form_of(facilitator_client, session)
    form["minutes-welcome"] = "5"
    page = page_of(sheet_pressed(facilitator_client, session, form, "recalculate"))
    assert "94 min" in page
    assert "10:34 a.m." in page
    assert "planned 90 min: 4 over" in page
    row = page.split('data-slide="acknowledgment"')[1]
    assert "9:05 a.m." in row.split("</li>")[0]
    assert kept(session).rows[0].minutes == 1


def test_without_a_start_rows_count_from_the_beginning(
    facilitator_client: Client, session: Session
) -> None:
    Session.objects.filter(pk=session.pk).update(starts_at=None)
    form = sheet_form_of(facilitator_client, session)
    form["starts"] = ""
    page = page_of(sheet_pressed(facilitator_client, session, form, "recalculate"))
    assert "+1" in page.split('data-slide="acknowledgment"')[1].split("</li>")[0]
    sheet_pressed(facilitator_client, session, form)
    assert kept(session).starts_at is None


def test_less_than_there_is_time_for_says_what_is_left(
    facilitator_client: Client, session: Session
) -> None:
    form = sheet_form_of(facilitator_client, session) | {"available": "100"}
    page = page_of(sheet_pressed(facilitator_client, session, form, "recalculate"))
    assert "planned 100 min: 10 left" in page
    sheet_pressed(facilitator_client, session, form)
    assert kept(session).available == 100


def test_the_start_moves_the_session_too(facilitator_client: Client, session: Session) -> None:
    day = session.starts_at
    form = sheet_form_of(facilitator_client, session) | {"starts": "13:20"}
    sheet_pressed(facilitator_client, session, form)
    assert kept(session).starts_at == 13 * 60 + 20
    assert day is not None
    assert session.starts_at is not None
    moved = session.starts_at - day
    assert moved.total_seconds() == (4 * 60 + 20) * 60


def test_a_session_with_a_day_keeps_a_start(facilitator_client: Client, session: Session) -> None:
    form = sheet_form_of(facilitator_client, session) | {"starts": ""}
    page = page_of(sheet_pressed(facilitator_client, session, form), 422)
    assert "say at what time it starts" in page
    assert kept(session).starts_at == 540


@pytest.mark.parametrize("typed", ["-1", "121", "a few", "1.5", "", "9" * 400])
def test_minutes_that_do_not_fit_are_marked_and_kept_as_typed(
    typed: str, facilitator_client: Client, session: Session
) -> None:
    form = sheet_form_of(facilitator_client, session)
    form["minutes-welcome"] = typed
    form["minutes-acknowledgment"] = "17"
    page = page_of(sheet_pressed(facilitator_client, session, form), 422)
    assert "Write whole minutes, 0 to 120." in page
    if typed:
        assert f'value="{typed}"' in page
    assert 'value="17"' in page
    assert kept(session).rows[0].minutes == 1


def test_no_slide_at_all_is_refused(facilitator_client: Client, session: Session) -> None:
    form = sheet_form_of(facilitator_client, session)
    none = {name: value for name, value in form.items() if not name.startswith("chosen-")}
    assert "Choose at least one slide." in page_of(
        sheet_pressed(facilitator_client, session, none), 422
    )
    assert "Choose at least one slide." in page_of(
        sheet_pressed(facilitator_client, session, {}), 422
    )
    assert len(kept(session).chosen) > 20


def test_a_whole_lesson_is_taken_in_or_out_in_one_press(
    facilitator_client: Client, session: Session
) -> None:
    form = sheet_form_of(facilitator_client, session)
    page = page_of(sheet_pressed(facilitator_client, session, form, "none:opening"))
    form = sheet_form(page)
    assert "chosen-welcome" not in form
    page = page_of(sheet_pressed(facilitator_client, session, form, "all:strategies-and-outcomes"))
    form = sheet_form(page)
    assert "chosen-five-rs" in form
    sheet_pressed(facilitator_client, session, form)
    assert "welcome" not in kept(session).chosen
    assert "five-rs" in kept(session).chosen


# Breaks ------------------------------------------------------------------------------------------


def test_a_break_is_put_in_behind_its_slide(facilitator_client: Client, session: Session) -> None:
    form = with_break(facilitator_client, session)
    assert not kept(session).breaks
    sheet_pressed(facilitator_client, session, form)
    run_sheet = kept(session)
    (found,) = run_sheet.breaks
    assert (found.title, found.minutes) == ("Coffee", 10)
    place = run_sheet.place(found.id)
    assert place is not None
    assert run_sheet.rows[place - 1].id == "confidentiality"


def test_a_new_break_gets_the_focus(facilitator_client: Client, session: Session) -> None:
    new = {"new-after": "welcome", "new-minutes": "10"}
    form = sheet_form_of(facilitator_client, session) | new
    page = page_of(sheet_pressed(facilitator_client, session, form, "add-break"))
    assert page.count("autofocus") == 1
    assert "autofocus" in page.split('name="title-break_1"')[1].split(">")[0]


def test_a_break_is_changed_and_taken_out_again(
    facilitator_client: Client, session: Session
) -> None:
    form = with_break(facilitator_client, session)
    form |= {"minutes-break_1": "15", "title-break_1": "  A long   walk "}
    sheet_pressed(facilitator_client, session, form)
    assert (kept(session).breaks[0].minutes, kept(session).breaks[0].title) == (15, "A long walk")
    form = sheet_form_of(facilitator_client, session)
    form = sheet_form(
        page_of(sheet_pressed(facilitator_client, session, form, "remove-break:break_1"))
    )
    sheet_pressed(facilitator_client, session, form)
    assert not kept(session).breaks


def test_several_breaks_stay_in_their_order(facilitator_client: Client, session: Session) -> None:
    sheet_pressed(facilitator_client, session, with_break(facilitator_client, session))
    second = {"new-title": "Second", "new-minutes": "5"}
    sheet_pressed(facilitator_client, session, with_break(facilitator_client, session, **second))
    first = {"new-after": "welcome", "new-title": "First of all"}
    sheet_pressed(facilitator_client, session, with_break(facilitator_client, session, **first))
    assert [one.title for one in kept(session).breaks] == ["First of all", "Coffee", "Second"]
    assert len({one.id for one in kept(session).breaks}) == 3


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ({"new-minutes": "0"}, "1 to 120 minutes"),
        ({"new-minutes": "ten"}, "1 to 120 minutes"),
        ({"new-minutes": "500"}, "1 to 120 minutes"),
        ({"new-after": ""}, "Choose the slide"),
        ({"new-after": "nonsense"}, "Choose the slide"),
    ],
)
def test_a_break_that_does_not_fit_is_not_put_in_and_stays_typed(
    new: dict[str, str], said: str, facilitator_client: Client, session: Session
) -> None:
    typed = {"new-after": "welcome", "new-minutes": "10", "new-title": "Coffee & cake", **new}
    form = sheet_form_of(facilitator_client, session) | typed
    page = page_of(sheet_pressed(facilitator_client, session, form, "add-break"))
    assert said in page
    assert 'value="Coffee &amp; cake"' in page
    assert 'name="break"' not in page


def test_there_are_at_most_twenty_breaks(facilitator_client: Client, session: Session) -> None:
    form = sheet_form_of(facilitator_client, session)
    form["break"] = [f"break_{number}" for number in range(1, 41)]
    form |= {f"minutes-break_{number}": "1" for number in range(1, 41)}
    form |= {f"after-break_{number}": "welcome" for number in range(1, 41)}
    sheet_pressed(facilitator_client, session, form)
    assert len(kept(session).breaks) == 20
    new = {"new-after": "welcome", "new-minutes": "10"}
    form = sheet_form_of(facilitator_client, session) | new
    assert "twenty breaks" in page_of(sheet_pressed(facilitator_client, session, form, "add-break"))


def test_a_break_of_a_name_that_is_none_is_left_out(
    facilitator_client: Client, session: Session
) -> None:
    form = sheet_form_of(facilitator_client, session)
    form |= {"break": "welcome", "after-welcome": "welcome", "title-welcome": "<b>"}
    sheet_pressed(facilitator_client, session, form)
    assert not kept(session).breaks


# Warnings, and other plans -----------------------------------------------------------------------


def test_an_answer_without_its_question_is_warned_of(
    facilitator_client: Client, session: Session
) -> None:
    form = sheet_form_of(facilitator_client, session)
    del form["chosen-what-to-share"]
    page = page_of(sheet_pressed(facilitator_client, session, form, "recalculate"))
    row = page.split('data-slide="treatment-providers-need"')[1].split("</li>")[0]
    assert "data-unasked>" in row
    other = page.split('data-slide="welcome"')[1].split("</li>")[0]
    assert "data-unasked" not in other
    sheet_pressed(facilitator_client, session, form)
    told = facilitator_client.get(address(session)).content.decode()
    assert "no chosen slide starts" in told


def test_another_plan_fills_the_form_and_keeps_nothing_yet(
    facilitator_client: Client, session: Session
) -> None:
    before = kept(session)
    page = sheet_page(facilitator_client, session, "?plan=brown-bag")
    assert "Nothing is saved yet." in page
    assert "45 min" in page
    assert kept(session) == before
    sheet_pressed(facilitator_client, session, sheet_form(page))
    after = kept(session)
    assert sum(row.minutes for row in after.rows if row.is_planned) == 45
    assert (after.starts_at, after.available) == (540, 45)
    assert sheet_page(facilitator_client, session, "?plan=nonsense")


def test_what_has_changed_in_the_module_is_told(
    facilitator_client: Client, session: Session
) -> None:
    rows = session.run_sheet["rows"]
    rows[:] = [row for row in rows if row.get("slide") != "confidentiality"]
    rows.append({"slide": "gone", "lesson": "closing", "minutes": 4})
    session.save()
    for page in ("", "run-sheet/"):
        told = facilitator_client.get(address(session, page)).content.decode()
        assert "The module has changed" in told
        assert "“Confidentiality”" in told
        assert "1 slide is gone." in told
    sheet_pressed(facilitator_client, session, sheet_form_of(facilitator_client, session))
    assert "confidentiality" not in kept(session).chosen
    assert "The module has changed" not in sheet_page(facilitator_client, session)


def test_a_slide_that_is_new_since_the_form_was_made_is_not_lost(
    facilitator_client: Client, session: Session
) -> None:
    form = sheet_form_of(facilitator_client, session)
    form = {name: value for name, value in form.items() if not name.endswith("-confidentiality")}
    sheet_pressed(facilitator_client, session, form)
    row = next(one for one in kept(session).slides if one.slide == "confidentiality")
    assert not row.is_chosen
    assert row.minutes > 0


def test_a_run_sheet_changed_elsewhere_is_not_written_over_unasked(
    facilitator_client: Client, session: Session
) -> None:
    mine = sheet_form_of(facilitator_client, session) | {"minutes-welcome": "8"}
    other = sheet_form_of(facilitator_client, session) | {"minutes-welcome": "3"}
    sheet_pressed(facilitator_client, session, other)
    page = page_of(sheet_pressed(facilitator_client, session, mine), 422)
    assert "was changed elsewhere" in page
    assert kept(session).rows[0].minutes == 3
    sheet_pressed(facilitator_client, session, sheet_form(page))
    assert kept(session).rows[0].minutes == 8


def test_a_session_without_a_run_sheet_shows_the_whole_module(
    facilitator_client: Client, session: Session
) -> None:
    Session.objects.filter(pk=session.pk).update(run_sheet={})
    form = sheet_form_of(facilitator_client, session)
    assert sum(name.startswith("chosen-") for name in form) == 42
    assert facilitator_client.get(address(session)).status_code == 200


# The time that there is --------------------------------------------------------------------------


def test_the_time_that_there_is_is_kept_with_the_run_sheet() -> None:
    found = RunSheet(starts_at=540, available=90)
    assert run_sheet_from_json(run_sheet_to_json(found)) == found
    assert "available" not in run_sheet_to_json(RunSheet())


@pytest.mark.parametrize("available", [-1, 1441, True, "90", 1.5])
def test_a_time_that_is_none_is_no_run_sheet(available: object) -> None:
    with pytest.raises(NoRunSheet):
        run_sheet_from_json({**run_sheet_to_json(RunSheet()), "available": available})
