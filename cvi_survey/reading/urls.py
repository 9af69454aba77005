"""Addresses of a closed round's pages and files. Its first page: `views.rounds.round_page`."""

from django.urls import path, re_path

from cvi_survey.reading import views

urlpatterns = [
    path("surveys/<int:pk>/guide/", views.guide, name="guide"),
    path("surveys/<int:pk>/stage/", views.stage, name="stage"),
    path("surveys/<int:pk>/beside/", views.compare, name="compare"),
    path("surveys/<int:pk>/beside/<int:other>/", views.beside, name="beside"),
    path("surveys/<int:pk>/beside/elsewhere/", views.beside_all_others, name="elsewhere"),
    path("surveys/<int:pk>/result.csv", views.csv_file, name="csv"),
    path("surveys/<int:pk>/result.json", views.json_file, name="json"),
    path("surveys/<int:pk>/report.pdf", views.report, name="report"),
    re_path(
        r"^surveys/(?P<pk>[0-9]+)/charts/(?P<item>[a-z0-9-]+)\.(?P<kind>svg|png)\Z",
        views.chart_file,
        name="chart",
    ),
]
