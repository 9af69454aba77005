"""A burst of answers through the real server: none is lost, and none counts twice."""

import http.client
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.db.utils import ConnectionHandler

from cvi_survey.answering import answer_path
from cvi_survey.models import Round, SealedBallot, UnusedCode, UsedNumber
from cvi_survey.services import round_close, round_open_in_room
from jurisdictions.models import Jurisdiction, Membership, User
from tests.cvi_survey.rounds import ITEMS, WARM_UP
from tests.factories import JurisdictionFactory, UserFactory
from toolkit.settings.databases import POSTGRESQL, database

pytestmark = pytest.mark.django_db

PEOPLE = 500
AT_ONCE = 16
MODELS = (
    *(ContentType, Permission, Group, User, Jurisdiction, Membership),
    *(Round, SealedBallot, UsedNumber, UnusedCode),
)


@pytest.fixture
def own(tmp_path, request):
    """A database of its own with this app's tables, in place of the test's; gives its address."""
    tests_own = connections["default"]
    admin = None
    if tests_own.settings_dict["ENGINE"] == POSTGRESQL:
        name = f"toolkit_load_{getattr(request.config, 'workerinput', {}).get('workerid', 'main')}"
        admin = ConnectionHandler(
            {"default": {**settings.DATABASES["default"], "NAME": "postgres"}}
        )["default"]
        with admin.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name}")
            cursor.execute(f"CREATE DATABASE {name}")
        config = {**settings.DATABASES["default"], "NAME": name}
        password = f":{config['PASSWORD']}" if config["PASSWORD"] else ""
        host = f"{config['HOST']}:{config['PORT'] or 5432}"
        url = f"postgresql://{config['USER']}{password}@{host}/{name}"
    else:
        url = f"sqlite:///{tmp_path / 'load.sqlite3'}"
        config = database(url=url, data_dir=tmp_path, synchronous="FULL", max_age=0)
    connections["default"] = ConnectionHandler({"default": config})["default"]
    connections["default"].disable_constraint_checking()
    with connections["default"].schema_editor() as editor:
        for model in MODELS:
            editor.create_model(model)
    yield url
    connections["default"].close()
    connections["default"] = tests_own
    if admin is not None:
        with admin.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
        admin.close()


@pytest.fixture
def site(own, tmp_path):
    """`toolkit serve` on that database; gives host and port."""
    served = subprocess.Popen(
        [sys.executable, "-m", "toolkit", "serve", "--port", "0"],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "toolkit.settings.dev",
            "DATABASE_URL": own,
            "TOOLKIT_DATA_DIR": str(tmp_path / "data"),
            "TOOLKIT_BALLOT_KEYS_DIR": str(settings.TOOLKIT_BALLOT_KEYS_DIR),
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        ports = (re.search(r"http://localhost:(\d+)", line) for line in served.stdout)
        yield "127.0.0.1", int(next(filter(None, ports))[1])
    finally:
        served.terminate()
        served.communicate(timeout=30)


def answered(site, path, place):
    """Open a form and send it twice; the two statuses."""
    connection = http.client.HTTPConnection(*site, timeout=60)
    connection.request("GET", path)
    page = connection.getresponse().read().decode()
    number = re.search(r'name="number" value="([^"]+)"', page)[1]
    body = urlencode({"number": number, ITEMS[0]: place})
    statuses = []
    for _click in range(2):
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", path, body, headers)
        response = connection.getresponse()
        response.read()
        statuses.append(response.status)
    connection.close()
    return tuple(statuses)


def test_a_burst_of_answers_is_counted_to_the_last_and_each_once(site):
    asked = round_open_in_room(
        by=UserFactory(superuser=True), jurisdiction=JurisdictionFactory(), instrument=WARM_UP
    )
    path = urlsplit(answer_path(asked.code)).path
    places = [1 + person % 5 for person in range(PEOPLE)]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        statuses = list(pool.map(lambda place: answered(site, path, place), places))

    assert set(statuses) == {(303, 409)}
    assert SealedBallot.objects.count() == UsedNumber.objects.count() == PEOPLE
    closed = round_close(by=User.objects.get(), closing=asked)
    assert closed.release.items[0].parts == (20, 20, 20, 20, 20)
