"""`toolkit score_list`: a file of entries in, a file of predictions out, or a clear error."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

LABELLED = Path(__file__).with_name("labelled.jsonl")


def run(list_id, source, target):
    call_command("score_list", list_id, "--in", source, "--out", target, verbosity=0)


def rows_of(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_entry_gets_one_prediction_in_its_place(tmp_path, capsys):
    target = tmp_path / "predictions.jsonl"
    run("all", LABELLED, target)
    rows = rows_of(target)
    assert [row["id"] for row in rows] == [row["id"] for row in rows_of(LABELLED)]
    assert all(set(row) == {"id", "items", "partial", "overshare"} for row in rows)
    assert f"{len(rows)} entries scored" in capsys.readouterr().out


def test_entries_without_a_list_are_scored_against_the_named_one(tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        '{"id": "a", "text": "ROI signed, visit plan"}\n\n{"id": "b", "text": ""}\n'
        '{"id": "c", "text": "HIV status"}\n'
    )
    run("tx_needs", source, target)
    assert rows_of(target) == [
        {
            "id": "a",
            "items": ["tx_needs.release", "tx_needs.status_visits"],
            "partial": ["tx_needs.status_visits"],
            "overshare": False,
        },
        {"id": "b", "items": [], "partial": [], "overshare": False},
        {"id": "c", "items": [], "partial": [], "overshare": True},
    ]


@pytest.mark.parametrize(
    ("list_id", "lines", "message"),
    [
        ("tx_needs", '{"id": "a", "text": "x"}\nnonsense', "line 2: this is no JSON"),
        ("tx_needs", '\n["a"]', "line 2: there is no JSON object"),
        ("tx_needs", '{"text": "x"}', "line 1: 'id' is missing"),
        ("tx_needs", '{"id": "", "text": "x"}', "line 1: 'id' is empty"),
        ("tx_needs", '{"id": "a", "text": 3}', "line 1: 'text' is missing or is not a text"),
        ("tx_needs", '{"id": "a", "text": "x"}\n' * 2, "line 2: the id 'a' is there twice"),
        ("tx_needs", '{"id": "a", "list": "five_rs", "text": "x"}', "the entry is for 'five_rs'"),
        ("all", '{"id": "a", "text": "x"}', "line 1: 'list' is missing"),
        ("all", '\n{"id": "a", "list": "no", "text": "x"}', "line 2: there is no list 'no'"),
        ("no_such", "", "There is no list 'no_such'. Known are: .*tx_needs"),
    ],
)
def test_bad_input_names_the_line_and_leaves_the_old_file(list_id, lines, message, tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(lines)
    target.write_text("as it was")
    with pytest.raises(CommandError, match=message):
        run(list_id, source, target)
    assert target.read_text() == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"gone\.jsonl: No such file"):
        run("tx_needs", tmp_path / "gone.jsonl", tmp_path / "out.jsonl")


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_text("")
    with pytest.raises(CommandError, match=r"nowhere/out\.jsonl: No such file"):
        run("tx_needs", source, tmp_path / "nowhere" / "out.jsonl")


def test_what_is_not_utf_8_is_said(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_bytes(b"\xff\xfe{}")
    with pytest.raises(CommandError, match="no text in UTF-8"):
        run("tx_needs", source, tmp_path / "out.jsonl")
