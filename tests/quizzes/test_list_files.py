"""Lists that go out as files and come back: the same list, or a clear word on why not."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jurisdictions.models import Jurisdiction, User
from modules.problems import ContentError
from quizzes.custom_lists.selectors import file_id, list_file_for_editor
from quizzes.custom_lists.services import custom_list_create
from quizzes.custom_lists.yaml_form import LARGEST_FILE, ListFile, list_from_yaml, list_to_yaml
from quizzes.errors import ExerciseNotFound
from quizzes.models import CustomList
from quizzes.scoring.reference import Direction, Item, Part, Private, ReferenceList
from quizzes.selectors import reference_lists
from tests.factories import JurisdictionFactory, MembershipFactory
from tests.quizzes.own_lists import own_list, reference_named

IMPORT = "/cms/exercise-lists/import/"
START = "/cms/exercise-lists/start-from/"

LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs"))
LINE = st.text(LETTERS, min_size=1, max_size=30).map(str.strip).filter(bool)
LINES = st.lists(LINE, max_size=4, unique=True).map(tuple)
SOME_LINES = st.lists(LINE, min_size=1, max_size=4, unique=True).map(tuple)
NAME = st.from_regex(r"[A-Za-z0-9_-]{1,20}", fullmatch=True)


@st.composite
def files(draw: Callable) -> ListFile:
    list_id = draw(st.from_regex(r"[a-z0-9]{1,8}(_[a-z0-9]{1,8}){0,2}", fullmatch=True))
    names = draw(st.lists(NAME, min_size=1, max_size=5, unique=True))
    kinds = draw(st.lists(NAME, max_size=3, unique=True))
    items = tuple(
        Item(
            f"{list_id}.{name}",
            draw(LINE),
            draw(LINES),
            tuple(Part(draw(LINE), draw(SOME_LINES)) for _ in range(draw(st.integers(0, 2)))),
            draw(LINE | st.just("")),
        )
        for name in names
    )
    private = tuple(Private(kind, draw(LINE), draw(LINE), draw(SOME_LINES)) for kind in kinds)
    direction = draw(st.none() | st.builds(Direction, LINE, LINE))
    reference = ReferenceList(
        list_id, draw(LINE), draw(LINE), items, draw(LINE | st.just("")), direction, private
    )
    return ListFile(reference, draw(LINE | st.just("")))


@given(file=files())
def test_a_list_written_and_read_is_the_same_list(file: ListFile) -> None:
    assert list_from_yaml(list_to_yaml(file).encode(), "list.yaml") == file


@pytest.mark.django_db
@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(file=files())
def test_a_list_imported_and_exported_is_the_same_list(file: ListFile, editor: User) -> None:
    custom = custom_list_create(file=file, by=editor)
    back = list_file_for_editor(editor, custom.list_id)
    prefix, again = f"{file.reference.id}.", f"{back.reference.id}."
    assert [one.id.removeprefix(again) for one in back.reference.items] == [
        one.id.removeprefix(prefix) for one in file.reference.items
    ]
    assert [(one.text, one.phrasings, one.parts, one.hint) for one in back.reference.items] == [
        (one.text, one.phrasings, one.parts, one.hint) for one in file.reference.items
    ]
    assert back.reference.private == file.reference.private
    assert back.reference.direction == file.reference.direction
    assert (back.question, back.reference.lead) == (file.question, file.reference.lead)


@pytest.mark.parametrize("list_id", ["tx_needs", "five_rs"])
def test_lists_of_the_toolkit_go_through_a_file_unchanged(list_id: str) -> None:
    file = ListFile(reference_lists()[list_id])
    assert list_from_yaml(list_to_yaml(file).encode(), "list.yaml") == file


GOOD = """\
id: family_meeting
title: What to bring
prompt: What should a parent bring?
items:
  - id: family_meeting.papers
    text: Papers from court
    phrasings: [court papers]
