"""A real server with open streams: it stops at once, and a new one goes on where it was."""

import os
import signal
import subprocess
import sys

import pytest

from tests.facilitator.live.running_site import site_environment
from tests.facilitator.live.wire import Wire

SESSION = """
from facilitator.live.channels import Channel, Message
from facilitator.live.publishing import messages_publish
from tests.factories import SessionFactory
from tests.facilitator.live.screens import cookie
session = SessionFactory(live=True)
messages_publish([Message(session.key, Channel.PHONE, 7, '{"slide":"one"}')])
print(session.key, cookie(session.key, Channel.PHONE))
"""
TURN = """
from facilitator.live.channels import Channel, Message
from facilitator.live.publishing import messages_publish
messages_publish([Message("%s", Channel.PHONE, 8, '{"slide":"two"}')])
"""
# A stream that sends more than any buffer holds and waits until the other side has taken it.
FLOOD = """
from toolkit import serving

async def application(scope, receive, send):
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            await send({"type": message["type"] + ".complete"})
    await send({"type": "http.response.start", "status": 200, "headers": []})
    for _ in range(2):
        await send({"type": "http.response.body", "body": b"x" * 50_000_000, "more_body": True})

listener = serving.listen("127.0.0.1", 0)
print(listener.getsockname()[1], flush=True)
serving.run(application, listener)
"""


def test_a_server_with_open_streams_stops_at_once_and_the_next_goes_on(running_site):
    key, cookie = running_site.manage("shell", "-c", SESSION).split()
    phones = [Wire(running_site.port, f"/live/{key}/phone", cookie=cookie) for _ in range(30)]
    for phone in phones:
        phone.shows('id: 7\nevent: state\ndata: {"slide":"one"}\n\n')

    assert running_site.stop() < 2
    for phone in phones:
        phone.ends()
    running_site.manage("shell", "-c", TURN % key)
    running_site.start()

    phone = Wire(running_site.port, f"/live/{key}/phone", cookie=cookie)
    phone.shows('id: 8\nevent: state\ndata: {"slide":"two"}\n\n', "event: beat")
    phone.close()
    assert "Traceback" not in running_site.log()


def test_after_a_crash_nothing_is_lost(running_site):
    key, cookie = running_site.manage("shell", "-c", SESSION).split()
    running_site.crash()
    running_site.start()
    Wire(running_site.port, f"/live/{key}/phone", cookie=cookie).shows("id: 7\n").close()


def test_the_running_site_signs_people_in_by_a_link(running_site):
    demo = running_site.sign_in_link("facilitator")
    other = running_site.sign_in_link("another@example.org", role="learner")
    assert demo.startswith(f"{running_site.url}/accounts/demo/")
    assert other.startswith(f"{running_site.url}/accounts/demo/")
    assert other != demo


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stream_whose_other_side_takes_nothing_does_not_keep_the_server(tmp_path, number):
    served = subprocess.Popen(
        [sys.executable, "-c", FLOOD],
        env=site_environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    port = int(served.stdout.readline())
    stalled = Wire(port, "/live/s1/phone").shows("200 OK")
    os.kill(served.pid, number)
    served.communicate(timeout=5)
    stalled.close()
    assert served.returncode is not None
