"""What a jurisdiction puts into a local slot."""

from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from jurisdictions.local.blocks import MaterialBlock
from jurisdictions.local.words import PART_LABELS, SLOT_CHOICES, SLOT_WORDS, SlotWords
from jurisdictions.slots import NEEDED_IN, PARTS_OF, Part, Slot


class LocalMaterialQuerySet(models.QuerySet["LocalMaterial"]):
    """Tells what people may see from drafts."""

    def live(self) -> "LocalMaterialQuerySet":
        return self.filter(live=True)


class LocalMaterial(PreviewableMixin, DraftStateMixin, RevisionMixin, models.Model):
    """The material of one jurisdiction for one slot: written once, shown wherever it is named.

    Everything below the jurisdiction shares it, unless it has its own.
    """

    jurisdiction = models.ForeignKey(
        "jurisdictions.Jurisdiction",
        on_delete=models.PROTECT,
        related_name="local_material",
        verbose_name=_("jurisdiction"),
        help_text=_("Everything below it shares the material, unless it has its own."),
    )
    slot = models.CharField(_("what it is"), max_length=40, choices=SLOT_CHOICES)
    title = models.CharField(
        _("title"), max_length=200, help_text=_("What your agency calls it, as people know it.")
    )
    content = StreamField(MaterialBlock(), verbose_name=_("content"))
    review_by = models.DateField(
        _("review by"), help_text=_("The day by which somebody looks whether it still holds.")
    )

    objects = LocalMaterialQuerySet.as_manager()

    class Meta:
        verbose_name = _("local material")
        verbose_name_plural = _("local material")
        ordering = ["jurisdiction__name", "slot"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "slot"],
                name="local_material_once_a_slot",
                violation_error_message=_(
                    "This jurisdiction has material of this kind already. Change that one."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(slot__in=[slot.value for slot in Slot]),
                name="local_material_slot_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def words(self) -> SlotWords:
        """What people read about the slot that this fills."""
        return SLOT_WORDS[Slot(self.slot)]

    @property
    def is_review_overdue(self) -> bool:
        """Whether the day of its review has passed."""
        return self.review_by < timezone.localdate()

    @property
    def part_groups(self) -> list[tuple[str, list[Any]]]:
        """The values of the blocks by their kind; neighbors of one kind share a group."""
        groups = groupby(self.content, key=lambda child: child.block_type)
        return [(kind, [child.value for child in children]) for kind, children in groups]

    def clean(self) -> None:
        """Refuse parts that the slot does not take, and a slot without any that it needs."""
        super().clean()
        if self.slot not in list(Slot):
            return
        slot = Slot(self.slot)
        used = {Part(child.block_type) for child in self.content}
        strange = sorted(used - PARTS_OF[slot])
        if strange:
            raise ValidationError(
                {
                    "content": gettext("“%(slot)s” does not take: %(parts)s. Remove it here.")
                    % {"slot": SLOT_WORDS[slot].label, "parts": _listed(strange)}
                }
            )
        if used.isdisjoint(NEEDED_IN[slot]):
            raise ValidationError(
                {
                    "content": gettext("“%(slot)s” needs at least one of: %(parts)s.")
                    % {"slot": SLOT_WORDS[slot].label, "parts": _listed(sorted(NEEDED_IN[slot]))}
                }
            )

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "jurisdictions/local/material.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {"material": self, "words": self.words, "is_preview": True}


def _listed(parts: list[Part]) -> str:
    return ", ".join(str(PART_LABELS[part]) for part in parts)
