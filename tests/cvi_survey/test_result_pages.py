"""The pages of a closed round: who gets them, and that they show the release and nothing else."""

import gzip
import re
from dataclasses import replace

import pytest
from django.test import Client

from cvi_survey.disclosure import Shown
from cvi_survey.services import instruments, round_close, round_open_in_room
from jurisdictions.enums import Role
from tests.cvi_survey.rounds import ITEMS, WARM_UP, cast, closed, opened
from tests.factories import JurisdictionFactory
from tests.people import client_of, member

pytestmark = pytest.mark.django_db

# Courts toward agreement, Treatment toward disagreement, and others enough to be left over.
SYSTEMS = [([4 + person % 2, 3 + person % 3, person % 5 + 1], "court") for person in range(10)]
SYSTEMS += [([1 + person % 2, 3 + person % 3, person % 5 + 1], "treatment") for person in range(10)]
SYSTEMS += [([1 + person % 5, 3 + person % 3, person % 5 + 1], "") for person in range(10)]
ROOM = [[person % 5 + 1, 4 + person % 2, 1 + person % 3] for person in range(12)]


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def pages_of(pk: int, other: int) -> list[str]:
    rest = ["", "guide/", "stage/", "beside/", f"beside/{other}/", "result.csv", "result.json"]
    rest += ["report.pdf", f"charts/{ITEMS[0]}.svg", f"charts/{ITEMS[0]}.png"]
    return [f"/surveys/{pk}/{one}" for one in rest]


@pytest.fixture
def neighbour_client() -> Client:
    """A facilitator of another county."""
    return client_of(member(JurisdictionFactory(), Role.FACILITATOR))


@pytest.fixture
def two_rounds(facilitator, county):
    return closed(facilitator, county, ROOM), closed(facilitator, county, ROOM)


@pytest.mark.parametrize("role", ["facilitator", "coordinator", "administrator"])
def test_those_who_hold_surveys_read_every_page_and_file(request, two_rounds, role):
    client = request.getfixturevalue(f"{role}_client")
    one, other = two_rounds
    for address in pages_of(one.pk, other.pk):
        response = client.get(address)
        assert response.status_code == 200, address
        assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("role", ["learner", "editor", "stranger"])
def test_other_people_are_refused_every_page_and_file(request, two_rounds, role):
    client = request.getfixturevalue(f"{role}_client")
    one, other = two_rounds
    for address in [*pages_of(one.pk, other.pk), f"/surveys/{one.pk}/beside/elsewhere/"]:
        assert client.get(address).status_code == 403, address


def test_facilitators_of_other_places_find_nothing(neighbour_client, two_rounds):
    one, other = two_rounds
    for address in [*pages_of(one.pk, other.pk), f"/surveys/{one.pk}/beside/elsewhere/"]:
        assert neighbour_client.get(address).status_code == 404, address


def test_visitors_are_sent_to_sign_in(two_rounds):
    one, other = two_rounds
    for address in pages_of(one.pk, other.pk):
        assert Client().get(address)["Location"].startswith("/accounts/login/")


def test_while_a_round_is_open_there_is_no_result(facilitator, facilitator_client, county):
    asked = opened(facilitator, county)
    for places in ROOM:
        cast(asked, places)
    for address in pages_of(asked.pk, asked.pk)[1:]:
        assert facilitator_client.get(address).status_code == 404, address


def test_below_five_answers_there_is_the_talk_without_a_chart(
    facilitator, facilitator_client, county
):
    none = closed(facilitator, county, [], title="The same")
    four = closed(facilitator, county, [[5, 4, 3]] * 4, title="The same")

    for rest in ("", "guide/", "stage/"):
        pages = [
            text_of(facilitator_client.get(f"/surveys/{one.pk}/{rest}")).replace(
                f"/surveys/{one.pk}/", ""
            )
            for one in (none, four)
        ]
        assert pages[0] == pages[1]
        assert "continuum" not in pages[0]
        for item in WARM_UP.items:
            assert item.text in pages[0]
    for kind in ("svg", "png"):
        chart = f"/surveys/{four.pk}/charts/{ITEMS[0]}.{kind}"
        assert facilitator_client.get(chart).status_code == 404


