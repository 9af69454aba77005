"""How the rest of the app speaks to live screens."""

from collections.abc import Collection, Sequence

from django.db import transaction

from facilitator.live.broadcast import broadcaster
from facilitator.live.channels import Message
from facilitator.models import LiveMessage, Session


def messages_publish(messages: Sequence[Message]) -> None:
    """Keep the messages, and send them to every screen on their channels after the commit.

    Called inside the transaction that changed what they show. A message that is older than the one
    that is kept changes nothing.
    """
    with transaction.atomic():
        for message in messages:
            _keep(message)
        broadcaster().publish(messages)


def holders_turn_away(session_key: str, holders: Collection[str]) -> None:
    """End the streams of these holders of tickets after the commit, and of nobody else.

    Called inside the transaction that changed `Session.turned_away`; that is what is asked when
    they come back.
    """
    broadcaster().turn_away(session_key, frozenset(holders))


def channel_close(session_key: str) -> None:
    """End all streams of a session after the commit; each gets the last message before.

    Called inside the transaction that ends the session, after its last `messages_publish`. From
    then on whoever comes back is told that there is nothing more, because `Session.phase` says so.
    """
    broadcaster().end(session_key)


def _keep(message: Message) -> None:
    older = LiveMessage.objects.filter(
        session__key=message.session, channel=message.channel, revision__lt=message.revision
    )
    fields = {"revision": message.revision, "body": message.body}
    if older.update(**fields):
        return
    # The channel's first message, or another is at least as new.
    session = Session.objects.only("pk").get(key=message.session)
    first = LiveMessage(session=session, channel=message.channel, **fields)
    LiveMessage.objects.bulk_create([first], ignore_conflicts=True)
    older.update(**fields)
