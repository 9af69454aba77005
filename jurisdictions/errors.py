"""What can go wrong here, said so that a person can act on it."""

from django.core.exceptions import PermissionDenied


class JurisdictionsError(Exception):
    """Base of every error of this app; its text is fit to be shown to people."""


class NotAllowed(JurisdictionsError, PermissionDenied):
    """This person may not do this here. At the edge it becomes a page with status 403."""


class InvalidRequest(JurisdictionsError):
    """What was asked for cannot be done as asked: an unknown role, a malformed address."""
