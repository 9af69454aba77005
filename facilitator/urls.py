"""Presenting, and sessions."""

from django.urls import path

from facilitator import exercises, results, views
from facilitator.activities.group_list.views import room_lists
from facilitator.console.urls import urlpatterns as console_urls
from facilitator.pack import views as pack_views
from facilitator.planning.urls import urlpatterns as planning_urls
from facilitator.reports.urls import urlpatterns as report_urls
from facilitator.room.urls import urlpatterns as room_urls

app_name = "facilitator"
urlpatterns = [
    path("present/", views.index, name="index"),
    # Before the modules: none is called "results".
    path("present/results/", results.results, name="results"),
    path("present/results/<int:key>/", results.result, name="result"),
    path("present/results/<int:key>/correct/", results.correct, name="result_correct"),
    path("present/results/<int:key>/rescore/", results.rescore, name="result_rescore"),
    path("present/results/<int:key>/delete/", results.delete, name="result_delete"),
    path("present/<slug:slug>/", views.presenter, name="presenter"),
    path("present/<slug:slug>/stage/", views.stage, name="stage"),
    path("present/<slug:slug>/pack.zip", pack_views.pack, name="pack"),
    path("present/<slug:slug>/exercise/<slug:key>/", exercises.exercise, name="exercise"),
    path("present/<slug:slug>/local/<slug:name>/", views.local_on_wall, name="local_on_wall"),
    # Before the sessions: no key of one is "lists".
    path("sessions/lists/", room_lists, name="room_lists"),
    *report_urls,
    *planning_urls,
    *console_urls,
    *room_urls,
]
