"""What this app adds to the content editor."""

from wagtail import hooks

from jurisdictions.cms_views import PeopleAndPlaces


@hooks.register("register_admin_viewset")
def people_and_places() -> PeopleAndPlaces:
    return PeopleAndPlaces()
