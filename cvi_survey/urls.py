"""Addresses of the facilitator's pages. Where people answer: `answering.urlpatterns`."""

from django.urls import path

from cvi_survey.reading.urls import urlpatterns as reading_urlpatterns
from cvi_survey.views import rounds
from cvi_survey.views.urls import urlpatterns as coordinating_urlpatterns

app_name = "cvi_survey"
urlpatterns = [
    path("surveys/", rounds.index, name="index"),
    path("surveys/open/", rounds.open_round, name="open"),
    path("surveys/<int:pk>/", rounds.round_page, name="round"),
    path("surveys/<int:pk>/close/", rounds.close, name="close"),
    *coordinating_urlpatterns,
    *reading_urlpatterns,
]
