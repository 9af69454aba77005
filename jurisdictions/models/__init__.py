"""The database of this app, split by subject."""

from jurisdictions.models.local_material import LocalMaterial
from jurisdictions.models.people import (
    MAX_LEVELS,
    Jurisdiction,
    JurisdictionQuerySet,
    Membership,
    SignInLink,
    User,
    UserManager,
)

__all__ = [
    "MAX_LEVELS",
    "Jurisdiction",
    "JurisdictionQuerySet",
    "LocalMaterial",
    "Membership",
    "SignInLink",
    "User",
    "UserManager",
]
