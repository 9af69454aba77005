from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FacilitatorConfig(AppConfig):
    name = "facilitator"
    verbose_name = _("Facilitation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.urls import register_converter

        from facilitator.addresses import SessionKey
        from facilitator.due import session_contributions_delete, sessions_left_running_end
        from toolkit.due import register

        register("sessions left running", sessions_left_running_end)
        register("session contributions", session_contributions_delete)
        register_converter(SessionKey, "session")