def test_five_answers_give_a_side_of_the_line_and_no_figure(
    facilitator, facilitator_client, county
):
    done = closed(facilitator, county, [[5, 3, 1]] * 4 + [[4, 4, 1]])

    page = text_of(facilitator_client.get(f"/surveys/{done.pk}/"))

    assert page.count('<svg class="continuum continuum--wide"') == 3
    assert page.count("continuum__band") == 6
    assert "continuum__figure" not in page
    assert "continuum__mark" not in page
    assert "released__more" not in page
    assert "5 to 7 people answered" in page
    for words in ("toward agreement", "around the middle", "toward disagreement"):
        assert words in page


def test_from_eight_answers_there_is_a_distribution_with_its_table(
    facilitator, facilitator_client, county
):
    done = closed(facilitator, county, SYSTEMS, asks_system=True)

    page = text_of(facilitator_client.get(f"/surveys/{done.pk}/"))

    assert page.count('<svg class="continuum continuum--wide"') == 3
    assert page.count("<title id=") == page.count("<desc id=") == 6
    assert "20 to 49 people answered" in page
    assert "Child welfare, Another partner" in page
    assert "stand about 3 steps apart" in page
    released = done.release.items[0]
    assert released.shown is Shown.DISTRIBUTION
    rows = re.findall(r'<tr><th scope="row">([^<]+)</th><td>(\d+)</td>', page)[:5]
    assert rows == [
        (label, str(parts)) for label, parts in zip(WARM_UP.scale, released.parts, strict=True)
    ]


def test_the_text_alternative_says_what_the_chart_shows(facilitator, facilitator_client, county):
    done = closed(facilitator, county, SYSTEMS, asks_system=True)
    page = text_of(facilitator_client.get(f"/surveys/{done.pk}/"))
    parts = done.release.items[0].parts
    shares = ", ".join(f"{a} {b}" for a, b in zip(WARM_UP.scale, parts, strict=True))
    assert f"Everyone: of 10, {shares}; on average" in page
    assert "Courts and legal: on average" in page


def test_charts_are_light_and_carry_no_style_of_their_own(facilitator, facilitator_client, county):
    room = [([person % 5 + 1] * 3, system) for system in WARM_UP.system_ids for person in range(9)]
    done = closed(facilitator, county, room, asks_system=True)

    page = facilitator_client.get(f"/surveys/{done.pk}/").content.decode()

    charts = re.findall(r'<svg class="continuum.*?</svg>', page, re.DOTALL)
    assert len(charts) == 6
    for chart in charts:
        # Everyone and four systems.
        assert chart.count('class="continuum__mark ') == 5
        assert len(gzip.compress(chart.encode())) <= 3_000
        assert "style" not in chart
        assert "<script" not in chart


def test_pages_say_no_more_than_the_release(facilitator, facilitator_client, county):
    """Two rooms of unlike size with one release have the same pages."""
    room = [[1, 2, 3]] * 4 + [[5, 4, 2]] * 6
    one = closed(facilitator, county, room, title="The same")
    more = [[1, 2, 3]] * 6 + [[5, 4, 2]] * 9
    other = closed(facilitator, county, more, title="The same")
    assert one.release_copy == other.release_copy
    for rest in ("", "guide/", "stage/", "result.csv", "result.json"):
        pages = [
            text_of(facilitator_client.get(f"/surveys/{found.pk}/{rest}")).replace(
                f"/surveys/{found.pk}/", ""
            )
            for found in (one, other)
        ]
        assert pages[0] == pages[1], rest


def order_on(page: str) -> list[str]:
    return re.findall(r'<section class="released" id="s-([a-z-]+)"', page)


