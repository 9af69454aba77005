"""Uploaded files: handed out, never run."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.documents import get_document_model

SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def stored():
    """Stores a file and gives its address."""
    names = []

    def store(name, content=b"0123456789"):
        names.append(default_storage.save(name, ContentFile(content)))
        return f"/media/{names[-1]}"

    yield store
    for name in names:
        default_storage.delete(name)


def test_a_picture_is_shown_in_a_sandbox(client, stored):
    response = client.get(stored("pictures/house.png"))
    assert response.status_code == 200
    assert response.getvalue() == b"0123456789"
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Content-Disposition"].startswith("inline")
    assert response.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_drawing_with_a_script_in_it_is_drawn_without_running(client, stored):
    response = client.get(stored("drawing.svg", SCRIPT))
    assert response.headers["Content-Type"] == "image/svg+xml"
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox;")
    assert "allow-scripts" not in policy
    assert "script-src" not in policy


@pytest.mark.parametrize(
    "name", ["page.html", "page.xhtml", "page.xml", "code.js", "tool.swf", "x"]
)
def test_anything_active_or_unknown_is_only_offered_for_saving(client, stored, name):
    response = client.get(stored(name, b"<script>alert(1)</script>"))
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "path",
    [
        "missing.png",
        "pictures",
        "../manage.py",
        "pictures/../../manage.py",
        "%2e%2e/manage.py",
        "..%5cmanage.py",
        "/etc/passwd",
        "a%00.png",
    ],
)
def test_what_is_missing_or_outside_is_not_found(client, stored, db, path):
    stored("pictures/house.png")
    assert client.get(f"/media/{path}").status_code == 404


def test_a_current_copy_is_not_sent_again(client, stored):
    address = stored("house.png")
    modified = client.get(address).headers["Last-Modified"]
    assert client.get(address, headers={"if-modified-since": modified}).status_code == 304


@pytest.mark.parametrize(
    ("asked", "sent", "described"),
    [
        ("bytes=0-3", b"0123", "bytes 0-3/10"),
        ("bytes=4-", b"456789", "bytes 4-9/10"),
        ("bytes=-2", b"89", "bytes 8-9/10"),
        ("bytes=8-99", b"89", "bytes 8-9/10"),
    ],
)
def test_a_part_is_sent_when_asked_for(client, stored, asked, sent, described):
    response = client.get(stored("film.png"), headers={"range": asked})
    assert response.status_code == 206
    assert response.getvalue() == sent
    assert response.headers["Content-Range"] == described
    assert response.headers["Content-Length"] == str(len(sent))


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=5-2", "bytes=-0"])
def test_a_part_that_does_not_exist_is_refused(client, stored, asked):
    response = client.get(stored("film.png"), headers={"range": asked})
    assert response.status_code == 416
    assert response.headers["Content-Range"] == "bytes */10"


@pytest.mark.parametrize("asked", ["bytes=0-1,3-4", "lines=1-2", "bytes=-"])
def test_a_range_that_we_do_not_read_means_the_whole_file(client, stored, asked):
    response = client.get(stored("film.png"), headers={"range": asked})
    assert response.status_code == 200
    assert response.getvalue() == b"0123456789"


def test_nothing_can_be_posted_to_a_file(client, stored):
    assert client.post(stored("house.png")).status_code == 405


@pytest.mark.django_db
def test_a_document_is_offered_for_saving_under_a_policy_that_runs_nothing(
    client, settings, tmp_path
):
    disk = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path},
    }
    settings.STORAGES = {**settings.STORAGES, "default": disk}
    file = ContentFile(b"<script>alert(1)</script>", name="page.html")
    document = get_document_model().objects.create(title="Page", file=file)
    response = client.get(document.url)
    response.close()
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "accepted"), [("plan.pdf", True), ("page.html", False)])
def test_the_editor_takes_documents_and_no_pages(admin_client, name, accepted):
    file = ContentFile(b"%PDF-1.7", name=name)
    admin_client.post("/cms/documents/add/", {"title": "A", "file": file, "collection": 1})
    assert get_document_model().objects.filter(title="A").exists() is accepted
