"""A server to measure: `floor`, or ours (`site`, `live`, `pages`). Publishes when told to.

`python -m bench.streams.server KIND PORT`; a line `{"revision": 3}` publishes and is answered with
the moment when the screens were told (monotonic clock, seconds).
"""

import json
import sys
import threading
import time
from collections.abc import Callable

import django

from bench.streams import session
from bench.streams.floor import Floor
from bench.streams.messages import body
from toolkit import serving
from toolkit.asgi_types import Application

STREAMS = 5000
Publish = Callable[[int], float]


def main(kind: str, port: int) -> None:
    """Serve until a signal ends it."""
    listener = serving.listen("127.0.0.1", port)
    serving.allow_streams(STREAMS)
    application, publish, cookies = floor() if kind == "floor" else ours(kind)
    threading.Thread(target=obey, args=(publish,), daemon=True).start()
    print(json.dumps({"port": listener.getsockname()[1], "cookies": cookies}), flush=True)
    serving.run(application, listener)


def floor() -> tuple[Application, Publish, list[str]]:
    """The bare stream, how to publish on it, and a cookie that it does not look at."""
    bare = Floor()
    return bare, bare.publish, ["toolkit_live_seat=nobody-looks-at-this"]


def ours(kind: str) -> tuple[Application, Publish, list[str]]:
    """The whole site, or one of its parts."""
    django.setup()
    from toolkit.composition import Part, site

    application = site(Part(kind) if kind in list(Part) else None)
    return application, publish_as_pages_do, session.cookies()


def publish_as_pages_do(revision: int) -> float:
    """Keep a message in the database; gives the moment after the commit, when screens are told."""
    from django.db import transaction

    from facilitator.live.channels import Channel, Message
    from facilitator.live.publishing import messages_publish

    moments: list[float] = []
    with transaction.atomic():
        transaction.on_commit(lambda: moments.append(time.monotonic()))
        messages_publish([Message(session.KEY, Channel.PHONE, revision, body(revision))])
    return moments[0]


def obey(publish: Publish) -> None:
    """Publish for each line of standard input, and say when."""
    for line in sys.stdin:
        print(json.dumps(publish(json.loads(line)["revision"])), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
