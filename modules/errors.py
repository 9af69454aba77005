"""What can go wrong with modules, in words fit for people."""

from django.utils.translation import gettext_lazy as _


class ModulesError(Exception):
    """The base of what this app raises."""


class ModuleNotFound(ModulesError):
    """No published module has this address."""

    def __init__(self, slug: str) -> None:
        super().__init__(_("There is no published module '%(slug)s'.") % {"slug": slug})
