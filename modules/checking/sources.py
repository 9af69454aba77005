"""Addresses that can be followed, and references and facts that nothing uses."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from modules.checking.corpus import Corpus
from modules.checking.rule import Report, Rule
from modules.facts import fact_uses
from modules.problems import Problem

_LINK = re.compile(r"\]\((?P<inline>[^)\s]*(?:\([^)\s]*\)[^)\s]*)*)(?P<end>\)?)")
_URL = re.compile(r"^\s*(?:- )?url:\s*(?P<url>.*)$")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}\Z", re.I)
_INSIDE = ("/", "#", "page:", "mailto:", "tel:")


def _links(corpus: Corpus) -> Iterator[Problem]:
    for line in corpus.all_lines:
        for url in _addresses(line.text, line.path):
            if message := wrong_with(url):
                yield line.problem(f"has the address '{url}': {message}.", "Write the whole one.")


def _addresses(text: str, path: str) -> Iterator[str]:
    named = _URL.match(text)
    if named and path.endswith(".yaml"):
        yield named["url"].strip().strip("'\"")
    for found in _LINK.finditer(text):
        if found["end"]:
            yield found["inline"]


def wrong_with(url: str) -> str:
    """What is wrong with an address; empty where it is whole."""
    if url.startswith(_INSIDE):
        return ""
    if not url:
        return "it is empty"
    if not url.startswith(("https://", "http://")):
        return "it has no https://"
    if re.search(r"\s", url):
        return "it has a blank"
    host = urlsplit(url).hostname or ""
    return "" if _HOST.match(host) else "its host is none"


def _unused(corpus: Corpus) -> Iterator[str]:
    for files, module in corpus.taught:
        used = {key for slide in module.slides for key in slide.citations}
        used |= {fact.source for fact in files.facts.values()}
        keys = [one.key for one in module.references if one.key not in used]
        named = {use.fact for use in fact_uses(files.folder)}
        facts = [name for name in files.facts if name not in named]
        if keys:
            yield f"{files.name}: references that nothing cites: {', '.join(keys)}"
        if facts:
            yield f"{files.name}: facts that no slide uses: {', '.join(facts)}"


LINKS = Rule("links", "An address that leads nowhere.", _links)
UNUSED = Report("unused", "References and facts that nothing uses", _unused)
