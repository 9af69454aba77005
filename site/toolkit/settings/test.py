"""The test suite: fast, closed, and strict."""

import atexit
import shutil
import tempfile
from pathlib import Path

from toolkit.settings.base import *  # noqa: F403

SECRET_KEY = "test"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "toolkit.storage.KeptInMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files straight from the apps' folders, looked up when asked for.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405
# Keys of rounds that tests open; each run has a folder of its own, as it has its own database.
TOOLKIT_BALLOT_KEYS_DIR = Path(tempfile.mkdtemp(prefix="toolkit-test-keys-"))
atexit.register(shutil.rmtree, TOOLKIT_BALLOT_KEYS_DIR, ignore_errors=True)

# The tests of the sentence vectors ask for them; all others score the same on every machine.
TOOLKIT_SCORING_MODEL = False

# Screens are told at once, in the thread of the test.
TOOLKIT_LIVE_REFRESH_MS = 0
