from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class Picture(AbstractImage):
    """A picture or drawing. One that came with the content knows its file there.

    `upstream_path` is the path inside the content folder (`module7/pictures/levels.svg`), empty for
    an editor's own. `upstream_digest` is the SHA-256 of the file as it was loaded: a file that no
    longer matches it was replaced by an editor.
    """

    upstream_path = models.CharField(max_length=255, blank=True, db_index=True, editable=False)
    upstream_digest = models.CharField(max_length=64, blank=True, editable=False)

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.UniqueConstraint(
                fields=["upstream_path"],
                condition=~models.Q(upstream_path=""),
                name="picture_upstream_path_unique",
            )
        ]


class PictureRendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="picture_rendition_unique"
            )
        ]
