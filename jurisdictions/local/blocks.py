"""The blocks in which editors write a jurisdiction's own material, one for each `Part`."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from jurisdictions.local.words import PART_LABELS
from jurisdictions.slots import Part

WORDS = ["bold", "italic", "link", "ul", "ol"]


class DocumentPartBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    note = blocks.CharBlock(
        label=_("Note"), required=False, max_length=300, help_text=_("For instance: 3 pages.")
    )

    class Meta:
        icon = "doc-full"
        label = PART_LABELS[Part.DOCUMENT]


class LinkPartBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Words of the link"), max_length=200)
    url = blocks.URLBlock(label=_("Address"))
    note = blocks.CharBlock(label=_("Note"), required=False, max_length=300)

    class Meta:
        icon = "link"
        label = PART_LABELS[Part.LINK]


class ProviderBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=200)
    services = blocks.TextBlock(label=_("Services"), rows=2)
    children = blocks.ChoiceBlock(
        label=_("Serves children?"),
        choices=[
            ("yes", _("Yes")),
            ("together", _("Together with a parent")),
            ("no", _("No")),
            ("unknown", _("Not known")),
        ],
        default="unknown",
    )
    phone = blocks.CharBlock(label=_("Phone"), required=False, max_length=40)
    address = blocks.TextBlock(label=_("Address"), rows=2, required=False)
    website = blocks.URLBlock(label=_("Website"), required=False)
    referral = blocks.TextBlock(label=_("How to refer"), rows=2)

    class Meta:
        icon = "home"
        label = PART_LABELS[Part.PROVIDER]
        label_format = "{name}"


class ContactBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=200)
    role = blocks.CharBlock(label=_("Role"), required=False, max_length=200)
    phone = blocks.CharBlock(label=_("Phone"), required=False, max_length=40)
    email = blocks.EmailBlock(label=_("E-mail address"), required=False)

    class Meta:
        icon = "user"
        label = PART_LABELS[Part.CONTACT]
        label_format = "{name}"


class LineBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=200)
    phone = blocks.CharBlock(label=_("Phone"), max_length=40)
    hours = blocks.CharBlock(label=_("Hours"), max_length=200)
    note = blocks.TextBlock(label=_("Note"), rows=2, required=False)

    class Meta:
        icon = "mobile-alt"
        label = PART_LABELS[Part.LINE]
        label_format = "{name}"


class MaterialBlock(blocks.StreamBlock):
    """What stands in a slot, in the order in which people read it."""

    text = blocks.RichTextBlock(features=WORDS, label=PART_LABELS[Part.TEXT], icon="pilcrow")
    document = DocumentPartBlock()
    link = LinkPartBlock()
    provider = ProviderBlock()
    contact = ContactBlock()
    line = LineBlock()

    def get_searchable_content(self, value: Any) -> list[str]:
        """Nothing: a jurisdiction's material is found by its own people, never by the search."""
        return []
