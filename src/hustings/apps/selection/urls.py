from django.urls import path

from hustings.apps.selection.views import ballots

app_name = "selection"
urlpatterns = [
    path("", ballots.home, name="home"),
    path("<uuid:ballot_id>/", ballots.ballot, name="ballot"),
]
