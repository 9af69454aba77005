"""What a machine in a local network needs to know of itself: a secret, and its own names."""

import secrets
import socket
from pathlib import Path

# An address kept for documentation: choosing a way to it sends nothing.
ELSEWHERE = ("192.0.2.1", 9)


def kept_secret(file: Path) -> str:
    """The secret in `file`, made at the first call; only its owner may read it."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(64), encoding="ascii")
    return file.read_text(encoding="ascii").strip()


def network_address() -> str | None:
    """The address by which other machines reach this one, or None without a network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(ELSEWHERE)
        except OSError:
            return None
        return str(probe.getsockname()[0])


def network_names(host: str) -> list[str]:
    """The names under which this machine answers: itself, its host name, its address."""
    short = host.split(".", maxsplit=1)[0]
    names = ["localhost", "127.0.0.1", "[::1]", host, short, f"{short}.local", network_address()]
    return list(dict.fromkeys(name for name in names if name))
