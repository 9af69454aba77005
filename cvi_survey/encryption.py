"""Ballots under lock and key: AES-256-GCM, one nonce a ballot. Pure, without Django.

What is sealed is bound to its place (round and primary key), so that no row can be exchanged for
another without being noticed.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16


class SealBroken(Exception):
    """The key is another one, or somebody changed what was sealed."""


def seal(key: bytes, document: bytes, *, place: str) -> bytes:
    """Nonce, cipher text and tag in one: `NONCE_BYTES + len(document) + TAG_BYTES` bytes."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, document, place.encode())


class Opener:
    """Opens what was sealed under one key."""

    def __init__(self, key: bytes) -> None:
        self.cipher = AESGCM(key)

    def open(self, sealed: bytes, *, place: str) -> bytes:
        """The document. Raises `SealBroken`."""
        try:
            return self.cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode())
        except (InvalidTag, ValueError) as error:
            raise SealBroken("A ballot cannot be opened.") from error
