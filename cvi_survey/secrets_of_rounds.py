"""What signs a round's form numbers and codes."""

from hashlib import sha256

from django.conf import settings

from cvi_survey.models import Round


def signing_key(asked: Round) -> bytes:
    """Signs this round's form numbers and codes: of no use without the site's own secret."""
    return signing_key_from(asked.secret)


def signing_key_from(secret: str) -> bytes:
    """The same, from the round's own secret."""
    return sha256(f"cvi_survey.form_number:{settings.SECRET_KEY}:{secret}".encode()).digest()
