"""Addresses of the facilitator's pages. Where people answer: `answering.urlpatterns`."""

from django.urls import path

from cvi_survey import views

app_name = "cvi_survey"
urlpatterns = [
    path("surveys/", views.index, name="index"),
    path("surveys/open/", views.open_round, name="open"),
    path("surveys/<int:pk>/", views.round_page, name="round"),
    path("surveys/<int:pk>/link/", views.poster, name="poster"),
    path("surveys/<int:pk>/close/", views.close, name="close"),
]
