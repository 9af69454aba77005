"""How a session is named in addresses."""

from django.urls.converters import StringConverter


class SessionKey(StringConverter):
    """A session's key (`sessions.codes.new_key`); what no key can be is no address of ours."""

    regex = "[A-Za-z0-9_-]{1,16}"
