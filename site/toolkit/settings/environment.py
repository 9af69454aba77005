"""Reading the environment: one place that knows what a switch or a list looks like."""

import os

from django.core.exceptions import ImproperlyConfigured

OFF = frozenset({"", "0", "false", "no", "off"})


def text(name: str, default: str = "") -> str:
    """The variable's text without surrounding blanks, or `default` when unset or empty."""
    return os.environ.get(name, "").strip() or default


def switch(name: str, *, default: bool) -> bool:
    """True unless the variable says 0, false, no or off; `default` when it is unset."""
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() not in OFF


def whole_number(name: str, default: int) -> int:
    """The variable as a whole number. `ImproperlyConfigured` names a variable that is not one."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from error


def words(name: str) -> list[str]:
    """The variable's comma-separated words, without blanks."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def required(name: str, remedy: str) -> str:
    """The variable's text. `ImproperlyConfigured` names the variable and says what to do."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {remedy}")
    return value
