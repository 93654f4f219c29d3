from django.urls import path

from hustings.apps.doorstep.views import api, shell

app_name = "door"
urlpatterns = [
    path("api/join", api.join, name="join"),
    path("api/me", api.me, name="me"),
    path("api/events", api.events, name="events"),
    path("", shell.asset, name="app"),
    path("<path:path>", shell.asset, name="file"),
]
