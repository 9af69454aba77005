"""Ways in: link, codes, tablet, paper; looking over; languages."""

import html
import re
from urllib.parse import unquote

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from cvi_survey.answering import answer_path, slip_path
from cvi_survey.models import SealedBallot, UnusedCode
from cvi_survey.paper_sheets import SheetUnreadable, sheet_read, sheet_written
from cvi_survey.services import codes_mint, form_number_issue
from tests.cvi_survey.rounds import answers_in, number_on, opened, send
from tests.cvi_survey.test_preparing import STARTER, drafted, running, text_of

ITEMS = STARTER.item_ids


@pytest.fixture
def phone(db) -> Client:
    return Client(enforce_csrf_checks=True)


def test_a_long_form_is_looked_over_changed_and_sent(phone, coordinator, county):
    asked = running(coordinator, county)
    number = number_on(phone.get(answer_path(asked.code)))
    filled = {"number": number, ITEMS[0]: "4", "system": "court"}

    seen = text_of(send(phone, asked, {**filled, "_go": "review"}))
    assert "Nothing has been sent yet" in seen
    assert 'review__answer">Agree' in seen
    assert seen.count("Prefer not to say") == 23
    changed = text_of(send(phone, asked, {**filled, "_go": "change"}))
    assert f'name="{ITEMS[0]}" value="4" checked' in changed
    assert number in changed
    assert not SealedBallot.objects.exists()
    assert send(phone, asked, {**filled, "_go": "send"}).status_code == 303
    assert answers_in(SealedBallot.objects.get()) == {"system": "court", "places": {ITEMS[0]: 4}}
    again = send(phone, asked, {**filled, "_go": "review"})
    assert again.status_code == 409
    assert "review__answer" not in again.content.decode()


def test_answers_travel_to_the_other_language_and_count_the_same(phone, coordinator, county):
    asked = running(coordinator, county)
    path = answer_path(asked.code, "es")
    page = phone.get(path)
    text = text_of(page)
    assert '<html lang="es">' in text
    assert STARTER.in_language("es").items[3].text in text
    assert "¿Quién ve mis respuestas?" in text
    assert "Inventario de valores" not in text
    filled = f"number={number_on(page)}&{ITEMS[1]}=2&_go="
    form = "application/x-www-form-urlencoded"
    switched = phone.post(path, filled + "change", content_type=form)
    assert f'name="{ITEMS[1]}" value="2" checked' in text_of(switched)
    sent = phone.post(path, filled + "send", content_type=form)
    assert sent["Location"] == f"{path}thanks/"
    assert "Gracias" in text_of(phone.get(sent["Location"]))
    assert answers_in(SealedBallot.objects.get())["places"] == {ITEMS[1]: 2}


def test_a_round_in_one_language_has_no_page_in_the_other(phone, coordinator, county):
    asked = running(coordinator, county, languages=("es",))

    assert '<html lang="es">' in text_of(phone.get(answer_path(asked.code)))
    assert phone.get(f"/s/{asked.code}/en/").status_code == 404
    assert phone.get(f"/s/{asked.code}/es/").status_code == 200


def test_a_title_of_the_form_itself_is_said_in_the_language_of_the_page(phone, coordinator, county):
    asked = running(coordinator, county, title=STARTER.title)

    assert "Inventario de valores" in text_of(phone.get(answer_path(asked.code, "es")))


def test_codes_are_shown_once_and_each_opens_one_form(
    phone, coordinator, coordinator_client, county
):
    asked = running(coordinator, county, entry="codes")
    page = coordinator_client.post(f"/surveys/{asked.pk}/codes/", {"number": 3}).content.decode()
    codes = re.findall(r'slip__code">([a-z0-9-]+)<', page)
    assert len(set(codes)) == 3 == UnusedCode.objects.count()
    assert page.count('<svg aria-hidden="true"') == 3
    file = unquote(html.unescape(re.search(r'href="(data:[^"]+)"', page)[1]))
    assert all(code in file for code in codes)
    assert not any(code in text_of(coordinator_client.get("/surveys/")) for code in codes)

    written = f" {codes[0].upper().replace('-', ' – ')}. "
    form = text_of(send(phone, asked, {"_go": "enter", "_code": written}))
    tidy = codes[0].replace("-", "")
    assert f'name="_code" value="{tidy}"' in form
    filled = {"number": form_number_issue(asked), "_code": tidy, ITEMS[0]: "1"}
    assert send(phone, asked, filled).status_code == 303
    used = send(phone, asked, {**filled, "number": form_number_issue(asked)})
    assert used.status_code == 409
    assert "This code has been used" in text_of(used)
    assert SealedBallot.objects.count() == 1