"""


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        (("title: What to bring\n", ""), 1, "'title' is missing"),
        (("id: family_meeting\n", "id: Family Meeting\n"), 1, "is no id"),
        (("family_meeting.papers", "other.papers"), 5, "does not name its list"),
        (("family_meeting.papers", "family_meeting.a b"), 5, "is no id"),
        (("    text: Papers from court\n", ""), 5, "'text' is missing"),
        (("[court papers]", "court papers"), 7, "is not a list"),
        (("[court papers]", "[a, a]"), 7, "stands here twice"),
        (("[court papers]", "[" + "y" * 201 + "]"), 7, "longer than 200 characters"),
        (("[court papers]", str([f"way {n}" for n in range(61)])), 7, "There are 61"),
        (("prompt:", "promt:"), 3, "'promt' means nothing here"),
        (("prompt:", "prompt: &x"), 8, ""),
        (("Papers from court", "Papers: from: court"), 6, "This is no YAML"),
        (("[court papers]", '["a\\0b"]'), 7, "control character"),
        (("[court papers]", "[[[[[[[[[x]]]]]]]]]"), 7, "more than one list holds"),
    ],
)
def test_a_file_that_cannot_be_used_names_line_and_remedy(
    change: tuple[str, str], line: int, message: str
) -> None:
    assert list_from_yaml(GOOD.encode(), "mine.yaml").reference.title == "What to bring"
    content = GOOD.replace(*change)
    if change[1] == "prompt: &x":
        content, message = content + "lead: *x\n", "refers to another place"
    with pytest.raises(ContentError) as caught:
        list_from_yaml(content.encode(), "mine.yaml")
    found = [one for one in caught.value.problems if message in one.message]
    assert found, str(caught.value)
    assert found[0].line == line
    assert found[0].remedy


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no 'key: value' lines"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"- a\n- b\n", "no 'key: value' lines"),
        (b"a" * (LARGEST_FILE + 1), "larger than"),
        (b"[" * 50_000, "more than one list holds"),
        (b"a: [" + b"x, " * 30_000 + b"]", "more than one list holds"),
        (b"PK\x03\x04\x00\x00", "plain text"),
        ("id: x\ntitle: \ud7ff".encode() + b"\xed\xa0\x80", "UTF-8"),
    ],
)
def test_files_that_are_no_lists_are_refused_quickly(content: bytes, message: str) -> None:
    with pytest.raises(ContentError) as caught:
        list_from_yaml(content, "mine.yaml")
    assert message in str(caught.value)


def test_a_private_kind_twice_is_named() -> None:
    one = "  - {kind: a, name: A, reason: B, phrasings: [c]}\n"
    assert list_from_yaml((GOOD + "private:\n" + one).encode(), "x.yaml")
    with pytest.raises(ContentError, match="The kind 'a' is there twice"):
        list_from_yaml((GOOD + "private:\n" + one + one).encode(), "x.yaml")


def test_a_byte_order_mark_and_windows_lines_do_no_harm() -> None:
    content = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    assert list_from_yaml(content, "x.yaml") == list_from_yaml(GOOD.encode(), "x.yaml")


@pytest.mark.django_db
def test_an_editor_takes_a_list_to_another_jurisdiction(
    county: Jurisdiction, editor: User, editor_client: Client
) -> None:
    one = own_list(editor, jurisdiction=county)
    answer = editor_client.get(reverse("custom_lists:export", args=[one.pk]))
    name = "what_to_bring_to_a_family_team_meeting.yaml"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    far = MembershipFactory(jurisdiction=JurisdictionFactory(name="Far"), editor=True).user
    client = Client()
    client.force_login(far)
    upload = SimpleUploadedFile(name, answer.content, content_type="application/yaml")
    place = far.memberships.get().jurisdiction
    page = client.post(IMPORT, {"file": upload, "jurisdiction": place.pk}, follow=True)
    assert "as a draft" in page.content.decode()
    new = CustomList.objects.exclude(pk=one.pk).get()
    assert (new.live, new.jurisdiction, new.slug) == (False, place, f"{one.slug}-2")
    assert [child.id for child in new.items] == [child.id for child in one.items]
    assert new.question == one.question


@pytest.mark.django_db
def test_an_upload_with_mistakes_says_where_and_changes_nothing(editor_client: Client) -> None:
    content = GOOD.replace("prompt:", "promt:").encode()
    page = editor_client.post(IMPORT, {"file": SimpleUploadedFile("mine.yaml", content)})
    words = " ".join(page.content.decode().split())
    assert "<strong>Line 3:</strong> &#x27;promt&#x27; means nothing here." in words
    twice = GOOD + "  - {id: family_meeting.again, text: papers from COURT}\n"
    page = editor_client.post(IMPORT, {"file": SimpleUploadedFile("x.yaml", twice.encode())})
    assert "stands in the list twice" in page.content.decode()
    assert "This field is required" in editor_client.post(IMPORT, {}).content.decode()
    assert not CustomList.objects.exists()


@pytest.mark.django_db
def test_an_upload_goes_to_ones_own_places_only(
    county: Jurisdiction, state: Jurisdiction, editor_client: Client
) -> None:
    for place, count in ((state, 0), (county, 1)):
        upload = SimpleUploadedFile("mine.yaml", GOOD.encode())
        editor_client.post(IMPORT, {"file": upload, "jurisdiction": place.pk})
        assert CustomList.objects.count() == count


@pytest.mark.django_db
def test_a_new_list_starts_from_one_of_the_toolkit(
    county: Jurisdiction, editor_client: Client
) -> None:
    answer = editor_client.post(START, {"source": "tx_needs", "jurisdiction": county.pk})
    new = CustomList.objects.get()
    assert answer["Location"] == reverse("custom_lists:edit", args=[new.pk])
    assert (new.live, len(new.private), new.jurisdiction) == (False, 0, county)
    new.latest_revision.publish()
    source = reference_lists()["tx_needs"]
    copy = list_file_for_editor(new.latest_revision.user, new.list_id).reference
    assert [(one.text, one.phrasings, one.parts) for one in copy.items] == [
        (one.text, one.phrasings, one.parts) for one in source.items
    ]
    assert copy.private == source.private
    assert copy.direction == source.direction


@pytest.mark.django_db
def test_a_new_list_starts_from_ones_own_and_not_from_anothers(
    county: Jurisdiction, editor: User, editor_client: Client
) -> None:
    own = own_list(editor, jurisdiction=county)
    far = MembershipFactory(jurisdiction=JurisdictionFactory(name="Far"), editor=True).user
    theirs = own_list(far, title="Far", jurisdiction=far.memberships.get().jurisdiction)
    assert editor_client.post(START, {"source": theirs.list_id}).status_code == 200
    assert CustomList.objects.count() == 2
    with pytest.raises(ExerciseNotFound):
        list_file_for_editor(editor, theirs.list_id)
    assert editor_client.post(START, {"source": own.list_id}).status_code == 302
    assert CustomList.objects.count() == 3
    page = editor_client.get(f"{START}?source={own.list_id}").content.decode()
    assert f'value="{own.list_id}" selected' in page


def test_addresses_become_ids_of_files() -> None:
    assert file_id("What-to--bring_2") == "what_to_bring_2"
    assert file_id("--") == "list"
    assert reference_named("x").id == file_id("family-meeting")
