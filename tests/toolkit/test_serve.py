"""`toolkit serve` up to the point where it serves; CI serves for real (tools/check_wheel.py)."""

import resource
import socket
from io import StringIO

import pytest
from django.contrib.staticfiles import storage
from django.core.management import CommandError, call_command

from toolkit import preparation, serving
from toolkit.management.commands import serve
from toolkit.management.commands.serve import Command
from toolkit.preparation import collect_static_if_due, migrations_are_due, prepare
from toolkit.storage import HashedStaticFilesStorage


@pytest.fixture
def served(monkeypatch):
    """What `serve` gets ready, with the serving itself left out: a list of listening sockets."""
    listeners = []
    monkeypatch.setattr(Command, "run", lambda self, listener, only: listeners.append(listener))
    yield listeners
    for listener in listeners:
        listener.close()


def test_it_listens_and_says_where_in_words_that_passkeys_accept(served):
    out = StringIO()
    call_command("serve", port=0, stdout=out)
    port = served[0].getsockname()[1]
    assert f"Serving at http://localhost:{port}" in out.getvalue()


def test_a_taken_port_is_named_before_anything_is_done(served, monkeypatch):
    monkeypatch.setattr(serve, "prepare", lambda say: pytest.fail("prepared too early"))
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"port {port}: .*--port"):
            call_command("serve", port=port, prepare=True)


def test_plain_http_is_said_loudly_and_only_then(served, settings):
    out = StringIO()
    call_command("serve", port=0, stdout=out)
    assert "PLAIN HTTP" not in out.getvalue()
    settings.TOOLKIT_PLAIN_HTTP = True
    call_command("serve", port=0, host="127.0.0.1", stdout=out)
    assert "PLAIN HTTP" in out.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("demo", [True, False])
def test_demo_links_appear_where_they_are_on_and_nowhere_else(served, settings, demo):
    settings.TOOLKIT_DEMO_SIGN_IN = demo
    out = StringIO()
    call_command("serve", port=0, prepare=True, stdout=out)
    assert ("/accounts/demo/" in out.getvalue()) is demo


@pytest.mark.django_db
def test_preparing_an_up_to_date_site_migrates_nothing_and_says_how_long_it_took():
    said = []
    assert not migrations_are_due()
    prepare(said.append)
    assert [line.split(":")[0] for line in said] == ["Content up to date"]
    assert said[0].endswith(" s")


def test_static_files_are_collected_when_due_and_then_left_alone(monkeypatch, settings, tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "part.js").write_text("export const part = 1;\n")
    (source / "main.js").write_text('import { part } from "./part.js";\nconsole.log(part);\n')
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": settings.HASHED_STATIC_FILES}
    hashed = HashedStaticFilesStorage()
    monkeypatch.setattr(preparation, "staticfiles_storage", hashed)
    # Django forgets it when `settings` are put back; monkeypatch would put back a hashed one.
    storage.staticfiles_storage._wrapped = hashed
    said = []

    collect_static_if_due(said.append)
    assert len(said) == 1
    name = hashed.stored_name("main.js")
    part = hashed.stored_name("part.js")
    assert part != "part.js"
    text = (settings.STATIC_ROOT / name).read_text()
    assert f'"./{part}"' in text
    collect_static_if_due(said.append)
    assert len(said) == 1

    (source / "part.js").write_text("export const part = 22;\n")
    collect_static_if_due(said.append)
    assert len(said) == 2
    assert hashed.stored_name("part.js") != part


@pytest.mark.parametrize("part", ["live", "pages"])
def test_one_part_alone_needs_a_way_from_process_to_process(served, settings, part):
    with pytest.raises(CommandError, match="TOOLKIT_LIVE_BROADCAST=postgresql"):
        call_command("serve", port=0, only=part)
    settings.TOOLKIT_LIVE_BROADCAST = "postgresql"
    call_command("serve", port=0, only=part)
    assert len(served) == 1


def test_static_files_are_the_pages_process_s_matter(served, settings, monkeypatch):
    collected = []
    monkeypatch.setattr(serve, "collect_static_if_due", collected.append)
    settings.TOOLKIT_LIVE_BROADCAST = "postgresql"
    call_command("serve", port=0, only="live")
    assert collected == []
    call_command("serve", port=0, only="pages")
    assert len(collected) == 1


def test_a_process_may_open_as_many_files_as_it_holds_streams(monkeypatch):
    limits = {"now": (1024, 8192)}
    monkeypatch.setattr(resource, "getrlimit", lambda _: limits["now"])
    monkeypatch.setattr(resource, "setrlimit", lambda _, new: limits.update(now=new))
    serving.allow_streams(100)
    assert limits["now"] == (1024, 8192)
    serving.allow_streams(5000)
    assert limits["now"] == (5000 + serving.OTHER_FILES, 8192)
    serving.allow_streams(50_000)
    assert limits["now"] == (8192, 8192)


def test_a_connection_that_confirms_nothing_is_given_up():
    with serving.listen("127.0.0.1", 0) as listener:
        option = listener.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
    assert option == serving.UNCONFIRMED * 1000