@pytest.mark.parametrize("written", ["", "nonsense", "é" * 500, "abcde-fghjk", "\u0000"])
def test_a_code_that_is_none_gets_a_kind_page(phone, coordinator, county, written):
    asked = running(coordinator, county, entry="codes")

    response = send(phone, asked, {"_go": "enter", "_code": written})
    assert response.status_code == 409
    assert "This code does not open a form" in text_of(response)
    assert "The code on your slip" in text_of(phone.get(answer_path(asked.code)))


def test_a_slip_leads_straight_to_the_form_and_opening_it_spends_nothing(
    phone, coordinator, county
):
    asked = running(coordinator, county, entry="codes")
    (code,) = codes_mint(by=coordinator, asked=asked, number=1)
    for _time in range(2):
        page = phone.get(slip_path(asked.code, code.replace("-", "")))
        assert page.status_code == 200
        assert STARTER.items[0].text in text_of(page)
    assert phone.get(slip_path(asked.code, "xxxxxxxxxx")).status_code == 409
    assert phone.post(slip_path(asked.code, code)).status_code == 405
    assert UnusedCode.objects.count() == 1


def test_a_tablet_returns_to_the_start_by_itself_and_a_phone_does_not(phone, coordinator, county):
    tablet = running(coordinator, county, entry="kiosk")
    path = answer_path(tablet.code)
    start = phone.get(path)
    assert start.headers["Refresh"] == f"1200; url={path}"
    assert "Start again" in text_of(start)
    number = number_on(start)
    sent = send(phone, tablet, {"number": number, ITEMS[0]: "5"})
    thanks = phone.get(sent["Location"])
    assert thanks.headers["Refresh"] == f"20; url={path}"
    assert "For the next person" in text_of(thanks)
    own = running(coordinator, county)
    assert "Refresh" not in phone.get(answer_path(own.code)).headers


def test_drafts_and_paper_rounds_give_no_form(phone, coordinator, county):
    found = drafted(coordinator, county)
    early = phone.get(answer_path(found.code))
    assert (early.status_code, "not open yet" in text_of(early)) == (410, True)
    paper = running(coordinator, county, entry="paper")
    response = phone.get(answer_path(paper.code))
    assert (response.status_code, "answered on paper" in text_of(response)) == (410, True)
    refused = send(phone, paper, {"number": form_number_issue(paper), ITEMS[0]: "5"})
    assert refused.status_code == 410
    assert not SealedBallot.objects.exists()


def test_sheets_are_typed_one_after_another_and_counted_once(
    coordinator, coordinator_client, county
):
    asked = running(coordinator, county, takes_paper=True)
    path = f"/surveys/{asked.pk}/sheets/"
    number = number_on(coordinator_client.get(path))
    first, second = "4" + "0" * 23, "12345" * 4 + "1230 C"
    page = text_of(coordinator_client.post(path, {"number": number, "line": first}))
    assert "Sheet 2" in page
    wrong = {"number": number, "sheet": [first], "line": "123"}
    assert "A sheet has 24 digits; here are 3." in text_of(coordinator_client.post(path, wrong))
    assert not SealedBallot.objects.exists()
    stack = {"number": number, "sheet": [first, first], "line": second}
    out = text_of(coordinator_client.post(path, {**stack, "_do": "out 0"}))
    assert out.count('name="sheet"') == 1
    stack = {"number": number, "sheet": [first], "line": second, "_do": "count"}
    done = coordinator_client.post(path, stack)
    assert done["Location"] == f"{path}counted/"
    assert "destroy them now" in text_of(coordinator_client.get(done["Location"]))
    found = [answers_in(one) for one in SealedBallot.objects.all()]
    assert sorted(one["system"] for one in found) == ["", "court"]
    assert {len(one["places"]) for one in found} == {1, 23}
    again = coordinator_client.post(path, stack)
    assert again.status_code == 409
    assert SealedBallot.objects.count() == 2


RUNNING = ["invitation/", "codes/", "closing/", "sheets/"]


