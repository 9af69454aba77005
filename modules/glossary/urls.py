"""The address of the glossary."""

from django.urls import path

from modules.glossary import views

app_name = "glossary"

urlpatterns = [path("glossary/", views.glossary, name="list")]