def test_statements_are_ordered_by_plain_links(facilitator, facilitator_client, county):
    # The first statement divides the systems, the second is shared, the third split.
    room = [
        ([5 - person % 2, 4 + person % 2, 1 + 4 * (person % 2)], "court") for person in range(9)
    ]
    room += [
        ([1 + person % 2, 4 + person % 2, 1 + 4 * (person % 2)], "treatment") for person in range(9)
    ]
    room += [([1 + person % 5, 4 + person % 2, 1 + 4 * (person % 2)], "") for person in range(9)]
    done = closed(facilitator, county, room, asks_system=True)
    address = f"/surveys/{done.pk}/"

    page = text_of(facilitator_client.get(address))
    assert order_on(page) == list(ITEMS)
    assert 'href="?order=gap#statements"' in page
    gap = order_on(text_of(facilitator_client.get(address, {"order": "gap"})))
    assert gap[0] == ITEMS[0]
    consensus = order_on(text_of(facilitator_client.get(address, {"order": "consensus"})))
    assert consensus[-1] == ITEMS[1]
    for unknown in ("nonsense", "", "GAP", "<script>"):
        assert order_on(text_of(facilitator_client.get(address, {"order": unknown}))) == list(ITEMS)


def test_the_summary_names_what_stands_out(facilitator, facilitator_client, county):
    done = closed(facilitator, county, SYSTEMS, asks_system=True)
    page = text_of(facilitator_client.get(f"/surveys/{done.pk}/"))
    glance = page[page.index("At a glance") : page.index("Statement by statement")]
    differ = glance[glance.index("Where we differ most") :]
    assert f'<a href="#s-{ITEMS[0]}">' in differ
    assert "Substance use disorder treatment and Courts and legal stand" in differ


def test_the_guide_proposes_statements_with_neutral_questions(
    facilitator, facilitator_client, county
):
    done = closed(facilitator, county, SYSTEMS, asks_system=True)
    page = text_of(facilitator_client.get(f"/surveys/{done.pk}/guide/"))
    assert page.count("Why this one:") == 3
    assert "And what does the daily work in “Courts and legal” show?" in page
    assert "anybody may pass" in page
    assert done.fingerprint in page


def test_the_wall_shows_every_statement_on_a_screen(facilitator, facilitator_client, county):
    done = closed(facilitator, county, SYSTEMS, asks_system=True)
    page = text_of(facilitator_client.get(f"/surveys/{done.pk}/stage/"))
    assert page.count("data-screen ") == len(ITEMS) + 1
    for item in WARM_UP.items:
        assert item.text in page
    assert "<style" not in page
    assert "onclick" not in page


# Beside another round


def test_the_earlier_round_comes_first_whichever_is_asked_for(
    facilitator, facilitator_client, county
):
    first = closed(facilitator, county, ROOM, title="In spring")
    second = closed(facilitator, county, ROOM, title="In autumn")
    for one, other in ((first, second), (second, first)):
        page = text_of(facilitator_client.get(f"/surveys/{one.pk}/beside/{other.pk}/"))
        assert page.index("In spring") < page.index("In autumn")
        assert page.count("The two ranges overlap") == 3
    listed = text_of(facilitator_client.get(f"/surveys/{first.pk}/beside/"))
    assert "In autumn" in listed


def test_systems_are_laid_side_by_side_without_a_verdict(facilitator, facilitator_client, county):
    before = closed(facilitator, county, SYSTEMS, asks_system=True)
    moved = [([6 - one[0], *one[1:]], system) for one, system in SYSTEMS]
    after = closed(facilitator, county, moved, asks_system=True)
    page = text_of(facilitator_client.get(f"/surveys/{after.pk}/beside/{before.pk}/"))
    row = '<th scope="row">Courts and legal</th><td>between “Agree” and “Strongly agree”</td>'
    assert f"{row}<td>between “Strongly disagree” and “Disagree”</td>" in page
    assert "nothing is said about its change" in page


def test_small_groups_are_told_that_a_difference_is_a_question(
    facilitator, facilitator_client, county
):
    before = closed(facilitator, county, [[1 + person % 2, 3, 3] for person in range(12)])
    after = closed(facilitator, county, [[4 + person % 2, 3, 3] for person in range(12)])
    page = text_of(facilitator_client.get(f"/surveys/{after.pk}/beside/{before.pk}/"))
    assert "further toward agreement" in page
    assert "a question, not as a finding" in page
    assert "significan" not in page.replace("significant barrier", "")


