"""Where files are kept: static ones under names that hold their digest, a test's in memory."""

from typing import Any

from django.core.files.storage import InMemoryStorage
from django.core.files.storage.memory import InMemoryDirNode  # type: ignore[attr-defined]
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed; imports between ES modules lead to the hashed names too."""

    support_js_module_import_aggregation = True


class KeptInMemoryStorage(InMemoryStorage):
    """Media of the test suite: in memory, and there again after a test has used other storages.

    Django makes a new storage whenever a test has changed the setting; the loaded pictures would
    be gone with the old one.
    """

    kept = InMemoryDirNode()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._root = self.kept
        self._resolve(  # type: ignore[attr-defined]
            self.base_location, create_if_missing=True, leaf_cls=InMemoryDirNode
        )
