"""Static files under names that hold their digest, so that browsers keep them for good."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed; imports between ES modules lead to the hashed names too."""

    support_js_module_import_aggregation = True
