"""What has to be there for the guide to be read."""

from django.core.checks import Warning, register

from cms.guide import files


@register()
def guide_is_there(app_configs, **kwargs) -> list[Warning]:
    """Warn where the folder of the guide was left behind when the project was copied to a server."""
    if files.CONTENTS in files.pages():
        return []
    return [Warning(f"The editors' guide is not in {files.folder()}: the admin shows none.", id="guide.W001")]
