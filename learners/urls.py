"""Addresses of one's own learning."""

from django.urls import path

from learners import views

app_name = "learners"
urlpatterns = [
    path("my/sessions/", views.sessions, name="sessions"),
]
