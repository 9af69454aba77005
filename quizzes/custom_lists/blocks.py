"""The blocks in which editors write a list. The id of an item's block is the item's lasting id."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.custom_lists.lines import (
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_REASON,
    MOST_ITEMS,
    MOST_PARTS,
    MOST_PRIVATE,
    lines_validate,
)


class PartBlock(blocks.StructBlock):
    name = blocks.CharBlock(
        label=_("What it is"),
        max_length=LONGEST_NAME,
        help_text=_("For instance: the phone number."),
    )
    words = blocks.TextBlock(
        label=_("Words that show it, one a line"),
        rows=3,
        validators=[lines_validate],
        help_text=_("Any one of them in an entry is enough."),
    )

    class Meta:
        label = _("Part")
        label_format = "{name}"


class ItemBlock(blocks.StructBlock):
    text = blocks.CharBlock(
        label=_("Item"), max_length=LONGEST_LINE, help_text=_("As it stands in the list.")
    )
    hint = blocks.CharBlock(
        label=_("Hint"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=_("Leads there without giving it away: “Think of the child’s side.”"),
    )
    phrasings = blocks.TextBlock(
        label=_("Other ways to say it, one a line"),
        required=False,
        rows=4,
        validators=[lines_validate],
        help_text=_("In English or Spanish, as people would type it. The item itself counts too."),
    )
    parts = blocks.ListBlock(
        PartBlock(),
        label=_("Parts"),
        required=False,
        default=[],
        max_num=MOST_PARTS,
        collapsed=True,
        help_text=_(
            "Only where the item names several things: whoever says one of them has it in part."
        ),
    )

    class Meta:
        icon = "list-ul"
        label = _("Item")
        label_format = "{text}"


class ItemsBlock(blocks.StreamBlock):
    item = ItemBlock()

    class Meta:
        max_num = MOST_ITEMS

    def get_searchable_content(self, value: Any) -> list[str]:
        """Nothing: a list's items are what people try to find."""
        return []


class PrivateBlock(blocks.StructBlock):
    name = blocks.CharBlock(
        label=_("What it is"),
        max_length=LONGEST_NAME,
        help_text=_("For instance: Who made the report."),
    )
    reason = blocks.TextBlock(
        label=_("Why it stays private"),
        rows=2,
        max_length=LONGEST_REASON,
        help_text=_("One gentle sentence. People read it beside what they typed."),
    )
    phrasings = blocks.TextBlock(
        label=_("Ways to say it, one a line"), rows=4, validators=[lines_validate]
    )

    class Meta:
        icon = "lock"
        label = _("Stays private")
        label_format = "{name}"


class PrivatesBlock(blocks.StreamBlock):
    private = PrivateBlock()

    class Meta:
        max_num = MOST_PRIVATE

    def get_searchable_content(self, value: Any) -> list[str]:
        return []
