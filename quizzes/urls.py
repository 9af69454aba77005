"""Exercises."""

from django.urls import include, path

from quizzes import views
from quizzes.custom_lists import views as custom_lists

app_name = "quizzes"
urlpatterns = [
    path("exercises/lists/", custom_lists.index, name="custom_lists"),
    path("exercises/lists/<slug:slug>/", custom_lists.exercise, name="custom_list"),
    path("exercises/review/", include("quizzes.review.urls")),
    path("exercises/<slug:slug>/<slug:key>/", views.exercise, name="exercise"),
]
