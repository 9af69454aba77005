"""Planning sessions. "new" comes first: keys are longer."""

from django.urls import path

from facilitator.planning import making, views

urlpatterns = [
    path("sessions/", views.sessions, name="sessions"),
    path("sessions/new/", making.new, name="session_new"),
    path("sessions/<str:key>/", views.session_page, name="session"),
]
