"""Addresses of the coordinator's pages: preparing a round, and running one."""

from django.urls import path

from cvi_survey.views import drafts, paper_entry, running

urlpatterns = [
    path("surveys/new/", drafts.new, name="new"),
    path("surveys/load/", drafts.load, name="load"),
    path("surveys/<int:pk>/plan/", drafts.draft, name="draft"),
    path("surveys/<int:pk>/preview/", drafts.preview, name="preview"),
    path("surveys/<int:pk>/paper/", drafts.paper, name="paper"),
    path("surveys/<int:pk>/ready/", drafts.ready, name="ready"),
    path("surveys/<int:pk>/delete/", drafts.delete, name="delete"),
    path("surveys/<int:pk>/follow-up/", drafts.follow_up, name="follow_up"),
    path("surveys/<int:pk>/link/", running.poster, name="poster"),
    path("surveys/<int:pk>/invitation/", running.email, name="email"),
    path("surveys/<int:pk>/codes/", running.codes, name="codes"),
    path("surveys/<int:pk>/closing/", running.closing, name="closing"),
    path("surveys/<int:pk>/sheets/", paper_entry.sheets, name="sheets"),
    path("surveys/<int:pk>/sheets/counted/", paper_entry.counted, name="sheets_counted"),
]
