"""What can go wrong here, said so that a person can act on it."""

from django.utils.translation import gettext_lazy as _


class FacilitatorError(Exception):
    """Base of every error of this app; its text is fit to be shown to people."""


class NothingToPresent(FacilitatorError):
    """The module is there, but it has no slides yet."""

    def __init__(self) -> None:
        super().__init__(_("This module has no slides yet."))
