"""Presenting."""

from django.urls import path

from facilitator import exercises, views

app_name = "facilitator"
urlpatterns = [
    path("present/", views.index, name="index"),
    path("present/<slug:slug>/", views.presenter, name="presenter"),
    path("present/<slug:slug>/stage/", views.stage, name="stage"),
    path("present/<slug:slug>/exercise/<slug:key>/", exercises.exercise, name="exercise"),
    path("present/<slug:slug>/local/<slug:name>/", views.local_on_wall, name="local_on_wall"),
]
