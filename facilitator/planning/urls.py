"""Planning sessions. "new" comes first: keys are longer."""

from django.urls import path

from facilitator.planning import editor, making, packing, people, posters, preparing, views

urlpatterns = [
    path("sessions/", views.sessions, name="sessions"),
    path("sessions/new/", making.new, name="session_new"),
    path("sessions/<str:key>/", views.session_page, name="session"),
    path("sessions/<str:key>/change/", making.change, name="session_change"),
    path("sessions/<str:key>/copy/", making.copy, name="session_copy"),
    path("sessions/<str:key>/delete/", making.delete, name="session_delete"),
    path("sessions/<str:key>/run-sheet/", editor.run_sheet, name="session_run_sheet"),
    path("sessions/<str:key>/checklist/", views.ready, name="session_ready"),
    path("sessions/<str:key>/people/", people.people, name="session_people"),
    path(
        "sessions/<str:key>/people/<int:number>/remove/",
        people.remove,
        name="session_person_remove",
    ),
    path("sessions/<str:key>/poster/", posters.poster, name="session_poster"),
    path("sessions/<str:key>/pack.zip", packing.pack, name="session_pack"),
    path("sessions/<str:key>/prepared/", preparing.prepared, name="session_prepared"),
    path(
        "sessions/<str:key>/prepared/<int:number>/delete/",
        preparing.delete,
        name="activity_delete",
    ),
]
