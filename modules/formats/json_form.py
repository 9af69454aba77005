"""The exported form of a module: plain JSON values, and back.

The shape is the dataclasses of `modules.document`, with a `kind` on every body block, `schema` on
the module, and each slide's `number`, which is derived and ignored when read.
"""

import hashlib
import json
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from modules.document import BLOCK_KINDS, KIND_OF_BLOCK, SCHEMA, Block, Lesson, Module, Slide

JsonObject = dict[str, Any]


class JsonFormError(ValueError):
    """JSON that is no module; the message names the place and what was expected there."""


# Writing -----------------------------------------------------------------------------------------


def module_to_json(module: Module) -> JsonObject:
    """The module as plain JSON values."""
    data = {"schema": SCHEMA, "language": module.language, **_plain(module)}
    number = 0
    for lesson in data["lessons"]:
        for place, slide in enumerate(lesson["slides"]):
            number += 1
            lesson["slides"][place] = {"id": slide["id"], "number": number, **slide}
    return data


def slide_to_json(slide: Slide) -> JsonObject:
    """One slide as plain JSON values, without a number."""
    data: JsonObject = _plain(slide)
    return data


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        data = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        if isinstance(value, Block):
            return {"kind": KIND_OF_BLOCK[type(value)], **data}
        if isinstance(value, Slide):
            data["reveals"] = value.reveals or None
        return data
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return value


def digest(value: Slide | Lesson | Module | JsonObject) -> str:
    """SHA-256 of the canonical JSON in hexadecimal; equal documents have equal digests."""
    data = value if isinstance(value, dict) else _plain(value)
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


# Reading -----------------------------------------------------------------------------------------


def module_from_json(data: JsonObject) -> Module:
    """Read an exported module. Raises `JsonFormError` where the data is none."""
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise JsonFormError(f"schema: expected {SCHEMA}. Export the module again.")
    body = {key: value for key, value in data.items() if key != "schema"}
    body["lessons"] = [_without_numbers(lesson) for lesson in body.get("lessons") or ()]
    module: Module = _typed(body, Module, "module")
    return module


def _without_numbers(lesson: Any) -> Any:
    if not isinstance(lesson, dict):
        return lesson
    slides = [
        {key: value for key, value in slide.items() if key != "number"}
        if isinstance(slide, dict)
        else slide
        for slide in lesson.get("slides") or ()
    ]
    return {**lesson, "slides": slides}


def slide_from_json(data: JsonObject) -> Slide:
    """Read one slide. Raises `JsonFormError` where the data is none."""
    slide: Slide = _typed(data, Slide, "slide")
    return slide


def _typed(data: Any, wanted: Any, place: str) -> Any:
    origin = get_origin(wanted)
    if origin is tuple:
        if not isinstance(data, list):
            raise JsonFormError(f"{place}: expected a list.")
        item = get_args(wanted)[0]
        return tuple(_typed(one, item, f"{place}[{n}]") for n, one in enumerate(data))
    if wanted == Block:
        return _block(data, place)
    if origin in (Union, UnionType):
        if data is None and NoneType in get_args(wanted):
            return None
        return _typed(data, next(a for a in get_args(wanted) if a is not NoneType), place)
    if is_dataclass(wanted):
        return _object(data, wanted, place)
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        try:
            return wanted(data)
        except ValueError as error:
            raise JsonFormError(f"{place}: '{data}' is none of {', '.join(wanted)}.") from error
    if not isinstance(data, wanted) or (wanted is int and isinstance(data, bool)):
        raise JsonFormError(f"{place}: expected {wanted.__name__}.")
    return data


def _block(data: Any, place: str) -> Any:
    kind = data.get("kind") if isinstance(data, dict) else None
    if kind not in BLOCK_KINDS:
        raise JsonFormError(f"{place}: '{kind}' is none of {', '.join(BLOCK_KINDS)}.")
    rest = {key: value for key, value in data.items() if key != "kind"}
    return _object(rest, BLOCK_KINDS[kind], place)


def _object(data: Any, wanted: Any, place: str) -> Any:
    if not isinstance(data, dict):
        raise JsonFormError(f"{place}: expected an object.")
    if wanted is Slide and data.get("reveals", "") is None:
        data = {**data, "reveals": ""}
    types = _types(wanted)
    unknown = sorted(set(data) - set(types))
    if unknown:
        raise JsonFormError(f"{place}: does not know {', '.join(unknown)}.")
    values = {}
    for field in fields(wanted):
        if field.name in data:
            values[field.name] = _typed(
                data[field.name], types[field.name], f"{place}.{field.name}"
            )
        elif field.default is MISSING:
            raise JsonFormError(f"{place}: misses {field.name}.")
    return wanted(**values)


@lru_cache(maxsize=64)
def _types(wanted: type) -> dict[str, Any]:
    return get_type_hints(wanted)
