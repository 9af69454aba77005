"""Joining and the room. The addresses are short: the first one is read aloud."""

from django.urls import path

from facilitator.room import credit, joining, views

urlpatterns = [
    path("join/", joining.join, name="join"),
    path("join/<str:code>/<str:join_key>/", joining.join_by_link, name="join_by_link"),
    path("room/<session:key>/", views.room, name="room"),
    path("room/<session:key>/enter/", joining.enter, name="room_enter"),
    path("room/<session:key>/slides/<int:number>/", views.look_back, name="room_look_back"),
    path("room/<session:key>/activities/<int:number>/", views.contribute, name="room_contribute"),
    path("room/<session:key>/me/", views.describe, name="room_describe"),
    path("room/<session:key>/moment/", views.moment, name="room_moment"),
    path("room/<session:key>/credit/", credit.credit, name="room_credit"),
    path("room/<session:key>/leave/", views.leave, name="room_leave"),
]
