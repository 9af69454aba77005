"""A release as files: a table (CSV) and data (JSON). Nothing is in them that is not released."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from django.utils.text import slugify

from cvi_survey.disclosure import Release
from cvi_survey.models import Round
from cvi_survey.reading import words as say
from cvi_survey.reading.figures import GroupReading, Indices, readings_of
from cvi_survey.reading.words import Words

JSON_SCHEMA = "cvi-result/1"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
INDICES = (
    "mean",
    "agreeing",
    "median",
    "quartile_range",
    "agreement",
    "polarization",
    "consensus",
    "leik",
)


def file_name(read: Round, ending: str, *more: str) -> str:
    """A name that says what it is: place, title, date."""
    closed = read.closed_at.date().isoformat() if read.closed_at else ""
    words = [slugify(str(word))[:60] for word in (read.jurisdiction, read.title, *more)]
    return "-".join(filter(None, (*words, closed))) + f".{ending}"


def csv_of(read: Round, released: Release, words: Words) -> str:
    """One row for each group of each statement.

    Cells that a spreadsheet would take for a formula begin with an apostrophe.
    """
    points = [f"share_{place}" for place in range(1, released.points + 1)]
    out = io.StringIO()
    writer = csv.writer(out)
    head = ["statement_id", "statement", "group_id", "group", "shown", "on_average"]
    writer.writerow([*head, *points, "of", *INDICES, "fingerprint"])
    for row in _rows(read, released, words):
        writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def _rows(read: Round, released: Release, words: Words) -> Iterator[list[object]]:
    for reading in readings_of(released):
        item = words.items[reading.item]
        if reading.everyone is None:
            blank = [""] * (released.points + 1 + len(INDICES))
            everyone = words.labels.everyone
            yield [item.id, item.text, "", everyone, "nothing", "", *blank, read.fingerprint]
            continue
        for group in (reading.everyone, *reading.systems):
            shares: list[object] = [*group.parts] or [""] * released.points
            yield [
                item.id,
                item.text,
                group.system,
                words.name(group.system),
                group.shown.value,
                say.place_words(group, words.labels),
                *shares,
                group.whole or "",
                *_figures(group),
                read.fingerprint,
            ]


def _figures(group: GroupReading) -> list[object]:
    """The indices of a distribution; else the released mean alone, where there is one."""
    found = indices_data(group.indices)
    if found is not None:
        return [found[name] for name in INDICES]
    return ["" if group.mean is None else group.mean, *[""] * (len(INDICES) - 1)]


def _cell(value: object) -> object:
    """A value that no spreadsheet takes for a formula."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def json_of(read: Round, released: Release, words: Words) -> str:
    """The kept release as it is, its words, and the indices that follow from it.

    The schema: `docs/survey.md`.
    """
    instrument = words.instrument
    data = {
        "schema": JSON_SCHEMA,
        "fingerprint": read.fingerprint,
        "round": {
            "title": read.title,
            "jurisdiction": str(read.jurisdiction),
            "closed": read.closed_at.date().isoformat() if read.closed_at else None,
            "instrument": {"id": instrument.id, "version": instrument.version},
            "language": words.language,
        },
        "scale": list(words.labels.scale),
        "systems": dict(words.labels.systems),
        "statements": [
            {"id": item.id, "text": item.text, "short": item.short} for item in instrument.items
        ],
        "release": read.release_copy,
        "readings": [
            {
                "item": reading.item,
                "groups": [
                    _group_data(group)
                    for group in ((reading.everyone, *reading.systems) if reading.everyone else ())
                ],
            }
            for reading in readings_of(released)
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _group_data(group: GroupReading) -> dict[str, Any]:
    return {
        "system": group.system,
        "leaning": group.leaning.value,
        "agreement": group.agreement.value if group.agreement else None,
        "indices": indices_data(group.indices),
    }


def indices_data(indices: Indices | None) -> dict[str, float] | None:
    """Figures to six places; `None` without a distribution."""
    if indices is None:
        return None
    return {name: round(getattr(indices, name), 6) + 0.0 for name in INDICES}
