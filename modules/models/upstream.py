from django.db import models
from django.utils.translation import gettext_lazy as _


class UpstreamEdition(models.Model):
    """The module document last applied from files: the common ancestor of a three-way comparison.

    What stands here and no longer on the pages was deleted by an editor and stays deleted. The
    document is kept as exported JSON with its `schema`, never as HTML.
    """

    module_id = models.CharField(_("module"), max_length=80, unique=True)
    document = models.JSONField(_("document"))
    digest = models.CharField(_("digest"), max_length=64)
    conflicts = models.JSONField(
        _("conflicts"),
        default=list,
        help_text=_("What both files and editors had changed at the last loading, in words."),
    )
    applied_at = models.DateTimeField(_("applied at"), auto_now=True)

    class Meta:
        verbose_name = _("upstream edition")
        verbose_name_plural = _("upstream editions")
        ordering = ["module_id"]

    def __str__(self) -> str:
        return f"{self.module_id} ({self.digest[:8]})"
