"""Logs for machines: one JSON object a line, without anything that points at a person.

Left out altogether: query strings, addresses of machines, browsers' names, cookies, the request
object. Replaced wherever they turn up, tracebacks included: e-mail addresses, network addresses
and long random words (one-time links, keys, session ids).
"""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

# What a record may bring along besides its message.
KEPT_EXTRAS = ("method", "path", "status_code", "milliseconds")

EMAIL = re.compile(r"[\w.+%'-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
IPV4 = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])")
IPV6 = re.compile(
    r"(?<![\w:.])(?=[\da-f:.]*:[\da-f:.]*:)[\da-f]{0,4}(?::[\da-f.]{0,15}){2,7}(?![\w:])",
    re.IGNORECASE,
)
QUERY = re.compile(r"(?<=[\w/\-.~])\?[^\s'\"<>)\]]+")
# Twenty or more characters with both letters and digits, but for short words joined by hyphens.
TOKEN = re.compile(
    r"(?<![\w-])(?![a-z0-9]{1,15}(?:[-_][a-z0-9]{1,15})+(?![\w-]))"
    r"(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{20,}(?:[:.][\w-]{6,})*(?![\w-])"
)
CLOCK = re.compile(r"^\d{1,2}:\d{2}(?::\d{2})?$")


def without_personal_data(text: str) -> str:
    """The text with everything that could point at a person replaced by a word in brackets."""
    text = EMAIL.sub("[e-mail]", text)
    text = QUERY.sub("?[query]", text)
    text = IPV4.sub("[address]", text)
    text = IPV6.sub(lambda found: found[0] if CLOCK.match(found[0]) else "[address]", text)
    return TOKEN.sub("[token]", text)


class JsonFormatter(logging.Formatter):
    """Turns a record into one line of JSON: time (UTC), level, logger, message, a few extras."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": without_personal_data(record.getMessage()),
        }
        for name in KEPT_EXTRAS:
            if (value := getattr(record, name, None)) is not None:
                line[name] = without_personal_data(value) if isinstance(value, str) else value
        if record.exc_info:
            line["traceback"] = without_personal_data(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def logging_settings() -> dict[str, Any]:
    """Django's LOGGING: everything to standard error as JSON, warnings of libraries included."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonFormatter}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            # Without its own handlers: they mail tracebacks or print what a person typed.
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "toolkit": {"level": "INFO"},
            "uvicorn": {"handlers": [], "level": "INFO", "propagate": True},
        },
    }
