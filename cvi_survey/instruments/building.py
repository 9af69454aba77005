"""Making an instrument of data that has been checked."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cvi_survey.instruments.model import (
    Direction,
    Instrument,
    Item,
    ItemWords,
    Section,
    System,
    Words,
)


def built(data: Mapping[str, Any], languages: Sequence[str]) -> Instrument:
    """The instrument of a file's data, in all its languages."""
    main = languages[0]
    words = _words(data, main)
    return Instrument(
        id=data["id"],
        version=data["version"],
        language=main,
        title=words.title,
        introduction=words.introduction,
        direction=Direction(data["direction"]),
        scale=words.scale,
        no_answer=words.no_answer,
        items=tuple(
            Item(
                id=item["id"],
                citation=_one_line(item.get("citation") or ""),
                **vars(words.items[item["id"]]),
            )
            for item in data["items"]
        ),
        discussion=words.discussion,
        systems=tuple(System(name, label) for name, label in words.systems.items()),
        source=words.source,
        licence=words.licence,
        notice=words.notice,
        sections=tuple(
            Section(
                name,
                title,
                tuple(item["id"] for item in data["items"] if item["section"] == name),
            )
            for name, title in words.sections.items()
        ),
        translations={code: _words(data, code) for code in languages[1:]},
    )


def _words(data: Mapping[str, Any], language: str) -> Words:
    def text(fields: Mapping[str, Any], name: str) -> str:
        return _one_line(_in(fields.get(name) or "", language))

    def texts(name: str) -> tuple[str, ...]:
        return tuple(map(_one_line, _in(data[name], language)))

    def by_id(parts: Iterable[Mapping[str, Any]], name: str) -> dict[str, str]:
        return {part["id"]: text(part, name) for part in parts}

    scale = texts("scale")
    return Words(
        title=text(data, "title"),
        introduction=text(data, "introduction"),
        no_answer=text(data, "no_answer"),
        notice=text(data, "notice"),
        source=text(data, "source"),
        licence=text(data, "licence"),
        scale=scale if Direction(data["direction"]) is Direction.RISING else scale[::-1],
        discussion=texts("discussion"),
        items={
            item["id"]: ItemWords(
                short=text(item, "short") or text(item, "text"),
                text=text(item, "text"),
                about=text(item, "about"),
            )
            for item in data["items"]
        },
        sections=by_id(data.get("sections", ()), "title"),
        systems=by_id(data["systems"], "label"),
    )


def _in(value: Any, language: str) -> Any:
    return value[language] if isinstance(value, dict) else value


def _one_line(text: str) -> str:
    return " ".join(text.split())
