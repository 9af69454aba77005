"""Development on one's own machine: readable errors, mail on the console."""

from toolkit.settings.base import *  # noqa: F403

DEBUG = True
SECRET_KEY = "development-only-never-in-production"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", ".localhost"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
TOOLKIT_DEMO_SIGN_IN = True
# Passkeys on http://localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
