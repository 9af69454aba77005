from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JurisdictionsConfig(AppConfig):
    """People, the places they work in, and their roles there."""

    name = "jurisdictions"
    verbose_name = _("Jurisdictions and people")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from jurisdictions import checks  # noqa: F401 (registers them)
        from jurisdictions.local.policies import LocalMaterialPolicy
        from jurisdictions.models import Jurisdiction, LocalMaterial, Membership
        from jurisdictions.policies import ManagedMembershipsPolicy, ManagedPlacesPolicy

        register_permission_policy(Jurisdiction, ManagedPlacesPolicy(Jurisdiction))
        register_permission_policy(Membership, ManagedMembershipsPolicy(Membership))
        register_permission_policy(LocalMaterial, LocalMaterialPolicy(LocalMaterial))
