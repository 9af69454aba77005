"""The addresses of the practice library."""

from django.urls import path

from modules.practice import views

app_name = "practice"

urlpatterns = [
    path("practice/", views.practice_list, name="list"),
    path("practice/<slug:entry_id>/", views.practice_entry, name="entry"),
]
