"""The made-up county: every slot filled, marked as made up, never over an editor's work."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from wagtail.documents import get_document_model

from jurisdictions.demo import demo_people_ensure
from jurisdictions.local.demo import demo_material_ensure
from jurisdictions.models import Jurisdiction, LocalMaterial
from jurisdictions.slots import Slot
from modules.document import Lesson, Module, Slide
from modules.validation import check
from tests.jurisdictions.local_samples import material
from tests.people import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> Client:
    with override_settings(TOOLKIT_DEMO_SIGN_IN=True):
        people = {person.email.split("@")[0]: user for person, user in demo_people_ensure()}
    return client_of(people["learner"])


def test_every_slot_is_filled_and_says_that_it_is_made_up(reader: Client) -> None:
    found = {one.slot: one for one in LocalMaterial.objects.live()}
    assert set(found) == set(Slot)
    for slot in Slot:
        page = reader.get(f"/local/{slot}/").content.decode()
        assert "Maple County (demo)" in page
        assert "made up" in page
    providers = reader.get("/local/provider-list/").content.decode()
    assert providers.count('<th scope="row">') == 4
    assert "1-800-662-4357" in reader.get("/local/crisis-line/").content.decode()


@pytest.fixture
def media_on_disk(settings: Any, tmp_path: Path) -> None:
    disk = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "default": disk}


def test_the_practice_form_is_there_to_be_saved(media_on_disk: None, reader: Client) -> None:
    document = get_document_model().objects.get()
    page = reader.get("/local/release-form/").content.decode()
    assert f'href="{document.url}" download' in page
    answer = reader.get(document.url)
    assert answer.getvalue().startswith(b"%PDF-")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'"


def test_loading_again_changes_nothing_and_keeps_what_an_editor_wrote(
    county: Jurisdiction,
) -> None:
    material(county, title="Written by an editor")
    assert len(demo_material_ensure(county)) == 5
    assert demo_material_ensure(county) == []
    assert LocalMaterial.objects.get(slot="release-form").title == "Written by an editor"
    assert LocalMaterial.objects.count() == 6


def test_a_slide_that_names_no_slot_is_reported_with_the_names_there_are() -> None:
    def remedies(name: str) -> list[str]:
        lesson = Lesson("l", "L", (Slide("a", "A", slots=(name,)),))
        module = Module(id="m", slug="m", number=1, title="M", lessons=(lesson,))
        return [one.remedy for one in check(module) if "local slot" in one.message]

    assert remedies("release-form") == []
    [remedy] = remedies("relase-form")
    assert "release-form" in remedy
