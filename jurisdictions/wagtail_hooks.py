"""What this app adds to the content editor."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from jurisdictions.cms_views import PeopleAndPlaces
from jurisdictions.local.cms_views import LocalMaterialViewSet


@hooks.register("register_admin_viewset")
def people_and_places() -> PeopleAndPlaces:
    return PeopleAndPlaces()


@hooks.register("register_admin_viewset")
def local_material() -> LocalMaterialViewSet:
    return LocalMaterialViewSet()


@hooks.register("construct_settings_menu")
def no_users_and_groups(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out the editor's own lists: they ask for what nobody has here, first and last names
    and passwords, and groups follow from roles. "People and places" stands for them.
    """
    items[:] = [item for item in items if item.name not in {"users", "groups"}]
