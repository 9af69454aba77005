"""Settings: production refuses to start half-configured, and every variable is written down."""

import importlib
import os
import re
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from toolkit.settings import environment
from toolkit.settings.databases import POSTGRESQL, SQLITE, database
from toolkit.settings.live import live_broadcast
from toolkit.settings.local_network import kept_secret, network_names
from toolkit.settings.mail import mail

ROOT = Path(__file__).resolve().parents[2]
SECRET = "k" * 30 + "0123456789" * 3
COMPLETE = {
    "TOOLKIT_SECRET_KEY": SECRET,
    "TOOLKIT_ALLOWED_HOSTS": "training.example.gov, .county.example",
}


@pytest.fixture
def production(monkeypatch):
    """Loads the production settings with these variables and no other of ours."""

    def load(**variables):
        for name in list(os.environ):
            if name.startswith("TOOLKIT_"):
                monkeypatch.delenv(name)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        for name in ("accounts", "base", "production"):
            sys.modules.pop(f"toolkit.settings.{name}", None)
        return importlib.import_module("toolkit.settings.production")

    yield load
    for name in ("accounts", "base", "production"):
        sys.modules.pop(f"toolkit.settings.{name}", None)


@pytest.mark.parametrize("missing", sorted(COMPLETE))
def test_production_names_the_variable_that_it_misses(production, missing):
    rest = {name: value for name, value in COMPLETE.items() if name != missing}
    with pytest.raises(ImproperlyConfigured, match=missing):
        production(**rest)
    with pytest.raises(ImproperlyConfigured, match=missing):
        production(**rest, **{missing: " "})


def test_production_says_how_to_make_a_secret(production):
    with pytest.raises(ImproperlyConfigured, match="token_urlsafe"):
        production()


def test_production_is_closed_by_default(production):
    settings = production(**COMPLETE)
    assert settings.DEBUG is False
    assert settings.TOOLKIT_DEMO_SIGN_IN is False
    assert settings.ALLOWED_HOSTS == ["training.example.gov", ".county.example"]
    assert settings.CSRF_TRUSTED_ORIGINS == [
        "https://training.example.gov",
        "https://*.county.example",
    ]
    assert settings.SECURE_SSL_REDIRECT is True
    assert settings.SESSION_COOKIE_SECURE is True
    assert settings.CSRF_COOKIE_SECURE is True
    assert settings.SECURE_HSTS_SECONDS == 31_536_000
    assert not hasattr(settings, "SECURE_PROXY_SSL_HEADER")
    assert settings.STORAGES["staticfiles"] == settings.HASHED_STATIC_FILES
    assert settings.WAGTAILADMIN_BASE_URL == "https://training.example.gov"


def test_production_believes_the_proxy_s_header_only_when_told(production):
    settings = production(**COMPLETE, TOOLKIT_PROXY_HTTPS_HEADER="X-Forwarded-Proto")
    assert settings.SECURE_PROXY_SSL_HEADER == ("HTTP_X_FORWARDED_PROTO", "https")


def test_the_deployment_check_warns_of_mail_that_leads_nowhere(tmp_path):
    def check(**variables):
        return subprocess.run(
            [sys.executable, "-W", "ignore", "manage.py", "check", "--deploy"],
            cwd=ROOT,
            env={
                "PATH": os.environ["PATH"],
                "DJANGO_SETTINGS_MODULE": "toolkit.settings.production",
                "TOOLKIT_DATA_DIR": str(tmp_path),
                **COMPLETE,
                **variables,
            },
            capture_output=True,
            text=True,
            check=False,
        ).stderr

    assert "toolkit.W001" in check()
    complete = check(TOOLKIT_EMAIL_URL="smtp+tls://mail.example.gov:587")
    assert "toolkit.W001" not in complete
    assert "security.W" not in complete


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "smtp+tls://me%40x:p%2Fw@mail.example.gov",
            {"EMAIL_PORT": 587, "EMAIL_USE_TLS": True, "EMAIL_HOST_USER": "me@x"},
        ),
        ("smtps://mail.example.gov:4650", {"EMAIL_PORT": 4650, "EMAIL_USE_SSL": True}),
        ("smtp://mail.example.gov?timeout=5", {"EMAIL_PORT": 25, "EMAIL_TIMEOUT": 5}),
        ("file:///var/mail", {"EMAIL_FILE_PATH": "/var/mail"}),
        ("console://", {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}),
    ],
)
def test_mail_from_one_address(url, expected):
    assert expected.items() <= mail(url).items()


