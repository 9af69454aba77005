from django.apps import AppConfig


class ToolkitConfig(AppConfig):
    """What every app shares: base templates, styles, and the server command."""

    name = "toolkit"
    default_auto_field = "django.db.models.BigAutoField"
