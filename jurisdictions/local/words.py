"""What people read about each local slot."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jurisdictions.slots import Part, Slot

Words = str | Promise


@dataclass(frozen=True)
class SlotWords:
    """A slot's name in lists, its name to a reader, and one sentence on what it is for."""

    label: Words
    yours: Words
    purpose: Words


SLOT_WORDS: dict[Slot, SlotWords] = {
    Slot.RELEASE_FORM: SlotWords(
        _("Release-of-information form"),
        _("Your agency’s release form"),
        _("The form with which a parent allows agencies to share information."),
    ),
    Slot.PROVIDER_LIST: SlotWords(
        _("Treatment providers"),
        _("Treatment providers near you"),
        _("Where parents and children can get help, and how to refer them."),
    ),
    Slot.PROVIDER_AGREEMENTS: SlotWords(
        _("Agreements with providers"),
        _("Your agency’s agreements with providers"),
        _("What your agency and treatment providers have agreed on working together."),
    ),
    Slot.INFORMATION_SHARING_POLICY: SlotWords(
        _("Information-sharing policy"),
        _("Your agency’s information-sharing policy"),
        _("What may be shared with whom, and how."),
    ),
    Slot.QUESTIONS_CONTACT: SlotWords(
        _("Contact for questions"),
        _("Whom to ask at your agency"),
        _("Somebody who knows, for questions that a training leaves open."),
    ),
    Slot.CRISIS_LINE: SlotWords(
        _("Crisis and support line"),
        _("Crisis and support line near you"),
        _("Whom families, and you, can call."),
    ),
}

PART_LABELS: dict[Part, Words] = {
    Part.DOCUMENT: _("Document"),
    Part.LINK: _("Link"),
    Part.TEXT: _("Text"),
    Part.PROVIDER: _("Provider"),
    Part.CONTACT: _("Contact"),
    Part.LINE: _("Line"),
}

SLOT_CHOICES: list[tuple[str, Words]] = [
    (slot.value, words.label) for slot, words in SLOT_WORDS.items()
]
