"""Exercises."""

from django.urls import path

from quizzes import views

app_name = "quizzes"
urlpatterns = [
    path("exercises/<slug:slug>/<slug:key>/", views.exercise, name="exercise"),
]
