"""The report as a spreadsheet and as a PDF."""

import csv
import io

import pypdf
import pytest
import typst
from bs4 import BeautifulSoup

from facilitator.errors import ReportFailed
from facilitator.reports import documents
from facilitator.reports.exports import report_csv
from facilitator.reports.reading import report_read
from facilitator.sessions.running import note_keep


@pytest.fixture
def session(holding, learner):
    return holding.held(learner=learner)


def noted(holding, text):
    session = holding.held()
    note_keep(session=session, slide_id=holding.slides[1], text=text, by=holding.owner)
    session.refresh_from_db()
    return session


def with_group_list(report, *, is_compared):
    """The report with a group list in place of its poll."""
    found = {
        "covered": [{"id": "a", "text": "A release", "by": ["ROI", "consent"], "missing": []}],
        "missed": [{"id": "b", "text": "A plan of care"}],
        "order": ["a", "b"],
        "beyond": ["a ride home"],
        "not_shared": [],
        "not_compared": [],
        "unchecked": 1,
    }
    outcome = {
        "schema": 1,
        "question": "What should be shared?",
        "list_id": "tx_needs",
        "list_title": "Information needed",
        "said": 4,
        "entries": [
            {"words": "ROI", "times": 3, "group": "Papers"},
            {"words": "a ride home", "times": 1, "group": ""},
        ],
        "is_compared": is_compared,
        "kept": None,
        **(found if is_compared else {}),
    }
    (poll,) = report["activities"]
    listed = {**poll, "kind": "group_list", "title": "Information needed", "outcome": outcome}
    return {**report, "activities": [listed]}


def rows_of(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def words_of(made):
    reader = pypdf.PdfReader(io.BytesIO(made))
    return "\n".join(page.extract_text() for page in reader.pages)


def test_the_spreadsheet_opens_as_utf_8_and_has_every_part(session, facilitator_client):
    answer = facilitator_client.get(f"/sessions/{session.key}/report.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="maple-county-three-agencies-2026-03-10.csv"' in answer["Content-Disposition"]
    assert answer.content.startswith(b"\xef\xbb\xbf")

    rows = rows_of(answer.content.decode())
    assert ["Session", "Three agencies"] in rows
    assert ["Signed in for credit", "The learner"] in rows
    assert ["Ours", "1"] in rows
    assert any(row[1:2] == ["2"] and row[3:5] == ["5", "8"] for row in rows)
    assert any(row[-1:] == ["beyond the plan"] for row in rows)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", " =", "\t="])
def test_no_cell_is_a_formula(holding, start):
    session = noted(holding, f"x\n{start}SUM(A1)")
    session.report["notes"][0]["text"] = f"{start}SUM(A1)"
    cells = [cell for row in rows_of(report_csv(report_read(session.report))) for cell in row]
    assert f"'{start}SUM(A1)" in cells
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(("=", "+", "-", "@"))]


def test_nothing_personal_is_in_the_files_beyond_the_names_that_were_given(session):
    read = report_read(session.report)
    for text in (report_csv(read), words_of(documents.report_pdf(read))):
        assert "The learner" in text
        assert "Nightjar" not in text


def test_the_pdf_is_tagged_has_a_title_and_a_language(session, facilitator_client):
    answer = facilitator_client.get(f"/sessions/{session.key}/report.pdf")
    assert answer["Content-Type"] == "application/pdf"
    reader = pypdf.PdfReader(io.BytesIO(answer.content))
    root = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert reader.metadata.title == "Three agencies"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    # Every table has cells that are its header's.
    assert b"/TH" in answer.content or _has_headers(root["/StructTreeRoot"])


def _has_headers(element) -> bool:
    element = element.get_object()
    if isinstance(element, list):
        return any(_has_headers(one) for one in element)
    if not hasattr(element, "get"):
        return False
    return element.get("/S") == "/TH" or ("/K" in element and _has_headers(element["/K"]))


def test_the_pdf_says_what_the_page_says(session):
    text = words_of(documents.report_pdf(report_read(session.report)))
    for words in (
        "Three agencies",
        "9:04 a.m. to 9:25 a.m., 21 minutes",
        "It took 14 minutes less than planned.",
        "The learner",
        "Which system?",
        "Ours",
        "No notes were written.",
        "Whole session, breaks included",
        "−14",
    ):
        assert words in text


def test_the_files_say_the_question_of_a_poll_once(session):
    read = report_read(session.report)
    for text in (report_csv(read), words_of(documents.report_pdf(read))):
        assert text.count("Which system?") == 1
    assert ["Choice", "1 answer"] in rows_of(report_csv(read))


@pytest.mark.parametrize("is_compared", [True, False], ids=["compared", "not compared"])
def test_the_pdf_says_of_a_group_list_what_the_page_says(session, is_compared):
    report = with_group_list(session.report, is_compared=is_compared)
    (activity,) = report_read(report).activities
    made = documents.report_pdf(report_read(report))
    text = " ".join(words_of(made).split())
    assert "point missed" not in text
    assert "point missed" in report_csv(report_read(report)) or not is_compared
    page = BeautifulSoup(activity.html, "html.parser")
    found = page.select("p, caption, h4, th, td, ul li")
    said = [" ".join(one.get_text().split()) for one in found]
    assert ("Missed by the room" in said) is is_compared
    assert [words for words in said if words not in text] == []


def test_a_list_of_nothing_has_its_words_in_the_pdf(session):
    report = with_group_list(session.report, is_compared=False)
    report["activities"][0]["outcome"] |= {"entries": [], "said": 0}
    assert "No entry was shown." in words_of(documents.report_pdf(report_read(report)))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Good \U0001f600", "Good [grinning face]"),
        ("漢 was written", "[cjk unified ideograph-6f22] was written"),
        ("¿Qué pasó?", "¿Qué pasó?"),
        ("#set page() *x* $y$ <z>", "#set page() *x* $y$ <z>"),
        ("Pasted\x07 from\x1b\x7f a table", "Pasted from a table"),
    ],
)
def test_whatever_people_type_can_be_typeset(holding, typed, read):
    session = noted(holding, typed)
    text = words_of(documents.report_pdf(report_read(session.report)))
    assert read in " ".join(text.split())


def test_a_word_that_is_too_long_is_broken(holding):
    session = noted(holding, "o" * 400)
    made = documents.report_pdf(report_read(session.report))
    lines = [line for line in words_of(made).splitlines() if "oooo" in line]
    assert len(lines) > 3
    assert sum(line.count("o") for line in lines) == 400


def test_a_pdf_that_cannot_be_made_is_said(session, facilitator_client, monkeypatch):
    def fail(data):
        raise typst.TypstError("broken")

    monkeypatch.setattr(documents, "_typeset", fail)
    with pytest.raises(ReportFailed):
        documents.report_pdf(report_read(session.report))
    answer = facilitator_client.get(f"/sessions/{session.key}/report.pdf", follow=True)
    assert "cannot be made into a PDF" in answer.content.decode()


def test_a_report_of_another_schema_is_not_guessed_at(session):
    with pytest.raises(ValueError, match="schema"):
        report_read({**session.report, "schema": 2})
