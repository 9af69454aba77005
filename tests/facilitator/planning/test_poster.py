"""The poster with the code, and the presenter pack of one session."""

import io
import re
import zipfile
from datetime import UTC, datetime

from django.test import Client

from facilitator import machine
from facilitator.models import Session
from facilitator.pack.choosing import breaks_of
from facilitator.run_sheet import add_break, choose_only, run_sheet_to_json, total_minutes
from facilitator.sessions.running import session_command
from jurisdictions.models import User
from tests.facilitator.planning.plans import address, kept, sheet_form


def poster(client: Client, session: Session, query: str = "") -> str:
    answer = client.get(address(session, f"poster/{query}"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_poster_says_how_to_join(facilitator_client: Client, session: Session) -> None:
    page = poster(facilitator_client, session)
    code = session.code or ""
    for words in (
        "Three agencies, one family",
        "Room 204",
        "https://meet.example.org/room",
        "testserver/join",
        f"{code[:3]} {code[3:]}",
        "No account. No name.",
        "9 a.m.",
    ):
        assert words in page, words
    assert page.count('class="qr"') == 1


def test_the_code_on_the_poster_lets_people_in(
    facilitator_client: Client, session: Session, client: Client
) -> None:
    page = poster(facilitator_client, session)
    code = re.search(r'join-poster__code">([^<]+)<', page)
    assert code is not None
    facilitator_client.post(address(session, "start/"))
    answer = client.post("/join/", {"code": code[1]})
    assert answer.status_code == 302
    assert f"/room/{session.key}/" in answer["location"]


def test_the_table_tent_shows_it_on_both_sides(
    facilitator_client: Client, session: Session
) -> None:
    page = poster(facilitator_client, session, "?form=tent")
    assert page.count("join-poster__code") == 2
    assert page.count("<h1") == 1
    assert re.search(r'join-poster--back" aria-hidden="true"', page)


def test_nothing_on_the_poster_is_for_facilitators_only(
    facilitator_client: Client, session: Session
) -> None:
    page = poster(facilitator_client, session)
    assert session.join_key not in page
    assert "40" not in re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL).split("<main")[1]


def test_an_ended_session_has_no_poster(
    facilitator: User, facilitator_client: Client, session: Session
) -> None:
    facilitator_client.post(address(session, "start/"))
    assert poster(facilitator_client, session)
    session_command(session=session, command=machine.End(), by=facilitator)
    answer = facilitator_client.get(address(session, "poster/"))
    assert answer["location"] == address(session)


def test_poster_and_pack_are_for_who_runs_the_session(
    client: Client,
    learner_client: Client,
    stranger_client: Client,
    colleague_client: Client,
    neighbor_client: Client,
    helper_client: Client,
    session: Session,
) -> None:
    for page in ("poster/", "pack.zip"):
        assert client.get(address(session, page))["location"].startswith("/accounts/login/")
        for one in (learner_client, stranger_client, colleague_client, neighbor_client):
            assert one.get(address(session, page)).status_code == 404
        assert helper_client.get(address(session, page)).status_code == 200


# The presenter pack ------------------------------------------------------------------------------


def packed(client: Client, session: Session) -> tuple[str, dict[str, str]]:
    """The name of the download, and its pages."""
    answer = client.get(address(session, "pack.zip"))
    assert answer["content-type"] == "application/zip"
    body = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        pages = {
            name.split("/", 1)[1]: archive.read(name).decode()
            for name in archive.namelist()
            if name.endswith(".html")
        }
    return answer["content-disposition"], pages


def test_the_pack_holds_the_slides_and_minutes_of_the_run_sheet(
    facilitator_client: Client, session: Session
) -> None:
    form = sheet_form(facilitator_client.get(address(session, "run-sheet/")).content.decode())
    form |= {"minutes-welcome": "37", "do": "save"}
    facilitator_client.post(address(session, "run-sheet/"), form)
    name, pages = packed(facilitator_client, session)
    assert re.search(r'filename="module-7-session-\d{4}-\d\d-\d\d\.zip"', name)
    stage = pages["stage.html"]
    assert "Confidentiality" in stage
    # Not among the ninety minutes.
    assert "five-rs" not in stage
    assert "Three agencies, one family" in pages["START-HERE.html"]
    assert "37" in pages["presenter.html"]


def test_the_pack_comes_to_the_minutes_of_the_run_sheet_with_its_breaks(
    facilitator_client: Client, session: Session
) -> None:
    sheet = choose_only(kept(session), kept(session).chosen[:4])
    first, third = sheet.chosen[0], sheet.chosen[2]
    sheet = add_break(add_break(sheet, after=first, minutes=10), after=third, minutes=15)
    Session.objects.filter(pk=session.pk).update(run_sheet=run_sheet_to_json(sheet))
    start = packed(facilitator_client, session)[1]["START-HERE.html"]
    total = total_minutes(sheet)
    assert f"{total - 25} min of slides and 25 min of breaks: {total} min" in start
    assert [one.after for one in breaks_of(sheet)] == [first, third]


def test_the_day_in_its_name_is_that_of_the_place(
    facilitator_client: Client, session: Session
) -> None:
    # The evening of the fourth in Denver.
    late = datetime(2027, 1, 5, 3, 0, tzinfo=UTC)
    Session.objects.filter(pk=session.pk).update(starts_at=late)
    assert "module-7-session-2027-01-04.zip" in packed(facilitator_client, session)[0]
