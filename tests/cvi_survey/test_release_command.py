"""`toolkit cvi_release --counts FILE`: anybody can check the rules on a table of counts."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

TABLE = {
    "categories": ["No", "Rather not", "Rather", "Yes"],
    "groups": {"court": {"a": [3, 3, 3, 3]}, "treatment": {"a": [1, 4, 4, 1]}},
}


def released(tmp_path, text):
    path = tmp_path / "counts.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    out = StringIO()
    call_command("cvi_release", counts=path, stdout=out)
    return json.loads(out.getvalue())


def test_a_table_of_counts_is_released_as_json(tmp_path):
    data = released(tmp_path, json.dumps(TABLE))

    assert data["systems_shown"] == ["court", "treatment"]
    assert data["categories"] == TABLE["categories"]
    assert sum(data["items"][0]["parts"]) == data["items"][0]["whole"] == 10
    assert len(data["fingerprint"]) == 64
    again = released(
        tmp_path, json.dumps({**TABLE, "thresholds": {"mean": 30, "distribution": 30}})
    )
    assert again["items"][0]["shown"] == "nothing"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "not JSON"),
        (b"\xff\xfe", "not UTF-8"),
        ("[" * 100_000, "JSON|deeply"),
        ("[]", "Begin with"),
        (json.dumps({**TABLE, "extra": 1}), "Unknown: extra"),
        (json.dumps({**TABLE, "categories": ["a", "a", "b", "c"]}), "the same"),
        (json.dumps({**TABLE, "categories": 4}), "labels"),
        (json.dumps({**TABLE, "groups": {}}), "groups"),
        (json.dumps({**TABLE, "groups": {"All": {"a": [1, 1, 1, 1]}}}), "leave out"),
        (json.dumps({**TABLE, "groups": {"x": {"a": [1, 1]}}}), "4 counts"),
        (json.dumps({**TABLE, "groups": {"x": {"a": [1, 1, 1, -1]}}}), "whole number"),
        (json.dumps({**TABLE, "groups": {"x": {"a": [1, 1, 1, 1.5]}}}), "whole number"),
        (json.dumps({**TABLE, "groups": {**TABLE["groups"], "x": {"b": [1] * 4}}}), "no counts"),
        (json.dumps({**TABLE, "groups": {"x": {"a": [1, 1, 1, 10**11]}}}), "larger than"),
        (
            '{"categories": ["a", "b", "c"], "groups": {"x": {"a": [1, 1, %s]}}}' % ("9" * 5000),
            "larger",
        ),
        (json.dumps({**TABLE, "categories": ["a", "b", "c", "\ud800"]}), "half a character"),
        (json.dumps({**TABLE, "groups": {"\ud800": {"a": [1] * 4}}}), "half a character"),
        ('{"groups": {"x": {"a": [9, 9, 9]}, "x": {"a": [1, 1, 1]}}}', "'x' is given twice"),
        (json.dumps({**TABLE, "people": {"court": 3}}), "12 answers"),
        (json.dumps({**TABLE, "people": {"nobody": 3}}), "no group"),
        (json.dumps({**TABLE, "thresholds": {"mean": 4}}), "at least 5"),
        (json.dumps({**TABLE, "thresholds": {"median": 9}}), "thresholds"),
    ],
)
def test_a_table_that_is_wrong_is_refused_with_what_to_do(tmp_path, text, complaint):
    with pytest.raises(CommandError, match=complaint):
        released(tmp_path, text)


def test_hidden_and_empty_look_alike(tmp_path):
    """A system nobody named and one with four people: the same release, to the last letter."""
    rows = {"court": {"a": [3, 3, 3, 3]}, "treatment": {"a": [3, 4, 4, 3]}}
    empty = {**rows, "other": {"a": [0, 0, 0, 0]}}
    hidden = {**rows, "other": {"a": [1, 1, 1, 1]}}
    alike = released(tmp_path, json.dumps({**TABLE, "groups": empty}))["items"][0]["systems"]

    assert (
        alike == released(tmp_path, json.dumps({**TABLE, "groups": hidden}))["items"][0]["systems"]
    )
    nothing, few = (
        released(tmp_path, json.dumps({**TABLE, "groups": {"court": {"a": row}}}))
        for row in ([0, 0, 0, 0], [1, 1, 1, 1])
    )
    assert nothing == few


def test_a_table_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("cvi_release", counts=tmp_path / "nothing.json")