@pytest.mark.parametrize("url", ["", "mail.example.gov", "http://mail.example.gov", "smtp://"])
def test_another_address_for_mail_is_refused_with_examples(url):
    with pytest.raises(ImproperlyConfigured, match="TOOLKIT_EMAIL_URL must look like smtp"):
        mail(url)


def sqlite(**changes):
    arguments = {"url": "", "data_dir": Path("/data"), "synchronous": "FULL", "max_age": 60}
    return database(**{**arguments, **changes})


def test_sqlite_is_durable_waits_its_turn_and_holds_foreign_keys():
    settings = sqlite()
    assert settings["NAME"] == "/data/toolkit.sqlite3"
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert settings["OPTIONS"]["timeout"] == 20
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        assert pragma in settings["OPTIONS"]["init_command"]


def test_postgresql_comes_from_one_variable_and_connections_are_checked():
    settings = sqlite(url="postgresql://me:secret@db.example:5433/toolkit")
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    assert settings["PORT"] == 5433
    assert settings["CONN_HEALTH_CHECKS"] is True
    assert settings["CONN_MAX_AGE"] == 60


@pytest.mark.parametrize(
    ("changes", "variable"),
    [
        ({"synchronous": "OFF"}, "TOOLKIT_SQLITE_SYNCHRONOUS"),
        ({"url": "mysql://db.example/toolkit"}, "DATABASE_URL"),
    ],
)
def test_a_database_setting_that_we_do_not_support_is_named(changes, variable):
    with pytest.raises(ImproperlyConfigured, match=variable):
        sqlite(**changes)


def test_live_updates_stay_in_the_process_unless_postgresql_carries_them():
    assert live_broadcast("process", engine=SQLITE) == "process"
    assert live_broadcast("postgresql", engine=POSTGRESQL) == "postgresql"


@pytest.mark.parametrize("name", ["postgresql", "redis"])
def test_a_way_to_broadcast_that_this_database_has_not_is_named(name):
    with pytest.raises(ImproperlyConfigured, match="TOOLKIT_LIVE_BROADCAST"):
        live_broadcast(name, engine=SQLITE)


def test_a_number_that_is_none_is_named(monkeypatch):
    monkeypatch.setenv("TOOLKIT_THREADS", "many")
    with pytest.raises(ImproperlyConfigured, match="TOOLKIT_THREADS must be a whole number"):
        environment.whole_number("TOOLKIT_THREADS", 10)


@pytest.mark.parametrize(
    ("value", "on"), [("1", True), ("yes", True), ("0", False), ("No", False), ("", False)]
)
def test_a_switch(monkeypatch, value, on):
    monkeypatch.setenv("TOOLKIT_SWITCH", value)
    assert environment.switch("TOOLKIT_SWITCH", default=not on) is on


def test_the_local_secret_is_made_once_and_is_the_owner_s_alone(tmp_path):
    file = tmp_path / "new" / "secret-key"
    secret = kept_secret(file)
    assert len(secret) > 50
    assert kept_secret(file) == secret
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_machine_in_a_local_network_answers_to_its_names():
    names = network_names("desk-7.county.example")
    assert {"localhost", "desk-7.county.example", "desk-7", "desk-7.local"} <= set(names)
    assert "*" not in names
    assert socket.gethostname() not in {"", "*"}


def variables_in(text):
    return set(re.findall(r"\bTOOLKIT_[A-Z_]+[A-Z]\b", text))


def test_every_variable_is_in_the_documentation_and_no_other():
    named = set()
    for folder in ("site", "jurisdictions", "modules", "quizzes", "facilitator", "learners"):
        for file in (ROOT / folder).rglob("*.py"):
            named |= variables_in(file.read_text(encoding="utf-8"))
    named |= variables_in((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"))
    documented = variables_in((ROOT / "docs" / "settings.md").read_text(encoding="utf-8"))
    assert documented == named


def test_base_stays_small_enough_to_read():
    lines = (ROOT / "site/toolkit/settings/base.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) < 250
