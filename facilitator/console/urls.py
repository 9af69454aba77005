"""Running a session."""

from django.urls import path

from facilitator.console import activities, stage, views, wall_door

urlpatterns = [
    path("wall/", wall_door.door, name="wall_door"),
    path("sessions/<str:key>/start/", views.start, name="session_start"),
    path("sessions/<str:key>/console/", views.console, name="console"),
    path("sessions/<str:key>/clicker/", views.clicker, name="clicker"),
    path("sessions/<str:key>/panel/", views.panel, name="console_panel"),
    path("sessions/<str:key>/command/", views.command, name="session_command"),
    path("sessions/<str:key>/notes/", views.note, name="session_note"),
    path("sessions/<str:key>/moderation/", views.moderation, name="session_moderation"),
    path("sessions/<str:key>/stage/", stage.stage, name="session_stage"),
    path("sessions/<str:key>/activities/", activities.bring, name="activity_bring"),
    path("sessions/<str:key>/activities/new/<slug:kind>/", activities.new, name="activity_new"),
    path("sessions/<str:key>/activities/<int:number>/", activities.act, name="activity_act"),
]
