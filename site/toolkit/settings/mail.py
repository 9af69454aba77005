"""Mail from one address: where codes and notices go out."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BACKENDS = "django.core.mail.backends"
# Scheme: the port when none is given, whether TLS starts at once, whether it is asked for later.
SMTP_SCHEMES = {
    "smtp": (25, False, False),
    "smtps": (465, True, False),
    "smtp+tls": (587, False, True),
}


def mail(url: str) -> dict[str, Any]:
    """Django's mail settings from one address.

    `smtp://host:25`, `smtps://user:password@host:465`, `smtp+tls://user:password@host:587`
    (each may end in `?timeout=30`, in seconds), `console://` or `file:///folder`. Raises
    `ImproperlyConfigured` for anything else.
    """
    parts = urlsplit(url)
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": f"{BACKENDS}.console.EmailBackend"}
    if parts.scheme == "file" and parts.path:
        return {
            "EMAIL_BACKEND": f"{BACKENDS}.filebased.EmailBackend",
            "EMAIL_FILE_PATH": unquote(parts.path),
        }
    if parts.scheme not in SMTP_SCHEMES or not parts.hostname:
        raise ImproperlyConfigured(
            "TOOLKIT_EMAIL_URL must look like smtp+tls://user:password@mail.example.gov:587, "
            "smtps://…, smtp://…, console:// or file:///folder."
        )
    port, tls_at_once, tls_later = SMTP_SCHEMES[parts.scheme]
    return {
        "EMAIL_BACKEND": f"{BACKENDS}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": tls_at_once,
        "EMAIL_USE_TLS": tls_later,
        "EMAIL_TIMEOUT": int(parse_qs(parts.query).get("timeout", ["30"])[0]),
    }
