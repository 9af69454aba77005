"""Links in a pack: those to the web stay, those to the site become plain words."""

import re

from django.utils.safestring import SafeString, mark_safe

from modules.stage import NamedCitations, StageCitations

_LINK = re.compile(r"<a\b(?P<attributes>[^>]*)>(?P<words>.*?)</a>", re.DOTALL)
_LEADS_OUT = re.compile(r'\bhref="(?:https?://|mailto:|tel:)')


def without_site_links(html: str) -> SafeString:
    """HTML of ours in which a link that needs the site is only its words."""

    def kept(found: re.Match[str]) -> str:
        return found[0] if _LEADS_OUT.search(found["attributes"]) else found["words"]

    return mark_safe(_LINK.sub(kept, html))  # noqa: S308 (nothing is added to what was safe)


class PackCitations(StageCitations):
    """Citations as the stage shows them, in text without links to the site."""

    def inline(self, text: str) -> SafeString:
        return without_site_links(super().inline(text))

    def text(self, text: str) -> SafeString:
        return without_site_links(super().text(text))


class PackNamedCitations(NamedCitations):
    """Citations by short name, in text without links to the site."""

    def inline(self, text: str) -> SafeString:
        return without_site_links(super().inline(text))

    def text(self, text: str) -> SafeString:
        return without_site_links(super().text(text))
