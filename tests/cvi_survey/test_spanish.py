"""The Spanish of the pages on which people answer is whole, and compiled."""

import re
import sys
from pathlib import Path

import pytest
from django.utils.translation.template import templatize

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from compile_messages import messages_compile, messages_read  # noqa: E402

SOURCE = ROOT / "cvi_survey/locale/es/LC_MESSAGES/django.po"
TEMPLATES = ROOT / "cvi_survey/templates/cvi_survey"
FILES = [
    *(TEMPLATES / "answering").glob("*.html"),
    TEMPLATES / "components/poster_words.html",
    TEMPLATES / "components/email.txt",
    TEMPLATES / "drafts/paper.html",
]
MESSAGES = messages_read(SOURCE.read_text(encoding="utf-8"))


def originals(path: Path) -> set[str]:
    """The messages of a template, as gettext would collect them."""
    source = templatize(path.read_text(encoding="utf-8"))
    found = re.findall(r"gettext\(u?(?:\"\"\"(.*?)\"\"\"|'(.*?)'|\"(.*?)\")\)", source, re.DOTALL)
    return {next(filter(None, one)) for one in found}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_message_of_these_pages_has_its_spanish(path):
    found = originals(path)
    assert found or path.name == "page.html"
    assert {one for one in found if one not in MESSAGES} == set()


def test_the_same_names_stand_in_original_and_translation():
    for original, words in MESSAGES.items():
        names = re.findall(r"%\(\w+\)s", original)
        assert sorted(names) == sorted(re.findall(r"%\(\w+\)s", words)), original


def test_the_compiled_file_is_that_of_its_source():
    assert SOURCE.with_suffix(".mo").read_bytes() == messages_compile(MESSAGES)


@pytest.mark.parametrize("text", ['msgid "a"\nmsgstr "b"\n' * 2, 'msgctxt "x"', "nonsense"])
def test_what_the_compiler_does_not_know_is_refused_with_its_line(text):
    with pytest.raises(ValueError, match=r"line \d"):
        messages_read(text)
