"""The review of uncertain entries, and the phrasings that count."""

from django.urls import path

from quizzes.review import views

urlpatterns = [
    path("", views.review, name="review"),
    path("<int:key>/decide/", views.decide, name="review_decide"),
    path("<int:key>/undo/", views.undo, name="review_undo"),
    path("phrasings/", views.phrasings, name="phrasings"),
    path("phrasings/add/", views.phrasing_add, name="phrasing_add"),
    path("phrasings/<int:key>/", views.phrasing_change, name="phrasing_change"),
]
