"""The key of each open round: a file apart from the database and from its backups.

The folder is `TOOLKIT_BALLOT_KEYS_DIR`, by default `ballot-keys` in the data folder, which
`toolkit backup` leaves out. Several servers of one site share it (a network folder, readable by the
site's own account only). A key lives from the opening of its round to its closing.
"""

import os
import secrets
from pathlib import Path

from django.conf import settings

from cvi_survey.encryption import KEY_BYTES
from cvi_survey.errors import KeyMissing, KeyNotKept

NAME_LETTERS = 32


def key_make() -> str:
    """Make a key and keep it durably; gives its name. Raises `KeyNotKept`."""
    name = secrets.token_hex(NAME_LETTERS // 2)
    path = _path(name)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, secrets.token_bytes(KEY_BYTES))
            os.fsync(handle)
        finally:
            os.close(handle)
        _folder_sync(path.parent)
    except OSError as error:
        raise KeyNotKept(path.parent) from error
    return name


def key_read(name: str) -> bytes:
    """The key of that name. Raises `KeyMissing`."""
    try:
        key = _path(name).read_bytes()
    except OSError as error:
        raise KeyMissing from error
    if len(key) != KEY_BYTES:
        raise KeyMissing
    return key


def key_is_there(name: str) -> bool:
    """Whether the key of that name can be read here."""
    try:
        key_read(name)
    except KeyMissing:
        return False
    return True


def key_destroy(name: str) -> None:
    """Overwrite the key and remove its file, as far as the disk lets a program overwrite.

    Nothing happens where there is none. Raises `KeyNotKept` when it cannot be removed.
    """
    path = _path(name)
    try:
        handle = os.open(path, os.O_WRONLY)
        try:
            os.write(handle, bytes(KEY_BYTES))
            os.fsync(handle)
        finally:
            os.close(handle)
        path.unlink()
        _folder_sync(path.parent)
    except FileNotFoundError:
        return
    except OSError as error:
        raise KeyNotKept(path.parent) from error


def _path(name: str) -> Path:
    if len(name) != NAME_LETTERS or not name.isalnum():
        raise KeyMissing
    return Path(settings.TOOLKIT_BALLOT_KEYS_DIR) / f"{name}.key"


def _folder_sync(folder: Path) -> None:
    """Have the folder's own entries on the disk, where the system knows how."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
