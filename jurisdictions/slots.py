"""The local slots: named places in the toolkit that each jurisdiction fills in for itself.

Nothing here knows Django, so that readers and writers of content can ask which names there are.
Their words for people are in `jurisdictions.local.words`.
"""

from collections.abc import Iterable
from enum import StrEnum


class Slot(StrEnum):
    """A local slot. Slides name it, addresses hold it: the values never change."""

    RELEASE_FORM = "release-form"
    PROVIDER_LIST = "provider-list"
    PROVIDER_AGREEMENTS = "provider-agreements"
    INFORMATION_SHARING_POLICY = "information-sharing-policy"
    QUESTIONS_CONTACT = "questions-contact"
    CRISIS_LINE = "crisis-line"


class Part(StrEnum):
    """What a slot's material is made of: the kinds of blocks in the editor."""

    DOCUMENT = "document"
    LINK = "link"
    TEXT = "text"
    PROVIDER = "provider"
    CONTACT = "contact"
    LINE = "line"


PARTS_OF: dict[Slot, frozenset[Part]] = {
    Slot.RELEASE_FORM: frozenset({Part.DOCUMENT, Part.LINK, Part.TEXT}),
    Slot.PROVIDER_LIST: frozenset({Part.PROVIDER, Part.TEXT}),
    Slot.PROVIDER_AGREEMENTS: frozenset({Part.DOCUMENT, Part.LINK, Part.TEXT}),
    Slot.INFORMATION_SHARING_POLICY: frozenset({Part.DOCUMENT, Part.LINK, Part.TEXT}),
    Slot.QUESTIONS_CONTACT: frozenset({Part.CONTACT, Part.TEXT}),
    Slot.CRISIS_LINE: frozenset({Part.LINE, Part.TEXT}),
}
"""What each slot takes. Words may stand beside anything."""

NEEDED_IN: dict[Slot, frozenset[Part]] = {
    **PARTS_OF,
    Slot.RELEASE_FORM: frozenset({Part.DOCUMENT, Part.LINK}),
    Slot.PROVIDER_LIST: frozenset({Part.PROVIDER}),
    Slot.QUESTIONS_CONTACT: frozenset({Part.CONTACT}),
    Slot.CRISIS_LINE: frozenset({Part.LINE}),
}
"""Of these each slot needs at least one: words alone are no release form."""


def slots_in_order(names: Iterable[str]) -> tuple[str, ...]:
    """The names, each once, in the order of `Slot`; names that are no slot come last.

    One order for all, because the editor's check boxes know no other.
    """
    given = list(dict.fromkeys(names))
    known = [slot.value for slot in Slot if slot in given]
    return (*known, *(name for name in given if name not in known))
