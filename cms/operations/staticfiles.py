"""How collected static files are named."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class PortalStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Names carry a hash of the content, also where one JavaScript module imports another."""

    support_js_module_import_aggregation = True
