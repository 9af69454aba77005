"""Every address of the site. Apps bring their own; this is where they meet."""

from django.conf import settings
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from toolkit.media import media_file

urlpatterns = [
    # Before the content editor: its sign-in is ours.
    path("", include("jurisdictions.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", media_file, name="media_file"),
    path("", include("facilitator.urls")),
    path("", include("learners.urls")),
    path("", include("cvi_survey.urls")),
    path("", include("quizzes.urls")),
    path("", include("modules.glossary.urls")),
    path("", include("modules.practice.urls")),
    path("", include("modules.urls")),
    path("", include(wagtail_urls)),
]
