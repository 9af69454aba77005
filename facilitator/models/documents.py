"""What sessions have shown: module documents, kept by what they say."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ShownDocument(models.Model):
    """A module document as JSON, named by its digest: the same text is kept once.

    Pages and their revisions may change or be purged; what a room has seen stays readable.
    """

    # `modules.formats.json_form.digest`, hexadecimal SHA-256.
    digest = models.CharField(primary_key=True, max_length=64)
    # As `json_form.module_to_json` writes it.
    document = models.JSONField(_("document"))

    class Meta:
        verbose_name = _("shown document")
        verbose_name_plural = _("shown documents")

    def __str__(self) -> str:
        return self.digest[:12]
