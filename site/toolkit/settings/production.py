"""The open internet: HTTPS, secrets from the environment, logs for machines.

Variables and examples: `docs/settings.md`.
"""

from toolkit.settings.base import *  # noqa: F403
from toolkit.settings.base import HASHED_STATIC_FILES, STORAGES, TOOLKIT_EMAIL_URL, environment
from toolkit.settings.mail import mail
from toolkit.structured_logs import logging_settings

SECRET_KEY = environment.required(
    "TOOLKIT_SECRET_KEY",
    "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(64))'",
)
environment.required(
    "TOOLKIT_ALLOWED_HOSTS",
    "Name the site's host or hosts, separated by commas, such as training.example.gov",
)
ALLOWED_HOSTS = environment.words("TOOLKIT_ALLOWED_HOSTS")
WAGTAILADMIN_BASE_URL = environment.text(
    "TOOLKIT_BASE_URL", f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
)
CSRF_TRUSTED_ORIGINS = [
    f"https://*{host}" if host.startswith(".") else f"https://{host}" for host in ALLOWED_HOSTS
]

SECURE_SSL_REDIRECT = environment.switch("TOOLKIT_HTTPS_REDIRECT", default=True)
# Set it only behind a proxy that always overwrites this header.
if proxy_header := environment.text("TOOLKIT_PROXY_HTTPS_HEADER"):
    SECURE_PROXY_SSL_HEADER = (f"HTTP_{proxy_header.upper().replace('-', '_')}", "https")
SECURE_HSTS_SECONDS = environment.whole_number("TOOLKIT_HSTS_SECONDS", 365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = False
# Whether a whole domain enters the browsers' preload list is its owner's decision, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True

STORAGES = {**STORAGES, "staticfiles": HASHED_STATIC_FILES}
LOGGING = logging_settings()

globals().update(mail(TOOLKIT_EMAIL_URL or "smtp://localhost:25"))
