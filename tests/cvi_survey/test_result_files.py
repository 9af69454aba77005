"""A result's files: they parse, carry the fingerprint, and hold the release and nothing else."""

import csv
import io
import json
import struct
import zlib
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from cvi_survey.disclosure import release_fingerprint
from cvi_survey.models import Round
from cvi_survey.reading import documents
from cvi_survey.reading.exports import FORMULA_STARTS
from cvi_survey.services import round_close, round_open_in_room
from tests.cvi_survey.rounds import ITEMS, WARM_UP, cast, closed

pytestmark = pytest.mark.django_db

ROOM = [([4 + person % 2, 3 + person % 3, person % 5 + 1], "court") for person in range(10)]
ROOM += [([1 + person % 2, 3 + person % 3, person % 5 + 1], "treatment") for person in range(10)]
ROOM += [([1 + person % 5, 3 + person % 3, person % 5 + 1], "") for person in range(10)]


@pytest.fixture
def done(facilitator, county):
    return closed(facilitator, county, ROOM, asks_system=True, title="Morning group")


@pytest.fixture
def fetch(facilitator_client):
    def get(found: Round, name: str):
        return facilitator_client.get(f"/surveys/{found.pk}/{name}")

    return get


def rows_of(response) -> list[dict[str, str]]:
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_table_holds_the_published_shares(done, fetch):
    response = fetch(done, "result.csv")
    rows = rows_of(response)

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="maple-county-morning-group-2' in response["Content-Disposition"]
    assert len(rows) == sum(1 + len(one.systems) for one in done.release.items)
    first = rows[0]
    assert first["statement"] == WARM_UP.items[0].text
    parts = [int(first[f"share_{place}"]) for place in range(1, 6)]
    assert parts == list(done.release.items[0].parts)
    assert {row["fingerprint"] for row in rows} == {done.fingerprint}
    court = next(row for row in rows if row["group_id"] == "court")
    assert (court["group"], court["mean"], court["share_1"]) == ("Courts and legal", "4.5", "")


def test_hidden_statements_are_empty_rows(facilitator, county, fetch):
    rows = rows_of(fetch(closed(facilitator, county, [[1, 2, 3]] * 3), "result.csv"))
    assert [row["shown"] for row in rows] == ["nothing"] * 3
    assert {row["share_1"] + row["mean"] + row["of"] for row in rows} == {""}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝"])
def test_no_cell_is_a_formula(facilitator, county, fetch, start):
    text = f'{start}HYPERLINK("x")'
    items = tuple(replace(item, text=text) for item in WARM_UP.items)
    systems = tuple(replace(system, label=text) for system in WARM_UP.systems)
    asked = round_open_in_room(
        by=facilitator,
        jurisdiction=county,
        instrument=replace(WARM_UP, id="another", items=items, systems=systems, translations={}),
        title=text,
        asks_system=True,
    )
    for places, system in ROOM:
        cast(asked, places, system)
    rows = rows_of(fetch(round_close(by=facilitator, closing=asked), "result.csv"))
    cells = [row[name] for row in rows for name in ("statement_id", "statement", "group")]
    assert not any(cell.startswith(FORMULA_STARTS) for cell in cells)
    assert {row["statement"] for row in rows} == {f"'{text}"}
    assert f"'{text}" in {row["group"] for row in rows}


def test_the_data_hold_the_kept_release_whose_fingerprint_anybody_can_check(done, fetch):
    response = fetch(done, "result.json")
    data = json.loads(response.content)

    assert response["Content-Type"] == "application/json"
    assert data["schema"] == "cvi-result/1"
    assert data["release"] == done.release_copy
    assert data["fingerprint"] == done.fingerprint == release_fingerprint(data["release"])
    assert [one["id"] for one in data["statements"]] == list(ITEMS)
    assert list(data) == [
        "schema",
        "fingerprint",
        "round",
        "scale",
        "systems",
        "statements",
        "release",
        "readings",
    ]
    groups = data["readings"][0]["groups"]
    assert [one["system"] for one in groups] == ["", "treatment", "court"]
    assert groups[0]["indices"].keys() == {
        "mean",
        "agreeing",
        "median",
        "quartile_range",
        "agreement",
        "polarization",
        "consensus",
        "leik",
    }
    assert groups[1]["indices"] is None


def keys_in(data) -> set[str]:
    """Every name in JSON data but those of systems and thresholds."""
    if isinstance(data, list):
        return set().union(*map(keys_in, data))
    if not isinstance(data, dict):
        return set()
    inner = (keys_in(one) for name, one in data.items() if name not in ("thresholds", "categories"))
    names = {name for name in data if name not in WARM_UP.system_ids}
    return names.union(*inner)


def test_every_name_in_the_data_is_documented(done, fetch):
    documented = (Path(__file__).parents[2] / "docs" / "survey.md").read_text(encoding="utf-8")
    names = keys_in(json.loads(fetch(done, "result.json").content))
    assert {"fingerprint", "parts", "half_steps", "indices"} <= names
    assert [name for name in sorted(names) if f'"{name}"' not in documented] == []


