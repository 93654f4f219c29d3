from django.urls import path

from hustings.apps.doorstep.views import api, lists, shell

app_name = "door"
urlpatterns = [
    path("api/join", api.join, name="join"),
    path("api/me", api.me, name="me"),
    path("api/events", api.events, name="events"),
    path("api/walks/<str:code>", lists.walk, name="walk"),
    path("api/walks/<str:code>/handed-in", lists.back, name="walk-back"),
    path("api/stalls/<str:code>", lists.stall, name="stall"),
    path("api/stalls/<str:code>/handed-in", lists.back, name="stall-back"),
    path("api/calls/<str:code>", lists.calls, name="calls"),
    path("api/calls/<str:code>/handed-in", lists.back, name="calls-back"),
    path("", shell.asset, name="app"),
    path("<path:path>", shell.asset, name="file"),
]