@pytest.mark.django_db
def test_facilitators_get_the_poster_and_no_more(
    coordinator, coordinator_client, facilitator_client, county
):
    asked = running(coordinator, county, entry="codes", takes_paper=True)

    assert facilitator_client.get(f"/surveys/{asked.pk}/link/").status_code == 200
    for path in RUNNING:
        assert facilitator_client.get(f"/surveys/{asked.pk}/{path}").status_code == 403
        assert coordinator_client.get(f"/surveys/{asked.pk}/{path}").status_code == 200
    assert facilitator_client.post(f"/surveys/{asked.pk}/codes/", {"number": 1}).status_code == 403
    assert not UnusedCode.objects.exists()


@pytest.mark.django_db
def test_poster_and_invitation_speak_both_languages(coordinator, coordinator_client, county):
    asked = running(coordinator, county)
    poster = text_of(coordinator_client.get(f"/surveys/{asked.pk}/link/"))
    invitation = text_of(coordinator_client.get(f"/surveys/{asked.pk}/invitation/"))

    assert "Point your phone" in poster
    assert "Apunte al código" in poster
    assert f"http://testserver/s/{asked.code}/ " in invitation
    assert f"http://testserver/s/{asked.code}/es/ " in invitation
    assert "Participar es decisión suya" in invitation
    assert "subject=Le%20invitamos" in invitation


@pytest.mark.django_db
def test_the_closing_date_can_be_changed_while_it_is_open(coordinator, coordinator_client, county):
    asked = running(coordinator, county)
    path = f"/surveys/{asked.pk}/closing/"
    refused = coordinator_client.post(path, {"closes_at": "2001-01-01T10:00"})
    assert "lies in the past" in text_of(refused)
    coordinator_client.post(path, {"closes_at": "2101-01-01T10:00"})
    asked.refresh_from_db()
    assert asked.closes_at.year == 2101
    coordinator_client.post(path, {"closes_at": ""})
    asked.refresh_from_db()
    assert asked.closes_at is None


@pytest.mark.django_db
def test_the_warm_up_is_opened_with_two_clicks(facilitator_client, county):
    page = text_of(facilitator_client.get("/surveys/open/"))
    chosen = re.search(r'<option value="(\w[^"]*)"[^>]*>', page.partition('name="instrument"')[2])
    assert chosen[1] == "cvi-warm-up"
    sent = {"title": "", "instrument": "cvi-warm-up", "jurisdiction": county.pk}
    assert "This survey is open." in text_of(
        facilitator_client.post("/surveys/open/", sent, follow=True)
    )


@pytest.mark.django_db
def test_the_warm_up_is_asked_in_spanish_too(phone, facilitator, county):
    asked = opened(facilitator, county, asks_system=True)
    page = text_of(phone.get(answer_path(asked.code, "es")))

    assert "El personal de bienestar infantil debería tener voz" in page
    assert "Tribunales y servicios legales" in page


SYSTEMS = ("x", "y")


@given(st.lists(st.integers(0, 5), min_size=6, max_size=6), st.sampled_from(["", "x", "y"]))
def test_a_sheet_is_read_as_it_was_written(places, system):
    digits = "".join(map(str, places))
    letter = {"": "", "x": "a", "y": "B"}[system]
    sheet = sheet_read(f" {digits[:3]} {digits[3:]} {letter}", items=6, points=5, systems=SYSTEMS)

    assert (sheet.digits, sheet.system) == (digits, system)
    assert sheet_read(sheet_written(sheet, SYSTEMS), items=6, points=5, systems=SYSTEMS) == sheet
    assert len(sheet.choices("abcdef")) == sum(place > 0 for place in places)


@pytest.mark.parametrize(
    ("line", "kind", "found"),
    [
        ("12345", "count", "5"),
        ("1234512", "count", "7"),
        ("12345 a", "count", "5"),
        ("123456", "digit", "6"),
        ("12345１", "digit", "１"),
        ("123451 c", "system", "c"),
        ("123451 ab", "system", "ab"),
        ("", "count", "0"),
    ],
)
def test_a_sheet_that_cannot_be_read_says_why(line, kind, found):
    with pytest.raises(SheetUnreadable) as error:
        sheet_read(line, items=6, points=5, systems=SYSTEMS)
    assert (error.value.kind, error.value.found) == (kind, found)
