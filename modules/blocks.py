"""The blocks in which editors write slides, one for each kind in `modules.document`.

Only their shape is here: `modules.stream` turns their stored values into the module document, and
the document's templates show them.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock

from jurisdictions.local.words import SLOT_CHOICES
from modules.document import Kind, Layout, Lesson, Mode, Purpose, Tone
from modules.rendering import Citations, PlacedSlide
from modules.stream import PictureSources, blocks_from_stream, slides_from_stream

LINE = ["bold", "italic", "link"]
FLOW = [*LINE, "ul", "ol"]

KIND_CHOICES = [(Kind.CORE, _("Core module")), (Kind.SPECIAL_TOPIC, _("Special topic"))]
LAYOUT_CHOICES = [
    (Layout.TITLE, _("Title")),
    (Layout.SECTION, _("Section divider")),
    (Layout.TEXT, _("Text and lists")),
    (Layout.STATISTIC, _("Statistic")),
    (Layout.QUOTATION, _("Quotation")),
    (Layout.COLUMNS, _("Columns")),
    (Layout.STEPS, _("Steps")),
    (Layout.COMPARISON, _("Comparison")),
    (Layout.PICTURE, _("Picture")),
]
PURPOSE_CHOICES = [
    (Purpose.ASK, _("Ask the room")),
    (Purpose.DO, _("Do or show")),
    (Purpose.TELL, _("Tell plainly")),
]
MODE_CHOICES = [
    (Mode.ROOM, _("Whole room")),
    (Mode.PAIRS, _("In pairs")),
    (Mode.ALONE, _("Alone")),
]
TONE_CHOICES = [
    (Tone.NOTE, _("Note")),
    (Tone.PRACTICE, _("In practice")),
    (Tone.LAW, _("Law")),
    (Tone.CAUTION, _("Caution")),
]

_CITE_HELP = _("Cite with [@key], where the key is one of the module's references.")


class ShownAsDocument:
    """A body block whose preview is what readers see: its document, by the document's templates."""

    def get_preview_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        stored = [{"type": self.name, "value": self.get_prep_value(value)}]  # type: ignore[attr-defined]
        return {"shown": blocks_from_stream(stored, PictureSources())}


class LineBlock(blocks.CharBlock):
    """One line; *emphasis* and **strong** as in Markdown."""


def _text(**options: Any) -> blocks.RichTextBlock:
    return blocks.RichTextBlock(features=FLOW, **options)


