from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CviSurveyConfig(AppConfig):
    name = "cvi_survey"
    verbose_name = _("Values inventory")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cvi_survey import checks  # noqa: F401 (registers itself)
        from cvi_survey.services import rounds_due
        from toolkit.due import register

        register("survey rounds", rounds_due)
