"""Rules of `check_content` for words, spelling and addresses."""

import pytest

from modules.checking.sources import wrong_with
from modules.checking.wording import found_terms
from tests.modules.checking.content import (
    BODY_LINE,
    REFERENCES,
    body,
    broken,
    corpus,
)


@pytest.mark.parametrize(
    "text",
    [
        "This is drug abuse.",
        "This is *drug\nabuse*.",
        "Drug-abuse is said.",
        "An addict came.",
        "Addicted babies are born.",
        'A long quotation "of more words than a term has, in which drug abuse stands too".',
    ],
)
def test_a_term_with_a_better_one_is_named(tmp_path, text):
    found = broken("wording", body(tmp_path, text))

    assert len(found) == 1
    assert found[0].startswith(BODY_LINE)
    assert "Say: " in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "Drug use, and a person with a substance use disorder.",
        "This is addictive, and a druggist's abuse of power.",
        "Of the National Institute on\nDrug Abuse.",
        "{title:A Survey of Drug Abuse} asked.",
        'Some say "drug abuse" still.',
        "See [this](https://example.org/drug-abuse/addict) [@hhs].",
        "::: saying\nby: Commonly said\n\nOnce an addict, always an addict.\n:::",
    ],
)
def test_names_titles_and_others_words_may_stand(tmp_path, text):
    assert broken("wording", body(tmp_path, text)) == []


def test_phrasings_that_people_type_are_not_ours_but_titles_of_lists_are(tmp_path):
    text = (
        "id: x\ntitle: {title}\nitems:\n"
        "  - id: x.a\n    phrasings:\n      - drug abuse\n    hint: {hint}\n"
    )

    def found(name: str, title: str, hint: str) -> list[str]:
        lists = {"m1/lists/x.yaml": text.format(title=title, hint=hint)}
        return broken("wording", corpus(tmp_path / name, **lists))

    assert found("good", "Needs", "Think of use.") == []
    assert "m1/lists/x.yaml:2" in found("title", "Drug abuse", "Think.")[0]
    assert "m1/lists/x.yaml:7" in found("hint", "Needs", "Think of drug abuse.")[0]


def test_british_spelling_is_named(tmp_path):
    found = broken("spelling", body(tmp_path, "Behavioural health, at the centre."))

    assert [one.partition(": ")[2] for one in found] == [
        "says 'Behavioural'. Write 'behavior'.",
        "says 'centre'. Write 'center'.",
    ]
    assert broken("spelling", body(tmp_path / "good", "Behavioral health, at the centers.")) == []


def test_a_file_of_words_that_cannot_be_read_is_named(tmp_path):
    found = broken("wording", corpus(tmp_path, **{"wording.yaml": "banned:\n  a: b\n"}))

    assert found == [
        "wording.yaml:1: 'banned' means nothing here. Known are: instead, names, "
        "review_every, reviewed, spelling."
    ]


def test_the_longest_term_counts():
    terms = {"addict": "a person", "addict's child*": "a child"}

    assert [one[1] for one in found_terms("An addict's children.", terms)] == ["addict's children"]


@pytest.mark.parametrize(
    ("url", "is_right"),
    [
        ("https://example.org/a_(b)?c=d#e", True),
        ("http://www.example.org", True),
        ("/glossary/", True),
        ("mailto:a@example.org", True),
        ("page:3", True),
        ("", False),
        ("www.example.org", False),
        ("https://example", False),
        ("https://", False),
        ("https://exam ple.org", False),
        ("https://example.org./x", False),
        ("htp://example.org", False),
    ],
)
def test_an_address_is_a_whole_one(url, is_right):
    assert (wrong_with(url) == "") is is_right


def test_addresses_in_words_and_references_are_checked(tmp_path):
    references = REFERENCES + "    url: www.example.org\n"

    wrong = broken(
        "links",
        body(tmp_path, "See [this](https://example).", **{"m1/references.yaml": references}),
    )

    assert [one.partition(" ")[0] for one in wrong] == [BODY_LINE, "m1/references.yaml:4:"]
    assert broken("links", body(tmp_path / "good", "See [this](https://example.org/a).")) == []
