"""A database of its own, committed for real, which each thread opens for itself.

The test's own database is one connection inside one transaction: another connection would see
nothing of it, and PostgreSQL would notify nobody.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.db.utils import ConnectionHandler

from facilitator.live.reading import topics_get
from facilitator.models import LiveMessage, Session, ShownDocument
from jurisdictions.models import Jurisdiction, Membership, User
from tests.facilitator.live.screens import PATIENCE
from toolkit.settings.databases import POSTGRESQL, database

MODELS = (
    *(ContentType, Permission, Group, User, Jurisdiction, Membership),
    *(ShownDocument, Session, LiveMessage),
)
IS_POSTGRESQL = settings.DATABASES["default"]["ENGINE"] == POSTGRESQL


class OwnDatabase:
    """Made in `folder`, or on the suite's PostgreSQL under `name`; holds the tables of MODELS."""

    def __init__(self, folder, name):
        if IS_POSTGRESQL:
            self.name = name
            self.config = {**settings.DATABASES["default"], "NAME": name, "CONN_MAX_AGE": 0}
            self._administer("DROP DATABASE IF EXISTS {} WITH (FORCE)", "CREATE DATABASE {}")
        else:
            url = f"sqlite:///{folder / 'own.sqlite3'}"
            self.config = database(url=url, data_dir=folder, synchronous="NORMAL", max_age=0)
        # With what Django fills in by itself.
        self.config = ConnectionHandler({"default": self.config})["default"].settings_dict
        self.run(self._make_tables)

    def run(self, act):
        """Do something in a thread of its own with a connection of its own; give its result."""

        def with_connection():
            connections["default"] = ConnectionHandler({"default": self.config})["default"]
            try:
                return act()
            finally:
                connections["default"].close()

        with ThreadPoolExecutor(1) as pool:
            return pool.submit(with_connection).result(PATIENCE + 5)

    def run_async(self, act):
        """Run an async function on a loop of its own."""
        return self.run(lambda: asyncio.run(asyncio.wait_for(act(), PATIENCE)))

    async def topics(self, names):
        """Read what is kept for live screens, as `facilitator.live.reading.Reader` does."""
        return await asyncio.to_thread(self.run, lambda: topics_get(names))

    async def topic(self, name):
        return (await self.topics([name]))[name]

    def drop(self):
        if IS_POSTGRESQL:
            self._administer("DROP DATABASE {} WITH (FORCE)")

    def _administer(self, *statements):
        config = {**settings.DATABASES["default"], "NAME": "postgres", "CONN_MAX_AGE": 0}
        admin = ConnectionHandler({"default": config})["default"]
        with admin.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement.format(self.name))
        admin.close()

    def _make_tables(self):
        connections["default"].disable_constraint_checking()
        with connections["default"].schema_editor() as editor:
            for model in MODELS:
                editor.create_model(model)