def test_a_chart_is_a_document_of_its_own(done, fetch):
    response = fetch(done, f"charts/{ITEMS[0]}.svg")
    root = ET.fromstring(response.content)

    assert response["Content-Type"] == "image/svg+xml"
    text = response.content.decode()
    assert done.fingerprint in text
    assert "class=" not in text
    assert "style" not in text
    titles = [one.text for one in root if one.tag.endswith(("title", "desc"))]
    assert titles[0] == WARM_UP.items[0].short
    assert "Courts and legal: on average" in titles[1]


def test_a_chart_is_a_picture(done, fetch):
    response = fetch(done, f"charts/{ITEMS[0]}.png")
    body = response.content

    assert response["Content-Type"] == "image/png"
    assert body[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", body[16:24])
    assert 1000 <= width <= 2000
    assert 400 <= height <= 4000
    # Every chunk is whole.
    place = 8
    kinds = []
    while place < len(body):
        length, kind = struct.unpack(">I4s", body[place : place + 8])
        content = body[place + 4 : place + 8 + length]
        (check,) = struct.unpack(">I", body[place + 8 + length : place + 12 + length])
        assert zlib.crc32(content) == check
        kinds.append(kind)
        place += 12 + length
    assert kinds[-1] == b"IEND"


@pytest.mark.parametrize(
    "name", ["charts/nowhere.svg", "charts/nowhere.png", f"charts/{ITEMS[0]}.gif", "result.xlsx"]
)
def test_what_there_is_not_is_not_found(done, fetch, name):
    assert fetch(done, name).status_code == 404


def tags_in(node, found: list[DictionaryObject]) -> list[DictionaryObject]:
    """All elements of a PDF's structure."""
    node = node.get_object()
    if isinstance(node, list):
        for one in node:
            tags_in(one, found)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            found.append(node)
        if "/K" in node:
            tags_in(node["/K"], found)
    return found


def test_the_report_is_tagged_titled_and_in_its_language(done, fetch):
    response = fetch(done, "report.pdf")
    pdf = PdfReader(io.BytesIO(response.content))
    catalog = pdf.trailer["/Root"]

    assert response["Content-Type"] == "application/pdf"
    assert catalog["/Lang"].startswith("en")
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == "Morning group"
    assert pdf.metadata["/Keywords"] == done.fingerprint
    assert b"pdfuaid" in catalog["/Metadata"].get_object().get_data()
    tags = tags_in(catalog["/StructTreeRoot"], [])
    kinds = [tag["/S"] for tag in tags]
    assert kinds.count("/Figure") == kinds.count("/Table") == len(ITEMS)
    assert "/H1" in kinds
    assert "/TH" in kinds
    alternatives = [tag["/Alt"] for tag in tags if tag["/S"] == "/Figure"]
    assert all("on average" in one for one in alternatives)
    text = "".join(page.extract_text() for page in pdf.pages)
    assert done.fingerprint in text
    assert WARM_UP.items[2].text.split()[0] in text


def test_a_report_without_pictures_says_so(facilitator, county, fetch):
    found = closed(facilitator, county, [[1, 2, 3]] * 3)
    pdf = PdfReader(io.BytesIO(fetch(found, "report.pdf").content))
    text = " ".join("".join(page.extract_text() for page in pdf.pages).split())
    assert text.count("No picture") == 3


def test_words_with_marks_of_every_kind_stay_words(facilitator, county, fetch):
    title = '#panic("x") $ \\ <b> & "quoted" {} [*bold*] ñ'
    found = closed(facilitator, county, [one for one, _system in ROOM], title=title)
    pdf = PdfReader(io.BytesIO(fetch(found, "report.pdf").content))
    assert pdf.metadata.title == title
    for name in (f"charts/{ITEMS[0]}.svg", f"charts/{ITEMS[0]}.png", "result.csv", "result.json"):
        response = fetch(found, name)
        assert response.status_code == 200
        assert "panicx-b-quoted" in response["Content-Disposition"]


def test_too_many_statements_are_refused_with_a_way_out(done, fetch, monkeypatch):
    monkeypatch.setattr(documents, "MOST_STATEMENTS", len(ITEMS))
    assert fetch(done, "report.pdf").status_code == 200
    monkeypatch.setattr(documents, "MOST_STATEMENTS", len(ITEMS) - 1)
    refused = fetch(done, "report.pdf")
    assert refused.status_code == 409
    assert "at most 2 statements" in refused.content.decode()


def test_a_document_that_cannot_be_made_says_what_to_do(done, fetch, monkeypatch):
    monkeypatch.setattr(documents, "PICTURE", b"#panic()")
    refused = fetch(done, f"charts/{ITEMS[0]}.png")
    assert refused.status_code == 409
    assert "Take the CSV or JSON file instead" in refused.content.decode()
