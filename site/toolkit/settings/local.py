"""A training room or county network without certificates: plain HTTP, and said so.

Passkeys do not work here and cookies travel unencrypted; whoever shares the network can read
them. `toolkit serve` says this at each start. For the open internet take `production`.
"""

import socket

from toolkit.settings.base import *  # noqa: F403
from toolkit.settings.base import (
    DATA_DIR,
    HASHED_STATIC_FILES,
    STORAGES,
    TOOLKIT_EMAIL_URL,
    environment,
)
from toolkit.settings.local_network import kept_secret, network_names
from toolkit.settings.mail import mail
from toolkit.structured_logs import logging_settings

SECRET_KEY = environment.text("TOOLKIT_SECRET_KEY") or kept_secret(DATA_DIR / "secret-key")
ALLOWED_HOSTS = environment.words("TOOLKIT_ALLOWED_HOSTS") or network_names(socket.gethostname())
STORAGES = {**STORAGES, "staticfiles": HASHED_STATIC_FILES}
LOGGING = logging_settings()
TOOLKIT_PLAIN_HTTP = True
# Browsers ignore it without HTTPS, and complain at each page.
SECURE_CROSS_ORIGIN_OPENER_POLICY = None

# Without a mail server the codes appear in the terminal of the person who runs the room.
globals().update(mail(TOOLKIT_EMAIL_URL or "console://"))
