"""The file itself: a compressed tar of the database, the media and, last, the manifest.

    database.sqlite3 or database.dump
    media/…
    manifest.json

No Django in here: paths in, paths out.
"""

import hashlib
import io
import json
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from toolkit.backup.errors import BackupError

FORMAT = 1
MANIFEST = "manifest.json"
MEDIA = "media"
BLOCK = 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """What an archive holds.

    `engine` is sqlite or postgresql; `application` the version that made it; `created` a time in
    UTC (ISO 8601); `migrations` the applied ones as "app.name"; `digests` SHA-256 by member.
    """

    engine: str
    application: str
    created: str
    migrations: list[str]
    database: str
    digests: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT


class DigestingReader:
    """Hands on what is read from a file and keeps its SHA-256."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.file.read(size)
        self.sha256.update(piece)
        return piece


def archive_write(target: Path, *, manifest: Manifest, database: Path, media: Path) -> Manifest:
    """Write the archive to `target`, complete or not at all; gives the manifest as written.

    Raises `BackupError` when `target` exists or a file changes its size while it is read.
    """
    if target.exists():
        raise BackupError(f"{target} exists already; choose another name.")
    partial = target.with_name(f"{target.name}.partial")
    digests: dict[str, str] = {}
    try:
        with tarfile.open(partial, "w:gz", compresslevel=6) as tar:
            for name, path in [(manifest.database, database), *media_files(media)]:
                digests[name] = add_file(tar, name, path)
            written = Manifest(**{**asdict(manifest), "digests": digests})
            add_text(tar, MANIFEST, json.dumps(asdict(written), indent=2))
        partial.replace(target)
    except (OSError, tarfile.TarError) as error:
        raise BackupError(f"{target} could not be written: {error}") from error
    finally:
        partial.unlink(missing_ok=True)
    return written


def media_files(media: Path) -> Iterator[tuple[str, Path]]:
    """Every file under the media folder with its name in the archive, in order."""
    for path in sorted(media.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield f"{MEDIA}/{path.relative_to(media).as_posix()}", path


def add_file(tar: tarfile.TarFile, name: str, path: Path) -> str:
    """Add one file; gives the SHA-256 of what went in."""
    member = tarfile.TarInfo(name)
    with path.open("rb") as file:
        state = path.stat()
        member.size, member.mtime = state.st_size, int(state.st_mtime)
        reader = DigestingReader(file)
        tar.addfile(member, reader)
    return reader.sha256.hexdigest()


def add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    """Add a small text file that exists nowhere else."""
    content = text.encode()
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, io.BytesIO(content))


def archive_extract(source: Path, folder: Path) -> Manifest:
    """Unpack `source` into the empty `folder` and check every byte; gives the manifest.

    Raises `BackupError` for a file that is no archive of ours, is damaged, holds a member that
    its manifest does not name, or has a format that this version does not know.
    """
    try:
        with tarfile.open(source, "r:gz") as tar:
            for member in tar:
                if not member.isfile() or not is_ours(member.name):
                    raise BackupError(f"{source} holds {member.name!r}, which no backup does.")
                unpack(tar, member, folder / member.name)
    except FileNotFoundError as error:
        raise BackupError(f"There is no file {source}.") from error
    except (tarfile.TarError, zlib.error, EOFError, OSError) as error:
        raise BackupError(f"{source} is damaged or no backup: {error}") from error
    manifest = manifest_read(source, folder / MANIFEST)
    check_digests(source, folder, manifest)
    return manifest


def unpack(tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> None:
    """Write one member's content to `target`; its owner and mode in the archive do not matter."""
    content = tar.extractfile(member)
    if content is None:
        raise BackupError(f"The backup holds {member.name!r}, which is no file.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with content, target.open("wb") as file:
        shutil.copyfileobj(content, file, BLOCK)


def is_ours(name: str) -> bool:
    """Whether an archive of ours can hold a member of this name."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        return False
    return name in {MANIFEST, "database.sqlite3", "database.dump"} or path.parts[0] == MEDIA


def manifest_read(source: Path, file: Path) -> Manifest:
    """The manifest in `file`; `BackupError` when it is missing, unreadable or too new."""
    try:
        fields: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        known = fields["format"]
        if known == FORMAT:
            return Manifest(**fields)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BackupError(f"{source} is damaged or no backup: no readable manifest.") from error
    raise BackupError(
        f"{source} has format {known}, and this version reads {FORMAT}; "
        "restore it with the version that made it."
    )


def check_digests(source: Path, folder: Path, manifest: Manifest) -> None:
    """Raise `BackupError` unless the unpacked files are exactly those of the manifest."""
    found = {
        path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()
    }
    found.pop(MANIFEST, None)
    if set(found) != set(manifest.digests) or manifest.database not in found:
        raise BackupError(f"{source} is damaged: files are missing from it or were added.")
    for name, path in found.items():
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != manifest.digests[name]:
                raise BackupError(f"{source} is damaged: {name} is not what was backed up.")
