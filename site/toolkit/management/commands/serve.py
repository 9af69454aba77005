"""`toolkit serve`: the whole site from one process on one port, or one of its two parts."""

import socket
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from toolkit import serving
from toolkit.composition import Part, site
from toolkit.due import Clock
from toolkit.preparation import collect_static_if_due, prepare
from toolkit.settings.live import BY_POSTGRESQL
from toolkit.settings.local_network import network_address

PLAIN_HTTP_NOTICE = """
  ┌──────────────────────────────────────────────────────────────────────┐
  │  PLAIN HTTP. Whoever shares this network can read what is sent, the  │
  │  sign-in codes included. For a training room or a closed network     │
  │  only; passkeys do not work. On the internet use the production      │
  │  settings and HTTPS.                                                 │
  └──────────────────────────────────────────────────────────────────────┘
"""


class Command(BaseCommand):
    help = "Serve the site, pages and live updates alike, from one process on one port."

    def add_arguments(self, parser: CommandParser) -> None:
        plain = getattr(settings, "TOOLKIT_PLAIN_HTTP", False)
        parser.add_argument(
            "--host",
            default="0.0.0.0" if plain else "127.0.0.1",  # noqa: S104 (a room's phones must reach it)
            help="Address to listen on (default: %(default)s).",
        )
        parser.add_argument(
            "--port", type=int, default=8000, help="Port to listen on (default: %(default)s)."
        )
        parser.add_argument(
            "--prepare",
            action="store_true",
            help="First migrate the database, load the content and make demo sign-in links.",
        )
        parser.add_argument(
            "--only",
            type=Part,
            choices=list(Part),
            metavar="{live,pages}",
            help="Answer only /live/, or only everything else: two processes behind a proxy.",
        )

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        only: Part | None = options["only"]
        if only and settings.TOOLKIT_LIVE_BROADCAST != BY_POSTGRESQL:
            raise CommandError(
                "--only needs TOOLKIT_LIVE_BROADCAST=postgresql: otherwise what the pages publish "
                "does not reach the process that answers /live/."
            )
        listener = self.listen(host, port)
        address = self.address(host, listener.getsockname()[1])
        if options["prepare"]:
            prepare(self.tell)
        if only != Part.LIVE:
            collect_static_if_due(self.tell)
        if options["prepare"] and settings.TOOLKIT_DEMO_SIGN_IN:
            call_command("demo_sign_in", address, stdout=self.stdout)
        if getattr(settings, "TOOLKIT_PLAIN_HTTP", False):
            self.tell(self.style.WARNING(PLAIN_HTTP_NOTICE))
        self.tell(f"Serving at {self.style.SUCCESS(address)} (Ctrl-C stops).")
        self.run(listener, only)

    def tell(self, text: str) -> None:
        """Write a line at once, also into a pipe."""
        self.stdout.write(text)
        self.stdout.flush()

    def listen(self, host: str, port: int) -> socket.socket:
        """A socket that listens on the address; `CommandError` says what is in the way."""
        try:
            return serving.listen(host, port)
        except OSError as error:
            raise CommandError(
                f"Cannot listen on {host}, port {port}: {error.strerror}. "
                "End the program that uses it, or choose another with --port."
            ) from error

    def address(self, host: str, port: int) -> str:
        """What people type into their browsers. Passkeys need `localhost`, not 127.0.0.1."""
        if host in {"127.0.0.1", "::1", "localhost"}:
            name = "localhost"
        elif host in {"0.0.0.0", "::"}:  # noqa: S104
            name = network_address() or "localhost" if not settings.DEBUG else "localhost"
        else:
            name = host
        return f"http://{name}:{port}"

    def run(self, listener: socket.socket, only: Part | None) -> None:
        """Serve until a signal ends it. The process with the pages does what is due, too."""
        serving.allow_streams(settings.TOOLKIT_LIVE_MOST_STREAMS)
        clock = None if only == Part.LIVE else Clock()
        if clock:
            clock.start()
        try:
            serving.run(site(only), listener)
        except KeyboardInterrupt:
            self.tell("Stopped.")
        finally:
            if clock:
                clock.stop()
