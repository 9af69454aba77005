"""Planning sessions. "new" comes first: keys are longer."""

from django.urls import path

from facilitator.planning import editor, making, packing, papers, people, posters, preparing, views

urlpatterns = [
    path("sessions/", views.sessions, name="sessions"),
    path("sessions/new/", making.new, name="session_new"),
    path("sessions/<session:key>/", views.session_page, name="session"),
    path("sessions/<session:key>/change/", making.change, name="session_change"),
    path("sessions/<session:key>/copy/", making.copy, name="session_copy"),
    path("sessions/<session:key>/delete/", making.delete, name="session_delete"),
    path("sessions/<session:key>/run-sheet/", editor.run_sheet, name="session_run_sheet"),
    path(
        "sessions/<session:key>/run-sheet/print/", papers.run_sheet, name="session_run_sheet_print"
    ),
    path("sessions/<session:key>/checklist/", views.ready, name="session_ready"),
    path("sessions/<session:key>/people/", people.people, name="session_people"),
    path(
        "sessions/<session:key>/people/<int:number>/remove/",
        people.remove,
        name="session_person_remove",
    ),
    path("sessions/<session:key>/poster/", posters.poster, name="session_poster"),
    path("sessions/<session:key>/pack.zip", packing.pack, name="session_pack"),
    path("sessions/<session:key>/prepared/", preparing.prepared, name="session_prepared"),
    path(
        "sessions/<session:key>/prepared/<int:number>/delete/",
        preparing.delete,
        name="activity_delete",
    ),
]