def test_rounds_of_other_places_or_statements_are_not_laid_beside(
    facilitator, facilitator_client, county, state
):
    here = closed(facilitator, county, ROOM)
    elsewhere_facilitator = member(state, Role.FACILITATOR)
    there = closed(elsewhere_facilitator, JurisdictionFactory(parent=state), ROOM)
    other = next(one for one in instruments() if one.id != WARM_UP.id)
    unlike = round_close(
        by=facilitator,
        closing=round_open_in_room(
            by=facilitator, jurisdiction=county, instrument=other, title="Others"
        ),
    )
    for pk in (there.pk, unlike.pk, here.pk, 987654):
        assert facilitator_client.get(f"/surveys/{here.pk}/beside/{pk}/").status_code == 404
    # Who may read both does not get them beside each other either: the places differ.
    both = client_of(elsewhere_facilitator)
    assert both.get(f"/surveys/{here.pk}/").status_code == 200
    assert both.get(f"/surveys/{here.pk}/beside/{there.pk}/").status_code == 404


# Beside all others


@pytest.fixture
def others(db):
    """Closes a round in another county, each time a new one."""

    def close(ballots, **options):
        place = JurisdictionFactory(**options)
        return closed(member(place, Role.FACILITATOR), place, ballots)

    return close


def test_everyone_else_is_shown_from_two_other_places_on(
    facilitator, facilitator_client, county, others
):
    here = closed(facilitator, county, ROOM)
    address = f"/surveys/{here.pk}/beside/elsewhere/"
    others([[1 + person % 2, 2, 3] for person in range(12)])
    assert facilitator_client.get(address).status_code == 404
    assert "beside/elsewhere" not in text_of(facilitator_client.get(f"/surveys/{here.pk}/beside/"))

    others([[1 + person % 3, person % 5 + 1, 3] for person in range(12)])

    page = text_of(facilitator_client.get(address))
    assert "Elsewhere" in page
    assert "/ 100" in page
    assert "beside/elsewhere" in text_of(facilitator_client.get(f"/surveys/{here.pk}/beside/"))


def test_places_above_and_below_do_not_count_as_others(
    facilitator, facilitator_client, county, state, others
):
    here = closed(facilitator, county, ROOM)
    closed(member(state, Role.FACILITATOR), state, ROOM)
    below = JurisdictionFactory(parent=county)
    closed(member(below, Role.FACILITATOR), below, ROOM)
    others(ROOM)
    address = f"/surveys/{here.pk}/beside/elsewhere/"
    assert facilitator_client.get(address).status_code == 404
    others(ROOM)
    assert facilitator_client.get(address).status_code == 200


def test_too_small_results_elsewhere_do_not_count(facilitator, facilitator_client, county, others):
    here = closed(facilitator, county, ROOM)
    others(ROOM)
    others(ROOM[:6])
    assert facilitator_client.get(f"/surveys/{here.pk}/beside/elsewhere/").status_code == 404


def test_another_version_of_the_instrument_is_not_pooled(
    facilitator, facilitator_client, county, others
):
    here = closed(facilitator, county, ROOM)
    others(ROOM)
    there = JurisdictionFactory()
    by = member(there, Role.FACILITATOR)
    newer = replace(WARM_UP, id="another", version=WARM_UP.version + 1)
    asked = round_open_in_room(by=by, jurisdiction=there, instrument=newer, title="Newer")
    for places in ROOM:
        cast(asked, places)
    round_close(by=by, closing=asked)
    assert facilitator_client.get(f"/surveys/{here.pk}/beside/elsewhere/").status_code == 404
    others(ROOM)
    assert facilitator_client.get(f"/surveys/{here.pk}/beside/elsewhere/").status_code == 200


def test_a_page_of_a_result_takes_few_queries(
    facilitator, facilitator_client, county, others, django_assert_max_num_queries
):
    here = closed(facilitator, county, ROOM)
    for _number in range(3):
        others(ROOM)
        closed(facilitator, county, ROOM)
    for rest in ("", "guide/", "beside/", "beside/elsewhere/"):
        with django_assert_max_num_queries(14):
            facilitator_client.get(f"/surveys/{here.pk}/{rest}")
