"""A presenter pack, as it was downloaded."""

import io
import zipfile
from datetime import date

from bs4 import BeautifulSoup

from facilitator.pack.building import pack_build
from facilitator.selectors import Deck

MADE = date(2026, 11, 23)
PACK = "/present/module-7/pack.zip"


def files_of(packed: bytes) -> dict[str, bytes]:
    """The files of a zip by their path inside the one folder that it holds."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        folders = {name.split("/")[0] for name in archive.namelist()}
        assert len(folders) == 1
        return {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist()}


def downloaded(client) -> dict[str, bytes]:
    """The files of Module 7's pack, fetched as a person does."""
    return files_of(client.get(PACK).getvalue())


def built(deck: Deck, **options) -> dict[str, bytes]:
    """The files of a deck's pack as it would be on one certain day."""
    return files_of(pack_build(deck.module, deck.pictures, made=MADE, **options))


def page_of(files: dict[str, bytes], name: str) -> BeautifulSoup:
    return BeautifulSoup(files[name], "html.parser")


def words(page: BeautifulSoup) -> str:
    return " ".join(page.get_text(" ").split())
