"""Codes that people read from a wall and type, and keys that nobody types."""

import secrets

# No vowels, so that no word appears; nothing that looks like another: 0 O, 1 I L, 2 Z, 5 S, 8 B.
CODE_LETTERS = "CDFGHJKMNPQRTVWXY34679"
CODE_LENGTH = 6


def new_code() -> str:
    """A code to join by, one of a hundred million."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def new_key() -> str:
    """A key of 72 random bits for an address."""
    return secrets.token_urlsafe(9)


def code_as_typed(text: str) -> str:
    """What somebody typed, as codes are kept: letters and figures only, in capitals."""
    return "".join(one for one in text if one.isalnum()).upper()


def code_in_groups(code: str) -> str:
    """A code as it is shown: in two groups, easier to read aloud."""
    half = CODE_LENGTH // 2
    return f"{code[:half]} {code[half:]}"
