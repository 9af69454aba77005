"""The real site: `toolkit serve` in a process of its own, on a port and a data folder of its own.

For what the suite's `server` cannot show: the application under `/live/`, a restart in the middle
of a session, several processes that commit for real. `running_site` is ready with the content;
`running_site.manage(…)` runs a management command on its data.
"""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import connection

PATIENCE = 120

SIGN_IN = """
from jurisdictions import demo
from jurisdictions.enums import Role
from jurisdictions.services import membership_grant, user_create, user_find
people = {person.role: user for person, user in demo.demo_people_ensure()}
user = people.get(who := %(who)r)
if user is None:
    user = user_find(email=who) or user_create(email=who, name=%(name)r)
    role = Role(%(role)r)
    membership_grant(user=user, jurisdiction=demo.demo_county_ensure(), role=role)
print(demo._link(user, %(url)r))
"""


class RunningSite:
    """`toolkit serve` on the data in `folder`; `url` is where it answers, also after a restart."""

    def __init__(self, folder, **environment):
        self.folder = folder
        self.environment = site_environment(folder, **environment)
        self.port = 0
        self.process = None
        self.reading = None

    @property
    def url(self):
        return f"http://localhost:{self.port}"

    def start(self):
        """Serve; answers are given from now on, if only after a moment."""
        with (self.folder / "server.log").open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "toolkit", "serve", "--port", str(self.port)],
                env=self.environment,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        for line in self.process.stdout:
            if found := re.search(r"http://localhost:(\d+)", line):
                self.port = int(found[1])
                break
        else:
            raise AssertionError(self.log())
        # A pipe that nobody reads would stop it.
        self.reading = threading.Thread(target=self.process.stdout.read, daemon=True)
        self.reading.start()
        return self

    def stop(self, number=signal.SIGTERM):
        """Tell it to stop and wait; gives the seconds that it took."""
        started = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(PATIENCE)
        seconds = time.monotonic() - started
        self.reading.join(PATIENCE)
        self.process.stdout.close()
        return seconds

    def crash(self):
        """End it without a word, as a power cut would."""
        self.stop(signal.SIGKILL)

    def restart(self):
        """Stop and start again, on the same port."""
        self.stop()
        self.start()

    def manage(self, *arguments):
        """Run a management command on the site's data, beside the server; gives what it prints.

        `manage("shell", "-c", "print(1)")` runs any code.
        """
        if arguments[0] == "shell":
            arguments = ("shell", "--no-imports", *arguments[1:])
        done = subprocess.run(
            [sys.executable, "-m", "toolkit", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def sign_in_link(self, who, *, role="facilitator", name="Another person"):
        """An address that signs somebody in once.

        `who` is a role, for the demonstration person of that role, or an e-mail address: that
        person is made if need be, with `role` in the demonstration county.
        """
        code = SIGN_IN % {"who": who, "role": role, "name": name, "url": self.url}
        return self.manage("shell", "-c", code).split()[-1]

    def log(self):
        """What the server has written to standard error."""
        return (self.folder / "server.log").read_text()


def site_environment(folder, **more):
    """Our environment, with development settings and all data in `folder`."""
    values = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {
        **values,
        "DJANGO_SETTINGS_MODULE": "toolkit.settings.dev",
        "TOOLKIT_DATA_DIR": str(folder),
        "TOOLKIT_SCORING_MODEL": "off",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        **more,
    }


def prepare(folder):
    """Fill a data folder with the content, as `toolkit serve --prepare` would.

    The suite's database has it already: on SQLite that is copied, in a moment.
    """
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        copy = sqlite3.connect(folder / "toolkit.sqlite3")
        connection.connection.backup(copy)
        copy.close()
        copy_media("", folder / "media")
        return
    site = RunningSite(folder)
    site.manage("migrate", "--verbosity", "0")
    site.manage("load_content", "--verbosity", "0")


def copy_media(name, folder):
    """Write the suite's media, which are in memory, into a folder."""
    folder.mkdir(exist_ok=True)
    folders, files = default_storage.listdir(name)
    for file in files:
        with default_storage.open(str(Path(name, file))) as media:
            (folder / file).write_bytes(media.read())
    for inner in folders:
        copy_media(str(Path(name, inner)), folder / inner)


def copied(prepared, folder):
    """A data folder of one's own, as prepared."""
    shutil.copytree(prepared, folder, dirs_exist_ok=True)
    return folder
