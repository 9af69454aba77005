"""What must not happen in a browser while a test runs."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext


@dataclass
class BrowserWatch:
    """Collects console errors, script errors, policy violations and requests to other hosts."""

    site: str
    problems: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Watch every page of the context, windows that a page opens included."""
        context.on("console", lambda message: self.note_console(message.type, message.text))
        context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))
        context.on("request", lambda request: self.note_request(request.url))

    def allow(self, pattern: str) -> None:
        """Let problems pass that match this regular expression."""
        self.allowed.append(pattern)

    def note_console(self, kind: str, text: str) -> None:
        if kind == "error":
            self.problems.append(f"console: {text}")

    def note_request(self, url: str) -> None:
        if urlsplit(url).scheme in {"http", "https", "ws", "wss"} and not url.startswith(self.site):
            self.problems.append(f"request to another host: {url}")

    def unexpected(self) -> list[str]:
        """The problems that no test has allowed."""
        return [
            problem
            for problem in self.problems
            if not any(re.search(pattern, problem) for pattern in self.allowed)
        ]