class FlowBlock(ShownAsDocument, blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        preview_value = "<p>A paragraph with <b>strong</b> words.</p><ul><li>A point</li></ul>"


class StatisticBlock(ShownAsDocument, blocks.StructBlock):
    value = blocks.CharBlock(label=_("Figure"), max_length=20)
    unit = blocks.CharBlock(label=_("Unit"), required=False, max_length=20)
    label = LineBlock(label=_("What it counts"))
    year = blocks.CharBlock(label=_("Year"), max_length=40)
    base = LineBlock(label=_("Base"), required=False, help_text=_("Out of whom or what."))
    citation = blocks.CharBlock(label=_("Reference key"))

    class Meta:
        icon = "order"
        label = _("Statistic")
        preview_value = {
            "value": "3",
            "unit": "",
            "label": "systems at least",
            "year": "2011",
            "base": "the partners a family needs",
            "citation": "key",
        }


class QuotationBlock(ShownAsDocument, blocks.StructBlock):
    text = blocks.RichTextBlock(label=_("Words"), features=LINE)
    attribution = LineBlock(label=_("By"))
    citation = blocks.CharBlock(label=_("Reference key"), required=False)
    is_saying = blocks.BooleanBlock(
        label=_("A saying, quoted to be examined"), required=False, default=False
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        preview_value = {
            "text": "<p>Somebody's words.</p>",
            "attribution": "Who said them",
            "citation": "",
            "is_saying": False,
        }


class ColumnBlock(blocks.StructBlock):
    heading = LineBlock(label=_("Heading"))
    text = _text(label=_("Text"), required=False)


class ColumnsBlock(ShownAsDocument, blocks.StructBlock):
    columns = blocks.ListBlock(ColumnBlock(), min_num=2, max_num=3, label=_("Columns"))

    class Meta:
        icon = "grip"
        label = _("Columns")
        preview_value = {
            "columns": [
                {"heading": "One side", "text": "<ul><li>A point</li></ul>"},
                {"heading": "Other side", "text": "<ul><li>A point</li></ul>"},
            ]
        }


class TableBlock(ShownAsDocument, TypedTableBlock):
    class Meta:
        icon = "table"
        label = _("Table")
        preview_value = {
            "columns": [{"type": "text", "heading": "Who"}, {"type": "text", "heading": "What"}],
            "rows": [{"values": ["Child welfare", "Safety"]}],
            "caption": "",
        }

    def get_preview_value(self) -> Any:
        """The table block reads its stored form; `normalize` alone would not."""
        return self.to_python(self.meta.preview_value)


class StepBlock(blocks.StructBlock):
    title = LineBlock(label=_("Step"))
    text = _text(label=_("Text"), required=False)


class StepsBlock(ShownAsDocument, blocks.StructBlock):
    steps = blocks.ListBlock(StepBlock(), min_num=2, label=_("Steps"))

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        preview_value = {"steps": [{"title": "First", "text": ""}, {"title": "Then", "text": ""}]}


class CalloutBlock(ShownAsDocument, blocks.StructBlock):
    tone = blocks.ChoiceBlock(choices=TONE_CHOICES, default=Tone.NOTE, label=_("Kind"))
    heading = LineBlock(label=_("Heading"), required=False)
    text = _text(label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        preview_value = {"tone": "note", "heading": "Note", "text": "<p>Worth knowing.</p>"}


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.TextBlock(
        label=_("Alternative text"),
        rows=2,
        help_text=_("What the picture shows, in full: somebody reads only this."),
    )
    caption = LineBlock(label=_("Caption"), required=False)
    is_diagram = blocks.BooleanBlock(label=_("A diagram"), required=False, default=False)

    class Meta:
        icon = "image"
        label = _("Picture or diagram")


class DefinitionBlock(ShownAsDocument, blocks.StructBlock):
    term = LineBlock(label=_("Term"))
    text = _text(label=_("Meaning"))
    citation = blocks.CharBlock(label=_("Reference key"), required=False)

    class Meta:
        icon = "help"
        label = _("Definition")
        preview_value = {"term": "Term", "text": "<p>What it means.</p>", "citation": ""}


class DividerBlock(ShownAsDocument, blocks.StaticBlock):
    class Meta:
        icon = "horizontalrule"
        label = _("Divider")
        admin_text = _("A line across the slide.")
        preview_value = None


class BodyBlock(blocks.StreamBlock):
    """What a slide shows. Paragraphs and lists are written together in `text`."""

    text = FlowBlock(label=_("Paragraphs and lists"), features=FLOW)
    statistic = StatisticBlock()
    quotation = QuotationBlock()
    columns = ColumnsBlock()
    table = TableBlock([("text", LineBlock(required=False, label=_("Text")))])
    steps = StepsBlock()
    callout = CalloutBlock()
    picture = PictureBlock()
    definition = DefinitionBlock()
    divider = DividerBlock()

    class Meta:
        required = False
        label = _("Body")


class PromptBlock(blocks.StructBlock):
    purpose = blocks.ChoiceBlock(choices=PURPOSE_CHOICES, default=Purpose.ASK, label=_("Purpose"))
    mode = blocks.ChoiceBlock(choices=MODE_CHOICES, default=Mode.ROOM, label=_("Who"))
    minutes = blocks.IntegerBlock(min_value=0, max_value=60, default=0, label=_("Minutes"))
    text = _text(label=_("For the facilitator"))
    learner_text = _text(
        label=_("For the learner"),
        required=False,
        help_text=_("Leave empty where it means nothing to somebody alone."),
    )

    class Meta:
        icon = "help"
        label = _("Prompt")


class ActivityBlock(blocks.StructBlock):
    kind = blocks.CharBlock(label=_("Kind"), required=False)
    key = blocks.CharBlock(label=_("Key"), required=False)

    class Meta:
        icon = "clipboard-list"
        label = _("Activity that starts here")
        collapsed = True


class EditorNoteBlock(blocks.StructBlock):
    date = blocks.DateBlock(label=_("Date"), required=False)
    text = _text(label=_("What has changed"), required=False)
    source = _text(label=_("Source"), required=False)

    class Meta:
        icon = "edit"
        label = _("Editor's note")
        collapsed = True

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if str(cleaned["text"]).strip() and not (
            cleaned["date"] and str(cleaned["source"]).strip()
        ):
            raise blocks.StructBlockValidationError(
                block_errors={"source": ValidationError(_("A note needs its date and its source."))}
            )
        return cleaned


class SlideBlock(blocks.StructBlock):
    title = LineBlock(label=_("Title"))
    layout = blocks.ChoiceBlock(choices=LAYOUT_CHOICES, default=Layout.TEXT, label=_("Layout"))
    body = BodyBlock()
    talking_points = _text(
        label=_("Talking points"),
        required=False,
        help_text=_("The substance: spoken by the facilitator, read by the learner."),
    )
    facilitator_notes = _text(
        label=_("Facilitator notes"),
        required=False,
        help_text=_("Directions for running the room. Never shown to learners."),
    )
    prompts = blocks.ListBlock(PromptBlock(), default=[], label=_("Prompts"))
    minutes = blocks.IntegerBlock(
        min_value=0, max_value=60, default=2, label=_("Planned minutes, prompts included")
    )
    teaches = blocks.RegexBlock(
        regex=r"^\s*[1-9][0-9]?(\s*,\s*[1-9][0-9]?)*\s*$",
        error_messages={"invalid": _("Write numbers with commas, as in 1, 3.")},
        label=_("Objectives"),
        required=False,
        help_text=_("The module's objectives that the slide works toward, by number: 1, 3."),
    )
    citations = blocks.CharBlock(
        label=_("Citations"),
        required=False,
        max_length=1000,
        help_text=_("Keys of the module's references, with commas."),
    )
    content_note = LineBlock(
        label=_("Content note"), required=False, help_text=_("A word before hard material.")
    )
    activity = ActivityBlock()
    reveals = blocks.CharBlock(
        label=_("Answer of the activity"),
        required=False,
        help_text=_("The key of an activity: the slide stays closed until it is done."),
    )
    slots = blocks.MultipleChoiceBlock(
        choices=SLOT_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Local material"),
        help_text=_("What each jurisdiction fills in for itself and this slide speaks of."),
    )
    editor_note = EditorNoteBlock()

    class Meta:
        icon = "desktop"
        label = _("Slide")
        label_format = "{title}"
        description = _("One slide: what is shown, what is said, and what the room does.")
        preview_value = {
            "title": "One idea",
            "layout": "text",
            "body": [{"type": "text", "value": "<ul><li>A point</li><li>Another</li></ul>"}],
            "talking_points": "<p>What it means, for those who read alone.</p>",
        }

    def get_preview_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        stored = [{"type": "slide", "id": "preview", "value": self.get_prep_value(value)}]
        slide = slides_from_stream(stored, PictureSources())[0]
        placed = PlacedSlide(1, slide, Lesson("preview", "", (slide,)))
        return {"placed": placed, "slides": (placed,), "citations": Citations(())}


class SlidesBlock(blocks.StreamBlock):
    """The slides of a lesson. Each one's StreamBlock id is the slide's lasting id."""

    slide = SlideBlock()


class ReferenceBlock(blocks.StructBlock):
    key = blocks.RegexBlock(
        regex=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        error_messages={"invalid": _("Use lower-case letters, digits and hyphens.")},
        label=_("Key"),
    )
    text = blocks.RichTextBlock(features=LINE, label=_("Reference"))
    url = blocks.URLBlock(required=False, label=_("Address"))

    class Meta:
        icon = "link"
        label = _("Reference")
        label_format = "{key}"


class ReferencesBlock(blocks.StreamBlock):
    reference = ReferenceBlock()


class ResourceBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(features=LINE, label=_("Resource"))
    url = blocks.URLBlock(required=False, label=_("Address"))

    class Meta:
        icon = "link"
        label = _("Resource")


class ResourcesBlock(blocks.StreamBlock):
    resource = ResourceBlock()
