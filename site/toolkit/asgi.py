"""The whole site, for any ASGI server: pages, and live updates beside them."""

import os

from toolkit.composition import site

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toolkit.settings.production")
application = site()
