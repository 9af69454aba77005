"""Addresses of this app beside the page tree."""

from django.urls import path

from modules import views

app_name = "modules"

urlpatterns = [
    path("search/", views.search, name="search"),
    path("go/<int:page_id>/", views.go_to_page, name="go"),
]
