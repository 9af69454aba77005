"""Running a session."""

from django.urls import path

from facilitator.console import activities, stage, views, wall_door

urlpatterns = [
    path("wall/", wall_door.door, name="wall_door"),
    path("sessions/<session:key>/start/", views.start, name="session_start"),
    path("sessions/<session:key>/console/", views.console, name="console"),
    path("sessions/<session:key>/clicker/", views.clicker, name="clicker"),
    path("sessions/<session:key>/panel/", views.panel, name="console_panel"),
    path("sessions/<session:key>/command/", views.command, name="session_command"),
    path("sessions/<session:key>/notes/", views.note, name="session_note"),
    path("sessions/<session:key>/moderation/", views.moderation, name="session_moderation"),
    path("sessions/<session:key>/stage/", stage.stage, name="session_stage"),
    path("sessions/<session:key>/activities/", activities.bring, name="activity_bring"),
    path("sessions/<session:key>/activities/new/<slug:kind>/", activities.new, name="activity_new"),
    path("sessions/<session:key>/activities/<int:number>/", activities.act, name="activity_act"),
]
